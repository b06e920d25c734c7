package duty

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/account"
)

// Service of duty.
type Service struct{ Desk *desk.Desk }

// planAhead is how many days before its month a sheet can be begun, so that shifts are planned beforehand.
const planAhead = 10

// Begin makes the month sheet of a village, one blank line per holder; one that exists is returned as it is, with lines
// for holders who have come since. Refusals: duty.month (more than ten days ahead), duty.nobody (no holder in that
// month).
func (r *Service) Begin(ctx context.Context, actor authz.Actor, village *region.Region,
	month civil.Month) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		if !village.OpenVillage() {
			return 0, errs.New(errs.Invalid, "region.not_village").On("region")
		}
		if err := v.Allow("duty.enter", village.Path); err != nil {
			return 0, err
		}
		if month.IsZero() || month.First().After(v.Today().AddDays(planAhead)) {
			return 0, errs.New(errs.Invalid, "duty.month").On("month")
		}
		holders, err := holdersOf(v.Tx, village.ID, month)
		if err != nil {
			return 0, err
		}
		if len(holders) == 0 {
			return 0, errs.New(errs.State, "duty.nobody").On("month")
		}
		s, found, err := SheetOf(v.Tx, village.ID, month)
		if err != nil {
			return 0, err
		}
		if !found {
			s = Sheet{VillageID: village.ID, Path: village.Path, Month: month, State: Draft}
			if err := insertSheet(v.Tx, &s); err != nil {
				if database.Duplicate(err, "") {
					return 0, fmt.Errorf("%w: %w", database.ErrAgain, err) // begun by another at the same moment
				}
				return 0, err
			}
		}
		have := map[int64]bool{}
		lines, err := LinesOf(v.Tx, s.ID)
		if err != nil {
			return 0, err
		}
		for _, l := range lines {
			have[l.PlacementID] = true
		}
		var fresh []Line
		for _, h := range holders {
			if !have[h.PlacementID] && s.State == Draft {
				h.SheetID, h.Days, h.How, h.Shifts = s.ID, noShifts, noShifts, noShifts
				fresh = append(fresh, h)
			}
		}
		v.Record("duty.begin", "duty_sheet", s.ID, desk.F("month", month), desk.F("new_lines", len(fresh)))
		return s.ID, insertLines(v.Tx, fresh)
	})
}

// Form of a sheet as it was shown and typed.
type Form struct {
	ID, Version int64
	Lines       []Typed
	FromPaper   bool
	Scan        int64 // of the signed paper from which another office enters the sheet; 0: none is named
}

// Save keeps what was typed; all faults of all lines at once, and then nothing is kept. Of a sheet that was sent before
// its month was over, the days since are typed. Refusals: duty.state, form.stale, those of Apply.
func (r *Service) Save(ctx context.Context, actor authz.Actor, key string, f Form) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		s, err := at(v, f.ID, f.Version, "duty.enter", Draft, Submitted)
		if err != nil {
			return 0, err
		}
		changed, err := r.apply(v, s, f)
		if err != nil {
			return 0, err
		}
		if err := touch(v.Tx, s, "state = state"); err != nil {
			return 0, err
		}
		v.Record("duty.save", "duty_sheet", s.ID, desk.F("month", s.Month), desk.F("lines", changed))
		return s.ID, nil
	})
}

// howTyped is how what the visitor types comes in.
func (r *Service) howTyped(v *desk.Visit, s Sheet, fromPaper bool) (byte, error) {
	if other, err := lends(v, s); other || err != nil {
		return HowAnother, err
	}
	if fromPaper {
		return HowPaper, nil
	}
	standsIn, err := account.StandsIn(v.Tx, v.Actor.UserID, s.Path, v.Today())
	if standsIn {
		return HowAnother, err
	}
	return HowTyped, err
}

func (r *Service) apply(v *desk.Visit, s Sheet, f Form) (int, error) {
	how, err := r.howTyped(v, s, f.FromPaper)
	if err != nil {
		return 0, err
	}
	lines, err := LinesOf(v.Tx, s.ID)
	if err != nil {
		return 0, err
	}
	typed := map[int64]Typed{}
	for _, t := range f.Lines {
		typed[t.PlacementID] = t
	}
	last := map[int64]string{}
	if slices.ContainsFunc(f.Lines, func(t Typed) bool { return strings.IndexByte(t.Fills, HowLast) >= 0 }) {
		if last, err = LikeLast(v.Tx, s); err != nil {
			return 0, err
		}
	}
	var faults errs.Faults
	var out []Line
	for _, l := range lines {
		t, ok := typed[l.PlacementID]
		if !ok {
			continue
		}
		t.last = last[l.PlacementID]
		if ForVillage(v.Actor, s.Path) {
			faults = append(faults, errs.All(l.overVillage(t))...)
		}
		after, err := Apply(l, t, s.Month, v.Today(), s.SentOn(), how)
		faults = append(faults, errs.All(err)...)
		if after.Days != l.Days || after.How != l.How || after.Hours != l.Hours || after.Remark != l.Remark {
			out = append(out, after)
		}
	}
	if err := faults.OrNil(); err != nil {
		return 0, err
	}
	for _, l := range out {
		if err := updateLine(v.Tx, l); err != nil {
			return 0, err
		}
	}
	return len(out), nil
}

