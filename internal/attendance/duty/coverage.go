package duty

import (
	"math"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Goal of a township's checks in a quarter, as shares of its holders (check.site_percent, check.phone_percent; domain
// section 6).
func Goal(book *rulebook.Book, path string, q civil.Quarter) (site, phone rulebook.Fraction) {
	site = book.Share("check.site_percent", path, q.Begins(), rulebook.Percent(40))
	return site, book.Share("check.phone_percent", path, q.Begins(), rulebook.Percent(100))
}

// Coverage of a region's holders by a quarter's checks: people, not visits. A record written on paper counts as on
// site, a video as a telephone call.
type Coverage struct {
	Path    string
	Holders int64 // on a post on any day of the quarter
	Site    int64
	Phone   int64
	Seen    int64 // checked in any way
	Found   int64 // of whom something adverse was found
	Months  int64 // holders' months of the quarter with a sheet
	Looked  int64 // of them, those in which the village itself looked
}

func (c *Coverage) add(o Coverage) {
	c.Holders, c.Site, c.Phone, c.Seen, c.Found = c.Holders+o.Holders, c.Site+o.Site, c.Phone+o.Phone, c.Seen+o.Seen,
		c.Found+o.Found
	c.Months, c.Looked = c.Months+o.Months, c.Looked+o.Looked
}

// Sum of regions.
func Sum(many []Coverage) (out Coverage) {
	for _, c := range many {
		out.add(c)
	}
	return out
}

// Percent of a region's holders, rounded down, so that a goal is never called met before it is.
func (c Coverage) Percent(n int64) int64 {
	if c.Holders == 0 {
		return 0
	}
	return 100 * n / c.Holders
}

// FoundRate is the share of those checked with something adverse, and the bounds within which the true share lies with
// 95 % if those checked were drawn at random (Wilson's interval), all in tenths of a per cent.
func (c Coverage) FoundRate() (rate, low, high int64) {
	if c.Seen == 0 {
		return 0, 0, 1000
	}
	l, h := wilson(c.Found, c.Seen)
	return int64(math.Round(1000 * float64(c.Found) / float64(c.Seen))), int64(math.Floor(1000 * l)),
		int64(math.Ceil(1000 * h))
}

func wilson(k, n int64) (low, high float64) {
	const z = 1.959964
	p, m := float64(k)/float64(n), float64(n)
	mid := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(mid-half, 0), min(mid+half, 1)
}

const onPostIn = "l.start_on <= ? AND (l.end_on IS NULL OR l.end_on >= ? AND COALESCE(l.end_reason, '') <> 'void')"

// Coverages of a scope by regions of a level: each with holders in the quarter, in the order of their codes, never by
// how they did.
func Coverages(r database.Reader, scope authz.Scope, q civil.Quarter, level region.Level) ([]Coverage, error) {
	var adverse []string
	for _, f := range Findings {
		if Adverse(f) {
			adverse = append(adverse, "'"+f+"'")
		}
	}
	where, args := scope.SQL("l.path")
	var villages, checked []Coverage
	if err := r.Select(&villages,
		"SELECT l.path, COUNT(*) AS holders FROM placement l WHERE "+where+" AND "+onPostIn+
			" GROUP BY l.path ORDER BY l.path",
		append(args, q.Ends(), q.Begins())...); err != nil {
		return nil, err
	}
	where, args = scope.SQL("c.path")
	if err := r.Select(&checked, `SELECT c.path, COUNT(DISTINCT c.placement_id) AS seen, COUNT(DISTINCT CASE WHEN c.method
IN ('site','paper') THEN c.placement_id END) AS site, COUNT(DISTINCT CASE WHEN c.method IN ('phone','video') THEN
c.placement_id END) AS phone,
COUNT(DISTINCT CASE WHEN c.finding IN (`+strings.Join(adverse, ",")+`) THEN c.placement_id END) AS found
FROM duty_check c JOIN placement l ON l.id = c.placement_id
WHERE `+where+` AND c.on_date >= ? AND c.on_date <= ? AND
`+onPostIn+` GROUP BY c.path ORDER BY
c.path`, append(args, q.Begins(), q.Ends(), q.Ends(), q.Begins())...); err != nil {
		return nil, err
	}
	at := make(map[string]int, len(villages))
	for i, v := range villages {
		at[v.Path] = i
	}
	for _, c := range checked {
		if i, ok := at[c.Path]; ok {
			villages[i].add(c)
		}
	}
	if err := looksInto(r, scope, q, villages, at); err != nil {
		return nil, err
	}
	var out []Coverage
	for _, v := range villages {
		v.Path = region.PathAt(v.Path, level)
		if n := len(out); n > 0 && out[n-1].Path == v.Path {
			out[n-1].add(v)
		} else {
			out = append(out, v)
		}
	}
	return out, nil
}

// looksInto counts the villages' own monthly looks.
func looksInto(r database.Reader, scope authz.Scope, q civil.Quarter, villages []Coverage, at map[string]int) error {
	where, args := scope.SQL("s.path")
	var rows []struct {
		Path           string
		Months, Looked int64
	}
	if err := r.Select(&rows,
		"SELECT s.path, COUNT(*) AS months, SUM(CASE WHEN d.checked <> '' THEN 1 ELSE 0 END) AS looked FROM duty_sheet s "+
			"JOIN duty_line d ON d.sheet_id = s.id WHERE "+
			where+" AND s.month >= ? AND s.month <= ? GROUP BY s.path",
		append(args, q.First, q.First.Add(2))...); err != nil {
		return err
	}
	for _, x := range rows {
		if i, ok := at[x.Path]; ok {
			villages[i].Months, villages[i].Looked = x.Months, x.Looked
		}
	}
	return nil
}

// LookPercent is the share of holders' months in which the village looked, rounded down.
func (c Coverage) LookPercent() int64 {
	if c.Months == 0 {
		return 0
	}
	return 100 * c.Looked / c.Months
}

// Unchecked holder of a quarter.
type Unchecked struct {
	PlacementID int64
	Path        string
	Name        string
	Title       string
	Place       string
	LastOn      civil.Date // of any check, ever
}

// NotOnSite lists the holders of a scope on their posts on a day who have not been checked on site in the day's
// quarter, those longest unseen first; limit at most.
func NotOnSite(r database.Reader, scope authz.Scope, day civil.Date, limit int) ([]Unchecked, error) {
	q := civil.QuarterOf(day)
	where, args := scope.SQL("l.path")
	args = append(args, day, day, q.Begins(), q.Ends(), limit)
	var out []Unchecked
	err := r.Select(&out, `SELECT l.id AS placement_id, l.path, p.name, t.title, t.place, (SELECT MAX(x.on_date)
FROM duty_check x WHERE x.placement_id = l.id) AS last_on
FROM placement l JOIN person p ON p.id = l.person_id JOIN post t ON t.id = l.post_id WHERE `+where+` AND `+onPostIn+`
AND NOT EXISTS (SELECT 1 FROM duty_check c WHERE c.placement_id = l.id AND c.method IN ('site','paper')
AND c.on_date >= ? AND c.on_date <= ?) ORDER BY last_on IS NOT NULL, last_on, l.path, l.id LIMIT ?`, args...)
	return out, err
}
