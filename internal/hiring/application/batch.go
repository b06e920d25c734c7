package application

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// MaxBatch is how many applications are passed at once: as many as somebody can still look through.
const MaxBatch = 200

// looked is how many applications are looked at for a batch chosen by a filter.
const looked = 2 * MaxBatch

// BatchFilter chooses applications that wait for a step; what is empty chooses all.
type BatchFilter struct {
	Within string // path
	Basis  string
	Month  civil.Month // in which they were submitted
}

// Batch of applications that are passed at once: those that were seen, in the version that was seen.
type Batch struct {
	Step     string // StepAudit or StepFile
	Path     string // of the region whose entry it is
	Moves    []Move
	Document string
	By       string // how they were chosen, in words
}

// BatchDone is what became of a batch.
type BatchDone struct {
	Passed int
	Left   []int64 // those that were left out: changed since, or never to be passed with others
}

// stepOf a batch: its permission, and the state from which it moves. form.choice.
func stepOf(step string) (authz.Permission, string, error) {
	switch step {
	case StepAudit:
		return "application.audit", Noticed, nil
	case StepFile:
		return "application.file", Audited, nil
	}
	return "", "", errs.New(errs.Invalid, "form.choice").On("step")
}

// PassBatch audits or files applications of a region under one document number in one entry. Of each is asked again,
// in the same transaction, what would keep it out of a batch; those are left out and named, the others pass. Each step
// keeps its own hand and is marked as of a batch. Refusals: form.choice, form.required (no document), application.none
// (nobody, or more than MaxBatch), application.left (none could pass).
func (r *Service) PassBatch(ctx context.Context, actor authz.Actor, key string, b Batch) (BatchDone, error) {
	b.Document = strings.TrimSpace(b.Document)
	permission, _, err := stepOf(b.Step)
	if err != nil {
		return BatchDone{}, err
	}
	if len(b.Moves) == 0 || len(b.Moves) > MaxBatch {
		return BatchDone{}, errs.New(errs.Invalid, "application.none").On("ids").With("limit", MaxBatch)
	}
	if fault := errs.Length(b.Document, 2, 50, "form.required", "document"); fault != nil {
		return BatchDone{}, fault
	}
	return desk.DoVia(ctx, r.Desk, actor, desk.Batch, key, func(v *desk.Visit) (BatchDone, error) {
		var out BatchDone
		if err := v.Allow(permission, b.Path); err != nil {
			return out, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return out, err
		}
		look := &Look{r, v.Tx, v.Actor, b.Step, book, v.Today()}
		named, err := look.passAll(v, b, &out)
		if err == nil && out.Passed == 0 {
			err = errs.New(errs.State, "application.left").On("ids")
		}
		if err != nil {
			return BatchDone{}, err
		}
		if err := v.Allow(permission, b.Path); err != nil { // the entry is the region's, not the last application's
			return out, err
		}
		v.Record("application."+b.Step+"_batch", "region", 0, desk.F("applications", out.Passed),
			desk.F("document", b.Document), desk.F("chosen", b.By), desk.F("seen", b.digest()),
			desk.F(ManyMatter, strings.Join(named.passed, " ")), desk.F("left", strings.Join(named.left, " ")),
			desk.F("ids", strings.Join(named.ids, " ")))
		return out, nil
	})
}

