package account

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/seal"
)

const userColumns = "id, login, name, person_key, password_hash, must_change, failed, locked_until_us, disabled, " +
	"created_us, version"

func userByLogin(r database.Reader, login string) (User, bool, error) {
	var u User
	found, err := r.One(&u, "SELECT "+userColumns+" FROM user_account WHERE login = ?", login)
	return u, found, err
}

func userByID(r database.Reader, id int64) (User, bool, error) {
	var u User
	found, err := r.One(&u, "SELECT "+userColumns+" FROM user_account WHERE id = ?", id)
	return u, found, err
}

func lockUser(tx *database.Tx, id int64) (User, bool, error) {
	var u User
	found, err := tx.One(&u, "SELECT "+userColumns+" FROM user_account WHERE id = ?"+tx.ForUpdate(), id)
	return u, found, err
}

const grantColumns = "g.id, g.user_id, g.role, g.region_id, g.path, g.from_date, g.until, g.granted_us, g.revoked_us"

// grantsOn lists the grants of a user in force on a day.
func grantsOn(r database.Reader, userID int64, day civil.Date) ([]Grant, error) {
	var out []Grant
	err := r.Select(&out,
		"SELECT "+grantColumns+
			" FROM user_grant g WHERE g.user_id = ? AND g.revoked_us IS NULL AND g.from_date <= ? AND (g.until IS NULL OR "+
			"g.until > ?) ORDER BY g.path, g.role",
		userID, day, day)
	return out, err
}

// grantsOfPerson lists the live grants of every account of one human.
func grantsOfPerson(r database.Reader, personKey string, day civil.Date) ([]Grant, error) {
	var out []Grant
	err := r.Select(&out,
		"SELECT "+grantColumns+
			" FROM user_grant g JOIN user_account u ON u.id = g.user_id WHERE u.person_key = ? AND g.revoked_us IS NULL AND "+
			"(g.until IS NULL OR g.until > ?)",
		personKey, day)
	return out, err
}

// grantsOfPersons are the grants of people that hold now, by person key.
func grantsOfPersons(r database.Reader, keys []string, day civil.Date) (map[string][]Grant, error) {
	out := map[string][]Grant{}
	return out, database.InParts(keys, func(marks string, args []any) error {
		var found []struct {
			Grant
			PersonKey string
		}
		err := r.Select(&found,
			"SELECT "+grantColumns+", u.person_key FROM user_grant g JOIN user_account u ON u.id = g.user_id WHERE "+
				"u.person_key IN ("+marks+") AND g.revoked_us IS NULL AND (g.until IS NULL OR g.until > ?)",
			append(args, day)...)
		for _, g := range found {
			out[g.PersonKey] = append(out[g.PersonKey], g.Grant)
		}
		return err
	})
}

// List of users after a login; search is a part of login or name, in whatever characters or in pinyin.
func List(r database.Reader, search, after string, limit int) ([]User, error) {
	var out []User
	err := r.Select(&out, "SELECT "+userColumns+" FROM user_account WHERE login > ? ORDER BY login", after)
	if search != "" {
		search = strings.TrimSpace(search)
		named, part := byName(search), plain.Text(search)
		out = slices.DeleteFunc(out, func(u User) bool { return !strings.Contains(u.Login, part) && !named(u.Name) })
	}
	return out[:min(len(out), limit)], err
}

// GrantsOf lists all grants of a user, live ones first.
func GrantsOf(r database.Reader, userID int64) ([]Grant, error) {
	var out []Grant
	err := r.Select(&out,
		"SELECT "+grantColumns+
			" FROM user_grant g WHERE g.user_id = ? ORDER BY CASE WHEN g.revoked_us IS NULL THEN 0 ELSE 1 END, g.id",
		userID)
	return out, err
}

// LiveGrants lists every live grant on a day, for counting the hands of each office.
func LiveGrants(r database.Reader, day civil.Date) ([]Grant, error) {
	var out []Grant
	err := r.Select(&out,
		"SELECT "+grantColumns+
			" FROM user_grant g WHERE g.revoked_us IS NULL AND g.from_date <= ? AND (g.until IS NULL OR g.until > ?) ORDER BY "+
			"g.path",
		day, day)
	return out, err
}

