package inspect

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"gangwei/internal/authz"
	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/money"
	"gangwei/internal/seal"
	"gangwei/internal/trail"
)

// Run as kept.
type Run struct {
	ID       int64
	Path     string
	RuleSet  string
	CutOffUs clock.Moment
	EndedUs  clock.Moment
	Villages int64
	Holders  int64
	NoKin    int64
	Findings int64
}

// Kept is a finding as kept.
type Kept struct {
	ID             int64
	Fingerprint    string
	Rule           string
	RuleVersion    string
	Family         string
	Severity       string
	Certainty      string
	VillageID      int64
	Path           string
	SubjectTable   string
	SubjectID      int64
	Subject        string
	PeriodFrom     civil.Month
	PeriodTo       civil.Month
	AmountFen      money.Fen
	Sentence       string
	Params         string
	Innocent       string
	NextStep       string
	EvidenceDigest []byte
	FirstRun       int64
	LastRun        int64
	SeenUs         clock.Moment
	State          string
	Version        int64
	Matter         string
	DueOn          civil.Date // last day of the order to mend, zero: none
	RecoverFen     money.Fen  // to come back by the order
	RecoveredFen   money.Fen
}

// Overdue reports whether an order to mend is past its day.
func (k Kept) Overdue(today civil.Date) bool {
	return k.State == Rectifying && !k.DueOn.IsZero() && k.DueOn.Before(today)
}

// Period as text.
func (k Kept) Period() string { return Period(k.PeriodFrom, k.PeriodTo) }

const keptColumns = "id, fingerprint, rule, rule_version, family, severity, certainty, village_id, path, subject_table, subject_id, subject, period_from, period_to, amount_fen, sentence, params, innocent, next_step, evidence_digest, first_run, last_run, seen_us, state, version, matter, due_on, recover_fen, recovered_fen"

// EvidenceRow as kept.
type EvidenceRow struct {
	Seq       int64
	Tbl       string
	RowID     int64
	What      string
	RowDigest []byte
}

// Event of a finding. Insert-only and witnessed.
type FindingEvent struct {
	ID        int64
	FindingID int64
	Kind      string // found, changed, state, note
	FromState string
	ToState   string
	Reason    string
	ActorID   int64
	AtUs      clock.Moment
}

// Witness of the events.
var Witness = trail.Table{Name: "finding_event", Columns: []string{"finding_id", "kind", "from_state", "to_state", "reason", "actor_id", "at_us"}}

func storeEvents(v *desk.Visit, es []FindingEvent) error {
	return v.Tx.InsertMany("finding_event", append(Witness.All(), "trail_id", "row_digest"), len(es), func(i int, x []any) {
		e := &es[i]
		d := Witness.Digest(e.FindingID, e.Kind, e.FromState, e.ToState, e.Reason, e.ActorID, e.AtUs)
		v.Witness("finding_event", d)
		x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8] = e.FindingID, e.Kind, e.FromState, e.ToState, e.Reason, e.ActorID, int64(e.AtUs), v.TrailID(), d
	})
}

const runColumns = "id, path, rule_set, cut_off_us, ended_us, villages, holders, no_kin, findings"

// LatestRun that covers a path; false if there is none.
func LatestRun(r database.Reader, path string) (Run, bool, error) {
	var run Run
	args := []any{""}
	for i := 4; i <= len(path); i += 4 {
		args = append(args, path[:i])
	}
	found, err := r.One(&run, "SELECT "+runColumns+" FROM inspect_run WHERE path IN (?"+strings.Repeat(",?", len(args)-1)+") ORDER BY id DESC LIMIT 1", args...)
	return run, found, err
}

// Current tells of findings whether the latest run over their village still saw them; runs are those since a run, any region.
type Current struct{ runs []Run }

// RunsSince a run, with it, for asking which findings are current.
func RunsSince(r database.Reader, id int64) (Current, error) {
	var c Current
	err := r.Select(&c.runs, "SELECT "+runColumns+" FROM inspect_run WHERE id >= ? ORDER BY id", id)
	return c, err
}

