package payment

import (
	"cmp"
	"database/sql"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
)

// pick is a county, or one person wherever their posts are.
type pick struct {
	county string
	person int64
}

// scope of what is picked.
func (p pick) scope() authz.Scope {
	if p.person > 0 {
		return authz.Everywhere()
	}
	return authz.Under(p.county)
}

// sql of what is picked, on the columns that hold the path and the person.
func (p pick) sql(path, person string) (string, []any) {
	if p.person > 0 {
		return person + " = ?", []any{p.person}
	}
	return authz.Under(p.county).SQL(path)
}

// monthOf a placement or a person.
type monthOf struct {
	id    int64
	month civil.Month
}

func months(r database.Reader, query string, args []any) (map[monthOf]bool, error) {
	out := map[monthOf]bool{}
	return out, r.Rows(query, args, func(rows *sql.Rows) error {
		var m monthOf
		err := rows.Scan(&m.id, &m.month)
		out[m] = true
		return err
	})
}

// confirmedMonths by placement: the bank said that they were paid.
func confirmedMonths(r database.Reader, of pick) (map[monthOf]bool, error) {
	if of.person > 0 {
		return months(r, `SELECT l.placement_id, l.month FROM pay_item i JOIN pay_line l ON l.item_id = i.id
WHERE i.person_id = ? AND EXISTS (SELECT 1 FROM payment_event e WHERE e.paid_item = i.id)`, []any{of.person})
	}
	return months(r, `SELECT l.placement_id, l.month FROM pay_run n JOIN pay_item i ON i.run_id = n.id JOIN pay_line l
ON l.item_id = i.id
WHERE n.path = ? AND n.state = 'approved' AND EXISTS (SELECT 1 FROM payment_event e
WHERE e.paid_item = i.id)`, []any{of.county})
}

// earlierMonths by person: paid before this system, by their slip (历史).
func earlierMonths(r database.Reader, of pick) (map[monthOf]bool, error) {
	where, args := of.sql("h.path", "h.person_id")
	return months(r, `SELECT h.person_id, p.month FROM history_row h JOIN import_batch b ON b.id = h.batch_id
JOIN history_pay p ON p.row_id = h.id
WHERE `+where+` AND b.state = 'accepted' AND h.person_id IS NOT NULL`, args)
}

// endedMonths by placement: how far it is with the decision that the month ends without pay. Who was taken off a list
// by the township, and is on none since, was decided upon before there was a record for it.
func endedMonths(r database.Reader, scope authz.Scope) (map[monthOf]string, error) {
	out := map[monthOf]string{}
	where, args := scope.SQL("a.path")
	if err := r.Rows("SELECT a.placement_id, a.month FROM pay_answer a WHERE "+where+" AND a.verdict = 'off'", args,
		func(rows *sql.Rows) error {
			var m monthOf
			err := rows.Scan(&m.id, &m.month)
			out[m] = payroll.NoPayDecided
			return err
		}); err != nil {
		return nil, err
	}
	where, args = scope.SQL("v.path")
	return out, r.Rows("SELECT v.placement_id, v.month, v.kind FROM no_pay_event v WHERE "+where+" ORDER BY v.id", args,
		func(rows *sql.Rows) error {
			var m monthOf
			var kind string
			err := rows.Scan(&m.id, &m.month, &kind)
			if out[m] = kind; kind == payroll.NoPayWithdrawn {
				delete(out, m)
			}
			return err
		})
}

// everOnPost are the placements picked, those that have ended too.
func everOnPost(r database.Reader, of pick) ([]onPost, error) {
	where, args := of.sql("l.path", "l.person_id")
	var out []onPost
	if err := r.Rows(`SELECT l.id, l.person_id, l.path, l.start_on, l.end_on, q.season_from, q.season_until,
CASE WHEN l.opening = 1 THEN (SELECT MIN(e.at_us) FROM placement_event e WHERE e.placement_id = l.id
AND e.kind = 'started') END
FROM placement l JOIN post q ON q.id = l.post_id WHERE
`+where+` AND COALESCE(l.end_reason, '') <> 'void' ORDER BY
l.id`, args, func(rows *sql.Rows) error {
		var p onPost
		var takenUs *int64
		d := &p.Due
		if err := rows.Scan(&p.PlacementID, &d.PersonID, &d.Path, &d.StartOn, &d.EndOn, &d.Season.SeasonFrom,
			&d.Season.SeasonUntil, &takenUs); err != nil {
			return err
		}
		if takenUs != nil {
			p.Kept = clock.Moment(*takenUs).Date().Month()
		}
		out = append(out, p)
		return nil
	}); err != nil {
		return nil, err
	}
	var counties []string
	for _, p := range out {
		if c := region.CountyPath(p.Due.Path); !slices.Contains(counties, c) {
			counties = append(counties, c)
		}
	}
	for _, c := range counties {
		under := c
		if of.person > 0 {
			under = out[0].Due.Path
		}
		pauses, err := placement.PausesUnder(r, under)
		if err != nil {
			return nil, err
		}
		for i := range out {
			if p := pauses[out[i].PlacementID]; p != nil {
				out[i].Due.Pauses = p
			}
		}
	}
	return out, nil
}

