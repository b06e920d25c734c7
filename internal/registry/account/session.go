package account

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"

	"github.com/alexedwards/argon2id"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
)

// Session of a signed-in user.
type Session struct {
	Actor      authz.Actor
	CSRF       string
	MustChange bool
	Opened     clock.Moment
	token      string
}

// CSRFToken that every form of the session repeats.
func (s Session) CSRFToken() string { return s.CSRF }

// PasswordDue reports whether the first password must be changed before anything else.
func (s Session) PasswordDue() bool { return s.MustChange }

// JustTyped reports whether the first password was typed a moment ago, to open this very session: it is not asked for
// again where the user chooses an own one.
func (s Session) JustTyped(now clock.Moment) bool {
	return s.MustChange && now < s.Opened.Add(firstFor)
}

var wrong = func() error { return errs.New(errs.Unauthenticated, "account.wrong") }

// a hash to spend the same time on when the login is unknown
var nobody, _ = argon2id.CreateHash("nobody signs in with this", cost)

func random() string {
	b := make([]byte, 32)
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// SignIn checks login and password and opens a session; the token goes into the cookie, only its digest is kept.
// Refusals: account.wrong (also for an unknown or closed account), account.locked.
func (r *Service) SignIn(ctx context.Context, login, password string) (token string, err error) {
	now := r.Desk.Clock.Now()
	var u User
	var found bool
	if len(login) > 40 || len(password) > 4*maxPassword {
		return "", wrong()
	}
	if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		u, found, err = userByLogin(s, login)
		return err
	}); err != nil {
		return "", err
	}
	if !found {
		_, _ = argon2id.ComparePasswordAndHash(password, nobody)
		return "", wrong()
	}
	if u.LockedUntilUs > now {
		return "", errs.New(errs.Unauthenticated, "account.locked").With("until", u.LockedUntilUs.Short())
	}
	ok, err := argon2id.ComparePasswordAndHash(password, u.PasswordHash)
	if err != nil {
		return "", err
	}
	token = random()
	err = r.Desk.DB.Write(ctx, func(tx *database.Tx) error {
		if !ok || u.Disabled == 1 {
			_, err := tx.Exec(`UPDATE user_account SET locked_until_us = CASE WHEN failed + 1 >= ? THEN ? ELSE locked_until_us
END,
failed = CASE WHEN failed + 1 >= ? THEN 0 ELSE failed + 1 END
WHERE id = ?`, wrongBeforeLock, now.Add(lockFor), wrongBeforeLock, u.ID)
			return err
		}
		if _, err := tx.Exec("UPDATE user_account SET failed = 0, locked_until_us = 0 WHERE id = ?", u.ID); err != nil {
			return err
		}
		return openSession(tx, u.ID, token, now)
	})
	if err != nil {
		return "", err
	}
	if !ok || u.Disabled == 1 {
		return "", wrong()
	}
	return token, nil
}

type sessionRow struct {
	UserID     int64
	Csrf       string
	CreatedUs  clock.Moment
	SeenUs     clock.Moment
	Login      string
	Name       string
	PersonKey  string
	MustChange int64
}

// Resume finds the session of a token; false if there is none any more.
func (r *Service) Resume(ctx context.Context, token string) (Session, bool, error) {
	now := r.Desk.Clock.Now()
	hash := seal.Digest([]byte(token))
	var row sessionRow
	var grants []Grant
	found := false
	err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		found, err = s.One(&row, `SELECT s.user_id, s.csrf, s.created_us, s.seen_us, u.login, u.name, u.person_key,
u.must_change FROM session s JOIN user_account u ON u.id = s.user_id
WHERE s.id_hash = ? AND s.ended_us IS NULL AND s.expires_us > ? AND s.seen_us > ?
AND u.disabled = 0`, hash, now, now.Add(-idleFor))
		if err != nil || !found {
			return err
		}
		grants, err = grantsOn(s, row.UserID, now.Date())
		return err
	})
	if err != nil || !found {
		return Session{}, false, err
	}
	if now-row.SeenUs > clock.Moment(60_000_000) {
		_ = r.Desk.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE session SET seen_us = ? WHERE id_hash = ? AND ended_us IS NULL", now, hash)
			return err
		})
	}
	return Session{Actor: r.actor(row.UserID, row.Login, row.Name, row.PersonKey, grants), CSRF: row.Csrf,
			MustChange: row.MustChange == 1, Opened: row.CreatedUs, token: token},
		true, nil
}

