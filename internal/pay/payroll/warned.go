package payroll

import (
	"database/sql"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// What a line of a draft is warned of.
const (
	WrongUse = "use"    // the fund may not pay for this basis of placement (fund.bases): stops the approval
	TooLow   = "hourly" // less than the hourly minimum wage for the agreed hours (wage.hourly_min): to be looked into
)

// Warned line of a draft.
type Warned struct {
	Kind        string
	PlacementID int64
	Path        string
	Name        string
	Fund        string
	Basis       string
	AmountFen   money.Fen
	LeastFen    money.Fen // of TooLow: the agreed hours of the days worked at the hourly minimum
}

// WarnedOf a run that is not approved yet, inside a scope, by village. A fund pays for those bases of placement that
// the rulebook of the month names for it (光伏收益 for 脱贫人口: domain section 5.2); where it names none, for all. What a
// written rule deducted counts as paid here.
func WarnedOf(r database.Reader, book *rulebook.Book, x Run, scope authz.Scope) ([]Warned, error) {
	where, args := scope.SQL("d.path")
	var rows []draftRow
	funds, least := mayWarn(book, x)
	args = append(append([]any{x.ID}, args...), funds, int64(least))
	err := r.Rows(`SELECT d.placement_id, d.path, p.name, d.fund, l.basis, d.amount_fen, d.deducted_fen, d.days,
d.of_days, l.hours_month, d.pay_basis
FROM pay_draft d CROSS JOIN placement l ON l.id = d.placement_id CROSS JOIN person p ON p.id = d.person_id
WHERE d.run_id = ? AND
`+where+` AND (INSTR(?, d.fund) > 0 OR d.pay_basis IN ('', 'calendar')
AND (d.amount_fen + d.deducted_fen) * d.of_days < ? * l.hours_month * d.days + d.of_days)
ORDER BY d.path, d.placement_id`, args, func(list *sql.Rows) error {
		var d draftRow
		err := list.Scan(&d.PlacementID, &d.Path, &d.Name, &d.Fund, &d.Basis, &d.AmountFen, &d.DeductedFen, &d.Days,
			&d.OfDays, &d.HoursMonth, &d.PayBasis)
		rows = append(rows, d)
		return err
	})
	return warnedOf(book, x, rows), err
}

// mayWarn is of which lines of a run something may be said: those of the funds that pay for some bases only, and those
// that bring less than an hour's minimum, the highest of the county.
func mayWarn(book *rulebook.Book, x Run) (funds string, least money.Fen) {
	on := PeriodOf(book, x.Path, x.Month).Until
	anywhere := func(key, fund string) []string {
		return append(book.Apart(rulebook.Parameter{Param: key, RegionPath: x.Path, Fund: fund, FromDate: on}), x.Path)
	}
	for _, name := range fund.Names {
		for _, path := range anywhere("fund.bases", name) {
			if bases, ok := book.Text("fund.bases", path, name, on); ok && strings.TrimSpace(bases) != "" {
				funds += name + " "
			}
		}
	}
	if x.Kind == Correction {
		return funds, 0
	}
	for _, path := range anywhere("wage.hourly_min", "") {
		if f, ok := book.Fen("wage.hourly_min", path, on); ok {
			least = max(least, f)
		}
	}
	return funds, least
}

// warnedOf the lines of a draft. Pure but for the rulebook.
func warnedOf(book *rulebook.Book, x Run, rows []draftRow) (out []Warned) {
	on := PeriodOf(book, x.Path, x.Month).Until
	type use struct{ path, fund, basis string }
	known, hour := map[use]bool{}, map[string]money.Fen{} // neighbours stand together, and the rulebook is asked once
	for _, d := range rows {
		w := Warned{PlacementID: d.PlacementID, Path: d.Path, Name: d.Name, Fund: d.Fund, Basis: d.Basis,
			AmountFen: d.AmountFen}
		k := use{d.Path, d.Fund, d.Basis}
		may, asked := known[k]
		if !asked {
			may = mayPay(book, d.Path, d.Fund, d.Basis, on)
			known[k] = may
		}
		if !may {
			w.Kind = WrongUse
			out = append(out, w)
		}
		if d.PayBasis != "" && d.PayBasis != worth.Calendar || x.Kind == Correction {
			continue // its sum is never under the hours worked at the minimum of their days
		}
		least, asked := hour[d.Path]
		if !asked {
			least, _ = book.Fen("wage.hourly_min", d.Path, on)
			hour[d.Path] = least
		}
		if least == 0 {
			continue
		}
		w.LeastFen = (least * money.Fen(d.HoursMonth)).Prorate(int(d.Days), int(d.OfDays))
		if d.AmountFen+d.DeductedFen < w.LeastFen {
			w.Kind = TooLow
			out = append(out, w)
		}
	}
	return out
}

// mayPay tells whether a fund pays for a basis of placement. Pure but for the rulebook.
func mayPay(book *rulebook.Book, path, fund, basis string, on civil.Date) bool {
	bases, ok := book.Text("fund.bases", path, fund, on)
	if !ok || strings.TrimSpace(bases) == "" {
		return true
	}
	for _, b := range strings.FieldsFunc(bases, func(r rune) bool { return r == ',' || r == '，' || r == ' ' }) {
		if b == basis {
			return true
		}
	}
	return false
}
