package browsertest_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/browsertest"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// The inspector's day: run, read a finding, decide, issue the paper, and the chief reads the inspectors' own trail.
func TestInspector_runs_reads_decides_and_issues_in_the_browser(t *testing.T) {
	t.Parallel()
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
		click(`nav a[href="/inspect"]`), appears(`form[action="/inspect/runs"] button`), browsertest.Shot("inspect-1280"),
		click(`form[action="/inspect/runs"] button`), appears(`a.button[href="/inspect"]`),
		chromedp.Navigate(base+
			page), appears(`#f-reason`), browsertest.Shot("finding-1280"),
		click(`input[name=to]`),
		click(`form[action$="/state"] button`), appears(`.summary`), // no reason: refused, nothing lost
		chromedp.SetValue(`#f-reason`, "调取银行流水核对"), click(`form[action$="/state"] button`), notice("已登记"),
		chromedp.Navigate(base+page), // the queue went on to the next finding
		// the office is ordered to mend it, without a day it is refused; then the office's answer
		click(`details:has(#f-due) summary`), chromedp.SetValue(`#f-order_office`, "某镇人民政府"), chromedp.SetValue(
			`#f-measures`, "补发欠发的补贴"), click(`form[action$="/order"] button`), appears(`.summary`),
		chromedp.SetValue(`#f-due`, "2026-03-31"), click(`form[action$="/order"] button`), notice("已下达整改要求"),
		click(`details:has(#f-said) summary`), click(`input[name=kind]`), chromedp.SetValue(`#f-said`, "已核对流水"), click(`form[action$="/entries"] button`), notice("已登记"),
		// from the finding to the person, and from the name to the person
		click(`a[href^="/inspect/people?q="]`), appears(`svg.figure`), browsertest.Shot("inspect-person-1280"), browsertest.Size(
			360, 800), browsertest.Shot("inspect-person-360"), browsertest.Size(1280, 900),
		chromedp.Navigate(base+"/inspect?family=arrears"), click(`details:has(#f-name) summary`), chromedp.SetValue(
			`#f-name`, "拖欠"), click(`form[action="/inspect/filters"] button`), notice("已保存筛选"),
		chromedp.Navigate(base+page),
		browsertest.Size(360, 800), browsertest.Shot("finding-360"), chromedp.Navigate(base+
			"/inspect"), browsertest.Shot("inspect-360"), browsertest.Size(
			1280, 900),
		click(`details:has(#f-from) summary`), chromedp.SetValue(`#f-from`, "2025-01"), click(`form[action="/inspect/papers"] button`), appears(`a.button[href$="/download"]`),
		signOut())
	var text string
	within(t, ctx, 60*time.Second, signIn(base, "jijian-fuze", "Gangwei-2025"), chromedp.Navigate(base+"/inspect/trail"),
		appears(`table`), chromedp.Text(`table`, &text), browsertest.Shot("inspect-trail-1280"), signOut())
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

// The inspector's day on her own machine: a folder of spreadsheets, the desk over it, a finding decided, the person
// behind it, a paper; material is added, and what was decided stands.
func TestInspector_works_on_a_folder_on_her_own_machine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) { apptest.Must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600)) }
	write("发放明细.csv",
		"区（市）,镇（街道）,村（社区）,身份证号码,姓名,月份,金额\n滕州市,示例镇,东村,370499197505050011,示例甲,2024-03,800\n滕州市,示例镇,东村,370499197505050011,示例甲,2024-04,800\n滕州市,示例镇,东村,370499198005050028,示例乙,2024-04,800\n")
	write("死亡名册.csv", "身份证号码,姓名,死亡日期\n370499197505050011,示例甲,2024-03-10\n")
	a, password, err := app.OpenFolder(apptest.Ctx, dir, civil.MustDate("2025-06-30"), slog.New(slog.DiscardHandler))
	apptest.Must(t, err)
	t.Cleanup(func() { _ = a.Close() })
	s, jobs, err := a.Server(apptest.Ctx)
	apptest.Must(t, err)
	srv := httptest.NewServer(s.Echo)
	t.Cleanup(func() { srv.Close(); jobs.Close() })
	ctx := browsertest.Browser(t)
	var page, person, finding string
	within(t, ctx, 120*time.Second, browsertest.Size(1280, 900), signIn(srv.URL, app.FolderLogin, password),
		chromedp.Navigate(srv.URL+"/inspect"), appears(`form[action="/inspect/runs"] button`),
		click(`form[action="/inspect/runs"] button`), appears(`a.button[href="/inspect"]`),
		chromedp.Navigate(srv.URL+"/inspect?family=diversion"), appears(`a[href^="/inspect/findings/"]`),
		follow(`a[href^="/inspect/findings/"]`), appears(`svg.figure`),
		browsertest.Shot("desk-finding-1280"), chromedp.Location(&finding),
		chromedp.SetValue(`#f-reason`, "向家属和银行核实"),
		click(`input[name=to]`),
		click(`form[action$="/state"] button`), appears(`.notice`),
		chromedp.ActionFunc(func(c context.Context) error { return chromedp.Navigate(finding).Do(c) }), chromedp.Text(`main`, &page),
		click(`a[href^="/inspect/people?q="]`), appears(`svg.figure`), chromedp.Text(`main`, &person),
		browsertest.Shot("desk-person-1280"), browsertest.Size(360, 800), browsertest.Shot("desk-person-360"))
	if !strings.Contains(page, "滕州市示例镇东村") || !strings.Contains(page, "核查中") || !strings.Contains(page, "发放明细.csv") {
		t.Errorf("the finding says %q", page)
	}
	if !strings.Contains(person, "示例甲") || !strings.Contains(person, "死亡登记") || strings.Contains(person, "示例乙") {
		t.Errorf("the person's page says %q", person)
	}
}
