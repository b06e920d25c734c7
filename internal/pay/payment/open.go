package payment

import (
	"strings"

	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// What is owed is looked for where something is open, and not in all that ever was paid. Every night the items of each
// run that the bank has not confirmed are written down (pay_open), and the run is marked as counted: of a counted run
// nothing else can be open, since what is paid or taken back stays so. A sheet is marked as listed once everybody who
// worked by it is on a list of pay; whatever changes it, or takes somebody off a list, takes the mark away. What is not
// marked is looked at whole, so a mark that is missing hides nothing; that no mark hides anything is counted every
// night (reconcile).

// atWork says of a line d that somebody worked by it, or that an approved correction speaks of it; its value: noMarks.
const atWork = "(d.hours > 0 OR d.days <> ? OR d.corrected = 1)"

// noMarks are the days of a line that says nothing.
var noMarks = strings.Repeat("-", 31)

// markOpen counts a county's runs and marks its sheets.
func markOpen(tx *database.Tx, county string) error {
	where, args := authz.Under(county).SQL("pay_open.path")
	if _, err := tx.Exec(
		"DELETE FROM pay_open WHERE "+where+
			" AND (EXISTS (SELECT 1 FROM payment_event e WHERE e.paid_item = pay_open.item_id) OR EXISTS (SELECT 1 FROM "+
			"pay_reversal v WHERE v.item_id = pay_open.item_id))",
		args...); err != nil {
		return err
	}
	where, args = authz.Under(county).SQL("n.path")
	if _, err := tx.Exec(
		"INSERT INTO pay_open (item_id, path) SELECT i.id, i.path FROM pay_run n JOIN pay_item i ON i.run_id = n.id WHERE "+
			"n.counted = 0 AND n.state = 'approved' AND "+
			where+" AND "+stillUnpaid,
		args...); err != nil {
		return err
	}
	where, args = authz.Under(county).SQL("path")
	if _, err := tx.Exec("UPDATE pay_run SET counted = 1 WHERE counted = 0 AND state = 'approved' AND "+where,
		args...); err != nil {
		return err
	}
	where, args = authz.Under(county).SQL("duty_sheet.path")
	_, err := tx.Exec("UPDATE duty_sheet SET listed = 1 WHERE listed = 0 AND "+where+` AND state IN ('reviewed','locked')
AND NOT EXISTS (SELECT 1 FROM duty_line d WHERE d.sheet_id = duty_sheet.id
AND `+atWork+` AND NOT EXISTS (SELECT 1 FROM
pay_slot x WHERE x.placement_id = d.placement_id AND x.month = duty_sheet.month))`, append(args, noMarks)...)
	return err
}

// openItems is a query of the items that may be open in a scope, and its values.
func openItems(scope authz.Scope) (string, []any) {
	counted, args := scope.SQL("o.path")
	fresh, more := scope.SQL("i.path")
	return "(SELECT o.item_id FROM pay_open o WHERE " + counted +
			" UNION SELECT i.id FROM pay_run n JOIN pay_item i ON i.run_id = n.id WHERE n.counted = 0 AND " + fresh + ")",
		append(args, more...)
}

// openOf is a query of the items of a run that may be open, and its values.
func openOf(run payroll.Run) (string, []any) {
	under, args := authz.Under(run.Path).SQL("y.path")
	return "(SELECT y.item_id FROM pay_open y JOIN pay_item z ON z.id = y.item_id WHERE " + under + " AND z.run_id = ?" +
			" UNION ALL SELECT z.id FROM pay_run n JOIN pay_item z ON z.run_id = n.id WHERE n.id = ? AND n.counted = 0)", append(
			args, run.ID, run.ID)
}

// unlist the sheets of which an item's slots are about to be taken back.
func unlist(tx *database.Tx, itemID int64) error {
	var ids []int64
	if err := tx.Select(&ids,
		"SELECT s.id FROM pay_slot x JOIN duty_line d ON d.placement_id = x.placement_id JOIN duty_sheet s ON s.id = "+
			"d.sheet_id AND s.month = x.month WHERE x.item_id = ?",
		itemID); err != nil {
		return err
	}
	return tx.UpdateMany("duty_sheet", "listed = ?", []any{0}, ids)
}
