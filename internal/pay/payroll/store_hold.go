package payroll

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

const holdColumns = "v.id, v.placement_id, v.month, v.path, v.kind, v.how, v.who, v.party, v.remark, v.on_date, v.days, " +
	"v.object_until, v.decide_by, v.actor_id, v.person_key, v.at_us"

// HoldEvents of a month of a placement, in their order.
func HoldEvents(r database.Reader, placementID int64, month civil.Month) ([]HoldEvent, error) {
	var out []HoldEvent
	err := r.Select(&out,
		"SELECT "+holdColumns+" FROM pay_hold_event v WHERE v.placement_id = ? AND v.month = ? ORDER BY v.id", placementID,
		month)
	return out, err
}

// PlacementMonth names a month of a placement.
type PlacementMonth struct {
	PlacementID int64
	Month       civil.Month
}

// HoldsUnder a scope, of all months of which a payee was ever told: few.
func HoldsUnder(r database.Reader, scope authz.Scope) (map[PlacementMonth]Hold, error) {
	where, args := scope.SQL("v.path")
	var events []HoldEvent
	err := r.Select(&events, "SELECT "+holdColumns+" FROM pay_hold_event v WHERE "+where+" ORDER BY v.id", args...)
	return holdsOf(events), err
}

// holdsIn a county's month, by placement.
func holdsIn(r database.Reader, county string, month civil.Month) (map[int64]Hold, error) {
	where, args := authz.Under(county).SQL("v.path")
	var events []HoldEvent
	err := r.Select(&events, "SELECT "+holdColumns+" FROM pay_hold_event v WHERE "+where+" AND v.month = ? ORDER BY v.id",
		append(args, month)...)
	out := map[int64]Hold{}
	for k, h := range holdsOf(events) {
		out[k.PlacementID] = h
	}
	return out, err
}

// holdsOf events in their order.
func holdsOf(events []HoldEvent) map[PlacementMonth]Hold {
	by := map[PlacementMonth][]HoldEvent{}
	for _, e := range events {
		k := PlacementMonth{e.PlacementID, e.Month}
		by[k] = append(by[k], e)
	}
	out := map[PlacementMonth]Hold{}
	for k, list := range by {
		out[k] = HoldOf(list)
	}
	return out
}

// storeHold writes an event of now and adds it to the visit's witness.
func storeHold(v *desk.Visit, e HoldEvent) error {
	e.ActorID, e.PersonKey, e.AtUs = v.Actor.UserID, v.Actor.PersonKey, v.Now()
	d := e.digest()
	v.Witness("pay_hold_event", d)
	return v.Tx.InsertMany("pay_hold_event", append(HoldWitness.All(), "trail_id", "row_digest"), 1,
		func(_ int, x []any) {
			x[0], x[1], x[2], x[3], x[4], x[5], x[6] = e.PlacementID, e.Month, e.Path, e.Kind, e.How, e.Who, e.Party
			x[7], x[8], x[9], x[10], x[11] = e.Remark, e.OnDate, e.Days, e.ObjectUntil, e.DecideBy
			x[12], x[13], x[14], x[15], x[16] = e.ActorID, e.PersonKey, int64(e.AtUs), v.TrailID(), d
		})
}

// heldColumns of a line d of a sheet s, of a placement l, a post q and a person p.
const heldColumns = `SELECT d.id, s.id AS sheet_id, s.state AS sheet, d.placement_id, l.person_id, s.path, p.name, q.title,
s.month, d.days AS marks, d.hours, d.remark, COALESCE(d.checked, '') AS looked, q.days_month AS agreed, l.rate_fen,
CASE WHEN EXISTS (SELECT 1 FROM pay_slot x WHERE x.placement_id = d.placement_id AND x.month = s.month)
OR EXISTS (SELECT 1 FROM pay_run n JOIN pay_draft w ON w.run_id = n.id WHERE n.month = s.month
AND n.state IN ('draft','noticed') AND w.placement_id = d.placement_id) THEN 1 ELSE 0 END AS listed
FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id JOIN placement l ON l.id = d.placement_id
JOIN post q ON q.id = l.post_id JOIN person p ON p.id = l.person_id `

