package screens

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
)

// mostMonths are filled in at once: a year.
const mostMonths = 12

// Year of an entry to be filled in: its last twelve months, each as it is kept or empty.
func (x *entryPage) Year() (out []formlists.Month) {
	last, first := x.Today.Month(), x.Entry.FromOn.Month()
	if !x.Entry.UntilOn.IsZero() && x.Entry.UntilOn.Month().Before(last) {
		last = x.Entry.UntilOn.Month()
	}
	kept := map[civil.Month]formlists.Month{}
	for _, m := range x.Months {
		kept[m.Month] = m
	}
	for i := mostMonths - 1; i >= 0; i-- {
		if m := last.Add(-i); !m.Before(first) {
			k := kept[m]
			k.Month = m
			out = append(out, k)
		}
	}
	return out
}

// YearTools are those of the table of a year's months.
func (x *entryPage) YearTools() kit.Grid { return kit.Grid{Name: "months"} }

// Cell is what stands in a field of a month, or what was typed there.
func (x *entryPage) Cell(of any, m formlists.Month) string {
	name := fmt.Sprint(of)
	if field := name + "_" + m.Month.String(); x.R.Has(field) {
		return x.R.FormValue(field)
	}
	if m.Version == 0 {
		return ""
	}
	switch name {
	case "workers":
		return fmt.Sprint(m.Workers)
	case "due":
		return m.DueFen.String()
	case "paid":
		return m.PaidFen.String()
	case "paid_on":
		if m.PaidOn.IsZero() {
			return ""
		}
		return m.PaidOn.String()
	}
	return m.Note
}

// yearHeads of the fields, for who does not see the table.
var yearHeads = map[string]string{"workers": "人数", "due": "应发", "paid": "已发", "paid_on": "发放日期", "note": "备注"}

// YearHead of a field.
func (x *entryPage) YearHead(name any) string { return yearHeads[fmt.Sprint(name)] }

// typedMonth is what the form says of a month; false if it says nothing, or what is kept already.
func typedMonth(r *kit.Request, entryID int64, was formlists.Month) (formlists.Month, bool) {
	of := func(name string) string { return name + "_" + was.Month.String() }
	said := ""
	for name := range yearHeads {
		said += r.Text(of(name))
	}
	if said == "" {
		return was, false
	}
	m := formlists.Month{EntryID: entryID, Month: was.Month, Workers: r.Int(of("workers")), DueFen: r.Fen(of("due")),
		PaidFen: r.Fen(of("paid")), PaidOn: r.Date(of("paid_on")), Note: r.Text(of("note")),
		Version: r.Int(of("version"))}
	was.EntryID = entryID
	return m, m != was
}

// registerYear enters or changes the months that were typed, each by itself: one that is refused keeps no other from
// being kept.
func (p *Lists) registerYear(r *kit.Request) error {
	return p.entryDo(r, "", func(page *entryPage) (string, error) {
		var months []formlists.Month
		for _, was := range page.Year() {
			if m, typed := typedMonth(r, page.Entry.ID, was); typed {
				months = append(months, m)
			}
		}
		if err := r.Faults(); err != nil {
			return "", err
		}
		var faults errs.Faults
		for _, m := range months {
			_, err := p.Registers.Pay(r.Context.Request().Context(), r.Actor, kit.PartKey(r, m.Month.String()), m)
			if err != nil && !kit.IsFormError(err) {
				return "", err
			}
			for _, e := range errs.All(err) {
				faults.Add(e.On(e.Field + "_" + m.Month.String()))
			}
		}
		if len(faults) == 0 {
			return fmt.Sprintf("已登记%d个月。", len(months)), nil
		}
		// Shown again with what is kept by now.
		if err := r.Read(func(s *database.Snapshot) (err error) {
			page.Months, err = formlists.Months(s, page.Entry.ID)
			return err
		}); err != nil {
			return "", err
		}
		return "", faults
	})
}
