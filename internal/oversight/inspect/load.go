package inspect

import (
	"database/sql"
	"slices"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// What is read of people and posts, by place and one by one.
const (
	readPeople = `SELECT id, household_id, path, name, relation, birth, died_on, id_tail, phone_index, outside
FROM person`
	readOpenHomes  = `SELECT id FROM household WHERE not_known = 1 AND path >= ? AND path < ?`
	readCategories = `SELECT x.id, x.person_id, p.path, x.code, x.from_date, x.until FROM person p JOIN person_category x
ON x.person_id = p.id`
	readKin = `SELECT k.id, k.person_id, p.path, k.kin_id, k.code, k.source FROM person p JOIN kinship k
ON k.person_id = p.id`
	readPosts = `SELECT id, path, code, title, kind, place, tasks, hours_month, rate_fen, fund, opens_on, closes_on,
state, season_from, season_until, untold FROM post`
)

// Reads are the queries of the pass, one per table, each over a range of paths and ordered by village. The benchmark
// runs the same.
var Reads = []struct{ Table, Query string }{
	{"person", readPeople + ` WHERE path >= ? AND path < ? ORDER BY path, id`},
	{"person_category", readCategories + ` WHERE p.path >= ? AND p.path < ? ORDER BY p.path, x.person_id, x.id`},
	{"kinship", readKin + ` WHERE p.path >= ? AND p.path < ? ORDER BY p.path, k.person_id, k.id`},
	{"post", readPosts + ` WHERE path >= ? AND path < ? AND state <> 'void' ORDER BY path, id`},
	{"application",
		`SELECT id, path, number, post_id, person_id, basis, state, submitted_on, reason, warnings FROM application
WHERE path >= ? AND path < ? ORDER BY path, id`},
	{"application_step", `SELECT s.id, s.application_id, a.path, s.step, s.outcome, s.actor_id, s.person_key,
s.channel, s.on_date, s.present, s.entitled, s.votes_for, s.votes_against, s.notice_from, s.notice_until, s.remark,
s.at_us, s.device
FROM application a JOIN application_step s ON s.application_id = a.id WHERE a.path >= ? AND a.path < ?
AND NOT EXISTS (SELECT 1 FROM application_back b WHERE b.step_id = s.id) ORDER BY a.path, s.application_id, s.id`},
	{"placement", `SELECT l.id, l.path, l.application_id, l.continues_id, l.post_id, l.person_id, l.basis, l.start_on,
l.end_on, l.end_reason, l.state, l.rate_fen, l.insurance_no, COALESCE(l.insured_from, (SELECT MIN(c.from_date)
FROM insurance_period c WHERE c.placement_id = l.id)), (SELECT MAX(c.until_date) FROM insurance_period c
WHERE c.placement_id = l.id), l.trained_on, l.opening, e.at_us, l.agreement_until FROM placement l
LEFT JOIN placement_event e ON e.placement_id = l.id AND e.kind = 'started'
WHERE l.path >= ? AND l.path < ? AND (l.end_reason IS NULL OR l.end_reason <> 'void') ORDER BY l.path, l.id`},
	{"duty_sheet",
		`SELECT id, path, month, state, submitted_us, submitted_by FROM duty_sheet WHERE path >= ? AND path < ?
ORDER BY path, month`},
	{"duty_line",
		`SELECT d.id, d.sheet_id, s.path, s.month, d.placement_id, d.days, d.how, d.hours, d.shifts FROM duty_sheet s
JOIN duty_line d ON d.sheet_id = s.id WHERE s.path >= ? AND s.path < ? ORDER BY s.path, s.month, d.placement_id`},
	{"duty_check",
		`SELECT c.id, c.path, c.placement_id, c.about_id, c.method, c.on_date, c.finding, (SELECT MIN(LENGTH(g.path))
FROM user_grant g WHERE g.user_id = c.checker_id AND g.role IN ('township_supervisor','county_reviewer','city_manager')
AND g.from_date <= c.on_date AND (g.until IS NULL OR g.until > c.on_date)) AS level FROM duty_check c WHERE c.path >= ?
AND c.path < ? ORDER BY c.path, c.on_date, c.id`},
	{"pay_item",
		`SELECT l.item_id, l.path, l.month, l.placement_id, l.days, l.of_days, l.amount_fen, CASE WHEN i.kind = 'correction'
THEN i.kind ELSE '' END AS kind, l.pay_basis, l.deducted_fen,
` + toMinimum + ` AS to_minimum,
l.counted_days, CASE WHEN l.steps LIKE '%ahead:%' OR l.steps LIKE '%expected:%' THEN 1 ELSE 0 END AS early,
l.agreed_days
FROM pay_line l JOIN pay_item i ON i.id = l.item_id WHERE l.path >= ?
AND l.path < ? AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = l.item_id)
ORDER BY l.path, l.month, l.item_id`},
	{"pay_answer",
		`SELECT a.path, a.placement_id, a.month, a.why FROM pay_answer a WHERE a.path >= ? AND a.path < ?
AND a.verdict = 'paid' ORDER BY a.path, a.run_id, a.placement_id`},
	{"pay_draft",
		`SELECT w.path, w.placement_id, n.month, n.state, w.amount_fen FROM pay_draft w JOIN pay_run n ON n.id = w.run_id
WHERE w.path >= ? AND w.path < ? AND n.kind <> 'correction' AND n.state IN ('draft', 'noticed')
ORDER BY w.path, w.run_id, w.placement_id`},
	{"pay_hold_event",
		`SELECT v.path, v.placement_id, v.month, v.kind, v.how, v.remark, v.decide_by FROM pay_hold_event v
WHERE v.path >= ? AND v.path < ? AND v.kind <> 'objected' ORDER BY v.path, v.id`},
	{"duty_correction",
		`SELECT k.path, k.month, c.placement_id, c.days, c.hours FROM duty_correction k
JOIN duty_correction_line c ON c.correction_id = k.id WHERE k.path >= ? AND k.path < ? AND k.state = 'approved'
ORDER BY k.path, k.id`},
	{"complaint",
		`SELECT id, path, placement_id, number, kind, office, received_on, answer_by, answered_on, state, application_id
FROM complaint WHERE path >= ? AND path < ? ORDER BY path, id`},
	{"complaint_turn", `SELECT t.complaint_id, c.path, c.application_id, t.office, t.since_on, t.due_on, t.ended_on,
t.ended FROM complaint c JOIN complaint_turn t ON t.complaint_id = c.id
WHERE c.path >= ? AND c.path < ? ORDER BY c.path, t.complaint_id, t.seq`},
	{"payment_event",
		`SELECT DISTINCT e.id, e.item_id, l.path, e.kind, e.reason, e.on_date FROM pay_line l JOIN payment_event e
ON e.item_id = l.item_id WHERE l.path >= ? AND l.path < ? ORDER BY l.path, e.id`},
	{"review_voter",
		`SELECT m.id, m.path, v.seq, v.name, v.person_id FROM review_meeting m JOIN review_voter v ON v.meeting_id = m.id
WHERE m.path >= ? AND m.path < ? AND m.state = 'held' AND v.came = 1 AND v.person_id IS NOT NULL
ORDER BY m.path, m.id, v.seq`},
	{"review_candidate",
		`SELECT m.id, c.application_id, m.path FROM review_meeting m JOIN review_candidate c ON c.meeting_id = m.id
WHERE m.path >= ? AND m.path < ? AND m.state = 'held' ORDER BY m.path, m.id, c.seq`},
	{"review_recusal",
		`SELECT x.id, x.application_id, a.path, v.name, x.tie, x.voted, COALESCE(v.person_id, 0) FROM application a
JOIN review_recusal x ON x.application_id = a.id JOIN review_voter v ON v.meeting_id = x.meeting_id
AND v.seq = x.voter_seq WHERE a.path >= ? AND a.path < ? ORDER BY a.path, x.application_id, x.id`},
	{"duty_evidence",
		`SELECT e.check_id, c.path, e.file_digest FROM duty_check c JOIN duty_evidence e ON e.check_id = c.id
WHERE c.path >= ? AND c.path < ? AND e.kind = 'photo' ORDER BY c.path, e.check_id`},
	{"payee_call",
		`SELECT c.id, i.person_id, c.path, i.month, c.at_us, c.outcome, c.received, COALESCE(c.said_fen, 0), c.asked_back,
c.remark FROM payee_call c JOIN pay_item i ON i.id = c.item_id WHERE c.path >= ? AND c.path < ? ORDER BY c.path, c.id`},
	{"registered",
		`SELECT h.id, h.person_id, h.path, h.kind, e.on_date, e.detail FROM register_hit h JOIN register_entry e
ON e.id = h.entry_id WHERE h.path >= ? AND h.path < ? AND h.state <> 'cleared' AND h.kind <> 'deceased'
AND e.on_date IS NOT NULL ORDER BY h.path, h.id`},
	{"quota",
		`SELECT q.id, q.path, q.total, q.opened, p.from_date, p.until_date FROM quota q JOIN plan_period p
ON p.code = q.period WHERE q.path >= ? AND q.path < ? ORDER BY q.path, q.id`},
	{"history_row",
		`SELECT h.id, h.path, h.person_id, h.id_index, h.name, h.id_tail, h.year, h.post, h.start_on, h.end_on, h.odd, h.slip,
h.row_no, f.name FROM history_row h JOIN import_batch b ON b.id = h.batch_id AND b.state = 'accepted' JOIN file f
ON f.id = b.file_id WHERE h.path >= ? AND h.path < ? ORDER BY h.path, h.id`},
	{"history_pay",
		`SELECT p.id, p.row_id, h.path, p.month, p.amount_fen FROM history_row h JOIN import_batch b ON b.id = h.batch_id
AND b.state = 'accepted' JOIN history_pay p ON p.row_id = h.id WHERE h.path >= ? AND h.path < ?
ORDER BY h.path, h.id, p.id`},
	{"pay_missing",
		`SELECT u.placement_id, u.path, u.month, u.lack, y.reason FROM pay_missing u JOIN pay_delay y ON y.month = u.month
AND y.id = (SELECT MAX(y.id) FROM pay_delay y WHERE y.month = u.month AND y.desk = 'sheet'
AND SUBSTR(u.path, 1, LENGTH(y.path)) = y.path) WHERE u.path >= ? AND u.path < ? AND u.lack <> 'untold'
ORDER BY u.path, u.month, u.placement_id`},
	{"help_act",
		`SELECT c.person_id, c.path, MAX(a.on_date) FROM help_case c JOIN help_act a ON a.case_id = c.id WHERE c.path >= ?
AND c.path < ? GROUP BY c.path, c.person_id ORDER BY c.path, c.person_id`},
}

// loader fills the dossiers of neighbouring villages.
type loader struct {
	r        database.Reader
	city     *City
	villages map[string]*Dossier
	sheets   map[int64]*Sheet
	items    map[int64]*Item
	// of all villages read, and who is concerned by them: people and posts move when villages merge
	people  map[int64]*Person
	posts   map[int64]*Post
	waiting []waiting
	rows    map[int64]*Earlier
	voters  map[int64][]Voter // by meeting
	checks  map[int64]seen
	open    map[int64]bool // households that are not known
}

// seen is where a check lies: the placement's n-th.
type seen struct {
	p *Placement
	n int
}

// Load reads the dossiers of a path's villages, in order: of a township, or of one village.
func Load(r database.Reader, c *City, path string) ([]*Dossier, error) {
	return load(r, c, c.villages(path))
}

// villages that there ever were under a path, in its order.
func (c *City) villages(path string) (out []*region.Region) {
	for _, v := range c.Tree.AllIncludingEnded(region.Village) {
		if strings.HasPrefix(v.Path, path) {
			out = append(out, v)
		}
	}
	return out
}

// load neighbouring villages, in order.
func load(r database.Reader, c *City, villages []*region.Region) ([]*Dossier, error) {
	if len(villages) == 0 {
		return nil, nil
	}
	l := &loader{r: r, city: c, villages: map[string]*Dossier{}, sheets: map[int64]*Sheet{}, items: map[int64]*Item{},
		people: map[int64]*Person{}, posts: map[int64]*Post{}, rows: map[int64]*Earlier{}, voters: map[int64][]Voter{},
		checks: map[int64]seen{}, open: map[int64]bool{}}
	out := make([]*Dossier, 0, len(villages))
	for _, v := range villages {
		d := EmptyDossier(v)
		l.villages[v.Path] = d
		out = append(out, d)
	}
	span := []any{villages[0].Path, villages[len(villages)-1].Path + "~"}
	if err := r.Rows(readOpenHomes, span, l.openHome); err != nil {
		return nil, err
	}
	fills := []func(*sql.Rows) error{l.person, l.category, l.kin, l.post, l.application, l.step, l.placement, l.sheet,
		l.line, l.check, l.item, into(l, answerOf), into(l, draftOf),
		into(l, holdOf), into(l, correctionOf), l.complaint, l.turn, l.event,
		l.voter, l.candidate, l.kinVote, l.photo, l.call, l.registered, l.quota, l.earlier, l.earlierPaid, unreported(l),
		l.help}
	for i, q := range Reads {
		if err := r.Rows(q.Query, span, fills[i]); err != nil {
			return nil, err
		}
		if err := l.settle(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// at is the dossier of a path; rows of a village that the tree no longer has are left out by the caller.
func (l *loader) at(path string) *Dossier {
	if d := l.villages[path]; d != nil {
		return d
	}
	return &Dossier{}
}

func (l *loader) openHome(rows *sql.Rows) error {
	var id int64
	err := rows.Scan(&id)
	l.open[id] = true
	return err
}

func (l *loader) person(rows *sql.Rows) error {
	p := &Person{}
	var path string
	var phone []byte
	var outside int64
	if err := rows.Scan(&p.ID, &p.HouseholdID, &path, &p.Name, &p.Relation, &p.Birth, &p.Died, &p.IDTail, &phone,
		&outside); err != nil {
		return err
	}
	if l.open[p.HouseholdID] { // nobody told with whom the person lives: neither alone nor with anybody
		p.HouseholdID = 0
	}
	p.Phone = string(phone)
	l.people[p.ID] = p
	if d := l.villages[path]; d != nil && outside == 0 {
		d.People[p.ID] = p
	}
	return nil
}

func (l *loader) category(rows *sql.Rows) error {
	var x Dated
	var person int64
	var path string
	if err := rows.Scan(&x.ID, &person, &path, &x.Code, &x.From, &x.Until); err != nil {
		return err
	}
	if p := l.people[person]; p != nil {
		p.Categories = append(p.Categories, x)
	}
	return nil
}

func (l *loader) kin(rows *sql.Rows) error {
	var k Kin
	var person int64
	var path string
	if err := rows.Scan(&k.ID, &person, &path, &k.With, &k.Code, &k.Source); err != nil {
		return err
	}
	if p := l.people[person]; p != nil {
		p.Kin = append(p.Kin, k)
	}
	return nil
}

func (l *loader) post(rows *sql.Rows) error {
	p := &Post{}
	var path string
	var from, until, untold int
	if err := rows.Scan(&p.ID, &path, &p.Code, &p.Title, &p.Kind, &p.Place, &p.Tasks, &p.HoursMonth, &p.Rate, &p.Fund,
		&p.Opens, &p.Closes, &p.State, &from, &until, &untold); err != nil {
		return err
	}
	p.Seasonal = from != 1 || until != 12
	// taken over without them: nobody told yet, which is not "none"
	p.Described = untold == 0 || p.Place != "" && p.Tasks != ""
	l.posts[p.ID] = p
	if d := l.villages[path]; d != nil {
		d.AddPost(p)
	}
	return nil
}

func (l *loader) application(rows *sql.Rows) error {
	a := &Application{}
	var path string
	if err := rows.Scan(&a.ID, &path, &a.Number, &a.PostID, &a.PersonID, &a.Basis, &a.State, &a.Submitted, &a.Reason,
		&a.Warnings); err != nil {
		return err
	}
	if d := l.villages[path]; d != nil {
		l.waiting = append(l.waiting, waiting{d, a.PersonID, a.PostID, func() { d.AddApplication(a) }})
	}
	return nil
}

func (l *loader) step(rows *sql.Rows) error {
	var s Step
	var application int64
	var path string
	if err := rows.Scan(&s.ID, &application, &path, &s.Step, &s.Outcome, &s.ActorID, &s.PersonKey, &s.Channel,
		&s.On, &s.Present, &s.Entitled, &s.For, &s.Against, &s.From, &s.Until, &s.Remark, &s.At, &s.Device); err != nil {
		return err
	}
	if a := l.at(path).application[application]; a != nil {
		a.Steps = append(a.Steps, s)
	}
	return nil
}

func (l *loader) placement(rows *sql.Rows) error {
	p := &Placement{}
	var path string
	var application, continues, entered sql.NullInt64
	var opening int64
	var reason sql.NullString
	if err := rows.Scan(&p.ID, &path, &application, &continues, &p.PostID, &p.PersonID, &p.Basis, &p.Start, &p.End,
		&reason, &p.State, &p.Rate, &p.InsuranceNo, &p.Insured, &p.InsuredUntil, &p.Trained, &opening, &entered,
		&p.AgreedUntil); err != nil {
		return err
	}
	if entered.Valid {
		p.Entered = clock.Moment(entered.Int64).Date()
	}
	p.Opening = opening == 1
	p.ApplicationID, p.Continues, p.EndReason = application.Int64, continues.Int64, reason.String
	if d := l.villages[path]; d != nil {
		l.waiting = append(l.waiting, waiting{d, p.PersonID, p.PostID, func() { d.AddPlacement(p) }})
	}
	return nil
}

func (l *loader) sheet(rows *sql.Rows) error {
	s := &Sheet{}
	var path string
	var at, by sql.NullInt64
	if err := rows.Scan(&s.ID, &path, &s.Month, &s.State, &at, &by); err != nil {
		return err
	}
	s.At, s.Person = clock.Moment(at.Int64), l.city.PersonOf[by.Int64]
	if d := l.villages[path]; d != nil {
		d.Sheets[s.Month] = s
		l.sheets[s.ID] = s
	}
	return nil
}

func (l *loader) line(rows *sql.Rows) error {
	var x Line
	var sheet, placement int64
	var path string
	if err := rows.Scan(&x.ID, &sheet, &path, &x.Month, &placement, &x.Days, &x.How, &x.Hours,
		&x.Shift); err != nil {
		return err
	}
	if p := l.at(path).placement[placement]; p != nil && l.sheets[sheet] != nil {
		x.State = l.sheets[sheet].State
		p.Lines = append(p.Lines, x)
	}
	return nil
}

func (l *loader) check(rows *sql.Rows) error {
	var x Check
	var path string
	var placement int64
	var about, level sql.NullInt64
	if err := rows.Scan(&x.ID, &path, &placement, &about, &x.Method, &x.On, &x.Finding, &level); err != nil {
		return err
	}
	x.About, x.Level = about.Int64, int(level.Int64)/4
	if p := l.at(path).placement[placement]; p != nil {
		p.Checks = append(p.Checks, x)
		l.checks[x.ID] = seen{p, len(p.Checks) - 1}
	}
	return nil
}

func (l *loader) item(rows *sql.Rows) error {
	x := &Item{}
	var path string
	var placement int64
	if err := rows.Scan(&x.ID, &path, &x.Month, &placement, &x.Days, &x.OfDays, &x.Amount, &x.Kind, &x.PayBasis,
		&x.Taken, &x.ToMinimum, &x.Counted, &x.Early, &x.Agreed); err != nil {
		return err
	}
	if p := l.at(path).placement[placement]; p != nil {
		p.Items = append(p.Items, x)
		l.items[x.ID] = x
	}
	return nil
}

func (l *loader) complaint(rows *sql.Rows) error {
	x := &Complaint{}
	var path string
	var placement, application sql.NullInt64
	if err := rows.Scan(&x.ID, &path, &placement, &x.Number, &x.Kind, &x.Office, &x.Received, &x.By, &x.Answered, &x.State,
		&application); err != nil {
		return err
	}
	x.PlacementID = placement.Int64
	if d := l.villages[path]; d != nil {
		if application.Valid { // an objection to a notice
			if x.State != "withdrawn" {
				d.Objections = append(d.Objections,
					&Objection{ID: x.ID, ApplicationID: application.Int64, Received: x.Received, By: x.By, Answered: x.Answered})
			}
			return nil
		}
		d.Complaints = append(d.Complaints, x)
	}
	return nil
}

func (l *loader) turn(rows *sql.Rows) error {
	var id int64
	var path string
	var application sql.NullInt64
	var t Turn
	if err := rows.Scan(&id, &path, &application, &t.Office, &t.Since, &t.Due, &t.Ended, &t.How); err != nil {
		return err
	}
	d := l.at(path)
	if application.Valid {
		if n := slices.IndexFunc(d.Objections, func(o *Objection) bool { return o.ID == id }); n >= 0 {
			d.Objections[n].Turns = append(d.Objections[n].Turns, t)
		}
	} else if n := slices.IndexFunc(d.Complaints, func(x *Complaint) bool { return x.ID == id }); n >= 0 {
		d.Complaints[n].Turns = append(d.Complaints[n].Turns, t)
	}
	return nil
}

func (l *loader) event(rows *sql.Rows) error {
	var e Event
	var item int64
	var path string
	if err := rows.Scan(&e.ID, &item, &path, &e.Kind, &e.Reason, &e.On); err != nil {
		return err
	}
	if i := l.items[item]; i != nil {
		i.Events = append(i.Events, e)
	}
	return nil
}
