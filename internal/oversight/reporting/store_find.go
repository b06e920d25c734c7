package reporting

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Find papers of a scope by their number or a part of their title, the latest first.
func Find(r database.Reader, scope authz.Scope, number, text string, limit int) ([]Paper, error) {
	where, args := scope.ByNumber("")
	var out []Paper
	err := r.Select(&out, "SELECT "+paperColumns+" FROM paper WHERE "+where+
		" AND (number = ? OR INSTR(title, ?) > 0) ORDER BY id DESC LIMIT ?", append(args, number, text, limit)...)
	return out, err
}
