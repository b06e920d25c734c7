package resident

import (
	"strings"

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

// Among is the condition, "AND ..." or empty, that a column of people's ids holds somebody whom one looks for, with its
// arguments. A number is looked up first: it belongs to a few.
func (s Seek) Among(r database.Reader, column string) (where string, args []any, err error) {
	switch {
	case s.Empty():
		return "", nil, nil
	case s.Nobody:
		return " AND 1 = 0", nil, nil
	case !s.Numbered():
		named, args := NameSQL("p", s.NameKey, s.Mixed)
		return " AND EXISTS (SELECT 1 FROM person p WHERE p.id = " + column + " AND " + named + ")", args, nil
	}
	if args, err = WithNumber(r, s); err != nil || len(args) == 0 {
		return " AND 1 = 0", nil, err
	}
	return " AND " + column + " IN (?" + strings.Repeat(",?", len(args)-1) + ")", args, nil
}
