package account

import (
	"context"
	"slices"

	"github.com/alexedwards/argon2id"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
)

// Service of accounts.
type Service struct {
	Desk *desk.Desk
	Gate *authz.Gate
	Ring *seal.Ring
	City func(database.Reader) (string, error) // path of the office's city: accounts belong to it
}

// NewUser is what is needed for an account.
type NewUser struct {
	Login, Name, IDNumber, Password string
	MustChange                      bool
}

// Register makes an account without any role. Refusals: account.login, account.login_taken, account.password,
// form.required, idno.*.
func (r *Service) Register(ctx context.Context, actor authz.Actor, key string, n NewUser) (int64, error) {
	var faults errs.Faults
	faults.Add(CheckLogin(n.Login))
	faults.Add(checkPassword(n.Password, n.Login))
	faults.Add(errs.Length(n.Name, 1, 30, "form.required", "name"))
	personKey := "login:" + n.Login // the operator at the machine may make the first accounts before numbers are known
	if n.IDNumber != "" || actor.UserID != 0 {
		number, err := idno.Parse(n.IDNumber)
		for _, e := range errs.All(err) {
			faults.Add(e.On("idno"))
		}
		personKey = PersonKey(r.Ring, number)
	}
	if len(faults) > 0 {
		return 0, faults
	}
	hash, err := argon2id.CreateHash(n.Password, cost)
	if err != nil {
		return 0, err
	}
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		path, err := r.City(v.Tx)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("user.create", path); err != nil {
			return 0, err
		}
		u := User{Login: n.Login, Name: n.Name, PersonKey: personKey, PasswordHash: hash, CreatedUs: v.Now(), Version: 1}
		if n.MustChange {
			u.MustChange = 1
		}
		if err := v.Tx.Insert(&u); err != nil {
			if database.Duplicate(err, "login") {
				return 0, errs.New(errs.Conflict, "account.login_taken").On("login")
			}
			return 0, err
		}
		v.Record("user.create", "user_account", u.ID, desk.F("login", u.Login), desk.F("name", u.Name))
		return u.ID, nil
	})
}

// Target is a user as the form showed it. Version 0 takes the user as it stands, for an operator at the machine.
type Target struct{ ID, Version int64 }

// lockTarget locks a user for a change and counts its version up. Refusals: account.unknown, form.stale.
func lockTarget(v *desk.Visit, t Target) (User, error) {
	u, found, err := lockUser(v.Tx, t.ID)
	switch {
	case err != nil:
		return u, err
	case !found:
		return u, errs.New(errs.NotFound, "account.unknown").On("login")
	case t.Version != 0 && t.Version != u.Version:
		return u, errs.New(errs.Stale, "form.stale")
	}
	return u, v.Tx.Change("UPDATE user_account SET version = version + 1 WHERE id = ? AND version = ?", u.ID, u.Version)
}

// GrantRole gives a role on a region until a day (zero: until revoked). Refusals: account.role, account.role_level (the
// role belongs to another level), account.incompatible, account.granted, account.self.
func (r *Service) GrantRole(ctx context.Context, actor authz.Actor, key string, who Target, role authz.Role,
	on *region.Region, until civil.Date) (int64, error) {
	info, ok := r.Gate.Info(role)
	if !ok {
		return 0, errs.New(errs.Invalid, "account.role").On("role")
	}
	if info.Level != "any" && info.Level != string(on.Level) {
		return 0, errs.New(errs.Invalid, "account.role_level").On("region").With("role", info.Name).With("level", info.Level)
	}
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("user.grant", on.Path); err != nil {
			return 0, err
		}
		u, err := lockTarget(v, who)
		if err != nil {
			return 0, err
		}
		if err := r.grant(v, u, role, on, until); err != nil {
			return 0, err
		}
		v.Record("user.grant", "user_account", u.ID, desk.F("login", u.Login), desk.F("role", role),
			desk.F("region", on.Code), desk.F("until", until))
		return u.ID, nil
	})
}

// grant gives a locked user a role inside a visit that was allowed.
func (r *Service) grant(v *desk.Visit, u User, role authz.Role, on *region.Region, until civil.Date) error {
	if !until.IsZero() && !until.After(v.Today()) {
		return errs.New(errs.Invalid, "account.until").On("until")
	}
	held, err := grantsOfPerson(v.Tx, u.PersonKey, v.Today())
	if err != nil {
		return err
	}
	if err := (asking{r.Gate, v.Actor}).mayGrant(v.Tx, u, role, held); err != nil {
		return err
	}
	// A grant that lapsed by its date makes room for a new one.
	if _, err := v.Tx.Exec(
		"UPDATE user_grant SET revoked_us = ? WHERE user_id = ? AND role = ? AND region_id = ? AND revoked_us IS NULL AND "+
			"until <= ?",
		v.Now(), u.ID, role, on.ID, v.Today()); err != nil {
		return err
	}
	_, err = insertGrant(v.Tx, u.ID, role, on.ID, on.Path, v.Today(), until, v.Actor.UserID, v.Now())
	if database.Duplicate(err, "") {
		return errs.New(errs.Conflict, "account.granted").On("role")
	}
	if err != nil {
		return err
	}
	return endSessions(v.Tx, u.ID, "role", v.Now())
}

