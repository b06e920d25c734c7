package application

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/resident"
)

const columns = "id, number, post_id, person_id, village_id, path, basis, state, round, submitted_on, reason, " +
	"warnings, irregular, version"
const stepColumns = "id, application_id, round, step, outcome, actor_id, person_key, channel, on_date, present, " +
	"entitled, votes_for, votes_against, votes_abstain, notice_from, notice_until, boards, objections, irregular, " +
	"remark, file_id, at_us, against"

func one(r database.Reader, suffix string, id int64) (Application, error) {
	return database.Find[Application](r, "SELECT "+columns+" FROM application WHERE id = ?"+suffix, id)
}

// ByID finds an application.
func ByID(r database.Reader, id int64) (Application, error) { return one(r, "", id) }

// Lock reads an application that the visit intends to move.
func Lock(tx *database.Tx, id int64) (Application, error) { return one(tx, tx.ForUpdate(), id) }

// counts is the condition under which a step counts: its author has not taken it back.
const counts = "NOT EXISTS (SELECT 1 FROM application_back b WHERE b.step_id = s.id)"

// StepsOf an application that count, in the order of their happening.
func StepsOf(r database.Reader, id int64) ([]Step, error) {
	var out []Step
	err := r.Select(&out, "SELECT "+stepColumns+" FROM application_step s WHERE s.application_id = ? AND "+counts+
		" ORDER BY s.id", id)
	return out, err
}

// Gone is a step that was taken back.
type Gone struct {
	Step string
	On   civil.Date
	By   string // the account's name
	Why  string
	AtUs clock.Moment
}

// GoneOf an application, in the order in which they were taken back.
func GoneOf(r database.Reader, id int64) ([]Gone, error) {
	var rows []struct {
		Step    string
		OnDate  civil.Date
		ActorID int64
		Why     string
		AtUs    clock.Moment
	}
	if err := r.Select(&rows, `SELECT s.step, s.on_date, b.actor_id, b.why, b.at_us
FROM application_back b JOIN application_step s ON s.id = b.step_id
WHERE b.application_id = ? ORDER BY b.id`, id); err != nil {
		return nil, err
	}
	actors := make([]int64, len(rows))
	for i, x := range rows {
		actors[i] = x.ActorID
	}
	names, err := account.NamesOf(r, actors)
	out := make([]Gone, len(rows))
	for i, x := range rows {
		out[i] = Gone{Step: x.Step, On: x.OnDate, By: names[x.ActorID], Why: x.Why, AtUs: x.AtUs}
	}
	return out, err
}

func storeBack(v *desk.Visit, b Back) error {
	d := BackWitness.Digest(b.ApplicationID, b.StepID, b.ActorID, b.Why, b.AtUs)
	v.Witness("application_back", d)
	_, err := v.Tx.Exec("INSERT INTO application_back (application_id, step_id, actor_id, why, at_us, trail_id, "+
		"row_digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
		b.ApplicationID, b.StepID, b.ActorID, b.Why, int64(b.AtUs), v.TrailID(), d)
	return err
}

// setBack an application to a state before, in its next round.
func setBack(tx *database.Tx, a Application, state string, irregular int64) error {
	return tx.Change("UPDATE application SET state = ?, irregular = ?, round = round + 1, version = version + 1 "+
		"WHERE id = ? AND version = ?", state, irregular, a.ID, a.Version)
}

// Waits is for how many days the ball has lain with those who are to take the next step, 0 while a notice hangs or an
// objection to it is not answered.
func Waits(last Step, o Objected, today civil.Date) int {
	if o.Open > 0 {
		return 0
	}
	since := last.AtUs.Date()
	if last.Step == StepNotice && o.AnsweredOn.After(since) {
		since = o.AnsweredOn
	}
	if last.Step == StepNotice && last.NoticeUntil.AddDays(1).After(since) {
		since = last.NoticeUntil.AddDays(1)
	}
	return max(today.DaysSince(since), 0)
}

