package browsertest_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/authz"
	"gangwei/internal/browsertest"
	"gangwei/internal/database"
	"gangwei/internal/inspect"
)

// The inspector's day: run, read a finding, decide, issue the paper, and the chief reads the inspectors' own trail.
func TestInspector_runs_reads_decides_and_issues_in_the_browser(t *testing.T) {
	base, a, _ := city(t)
	ctx := browsertest.Browser(t)
	var one inspect.Kept
	apptest.Must(t, a.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		fs, err := inspect.List(s, authz.Everywhere(), inspect.Filter{Family: "arrears", Limit: 1})
		if err == nil && len(fs) == 1 {
			one = fs[0]
		}
		return err
	}))
	if one.ID == 0 {
		t.Fatal("the city has no arrears to look at")
	}
	page := "/inspect/findings/" + strconv.FormatInt(one.ID, 10)
	within(t, ctx, 120*time.Second, browsertest.Size(1280, 900), signIn(base, "jijian", "Gangwei-2025"),
		chromedp.Click(`nav a[href="/inspect"]`), chromedp.WaitVisible(`form[action="/inspect/runs"] button`), browsertest.Shot("inspect-1280"),
		chromedp.Click(`form[action="/inspect/runs"] button`), chromedp.WaitVisible(`a.button[href="/inspect"]`),
		chromedp.Navigate(base+page), chromedp.Click(`details:has(#f-reason) summary`), chromedp.WaitVisible(`#f-reason`), browsertest.Shot("finding-1280"),
		chromedp.Click(`form[action$="/state"] button`), chromedp.WaitVisible(`.summary`), // no reason: refused, nothing lost
		chromedp.SetValue(`#f-reason`, "调取银行流水核对"), chromedp.Click(`form[action$="/state"] button`), chromedp.WaitVisible(`.notice`),
		// the office is ordered to mend it, without a day it is refused; then the office's answer
		chromedp.Click(`details:has(#f-due) summary`), chromedp.SetValue(`#f-order_office`, "某镇人民政府"), chromedp.SetValue(`#f-measures`, "补发欠发的补贴"), chromedp.Click(`form[action$="/order"] button`), chromedp.WaitVisible(`.summary`),
		chromedp.SetValue(`#f-due`, "2026-03-31"), chromedp.Click(`form[action$="/order"] button`), chromedp.WaitVisible(`.notice`),
		chromedp.Click(`details:has(#f-said) summary`), chromedp.SetValue(`#f-said`, "已核对流水"), chromedp.Click(`form[action$="/entries"] button`), chromedp.WaitVisible(`.notice`),
		// from the finding to the person, and from the name to the person
		chromedp.Click(`a[href^="/inspect/people?q="]`), chromedp.WaitVisible(`svg.figure`), browsertest.Shot("inspect-person-1280"), browsertest.Size(360, 800), browsertest.Shot("inspect-person-360"), browsertest.Size(1280, 900),
		chromedp.Navigate(base+"/inspect?family=arrears"), chromedp.Click(`details:has(#f-name) summary`), chromedp.SetValue(`#f-name`, "拖欠"), chromedp.Click(`form[action="/inspect/filters"] button`), chromedp.WaitVisible(`.notice`),
		chromedp.Navigate(base+page),
		browsertest.Size(360, 800), browsertest.Shot("finding-360"), chromedp.Navigate(base+"/inspect"), browsertest.Shot("inspect-360"), browsertest.Size(1280, 900),
		chromedp.Click(`details:has(#f-from) summary`), chromedp.SetValue(`#f-from`, "2025-01"), chromedp.Click(`form[action="/inspect/papers"] button`), chromedp.WaitVisible(`a.button[href$="/download"]`),
		signOut())
	var text string
	within(t, ctx, 60*time.Second, signIn(base, "jijian-fuze", "Gangwei-2025"), chromedp.Navigate(base+"/inspect/trail"), chromedp.WaitVisible(`table`), chromedp.Text(`table`, &text), browsertest.Shot("inspect-trail-1280"), signOut())
	for _, want := range []string{"运行检查", "处置疑点", "查看疑点", "出具报告"} {
		if !strings.Contains(text, want) {
			t.Errorf("the inspectors' trail lacks %q", want)
		}
	}
	apptest.Must(t, a.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		k, err := inspect.ByID(s, one.ID)
		if err == nil && k.State != inspect.Rectifying {
			t.Errorf("the finding is %s", k.State)
		}
		return err
	}))
}
