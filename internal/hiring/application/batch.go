package application

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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
		var passed, left []string
		for _, m := range b.Moves {
			a, ok, err := r.passOne(v, book, b, m)
			if err != nil {
				return BatchDone{}, err
			}
			if ok {
				passed = append(passed, a.Number)
			} else {
				left, out.Left = append(left, a.Number), append(out.Left, a.ID)
			}
		}
		if out.Passed = len(passed); out.Passed == 0 {
			return out, errs.New(errs.State, "application.left").On("ids")
		}
		if err := v.Allow(permission, b.Path); err != nil { // the entry is the region's, not the last application's
			return out, err
		}
		v.Record("application."+b.Step+"_batch", "region", 0, desk.F("applications", out.Passed),
			desk.F("document", b.Document), desk.F("chosen", b.By), desk.F("seen", b.digest()),
			desk.F("passed", strings.Join(passed, " ")), desk.F("left", strings.Join(left, " ")))
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

// passOne passes one application of a batch; false if it is left out. authz.not_found: it is not the region's.
func (r *Service) passOne(v *desk.Visit, book *rulebook.Book, b Batch, m Move) (Application, bool, error) {
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
	against, err := r.Against(v.Tx, v.Actor, a, b.Step, book, v.Today())
	if err != nil || len(against) > 0 || a.Version != m.Version {
		return a, false, err
	}
	m.Pass, m.Remark = true, "文号："+b.Document
	p := r.audits(m)
	if b.Step == StepFile {
		p = r.files(m)
	}
	v.Channel = desk.Batch // a step that is raised says so of itself alone
	_, _, err = r.take(v, b.Step, permission, m, []string{from}, p)
	v.Channel = desk.Batch
	return a, err == nil, err
}

