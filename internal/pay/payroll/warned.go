package payroll

import (
	"database/sql"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
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
	var out []Warned
	on := PeriodOf(book, x.Path, x.Month).Until
	err := r.Rows(`SELECT d.placement_id, d.path, p.name, d.fund, l.basis, d.amount_fen, d.deducted_fen, d.days, d.of_days,
l.hours_month, d.pay_basis
FROM pay_draft d JOIN person p ON p.id = d.person_id JOIN placement l ON l.id = d.placement_id
WHERE d.run_id = ? AND
`+where+` ORDER BY d.path,
d.placement_id`, append([]any{x.ID}, args...), func(rows *sql.Rows) error {
		var w Warned
		var deducted money.Fen
		var days, of, hours int64
		var basis string
		if err := rows.Scan(&w.PlacementID, &w.Path, &w.Name, &w.Fund, &w.Basis, &w.AmountFen, &deducted, &days, &of,
			&hours, &basis); err != nil {
			return err
		}
		if !mayPay(book, w.Path, w.Fund, w.Basis, on) {
			w.Kind = WrongUse
			out = append(out, w)
		}
		if basis != "" && basis != worth.Calendar {
			return nil // its sum is never under the hours worked at the minimum of their days
		}
		if least, ok := book.Fen("wage.hourly_min", w.Path, on); ok && x.Kind != Correction {
			if w.LeastFen = (least * money.Fen(hours)).Prorate(int(days), int(of)); w.AmountFen+deducted < w.LeastFen {
				w.Kind = TooLow
				out = append(out, w)
			}
		}
		return nil
	})
	return out, err
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
