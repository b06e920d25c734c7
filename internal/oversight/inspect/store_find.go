package inspect

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// FindFindings of a scope by their rule or a part of what they are about, the latest first.
func FindFindings(r database.Reader, scope authz.Scope, rule, text string, limit int) ([]Kept, error) {
	where, args := scope.ByNumber("")
	var out []Kept
	err := r.Select(&out, "SELECT "+keptColumns+" FROM finding WHERE "+where+
		" AND (rule = ? OR INSTR(subject, ?) > 0) ORDER BY id DESC LIMIT ?", append(args, rule, text, limit)...)
	return out, err
}