// Saw reports whether the latest run that covers the finding's village found it.
func (c Current) Saw(k Kept) bool {
	for i := len(c.runs) - 1; i >= 0; i-- {
		if strings.HasPrefix(k.Path, c.runs[i].Path) {
			return k.LastRun == c.runs[i].ID
		}
	}
	return false
}

// witnessed tables carry the digest of each row; the others' evidence is digested by the values used.
var witnessed = map[string]bool{"application_step": true, "placement_event": true, "duty_check": true, "pay_item": true, "payment_event": true}

func rowDigests(r database.Reader, fs []Finding) error {
	ids := map[string]map[int64][]*Evidence{}
	for i := range fs {
		for j := range fs[i].Evidence {
			e := &fs[i].Evidence[j]
			if e.Digest != nil {
				continue // of somebody's file: the digest of its raw row
			}
			e.Digest = seal.Digest(fmt.Appendf(nil, "%s|%d|%s", e.Table, e.ID, e.What))
			if witnessed[e.Table] {
				if ids[e.Table] == nil {
					ids[e.Table] = map[int64][]*Evidence{}
				}
				ids[e.Table][e.ID] = append(ids[e.Table][e.ID], e)
			}
		}
	}
	for table, rows := range ids {
		var args []any
		for id := range rows {
			args = append(args, id)
		}
		for len(args) > 0 {
			n := min(200, len(args))
			var found []struct {
				ID        int64
				RowDigest []byte
			}
			if err := r.Select(&found, "SELECT id, row_digest FROM "+table+" WHERE id IN (?"+strings.Repeat(",?", n-1)+")", args[:n]...); err != nil {
				return err
			}
			for _, f := range found {
				for _, e := range rows[f.ID] {
					e.Digest = f.RowDigest
				}
			}
			args = args[n:]
		}
	}
	return nil
}

