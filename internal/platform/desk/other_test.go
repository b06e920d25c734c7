package desk_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// One key with two contents at the same moment: one is carried out, all others are told so, whoever came first.
func TestDo_refuses_another_content_under_a_key_also_at_the_same_moment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		d := &desk.Desk{DB: db, Clock: clock.NewSet(clock.On(civil.MustDate("2025-03-03"), 9, 0))}
		enter := func(key string, what int64) (int64, error) {
			return desk.Do(ctx, d, authz.System("test"), key, func(v *desk.Visit) (int64, error) {
				if err := v.Allow("test", "0001"); err != nil {
					return 0, err
				}
				v.Record("test", "setting", what)
				return what, nil
			})
		}
		_, err := enter("opens-the-chain", 1)
		apptest.Must(t, err)
		which := make(chan int64, 6)
		for i := range int64(6) {
			which <- i
		}
		done := apptest.AtOnce(6, func() (int, error) {
			i := <-which
			_, err := enter(desk.WithDigest("form", string(rune('a'+i))), i)
			if err != nil && errs.CodeOf(err) != "desk.other" {
				t.Errorf("refused by %v", err)
			}
			return 1, err
		})
		if done != 1 {
			t.Errorf("%d of six were carried out under one key", done)
		}
		// a key without a digest, as from before, is answered as ever
		if _, err := enter("form", 9); err != nil {
			t.Error(err)
		}
		if desk.WithDigest("", "x") != "" || desk.WithDigest("a~b", "x") != "" {
			t.Error("a key that carries the mark itself")
		}
	})
}
