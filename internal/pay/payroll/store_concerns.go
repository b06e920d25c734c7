package payroll

import (
	"cmp"
	"database/sql"
	"iter"
	"slices"
	"strings"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

const draftDaysOf = "SELECT w.placement_id, w.person_id, w.path, w.days, w.of_days, w.counted_days, w.agreed_days, " +
	"w.amount_fen, CASE WHEN w.steps LIKE '%expected:%' THEN 1 ELSE 0 END AS expected, " +
	"CASE WHEN w.amount_fen > l.rate_fen THEN 1 ELSE 0 END AS above " +
	"FROM pay_draft w CROSS JOIN placement l ON l.id = w.placement_id WHERE w.run_id = ? AND "

// draftDays of the lines of a run in a scope, by village, of which something is to be said: paid with few days, with
// days that were expected or more than the agreement's rate, and those of placements or people that are named; what
// each is paid for.
func draftDays(r database.Reader, x Run, scope authz.Scope, placements, people iter.Seq[int64]) ([]Concerned, error) {
	where, args := scope.SQL("w.path")
	args = append([]any{x.ID}, args...)
	var out []Concerned
	each := func(rows *sql.Rows) error {
		var c Concerned
		err := rows.Scan(&c.PlacementID, &c.PersonID, &c.Path, &c.Days, &c.OfDays, &c.CountedDays, &c.AgreedDays,
			&c.AmountFen, &c.Expected, &c.Above)
		out = append(out, c)
		return err
	}
	if err := r.Rows(draftDaysOf+where+" AND (2 * w.counted_days * w.of_days < w.agreed_days * w.days OR "+
		"w.steps LIKE '%expected:%' OR w.amount_fen > l.rate_fen)", args, each); err != nil {
		return nil, err
	}
	if err := database.InParts(slices.Collect(placements), func(marks string, ids []any) error {
		return r.Rows(draftDaysOf+where+" AND w.placement_id IN ("+marks+")", append(slices.Clone(args), ids...), each)
	}); err != nil {
		return nil, err
	}
	if err := database.InParts(slices.Collect(people), func(marks string, ids []any) error {
		return r.Rows(draftDaysOf+where+" AND w.person_id IN ("+marks+")", append(slices.Clone(args), ids...), each)
	}); err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b Concerned) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.PlacementID, b.PlacementID))
	})
	return slices.CompactFunc(out, func(a, b Concerned) bool { return a.PlacementID == b.PlacementID }), nil
}
