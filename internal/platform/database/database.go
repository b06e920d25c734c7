package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"reflect"
	"strings"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	"gorm.io/gorm/schema"

	"gangwei/internal/base/errs"
)

// DB is an open database with its two handles.
type DB struct {
	dialect     dialect
	write, read *gorm.DB
	writeSQL    *sql.DB
	readSQL     *sql.DB
	where       string
	observer    atomic.Pointer[func(query string, args []any)]
}

// Observe tells f each read that a snapshot asks, before it is sent; nil ends it. It is how tests hold the questions of
// a page against the plans of the server, and how a slow page is looked into.
func (db *DB) Observe(f func(query string, args []any)) {
	if f == nil {
		db.observer.Store(nil)
		return
	}
	db.observer.Store(&f)
}

// ErrInDoubt says that a commit was sent and its answer lost: it may or may not have happened.
var ErrInDoubt = errors.New("commit in doubt")

// ErrAgain, wrapped in an error of a write, asks for the write to run once more.
var ErrAgain = errors.New("run the write again")

// Open connects. Address is "sqlite:PATH" or "mysql:USER:PASSWORD@tcp(HOST:PORT)/NAME".
func Open(ctx context.Context, address string) (*DB, error) {
	kind, rest, ok := strings.Cut(address, ":")
	if !ok || rest == "" {
		return nil,
			fmt.Errorf("database address %q is none; use sqlite:PATH or mysql:USER:PASSWORD@tcp(HOST:PORT)/NAME as its form",
				address)
	}
	switch kind {
	case "sqlite":
		return openSQLite(ctx, rest)
	case "mysql":
		return openMySQL(ctx, rest)
	}
	return nil, fmt.Errorf("database address %q: unknown kind %q, use sqlite or mysql", address, kind)
}

func gormConfig() *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction: true,
		Logger:                 logger.New(log.New(io.Discard, "", 0), logger.Config{LogLevel: logger.Silent}),
		DisableAutomaticPing:   true,
	}
}

// Close both handles.
func (db *DB) Close() error {
	err := db.writeSQL.Close()
	if db.readSQL != db.writeSQL {
		err = errors.Join(err, db.readSQL.Close())
	}
	return err
}

// Kind is "sqlite" or "mysql".
func (db *DB) Kind() string { return db.dialect.name() }

// Where is the file or the address without its password, for people.
func (db *DB) Where() string { return db.where }

// Tx is a write transaction. Only the desk, migrations and the listed housekeeping hold one.
type Tx struct {
	ctx     context.Context
	g       *gorm.DB
	sql     conn
	dialect dialect
}

// Snapshot is a read-only transaction that sees one state of the database.
type Snapshot struct {
	ctx      context.Context
	g        *gorm.DB
	sql      conn
	dialect  dialect
	observer *func(query string, args []any)
}

func (s *Snapshot) tell(query string, args []any) {
	if s.observer != nil {
		(*s.observer)(query, args)
	}
}

// Reader is what both can do.
type Reader interface {
	// Select fills a slice of structs (fields named as columns) or of single values.
	Select(dest any, query string, args ...any) error
	// One fills one struct or value; false if no row.
	One(dest any, query string, args ...any) (bool, error)
	// Rows streams; the function is called with the cursor on each row.
	Rows(query string, args []any, each func(*sql.Rows) error) error
}

const tries = 6

// Write runs f in a write transaction and commits. f may run several times: transient conflicts are retried with a
// short pause. An error of f rolls back.
func (db *DB) Write(ctx context.Context, f func(*Tx) error) error {
	var err error
	for try := 0; try < tries; try++ {
		if try > 0 {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(time.Duration(try*try) * 10 * time.Millisecond):
			}
		}
		err = db.writeOnce(ctx, f)
		if err == nil || errors.Is(err, ErrInDoubt) || !db.dialect.transient(err) && !errors.Is(err, ErrAgain) {
			return err
		}
	}
	return err
}

func (db *DB) writeOnce(ctx context.Context, f func(*Tx) error) (err error) {
	// The transaction outlives a cancelled request until it is rolled back by us, not by a closed connection.
	sqlTx, err := db.writeSQL.BeginTx(ctx, &sql.TxOptions{Isolation: db.dialect.writeIsolation()})
	if err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			_ = sqlTx.Rollback()
		}
	}()
	tx := &Tx{ctx: ctx, g: onConn(db.write, ctx, conn{sqlTx}), sql: conn{sqlTx}, dialect: db.dialect}
	if err := f(tx); err != nil {
		return err
	}
	done = true
	if err := sqlTx.Commit(); err != nil {
		if db.dialect.transient(err) {
			return err
		}
		return fmt.Errorf("%w: %w", ErrInDoubt, err)
	}
	return nil
}

// Read runs f on one consistent, read-only state.
func (db *DB) Read(ctx context.Context, f func(*Snapshot) error) error {
	sqlTx, err := db.readSQL.BeginTx(ctx,
		&sql.TxOptions{Isolation: db.dialect.readIsolation(), ReadOnly: db.dialect.readOnlyFlag()})
	if err != nil {
		return err
	}
	defer func() { _ = sqlTx.Rollback() }()
	return f(&Snapshot{
		ctx: ctx, g: onConn(db.read, ctx, conn{sqlTx}), sql: conn{sqlTx}, dialect: db.dialect, observer: db.observer.Load(),
	})
}

