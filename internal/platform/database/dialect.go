package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/glebarez/sqlite"
	mysqldriver "github.com/go-sql-driver/mysql"
	"gorm.io/driver/mysql"
	"gorm.io/gorm"
)

// dialect is all that the rest may not know: where the servers differ.
type dialect interface {
	name() string
	transient(error) bool
	writeIsolation() sql.IsolationLevel
	readIsolation() sql.IsolationLevel
	readOnlyFlag() bool
	forUpdate() string
	prepare(ctx context.Context, db *sql.DB, query string) error
	// bulkValues is how many values one statement may bind: the SQLite driver looks each of them up among all (quadratic),
	// so few.
	bulkValues() int
	// transactionalDDL tells whether a migration's step and its mark commit together.
	transactionalDDL() bool
	// exists tells whether err says that what a step makes is there already.
	exists(err error) bool
	// gone tells whether err says that an index which a step drops is not there.
	gone(err error) bool
	tableExists() string
	// tables is the query for the names of the tables; analyze is the statement by which one is looked at anew.
	tables() string
	analyze(table string) string
	columns() string
	storedColumns() string
	textColumns() string
}

type sqliteDialect struct{}

func (sqliteDialect) name() string                       { return "sqlite" }
func (sqliteDialect) writeIsolation() sql.IsolationLevel { return sql.LevelDefault }
func (sqliteDialect) readIsolation() sql.IsolationLevel  { return sql.LevelDefault }
func (sqliteDialect) readOnlyFlag() bool                 { return false }
func (sqliteDialect) forUpdate() string                  { return "" }
func (sqliteDialect) bulkValues() int                    { return 400 }
func (sqliteDialect) transactionalDDL() bool             { return true }
func (sqliteDialect) exists(error) bool                  { return false }
func (sqliteDialect) gone(error) bool                    { return false }
func (sqliteDialect) tableExists() string {
	return "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
}
func (sqliteDialect) tables() string {
	return "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
}
func (sqliteDialect) analyze(table string) string { return `ANALYZE main."` + table + `"` }
func (sqliteDialect) columns() string {
	return "SELECT name FROM pragma_table_xinfo(?) ORDER BY cid"
}

func (sqliteDialect) storedColumns() string {
	return "SELECT name FROM pragma_table_info(?) ORDER BY cid" // leaves generated columns out
}
func (sqliteDialect) textColumns() string {
	return "SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'"
}

// coded is how the driver tells its result code.
type coded interface{ Code() int }

func (sqliteDialect) transient(err error) bool {
	var c coded
	return errors.As(err, &c) && (c.Code()&0xff == 5 || c.Code()&0xff == 6)
}

type mysqlDialect struct{}

func (mysqlDialect) name() string                       { return "mysql" }
func (mysqlDialect) writeIsolation() sql.IsolationLevel { return sql.LevelReadCommitted }
func (mysqlDialect) readIsolation() sql.IsolationLevel  { return sql.LevelRepeatableRead }
func (mysqlDialect) readOnlyFlag() bool                 { return true }
func (mysqlDialect) forUpdate() string                  { return " FOR UPDATE" }
func (mysqlDialect) bulkValues() int                    { return 30000 }
func (mysqlDialect) transactionalDDL() bool             { return false }
func (mysqlDialect) tableExists() string {
	return "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?"
}
func (mysqlDialect) tables() string {
	return "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = " +
		"'BASE TABLE' ORDER BY table_name"
}
func (mysqlDialect) analyze(table string) string { return "ANALYZE TABLE `" + table + "`" }
func (mysqlDialect) columns() string {
	return "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER " +
		"BY ordinal_position"
}

func (mysqlDialect) storedColumns() string {
	return "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? AND " +
		"extra NOT LIKE '%GENERATED%' ORDER BY ordinal_position"
}
func (mysqlDialect) textColumns() string {
	return "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? AND " +
		"data_type IN ('varchar', 'mediumtext')"
}

func mysqlNumber(err error) uint16 {
	var m *mysqldriver.MySQLError
	if errors.As(err, &m) {
		return m.Number
	}
	return 0
}

func (mysqlDialect) transient(err error) bool {
	switch mysqlNumber(err) {
	case 1213, 1205, 1020, 1047:
		return true
	}
	return false
}

func (mysqlDialect) exists(err error) bool {
	switch mysqlNumber(err) {
	case 1050, 1060, 1061, 1359, 1826: // table, column, key, trigger, constraint
		return true
	}
	return false
}

