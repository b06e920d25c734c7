package payroll

import (
	"database/sql"
	"fmt"
	"iter"
	"maps"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// What is paid beyond an agreement is looked for where it can be, and not in all that ever was paid. A whole month is
// owed at the rate, so a line can be above it only if the placement ended, was suspended or is of a season, if the line
// was corrected, if it was above the rate or its first month's days from the beginning, if it was paid ahead where pay
// hangs on the sheet, or if the sheet was corrected (pay_correction); else a sheet that pay was made from stays as it
// is. What was above from the beginning or paid ahead is written down with the line (pay_over), since the program never
// changes rate or first day; where somebody else does, a trigger writes the placement down.

// overFromTheBeginning says of a line g of a placement l that it is above what rate and first day allow. Migration 0066
// says the same.
const overFromTheBeginning = `(g.amount_fen + g.deducted_fen > l.rate_fen OR g.month < SUBSTR(l.start_on, 1, 7)
OR g.month = SUBSTR(l.start_on, 1, 7) AND 2 * (g.amount_fen + g.deducted_fen) * g.of_days > 2 * l.rate_fen * (g.of_days
+ 1 - SUBSTR(l.start_on, 9, 2)) + g.of_days)`

// writeOver writes down the placements of a run's lines that are above what rate and first day allow.
func writeOver(tx *database.Tx, runID int64) error {
	_, err := tx.Exec(`INSERT INTO pay_over (placement_id, path) SELECT DISTINCT g.placement_id, g.path FROM pay_item i
JOIN pay_line g ON g.item_id = i.id JOIN placement l ON l.id = g.placement_id JOIN pay_run n ON n.id = i.run_id
WHERE i.run_id = ? AND (n.ahead_document <> '' AND g.pay_basis NOT IN ('', 'calendar') OR
`+overFromTheBeginning+") AND NOT EXISTS (SELECT 1 FROM pay_over o WHERE o.placement_id = g.placement_id AND o.path = "+
		"g.path)", runID)
	return err
}

// MayBeOver are the placements of a county of which any month may stand at more than is owed: suspended, of a season,
// corrected, paid above rate and first day from the beginning, or by a sheet that was corrected since. Those that ended
// are not among them for that alone: of them it is the last month and what follows.
func MayBeOver(r database.Reader, countyPath string, suspended iter.Seq[int64]) ([]any, error) {
	found := map[int64]bool{}
	for id := range suspended {
		found[id] = true
	}
	season := "SELECT l.id FROM post q JOIN placement l ON l.post_id = q.id WHERE %s AND "
	for _, q := range []struct{ column, rest string }{
		{"q.path", season + "q.season_from > 1"},
		{"q.path", season + "q.season_from = 1 AND q.season_until < 12"},
		{"o.path", "SELECT o.placement_id FROM pay_over o WHERE %s"},
		{"e.path", "SELECT e.placement_id FROM pay_correction e WHERE %s AND e.worth_fen < e.stood_fen"},
		{"i.path",
			"SELECT g.placement_id FROM pay_item i JOIN pay_line g ON g.item_id = i.id WHERE %s AND i.of_item_id IS NOT NULL"},
	} {
		where, args := authz.Under(countyPath).SQL(q.column)
		if err := r.Rows(fmt.Sprintf(q.rest, where), args, func(rows *sql.Rows) error {
			var id int64
			err := rows.Scan(&id)
			found[id] = true
			return err
		}); err != nil {
			return nil, err
		}
	}
	ids := make([]any, 0, len(found))
	for _, id := range slices.Sorted(maps.Keys(found)) {
		ids = append(ids, id)
	}
	return ids, nil
}

// gotOf is what stands for a month of some placements of a county, and of all that ended by its last day. The
// placements come first: of them there are few, and CROSS JOIN keeps SQLite to that.
func gotOf(r database.Reader, countyPath string, month civil.Month, ids []any) (map[int64]ItemTotals, error) {
	const from = gotColumns + `FROM placement x CROSS JOIN pay_line l ON l.placement_id = x.id AND l.month = ?
CROSS JOIN pay_item i ON i.id = l.item_id CROSS JOIN post q ON q.id = x.post_id WHERE ` + standing + " AND "
	out := map[int64]ItemTotals{}
	if err := database.InParts(ids, func(marks string, ids []any) error {
		return addGot(r, out, from+"x.id IN ("+marks+")", append([]any{month}, ids...), nil)
	}); err != nil {
		return nil, err
	}
	known := make(map[int64]bool, len(ids))
	for _, id := range ids {
		known[id.(int64)] = true
	}
	where, args := authz.Under(countyPath).SQL("x.path")
	args = append(append([]any{month}, args...), month.Last())
	return out, addGot(r, out, from+where+" AND x.end_on <= ?", args, known)
}