func (r *Service) actor(id int64, login, name, personKey string, grants []Grant) authz.Actor {
	gs := make([]authz.Grant, len(grants))
	for i, g := range grants {
		gs[i] = authz.Grant{Role: g.Role, RegionID: g.RegionID, Path: g.Path, Until: g.Until}
	}
	return authz.NewActor(r.Gate, id, login, name, personKey, gs)
}

// Actor of a user as of today, for building history and for tests.
func (r *Service) Actor(ctx context.Context, login string) (authz.Actor, error) {
	var u User
	var grants []Grant
	err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		if u, err = ByLogin(s, login); err != nil {
			return err
		}
		grants, err = grantsOn(s, u.ID, r.Desk.Clock.Now().Date())
		return err
	})
	return r.actor(u.ID, u.Login, u.Name, u.PersonKey, grants), err
}

// SignOut ends the session.
func (r *Service) SignOut(ctx context.Context, s Session) error {
	return r.Desk.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE session SET ended_us = ?, ended_why = 'signout' WHERE id_hash = ? AND ended_us IS NULL",
			r.Desk.Clock.Now(), seal.Digest([]byte(s.token)))
		return err
	})
}

// Own is the password that a user chooses.
type Own struct {
	Old      string // the one until now; not looked at where it was typed a moment ago to sign in for the first time
	Password string
	Again    string // typed a second time
}

// ChangePassword is a user's own change; every session of the user ends, also the one that it was done in, and the
// token of a new one is given. Refusals, all at once: account.old_wrong, account.password, account.same, account.again
// (the second time otherwise than the first).
func (r *Service) ChangePassword(ctx context.Context, s Session, own Own) (token string, err error) {
	var u User
	err = r.Desk.DB.Read(ctx, func(sn *database.Snapshot) (err error) {
		u, err = ByID(sn, s.Actor.UserID)
		return err
	})
	if err != nil {
		return "", err
	}
	if err := r.checkOwn(s, u, own); err != nil {
		return "", err
	}
	hash, err := argon2id.CreateHash(own.Password, cost)
	if err != nil {
		return "", err
	}
	token = random()
	// A person's own password is nobody's permission: the visit runs as the system and names the user.
	actor := authz.System("password:" + u.Login)
	_, err = desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		path, err := r.City(v.Tx)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("user.reset", path); err != nil {
			return 0, err
		}
		n, err := v.Tx.Exec(
			"UPDATE user_account SET password_hash = ?, must_change = 0, version = version + 1 WHERE id = ? AND version = ?",
			hash, u.ID, u.Version)
		if err != nil {
			return 0, err
		}
		if n == 0 {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		if err := endSessions(v.Tx, u.ID, "password", v.Now()); err != nil {
			return 0, err
		}
		v.Record("user.password", "user_account", u.ID, desk.F("login", u.Login))
		return u.ID, openSession(v.Tx, u.ID, token, v.Now())
	})
	return token, err
}

// checkOwn holds the password that a user chose against the rules and the one until now.
func (r *Service) checkOwn(s Session, u User, own Own) error {
	var faults errs.Faults
	if !s.JustTyped(r.Desk.Clock.Now()) {
		ok, err := argon2id.ComparePasswordAndHash(own.Old, u.PasswordHash)
		if err != nil {
			return err
		}
		if !ok {
			faults.Add(errs.New(errs.Invalid, "account.old_wrong").On("old"))
		}
	}
	fault := checkPassword(own.Password, u.Login)
	if fault == nil {
		same, err := argon2id.ComparePasswordAndHash(own.Password, u.PasswordHash)
		if err != nil {
			return err
		}
		if same {
			fault = errs.New(errs.Invalid, "account.same").On("password")
		}
	}
	faults.Add(fault)
	if own.Again != own.Password {
		faults.Add(errs.New(errs.Invalid, "account.again").On("again"))
	}
	return faults.OrNil()
}

// RandomPassword is for first sign-ins: 16 characters of three kinds.
func RandomPassword() string {
	b := make([]byte, 8)
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
	h := hex.EncodeToString(b)
	return "Gw-" + h[:6] + "-" + h[6:12]
}
