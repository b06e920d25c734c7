package web_test

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// populous is an office whose village has a number of holders, with the sheet of January begun.
func populous(t *testing.T, holders int) (h *apptest.House, sheet int64) {
	t.Helper()
	h = apptest.New(t, dbtest.SQLite(t))
	sys := authz.System("test")
	for _, way := range [][2]string{{"3704", apptest.County}, {apptest.County, apptest.Town}} {
		from := h.Tree.Top()
		if way[0] != "3704" {
			from = h.Region(way[0])
		}
		_, err := quota.Allot(apptest.Ctx, h.Desk, sys, "",
			quota.Allotment{From: from, To: h.Region(way[1]), Amount: int64(holders), Document: "测试〔2021〕3号"})
		apptest.Must(t, err)
	}
	more, err := post.OpenPosts(apptest.Ctx, h.Desk, sys, "", h.Region(apptest.Home), apptest.Draft(), holders-3)
	apptest.Must(t, err)
	h.Posts = append(h.Posts[:3], more...)
	for i := range holders {
		h.Hold(i, "岗上人"+string(rune(0x6625+i)), "", "2024-12-01", "")
	}
	sheet, err = h.Duty.Begin(apptest.Ctx, h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home),
		civil.MustMonth("2025-01"))
	apptest.Must(t, err)
	return h, sheet
}

// A large village's month is typed on a light page: its days travel as characters, of which the grid's script makes
// fields. Without scripts the page says where every day is a field.
func TestSheet_of_a_large_village_is_a_light_page(t *testing.T) {
	for _, holders := range []int{6, 30, 60} {
		h, sheet := populous(t, holders)
		clerk := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
		at := fmt.Sprintf("/duty/sheets/%d", sheet)
		for _, page := range []string{at, at + "?looks=1"} {
			code, body := clerk.get(page)
			t.Logf("%d holders: %s weighs %d bytes", holders, page, len(body))
			if code != 200 || len(body) > 60<<10 {
				t.Errorf("%d holders: %s answers %d with %d bytes", holders, page, code, len(body))
			}
			if looks := strings.Count(body, "核查结果"); looks != holders && (page != at || holders <= 30) {
				t.Errorf("%d holders: %d are looked at on %s", holders, looks, page)
			}
		}
		_, light := clerk.get(at)
		if n := strings.Count(light, "data-days="); n != holders && holders > 6 || n > 0 && holders == 6 {
			t.Errorf("%d holders: the months of %d travel as characters", holders, n)
		}
		if holders == 6 {
			continue
		}
		days, pages := 0, 0
		for page := at + "?plain=1&from=0"; page != ""; pages++ {
			code, body := clerk.get(page)
			days += strings.Count(body, `maxlength="1"`)
			if code != 200 || len(body) > 60<<10 {
				t.Errorf("%d holders: %s answers %d with %d bytes", holders, page, code, len(body))
			}
			page = ""
			if next := nextPage.FindStringSubmatch(body); next != nil {
				page = html.UnescapeString(next[1])
			}
		}
		if days != holders*31 || pages != (holders+7)/8 || !strings.Contains(light, `<a href="`+at+`?plain=1`) {
			t.Errorf("%d holders: without scripts %d days are fields, on %d pages", holders, days, pages)
		}
	}
}

var (
	nextPage  = regexp.MustCompile(`<a class="tap" href="([^"]+)">下一页</a>`)
	fieldName = regexp.MustCompile(`name="([a-z][0-9_]+)"`)
)

// The fields of a large village's sheet are on pages of eight people: what is saved on one stays when the next is
// saved, and a refused page brings back what was typed on it, and no more.
func TestSheet_of_a_large_village_is_typed_page_by_page(t *testing.T) {
	h, sheet := populous(t, 30)
	clerk := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
	at := fmt.Sprintf("/duty/sheets/%d", sheet)
	for n, page := range []string{at + "?plain=1&from=0", at + "?plain=1&from=8"} {
		_, body := clerk.get(page)
		sent := hidden(body, `action="`+at+`"`)
		marks := 0
		for _, m := range fieldName.FindAllStringSubmatch(body, -1) {
			if m[1][0] == 'd' {
				sent.Set(m[1], "勤")
				marks++
			}
		}
		sent.Set("act", "next")
		one := regexp.MustCompile(`name="(d[0-9]+_5)"`).FindStringSubmatch(body)[1]
		sent.Set(one, "晴")
		code, refused, _ := clerk.post(at, sent)
		if code != 422 || len(refused) > 60<<10 || strings.Count(refused, `maxlength="1"`) != marks ||
			!strings.Contains(refused, `value="晴"`) || strings.Count(refused, `value="勤"`) != marks-1 {
			t.Fatalf("page %d: refused with %d, %d bytes, %d of %d marks", n+1, code, len(refused),
				strings.Count(refused, `value="勤"`), marks-1)
		}
		sent.Set(one, "勤")
		sent.Set("_key", fmt.Sprint("page", n))
		code, _, header := clerk.post(at, sent)
		if want := fmt.Sprintf("%s?plain=1&from=%d", at, 8*n+8); code != 303 || header.Get("Location") != want {
			t.Fatalf("page %d: %d, on to %s", n+1, code, header.Get("Location"))
		}
	}
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		lines, err := duty.LinesOf(s, sheet)
		full := 0
		for _, l := range lines {
			if l.Days == strings.Repeat("P", 31) {
				full++
			}
		}
		if full != 16 {
			t.Errorf("%d people have a full month", full)
		}
		return err
	}))
}

// A large sheet that the grid sent and that was refused comes back light, with all that was typed.
func TestSheet_refused_of_a_large_village_is_light(t *testing.T) {
	h, sheet := populous(t, 60)
	clerk := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
	at := fmt.Sprintf("/duty/sheets/%d", sheet)
	_, body := clerk.get(at)
	sent := hidden(body, `action="`+at+`"`)
	ids := regexp.MustCompile(`<tr data-id="([0-9]+)"`).FindAllStringSubmatch(body, -1)[:60]
	for _, id := range ids {
		for day := 1; day <= 31; day++ {
			sent.Set(fmt.Sprintf("d%s_%d", id[1], day), "勤")
		}
	}
	sent.Set("d"+ids[7][1]+"_9", "晴")
	sent.Set("act", "save")
	code, refused, _ := clerk.post(at, sent)
	t.Logf("%d bytes", len(refused))
	if code != 422 || len(refused) > 60<<10 || strings.Count(refused, `data-typed="PPPPPPPP`) != 60 ||
		!strings.Contains(refused, `data-odd="{&#34;9&#34;:[&#34;晴&#34;,`) {
		t.Errorf("%d, %d bytes, %d lines with what was typed", code, len(refused),
			strings.Count(refused, `data-typed="PPPPPPPP`))
	}
}

// hidden fields of the form that holds a text.
func hidden(body, of string) url.Values {
	out := url.Values{}
	form := body[strings.Index(body, of):]
	form = form[:strings.Index(form, "</form>")]
	for _, m := range hiddenField.FindAllStringSubmatch(form, -1) {
		out.Set(m[1], html.UnescapeString(m[2]))
	}
	return out
}

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)