// digest of the list that was seen: ids and versions in their order.
func (b Batch) digest() string {
	h := sha256.New()
	for _, m := range b.Moves {
		fmt.Fprintf(h, "%d,%d\n", m.ID, m.Version)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Look is somebody looking at applications that are to be passed with others, for a step, on a day.
type Look struct {
	of    *Service
	rd    database.Reader
	actor authz.Actor
	step  string
	book  *rulebook.Book
	today civil.Date
}

// NewLook of somebody. form.choice: no batch is made of such a step.
func NewLook(of *Service, rd database.Reader, actor authz.Actor, step string, today civil.Date) (*Look, error) {
	if _, _, err := stepOf(step); err != nil {
		return nil, err
	}
	book, err := rulebook.Load(rd)
	return &Look{of, rd, actor, step, book, today}, err
}

// named are the applications of a batch, as its entry names them: the numbers of those that passed, their ids, and the
// numbers of those that were left out.
type named struct{ passed, ids, left []string }

// passAll of a batch that can pass.
func (l *Look) passAll(v *desk.Visit, b Batch, out *BatchDone) (n named, err error) {
	for _, m := range b.Moves {
		a, ok, err := l.pass(v, b, m)
		if err != nil {
			return n, err
		}
		if ok {
			n.passed, n.ids = append(n.passed, a.Number), append(n.ids, strconv.FormatInt(a.ID, 10))
		} else {
			n.left, out.Left = append(n.left, a.Number), append(out.Left, a.ID)
		}
	}
	out.Passed = len(n.passed)
	return n, nil
}

// pass one application of a batch; false if it is left out. authz.not_found: it is not the region's.
func (l *Look) pass(v *desk.Visit, b Batch, m Move) (Application, bool, error) {
	permission, from, err := stepOf(b.Step)
	if err != nil {
		return Application{}, false, err
	}
	a, err := Lock(v.Tx, m.ID)
	if err == nil && !strings.HasPrefix(a.Path, b.Path) {
		err = errs.New(errs.NotFound, "authz.not_found")
	}
	if err != nil {
		return a, false, err
	}
	against, err := l.Against(a)
	if err != nil || len(against) > 0 || a.Version != m.Version {
		return a, false, err
	}
	m.Pass, m.Remark = true, "文号："+b.Document
	p := l.of.audits(m)
	if b.Step == StepFile {
		p = l.of.files(m)
	}
	_, _, err = l.of.take(v, b.Step, permission, m, []string{from}, p)
	v.Channel = desk.Batch // a step that was raised says so of itself alone
	return a, err == nil, err
}

// Against names all that keeps an application out of a batch: whatever would keep this person from passing it alone,
// and whatever a person must look at first, though it may pass then. Nothing of it is known to be wrong; it is for one
// pair of eyes at a time.
func (l *Look) Against(a Application) (out []error, err error) {
	_, from, err := stepOf(l.step)
	if err != nil {
		return nil, err
	}
	if a.State != from {
		return []error{errs.New(errs.State, "application.state").With("state", a.State)}, nil
	}
	for _, refused := range []error{l.mayHand(a), MayAct(l.rd, l.actor, a, l.step),
		l.of.MayPass(l.rd, a, l.step, l.book, l.today)} {
		switch {
		case refused != nil && len(errs.All(refused)) == 0:
			return nil, refused
		case refused != nil:
			out = append(out, refused)
		}
	}
	for _, look := range []func(Application) ([]error, error){l.remarked, l.atFault, l.contested} {
		more, err := look(a)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return once(out), nil
}

// once keeps the first of those that say the same.
func once(all []error) (out []error) {
	said := map[string]bool{}
	for _, err := range all {
		for _, e := range errs.All(err) {
			if s := words.Sentence(e); !said[s] {
				said[s], out = true, append(out, e)
			}
		}
	}
	return out
}

// mayHand refuses a county in a township's audit that the rulebook does not raise: authz.forbidden.
func (l *Look) mayHand(a Application) error {
	if l.step == StepAudit && !l.actor.HasRole("township_reviewer") && !raised(l.book, a.Path, l.today) {
		return errs.New(errs.Forbidden, "authz.forbidden").With("permission", "application.audit")
	}
	return nil
}

// remarked is what the register says about the person today and said at the application, kin in office among it, and
// what another department's register says.
func (l *Look) remarked(a Application) ([]error, error) {
	facts, err := l.facts(a)
	if err != nil {
		return nil, err
	}
	var out []error
	for _, m := range Judge(facts, l.book) {
		if m.Reaction != "info" || m.Code == "kin.official" {
			e := errs.New(errs.State, m.Code)
			e.Args = m.Args
			out = append(out, e)
		}
	}
	out = append(out, a.warned()...)
	kind, err := l.of.Registers.Against(l.rd, a.PersonID)
	if err == nil && kind != "" {
		out = append(out, errs.New(errs.State, "application.register").With("register", kind))
	}
	return out, err
}

// warned is what was said of the person at the application.
func (a Application) warned() (out []error) {
	for _, code := range strings.Fields(a.Warnings) {
		out = append(out, errs.New(errs.State, "application.batch_warned").With("gist", words.Label("gist", code)))
	}
	return out
}

// Remarked is what keeps an application out of a batch as far as that is known without looking at it closely.
func (a Application) Remarked() []error {
	out := a.warned()
	if a.Irregular == 1 {
		out = append(out, errs.New(errs.State, "application.batch_fault"))
	}
	return out
}

// atFault is what is missing or out of order in the procedure, and what somebody wrote beside a step.
func (l *Look) atFault(a Application) ([]error, error) {
	facts, err := l.facts(a)
	if err != nil {
		return nil, err
	}
	steps, err := StepsOf(l.rd, a.ID)
	if err != nil {
		return nil, err
	}
	scans, err := l.of.Scans.Of(l.rd, a.ID)
	if err != nil {
		return nil, err
	}
	var out []error
	for _, s := range steps {
		if s.FileID != nil {
			scans++
		}
		step := words.Label("step", s.Step)
		if s.Irregular != "" {
			out = append(out, errs.New(errs.State, "application.batch_irregular").With("step", step))
		}
		wrote := s.Remark != "" && s.Channel != string(desk.Batch) // a batch's remark is its document
		if wrote || s.Objections != "" || s.Against != "" {
			out = append(out, errs.New(errs.State, "application.batch_remark").With("step", step))
		}
	}
	points, err := l.of.SelfCheck(l.rd, a, facts, scans)
	for _, p := range points {
		if !p.OK {
			out = append(out, errs.New(errs.State, "application.batch_point").With("point", words.Text(p.Code, p.Args...)))
		}
	}
	return out, err
}

// contested is who objected, and who would have come before the applicant.
func (l *Look) contested(a Application) ([]error, error) {
	var out []error
	o, err := l.of.Objections.To(l.rd, a.ID)
	if err != nil {
		return nil, err
	}
	if n := o.Open + o.Answered; n > 0 {
		out = append(out, errs.New(errs.State, "application.batch_objected").With("count", n))
	}
	ahead, err := l.of.Outranked(l.rd, a, l.book)
	if err == nil && ahead.Count > 0 {
		out = append(out, errs.New(errs.State, "application.batch_rank").With("count", ahead.Count))
	}
	return out, err
}

// facts that an application would be judged by today; its own request does not speak against it.
func (l *Look) facts(a Application) (Facts, error) {
	person, err := resident.ByID(l.rd, a.PersonID)
	if err != nil {
		return Facts{}, err
	}
	f, err := l.of.FactsOf(l.rd, person, a.Basis, l.today)
	f.LiveRequest = false
	return f, err
}

// BatchRow is an application that somebody means to pass with others, and what keeps it out; nothing: it may.
type BatchRow struct {
	Row
	Why []error
}

// BatchView is a batch as it is shown before it is confirmed.
type BatchView struct {
	In, Out []BatchRow
	More    int // that fit the filter and were not looked at: they come when these are done
}

// Chosen looks at applications that were chosen one by one; who may not see one gets authz.not_found. application.none:
// nobody, or more than MaxBatch.
func (l *Look) Chosen(ids []int64) (out BatchView, err error) {
	permission, _, err := stepOf(l.step)
	if err != nil {
		return out, err
	}
	if len(ids) == 0 || len(ids) > MaxBatch {
		return out, errs.New(errs.Invalid, "application.none").On("ids").With("limit", MaxBatch)
	}
	for _, id := range ids {
		row, err := rowByID(l.rd, id)
		if err != nil {
			return out, err
		}
		if err := l.actor.Check(permission, row.Path); err != nil {
			return out, err
		}
		if err := l.add(row, &out); err != nil {
			return out, err
		}
	}
	return out, out.name(l.rd)
}

// Filtered looks at the applications that wait for the step and fit a filter, those that waited longest first, until a
// batch is full.
func (l *Look) Filtered(f BatchFilter) (out BatchView, err error) {
	permission, from, err := stepOf(l.step)
	if err != nil {
		return out, err
	}
	rows, err := waitingRows(l.rd, l.actor.Scope(permission), from, f)
	if err != nil {
		return out, err
	}
	for i, row := range rows {
		if len(out.In) == MaxBatch || i == looked {
			out.More = len(rows) - i
			break
		}
		if err := l.add(row, &out); err != nil {
			return out, err
		}
	}
	return out, out.name(l.rd)
}

func (v *BatchView) name(r database.Reader) error {
	var all []*Row
	for _, rows := range [][]BatchRow{v.In, v.Out} {
		for i := range rows {
			all = append(all, &rows[i].Row)
		}
	}
	return nameRows(r, all...)
}

func (l *Look) add(row Row, out *BatchView) error {
	why, err := l.Against(row.Application)
	if len(why) > 0 {
		out.Out = append(out.Out, BatchRow{row, why})
	} else if err == nil {
		out.In = append(out.In, BatchRow{Row: row})
	}
	return err
}
