package sampling

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
)

// Seed of a quarter.
type Seed struct {
	Period     string // 2025Q4
	Commitment []byte // SHA-256 of the seed
	SeedSealed []byte
	CreatedUs  clock.Moment
}

func (Seed) TableName() string { return "draw_seed" }

// Draw of a region and quarter: a township's, or the few that a county or the city looks at again.
type Draw struct {
	ID           int64
	Period       string
	RegionID     int64
	Path         string
	Villages     int64  // visits to villages that the capacity allows in the quarter
	Persons      int64  // people to be seen on each
	Rides        int64  // days a month on which one person can ride
	PerRide      int64  // villages on one of them
	Route        string // paths of the villages in the order of the road, with commas; empty: by path
	RosterDigest []byte
	RootDigest   []byte
	CreatedBy    int64
	CreatedUs    clock.Moment
}

func (Draw) TableName() string { return "draw" }

// Entry of the frozen roster.
type Entry struct {
	PlacementID int64
	Path        string // of the village
}

// Commit is a seed's commitment.
func Commit(seed []byte) []byte { d := sha256.Sum256(seed); return d[:] }

// Digest of a roster, whatever its order. Pure.
func Digest(roster []Entry) []byte {
	roster = slices.Clone(roster)
	slices.SortFunc(roster, func(a, b Entry) int { return int(a.PlacementID - b.PlacementID) })
	h := sha256.New()
	for _, e := range roster {
		_ = binary.Write(h, binary.BigEndian, e.PlacementID)
		_ = binary.Write(h, binary.BigEndian, int64(len(e.Path)))
		h.Write([]byte(e.Path))
	}
	return h.Sum(nil)
}

func mac(key []byte, parts ...[]byte) []byte {
	h := hmac.New(sha256.New, key)
	for _, p := range parts {
		_ = binary.Write(h, binary.BigEndian, int64(len(p)))
		h.Write(p)
	}
	return h.Sum(nil)
}

// Visit to a village that was drawn: in which order, on which day it is shown, and its people in drawn order, all of
// them, so that whoever left is replaced by the next.
type Visit struct {
	Path   string
	Day    civil.Date
	People []int64 // placements
}

// Visits of a draw: key = HMAC(seed, period, roster's digest, root); villages and people stand in the order of
// HMAC(key, name). Which villages fall into a month is drawn; within the month those that lie together on the route
// share a ride, and which ride comes on which day is drawn again. Where the capacity goes beyond the villages, they
// come again with the people drawn next. Pure.
func Visits(seed []byte, d Draw, roster []Entry, cal civil.Calendar) []Visit {
	key := mac(seed, []byte(d.Period), Digest(roster), d.RootDigest)
	type ranked struct {
		mark   []byte
		path   string
		people []int64
	}
	byPath := map[string]*ranked{}
	var villages []*ranked
	for _, e := range roster {
		r := byPath[e.Path]
		if r == nil {
			r = &ranked{mark: mac(key, []byte("village"), []byte(e.Path)), path: e.Path}
			byPath[e.Path] = r
			villages = append(villages, r)
		}
		r.people = append(r.people, e.PlacementID)
	}
	slices.SortFunc(villages, func(a, b *ranked) int { return bytes.Compare(a.mark, b.mark) })
	for _, r := range villages {
		marks := map[int64][]byte{}
		for _, p := range r.people {
			marks[p] = mac(key, []byte("person"), []byte(strconv.FormatInt(p, 10)))
		}
		slices.SortFunc(r.people, func(a, b int64) int { return bytes.Compare(marks[a], marks[b]) })
	}
	months := d.days(cal)
	total := 0
	for _, days := range months {
		total += len(days) * int(d.PerRide)
	}
	var drawn []Visit
	for round, more := 0, true; more && len(drawn) < total; round++ {
		more = false
		for _, r := range villages {
			if from := round * int(d.Persons); from < len(r.people) && len(drawn) < total {
				drawn, more = append(drawn, Visit{Path: r.path, People: r.people[from:]}), true
			}
		}
	}
	place := map[string]int{}
	for i, path := range strings.Split(d.Route, ",") {
		place[path] = i
	}
	byRoad := func(a, b Visit) int {
		x, known := place[a.Path]
		y, also := place[b.Path]
		if known && also && x != y {
			return x - y
		}
		return strings.Compare(a.Path, b.Path)
	}
	var out []Visit
	done, cum := 0, 0
	for m, days := range months {
		cum += len(days) * int(d.PerRide)
		end := len(drawn) * cum / max(total, 1)
		share := drawn[done:end]
		done = end
		slices.SortStableFunc(share, byRoad)
		n := (len(share) + int(d.PerRide) - 1) / int(d.PerRide)
		order := make([]int, n)
		marks := make([][]byte, n)
		for i := range order {
			order[i], marks[i] = i, mac(key, []byte("ride"), []byte{byte(m), byte(i)})
		}
		slices.SortFunc(order, func(a, b int) int { return bytes.Compare(marks[a], marks[b]) })
		for slot, ride := range order {
			for i := ride * int(d.PerRide); i < min((ride+1)*int(d.PerRide), len(share)); i++ {
				share[i].Day = days[slot*len(days)/n]
				out = append(out, share[i])
			}
		}
	}
	return out
}

// days on which one person can ride, by the quarter's months from the draw on: as many as stated, fewer in a month that
// has begun, spread evenly over its working days. Pure.
func (d Draw) days(cal civil.Calendar) [][]civil.Date {
	q, _ := civil.ParseQuarter(d.Period)
	rides := cmp.Or(d.Rides, (d.Villages+2)/3) // draws made before rides were stated
	from := q.Begins()
	if drawn := d.CreatedUs.Date(); drawn.After(from) {
		from = drawn
	}
	var out [][]civil.Date
	for m := from.Month(); !m.First().After(q.Ends()); m = m.Add(1) {
		var left []civil.Date
		all := 0
		for day := 1; day <= m.Days(); day++ {
			if x := m.Date(day); cal.Working(x) {
				all++
				if !x.Before(from) {
					left = append(left, x)
				}
			}
		}
		n := min((int(rides)*len(left)+all-1)/max(all, 1), len(left))
		var days []civil.Date
		for i := range n {
			days = append(days, left[i*len(left)/n])
		}
		out = append(out, days)
	}
	return out
}

// visits that the capacity allows.
func (d Draw) visits(cal civil.Calendar) (n int64) {
	for _, days := range d.days(cal) {
		n += int64(len(days)) * d.PerRide
	}
	return n
}

// Capacity in visits of another quarter, for one who rides as now. Pure.
func (d Draw) Capacity(q civil.Quarter, cal civil.Calendar) int64 {
	d.Period, d.CreatedUs = q.String(), 0
	return d.visits(cal)
}

// MaxCoverage is how many people so many visits reach at most, should the largest villages be drawn. Pure.
func MaxCoverage(roster []Entry, visits, persons int64) (most int64) {
	size := map[string]int64{}
	for _, e := range roster {
		size[e.Path]++
	}
	var sizes []int64
	for _, n := range size {
		for ; n > 0; n -= persons {
			sizes = append(sizes, min(n, persons))
		}
	}
	slices.Sort(sizes)
	for i := range min(int(visits), len(sizes)) {
		most += sizes[len(sizes)-1-i]
	}
	return most
}
