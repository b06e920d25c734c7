//go:build long

package bench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"gangwei/internal/app"
	"gangwei/internal/authz"
	"gangwei/internal/bankfile"
	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/database"
	"gangwei/internal/demo"
	"gangwei/internal/divisions"
	"gangwei/internal/errs"
	"gangwei/internal/payment"
	"gangwei/internal/payroll"
	"gangwei/internal/region"
	"gangwei/internal/rulebook"
	"gangwei/internal/trail"
)

// office is a small city of which two months are still to be paid.
func office(t *testing.T, dir string, fresh bool) (*app.App, *clock.Set) {
	t.Helper()
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	if !fresh {
		n, _ := strconv.Atoi(os.Getenv("GANGWEI_KILL_N")) // each program starts a minute after the one before
		set.Move(clock.On(civil.MustDate("2025-12-20"), 9, n))
		a, err := app.Open(ctx, app.Config{Data: dir}, set, log)
		if err != nil {
			t.Fatal(err)
		}
		return a, set
	}
	a, err := app.Init(ctx, app.Config{Data: dir}, divisions.Zaozhuang, divisions.ZaozhuangUnits, true, set, log)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Build(ctx, a, set, demo.Options{Posts: 6000, Months: 4, Seed: 1, PayUntil: civil.MustMonth("2025-09")}); err != nil {
		t.Fatal(err)
	}
	return a, set
}

// advance does the next step of a county's month, whatever was done before; false if there is none.
func advance(ctx context.Context, a *app.App, set *clock.Set, tree *region.Tree, county *region.Region, month civil.Month) (more bool, err error) {
	prepare, audit, approve := authz.System("prepare"), authz.System("audit"), authz.System("approve")
	var run payroll.Run
	var batches []payment.Batch
	may := false
	if err := a.DB.Read(ctx, func(s *database.Snapshot) error {
		var id int64
		found, err := s.One(&id, "SELECT MAX(id) FROM pay_run WHERE path = ? AND month = ? AND state <> 'cancelled' HAVING MAX(id) IS NOT NULL", county.Path, month)
		if err != nil || !found {
			return err
		}
		if run, err = payroll.RunByID(s, id); err != nil {
			return err
		}
		if batches, err = payment.BatchesOf(s, id); err != nil || run.State != payroll.Approved {
			return err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		shares, err := payment.SharesOf(s, book, run, authz.Under(run.Path), a.Clock.Now().Date())
		may = len(shares) == 1 && !shares[0].OnWay
		return err
	}); err != nil {
		return false, err
	}
	today := set.Now().Date()
	switch {
	case run.ID == 0:
		_, err = a.Payroll.DraftRun(ctx, prepare, county, month)
	case run.State == payroll.Draft:
		_, err = a.Payroll.Notice(ctx, prepare, "", run.ID, run.Version, today.AddDays(-6), today.AddDays(-2), "")
	case run.State == payroll.Noticed:
		for _, town := range tree.Children(county.ID) {
			if _, err := a.Payroll.Audit(ctx, audit, "", run.ID, town); err != nil && errs.CodeOf(err) != "payroll.audited" && errs.CodeOf(err) != "payroll.no_part" {
				return true, err
			}
		}
		_, err = a.Payroll.Approve(ctx, approve, "", run.ID, run.Version, "")
	case len(batches) > 0 && batches[len(batches)-1].State == payment.Prepared:
		b := batches[len(batches)-1]
		_, err = a.Payments.Release(ctx, approve, "", b.ID, b.Version, "支"+strconv.FormatInt(b.ID, 10))
	case len(batches) > 0 && batches[len(batches)-1].State == payment.Released:
		b := batches[len(batches)-1]
		var results []bankfile.Result
		if err := a.DB.Read(ctx, func(s *database.Snapshot) error {
			return s.Select(&results, "SELECT seq, amount_fen AS amount, 1 AS paid, '' AS reason FROM pay_batch_line WHERE batch_id = ?", b.ID)
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

var months = []civil.Month{civil.MustMonth("2025-10"), civil.MustMonth("2025-11")}

// TestKillChild is the program that is killed: it carries two months of all counties through, step after step.
func TestKillChild(t *testing.T) {
	dir := os.Getenv("GANGWEI_KILL_DIR")
	if dir == "" {
		return // only a child does something here
	}
	a, set := office(t, dir, false)
	fmt.Println("ready")
	var tree *region.Tree
	must(t, a.DB.Read(ctx, func(s *database.Snapshot) (err error) { tree, err = region.Load(s, demo.Until); return err }))
	for _, m := range months {
		for _, c := range tree.At(region.County) {
			for {
				more, err := advance(ctx, a, set, tree, c, m)
				if errs.CodeOf(err) == "payroll.nothing" {
					break
				}
				must(t, err)
				if !more {
					break
				}
			}
		}
	}
	must(t, a.Close())
	fmt.Println("done")
}

// The program is killed (SIGKILL) at twenty random points of draft, approve, prepare, release and settle. After each the rows and the trail are
// whole, and the next program goes on from there; in the end everybody was paid once. The seed is printed; GANGWEI_SEED replays it.
func TestKilled_at_random_points_nothing_is_lost_or_doubled(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("GANGWEI_SEED"); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		must(t, err)
		seed = n
	}
	t.Logf("GANGWEI_SEED=%d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	dir := t.TempDir()
	a, _ := office(t, dir, true)
	must(t, a.Close())
	look := func(kill int) (paid, items int64) {
		a, _ := office(t, dir, false)
		defer a.Close()
		must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
			breaks, err := a.Counter.Run(s)
			if err != nil {
				return err
			}
			for _, b := range breaks {
				t.Errorf("after kill %d: %s: %s", kill, b.Check, b.Row)
			}
			if _, err := trail.Verify(s, app.Witnessed(), ""); err != nil {
				return fmt.Errorf("after kill %d: %w", kill, err)
			}
			var n struct{ Paid, Items int64 }
			_, err = s.One(&n, "SELECT (SELECT COUNT(*) FROM payment_event WHERE kind = 'paid') AS paid, (SELECT COUNT(*) FROM pay_item) AS items")
			paid, items = n.Paid, n.Items
			return err
		}))
		return paid, items
	}
	var whole time.Duration
	kills, done := 0, false
	for kill := 1; kill <= 20 && !done; kill++ {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestKillChild$")
		cmd.Env = append(os.Environ(), "GANGWEI_KILL_DIR="+dir, "GANGWEI_KILL_N="+strconv.Itoa(kill))
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		lines := bufio.NewScanner(out)
		if !lines.Scan() || lines.Text() != "ready" {
			t.Fatalf("the child said %q", lines.Text())
		}
		wait := time.Duration(rng.IntN(120)+1) * time.Millisecond
		whole += wait
		timer := time.AfterFunc(wait, func() { _ = cmd.Process.Kill() })
		for lines.Scan() {
			done = done || lines.Text() == "done"
		}
		_ = cmd.Wait() // killed, or done
		if timer.Stop(); !done {
			kills++
		}
		look(kill)
	}
	cmd := exec.Command(os.Args[0], "-test.run", "^TestKillChild$") // and now undisturbed
	cmd.Env = append(os.Environ(), "GANGWEI_KILL_DIR="+dir, "GANGWEI_KILL_N=40")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	paid, items := look(21)
	t.Logf("%d kills within %v of work; %d items, %d paid", kills, whole, items, paid)
	if kills < 10 {
		t.Errorf("only %d kills: the work was done before", kills)
	}
	if paid == 0 || items == 0 || paid > items {
		t.Errorf("%d of %d paid", paid, items)
	}
}
