package account

import (
	"context"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// Guarded roles: who sets the password of one of these could pay, look into what is secret, or give out rights, in the
// owner's name. One person asks for it and another one releases it.
var Guarded = []authz.Role{"finance_preparer", "finance_releaser", "discipline_inspector", "chief_inspector",
	"system_admin", "security_admin", "audit_admin"}

// States of a reset.
const (
	ResetOpen      = "open"
	ResetReleased  = "released"
	ResetWithdrawn = "withdrawn"
	ResetExpired   = "expired"
	ResetAlone     = "alone" // by one person, where that is enough
)

// resetFor is how long a reset that was asked for can be released.
const resetFor = 3 * 24 * time.Hour

// Reset of a password.
type Reset struct {
	ID        int64
	UserID    int64
	Path      string
	Why       string
	State     string
	AskedBy   int64
	AskedKey  string
	AskedUs   clock.Moment
	DecidedUs clock.Moment
	Login     string
	Name      string
	Asker     string // empty: at the machine
	Decider   string
	PersonKey string // of the owner
}

// Until when it can be released.
func (x Reset) Until() clock.Moment { return x.AskedUs.Add(resetFor) }

// MayRelease refuses the owner, whoever asked for it, and what is too old: account.self, account.reset_same,
// account.reset_expired.
func (x Reset) MayRelease(actor authz.Actor, now clock.Moment) error {
	switch {
	case x.PersonKey == actor.PersonKey:
		return errs.New(errs.Forbidden, "account.self")
	case x.AskedKey == actor.PersonKey:
		return errs.New(errs.Forbidden, "account.reset_same")
	case x.Expired(now):
		return errs.New(errs.State, "account.reset_expired")
	}
	return nil
}

// Expired tells whether it is too late to release it.
func (x Reset) Expired(now clock.Moment) bool { return now > x.Until() }

// NeedsTwo tells whether an account holds, or ever held, a guarded role: a role that is taken back for the time of a
// reset does not change that.
func NeedsTwo(r database.Reader, userID int64) (bool, error) {
	var n int64
	args := []any{userID}
	for _, role := range Guarded {
		args = append(args, role)
	}
	return r.One(&n,
		"SELECT id FROM user_grant WHERE user_id = ? AND role IN (?"+strings.Repeat(",?", len(Guarded)-1)+") LIMIT 1",
		args...)
}

// mayReset allows an actor to ask for, or release, a user's new password: with the permission on the city, or as the
// township of somebody all of whose rights are those of a clerk in its villages. Gives the path where the account
// belongs. Refusals: account.not_clerk, authz.*.
func (r *Service) mayReset(v *desk.Visit, userID int64, permission authz.Permission) (string, error) {
	city, err := r.City(v.Tx)
	if err != nil || v.Actor.Check(permission, city) == nil {
		if err == nil {
			err = v.Allow(permission, city)
		}
		return city, err
	}
	held, err := grantsOn(v.Tx, userID, v.Today())
	if err == nil && len(held) == 0 {
		err = errs.New(errs.NotFound, "authz.not_found")
	}
	if err != nil {
		return "", err
	}
	for _, g := range held {
		if err := v.Allow("user.reset_clerk", g.Path); err != nil {
			return "", err
		}
		if g.Role != "village_registrar" {
			return "", errs.New(errs.Forbidden, "account.not_clerk")
		}
	}
	return held[0].Path, nil
}

// AskReset asks that somebody be given a new password, with a reason; another person releases it. Refusals:
// account.self, account.not_clerk, account.reset_asked (one is open), account.unknown, form.stale, resident.why.
func (r *Service) AskReset(ctx context.Context, actor authz.Actor, key string, who Target, why string) (int64, error) {
	why = strings.TrimSpace(why)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		path, err := r.mayReset(v, who.ID, "user.ask_reset")
		if err != nil {
			return 0, err
		}
		if fault := errs.Length(why, 4, 100, "resident.why", "why"); fault != nil {
			return 0, fault
		}
		u, err := lockTarget(v, who)
		if err != nil {
			return 0, err
		}
		if u.PersonKey == actor.PersonKey {
			return 0, errs.New(errs.Forbidden, "account.self")
		}
		if _, err := v.Tx.Exec(
			"UPDATE reset_request SET state = 'expired' WHERE user_id = ? AND state = 'open' AND asked_us < ?", u.ID,
			v.Now().Add(-resetFor)); err != nil {
			return 0, err
		}
		id, err := v.Tx.Create(
			"INSERT INTO reset_request (user_id, path, why, state, asked_by, asked_key, asked_us) VALUES (?, ?, ?, 'open', ?, "+
				"?, ?)",
			u.ID, path, why, actor.UserID, actor.PersonKey, v.Now())
		if database.Duplicate(err, "") {
			err = errs.New(errs.Conflict, "account.reset_asked")
		}
		if err != nil {
			return 0, err
		}
		v.Record("user.reset_ask", "user_account", u.ID, desk.F("login", u.Login), desk.F("request", id), desk.F("why", why))
		return id, nil
	})
}

