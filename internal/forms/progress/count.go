package progress

import (
	"database/sql"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/unit"
)

// PovertyOut is the category that column 9 counts; it takes in those monitored against falling back.
const PovertyOut = "poverty_out"

// CountedSQL reads the placements on rural posts that were held on a day of the year up to the cut-off, by people who
// were poverty-out on a day of it. Arguments: cut-off, first day, cut-off, first day; then a range of paths. A person
// may come more than once.
const CountedSQL = `SELECT l.id, l.person_id, l.path, l.start_on, l.end_on, COALESCE(l.continues_id, 0) FROM placement l
WHERE l.start_on <= ? AND (l.end_on IS NULL OR l.end_on >= ?) AND (l.end_reason IS NULL OR l.end_reason <> 'void')
AND l.post_id NOT IN (SELECT t.id FROM post t WHERE t.stream = 'urban')
AND EXISTS (SELECT 1 FROM person_category c WHERE c.person_id = l.person_id AND c.code = 'poverty_out'
AND c.from_date <= ? AND (c.until IS NULL OR c.until > ?)
AND (l.end_on IS NULL OR c.from_date <= l.end_on) AND (c.until IS NULL OR c.until > l.start_on)) AND l.path >= ?
AND l.path < ? ORDER BY l.path, l.start_on, l.end_on`

// Tally counts people once for a unit, by each definition, and says by which placement.
type Tally struct {
	InYear, Placed, AtCutOff map[int64]int64 // person to placement
}

func newTally() *Tally {
	return &Tally{map[int64]int64{}, map[int64]int64{}, map[int64]int64{}}
}

// By a definition.
func (t *Tally) By(definition string) map[int64]int64 {
	switch definition {
	case PlacedInYear:
		return t.Placed
	case OnPostAtCutOff:
		return t.AtCutOff
	}
	return t.InYear
}

func (t *Tally) add(person, placement int64, start, end, from, cutOff civil.Date, goesOn bool) {
	put := func(m map[int64]int64) {
		if m[person] == 0 {
			m[person] = placement
		}
	}
	put(t.InYear)
	if !start.Before(from) && !goesOn {
		put(t.Placed)
	}
	if end.IsZero() || !end.Before(cutOff) {
		put(t.AtCutOff)
	}
}

// Count column 9 of units as of a cut-off, in one pass over the placements under a path (empty: all). The second result
// counts people once for all units together. Placements in no unit count nowhere.
func Count(r database.Reader, units []unit.Unit, path string,
	from, cutOff civil.Date) (map[int64]*Tally, *Tally, error) {
	each, all := map[int64]*Tally{}, newTally()
	for _, u := range units {
		each[u.ID] = newTally()
	}
	at, mine := "", (*Tally)(nil)
	args := []any{cutOff, from, cutOff, from, path, path + "~"}
	err := r.Rows(CountedSQL, args, func(rows *sql.Rows) error {
		var placement, person, continues int64
		var place string
		var start, end civil.Date
		if err := rows.Scan(&placement, &person, &place, &start, &end, &continues); err != nil {
			return err
		}
		if place != at {
			at, mine = place, nil
			for _, u := range units {
				if u.Holds(place) {
					mine = each[u.ID]
				}
			}
		}
		if mine != nil {
			mine.add(person, placement, start, end, from, cutOff, continues > 0)
			all.add(person, placement, start, end, from, cutOff, continues > 0)
		}
		return nil
	})
	return each, all, err
}
