package browsertest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/villagepapers"
)

// says waits until the page's main part holds a text.
func says(text string) chromedp.Action {
	return chromedp.ActionFunc(func(c context.Context) error {
		var got string
		if err := chromedp.Text(`main`, &got).Do(c); err != nil {
			return err
		}
		if !strings.Contains(got, text) {
			return fmt.Errorf("the page does not say %q: %s", text, got)
		}
		return nil
	})
}

// One applicant is turned away at each gate; the page says why and what is next, and the slip can be printed.
func TestRoad_refused_at_each_gate_in_the_browser(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	ctx := browsertest.Browser(t)
	first, second := h.Actor("village_registrar", apptest.Home), h.Actor("village_registrar", apptest.Home, "-2")
	one, two := apptest.Login("village_registrar", apptest.Home), apptest.Login("village_registrar", apptest.Home)+"-2"
	town, county := apptest.Login("township_reviewer", apptest.Town), apptest.Login("county_reviewer", apptest.County)
	day := civil.MustDate(apptest.Day)
	// upTo brings somebody's application up to a version: 1 submitted, 2 checked, 3 reviewed, 4 noticed.
	upTo := func(name string, version int64) string {
		id, err := h.Applications.Submit(apptest.Ctx, first, "", h.Region(apptest.Home),
			application.Proposal{PostID: h.Posts[0], PersonID: h.Person(apptest.Home, name), Basis: "poverty_out"})
		apptest.Must(t, err)
		move := func(v int64) application.Move { return application.Move{ID: id, Version: v, Pass: true} }
		if version > 1 {
			_, err = h.Applications.Check(apptest.Ctx, second, "", move(1))
			apptest.Must(t, err)
		}
		if version > 2 {
			_, err = h.Applications.Review(apptest.Ctx, first, "", move(2),
				application.ReviewRecord{On: day, Present: 20, Entitled: 21, VotesFor: 20})
			apptest.Must(t, err)
		}
		if version > 3 {
			_, err = h.Applications.Notice(apptest.Ctx, first, "", move(3),
				application.NoticeRecord{From: day, Until: civil.MustDate("2025-03-10"), Boards: "村公示栏"})
			apptest.Must(t, err)
		}
		return fmt.Sprintf("%s/applications/%d", base, id)
	}
	refuse := chromedp.Tasks{decide("0"), appears(`.summary`),
		chromedp.SetValue(`#f-remark`, "材料与实际不符"), click(`[data-decide] button`)}

	// the form itself: a student may not apply
	e := h.Entry("学生甲")
	e.Exclusions = []string{"student"}
	student, err := h.Residents.Register(apptest.Ctx, first, "", h.Region(apptest.Home), e)
	apptest.Must(t, err)
	as(t, ctx, base, one, chromedp.Navigate(fmt.Sprintf("%s/applications/new?person=%d", base, student)), says("不能申请"),
		says("在校学生"), chromedp.WaitNotPresent(`form[method=post][action="/applications/new"] button`))

	check := upTo("初审甲", 1)
	as(t, ctx, base, two, chromedp.Navigate(check), refuse, notice("已登记初审"), chromedp.Navigate(check),
		says("未通过"), says("材料与实际不符"))

	vote := upTo("评议甲", 2)
	as(t, ctx, base, one, chromedp.Navigate(vote), click(`a[href^="/meetings/new"]`),
		click(`input[name=led_by][value=village]`), chromedp.SetValue(`#f-chair`, "张主任"),
		chromedp.SetValue(`#f-voters`, "代表甲\n代表乙\n代表丙\n代表丁"),
		chromedp.Evaluate(`document.querySelectorAll('input[name=applications]').forEach(x => x.checked = true)`, nil),
		click(`form[action="/meetings/new"] button`), notice("已安排"),
		chromedp.Evaluate(`document.querySelectorAll('input[name=came]').forEach(x => x.checked = true)`, nil),
		chromedp.SetValue(`.triple input`, "1"), chromedp.SetValue(`.triple label:nth-child(2) input`, "3"),
		click(`form[action$="/hold"] button`), notice("已登记评议结果"),
		chromedp.Navigate(vote), says("候补"))

	short := upTo("公示甲", 3)
	as(t, ctx, base, one, chromedp.Navigate(short), chromedp.SetValue(`#f-until`, "2025-03-05"),
		click(`form[action$="/notice"] button`), notice("公示"), chromedp.Navigate(short),
		says("不合规"))
	as(t, ctx, base, town, chromedp.Navigate(short), off("1", "公示不合规"))

	audit, file := upTo("审核甲", 4), upTo("备案甲", 4)
	h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
	as(t, ctx, base, town, chromedp.Navigate(audit), refuse, notice("审核"), chromedp.Navigate(audit), says("未通过"),
		chromedp.Navigate(file), decide("1"), notice("审核"))
	as(t, ctx, base, county, chromedp.Navigate(file), refuse, notice("备案"), chromedp.Navigate(file), says("未通过"))

	_, pack, err := h.Papers.Print(apptest.Ctx, first, slips(h))
	apptest.Must(t, err)
	if len(pack.Sheets) != 4 {
		t.Errorf("%d slips for four who were turned away", len(pack.Sheets))
	}
}

func slips(h *apptest.House) villagepapers.Order {
	return villagepapers.Order{Village: h.Region(apptest.Home), Month: civil.MustMonth("2025-03"),
		Parts: []string{villagepapers.Slip}}
}