// openReset locks a reset that is still open, and the user whose it is.
func openReset(v *desk.Visit, id int64) (Reset, User, error) {
	x, err := database.Find[Reset](v.Tx,
		"SELECT id, user_id, path, why, state, asked_by, asked_key, asked_us FROM reset_request WHERE id = ?", id)
	if err != nil {
		return x, User{}, err
	}
	u, err := lockTarget(v, Target{ID: x.UserID})
	if err != nil {
		return x, u, err
	}
	if x, err = database.Find[Reset](v.Tx,
		"SELECT id, user_id, path, why, state, asked_by, asked_key, asked_us FROM reset_request WHERE id = ?"+
			v.Tx.ForUpdate(),
		id); err != nil {
		return x, u, err
	}
	if x.State != ResetOpen {
		return x, u, errs.New(errs.State, "account.reset_decided")
	}
	return x, u, nil
}

// ReleaseReset sets the password that another person asked for; it must be changed at the next sign-in, where the owner
// is told who asked and who released. Refusals: account.reset_decided, account.reset_expired, account.reset_same (the
// same human asked, by whatever account), account.self, account.not_clerk, account.password.
func (r *Service) ReleaseReset(ctx context.Context, actor authz.Actor, key string, id int64,
	password string) (userID int64, err error) {
	if e := checkPassword(password, ""); e != nil {
		return 0, e
	}
	hash, err := argon2id.CreateHash(password, cost)
	if err != nil {
		return 0, err
	}
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := r.releasable(v, id)
		if err != nil {
			return 0, err
		}
		x, u, err := openReset(v, x.ID)
		if err != nil {
			return 0, err
		}
		x.PersonKey = u.PersonKey
		if err := x.MayRelease(actor, v.Now()); err != nil {
			return 0, err
		}
		if err := newPassword(v, u, hash); err != nil {
			return 0, err
		}
		if err := v.Tx.Change(
			"UPDATE reset_request SET state = 'released', decided_by = ?, decided_key = ?, decided_us = ? WHERE id = ? AND "+
				"state = 'open'",
			actor.UserID, actor.PersonKey, v.Now(), id); err != nil {
			return 0, err
		}
		v.Record("user.reset", "user_account", u.ID, desk.F("login", u.Login), desk.F("request", id),
			desk.F("asked_by", x.AskedBy))
		return u.ID, nil
	})
}

// releasable finds a reset and allows the actor to release it.
func (r *Service) releasable(v *desk.Visit, id int64) (Reset, error) {
	x, err := database.Find[Reset](v.Tx, "SELECT id, user_id FROM reset_request WHERE id = ?", id)
	if err == nil {
		_, err = r.mayReset(v, x.UserID, "user.reset")
	}
	return x, err
}

// WithdrawReset takes back what one asked for oneself, or declines what one could release. Refusals:
// account.reset_decided, account.not_clerk.
func (r *Service) WithdrawReset(ctx context.Context, actor authz.Actor, key string, id int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := database.Find[Reset](v.Tx, "SELECT id, user_id, asked_key FROM reset_request WHERE id = ?", id)
		if err != nil {
			return 0, err
		}
		permission := authz.Permission("user.reset")
		if x.AskedKey == actor.PersonKey {
			permission = "user.ask_reset"
		}
		if _, err := r.mayReset(v, x.UserID, permission); err != nil {
			return 0, err
		}
		_, u, err := openReset(v, id)
		if err != nil {
			return 0, err
		}
		v.Record("user.reset_withdraw", "user_account", u.ID, desk.F("login", u.Login), desk.F("request", id))
		return id,
			v.Tx.Change(
				"UPDATE reset_request SET state = 'withdrawn', decided_by = ?, decided_key = ?, decided_us = ? WHERE id = ? AND "+
					"state = 'open'",
				actor.UserID, actor.PersonKey, v.Now(), id)
	})
}

// newPassword of a locked user, to be changed at the next sign-in; a lock is lifted and every session ends.
func newPassword(v *desk.Visit, u User, hash string) error {
	if _, err := v.Tx.Exec(
		"UPDATE user_account SET password_hash = ?, must_change = 1, failed = 0, locked_until_us = 0 WHERE id = ?", hash,
		u.ID); err != nil {
		return err
	}
	return endSessions(v.Tx, u.ID, "password", v.Now())
}

