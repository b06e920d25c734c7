package jobs_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"testing"
	"time"

	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/jobs"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestJobs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		ctx := context.Background()
		log := slog.New(slog.NewTextHandler(io.Discard, nil))
		release := make(chan struct{})
		work := []jobs.Kind{
			{Name: "good",
				Run: func(_ context.Context, _ authz.Actor, _ []byte, progress func(int64, int64) error) (string, error) {
					return "file", progress(10, 10)
				}},
			{Name: "bad", Run: func(context.Context, authz.Actor, []byte, func(int64, int64) error) (string, error) {
				return "", errors.New("boom")
			}},
			{Name: "slow",
				Run: func(_ context.Context, _ authz.Actor, _ []byte, progress func(int64, int64) error) (string, error) {
					<-release
					for range 100 {
						if err := progress(100, 100); err != nil {
							return "", err
						}
					}
					return "", nil
				}},
		}
		r := jobs.New(db, clock.System(), log)
		if err := r.Serve(ctx, work); err != nil {
			t.Fatal(err)
		}
		wait := func(id int64) jobs.Job {
			t.Helper()
			for range 500 {
				j, err := jobs.ByID(ctx, db, id)
				if err != nil {
					t.Fatal(err)
				}
				if j.Over() {
					return j
				}
				time.Sleep(10 * time.Millisecond)
			}
			t.Fatal("never ends")
			return jobs.Job{}
		}
		start := func(kind string) int64 {
			t.Helper()
			id, err := r.Start(ctx, authz.Actor{UserID: 7}, kind, "0001", map[string]string{"a": "b"})
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		if j := wait(start("good")); j.State != jobs.Ready || j.Result != "file" || j.Percent() != 100 {
			t.Errorf("%+v", j)
		}
		if j := wait(start("bad")); j.State != jobs.Failed || j.Reason != "jobs.failed" {
			t.Errorf("%+v", j)
		}
		slow := start("slow")
		if again := start("slow"); again != slow {
			t.Error("a second click doubles the job")
		}
		if err := r.Cancel(ctx, authz.Actor{UserID: 8}, slow); err == nil {
			t.Error("another person cancels it")
		}
		if err := r.Cancel(ctx, authz.Actor{UserID: 7}, slow); err != nil {
			t.Fatal(err)
		}
		close(release)
		if j := wait(slow); j.State != jobs.Cancelled {
			t.Errorf("%+v", j)
		}
		if _, err := r.Start(ctx, authz.Actor{}, "unknown", "0001", nil); err == nil {
			t.Error("an unknown kind")
		}
		r.Close()
		// what a killed process left running has failed, with the reason
		if err := db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE job SET state = 'running' WHERE id = ?", slow)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		r = jobs.New(db, clock.System(), log)
		if err := r.Serve(ctx, work); err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if j := wait(slow); j.State != jobs.Failed || j.Reason != "jobs.interrupted" {
			t.Errorf("%+v", j)
		}
	})
}