// countedOn tells on which day each county was counted last, and from which month on.
func countedOn(r database.Reader) (map[string]counted, error) {
	var rows []struct {
		Path     string
		OnDay    civil.Date
		KeptFrom civil.Month
	}
	err := r.Select(&rows, "SELECT path, on_day, kept_from FROM pay_unconfirmed_day")
	out := map[string]counted{}
	for _, x := range rows {
		out[x.Path] = counted{x.OnDay, x.KeptFrom}
	}
	return out, err
}

// storeMissing writes down what changed since the county was counted before: mostly little.
func storeMissing(tx *database.Tx, county string, day counted, rows []Missing) error {
	where, args := authz.Under(county).SQL("path")
	var before []Missing
	if err := tx.Select(&before,
		"SELECT placement_id, month, person_id, path, lack, due_on FROM pay_missing WHERE "+where, args...); err != nil {
		return err
	}
	was, is := map[Missing]bool{}, map[Missing]bool{}
	for _, x := range before {
		was[x] = true
	}
	var fresh []Missing
	for _, x := range rows {
		if is[x] = true; !was[x] {
			fresh = append(fresh, x)
		}
	}
	for _, x := range before {
		if is[x] {
			continue
		}
		if _, err := tx.Exec("DELETE FROM pay_missing WHERE placement_id = ? AND month = ?", x.PlacementID,
			x.Month); err != nil {
			return err
		}
	}
	if err := tx.InsertMany("pay_missing", []string{"placement_id", "month", "person_id", "path", "lack", "due_on"},
		len(fresh), func(i int, x []any) {
			m := &fresh[i]
			x[0], x[1], x[2], x[3], x[4], x[5] = m.PlacementID, m.Month, m.PersonID, m.Path, m.Lack, m.DueOn
		}); err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM pay_unconfirmed_day WHERE path = ?", county); err != nil {
		return err
	}
	_, err := tx.Exec("INSERT INTO pay_unconfirmed_day (path, on_day, kept_from) VALUES (?, ?, ?)", county, day.on,
		day.from)
	return err
}

// lackNow is what is lacking of a row that was counted, as the sheets and decisions stand now: no village stands
// accused of a sheet that it sent since.
const lackNow = `CASE WHEN u.lack <> 'untold' AND COALESCE((SELECT v.kind FROM no_pay_event v
WHERE v.placement_id = u.placement_id AND v.month = u.month ORDER BY v.id DESC LIMIT 1), '') = 'decided' THEN 'untold'
WHEN u.lack = 'sheet' AND EXISTS (SELECT 1 FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id
WHERE s.path = u.path AND s.month = u.month AND d.placement_id = u.placement_id) THEN 'blank'
WHEN u.lack = 'sheet' AND EXISTS (SELECT 1 FROM duty_sheet s WHERE s.path = u.path AND s.month = u.month
AND s.state <> 'draft') THEN 'unlisted' ELSE u.lack END`

// missingNow are the rows of a scope that were counted and are still so, and the values of the query: of whom a sheet
// says something since, or a list of pay has them, or the payee was told that the month ends without pay, the other
// figure speaks, or none. What came up since the count is added by the next one.
func missingNow(scope authz.Scope) (string, []any) {
	where, args := scope.SQL("u.path")
	return "(SELECT u.placement_id, u.person_id, u.path, u.month, u.due_on, " + lackNow + " AS lack FROM pay_missing u " +
		"WHERE " + where + ` AND (u.lack = 'untold' OR NOT EXISTS (SELECT 1 FROM duty_sheet s JOIN duty_line d
ON d.sheet_id = s.id WHERE s.path = u.path AND s.month = u.month AND d.placement_id = u.placement_id
AND (d.hours > 0 OR d.days <> ?)))
AND NOT EXISTS (SELECT 1 FROM pay_slot x WHERE x.placement_id = u.placement_id AND x.month = u.month)
AND COALESCE((SELECT v.kind FROM no_pay_event v WHERE v.placement_id = u.placement_id AND v.month = u.month
ORDER BY v.id DESC LIMIT 1), '') <> 'told')`, append(args, noMarks)
}

