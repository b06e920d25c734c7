package account

import (
	"context"
	"strconv"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// Matter is the fact of an account's entries that tells which of its requests they are about: an account has several,
// and each is taken back by itself.
const Matter = "request"

// RequestIn an entry; 0 if it is about none.
func RequestIn(l trail.Line) int64 {
	id, err := strconv.ParseInt(l.Fact(Matter), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// RequestStateOf a request for a role; empty if there is none.
func RequestStateOf(r database.Reader, id int64) (state string, err error) {
	_, err = r.One(&state, "SELECT state FROM grant_request WHERE id = ?", id)
	return state, err
}

// ResetStateOf a request for a new password; empty if there is none.
func ResetStateOf(r database.Reader, id int64) (state string, err error) {
	_, err = r.One(&state, "SELECT state FROM reset_request WHERE id = ?", id)
	return state, err
}

// TakeBackDecline opens a request for a role again that was declined: by who declined it, as long as nothing was done
// about it since. Refusals: authz.*, undo.*, account.decided, account.asked (the role was asked for again).
func TakeBackDecline(ctx context.Context, r *Service, actor authz.Actor, key string, userID int64,
	b desk.Back) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		l, err := trail.ByID(v.Tx, b.Entry)
		if err != nil {
			return 0, err
		}
		id := RequestIn(l)
		q, err := lockRequest(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("user.grant", q.Path); err != nil {
			return 0, err
		}
		if l, err = v.TakeBackOf(&b, Matter, "user_account", userID, "user.decline"); err != nil {
			return 0, err
		}
		if q.State != RequestDeclined {
			return 0, errs.New(errs.State, "account.decided")
		}
		err = v.Tx.Change("UPDATE grant_request SET state = 'open', decided_by = NULL, decided_us = NULL WHERE id = ? AND "+
			"state = 'declined'", id)
		if database.Duplicate(err, "") {
			err = errs.New(errs.Conflict, "account.asked")
		}
		if err != nil {
			return 0, err
		}
		v.Record("user.decline_back", "user_account", userID,
			b.Facts(l, desk.F(Matter, id), desk.F("role", q.Role))...)
		return id, nil
	})
}

// TakeBackAsk takes back that a new password was asked for: by who asked, as long as nobody has released or declined
// it.
// Refusals: authz.*, undo.*, account.reset_decided, account.not_clerk.
func TakeBackAsk(ctx context.Context, r *Service, actor authz.Actor, key string, userID int64,
	b desk.Back) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if _, err := r.mayReset(v, userID, "user.ask_reset"); err != nil {
			return 0, err
		}
		l, err := v.TakeBackOf(&b, Matter, "user_account", userID, "user.reset_ask")
		if err != nil {
			return 0, err
		}
		x, u, err := openReset(v, RequestIn(l))
		if err != nil {
			return 0, err
		}
		v.Record("user.reset_ask_back", "user_account", u.ID, b.Facts(l, desk.F(Matter, x.ID))...)
		return x.ID, v.Tx.Change("UPDATE reset_request SET state = 'withdrawn', decided_by = ?, decided_key = ?, "+
			"decided_us = ? WHERE id = ? AND state = 'open'", actor.UserID, actor.PersonKey, v.Now(), x.ID)
	})
}
