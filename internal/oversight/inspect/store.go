package inspect

import (
	"cmp"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
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
	Unjudged string // sentences, one a line
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
	HeldFrom       civil.Month // zero: not known since kept before this was kept
	HeldUntil      civil.Month // zero beside a first month: still
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

// Held is when it holds.
func (k Kept) Held() Held { return Held{k.HeldFrom, k.HeldUntil} }

// When it holds, as text; of a finding of before this was kept the months of its facts.
func (k Kept) When() string { return cmp.Or(k.Held().String(), Period(k.PeriodFrom, k.PeriodTo)) }

const keptColumns = "id, fingerprint, rule, rule_version, family, severity, certainty, village_id, path, " +
	"subject_table, subject_id, subject, period_from, period_to, held_from, held_until, amount_fen, sentence, params, " +
	"innocent, next_step, evidence_digest, first_run, last_run, seen_us, state, version, matter, due_on, recover_fen, " +
	"recovered_fen"

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
var Witness = trail.Table{Name: "finding_event",
	Columns: []string{"finding_id", "kind", "from_state", "to_state", "reason", "actor_id", "at_us"}}

func storeEvents(v *desk.Visit, es []FindingEvent) error {
	return v.Tx.InsertMany("finding_event", append(Witness.All(), "trail_id", "row_digest"), len(es),
		func(i int, x []any) {
			e := &es[i]
			d := Witness.Digest(e.FindingID, e.Kind, e.FromState, e.ToState, e.Reason, e.ActorID, e.AtUs)
			v.Witness("finding_event", d)
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8] = e.FindingID, e.Kind, e.FromState, e.ToState, e.Reason,
				e.ActorID, int64(e.AtUs), v.TrailID(), d
		})
}

const runColumns = "id, path, rule_set, cut_off_us, ended_us, villages, holders, no_kin, findings, unjudged"

// LatestRun that covers a path; false if there is none.
func LatestRun(r database.Reader, path string) (Run, bool, error) {
	var run Run
	args := []any{""}
	for i := 4; i <= len(path); i += 4 {
		args = append(args, path[:i])
	}
	found, err := r.One(&run,
		"SELECT "+runColumns+" FROM inspect_run WHERE path IN (?"+strings.Repeat(",?", len(args)-1)+
			") ORDER BY id DESC LIMIT 1",
		args...)
	return run, found, err
}

// Current tells of findings whether the latest run over their village still saw them; runs are those since a run, any
// region.
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

// CountUnder tells what a run looked at under a path: villages, people, and those of them without any declared kin.
func CountUnder(r database.Reader, run int64, path string) (villages, holders, noKin int64, err error) {
	where, args := authz.Under(path).SQL("path")
	var n struct{ Villages, Holders, NoKin int64 }
	_, err = r.One(&n,
		"SELECT COUNT(*) AS villages, COALESCE(SUM(holders), 0) AS holders, COALESCE(SUM(no_kin), 0) AS no_kin FROM "+
			"inspect_run_part WHERE run_id = ? AND "+
			where,
		append([]any{run}, args...)...)
	return n.Villages, n.Holders, n.NoKin, err
}
