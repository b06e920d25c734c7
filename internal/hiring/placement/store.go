package placement

import (
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/resident"
)

const columns = "id, application_id, continues_id, post_id, person_id, village_id, path, basis, start_on, " +
	"agreement_no, agreement_kind, agreement_from, agreement_until, hours_month, rate_fen, insurance_no, insured_from, " +
	"trained_on, end_on, end_reason, state, version"

func one(r database.Reader, suffix string, id int64) (Placement, error) {
	return database.Find[Placement](r, "SELECT "+columns+" FROM placement WHERE id = ?"+suffix, id)
}

// ByID finds a placement.
func ByID(r database.Reader, id int64) (Placement, error) { return one(r, "", id) }

// Lock reads a placement that the visit intends to change.
func Lock(tx *database.Tx, id int64) (Placement, error) { return one(tx, tx.ForUpdate(), id) }

// EventsOf a placement in order.
func EventsOf(r database.Reader, id int64) ([]Event, error) {
	var out []Event
	err := r.Select(&out,
		"SELECT id, placement_id, kind, on_date, until, reason, remark, actor_id, channel, at_us FROM placement_event "+
			"WHERE placement_id = ? ORDER BY id",
		id)
	return out, err
}

// OfPerson lists a person's placements, latest first.
func OfPerson(r database.Reader, personID int64) ([]Placement, error) {
	var out []Placement
	err := r.Select(&out, "SELECT "+columns+" FROM placement WHERE person_id = ? ORDER BY start_on DESC, id DESC",
		personID)
	return out, err
}

// Stands tells the registry what hangs on a person.
type Stands struct{}

// Of a person: whether an application was ever submitted or a post held, and whether one is live now.
func (Stands) Of(r database.Reader, personID int64) (ever, live bool, err error) {
	var n struct{ Apps, LiveApps, Places, LivePlaces int64 }
	_, err = r.One(&n, `SELECT (SELECT COUNT(*) FROM application WHERE person_id = ?) AS apps, (SELECT COUNT(*)
FROM application WHERE person_id = ? AND live = 1) AS live_apps,
(SELECT COUNT(*) FROM placement WHERE person_id = ?) AS places, (SELECT COUNT(*) FROM placement
WHERE live_person = ?) AS live_places`, personID, personID, personID, personID)
	return n.Apps+n.Places > 0, n.LiveApps+n.LivePlaces > 0, err
}

// OnlyVoid reports whether a person was placed and every placement was taken back, and that the person never applied.
func (Stands) OnlyVoid(r database.Reader, personID int64) (bool, error) {
	var n struct{ Voided, Other int64 }
	_, err := r.One(&n, `SELECT (SELECT COUNT(*) FROM placement WHERE person_id = ? AND end_reason = 'void') AS voided,
(SELECT COUNT(*) FROM placement WHERE person_id = ? AND (end_reason IS NULL OR end_reason <> 'void')) + (SELECT COUNT(*)
FROM application WHERE person_id = ?) AS other`, personID, personID, personID)
	return n.Voided > 0 && n.Other == 0, err
}

// Holdings answers the room of applications.
type Holdings struct{}

// Of counts a person's live posts, the household's others, and the months that the person has held posts up to a day.
func (Holdings) Of(r database.Reader, p resident.Person, on civil.Date) (posts, household, months int64, err error) {
	var own []Placement
	if own, err = OfPerson(r, p.ID); err != nil {
		return
	}
	for _, x := range own {
		if x.EndReason == Void {
			continue
		}
		if x.State != Ended {
			posts++
		}
		end := x.EndOn
		if end.IsZero() || end.After(on) {
			end = on
		}
		if !end.Before(x.StartOn) {
			months += int64(end.Month().Since(x.StartOn.Month())) + 1
		}
	}
	var n struct{ N int64 }
	_, err = r.One(&n,
		"SELECT COUNT(*) AS n FROM person q JOIN placement l ON l.live_person = q.id WHERE q.household_id = ? AND q.id <> ?",
		p.HouseholdID, p.ID)
	return posts, n.N, months, err
}

// breaches are the reasons of an exit that keep somebody from a new post for a while (清退).
var breaches = []string{"refuses_management", "substitute", "false_information"}

