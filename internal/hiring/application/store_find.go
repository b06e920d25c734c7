package application

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Found is an application as a search shows it.
type Found struct {
	ID, PersonID               int64
	Number, Path, State, Title string
}

const foundSQL = "SELECT a.id, a.person_id, a.number, a.path, a.state, q.title FROM application a JOIN post q ON " +
	"q.id = a.post_id WHERE "

// OfPeople are the applications of some people in a scope, about as many as limit.
func OfPeople(r database.Reader, scope authz.Scope, people []int64, limit int) (out []Found, err error) {
	where, args := scope.SQL("a.path")
	err = database.InParts(people, func(marks string, ids []any) error {
		if len(out) >= limit {
			return nil
		}
		var part []Found
		err := r.Select(&part, foundSQL+where+" AND a.person_id IN ("+marks+") ORDER BY a.id DESC LIMIT ?",
			append(append(args[:len(args):len(args)], ids...), limit)...)
		out = append(out, part...)
		return err
	})
	return out[:min(len(out), limit)], err
}

// Numbered finds applications of a scope by the beginning of their number.
func Numbered(r database.Reader, scope authz.Scope, number string, limit int) (out []Found, err error) {
	where, args := scope.SQL("a.path")
	err = r.Select(&out, foundSQL+where+" AND a.number >= ? AND a.number < ? ORDER BY a.number LIMIT ?",
		append(args, number, number+"~", limit)...)
	return out, err
}

// MeetingsOn finds meetings of a scope by their day, or by a part of their place or of who chairs them.
func MeetingsOn(r database.Reader, scope authz.Scope, on civil.Date, text string,
	limit int) (out []Meeting, err error) {
	where, args := scope.SQL("path")
	if on.IsZero() {
		where, args = where+" AND (INSTR(place, ?) > 0 OR INSTR(chair, ?) > 0)", append(args, text, text)
	} else {
		where, args = where+" AND on_date = ?", append(args, on)
	}
	err = r.Select(&out, "SELECT "+meetingColumns+" FROM review_meeting WHERE "+where+" ORDER BY id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}
