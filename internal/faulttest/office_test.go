//go:build long

package faulttest

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/demo"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/divisions"
)

var ctx = context.Background()

func TestMain(m *testing.M) { dbtest.Main(m) }

// seeded gives the chance of a test, and prints what replays it.
func seeded(t *testing.T) *rand.Rand {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("GANGWEI_SEED"); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		apptest.Must(t, err)
		seed = n
	}
	t.Logf("GANGWEI_SEED=%d", seed)
	return rand.New(rand.NewPCG(seed, 1))
}

// whole holds the laws and the trail against the rows as they stand.
func whole(t *testing.T, s *database.Snapshot, a *app.App, when string) error {
	t.Helper()
	breaks, err := a.Counter.Run(s)
	if err != nil {
		return err
	}
	for _, b := range breaks {
		t.Errorf("%s: %s: %s", when, b.Check, b.Row)
	}
	if _, err := trail.Verify(s, app.Witnessed(), ""); err != nil {
		return fmt.Errorf("%s: %w", when, err)
	}
	return nil
}

var months = []civil.Month{civil.MustMonth("2025-10"), civil.MustMonth("2025-11")}

// office is a small city of which two months are still to be paid.
func office(t *testing.T, c app.Config, fresh bool) (*app.App, *clock.Set) {
	t.Helper()
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	if !fresh {
		n, _ := strconv.Atoi(os.Getenv("GANGWEI_KILL_N")) // each program starts a minute after the one before
		set.Move(clock.On(civil.MustDate("2025-12-20"), 9, n))
		a, err := app.Open(ctx, c, set, log)
		if err != nil {
			t.Fatal(err)
		}
		return a, set
	}
	a, err := app.Init(ctx, c, divisions.Zaozhuang, divisions.ZaozhuangUnits, true, set, log)
	if err != nil {
		t.Fatal(err)
	}
	posts := 6000
	if c.Database != "" {
		posts = 1500 // a server is slower to fill
	}
	if _, err := demo.Build(ctx, a, set,
		demo.Options{Posts: posts, Months: 4, Seed: 1, PayUntil: civil.MustMonth("2025-09")}); err != nil {
		t.Fatal(err)
	}
	spoil(t, a)
	return a, set
}

// reach the day on which a run can be moved on: of its draft, and after its notice. A program that starts anew begins
// earlier than that.
func reach(set *clock.Set, run payroll.Run) {
	at := run.DraftedUs
	if !run.NoticeUntil.IsZero() {
		at = clock.On(run.NoticeUntil.AddDays(1), 9, 0)
	}
	if set.Now() < at {
		set.Move(at)
	}
}

// advance does the next step of a county's month, whatever was done before; false if there is none.
func advance(ctx context.Context, a *app.App, set *clock.Set, tree *region.Tree, county *region.Region,
	month civil.Month) (more bool, err error) {
	prepare, audit, approve := authz.System("prepare"), authz.System("audit"), authz.System("approve")
	var run payroll.Run
	var batches []payment.Batch
	may, hung := false, false
	if err := a.DB.Read(ctx, func(s *database.Snapshot) error {
		var id int64
		found, err := s.One(&id,
			"SELECT MAX(id) FROM pay_run WHERE path = ? AND month = ? AND state <> 'cancelled' HAVING MAX(id) IS NOT NULL",
			county.Path, month)
		if err != nil || !found {
			return err
		}
		if run, err = payroll.RunByID(s, id); err != nil {
			return err
		}
		h, err := payroll.HungOf(s, run, authz.Under(run.Path))
		if err != nil {
			return err
		}
		hung = h.Equal > 0 && len(h.Differs) == 0
		if batches, err = payment.BatchesOf(s, id); err != nil || run.State != payroll.Approved {
			return err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		shares, err := payment.SharesOf(s, book, run, authz.Under(run.Path))
		may = len(shares) == 1 && !shares[0].OnWay
		return err
	}); err != nil {
		return false, err
	}
	reach(set, run)
	today := set.Now().Date()
	switch {
	case run.ID == 0:
		_, err = a.Payroll.DraftRun(ctx, prepare, county, month)
	case run.State == payroll.Draft && hung:
		_, err = a.Payroll.TakeHung(ctx, prepare, "", run.ID, run.Version)
	case run.State == payroll.Draft:
		_, err = a.Payroll.Notice(ctx, prepare, "", run.ID, run.Version, today, today.AddDays(3), "")
	case run.State == payroll.Noticed:
		for _, town := range tree.Children(county.ID) {
			if err := apptest.AnswerQuestions(ctx, a, audit, run.ID, town); err != nil {
				return true, err
			}
			if _, err := a.Payroll.Audit(ctx, audit, "", run.ID, town); err != nil && errs.CodeOf(err) != "payroll.audited" &&
				errs.CodeOf(err) != "payroll.no_part" {
				return true, err
			}
		}
		_, err = a.Payroll.Approve(ctx, approve, "", run.ID, run.Version, fund.Year(month.Last()))
	case len(batches) > 0 && batches[len(batches)-1].State == payment.Prepared:
		b := batches[len(batches)-1]
		_, err = a.Payments.Release(ctx, approve, "", b.ID, b.Version, "支"+strconv.FormatInt(b.ID, 10))
	case len(batches) > 0 && batches[len(batches)-1].State == payment.Released:
		b := batches[len(batches)-1]
		var results []bankfile.Result
		if err := a.DB.Read(ctx, func(s *database.Snapshot) error {
			return s.Select(&results,
				"SELECT seq, amount_fen AS amount, 1 AS paid, '' AS reason FROM pay_batch_line WHERE batch_id = ?", b.ID)
		}); err != nil {
			return true, err
		}
		for i := range results {
			if b.Number == 1 && i%7 == 3 { // comes back, and is sent again
				results[i].Paid, results[i].Reason = false, "睡眠户"
			}
		}
		_, err = a.Payments.Settle(ctx, prepare, "", b.ID, b.Version, today, results)
	case may:
		if _, err = a.Payments.Prepare(ctx, prepare, "", run.ID, payment.Payer{}); errs.CodeOf(err) == "payment.all_held" {
			return false, nil
		}
	default:
		return false, nil
	}
	return true, err
}
