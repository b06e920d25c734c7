package rulebook

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
)

// delivered is who proposed the values that came with the program, not the office's own.
const delivered = "system:seed"

// Brought is what an older office lacked of the first version.
type Brought struct {
	Parameters []string // names of the parameters that came, each once
	Own        []string // those of which a later value is delivered, and the office's own stands
	Days       int      // of the calendar
}

// Lacking tells what Bring would bring.
func Lacking(r database.Reader, tree *region.Tree) (Brought, error) {
	rows, days, own, err := lacking(r, tree)
	return brought(rows, days, own), err
}

// Bring what an office made by an older program lacks of the first version. What it has stays, whoever set it; a
// value that would take the place of one that the office set itself does not come; days of a year of which it entered
// days itself do not come either.
func Bring(v *desk.Visit, tree *region.Tree) (Brought, error) {
	rows, days, own, err := lacking(v.Tx, tree)
	if err != nil {
		return Brought{}, err
	}
	for i := range rows {
		p := &rows[i]
		p.Reason, p.ProposedKey, p.ProposedUs = "升级带入的初始参数", delivered, v.Now()
		p.DecidedKey, p.DecidedUs = "system:upgrade", v.Now()
		if err := insert(v.Tx, p); err != nil {
			return Brought{}, err
		}
	}
	for _, h := range days {
		if err := insertHoliday(v.Tx, h.day, h.worked, h.name, h.source); err != nil {
			return Brought{}, err
		}
	}
	return brought(rows, days, own), nil
}

func brought(rows []Parameter, days []holiday, own []string) Brought {
	b := Brought{Own: own, Days: len(days)}
	for _, p := range rows {
		b.Parameters = once(b.Parameters, p.Param)
	}
	return b
}

func once(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// lacking are the rows and days of the first version that an office has not, and the parameters whose own value
// stands in their place.
func lacking(r database.Reader, tree *region.Tree) (rows []Parameter, days []holiday, own []string, err error) {
	first, holidays, err := first(tree)
	if err != nil {
		return nil, nil, nil, err
	}
	have, err := List(r)
	if err != nil {
		return nil, nil, nil, err
	}
	by := map[string][]Parameter{}
	for _, p := range have {
		if p.State == Approved {
			by[p.Param] = append(by[p.Param], p)
		}
	}
	for _, p := range first {
		switch taken(p, by[p.Param]) {
		case free:
			rows = append(rows, p)
		case set:
			own = once(own, p.Param)
		}
	}
	known, err := knownDays(r)
	return rows, newDays(holidays, known), own, err
}

const (
	free = iota // nothing is there in its place
	there
	set // by the office itself, and it would be overtaken
)

// taken tells what stands in the place of a delivered value.
func taken(p Parameter, have []Parameter) int {
	for _, q := range have {
		if q.RegionPath == p.RegionPath && q.Fund == p.Fund && q.FromDate == p.FromDate {
			return there
		}
	}
	for _, q := range have {
		if q.ProposedKey != delivered && overtakes(p, q) {
			return set
		}
	}
	return free
}

// overtakes reports whether p would hold in place of q for some region, fund and day.
func overtakes(p, q Parameter) bool {
	together := strings.HasPrefix(p.RegionPath, q.RegionPath) && (p.Fund == q.Fund || q.Fund == "" || p.Fund == "")
	return together && moreSpecific(&p, &q) && (q.Until.IsZero() || p.FromDate.Before(q.Until))
}

// newDays of the calendar: of years in which the office has only what was delivered, or nothing.
func newDays(first []holiday, known map[civil.Date]string) (out []holiday) {
	source := map[string]bool{}
	for _, h := range first {
		source[h.source] = true
	}
	own := map[int]bool{}
	for day, from := range known {
		if !source[from] {
			own[day.Year()] = true
		}
	}
	for _, h := range first {
		if _, there := known[h.day]; !there && !own[h.day.Year()] {
			out = append(out, h)
		}
	}
	return out
}
