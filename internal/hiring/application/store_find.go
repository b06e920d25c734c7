package application

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

const foundSQL = `SELECT a.id, a.number, a.post_id, a.person_id, a.village_id, a.path, a.basis, a.state, a.round,
a.submitted_on, a.reason, a.warnings, a.irregular, a.version, p.name AS person, p.id_tail, q.title
FROM application a JOIN person p ON p.id = a.person_id JOIN post q ON q.id = a.post_id WHERE `

// Find applications of a scope by who applies, the newest first.
func Find(r database.Reader, scope authz.Scope, s resident.Seek, limit int) ([]Row, error) {
	where, args := scope.ByNumber("a")
	person, more := s.SQL("p")
	var out []Row
	err := r.Select(&out, foundSQL+where+person+" ORDER BY a.id DESC LIMIT ?", append(append(args, more...), limit)...)
	return out, err
}

// Numbered finds applications of a scope by the beginning of their number.
func Numbered(r database.Reader, scope authz.Scope, number string, limit int) ([]Row, error) {
	where, args := scope.SQL("a.path")
	var out []Row
	err := r.Select(&out, foundSQL+where+" AND a.number >= ? AND a.number < ? ORDER BY a.number LIMIT ?",
		append(args, number, number+"~", limit)...)
	return out, err
}

// MeetingsOn finds meetings of a scope by their day, or by a part of their place or of who chairs them.
func MeetingsOn(r database.Reader, scope authz.Scope, on civil.Date, text string, limit int) ([]Meeting, error) {
	where, args := scope.SQL("path")
	if on.IsZero() {
		where, args = where+" AND (INSTR(place, ?) > 0 OR INSTR(chair, ?) > 0)", append(args, text, text)
	} else {
		where, args = where+" AND on_date = ?", append(args, on)
	}
	var out []Meeting
	err := r.Select(&out, "SELECT "+meetingColumns+" FROM review_meeting WHERE "+where+" ORDER BY id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}
