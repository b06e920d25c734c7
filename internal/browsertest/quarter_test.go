package browsertest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/browsertest"
	"gangwei/internal/forms/progress"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/unit"
)

// One quarter to its end: of seven units four were taken over, one waits for the city, one was given back, one has not
// answered. A department fills in its own column, the office the other; an estimate is refused and nothing lost; the
// stamped scan is the act of sending in; the city takes all over, and its row is the sum. Then a fall of migrant work
// is answered and closed.
func TestQuarter_through_seven_units_to_the_signed_form(t *testing.T) {
	t.Parallel()
	base, a, _ := city(t)
	ctx := browsertest.Browser(t)
	scan := filepath.Join(t.TempDir(), "盖章.png")
	apptest.Must(t, os.WriteFile(scan, []byte("\x89PNG\r\n\x1a\nstamped"), 0o600))
	form := func(code string) string { return base + "/progress/form?unit=" + code + "&quarter=2025Q4" }
	send := chromedp.Tasks{chromedp.SetValue(`#f-filler`, "填表甲"), chromedp.SetValue(`#f-reviewer`, "审核乙"),
		chromedp.SetValue(`#f-leader`, "负责丙"), chromedp.SetValue(`#f-phone`, "0632-0000000"),
		chromedp.SetUploadFiles(`#f-scan`, []string{scan}), click(`form[action^="/progress/form/submit"] button`),
		notice("已报送")}
	within(t, ctx, 90*time.Second, browsertest.Size(1280, 900), signIn(base, "fagai-gaoxin", "Gangwei-2025"),
		appears(`.todos`),
		chromedp.Navigate(form("gaoxin")), chromedp.SetValue(`#f-v11`, "约100"),
		click(`form[action^="/progress/form?"] .acts button:not([type=button])`), appears(`.summary`),
		chromedp.SetValue(`#f-v11`, "1,100"), browsertest.Shot("progress-department-1280"),
		click(`form[action^="/progress/form?"] .acts button:not([type=button])`), notice("改动1列"), signOut())
	within(t, ctx, 90*time.Second, signIn(base, "baosong-gaoxin", "Gangwei-2025"), chromedp.Navigate(form("gaoxin")), appears(`#ask-hr`), chromedp.SetValue(
		`#f-v12`, "4"), click(`form[action^="/progress/form?"] .acts button:not([type=button])`), notice("改动1列"),
		browsertest.Size(360, 800), browsertest.Shot("progress-form-360"), browsertest.Size(1280, 900), browsertest.Shot("progress-form-1280"),
		click(`form[action^="/progress/form/submit"] button`), appears(`.summary`), // nobody signed
		send, signOut())
	within(t, ctx, 90*time.Second, signIn(base, "baosong-370404", "Gangwei-2025"), chromedp.Navigate(form("370404")),
		appears(`.warn`), send, signOut())
	var rest string
	accept := func(code string) chromedp.Tasks {
		return chromedp.Tasks{chromedp.Navigate(form(code)), click(`table.cards:last-of-type tbody tr:last-child a`),
			appears(`form[action$="/decide"]`),
			click(`form[action$="/decide"] input[value=accepted]`),
			click(`form[action$="/decide"] button`), notice("已接收")}
	}
	within(t, ctx, 120*time.Second, signIn(base, "shiji", "Gangwei-2025"), accept("370403"), accept("370404"),
		accept("gaoxin"), browsertest.Shot("progress-submission-1280"),
		chromedp.Navigate(base+"/progress?quarter=2025Q4"), chromedp.Text(`main`, &rest),
		browsertest.Shot("progress-city-1280"), browsertest.Size(360, 800), browsertest.Shot("progress-city-360"),
		browsertest.Size(1280, 900), signOut())
	if !strings.Contains(rest, "各单位都已报送") {
		t.Errorf("the city's page: %.300s", rest)
	}
	apptest.Must(t, a.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		today := a.Clock.Now().Date()
		tree, err := region.Load(s, today)
		if err != nil {
			return err
		}
		all, err := unit.All(s, tree, today)
		if err != nil {
			return err
		}
		c, err := progress.CityOf(s, all, civil.QuarterOf(today), today)
		if err != nil {
			return err
		}
		for _, x := range c.Sums {
			var sum int64
			for _, u := range c.Sheets {
				sum += *u.Values(x.Column.N)
			}
			if x.Column.N == progress.Counted {
				sum -= c.Twice
			}
			if x.Value == nil || *x.Value != sum {
				t.Errorf("column %d of the city", x.Column.N)
			}
		}
		return nil
	}))
	// a fall of migrant work: the unit answers, the city closes
	within(t, ctx, 90*time.Second, signIn(base, "baosong-370406", "Gangwei-2025"), chromedp.Navigate(base+"/monitor"),
		click(`a[href^="/monitor/alerts/"]`), chromedp.SetValue(`#f-said`, "返乡人员增多，已组织专场招聘"),
		click(`form[action$="/answer"] button`), notice("已答复"), signOut())
	within(t, ctx, 90*time.Second, signIn(base, "shiji", "Gangwei-2025"), chromedp.Navigate(base+"/monitor?month=2025-11"),
		browsertest.Shot("monitor-1280"), browsertest.Size(360, 800), browsertest.Shot("monitor-360"),
		browsertest.Size(1280, 900), click(`a[href^="/monitor/alerts/"]`), chromedp.SetValue(`#f-said`, "措施有效，跟踪下月"),
		click(`form[action$="/close"] input[value=close]`),
		click(`form[action$="/close"] button`), notice("已登记"), browsertest.Shot("alert-1280"), signOut())
}
