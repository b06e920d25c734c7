package account

import (
	"github.com/alexedwards/argon2id"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
)

// Hash of a password, for accounts made in bulk with one first password.
func Hash(password string) (string, error) { return argon2id.CreateHash(password, cost) }

// Bulk is accounts with one grant each, ids given by the caller; an account that comes again, without a login, has one
// more grant.
type Bulk struct {
	User     User
	Role     authz.Role
	RegionID int64
	Path     string
	From     civil.Date
}

// StoreMany writes accounts and grants inside a visit.
func StoreMany(v *desk.Visit, us []Bulk) error {
	var fresh []User
	for _, u := range us {
		if u.User.Login != "" {
			fresh = append(fresh, u.User)
		}
	}
	err := v.Tx.InsertMany("user_account",
		[]string{"id", "login", "name", "person_key", "password_hash", "must_change", "created_us"}, len(fresh),
		func(i int, x []any) {
			u := &fresh[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6] = u.ID, u.Login, u.Name, u.PersonKey, u.PasswordHash, u.MustChange,
				int64(v.Now())
		})
	if err != nil {
		return err
	}
	return v.Tx.InsertMany("user_grant",
		[]string{"user_id", "role", "region_id", "path", "from_date", "granted_by", "granted_us"}, len(us),
		func(i int, x []any) {
			u := &us[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6] = u.User.ID, string(u.Role), u.RegionID, u.Path, u.From, int64(0),
				int64(v.Now())
		})
}
