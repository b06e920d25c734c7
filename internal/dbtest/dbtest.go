package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gangwei/internal/platform/database"
	"gangwei/migrations"
)

// Main runs a package's tests, stops the server that they may have started, and does what else is to be done last.
func Main(m *testing.M, last ...func()) {
	code := m.Run()
	for _, f := range last {
		f()
	}
	shared.Lock()
	for _, p := range shared.pools {
		p.drop()
	}
	if shared.server != nil {
		shared.server.Stop()
	}
	if shared.template != "" {
		_ = os.RemoveAll(filepath.Dir(shared.template))
	}
	os.Exit(code)
}

// ServerCPU is the time of the processors that the server of this process's tests has used so far; nought if there is
// none, or if another process started it.
func ServerCPU() time.Duration {
	shared.Lock()
	defer shared.Unlock()
	return shared.server.CPU()
}

var shared struct {
	sync.Mutex
	server   *Server
	pools    map[string]*pool
	template string
}

// Each runs f on an empty, migrated database of every kind: sqlite, mariadb, and the one of GANGWEI_TEST_DSN.
func Each(t *testing.T, f func(t *testing.T, db *database.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, SQLite(t)) })
	t.Run("mariadb", func(t *testing.T) { f(t, onServer(t, mariaDSN(t))) })
	if dsn := os.Getenv("GANGWEI_TEST_DSN"); dsn != "" {
		t.Run("extra", func(t *testing.T) { f(t, onServer(t, strings.TrimPrefix(dsn, "mysql:"))) })
	}
}

// SQLite is an empty, migrated database file of the test's own.
func SQLite(t testing.TB) *database.DB {
	t.Helper()
	ctx := context.Background()
	body, err := template(ctx)
	check(t, err)
	path := filepath.Join(t.TempDir(), "test.db")
	check(t, os.WriteFile(path, body, 0o600))
	db, err := database.Open(ctx, "sqlite:"+path)
	check(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// template is a migrated SQLite database, made once.
func template(ctx context.Context) ([]byte, error) {
	shared.Lock()
	defer shared.Unlock()
	if shared.template == "" {
		dir, err := os.MkdirTemp("", "gangwei-template-*")
		if err != nil {
			return nil, err
		}
		path := filepath.Join(dir, "template.db")
		db, err := database.Open(ctx, "sqlite:"+path)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(migrate(ctx, db), db.Close()); err != nil {
			return nil, errors.Join(err, os.RemoveAll(dir))
		}
		shared.template = path
	}
	return os.ReadFile(shared.template)
}

// MariaDSN is the address of a throw-away MariaDB's ordinary account, without a schema.
func mariaDSN(t testing.TB) string {
	t.Helper()
	if dsn := os.Getenv("GANGWEI_TEST_MARIADB"); dsn != "" {
		return dsn
	}
	shared.Lock()
	defer shared.Unlock()
	if shared.server == nil {
		s, err := StartServer()
		check(t, err)
		shared.server = s
	}
	return shared.server.DSN
}

// Schema is an empty, migrated schema on the throw-away MariaDB, as an address for the command line (without "mysql:").
func Schema(t testing.TB) string {
	t.Helper()
	p := poolOf(mariaDSN(t))
	name := p.take(t)
	t.Cleanup(func() { p.give(name) })
	return p.dsn + name
}

// EachEmpty runs f on every kind of database with a way to get ones in which nothing is yet: sqlite, mariadb, and the
// one of GANGWEI_TEST_DSN.
func EachEmpty(t *testing.T, f func(t *testing.T, fresh func() *database.DB)) {
	t.Helper()
	on := func(name string, address func(t *testing.T) string) {
		t.Run(name, func(t *testing.T) {
			f(t, func() *database.DB {
				db, err := database.Open(context.Background(), address(t))
				check(t, err)
				t.Cleanup(func() { _ = db.Close() })
				return db
			})
		})
	}
	on("sqlite", func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "empty.db") })
	on("mariadb", func(t *testing.T) string { return "mysql:" + Empty(t) })
	if dsn := os.Getenv("GANGWEI_TEST_DSN"); dsn != "" {
		on("extra", func(t *testing.T) string { return "mysql:" + emptyOn(t, strings.TrimPrefix(dsn, "mysql:")) })
	}
}

// Empty is the address of a schema on the throw-away MariaDB in which nothing is yet.
func Empty(t testing.TB) string {
	t.Helper()
	return emptyOn(t, mariaDSN(t))
}

