package app_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/backup"
	"gangwei/internal/platform/database"
)

var ctx = apptest.Ctx

// empty databases of every kind, in which nothing is yet.
func empty(t *testing.T, f func(t *testing.T, fresh func() *database.DB)) {
	t.Helper()
	open := func(t *testing.T, address string) *database.DB {
		db, err := database.Open(ctx, address)
		apptest.Must(t, err)
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
	t.Run("sqlite", func(t *testing.T) {
		f(t, func() *database.DB { return open(t, "sqlite:"+t.TempDir()+"/empty.db") })
	})
	t.Run("mariadb", func(t *testing.T) {
		f(t, func() *database.DB { return open(t, "mysql:"+dbtest.Empty(t)) })
	})
}

// backedUp is a backup of an office of an earlier schema, as its program wrote it.
func backedUp(t *testing.T, db *database.DB, schema string) []byte {
	t.Helper()
	ring := apptest.Ring(t)
	apptest.Old(t, db, ring, schema)
	var b bytes.Buffer
	_, err := backup.Write(ctx, &b, db, apptest.SchemaUpTo(t, db, schema), ring, t.TempDir(), "2025-12-06")
	apptest.Must(t, err)
	return b.Bytes()
}

func count(t *testing.T, db *database.DB, query string) (n int) {
	t.Helper()
	apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&n, query)
		return err
	}))
	return n
}

func TestRestore_takes_an_older_backup_and_migrates_it(t *testing.T) {
	empty(t, func(t *testing.T, fresh func() *database.DB) {
		from, to := fresh(), fresh()
		body := backedUp(t, from, "0040")
		all, err := app.Migrations(to)
		apptest.Must(t, err)
		_, err = backup.Restore(ctx, bytes.NewReader(body), to, all, apptest.Ring(t), t.TempDir())
		apptest.Must(t, err)
		apptest.Must(t, app.UpToDate(ctx, to))
		if n := count(t, to, "SELECT COUNT(*) FROM person WHERE name = '王秀英'"); n != 1 {
			t.Errorf("%d people", n)
		}
		_, err = backup.Restore(ctx, bytes.NewReader(body), to, all, apptest.Ring(t), t.TempDir())
		apptest.Want(t, "twice", "backup.not_empty", err)
		// An office of an older schema in the place is not migrated before it is refused.
		_, err = backup.Restore(ctx, bytes.NewReader(body), from, all, apptest.Ring(t), t.TempDir())
		apptest.Want(t, "over an older office", "backup.not_empty", err)
		if err := app.UpToDate(ctx, from); err == nil {
			t.Error("the office that was in the place was migrated")
		}
	})
}

// A database that was migrated already has other tables than an older backup's rows fit into.
func TestRestore_of_an_older_backup_wants_a_place_without_tables(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		old, err := database.Open(ctx, "sqlite:"+t.TempDir()+"/old.db")
		apptest.Must(t, err)
		defer old.Close()
		body := backedUp(t, old, "0040")
		all, err := app.Migrations(db)
		apptest.Must(t, err)
		_, err = backup.Restore(ctx, bytes.NewReader(body), db, all, apptest.Ring(t), t.TempDir())
		apptest.Want(t, "into a newer schema", "backup.place", err)
		if n := count(t, db, "SELECT COUNT(*) FROM setting"); n != 0 {
			t.Error("something was written")
		}
	})
}

func TestRestore_refuses_a_newer_backup(t *testing.T) {
	empty(t, func(t *testing.T, fresh func() *database.DB) {
		from, to := fresh(), fresh()
		apptest.Old(t, from, apptest.Ring(t), "0048")
		all, err := app.Migrations(from)
		apptest.Must(t, err)
		later := append(slices.Clone(all), database.Migration{Name: "9999_of_tomorrow"})
		apptest.Must(t, from.Migrate(ctx, all, nil))
		var b bytes.Buffer
		_, err = backup.Write(ctx, &b, from, later, apptest.Ring(t), t.TempDir(), "2026-12-06")
		apptest.Must(t, err)
		_, err = backup.Restore(ctx, &b, to, all, apptest.Ring(t), t.TempDir())
		apptest.Want(t, "newer", "backup.newer", err)
		if !strings.Contains(err.Error(), "backup.newer") || errs.All(err)[0].Args[0].Value != "9999_of_tomorrow" {
			t.Errorf("%v does not name what is newer", err)
		}
		apptest.Must(t, to.Read(ctx, func(s *database.Snapshot) error {
			there, err := s.HasTable("setting")
			if there {
				t.Error("the database was migrated for a backup that was refused")
			}
			return err
		}))
	})
}
