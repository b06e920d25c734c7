package inspect

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
)

// Filter of a list of findings. Without a certainty, those that accuse: what only informs is shown when asked for.
type Filter struct {
	Family, Severity, Certainty, State string
	// that hold in one of these months, or of which that is not known; zero: any
	From, To     civil.Month
	Rule, Matter string
	NotMatters   []string   // matters that are told together elsewhere
	Subject      string     // part of the subject's name
	Overdue      civil.Date // orders to mend that are past their day on this one; zero: any
	Informing    bool       // those that only inform too
	ByWeight     bool       // the heaviest and surest first, else in order of id
	AfterID      int64      // the last row of the page before, in order of id
	Limit        int
}

// weightSQL orders findings: severity first, then certainty; 0 is the heaviest. The column is made by the database of
// the two, and indexed.
const weightSQL = "weight"

// Weight of a finding, as lists are ordered by it.
func (k Kept) Weight() int64 {
	return int64(10*slices.Index(Severities, Severity(k.Severity)) + slices.Index(Certainties, Certainty(k.Certainty)))
}

// Found is the list of findings: the heaviest and surest first.
var Found = listing.Source{ID: "id", From: "finding", Orders: []listing.Order{
	{Key: "weight", Head: "程度和把握", By: weightSQL, Indexed: true},
	{Key: "place", By: "path"},
	{Key: "family", By: "family"},
	{Key: "amount", By: "amount_fen"},
	{Key: "state", By: "state"},
	{Key: "entered", Head: "登记先后", By: "id", Indexed: true},
}}