func lastStep(r database.Reader, id int64, step string) (Step, bool, error) {
	var s Step
	found, err := r.One(&s,
		"SELECT "+stepColumns+
			" FROM application_step s WHERE s.application_id = ? AND s.step = ? AND "+counts+" ORDER BY s.id DESC LIMIT 1",
		id, step)
	return s, found, err
}

// votedOut lists the people of a village's applications that went to the waiting list by a review of a day.
func votedOut(r database.Reader, villageID int64, on civil.Date) ([]int64, error) {
	var out []int64
	err := r.Select(&out,
		"SELECT DISTINCT a.person_id FROM application a JOIN application_step s ON s.application_id = a.id WHERE "+
			"a.village_id = ? AND a.state = 'waiting' AND s.step = 'review' AND s.outcome = 'waiting' AND s.on_date = ? AND "+
			counts,
		villageID, on)
	return out, err
}

// Declined is an application that was refused.
type Declined struct {
	ID    int64
	On    civil.Date
	Title string // of the post
}

// RefusedOf a person within days, both ends included: refusals that count.
func RefusedOf(r database.Reader, personID int64, from, until civil.Date) ([]Declined, error) {
	var out []Declined
	err := r.Select(&out, `SELECT a.id, s.on_date AS `+"`on`"+`, q.title FROM application a JOIN application_step s
ON s.application_id = a.id AND s.outcome = 'refuse' JOIN post q ON q.id = a.post_id
WHERE a.person_id = ? AND s.on_date >= ? AND s.on_date <= ? AND `+counts+` ORDER BY s.on_date, s.id`,
		personID, from, until)
	return out, err
}

func liveOf(r database.Reader, personID int64) (bool, error) {
	var n int64
	return r.One(&n, "SELECT id FROM application WHERE person_id = ? AND live = 1", personID)
}

func countIn(r database.Reader, villageID int64, year int) (int, error) {
	var n struct{ N int }
	from, _ := civil.MakeDate(year, 1, 1)
	to, _ := civil.MakeDate(year+1, 1, 1)
	_, err := r.One(&n,
		"SELECT COUNT(*) AS n FROM application WHERE village_id = ? AND submitted_on >= ? AND submitted_on < ?", villageID,
		from, to)
	return n.N, err
}

func lockVillage(tx *database.Tx, id int64) error {
	var n int64
	_, err := tx.One(&n, "SELECT id FROM region WHERE id = ?"+tx.ForUpdate(), id)
	return err
}

func move(tx *database.Tx, a Application, to string, irregular bool) error {
	mark := a.Irregular
	if irregular {
		mark = 1
	}
	return tx.Change("UPDATE application SET state = ?, irregular = ?, version = version + 1 WHERE id = ? AND version = ?",
		to, mark, a.ID, a.Version)
}

// Place marks a filed application as placed; called by the room of placements in its visit. Refusal:
// application.not_filed.
func Place(tx *database.Tx, a Application) error {
	if a.State != Filed {
		return errs.New(errs.State, "application.not_filed").With("state", a.State)
	}
	return move(tx, a, Placed, false)
}

// StoreMany writes applications whose ids the caller gives.
func StoreMany(tx *database.Tx, as []Application) error {
	return tx.InsertMany("application",
		[]string{"id", "number", "post_id", "person_id", "village_id", "path", "basis", "state", "round", "submitted_on",
			"reason", "warnings", "irregular"},
		len(as), func(i int, x []any) {
			a := &as[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10], x[11], x[12] = a.ID, a.Number, a.PostID,
				a.PersonID, a.VillageID, a.Path, a.Basis, a.State, a.Round, a.SubmittedOn, a.Reason, a.Warnings, a.Irregular
		})
}