// asking whether somebody may grant.
type asking struct {
	gate  *authz.Gate
	actor authz.Actor
}

// mayGrant refuses a role to a user whose person holds others: account.role, account.self, account.reset_by_granter,
// account.incompatible.
func (a asking) mayGrant(reader database.Reader, u User, role authz.Role, held []Grant) error {
	actor := a.actor
	info, ok := a.gate.Info(role)
	if !ok {
		return errs.New(errs.Invalid, "account.role").On("role")
	}
	if u.PersonKey == actor.PersonKey {
		return errs.New(errs.Forbidden, "account.self")
	}
	if slices.Contains(Guarded, role) && actor.UserID != 0 {
		alone, err := setBy(reader, u.ID, actor.PersonKey)
		if err != nil {
			return err
		}
		if alone {
			return errs.New(errs.Forbidden, "account.reset_by_granter").On("role")
		}
	}
	for _, h := range held {
		if a.gate.Incompatible(h.Role, role) {
			other, _ := a.gate.Info(h.Role)
			return errs.New(errs.Conflict, "account.incompatible").On("role").With("role", info.Name).With("other", other.Name)
		}
	}
	return nil
}

// RevokeRole takes a grant back at once. Refusals: account.not_granted, account.unknown, account.self (nobody takes
// one's own role).
func (r *Service) RevokeRole(ctx context.Context, actor authz.Actor, key string, who Target, role authz.Role,
	on *region.Region) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("user.grant", on.Path); err != nil {
			return 0, err
		}
		u, err := lockTarget(v, who)
		if err != nil {
			return 0, err
		}
		if u.PersonKey == actor.PersonKey {
			return 0, errs.New(errs.Forbidden, "account.self")
		}
		n, err := v.Tx.Exec(
			"UPDATE user_grant SET revoked_us = ? WHERE user_id = ? AND role = ? AND region_id = ? AND revoked_us IS NULL",
			v.Now(), u.ID, role, on.ID)
		if err != nil {
			return 0, err
		}
		if n == 0 {
			return 0, errs.New(errs.State, "account.not_granted")
		}
		if err := endSessions(v.Tx, u.ID, "role", v.Now()); err != nil {
			return 0, err
		}
		v.Record("user.revoke", "user_account", u.ID, desk.F("role", role), desk.F("region", on.Code))
		return u.ID, nil
	})
}

// anothers locks an account of somebody else than the actor, who may do this in the whole city. Refusals: account.self.
func (r *Service) anothers(v *desk.Visit, actor authz.Actor, permission authz.Permission, who Target) (User, error) {
	path, err := r.City(v.Tx)
	if err != nil {
		return User{}, err
	}
	if err := v.Allow(permission, path); err != nil {
		return User{}, err
	}
	u, err := lockTarget(v, who)
	if err == nil && u.PersonKey == actor.PersonKey {
		err = errs.New(errs.Forbidden, "account.self")
	}
	return u, err
}

// SetDisabled closes or reopens an account.
func (r *Service) SetDisabled(ctx context.Context, actor authz.Actor, key string, who Target,
	disabled bool) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		u, err := r.anothers(v, actor, "user.disable", who)
		if err != nil {
			return 0, err
		}
		if _, err := v.Tx.Exec("UPDATE user_account SET disabled = ? WHERE id = ?", disabled, u.ID); err != nil {
			return 0, err
		}
		if err := endSessions(v.Tx, u.ID, "disabled", v.Now()); err != nil {
			return 0, err
		}
		v.Record("user.disable", "user_account", u.ID, desk.F("login", u.Login), desk.F("disabled", disabled))
		return u.ID, nil
	})
}

// ByLogin finds a user. Refusal: account.unknown.
func ByLogin(r database.Reader, login string) (User, error) {
	u, found, err := userByLogin(r, login)
	if err == nil && !found {
		err = errs.New(errs.NotFound, "account.unknown").On("login").With("login", login)
	}
	return u, err
}

// ByID finds a user. Refusal: account.unknown.
func ByID(r database.Reader, id int64) (User, error) {
	u, found, err := userByID(r, id)
	if err == nil && !found {
		err = errs.New(errs.NotFound, "account.unknown")
	}
	return u, err
}
