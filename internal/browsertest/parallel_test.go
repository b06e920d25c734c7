package browsertest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/browsertest"
	"gangwei/internal/demo"
)

// A payroll of another program held against a draft of ours: the page that answers is looked at as every other.
func TestParallel_of_two_programs_in_the_browser(t *testing.T) {
	t.Parallel()
	axe, err := browsertest.Axe()
	if err != nil {
		t.Logf("the page is looked at without axe-core: %v", err) // everything else about it is held all the same
	}
	base, _, logins := city(t)
	login := ""
	for _, l := range logins {
		if strings.HasPrefix(l.Login, "zhidan-") {
			login = l.Login
		}
	}
	run := ""
	w := walk(t, base, login)
	for _, p := range w.pages(t, login, "/pay") {
		if _, body := w.get(t, p.at); p.template == "run" && strings.Contains(body, `id="f-parallel"`) {
			run = p.at
		}
	}
	if run == "" {
		t.Fatal("no payroll that is being drafted")
	}
	other := filepath.Join(t.TempDir(), "other.csv")
	apptest.Must(t, os.WriteFile(other, []byte("姓名,身份证号码,金额\n王秀英,11010519491231002X,600.00\n"), 0o600))
	ctx := browsertest.Browser(t)
	var heading string
	var m measured
	var broken []browsertest.Violation
	within(t, ctx, 60*time.Second, browsertest.Size(1280, 900), signIn(base, login, demo.Password))
	for _, width := range []int64{1280, 360} {
		within(t, ctx, 60*time.Second, browsertest.Size(width, 900), chromedp.Navigate(base+run),
			chromedp.Evaluate(`document.querySelector("#f-parallel").closest("details").open = true`, nil),
			chromedp.SetUploadFiles(`#f-parallel`, []string{other}), click(`form[action$="/parallel"] button`),
			appears(`main[data-page=parallel]`), chromedp.Text(`h1`, &heading), chromedp.Evaluate(measure, &m),
			inspected(axe, &broken), browsertest.Shot("template-parallel"))
		if len(broken) > 0 || m.Over > 0 || m.Headings != 1 || m.Top > 120 || heading == "" {
			t.Errorf("at %d: %+v %v", width, m, broken)
		}
	}
}
