package placement

import (
	"database/sql"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

func insertCovers(tx *database.Tx, covers []Cover) error {
	return insuredTwice(tx.InsertMany("insurance_period", []string{"placement_id", "path", "policy_no", "from_date",
		"until_date", "actor_id", "at_us", "insurer", "premium_fen"}, len(covers), func(i int, x []any) {
		c := &covers[i]
		x[0], x[1], x[2], x[3], x[4], x[5], x[6] = c.PlacementID, c.Path, c.PolicyNo, c.FromDate, c.UntilDate, c.ActorID,
			int64(c.AtUs)
		x[7], x[8] = c.Insurer, nil
		if c.PremiumFen != nil {
			x[8] = int64(*c.PremiumFen)
		}
	}))
}

// CoversOf a placement, the earliest first.
func CoversOf(r database.Reader, placementID int64) (out []Cover, err error) {
	return out, r.Select(&out, "SELECT c.id, c.placement_id, c.path, c.policy_no, c.from_date, c.until_date, c.actor_id, "+
		"c.at_us, c.insurer, c.premium_fen FROM insurance_period c WHERE c.placement_id = ? ORDER BY c.from_date",
		placementID)
}

// CoversOfPeople by person, of all their placements, the earliest first.
func CoversOfPeople(r database.Reader, people []int64) (map[int64][]Cover, error) {
	out := map[int64][]Cover{}
	return out, database.InParts(people, func(marks string, ids []any) error {
		var rows []struct {
			Cover
			PersonID int64
		}
		err := r.Select(&rows, "SELECT l.person_id, c.id, c.placement_id, c.policy_no, c.from_date, c.until_date FROM "+
			"placement l JOIN insurance_period c ON c.placement_id = l.id WHERE l.person_id IN ("+marks+
			") ORDER BY c.from_date", ids...)
		for _, x := range rows {
			out[x.PersonID] = append(out[x.PersonID], x.Cover)
		}
		return err
	})
}

// coverIDs of periods that were written down: a placement has one from a day.
func coverIDs(r database.Reader, covers []Cover) ([]int64, error) {
	type key struct {
		id   int64
		from civil.Date
	}
	of, ids := map[key]int64{}, make([]any, 0, len(covers))
	for _, c := range covers {
		ids = append(ids, c.PlacementID)
	}
	if err := database.InParts(ids, func(marks string, ids []any) error {
		return r.Rows("SELECT c.id, c.placement_id, c.from_date FROM insurance_period c WHERE c.placement_id IN ("+marks+")",
			ids, func(rows *sql.Rows) error {
				var id int64
				var k key
				err := rows.Scan(&id, &k.id, &k.from)
				of[k] = id
				return err
			})
	}); err != nil {
		return nil, err
	}
	out := make([]int64, len(covers))
	for i, c := range covers {
		out[i] = of[key{c.PlacementID, c.FromDate}]
	}
	return out, nil
}

// ForgetCovers takes periods out again that an import brought.
func ForgetCovers(tx *database.Tx, ids []int64) error {
	return database.InParts(ids, func(marks string, ids []any) error {
		_, err := tx.Exec("DELETE FROM insurance_period WHERE id IN ("+marks+")", ids...)
		return err
	})
}

// lastCover of a placement l is the period c after which there is none.
const lastCover = "c.until_date = (SELECT MAX(c.until_date) FROM insurance_period c WHERE c.placement_id = l.id)"

// CoverEnded are the placements of people on post in a scope whose last policy ended before a day.
func CoverEnded(r database.Reader, scope authz.Scope, today civil.Date) (map[int64]civil.Date, error) {
	where, args := scope.SQL("l.path")
	out := map[int64]civil.Date{}
	return out, r.Rows("SELECT l.id, c.until_date FROM placement l JOIN insurance_period c ON c.placement_id = l.id "+
		"WHERE "+where+" AND l.state IN ('active', 'suspended') AND c.until_date < ? AND "+lastCover, append(args, today),
		func(rows *sql.Rows) error {
			var id int64
			var until civil.Date
			err := rows.Scan(&id, &until)
			out[id] = until
			return err
		})
}

// CoveredUntil are the last days for which placements are insured; who has no policy's period is not in it.
func CoveredUntil(r database.Reader, placements []any) (map[int64]civil.Date, error) {
	out := map[int64]civil.Date{}
	return out, database.InParts(placements, func(marks string, ids []any) error {
		return r.Rows("SELECT c.placement_id, MAX(c.until_date) AS until_date FROM insurance_period c WHERE "+
			"c.placement_id IN ("+marks+") GROUP BY c.placement_id", ids, func(rows *sql.Rows) error {
			var id int64
			var until civil.Date
			err := rows.Scan(&id, &until)
			out[id] = until
			return err
		})
	})
}

// CoverEnding are the policies of people on post that end by a day; they are late when they ended before today.
func CoverEnding(r database.Reader, scope authz.Scope, today, by civil.Date) (q civil.Queue, err error) {
	where, args := scope.SQL("l.path")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN c.until_date < ? THEN 1 ELSE 0 END), 0) AS late, "+
		"MIN(c.until_date) AS deadline FROM placement l JOIN insurance_period c ON c.placement_id = l.id WHERE "+where+
		" AND l.state IN ('active', 'suspended') AND c.until_date <= ? AND "+lastCover,
		append(append([]any{today}, args...), by)...)
	return q, err
}

// CoverRow is somebody on post whose policy ends, or of whom nobody told when it does.
type CoverRow struct {
	ID        int64
	PersonID  int64
	Path      string
	Name      string
	Title     string
	PolicyNo  string
	UntilDate civil.Date // zero: nobody told
}

// CoverRows are those on post whose policy ends by a day, the earliest first, and behind them those of whom nobody told
// when it ends; only those named, if any are.
func CoverRows(r database.Reader, scope authz.Scope, by civil.Date, among []int64,
	limit int) (out []CoverRow, err error) {
	where, args := scope.SQL("l.path")
	if len(among) > 0 {
		ids := make([]any, len(among))
		for i, id := range among {
			ids[i] = id
		}
		err = database.InParts(ids, func(marks string, ids []any) error {
			var part []CoverRow
			err := r.Select(&part, coverColumns+" WHERE "+where+" AND l.state IN ('active', 'suspended') AND l.id IN ("+marks+
				") ORDER BY COALESCE(c.until_date, '9'), l.path, l.id", append(args, ids...)...)
			out = append(out, part...)
			return err
		})
	} else {
		err = r.Select(&out, coverColumns+" WHERE "+where+" AND l.state IN ('active', 'suspended') AND "+
			"(c.until_date IS NULL OR c.until_date <= ?) ORDER BY COALESCE(c.until_date, '9'), l.path, l.id LIMIT ?",
			append(args, by, limit)...)
	}
	if err != nil {
		return nil, err
	}
	people := make([]int64, len(out))
	for i, x := range out {
		people[i] = x.PersonID
	}
	names, err := resident.NamesOf(r, people)
	for i, x := range out {
		out[i].Name = names[x.PersonID]
	}
	return out, err
}

const coverColumns = "SELECT l.id, l.person_id, l.path, q.title, COALESCE(c.policy_no, l.insurance_no) AS policy_no, " +
	"c.until_date FROM placement l JOIN post q ON q.id = l.post_id " +
	"LEFT JOIN insurance_period c ON c.placement_id = l.id AND " + lastCover
