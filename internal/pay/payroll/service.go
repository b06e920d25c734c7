package payroll

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/fund"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Service of payroll.
type Service struct{ Desk *desk.Desk }

func (r *Service) at(v *desk.Visit, id, version int64, permission authz.Permission, states ...string) (Run, error) {
	x, err := LockRun(v.Tx, id)
	if err != nil {
		return x, err
	}
	if err := v.Allow(permission, x.Path); err != nil {
		return x, err
	}
	if x.Version != version {
		return x, errs.New(errs.Stale, "form.stale")
	}
	if !slices.Contains(states, x.State) {
		return x, errs.New(errs.State, "payroll.state").With("run", x.State)
	}
	return x, nil
}

// MayAudit names what keeps a person from auditing a township's part of a noticed run now; else it finds the part.
// Refusals: payroll.same_person, payroll.notice_irregular, payroll.notice_running, payroll.no_part, payroll.unanswered.
func (x Run) MayAudit(r database.Reader, book *rulebook.Book, actor authz.Actor, township *region.Region,
	today civil.Date) (Part, error) {
	if x.DraftedKey == actor.PersonKey {
		return Part{}, errs.New(errs.Forbidden, "payroll.same_person")
	}
	if err := noticeOver(book, x, today); err != nil {
		return Part{}, err
	}
	if err := x.hungStill(r, authz.Under(township.Path)); err != nil {
		return Part{}, err
	}
	parts, err := Parts(r, x)
	if err != nil {
		return Part{}, err
	}
	i := slices.IndexFunc(parts, func(p Part) bool { return p.TownshipPath == township.Path })
	if i < 0 {
		return Part{}, errs.New(errs.State, "payroll.no_part").On("region")
	}
	return parts[i], answeredIn(r, book, x, authz.Under(township.Path), today)
}

// MayApprove names what keeps a person from approving a noticed run now, but for the money; else it counts those who
// are paid less than the hourly minimum. Refusals: payroll.same_person, payroll.notice_irregular,
// payroll.notice_running, payroll.not_audited, payroll.unanswered, payroll.fund_use.
func (x Run) MayApprove(r database.Reader, book *rulebook.Book, actor authz.Actor,
	today civil.Date) (low int, err error) {
	return x.mayApprove(r, book, actor, today, func() ([]Warned, error) {
		return WarnedOf(r, book, x, authz.Under(x.Path))
	})
}

func (x Run) mayApprove(r database.Reader, book *rulebook.Book, actor authz.Actor, today civil.Date,
	warnings func() ([]Warned, error)) (low int, err error) {
	if audited, err := auditedBy(r, x.ID, actor.PersonKey); err != nil || audited || x.DraftedKey == actor.PersonKey {
		if err == nil {
			err = errs.New(errs.Forbidden, "payroll.same_person")
		}
		return 0, err
	}
	if err := noticeOver(book, x, today); err != nil { // it may have been hung once more since the audits
		return 0, err
	}
	if err := x.hungStill(r, authz.Under(x.Path)); err != nil {
		return 0, err
	}
	parts, err := Parts(r, x)
	if err != nil {
		return 0, err
	}
	waiting := 0
	for _, p := range parts {
		if p.Audited == 0 {
			waiting++
		}
	}
	if waiting > 0 {
		return 0, errs.New(errs.State, "payroll.not_audited").With("waiting", waiting)
	}
	if err := answeredIn(r, book, x, authz.Under(x.Path), today); err != nil {
		return 0, err
	}
	warned, err := warnings()
	if err != nil {
		return 0, err
	}
	for _, w := range warned {
		if w.Kind == WrongUse {
			return 0, errs.New(errs.State, "payroll.fund_use").With("name", w.Name).With("fund", w.Fund)
		}
		low++
	}
	return low, nil
}