func emptyOn(t testing.TB, dsn string) string {
	t.Helper()
	p := poolOf(dsn)
	name := fmt.Sprintf("gw_%d_empty_%d", os.Getpid(), time.Now().UnixNano())
	check(t, p.exec("", "CREATE DATABASE "+name+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"))
	t.Cleanup(func() { _ = p.exec("", "DROP DATABASE IF EXISTS "+name) })
	return p.dsn + name
}

// pool lends the migrated schemas of one server; what a test left is truncated before the next.
type pool struct {
	sync.Mutex
	dsn  string
	free []string
	made []string

	shapes map[string][2]int // of those made: a test may take triggers or tables away, and keeps what is left
}

func onServer(t testing.TB, dsn string) *database.DB {
	t.Helper()
	p := poolOf(dsn)
	name := p.take(t)
	db, err := database.Open(context.Background(), "mysql:"+p.dsn+name)
	check(t, err)
	t.Cleanup(func() {
		_ = db.Close()
		p.give(name)
	})
	return db
}

func poolOf(dsn string) *pool {
	shared.Lock()
	defer shared.Unlock()
	if shared.pools == nil {
		shared.pools = map[string]*pool{}
	}
	p := shared.pools[dsn]
	if p == nil {
		p = &pool{dsn: dsn, shapes: map[string][2]int{}}
		shared.pools[dsn] = p
	}
	return p
}

// give a schema back to be lent again, unless the test took something of it away.
func (p *pool) give(name string) {
	p.Lock()
	defer p.Unlock()
	if shape, err := p.shape(name); err == nil && shape == p.shapes[name] {
		p.free = append(p.free, name)
	}
}

// shape counts a schema's tables and triggers.
func (p *pool) shape(name string) (counts [2]int, err error) {
	db, err := sql.Open("mysql", p.dsn+name)
	if err != nil {
		return counts, err
	}
	defer db.Close()
	for i, q := range []string{
		"SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = ?",
		"SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_schema = ?",
	} {
		if err := db.QueryRow(q, name).Scan(&counts[i]); err != nil {
			return counts, err
		}
	}
	return counts, nil
}

func (p *pool) take(t testing.TB) string {
	p.Lock()
	defer p.Unlock()
	if n := len(p.free); n > 0 {
		name := p.free[n-1]
		p.free = p.free[:n-1]
		check(t, p.truncate(name))
		return name
	}
	name := fmt.Sprintf("gw_%d_%d", os.Getpid(), len(p.made)+1)
	check(t,
		p.exec("", "DROP DATABASE IF EXISTS "+name, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"))
	p.made = append(p.made, name)
	ctx := context.Background()
	db, err := database.Open(ctx, "mysql:"+p.dsn+name)
	check(t, err)
	check(t, migrate(ctx, db))
	check(t, db.Close())
	p.shapes[name], err = p.shape(name)
	check(t, err)
	return name
}

func (p *pool) exec(schema string, queries ...string) error {
	db, err := sql.Open("mysql", p.dsn+schema)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, q := range queries {
		if _, err := db.Exec(q); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
	}
	return nil
}

// truncate the tables that a test wrote to: those that hold rows or whose next number is no longer 1. To truncate all
// of them costs a test on a server more than what it tries.
func (p *pool) truncate(schema string) error {
	db, err := sql.Open("mysql", p.dsn+schema)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	// MySQL keeps what it says of the next number for a day; MariaDB reads it each time and does not know the word
	_, _ = db.Exec("SET SESSION information_schema_stats_expiry = 0")
	rows, err := db.Query("SELECT table_name, COALESCE(auto_increment, 0) FROM information_schema.tables "+
		"WHERE table_schema = ? AND table_name <> 'schema_migration' AND table_type = 'BASE TABLE'", schema)
	if err != nil {
		return err
	}
	used, ask := []string{}, []string{}
	for rows.Next() {
		var name string
		var next uint64
		if err := rows.Scan(&name, &next); err != nil {
			return err
		}
		if next > 1 {
			used = append(used, name)
		} else {
			ask = append(ask, "SELECT '"+name+"' AS name WHERE EXISTS (SELECT 1 FROM "+name+")")
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	if len(ask) > 0 {
		held, err := db.Query(strings.Join(ask, " UNION ALL "))
		if err != nil {
			return err
		}
		for held.Next() {
			var name string
			if err := held.Scan(&name); err != nil {
				return err
			}
			used = append(used, name)
		}
		if err := errors.Join(held.Err(), held.Close()); err != nil {
			return err
		}
	}
	queries := []string{"SET FOREIGN_KEY_CHECKS = 0"}
	for _, name := range used {
		queries = append(queries, "TRUNCATE TABLE "+name)
	}
	return p.exec(schema, queries...)
}

func (p *pool) drop() {
	for _, n := range p.made {
		_ = p.exec("", "DROP DATABASE IF EXISTS "+n)
	}
}

func migrate(ctx context.Context, db *database.DB) error {
	all, err := database.LoadMigrations(migrations.Files, db.Kind())
	if err != nil {
		return err
	}
	whole, err := database.LoadWhole(migrations.Files, db.Kind())
	if err != nil {
		return err
	}
	return db.Up(ctx, all, whole, nil)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
