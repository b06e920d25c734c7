package account_test

import (
	"fmt"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/registry/account"
)

// asked makes one account for which two roles are asked, and gives the requests.
func asked(t *testing.T, h *apptest.House) (user int64, requests []int64) {
	t.Helper()
	_, err := desk.Do(ctx, h.Desk, authz.System("test"), "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("user.create", h.Tree.Top().Path); err != nil {
			return 0, err
		}
		a := account.Applicant{Login: "xinren-1", Name: "新人甲", Key: "p:xinren-1", Role: "township_supervisor",
			Region: h.Region(apptest.Town)}
		users, first, err := account.AskMany(v, []account.Applicant{a})
		if err != nil {
			return 0, err
		}
		a.UserID, a.Role = users[0], "township_reviewer"
		_, second, err := account.AskMany(v, []account.Applicant{a})
		user, requests = users[0], append(first, second...)
		v.Record("test.asked", "user_account", user)
		return user, err
	})
	apptest.Must(t, err)
	return user, requests
}

// A role that was declined is put back to be decided; what was decided about the account's other request is another
// matter.
func TestTakeBackDecline_of_one_request_among_two(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		user, requests := asked(t, h)
		sec := h.Actor("security_admin", "3704")
		decline := func(who authz.Actor, id int64) error {
			_, err := h.Accounts.Decline(ctx, who, "", id, "不在名册内")
			return err
		}
		apptest.Back{Act: "user.decline", Subject: "user_account", ID: func() int64 { return user }, Author: sec,
			Do: func() {
				apptest.Must(t, decline(sec, requests[0]))
			},
			Take: func(who authz.Actor, b desk.Back) error {
				_, err := account.TakeBackDecline(ctx, h.Accounts, who, "", user, b)
				return err
			},
			Others: map[string]authz.Actor{"authz.forbidden": h.Actor("system_admin", "3704"),
				"authz.not_found": h.Actor("county_reviewer", "370481")},
			Acts: func() { // asked for anew: the one that is open now stands
				_, err := desk.Do(ctx, h.Desk, authz.System("test"), "", func(v *desk.Visit) (int64, error) {
					if err := v.Allow("user.create", h.Tree.Top().Path); err != nil {
						return 0, err
					}
					_, ids, err := account.AskMany(v, []account.Applicant{{UserID: user, Role: "township_supervisor",
						Region: h.Region(apptest.Town)}})
					v.Record("test.asked", "user_account", user)
					return ids[0], err
				})
				apptest.Must(t, err)
			},
			Acted: "account.asked"}.Try(t, h)

		// two declined one after the other: each is taken back, the first one first
		state := func(id int64) (s string) {
			apptest.Must(t, db.Read(ctx, func(x *database.Snapshot) (err error) {
				s, err = account.RequestStateOf(x, id)
				return err
			}))
			return s
		}
		apptest.Must(t, decline(sec, requests[1]))
		entry := func(id int64) (e int64) {
			apptest.Must(t, db.Read(ctx, func(x *database.Snapshot) error {
				all, err := apptest.Acts(x, "user.decline")
				for _, l := range all {
					if l.Fact(account.Matter) == fmt.Sprint(id) {
						e = l.ID
						return err
					}
				}
				return err
			}))
			return e
		}
		first := entry(requests[1])
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error { // a new request of the same role stands in its way
			_, err := tx.Exec("UPDATE grant_request SET state = 'declined' WHERE user_id = ? AND state = 'open'", user)
			return err
		}))
		_, err := account.TakeBackDecline(ctx, h.Accounts, sec, "", user, desk.Back{Entry: entry(requests[0])})
		apptest.Must(t, err)
		_, err = account.TakeBackDecline(ctx, h.Accounts, sec, "", user, desk.Back{Entry: first})
		apptest.Want(t, "the other matter, after the first was taken back", "", err)
		if state(requests[0]) != account.RequestOpen || state(requests[1]) != account.RequestOpen {
			t.Errorf("%s %s", state(requests[0]), state(requests[1]))
		}
	})
}

// Who asked that somebody be given a new password takes that back until another has released it.
func TestTakeBackAsk_until_it_is_released(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		sys, sec := h.Actor("system_admin", "3704"), h.Actor("security_admin", "3704")
		owner := h.Actor("finance_releaser", apptest.County)
		var id int64
		apptest.Back{Act: "user.reset_ask", Subject: "user_account", ID: func() int64 { return owner.UserID }, Author: sys,
			Do: func() {
				var err error
				id, err = h.Accounts.AskReset(ctx, sys, "", account.Target{ID: owner.UserID}, "忘记密码了")
				apptest.Must(t, err)
			},
			Take: func(who authz.Actor, b desk.Back) error {
				_, err := account.TakeBackAsk(ctx, h.Accounts, who, "", owner.UserID, b)
				return err
			},
			Others: map[string]authz.Actor{"authz.forbidden": h.Actor("audit_admin", "3704"),
				"authz.not_found": h.Actor("township_reviewer", apptest.Town)},
			Acts: func() {
				_, err := h.Accounts.ReleaseReset(ctx, sec, "", id, fresh)
				apptest.Must(t, err)
			},
			Acted: "undo.acted"}.Try(t, h)
	})
}