// StoreSteps writes steps, adds them to the visit's witness, and takes the hands of those that exclude each other.
func StoreSteps(v *desk.Visit, steps []Step) error {
	if err := storeHands(v.Tx, steps); err != nil {
		return err
	}
	return v.Tx.InsertMany("application_step", append(Witness.All(), "trail_id", "row_digest"), len(steps),
		func(i int, x []any) {
			s := &steps[i]
			d := s.digest()
			v.Witness("application_step", d)
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7] = s.ApplicationID, s.Round, s.Step, s.Outcome, s.ActorID, s.PersonKey,
				s.Channel, s.OnDate
			x[8], x[9], x[10], x[11], x[12], x[13], x[14] = s.Present, s.Entitled, s.VotesFor, s.VotesAgainst, s.VotesAbstain,
				s.NoticeFrom, s.NoticeUntil
			x[15], x[16], x[17], x[18], x[19], x[20], x[21], x[22], x[23], x[24] = s.Boards, s.Objections, s.Irregular, s.Remark,
				nil, int64(s.AtUs), s.Device, s.Against, v.TrailID(), d
			if s.FileID != nil {
				x[19] = *s.FileID
			}
		})
}

// storeHands of the steps that exclude each other, in their rounds. application.same_hand.
func storeHands(tx *database.Tx, steps []Step) error {
	var hands []*Step
	for i := range steps {
		if takesHand(steps[i].Step) {
			hands = append(hands, &steps[i])
		}
	}
	err := tx.InsertMany("application_hand", []string{"application_id", "round", "step", "person_key"}, len(hands),
		func(i int, x []any) {
			x[0], x[1], x[2], x[3] = hands[i].ApplicationID, hands[i].Round, hands[i].Step, hands[i].PersonKey
		})
	if database.Duplicate(err, "") {
		err = errs.New(errs.Forbidden, "application.same_hand")
	}
	return err
}

// hadHand reports whether somebody did another of the steps that exclude each other, in whatever round: who took a step
// back may do that one again and no other.
func hadHand(r database.Reader, a Application, step, personKey string) (bool, error) {
	var n int64
	return r.One(&n, "SELECT h.application_id FROM application_hand h WHERE h.application_id = ? AND h.step <> ? AND "+
		"h.person_key = ? LIMIT 1", a.ID, step, personKey)
}

// Hand is who would do a step.
type Hand struct{ Step, PersonKey string }

// free is the condition, "AND ..." or empty, that nothing keeps the hand from the step: another step of the application
// is not its own.
func (h Hand) free() (string, []any) {
	if !takesHand(h.Step) {
		return "", nil
	}
	return " AND NOT EXISTS (SELECT 1 FROM application_hand h WHERE h.application_id = a.id AND h.step <> ? AND " +
		"h.person_key = ?)", []any{h.Step, h.PersonKey}
}

// Queue lists the applications of a scope that wait at a state, those that waited longest first; those whose notice
// hangs, by its last day.
func Queue(r database.Reader, scope authz.Scope, state string, by Hand) ([]int64, error) {
	where, args := scope.SQL("a.path")
	free, more := by.free()
	where, args = where+free, append(args, more...)
	var out []int64
	err := r.Select(&out, `SELECT a.id FROM application a WHERE `+where+` AND a.state = ?
ORDER BY (SELECT COALESCE(s.notice_until, s.on_date) FROM application_step s WHERE s.application_id = a.id
AND `+counts+` ORDER BY s.id DESC LIMIT 1), a.id`,
		append(args, state)...)
	return out, err
}

// Posted is a person on the public board: what hangs there and nothing more.
type Posted struct {
	ID      int64 // of the application
	Name    string
	Sex     int64
	Title   string
	RateFen int64
	From    civil.Date
	Until   civil.Date
	Against string
}