// Listed are the findings of a window.
func Listed(r database.Reader, scope authz.Scope, f Filter, w *listing.Window) (rows []Kept, err error) {
	where, args := f.where(scope)
	if _, err := r.One(&w.Total, Found.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	var ids []int64
	if err := r.Select(&ids, Found.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	err = database.InParts(ids, func(marks string, args []any) error {
		var part []Kept
		err := r.Select(&part, "SELECT "+keptColumns+" FROM finding WHERE id IN ("+marks+")", args...)
		rows = append(rows, part...)
		return err
	})
	return listing.Turn(rows, ids, w, func(x Kept) int64 { return x.ID }), err
}

// List findings of a scope: the heaviest first, or a page by key in order of id.
func List(r database.Reader, scope authz.Scope, f Filter) ([]Kept, error) {
	w := &listing.Window{Sort: "entered", After: f.AfterID, Limit: f.Limit}
	if f.ByWeight {
		w = &listing.Window{Limit: f.Limit}
	}
	return Listed(r, scope, f, w)
}

func (f Filter) where(scope authz.Scope) (string, []any) {
	where, args := scope.ByNumber("")
	for _, x := range []struct{ column, value string }{
		{"family", f.Family},
		{"severity", f.Severity},
		{"certainty", f.Certainty},
		{"state", f.State},
		{"rule", f.Rule},
		{"matter", f.Matter},
	} {
		if x.value != "" {
			where += " AND " + x.column + " = ?"
			args = append(args, x.value)
		}
	}
	if f.Certainty == "" && !f.Informing {
		where += " AND certainty <> 'information'"
	}
	if !f.From.IsZero() {
		where += " AND (held_until IS NULL OR held_until >= ?)"
		args = append(args, f.From)
	}
	if !f.To.IsZero() {
		where += " AND (held_from IS NULL OR held_from <= ?)"
		args = append(args, f.To)
	}
	if f.Subject != "" {
		where += " AND (subject LIKE ? ESCAPE '!' OR sentence LIKE ? ESCAPE '!')"
		args = append(args, listing.Part(f.Subject), listing.Part(f.Subject))
	}
	if !f.Overdue.IsZero() {
		where += " AND state = 'rectifying' AND due_on < ?"
		args = append(args, f.Overdue)
	}
	if len(f.NotMatters) > 0 {
		where += " AND matter NOT IN (?" + strings.Repeat(",?", len(f.NotMatters)-1) + ")"
		for _, m := range f.NotMatters {
			args = append(args, m)
		}
	}
	return where, args
}

// Outside are the findings of a scope that accuse, are not done with and do not hold in a period.
type Outside struct {
	Before, After       int // whose time ended before the period; that begin after it
	Records, Suspicions int
	AmountFen           money.Fen
	Oldest              civil.Month // in which the first of them begins to hold
}

// OutsideOf counts what a paper of a period leaves out and nobody has closed, as far as the latest run saw it.
func OutsideOf(r database.Reader, scope authz.Scope, from, to civil.Month, current Current) (out Outside, err error) {
	where, args := scope.SQL("path")
	err = r.Rows("SELECT path, last_run, certainty, amount_fen, held_from, held_until FROM finding WHERE "+where+
		" AND certainty <> 'information' AND state NOT IN ('dismissed','closed') AND (held_until < ? OR held_from > ?)",
		append(args, from, to), func(rows *sql.Rows) error {
			var k Kept
			if err := rows.Scan(&k.Path, &k.LastRun, &k.Certainty, &k.AmountFen, &k.HeldFrom, &k.HeldUntil); err != nil {
				return err
			}
			if current.Saw(k) {
				out.add(k, to)
			}
			return nil
		})
	return out, err
}

func (o *Outside) add(k Kept, to civil.Month) {
	if to.Before(k.HeldFrom) {
		o.After++
	} else {
		o.Before++
	}
	if k.Certainty == string(Record) {
		o.Records++
	} else {
		o.Suspicions++
	}
	o.AmountFen += k.AmountFen
	if o.Oldest.IsZero() || k.HeldFrom.Before(o.Oldest) {
		o.Oldest = k.HeldFrom
	}
}

// Matter of several findings: a whole county's late month is one matter.
type Matter struct {
	Matter    string
	Path      string // of one of them
	Rule      string
	N         int64
	AmountFen money.Fen
	FromMonth civil.Month
	ToMonth   civil.Month
}

// mostMatters are told together; further ones are in the list.
const mostMatters = 200

// Matters of a scope that have five or more accusing findings, the largest first.
func Matters(r database.Reader, scope authz.Scope) ([]Matter, error) {
	where, args := scope.SQL("path")
	var out []Matter
	err := r.Select(&out,
		"SELECT matter, MIN(path) AS path, MIN(rule) AS rule, COUNT(*) AS n, SUM(amount_fen) AS amount_fen, "+
			"MIN(period_from) AS from_month, MAX(period_to) AS to_month FROM finding WHERE "+
			where+" AND matter <> '' AND certainty <> 'information' GROUP BY matter HAVING COUNT(*) >= 5 ORDER BY n DESC, "+
			"matter LIMIT ?",
		append(args, mostMatters)...)
	return out, err
}

// CountMatter counts the accusing findings of a matter in a scope.
func CountMatter(r database.Reader, scope authz.Scope, matter string) (n int64, err error) {
	where, args := scope.SQL("path")
	_, err = r.One(&n, "SELECT COUNT(*) FROM finding WHERE "+where+" AND matter = ? AND certainty <> 'information'",
		append(args, matter)...)
	return n, err
}

// FiguresOf a finding in order.
func FiguresOf(r database.Reader, id int64) (out []figure.Figure, err error) {
	var bodies []string
	if err := r.Select(&bodies, "SELECT body FROM finding_figure WHERE finding_id = ? ORDER BY seq", id); err != nil {
		return nil, err
	}
	for _, b := range bodies {
		var f figure.Figure
		if err := json.Unmarshal([]byte(b), &f); err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// ByID finds a finding.
func ByID(r database.Reader, id int64) (Kept, error) {
	return database.Find[Kept](r, "SELECT "+keptColumns+" FROM finding WHERE id = ?", id)
}

// SubjectThere reports whether a finding's subject is a row of this office, and not of somebody's file.
func SubjectThere(r database.Reader, k Kept) (bool, error) {
	switch k.SubjectTable {
	case "placement", "person", "application", "post":
		var n int64
		return r.One(&n, "SELECT id FROM "+k.SubjectTable+" WHERE id = ?", k.SubjectID)
	}
	return false, nil
}

// EvidenceOf a finding in order.
func EvidenceOf(r database.Reader, id int64) ([]EvidenceRow, error) {
	var out []EvidenceRow
	err := r.Select(&out,
		"SELECT seq, tbl, row_id, what, row_digest FROM finding_evidence WHERE finding_id = ? ORDER BY seq", id)
	return out, err
}

// EventsOf a finding in order.
func EventsOf(r database.Reader, id int64) ([]FindingEvent, error) {
	var out []FindingEvent
	err := r.Select(&out,
		"SELECT id, finding_id, kind, from_state, to_state, reason, actor_id, at_us FROM finding_event WHERE finding_id = "+
			"? ORDER BY id",
		id)
	return out, err
}

// FiguresUnder a path, by finding.
func FiguresUnder(r database.Reader, path string) (map[int64][]figure.Figure, error) {
	where, args := authz.Under(path).SQL("f.path")
	out := map[int64][]figure.Figure{}
	err := r.Rows(
		"SELECT g.finding_id, g.body FROM finding f JOIN finding_figure g ON g.finding_id = f.id WHERE "+where+
			" ORDER BY g.finding_id, g.seq",
		args, func(rows *sql.Rows) error {
			var id int64
			var body string
			if err := rows.Scan(&id, &body); err != nil {
				return err
			}
			var f figure.Figure
			if err := json.Unmarshal([]byte(body), &f); err != nil {
				return err
			}
			out[id] = append(out[id], f)
			return nil
		})
	return out, err
}

// Count of findings by family, state and certainty in a scope.
type Count struct {
	Family, State, Certainty string
	N                        int64
}

// QueueAround says where a finding stands among those of a scope that nobody has looked into, but those that accuse
// nobody, the oldest first: there may be many thousand of them, of which three are read.
func QueueAround(r database.Reader, scope authz.Scope, id int64) (a kit.Around, err error) {
	where, args := scope.SQL("path")
	where += " AND state = 'open' AND certainty <> 'information'"
	var x struct{ Of, Upto, Before, After, First int64 }
	_, err = r.One(&x, "SELECT COUNT(*) AS `of`, COALESCE(SUM(CASE WHEN id <= ? THEN 1 ELSE 0 END), 0) AS upto, "+
		"COALESCE(MAX(CASE WHEN id < ? THEN id END), 0) AS `before`, "+
		"COALESCE(MIN(CASE WHEN id > ? THEN id END), 0) AS `after`, COALESCE(MIN(id), 0) AS `first` "+
		"FROM finding WHERE "+where, append([]any{id, id, id}, args...)...)
	if err != nil {
		return a, err
	}
	a = kit.Around{Of: int(x.Of), Before: x.Before, After: x.After, First: x.First}
	var waits int64
	found, err := r.One(&waits, "SELECT id FROM finding WHERE "+where+" AND id = ?", append(args, id)...)
	if found {
		a.N = int(x.Upto)
	}
	return a, err
}

// Counts of a scope.
func Counts(r database.Reader, scope authz.Scope) ([]Count, error) {
	where, args := scope.SQL("path")
	var out []Count
	err := r.Select(&out,
		"SELECT family, state, certainty, COUNT(*) AS n FROM finding WHERE "+where+
			" GROUP BY family, state, certainty ORDER BY family, state, certainty",
		args...)
	return out, err
}

// EvidenceUnder a path as text, by finding: table, row and the values used.
func EvidenceUnder(r database.Reader, path string) (map[int64][]string, error) {
	where, args := authz.Under(path).SQL("f.path")
	var rows []struct {
		FindingID int64
		Tbl       string
		RowID     int64
		What      string
	}
	if err := r.Select(&rows,
		"SELECT e.finding_id, e.tbl, e.row_id, e.what FROM finding f JOIN finding_evidence e ON e.finding_id = f.id WHERE "+
			where+" ORDER BY e.finding_id, e.seq",
		args...); err != nil {
		return nil, err
	}
	out := map[int64][]string{}
	for _, e := range rows {
		out[e.FindingID] = append(out[e.FindingID], fmt.Sprintf("%s%d号：%s", words.Label("table", e.Tbl), e.RowID, e.What))
	}
	return out, nil
}
