package complaint

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/seal"
)

const columns = "c.id, c.number, c.kind, c.village_id, c.path, c.office, c.came_by, c.placement_id, c.received_on, " +
	"c.answer_by, c.state, c.answered_on, c.version, c.application_id, c.upheld, c.month, c.about, c.official_id, " +
	"c.extended, c.told_on, " +
	missedSQL + " AS missed"

// missedSQL counts the turns in which an office let the day for its answer pass, the one that runs apart.
const missedSQL = "(SELECT COUNT(*) FROM complaint_turn t WHERE t.complaint_id = c.id AND (t.ended = 'escalated' OR " +
	"t.ended_on > t.due_on))"

// ByID finds a complaint; whoever shows it asks MaySee first.
func ByID(r database.Reader, id int64) (Complaint, error) { return one(r, "", id) }

func lock(tx *database.Tx, id int64) (Complaint, error) { return one(tx, tx.ForUpdate(), id) }

func one(r database.Reader, suffix string, id int64) (Complaint, error) {
	return database.Find[Complaint](r, "SELECT "+columns+" FROM complaint c WHERE c.id = ?"+suffix, id)
}

func insert(tx *database.Tx, c Complaint) (int64, error) {
	return tx.Create("INSERT INTO complaint (number, kind, village_id, path, office, came_by, placement_id, "+
		"received_on, answer_by, state, application_id, month, about, official_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "+
		"?, ?, ?, ?)",
		c.Number, c.Kind, c.VillageID, c.Path, c.Office, c.CameBy, c.PlacementID, c.ReceivedOn, c.AnswerBy, c.State,
		c.ApplicationID, orNone(c.Month), c.About, c.OfficialID)
}

// orNone writes no month where there is none.
func orNone(m civil.Month) any {
	if m.IsZero() {
		return nil
	}
	return m
}

func update(tx *database.Tx, c Complaint) error {
	return tx.Change(
		"UPDATE complaint SET office = ?, state = ?, answer_by = ?, answered_on = ?, upheld = ?, extended = ?, told_on = "+
			"?, version = version + 1 WHERE id = ? AND version = ?",
		c.Office, c.State, c.AnswerBy, c.AnsweredOn, c.Upheld, c.Extended, c.ToldOn, c.ID, c.Version)
}

func insertReporter(tx *database.Tx, ring *seal.Ring, id int64, name, phone string) error {
	_, err := tx.Exec("INSERT INTO complaint_reporter (complaint_id, name_sealed, phone_sealed) VALUES (?, ?, ?)", id,
		ring.Seal("complaint_reporter", "name", name), ring.Seal("complaint_reporter", "phone", phone))
	return err
}

func reporterOf(r database.Reader, ring *seal.Ring, id int64) (Reporter, error) {
	var row struct{ NameSealed, PhoneSealed []byte }
	found, err := r.One(&row, "SELECT name_sealed, phone_sealed FROM complaint_reporter WHERE complaint_id = ?", id)
	if err != nil {
		return Reporter{}, err
	}
	if !found {
		return Reporter{}, errs.New(errs.State, "complaint.nameless")
	}
	var out Reporter
	if out.Name, err = ring.Open("complaint_reporter", "name", row.NameSealed); err != nil {
		return out, err
	}
	out.Phone, err = ring.Open("complaint_reporter", "phone", row.PhoneSealed)
	return out, err
}

// StoreEvents writes events and adds them to the visit's witness.
func StoreEvents(v *desk.Visit, es []Event) error {
	return v.Tx.InsertMany("complaint_event", append(Witness.All(), "trail_id", "row_digest"), len(es),
		func(i int, x []any) {
			e := &es[i]
			d := e.digest()
			v.Witness("complaint_event", d)
			copy(x, []any{e.ComplaintID, e.Kind, e.OnDate, e.Remark, e.Office, e.ActorID, int64(e.AtUs), v.TrailID(), d})
		})
}