// Past is how often a person was placed by a hiring (not by the merger of a village), and the last day of the latest
// placement that ended for a breach.
func (Holdings) Past(r database.Reader, personID int64) (times int64, breach civil.Date, err error) {
	own, err := OfPerson(r, personID)
	for _, x := range own {
		if x.EndReason == Void {
			continue
		}
		if x.ContinuesID == nil {
			times++
		}
		if x.State == Ended && slices.Contains(breaches, x.EndReason) && x.EndOn.After(breach) {
			breach = x.EndOn
		}
	}
	return times, breach, err
}

// StoreMany writes placements whose ids the caller gives.
func StoreMany(tx *database.Tx, ps []Placement) error {
	return tx.InsertMany("placement",
		[]string{"id", "application_id", "post_id", "person_id", "village_id", "path", "basis", "start_on", "agreement_no",
			"agreement_kind", "agreement_from", "agreement_until",
			"hours_month", "rate_fen", "insurance_no", "insured_from", "trained_on", "end_on", "end_reason", "state"}, len(ps),
		func(i int, x []any) {
			p := &ps[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9] = p.ID, nil, p.PostID, p.PersonID, p.VillageID, p.Path,
				p.Basis, p.StartOn, p.AgreementNo, p.AgreementKind
			x[10], x[11], x[12], x[13], x[14], x[15], x[16], x[17], x[18], x[19] = p.AgreementFrom, p.AgreementUntil,
				p.HoursMonth, int64(p.RateFen), p.InsuranceNo, p.InsuredFrom, p.TrainedOn, p.EndOn, nil, p.State
			if p.ApplicationID != nil {
				x[1] = *p.ApplicationID
			}
			if p.EndReason != "" {
				x[18] = p.EndReason
			}
		})
}

// StoreEvents writes events and adds them to the visit's witness.
func StoreEvents(v *desk.Visit, es []Event) error {
	return v.Tx.InsertMany("placement_event", append(Witness.All(), "trail_id", "row_digest"), len(es),
		func(i int, x []any) {
			e := &es[i]
			d := e.digest()
			v.Witness("placement_event", d)
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10] = e.PlacementID, e.Kind, e.OnDate, e.Until,
				e.Reason, e.Remark, e.ActorID, e.Channel, int64(e.AtUs), v.TrailID(), d
		})
}

// Row of the list of holders.
type Row struct {
	ID             int64
	PersonID       int64
	PostID         int64
	Path           string
	Name           string
	Sex            int64
	Birth          civil.Date
	IDTail         string
	Basis          string
	Code           string
	Title          string
	Kind           string
	RateFen        int64
	HoursMonth     int64
	StartOn        civil.Date
	AgreementUntil civil.Date
	EndOn          civil.Date
	EndReason      string
	State          string
	Version        int64
	GroupNo        int64 // villagers' group of the holder's household; 0: not known
}

// Filter of the list.
type Filter struct {
	Within   string
	State    string
	Sought   resident.Seek // who holds it
	Agreed   string        // number of the agreement
	EndingBy civil.Date    // agreements that end by then
	Among    []int64       // no others than these, at most a few hundred
}

const rowColumns = `l.id, l.person_id, l.post_id, l.path, p.name, p.sex, p.birth, p.id_tail, l.basis, q.code, q.title,
q.kind, l.rate_fen, l.hours_month, l.start_on, l.agreement_until, l.end_on, l.end_reason, l.state, l.version, (SELECT
h.group_no FROM household h WHERE h.id = p.household_id) AS group_no
FROM placement l JOIN person p ON p.id = l.person_id JOIN post q ON q.id = l.post_id`

func (f Filter) where(scope authz.Scope) (string, []any) {
	where, args := scope.Within(f.Within).SQL("l.path")
	if f.State != "" {
		where, args = where+" AND l.state = ?", append(args, f.State)
	}
	if !f.Sought.Empty() {
		person, more := f.Sought.SQL("p")
		where += " AND EXISTS (SELECT 1 FROM person p WHERE p.id = l.person_id" + person + ")"
		args = append(args, more...)
	}
	if f.Agreed != "" {
		where, args = where+" AND l.agreement_no = ?", append(args, listing.Coded(f.Agreed))
	}
	if !f.EndingBy.IsZero() {
		where, args = where+" AND l.state <> 'ended' AND l.agreement_until <= ?", append(args, f.EndingBy)
	}
	if len(f.Among) > 0 {
		where += " AND l.id IN (?" + strings.Repeat(",?", len(f.Among)-1) + ")"
		for _, n := range f.Among {
			args = append(args, n)
		}
	}
	return where, args
}

const (
	withPerson = "JOIN person p ON p.id = l.person_id"
	withPost   = "JOIN post q ON q.id = l.post_id"
)

