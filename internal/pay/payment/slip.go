package payment

import (
	"context"
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
)

// Slip is a stamped slip (盖章回单) in place of a file: entered with its scan by one person, and it counts when another has
// confirmed it.
type Slip struct {
	BatchID    int64
	FileID     int64
	OnDate     civil.Date
	Failures   string // what was not paid: a line each, "seq|amount|失败|reason"
	EnteredBy  int64
	EnteredKey string
	EnteredUs  clock.Moment
}

func (Slip) TableName() string { return "pay_slip" }

// Failed lines of the slip.
func (s Slip) Failed() ([]bankfile.Result, error) {
	f, err := bankfile.Plain().DecodeFailures([]byte("0|0.00\n" + s.Failures))
	return f.Failed, err
}

// SlipOf a batch; false if none waits.
func SlipOf(r database.Reader, batchID int64) (Slip, bool, error) {
	var s Slip
	found, err := r.One(&s,
		"SELECT batch_id, file_id, on_date, failures, entered_by, entered_key, entered_us FROM pay_slip WHERE batch_id = ?",
		batchID)
	return s, found, err
}

// SlipQueue lists the batches whose slip waits to be confirmed, the one typed first first.
func SlipQueue(r database.Reader, scope authz.Scope) ([]int64, error) {
	where, args := scope.SQL("b.path")
	var out []int64
	err := r.Select(&out, "SELECT b.id FROM pay_slip k JOIN pay_batch b ON b.id = k.batch_id WHERE "+where+
		" AND b.state = 'released' ORDER BY k.entered_us, b.id", args...)
	return out, err
}

// SlipsWaiting counts them.
func SlipsWaiting(r database.Reader, scope authz.Scope) (civil.Queue, error) {
	var q struct {
		N     int64
		Since clock.Moment
	}
	where, args := scope.SQL("b.path")
	_, err := r.One(&q, "SELECT COUNT(*) AS n, COALESCE(MIN(k.entered_us), 0) AS since FROM pay_slip k JOIN pay_batch b "+
		"ON b.id = k.batch_id WHERE "+where+" AND b.state = 'released'", args...)
	return clock.Queue(q.N, q.Since), err
}

// dropSlip takes a slip away that was confirmed, given back, or overtaken by the bank's file; its scan stays.
func dropSlip(tx *database.Tx, batchID int64) error {
	_, err := tx.Exec("DELETE FROM pay_slip WHERE batch_id = ?", batchID)
	return err
}

// Entered is a slip as it is typed: the day on it, its count and total of what was paid, and what was not.
type Entered struct {
	On       civil.Date
	Paid     int64
	Total    money.Fen
	Failures string // a line each: "seq|amount|reason"
	Scan     files.Stored
}

// EnterSlip keeps a slip until another person confirms it. Its sums must agree with the batch already. Refusals:
// payment.state, form.stale, payment.slip_waiting, form.future, files.empty, payment.slip_line, payment.unknown,
// payment.amount, payment.failures.
func (r *Service) EnterSlip(ctx context.Context, actor authz.Actor, key string, id, version int64,
	e Entered) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		b, err := r.at(v, id, version, "payment.settle", Released)
		if err != nil {
			return 0, err
		}
		if e.On.IsZero() || e.On.After(v.Today()) || e.On.Before(b.ReleasedUs.Date()) {
			return 0, errs.New(errs.Invalid, "form.future").On("slip_on")
		}
		if e.Scan.Size == 0 {
			return 0, errs.New(errs.Invalid, "files.empty").On("scan")
		}
		if _, waits, err := SlipOf(v.Tx, id); err != nil || waits {
			if waits {
				err = errs.New(errs.State, "payment.slip_waiting")
			}
			return 0, err
		}
		lines, err := linesOf(v.Tx, id)
		if err != nil {
			return 0, err
		}
		text, paid, total, err := slipLines(e.Failures, lines)
		if err != nil {
			return 0, err
		}
		if paid != e.Paid || total != e.Total {
			return 0,
				errs.New(errs.Invalid, "payment.failures").On("slip_paid").With("paid", paid).With("total", total).With("bank_paid",
					e.Paid).With(
					"bank_total", e.Total)
		}
		file, err := files.Keep(v, e.Scan, b.Path, files.OfBank)
		if err != nil {
			return 0, err
		}
		s := Slip{BatchID: id, FileID: file, OnDate: e.On, Failures: text, EnteredBy: actor.UserID,
			EnteredKey: actor.PersonKey, EnteredUs: v.Now()}
		if err := v.Tx.Insert(&s); err != nil {
			if database.Duplicate(err, "") {
				err = errs.New(errs.State, "payment.slip_waiting")
			}
			return 0, err
		}
		v.Record("payment.slip", "pay_batch", id, desk.F("on", e.On), desk.F("paid", paid), desk.F("total", total),
			desk.F("scan", fmt.Sprintf("%x", e.Scan.Digest)))
		return id, nil
	})
}

