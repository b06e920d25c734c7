package application

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// Back is a step that its author took back: it counts no longer, and stays. Insert-only and witnessed.
type Back struct {
	ID            int64
	ApplicationID int64
	StepID        int64
	ActorID       int64
	Why           string
	AtUs          clock.Moment
}

// BackWitness of what was taken back.
var BackWitness = trail.Table{Name: "application_back",
	Columns: []string{"application_id", "step_id", "actor_id", "why", "at_us"}}

// takeable is a decision that can be taken back: its act and step, the state before it and those after it.
type takeable struct {
	act, step, before string
	after             []string
}

var taken = []takeable{
	{"application.check", StepCheck, Submitted, []string{Checked, Refused}},
	{"application.review", StepReview, Checked, []string{Reviewed, Waiting}},
	{"application.audit", StepAudit, Noticed, []string{Audited, Refused}},
	{"application.file", StepFile, Audited, []string{Filed, Refused}},
}

// TakenBack are the acts that can be taken back, each with the permission of the step.
func TakenBack() (acts []string) {
	for _, t := range taken {
		acts = append(acts, t.act)
	}
	return acts
}

// ManyMatter is the fact of a batch's entry that names its applications: each batch is a matter of its own.
const ManyMatter = "passed"

// standsAs reports whether an application still is as an entry left it, and which step made it so: the last one that
// counts, of that person and that moment.
func standsAs(r database.Reader, a Application, l trail.Line, step string) (Step, bool, error) {
	i := slices.IndexFunc(taken, func(t takeable) bool { return t.step == step })
	if i < 0 || !slices.Contains(taken[i].after, a.State) {
		return Step{}, false, nil
	}
	steps, err := StepsOf(r, a.ID)
	if err != nil || len(steps) == 0 {
		return Step{}, false, err
	}
	last := steps[len(steps)-1]
	return last, last.Step == step && last.ActorID == l.ActorID && last.AtUs == l.AtUs, nil
}

// stepOfAct is the step of an act; empty: it cannot be taken back.
func stepOfAct(act string) string {
	for _, t := range taken {
		if t.act == act {
			return t.step
		}
	}
	return ""
}

// Standing says whether the decision of an entry can still be taken back, and the application's version.
func Standing(r database.Reader, l trail.Line) (open bool, version int64, err error) {
	a, err := ByID(r, l.SubjectID)
	if err != nil {
		return false, 0, err
	}
	_, open, err = standsAs(r, a, l, stepOfAct(l.Act))
	return open, a.Version, err
}

// TakeBack a check, a review, an audit or a filing: the application waits for that step again, in a round of its own,
// in which the hands of the steps before it stand. Who took it back may do that step again and no other. Refusals:
// authz.*, undo.*, application.state (another step was done), application.live (the applicant has another one under
// way), form.stale.
func TakeBack(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, id int64, b desk.Back) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		a, err := Lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		l, err := trail.ByID(v.Tx, b.Entry)
		if err != nil {
			return 0, err
		}
		step := stepOfAct(l.Act)
		if step == "" {
			return 0, errs.New(errs.NotFound, "authz.not_found")
		}
		if err := v.Allow(authz.Permission(l.Act), a.Path); err != nil {
			return 0, err
		}
		if l, err = v.TakeBack(&b, "application", id, TakenBack()...); err != nil {
			return 0, err
		}
		if a.Version != b.Version {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		back, err := waitAgain(v, a, l, step, b.Why)
		if err == nil && !back {
			err = errs.New(errs.State, "application.state").With("state", a.State)
		}
		if err != nil {
			return 0, err
		}
		v.Record(l.Act+"_back", "application", id, b.Facts(l, desk.F("number", a.Number))...)
		return id, nil
	})
}

// waitAgain puts an application back to where it waits for a step; false if it is not as the entry left it.
func waitAgain(v *desk.Visit, a Application, l trail.Line, step, why string) (bool, error) {
	s, stands, err := standsAs(v.Tx, a, l, step)
	if err != nil || !stands {
		return false, err
	}
	if err := storeBack(v, Back{ApplicationID: a.ID, StepID: s.ID, ActorID: v.Actor.UserID, Why: why,
		AtUs: v.Now()}); err != nil {
		return false, err
	}
	left, err := StepsOf(v.Tx, a.ID)
	if err != nil {
		return false, err
	}
	return true, nextRound(v.Tx, a, before(step, left), left)
}