// EventsOf a complaint, in order.
func EventsOf(r database.Reader, id int64) ([]Event, error) {
	var out []Event
	err := r.Select(&out,
		"SELECT id, complaint_id, kind, on_date, remark, office, actor_id, at_us FROM complaint_event WHERE complaint_id = "+
			"? ORDER BY id",
		id)
	return out, err
}

// Filter of the list.
type Filter struct {
	Within string
	Kind   string
	State  string
	Number string // a part of it
	Late   bool
	Today  civil.Date
	Untold bool // answered, and the outcome was not told
	Mine   bool // which the actor may answer, not only see
	Limit  int
}

// visible is the condition that a complaint is of an office, and in a region, which the actor may look into. Offices of
// the same regions stand together, so that the list of one region comes in the order of its index.
func visible(actor authz.Actor, permissions map[string]authz.Permission, within string) (string, []any) {
	return ofOffices("c.office", actor, permissions, within)
}

// visibleTurns is the condition that an office's turn with a complaint is one that the actor may look into.
func visibleTurns(actor authz.Actor, within string) (string, []any) {
	return ofOffices("t.office", actor, views, within)
}

func ofOffices(column string, actor authz.Actor, permissions map[string]authz.Permission,
	within string) (string, []any) {
	type part struct {
		where   string
		offices []any
		args    []any
	}
	var parts []part
	for _, office := range offices {
		scope := actor.Scope(permissions[office]).Within(within)
		if scope.Empty() {
			continue
		}
		where, args := scope.ByNumber("c")
		same := func(p part) bool { return p.where == where && slices.Equal(p.args, args) }
		if i := slices.IndexFunc(parts, same); i >= 0 {
			parts[i].offices = append(parts[i].offices, office)
		} else {
			parts = append(parts, part{where, []any{office}, args})
		}
	}
	if len(parts) == 0 {
		return "1 = 0", nil
	}
	var said []string
	var args []any
	for _, p := range parts {
		said = append(said, "("+column+" IN (?"+strings.Repeat(",?", len(p.offices)-1)+") AND "+p.where+")")
		args = append(append(args, p.offices...), p.args...)
	}
	return "(" + strings.Join(said, " OR ") + ")", args
}

// Received is the list of complaints: the newest first.
var Received = listing.Source{ID: "c.id", From: "complaint c", Orders: []listing.Order{
	{Key: "entered", Head: "登记先后", By: "c.id", Indexed: true},
	{Key: "number", By: "c.number"},
	{Key: "kind", By: "c.kind"},
	{Key: "place", By: "c.path"},
	{Key: "received", By: "c.received_on"},
	{Key: "due", By: "c.answer_by"},
	{Key: "office", By: "c.office"},
	{Key: "state", By: "c.state"},
}}

// Listed are the complaints of a window that an actor may see.
func Listed(r database.Reader, actor authz.Actor, f Filter, w *listing.Window) (rows []Complaint, err error) {
	permissions := views
	if f.Mine {
		permissions = answers
	}
	where, args := visible(actor, permissions, f.Within)
	add := func(cond string, v any) { where, args = where+" AND "+cond, append(args, v) }
	if f.Kind != "" {
		add("c.kind = ?", f.Kind)
	}
	if f.State != "" {
		add("c.state = ?", f.State)
	}
	if f.Number != "" {
		add("c.number LIKE ? ESCAPE '!'", listing.CodedPart(strings.ToUpper(f.Number)))
	}
	if f.Late {
		add("c.state = 'open' AND c.answer_by < ?", f.Today)
	}
	if f.Untold {
		where += " AND c.state = 'answered' AND c.told_on IS NULL"
	}
	if _, err := r.One(&w.Total, Received.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	var ids []int64
	if err := r.Select(&ids, Received.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	err = database.InParts(ids, func(marks string, args []any) error {
		var part []Complaint
		err := r.Select(&part, "SELECT "+columns+" FROM complaint c WHERE c.id IN ("+marks+")", args...)
		rows = append(rows, part...)
		return err
	})
	return listing.Turn(rows, ids, w, func(x Complaint) int64 { return x.ID }), err
}

// List of complaints that an actor may see, newest first, at most as many as the filter says.
func List(r database.Reader, actor authz.Actor, f Filter) ([]Complaint, error) {
	return Listed(r, actor, f, &listing.Window{Desc: true, Limit: f.Limit})
}

// Waiting are the open complaints that an actor must answer; they are late when their day has passed.
func Waiting(r database.Reader, actor authz.Actor, today civil.Date) (q civil.Queue, err error) {
	where, args := visible(actor, answers, "")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN c.answer_by < ? THEN 1 ELSE 0 END), 0) AS late, "+
		"MIN(c.received_on) AS since, MIN(c.answer_by) AS deadline FROM complaint c WHERE "+where+
		" AND c.state = 'open'", append([]any{today}, args...)...)
	return q, err
}

