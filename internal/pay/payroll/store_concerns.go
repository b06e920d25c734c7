package payroll

import (
	"database/sql"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// draftDays of a run's lines in a scope, by village: what each is paid for.
func draftDays(r database.Reader, x Run, scope authz.Scope, each func(Concerned)) error {
	where, args := scope.SQL("w.path")
	return r.Rows("SELECT w.placement_id, w.person_id, w.path, w.days, w.of_days, w.counted_days, w.agreed_days, "+
		"w.amount_fen, CASE WHEN w.steps LIKE '%expected:%' THEN 1 ELSE 0 END AS expected "+
		"FROM pay_draft w WHERE w.run_id = ? AND "+where+" ORDER BY w.path, w.placement_id",
		append([]any{x.ID}, args...), func(rows *sql.Rows) error {
			var c Concerned
			err := rows.Scan(&c.PlacementID, &c.PersonID, &c.Path, &c.Days, &c.OfDays, &c.CountedDays, &c.AgreedDays,
				&c.AmountFen, &c.Expected)
			if err == nil {
				each(c)
			}
			return err
		})
}
