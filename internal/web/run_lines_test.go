package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/platform/database"
)

// The lines of a run are a list: sought by name and pinyin, narrowed to a result once it is approved, taken away, and
// each has a page. There a line is taken back, by who may and while it is not paid.
func TestRun_lists_its_lines_and_takes_one_back_on_its_page(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		feb := civil.MustMonth("2025-02")
		a, b := h.Hold(0, "王秀英", "999000000000001", "2025-01-01", ""),
			h.Hold(1, "李桂兰", "999000000000002", "2025-02-15", "")
		county, town := h.Region(apptest.County), h.Region(apptest.Town)
		prepare, clerk := h.Actor("finance_preparer", apptest.County), h.Actor("village_registrar", apptest.Home)
		sheet, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), feb)
		apptest.Must(t, err)
		f := duty.Form{ID: sheet, Version: 1}
		for _, p := range []int64{a, b} {
			line := duty.Typed{PlacementID: p}
			line.Days[19] = "勤"
			f.Lines = append(f.Lines, line)
		}
		_, err = h.Duty.Submit(ctx, clerk, "", f)
		apptest.Must(t, err)
		_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", sheet, 2, true, "")
		apptest.Must(t, err)
		d, err := h.Payroll.DraftRun(ctx, prepare, county, feb)
		apptest.Must(t, err)
		base, page := h.Serve(), fmt.Sprintf("/pay/runs/%d", d.RunID)
		names := func(v *visitor, query string) (out string) {
			t.Helper()
			code, body := v.get(page + query)
			if code != http.StatusOK {
				t.Fatalf("%s: %d", query, code)
			}
			_, list, _ := strings.Cut(body, `data-list="lines"`)
			for _, n := range []string{"王秀英", "李桂兰"} {
				if strings.Contains(list, n) {
					out += n
				}
			}
			return out
		}
		look := func(v *visitor, wants map[string]string) {
			t.Helper()
			for query, want := range wants {
				if got := names(v, query); got != want {
					t.Errorf("%q lists %q, want %q", query, got, want)
				}
			}
		}
		const both = "王秀英李桂兰"
		v := visit(t, base).signIn(apptest.Login("finance_preparer", county.Code))
		look(v, map[string]string{"": both, "?q=wxy": "王秀英", "?q=guilan": "李桂兰", "?q=%25": "", "?sort=-amount": both,
			"?sort=name": both, "?result=paid": both, "?q=" + url.QueryEscape("張"): ""})

		today := h.Set.Now().Date()
		_, err = h.Payroll.Notice(ctx, prepare, "", d.RunID, 1, today, today.AddDays(3), "")
		apptest.Must(t, err)
		h.Set.Move(clock.On(today.AddDays(4), 9, 0))
		_, err = h.Payroll.Audit(ctx, h.Actor("township_reviewer", apptest.Town), "", d.RunID, town)
		apptest.Must(t, err)
		_, err = fund.Register(ctx, h.Desk, h.Actor("finance_releaser", apptest.County), "", county,
			fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city", Number: "市财〔2025〕1号",
				AmountFen: 500_000, OnDate: civil.MustDate("2025-01-02")})
		apptest.Must(t, err)
		_, err = h.Payroll.Approve(ctx, h.Actor("county_reviewer", apptest.County), "", d.RunID, 2, "")
		apptest.Must(t, err)

		line := fmt.Sprintf("%s/lines/%d", page, a)
		for login, want := range map[string]int{apptest.Login("finance_preparer", county.Code): 200,
			apptest.Login("village_registrar", apptest.Home): 200, apptest.Login("telephone_clerk", county.Code): 403,
			apptest.Login("county_reviewer", h.Region(apptest.Away).Code[:6]): 404} {
			if code, body := visit(t, base).signIn(login).get(line); code != want || strings.Contains(body, "/reverse") {
				t.Errorf("%s opens a line: %d, want %d", login, code, want)
			}
		}
		v = visit(t, base).signIn(apptest.Login("county_reviewer", county.Code))
		look(v, map[string]string{"": both, "?q=wxy": "王秀英", "?result=waiting": both, "?result=paid": "",
			"?result=reversed": "", "?result=nonsense": both})
		if code, _ := v.get(page + "/lines/999999"); code != http.StatusNotFound {
			t.Errorf("a line that is not there: %d", code)
		}
		for login, place := range map[string]string{apptest.Login("village_registrar", apptest.Home): apptest.Home,
			apptest.Login("township_reviewer", apptest.Town): apptest.Town} {
			own := visit(t, base).signIn(login)
			for _, as := range []string{"xlsx", "print"} {
				code, _, head := own.ask(http.MethodGet, page+"?as="+as)
				name, _ := url.QueryUnescape(head.Get("Content-Disposition"))
				if code != http.StatusOK || as == "xlsx" && !strings.Contains(name, h.Region(place).Name) {
					t.Errorf("%s takes its own lines as %s: %d %s", login, as, code, name)
				}
			}
		}
		back := func(v *visitor, why string) (int, string) {
			code, body, _ := v.post(page+"/reverse", url.Values{"_csrf": {v.csrf()}, "line": {fmt.Sprint(a)}, "reason": {why}})
			return code, body
		}
		if code, _ := back(visit(t, base).signIn(apptest.Login("finance_preparer", county.Code)), "x"); code != 403 {
			t.Errorf("a preparer takes a line back: %d", code)
		}
		if code, body := back(v, ""); code != http.StatusUnprocessableEntity || !strings.Contains(body, "冲回这一笔的理由") {
			t.Errorf("without a reason: %d", code)
		}
		if code, body := back(v, "批准后发现有误"); code != http.StatusSeeOther {
			t.Fatalf("%d: %s", code, body)
		}
		if code, _ := back(v, "批准后发现有误"); code < 400 {
			t.Errorf("taken back twice: %d", code)
		}
		look(v, map[string]string{"?result=reversed": "王秀英", "?result=waiting": "李桂兰"})
		if _, body := v.get(line); strings.Contains(body, "/reverse") || !strings.Contains(body, "批准后发现有误") {
			t.Error("the page of a line that was taken back offers it again")
		}
		if code, _ := v.get(page + "?as=xlsx&result=reversed"); code != http.StatusOK {
			t.Errorf("the workbook: %d", code)
		}
	})
}
