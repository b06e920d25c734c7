package scheduler_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/scheduler"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var (
	ctx   = context.Background()
	start = clock.On(civil.MustDate("2025-12-20"), 2, 0)
	quick = scheduler.Pace{Round: time.Hour, Retry: 20 * time.Millisecond, Renew: 10 * time.Millisecond,
		Grace: 300 * time.Millisecond}
)

// office is a database with a clock that stands, and a log that can be read.
type office struct {
	*testing.T
	db  *database.DB
	set *clock.Set
	log bytes.Buffer
	mu  sync.Mutex
}

func (o *office) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.log.Write(b)
}

func (o *office) logged() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.log.String()
}

// process is one program on the database.
func (o *office) process() *scheduler.Service {
	return scheduler.New(o.db, o.set, slog.New(slog.NewTextHandler(o, nil)), quick)
}

func each(t *testing.T, f func(o *office)) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		f(&office{T: t, db: db, set: clock.NewSet(start)})
	})
}

func (o *office) record(task string) scheduler.Record {
	o.Helper()
	var all []scheduler.Standing
	if err := o.db.Read(ctx, func(s *database.Snapshot) (err error) {
		all, err = scheduler.Standings(s, []feature.Task{{Name: task}})
		return err
	}); err != nil {
		o.Fatal(err)
	}
	return all[0].Record
}

func (o *office) exec(query string, args ...any) {
	o.Helper()
	if err := o.db.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec(query, args...)
		return err
	}); err != nil {
		o.Fatal(err)
	}
}