// ResetPassword sets a password that must be changed at the next sign-in, and lifts a lock: by the security
// administrator alone where no guarded role is or was held, or by the operator at the machine, who is the way out of an
// office that has no second administrator. The owner is told. Refusals: account.reset_two (one asks, another releases),
// account.self.
func (r *Service) ResetPassword(ctx context.Context, actor authz.Actor, key string, who Target,
	password string) (int64, error) {
	if e := checkPassword(password, ""); e != nil {
		return 0, e
	}
	hash, err := argon2id.CreateHash(password, cost)
	if err != nil {
		return 0, err
	}
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		u, err := r.anothers(v, actor, "user.reset", who)
		if err != nil {
			return 0, err
		}
		two, err := NeedsTwo(v.Tx, u.ID)
		if err != nil {
			return 0, err
		}
		if two && actor.UserID != 0 {
			return 0, errs.New(errs.Forbidden, "account.reset_two")
		}
		if err := newPassword(v, u, hash); err != nil {
			return 0, err
		}
		path, err := r.City(v.Tx)
		if err != nil {
			return 0, err
		}
		if _, err := v.Tx.Exec(
			"UPDATE reset_request SET state = 'withdrawn', decided_by = ?, decided_key = ?, decided_us = ? WHERE user_id = ? "+
				"AND state = 'open'",
			actor.UserID, actor.PersonKey, v.Now(), u.ID); err != nil {
			return 0, err
		}
		if _, err := v.Tx.Create("INSERT INTO reset_request (user_id, path, why, state, asked_by, asked_key, asked_us, "+
			"decided_by, decided_key, decided_us) VALUES (?, ?, '', 'alone', ?, ?, ?, ?, ?, ?)",
			u.ID, path, actor.UserID, actor.PersonKey, v.Now(), actor.UserID, actor.PersonKey, v.Now()); err != nil {
			return 0, err
		}
		v.Record("user.reset", "user_account", u.ID, desk.F("login", u.Login))
		return u.ID, nil
	})
}

// setBy tells whether a human set a user's password alone, and no two have set it since: that human gives the account
// no guarded role.
func setBy(r database.Reader, userID int64, personKey string) (bool, error) {
	var n int64
	return r.One(&n, `SELECT id FROM reset_request WHERE user_id = ? AND state = 'alone' AND decided_key = ?
AND id > (SELECT COALESCE(MAX(x.id), 0) FROM reset_request x WHERE x.user_id = ?
AND x.state = 'released') LIMIT 1`, userID, personKey, userID)
}

const resetSQL = `SELECT q.id, q.user_id, q.path, q.why, q.state, q.asked_by, q.asked_key, q.asked_us,
COALESCE(q.decided_us, 0) AS decided_us, u.login, u.name, u.person_key,
COALESCE(a.name, '') AS asker, COALESCE(d.name, '') AS decider
FROM reset_request q JOIN user_account u ON u.id = q.user_id LEFT JOIN user_account a ON a.id = q.asked_by
LEFT JOIN user_account d ON d.id = q.decided_by `

// OpenResets of a scope that can still be released, the oldest first.
func OpenResets(r database.Reader, scope authz.Scope, now clock.Moment, limit int) ([]Reset, error) {
	where, args := scope.SQL("q.path")
	var out []Reset
	err := r.Select(&out, resetSQL+"WHERE "+where+" AND q.state = 'open' AND q.asked_us >= ? ORDER BY q.id LIMIT ?",
		append(args, now.Add(-resetFor), limit)...)
	return out, err
}

// ResetByID finds a reset of any state.
func ResetByID(r database.Reader, id int64) (Reset, error) {
	x, err := database.Find[Reset](r,
		"SELECT q.id, q.user_id, q.path, q.why, q.state, q.asked_by, q.asked_key, q.asked_us, u.login, u.name, u.person_key "+
			"FROM reset_request q JOIN user_account u ON u.id = q.user_id WHERE q.id = ?", id)
	if err != nil || x.AskedBy == 0 {
		return x, err
	}
	by, err := ByID(r, x.AskedBy)
	x.Asker = by.Name
	return x, err
}

// OpenReset of a user that can still be released; false if there is none.
func OpenReset(r database.Reader, userID int64, now clock.Moment) (Reset, bool, error) {
	var x Reset
	found, err := r.One(&x, resetSQL+"WHERE q.user_id = ? AND q.state = 'open' AND q.asked_us >= ?", userID,
		now.Add(-resetFor))
	return x, found, err
}

// UntoldResets of a user's password that the owner has not acknowledged, the oldest first.
func UntoldResets(r database.Reader, userID int64) ([]Reset, error) {
	var out []Reset
	err := r.Select(&out,
		resetSQL+"WHERE q.user_id = ? AND q.state IN ('released', 'alone') AND q.told_us IS NULL ORDER BY q.id", userID)
	return out, err
}

// Told marks the owner's acknowledgement of what UntoldResets showed, up to one of them.
func (r *Service) Told(ctx context.Context, s Session, upTo int64) error {
	if s.MustChange { // whoever holds the new password is not yet known to be the owner
		return errs.New(errs.State, "account.must_change")
	}
	return r.Desk.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec(
			"UPDATE reset_request SET told_us = ? WHERE user_id = ? AND id <= ? AND state IN ('released', 'alone') AND "+
				"told_us IS NULL",
			r.Desk.Clock.Now(), s.Actor.UserID, upTo)
		return err
	})
}