// OnBoard lists whose notice hangs in a village on a day.
func OnBoard(r database.Reader, path string, on civil.Date) ([]Posted, error) {
	var out []Posted
	err := r.Select(&out, `SELECT a.id, p.name, p.sex, t.title, t.rate_fen, s.against, s.notice_from AS
`+"`from`"+`, s.notice_until AS until
FROM application a JOIN application_step s ON s.id = (SELECT MAX(x.id) FROM application_step x
WHERE x.application_id = a.id AND x.step = 'notice')
JOIN person p ON p.id = a.person_id JOIN post t ON t.id = a.post_id
WHERE a.path = ? AND a.state = 'noticed' AND s.notice_from <= ? AND s.notice_until >= ?
ORDER BY s.notice_from, a.id`, path, on, on)
	return out, err
}

// Row of the list.
type Row struct {
	Application
	Person string
	IDTail string
	Title  string
}

// Filter of the list.
type Filter struct {
	Within    string
	State     string
	Irregular bool
	PersonID  int64
	PostID    int64
	Sought    resident.Seek // who applies
	Number    string
	Limit     int
}

func (f Filter) where(r database.Reader, scope authz.Scope) (string, []any, error) {
	where, args := scope.Within(f.Within).ByNumber("a")
	add := func(cond string, v any) { where, args = where+" AND "+cond, append(args, v) }
	if f.State != "" {
		add("a.state = ?", f.State)
	}
	if f.Irregular {
		add("a.irregular = ?", 1)
	}
	if f.PersonID > 0 {
		add("a.person_id = ?", f.PersonID)
	}
	if f.PostID > 0 {
		add("a.post_id = ?", f.PostID)
	}
	if f.Number != "" {
		add("a.number = ?", listing.Coded(f.Number))
	}
	person, more, err := f.Sought.Among(r, "a.person_id")
	return where + person, append(args, more...), err
}

// Entered is the list of applications: the newest first.
var Entered = listing.Source{ID: "a.id", From: "application a", Orders: []listing.Order{
	{Key: "entered", Head: "登记先后", By: "a.id", Indexed: true},
	{Key: "number", By: "a.number"},
	{Key: "name", By: "p.name_sort", Join: "JOIN person p ON p.id = a.person_id"},
	{Key: "place", By: "a.path"},
	{Key: "post", By: "q.title", Join: "JOIN post q ON q.id = a.post_id"},
	{Key: "basis", By: "a.basis"},
	{Key: "submitted", By: "a.submitted_on", Indexed: true},
	{Key: "state", By: "a.state"},
}}

