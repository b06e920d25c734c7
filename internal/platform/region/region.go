package region

import (
	"database/sql"
	"sort"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
)

// Level of a division.
type Level string

const (
	City     Level = "city"
	County   Level = "county"
	Township Level = "township"
	Village  Level = "village"
)

// Levels from the top down.
var Levels = []Level{City, County, Township, Village}

// Depth is 1 for a city, 4 for a village, 0 for anything else.
func (l Level) Depth() int {
	for i, x := range Levels {
		if x == l {
			return i + 1
		}
	}
	return 0
}

// Below is the next level down, empty below a village.
func (l Level) Below() Level {
	if d := l.Depth(); d > 0 && d < 4 {
		return Levels[d]
	}
	return ""
}

// Region is one division as it was on the day for which the tree was loaded.
type Region struct {
	ID       int64
	ParentID int64
	Level    Level
	Path     string
	Code     string // 12 digits (统计用区划代码)
	Name     string
	FromDate civil.Date
	Until    civil.Date // first day on which it no longer exists; zero while it does
	Ended    bool       // on the tree's day it existed no more: what happened there keeps its name
}

// OpenVillage reports whether the region is a village in which something may be done on the tree's day.
func (r *Region) OpenVillage() bool { return r.Level == Village && !r.Ended }

const step = 4

// Segment is the part of a path that one division adds: its id in base 32, four characters.
func Segment(id int64) string {
	const alphabet = "0123456789abcdefghijklmnopqrstuv"
	b := [step]byte{}
	for i := step - 1; i >= 0; i-- {
		b[i] = alphabet[id%32]
		id /= 32
	}
	return string(b[:])
}

// ParentPath is the path one level up, empty for a city.
func ParentPath(path string) string {
	if len(path) <= step {
		return ""
	}
	return path[:len(path)-step]
}

// PathAt is the part of a path down to a level, the path itself where it is no deeper.
func PathAt(path string, l Level) string { return path[:min(len(path), step*l.Depth())] }

// CountyPath is the county's part of a path, empty for the city itself.
func CountyPath(path string) string {
	if len(path) < 2*step {
		return ""
	}
	return path[:2*step]
}

// CommonPath is the deepest path that holds all of some.
func CommonPath(paths []string) string {
	common := paths[0]
	for _, p := range paths {
		for !strings.HasPrefix(p, common) {
			common = ParentPath(common)
		}
	}
	return common
}

// Tree is all divisions in force on a day, in memory (about 2,500 rows). Those that ended before are found by id and
// path too, under their last name, since what happened there stays where it happened; they are in no list but Ever.
type Tree struct {
	AsOf     civil.Date
	all      []*Region // by path
	ended    []*Region // by path
	byID     map[int64]*Region
	byPath   map[string]*Region
	byCode   map[string]*Region
	children map[int64][]*Region
}

// Load reads the tree as of a day.
func Load(r database.Reader, asOf civil.Date) (*Tree, error) {
	rows := make([]Region, 0, 3_000)
	err := r.Rows(`SELECT r.id, COALESCE(r.parent_id, 0), r.level, r.path, n.code, n.name, r.from_date, r.until
FROM region r JOIN region_name n ON n.region_id = r.id
WHERE r.from_date <= ? AND n.from_date <= ? AND (n.until IS NULL OR n.until > ? OR r.until <= ? AND n.until = r.until)
ORDER BY r.path`, []any{asOf, asOf, asOf, asOf}, func(row *sql.Rows) error {
		var x Region
		err := row.Scan(&x.ID, &x.ParentID, &x.Level, &x.Path, &x.Code, &x.Name, &x.FromDate, &x.Until)
		rows = append(rows, x)
		return err
	})
	if err != nil {
		return nil, err
	}
	return NewTree(asOf, rows), nil
}

