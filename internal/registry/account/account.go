package account

import (
	"encoding/hex"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/seal"
)

// Limits of signing in.
const (
	wrongBeforeLock = 5
	lockFor         = 15 * time.Minute
	idleFor         = time.Hour
	sessionFor      = 12 * time.Hour
	firstFor        = 10 * time.Minute // that a first password counts as just typed
	minPassword     = 10               // characters
	maxPassword     = 128
)

// User of the program.
type User struct {
	ID            int64
	Login         string
	Name          string
	PersonKey     string
	PasswordHash  string
	MustChange    int64
	Failed        int64
	LockedUntilUs clock.Moment
	Disabled      int64
	CreatedUs     clock.Moment
	Version       int64
}

func (User) TableName() string { return "user_account" }

// Grant of a role on a region.
type Grant struct {
	ID         int64
	UserID     int64
	Role       authz.Role
	RegionID   int64
	Path       string
	FromDate   civil.Date
	Until      civil.Date // last day is the day before; zero: until revoked
	GrantedUs  clock.Moment
	RevokedUs  clock.Moment
	RegionName string
}

// PersonKey is the blind index of an identity number in hex.
func PersonKey(ring *seal.Ring, n idno.Number) string {
	return hex.EncodeToString(ring.Index(seal.IDNumber, string(n)))
}

// cost of one argon2id hash: 19 MiB, two passes, one lane (the floor of OWASP's advice).
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// CheckLogin holds a login to 3 to 40 lower-case letters, digits, dots, hyphens: account.login.
func CheckLogin(login string) *errs.Error {
	if len(login) < 3 || len(login) > 40 || strings.Trim(login, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" {
		return errs.New(errs.Invalid, "account.login").On("login")
	}
	return nil
}

// checkPassword: 10 to 128 characters out of at least three kinds (lower, upper, digit, other), and not the login.
func checkPassword(password, login string) *errs.Error {
	kinds := map[string]bool{}
	for _, r := range password {
		switch {
		case unicode.IsLower(r):
			kinds["lower"] = true
		case unicode.IsUpper(r):
			kinds["upper"] = true
		case unicode.IsDigit(r):
			kinds["digit"] = true
		default:
			kinds["other"] = true
		}
	}
	n := utf8.RuneCountInString(password)
	if n < minPassword || n > maxPassword || len(kinds) < 3 ||
		login != "" && strings.Contains(strings.ToLower(password), login) {
		return errs.New(errs.Invalid, "account.password").On("password")
	}
	return nil
}
