package account

import (
	"context"
	"strings"

	"github.com/alexedwards/argon2id"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
)

// States of a request.
const (
	RequestOpen     = "open"
	RequestGranted  = "granted"
	RequestDeclined = "declined"
)

// Request that a role be granted: the system administrator made the account, the security administrator decides (三员分立).
type Request struct {
	ID          int64
	UserID      int64
	Role        authz.Role
	RegionID    int64
	Path        string
	State       string
	RequestedBy int64
	RequestedUs clock.Moment
	Login, Name string
	PersonKey   string
}

// Applicant for an account by workbook. UserID is that of an account the person has already; 0 makes one.
type Applicant struct {
	UserID           int64
	Login, Name, Key string
	Role             authz.Role
	Region           *region.Region
}

// AskMany makes the accounts that are missing, with a password that nobody knows, and asks for their roles. Called by
// the room of imports in its visit. Refusals: account.login_taken, account.asked (the same role is asked for already).
func AskMany(v *desk.Visit, many []Applicant) (users, requests []int64, err error) {
	hash, err := argon2id.CreateHash(RandomPassword()+RandomPassword(), cost)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range many {
		id := m.UserID
		if id == 0 {
			u := User{Login: m.Login, Name: m.Name, PersonKey: m.Key, PasswordHash: hash, MustChange: 1, CreatedUs: v.Now(),
				Version: 1}
			if err := v.Tx.Insert(&u); err != nil {
				if database.Duplicate(err, "login") {
					err = errs.New(errs.Conflict, "account.login_taken")
				}
				return nil, nil, err
			}
			id = u.ID
			users = append(users, id)
		}
		n, err := v.Tx.Create(
			"INSERT INTO grant_request (user_id, role, region_id, path, state, requested_by, requested_us) VALUES (?, ?, ?, "+
				"?, 'open', ?, ?)",
			id, m.Role, m.Region.ID, m.Region.Path, v.Actor.UserID, v.Now())
		if database.Duplicate(err, "") {
			err = errs.New(errs.Conflict, "account.asked")
		}
		if err != nil {
			return nil, nil, err
		}
		requests = append(requests, n)
	}
	return users, requests, nil
}

// ByKeys finds accounts of humans by person key.
func ByKeys(r database.Reader, keys []string) (map[string]User, error) {
	out := map[string]User{}
	return out, database.InParts(keys, func(marks string, args []any) error {
		var found []User
		err := r.Select(&found,
			"SELECT id, login, name, person_key, disabled FROM user_account WHERE person_key IN ("+marks+") ORDER BY id",
			args...)
		for _, u := range found {
			out[u.PersonKey] = u
		}
		return err
	})
}

const requestSQL = "SELECT q.id, q.user_id, q.role, q.region_id, q.path, q.state, q.requested_by, q.requested_us, " +
	"u.login, u.name, u.person_key FROM grant_request q JOIN user_account u ON u.id = q.user_id WHERE "

// Requests that are open, in the order in which they came.
func Requests(r database.Reader, limit int) ([]Request, error) {
	var out []Request
	err := r.Select(&out, requestSQL+"q.state = 'open' ORDER BY q.id LIMIT ?", limit)
	return out, err
}

// RequestByID finds a request of any state.
func RequestByID(r database.Reader, id int64) (Request, error) {
	return database.Find[Request](r, requestSQL+"q.id = ?", id)
}

// RequestsWaiting of a scope, in the order in which they came.
func RequestsWaiting(r database.Reader, scope authz.Scope) ([]int64, error) {
	where, args := scope.SQL("q.path")
	var out []int64
	err := r.Select(&out, "SELECT q.id FROM grant_request q WHERE "+where+" AND q.state = 'open' ORDER BY q.id", args...)
	return out, err
}

// RequestQueue counts them.
func RequestQueue(r database.Reader, scope authz.Scope) (civil.Queue, error) {
	var q struct {
		N     int64
		Since clock.Moment
	}
	where, args := scope.SQL("q.path")
	_, err := r.One(&q, "SELECT COUNT(*) AS n, COALESCE(MIN(q.requested_us), 0) AS since FROM grant_request q WHERE "+
		where+" AND q.state = 'open'", args...)
	return clock.Queue(q.N, q.Since), err
}

