package placement

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/listing"
)

// Found is a placement as a search shows it.
type Found struct {
	ID, PersonID       int64
	Path, State, Title string
}

const foundSQL = "SELECT l.id, l.person_id, l.path, l.state, q.title FROM placement l JOIN post q ON q.id = " +
	"l.post_id WHERE (l.end_reason IS NULL OR l.end_reason <> 'void') AND "

// OfPeople are the placements of some people in a scope, about as many as limit.
func OfPeople(r database.Reader, scope authz.Scope, people []int64, limit int) (out []Found, err error) {
	where, args := scope.SQL("l.path")
	err = database.InParts(people, func(marks string, ids []any) error {
		if len(out) >= limit {
			return nil
		}
		var part []Found
		err := r.Select(&part, foundSQL+where+" AND l.person_id IN ("+marks+") ORDER BY l.id LIMIT ?",
			append(append(args[:len(args):len(args)], ids...), limit)...)
		out = append(out, part...)
		return err
	})
	return out[:min(len(out), limit)], err
}

// Agreed finds placements of a scope by the number of the agreement, in the ways in which it may be kept.
func Agreed(r database.Reader, scope authz.Scope, written [3]string, limit int) (out []Found, err error) {
	where, args := scope.SQL("l.path")
	err = r.Select(&out, foundSQL+where+" AND l.agreement_no IN (?, ?, ?) ORDER BY l.id LIMIT ?", append(args,
		listing.Coded(written[0]), listing.Coded(written[1]), listing.Coded(written[2]), limit)...)
	return out, err
}
