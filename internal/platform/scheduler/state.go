package scheduler

import (
	"time"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
)

// OverdueAfter is how old the last success of a task may be.
const OverdueAfter = 36 * time.Hour

// slack is how far the clocks of two machines on the same database may differ.
const slack = 5 * time.Minute

// Ways to fail, and what else may be wrong with a task.
const (
	Failed   = "error"
	TimedOut = "timeout"
	Panicked = "panic"
	Outage   = "outage" // of the database
	Cut      = "cut"    // the process that ran it was killed
	Overdue  = "overdue"
)

// Record is what is kept of a task. Moments are 0 where there was none.
type Record struct {
	Name        string
	KnownUs     clock.Moment // when it was first to be done
	BegunUs     clock.Moment
	SucceededUs clock.Moment
	FailedUs    clock.Moment
	FailedHow   string
	FailedWhy   string
	TookUs      int64 // of the last run that ended; 0: not known
	Failures    int64 // since the last success
	Holder      string
	UntilUs     clock.Moment // for how long the holder has it
	Overran     int64        // 1: its limit has passed, and it still runs
}

// TableName of the records.
func (Record) TableName() string { return "nightly_task" }

// Took is how long the last run lasted; 0: not known.
func (r Record) Took() time.Duration { return time.Duration(r.TookUs) * time.Microsecond }

// Runs reports whether a process has the task in hand.
func (r Record) Runs(now clock.Moment) bool {
	return r.Holder != "" && r.UntilUs >= now && r.UntilUs <= farthest(now)
}

// farthest is the last moment until which a row can have been taken.
func farthest(now clock.Moment) clock.Moment { return now.Add(Lease + slack) }

// Trouble of a task: how it failed last if it did not succeed since, Overdue, or nothing.
func (r Record) Trouble(now clock.Moment) string {
	if r.Failures > 0 {
		return r.FailedHow
	}
	since := r.SucceededUs
	if since == 0 {
		since = r.KnownUs
	}
	if since != 0 && (since.Add(OverdueAfter) < now || since > now.Add(slack)) {
		return Overdue
	}
	return ""
}

// Standing is a task and what is kept of it; the record of a task that was never to be done is empty.
type Standing struct {
	Task feature.Task
	Record
}

// Standings of the tasks, in their order.
func Standings(r database.Reader, tasks []feature.Task) ([]Standing, error) {
	records, err := load(r)
	if err != nil {
		return nil, err
	}
	out := make([]Standing, len(tasks))
	for i, t := range tasks {
		out[i] = Standing{t, records[t.Name]}
	}
	return out, nil
}

// Troubled counts the tasks that failed or are overdue.
func Troubled(all []Standing, now clock.Moment) (n int64) {
	for _, x := range all {
		if x.Trouble(now) != "" {
			n++
		}
	}
	return n
}
