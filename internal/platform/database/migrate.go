package database

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// Migration is one numbered file cut into its steps.
type Migration struct {
	Name  string // 0001_foundations
	Steps []string
	// steps that run while foreign keys are not watched: a table is put in the place of one that others refer to
	Apart map[int]bool
}

func (m Migration) digest(step int) string {
	sum := sha256.Sum256([]byte(m.Steps[step]))
	return hex.EncodeToString(sum[:16])
}

// LoadMigrations reads DIR/KIND/NNNN_name.sql, one statement per "-- step". A "-- step apart" runs while foreign keys
// are not watched. What does not begin with a digit is no migration.
func LoadMigrations(files fs.FS, kind string) ([]Migration, error) {
	names, err := fs.Glob(files, kind+"/[0-9]*.sql")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var out []Migration
	for _, n := range names {
		b, err := fs.ReadFile(files, n)
		if err != nil {
			return nil, err
		}
		m := Migration{Name: strings.TrimSuffix(n[len(kind)+1:], ".sql"), Apart: map[int]bool{}}
		for i, part := range strings.Split("\n"+string(b), "\n-- step") {
			mark, body, _ := strings.Cut(part, "\n")
			body = strings.TrimSuffix(strings.TrimSpace(commentLine.ReplaceAllString(body, "")), ";")
			if i > 0 && body != "" {
				m.Apart[len(m.Steps)] = strings.TrimSpace(mark) == "apart"
				m.Steps = append(m.Steps, body)
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// Pending is how far one migration is: Done of Total steps.
type Pending struct {
	Name        string
	Done, Total int
}

const migrationTable = `CREATE TABLE IF NOT EXISTS schema_migration (
  name VARCHAR(100) NOT NULL,
  step INT NOT NULL,
  digest VARCHAR(64) NOT NULL,
  state VARCHAR(10) NOT NULL,
  PRIMARY KEY (name, step)
)`

// HasTable tells whether a table is there, in a database that may not be migrated yet.
func (s *Snapshot) HasTable(name string) (bool, error) {
	var n int
	_, err := s.One(&n, s.dialect.tableExists(), name)
	return n > 0, err
}

type migrationRow struct {
	Name   string
	Step   int
	Digest string
	State  string
}

// migrationRows by name and step; none in an empty database. Errors: *HalfMade, *Foreign.
func (db *DB) migrationRows(ctx context.Context) (map[string]migrationRow, error) {
	out := map[string]migrationRow{}
	err := db.Read(ctx, func(s *Snapshot) error {
		var tables []string
		if err := s.Select(&tables, s.dialect.tables()); err != nil {
			return err
		}
		var rows []migrationRow
		if i := slices.Index(tables, "schema_migration"); i >= 0 {
			if err := s.Select(&rows, "SELECT name, step, digest, state FROM schema_migration"); err != nil {
				return err
			}
			tables = slices.Delete(tables, i, i+1)
		}
		for _, r := range rows {
			if r.Name == wholeMark {
				return &HalfMade{db.where}
			}
			out[fmt.Sprintf("%s/%d", r.Name, r.Step)] = r
		}
		if len(rows) == 0 && len(tables) > 0 {
			return &Foreign{db.where, tables}
		}
		return nil
	})
	return out, err
}

// NewerSchema says that a later program has migrated the database: what it brought is not known here, so nothing may
// be read as if all were there, nor written as if nothing else had to be.
type NewerSchema struct{ Names []string }

func (n *NewerSchema) Error() string {
	what := n.Names[0]
	if more := len(n.Names) - 1; more > 0 {
		what += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Sprintf("the database schema is newer than this program, which does not know %s: run the program that "+
		"migrated it, "+
		"or a later one; to go back to this program, restore a backup that was made with it into an empty database", what)
}

// unknown migrations, or steps of known ones, that the database has run, sorted.
func unknown(have map[string]migrationRow, all []Migration) (names []string) {
	steps := map[string]int{}
	for _, m := range all {
		steps[m.Name] = len(m.Steps)
	}
	for _, r := range have {
		if r.Step > steps[r.Name] && !slices.Contains(names, r.Name) {
			names = append(names, r.Name)
		}
	}
	slices.Sort(names)
	return names
}

// Status lists the migrations and how much of each is done. A step whose text changed after it ran is an error, and
// so is one that is not among them: *NewerSchema. Further errors: *HalfMade, *Foreign.
func (db *DB) Status(ctx context.Context, all []Migration) ([]Pending, error) {
	have, err := db.migrationRows(ctx)
	if err != nil {
		return nil, err
	}
	if names := unknown(have, all); len(names) > 0 {
		return nil, &NewerSchema{names}
	}
	var out []Pending
	for _, m := range all {
		p := Pending{Name: m.Name, Total: len(m.Steps)}
		for i := range m.Steps {
			r, ok := have[fmt.Sprintf("%s/%d", m.Name, i+1)]
			if ok && r.Digest != m.digest(i) {
				return nil, fmt.Errorf("migration %s step %d was changed after it ran", m.Name, i+1)
			}
			if ok && r.State == "done" {
				p.Done++
			}
		}
		out = append(out, p)
	}
	return out, nil
}

// Migrate runs what is missing. Where DDL commits by itself (MySQL), each step is marked "begun" first; on resume the
// one step in doubt may answer "already exists", and then what stands there is compared with what the step makes.
func (db *DB) Migrate(ctx context.Context, all []Migration, progress func(name string, step int)) error {
	if _, err := db.Status(ctx, all); err != nil { // before anything is made in a database that may be another's
		return err
	}
	if _, err := db.writeSQL.ExecContext(ctx, migrationTable); err != nil {
		return err
	}
	have, err := db.migrationRows(ctx)
	if err != nil {
		return err
	}
	apart := false
	for _, m := range all {
		for i, step := range m.Steps {
			r, begun := have[fmt.Sprintf("%s/%d", m.Name, i+1)]
			if begun && r.State == "done" {
				continue
			}
			if progress != nil {
				progress(m.Name, i+1)
			}
			if err := db.migrateStep(ctx, m, i, step, begun); err != nil {
				return fmt.Errorf("migration %s step %d: %w", m.Name, i+1, err)
			}
			apart = apart || m.Apart[i]
		}
	}
	// what others refer to must be there again; MySQL looks when the table takes its name
	if apart && db.Kind() == "sqlite" {
		var broken []struct{ Table, Parent string }
		if err := db.Read(ctx, func(s *Snapshot) error {
			return s.Select(&broken, "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 5")
		}); err != nil || len(broken) > 0 {
			return errors.Join(err, fmt.Errorf("rows refer to what is not there: %+v", broken))
		}
	}
	return nil
}

// run a step on the one connection that writes it, with foreign keys watched or not.
func (db *DB) run(ctx context.Context, step string, apart bool) error {
	conn, err := db.writeSQL.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if apart {
		if _, err := conn.ExecContext(ctx, "SET foreign_key_checks = 0"); err != nil {
			return err
		}
		defer func() { _, _ = conn.ExecContext(context.WithoutCancel(ctx), "SET foreign_key_checks = 1") }()
	}
	_, err = conn.ExecContext(ctx, step)
	return err
}

func (db *DB) migrateStep(ctx context.Context, m Migration, i int, step string, begun bool) error {
	mark := func(x interface {
		Exec(string, ...any) (int64, error)
	}, state string) error {
		if begun || state == "done" && !db.dialect.transactionalDDL() {
			_, err := x.Exec("UPDATE schema_migration SET state = ? WHERE name = ? AND step = ?", state, m.Name, i+1)
			return err
		}
		_, err := x.Exec("INSERT INTO schema_migration (name, step, digest, state) VALUES (?, ?, ?, ?)", m.Name, i+1,
			m.digest(i), state)
		return err
	}
	if db.dialect.transactionalDDL() {
		if m.Apart[i] { // the pool that writes has one connection
			if _, err := db.writeSQL.ExecContext(ctx, "PRAGMA foreign_keys = 0"); err != nil {
				return err
			}
			defer func() { _, _ = db.writeSQL.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = 1") }()
		}
		return db.Write(ctx, func(tx *Tx) error {
			if _, err := tx.sql.ExecContext(ctx, step); err != nil {
				return err
			}
			return mark(tx, "done")
		})
	}
	if !begun {
		if err := db.Write(ctx, func(tx *Tx) error { return mark(tx, "begun") }); err != nil {
			return err
		}
	}
	if err := db.run(ctx, step, m.Apart[i]); err != nil {
		if !begun || !db.dialect.exists(err) && !renameTable.MatchString(step) && !db.dialect.gone(err) {
			return err
		}
		if cmp := db.compare(ctx, step); cmp != nil {
			return errors.Join(cmp, err)
		}
	}
	return db.Write(ctx, func(tx *Tx) error { return mark(tx, "done") })
}

var (
	commentLine = regexp.MustCompile(`(?m)^--.*\n`)
	createTable = regexp.MustCompile(`(?is)^CREATE TABLE (\w+)\s*\((.*)\)`)
	columnLine  = regexp.MustCompile(`(?m)^\s*([a-z][a-z0-9_]*)\s+[A-Z]`)
	addColumn   = regexp.MustCompile(`(?is)^ALTER TABLE (\w+) ADD COLUMN (\w+)`)
	renameTable = regexp.MustCompile(`(?is)^ALTER TABLE (\w+) RENAME TO (\w+)$`)
	dropIndex   = regexp.MustCompile(`(?is)^DROP INDEX (\w+)`)
	createOther = regexp.MustCompile(`(?is)^CREATE (?:UNIQUE )?(INDEX|TRIGGER) (\w+)`)
)

// RenamedTables lists what migrations rename, as pairs of the old and the new name.
func RenamedTables(all []Migration) [][2]string {
	var out [][2]string
	for _, m := range all {
		for _, s := range m.Steps {
			if x := renameTable.FindStringSubmatch(s); x != nil {
				out = append(out, [2]string{x[1], x[2]})
			}
		}
	}
	return out
}

// compare holds what exists against what the step in doubt would have made: a table by its columns in order; an index
// or trigger is atomic, so its name is enough, and so is its absence where the step takes it away; a column must be
// there; of a rename, the old name must be gone and the new one there.
func (db *DB) compare(ctx context.Context, step string) error {
	if createOther.MatchString(step) || dropIndex.MatchString(step) {
		return nil
	}
	columns := func(table string) (got []string, err error) {
		err = db.Read(ctx, func(s *Snapshot) error { return s.Select(&got, db.dialect.columns(), table) })
		return got, err
	}
	if x := addColumn.FindStringSubmatch(step); x != nil {
		got, err := columns(x[1])
		if err == nil && !slices.Contains(got, x[2]) {
			err = fmt.Errorf("table %s has no column %s", x[1], x[2])
		}
		return err
	}
	if x := renameTable.FindStringSubmatch(step); x != nil {
		was, err := columns(x[1])
		if err != nil {
			return err
		}
		is, err := columns(x[2])
		if err == nil && (len(was) > 0 || len(is) == 0) {
			err = fmt.Errorf("table %s was not renamed to %s", x[1], x[2])
		}
		return err
	}
	t := createTable.FindStringSubmatch(step)
	if t == nil {
		return fmt.Errorf("what this step makes exists already and cannot be compared; look at it by hand: %.80s", step)
	}
	var want []string
	for _, c := range columnLine.FindAllStringSubmatch(t[2], -1) {
		want = append(want, c[1])
	}
	got, err := columns(t[1])
	if err != nil {
		return err
	}
	if strings.Join(want, ",") != strings.Join(got, ",") {
		return fmt.Errorf("table %s exists with other columns (%s) than this step makes (%s); rename it and run again", t[1],
			strings.Join(got, ", "), strings.Join(want, ", "))
	}
	return nil
}

// CanMakeTriggers tells whether the account may create triggers (with the binary log on, MySQL refuses an ordinary
// account with error 1419 unless log_bin_trust_function_creators is on). Always true on SQLite.
func (db *DB) CanMakeTriggers(ctx context.Context) (bool, error) {
	if db.Kind() == "sqlite" {
		return true, nil
	}
	var v struct {
		LogBin int
		Trust  int
	}
	err := db.Read(ctx, func(s *Snapshot) error {
		_, err := s.One(&v, "SELECT @@log_bin AS log_bin, @@log_bin_trust_function_creators AS trust")
		return err
	})
	return v.LogBin == 0 || v.Trust == 1, err
}

// SetSynchronous is for building a demo database only: "OFF" trades safety against power loss for speed, "FULL"
// restores.
func (db *DB) SetSynchronous(ctx context.Context, level string) error {
	if db.Kind() != "sqlite" || level != "OFF" && level != "FULL" {
		return nil
	}
	_, err := db.writeSQL.ExecContext(ctx, "PRAGMA synchronous = "+level)
	return err
}