// Queue lists the open complaints that an actor must answer, the soonest day first.
func Queue(r database.Reader, actor authz.Actor) ([]int64, error) {
	where, args := visible(actor, answers, "")
	var out []int64
	err := r.Select(&out, "SELECT c.id FROM complaint c WHERE "+where+" AND c.state = 'open' ORDER BY c.answer_by, c.id",
		args...)
	return out, err
}

// Bulk is complaints made at once, ids and numbers given by the caller.
type Bulk struct {
	Complaints []Complaint
	Reporters  map[int64]Reporter
	Events     []Event
}

// Store writes a bulk inside a visit.
func (b *Bulk) Store(v *desk.Visit, ring *seal.Ring) error {
	err := v.Tx.InsertMany("complaint",
		[]string{"id", "number", "kind", "village_id", "path", "office", "came_by", "placement_id", "received_on",
			"answer_by", "state", "answered_on"},
		len(b.Complaints), func(i int, x []any) {
			c := &b.Complaints[i]
			var about any
			if c.PlacementID != nil {
				about = *c.PlacementID
			}
			copy(x,
				[]any{c.ID, c.Number, c.Kind, c.VillageID, c.Path, c.Office, c.CameBy, about, c.ReceivedOn, c.AnswerBy, c.State,
					c.AnsweredOn})
		})
	if err != nil {
		return err
	}
	for _, c := range b.Complaints {
		if who, ok := b.Reporters[c.ID]; ok {
			if err := insertReporter(v.Tx, ring, c.ID, who.Name, who.Phone); err != nil {
				return err
			}
		}
	}
	if err := StoreEvents(v, b.Events); err != nil {
		return err
	}
	return b.storeTurns(v)
}

// storeTurns of the complaints, as their events tell them.
func (b *Bulk) storeTurns(v *desk.Visit) error {
	due, at := map[int64]civil.Date{}, map[int64]int{}
	for _, c := range b.Complaints {
		due[c.ID] = c.AnswerBy
	}
	var turns []Turn
	for _, e := range b.Events {
		if n, on := at[e.ComplaintID]; on && ends[e.Kind] {
			turns[n].EndedOn, turns[n].Ended = e.OnDate, e.Kind
		}
		if begins[e.Kind] {
			t := Turn{ComplaintID: e.ComplaintID, Seq: 1, Office: e.Office, SinceOn: e.OnDate, DueOn: due[e.ComplaintID]}
			if n, on := at[e.ComplaintID]; on {
				t.Seq = turns[n].Seq + 1
			}
			at[e.ComplaintID] = len(turns)
			turns = append(turns, t)
		}
	}
	return v.Tx.InsertMany("complaint_turn", turnColumns, len(turns), func(i int, x []any) {
		t := turns[i]
		copy(x, []any{t.ComplaintID, t.Seq, t.Office, t.SinceOn, t.DueOn, t.EndedOn, t.Ended})
	})
}

// Objections to notices, for the room of applications.
type Objections struct{}

