package database

import (
	"context"
	"errors"
	"fmt"
)

// Statistics lets the database look anew at how the rows of its tables are spread, by which it chooses the index of a
// query. A database that was filled since it last looked reads whole tables where an index would do. Table by table:
// whoever writes waits for one of them at most. On a server the account needs SELECT and INSERT on each table, as
// Grants gives them.
func (db *DB) Statistics(ctx context.Context) error {
	names, err := db.tables(ctx)
	if err != nil {
		return err
	}
	for _, n := range names {
		if err := db.analyze(ctx, n); err != nil {
			return fmt.Errorf("statistics of %s: %w", n, err)
		}
	}
	db.renewReaders()
	return nil
}

// Optimize gathers statistics and empties the log of an embedded database after a bulk of writing.
func (db *DB) Optimize(ctx context.Context) error {
	if err := db.Statistics(ctx); err != nil || db.Kind() != "sqlite" {
		return err
	}
	_, err := db.writeSQL.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

func (db *DB) tables(ctx context.Context) (names []string, err error) {
	return names, db.Read(ctx, func(s *Snapshot) error { return s.Select(&names, db.dialect.tables()) })
}

// analyze one table. A server answers in rows, which are read for a fault: it says so there and not by an error.
func (db *DB) analyze(ctx context.Context, table string) error {
	rows, err := db.writeSQL.QueryContext(ctx, db.dialect.analyze(table))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name, op, kind, text string
		if err := rows.Scan(&name, &op, &kind, &text); err != nil {
			return err
		}
		if kind == "Error" {
			return errors.New(text)
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}

// renewReaders closes the idle connections that read an embedded database: each reads the statistics when it opens, and
// never again.
func (db *DB) renewReaders() {
	if db.Kind() == "sqlite" {
		db.readSQL.SetMaxIdleConns(0)
		db.readSQL.SetMaxIdleConns(sqliteReaders)
	}
}
