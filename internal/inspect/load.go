package inspect

import (
	"cmp"
	"database/sql"
	"encoding/hex"
	"slices"
	"strings"

	"gangwei/internal/clock"
	"gangwei/internal/database"
	"gangwei/internal/region"
	"gangwei/internal/rulebook"
)

// LoadCity reads what rules may know beyond a village: of the whole city, or as far as it bears on a path.
func LoadCity(r database.Reader, cutOff clock.Moment, path string) (*City, error) {
	c := &City{CutOff: cutOff, Today: cutOff.Date(), Offices: map[int64][]Office{}, PersonOf: map[int64]int64{}, KinOf: map[int64][]Kin{}, Shared: map[int64][]SharedAccount{}, OnTheWay: map[int64]bool{}, Collected: collected(), Elsewhere: map[int64][]Elsewhere{}, Contacts: map[string][]int64{}, Users: map[string]int{}, Accounts: map[string]*Account{}, Points: map[string]int{}}
	var err error
	if c.Tree, err = region.Load(r, c.Today); err != nil {
		return nil, err
	}
	if c.Book, err = rulebook.Load(r); err != nil {
		return nil, err
	}
	for _, load := range []func(database.Reader, string) error{c.loadOffices, c.loadUsers, c.loadShared, c.loadOnTheWay, c.loadContacts, c.loadElsewhere, c.loadFunds} {
		if err := load(r, path); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// collected are the tables that the program itself keeps.
func collected() map[string]bool {
	out := map[string]bool{"official": true, "objection": true, "fund": true, "review": true, "notice": true, "insurance": true, "training": true}
	for _, step := range []string{"submit", "check", "review", "notice", "audit", "file"} {
		out["step:"+step] = true
	}
	for _, q := range Reads {
		out[q.Table] = true
	}
	return out
}

// Officials are those whose offices bear on a path: over it or in it, or of somebody who lives or works there; as a condition on official o.
func Officials(path string) (string, []any) {
	if path == "" {
		return "1 = 1", nil
	}
	where, args := "o.path IN (''", []any{}
	for i := 4; i < len(path); i += 4 {
		where += ", ?"
		args = append(args, path[:i])
	}
	return where + ") OR o.path >= ? AND o.path < ? OR o.person_id IN (SELECT id FROM person WHERE path >= ? AND path < ?) OR o.person_id IN (SELECT person_id FROM placement WHERE path >= ? AND path < ?)",
		append(args, path, path+"~", path, path+"~", path, path+"~")
}

func (c *City) loadOffices(r database.Reader, path string) error {
	const offices = "SELECT o.id, o.person_id, p.name, o.kind, o.title, o.path, o.from_date, o.until FROM official o JOIN person p ON p.id = o.person_id "
	seen := map[int64]bool{}
	var ids []any
	read := func(query string, args ...any) error {
		return r.Rows(query, args, func(rows *sql.Rows) error {
			var o Office
			if err := rows.Scan(&o.ID, &o.PersonID, &o.Name, &o.Kind, &o.Title, &o.Path, &o.From, &o.Until); err != nil || seen[o.ID] {
				return err
			}
			seen[o.ID] = true
			if len(c.Offices[o.PersonID]) == 0 {
				ids = append(ids, o.PersonID)
			}
			c.Offices[o.PersonID] = append(c.Offices[o.PersonID], o)
			return nil
		})
	}
	kin := func(rows *sql.Rows) error {
		var k Kin
		var other int64
		err := rows.Scan(&k.ID, &k.With, &other, &k.Code, &k.Source)
		c.KinOf[other] = append(c.KinOf[other], k)
		return err
	}
	const ties = "SELECT k.id, k.person_id, k.kin_id, k.code, k.source FROM kinship k WHERE k.person_id IN ("
	if path == "" {
		if err := read(offices + "ORDER BY o.id"); err != nil {
			return err
		}
		return r.Rows(ties+"SELECT person_id FROM official) ORDER BY k.id", nil, kin)
	}
	// one question each: a server that is asked all of them at once looks at every office
	above := []any{}
	for i := 4; i < len(path); i += 4 {
		above = append(above, path[:i])
	}
	lo, hi := path, path+"~"
	for _, q := range []struct {
		from string
		args []any
	}{{"WHERE o.path IN (''" + strings.Repeat(",?", len(above)) + ") ORDER BY o.id", above}, {"WHERE o.path >= ? AND o.path < ? ORDER BY o.id", []any{lo, hi}}, {"WHERE p.path >= ? AND p.path < ? ORDER BY o.id", []any{lo, hi}},
		{"WHERE o.person_id IN (SELECT person_id FROM placement WHERE path >= ? AND path < ?) ORDER BY o.id", []any{lo, hi}}} {
		if err := read(offices+q.from, q.args...); err != nil {
			return err
		}
	}
	for _, all := range c.Offices {
		slices.SortFunc(all, func(a, b Office) int { return cmp.Compare(a.ID, b.ID) })
	}
	if err := some(ids, func(marks string, ids []any) error { return r.Rows(ties+marks+") ORDER BY k.id", ids, kin) }); err != nil {
		return err
	}
	for _, all := range c.KinOf {
		slices.SortFunc(all, func(a, b Kin) int { return cmp.Compare(a.ID, b.ID) })
	}
	return nil
}

// some calls with at most 200 of the values at a time, and the marks for them.
func some(values []any, call func(marks string, values []any) error) error {
	for len(values) > 0 {
		n := min(200, len(values))
		if err := call("?"+strings.Repeat(",?", n-1), values[:n]); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

func (c *City) loadUsers(r database.Reader, path string) (err error) {
	c.PersonOf, err = PersonOfUsers(r, path)
	return err
}

// PersonOfUsers tells which registered person each user is, by the blind index of the identity number: of all users, or of those who took a step or
// filled a sheet under a path.
func PersonOfUsers(r database.Reader, path string) (map[int64]int64, error) {
	which, args := narrow("path", path)
	if path != "" {
		which = "id IN (SELECT s.actor_id FROM application a JOIN application_step s ON s.application_id = a.id WHERE a.path >= ? AND a.path < ?) OR id IN (SELECT submitted_by FROM duty_sheet WHERE path >= ? AND path < ?)"
		args = append(args, args...)
	}
	out := map[int64]int64{}
	users := map[string][]int64{}
	var keys []any
	if err := r.Rows("SELECT id, person_key FROM user_account WHERE "+which+" ORDER BY id", args, func(rows *sql.Rows) error {
		var id int64
		var key string
		if err := rows.Scan(&id, &key); err != nil {
			return err
		}
		b, err := hex.DecodeString(key)
		if err != nil || len(b) == 0 {
			return nil // a user without an identity number is nobody's kin
		}
		if users[string(b)] == nil {
			keys = append(keys, b)
		}
		users[string(b)] = append(users[string(b)], id)
		return nil
	}); err != nil {
		return nil, err
	}
	for len(keys) > 0 {
		n := min(200, len(keys))
		if err := r.Rows("SELECT id, id_index FROM person WHERE id_index IN (?"+strings.Repeat(",?", n-1)+")", keys[:n], func(rows *sql.Rows) error {
			var id int64
			var index []byte
			if err := rows.Scan(&id, &index); err != nil {
				return err
			}
			for _, u := range users[string(index)] {
				out[u] = id
			}
			return nil
		}); err != nil {
			return nil, err
		}
		keys = keys[n:]
	}
	return out, nil
}

// loadShared finds accounts into which more than one person was paid.
func (c *City) loadShared(r database.Reader, path string) error {
	var accounts []any
	which, args := narrow("path", path)
	if path != "" {
		which = "account_index IN (SELECT account_index FROM pay_item WHERE " + which + ")"
	}
	if err := r.Rows("SELECT account_index FROM pay_item WHERE account_index IS NOT NULL AND "+which+" GROUP BY account_index HAVING MIN(person_id) <> MAX(person_id)", args, func(rows *sql.Rows) error {
		var a []byte
		err := rows.Scan(&a)
		accounts = append(accounts, a)
		return err
	}); err != nil {
		return err
	}
	for _, a := range accounts {
		var sharers []SharedAccount
		if err := r.Rows(`SELECT x.person_id, p.household_id, p.name, p.id_tail, p.path, x.first_item FROM (SELECT person_id, MIN(id) AS first_item FROM pay_item WHERE account_index = ? GROUP BY person_id) x
JOIN person p ON p.id = x.person_id ORDER BY x.person_id`, []any{a}, func(rows *sql.Rows) error {
			var s SharedAccount
			err := rows.Scan(&s.PersonID, &s.HouseholdID, &s.Name, &s.IDTail, &s.Path, &s.ItemID)
			sharers = append(sharers, s)
			return err
		}); err != nil {
			return err
		}
		for _, s := range sharers {
			for _, other := range sharers {
				if other.PersonID != s.PersonID {
					c.Shared[s.PersonID] = append(c.Shared[s.PersonID], other)
				}
			}
		}
	}
	return nil
}

func (c *City) loadOnTheWay(r database.Reader, path string) error {
	from := "pay_batch b JOIN pay_batch_line l ON l.batch_id = b.id"
	which, args := narrow("i.path", path)
	if path != "" {
		from = "pay_item i JOIN pay_batch_line l ON l.item_id = i.id JOIN pay_batch b ON b.id = l.batch_id"
	}
	return r.Rows("SELECT l.item_id FROM "+from+" WHERE b.state IN ('prepared','released') AND "+which, args, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		c.OnTheWay[id] = true
		return err
	})
}

// Reads are the queries of the pass, one per table, each over a range of paths and ordered by village. The benchmark runs the same.
var Reads = []struct{ Table, Query string }{
	{"person", `SELECT id, household_id, path, name, relation, birth, died_on, id_tail, phone_index FROM person WHERE path >= ? AND path < ? ORDER BY path, id`},
	{"person_category", `SELECT x.id, x.person_id, p.path, x.code, x.from_date, x.until FROM person p JOIN person_category x ON x.person_id = p.id WHERE p.path >= ? AND p.path < ? ORDER BY p.path, x.person_id, x.id`},
	{"kinship", `SELECT k.id, k.person_id, p.path, k.kin_id, k.code, k.source FROM person p JOIN kinship k ON k.person_id = p.id WHERE p.path >= ? AND p.path < ? ORDER BY p.path, k.person_id, k.id`},
	{"post", `SELECT id, path, code, title, kind, place, tasks, hours_month, rate_fen, fund, opens_on, closes_on, state, season_from, season_until FROM post WHERE path >= ? AND path < ? ORDER BY path, id`},
	{"application", `SELECT id, path, number, post_id, person_id, basis, state, submitted_on, reason, warnings FROM application WHERE path >= ? AND path < ? ORDER BY path, id`},
	{"application_step", `SELECT s.id, s.application_id, a.path, s.round, s.step, s.outcome, s.actor_id, s.person_key, s.channel, s.on_date, s.present, s.entitled, s.votes_for, s.votes_against, s.notice_from, s.notice_until, s.remark, s.at_us, s.device
FROM application a JOIN application_step s ON s.application_id = a.id WHERE a.path >= ? AND a.path < ? ORDER BY a.path, s.application_id, s.id`},
	{"placement", `SELECT l.id, l.path, l.application_id, l.continues_id, l.post_id, l.person_id, l.basis, l.start_on, l.end_on, l.end_reason, l.state, l.rate_fen, l.insurance_no, l.insured_from, l.trained_on, l.opening, e.at_us FROM placement l LEFT JOIN placement_event e ON e.placement_id = l.id AND e.kind = 'started'
WHERE l.path >= ? AND l.path < ? AND (l.end_reason IS NULL OR l.end_reason <> 'void') ORDER BY l.path, l.id`},
	{"duty_sheet", `SELECT id, path, month, state, submitted_us, submitted_by FROM duty_sheet WHERE path >= ? AND path < ? ORDER BY path, month`},
	{"duty_line", `SELECT d.id, d.sheet_id, s.path, s.month, d.placement_id, d.days, d.how FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id WHERE s.path >= ? AND s.path < ? ORDER BY s.path, s.month, d.placement_id`},
	{"duty_check", `SELECT c.id, c.path, c.placement_id, c.about_id, c.method, c.on_date, c.finding, (SELECT MIN(LENGTH(g.path)) FROM user_grant g WHERE g.user_id = c.checker_id AND g.role IN ('township_supervisor','county_reviewer','city_manager') AND g.from_date <= c.on_date AND (g.until IS NULL OR g.until > c.on_date)) AS level FROM duty_check c WHERE c.path >= ? AND c.path < ? ORDER BY c.path, c.on_date, c.id`},
	{"pay_item", `SELECT l.item_id, l.path, l.month, l.placement_id, l.days, l.of_days, l.amount_fen FROM pay_line l WHERE l.path >= ? AND l.path < ? AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = l.item_id) ORDER BY l.path, l.month, l.item_id`},
	{"complaint", `SELECT id, path, placement_id, number, kind, office, received_on, answer_by, answered_on, state, application_id FROM complaint WHERE path >= ? AND path < ? ORDER BY path, id`},
	{"payment_event", `SELECT DISTINCT e.id, e.item_id, l.path, e.kind, e.reason, e.on_date FROM pay_line l JOIN payment_event e ON e.item_id = l.item_id WHERE l.path >= ? AND l.path < ? ORDER BY l.path, e.id`},
	{"review_voter", `SELECT m.id, m.path, v.seq, v.name, v.person_id FROM review_meeting m JOIN review_voter v ON v.meeting_id = m.id WHERE m.path >= ? AND m.path < ? AND m.state = 'held' AND v.came = 1 AND v.person_id IS NOT NULL ORDER BY m.path, m.id, v.seq`},
	{"review_candidate", `SELECT m.id, c.application_id, m.path FROM review_meeting m JOIN review_candidate c ON c.meeting_id = m.id WHERE m.path >= ? AND m.path < ? AND m.state = 'held' ORDER BY m.path, m.id, c.seq`},
	{"review_recusal", `SELECT x.id, x.application_id, a.path, v.name, x.tie, x.voted, COALESCE(v.person_id, 0) FROM application a JOIN review_recusal x ON x.application_id = a.id JOIN review_voter v ON v.meeting_id = x.meeting_id AND v.seq = x.voter_seq WHERE a.path >= ? AND a.path < ? ORDER BY a.path, x.application_id, x.id`},
	{"duty_evidence", `SELECT e.check_id, c.path, e.file_digest FROM duty_check c JOIN duty_evidence e ON e.check_id = c.id WHERE c.path >= ? AND c.path < ? AND e.kind = 'photo' ORDER BY c.path, e.check_id`},
	{"payee_call", `SELECT c.id, i.person_id, c.path, i.month, c.at_us, c.outcome, c.received, COALESCE(c.said_fen, 0), c.asked_back FROM payee_call c JOIN pay_item i ON i.id = c.item_id WHERE c.path >= ? AND c.path < ? ORDER BY c.path, c.id`},
	{"registered", `SELECT h.id, h.person_id, h.path, h.kind, e.on_date, e.detail FROM register_hit h JOIN register_entry e ON e.id = h.entry_id WHERE h.path >= ? AND h.path < ? AND h.state <> 'cleared' AND h.kind <> 'deceased' AND e.on_date IS NOT NULL ORDER BY h.path, h.id`},
	{"quota", `SELECT q.id, q.path, q.total, q.opened, p.from_date, p.until_date FROM quota q JOIN plan_period p ON p.code = q.period WHERE q.path >= ? AND q.path < ? ORDER BY q.path, q.id`},
	{"history_row", `SELECT h.id, h.path, h.person_id, h.id_index, h.name, h.id_tail, h.year, h.post, h.start_on, h.end_on, h.odd, h.slip, h.row_no, f.name FROM history_row h JOIN import_batch b ON b.id = h.batch_id AND b.state = 'accepted' JOIN file f ON f.id = b.file_id WHERE h.path >= ? AND h.path < ? ORDER BY h.path, h.id`},
	{"history_pay", `SELECT p.id, p.row_id, h.path, p.month, p.amount_fen FROM history_row h JOIN import_batch b ON b.id = h.batch_id AND b.state = 'accepted' JOIN history_pay p ON p.row_id = h.id WHERE h.path >= ? AND h.path < ? ORDER BY h.path, h.id, p.id`},
}

// loader fills the dossiers of one township.
type loader struct {
	r        database.Reader
	city     *City
	lo, hi   string
	villages map[string]*Dossier
	sheets   map[int64]*Sheet
	items    map[int64]*Item
	people   map[int64]*Person // of all villages read: people and posts move when villages merge
	posts    map[int64]*Post
	rows     map[int64]*Earlier
	voters   map[int64][]Voter // by meeting
	checks   map[int64]seen
}

// seen is where a check lies: the placement's n-th.
type seen struct {
	p *Placement
	n int
}

// Load reads the dossiers of a path's villages (a township's or one village's), in order.
func Load(r database.Reader, c *City, path string) ([]*Dossier, error) {
	l := &loader{r: r, city: c, lo: path, hi: path + "~", villages: map[string]*Dossier{}, sheets: map[int64]*Sheet{}, items: map[int64]*Item{}, people: map[int64]*Person{}, posts: map[int64]*Post{}, rows: map[int64]*Earlier{}, voters: map[int64][]Voter{}, checks: map[int64]seen{}}
	var out []*Dossier
	for _, v := range c.Tree.Ever(region.Village) {
		if strings.HasPrefix(v.Path, path) {
			d := EmptyDossier(v)
			l.villages[v.Path] = d
			out = append(out, d)
		}
	}
	fills := []func(*sql.Rows) error{l.person, l.category, l.kin, l.post, l.application, l.step, l.placement, l.sheet, l.line, l.check, l.item, l.complaint, l.event, l.voter, l.candidate, l.kinVote, l.photo, l.call, l.registered, l.quota, l.earlier, l.earlierPaid}
	for i, q := range Reads {
		if err := r.Rows(q.Query, []any{l.lo, l.hi}, fills[i]); err != nil {
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

func (l *loader) person(rows *sql.Rows) error {
	p := &Person{}
	var path string
	var phone []byte
	if err := rows.Scan(&p.ID, &p.HouseholdID, &path, &p.Name, &p.Relation, &p.Birth, &p.Died, &p.IDTail, &phone); err != nil {
		return err
	}
	p.Phone = string(phone)
	l.people[p.ID] = p
	if d := l.villages[path]; d != nil {
		d.People[p.ID] = p
	}
	return nil
}

// concerns brings into a dossier the person and the post of a row that are in another village of the township now. The post is there for
// what happened on it here; what becomes of it is the other village's.
func (l *loader) concerns(d *Dossier, person, post int64) {
	if p := l.people[person]; p != nil && d.People[person] == nil {
		d.People[person] = p
	}
	if p := l.posts[post]; p != nil && d.post[post] == nil {
		q := *p
		q.State, q.Placements, q.ApplicationIDs = "moved", nil, nil
		d.AddPost(&q)
	}
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
	p := &Post{Described: true}
	var path string
	var from, until int
	if err := rows.Scan(&p.ID, &path, &p.Code, &p.Title, &p.Kind, &p.Place, &p.Tasks, &p.HoursMonth, &p.Rate, &p.Fund, &p.Opens, &p.Closes, &p.State, &from, &until); err != nil {
		return err
	}
	p.Seasonal = from != 1 || until != 12
	l.posts[p.ID] = p
	if d := l.villages[path]; d != nil {
		d.AddPost(p)
	}
	return nil
}

func (l *loader) application(rows *sql.Rows) error {
	a := &Application{}
	var path string
	if err := rows.Scan(&a.ID, &path, &a.Number, &a.PostID, &a.PersonID, &a.Basis, &a.State, &a.Submitted, &a.Reason, &a.Warnings); err != nil {
		return err
	}
	if d := l.villages[path]; d != nil {
		l.concerns(d, a.PersonID, a.PostID)
		d.AddApplication(a)
	}
	return nil
}

func (l *loader) step(rows *sql.Rows) error {
	var s Step
	var application int64
	var path string
	if err := rows.Scan(&s.ID, &application, &path, &s.Round, &s.Step, &s.Outcome, &s.ActorID, &s.PersonKey, &s.Channel, &s.On, &s.Present, &s.Entitled, &s.For, &s.Against, &s.From, &s.Until, &s.Remark, &s.At, &s.Device); err != nil {
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
	if err := rows.Scan(&p.ID, &path, &application, &continues, &p.PostID, &p.PersonID, &p.Basis, &p.Start, &p.End, &reason, &p.State, &p.Rate, &p.InsuranceNo, &p.Insured, &p.Trained, &opening, &entered); err != nil {
		return err
	}
	if entered.Valid {
		p.Entered = clock.Moment(entered.Int64).Date()
	}
	p.Opening = opening == 1
	p.ApplicationID, p.Continues, p.EndReason = application.Int64, continues.Int64, reason.String
	if d := l.villages[path]; d != nil {
		l.concerns(d, p.PersonID, p.PostID)
		d.AddPlacement(p)
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
	if err := rows.Scan(&x.ID, &sheet, &path, &x.Month, &placement, &x.Days, &x.How); err != nil {
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
	if err := rows.Scan(&x.ID, &path, &x.Month, &placement, &x.Days, &x.OfDays, &x.Amount); err != nil {
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
	if err := rows.Scan(&x.ID, &path, &placement, &x.Number, &x.Kind, &x.Office, &x.Received, &x.By, &x.Answered, &x.State, &application); err != nil {
		return err
	}
	x.PlacementID = placement.Int64
	if d := l.villages[path]; d != nil {
		if application.Valid { // an objection to a notice
			if x.State != "withdrawn" {
				d.Objections = append(d.Objections, &Objection{ID: x.ID, ApplicationID: application.Int64, Received: x.Received, By: x.By, Answered: x.Answered})
			}
			return nil
		}
		d.Complaints = append(d.Complaints, x)
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
