package scheduler

import (
	"context"
	"crypto/rand"
	"runtime/debug"
	"time"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/feature"
)

// outcome of a run.
type outcome struct {
	task, run string
	at        clock.Moment
	took      time.Duration
	how, why  string // empty: it succeeded
	overran   bool   // it has failed, and still runs
}

// run of a task that has been begun.
type run struct {
	feature.Task
	id    string
	begun clock.Moment
	ended chan error    // gives the task's answer
	over  chan struct{} // closed when the row is not to be taken anew any more
}

// do one task within its limit. begun is false if it could not be taken: no error then means that another process has
// it.
func (s *Service) do(ctx context.Context, t feature.Task) (begun bool, err error) {
	if !s.enter(t.Name) {
		return true, errBusy
	}
	r := run{Task: t, id: rand.Text(), begun: s.clock.Now(), ended: make(chan error, 1), over: make(chan struct{})}
	taken, err := claim(ctx, s.db, t.Name, r.id, r.begun)
	if err != nil || !taken {
		s.leave(t.Name)
		return false, err
	}
	// The time for the answer is a real span, whatever the clock does meanwhile.
	owned, drop := context.WithCancelCause(ctx)
	own, end := context.WithTimeout(owned, t.Limit)
	defer end()
	defer drop(nil)
	go s.hold(ctx, r, drop)
	go r.work(own)
	if err, ended := s.await(own, r); ended {
		close(r.over)
		defer s.leave(t.Name)
		return true, s.finish(ctx, own, r, err)
	}
	return true, s.abandon(ctx, own, r)
}

// work runs the task and gives its answer, whatever it does.
func (r run) work(own context.Context) {
	err := errExited
	defer func() {
		if value := recover(); value != nil {
			err = &panicked{value, debug.Stack()}
		}
		r.ended <- err
	}()
	err = r.Run(own)
}

// await the task's answer, for a while longer than its context lasts.
func (s *Service) await(own context.Context, r run) (answer error, ended bool) {
	select {
	case err := <-r.ended:
		return err, true
	case <-own.Done():
	}
	grace := time.NewTimer(s.pace.Grace)
	defer grace.Stop()
	select {
	case err := <-r.ended:
		return err, true
	case <-grace.C:
		return nil, false
	}
}

// finish a run that has ended with err.
func (s *Service) finish(ctx, own context.Context, r run, err error) error {
	switch {
	case err == nil:
		s.write(ctx, r.outcome(s.clock.Now(), "", ""))
	case ctx.Err() != nil: // the office closes
		s.giveBack(ctx, r)
	case context.Cause(own) == errLost:
		return errLost
	default:
		s.write(ctx, r.outcome(s.clock.Now(), howFailed(own, err), plain(err)))
	}
	return err
}

// abandon a run that does not heed its context: it has failed, the others go on, and its row stays taken until it ends.
func (s *Service) abandon(ctx, own context.Context, r run) error {
	err := context.Cause(own)
	if ctx.Err() == nil && err != errLost {
		o := r.outcome(s.clock.Now(), TimedOut, "")
		o.overran = true
		s.write(ctx, o)
	}
	go func() {
		defer s.leave(r.Name)
		defer close(r.over)
		select {
		case <-r.ended:
			s.log.Warn("duty of the night ended after its limit", "duty", r.Name)
			s.giveBack(ctx, r)
		case <-ctx.Done(): // the process ends, and the row lapses
		}
	}()
	return err
}

// giveBack the row without an outcome, unless one still waits to be written: that one gives it back.
func (s *Service) giveBack(ctx context.Context, r run) {
	s.mu.Lock()
	o, waits := s.unsaved[r.Name]
	if waits {
		o.overran = false
		s.unsaved[r.Name] = o
	}
	s.mu.Unlock()
	if waits {
		return
	}
	within, end := s.afterwards(ctx)
	defer end()
	if err := release(within, s.db, r.Name, r.id); err != nil {
		s.log.Warn("duty of the night not given back", "duty", r.Name, "err", err)
	}
}

// hold the row while the task runs: it is taken anew again and again. If another process has it, the task is to end.
func (s *Service) hold(ctx context.Context, r run, drop context.CancelCauseFunc) {
	renew := time.NewTicker(s.pace.Renew)
	defer renew.Stop()
	for {
		select {
		case <-r.over:
			return
		case <-renew.C:
		}
		ours, err := keep(context.WithoutCancel(ctx), s.db, r.Name, r.id, s.clock.Now())
		switch {
		case err != nil: // the database is away; it may be back before the row lapses
			s.log.Warn("duty of the night not held", "duty", r.Name, "err", err)
		case !ours:
			select {
			case <-r.over: // it ended and gave the row back
			default:
				drop(errLost)
			}
			return
		}
	}
}

// outcome of the run as of now. A duration that the clock cannot have measured is not known.
func (r run) outcome(now clock.Moment, how, why string) outcome {
	took := time.Duration(now-r.begun) * time.Microsecond
	if took < 0 || took > r.Limit+slack {
		took = 0
	}
	return outcome{task: r.Name, run: r.id, at: now, took: took, how: how, why: why}
}

// write an outcome down, or keep it for the next round if the database does not take it.
func (s *Service) write(ctx context.Context, o outcome) {
	within, end := s.afterwards(ctx)
	defer end()
	if err := save(within, s.db, o); err != nil {
		s.log.Error("outcome of a duty of the night not written", "duty", o.task, "err", err)
		s.mu.Lock()
		s.unsaved[o.task] = o
		s.mu.Unlock()
	}
}

// afterwards is the time to write something down even if the office closes.
func (s *Service) afterwards(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), s.pace.Grace)
}