// keep writes a run and its findings: new ones are added, known ones updated; a closing stands unless the evidence changed.
func keep(v *desk.Visit, run *Run, fs []Finding) error {
	tx := v.Tx
	if err := rowDigests(tx, fs); err != nil {
		return err
	}
	var err error
	if run.ID, err = tx.Create("INSERT INTO inspect_run (path, rule_set, cut_off_us, ended_us, villages, holders, no_kin, findings, actor_id, trail_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		run.Path, run.RuleSet, int64(run.CutOffUs), int64(v.Now()), run.Villages, run.Holders, run.NoKin, len(fs), v.Actor.UserID, v.TrailID()); err != nil {
		return err
	}
	where, args := authz.Under(run.Path).SQL("path")
	var known []Kept
	if err := tx.Select(&known, "SELECT id, fingerprint, evidence_digest, state FROM finding WHERE "+where, args...); err != nil {
		return err
	}
	old := map[string]Kept{}
	for _, k := range known {
		old[k.Fingerprint] = k
	}
	var top struct{ N int64 }
	if _, err := tx.One(&top, "SELECT COALESCE(MAX(id), 0) AS n FROM finding"); err != nil {
		return err
	}
	var fresh, changed []*Finding
	var freshIDs, changedIDs, same []int64
	var events []FindingEvent
	next := top.N
	twice := map[string]bool{}
	for i := range fs {
		f := &fs[i]
		print := f.Fingerprint()
		if twice[print] {
			continue
		}
		twice[print] = true
		k, was := old[print]
		switch {
		case !was:
			next++
			fresh, freshIDs = append(fresh, f), append(freshIDs, next)
			events = append(events, FindingEvent{FindingID: next, Kind: "found", ToState: Open, ActorID: v.Actor.UserID, AtUs: v.Now()})
		case bytes.Equal(k.EvidenceDigest, f.EvidenceDigest()):
			same = append(same, k.ID)
		default:
			to := k.State
			if to == Dismissed || to == Closed || to == Shelved {
				to = Open // new evidence opens it again
			}
			changed, changedIDs = append(changed, f), append(changedIDs, k.ID)
			events = append(events, FindingEvent{FindingID: k.ID, Kind: "changed", FromState: k.State, ToState: to, ActorID: v.Actor.UserID, AtUs: v.Now()})
			if _, err := tx.Exec("UPDATE finding SET rule_version = ?, severity = ?, certainty = ?, amount_fen = ?, sentence = ?, params = ?, matter = ?, evidence_digest = ?, state = ?, last_run = ?, seen_us = ?, version = version + 1 WHERE id = ?",
				f.Rule.Version, string(f.Severity), string(f.Certainty), int64(f.Amount), f.Sentence, f.Params, f.Matter, f.EvidenceDigest(), to, run.ID, int64(run.CutOffUs), k.ID); err != nil {
				return err
			}
			if _, err := tx.Exec("DELETE FROM finding_evidence WHERE finding_id = ?", k.ID); err != nil {
				return err
			}
			if _, err := tx.Exec("DELETE FROM finding_figure WHERE finding_id = ?", k.ID); err != nil {
				return err
			}
		}
	}
	if err := tx.UpdateMany("finding", "last_run = ?, seen_us = ?", []any{run.ID, int64(run.CutOffUs)}, same); err != nil {
		return err
	}
	columns := strings.Split(keptColumns, ", ")
	columns = append(columns[:len(columns)-5], "matter") // version and what an order says begin with their defaults
	if err := tx.InsertMany("finding", columns, len(fresh), func(i int, x []any) {
		f := fresh[i]
		copy(x, []any{freshIDs[i], f.Fingerprint(), f.Rule.Code, f.Rule.Version, string(f.Rule.Family), string(f.Severity), string(f.Certainty), f.Region.ID, f.Region.Path, f.Subject.Table, f.Subject.ID, f.Subject.Name,
			f.From, f.To, int64(f.Amount), f.Sentence, f.Params, f.Rule.Innocent, f.Rule.Next, f.EvidenceDigest(), run.ID, run.ID, int64(run.CutOffUs), Open, f.Matter})
	}); err != nil {
		if database.Duplicate(err, "") {
			return fmt.Errorf("%w: %w", database.ErrAgain, err) // another run was first
		}
		return err
	}
	type line struct {
		id  int64
		seq int
		e   *Evidence
	}
	var lines []line
	for i, f := range append(fresh, changed...) {
		id := append(freshIDs, changedIDs...)[i]
		for j := range f.Evidence {
			lines = append(lines, line{id, j + 1, &f.Evidence[j]})
		}
	}
	if err := tx.InsertMany("finding_evidence", []string{"finding_id", "seq", "tbl", "row_id", "what", "row_digest"}, len(lines), func(i int, x []any) {
		l := lines[i]
		x[0], x[1], x[2], x[3], x[4], x[5] = l.id, l.seq, l.e.Table, l.e.ID, l.e.What, l.e.Digest
	}); err != nil {
		return err
	}
	type drawn struct {
		id   int64
		seq  int
		body []byte
	}
	var figures []drawn
	for i, f := range append(fresh, changed...) {
		for j, x := range f.Figures {
			body, err := json.Marshal(x)
			if err != nil {
				return err
			}
			figures = append(figures, drawn{append(freshIDs, changedIDs...)[i], j + 1, body})
		}
	}
	if err := tx.InsertMany("finding_figure", []string{"finding_id", "seq", "body"}, len(figures), func(i int, x []any) {
		x[0], x[1], x[2] = figures[i].id, figures[i].seq, string(figures[i].body)
	}); err != nil {
		return err
	}
	return storeEvents(v, events)
}

func keepParts(tx *database.Tx, run int64, parts []Part) error {
	return tx.InsertMany("inspect_run_part", []string{"run_id", "path", "holders", "no_kin"}, len(parts), func(i int, x []any) {
		x[0], x[1], x[2], x[3] = run, parts[i].Path, parts[i].Holders, parts[i].NoKin
	})
}

// CountUnder tells what a run looked at under a path: villages, people, and those of them without any declared kin.
func CountUnder(r database.Reader, run int64, path string) (villages, holders, noKin int64, err error) {
	where, args := authz.Under(path).SQL("path")
	var n struct{ Villages, Holders, NoKin int64 }
	_, err = r.One(&n, "SELECT COUNT(*) AS villages, COALESCE(SUM(holders), 0) AS holders, COALESCE(SUM(no_kin), 0) AS no_kin FROM inspect_run_part WHERE run_id = ? AND "+where, append([]any{run}, args...)...)
	return n.Villages, n.Holders, n.NoKin, err
}