func (mysqlDialect) gone(err error) bool { return mysqlNumber(err) == 1091 }

func sqliteCode(err error) int {
	var c coded
	if errors.As(err, &c) {
		return c.Code()
	}
	return 0
}

func isDuplicate(err error) bool {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return true
	}
	c := sqliteCode(err)
	return c == 2067 || c == 1555 || mysqlNumber(err) == 1062
}

func isCheck(err error) bool {
	n := mysqlNumber(err)
	return sqliteCode(err) == 275 || n == 3819 || n == 4025
}

func isForeignKey(err error) bool {
	n := mysqlNumber(err)
	c := sqliteCode(err)
	// 1811: SQLite calls RESTRICT a trigger's refusal in some versions.
	return c == 787 || c == 1811 && strings.Contains(err.Error(), "FOREIGN KEY") || n == 1451 || n == 1452
}

// sqliteReaders is how many connections read an embedded database at the same time.
const sqliteReaders = 8

func openSQLite(ctx context.Context, path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	dsn := func(lock string, pragmas ...string) string {
		q := url.Values{"_txlock": {lock}}
		for _, p := range append(
			[]string{"busy_timeout(10000)", "foreign_keys(1)", "recursive_triggers(1)", "trusted_schema(0)"}, pragmas...) {
			q.Add("_pragma", p)
		}
		return "file:" + (&url.URL{Path: abs}).EscapedPath() + "?" + q.Encode()
	}
	write, err := gorm.Open(sqlite.Open(dsn("immediate", "journal_mode(WAL)", "synchronous(FULL)", "cache_size(-65536)")),
		gormConfig())
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	read, err := gorm.Open(sqlite.Open(dsn("deferred", "query_only(1)", "cache_size(-16384)", "mmap_size(1073741824)")),
		gormConfig())
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db := &DB{dialect: sqliteDialect{}, write: write, read: read, where: abs}
	if err := db.handles(); err != nil {
		return nil, err
	}
	db.writeSQL.SetMaxOpenConns(1)
	db.readSQL.SetMaxOpenConns(sqliteReaders)
	db.readSQL.SetMaxIdleConns(sqliteReaders)
	db.readSQL.SetConnMaxLifetime(time.Hour) // one that was busy while statistics were gathered reads them then
	if err := db.writeSQL.PingContext(ctx); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return db, os.Chmod(abs, 0o600)
}

func openMySQL(ctx context.Context, dsn string) (*DB, error) {
	cfg, err := mysqldriver.ParseDSN(dsn)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	if cfg.DBName == "" {
		return nil, errors.New("database address: no database name after the last slash")
	}
	cfg.Collation = "utf8mb4_bin"
	cfg.ParseTime = false
	cfg.ClientFoundRows = true // rows matched, as SQLite counts them
	cfg.InterpolateParams = true
	cfg.Timeout = 10 * time.Second
	cfg.MaxAllowedPacket = 0
	if cfg.Params == nil {
		cfg.Params = map[string]string{}
	}
	cfg.Params["sql_mode"] = "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,ONLY_FULL_GROUP_BY'"
	cfg.Params["innodb_lock_wait_timeout"] = "20"
	cfg.Params["time_zone"] = "'+00:00'"
	open := func() (*gorm.DB, error) {
		connector, err := mysqldriver.NewConnector(cfg)
		if err != nil {
			return nil, err
		}
		return gorm.Open(mysql.New(mysql.Config{Conn: sql.OpenDB(connector), SkipInitializeWithVersion: true}), gormConfig())
	}
	write, err := open()
	if err != nil {
		return nil, err
	}
	read, err := open()
	if err != nil {
		return nil, err
	}
	db := &DB{dialect: mysqlDialect{}, write: write, read: read, where: cfg.Addr + "/" + cfg.DBName}
	if err := db.handles(); err != nil {
		return nil, err
	}
	for _, h := range []*sql.DB{db.writeSQL, db.readSQL} {
		h.SetMaxOpenConns(32)
		h.SetMaxIdleConns(16)
		h.SetConnMaxLifetime(30 * time.Minute)
	}
	if err := db.writeSQL.PingContext(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("database %s: %w", db.where, err)
	}
	return db, nil
}

func (db *DB) handles() (err error) {
	if db.writeSQL, err = db.write.DB(); err != nil {
		return err
	}
	db.readSQL, err = db.read.DB()
	return err
}
