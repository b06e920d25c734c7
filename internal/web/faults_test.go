package web_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
)

var summaries = regexp.MustCompile(`(?s)<div class="summary".*?</div>`)

// A form sent with nothing chosen is told so field by field: the summary names each, the words beside it need not.
func TestFaults_that_fit_any_field_name_theirs(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	p := h.Hold(0, "岗上人", "", "2025-02-10", "")
	home := h.Region(apptest.Home)
	clerk := h.Actor("village_registrar", apptest.Home)
	id, err := h.Duty.Begin(ctx, clerk, home, civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: id, Version: 1,
		Lines: []duty.Typed{{PlacementID: p, Days: [31]string{9: "勤"}}}})
	apptest.Must(t, err)
	town := visit(t, h.Serve()).signIn(apptest.Login("township_reviewer", h.Region(apptest.Town).Code))
	code, page, _ := town.post(fmt.Sprintf("/duty/sheets/%d/review", id),
		url.Values{"_csrf": {town.csrf()}, "version": {"2"}})
	if s := summaries.FindString(page); code != 422 ||
		!strings.Contains(s, `<a href="#f-pass">决定：请从所列选项中选择。</a>`) ||
		!strings.Contains(page, `<span class="fault">请从所列选项中选择。</span>`) {
		t.Errorf("%d %s", code, s)
	}
}
