package payroll

import (
	"slices"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// correctionLive refuses a correction while a list of its month is under way with somebody of whom it speaks:
// payroll.correction_live. What the list says would no longer be what it was made from.
func correctionLive(r database.Reader, c duty.Correction, lines []duty.CorrectedLine) error {
	ids := make([]any, len(lines))
	for i, l := range lines {
		ids[i] = l.PlacementID
	}
	var listed []int64
	if err := database.InParts(ids, func(marks string, ids []any) error {
		var part []int64
		err := r.Select(&part, "SELECT w.placement_id FROM pay_draft w JOIN pay_run n ON n.id = w.run_id WHERE "+
			"w.placement_id IN ("+marks+") AND n.month = ? AND n.state IN ('draft','noticed')", append(ids, c.Month)...)
		listed = append(listed, part...)
		return err
	}); err != nil {
		return err
	}
	for _, l := range lines {
		if slices.Contains(listed, l.PlacementID) {
			return errs.New(errs.State, "payroll.correction_live").With("name", l.Name)
		}
	}
	return nil
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
	return out, r.Select(&out, "SELECT e.correction_id, e.placement_id, e.path, e.month, e.stood_fen, e.worth_fen FROM "+
		"pay_correction e WHERE e.correction_id = ? ORDER BY e.placement_id", correctionID)
}

// notYetListed says of an effect e that is owed more that no correction made since has it, approved or under way, and
// that no later correction of a sheet says otherwise.
const notYetListed = `e.worth_fen > e.stood_fen AND e.correction_id = (SELECT MAX(correction_id) FROM pay_correction
WHERE placement_id = e.placement_id AND month = e.month) AND NOT EXISTS (SELECT 1 FROM pay_line l JOIN pay_item i
ON i.id = l.item_id WHERE l.placement_id = e.placement_id AND l.month = e.month AND i.kind = 'correction'
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

// OwedEffects are the effects in a scope, of months, that are owed more and that no correction run has taken.
func OwedEffects(r database.Reader, scope authz.Scope, from, until civil.Month) (out []CorrectionEffect, err error) {
	where, args := scope.SQL("e.path")
	where, args = where+" AND e.month <= ?", append(args, until)
	if !from.IsZero() {
		where, args = where+" AND e.month >= ?", append(args, from)
	}
	return out, r.Select(&out, "SELECT e.correction_id, e.placement_id, e.path, e.month, e.stood_fen, e.worth_fen FROM "+
		"pay_correction e WHERE "+where+" AND "+notYetListed, args...)
}

// OwedStill reports whether somebody is owed more by a correction that no correction run has taken.
func OwedStill(r database.Reader, correctionID int64) (bool, error) {
	var id int64
	return r.One(&id, "SELECT e.placement_id FROM pay_correction e WHERE e.correction_id = ? AND "+notYetListed+
		" LIMIT 1", correctionID)
}