// at locks a sheet and holds permission, version and state.
func at(v *desk.Visit, id, version int64, permission authz.Permission, states ...string) (Sheet, error) {
	s, err := lockSheet(v.Tx, id)
	if err != nil {
		return s, err
	}
	if err := v.Allow(permission, s.Path); err != nil {
		return s, err
	}
	if s.Version != version {
		return s, errs.New(errs.Stale, "form.stale")
	}
	if !slices.Contains(states, s.State) {
		return s, errs.New(errs.State, "duty.state").With("sheet", s.State)
	}
	return s, nil
}

// Submit keeps what was typed and sends the sheet to the township. Another office that enters it for the village names
// the scan of the signed paper. Refusals: those of Save, duty.blank, duty.off_post (a day at work on which the holder
// was not on the post), duty.scan (no such scan of the village's month).
func (r *Service) Submit(ctx context.Context, actor authz.Actor, key string, f Form) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		s, err := at(v, f.ID, f.Version, "duty.enter", Draft)
		if err != nil {
			return 0, err
		}
		scan, err := signedPaper(v, s, f.Scan)
		if err != nil {
			return 0, err
		}
		if _, err := r.apply(v, s, f); err != nil {
			return 0, err
		}
		lines, err := LinesOf(v.Tx, s.ID)
		if err != nil {
			return 0, err
		}
		if err := Complete(lines, s.Month, v.Today()); err != nil {
			return 0, err
		}
		if err := OnPost(lines, s.Month); err != nil {
			return 0, err
		}
		if err := keepFirst(v.Tx, s.ID); err != nil {
			return 0, err
		}
		if err := touch(v.Tx, s,
			"state = 'submitted', submitted_by = ?, submitted_key = ?, submitted_us = ?, reviewed_by = NULL, reviewed_key = "+
				"NULL, reviewed_us = NULL, scan_id = ?",
			actor.UserID, actor.PersonKey, v.Now(), scan); err != nil {
			return 0, err
		}
		v.Record("duty.submit", "duty_sheet", s.ID, desk.F("month", s.Month), desk.F("holders", len(lines)),
			desk.F("scan", scan))
		return s.ID, nil
	})
}

// Review passes a submitted sheet, or returns it with a remark. Refusals: duty.state, duty.same_person, duty.remark,
// form.stale, duty.blank_pass (a holder of whom it says nothing), duty.shift_open (a day on shift of which nothing was
// said), duty.word_open (the village objects).
func (r *Service) Review(ctx context.Context, actor authz.Actor, key string, id, version int64, pass bool,
	remark string) (int64, error) {
	return r.decide(ctx, actor, key, "duty.review", id, version, Submitted, pass, remark)
}

// Reopen lets a reviewed sheet be corrected; the county does this, with a reason. A sheet locked for pay stays.
func (r *Service) Reopen(ctx context.Context, actor authz.Actor, key string, id, version int64,
	remark string) (int64, error) {
	return r.decide(ctx, actor, key, "duty.reopen", id, version, Reviewed, false, remark)
}

// MayReview refuses who sent the sheet, and who entered days of it for the village: duty.same_person.
func (s Sheet) MayReview(actor authz.Actor) error {
	if s.SubmittedKey == actor.PersonKey || slices.Contains(s.Enterers, actor.PersonKey) {
		return errs.New(errs.Forbidden, "duty.same_person")
	}
	return nil
}

// mayDecide refuses a missing reason, an objection that waits, and passing a day on shift of which nothing was said.
func mayDecide(v *desk.Visit, s Sheet, pass bool, remark string) error {
	if n := utf8.RuneCountInString(remark); n > 100 || n == 0 && !pass {
		return errs.New(errs.Invalid, "duty.remark").On("remark")
	}
	if err := settleWord(v, s, pass, remark); err != nil || !pass {
		return err
	}
	lines, err := LinesOf(v.Tx, s.ID)
	if err != nil {
		return err
	}
	if err := Blanks(lines, s.Month, s.SubmittedUs.Date()); err != nil {
		return err
	}
	return Untyped(lines, s.Month)
}

func (r *Service) decide(ctx context.Context, actor authz.Actor, key string, permission authz.Permission,
	id, version int64, from string, pass bool, remark string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		may, err := reviewsAs(v.Tx, actor, permission, id)
		if err != nil {
			return 0, err
		}
		s, err := at(v, id, version, may, from)
		if err != nil {
			return 0, err
		}
		if err := s.MayReview(actor); err != nil {
			return 0, err
		}
		remark = strings.TrimSpace(remark)
		if err := mayDecide(v, s, pass, remark); err != nil {
			return 0, err
		}
		if pass {
			err = touch(v.Tx, s, "state = 'reviewed', reviewed_by = ?, reviewed_key = ?, reviewed_us = ?, remark = ?",
				actor.UserID, actor.PersonKey, v.Now(), remark)
		} else {
			err = touch(v.Tx, s, "state = 'draft', remark = ?", remark)
		}
		if err != nil {
			return 0, err
		}
		early, more := 0, []desk.Fact(nil)
		if pass {
			early = s.EarlyDays(v.Today())
			if more, err = followed(v, s); err != nil {
				return 0, err
			}
		}
		v.Record(string(permission), "duty_sheet", s.ID, append([]desk.Fact{desk.F("month", s.Month), desk.F("pass", pass),
			desk.F("remark", remark), desk.F("days_to_come", early)}, more...)...)
		return s.ID, nil
	})
}
