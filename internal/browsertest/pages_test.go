package browsertest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
	"gangwei/internal/demo"
	"gangwei/internal/registry/divisions"
)

func TestMain(m *testing.M) { dbtest.Main(m, func() { _ = os.RemoveAll(town.dir) }) }

// town is the demonstration city as it was made once, for all tests that work in one.
var town struct {
	sync.Once
	dir    string
	now    clock.Moment
	logins []demo.Login
	err    error
}

// found the city; the directory is taken away by TestMain.
func found() error {
	dir, err := os.MkdirTemp("", "gangwei-city-")
	if err != nil {
		return err
	}
	town.dir = dir
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	cfg := app.Config{Data: dir}
	a, err := app.Init(apptest.Ctx, cfg, divisions.Zaozhuang, divisions.ZaozhuangUnits, true, set, quiet())
	if err != nil {
		return err
	}
	made, err := demo.Build(apptest.Ctx, a, set, demo.Options{Posts: 2600, Months: 3, Seed: 1})
	if err != nil {
		return errors.Join(err, a.Close())
	}
	town.now, town.logins = set.Now(), made.Logins
	return a.Close()
}

func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

// city is a small demonstration city of the test's own, served.
func city(t testing.TB) (string, *app.App, []demo.Login) {
	t.Helper()
	town.Do(func() { town.err = found() })
	apptest.Must(t, town.err)
	dir := filepath.Join(t.TempDir(), "city")
	apptest.Must(t, os.CopyFS(dir, os.DirFS(town.dir)))
	apptest.Must(t, os.Chmod(filepath.Join(dir, "keys", "ring.json"), 0o600)) // CopyFS lets others read
	a, err := app.Open(apptest.Ctx, app.Config{Data: dir}, clock.NewSet(town.now), quiet())
	apptest.Must(t, err)
	t.Cleanup(func() { _ = a.Close() })
	s, jobs, err := a.Server(apptest.Ctx)
	apptest.Must(t, err)
	srv := httptest.NewServer(s.Echo)
	t.Cleanup(func() { srv.Close(); jobs.Close() })
	return srv.URL, a, town.logins
}

func signIn(base, login, password string) chromedp.Tasks {
	return chromedp.Tasks{chromedp.Navigate(base + "/signin"), chromedp.SetValue(`#f-login`, login),
		chromedp.SetValue(`#f-password`, password), click(`main button`), appears(`.who`)}
}

func signOut() chromedp.Tasks {
	return chromedp.Tasks{click(`.who button`), appears(`#f-login`)}
}

func within(t testing.TB, ctx context.Context, d time.Duration, actions ...chromedp.Action) {
	t.Helper()
	c, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	if err := chromedp.Run(c, actions...); err != nil {
		t.Fatal(err)
	}
}

// loaded is before what is read of a page that must stand whole: what is pressed next lies on it and on none before it.
const loaded = `document.readyState !== "complete" ? "" : `

// notice waits until the page says a text: a click does not wait for the answer.
func notice(text string) chromedp.Action {
	return chromedp.ActionFunc(func(c context.Context) error {
		got := ""
		for range 100 {
			err := chromedp.Evaluate(loaded+`(document.querySelector('.notice') || {innerText: ''}).innerText`, &got).Do(c)
			if err == nil && strings.Contains(got, text) {
				return nil
			}
			time.Sleep(100 * time.Millisecond)
		}
		return fmt.Errorf("the page says %q, not %q", got, text)
	})
}

// follow a link as a page of its own; a click on a row of a list opens it beside the list where the window is wide.
func follow(link string) chromedp.Action {
	return chromedp.ActionFunc(func(c context.Context) error {
		var to string
		if err := appears(link, chromedp.ByQuery).Do(c); err != nil {
			return err
		}
		if err := chromedp.Evaluate("document.querySelector(`"+link+"`).href", &to).Do(c); err != nil {
			return err
		}
		return chromedp.Navigate(to).Do(c)
	})
}

// as signs somebody in, does something and signs out again.
func as(t *testing.T, ctx context.Context, base, login string, actions ...chromedp.Action) {
	t.Helper()
	tasks := append([]chromedp.Action{signIn(base, login, apptest.Pass)}, actions...)
	within(t, ctx, 90*time.Second, append(tasks, signOut())...)
}

