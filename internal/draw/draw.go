package draw

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"

	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/duty"
)

// Seed of a quarter.
type Seed struct {
	Period     string // 2025Q4
	Commitment []byte // SHA-256 of the seed
	SeedSealed []byte
	CreatedUs  clock.Moment
}

func (Seed) TableName() string { return "draw_seed" }

// Draw of a township and quarter.
type Draw struct {
	ID           int64
	Period       string
	RegionID     int64
	Path         string
	Villages     int64 // visits to villages that one person can make in the quarter
	Persons      int64 // people to be seen on each
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

// Visit to a village that was drawn: in which order, on which day it is shown, and its people in drawn order, all of them, so that
// whoever left is replaced by the next.
type Visit struct {
	Path   string
	Day    civil.Date
	People []int64 // placements
}

// Visits of a draw: key = HMAC(seed, period, roster's digest, root); villages and people stand in the order of HMAC(key, name). The visits
// are spread evenly over the quarter's working days after the draw. Pure.
func Visits(seed []byte, d Draw, roster []Entry, cal civil.Calendar) []Visit {
	key := mac(seed, []byte(d.Period), Digest(roster), d.RootDigest)
	type ranked struct {
		mark []byte
		v    Visit
	}
	byPath := map[string]*ranked{}
	var villages []*ranked
	for _, e := range roster {
		r := byPath[e.Path]
		if r == nil {
			r = &ranked{mac(key, []byte("village"), []byte(e.Path)), Visit{Path: e.Path}}
			byPath[e.Path] = r
			villages = append(villages, r)
		}
		r.v.People = append(r.v.People, e.PlacementID)
	}
	slices.SortFunc(villages, func(a, b *ranked) int { return bytes.Compare(a.mark, b.mark) })
	days := workingDays(d, cal)
	n := min(int(d.Villages), len(villages))
	var out []Visit
	for i, r := range villages[:n] {
		marks := map[int64][]byte{}
		for _, p := range r.v.People {
			marks[p] = mac(key, []byte("person"), []byte(strconv.FormatInt(p, 10)))
		}
		slices.SortFunc(r.v.People, func(a, b int64) int { return bytes.Compare(marks[a], marks[b]) })
		r.v.Day = days[i*len(days)/n]
		out = append(out, r.v)
	}
	return out
}

// workingDays of the quarter from the draw's day on; the last day where none is left.
func workingDays(d Draw, cal civil.Calendar) []civil.Date {
	q, _ := duty.ParseQuarter(d.Period)
	day := q.Begins()
	if drawn := d.CreatedUs.Date(); drawn.After(day) {
		day = drawn
	}
	var out []civil.Date
	for ; !day.After(q.Ends()); day = day.AddDays(1) {
		if cal.Working(day) {
			out = append(out, day)
		}
	}
	if out == nil {
		out = []civil.Date{q.Ends()}
	}
	return out
}

// Reach is how many people a capacity reaches at most: the largest villages, should they be drawn. Pure.
func Reach(roster []Entry, villages, persons int64) (most int64) {
	size := map[string]int64{}
	for _, e := range roster {
		size[e.Path]++
	}
	var sizes []int64
	for _, n := range size {
		sizes = append(sizes, min(n, persons))
	}
	slices.Sort(sizes)
	for i := range min(int(villages), len(sizes)) {
		most += sizes[len(sizes)-1-i]
	}
	return most
}
