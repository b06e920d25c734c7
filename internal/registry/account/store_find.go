package account

import (
	"strings"

	"gangwei/internal/base/plain"
	"gangwei/internal/platform/database"
)

// Find users by the beginning of their login, unless it is empty, or by a part of their name, in whatever characters or
// in pinyin. An office's users are a few thousand at most: their keys are made as they are looked through.
func Find(r database.Reader, login, name string, limit int) (out []User, err error) {
	var all []User
	err = r.Select(&all, "SELECT "+userColumns+" FROM user_account ORDER BY login")
	named := byName(name)
	for _, u := range all {
		if len(out) < limit && (login != "" && strings.HasPrefix(u.Login, login) || named(u.Name)) {
			out = append(out, u)
		}
	}
	return out, err
}

// byName tells names that somebody may mean who typed a part of one: as they stand, in simplified characters, or in
// pinyin. Pure.
func byName(typed string) func(name string) bool {
	key := plain.Sought(typed)
	return func(name string) bool {
		switch {
		case typed == "" || key == "":
			return false
		case strings.Contains(name, typed):
			return true
		case key[0] == ' ':
			return plain.Means(typed, plain.Keys(name))
		}
		return strings.Contains(plain.Simple(name), key)
	}
}
