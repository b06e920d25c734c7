package account

import (
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Delegation is a grant by which a clerk of one village stands in for another's until a day (代办, 交叉办理).
type Delegation struct {
	ID        int64
	UserID    int64
	Path      string
	FromDate  civil.Date
	Until     civil.Date // last day is the day before
	Login     string
	Name      string
	RevokedUs int64
}

// Delegate lets somebody who is a clerk of a village of the township stand in for another village's clerk, from today
// until (not including) a day, with a reason. It goes no further than the rulebook's delegate.max_days; 0 switches it
// off. Refusals: region.not_village, account.delegate_off, account.delegate_until, account.not_clerk, account.granted,
// account.incompatible, account.self, form.stale, resident.why.
func (r *Service) Delegate(ctx context.Context, actor authz.Actor, key string, who Target, village *region.Region,
	until civil.Date, why string) (int64, error) {
	why = strings.TrimSpace(why)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if !village.OpenVillage() {
			return 0, errs.New(errs.Invalid, "region.not_village").On("village")
		}
		if err := v.Allow("user.delegate", village.Path); err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		most := book.Int("delegate.max_days", village.Path, v.Today(), 90)
		if most == 0 {
			return 0, errs.New(errs.State, "account.delegate_off")
		}
		if !until.After(v.Today()) || until.DaysSince(v.Today()) > most {
			return 0, errs.New(errs.Invalid, "account.delegate_until").On("until").With("days", most)
		}
		if fault := errs.Length(why, 4, 100, "resident.why", "why"); fault != nil {
			return 0, fault
		}
		u, err := lockTarget(v, who)
		if err != nil {
			return 0, err
		}
		held, err := grantsOn(v.Tx, u.ID, v.Today())
		if err != nil {
			return 0, err
		}
		clerk := false
		for _, g := range held {
			clerk = clerk || g.Role == "village_registrar" && actor.Scope("user.delegate").Covers(g.Path)
		}
		if !clerk || u.Disabled != 0 {
			return 0, errs.New(errs.Forbidden, "account.not_clerk").On("user")
		}
		if err := r.grant(v, u, "village_registrar", village, until); err != nil {
			return 0, err
		}
		if err := v.Tx.Change(
			"UPDATE user_grant SET delegate = 1 WHERE user_id = ? AND role = 'village_registrar' AND region_id = ? AND "+
				"revoked_us IS NULL",
			u.ID, village.ID); err != nil {
			return 0, err
		}
		v.Record("user.delegate", "user_account", u.ID, desk.F("login", u.Login), desk.F("village", village.Code),
			desk.F("until", until), desk.F("why", why))
		return u.ID, nil
	})
}

// EndDelegation takes a delegation back before its day. Refusals: authz.not_found, account.not_granted (it has ended).
func (r *Service) EndDelegation(ctx context.Context, actor authz.Actor, key string, id int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		d, err := database.Find[Delegation](v.Tx,
			"SELECT id, user_id, path, COALESCE(revoked_us, 0) AS revoked_us FROM user_grant WHERE id = ? AND delegate = 1"+
				v.Tx.ForUpdate(),
			id)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("user.delegate", d.Path); err != nil {
			return 0, err
		}
		if d.RevokedUs != 0 {
			return 0, errs.New(errs.State, "account.not_granted")
		}
		if err := v.Tx.Change("UPDATE user_grant SET revoked_us = ? WHERE id = ? AND revoked_us IS NULL", int64(v.Now()),
			id); err != nil {
			return 0, err
		}
		if err := endSessions(v.Tx, d.UserID, "role", v.Now()); err != nil {
			return 0, err
		}
		v.Record("user.delegate_end", "user_account", d.UserID, desk.F("grant", id))
		return id, nil
	})
}

// Delegations of a scope that hold on a day, by place.
func Delegations(r database.Reader, scope authz.Scope, day civil.Date, limit int) ([]Delegation, error) {
	where, args := scope.SQL("g.path")
	var out []Delegation
	err := r.Select(&out,
		"SELECT g.id, g.user_id, g.path, g.from_date, g.until, u.login, u.name FROM user_grant g JOIN user_account u ON "+
			"u.id = g.user_id WHERE "+
			where+" AND g.delegate = 1 AND g.revoked_us IS NULL AND g.until > ? ORDER BY g.path, u.login LIMIT ?",
		append(args, day, limit)...)
	return out, err
}

// StandsIn reports whether a user acts in a village for another on a day (代办), and not as its own clerk.
func StandsIn(r database.Reader, userID int64, path string, day civil.Date) (bool, error) {
	var own, delegate int64
	for _, x := range []struct {
		delegate int
		to       *int64
	}{{0, &own}, {1, &delegate}} {
		if _, err := r.One(x.to,
			"SELECT COUNT(*) FROM user_grant WHERE user_id = ? AND role = 'village_registrar' AND path = ? AND delegate = ? "+
				"AND from_date <= ? AND (until IS NULL OR until > ?) AND revoked_us IS NULL",
			userID, path, x.delegate, day, day); err != nil {
			return false, err
		}
	}
	return own == 0 && delegate > 0, nil
}