// NewTree indexes regions that are already in memory.
func NewTree(asOf civil.Date, rows []Region) *Tree {
	t := &Tree{AsOf: asOf, byID: map[int64]*Region{}, byPath: map[string]*Region{}, byCode: map[string]*Region{},
		children: map[int64][]*Region{}}
	sort.Slice(rows, func(i, j int) bool { return rows[i].Path < rows[j].Path })
	for i := range rows {
		r := &rows[i]
		t.byID[r.ID] = r
		t.byPath[r.Path] = r
		if r.Ended = !r.Until.IsZero() && !r.Until.After(asOf); r.Ended {
			t.ended = append(t.ended, r)
			continue
		}
		t.all = append(t.all, r)
		t.byCode[r.Code] = r
		t.children[r.ParentID] = append(t.children[r.ParentID], r)
	}
	for _, c := range t.children {
		sort.Slice(c, func(i, j int) bool { return c[i].Code < c[j].Code })
	}
	return t
}

// ByID finds a division, ended or not; false if it did not exist yet on the tree's day.
func (t *Tree) ByID(id int64) (*Region, bool) { r, ok := t.byID[id]; return r, ok }

// ByPath finds a division by its path, ended or not.
func (t *Tree) ByPath(path string) (*Region, bool) { r, ok := t.byPath[path]; return r, ok }

// ByCode takes 4 (city), 6 (county), 9 (township) or 12 digits. Refusal: region.code.
func (t *Tree) ByCode(code string) (*Region, error) {
	code = strings.TrimSpace(code)
	switch len(code) {
	case 4, 6, 9, 12:
		full := code + strings.Repeat("0", 12-len(code))
		if r, ok := t.byCode[full]; ok {
			return r, nil
		}
	}
	if len(code) > 20 {
		code = code[:20]
	}
	return nil, errs.New(errs.Invalid, "region.code").On("region").With("code", code)
}

// Children of a region, by code; 0 gives the top.
func (t *Tree) Children(id int64) []*Region { return t.children[id] }

// All regions by path.
func (t *Tree) All() []*Region { return t.all }

// At lists the regions of a level, by path.
func (t *Tree) At(l Level) []*Region {
	var out []*Region
	for _, r := range t.all {
		if r.Level == l {
			out = append(out, r)
		}
	}
	return out
}

// AllIncludingEnded lists the regions of a level, those that ended with them, by path.
func (t *Tree) AllIncludingEnded(l Level) []*Region {
	out := t.At(l)
	for _, r := range t.ended {
		if r.Level == l {
			out = append(out, r)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Path < out[j].Path })
	return out
}

// Ended lists what has ended directly under a region, by path.
func (t *Tree) Ended(parentID int64) []*Region {
	var out []*Region
	for _, r := range t.ended {
		if r.ParentID == parentID {
			out = append(out, r)
		}
	}
	return out
}

// Top is the office's city.
func (t *Tree) Top() *Region {
	if len(t.all) == 0 {
		return nil
	}
	return t.all[0]
}

// Name of a path's own division, or the path's nearest known ancestor's.
func (t *Tree) Name(path string) string {
	for p := path; p != ""; p = ParentPath(p) {
		if r, ok := t.byPath[p]; ok {
			return r.Name
		}
	}
	return ""
}

// Full is the name with its ancestors below the city: 滕州市荆河街道某村.
func (t *Tree) Full(path string) string {
	if len(path) <= step {
		return t.Name(path)
	}
	var parts []string
	for p := path; len(p) > step; p = ParentPath(p) {
		if r, ok := t.byPath[p]; ok {
			parts = append([]string{r.Name}, parts...)
		}
	}
	return strings.Join(parts, "")
}

// Within is the name as it is said inside a division: without it and what lies above it. A division's own name stays,
// and what lies elsewhere is named in full.
func (t *Tree) Within(top, path string) string {
	if !strings.HasPrefix(path, top) {
		return t.Full(path)
	}
	if len(path) <= max(len(top), step) {
		return t.Name(path)
	}
	above := t.Full(top)
	if len(top) <= step {
		above = ""
	}
	return strings.TrimPrefix(t.Full(path), above)
}

// TownshipPath is the length of a township's path; those of counties and of the city are shorter.
var TownshipPath = 4 * Township.Depth()