func onConn(g *gorm.DB, ctx context.Context, c conn) *gorm.DB {
	s := g.Session(&gorm.Session{NewDB: true, Context: ctx})
	s.Statement.ConnPool = c
	return s
}

// Context of the transaction.
func (tx *Tx) Context() context.Context { return tx.ctx }

// Insert writes one struct; its autoincrement field is filled.
func (tx *Tx) Insert(row any) error { return tx.g.Create(row).Error }

// Exec runs a statement and returns the rows it matched.
func (tx *Tx) Exec(query string, args ...any) (int64, error) {
	r, err := tx.sql.ExecContext(tx.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// Create runs one INSERT and returns the new row's id.
func (tx *Tx) Create(query string, args ...any) (int64, error) {
	r, err := tx.sql.ExecContext(tx.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// ForUpdate is the suffix of a SELECT that locks its rows; empty where the whole database is locked already.
func (tx *Tx) ForUpdate() string { return tx.dialect.forUpdate() }

func (tx *Tx) Select(dest any, query string, args ...any) error {
	_, err := scan(tx.ctx, tx.g, tx.sql, dest, query, args)
	return err
}

func (tx *Tx) One(dest any, query string, args ...any) (bool, error) {
	return scan(tx.ctx, tx.g, tx.sql, dest, query, args)
}

func (tx *Tx) Rows(query string, args []any, each func(*sql.Rows) error) error {
	return stream(tx.ctx, tx.sql, query, args, each)
}

func (s *Snapshot) Select(dest any, query string, args ...any) error {
	s.tell(query, args)
	_, err := scan(s.ctx, s.g, s.sql, dest, query, args)
	return err
}

func (s *Snapshot) One(dest any, query string, args ...any) (bool, error) {
	s.tell(query, args)
	return scan(s.ctx, s.g, s.sql, dest, query, args)
}

func (s *Snapshot) Rows(query string, args []any, each func(*sql.Rows) error) error {
	s.tell(query, args)
	return stream(s.ctx, s.sql, query, args, each)
}

// scan runs a query and fills a struct, a slice or a single value; false if there was no row. The query goes to the
// driver as it is written (GORM would expand byte slices in brackets and read @ as a name); GORM maps columns to
// fields.
func scan(ctx context.Context, g *gorm.DB, c conn, dest any, query string, args []any) (bool, error) {
	rows, err := c.QueryContext(ctx, query, args...)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		if v := reflect.ValueOf(dest).Elem(); v.Kind() == reflect.Slice {
			v.SetLen(0)
		}
		return false, errors.Join(rows.Err(), fillable(g, dest))
	}
	switch reflect.TypeOf(dest).Elem().Kind() {
	case reflect.Struct, reflect.Slice:
		if _, scanner := dest.(sql.Scanner); scanner {
			err = rows.Scan(dest)
		} else if b, ok := dest.(*[]byte); ok {
			err = rows.Scan(b)
		} else {
			err = g.ScanRows(rows, dest)
		}
	default:
		err = rows.Scan(dest)
	}
	return err == nil, errors.Join(err, rows.Err())
}

// fillable tells a type that could take no row from one that takes them, also where there is none yet: else it is found
// out on the first.
func fillable(g *gorm.DB, dest any) error {
	t := reflect.TypeOf(dest).Elem()
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(reflect.TypeFor[sql.Scanner]()) {
		return nil
	}
	if err := (&gorm.Statement{DB: g}).Parse(dest); err != nil && !errors.Is(err, schema.ErrUnsupportedDataType) {
		return err
	}
	return nil
}

// Context of the snapshot.
func (s *Snapshot) Context() context.Context { return s.ctx }

func stream(ctx context.Context, c conn, query string, args []any, each func(*sql.Rows) error) error {
	rows, err := c.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Find reads one row that must be there; otherwise the refusal is the one that outsiders get too: authz.not_found.
func Find[T any](r Reader, query string, args ...any) (T, error) {
	var row T
	found, err := r.One(&row, query, args...)
	if err == nil && !found {
		err = errs.New(errs.NotFound, "authz.not_found")
	}
	return row, err
}

// Change runs an update that is bound to a row's version; if no row matches, somebody was first: form.stale.
func (tx *Tx) Change(query string, args ...any) error {
	n, err := tx.Exec(query, args...)
	if err == nil && n == 0 {
		err = errs.New(errs.Stale, "form.stale")
	}
	return err
}

// Duplicate reports whether err is a unique key refusing a second row; in tells a part of the key's or column's name.
func Duplicate(err error, in string) bool {
	return err != nil && isDuplicate(err) && (in == "" || strings.Contains(err.Error(), in))
}

// CheckFailed reports whether err is a CHECK constraint refusing a row.
func CheckFailed(err error) bool { return err != nil && isCheck(err) }

// ForeignKey reports whether err is a foreign key refusing a change.
func ForeignKey(err error) bool { return err != nil && isForeignKey(err) }