// Hand is a person who holds a role, and where.
type Hand struct{ Path, PersonKey string }

// HandsUnder are the people in office on a day who hold a role in a scope, by region.
func HandsUnder(r database.Reader, role authz.Role, scope authz.Scope, day civil.Date) (out []Hand, err error) {
	where, args := scope.SQL("g.path")
	return out, r.Select(&out, "SELECT DISTINCT g.path, u.person_key FROM user_grant g JOIN user_account u "+
		"ON u.id = g.user_id WHERE "+where+" AND g.role = ? AND g.revoked_us IS NULL AND g.from_date <= ? "+
		"AND (g.until IS NULL OR g.until > ?) AND u.disabled = 0 ORDER BY g.path, u.person_key",
		append(args, role, day, day)...)
}

// Helper is a user who may be asked: a name and an office, and nothing else of an account.
type Helper struct {
	Name string
	Role authz.Role
	Path string
}

// Helpers are the users in office on a day who hold a role on a region or on one above it, the nearest first; not
// the one who asks.
func Helpers(r database.Reader, role authz.Role, path string, asking int64, day civil.Date) (out []Helper, err error) {
	above := [4]string{}
	for i := range above {
		above[i] = path[:min(len(path), 4*(i+1))]
	}
	err = r.Select(&out,
		"SELECT u.name, g.role, g.path FROM user_grant g JOIN user_account u ON u.id = g.user_id WHERE g.path IN "+
			"(?, ?, ?, ?) AND g.role = ? AND g.revoked_us IS NULL AND g.from_date <= ? AND (g.until IS NULL OR g.until > ?) "+
			"AND u.disabled = 0 AND u.id <> ? ORDER BY g.path DESC, u.id LIMIT 4",
		above[0], above[1], above[2], above[3], role, day, day, asking)
	return out, err
}

func insertGrant(tx *database.Tx, userID int64, role authz.Role, regionID int64, path string, from, until civil.Date,
	by int64, now clock.Moment) (int64, error) {
	return tx.Create(
		"INSERT INTO user_grant (user_id, role, region_id, path, from_date, until, granted_by, granted_us) VALUES (?, ?, "+
			"?, ?, ?, ?, ?, ?)",
		userID, role, regionID, path, from, until, by, now)
}

// openSession of a user under the digest of a token, with a form token of its own.
func openSession(tx *database.Tx, userID int64, token string, now clock.Moment) error {
	_, err := tx.Exec("INSERT INTO session (id_hash, user_id, csrf, created_us, seen_us, expires_us) VALUES (?, ?, ?, "+
		"?, ?, ?)",
		seal.Digest([]byte(token)), userID, random(), now, now, now.Add(sessionFor))
	return err
}

func endSessions(tx *database.Tx, userID int64, why string, now clock.Moment) error {
	_, err := tx.Exec("UPDATE session SET ended_us = ?, ended_why = ? WHERE user_id = ? AND ended_us IS NULL", now, why,
		userID)
	return err
}

// CloseRegion takes every grant on a region back and ends the sessions of who held them. Called by the room of
// changeovers.
func CloseRegion(tx *database.Tx, regionID int64, now clock.Moment) (int64, error) {
	if _, err := tx.Exec(
		"UPDATE session SET ended_us = ?, ended_why = 'role' WHERE ended_us IS NULL AND user_id IN (SELECT user_id FROM "+
			"user_grant WHERE region_id = ? AND revoked_us IS NULL)",
		now, regionID); err != nil {
		return 0, err
	}
	return tx.Exec("UPDATE user_grant SET revoked_us = ? WHERE region_id = ? AND revoked_us IS NULL", now, regionID)
}

// NamesOf accounts, by id.
func NamesOf(r database.Reader, ids []int64) (map[int64]string, error) {
	out := map[int64]string{}
	if len(ids) == 0 {
		return out, nil
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	var rows []struct {
		ID   int64
		Name string
	}
	err := r.Select(&rows, "SELECT id, name FROM user_account WHERE id IN (?"+strings.Repeat(",?", len(args)-1)+")",
		args...)
	for _, x := range rows {
		out[x.ID] = x.Name
	}
	return out, err
}