// until waits for what is to come soon.
func (o *office) until(what string, so func() bool) {
	o.Helper()
	for range 4000 {
		if so() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	o.Fatalf("never: %s", what)
}

func task(name string, limit time.Duration, run func(context.Context) error) feature.Task {
	return feature.Task{Name: name, Words: name, Limit: limit, Run: run}
}

func good(context.Context) error { return nil }

func TestRunAll_keeps_the_order_and_one_stops_no_other(t *testing.T) {
	each(t, func(o *office) {
		var order []string
		noted := func(name string, limit time.Duration, run func(context.Context) error) feature.Task {
			return task(name, limit, func(c context.Context) error {
				order = append(order, name)
				return run(c)
			})
		}
		tasks := []feature.Task{
			noted("first", time.Minute, func(context.Context) error {
				o.set.Move(o.set.Now().Add(90 * time.Second))
				return nil
			}),
			noted("wrong", time.Minute, func(context.Context) error { return errors.New("batch 7 of '王小明' is shut") }),
			noted("panics", time.Minute, func(context.Context) error { panic("index of 370402199001011234") }),
			noted("late", 10*time.Millisecond, func(c context.Context) error {
				<-c.Done()
				return c.Err()
			}),
			noted("leaves", time.Minute, func(context.Context) error { runtime.Goexit(); return nil }),
			noted("last", time.Minute, good),
		}
		err := o.process().RunAll(ctx, tasks)
		if got := strings.Join(order, " "); got != "first wrong panics late leaves last" {
			t.Errorf("done: %s", got)
		}
		for _, name := range []string{"wrong", "panics", "late", "leaves"} {
			if err == nil || !strings.Contains(err.Error(), name+": ") {
				t.Errorf("the error does not name %s: %v", name, err)
			}
		}
		now := start.Add(90 * time.Second)
		for _, want := range []scheduler.Record{
			{Name: "first", BegunUs: start, SucceededUs: now, TookUs: 90e6},
			{Name: "wrong", BegunUs: now, FailedUs: now, FailedHow: "error", FailedWhy: "batch 7 of … is shut", Failures: 1},
			{Name: "panics", BegunUs: now, FailedUs: now, FailedHow: "panic", FailedWhy: "panic: index of …", Failures: 1},
			{Name: "late", BegunUs: now, FailedUs: now, FailedHow: "timeout", FailedWhy: "context deadline exceeded",
				Failures: 1},
			{Name: "leaves", BegunUs: now, FailedUs: now, FailedHow: "error", FailedWhy: "the task ended its goroutine",
				Failures: 1},
			{Name: "last", BegunUs: now, SucceededUs: now},
		} {
			want.KnownUs = start
			if got := o.record(want.Name); got != want {
				t.Errorf("kept\n%+v, want\n%+v", got, want)
			}
		}
		if log := o.logged(); !strings.Contains(log, "scheduler_test.go") || !strings.Contains(log, "王小明") {
			t.Errorf("the log has not the whole reason or not where it panicked: %s", log)
		}
	})
}

func TestRunAll_counts_failures_until_a_success(t *testing.T) {
	each(t, func(o *office) {
		fails := true
		tasks := []feature.Task{task("moody", time.Minute, func(context.Context) error {
			if fails {
				return errors.New("no")
			}
			return nil
		})}
		s := o.process()
		for i := range 3 {
			o.set.Move(start.Add(time.Duration(i) * time.Hour))
			if err := s.RunAll(ctx, tasks); err == nil {
				t.Fatal("no error")
			}
		}
		if r := o.record("moody"); r.Failures != 3 || r.FailedUs != start.Add(2*time.Hour) || r.SucceededUs != 0 ||
			r.KnownUs != start || r.Trouble(o.set.Now()) != "error" {
			t.Errorf("%+v", r)
		}
		fails = false
		o.set.Move(start.Add(3 * time.Hour))
		if err := s.RunAll(ctx, tasks); err != nil {
			t.Fatal(err)
		}
		if r := o.record("moody"); r.Failures != 0 || r.FailedUs != start.Add(2*time.Hour) || r.FailedWhy != "no" ||
			r.SucceededUs != start.Add(3*time.Hour) || r.Trouble(o.set.Now()) != "" {
			t.Errorf("%+v", r)
		}
	})
}

// A task that does not heed its context has failed when its limit passed; the others go on, and it is begun again
// neither here nor in another process until it has ended.
func TestDeaf_task_is_left_behind_and_not_begun_twice(t *testing.T) {
	each(t, func(o *office) {
		wake := make(chan struct{})
		others := 0
		var times atomic.Int64 // counted in a task that nobody waits for
		tasks := []feature.Task{
			task("deaf", 10*time.Millisecond, func(context.Context) error {
				times.Add(1)
				<-wake
				return nil
			}),
			task("other", time.Minute, func(context.Context) error { others++; return nil }),
		}
		here, there := o.process(), o.process()
		if err := here.RunAll(ctx, tasks); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
		want := scheduler.Record{Name: "deaf", KnownUs: start, BegunUs: start, FailedUs: start, FailedHow: "timeout",
			Failures: 1, Overran: 1}
		r := o.record("deaf")
		if !r.Runs(start) {
			t.Errorf("it runs no more: %+v", r)
		}
		if r.Holder, r.UntilUs = "", 0; r != want {
			t.Errorf("%+v", r)
		}
		// Long after the row would have lapsed, it is still taken: the process that has it lives.
		o.set.Move(start.Add(2 * time.Hour))
		o.until("taken anew", func() bool { return o.record("deaf").Runs(o.set.Now()) })
		if err := here.RunAll(ctx, tasks); err == nil || !strings.Contains(err.Error(), "deaf: still runs") {
			t.Errorf("%v", err)
		}
		if err := there.RunAll(ctx, tasks); err != nil {
			t.Errorf("it is another's: %v", err)
		}
		if r := o.record("deaf"); times.Load() != 1 || others != 3 || r.Failures != 1 {
			t.Errorf("begun %d times, the other %d; %+v", times.Load(), others, r)
		}
		close(wake)
		o.until("given back", func() bool { r := o.record("deaf"); return r.Holder == "" && r.Overran == 0 })
		if err := there.RunAll(ctx, tasks); err != nil || times.Load() != 2 {
			t.Errorf("begun %d times, %v", times.Load(), err)
		}
		if r := o.record("deaf"); r.Failures != 0 || r.SucceededUs != o.set.Now() {
			t.Errorf("%+v", r)
		}
	})
}

// What another process has in hand is left alone, and looked at again soon.
func TestServe_comes_back_to_what_another_process_had(t *testing.T) {
	each(t, func(o *office) {
		o.exec("INSERT INTO nightly_task (name, known_us, begun_us, holder, until_us) VALUES ('busy', ?, ?, 'another', ?)",
			start, start, start.Add(time.Minute))
		var mu sync.Mutex
		times, others := 0, 0
		s := o.process()
		s.Serve(ctx, []feature.Task{
			task("busy", time.Minute, func(context.Context) error { mu.Lock(); defer mu.Unlock(); times++; return nil }),
			task("other", time.Minute, func(context.Context) error { mu.Lock(); defer mu.Unlock(); others++; return nil }),
		})
		defer s.Close()
		o.until("the other is done", func() bool { return o.record("other").SucceededUs != 0 })
		time.Sleep(5 * quick.Retry)
		mu.Lock()
		if times != 0 {
			t.Error("it is begun though another process has it")
		}
		mu.Unlock()
		o.exec("UPDATE nightly_task SET holder = '', until_us = 0 WHERE name = 'busy'")
		o.until("it is done", func() bool { return o.record("busy").SucceededUs != 0 })
		mu.Lock()
		defer mu.Unlock()
		if times != 1 || others != 1 {
			t.Errorf("done %d times, the other %d times in one round", times, others)
		}
	})
}

func TestKilled_process_is_written_down_as_cut(t *testing.T) {
	each(t, func(o *office) {
		o.exec("INSERT INTO nightly_task (name, known_us, begun_us, holder, until_us) VALUES ('killed', ?, ?, 'gone', ?)",
			start, start, start.Add(scheduler.Lease))
		var seen scheduler.Record
		tasks := []feature.Task{task("killed", time.Minute, func(context.Context) error {
			seen = o.record("killed")
			return nil
		})}
		o.set.Move(start.Add(scheduler.Lease))
		if err := o.process().RunAll(ctx, tasks); err != nil || seen.Name != "" {
			t.Fatalf("begun before the row lapsed: %v %+v", err, seen)
		}
		now := start.Add(scheduler.Lease + time.Second)
		o.set.Move(now)
		if err := o.process().RunAll(ctx, tasks); err != nil {
			t.Fatal(err)
		}
		if seen.FailedHow != "cut" || seen.FailedUs != start || seen.Failures != 1 || seen.BegunUs != now || !seen.Runs(now) {
			t.Errorf("while it runs: %+v", seen)
		}
		if r := o.record("killed"); r.Failures != 0 || r.FailedHow != "cut" || r.SucceededUs != now || r.Runs(now) {
			t.Errorf("afterwards: %+v", r)
		}
		// One whose limit had passed has its failure already.
		o.exec("UPDATE nightly_task SET holder = 'gone', overran = 1, failures = 4, failed_how = 'timeout', until_us = ?",
			start)
		tasks[0].Run = func(context.Context) error { seen = o.record("killed"); return nil }
		if err := o.process().RunAll(ctx, tasks); err != nil || seen.Failures != 4 || seen.FailedHow != "timeout" ||
			seen.Overran != 0 {
			t.Errorf("%v %+v", err, seen)
		}
	})
}

// The clock goes back by a day: a row that is taken until tomorrow was taken by the clock of before, and no duration
// below nought is kept.
func TestClock_that_jumps_blocks_nothing(t *testing.T) {
	each(t, func(o *office) {
		o.exec("INSERT INTO nightly_task (name, known_us, begun_us, succeeded_us, holder, until_us) "+
			"VALUES ('t', ?, ?, ?, 'gone', ?)", start, start, start, start.Add(scheduler.Lease))
		back := start.Add(-24 * time.Hour)
		o.set.Move(back)
		if got := o.record("t").Trouble(back); got != scheduler.Overdue {
			t.Errorf("a success that lies ahead: %q", got)
		}
		if err := o.process().RunAll(ctx, []feature.Task{task("t", time.Minute, func(context.Context) error {
			o.set.Move(back.Add(-time.Hour))
			return nil
		})}); err != nil {
			t.Fatal(err)
		}
		if r := o.record("t"); r.SucceededUs != back.Add(-time.Hour) || r.TookUs != 0 || r.Failures != 0 {
			t.Errorf("%+v", r)
		}
		// A duration that the limit does not allow was measured by a clock that was set forward.
		if err := o.process().RunAll(ctx, []feature.Task{task("t", time.Minute, func(context.Context) error {
			o.set.Move(start.Add(24 * time.Hour))
			return nil
		})}); err != nil {
			t.Fatal(err)
		}
		if r := o.record("t"); r.SucceededUs != start.Add(24*time.Hour) || r.TookUs != 0 || r.Trouble(o.set.Now()) != "" {
			t.Errorf("%+v", r)
		}
	})
}

// While the records cannot be written nothing is begun; what ended meanwhile is written when they can be again.
func TestDatabase_away(t *testing.T) {
	each(t, func(o *office) {
		away := func() { o.exec("ALTER TABLE nightly_task RENAME TO nightly_task_away") }
		back := func() { o.exec("ALTER TABLE nightly_task_away RENAME TO nightly_task") }
		begun := 0
		tasks := []feature.Task{
			task("a", time.Minute, func(context.Context) error {
				begun++
				if begun == 1 {
					away()
					return errors.New("no database")
				}
				return nil
			}),
			task("b", time.Minute, func(context.Context) error { begun++; return nil }),
		}
		s := o.process()
		if err := s.RunAll(ctx, tasks); err == nil || begun != 1 {
			t.Errorf("begun %d: %v", begun, err)
		}
		if err := s.RunAll(ctx, tasks); err == nil || begun != 1 {
			t.Errorf("begun %d without a record: %v", begun, err)
		}
		back()
		if r := o.record("a"); r.Failures != 0 || r.Holder == "" {
			t.Errorf("%+v", r)
		}
		o.set.Move(start.Add(time.Hour))
		if err := s.RunAll(ctx, tasks[1:]); err != nil || begun != 2 {
			t.Errorf("begun %d: %v", begun, err)
		}
		if r := o.record("a"); r.Failures != 1 || r.FailedUs != start || r.FailedWhy != "no database" || r.Holder != "" {
			t.Errorf("%+v", r)
		}
		if err := s.RunAll(ctx, tasks); err != nil || begun != 4 {
			t.Errorf("begun %d: %v", begun, err)
		}
	})
}

// Closing ends what runs; that has neither failed nor succeeded, and the next start may begin it at once.
func TestClose_ends_what_runs(t *testing.T) {
	each(t, func(o *office) {
		runs := make(chan struct{})
		s := o.process()
		s.Serve(ctx, []feature.Task{
			task("long", time.Hour, func(c context.Context) error {
				close(runs)
				<-c.Done()
				return c.Err()
			}),
			task("next", time.Minute, func(context.Context) error { t.Error("begun while closing"); return nil }),
		})
		<-runs
		s.Close()
		s.Close()
		want := scheduler.Record{Name: "long", KnownUs: start, BegunUs: start}
		if r := o.record("long"); r != want {
			t.Errorf("%+v", r)
		}
		if log := o.logged(); strings.Contains(log, "level=ERROR") {
			t.Error(log)
		}
	})
}

func TestClose_does_not_wait_for_the_deaf(t *testing.T) {
	each(t, func(o *office) {
		runs, wake := make(chan struct{}), make(chan struct{})
		defer close(wake)
		s := o.process()
		s.Serve(ctx, []feature.Task{task("deaf", time.Hour, func(context.Context) error { close(runs); <-wake; return nil })})
		<-runs
		closed := make(chan struct{})
		go func() { s.Close(); close(closed) }()
		select {
		case <-closed:
		case <-time.After(20 * quick.Grace):
			t.Fatal("it waits")
		}
		if r := o.record("deaf"); r.Failures != 0 || r.Holder == "" {
			t.Errorf("its row is given back while it may still run: %+v", r)
		}
	})
}

// A row that could not be taken anew in time belongs to another process: the task here is to end, and writes nothing.
func TestLost_row_ends_the_task(t *testing.T) {
	each(t, func(o *office) {
		var cause error
		err := o.process().RunAll(ctx, []feature.Task{task("lost", time.Minute, func(c context.Context) error {
			o.exec("UPDATE nightly_task SET holder = 'another' WHERE name = 'lost'")
			<-c.Done()
			cause = context.Cause(c)
			return c.Err()
		})})
		if err == nil || cause == nil || !strings.Contains(cause.Error(), "another process") {
			t.Errorf("%v, cause %v", err, cause)
		}
		if r := o.record("lost"); r.Holder != "another" || r.Failures != 0 || r.FailedUs != 0 {
			t.Errorf("%+v", r)
		}
	})
}

func TestTwo_processes_begin_a_task_once(t *testing.T) {
	each(t, func(o *office) {
		var mu sync.Mutex
		running, most := 0, 0
		tasks := []feature.Task{task("once", time.Minute, func(context.Context) error {
			mu.Lock()
			running++
			most = max(most, running)
			mu.Unlock()
			time.Sleep(30 * time.Millisecond)
			mu.Lock()
			running--
			mu.Unlock()
			return nil
		})}
		var all sync.WaitGroup
		for range 6 {
			s := o.process()
			all.Go(func() {
				if err := s.RunAll(ctx, tasks); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if most != 1 {
			t.Errorf("%d at once", most)
		}
	})
}
