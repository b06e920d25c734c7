package payroll

import (
	"database/sql"
	"slices"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
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

// notApproved says of an effect e that is owed more that no correction approved since has it.
const notApproved = `e.worth_fen > e.stood_fen AND NOT EXISTS (SELECT 1 FROM pay_line l JOIN pay_item i
ON i.id = l.item_id WHERE l.placement_id = e.placement_id AND l.month = e.month AND i.kind = 'correction'
AND i.at_us >= e.at_us AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = i.id))`

// notYetListed says of an effect e that is owed more that no correction made since has it, approved or under way.
const notYetListed = notApproved + `
AND NOT EXISTS (SELECT 1 FROM pay_draft w JOIN pay_run n ON n.id = w.run_id WHERE w.placement_id = e.placement_id
AND n.month = e.month AND n.kind = 'correction')`

// OwedByCorrection of a scope: how many people are owed more by corrections of sheets that no correction run has taken,
// and how much.
func OwedByCorrection(r database.Reader, scope authz.Scope) (people int64, sum money.Fen, err error) {
	rows, err := OwedMoreIn(r, scope, 0)
	for _, x := range rows {
		if x.Run == "" {
			people, sum = people+1, sum+x.MoreFen
		}
	}
	return people, sum, err
}

// OwedStill reports whether somebody is owed more by a correction that no correction run has taken.
func OwedStill(r database.Reader, correctionID int64) (bool, error) {
	var id int64
	return r.One(&id, "SELECT e.placement_id FROM pay_correction e WHERE e.correction_id = ? AND "+notYetListed+
		" LIMIT 1", correctionID)
}

// OwedMore is a month that was paid, and of which the last approved correction of its sheet says that more is owed than
// stood on all lists then.
type OwedMore struct {
	placement.Papers
	Path             string
	Month            civil.Month
	MoreFen, PaidFen money.Fen // still owed; confirmed by the bank
	Run              string    // state of the correction that would pay it; empty: it is on none
}

// OwedMoreIn a scope, of all people or of one, while no correction is approved: by village, month and placement.
func OwedMoreIn(r database.Reader, scope authz.Scope, person int64) ([]OwedMore, error) {
	where, args := scope.SQL("e.path")
	var effects []struct {
		PlacementID int64
		Path        string
		Month       civil.Month
		MoreFen     money.Fen
		Waits       bool
		Run         string
	}
	if err := r.Select(&effects, "SELECT e.placement_id, e.path, e.month, e.worth_fen - e.stood_fen AS more_fen, "+
		"CASE WHEN "+notApproved+` THEN 1 ELSE 0 END AS waits,
COALESCE((SELECT MAX(n.state) FROM pay_draft w JOIN pay_run n ON n.id = w.run_id WHERE w.placement_id = e.placement_id
AND n.month = e.month AND n.kind = 'correction'), '') AS run
FROM pay_correction e WHERE `+where+" ORDER BY e.path, e.month, e.placement_id, e.correction_id", args...); err != nil {
		return nil, err
	}
	var out []OwedMore
	var ids []any
	for i, e := range effects {
		if i+1 < len(effects) && effects[i+1].PlacementID == e.PlacementID && effects[i+1].Month == e.Month || !e.Waits {
			continue // corrected once more since, or paid
		}
		ids = append(ids, e.PlacementID)
		out = append(out, OwedMore{Papers: placement.Papers{ID: e.PlacementID}, Path: e.Path, Month: e.Month,
			MoreFen: e.MoreFen, Run: e.Run})
	}
	papers, err := placement.PapersOf(r, ids)
	if err != nil {
		return nil, err
	}
	paid, err := paidIn(r, ids)
	kept := out[:0]
	for _, x := range out {
		x.Papers = papers[x.ID]
		sum, listed := paid[PlacementMonth{PlacementID: x.ID, Month: x.Month}]
		if x.PaidFen = sum; listed && (person == 0 || x.PersonID == person) {
			kept = append(kept, x)
		}
	}
	return kept, err
}

// paidIn the months of placements that have a slot on lists: what the bank confirmed.
func paidIn(r database.Reader, placements []any) (map[PlacementMonth]money.Fen, error) {
	out := map[PlacementMonth]money.Fen{}
	return out, database.InParts(placements, func(marks string, ids []any) error {
		return r.Rows(`SELECT x.placement_id, x.month, COALESCE((SELECT SUM(l.amount_fen) FROM pay_line l
WHERE l.placement_id = x.placement_id AND l.month = x.month
AND EXISTS (SELECT 1 FROM payment_event e WHERE e.paid_item = l.item_id)), 0) AS paid_fen
FROM pay_slot x WHERE x.placement_id IN (`+marks+")", ids, func(rows *sql.Rows) error {
			var m PlacementMonth
			var sum money.Fen
			err := rows.Scan(&m.PlacementID, &m.Month, &sum)
			out[m] = sum
			return err
		})
	})
}