func sumMissing(r database.Reader, scope authz.Scope) (out MissingSum, err error) {
	rows, args := missingNow(scope)
	_, err = r.One(&out, "SELECT COUNT(DISTINCT u.person_id) AS people, COUNT(*) AS months FROM "+rows+" u", args...)
	return out, err
}

// MissingMonth counts the placements of a scope of which nothing is here of a month, as counted last.
func MissingMonth(r database.Reader, scope authz.Scope, month civil.Month) (n int64, err error) {
	rows, args := missingNow(scope)
	_, err = r.One(&n, "SELECT COUNT(*) FROM "+rows+" u WHERE u.month = ? AND u.lack <> 'untold'",
		append(args, month)...)
	return n, err
}

// lackingMonth is what is lacking of a village's month, and of how many people.
type lackingMonth struct {
	Month  civil.Month
	Lack   string
	People int64
}

// lackingMonths of a village, as counted last.
func lackingMonths(r database.Reader, village string, from, until civil.Month) ([]lackingMonth, error) {
	rows, args := missingNow(authz.Under(village))
	var out []lackingMonth
	err := r.Select(&out, "SELECT u.month, u.lack, COUNT(DISTINCT u.person_id) AS people FROM "+rows+
		" u WHERE u.month >= ? AND u.month <= ? GROUP BY u.month, u.lack ORDER BY u.month, u.lack",
		append(args, from, until)...)
	return out, err
}

// MissingBy the divisions of a level in a scope, as counted last: by path and what is lacking.
func MissingBy(r database.Reader, scope authz.Scope, by region.Level) ([]MissingAt, error) {
	rows, args := missingNow(scope)
	cut := 4 * by.Depth()
	var out []MissingAt
	err := r.Select(&out, "SELECT SUBSTR(u.path, 1, ?) AS path, u.lack, COUNT(DISTINCT u.person_id) AS people, "+
		"COUNT(*) AS months, MIN(u.month) AS oldest FROM "+rows+
		" u GROUP BY SUBSTR(u.path, 1, ?), u.lack ORDER BY 1, 2",
		append(append([]any{cut}, args...), cut)...)
	return out, err
}

// openMonth is the condition that of a month nothing is here and nobody decided anything, as counted last and decided,
// listed or sent since.
const openMonth = ` AND u.lack <> 'untold' AND COALESCE((SELECT v.kind FROM no_pay_event v
WHERE v.placement_id = u.placement_id AND v.month = u.month ORDER BY v.id DESC LIMIT 1), 'withdrawn') = 'withdrawn'
AND NOT EXISTS (SELECT 1 FROM pay_slot x WHERE x.placement_id = u.placement_id AND x.month = u.month)
AND NOT EXISTS (SELECT 1 FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id WHERE s.path = u.path
AND s.month = u.month AND d.placement_id = u.placement_id
AND (d.hours > 0 OR d.days <> '-------------------------------'))`

// firstOpen is openMonth of the month that was due longest ago, of those of its placement.
const firstOpen = openMonth + ` AND NOT EXISTS (SELECT 1 FROM pay_missing
WHERE pay_missing.placement_id = u.placement_id AND (pay_missing.due_on < u.due_on
OR pay_missing.due_on = u.due_on AND pay_missing.month < u.month) AND pay_missing.lack <> 'untold'
AND COALESCE((SELECT v.kind FROM no_pay_event v WHERE v.placement_id = pay_missing.placement_id
AND v.month = pay_missing.month ORDER BY v.id DESC LIMIT 1), 'withdrawn') = 'withdrawn'
AND NOT EXISTS (SELECT 1 FROM pay_slot x WHERE x.placement_id = pay_missing.placement_id
AND x.month = pay_missing.month)
AND NOT EXISTS (SELECT 1 FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id WHERE s.path = pay_missing.path
AND s.month = pay_missing.month AND d.placement_id = pay_missing.placement_id
AND (d.hours > 0 OR d.days <> '-------------------------------')))`

