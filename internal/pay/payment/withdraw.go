package payment

import (
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
)

// Withdraw gives a batch up that was not released; its items can go in another. What the bank had sent back once is
// available again. Refusals: payment.state, payment.level, form.stale, form.required (why).
func (r *Service) Withdraw(ctx context.Context, actor authz.Actor, key string, id, version int64,
	why string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		b, err := r.at(v, id, version, "payment.prepare", Prepared)
		if err != nil {
			return 0, err
		}
		why = strings.TrimSpace(why)
		if fault := errs.Length(why, 2, 100, "form.required", "why"); fault != nil {
			return 0, fault
		}
		if err := free(v, b); err != nil {
			return 0, err
		}
		v.Record("payment.withdraw", "pay_batch", id, desk.F("items", b.Items), desk.F("total", b.TotalFen),
			desk.F("why", why))
		return id, giveUp(v, b, why)
	})
}

// TakeBackPrepare gives a batch up that was just prepared: by who prepared it, as long as nothing was done with it
// since; its items can go in another, as after Withdraw. Refusals: authz.*, undo.*, payment.state, payment.level,
// form.stale.
func TakeBackPrepare(ctx context.Context, r *Service, actor authz.Actor, key string, id int64,
	back desk.Back) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		b, err := lockBatch(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("payment.prepare", b.Path); err != nil {
			return 0, err
		}
		l, err := v.TakeBack(&back, "pay_batch", id, "payment.prepare")
		if err != nil {
			return 0, err
		}
		if b, err = r.at(v, id, back.Version, "payment.prepare", Prepared); err != nil {
			return 0, err
		}
		if err := free(v, b); err != nil {
			return 0, err
		}
		v.Record("payment.prepare_back", "pay_batch", id, back.Facts(l, desk.F("items", b.Items),
			desk.F("total", b.TotalFen))...)
		return id, giveUp(v, b, back.Why)
	})
}

func giveUp(v *desk.Visit, b Batch, why string) error {
	return move(v.Tx, b, "state = 'withdrawn', withdrawn_by = ?, withdrawn_us = ?, why = ?", v.Actor.UserID,
		int64(v.Now()), why)
}

// free the money of a batch that the bank had sent back once: it is available again.
func free(v *desk.Visit, b Batch) error {
	run, err := payroll.RunByID(v.Tx, b.RunID)
	if err != nil {
		return err
	}
	lines, err := linesOf(v.Tx, b.ID)
	if err != nil {
		return err
	}
	split, err := sharesOf(v.Tx, b.RunID)
	if err != nil {
		return err
	}
	again := map[string]money.Fen{}
	for _, l := range lines {
		if l.Returns > 0 {
			bear(again, l, split)
		}
	}
	for _, name := range fund.Names {
		if err := fund.Post(v,
			fund.Move{Path: run.Path, Fund: name, Year: run.Year, From: fund.Committed, To: fund.Available, Amount: again[name],
				Subject: "pay_batch", SubjectID: b.ID}); err != nil {
			return err
		}
	}
	return nil
}

// MaySecond names what keeps a person from being the second releaser of a prepared batch: payment.level,
// payment.same_person, payment.second_not_needed, payment.seconded.
func MaySecond(book *rulebook.Book, b Batch, actor authz.Actor, today civil.Date) error {
	if err := AtLevel(actor, b.Path); err != nil {
		return err
	}
	if b.PreparedKey == actor.PersonKey {
		return errs.New(errs.Forbidden, "payment.same_person")
	}
	if _, needed := NeedsSecond(book, b, today); !needed {
		return errs.New(errs.State, "payment.second_not_needed")
	}
	if b.SecondedKey != "" {
		return errs.New(errs.State, "payment.seconded")
	}
	return nil
}

// Second is the word of a second releaser on a batch whose sum needs one; somebody else than who prepared it, and than
// who will release it. Refusals: payment.state, payment.level, payment.same_person, payment.second_not_needed,
// payment.seconded, form.stale.
func (r *Service) Second(ctx context.Context, actor authz.Actor, key string, id, version int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		b, err := r.at(v, id, version, "payment.release", Prepared)
		if err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		if err := MaySecond(book, b, actor, v.Today()); err != nil {
			return 0, err
		}
		v.Record("payment.second", "pay_batch", id, desk.F("items", b.Items), desk.F("total", b.TotalFen))
		return id,
			move(v.Tx, b, "seconded_by = ?, seconded_key = ?, seconded_us = ?", actor.UserID, actor.PersonKey, int64(v.Now()))
	})
}
