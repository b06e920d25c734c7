package helpledger_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestTakeBack_removes_what_was_just_entered_and_nothing_else(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		clerk, other := h.Actor("village_registrar", apptest.Home), h.Actor("village_registrar", apptest.Home, "-2")
		id, err := h.Help.Open(ctx, clerk, "", helpledger.Case{PersonID: h.Person(apptest.Home, "王五"), Need: "想就业"})
		apptest.Must(t, err)
		enter := func(what string) int64 {
			t.Helper()
			act, err := h.Help.Enter(ctx, clerk, "", helpledger.Act{CaseID: id, Kind: "basic", What: what,
				OnDate: civil.MustDate("2025-03-01")})
			apptest.Must(t, err)
			return act
		}
		back := func(who authz.Actor, act int64) error {
			_, err := h.Help.TakeBack(ctx, who, "", id, act)
			return err
		}
		first, second := enter("介绍面试"), enter("上门走访")
		apptest.Want(t, "another role", "authz.forbidden", back(h.Actor("county_reviewer", apptest.County), second))
		apptest.Want(t, "another village", "authz.not_found", back(h.Actor("village_registrar", apptest.Away), second))
		apptest.Want(t, "who did not enter it", "help.not_yours", back(other, second))
		apptest.Want(t, "not the last", "help.not_last", back(clerk, first))
		if n := apptest.AtOnce(3, func() (int, error) { return 1, back(clerk, second) }); n != 1 {
			t.Errorf("taken back %d times", n)
		}
		apptest.Want(t, "twice", "help.not_last", back(clerk, second))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			last, found, err := helpledger.LastEntered(s, id)
			if !found || last.ID != first {
				t.Errorf("the last is %+v", last)
			}
			return err
		}))
		h.Set.Move(clock.On(civil.MustDate("2025-03-04"), 9, 0))
		apptest.Want(t, "the day after", "help.next_day", back(clerk, first))
		third := enter("再次走访")
		var c helpledger.Case
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
			c, err = helpledger.ByID(s, id)
			return err
		}))
		_, err = h.Help.Close(ctx, clerk, "", id, c.Version, "已就业")
		apptest.Must(t, err)
		apptest.Want(t, "closed", "help.closed", back(clerk, third))
	})
}