// One applicant's whole road, by hand, through all its actors.
func TestRoad_of_one_applicant_in_the_browser(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	ctx := browsertest.Browser(t)
	home := h.Region(apptest.Home).Code
	first, second := apptest.Login("village_registrar", home), apptest.Login("village_registrar", home)+"-2"
	number := h.Number("1970-03-04", true)
	var app string
	as(t, ctx, base, first, browsertest.Size(360, 800), click(`a[href="/people/new"]`),
		chromedp.SetValue(`#f-name`, "王 秀英"), chromedp.SetValue(`#f-idno`, number), chromedp.SetValue(`#f-household`, "18"),
		chromedp.SetValue(`#f-relation`, "02"),
		click(`input[value=poverty_out]`), click(`main form button`), notice("已登记"),
		click(`a[href^="/applications/new"]`), appears(`#f-reason`),
		click(`input[name=basis]`),
		chromedp.SetValue(`#f-post`, fmt.Sprint(h.Posts[0])),
		click(`form[method=post][action="/applications/new"] button`), notice("已登记申请"), chromedp.Location(&app),
		browsertest.Shot("road-submitted-360"))
	as(t, ctx, base, second, chromedp.Navigate(app), decide("1"), notice("已登记初审"))
	// the meeting: who must stand back is named before the vote; a ballot that does not add up is shown again
	voters := "王秀英\n"
	for i := range 10 {
		voters += "代表" + string(rune('甲'+i)) + "\n"
	}
	as(t, ctx, base, first, chromedp.Navigate(app), click(`a[href^="/meetings/new"]`),
		chromedp.SetValue(`#f-chair`, "张主任"), click(`input[name=led_by][value=village]`),
		click(`input[name=applications]`),
		chromedp.SetValue(`#f-voters`, voters), both(t, "meeting-new"),
		click(`form[action="/meetings/new"] button`),
		notice("已安排"), appears(`.warn`),
		chromedp.Evaluate(`document.querySelectorAll('input[name=came]').forEach(x => x.checked = true)`, nil),
		chromedp.SetValue(`.triple input`, "11"), click(`form[action$="/hold"] button`),
		appears(`.summary`), both(t, "meeting-refused"),
		chromedp.SetValue(`.triple input`, "10"), click(`form[action$="/hold"] button`), notice("已登记评议结果"),
		both(t, "meeting-held"),
		chromedp.Navigate(app), click(`form[action$="/notice"] button`), notice("公示"))
	// the board, and an objection that the county answers
	within(t, ctx, 60*time.Second, chromedp.Navigate(base+"/board/"+home), appears(`main table`),
		both(t, "board"), click(`a[href$="/say"]`), chromedp.SetValue(`#f-kind`, "unfair_hiring"),
		chromedp.SetValue(`#f-about`, "village"),
		chromedp.SetValue(`#f-text`, "她家有人在外打工，是否困难请核实"), both(t, "say"), click(`main form button`), notice("回执编号"),
		both(t, "said"))
	as(t, ctx, base, apptest.Login("county_reviewer", "370402000000"), chromedp.Navigate(base+"/complaints"),
		follow(`main td a`), appears(`form[action$="/answer"]`),
		chromedp.SetValue(`form[action$="/answer"] textarea`, "已入户核实，家庭收入低于标准，符合条件。"),
		click(`form[action$="/answer"] button`), notice("已登记答复"))
	as(t, ctx, base, first, chromedp.Navigate(base+"/papers"), both(t, "papers"))
	as(t, ctx, base, apptest.Login("township_reviewer", "370402001000"), chromedp.Navigate(app),
		off("1", "公示到2025-03-10为止"))
	h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
	as(t, ctx, base, apptest.Login("township_reviewer", "370402001000"), browsertest.Size(1280, 900),
		chromedp.Navigate(app), browsertest.Shot("road-audit-1280"), decide("1"), notice("审核"))
	as(t, ctx, base, apptest.Login("county_reviewer", "370402000000"), chromedp.Navigate(app),
		decide("1"), notice("备案"), chromedp.Navigate(app), chromedp.SetValue(`#f-insurance_no`, "YW1"),
		chromedp.SetValue(`#f-insured_from`, "2025-03-11"),
		chromedp.SetValue(`#f-trained_on`, "2025-03-10"), click(`form[action$="/start"] button`), notice("已办理上岗"),
		browsertest.Shot("road-placed-1280"))
	as(t, ctx, base, first, chromedp.Navigate(app), browsertest.Shot("road-done-1280"))
}
