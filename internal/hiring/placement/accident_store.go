package placement

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// accidentColumns are joined in their own order (CROSS JOIN holds SQLite to it): the accidents come first, in the order
// of their list. The policy is that of the day of the accident, where one was entered for it.
const accidentColumns = `a.id, a.placement_id, a.path, a.happened_on, a.place, a.story, a.injury, a.state, a.claim_by,
a.claimed_on, a.claim_no, a.closed_on, a.amount_fen, a.remark, a.reported_by, a.reported_us, a.version,
l.person_id, p.name, q.title, COALESCE((SELECT MAX(c.policy_no) FROM insurance_period c
WHERE c.placement_id = l.id AND c.from_date <= a.happened_on AND c.until_date >= a.happened_on), l.insurance_no)
AS insurance_no, COALESCE((SELECT MIN(c.from_date) FROM insurance_period c WHERE c.placement_id = l.id
AND c.from_date <= a.happened_on AND c.until_date >= a.happened_on), l.insured_from)
AS insured_from FROM accident a CROSS JOIN placement l ON l.id = a.placement_id
CROSS JOIN person p ON p.id = l.person_id CROSS JOIN post q ON q.id = l.post_id`

func oneAccident(r database.Reader, suffix string, id int64) (Accident, error) {
	return database.Find[Accident](r, "SELECT "+accidentColumns+" WHERE a.id = ?"+suffix, id)
}

// AccidentByID finds an accident.
func AccidentByID(r database.Reader, id int64) (Accident, error) { return oneAccident(r, "", id) }

func insertAccident(tx *database.Tx, a Accident) (int64, error) {
	return tx.Create("INSERT INTO accident (placement_id, path, happened_on, place, story, injury, state, claim_by, "+
		"claim_no, amount_fen, remark, reported_by, reported_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', 0, '', ?, ?)",
		a.PlacementID, a.Path, a.HappenedOn, a.Place, a.Story, a.Injury, a.State, a.ClaimBy, a.ReportedBy,
		int64(a.ReportedUs))
}

func updateAccident(tx *database.Tx, a Accident) error {
	return tx.Change(
		"UPDATE accident SET state = ?, claimed_on = ?, claim_no = ?, closed_on = ?, amount_fen = ?, remark = ?, version = "+
			"version + 1 WHERE id = ? AND version = ?",
		a.State, a.ClaimedOn, a.ClaimNo, a.ClosedOn, int64(a.AmountFen), a.Remark, a.ID, a.Version)
}

// Accidents of a scope, the latest first; state empty: those that are not closed; "all": all.
func Accidents(r database.Reader, scope authz.Scope, within, state string, beforeID int64,
	limit int) ([]Accident, error) {
	where, args := scope.Within(within).ByNumber("a")
	switch state {
	case "":
		where += " AND a.state IN ('reported', 'claimed')"
	case "all":
	default:
		where, args = where+" AND a.state = ?", append(args, state)
	}
	if beforeID > 0 {
		where, args = where+" AND a.id < ?", append(args, beforeID)
	}
	var out []Accident
	err := r.Select(&out, "SELECT "+accidentColumns+" WHERE "+where+" ORDER BY a.id DESC LIMIT ?", append(args, limit)...)
	return out, err
}

// AccidentsOf a placement.
func AccidentsOf(r database.Reader, placementID int64) ([]Accident, error) {
	var out []Accident
	err := r.Select(&out, "SELECT "+accidentColumns+" WHERE a.placement_id = ? ORDER BY a.id", placementID)
	return out, err
}

// AccidentQueue lists the accidents of a scope in a state: those whose last day for the claim comes first first.
func AccidentQueue(r database.Reader, scope authz.Scope, state string) ([]int64, error) {
	where, args := scope.SQL("path")
	var out []int64
	err := r.Select(&out, "SELECT id FROM accident WHERE "+where+" AND state = ? ORDER BY claim_by, id",
		append(args, state)...)
	return out, err
}

// ClaimedAccidents of a scope: the insurer knows of them and has not said what it pays.
func ClaimedAccidents(r database.Reader, scope authz.Scope) (q civil.Queue, err error) {
	where, args := scope.SQL("path")
	_, err = r.One(&q,
		"SELECT COUNT(*) AS n, MIN(claimed_on) AS since FROM accident WHERE "+where+" AND state = 'claimed'", args...)
	return q, err
}

// UnclaimedAccidents of a scope: the insurer was not told of them yet; they are late when their last day has passed.
func UnclaimedAccidents(r database.Reader, scope authz.Scope, today civil.Date) (q civil.Queue, err error) {
	where, args := scope.SQL("path")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN claim_by < ? THEN 1 ELSE 0 END), 0) AS late, "+
		"MIN(happened_on) AS since, MIN(claim_by) AS deadline FROM accident WHERE "+where+" AND state = 'reported'",
		append([]any{today}, args...)...)
	return q, err
}
