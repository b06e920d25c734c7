package account_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/account"
)

// A clerk of a village stands in for a neighbour's for some days, under the own account, and not longer.
func TestDelegate_stands_in_until_its_day(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		town, clerk := h.Actor("township_reviewer", apptest.Town), h.Actor("village_registrar", apptest.Home)
		want := func(name, code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code || code == "" && err != nil {
				t.Errorf("%s: %q (%v), want %q", name, got, err, code)
			}
		}
		delegate := func(who authz.Actor, user int64, village, until, why string) error {
			_, err := h.Accounts.Delegate(apptest.Ctx, who, "", account.Target{ID: user}, h.Region(village),
				civil.MustDate(until), why)
			return err
		}
		want("a village", "authz.not_found", delegate(clerk, clerk.UserID, apptest.Beside, "2025-03-20", "经办人住院"))
		want("another township", "authz.not_found",
			delegate(h.Actor("township_reviewer", "370481116"), clerk.UserID, apptest.Beside, "2025-03-20", "经办人住院"))
		want("not a village", "region.not_village", delegate(town, clerk.UserID, apptest.Town, "2025-03-20", "经办人住院"))
		want("today", "account.delegate_until", delegate(town, clerk.UserID, apptest.Beside, apptest.Day, "经办人住院"))
		want("too long", "account.delegate_until", delegate(town, clerk.UserID, apptest.Beside, "2025-06-30", "经办人住院"))
		want("no reason", "resident.why", delegate(town, clerk.UserID, apptest.Beside, "2025-03-20", "病"))
		want("not a clerk", "account.not_clerk",
			delegate(town, h.Actor("township_supervisor", apptest.Town).UserID, apptest.Beside, "2025-03-20", "经办人住院"))
		want("a clerk from elsewhere", "account.not_clerk",
			delegate(town, h.Actor("village_registrar", apptest.Away).UserID, apptest.Beside, "2025-03-20", "经办人住院"))
		want("oneself", "account.not_clerk", delegate(town, town.UserID, apptest.Beside, "2025-03-20", "经办人住院"))
		if n := apptest.AtOnce(5, func() (int, error) {
			return 1, delegate(town, clerk.UserID, apptest.Beside, "2025-03-20", "经办人住院")
		}); n != 1 {
			t.Errorf("granted %d times", n)
		}
		may := func() bool {
			a := h.Actor("village_registrar", apptest.Home)
			return a.Check("application.submit", h.Region(apptest.Beside).Path) == nil
		}
		if !may() {
			t.Error("the stand-in may not act")
		}
		list := func() (out []account.Delegation) {
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
				out, err = account.Delegations(s, town.Scope("user.delegate"), h.Set.Now().Date(), 10)
				return err
			}))
			return out
		}
		if l := list(); len(l) != 1 || l[0].UserID != clerk.UserID || l[0].Path != h.Region(apptest.Beside).Path {
			t.Fatalf("%+v", l)
		}
		id := list()[0].ID
		end := func(who authz.Actor, id int64) error {
			_, err := h.Accounts.EndDelegation(apptest.Ctx, who, "", id)
			return err
		}
		want("another township ends it", "authz.not_found", end(h.Actor("township_reviewer", "370481116"), id))
		want("what is no delegation", "authz.not_found", end(town, 1))
		want("ended early", "", end(town, id))
		want("twice", "account.not_granted", end(town, id))
		if may() || len(list()) != 0 {
			t.Error("it goes on")
		}
		want("again", "", delegate(town, clerk.UserID, apptest.Beside, "2025-03-20", "经办人住院"))
		h.Set.Move(clock.On(civil.MustDate("2025-03-20"), 9, 0))
		if may() || len(list()) != 0 {
			t.Error("it goes on after its day")
		}
	})
}
