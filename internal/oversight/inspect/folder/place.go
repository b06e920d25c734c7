package folder

import (
	"slices"
	"strings"
	"sync"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/divisions"
)

// spot is a village by the names of where it is; parts that nobody wrote are empty.
type spot struct{ county, township, village string }

// atlas knows the divisions that are printed in the program, and those that only the folder names.
type atlas struct {
	byCode   map[string]spot
	byTown   map[string][]spot // township|village
	towns    map[string][]spot // township
	counties map[string]spot
	codes    map[spot]string

	seen  map[spot]bool
	alias map[string]spot // village names alone, once it is known where they are
	town  map[string]spot // township|village, once it is known in which county
	paths map[spot]string
}

func newAtlas() (*atlas, error) {
	a, err := printed()
	if err != nil {
		return nil, err
	}
	fresh := *a
	fresh.seen, fresh.alias, fresh.town, fresh.paths = map[spot]bool{}, map[string]spot{}, map[string]spot{},
		map[spot]string{}
	return &fresh, nil
}

// printed are the divisions that the program holds, read once.
var printed = sync.OnceValues(func() (*atlas, error) {
	a := &atlas{
		byCode:   map[string]spot{},
		byTown:   map[string][]spot{},
		towns:    map[string][]spot{},
		counties: map[string]spot{},
		codes:    map[spot]string{},
	}
	lines, err := divisions.Read(strings.NewReader(divisions.Zaozhuang))
	if err != nil {
		return nil, err
	}
	names := map[string]divisions.Line{}
	for _, l := range lines {
		names[l.Code] = l
	}
	for _, l := range lines {
		var s spot
		for x, ok := l, true; ok; x, ok = names[x.Parent] {
			switch x.Level {
			case region.Village:
				s.village = x.Name
			case region.Township:
				s.township = x.Name
			case region.County:
				s.county = x.Name
			}
		}
		a.byCode[l.Code], a.codes[s] = s, l.Code
		switch l.Level {
		case region.Village:
			a.byTown[bare(s.township)+"|"+bare(s.village)] = append(a.byTown[bare(s.township)+"|"+bare(s.village)], s)
		case region.Township:
			a.towns[bare(s.township)] = append(a.towns[bare(s.township)], s)
		case region.County:
			a.counties[bare(s.county)] = s
		}
	}
	return a, nil
})

// bare is a division's name without what people leave out: 村民委员会, 社区, 镇.
func bare(name string) string {
	s := sheet.Plain(name)
	for _, tail := range []string{"村民委员会", "居民委员会", "村委会", "居委会", "委员会", "社区", "村", "街道办事处", "街道", "镇", "乡", "区", "市",
		"县"} {
		if t := strings.TrimSuffix(s, tail); t != s && len([]rune(t)) >= 2 {
			return t
		}
	}
	return s
}

// of what a row says of its place, and what other rows have said of a place of that name.
func (a *atlas) of(county, township, village string) spot {
	s := a.written(county, township, village)
	if s.village != "" && s.township == "" {
		if o := a.alias[bare(s.village)]; o != (spot{}) && (s.county == "" || bare(o.county) == bare(s.county)) {
			return o
		}
	}
	if s.township != "" && s.county == "" {
		if o := a.town[bare(s.township)+"|"+bare(s.village)]; o != (spot{}) {
			return o
		}
	}
	return s
}

// written is the place that a row itself names. A village may be written with its township in front, or as a code.
func (a *atlas) written(county, township, village string) spot {
	county, township, village = sheet.Plain(county), sheet.Plain(township), sheet.Plain(village)
	for _, code := range []string{village, township, county} {
		if len(code) >= 6 && strings.Trim(code, "0123456789") == "" {
			if s, ok := a.byCode[(code + "000000000000")[:12]]; ok {
				return s
			}
		}
	}
	if township == "" {
		for _, mark := range []string{"街道", "镇", "乡"} {
			if i := strings.Index(village, mark); i > 0 && i+len(mark) < len(village) {
				township, village = village[:i+len(mark)], village[i+len(mark):]
				break
			}
		}
	}
	for _, mark := range []string{"区", "市", "县"} { // 滕州市示例镇 in one cell
		if i := strings.Index(township, mark); county == "" && i > 0 && i+len(mark) < len(township) {
			if _, known := a.counties[bare(township[:i+len(mark)])]; known {
				county, township = township[:i+len(mark)], township[i+len(mark):]
			}
		}
	}
	fits := func(all []spot) (spot, bool) {
		var found []spot
		for _, s := range all {
			if county == "" || bare(s.county) == bare(county) {
				found = append(found, s)
			}
		}
		if len(found) == 1 {
			return found[0], true
		}
		return spot{}, false
	}
	if village != "" && township != "" {
		if s, ok := fits(a.byTown[bare(township)+"|"+bare(village)]); ok {
			return s
		}
	}
	if township != "" {
		if s, ok := fits(a.towns[bare(township)]); ok {
			s.village = village
			return s
		}
	}
	if county != "" {
		if s, ok := a.counties[bare(county)]; ok {
			county = s.county
		}
	}
	return spot{county, township, village}
}