// Listed are the applications of a window.
func Listed(r database.Reader, scope authz.Scope, f Filter, w *listing.Window) (rows []Row, err error) {
	where, args, err := f.where(r, scope)
	if err != nil {
		return nil, err
	}
	if _, err := r.One(&w.Total, Entered.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	var ids []int64
	if err := r.Select(&ids, Entered.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	err = database.InParts(ids, func(marks string, args []any) error {
		var part []Row
		err := r.Select(&part, `SELECT a.id, a.number, a.post_id, a.person_id, a.village_id, a.path, a.basis, a.state,
a.round, a.submitted_on, a.reason, a.warnings, a.irregular, a.version, q.title FROM application a JOIN post q
ON q.id = a.post_id WHERE a.id IN (`+marks+")", args...)
		rows = append(rows, part...)
		return err
	})
	if err == nil {
		err = tellApart(r, rows)
	}
	return listing.Turn(rows, ids, w, func(x Row) int64 { return x.ID }), err
}

// List of applications, newest first, at most as many as the filter says.
func List(r database.Reader, scope authz.Scope, f Filter) ([]Row, error) {
	return Listed(r, scope, f, &listing.Window{Desc: true, Limit: f.Limit})
}

const rowSQL = "SELECT a.id, a.number, a.post_id, a.person_id, a.village_id, a.path, a.basis, a.state, a.round, " +
	"a.submitted_on, a.reason, a.warnings, a.irregular, a.version, q.title FROM application a JOIN post q " +
	"ON q.id = a.post_id WHERE "

func rowByID(r database.Reader, id int64) (Row, error) {
	return database.Find[Row](r, rowSQL+"a.id = ?", id)
}

// waitingRows are the applications of Queue that fit a filter, in its order; nobody is named in them yet.
func waitingRows(r database.Reader, scope authz.Scope, state string, f BatchFilter) ([]Row, error) {
	where, args := scope.Within(f.Within).SQL("a.path")
	add := func(cond string, v ...any) { where, args = where+" AND "+cond, append(args, v...) }
	add("a.state = ?", state)
	if f.Basis != "" {
		add("a.basis = ?", f.Basis)
	}
	if !f.Month.IsZero() {
		add("a.submitted_on BETWEEN ? AND ?", f.Month.First(), f.Month.Last())
	}
	var out []Row
	err := r.Select(&out, rowSQL+where+` ORDER BY (SELECT COALESCE(s.notice_until, s.on_date) FROM application_step s
WHERE s.application_id = a.id AND `+counts+` ORDER BY s.id DESC LIMIT 1), a.id`, args...)
	return out, err
}

// nameRows puts the applicants' names into rows.
func nameRows(r database.Reader, rows ...*Row) error {
	var ids []int64
	for _, x := range rows {
		ids = append(ids, x.PersonID)
	}
	names, err := resident.NamesOf(r, ids)
	for _, x := range rows {
		x.Person = names[x.PersonID]
	}
	return err
}

// tellApart puts the applicants' names and the ends of their numbers into rows.
func tellApart(r database.Reader, rows []Row) error {
	var ids []int64
	for _, x := range rows {
		ids = append(ids, x.PersonID)
	}
	people, err := resident.Apart(r, ids)
	for i := range rows {
		p := people[rows[i].PersonID]
		rows[i].Person, rows[i].IDTail = p.Name, p.IDTail
	}
	return err
}

// WaitingFor lists the applications that may be passed at once, as far as their number and a filter go, those that
// waited longest first; all says how many there are.
func WaitingFor(r database.Reader, scope authz.Scope, step string, f BatchFilter) (rows []Row, all int, err error) {
	_, from, err := stepOf(step)
	if err != nil {
		return nil, 0, err
	}
	rows, err = waitingRows(r, scope, from, f)
	all = len(rows)
	rows = rows[:min(all, MaxBatch)]
	shown := make([]*Row, len(rows))
	for i := range rows {
		shown[i] = &rows[i]
	}
	if err == nil {
		err = nameRows(r, shown...)
	}
	return rows, all, err
}

// WaitingAt a state that is on its way, of a scope, since the oldest of them was submitted.
func WaitingAt(r database.Reader, scope authz.Scope, state string, by Hand) (q civil.Queue, err error) {
	where, args := scope.SQL("a.path")
	free, more := by.free()
	where, args = where+free, append(args, more...)
	_, err = r.One(&q, "SELECT COUNT(*) AS n, MIN(a.submitted_on) AS since FROM application a WHERE a.live = 1 AND "+
		where+" AND a.state = ?", append(args, state)...)
	return q, err
}

// MoveVillage gives a village's applications that still move to the one that took it in. Called by the room of
// changeovers.
func MoveVillage(tx *database.Tx, from, into *region.Region) (int64, error) {
	return tx.Exec(
		"UPDATE application SET village_id = ?, path = ?, version = version + 1 WHERE village_id = ? AND state NOT IN "+
			"('placed', 'waiting', 'refused', 'withdrawn')",
		into.ID, into.Path, from.ID)
}

// Applying says who has an application under way in a village.
func Applying(r database.Reader, villageID int64) (map[int64]bool, error) {
	var ids []int64
	err := r.Select(&ids, "SELECT person_id FROM application WHERE village_id = ? AND live = 1", villageID)
	out := map[int64]bool{}
	for _, id := range ids {
		out[id] = true
	}
	return out, err
}
