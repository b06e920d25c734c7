package payment

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/resident"
)

// States of a batch.
const (
	Prepared  = "prepared"
	Released  = "released"
	Settled   = "settled"
	Withdrawn = "withdrawn" // given up before it was released
)

// onWay says of a batch b that it waits for a person or for the bank.
const onWay = "b.state IN ('prepared','released')"

// Batch of payments of one run, or of the part of it that one township pays: its path is the county's or the
// township's.
type Batch struct {
	ID          int64
	RunID       int64
	Path        string
	Number      int64
	State       string
	PreparedBy  int64
	PreparedKey string
	SecondedBy  int64 // who agreed besides the releaser, in amount bands that need it
	SecondedKey string
	SecondedUs  clock.Moment
	ReleasedBy  int64
	ReleasedKey string
	ReleasedUs  clock.Moment
	SettledUs   clock.Moment
	WithdrawnUs clock.Moment
	Why         string // it was withdrawn
	Items       int64
	TotalFen    money.Fen
	FileDigest  []byte
	Format      string // the bank's mapping as it was when the batch was prepared; empty: the plain one
	Office      string // who pays (pay.office), as it was then
	Voucher     string // 支付凭证号 under which it was handed over
	Version     int64
}

// Line of a batch with what the bank needs.
type Line struct {
	Seq           int64
	ItemID        int64
	PersonID      int64
	AmountFen     money.Fen
	Fund          string
	Month         civil.Month
	Path          string
	Name          string
	IDSealed      []byte
	AccountSealed []byte
	AccountIndex  []byte
	Present       []byte // index of the account that the person has today
	UnderWay      *int64 // number of the batch in which it waits for a person or for the bank, of whatever office
	Returns       int64  // how often the bank sent it back

	AccountVersion *int64 // of the account that it goes to
	Called         string // how the person is called today
	Renamed        string // the name that it goes with, where it is not the item's
}

// Witness of the bank's word.
var Witness = trail.Table{Name: "payment_event",
	Columns: []string{"item_id", "batch_id", "kind", "reason", "amount_fen", "on_date", "path", "actor_id", "at_us"}}

// Event is the bank's word on one item.
type Event struct {
	ItemID, BatchID int64
	Kind, Reason    string
	AmountFen       money.Fen
	OnDate          civil.Date
	Path            string
	ActorID         int64
	AtUs            clock.Moment
}

func (e *Event) digest() []byte {
	return Witness.Digest(e.ItemID, e.BatchID, e.Kind, e.Reason, e.AmountFen, e.OnDate, e.Path, e.ActorID, e.AtUs)
}

// Service of payments.
type Service struct {
	Desk *desk.Desk
	Ring *seal.Ring
	Dir  string // of the office's own bank formats; may be empty or missing
}

