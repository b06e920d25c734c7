package desk_test

import (
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// What was not allowed, or not written down, is not committed, whatever the use case thinks.
func TestGuards_commit_only_what_was_allowed_and_recorded(t *testing.T) {
	db := dbtest.SQLite(t)
	d := &desk.Desk{DB: db, Clock: clock.NewSet(clock.On(civil.MustDate("2025-03-03"), 9, 0))}
	for name, f := range map[string]func(v *desk.Visit) error{
		"not recorded": func(v *desk.Visit) error { return v.Allow("test", "0001") },
		"not allowed":  func(v *desk.Visit) error { v.Record("test", "setting", 7); return nil },
	} {
		func() {
			defer func() { _ = recover() }()
			_, err := desk.Do(ctx, d, authz.System("test"), "", func(v *desk.Visit) (int64, error) {
				if _, err := v.Tx.Exec("INSERT INTO setting (name, value) VALUES (?, 'x')", name); err != nil {
					return 0, err
				}
				return 7, f(v)
			})
			t.Errorf("%s: went through (%v)", name, err)
		}()
	}
	var n int
	if err := db.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&n, "SELECT COUNT(*) FROM setting WHERE name LIKE 'not %'")
		return err
	}); err != nil || n != 0 {
		t.Errorf("%d rows were kept (%v)", n, err)
	}
}
