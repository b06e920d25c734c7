package helpledger

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// OfPeople are the cases of some people in a scope, about as many as limit.
func OfPeople(r database.Reader, scope authz.Scope, people []int64, limit int) (out []Case, err error) {
	where, args := scope.SQL("c.path")
	err = database.InParts(people, func(marks string, ids []any) error {
		if len(out) >= limit {
			return nil
		}
		var part []Case
		err := r.Select(&part, "SELECT "+caseColumns+" FROM help_case c WHERE "+where+" AND c.person_id IN ("+marks+
			") ORDER BY c.id DESC LIMIT ?", append(append(args[:len(args):len(args)], ids...), limit)...)
		out = append(out, part...)
		return err
	})
	return out[:min(len(out), limit)], err
}