// Against names all that keeps an application out of a batch: whatever would keep this person from passing it alone, and
// whatever a person must look at first, though it may pass then. Nothing of it is known to be wrong; it is for one pair
// of eyes at a time.
func (r *Service) Against(rd database.Reader, actor authz.Actor, a Application, step string, book *rulebook.Book,
	today civil.Date) (out []error, err error) {
	_, from, err := stepOf(step)
	if err != nil {
		return nil, err
	}
	if a.State != from {
		return []error{errs.New(errs.State, "application.state").With("state", a.State)}, nil
	}
	for _, refused := range []error{mayHand(actor, a, step, book, today), MayAct(rd, actor, a, step),
		r.MayPass(rd, a, step, book, today)} {
		switch {
		case refused != nil && errs.CodeOf(refused) == "":
			return nil, refused
		case refused != nil:
			out = append(out, refused)
		}
	}
	for _, look := range []func(database.Reader, Application, *rulebook.Book, civil.Date) ([]error, error){
		r.remarked, r.atFault, r.contested} {
		more, err := look(rd, a, book, today)
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
	for _, e := range all {
		for _, s := range words.Sentences(e) {
			if !said[s] {
				said[s], out = true, append(out, e)
			}
		}
	}
	return out
}

// mayHand refuses a county in a township's audit that the rulebook does not raise: authz.forbidden.
func mayHand(actor authz.Actor, a Application, step string, book *rulebook.Book, today civil.Date) error {
	if step == StepAudit && !actor.HasRole("township_reviewer") && !raised(book, a.Path, today) {
		return errs.New(errs.Forbidden, "authz.forbidden").With("permission", "application.audit")
	}
	return nil
}

// remarked is what the register says about the person today and said at the application, kin in office among it, and
// what another department's register says.
func (r *Service) remarked(rd database.Reader, a Application, book *rulebook.Book, today civil.Date) ([]error, error) {
	person, facts, err := r.factsAgain(rd, a, today)
	if err != nil {
		return nil, err
	}
	var out []error
	for _, m := range Judge(facts, book) {
		if m.Reaction != "info" || m.Code == "kin.official" {
			e := errs.New(errs.State, m.Code)
			e.Args = m.Args
			out = append(out, e)
		}
	}
	for _, code := range strings.Fields(a.Warnings) {
		out = append(out, errs.New(errs.State, "application.batch_warned").With("gist", words.Label("gist", code)))
	}
	kind, err := r.Registers.Against(rd, person.ID)
	if err == nil && kind != "" {
		out = append(out, errs.New(errs.State, "application.register").With("register", kind))
	}
	return out, err
}

// atFault is what is missing or out of order in the procedure, and what somebody wrote beside a step.
func (r *Service) atFault(rd database.Reader, a Application, _ *rulebook.Book, today civil.Date) ([]error, error) {
	_, facts, err := r.factsAgain(rd, a, today)
	if err != nil {
		return nil, err
	}
	steps, err := StepsOf(rd, a.ID)
	if err != nil {
		return nil, err
	}
	scans, err := r.Scans.Of(rd, a.ID)
	if err != nil {
		return nil, err
	}
	var out []error
	for _, s := range steps {
		if s.FileID != nil {
			scans++
		}
		if s.Irregular != "" {
			out = append(out, errs.New(errs.State, "application.batch_irregular").With("step", words.Label("step", s.Step)))
		}
		wrote := s.Remark != "" && s.Channel != string(desk.Batch) // a batch's remark is its document
		if wrote || s.Objections != "" || s.Against != "" {
			out = append(out, errs.New(errs.State, "application.batch_remark").With("step", words.Label("step", s.Step)))
		}
	}
	points, err := r.SelfCheck(rd, a, facts, scans)
	for _, p := range points {
		if !p.OK {
			out = append(out, errs.New(errs.State, "application.batch_point").With("point", words.Text(p.Code, p.Args...)))
		}
	}
	return out, err
}

// contested is who objected, and who would have come before the applicant.
func (r *Service) contested(rd database.Reader, a Application, book *rulebook.Book, _ civil.Date) ([]error, error) {
	var out []error
	o, err := r.Objections.To(rd, a.ID)
	if err != nil {
		return nil, err
	}
	if n := o.Open + o.Answered; n > 0 {
		out = append(out, errs.New(errs.State, "application.batch_objected").With("count", n))
	}
	ahead, err := r.Outranked(rd, a, book)
	if err == nil && ahead.Count > 0 {
		out = append(out, errs.New(errs.State, "application.batch_rank").With("count", ahead.Count))
	}
	return out, err
}

// factsAgain is what an application would be judged by today; its own request does not speak against it.
func (r *Service) factsAgain(rd database.Reader, a Application, today civil.Date) (resident.Person, Facts, error) {
	person, err := resident.ByID(rd, a.PersonID)
	if err != nil {
		return person, Facts{}, err
	}
	f, err := r.FactsOf(rd, person, a.Basis, today)
	f.LiveRequest = false
	return person, f, err
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

// ViewChosen looks at applications that somebody chose one by one; who may not see one gets authz.not_found.
// application.none: nobody, or more than MaxBatch.
func (r *Service) ViewChosen(rd database.Reader, actor authz.Actor, step string, ids []int64,
	today civil.Date) (BatchView, error) {
	var out BatchView
	permission, _, err := stepOf(step)
	if err != nil {
		return out, err
	}
	if len(ids) == 0 || len(ids) > MaxBatch {
		return out, errs.New(errs.Invalid, "application.none").On("ids").With("limit", MaxBatch)
	}
	book, err := rulebook.Load(rd)
	if err != nil {
		return out, err
	}
	for _, id := range ids {
		row, err := rowByID(rd, id)
		if err != nil {
			return out, err
		}
		if err := actor.Check(permission, row.Path); err != nil {
			return out, err
		}
		if err := r.view(rd, actor, step, row, book, today, &out); err != nil {
			return out, err
		}
	}
	return out, nil
}

// ViewFiltered looks at the applications that wait for a step and fit a filter, those that waited longest first, until
// a batch is full.
func (r *Service) ViewFiltered(rd database.Reader, actor authz.Actor, step string, f BatchFilter,
	today civil.Date) (BatchView, error) {
	var out BatchView
	permission, from, err := stepOf(step)
	if err != nil {
		return out, err
	}
	book, err := rulebook.Load(rd)
	if err != nil {
		return out, err
	}
	rows, err := waitingRows(rd, actor.Scope(permission), from, f)
	if err != nil {
		return out, err
	}
	for i, row := range rows {
		if len(out.In) == MaxBatch || i == looked {
			out.More = len(rows) - i
			break
		}
		if err := r.view(rd, actor, step, row, book, today, &out); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (r *Service) view(rd database.Reader, actor authz.Actor, step string, row Row, book *rulebook.Book,
	today civil.Date, out *BatchView) error {
	why, err := r.Against(rd, actor, row.Application, step, book, today)
	if len(why) > 0 {
		out.Out = append(out.Out, BatchRow{row, why})
	} else if err == nil {
		out.In = append(out.In, BatchRow{Row: row})
	}
	return err
}
