package placement

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

// Find placements of a scope by who holds or held the post.
func Find(r database.Reader, scope authz.Scope, s resident.Seek, limit int) ([]Row, error) {
	where, args := scope.SQL("l.path")
	person, more := s.SQL("p")
	var out []Row
	err := r.Select(&out, "SELECT "+rowColumns+" WHERE "+where+person+
		" AND (l.end_reason IS NULL OR l.end_reason <> 'void') ORDER BY l.path, l.id LIMIT ?",
		append(append(args, more...), limit)...)
	return out, err
}

// Agreed finds placements of a scope by the number of the agreement.
func Agreed(r database.Reader, scope authz.Scope, number string, limit int) ([]Row, error) {
	where, args := scope.SQL("l.path")
	var out []Row
	err := r.Select(&out, "SELECT "+rowColumns+" WHERE "+where+" AND l.agreement_no = ? ORDER BY l.path, l.id LIMIT ?",
		append(args, number, limit)...)
	return out, err
}
