package progress

import (
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/unit"
)

// Signed is who signed a form, by the submission slip.
type Signed struct {
	Filler, Reviewer, Leader, Phone string
	Why                             string // of a correction
	Version                         int64  // of the form as it was shown
}

func (s *Signed) check(correcting bool) error {
	var faults errs.Faults
	for _, x := range []struct {
		field string
		text  *string
	}{{"filler", &s.Filler}, {"reviewer", &s.Reviewer}, {"leader", &s.Leader}} {
		*x.text = strings.TrimSpace(*x.text)
		faults.Add(errs.Length(*x.text, 2, 30, "form.required", x.field))
	}
	s.Phone, s.Why = strings.TrimSpace(s.Phone), strings.TrimSpace(s.Why)
	faults.Add(errs.Length(s.Phone, 5, 20, "form.required", "phone"))
	if s.Filler != "" && (s.Filler == s.Reviewer || s.Filler == s.Leader) {
		faults.Add(errs.New(errs.Invalid, "progress.one_signer").On("reviewer"))
	}
	if n := utf8.RuneCountInString(s.Why); correcting && n < 4 || n > 200 {
		faults.Add(errs.New(errs.Invalid, "progress.why").On("why"))
	}
	return faults.OrNil()
}

// Submit sends a unit's form in with its stamped scan, which was put already: the figures and the people counted are
// frozen as they stand. Refusals: authz.*, progress.future, progress.closed (sent in already), form.stale,
// progress.missing, the faults of Check, form.required, progress.one_signer, progress.why (a correction needs its
// reason), progress.scan.
func (r *Service) Submit(ctx context.Context, actor authz.Actor, key string, unitID int64, q civil.Quarter,
	signed Signed, scan *files.Stored) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		u, f, _, err := filled(v, "progress.submit", unitID, q)
		if err != nil {
			return 0, err
		}
		if f, err = begun(v.Tx, u.ID, q); err != nil {
			return 0, err
		}
		if signed.Version != f.Version && signed.Version != 0 {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		s, err := SheetOf(v.Tx, u, q, v.Today())
		if err != nil {
			return 0, err
		}
		if err := s.Err(); err != nil {
			return 0, err
		}
		if err := signed.check(s.Correcting()); err != nil {
			return 0, err
		}
		if scan == nil {
			return 0, errs.New(errs.Invalid, "progress.scan").On("file")
		}
		x := Submission{FormID: f.ID, Round: 1, UnitName: u.Name, CutOff: s.Through, FilledOn: v.Today(),
			Filler: signed.Filler, Reviewer: signed.Reviewer, Leader: signed.Leader, Phone: signed.Phone,
			Definition: s.Definition, ActorID: actor.UserID, PersonKey: actor.PersonKey, AtUs: v.Now()}
		if s.Latest != nil {
			x.Round = s.Latest.Round + 1
		}
		if s.Correcting() {
			x.Why = signed.Why
		}
		if x.FileID, err = files.Keep(v, *scan, u.Path(), files.OfForm); err != nil {
			return 0, err
		}
		x.Digest = s.digest()
		if err := storeSubmission(v, &x); err != nil {
			return 0, err
		}
		frozen := make([]Frozen, len(s.Figures))
		for i, c := range s.Figures {
			frozen[i] = Frozen{SubmissionID: x.ID, Col: int64(c.Column.N), Value: *c.Value, Source: c.Source, Reason: c.Reason,
				Note: c.Note, Province: c.Province}
		}
		if err := storeFrozen(v, frozen); err != nil {
			return 0, err
		}
		people := slices.Sorted(maps.Keys(s.Counted))
		if err := v.Tx.InsertMany("progress_person", []string{"submission_id", "person_id", "placement_id"}, len(people),
			func(i int, row []any) {
				copy(row, []any{x.ID, people[i], s.Counted[people[i]]})
			}); err != nil {
			return 0, err
		}
		v.Record("progress.submit", "progress_form", f.ID, desk.F("unit", u.Name), desk.F("quarter", q),
			desk.F("round", x.Round), desk.F("digest", fmt.Sprintf("%x", x.Digest[:8])), desk.F("why", x.Why))
		return x.ID,
			v.Tx.Change(
				"UPDATE progress_form SET state = 'submitted', submission_id = ?, version = version + 1 WHERE id = ? AND version "+
					"= ?",
				x.ID, f.ID, f.Version)
	})
}

// Correcting reports whether what the city accepted is open again.
func (s *Sheet) Correcting() bool {
	return s.Form.State == Open && s.Word != nil && s.Word.Outcome == Accepted
}

