package web_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/registry/account"
)

// Two requests of one account are two matters: the home page offers to take back both, and so it does after one was.
func TestHome_offers_each_matter_of_an_account(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	sec := h.Actor("security_admin", "3704")
	requests, err := desk.Do(ctx, h.Desk, authz.System("test"), "", func(v *desk.Visit) (ids []int64, err error) {
		if err := v.Allow("user.create", h.Tree.Top().Path); err != nil {
			return nil, err
		}
		a := account.Applicant{Login: "xinren-1", Name: "新人甲", Key: "p:xinren-1", Role: "township_supervisor",
			Region: h.Region(apptest.Town)}
		for _, role := range []authz.Role{"township_supervisor", "township_reviewer"} {
			a.Role = role
			users, asked, err := account.AskMany(v, []account.Applicant{a})
			if err != nil {
				return nil, err
			}
			if len(users) == 1 {
				a.UserID = users[0]
			}
			ids = append(ids, asked...)
		}
		v.Record("test.asked", "user_account", a.UserID)
		return ids, nil
	})
	apptest.Must(t, err)
	for _, id := range requests {
		_, err := h.Accounts.Decline(ctx, sec, "", id, "不在名册内")
		apptest.Must(t, err)
	}
	v := visit(t, base).signIn(apptest.Login("security_admin", "3704"))
	_, page := v.get("/")
	if n := len(undoForm.FindAllString(page, -1)); n != 2 {
		t.Fatalf("%d of two matters are offered: %s", n, page)
	}
	v.get("/") // one's own look is nobody's
	_, page = v.get("/")
	last := undoForm.FindAllStringSubmatch(page, -1)[1]
	if code, body, _ := v.post(last[1], map[string][]string{"_csrf": {v.csrf()}, "version": {"0"}}); code != 303 {
		t.Fatalf("%d %s", code, body)
	}
	if _, page = v.get("/"); len(undoForm.FindAllString(page, -1)) != 1 {
		t.Error("taking one back takes the other's offer away")
	}
}