// Holders is the list of who holds a post: by village first, as the sheets are.
var Holders = listing.Source{ID: "l.id", From: "placement l", Orders: []listing.Order{
	{Key: "place", By: "l.path", Indexed: true},
	{Key: "name", By: "p.name_sort", Join: withPerson},
	{Key: "post", By: "q.title", Join: withPost},
	{Key: "basis", By: "l.basis"},
	{Key: "rate", By: "l.rate_fen"},
	{Key: "start", By: "l.start_on", Indexed: true},
	{Key: "until", By: "l.agreement_until", Indexed: true},
	{Key: "state", By: "l.state"},
	{Key: "birth", By: "p.birth", Join: withPerson},
}}

// List of holders: a window of it.
func List(r database.Reader, scope authz.Scope, f Filter, w *listing.Window) (rows []Row, err error) {
	where, args := f.where(scope)
	if _, err := r.One(&w.Total, Holders.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	var ids []int64
	if err := r.Select(&ids, Holders.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	err = database.InParts(ids, func(marks string, args []any) error {
		var part []Row
		err := r.Select(&part, "SELECT "+rowColumns+" WHERE l.id IN ("+marks+")", args...)
		rows = append(rows, part...)
		return err
	})
	return listing.Turn(rows, ids, w, func(x Row) int64 { return x.ID }), err
}

// Stream the whole list by village, row by row.
func Stream(r database.Reader, scope authz.Scope, f Filter, each func(Row) error) error {
	return listing.Through(func(w *listing.Window) ([]Row, error) { return List(r, scope, f, w) },
		func(x Row) int64 { return x.ID }, each)
}

// cells of a row in the order of rowColumns.
func (x *Row) cells(reason *sql.NullString) []any {
	return []any{&x.ID, &x.PersonID, &x.PostID, &x.Path, &x.Name, &x.Sex, &x.Birth, &x.IDTail, &x.Basis, &x.Code,
		&x.Title, &x.Kind,
		&x.RateFen, &x.HoursMonth, &x.StartOn, &x.AgreementUntil, &x.EndOn, reason, &x.State, &x.Version, &x.GroupNo}
}

// Counts of a scope: on post now (在岗), and agreements that end soon. How many people were ever placed says PlacedBy.
type Counts struct{ OnPost, EndingSoon int64 }

// PlacedBy counts the people who ever held a rural post of a scope (累计安置), by the first n characters of the placements'
// paths, each person once: whoever was placed again, or goes on in the village that took another in, is no other
// person. So a whole may be less than its parts together.
func PlacedBy(r database.Reader, scope authz.Scope, n int) (map[string]int64, error) {
	where, args := scope.SQL("path")
	out := map[string]int64{}
	return out,
		r.Rows(`SELECT SUBSTR(path, 1, `+strconv.Itoa(n)+`) AS prefix, COUNT(DISTINCT person_id) FROM placement WHERE `+where+
			" AND (end_reason IS NULL OR end_reason <> 'void') AND post_id NOT IN (SELECT id FROM post WHERE stream = "+
			"'urban') GROUP BY prefix",
			args,
			func(rows *sql.Rows) error {
				var prefix string
				var people int64
				err := rows.Scan(&prefix, &people)
				out[prefix] = people
				return err
			})
}

// CountBy counts the placements of a scope by the first n characters of their paths, in one query; EndingSoon are
// agreements that end by a day. Of urban posts alone, where it is asked: the notice's figures leave them out.
func CountBy(r database.Reader, scope authz.Scope, n int, soon civil.Date, urban bool) (map[string]Counts, error) {
	where, args := scope.SQL("path")
	if urban {
		where += " AND post_id IN (SELECT id FROM post WHERE stream = 'urban')"
	}
	var rows []struct {
		Prefix string
		Counts
	}
	err := r.Select(&rows, `SELECT SUBSTR(path, 1,
`+strconv.Itoa(n)+`) AS prefix, SUM(CASE WHEN state <> 'ended' THEN 1
ELSE 0 END) AS on_post,
SUM(CASE WHEN state <> 'ended' AND agreement_until <= ? THEN 1 ELSE 0 END) AS ending_soon FROM placement
WHERE `+where+" AND (end_reason IS NULL OR end_reason <> 'void') GROUP BY prefix", append([]any{soon}, args...)...)
	out := map[string]Counts{}
	for _, x := range rows {
		out[x.Prefix] = x.Counts
	}
	return out, err
}

// Plus adds counts up.
func (c Counts) Plus(o Counts) Counts {
	return Counts{c.OnPost + o.OnPost, c.EndingSoon + o.EndingSoon}
}

// Count the placements of a scope; EndingSoon are agreements that end by a day.
func Count(r database.Reader, scope authz.Scope, soon civil.Date) (Counts, error) {
	where, args := scope.SQL("path")
	var c Counts
	_, err := r.One(&c, `SELECT COALESCE(SUM(CASE WHEN state <> 'ended' THEN 1 ELSE 0 END), 0) AS on_post,
COALESCE(SUM(CASE WHEN state <> 'ended' AND agreement_until <= ? THEN 1 ELSE 0 END), 0) AS ending_soon FROM placement
WHERE `+where+" AND (end_reason IS NULL OR end_reason <> 'void')", append([]any{soon}, args...)...)
	return c, err
}

// EndingSoon are the agreements of people on post that end by a day; they are late when they ended before today.
func EndingSoon(r database.Reader, scope authz.Scope, today, by civil.Date) (q civil.Queue, err error) {
	where, args := scope.SQL("path")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN agreement_until < ? THEN 1 ELSE 0 END), 0) AS late, "+
		"MIN(agreement_until) AS deadline FROM placement WHERE agreement_until <= ? AND state IN ('active', 'suspended') "+
		"AND "+where, append([]any{today, by}, args...)...)
	return q, err
}

