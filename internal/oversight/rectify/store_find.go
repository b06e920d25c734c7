package rectify

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Find tasks of a scope by their number or a part of what they are about, the latest first.
func Find(r database.Reader, scope authz.Scope, number, text string, limit int) ([]Task, error) {
	where, args := scope.ByNumber("t")
	var out []Task
	err := r.Select(&out, "SELECT "+taskColumns+" FROM rectify_task t WHERE "+where+
		" AND (t.number = ? OR INSTR(t.title, ?) > 0) ORDER BY t.id DESC LIMIT ?", append(args, number, text, limit)...)
	return out, err
}
