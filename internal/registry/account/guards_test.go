package account_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// Who signed out, and whose account was closed, is out at once, by each of the locks alone.
func TestGuards_of_sessions(t *testing.T) {
	db := dbtest.SQLite(t)
	h := apptest.New(t, db)
	login := apptest.Login("county_reviewer", "370402")
	in := func() string {
		token, err := h.Accounts.SignIn(ctx, login, apptest.Pass)
		apptest.Must(t, err)
		return token
	}
	token := in()
	session, ok, err := h.Accounts.Resume(ctx, token)
	apptest.Must(t, err)
	if !ok {
		t.Fatal("a session just opened is none")
	}
	apptest.Must(t, h.Accounts.SignOut(ctx, session))
	if _, ok, err = h.Accounts.Resume(ctx, token); ok || err != nil {
		t.Errorf("a session goes on after the sign-out (%v)", err)
	}
	token = in()
	apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error { // closed, and its sessions left as they are
		_, err := tx.Exec("UPDATE user_account SET disabled = 1 WHERE login = ?", login)
		return err
	}))
	if _, ok, err = h.Accounts.Resume(ctx, token); ok || err != nil {
		t.Errorf("a session of a closed account goes on (%v)", err)
	}
	if _, err := h.Accounts.SignIn(ctx, login, apptest.Pass); errs.CodeOf(err) != "account.wrong" {
		t.Errorf("a closed account signs in: %v", err)
	}
}

// A grant holds from its day on.
func TestGuards_of_a_grant_to_come(t *testing.T) {
	db := dbtest.SQLite(t)
	h := apptest.New(t, db)
	login := apptest.Login("county_reviewer", "370402")
	apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE user_grant SET from_date = '2099-01-01' WHERE user_id = (SELECT id FROM user_account "+
			"WHERE login = ?)", login)
		return err
	}))
	if a, err := h.Accounts.Actor(ctx, login); err != nil || a.HasRole("county_reviewer") {
		t.Errorf("a grant of a day to come holds already (%v)", err)
	}
}
