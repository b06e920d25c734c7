package jobs

import (
	"context"
	"encoding/json"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
)

func (Job) TableName() string { return "job" }

const columns = "id, kind, state, done, total, params, result, reason, created_by, region_path, created_us, " +
	"started_us, ended_us, cancel, fetched_us, gone_us, looked_us"

func create(ctx context.Context, db *database.DB, j *Job) (joined bool, err error) {
	err = db.Write(ctx, func(tx *database.Tx) error {
		joined, err = tx.One(&j.ID,
			"SELECT id FROM job WHERE created_by = ? AND kind = ? AND params = ? AND state IN ('waiting','running') AND "+
				"cancel = 0 ORDER BY id DESC LIMIT 1",
			j.CreatedBy, j.Kind, j.Params)
		if err != nil || joined {
			return err
		}
		j.ID = 0
		return tx.Insert(j)
	})
	return joined, err
}

// ByID finds a job.
func ByID(ctx context.Context, db *database.DB, id int64) (Job, error) {
	var j Job
	err := db.Read(ctx, func(s *database.Snapshot) error {
		found, err := s.One(&j, "SELECT "+columns+" FROM job WHERE id = ?", id)
		if err == nil && !found {
			err = errs.New(errs.NotFound, "authz.not_found")
		}
		return err
	})
	return j, err
}

// Mine lists a person's latest jobs, at most so many.
func Mine(r database.Reader, userID int64, limit int) ([]Job, error) {
	var out []Job
	err := r.Select(&out, "SELECT "+columns+" FROM job WHERE created_by = ? ORDER BY id DESC LIMIT ?", userID, limit)
	return out, err
}

// latestJobs are those that News look at.
const latestJobs = 30

// News of a person's jobs.
type News struct {
	Done, Running int64 // finished and not yet looked at; waiting or at work
	Last          Job   // the last one that finished and was not looked at; zero if there is none
}

// NewsOf a person: jobs are few, so they are counted out of the latest ones.
func NewsOf(r database.Reader, userID int64) (n News, err error) {
	latest, err := Mine(r, userID, latestJobs)
	for _, j := range latest {
		switch {
		case !j.Over():
			n.Running++
		case j.LookedUs == 0:
			if n.Done++; j.EndedUs > n.Last.EndedUs {
				n.Last = j
			}
		}
	}
	return n, err
}

// Ahead is how many jobs are done before one that waits.
func Ahead(r database.Reader, id int64) (n int64, err error) {
	_, err = r.One(&n, "SELECT COUNT(*) FROM job WHERE state IN ('waiting','running') AND id < ?", id)
	return n, err
}

// look notes that a person looked at what finished; only the first time counts.
func look(ctx context.Context, db *database.DB, id int64, now clock.Moment) error {
	return exec(ctx, db, "UPDATE job SET looked_us = ? WHERE id = ? AND looked_us = 0 AND state NOT IN "+
		"('waiting','running')", now, id)
}

// Latest job of a person, kind and parameters; false if there is none.
func Latest(r database.Reader, userID int64, kind string, params any) (Job, bool, error) {
	body, err := json.Marshal(params)
	if err != nil {
		return Job{}, false, err
	}
	var j Job
	found, err := r.One(&j,
		"SELECT "+columns+" FROM job WHERE created_by = ? AND kind = ? AND params = ? ORDER BY id DESC LIMIT 1", userID, kind,
		string(body))
	return j, found, err
}

func exec(ctx context.Context, db *database.DB, query string, args ...any) error {
	return db.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec(query, args...)
		return err
	})
}

func begin(ctx context.Context, db *database.DB, id int64, now clock.Moment) error {
	return exec(ctx, db, "UPDATE job SET state = 'running', started_us = ? WHERE id = ? AND state = 'waiting'", now, id)
}

func progress(ctx context.Context, db *database.DB, id, done, total int64) (cancel bool, err error) {
	err = db.Write(ctx, func(tx *database.Tx) error {
		if _, err := tx.Exec("UPDATE job SET done = ?, total = ? WHERE id = ?", done, total, id); err != nil {
			return err
		}
		var c int64
		_, err := tx.One(&c, "SELECT cancel FROM job WHERE id = ?", id)
		cancel = c == 1
		return err
	})
	return cancel, err
}

func end(ctx context.Context, db *database.DB, id int64, state, result, reason string, now clock.Moment) error {
	return exec(ctx, db, "UPDATE job SET state = ?, result = ?, reason = ?, ended_us = ? WHERE id = ?", state, result,
		reason, now, id)
}

func askCancel(ctx context.Context, db *database.DB, id int64) error {
	return exec(ctx, db, "UPDATE job SET cancel = 1 WHERE id = ? AND state IN ('waiting','running')", id)
}

// withFiles are the jobs whose file is there.
func withFiles(ctx context.Context, db *database.DB) (out []Job, err error) {
	args := []any{}
	for _, k := range withFile {
		args = append(args, k)
	}
	err = db.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&out,
			"SELECT "+columns+" FROM job WHERE gone_us = 0 AND kind IN (?"+strings.Repeat(",?", len(args)-1)+
				") AND state = 'ready'",
			args...)
	})
	return out, err
}

// markGone writes down that a job's file is removed, and by a fetch if it was; first reports that nobody did so before.
func markGone(ctx context.Context, db *database.DB, id int64, now clock.Moment, fetched bool) (first bool, err error) {
	err = db.Write(ctx, func(tx *database.Tx) error {
		set, args := "gone_us = ?", []any{now}
		if fetched {
			set, args = "gone_us = ?, fetched_us = ?", []any{now, now}
		}
		n, err := tx.Exec("UPDATE job SET "+set+" WHERE id = ? AND gone_us = 0", append(args, id)...)
		first = n == 1
		return err
	})
	return first, err
}

func failLeftovers(ctx context.Context, db *database.DB, now clock.Moment) error {
	return exec(ctx, db,
		"UPDATE job SET state = 'failed', reason = 'jobs.interrupted', ended_us = ? WHERE state IN ('waiting','running')",
		now)
}