// UndecidedAround says where a placement stands among those of a scope with months of which nothing is here and nobody
// decided anything: those whose first such month was due longest ago first. Their neighbours are found in an index of
// that order; nothing is read of the others, which are counted.
func UndecidedAround(r database.Reader, scope authz.Scope, placementID int64) (a kit.Around, err error) {
	where, args := scope.ByNumber("u")
	all := func(more ...any) []any { return append(append([]any{}, args...), more...) }
	first := "SELECT u.placement_id FROM pay_missing u WHERE " + where + firstOpen
	if placementID == 0 {
		if _, err := r.One(&a.Of, "SELECT COUNT(DISTINCT u.placement_id) FROM pay_missing u WHERE "+where+openMonth,
			args...); err != nil {
			return a, err
		}
		_, err = r.One(&a.First, first+" ORDER BY u.due_on, u.placement_id LIMIT 1", args...)
		return a, err
	}
	var at civil.Date // where it stands, or stood before all its months were decided
	waits, err := r.One(&at, "SELECT u.due_on FROM pay_missing u WHERE "+where+openMonth+
		" AND u.placement_id = ? ORDER BY u.due_on LIMIT 1", all(placementID)...)
	if err == nil && !waits {
		_, err = r.One(&at, "SELECT u.due_on FROM pay_missing u WHERE "+where+
			" AND u.placement_id = ? ORDER BY u.due_on LIMIT 1", all(placementID)...)
	}
	if err != nil {
		return a, err
	}
	var x struct{ Waiting, Ahead int }
	if _, err := r.One(&x, "SELECT COUNT(DISTINCT u.placement_id) AS waiting, COUNT(DISTINCT CASE WHEN u.due_on < ? OR "+
		"u.due_on = ? AND u.placement_id < ? THEN u.placement_id END) AS ahead FROM pay_missing u WHERE "+where+openMonth,
		append([]any{at, at, placementID}, args...)...); err != nil {
		return a, err
	}
	if a.Of = x.Waiting; waits {
		a.N = x.Ahead + 1
	}
	if _, err := r.One(&a.Before, first+" AND u.due_on <= ? AND NOT (u.due_on = ? AND u.placement_id >= ?) "+
		"ORDER BY u.due_on DESC, u.placement_id DESC LIMIT 1", all(at, at, placementID)...); err != nil {
		return a, err
	}
	if _, err := r.One(&a.After, first+" AND u.due_on >= ? AND NOT (u.due_on = ? AND u.placement_id <= ?) "+
		"ORDER BY u.due_on, u.placement_id LIMIT 1", all(at, at, placementID)...); err != nil {
		return a, err
	}
	_, err = r.One(&a.First, first+" ORDER BY u.due_on, u.placement_id LIMIT 1", args...)
	return a, err
}

// MissingHolders of a scope by village and holder, as counted last.
func MissingHolders(r database.Reader, scope authz.Scope) ([]MissingHolder, error) {
	now, args := missingNow(scope)
	var rows []struct {
		Missing
		Name string
		Gone bool
	}
	if err := r.Select(&rows, "SELECT u.placement_id, u.person_id, u.path, u.month, u.lack, u.due_on, p.name, "+
		"CASE WHEN l.end_on IS NULL THEN 0 ELSE 1 END AS gone FROM "+now+" u JOIN person p ON p.id = u.person_id "+
		"JOIN placement l ON l.id = u.placement_id", args...); err != nil {
		return nil, err
	}
	at := map[int64]int{}
	var out []MissingHolder
	for _, x := range rows {
		i, known := at[x.PlacementID]
		if !known {
			i, at[x.PlacementID] = len(out), len(out)
			out = append(out, MissingHolder{PlacementID: x.PlacementID, PersonID: x.PersonID, Name: x.Name, Path: x.Path,
				Gone: x.Gone})
		}
		out[i].Months = append(out[i].Months, x.Missing)
	}
	for i := range out {
		slices.SortFunc(out[i].Months, func(a, b Missing) int { return a.Month.Since(b.Month) })
	}
	slices.SortFunc(out, func(a, b MissingHolder) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.PlacementID, b.PlacementID))
	})
	return out, nil
}