// allAbsent says of a line d that it has nothing but absent and agreed days off, and at least one absent.
const allAbsent = "d.hours = 0 AND d.days LIKE '%A%' AND REPLACE(REPLACE(REPLACE(d.days, 'A', ''), 'O', ''), '-', '') = ''"

// HeldByLine finds a line of a sheet with what happened to it, whatever its marks.
func HeldByLine(r database.Reader, id int64) (HeldLine, error) {
	x, err := database.Find[HeldLine](r, heldColumns+"WHERE d.id = ?", id)
	if err != nil {
		return x, err
	}
	events, err := HoldEvents(r, x.PlacementID, x.Month)
	x.Hold = HoldOf(events)
	return x, err
}

// HeldLines of a scope: those of reviewed sheets of which not all is paid and that have their holder absent on all days,
// by last day to decide, month and village. Where a month's pay is of other days than the month, those are asked.
func HeldLines(r database.Reader, book *rulebook.Book, scope authz.Scope) ([]HeldLine, error) {
	where, args := scope.SQL("s.path")
	var rows []HeldLine
	if err := r.Select(&rows, heldColumns+"WHERE s.listed = 0 AND s.state IN ('reviewed','locked') AND "+where+" AND "+
		allAbsent+" ORDER BY s.month, s.path, d.placement_id", args...); err != nil || len(rows) == 0 {
		return nil, err
	}
	return withHolds(r, book, scope, rows)
}

// HeldInMonth are the lines of a county's month in a scope that have their holder absent on all days and are, or were,
// held, whatever became of them.
func HeldInMonth(r database.Reader, book *rulebook.Book, scope authz.Scope, month civil.Month) ([]HeldLine, error) {
	where, args := scope.SQL("s.path")
	var rows []HeldLine
	if err := r.Select(&rows, heldColumns+"WHERE s.month = ? AND s.state IN ('reviewed','locked') AND "+where+" AND "+
		allAbsent+" ORDER BY s.path, d.placement_id", append([]any{month}, args...)...); err != nil || len(rows) == 0 {
		return nil, err
	}
	return withHolds(r, book, scope, rows)
}

// withHolds adds what happened, and leaves out who is not absent on all days of the month's period.
func withHolds(r database.Reader, book *rulebook.Book, scope authz.Scope, rows []HeldLine) (out []HeldLine, err error) {
	holds, err := HoldsUnder(r, scope)
	if err != nil {
		return nil, err
	}
	only := map[CountyMonth][]any{}
	at := func(x HeldLine) CountyMonth { return CountyMonth{region.CountyPath(x.Path), x.Month} }
	for _, x := range rows {
		only[at(x)] = append(only[at(x)], x.PlacementID)
	}
	worths := ManyWorths{Book: book, Only: only}
	for _, x := range rows {
		w, err := worths.At(r, at(x))
		if err != nil {
			return nil, err
		}
		if w != nil && !w.absentAll(x.PlacementID) {
			continue
		}
		x.Hold = holds[PlacementMonth{x.PlacementID, x.Month}]
		out = append(out, x)
	}
	return out, nil
}

// listedOn is the list that is not approved and has a placement's month, locked, with its line as long as the township
// is still asked about it; no line: a list was approved, or the township said that it is paid.
func listedOn(tx *database.Tx, placementID int64, month civil.Month) (Run, *Asked, error) {
	var id int64
	found, err := tx.One(&id, `SELECT n.id FROM pay_run n JOIN pay_draft w ON w.run_id = n.id
WHERE n.month = ? AND n.state IN ('draft','noticed') AND w.placement_id = ?`, month, placementID)
	if err != nil || !found {
		return Run{}, nil, err
	}
	x, err := LockRun(tx, id)
	if err != nil {
		return x, nil, err
	}
	asked, err := openQuestions(tx, x, authz.Under(x.Path), 0)
	for i := range asked {
		if asked[i].PlacementID == placementID {
			return x, &asked[i], err
		}
	}
	return x, nil, err
}

// lockCountyAt locks the county of a path for what may not happen to its lists of pay at once.
func lockCountyAt(tx *database.Tx, path string) error {
	var id int64
	_, err := tx.One(&id, "SELECT id FROM region WHERE path = ?"+tx.ForUpdate(), path)
	return err
}
