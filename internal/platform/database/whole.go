package database

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// wholeFile is what all migrations together make, beside them; wholeMark is its mark in the bookkeeping while it is
// being run.
const (
	wholeFile = "schema.sql"
	wholeMark = wholeFile
)

// LoadWhole reads the statements of DIR/KIND/schema.sql, which stand apart by empty lines. The last one keeps the
// books: every step of every migration as done.
func LoadWhole(files fs.FS, kind string) ([]string, error) {
	b, err := fs.ReadFile(files, kind+"/"+wholeFile)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, part := range strings.Split(string(b), "\n\n") {
		part = strings.TrimSpace(commentLine.ReplaceAllString(part+"\n", ""))
		if part != "" {
			out = append(out, strings.TrimSuffix(part, ";"))
		}
	}
	return out, nil
}

// BookkeepingTable is the statement that makes the table in which the database keeps which migrations it has run.
const BookkeepingTable = migrationTable

// Bookkeeping is the statement that writes all steps of all migrations down as done.
func Bookkeeping(all []Migration) string {
	var rows []string
	for _, m := range all {
		for i := range m.Steps {
			rows = append(rows, fmt.Sprintf("  ('%s', %d, '%s', 'done')", m.Name, i+1, m.digest(i)))
		}
	}
	return "INSERT INTO schema_migration (name, step, digest, state) VALUES\n" + strings.Join(rows, ",\n")
}

// ErrWholeStale says that schema.sql is not of these migrations: a migration was added and schema.sql not made anew.
var ErrWholeStale = errors.New(wholeFile + " is not made of these migrations: run 'make schema'")

// HalfMade says that the making of a database's tables was broken off on a server that cannot take it back. No office
// was made in it yet, so nothing is lost with it.
type HalfMade struct{ Where string }

func (h *HalfMade) Error() string {
	return fmt.Sprintf("the making of the tables in %s was broken off, or another program is just making them; "+
		"no office is in it yet. If none is at work, have the database dropped and made anew (DROP DATABASE NAME; "+
		"CREATE DATABASE NAME CHARACTER SET utf8mb4 COLLATE utf8mb4_bin) and run the command again", h.Where)
}

// Foreign says that a database has tables, and that none of our migrations is known to have run there.
type Foreign struct {
	Where  string
	Tables []string
}

func (f *Foreign) Error() string {
	what := strings.Join(f.Tables[:min(3, len(f.Tables))], ", ")
	if more := len(f.Tables) - 3; more > 0 {
		what += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Sprintf("the database %s has tables (%s) and no bookkeeping of gangwei's migrations: it is another "+
		"program's, or its table schema_migration was lost; give an empty database, or restore a backup into one",
		f.Where, what)
}

// Up brings a database up to all migrations: an empty one at once by the statements of schema.sql, any other by the
// migrations that it lacks. Errors: ErrWholeStale, *HalfMade, *Foreign, *NewerSchema.
func (db *DB) Up(ctx context.Context, all []Migration, whole []string, progress func(name string, step int)) error {
	have, err := db.migrationRows(ctx)
	if err != nil {
		return err
	}
	if len(have) > 0 {
		return db.Migrate(ctx, all, progress)
	}
	if len(whole) == 0 || whole[len(whole)-1] != Bookkeeping(all) {
		return ErrWholeStale
	}
	if progress != nil {
		progress(wholeFile, 1)
	}
	if db.dialect.transactionalDDL() {
		return db.Write(ctx, func(tx *Tx) error { return tx.runAll(whole) })
	}
	return db.createApart(ctx, whole)
}

func (tx *Tx) runAll(statements []string) error {
	for _, s := range statements {
		if _, err := tx.sql.ExecContext(tx.ctx, s); err != nil {
			return fmt.Errorf("%s, %.60s: %w", wholeFile, s, err)
		}
	}
	return nil
}

// createApart runs the statements where each of them commits by itself. A mark in the bookkeeping stands from before
// the first of them until the books are written, so that a database that was broken off is known as one.
func (db *DB) createApart(ctx context.Context, whole []string) error {
	for _, s := range []string{
		migrationTable,
		// What most often ends it in the middle is asked for first, while nothing is there yet.
		"CREATE TRIGGER schema_migration_try BEFORE DELETE ON schema_migration FOR EACH ROW SET @gangwei_try = 1",
		"DROP TRIGGER schema_migration_try",
	} {
		if _, err := db.writeSQL.ExecContext(ctx, s); err != nil && mysqlNumber(err) != 1359 { // left over of another try
			return fmt.Errorf("may the account make tables and triggers? %w", err)
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(whole, "\n")))
	err := db.Write(ctx, func(tx *Tx) error {
		_, err := tx.Exec("INSERT INTO schema_migration (name, step, digest, state) VALUES (?, 1, ?, 'begun')",
			wholeMark, hex.EncodeToString(sum[:16]))
		return err
	})
	if Duplicate(err, "") {
		return &HalfMade{db.where}
	}
	if err != nil {
		return err
	}
	last := len(whole) - 1
	for _, s := range whole[:last] {
		if _, err := db.writeSQL.ExecContext(ctx, s); err != nil {
			return errors.Join(&HalfMade{db.where}, fmt.Errorf("%s, %.60s: %w", wholeFile, s, err))
		}
	}
	return db.Write(ctx, func(tx *Tx) error {
		if err := tx.runAll(whole[last:]); err != nil {
			return err
		}
		_, err := tx.Exec("DELETE FROM schema_migration WHERE name = ?", wholeMark)
		return err
	})
}
