package bench

import (
	"database/sql"
	"path/filepath"
	"testing"

	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/migrations"
)

func TestMain(m *testing.M) {
	dbtest.Pool = "4G" // five years of the city lie in memory, as a server of that size keeps them
	dbtest.Main(m)
}

// store is where a city lies, and how the same is read and written bare.
type store struct {
	name    string
	address string                   // as the program opens it
	read    func(testing.TB) *sql.DB // the city, bare
	// a schema with the program's tables and nothing in them; what a row refers to is not looked for
	empty func(b testing.TB) *sql.DB
}

func onSQLite(b testing.TB) store {
	path := filepath.Join(b.TempDir(), "gangwei.db")
	return store{name: "sqlite", address: "sqlite:" + path,
		read: func(b testing.TB) *sql.DB {
			return opened(b, "sqlite",
				"file:"+path+"?_pragma=query_only(1)&_pragma=cache_size(-16384)&_pragma=mmap_size(1073741824)")
		},
		empty: func(b testing.TB) *sql.DB {
			db := opened(b, "sqlite",
				"file:"+emptySchema(b)+"?_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)&_pragma=cache_size(-65536)")
			db.SetMaxOpenConns(1)
			return db
		}}
}

func onMariaDB(b testing.TB) store {
	dsn := dbtest.Empty(b)
	return store{name: "mariadb", address: "mysql:" + dsn,
		read: func(b testing.TB) *sql.DB { return opened(b, "mysql", dsn+"?interpolateParams=true") },
		empty: func(b testing.TB) *sql.DB {
			other := dbtest.Empty(b)
			d, err := database.Open(ctx, "mysql:"+other)
			must(b, err)
			all, err := database.LoadMigrations(migrations.Files, d.Kind())
			must(b, err)
			must(b, d.Migrate(ctx, all, nil))
			must(b, d.Close())
			return opened(b, "mysql", other+"?interpolateParams=true&foreign_key_checks=0")
		}}
}

func opened(b testing.TB, driver, address string) *sql.DB {
	b.Helper()
	db, err := sql.Open(driver, address)
	must(b, err)
	return db
}
