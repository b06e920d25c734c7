package inspect_test

import (
	"strings"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/rulebook"
)

// unpaidMarch leaves March out of the lists, with a sheet of these marks.
func (w *world) unpaidMarch(marks string) *inspect.Line {
	w.place.Items = append(w.place.Items[:2:2], w.place.Items[3:]...)
	return w.marks(marks)
}

// What is owed by a sheet that the county corrected is what the correction says.
func TestUnpaid_reads_sheets_as_corrected(t *testing.T) {
	for name, x := range map[string]struct {
		bend func(*world)
		says string
	}{
		"as the sheet says": {func(w *world) { w.unpaidMarch("PPPPP") }, "2025年3月到岗5天"},
		"corrected to more work": {func(w *world) {
			w.unpaidMarch("PPPPP").Corrected = "PPPPPPP" + absent31[7:]
		}, "2025年3月到岗7天"},
		"corrected to some work":   {func(w *world) { w.unpaidMarch("").Corrected = "PPP" + absent31[3:] }, "2025年3月到岗3天"},
		"corrected to no work":     {func(w *world) { w.unpaidMarch("PPPPP").Corrected = absent31 }, ""},
		"paid and then corrected":  {func(w *world) { w.marks("PPPPP").Corrected = "PPPPPPP" + absent31[7:] }, ""},
		"paid and taken back to 0": {func(w *world) { w.marks("PPPPP").Corrected = absent31 }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld()
			x.bend(w)
			found := w.told("arrears.unpaid")
			if x.says == "" && len(found) > 0 ||
				x.says != "" && (len(found) != 1 || !strings.Contains(found[0].Sentence, x.says)) {
				t.Errorf("found %+v, wanted %q", found, x.says)
			}
		})
	}
}

// Sheets that were corrected are not uniform.
func TestUniform_sheets_reads_sheets_as_corrected(t *testing.T) {
	full := func(w *world) {
		for n := range int64(3) {
			p := w.place
			if n > 0 {
				x := *w.place
				x.ID, x.PersonID, x.Items, x.Lines = 70+n, 70+n, nil, append([]inspect.Line(nil), w.place.Lines...)
				w.people = append(w.people, &inspect.Person{ID: 70 + n, HouseholdID: 70 + n, Name: "同", Birth: day("1975-01-01"),
					Categories: w.holder.Categories})
				w.places = append(w.places, &x)
				p = &x
			}
			for i := range p.Lines {
				p.Lines[i].Days = strings.Repeat("P", p.Lines[i].Month.Days())
			}
		}
	}
	w := newWorld()
	full(w)
	if found := w.told("diversion.uniform_sheets"); len(found) != 1 {
		t.Fatalf("%+v", found)
	}
	w = newWorld()
	full(w)
	for i := range w.place.Lines {
		w.place.Lines[i].Corrected = "PPPPP" + absent31[5:]
	}
	if found := w.told("diversion.uniform_sheets"); len(found) != 0 {
		t.Errorf("corrected, and told all the same: %+v", found)
	}
}

// What was paid after the last day is reckoned by the basis of the month; work done before it is nobody's fault.
func TestPaid_after_end_reckons_by_the_basis_of_the_month(t *testing.T) {
	for name, x := range map[string]struct {
		item inspect.Item // of March, with 31 days; Amount in fen
		line inspect.Line
		over money.Fen // 0: nothing is found
	}{
		"calendar days": {item: inspect.Item{Amount: 80000, PayBasis: "calendar"}, over: 54194},
		"not said":      {item: inspect.Item{Amount: 80000}, over: 54194},
		"whole":         {item: inspect.Item{Amount: 80000, PayBasis: "whole", Agreed: 20}, over: 54194},
		"whole, absent after the last day as before": {
			item: inspect.Item{Amount: 70000, PayBasis: "whole", Agreed: 20, Taken: 10000},
			line: inspect.Line{Days: "PPPPPPPPPPAAA" + strings.Repeat("-", 18)}, over: 44194},
		"days, all worked before": {item: inspect.Item{Amount: 40000, PayBasis: "days", Agreed: 20}},
		"days, half after": {item: inspect.Item{Amount: 80000, PayBasis: "days", Agreed: 20},
			line: inspect.Line{Days: strings.Repeat("P", 20) + strings.Repeat("-", 11)}, over: 40000},
		"days that nobody agreed on": {item: inspect.Item{Amount: 80000, PayBasis: "days"}, over: 54194},
		"days, corrected to those before": {item: inspect.Item{Amount: 80000, PayBasis: "days", Agreed: 20},
			line: inspect.Line{Days: strings.Repeat("P", 20) + strings.Repeat("-", 11),
				Corrected: strings.Repeat("P", 10) + strings.Repeat("-", 21)}},
		"days, paid ahead": {item: inspect.Item{Amount: 80000, PayBasis: "days", Agreed: 20, Early: true}, over: 54194},
		"hours, all worked before": {item: inspect.Item{Amount: 80000, PayBasis: "hours", Agreed: 20},
			line: inspect.Line{Days: strings.Repeat("P", 10) + strings.Repeat("-", 21), Hours: 40}},
		"hours, half after": {item: inspect.Item{Amount: 80000, PayBasis: "hours", Agreed: 20},
			line: inspect.Line{Days: strings.Repeat("P", 20) + strings.Repeat("-", 11), Hours: 40}, over: 40000},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld()
			w.c.Book = rulebook.NewBook([]rulebook.Parameter{
				{Param: "wage.hourly_min", Value: "20", FromDate: day("2021-01-01"), State: "approved"},
				{Param: "pay.absent_day", Value: "100", FromDate: day("2021-01-01"), State: "approved"},
				{Param: "pay.absent_from", Value: "3", FromDate: day("2021-01-01"), State: "approved"}},
				civil.NewCalendar(nil, nil))
			w.place.End, w.place.State, w.place.EndReason = day("2025-03-10"), "ended", "quit"
			i := w.march()
			x.item.ID, x.item.Month, x.item.Days, x.item.OfDays, x.item.Events = i.ID, i.Month, 31, 31, i.Events
			*i = x.item
			w.place.Items = w.place.Items[:3]
			l := &w.place.Lines[2]
			if x.line.Days != "" {
				l.Days, l.Hours, l.Corrected = x.line.Days, x.line.Hours, x.line.Corrected
			}
			w.place.Lines = w.place.Lines[:3]
			found := w.told("diversion.paid_after_end")
			if x.over == 0 && len(found) > 0 || x.over > 0 && (len(found) != 1 || found[0].Amount != x.over) {
				t.Errorf("found %+v, wanted %s", found, x.over)
			}
		})
	}
}