// RequestFilter chooses among the open requests: those of a role, within a region; what is empty chooses all. IDs: of
// these only, whatever became of them. Limit: of how many to tell.
type RequestFilter struct {
	Role   authz.Role
	Within string
	IDs    []int64
	Limit  int
}

// RequestRow is a request with what would refuse it now.
type RequestRow struct {
	Request
	Why error
}

// LookAtRequests tells which of a scope's open requests would be granted now, the first that came first, and how many
// more there are.
func LookAtRequests(r database.Reader, gate *authz.Gate, actor authz.Actor, f RequestFilter,
	today civil.Date) (out []RequestRow, more int, err error) {
	where, args := actor.Scope("user.grant").Within(f.Within).SQL("q.path")
	if len(f.IDs) > 0 {
		where += " AND q.id IN (?" + strings.Repeat(",?", len(f.IDs)-1) + ")"
		for _, id := range f.IDs {
			args = append(args, id)
		}
	} else {
		where += " AND q.state = 'open'"
	}
	if f.Role != "" {
		where, args = where+" AND q.role = ?", append(args, f.Role)
	}
	var rows []Request
	if err := r.Select(&rows, requestSQL+where+" ORDER BY q.id", args...); err != nil {
		return nil, 0, err
	}
	if len(rows) > f.Limit {
		rows, more = rows[:f.Limit], len(rows)-f.Limit
	}
	var keys []string
	for _, q := range rows {
		keys = append(keys, q.PersonKey)
	}
	held, err := grantsOfPersons(r, keys, today)
	if err != nil {
		return nil, 0, err
	}
	for _, q := range rows {
		why := mayFulfil(r, gate, actor, q, held[q.PersonKey])
		if why != nil && len(errs.All(why)) == 0 {
			return nil, 0, why
		}
		out = append(out, RequestRow{q, why})
	}
	return out, more, nil
}

// MayFulfil refuses what Fulfil would refuse now.
func MayFulfil(r database.Reader, gate *authz.Gate, actor authz.Actor, q Request, today civil.Date) error {
	held, err := grantsOfPerson(r, q.PersonKey, today)
	if err != nil {
		return err
	}
	return mayFulfil(r, gate, actor, q, held)
}

func mayFulfil(r database.Reader, gate *authz.Gate, actor authz.Actor, q Request, held []Grant) error {
	if q.State != RequestOpen {
		return errs.New(errs.State, "account.decided")
	}
	for _, g := range held {
		if g.UserID == q.UserID && g.Role == q.Role && g.RegionID == q.RegionID {
			return errs.New(errs.Conflict, "account.granted").On("role")
		}
	}
	return asking{gate, actor}.mayGrant(r, User{ID: q.UserID, PersonKey: q.PersonKey}, q.Role, held)
}

// Slip is what a new user is handed, sealed: the first password, to be changed at the first sign-in. Password is empty
// where the account was in use before.
type Slip struct {
	Name, Login, Password string
	Role                  authz.Role
	Path                  string
}

// Fulfil grants a requested role and gives the account its first password if it never had one. Refusals:
// account.decided, account.self, account.incompatible, account.granted. By says how it was chosen among others, for the
// record; empty: alone.
func (r *Service) Fulfil(ctx context.Context, actor authz.Actor, id int64, on *region.Region,
	by string) (Slip, error) {
	password := RandomPassword()
	hash, err := argon2id.CreateHash(password, cost)
	if err != nil {
		return Slip{}, err
	}
	var slip Slip
	_, err = desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		slip = Slip{}
		path, err := r.City(v.Tx)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("user.reset", path); err != nil {
			return 0, err
		}
		q, err := lockRequest(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if q.State != RequestOpen || on.ID != q.RegionID {
			return 0, errs.New(errs.State, "account.decided")
		}
		if err := v.Allow("user.grant", q.Path); err != nil {
			return 0, err
		}
		u, err := lockTarget(v, Target{ID: q.UserID})
		if err != nil {
			return 0, err
		}
		if err := r.grant(v, u, q.Role, on, civil.Date{}); err != nil {
			return 0, err
		}
		slip = Slip{Name: u.Name, Login: u.Login, Role: q.Role, Path: q.Path}
		held, err := GrantsOf(v.Tx, u.ID)
		if err != nil {
			return 0, err
		}
		if len(held) == 1 { // the first role: the account was made for it
			if _, err := v.Tx.Exec(
				"UPDATE user_account SET password_hash = ?, must_change = 1, failed = 0, locked_until_us = 0 WHERE id = ?", hash,
				u.ID); err != nil {
				return 0, err
			}
			slip.Password = password
		}
		if err := v.Tx.Change(
			"UPDATE grant_request SET state = 'granted', decided_by = ?, decided_us = ? WHERE id = ? AND state = 'open'",
			v.Actor.UserID, v.Now(), id); err != nil {
			return 0, err
		}
		v.Record("user.grant", "user_account", u.ID, desk.F("login", u.Login), desk.F("role", q.Role),
			desk.F("region", on.Code), desk.F("request", id), desk.F("by", by))
		return u.ID, nil
	})
	return slip, err
}

