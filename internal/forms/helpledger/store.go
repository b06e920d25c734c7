package helpledger

import (
	"database/sql"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

const caseColumns = "c.id, c.person_id, c.village_id, c.path, c.need, c.opened_on, c.closed_on, c.result, c.youth, " +
	"c.school, c.degree, c.graduated_on, c.plan, c.source, c.version"

func insertCase(tx *database.Tx, c Case) (int64, error) {
	id, err := tx.Create("INSERT INTO help_case (person_id, village_id, path, need, opened_on, result, youth, school, "+
		"degree, graduated_on, plan, source) VALUES (?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?)",
		c.PersonID, c.VillageID, c.Path, c.Need, c.OpenedOn, c.Youth, c.School, c.Degree, c.GraduatedOn, c.Plan, c.Source)
	if database.Duplicate(err, "") {
		err = errs.New(errs.Conflict, "help.twice").On("person")
	}
	return id, err
}

func updateCase(tx *database.Tx, c Case) error {
	return tx.Change("UPDATE help_case SET need = ?, closed_on = ?, result = ?, youth = ?, school = ?, degree = ?, "+
		"graduated_on = ?, plan = ?, version = version + 1 WHERE id = ? AND version = ?",
		c.Need, c.ClosedOn, c.Result, c.Youth, c.School, c.Degree, c.GraduatedOn, c.Plan, c.ID, c.Version)
}

func insertAct(tx *database.Tx, a Act) (int64, error) {
	return tx.Create(
		"INSERT INTO help_act (case_id, kind, what, on_date, result, next_on, source, actor_id, at_us) VALUES (?, ?, ?, ?, "+
			"?, ?, ?, ?, ?)",
		a.CaseID, a.Kind, a.What, a.OnDate, a.Result, a.NextOn, a.Source, a.ActorID, int64(a.AtUs))
}

// ByID finds a case.
func ByID(r database.Reader, id int64) (Case, error) {
	return database.Find[Case](r, "SELECT "+caseColumns+" FROM help_case c WHERE c.id = ?", id)
}

// OfPerson finds a person's case; false if there is none.
func OfPerson(r database.Reader, personID int64) (Case, bool, error) {
	var c Case
	found, err := r.One(&c, "SELECT "+caseColumns+" FROM help_case c WHERE c.person_id = ?", personID)
	return c, found, err
}

// ActsOf a case, the latest first.
func ActsOf(r database.Reader, caseID int64) ([]Act, error) {
	var out []Act
	err := r.Select(&out,
		"SELECT id, case_id, kind, what, on_date, result, next_on, source, actor_id, at_us FROM help_act WHERE case_id = ? "+
			"ORDER BY on_date DESC, id DESC",
		caseID)
	return out, err
}

// Filter of the list.
type Filter struct {
	Youth   bool
	Closed  bool
	Overdue bool // the next act was due before today
	Today   civil.Date
	After   int64
	Limit   int
}

// Row of the list: a case with whose it is and its latest act.
type Row struct {
	ID        int64
	PersonID  int64
	Name      string
	IDTail    string
	Path      string
	Need      string
	Youth     int64
	OpenedOn  civil.Date
	ClosedOn  civil.Date
	Result    string
	Kind      string
	What      string
	OnDate    civil.Date
	ActResult string
	NextOn    civil.Date
}

// LastEntered act of a case, as it was entered; false if there is none.
func LastEntered(r database.Reader, caseID int64) (Act, bool, error) {
	var a Act
	found, err := r.One(&a, "SELECT id, case_id, kind, what, on_date, result, next_on, source, actor_id, at_us FROM "+
		"help_act WHERE case_id = ? ORDER BY id DESC LIMIT 1", caseID)
	return a, found, err
}

func removeAct(tx *database.Tx, id int64) error {
	_, err := tx.Exec("DELETE FROM help_act WHERE id = ?", id)
	return err
}

const latestSQL = "SELECT y.id FROM help_act y WHERE y.case_id = c.id ORDER BY y.on_date DESC, y.id DESC LIMIT 1"

// List of a scope's cases, a page by number.
func List(r database.Reader, scope authz.Scope, f Filter) ([]Row, error) {
	where, args := scope.ByNumber("c")
	if f.Youth {
		where += " AND c.youth = 1"
	}
	if f.Closed {
		where += " AND c.closed_on IS NOT NULL"
	} else {
		where += " AND c.closed_on IS NULL"
	}
	if f.Overdue {
		where, args = where+" AND a.next_on < ?", append(args, f.Today)
	}
	if f.After > 0 {
		where, args = where+" AND c.id > ?", append(args, f.After)
	}
	var out []Row
	err := r.Select(&out, `SELECT c.id, c.person_id, p.name, p.id_tail, c.path, c.need, c.youth, c.opened_on, c.closed_on,
c.result, COALESCE(a.kind, '') AS kind, COALESCE(a.what, '') AS what, a.on_date, COALESCE(a.result, '') AS act_result,
a.next_on
FROM help_case c JOIN person p ON p.id = c.person_id LEFT JOIN help_act a
ON a.id = (`+latestSQL+`) WHERE `+where+" ORDER BY c.id LIMIT ?", append(args, f.Limit)...)
	return out, err
}

// Overdue are a scope's open cases whose next act was due before a day.
func Overdue(r database.Reader, scope authz.Scope, today civil.Date) (q civil.Queue, err error) {
	where, args := scope.SQL("c.path")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, COUNT(*) AS late, MIN(a.next_on) AS deadline FROM help_case c "+
		"JOIN help_act a ON a.id = ("+latestSQL+") WHERE c.closed_on IS NULL AND a.next_on < ? AND "+where,
		append([]any{today}, args...)...)
	return q, err
}

