package payroll

import (
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
)

func lockCountyOf(tx *database.Tx, path string) error {
	var id int64
	_, err := tx.One(&id, "SELECT id FROM region WHERE path = ?"+tx.ForUpdate(), region.CountyPath(path))
	return err
}

// correctionLive refuses a correction while a list of its month is under way with somebody of whom it speaks:
// payroll.correction_live. What the list says would no longer be what it was made from.
func correctionLive(r database.Reader, c duty.Correction) error {
	var name string
	found, err := r.One(&name, `SELECT p.name FROM duty_correction_line k JOIN pay_draft d
ON d.placement_id = k.placement_id JOIN pay_run n ON n.id = d.run_id JOIN person p ON p.id = d.person_id
WHERE k.correction_id = ? AND n.month = ? AND n.state IN ('draft','noticed') ORDER BY d.placement_id LIMIT 1`, c.ID,
		c.Month)
	if err == nil && found {
		err = errs.New(errs.State, "payroll.correction_live").With("name", name)
	}
	return err
}

func insertEffects(v *desk.Visit, effects []CorrectionEffect) error {
	return v.Tx.InsertMany("pay_correction", []string{"correction_id", "placement_id", "path", "month", "stood_fen",
		"worth_fen", "at_us"}, len(effects), func(i int, x []any) {
		e := &effects[i]
		x[0], x[1], x[2], x[3], x[4], x[5], x[6] = e.CorrectionID, e.PlacementID, e.Path, e.Month, int64(e.StoodFen),
			int64(e.WorthFen), int64(v.Now())
	})
}

func storedEffects(r database.Reader, correctionID int64) (out []CorrectionEffect, err error) {
	return out, r.Select(&out, `SELECT e.correction_id, e.placement_id, e.path, e.month, e.stood_fen, e.worth_fen, p.name
FROM pay_correction e JOIN placement l ON l.id = e.placement_id JOIN person p ON p.id = l.person_id
WHERE e.correction_id = ? ORDER BY e.placement_id`, correctionID)
}

// notYetListed says of an effect e that is owed more that no correction made since has it, approved or under way.
const notYetListed = `e.worth_fen > e.stood_fen AND NOT EXISTS (SELECT 1 FROM pay_line g JOIN pay_item i
ON i.id = g.item_id WHERE g.placement_id = e.placement_id AND g.month = e.month AND i.kind = 'correction'
AND i.at_us >= e.at_us AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = i.id))
AND NOT EXISTS (SELECT 1 FROM pay_draft w JOIN pay_run n ON n.id = w.run_id WHERE w.placement_id = e.placement_id
AND n.month = e.month AND n.kind = 'correction')`

// OwedByCorrection of a scope: how many people are owed more by corrections of sheets that no correction run has taken,
// and how much.
func OwedByCorrection(r database.Reader, scope authz.Scope) (people int64, sum money.Fen, err error) {
	where, args := scope.SQL("e.path")
	var x struct{ N, SumFen int64 }
	_, err = r.One(&x, "SELECT COUNT(*) AS n, COALESCE(SUM(e.worth_fen - e.stood_fen), 0) AS sum_fen FROM "+
		"pay_correction e WHERE "+where+" AND "+notYetListed, args...)
	return x.N, money.Fen(x.SumFen), err
}

// OwedStill reports whether somebody is owed more by a correction that no correction run has taken.
func OwedStill(r database.Reader, correctionID int64) (bool, error) {
	var id int64
	return r.One(&id, "SELECT e.placement_id FROM pay_correction e WHERE e.correction_id = ? AND "+notYetListed+
		" LIMIT 1", correctionID)
}