// Decline a request. Refusals: account.decided, resident.why.
func (r *Service) Decline(ctx context.Context, actor authz.Actor, key string, id int64, why string) (int64, error) {
	why = strings.TrimSpace(why)
	if n := len([]rune(why)); n < 4 || n > 100 {
		return 0, errs.New(errs.Invalid, "resident.why").On("why")
	}
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		q, err := lockRequest(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("user.grant", q.Path); err != nil {
			return 0, err
		}
		if q.State != RequestOpen {
			return 0, errs.New(errs.State, "account.decided")
		}
		if err := v.Tx.Change(
			"UPDATE grant_request SET state = 'declined', decided_by = ?, decided_us = ? WHERE id = ? AND state = 'open'",
			v.Actor.UserID, v.Now(), id); err != nil {
			return 0, err
		}
		v.Record("user.decline", "user_account", q.UserID, desk.F("role", q.Role), desk.F("request", id),
			desk.F("why", why))
		return id, nil
	})
}

func lockRequest(tx *database.Tx, id int64) (Request, error) {
	return database.Find[Request](tx,
		"SELECT id, user_id, role, region_id, path, state, requested_by, requested_us FROM grant_request WHERE id = ?"+
			tx.ForUpdate(),
		id)
}

// Clerk of a village as its township sees the account.
type Clerk struct {
	ID      int64
	Login   string
	Name    string
	Path    string
	Version int64
}

// Clerks of the villages in a scope, by place: those who are village registrars there now.
func Clerks(r database.Reader, scope authz.Scope, day civil.Date, limit int) ([]Clerk, error) {
	where, args := scope.SQL("g.path")
	var out []Clerk
	err := r.Select(&out,
		"SELECT u.id, u.login, u.name, g.path, u.version FROM user_grant g JOIN user_account u ON u.id = g.user_id WHERE "+
			where+" AND g.role = 'village_registrar' AND g.revoked_us IS NULL AND g.from_date <= ? AND (g.until IS NULL OR "+
			"g.until > ?) AND u.disabled = 0 ORDER BY g.path, u.login LIMIT ?",
		append(args, day, day, limit)...)
	return out, err
}

// HasOrAsked reports whether a user holds a role on a region, or is asked to be given it.
func HasOrAsked(r database.Reader, userID int64, role authz.Role, regionID int64, day civil.Date) (bool, error) {
	var n int64
	has, err := r.One(&n,
		"SELECT id FROM user_grant WHERE user_id = ? AND role = ? AND region_id = ? AND revoked_us IS NULL AND (until IS "+
			"NULL OR until > ?)",
		userID, role, regionID, day)
	if err != nil || has {
		return has, err
	}
	return r.One(&n, "SELECT id FROM grant_request WHERE user_id = ? AND role = ? AND region_id = ? AND state = 'open'",
		userID, role, regionID)
}

// Forget takes accounts and requests back that a workbook made, while no request was decided and nobody signed in.
// Refusal: import.built_upon.
func Forget(tx *database.Tx, users, requests []int64) error {
	built := errs.New(errs.State, "import.built_upon")
	for _, id := range requests {
		n, err := tx.Exec("DELETE FROM grant_request WHERE id = ? AND state = 'open'", id)
		if err != nil {
			return err
		}
		if n == 0 {
			return built
		}
	}
	for _, id := range users {
		n, err := tx.Exec("DELETE FROM user_account WHERE id = ? AND must_change = 1 AND version = 1", id)
		if database.ForeignKey(err) || err == nil && n == 0 {
			return built
		}
		if err != nil {
			return err
		}
	}
	return nil
}