// Prepare a batch of what a payer has of an approved run that is neither paid nor on its way; the zero Payer is the
// only one. An item goes to the account that was frozen with it; one that the bank returned, or that was held back
// since its account had been changed, goes to the account registered since, under the name registered since. What
// HeldOf names is left out, and does not keep the others waiting. Refusals: payroll.state, payment.payer (several pay,
// or this one has no part), payment.level, payment.on_way, payment.nothing, payment.all_held, payment.format (the
// rulebook names a format that is not there), those of bankfile.Encode, fund.short.
func (r *Service) Prepare(ctx context.Context, actor authz.Actor, key string, runID int64, by Payer) (int64, error) {
	formats, err := r.Formats()
	if err != nil {
		return 0, err
	}
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		run, err := payroll.LockRun(v.Tx, runID)
		if err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		lines, err := unpaid(v.Tx, runID)
		if err != nil {
			return 0, err
		}
		if by, lines, err = partOf(book, run, by, lines); err != nil {
			return 0, err
		}
		if err := v.Allow("payment.prepare", by.Path); err != nil {
			return 0, err
		}
		if err := AtLevel(actor, by.Path); err != nil {
			return 0, err
		}
		if run.State != payroll.Approved {
			return 0, errs.New(errs.State, "payroll.state").With("run", run.State)
		}
		batches, err := BatchesOf(v.Tx, runID)
		if err != nil {
			return 0, err
		}
		for _, b := range batches {
			if (b.State == Prepared || b.State == Released) && b.Path == by.Path && b.Office == by.Office {
				return 0, errs.New(errs.State, "payment.on_way").With("number", b.Number)
			}
		}
		if lines, err = notUnderWay(lines); err != nil {
			return 0, err
		}
		held, err := r.holdBack(v, book, runID, &lines)
		if err != nil {
			return 0, err
		}
		if len(lines) == 0 {
			return 0, errs.New(errs.State, "payment.all_held").With("count", held)
		}
		b := Batch{RunID: runID, Path: by.Path, Office: by.Office, Number: int64(len(batches) + 1), PreparedBy: actor.UserID,
			PreparedKey: actor.PersonKey, Items: int64(len(lines))}
		split, err := sharesOf(v.Tx, runID)
		if err != nil {
			return 0, err
		}
		again := map[string]money.Fen{}
		for i := range lines {
			l := &lines[i]
			l.Seq = int64(i + 1)
			b.TotalFen += l.AmountFen
			if l.Returns > 0 {
				bear(again, *l, split)
				if l.Called != l.Name { // put right since
					l.Name, l.Renamed = l.Called, l.Called
				}
			}
		}
		if b.Format, err = chosen(book, formats, by.Path, v.Today()); err != nil {
			return 0, err
		}
		format, err := b.Mapping()
		if err != nil {
			return 0, err
		}
		_, repeatable, err := r.encode(format, lines)
		if err != nil {
			return 0, err
		}
		b.FileDigest = seal.Digest(repeatable)
		if err := insertBatch(v.Tx, &b, lines); err != nil {
			return 0, err
		}
		for _, name := range fund.Names {
			if err := fund.Post(v,
				fund.Move{Path: run.Path, Fund: name, Year: run.Year, From: fund.Available, To: fund.Committed, Amount: again[name],
					Subject: "pay_batch", SubjectID: b.ID}); err != nil {
				return 0, err
			}
		}
		v.Record("payment.prepare", "pay_batch", b.ID, desk.F("run", runID), desk.F("number", b.Number),
			desk.F("items", b.Items), desk.F("total", b.TotalFen), desk.F("held", held),
			desk.F("file", fmt.Sprintf("%x", b.FileDigest)))
		return b.ID, nil
	})
}

// holdBack takes out of the lines of a run what HeldOf names and, since the count of accounts runs at night only, whose
// account came another way by now: it is opened here before anything goes to it. Gives how many were held.
func (r *Service) holdBack(v *desk.Visit, book *rulebook.Book, runID int64, lines *[]Line) (int, error) {
	held, err := HeldOf(v.Tx, book, runID, v.Today())
	if err != nil {
		return 0, err
	}
	back := map[int64]bool{}
	for _, h := range held {
		back[h.ItemID] = true
	}
	*lines = slices.DeleteFunc(*lines, func(l Line) bool { return back[l.ItemID] })
	people := make([]int64, len(*lines))
	for i, l := range *lines {
		people[i] = l.PersonID
	}
	doubts, err := resident.DoubtsOf(v.Tx, r.Ring, people)
	n := len(*lines)
	*lines = slices.DeleteFunc(*lines, func(l Line) bool { return doubts[l.PersonID] != "" })
	return len(held) + n - len(*lines), err
}

// notUnderWay leaves out the lines that wait in another batch, whichever office has it: nothing goes to the bank twice.
// Refusals: payment.on_way (all of them do), payment.nothing.
func notUnderWay(lines []Line) ([]Line, error) {
	var batch int64
	lines = slices.DeleteFunc(lines, func(l Line) bool {
		if l.UnderWay != nil {
			batch = *l.UnderWay
		}
		return l.UnderWay != nil
	})
	switch {
	case len(lines) > 0:
		return lines, nil
	case batch > 0:
		return nil, errs.New(errs.State, "payment.on_way").With("number", batch)
	}
	return nil, errs.New(errs.State, "payment.nothing")
}

// Remark on the payee's statement says what the money is: month and post subsidy.
func Remark(m civil.Month) string { return m.Chinese() + "乡村公益性岗位补贴" }

// encode lines as their bank takes them; repeatable is what the digest is over.
func (r *Service) encode(format bankfile.Format, lines []Line) (file, repeatable []byte, err error) {
	out := make([]bankfile.Line, len(lines))
	for i, l := range lines {
		number, err := r.Ring.Open("person", "id", l.IDSealed)
		if err != nil {
			return nil, nil, err
		}
		account, err := r.Ring.Open("person", "account", l.AccountSealed)
		if err != nil {
			return nil, nil, err
		}
		out[i] = bankfile.Line{Seq: l.Seq, Name: l.Name, IDNo: number, Account: account, Amount: l.AmountFen,
			Remark: Remark(l.Month)}
	}
	if file, err = format.Encode(out); err != nil {
		return nil, nil, err
	}
	return file, format.Repeatable(file, out), nil
}