// To an application: how many stand open, how many were answered, and the day of the latest that was found right. What
// the inspectors have is not counted.
func (Objections) To(r database.Reader, applicationID int64) (o application.Objected, err error) {
	_, err = r.One(&o, `SELECT COALESCE(SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END), 0) AS open, COALESCE(SUM(CASE WHEN
state = 'answered' THEN 1 ELSE 0 END), 0) AS answered,
MAX(CASE WHEN upheld = 1 THEN answered_on END) AS right_on, MAX(CASE WHEN state = 'answered' THEN answered_on END) AS
answered_on FROM complaint WHERE application_id = ? AND office <> 'inspector'`, applicationID)
	return o, err
}

// OfApplication lists the objections to an application's notice that an actor may see.
func OfApplication(r database.Reader, actor authz.Actor, applicationID int64) ([]Complaint, error) {
	where, args := visible(actor, views, "")
	var out []Complaint
	err := r.Select(&out, "SELECT "+columns+" FROM complaint c WHERE "+where+" AND c.application_id = ? ORDER BY c.id",
		append(args, applicationID)...)
	return out, err
}

// OfPlacement lists the complaints about a holder's post that an actor may see.
func OfPlacement(r database.Reader, actor authz.Actor, placementID int64) ([]Complaint, error) {
	where, args := visible(actor, views, "")
	var out []Complaint
	err := r.Select(&out, "SELECT "+columns+" FROM complaint c WHERE "+where+" AND c.placement_id = ? ORDER BY c.id",
		append(args, placementID)...)
	return out, err
}

// ByNumber finds a complaint by the number of its receipt.
func ByNumber(r database.Reader, number string) (Complaint, bool, error) {
	var c Complaint
	found, err := r.One(&c, "SELECT "+columns+" FROM complaint c WHERE c.number = ?",
		strings.ToUpper(strings.Join(strings.Fields(number), "")))
	return c, found, err
}

var turnColumns = []string{"complaint_id", "seq", "office", "since_on", "due_on", "ended_on", "ended"}

// TurnsOf a complaint, in order.
func TurnsOf(r database.Reader, id int64) ([]Turn, error) {
	var out []Turn
	err := r.Select(&out,
		"SELECT "+strings.Join(turnColumns, ", ")+" FROM complaint_turn WHERE complaint_id = ? ORDER BY seq", id)
	return out, err
}

func beginTurn(tx *database.Tx, t Turn) error {
	var last int64
	if _, err := tx.One(&last, "SELECT COALESCE(MAX(seq), 0) FROM complaint_turn WHERE complaint_id = ?",
		t.ComplaintID); err != nil {
		return err
	}
	_, err := tx.Exec(
		"INSERT INTO complaint_turn (complaint_id, seq, office, since_on, due_on, ended) VALUES (?, ?, ?, ?, ?, '')",
		t.ComplaintID, last+1, t.Office, t.SinceOn, t.DueOn)
	return err
}

func endTurn(tx *database.Tx, id int64, on civil.Date, how string) error {
	return tx.Change("UPDATE complaint_turn SET ended_on = ?, ended = ? WHERE complaint_id = ? AND ended_on IS NULL", on,
		how, id)
}

// resumeTurn that an answer ended.
func resumeTurn(tx *database.Tx, id int64) error {
	var last int64
	if _, err := tx.One(&last, "SELECT COALESCE(MAX(seq), 0) FROM complaint_turn WHERE complaint_id = ?", id); err != nil {
		return err
	}
	return tx.Change("UPDATE complaint_turn SET ended_on = NULL, ended = '' WHERE complaint_id = ? AND seq = ? AND "+
		"ended = 'answered'", id, last)
}

func moveTurn(tx *database.Tx, id int64, due civil.Date) error {
	return tx.Change("UPDATE complaint_turn SET due_on = ? WHERE complaint_id = ? AND ended_on IS NULL", due, id)
}