// RenewMany gives several placements a new agreement until a day.
func RenewMany(tx *database.Tx, ids []int64, from, until civil.Date) error {
	return tx.UpdateMany("placement", "agreement_from = ?, agreement_until = ?, version = version + 1", []any{from, until},
		ids)
}

// EndMany ends one placement each, as their exits say.
func EndMany(tx *database.Tx, exits []Exit) error {
	for _, x := range exits {
		if _, err := tx.Exec(
			"UPDATE placement SET state = 'ended', end_on = ?, end_reason = ?, version = version + 1 WHERE id = ?", x.On,
			x.Reason, x.ID); err != nil {
			return err
		}
	}
	return nil
}

// Exit of a placement.
type Exit struct {
	ID     int64
	On     civil.Date
	Reason string
}

// Ending is how many agreements of a region's next level end in a month.
type Ending struct {
	Path  string
	Month civil.Month
	N     int64
}

// Forecast counts the agreements of a scope that end in months from one to another, by the first characters of the path
// (4 per level).
func Forecast(r database.Reader, scope authz.Scope, depth int, from, to civil.Month) ([]Ending, error) {
	where, args := scope.SQL("path")
	var out []Ending
	err := r.Select(&out,
		"SELECT SUBSTR(path, 1, ?) AS path, SUBSTR(agreement_until, 1, 7) AS month, COUNT(*) AS n FROM placement WHERE "+
			where+" AND state <> 'ended' AND agreement_until >= ? AND agreement_until <= ? GROUP BY SUBSTR(path, 1, ?), "+
			"SUBSTR(agreement_until, 1, 7) ORDER BY 1, 2",
		append(append([]any{4 * depth}, args...), from.First(), to.Last(), 4*depth)...)
	return out, err
}

// Pause of a placement; Until is its last day, zero while it lasts.
type Pause struct{ From, Until civil.Date }

// Pauses of the placements of a village, by placement.
func Pauses(r database.Reader, villageID int64) (map[int64][]Pause, error) {
	return pauses(r, "l.village_id = ?", villageID)
}

// PausesUnder a region, by placement.
func PausesUnder(r database.Reader, path string) (map[int64][]Pause, error) {
	where, args := authz.Under(path).SQL("l.path")
	return pauses(r, where, args...)
}

func pauses(r database.Reader, where string, args ...any) (map[int64][]Pause, error) {
	var events []Event
	if err := r.Select(&events,
		"SELECT e.placement_id, e.kind, e.on_date FROM placement l JOIN placement_event e ON e.placement_id = l.id WHERE "+
			where+" AND e.kind IN ('suspended', 'resumed') ORDER BY e.id",
		args...); err != nil {
		return nil, err
	}
	out := map[int64][]Pause{}
	for _, e := range events {
		ps := out[e.PlacementID]
		if e.Kind == EventSuspended {
			ps = append(ps, Pause{From: e.OnDate})
		} else if n := len(ps); n > 0 {
			ps[n-1].Until = e.OnDate.AddDays(-1)
		}
		out[e.PlacementID] = ps
	}
	return out, nil
}

