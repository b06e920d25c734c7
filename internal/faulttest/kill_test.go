//go:build long

package faulttest

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/demo"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// TestKillChild is the program that is killed: it carries two months of all counties through, step after step.
func TestKillChild(t *testing.T) {
	dir := os.Getenv("GANGWEI_KILL_DIR")
	if dir == "" {
		return // only a child does something here
	}
	a, set := office(t, app.Config{Data: dir}, false)
	fmt.Println("ready")
	var tree *region.Tree
	apptest.Must(t,
		a.DB.Read(ctx, func(s *database.Snapshot) (err error) { tree, err = region.Load(s, demo.Until); return err }))
	for _, m := range months {
		for _, c := range tree.At(region.County) {
			for {
				more, err := step(ctx, a, set, tree, c, m)
				apptest.Must(t, err)
				if !more {
					break
				}
			}
		}
	}
	apptest.Must(t, a.Close())
	fmt.Println("done")
}

// The program is killed (SIGKILL) at twenty random points of draft, approve, prepare, release and settle, of telling
// who is held, objecting and deciding, of what hung first, and of corrections of sheets and the pay that they bring.
// After each the rows and the trail are whole, and the next program goes on from there; in the end everybody was paid
// once. The seed is printed; GANGWEI_SEED replays it.
func TestKilled_at_random_points_nothing_is_lost_or_doubled(t *testing.T) {
	rng := seeded(t)
	dir := t.TempDir()
	a, _ := office(t, app.Config{Data: dir}, true)
	apptest.Must(t, a.Close())
	look := func(kill int) (paid, items int64) {
		a, _ := office(t, app.Config{Data: dir}, false)
		defer a.Close()
		apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
			if err := whole(t, s, a, fmt.Sprintf("after kill %d", kill)); err != nil {
				return err
			}
			once(t, s, fmt.Sprintf("after kill %d", kill))
			if kill > 20 {
				cameToAnEnd(t, s)
			}
			var n struct{ Paid, Items int64 }
			_, err := s.One(&n,
				"SELECT (SELECT COUNT(*) FROM payment_event WHERE kind = 'paid') AS paid, (SELECT COUNT(*) FROM pay_item) AS items")
			paid, items = n.Paid, n.Items
			return err
		}))
		return paid, items
	}
	var worked time.Duration
	kills, done := 0, false
	for kill := 1; kill <= 20 && !done; kill++ {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestKillChild$")
		cmd.Env = append(os.Environ(), "GANGWEI_KILL_DIR="+dir, "GANGWEI_KILL_N="+strconv.Itoa(kill))
		out, err := cmd.StdoutPipe()
		apptest.Must(t, err)
		apptest.Must(t, cmd.Start())
		lines := bufio.NewScanner(out)
		if !lines.Scan() || lines.Text() != "ready" {
			t.Fatalf("the child said %q", lines.Text())
		}
		wait := time.Duration(rng.IntN(120)+1) * time.Millisecond
		worked += wait
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
	t.Logf("%d kills within %v of work; %d items, %d paid", kills, worked, items, paid)
	if kills < 10 {
		t.Errorf("only %d kills: the work was done before", kills)
	}
	if paid == 0 || items == 0 || paid > items {
		t.Errorf("%d of %d paid", paid, items)
	}
}
