package jobs_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/seal"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// made is a job of a kind that ended now with a file on the shelf.
func made(t *testing.T, s *jobs.Shelf, kind, ending, text string) jobs.Job {
	t.Helper()
	name, err := s.Put([]byte(text), ending)
	must(t, err)
	var id int64
	must(t, s.DB.Write(context.Background(), func(tx *database.Tx) (err error) {
		id, err = tx.Create(
			"INSERT INTO job (kind, state, params, result, reason, created_by, region_path, created_us, ended_us) VALUES (?, "+
				"'ready', '{}', ?, '', 7, '0001', ?, ?)",
			kind, name, s.Clock.Now(), s.Clock.Now())
		return err
	}))
	return again(t, s, id)
}

func again(t *testing.T, s *jobs.Shelf, id int64) jobs.Job {
	t.Helper()
	j, err := jobs.ByID(context.Background(), s.DB, id)
	must(t, err)
	return j
}

func TestShelf_keeps_a_file_sealed_until_it_was_fetched_or_a_day_has_passed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := context.Background()
		keys := filepath.Join(t.TempDir(), "ring.json")
		must(t, seal.Create(keys))
		ring, err := seal.Load(keys)
		must(t, err)
		set := clock.NewSet(clock.On(civil.MustDate("2025-03-03"), 9, 0))
		s := &jobs.Shelf{Dir: filepath.Join(t.TempDir(), "exports"), Ring: ring, DB: db, Clock: set}
		there := func() (names []string) {
			t.Helper()
			must(t, s.Sweep(ctx))
			found, err := os.ReadDir(s.Dir)
			must(t, err)
			for _, f := range found {
				b, err := os.ReadFile(filepath.Join(s.Dir, f.Name()))
				must(t, err)
				if bytes.Contains(b, []byte("370499")) {
					t.Errorf("%s lies in clear", f.Name())
				}
				names = append(names, f.Name())
			}
			return names
		}
		open := func(j jobs.Job, want string) {
			t.Helper()
			b, err := s.Open(again(t, s, j.ID))
			if want == "" && errs.CodeOf(err) != "jobs.gone" || want != "" && (err != nil || string(b) != want) {
				t.Errorf("job %d: %q, %v, want %q", j.ID, b, err, want)
			}
		}
		must(t, os.MkdirAll(s.Dir, 0o700))
		// of an earlier version
		must(t, os.WriteFile(filepath.Join(s.Dir, "people-123.xlsx"), []byte("370499197205060011"), 0o600))
		fetched, unfetched := made(t, s, "export", "csv", "370499197205060011"),
			made(t, s, "inspect.report", "pdf", "370499 report")
		if n := len(there()); n != 2 {
			t.Fatalf("%d files", n)
		}
		open(fetched, "370499197205060011")
		must(t, s.Fetched(ctx, fetched.ID))
		set.Move(set.Now().Add(10 * time.Minute))
		must(t, s.Fetched(ctx, fetched.ID)) // again: the time does not begin anew
		set.Move(set.Now().Add(5*time.Minute - time.Microsecond))
		open(fetched, "370499197205060011")
		set.Move(set.Now() + 1)
		open(fetched, "") // even before it is swept
		if left := there(); len(left) != 1 || left[0] != unfetched.Result || again(t, s, fetched.ID).GoneUs != set.Now() {
			t.Errorf("after a quarter of an hour: %q", left)
		}
		set.Move(unfetched.EndedUs.Add(24*time.Hour) - 1)
		late := made(t, s, "export", "csv", "370499 late")
		must(t, s.Fetched(ctx, unfetched.ID)) // the day is over before the quarter of an hour
		if len(there()) != 2 {
			t.Error("gone too early")
		}
		set.Move(set.Now() + 1)
		open(unfetched, "")
		if left := there(); len(left) != 1 || left[0] != late.Result {
			t.Errorf("after a day: %q", left)
		}
		// one that is being made has no job yet; a day later nobody makes it any more
		_, err = s.Put([]byte("370499 half"), "xlsx")
		must(t, err)
		if len(there()) != 2 {
			t.Error("what is being made is swept")
		}
		set.Move(set.Now().Add(24 * time.Hour))
		if left := there(); len(left) != 0 {
			t.Errorf("left for good: %q", left)
		}
		// neither another job's result nor a path leads to a file
		for _, j := range []jobs.Job{
			{Kind: "import.judge", State: jobs.Ready, Result: late.Result, EndedUs: set.Now()},
			{Kind: "export", State: jobs.Failed, Result: late.Result, EndedUs: set.Now()},
			{Kind: "export", State: jobs.Ready, Result: "../ring.json", EndedUs: set.Now()},
			{Kind: "export", State: jobs.Ready, EndedUs: set.Now()},
		} {
			if b, err := s.Open(j); err == nil {
				t.Errorf("%+v opens %q", j, b)
			}
		}
	})
}

func TestShelf_hands_out_once_to_who_claims_first(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		keys := filepath.Join(t.TempDir(), "ring.json")
		must(t, seal.Create(keys))
		ring, err := seal.Load(keys)
		must(t, err)
		s := &jobs.Shelf{Dir: t.TempDir(), Ring: ring, DB: db,
			Clock: clock.NewSet(clock.On(civil.MustDate("2025-03-03"), 9, 0))}
		j := made(t, s, "user.fulfil", "pdf", "Gw-first-password")
		var firsts atomic.Int64
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				first, err := s.Claim(context.Background(), j)
				if err != nil {
					t.Error(err)
				}
				if first {
					firsts.Add(1)
				}
			})
		}
		wg.Wait()
		if _, err := s.Open(again(t, s, j.ID)); firsts.Load() != 1 || errs.CodeOf(err) != "jobs.gone" {
			t.Errorf("%d first, %v", firsts.Load(), err)
		}
	})
}