// Stay is when a placement was on post.
type Stay struct {
	ID             int64
	RateFen        money.Fen // a month
	StartOn, EndOn civil.Date
	post.Season
	Pauses []Pause `gorm:"-"`
}

// StaysOf placements of a region, by placement.
func StaysOf(r database.Reader, path string, ids []any) (map[int64]Stay, error) {
	pauses, err := PausesUnder(r, path)
	if err != nil {
		return nil, err
	}
	out := make(map[int64]Stay, len(ids))
	return out, database.InParts(ids, func(marks string, ids []any) error {
		var rows []Stay
		err := r.Select(&rows, "SELECT l.id, l.rate_fen, l.start_on, l.end_on, q.season_from, q.season_until "+
			"FROM placement l JOIN post q ON q.id = l.post_id WHERE l.id IN ("+marks+")", ids...)
		for _, x := range rows {
			x.Pauses = pauses[x.ID]
			out[x.ID] = x
		}
		return err
	})
}

// OthersOf placements are those that their holders have beside them, by placement: when they are on post, pauses left
// out.
func OthersOf(r database.Reader, ids []any) (map[int64][]Stay, error) {
	out := map[int64][]Stay{}
	return out, database.InParts(ids, func(marks string, ids []any) error {
		return r.Rows("SELECT placement.id, l.id, l.start_on, l.end_on FROM placement "+
			"JOIN placement l ON l.person_id = placement.person_id WHERE placement.id IN ("+marks+") "+
			"AND l.id <> placement.id AND COALESCE(l.end_reason, '') <> 'void'", ids,
			func(rows *sql.Rows) error {
				var id int64
				var x Stay
				err := rows.Scan(&id, &x.ID, &x.StartOn, &x.EndOn)
				out[id] = append(out[id], x)
				return err
			})
	})
}

// Has reports whether a day lies between its first and its last.
func (x Stay) Has(day civil.Date) bool {
	return !day.Before(x.StartOn) && (x.EndOn.IsZero() || !day.After(x.EndOn))
}

// WorkAgreed is what a placement and its post agree on for a whole month; 0: nobody told.
type WorkAgreed struct {
	Kind  string // of the post
	Days  int
	Hours int
}

// AgreedUnder a region, by placement; of some placements where they are named.
func AgreedUnder(r database.Reader, path string, only []any) (map[int64]WorkAgreed, error) {
	out := map[int64]WorkAgreed{}
	scan := func(rows *sql.Rows) error {
		var id int64
		var a WorkAgreed
		err := rows.Scan(&id, &a.Kind, &a.Days, &a.Hours)
		out[id] = a
		return err
	}
	const says = "SELECT l.id, q.kind, q.days_month, l.hours_month FROM placement l JOIN post q ON q.id = l.post_id WHERE "
	if only == nil {
		where, args := authz.Under(path).SQL("l.path")
		return out, r.Rows(says+where, args, scan)
	}
	return out, database.InParts(only, func(marks string, ids []any) error {
		return r.Rows(says+"l.id IN ("+marks+")", ids, scan)
	})
}

// Change of a month for the group policy: a placement that starts in it, or ends.
type Change struct {
	Path, Name, IDTail, Title, InsuranceNo string
	IDSealed                               []byte
	Sex, Leaves                            int64
	StartOn, EndOn                         civil.Date
}

// Changes of a scope in a month, by village: starts, and exits.
func Changes(r database.Reader, scope authz.Scope, m civil.Month) ([]Change, error) {
	where, args := scope.SQL("l.path")
	const head = "SELECT l.path, p.name, p.id_tail, p.id_sealed, p.sex, q.title, l.insurance_no, l.start_on, l.end_on, "
	const from = " AS leaves FROM placement l JOIN person p ON p.id = l.person_id JOIN post q ON q.id = l.post_id WHERE "
	var out []Change
	err := r.Select(&out,
		head+"0"+from+where+
			" AND l.continues_id IS NULL AND l.start_on >= ? AND l.start_on <= ? AND (l.end_reason IS NULL OR l.end_reason <> "+
			"'void') UNION ALL "+
			head+"1"+from+where+" AND l.end_on >= ? AND l.end_on <= ? AND l.end_reason NOT IN (?, 'void') ORDER BY 1, 10, 2",
		append(append(append(append([]any{}, args...), m.First(), m.Last()), args...), m.First(), m.Last(), Merged)...)
	return out, err
}