// Needy person without help.
type Needy struct {
	ID     int64
	Name   string
	IDTail string
	Path   string
	Birth  civil.Date
	Codes  string // categories, by comma
}

// needyYears back within which an act or application counts.
const needyYears = 1

// Without lists the needy people of a scope, of working age, who are on no post and for whom there was neither an act
// of help nor an application within a year; by place and number. Older people are those registered as
// such in the category; ages are whole years.
func Without(r database.Reader, scope authz.Scope, today civil.Date, minAge, maxAge, limit int,
) ([]Needy, error) {
	where, args := scope.SQL("p.path")
	since := today.AddMonths(-12 * needyYears)
	args = append(args, today.AddMonths(-12*minAge), today.AddMonths(-12*(maxAge+1)), today, today, since, since)
	query := `SELECT p.id, p.name, p.id_tail, p.path, p.birth, (SELECT MIN(k.code) FROM person_category k
WHERE k.person_id = p.id AND k.code IN ('poverty_out','low_income','disabled')) AS codes FROM person p
WHERE ` + where + ` AND p.died_on IS NULL AND p.birth <= ? AND p.birth > ?
AND EXISTS (SELECT 1 FROM person_category c WHERE c.person_id = p.id
AND c.code IN ('poverty_out','low_income','disabled') AND c.from_date <= ? AND (c.until IS NULL OR c.until > ?))
AND NOT EXISTS (SELECT 1 FROM placement l WHERE l.person_id = p.id AND l.state <> 'ended')
AND NOT EXISTS (SELECT 1 FROM application a WHERE a.person_id = p.id AND a.submitted_on >= ?)
AND NOT EXISTS (SELECT 1 FROM help_case h JOIN help_act x ON x.case_id = h.id WHERE h.person_id = p.id
AND x.on_date >= ?)
AND NOT EXISTS (SELECT 1 FROM person_merger m WHERE m.from_id = p.id)`
	var out []Needy
	err := r.Select(&out, query+" ORDER BY p.path, p.id LIMIT ?", append(args, limit)...)
	return out, err
}

// KnownActs of people with their results, by person, day, kind and words: what an import says again, or otherwise.
func KnownActs(r database.Reader, personIDs []int64) (map[int64]map[Act]string, error) {
	out := map[int64]map[Act]string{}
	return out, database.InParts(personIDs, func(marks string, ids []any) error {
		return r.Rows(
			"SELECT c.person_id, a.kind, a.what, a.on_date, a.result FROM help_case c JOIN help_act a ON a.case_id = c.id "+
				"WHERE c.person_id IN ("+
				marks+")",
			ids, func(rows *sql.Rows) error {
				var person int64
				var x Act
				var result string
				err := rows.Scan(&person, &x.Kind, &x.What, &x.OnDate, &result)
				if out[person] == nil {
					out[person] = map[Act]string{}
				}
				out[person][x] = result
				return err
			})
	})
}

// Forget takes out again what an import brought: its acts, and its cases that have no other act.
func Forget(tx *database.Tx, cases, acts []int64) error {
	for _, id := range acts {
		if _, err := tx.Exec("DELETE FROM help_act WHERE id = ?", id); err != nil {
			return err
		}
	}
	for _, id := range cases {
		if _, err := tx.Exec(
			"DELETE FROM help_case WHERE id = ? AND NOT EXISTS (SELECT 1 FROM help_act a WHERE a.case_id = help_case.id)",
			id); err != nil {
			return err
		}
	}
	return nil
}