// digest of the figures with what is said beside them, and of the people counted.
func (s *Sheet) digest() []byte {
	var b []byte
	put := func(text string) { b = append(binary.BigEndian.AppendUint64(b, uint64(len(text))), text...) }
	for _, x := range []string{s.Unit.Code, s.Quarter.String(), s.Through.String(), s.Definition} {
		put(x)
	}
	for _, f := range s.Figures {
		for _, x := range []string{f.Column.Key, told(f.Value), f.Source, f.Reason, f.Note, told(f.Province)} {
			put(x)
		}
	}
	for _, p := range slices.Sorted(maps.Keys(s.Counted)) {
		b = binary.BigEndian.AppendUint64(b, uint64(p))
	}
	return seal.Digest(b)
}

// MayDecide refuses whoever sent it in: progress.own.
func (s Submission) MayDecide(actor authz.Actor) error {
	if s.PersonKey == actor.PersonKey {
		return errs.New(errs.Forbidden, "progress.own")
	}
	return nil
}

// Decide the city's word on a submission: taken over under a number, or given back with a remark of at least four
// characters. Refusals: authz.*, form.choice, progress.state (not the latest, or decided), progress.own (who sent it
// in), progress.remark.
func (r *Service) Decide(ctx context.Context, actor authz.Actor, key string, submissionID int64,
	outcome, remark string) (int64, error) {
	remark = strings.TrimSpace(remark)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		s, f, err := SubmissionByID(v.Tx, submissionID)
		if err != nil {
			return 0, err
		}
		u, err := unit.Allowed(v, "progress.accept", f.UnitID)
		if err != nil {
			return 0, err
		}
		if f, err = database.Find[Form](v.Tx, "SELECT "+formColumns+" FROM progress_form WHERE id = ?"+v.Tx.ForUpdate(),
			f.ID); err != nil {
			return 0, err
		}
		if f.State != Submitted || f.SubmissionID == nil || *f.SubmissionID != s.ID {
			return 0, errs.New(errs.State, "progress.state")
		}
		if err := s.MayDecide(actor); err != nil {
			return 0, err
		}
		q, _ := civil.ParseQuarter(f.Quarter)
		d := Decision{SubmissionID: s.ID, Outcome: outcome, Remark: remark, ActorID: actor.UserID, PersonKey: actor.PersonKey,
			AtUs: v.Now()}
		state := Open
		switch outcome {
		case Accepted:
			n, err := accepted(v.Tx, q)
			if err != nil {
				return 0, err
			}
			state, d.Number = Accepted, fmt.Sprintf("TJ-%d-%d-%03d", q.Year(), q.N(), n+1)
		case "returned":
			if fault := errs.Length(remark, 4, 200, "progress.remark", "remark"); fault != nil {
				return 0, fault
			}
		default:
			return 0, errs.New(errs.Invalid, "form.choice").On("outcome")
		}
		if _, err := storeDecision(v, d); err != nil {
			return 0, err
		}
		v.Record("progress.decide", "progress_form", f.ID, desk.F("unit", u.Name), desk.F("quarter", q),
			desk.F("round", s.Round), desk.F("outcome", outcome), desk.F("number", d.Number), desk.F("remark", remark))
		return f.ID,
			v.Tx.Change("UPDATE progress_form SET state = ?, version = version + 1 WHERE id = ? AND version = ?", state, f.ID,
				f.Version)
	})
}

// Reopen a form that the city accepted, for a correction, with a reason of 4 to 200 characters. What was accepted
// stays, and counts until the correction is accepted. Refusals: authz.*, progress.state, progress.why, form.stale.
func (r *Service) Reopen(ctx context.Context, actor authz.Actor, key string, unitID int64, q civil.Quarter,
	version int64, why string) (int64, error) {
	why = strings.TrimSpace(why)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		u, err := unit.Allowed(v, "progress.submit", unitID)
		if err != nil {
			return 0, err
		}
		f, err := formOf(v.Tx, u.ID, q, v.Tx.ForUpdate())
		if err != nil {
			return 0, err
		}
		if f.State != Accepted {
			return 0, errs.New(errs.State, "progress.state")
		}
		if fault := errs.Length(why, 4, 200, "progress.why", "why"); fault != nil {
			return 0, fault
		}
		v.Record("progress.reopen", "progress_form", f.ID, desk.F("unit", u.Name), desk.F("quarter", q), desk.F("why", why))
		return f.ID,
			v.Tx.Change("UPDATE progress_form SET state = 'open', version = version + 1 WHERE id = ? AND version = ?", f.ID,
				version)
	})
}
