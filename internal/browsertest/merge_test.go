package browsertest_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
)

// A county merges a village: first it is told what is unfinished, then what moves, then the list says where the village
// went.
func TestMerger_of_a_village_in_the_browser(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	holder := h.Hold(0, "王秀英", "", "2025-01-01", "")
	base := h.Serve()
	ctx := browsertest.Browser(t)
	home, town := h.Region(apptest.Home), h.Region(apptest.Town)
	county := apptest.Login("county_reviewer", h.Region(apptest.County).Code)
	merge := chromedp.Tasks{chromedp.Navigate(base + "/divisions?region=" + town.Code),
		click(`a[href="/divisions/merge?region=` + home.Code + `"]`), appears(`#f-document`)}
	var warning, list string
	as(t, ctx, base, county, browsertest.Size(1280, 900), merge, chromedp.Text(`.warn`, &warning),
		browsertest.Shot("merge-blocked-1280"),
		chromedp.SetValue(`#f-document`, "枣政字〔2025〕9号"), chromedp.SetValue(`#f-into`, h.Region(apptest.Beside).Code),
		click(`main button.danger`), appears(`.summary`))
	if warning == "" {
		t.Error("nobody is told what is unfinished")
	}
	clerk := h.Actor("village_registrar", apptest.Home)
	id, err := h.Duty.Begin(apptest.Ctx, clerk, home, civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	line := duty.Typed{PlacementID: holder}
	line.Days[3] = "勤"
	_, err = h.Duty.Submit(apptest.Ctx, clerk, "", duty.Form{ID: id, Version: 1, Lines: []duty.Typed{line}})
	apptest.Must(t, err)
	_, err = h.Duty.Review(apptest.Ctx, h.Actor("township_reviewer", apptest.Town), "", id, 2, true, "")
	apptest.Must(t, err)
	as(t, ctx, base, county, browsertest.Size(360, 800), merge, browsertest.Shot("merge-360"),
		chromedp.SetValue(`#f-document`, "枣政字〔2025〕9号"), chromedp.SetValue(`#f-into`, h.Region(apptest.Beside).Code),
		click(`main button.danger`), notice("已并入"), chromedp.Text(`main`, &list), browsertest.Shot("divisions-360"),
		browsertest.Size(1280, 900), browsertest.Shot("divisions-1280"),
		chromedp.Navigate(base+"/placements"), browsertest.Shot("placements-merged-1280"))
	for _, want := range []string{"已合并", home.Name, h.Region(apptest.Beside).Name} {
		if !strings.Contains(list, want) {
			t.Errorf("the list lacks %q: %q", want, list)
		}
	}
}
