package payroll

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

const noPayColumns = "v.id, v.placement_id, v.month, v.path, v.kind, v.reason, v.remark, v.on_date, v.actor_id, " +
	"v.person_key, v.at_us"

// NoPayEvents of a month of a placement, in their order.
func NoPayEvents(r database.Reader, placementID int64, month civil.Month) ([]NoPayEvent, error) {
	var out []NoPayEvent
	err := r.Select(&out,
		"SELECT "+noPayColumns+" FROM no_pay_event v WHERE v.placement_id = ? AND v.month = ? ORDER BY v.id", placementID,
		month)
	return out, err
}

// endedUnder a path are the decisions that hold that a month ends without pay, the latest event of each placement.
func endedUnder(r database.Reader, path string, month civil.Month) ([]NoPayEvent, error) {
	where, args := authz.Under(path).SQL("v.path")
	var events, out []NoPayEvent
	if err := r.Select(&events, "SELECT "+noPayColumns+" FROM no_pay_event v WHERE "+where+
		" AND v.month = ? ORDER BY v.id", append(args, month)...); err != nil {
		return nil, err
	}
	last := map[int64]NoPayEvent{}
	for _, e := range events {
		last[e.PlacementID] = e
	}
	for _, e := range events {
		if e == last[e.PlacementID] && e.Kind != NoPayWithdrawn {
			out = append(out, e)
		}
	}
	return out, nil
}

func noPayOfPerson(r database.Reader, personID int64) ([]NoPayEvent, error) {
	var out []NoPayEvent
	err := r.Select(&out, "SELECT "+noPayColumns+" FROM placement l JOIN no_pay_event v ON v.placement_id = l.id "+
		"WHERE l.person_id = ? ORDER BY v.id", personID)
	return out, err
}

// storeNoPay writes events of now and adds them to the visit's witness.
func storeNoPay(v *desk.Visit, events []NoPayEvent) error {
	return v.Tx.InsertMany("no_pay_event", append(NoPayWitness.All(), "trail_id", "row_digest"), len(events),
		func(i int, x []any) {
			e := &events[i]
			e.ActorID, e.PersonKey, e.AtUs = v.Actor.UserID, v.Actor.PersonKey, v.Now()
			d := e.digest()
			v.Witness("no_pay_event", d)
			x[0], x[1], x[2], x[3], x[4], x[5] = e.PlacementID, e.Month, e.Path, e.Kind, e.Reason, e.Remark
			x[6], x[7], x[8], x[9], x[10], x[11] = e.OnDate, e.ActorID, e.PersonKey, int64(e.AtUs), v.TrailID(), d
		})
}

// lockDue locks a placement and reads what says in which months it was on post.
func lockDue(tx *database.Tx, id int64) (Due, error) { return oneDue(tx, tx.ForUpdate(), id) }

// dueOf a placement, as it stands now.
func dueOf(r database.Reader, p placement.Papers) (Due, error) {
	d, err := oneDue(r, "", p.ID)
	d.RateFen = p.RateFen
	return d, err
}

func oneDue(r database.Reader, suffix string, id int64) (Due, error) {
	d, err := database.Find[struct {
		ID, PersonID, VillageID int64
		Path                    string
		StartOn, EndOn          civil.Date
		EndReason               string
		PostID                  int64
	}](r, "SELECT id, person_id, village_id, path, start_on, end_on, COALESCE(end_reason, '') AS end_reason, post_id "+
		"FROM placement WHERE id = ?"+suffix, id)
	if err != nil {
		return Due{}, err
	}
	out := Due{PlacementID: d.ID, PersonID: d.PersonID, VillageID: d.VillageID, Path: d.Path, StartOn: d.StartOn,
		EndOn: d.EndOn}
	if _, err := r.One(&out.Season, "SELECT season_from, season_until FROM post WHERE id = ?", d.PostID); err != nil {
		return out, err
	}
	if d.EndReason == "void" {
		out.EndOn = d.StartOn.AddDays(-1)
	}
	pauses, err := placement.PausesUnder(r, d.Path)
	out.Pauses = pauses[id]
	return out, err
}

// onList reports whether a month of a placement is on a list of pay, approved or not.
func onList(tx *database.Tx, placementID int64, month civil.Month) (bool, error) {
	var n int64
	_, err := tx.One(&n, `SELECT (SELECT COUNT(*) FROM pay_slot x WHERE x.placement_id = ? AND x.month = ?) +
(SELECT COUNT(*) FROM pay_run n JOIN pay_draft w ON w.run_id = n.id
WHERE n.month = ? AND n.state IN ('draft','noticed')
AND w.placement_id = ?)`, placementID, month, month, placementID)
	return n > 0, err
}

// takenOffList is the township's word that took a month of a placement off a list, as a decision.
func takenOffList(tx *database.Tx, placementID int64, month civil.Month) (NoPay, error) {
	var k struct {
		Why  string
		AtUs clock.Moment
	}
	found, err := tx.One(&k, "SELECT a.why, a.at_us FROM pay_answer a WHERE a.placement_id = ? AND a.month = ? "+
		"AND a.verdict = 'off' ORDER BY a.at_us DESC LIMIT 1", placementID, month)
	if err != nil || !found {
		return NoPay{}, err
	}
	return NoPay{Kind: NoPayDecided, Reason: NoPayOffList, Remark: k.Why, AtUs: k.AtUs}, nil
}
