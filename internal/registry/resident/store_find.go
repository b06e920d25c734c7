package resident

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// mostMeant is of how many people that a name may mean other rooms look up what they hold.
const mostMeant = 2000

// Meant are the people of a scope whom somebody looks for, by village and pinyin, and their names by id: at most
// mostMeant.
func Meant(r database.Reader, scope authz.Scope, s Seek) (ids []int64, names map[int64]string, err error) {
	where, args := scope.SQL("path")
	sought, more := s.SQL("")
	var rows []struct {
		ID   int64
		Name string
	}
	err = r.Select(&rows, "SELECT id, name FROM person WHERE "+where+sought+" AND outside = 0 ORDER BY path, name_sort, "+
		"id LIMIT ?", append(append(args, more...), mostMeant)...)
	names = map[int64]string{}
	for _, x := range rows {
		ids, names[x.ID] = append(ids, x.ID), x.Name
	}
	return ids, names, err
}
