package complaint

import (
	"database/sql"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// small is the count below which a cell is not told, since who complained could be guessed from it.
const small = 5

// Cell of a statistic.
type Cell struct{ N, InTime int64 }

// Told is the number, or that it is below five; empty for none.
func (c Cell) Told() (n int64, few bool) {
	if c.N > 0 && c.N < small {
		return 0, true
	}
	return c.N, false
}

// Rate answered in time, in per cent of those that are answered or late; false where it is not told.
func (c Cell) Rate() (float64, bool) {
	if c.N < small {
		return 0, false
	}
	return float64(c.InTime) * 100 / float64(c.N), true
}

// Statistic of complaints received within a time that an actor may see: by kind, and by how they came. Places are not
// compared.
type Statistic struct {
	ByKind map[string]Cell
	ByWay  map[string]Cell
	All    Cell // InTime: answered by their day, or still before it
}

// StatisticOf a path (empty: all that the actor may see) and a time, both days included. A complaint is in time if
// every office that had it, of those that the actor may look into, was: by its first day, or by an extension that was
// granted before that ran out. What went up for being late counts as late where it was let lie, whoever has it now.
func StatisticOf(r database.Reader, actor authz.Actor, path string, from, to, today civil.Date) (Statistic, error) {
	where, args := visibleTurns(actor, path)
	s := Statistic{ByKind: map[string]Cell{}, ByWay: map[string]Cell{}}
	err := r.Rows(`SELECT x.kind, x.came_by, COUNT(*), SUM(1 - x.missed) FROM (SELECT c.id, c.kind, c.came_by,
MAX(CASE WHEN t.ended = 'escalated' OR COALESCE(t.ended_on, ?) > t.due_on THEN 1 ELSE 0 END) AS missed
FROM complaint c JOIN complaint_turn t ON t.complaint_id = c.id
WHERE `+where+` AND c.received_on >= ? AND c.received_on
<= ?
GROUP BY c.id, c.kind, c.came_by) x GROUP BY x.kind, x.came_by`,
		append(append([]any{today}, args...), from, to), func(rows *sql.Rows) error {
			var kind, way string
			var c Cell
			if err := rows.Scan(&kind, &way, &c.N, &c.InTime); err != nil {
				return err
			}
			add := func(x Cell) Cell { return Cell{x.N + c.N, x.InTime + c.InTime} }
			s.ByKind[kind], s.ByWay[way], s.All = add(s.ByKind[kind]), add(s.ByWay[way]), add(s.All)
			return nil
		})
	return s, err
}