// File of a batch, as it was prepared; every download is recorded. Refusal: payment.file_changed (an account changed
// since, and the batch is not released: withdraw it and prepare anew).
func (r *Service) File(ctx context.Context, actor authz.Actor, id int64) ([]byte, error) {
	var lines []Line
	var b Batch
	_, err := desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		var err error
		if b, err = BatchByID(v.Tx, id); err != nil {
			return 0, err
		}
		if err := v.Allow("payment.prepare", b.Path); err != nil {
			return 0, err
		}
		if lines, err = linesOf(v.Tx, id); err != nil {
			return 0, err
		}
		v.Record("payment.file", "pay_batch", id)
		return 0, nil
	})
	if err != nil {
		return nil, err
	}
	format, err := b.Mapping()
	if err != nil {
		return nil, err
	}
	if b.State == Prepared && moved(lines) {
		return nil, errs.New(errs.Conflict, "payment.file_changed")
	}
	file, repeatable, err := r.encode(format, lines)
	if err == nil && !bytes.Equal(seal.Digest(repeatable), b.FileDigest) {
		err = errs.New(errs.Conflict, "payment.file_changed")
	}
	return file, err
}

// moved tells whether an account changed since a batch was prepared.
func moved(lines []Line) bool {
	return slices.ContainsFunc(lines, func(l Line) bool { return !bytes.Equal(l.AccountIndex, l.Present) })
}

// MayRelease names what keeps a person from releasing a prepared batch now: payment.level, payment.same_person,
// payment.second_needed, payment.file_changed.
func MayRelease(r database.Reader, book *rulebook.Book, b Batch, actor authz.Actor, today civil.Date) error {
	if err := AtLevel(actor, b.Path); err != nil {
		return err
	}
	if b.PreparedKey == actor.PersonKey || b.SecondedKey == actor.PersonKey {
		return errs.New(errs.Forbidden, "payment.same_person")
	}
	if limit, needed := NeedsSecond(book, b, today); needed && b.SecondedKey == "" {
		return errs.New(errs.State, "payment.second_needed").With("limit", limit)
	}
	lines, err := linesOf(r, b.ID)
	if err == nil && moved(lines) {
		err = errs.New(errs.Conflict, "payment.file_changed")
	}
	return err
}

// Release hands a batch over to the bank under its payment voucher (支付凭证号); another person than who prepared it, and
// than the second one where the amount needs one. Refusals: payment.state, payment.level, payment.same_person,
// payment.second_needed, payment.file_changed, form.required (voucher), form.stale.
func (r *Service) Release(ctx context.Context, actor authz.Actor, key string, id, version int64,
	voucher string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		b, err := r.at(v, id, version, "payment.release", Prepared)
		if err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		if err := MayRelease(v.Tx, book, b, actor, v.Today()); err != nil {
			return 0, err
		}
		voucher = strings.TrimSpace(voucher)
		if fault := errs.Length(voucher, 2, 50, "form.required", "voucher"); fault != nil {
			return 0, fault
		}
		v.Record("payment.release", "pay_batch", id, desk.F("items", b.Items), desk.F("total", b.TotalFen),
			desk.F("voucher", voucher))
		return id,
			move(v.Tx, b, "state = 'released', voucher = ?, released_by = ?, released_key = ?, released_us = ?", voucher,
				actor.UserID, actor.PersonKey, int64(v.Now()))
	})
}

func (r *Service) at(v *desk.Visit, id, version int64, permission authz.Permission, state string) (Batch, error) {
	b, err := lockBatch(v.Tx, id)
	if err != nil {
		return b, err
	}
	if err := v.Allow(permission, b.Path); err != nil {
		return b, err
	}
	if b.State != state {
		return b, errs.New(errs.State, "payment.state").With("batch", b.State)
	}
	if b.Version != version {
		return b, errs.New(errs.Stale, "form.stale")
	}
	return b, AtLevel(v.Actor, b.Path)
}