// before a step is the state in which an application waited for it: where a review was entered anew, that it was
// reviewed.
func before(step string, left []Step) string {
	if len(left) > 0 && left[len(left)-1].Step == StepReview && step == StepReview {
		return Reviewed
	}
	for _, t := range taken {
		if t.step == step {
			return t.before
		}
	}
	return Submitted
}

// nextRound begins with the hands of the steps that count.
func nextRound(tx *database.Tx, a Application, state string, left []Step) error {
	var irregular int64
	for i := range left {
		left[i].Round = a.Round + 1
		if left[i].Irregular != "" {
			irregular = 1
		}
	}
	if err := storeHands(tx, left); err != nil {
		return err
	}
	err := setBack(tx, a, state, irregular)
	if database.Duplicate(err, "") {
		err = errs.New(errs.Conflict, "application.live").On("person")
	}
	return err
}

// idsIn the entry of a batch: the applications that passed with it. Entries from before those were kept name none.
func idsIn(l trail.Line) (ids []int64) {
	for _, f := range strings.Fields(l.Fact("ids")) {
		if id, err := strconv.ParseInt(f, 10, 64); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// stepOfBatch is the step of a batch's entry; empty: it is none.
func stepOfBatch(act string) string {
	step, ok := strings.CutSuffix(strings.TrimPrefix(act, "application."), "_batch")
	if !ok || step != StepAudit && step != StepFile {
		return ""
	}
	return step
}

// StandingBatch is how many applications of a batch are as it left them.
func StandingBatch(r database.Reader, l trail.Line) (n int, err error) {
	for _, id := range idsIn(l) { // MaxBatch at most
		a, err := ByID(r, id)
		if err != nil {
			return n, err
		}
		_, stands, err := standsAs(r, a, l, stepOfBatch(l.Act))
		if err != nil {
			return n, err
		}
		if stands {
			n++
		}
	}
	return n, nil
}

// TakeBackBatch puts the applications of a batch back to where they wait, those that are still as it left them; how
// many those are. It always needs a reason: that one of many was opened is not kept. Refusals: authz.*, undo.*,
// undo.why, application.left (none is as it was left).
func TakeBackBatch(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, b desk.Back) (int64, error) {
	return desk.DoVia(ctx, d, actor, desk.Batch, key, func(v *desk.Visit) (n int64, err error) {
		l, err := trail.ByID(v.Tx, b.Entry)
		if err != nil {
			return 0, err
		}
		step := stepOfBatch(l.Act)
		if step == "" {
			return 0, errs.New(errs.NotFound, "authz.not_found")
		}
		if err := v.Allow(authz.Permission("application."+step), l.RegionPath); err != nil {
			return 0, err
		}
		if l, err = v.TakeBackOf(&b, ManyMatter, "region", 0, l.Act); err != nil {
			return 0, err
		}
		if b.Why == "" {
			return 0, errs.New(errs.Invalid, "undo.why").On("remark")
		}
		if n, err = allWaitAgain(v, l, step, b.Why); err == nil && n == 0 {
			err = errs.New(errs.State, "application.left").On("ids")
		}
		if err != nil {
			return 0, err
		}
		v.Record(l.Act+"_back", "region", 0, b.Facts(l, desk.F("applications", n),
			desk.F(ManyMatter, l.Fact(ManyMatter)))...)
		return n, nil
	})
}

// allWaitAgain puts those applications of a batch back that are as it left them; how many those are.
func allWaitAgain(v *desk.Visit, l trail.Line, step, why string) (n int64, err error) {
	for _, id := range idsIn(l) {
		a, err := Lock(v.Tx, id)
		if err != nil {
			return n, err
		}
		back, err := waitAgain(v, a, l, step, why)
		if err != nil {
			return n, err
		}
		if back {
			n++
		}
	}
	return n, nil
}
