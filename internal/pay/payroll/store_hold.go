package payroll

import (
	"cmp"
	"database/sql"
	"slices"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

const holdColumns = "v.id, v.placement_id, v.month, v.path, v.kind, v.how, v.who, v.party, v.remark, v.on_date, " +
	"v.days, v.object_until, v.decide_by, v.actor_id, v.person_key, v.at_us"

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

// HeldByLine finds a line of a sheet with what happened to it, whatever its marks.
func HeldByLine(r database.Reader, id int64) (HeldLine, error) {
	rows, err := duty.AbsentLines(r, authz.Everywhere(), duty.AbsentFilter{ID: id})
	if err == nil && len(rows) == 0 {
		err = errs.New(errs.NotFound, "authz.not_found")
	}
	if err != nil {
		return HeldLine{}, err
	}
	lines := []HeldLine{{AbsentLine: rows[0]}}
	events, err := HoldEvents(r, rows[0].PlacementID, rows[0].Month)
	if err != nil {
		return lines[0], err
	}
	lines[0].Hold = HoldOf(events)
	err = markListed(r, lines)
	return lines[0], err
}

// HeldLines of a scope: those of reviewed sheets of which not all is paid and that have their holder absent on all
// days, by month, village and holder. Where a month's pay is of other days than the month, those are asked. Who was
// told of nothing until an approved list paid the month is not among them: it is paid.
func HeldLines(r database.Reader, book *rulebook.Book, scope authz.Scope) ([]HeldLine, error) {
	lines, err := heldLines(r, book, scope, duty.AbsentFilter{})
	return slices.DeleteFunc(lines, func(l HeldLine) bool { return l.Approved && l.Hold.Told.Kind == "" }), err
}

// HeldInMonth are the lines of a month in a scope that have their holder absent on all days and that no approved list
// has, for the page of a list that is not.
func HeldInMonth(r database.Reader, book *rulebook.Book, scope authz.Scope, month civil.Month) ([]HeldLine, error) {
	lines, err := heldLines(r, book, scope, duty.AbsentFilter{Month: month})
	return slices.DeleteFunc(lines, func(l HeldLine) bool { return l.Approved }), err
}

// absentLines are those of whole months and, where pay is of periods that begin in the month before, apart: those that
// have no work on the days of the month that every such period has. What the month before adds, worths tell.
func absentLines(r database.Reader, book *rulebook.Book, scope authz.Scope,
	f duty.AbsentFilter) (rows []duty.AbsentLine, apart map[int64]bool, err error) {
	if rows, err = duty.AbsentLines(r, scope, f); err != nil {
		return nil, nil, err
	}
	known := map[int64]bool{}
	for _, x := range rows {
		known[x.ID] = true
	}
	apart = map[int64]bool{}
	for path, days := range periodRegions(book) {
		f.First = days
		some, err := duty.AbsentLines(r, scope.Within(path), f)
		if err != nil {
			return nil, nil, err
		}
		for _, x := range some {
			if !known[x.ID] {
				known[x.ID], apart[x.ID] = true, true
				rows = append(rows, x)
			}
		}
	}
	if len(apart) > 0 {
		slices.SortFunc(rows, func(a, b duty.AbsentLine) int {
			return cmp.Or(a.Month.Since(b.Month), cmp.Compare(a.Path, b.Path), cmp.Compare(a.PlacementID, b.PlacementID))
		})
	}
	return rows, apart, nil
}

// heldLines adds what happened, and leaves out who is not absent on all days of the month's period.
func heldLines(r database.Reader, book *rulebook.Book, scope authz.Scope, f duty.AbsentFilter) (out []HeldLine,
	err error) {
	rows, apart, err := absentLines(r, book, scope, f)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	holds, err := HoldsUnder(r, scope)
	if err != nil {
		return nil, err
	}
	only := map[CountyMonth][]any{}
	at := func(x duty.AbsentLine) CountyMonth { return CountyMonth{region.CountyPath(x.Path), x.Month} }
	for _, x := range rows {
		only[at(x)] = append(only[at(x)], x.PlacementID)
	}
	worths, plain := ManyWorths{Book: book, Only: only}, map[CountyMonth]*Worths{}
	for _, x := range rows {
		w, err := worths.At(r, at(x))
		if err == nil && w == nil && plain[at(x)] == nil {
			plain[at(x)], err = LoadWorths(r, book, WorthQuery{County: at(x).County, Month: x.Month, Only: only[at(x)]})
			if err == nil {
				err = plain[at(x)].withWork(r)
			}
		}
		if err != nil {
			return nil, err
		}
		if w == nil && !apart[x.ID] && plain[at(x)].absentAll(x.PlacementID) || w != nil && w.absentAll(x.PlacementID) {
			out = append(out, HeldLine{AbsentLine: x, Hold: holds[PlacementMonth{x.PlacementID, x.Month}]})
		}
	}
	return out, markListed(r, out)
}

// markListed says of lines whose they are, and which are on a list of pay, approved or not.
func markListed(r database.Reader, lines []HeldLine) error {
	at := map[PlacementMonth]int{}
	var ids []any
	for i, l := range lines {
		at[PlacementMonth{l.PlacementID, l.Month}] = i
		ids = append(ids, l.PlacementID)
	}
	papers, err := placement.PapersOf(r, ids)
	if err != nil {
		return err
	}
	for i, l := range lines {
		lines[i].Papers = papers[l.PlacementID]
	}
	see := func(approved bool) func(rows *sql.Rows) error {
		return func(rows *sql.Rows) error {
			var k PlacementMonth
			err := rows.Scan(&k.PlacementID, &k.Month)
			if i, known := at[k]; known {
				lines[i].Listed, lines[i].Approved = true, lines[i].Approved || approved
			}
			return err
		}
	}
	return database.InParts(ids, func(marks string, ids []any) error {
		if err := r.Rows("SELECT x.placement_id, x.month FROM pay_slot x WHERE x.placement_id IN ("+marks+")", ids,
			see(true)); err != nil {
			return err
		}
		return r.Rows("SELECT w.placement_id, n.month FROM pay_run n JOIN pay_draft w ON w.run_id = n.id "+
			"WHERE n.state IN ('draft','noticed') AND w.placement_id IN ("+marks+")", ids, see(false))
	})
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

// correctedIn a county's month are the placements on lists of pay whose sheet had them at work and was corrected since:
// that they were absent was entered with its reason and decided by a second person, and what it takes back is heard
// first. A correction of a month that had no work before, as of days that were expected, does not make up for what
// nobody told the payee.
func correctedIn(r database.Reader, county string, month civil.Month) (map[int64]bool, error) {
	took, err := duty.TookWork(r, county, month)
	if err != nil || len(took) == 0 {
		return map[int64]bool{}, err
	}
	where, args := authz.Under(county).SQL("e.path")
	var ids []int64
	err = r.Select(&ids, "SELECT e.placement_id FROM pay_correction e WHERE "+where+" AND e.month = ?",
		append(args, month)...)
	out := map[int64]bool{}
	for _, id := range ids {
		out[id] = took[id]
	}
	return out, err
}
