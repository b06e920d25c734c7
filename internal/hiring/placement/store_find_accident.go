package placement

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/listing"
)

// FoundAccident is an accident as a search shows it.
type FoundAccident struct {
	ID, PersonID int64
	Path, State  string
	HappenedOn   civil.Date
}

const foundAccidentSQL = "SELECT a.id, l.person_id, a.path, a.state, a.happened_on FROM accident a " +
	"JOIN placement l ON l.id = a.placement_id WHERE "

// AccidentsOfPeople in a scope, about as many as limit.
func AccidentsOfPeople(r database.Reader, scope authz.Scope, people []int64, limit int) (out []FoundAccident,
	err error) {
	where, args := scope.SQL("a.path")
	err = database.InParts(people, func(marks string, ids []any) error {
		if len(out) >= limit {
			return nil
		}
		var part []FoundAccident
		err := r.Select(&part, foundAccidentSQL+where+" AND l.person_id IN ("+marks+") ORDER BY a.id DESC LIMIT ?",
			append(append(args[:len(args):len(args)], ids...), limit)...)
		out = append(out, part...)
		return err
	})
	return out[:min(len(out), limit)], err
}

// AccidentsClaimed finds accidents of a scope by the insurer's number of the claim.
func AccidentsClaimed(r database.Reader, scope authz.Scope, written [3]string,
	limit int) (out []FoundAccident, err error) {
	where, args := scope.SQL("a.path")
	err = r.Select(&out, foundAccidentSQL+where+" AND a.claim_no IN (?, ?, ?) ORDER BY a.id DESC LIMIT ?",
		append(args, listing.Coded(written[0]), listing.Coded(written[1]), listing.Coded(written[2]), limit)...)
	return out, err
}
