package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
)

// Lease is for how long a task's row is taken at once. It is taken anew several times within that.
const Lease = 3 * time.Minute

// Pace is how fast the scheduler goes.
type Pace struct {
	Round time.Duration // from one round to the next
	Retry time.Duration // until what could not be begun is tried again
	Renew time.Duration // until the row of a running task is taken anew
	Grace time.Duration // for a task to end once its context has
}

// Usual pace of an office.
var Usual = Pace{Round: time.Hour, Retry: Lease + slack, Renew: 30 * time.Second, Grace: 10 * time.Second}

// Service does the tasks of the night.
type Service struct {
	db    *database.DB
	clock clock.Clock
	log   *slog.Logger
	pace  Pace

	mu      sync.Mutex
	running map[string]bool    // in this process
	unsaved map[string]outcome // what could not be written, by task

	stop context.CancelFunc
	done chan struct{}
}

// New makes the service; nothing is done before Serve or RunAll.
func New(db *database.DB, c clock.Clock, log *slog.Logger, pace Pace) *Service {
	return &Service{db: db, clock: c, log: log, pace: pace, running: map[string]bool{}, unsaved: map[string]outcome{}}
}

// Serve does the tasks at once and then every round until the context ends or the service is closed.
func (s *Service) Serve(ctx context.Context, tasks []feature.Task) {
	ctx, s.stop = context.WithCancel(ctx)
	s.done = make(chan struct{})
	go func() {
		defer close(s.done)
		s.loop(ctx, tasks)
	}()
}

// Close ends what runs and waits for it, but for no task that does not heed its context.
func (s *Service) Close() {
	if s.stop == nil {
		return
	}
	s.stop()
	<-s.done
	s.stop = nil
}

func (s *Service) loop(ctx context.Context, tasks []feature.Task) {
	round := time.NewTicker(s.pace.Round)
	defer round.Stop()
	due := tasks
	for {
		left, _ := s.round(ctx, due) // logged there, each by itself
		var again <-chan time.Time
		if len(left) > 0 {
			again = time.After(s.pace.Retry)
		}
		select {
		case <-ctx.Done():
			return
		case <-round.C:
			due = tasks
		case <-again:
			due = left
		}
	}
}

// RunAll does all tasks once. The error names all that failed; it is the context's if that ended before.
func (s *Service) RunAll(ctx context.Context, tasks []feature.Task) error {
	_, err := s.round(ctx, tasks)
	return err
}

// round does the tasks in their order. left are those that could not be begun: another process has them, or the
// database is away.
func (s *Service) round(ctx context.Context, tasks []feature.Task) (left []feature.Task, failed error) {
	if err := s.prepare(ctx, tasks); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		s.log.Error("duties of the night not begun", "err", err)
		return tasks, err
	}
	for _, t := range tasks {
		begun, err := s.do(ctx, t)
		if ctx.Err() != nil { // the office closes; what is left is done at its next start
			return nil, ctx.Err()
		}
		if !begun {
			left = append(left, t)
		}
		if err == nil {
			continue
		}
		s.log.Error("duty of the night failed", "duty", t.Name, "err", err)
		var p *panicked
		if errors.As(err, &p) {
			s.log.Error("where it panicked", "duty", t.Name, "stack", string(p.stack))
		}
		failed = errors.Join(failed, fmt.Errorf("%s: %w", t.Name, err))
	}
	return left, failed
}

// prepare writes what could not be written before, and gives each task its row.
func (s *Service) prepare(ctx context.Context, tasks []feature.Task) error {
	s.mu.Lock()
	waiting := make([]outcome, 0, len(s.unsaved))
	for _, o := range s.unsaved {
		waiting = append(waiting, o)
	}
	s.mu.Unlock()
	for _, o := range waiting {
		if err := save(ctx, s.db, o); err != nil {
			return err
		}
		s.mu.Lock()
		delete(s.unsaved, o.task)
		s.mu.Unlock()
	}
	return enroll(ctx, s.db, tasks, s.clock.Now())
}

// enter reports whether a task does not run in this process yet, and holds its place.
func (s *Service) enter(task string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running[task] {
		return false
	}
	s.running[task] = true
	return true
}

func (s *Service) leave(task string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.running, task)
}