// Audit is a township's word on its own part, by another person than who drafted the run, once the notice is over.
// Refusals: payroll.state, payroll.same_person, payroll.notice_irregular, payroll.notice_running, payroll.no_part,
// payroll.unanswered (a line of its part is questioned and the township has not said that it is paid, or taken it off),
// payroll.audited.
func (r *Service) Audit(ctx context.Context, actor authz.Actor, key string, id int64,
	township *region.Region) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := lockPart(v, id, township, Noticed)
		if err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		part, err := x.MayAudit(v.Tx, book, actor, township, v.Today())
		if err != nil {
			return 0, err
		}
		_, err = v.Tx.Exec(
			"INSERT INTO pay_audit (run_id, township_id, path, actor_id, person_key, at_us) VALUES (?, ?, ?, ?, ?, ?)", id,
			township.ID, township.Path, actor.UserID, actor.PersonKey, int64(v.Now()))
		if database.Duplicate(err, "") || err != nil && strings.Contains(err.Error(), "append-only") {
			return 0, errs.New(errs.State, "payroll.audited")
		}
		if err != nil {
			return 0, err
		}
		v.Record("payroll.audit", "pay_run", id, desk.F("township", township.Code), desk.F("items", part.Items),
			desk.F("total", part.TotalFen))
		return id, nil
	})
}

// Approve freezes a run: drafts become items, slots are taken, money is committed from each fund; all or nothing.
// Refusals: payroll.state, payroll.same_person, payroll.notice_irregular, payroll.notice_running, payroll.not_audited
// (with the townships), payroll.unanswered, payroll.fund_use, payroll.correction (what it was to correct was reversed),
// payroll.slot, payroll.totals, fund.year, fund.short. The budget year that pays is last year's or this one's, apart
// from the month that was worked; empty: this year's.
func (r *Service) Approve(ctx context.Context, actor authz.Actor, key string, id, version int64,
	year string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := r.at(v, id, version, "payroll.approve", Noticed)
		if err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		rows, err := drafts(v.Tx, x)
		if err != nil {
			return 0, err
		}
		low, err := x.mayApprove(v.Tx, book, actor, v.Today(), func() ([]Warned, error) {
			return warnedOf(book, x, rows), nil
		})
		if err != nil {
			return 0, err
		}
		if year, err = fund.PayFrom(v, x.Path, year); err != nil {
			return 0, err
		}
		for _, d := range rows {
			if x.Kind == Correction && d.OfItemID == nil { // what it was to correct was taken back since
				return 0, errs.New(errs.Conflict, "payroll.correction").With("name", d.Name)
			}
		}
		items := gather(x, rows, v.Now())
		byFund := map[string]money.Fen{}
		var total money.Fen
		for _, d := range rows {
			byFund[d.Fund] += d.AmountFen
			total += d.AmountFen
		}
		// Money is counted twice: what the run said when it hung on the boards, and what its rows add up to now.
		if int64(len(items)) != x.Items || total != x.TotalFen {
			return 0, errs.New(errs.Conflict, "payroll.totals").With("was", x.TotalFen).With("now", total)
		}
		if err := freeze(v, x, items); err != nil {
			return 0, err
		}
		for _, name := range fund.Names {
			if err := fund.Post(v,
				fund.Move{Path: x.Path, Fund: name, Year: year, From: fund.Available, To: fund.Committed, Amount: byFund[name],
					Subject: "pay_run", SubjectID: id}); err != nil {
				return 0, err
			}
		}
		if err := closeDrafts(v.Tx, book, x); err != nil {
			return 0, err
		}
		v.Record("payroll.approve", "pay_run", id, desk.F("month", x.Month), desk.F("items", len(items)),
			desk.F("total", total), desk.F("year", year), desk.F("below_hourly_minimum", low))
		return id,
			move(v.Tx, x, "state = 'approved', year = ?, approved_by = ?, approved_key = ?, approved_us = ?", year, actor.UserID,
				actor.PersonKey, int64(v.Now()))
	})
}

// Cancel gives a run up before it is approved; its place and its sheets are free again.
func (r *Service) Cancel(ctx context.Context, actor authz.Actor, key string, id, version int64,
	reason string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := r.at(v, id, version, "payroll.draft", Draft, Noticed)
		if err != nil {
			return 0, err
		}
		reason = strings.TrimSpace(reason)
		if fault := errs.Length(reason, 2, 100, "form.required", "reason"); fault != nil {
			return 0, fault
		}
		v.Record("payroll.cancel", "pay_run", id, desk.F("reason", reason))
		return id, giveUp(v.Tx, x)
	})
}

// giveUp a run: its place and its sheets are free again.
func giveUp(tx *database.Tx, x Run) error {
	if err := deleteDrafts(tx, x.ID); err != nil {
		return err
	}
	if err := duty.Unlock(tx, x.Path, x.Month); err != nil {
		return err
	}
	return move(tx, x, "state = 'cancelled'")
}