// SettleFailures enters an answer that names only what was not paid, with count and total of what was: both must agree
// with the batch, and then the others are paid. Refusals: those of Settle, payment.failures (count or total differ:
// nothing is entered).
func (r *Service) SettleFailures(ctx context.Context, actor authz.Actor, key string, id, version int64, on civil.Date,
	f bankfile.Failures) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		b, err := r.at(v, id, version, "payment.settle", Released)
		if err != nil {
			return 0, err
		}
		lines, err := linesOf(v.Tx, id)
		if err != nil {
			return 0, err
		}
		results := whole(lines, f.Failed)
		paid, total := int64(0), money.Fen(0)
		for _, x := range results {
			if x.Paid {
				paid, total = paid+1, total+x.Amount
			}
		}
		if paid != f.Paid || total != f.Total {
			return 0,
				errs.New(errs.Invalid, "payment.failures").On("file").With("paid", paid).With("total", total).With("bank_paid",
					f.Paid).With(
					"bank_total", f.Total)
		}
		return r.settle(v, b, on, lines, results)
	})
}

// Settle enters the bank's whole answer: every line of the batch once, with its amount. All or nothing. Refusals:
// payment.state (also for the same file twice), payment.unknown, payment.amount, payment.unanswered; each names the
// line.
func (r *Service) Settle(ctx context.Context, actor authz.Actor, key string, id, version int64, on civil.Date,
	results []bankfile.Result, notes ...string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		b, err := r.at(v, id, version, "payment.settle", Released)
		if err != nil {
			return 0, err
		}
		lines, err := linesOf(v.Tx, id)
		if err != nil {
			return 0, err
		}
		return r.settle(v, b, on, lines, results, notes...)
	})
}

// settle enters a word on every line of a batch; notes say how the file was saved on its way.
func (r *Service) settle(v *desk.Visit, b Batch, on civil.Date, lines []Line, results []bankfile.Result,
	notes ...string) (int64, error) {
	if on.IsZero() || on.After(v.Today()) || on.Before(b.ReleasedUs.Date()) {
		return 0, errs.New(errs.Invalid, "form.future").On("on")
	}
	bySeq := map[int64]Line{}
	for _, l := range lines {
		bySeq[l.Seq] = l
	}
	run, err := payroll.RunByID(v.Tx, b.RunID)
	if err != nil {
		return 0, err
	}
	split, err := sharesOf(v.Tx, b.RunID)
	if err != nil {
		return 0, err
	}
	var faults errs.Faults
	var events []Event
	paid, back := map[string]money.Fen{}, map[string]money.Fen{}
	returned := 0
	for i, x := range results {
		l, ok := bySeq[x.Seq]
		switch {
		case !ok:
			faults.Add(errs.New(errs.Invalid, "payment.unknown").On("file").At(i+2, "").With("seq", x.Seq))
		case l.AmountFen != x.Amount:
			faults.Add(errs.New(errs.Invalid, "payment.amount").On("file").At(i+2, "").With("seq", x.Seq).With("ours",
				l.AmountFen).With(
				"bank", x.Amount))
		}
		if len(faults) > 50 {
			break
		}
		if !ok || l.AmountFen != x.Amount {
			continue
		}
		delete(bySeq, x.Seq)
		e := Event{ItemID: l.ItemID, BatchID: b.ID, Kind: "paid", AmountFen: l.AmountFen, OnDate: on, Path: l.Path,
			ActorID: v.Actor.UserID, AtUs: v.Now()}
		if x.Paid {
			bear(paid, l, split)
		} else {
			e.Kind, e.Reason = "returned", x.Reason
			bear(back, l, split)
			returned++
		}
		events = append(events, e)
	}
	if len(faults) == 0 && len(bySeq) > 0 {
		faults.Add(errs.New(errs.Invalid, "payment.unanswered").On("file").With("count", len(bySeq)))
	}
	if err := faults.OrNil(); err != nil {
		return 0, err
	}
	if err := StoreEvents(v, events); err != nil {
		return 0, err
	}
	for _, name := range fund.Names {
		for _, m := range []fund.Move{{To: fund.Paid, Amount: paid[name]}, {To: fund.Available, Amount: back[name]}} {
			m.Path, m.Fund, m.Year, m.From, m.Subject, m.SubjectID, m.Voucher = run.Path, name, run.Year, fund.Committed,
				"pay_batch", b.ID, b.Voucher
			if err := fund.Post(v, m); err != nil {
				return 0, err
			}
		}
	}
	if err := dropSlip(v.Tx, b.ID); err != nil {
		return 0, err
	}
	v.Record("payment.settle", "pay_batch", b.ID, desk.F("on", on), desk.F("paid", len(events)-returned),
		desk.F("returned", returned), desk.F("notes", strings.Join(notes, " ")))
	return b.ID, move(v.Tx, b, "state = 'settled', settled_us = ?", int64(v.Now()))
}
