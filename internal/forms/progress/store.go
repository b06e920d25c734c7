package progress

import (
	"cmp"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

const formColumns = "id, unit_id, quarter, state, submission_id, version"

// formOf a unit and quarter; open and without an ID where nothing was filled in yet.
func formOf(r database.Reader, unitID int64, q civil.Quarter, suffix string) (Form, error) {
	f := Form{UnitID: unitID, Quarter: q.String(), State: Open}
	_, err := r.One(&f, "SELECT "+formColumns+" FROM progress_form WHERE unit_id = ? AND quarter = ?"+suffix, unitID,
		q.String())
	return f, err
}

// Forms of a quarter, by unit.
func Forms(r database.Reader, q civil.Quarter) (map[int64]Form, error) {
	var rows []Form
	err := r.Select(&rows, "SELECT "+formColumns+" FROM progress_form WHERE quarter = ? ORDER BY unit_id", q.String())
	out := map[int64]Form{}
	for _, f := range rows {
		out[f.UnitID] = f
	}
	return out, err
}

// Awaiting are the forms that wait for the city's word, of whatever quarter: those of earlier quarters first.
func Awaiting(r database.Reader) ([]Form, error) {
	var out []Form
	err := r.Select(&out, "SELECT "+formColumns+" FROM progress_form WHERE state = 'submitted' AND "+
		"submission_id IS NOT NULL ORDER BY quarter, unit_id")
	return out, err
}

// begun locks the form of a unit and quarter, and makes it if it is not there.
func begun(tx *database.Tx, unitID int64, q civil.Quarter) (Form, error) {
	f, err := formOf(tx, unitID, q, tx.ForUpdate())
	if err != nil || f.ID != 0 {
		return f, err
	}
	f.ID, err = tx.Create("INSERT INTO progress_form (unit_id, quarter, state) VALUES (?, ?, 'open')", unitID, q.String())
	if database.Duplicate(err, "") {
		return f, database.ErrAgain // begun by another department at the same moment
	}
	f.Version = 1
	return f, err
}

func cellsOf(r database.Reader, formID int64) (map[int64]Cell, error) {
	var rows []Cell
	err := r.Select(&rows,
		"SELECT col, value, source, reason, note, province, channel, actor_id, at_us, version FROM progress_cell WHERE "+
			"form_id = ? ORDER BY col",
		formID)
	out := map[int64]Cell{}
	for _, c := range rows {
		out[c.Col] = c
	}
	return out, err
}

// putCell writes a cell that was shown with a version, 0 for none. Refusal: form.stale.
func putCell(v *desk.Visit, formID int64, c Cell) error {
	if c.Version == 0 {
		_, err := v.Tx.Exec("INSERT INTO progress_cell (form_id, col, value, source, reason, note, province, channel, "+
			"actor_id, at_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			formID, c.Col, c.Value, c.Source, c.Reason, c.Note, c.Province, string(v.Channel), v.Actor.UserID, int64(v.Now()))
		if database.Duplicate(err, "") {
			return errs.New(errs.Stale, "form.stale")
		}
		return err
	}
	return v.Tx.Change("UPDATE progress_cell SET value = ?, source = ?, reason = ?, note = ?, province = ?, channel = "+
		"?, actor_id = ?, at_us = ?, version = version + 1 WHERE form_id = ? AND col = ? AND version = ?",
		c.Value, c.Source, c.Reason, c.Note, c.Province, string(v.Channel), v.Actor.UserID, int64(v.Now()), formID, c.Col,
		c.Version)
}

// Submission is the form as it was signed, stamped and sent in. Insert-only and witnessed.
type Submission struct {
	ID         int64
	FormID     int64
	Round      int64
	UnitName   string
	CutOff     civil.Date
	FilledOn   civil.Date // 填表日期
	Filler     string     // 填表人
	Reviewer   string     // 审核人
	Leader     string     // 负责人
	Phone      string
	Definition string // of column 9
	Why        string // of a correction: why what was accepted is changed
	FileID     int64  // the stamped scan
	Digest     []byte // of the figures and the people counted
	ActorID    int64
	PersonKey  string
	AtUs       clock.Moment
}

// Frozen is a figure of a submission. Insert-only and witnessed.
type Frozen struct {
	SubmissionID int64
	Col          int64
	Value        int64
	Source       string
	Reason       string
	Note         string
	Province     *int64
}

// Decision is the city's word on a submission. Insert-only and witnessed.
type Decision struct {
	ID           int64
	SubmissionID int64
	Outcome      string // accepted, returned
	Number       string // of what was accepted
	Remark       string
	ActorID      int64
	PersonKey    string
	AtUs         clock.Moment
}

// Witnesses of what was submitted, its figures and the decisions.
var (
	SubmissionWitness = trail.Table{Name: "progress_submission",
		Columns: []string{"form_id", "round", "unit_name", "cut_off", "filled_on", "filler", "reviewer", "leader", "phone",
			"definition", "why", "file_id", "digest", "actor_id", "person_key", "at_us"}}
	FigureWitness = trail.Table{Name: "progress_figure",
		Columns: []string{"submission_id", "col", "value", "source", "reason", "note", "province"}}
	DecisionWitness = trail.Table{Name: "progress_decision",
		Columns: []string{"submission_id", "outcome", "number", "remark", "actor_id", "person_key", "at_us"}}
)

func storeSubmission(v *desk.Visit, s *Submission) (err error) {
	d := SubmissionWitness.Digest(s.FormID, s.Round, s.UnitName, s.CutOff, s.FilledOn, s.Filler, s.Reviewer, s.Leader,
		s.Phone, s.Definition, s.Why, s.FileID, s.Digest, s.ActorID, s.PersonKey, s.AtUs)
	v.Witness("progress_submission", d)
	s.ID, err = v.Tx.Create("INSERT INTO progress_submission (form_id, round, unit_name, cut_off, filled_on, filler, "+
		"reviewer, leader, phone, definition, why, file_id, digest, actor_id, person_key, at_us, trail_id, row_digest) "+
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		s.FormID, s.Round, s.UnitName, s.CutOff, s.FilledOn, s.Filler, s.Reviewer, s.Leader, s.Phone, s.Definition, s.Why,
		s.FileID, s.Digest, s.ActorID, s.PersonKey, int64(s.AtUs), v.TrailID(), d)
	return err
}

func storeFrozen(v *desk.Visit, rows []Frozen) error {
	return v.Tx.InsertMany("progress_figure",
		[]string{"submission_id", "col", "value", "source", "reason", "note", "province", "trail_id", "row_digest"},
		len(rows), func(i int, x []any) {
			f := rows[i]
			d := FigureWitness.Digest(f.SubmissionID, f.Col, f.Value, f.Source, f.Reason, f.Note, f.Province)
			v.Witness("progress_figure", d)
			copy(x, []any{f.SubmissionID, f.Col, f.Value, f.Source, f.Reason, f.Note, f.Province, v.TrailID(), d})
		})
}

func storeDecision(v *desk.Visit, x Decision) (int64, error) {
	d := DecisionWitness.Digest(x.SubmissionID, x.Outcome, x.Number, x.Remark, x.ActorID, x.PersonKey, x.AtUs)
	v.Witness("progress_decision", d)
	id, err := v.Tx.Create("INSERT INTO progress_decision (submission_id, outcome, number, remark, actor_id, "+
		"person_key, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		x.SubmissionID, x.Outcome, x.Number, x.Remark, x.ActorID, x.PersonKey, int64(x.AtUs), v.TrailID(), d)
	if database.Duplicate(err, "") {
		return 0, errs.New(errs.Stale, "form.stale") // decided by another at the same moment
	}
	return id, err
}

const submissionColumns = "s.id, s.form_id, s.round, s.unit_name, s.cut_off, s.filled_on, s.filler, s.reviewer, " +
	"s.leader, s.phone, s.definition, s.why, s.file_id, s.digest, s.actor_id, s.person_key, s.at_us"

// Submissions of a form, in order, each with the city's word if there is one.
func Submissions(r database.Reader, formID int64) ([]Submission, map[int64]Decision, error) {
	var out []Submission
	if err := r.Select(&out,
		"SELECT "+submissionColumns+" FROM progress_submission s WHERE s.form_id = ? ORDER BY s.round", formID); err != nil {
		return nil, nil, err
	}
	var rows []Decision
	err := r.Select(&rows,
		"SELECT d.id, d.submission_id, d.outcome, d.number, d.remark, d.actor_id, d.person_key, d.at_us FROM "+
			"progress_submission s JOIN progress_decision d ON d.submission_id = s.id WHERE s.form_id = ? ORDER BY d.id",
		formID)
	decided := map[int64]Decision{}
	for _, d := range rows {
		decided[d.SubmissionID] = d
	}
	return out, decided, err
}

// SubmissionByID finds a submission and the form that it is of.
func SubmissionByID(r database.Reader, id int64) (Submission, Form, error) {
	s, err := database.Find[Submission](r, "SELECT "+submissionColumns+" FROM progress_submission s WHERE s.id = ?", id)
	if err != nil {
		return s, Form{}, err
	}
	f, err := database.Find[Form](r, "SELECT "+formColumns+" FROM progress_form WHERE id = ?", s.FormID)
	return s, f, err
}

// FrozenOf a submission, by column.
func FrozenOf(r database.Reader, submissionID int64) (map[int64]Frozen, error) {
	var rows []Frozen
	err := r.Select(&rows,
		"SELECT submission_id, col, value, source, reason, note, province FROM progress_figure WHERE submission_id = ? "+
			"ORDER BY col",
		submissionID)
	out := map[int64]Frozen{}
	for _, f := range rows {
		out[f.Col] = f
	}
	return out, err
}

// mailed is what a unit sent in for a quarter, as it was last accepted: by column, nil if nothing was.
func mailed(r database.Reader, unitID int64, q civil.Quarter) (map[int64]int64, error) {
	var rows []Frozen
	err := r.Select(&rows, `SELECT g.submission_id, g.col, g.value FROM progress_form f JOIN progress_submission s
ON s.form_id = f.id JOIN progress_decision d ON d.submission_id = s.id AND d.outcome = 'accepted' JOIN progress_figure g
ON g.submission_id = s.id
WHERE f.unit_id = ? AND f.quarter = ? ORDER BY s.round, g.col`, unitID, q.String())
	if len(rows) == 0 {
		return nil, err
	}
	out := map[int64]int64{}
	for _, g := range rows { // the later round replaces the earlier
		out[g.Col] = g.Value
	}
	return out, err
}

// accepted is how often the city took over a form of the quarter, for its numbers.
func accepted(r database.Reader, q civil.Quarter) (int64, error) {
	var n int64
	_, err := r.One(&n,
		"SELECT COUNT(*) FROM progress_form f JOIN progress_submission s ON s.form_id = f.id JOIN progress_decision d ON "+
			"d.submission_id = s.id WHERE f.quarter = ? AND d.outcome = 'accepted'",
		q.String())
	return n, err
}

// Counted person of a submission or of today's count.
type CountedPerson struct {
	PersonID    int64
	PlacementID int64
	Name        string
	IDTail      string
	Path        string
	Post        string
	StartOn     civil.Date
	EndOn       civil.Date
}

const countedSQL = "SELECT p.id AS person_id, l.id AS placement_id, p.name, p.id_tail, l.path, t.title AS post, " +
	"l.start_on, l.end_on FROM placement l JOIN person p ON p.id = l.person_id JOIN post t ON t.id = l.post_id WHERE " +
	"l.id IN ("

// PeopleOf placements, by place.
func PeopleOf(r database.Reader, placements []int64) ([]CountedPerson, error) {
	var out []CountedPerson
	for len(placements) > 0 {
		n := min(200, len(placements))
		marks, args := make([]byte, 0, 2*n), make([]any, n)
		for i, id := range placements[:n] {
			marks, args[i] = append(marks, '?', ','), id
		}
		var part []CountedPerson
		if err := r.Select(&part, countedSQL+string(marks[:len(marks)-1])+") ORDER BY l.path, l.id", args...); err != nil {
			return nil, err
		}
		out, placements = append(out, part...), placements[n:]
	}
	slices.SortStableFunc(out, func(a, b CountedPerson) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.PlacementID, b.PlacementID))
	})
	return out, nil
}

// PeopleFrozen with a submission: the placements by which they were counted.
func PeopleFrozen(r database.Reader, submissionID int64) ([]int64, error) {
	var out []int64
	err := r.Select(&out, "SELECT placement_id FROM progress_person WHERE submission_id = ? ORDER BY placement_id",
		submissionID)
	return out, err
}
