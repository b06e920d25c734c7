package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/words"
)

// States.
const (
	Waiting   = "waiting"
	Running   = "running"
	Ready     = "ready"
	Failed    = "failed"
	Cancelled = "cancelled"
)

// Job as kept.
type Job struct {
	ID         int64
	Kind       string
	State      string
	Done       int64
	Total      int64
	Params     string
	Result     string
	Reason     string
	CreatedBy  int64
	RegionPath string
	CreatedUs  clock.Moment
	StartedUs  clock.Moment
	EndedUs    clock.Moment
	Cancel     int64
	FetchedUs  clock.Moment // first fetch of the whole file; 0: none
	GoneUs     clock.Moment // when the file was removed; 0: it is there, or there never was one
	LookedUs   clock.Moment // when its owner looked at it after it finished; 0: not yet
}

// Over reports whether the job has ended, one way or another.
func (j Job) Over() bool { return j.State != Waiting && j.State != Running }

// Words name a job and how it stands.
func (j Job) Words() string {
	return words.Label("jobkind", j.Kind) + "：" + words.Label("job", j.State)
}

// Percent done, 0 to 100.
func (j Job) Percent() int {
	if j.State == Ready {
		return 100
	}
	if j.Total <= 0 {
		return 0
	}
	return int(min(100, j.Done*100/j.Total))
}

// Remaining is how long a running job is likely to take from a moment on, by its pace so far; false as long as too
// little was done to tell.
func (j Job) Remaining(now clock.Moment) (time.Duration, bool) {
	passed := time.Duration(now-j.StartedUs) * time.Microsecond
	if j.State != Running || j.Done <= 0 || j.Total <= j.Done || passed < 2*time.Second {
		return 0, false
	}
	return time.Duration(float64(passed) * float64(j.Total-j.Done) / float64(j.Done)), true
}

// Work does a job. It reports progress often; Progress returns an error when the job was cancelled, and the work
// returns it. The result is text for the page, for example a file's number.
type Work func(ctx context.Context, actor authz.Actor, params []byte,
	progress func(done, total int64) error) (result string, err error)

// Kind of job that a wing brings.
type Kind struct {
	Name   string
	Run    Work
	Parcel func(Job) (Parcel, error) // what it made, as it is handed out; nil: it makes nothing
	Once   bool                      // what it made is handed out once
}

// Parcel is what a job made, as it is handed out.
type Parcel struct {
	Name       string // as people would file it, without its ending
	Permission authz.Permission
	Path       string // of the region that it is about
	Facts      []desk.Fact
}

// Service runs jobs one after another on one worker.
type Service struct {
	db    *database.DB
	clock clock.Clock
	kinds map[string]Kind
	log   *slog.Logger
	queue chan task
	stop  context.CancelFunc
	done  sync.WaitGroup
}

type task struct {
	id    int64
	actor authz.Actor
}

var errCancelled = errors.New("job cancelled")

// New makes the service; nothing is done before Serve.
func New(db *database.DB, c clock.Clock, log *slog.Logger) *Service {
	return &Service{db: db, clock: c, log: log, kinds: map[string]Kind{}, queue: make(chan task, 100)}
}

// Serve starts the worker for the kinds of jobs there are; one that runs is closed first. Jobs left running by an
// earlier process are marked failed.
func (r *Service) Serve(ctx context.Context, kinds []Kind) error {
	r.Close()
	if err := failLeftovers(ctx, r.db, r.clock.Now()); err != nil {
		return err
	}
	for _, k := range kinds {
		r.kinds[k.Name] = k
	}
	ctx, r.stop = context.WithCancel(ctx)
	r.done.Add(1)
	go func() {
		defer r.done.Done()
		for {
			select {
			case <-ctx.Done():
				return
			case t := <-r.queue:
				r.run(ctx, t)
			}
		}
	}()
	return nil
}

// KindOf a job, false if no wing brings it any more.
func (r *Service) KindOf(j Job) (Kind, bool) {
	k, ok := r.kinds[j.Kind]
	return k, ok
}

// Close cancels what runs and waits.
func (r *Service) Close() {
	if r.stop == nil {
		return
	}
	r.stop()
	r.done.Wait()
	r.stop = nil
}

// Start queues a job. The same person's live job of the same kind and parameters is joined, not doubled. Refusal:
// jobs.full.
func (r *Service) Start(ctx context.Context, actor authz.Actor, kind, regionPath string, params any) (int64, error) {
	if r.kinds[kind].Run == nil {
		return 0, fmt.Errorf("jobs: unknown kind %q", kind)
	}
	body, err := json.Marshal(params)
	if err != nil {
		return 0, err
	}
	j := Job{Kind: kind, State: Waiting, Params: string(body), CreatedBy: actor.UserID, RegionPath: regionPath,
		CreatedUs: r.clock.Now()}
	joined, err := create(ctx, r.db, &j)
	if err != nil || joined {
		return j.ID, err
	}
	select {
	case r.queue <- task{j.ID, actor}:
		return j.ID, nil
	default:
		_ = end(context.WithoutCancel(ctx), r.db, j.ID, Failed, "", "jobs.full", r.clock.Now())
		return 0, errs.New(errs.Busy, "jobs.full")
	}
}

func (r *Service) run(ctx context.Context, t task) {
	j, err := ByID(ctx, r.db, t.id)
	if err == nil && j.Cancel == 1 {
		err = errCancelled
	}
	var result string
	if err == nil {
		if err = begin(ctx, r.db, t.id, r.clock.Now()); err == nil {
			last := time.Time{}
			result, err = r.kinds[j.Kind].Run(ctx, t.actor, []byte(j.Params), func(done, total int64) error {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if time.Since(last) < 300*time.Millisecond && done < total {
					return nil
				}
				last = time.Now()
				cancel, err := progress(ctx, r.db, t.id, done, total)
				if err == nil && cancel {
					err = errCancelled
				}
				return err
			})
		}
	}
	state, reason := Ready, ""
	switch {
	case errors.Is(err, errCancelled):
		state = Cancelled
	case err != nil:
		state, reason = Failed, errs.CodeOf(err)
		if reason == "" {
			reason = "jobs.failed"
		}
		r.log.Error("job failed", "job", t.id, "kind", j.Kind, "err", err)
	}
	if err := end(context.WithoutCancel(ctx), r.db, t.id, state, result, reason, r.clock.Now()); err != nil {
		r.log.Error("job end not written", "job", t.id, "err", err)
	}
}

// LookAt notes that their owner looked at those of some jobs that have finished.
func (r *Service) LookAt(ctx context.Context, rows []Job) error {
	for _, j := range rows {
		if j.Over() && j.LookedUs == 0 {
			if err := look(ctx, r.db, j.ID, r.clock.Now()); err != nil {
				return err
			}
		}
	}
	return nil
}

// Cancel asks a job to stop; only who started it may.
func (r *Service) Cancel(ctx context.Context, actor authz.Actor, id int64) error {
	j, err := ByID(ctx, r.db, id)
	if err != nil {
		return err
	}
	if j.CreatedBy != actor.UserID {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	return askCancel(ctx, r.db, id)
}
