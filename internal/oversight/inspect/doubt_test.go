package inspect_test

import (
	"strings"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// A deadline in a year whose days off nobody entered is not held against an office as if it were on record.
func TestDeadline_in_a_year_without_days_off_is_a_suspicion_and_says_so(t *testing.T) {
	for year, doubt := range map[string]bool{"2025": false, "2026": true} {
		w := newWorld()
		w.c.Book = rulebook.NewBook(nil, civil.NewCalendar([]civil.Date{day("2025-01-01")}, nil))
		w.c.Today = day(year + "-12-30")
		w.d = inspect.NewDossier(&region.Region{ID: 4, Path: "0001000200030004", Name: "村"}, nil, nil, nil, nil)
		w.d.Complaints = []*inspect.Complaint{
			{ID: 1, Number: "X", Kind: "unpaid", Office: "township", Received: day(year + "-09-27"), By: day(year + "-10-18"),
				State: "open"}}
		n := 0
		for _, f := range inspect.Judge(w.d, w.c, oversight.Rules()) {
			if f.Rule.Code != "need.complaint_unanswered" {
				continue
			}
			n++
			if (f.Certainty == inspect.Suspicion) != doubt || strings.Contains(f.Sentence, year+"年的放假安排没有登记") != doubt {
				t.Errorf("%s: %s, %s", year, f.Certainty, f.Sentence)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d findings", year, n)
		}
	}
}
