package database_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/go-sql-driver/mysql"

	"gangwei/internal/platform/database"
)

func TestTrouble_tells_the_machines_troubles_from_others(t *testing.T) {
	for _, x := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{errors.New("no such column"), ""},
		{context.Canceled, ""},
		{&mysql.MySQLError{Number: 1062}, ""},
		{fmt.Errorf("x: %w", &os.PathError{Op: "write", Path: "f", Err: syscall.ENOSPC}), "database.full"},
		{&mysql.MySQLError{Number: 1021}, "database.full"},
		{&mysql.MySQLError{Number: 1114}, "database.full"},
		{fmt.Errorf("%w: %w", database.ErrInDoubt, driver.ErrBadConn), "database.doubt"},
		{mysql.ErrInvalidConn, "database.away"},
		{&net.OpError{Op: "dial", Err: errors.New("connection refused")}, "database.away"},
	} {
		got := ""
		if e := database.ClassifyOutage(x.err); e != nil {
			got = e.Code
		}
		if got != x.want {
			t.Errorf("%v: %q, want %q", x.err, got, x.want)
		}
	}
}

// A database that may not grow is SQLite's disk that is full.
func TestTrouble_of_a_full_disk_leaves_nothing_half_done(t *testing.T) {
	ctx := context.Background()
	db, err := database.Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "x.db"))
	must(t, err)
	defer db.Close()
	must(t, db.Write(ctx, func(tx *database.Tx) error {
		if _, err := tx.Exec("CREATE TABLE x (n INTEGER, s TEXT)"); err != nil {
			return err
		}
		_, err := tx.Exec("PRAGMA max_page_count = 20")
		return err
	}))
	err = db.Write(ctx, func(tx *database.Tx) error {
		for range 100 {
			if _, err := tx.Exec("INSERT INTO x (n, s) VALUES (1, ?)", string(make([]byte, 4000))); err != nil {
				return err
			}
		}
		return nil
	})
	if e := database.ClassifyOutage(err); e == nil || e.Code != "database.full" {
		t.Fatalf("%v", err)
	}
	var n int
	must(t, db.Read(ctx, func(s *database.Snapshot) error { _, err := s.One(&n, "SELECT COUNT(*) FROM x"); return err }))
	if n != 0 {
		t.Errorf("%d rows of what failed", n)
	}
}