// note a place that rows are of. A village's bare name stands for it wherever no township is written.
func (a *atlas) note(s spot) {
	if s == (spot{}) {
		return
	}
	a.seen[s] = true
	if s.township != "" && s.county != "" {
		key := bare(s.township) + "|" + bare(s.village)
		if was, known := a.town[key]; known && was != s {
			a.town[key] = spot{}
		} else {
			a.town[key] = s
		}
	}
	if s.village != "" && s.township != "" {
		name := bare(s.village)
		if was, known := a.alias[name]; known && was != s {
			s = spot{} // two villages of one name: it stands for neither
		}
		a.alias[name] = s
	}
}

// several reports whether a village that is named without its township may be one of several that rows name with
// theirs.
func (a *atlas) several(s spot) bool {
	return s.village != "" && s.township == "" && len(a.townshipsOf(s)) > 1
}

// townshipsOf the villages of a bare name that rows name with their townships, in the county if one is given.
func (a *atlas) townshipsOf(s spot) (out []string) {
	for seen := range a.seen {
		if seen.township != "" && seen.village != "" && bare(seen.village) == bare(s.village) &&
			(s.county == "" || seen.county == "" || bare(seen.county) == bare(s.county)) {
			out = append(out, seen.county+seen.township)
		}
	}
	slices.Sort(out)
	return out
}

// unknown names what nobody wrote.
const unknown = "（未注明）"

// tree of all places noted, on a day. Each has a path by the order of names, so that it is the same whenever the folder
// is read.
func (a *atlas) tree(on civil.Date) *region.Tree {
	type node struct {
		s     spot
		level region.Level
	}
	at := map[spot]node{{}: {spot{}, region.City}}
	add := func(s spot) {
		at[spot{s.county, "", ""}] = node{spot{s.county, "", ""}, region.County}
		at[spot{s.county, s.township, ""}] = node{spot{s.county, s.township, ""}, region.Township}
		at[s] = node{s, region.Village}
	}
	fill := func(s spot) spot {
		if s.county == "" {
			s.county = unknown
		}
		if s.township == "" {
			s.township = unknown
		}
		return s
	}
	for s := range a.seen {
		full := fill(s)
		switch {
		case s.village != "":
			add(full)
		case s.township != "":
			at[spot{full.county, "", ""}] = node{spot{full.county, "", ""}, region.County}
			at[full] = node{full, region.Township}
		default:
			at[spot{full.county, "", ""}] = node{spot{full.county, "", ""}, region.County}
		}
	}
	var order []node
	for _, n := range at {
		order = append(order, n)
	}
	slices.SortFunc(order, func(x, y node) int {
		return strings.Compare(x.s.county+"\x00"+x.s.township+"\x00"+x.s.village,
			y.s.county+"\x00"+y.s.township+"\x00"+y.s.village)
	})
	ids := map[spot]int64{}
	var rows []region.Region
	for i, n := range order {
		id := int64(i + 1)
		ids[n.s] = id
		r := region.Region{ID: id, Level: n.level, FromDate: civil.MustDate("2000-01-01"), Code: a.codes[n.s]}
		switch n.level {
		case region.City:
			r.Name, r.Path = "全部", region.Segment(id)
			if code, ok := a.codes[spot{}]; ok {
				r.Code = code
			}
		case region.County:
			r.Name, r.ParentID = n.s.county, ids[spot{}]
		case region.Township:
			r.Name, r.ParentID = n.s.township, ids[spot{n.s.county, "", ""}]
		case region.Village:
			r.Name, r.ParentID = n.s.village, ids[spot{n.s.county, n.s.township, ""}]
		}
		if r.Name == unknown && n.level != region.Village {
			r.Name = ""
		}
		if n.level != region.City {
			r.Path = rows[r.ParentID-1].Path + region.Segment(id)
		}
		rows = append(rows, r)
		a.paths[n.s] = r.Path
	}
	return region.NewTree(on, rows)
}

// path of a place that was noted.
func (a *atlas) path(s spot) string {
	if s == (spot{}) {
		return a.paths[spot{}]
	}
	if s.county == "" {
		s.county = unknown
	}
	if s.township == "" && s.village != "" {
		s.township = unknown
	}
	return a.paths[s]
}
