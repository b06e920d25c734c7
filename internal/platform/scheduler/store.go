package scheduler

import (
	"context"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
)

func load(r database.Reader) (map[string]Record, error) {
	var rows []Record
	err := r.Select(&rows, "SELECT name, known_us, begun_us, succeeded_us, failed_us, failed_how, failed_why, took_us, "+
		"failures, holder, until_us, overran FROM nightly_task")
	out := map[string]Record{}
	for _, x := range rows {
		out[x.Name] = x
	}
	return out, err
}

// enroll gives each task its row.
func enroll(ctx context.Context, db *database.DB, tasks []feature.Task, now clock.Moment) error {
	return db.Write(ctx, func(tx *database.Tx) error {
		for _, t := range tasks {
			if _, err := tx.Exec("INSERT INTO nightly_task (name, known_us) SELECT ?, ? FROM "+
				"(SELECT COUNT(*) n FROM nightly_task WHERE name = ?) there WHERE n = 0", t.Name, now, t.Name); err != nil {
				if database.Duplicate(err, "") { // another process was first
					err = database.ErrAgain
				}
				return err
			}
		}
		return nil
	})
}

// claim takes a task's row for a run, false if somebody has it. A run that was killed before is written down as such.
func claim(ctx context.Context, db *database.DB, name, run string, now clock.Moment) (taken bool, err error) {
	const lapsed = " WHERE name = ? AND holder <> '' AND (until_us < ? OR until_us > ?)"
	err = db.Write(ctx, func(tx *database.Tx) error {
		if _, err := tx.Exec("UPDATE nightly_task SET failures = failures + 1, failed_us = begun_us, failed_how = 'cut', "+
			"failed_why = '', took_us = 0, holder = ''"+lapsed+" AND overran = 0", name, now, farthest(now)); err != nil {
			return err
		}
		// Its failure was written down when its limit had passed.
		if _, err := tx.Exec("UPDATE nightly_task SET overran = 0, holder = ''"+lapsed, name, now,
			farthest(now)); err != nil {
			return err
		}
		n, err := tx.Exec("UPDATE nightly_task SET holder = ?, until_us = ?, begun_us = ? WHERE name = ? AND holder = ''",
			run, now.Add(Lease), now, name)
		taken = n == 1
		return err
	})
	return taken, err
}

// keep takes the row anew, false if another run has it.
func keep(ctx context.Context, db *database.DB, name, run string, now clock.Moment) (ours bool, err error) {
	err = db.Write(ctx, func(tx *database.Tx) error {
		n, err := tx.Exec("UPDATE nightly_task SET until_us = ? WHERE name = ? AND holder = ?", now.Add(Lease), name, run)
		ours = n == 1
		return err
	})
	return ours, err
}

// release gives the row back without an outcome.
func release(ctx context.Context, db *database.DB, name, run string) error {
	return db.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE nightly_task SET holder = '', until_us = 0, overran = 0 WHERE name = ? AND holder = ?",
			name, run)
		return err
	})
}

// save an outcome, and give the row back unless the task still runs. Nothing is written where another run has the row.
func save(ctx context.Context, db *database.DB, o outcome) error {
	return db.Write(ctx, func(tx *database.Tx) error {
		if o.how == "" {
			_, err := tx.Exec("UPDATE nightly_task SET succeeded_us = ?, took_us = ?, failures = 0, holder = '', until_us = 0 "+
				"WHERE name = ? AND holder = ?", o.at, o.took.Microseconds(), o.task, o.run)
			return err
		}
		back := ", holder = '', until_us = 0"
		if o.overran {
			back = ", overran = 1"
		}
		_, err := tx.Exec("UPDATE nightly_task SET failed_us = ?, failed_how = ?, failed_why = ?, took_us = ?, "+
			"failures = failures + 1"+back+" WHERE name = ? AND holder = ?", o.at, o.how, o.why, o.took.Microseconds(), o.task,
			o.run)
		return err
	})
}