// slipLines reads what was not paid, and says what the others come to.
func slipLines(typed string, lines []Line) (text string, paid int64, total money.Fen, err error) {
	bySeq := map[string]Line{}
	for _, l := range lines {
		bySeq[fmt.Sprint(l.Seq)] = l
		paid, total = paid+1, total+l.AmountFen
	}
	var faults errs.Faults
	for n, row := range strings.Split(strings.ReplaceAll(typed, "\r", ""), "\n") {
		if row = strings.TrimSpace(row); row == "" {
			continue
		}
		f := strings.Split(strings.ReplaceAll(row, "｜", "|"), "|")
		bad := func(e *errs.Error) { faults.Add(e.On("slip_failures").At(n+1, "")) }
		if len(f) != 3 || strings.TrimSpace(f[2]) == "" {
			bad(errs.New(errs.Invalid, "payment.slip_line"))
			continue
		}
		amount, amountErr := money.Parse(strings.TrimSpace(f[1]))
		l, ok := bySeq[strings.TrimSpace(f[0])]
		switch {
		case amountErr != nil:
			bad(errs.New(errs.Invalid, "payment.slip_line"))
		case !ok:
			bad(errs.New(errs.Invalid, "payment.unknown").With("seq", strings.TrimSpace(f[0])))
		case amount != l.AmountFen:
			bad(errs.New(errs.Invalid, "payment.amount").With("seq", l.Seq).With("ours", l.AmountFen).With("bank", amount))
		default:
			delete(bySeq, fmt.Sprint(l.Seq)) // once
			paid, total = paid-1, total-l.AmountFen
			text += fmt.Sprintf("%d|%s|失败|%s\n", l.Seq, l.AmountFen, strings.TrimSpace(f[2]))
		}
	}
	return text, paid, total, faults.OrNil()
}

// MayConfirm refuses who typed the slip: payment.slip_same.
func (s Slip) MayConfirm(actor authz.Actor) error {
	if s.EnteredKey == actor.PersonKey {
		return errs.New(errs.Forbidden, "payment.slip_same")
	}
	return nil
}

// ConfirmSlip enters a slip's word on every line, by another person than who typed it; or gives it back, and nothing
// was entered. Refusals: payment.state, form.stale, payment.no_slip, payment.slip_same, those of Settle.
func (r *Service) ConfirmSlip(ctx context.Context, actor authz.Actor, key string, id, version int64,
	agree bool) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		b, err := r.at(v, id, version, "payment.release", Released)
		if err != nil {
			return 0, err
		}
		s, found, err := SlipOf(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if !found {
			return 0, errs.New(errs.State, "payment.no_slip")
		}
		if err := s.MayConfirm(actor); err != nil {
			return 0, err
		}
		if !agree {
			if err := dropSlip(v.Tx, id); err != nil {
				return 0, err
			}
			v.Record("payment.slip_back", "pay_batch", id, desk.F("on", s.OnDate))
			return id, nil
		}
		failed, err := s.Failed()
		if err != nil {
			return 0, err
		}
		lines, err := linesOf(v.Tx, id)
		if err != nil {
			return 0, err
		}
		return r.settle(v, b, s.OnDate, lines, whole(lines, failed))
	})
}

// whole is a word on every line: those that failed, and the others paid.
func whole(lines []Line, failed []bankfile.Result) []bankfile.Result {
	out := append([]bankfile.Result{}, failed...)
	not := map[int64]bool{}
	for _, x := range failed {
		not[x.Seq] = true
	}
	for _, l := range lines {
		if !not[l.Seq] {
			out = append(out, bankfile.Result{Seq: l.Seq, Amount: l.AmountFen, Paid: true})
		}
	}
	return out
}
