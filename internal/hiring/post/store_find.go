package post

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Find posts of a scope by the beginning of a code, if what is sought is a number, else by a part of the title.
func Find(r database.Reader, scope authz.Scope, text string, number bool, limit int) ([]Post, error) {
	where, args := scope.SQL("path")
	if number {
		where, args = where+" AND code >= ? AND code < ?", append(args, text, text+"~")
	} else {
		where, args = where+" AND INSTR(title, ?) > 0", append(args, text)
	}
	var out []Post
	err := r.Select(&out, "SELECT id, code, path, title, place, state FROM post WHERE "+where+
		" AND state <> 'void' ORDER BY path, id LIMIT ?", append(args, limit)...)
	return out, err
}