// Live lists the placements of a village that have not ended.
func Live(r database.Reader, villageID int64) ([]Placement, error) {
	var out []Placement
	err := r.Select(&out, "SELECT "+columns+" FROM placement WHERE village_id = ? AND state <> 'ended' ORDER BY id",
		villageID)
	return out, err
}

// ContinueIn ends a placement the day before and goes on with it in another village, on the same post and the same
// terms, without a new hiring: the village was merged. Both events are witnessed. Called by the room of changeovers;
// the post must have moved before. Refusals: placement.worked (a sheet of the village before has a day at work since).
func ContinueIn(v *desk.Visit, p Placement, into *region.Region, on civil.Date) (int64, error) {
	if err := notWorked(v.Tx, p, on, on); err != nil {
		return 0, err
	}
	if _, err := v.Tx.Exec(
		"UPDATE placement SET state = 'ended', end_on = ?, end_reason = ?, version = version + 1 WHERE id = ?",
		on.AddDays(-1), Merged, p.ID); err != nil {
		return 0, err
	}
	next := p
	next.ID, next.ApplicationID, next.ContinuesID, next.VillageID, next.Path, next.StartOn, next.Version = 0, nil, &p.ID,
		into.ID, into.Path, on, 1
	if err := v.Tx.Insert(&next); err != nil {
		return 0, err
	}
	return next.ID,
		StoreEvents(v,
			[]Event{event(v, p.ID, EventEnded, on.AddDays(-1), civil.Date{}, Merged, into.Name),
				event(v, next.ID, EventStarted, on, p.AgreementUntil, Merged, "")})
}

// Moves of the rural posts of a region, month by month.
type Moves struct {
	Started []int64 // people who took up a post
	OnPost  []int64 // people on post at the end; of the last month, if it runs, as of today
}

// MovesByMonth of the regions of a path, by the first deep characters of theirs, from one month to another.
func MovesByMonth(r database.Reader, path string, deep int, from, to civil.Month) (map[string]*Moves, error) {
	const where = " FROM placement l WHERE l.path >= ? AND l.path < ? AND (l.end_reason IS NULL OR l.end_reason <> 'void')"
	const urban = " FROM post t JOIN placement l ON l.post_id = t.id WHERE t.stream = 'urban' AND l.path >= ? AND " +
		"l.path < ? AND (l.end_reason IS NULL OR l.end_reason <> 'void')"
	out := map[string]*Moves{}
	months := to.Since(from) + 1
	add := func(column, of, more string, sign int64, started bool) error {
		return r.Rows("SELECT SUBSTR(l.path, 1, "+strconv.Itoa(deep)+") AS prefix, SUBSTR(l."+column+
			", 1, 7) AS month, COUNT(*), SUM(CASE WHEN l.continues_id IS NULL THEN 1 ELSE 0 END)"+of+more+
			" GROUP BY prefix, month", []any{path, path + "~"}, func(rows *sql.Rows) error {
			var prefix string
			var month civil.Month
			var n, fresh int64 // of these, not going on from another village
			if err := rows.Scan(&prefix, &month, &n, &fresh); err != nil {
				return err
			}
			m := out[prefix]
			if m == nil {
				m = &Moves{make([]int64, months), make([]int64, months)}
				out[prefix] = m
			}
			at := month.Since(from)
			for i := max(at, 0); i < months; i++ {
				m.OnPost[i] += sign * n
			}
			if started && at >= 0 && at < months {
				m.Started[at] += sign * fresh
			}
			return nil
		})
	}
	for _, part := range []struct {
		of   string
		sign int64
	}{{where, 1}, {urban, -1}} {
		if err := add("start_on", part.of, "", part.sign, true); err != nil {
			return nil, err
		}
		if err := add("end_on", part.of, " AND l.end_on IS NOT NULL", -part.sign, false); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// AgreementsEnded are the placements of a scope whose agreement ended before the last of some days on which they were
// on post, each with the agreement's last day.
func AgreementsEnded(r database.Reader, scope authz.Scope, from, until civil.Date) (map[int64]civil.Date, error) {
	where, args := scope.SQL("l.path")
	out := map[int64]civil.Date{}
	return out, r.Rows("SELECT l.id, l.agreement_until FROM placement l WHERE "+where+" AND l.agreement_until < ? AND "+
		"(l.end_on IS NULL OR l.end_on >= ? AND l.end_on > l.agreement_until)", append(args, until, from),
		func(rows *sql.Rows) error {
			var id int64
			var until civil.Date
			err := rows.Scan(&id, &until)
			out[id] = until
			return err
		})
}
