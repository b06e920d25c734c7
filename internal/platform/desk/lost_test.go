package desk_test

import (
	"context"
	"errors"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = context.Background()

// The answer to a commit is lost on the wire. With a key the desk looks whether it happened and gives the first result;
// without one it says that it does not know, and never tries again blindly.
func TestDo_when_the_answer_to_a_commit_is_lost(t *testing.T) {
	wire, address := dbtest.Wire(t, dbtest.Schema(t))
	db, err := database.Open(ctx, "mysql:"+address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	d := &desk.Desk{DB: db, Clock: clock.NewSet(clock.On(civil.MustDate("2025-03-03"), 9, 0))}
	ran := 0
	add := func(name, key string) (int64, error) {
		return desk.Do(ctx, d, authz.System("test"), key, func(v *desk.Visit) (int64, error) {
			ran++
			if err := v.Allow("test", "0001"); err != nil {
				return 0, err
			}
			if _, err := v.Tx.Exec("INSERT INTO setting (name, value) VALUES (?, 'x')", name); err != nil {
				return 0, err
			}
			v.Record("test", "setting", 7)
			return 7, nil
		})
	}
	kept := func(name string) int {
		t.Helper()
		var n int
		if err := db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&n, "SELECT COUNT(*) FROM setting WHERE name = ?", name)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if _, err := add("opens the chain", ""); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, key string
		after     bool
		ok        bool
		kept      int
	}{
		{"carried out, with a key", "form-1", true, true, 1},
		{"never heard, with a key", "form-2", false, false, 0},
		{"carried out, without a key", "", true, false, 1},
		{"never heard, without a key", "", false, false, 0},
	} {
		cuts := wire.Cuts()
		ran = 0
		wire.CutAt("\x03COMMIT", c.after) // the command as the protocol sends it, not the isolation level
		n, err := add(c.name, c.key)
		if wire.Cuts() != cuts+1 {
			t.Fatalf("%s: the wire was not cut", c.name)
		}
		if c.ok && (err != nil || n != 7) || !c.ok && !errors.Is(err, database.ErrInDoubt) {
			t.Errorf("%s: %d, %v", c.name, n, err)
		}
		if got := kept(c.name); got != c.kept || ran != 1 {
			t.Errorf("%s: kept %d times, want %d; ran %d times", c.name, got, c.kept, ran)
		}
		if c.key == "" {
			continue
		}
		// the user sends the form again
		if n, err := add(c.name, c.key); err != nil || n != 7 || kept(c.name) != 1 {
			t.Errorf("%s, again: %d, %v, kept %d times", c.name, n, err, kept(c.name))
		}
	}
}
