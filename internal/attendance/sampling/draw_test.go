package sampling_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/attendance/sampling"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = context.Background()

// roster of a made-up township: village v has 3 + v people.
func roster(villages int) (out []sampling.Entry) {
	for v := range villages {
		for p := range 3 + v {
			out = append(out, sampling.Entry{PlacementID: int64(100*v + p + 1), Path: fmt.Sprintf("00010002%04d%04d", 3, v+1)})
		}
	}
	return out
}

var (
	fixed = bytes.Repeat([]byte{7}, 32)
	q1    = sampling.Draw{Period: "2025Q1", Villages: 3, Persons: 20, Rides: 1, PerRide: 1,
		RootDigest: bytes.Repeat([]byte{9}, 32), CreatedUs: clock.On(civil.MustDate("2025-01-06"), 9, 0)}
)

// A fixed seed gives a fixed draw, whatever the roster's order; anything else that goes in changes it.
func TestVisits_are_a_function_of_all_that_goes_in(t *testing.T) {
	cal := civil.Calendar{}
	show := func(v []sampling.Visit) string { return fmt.Sprintf("%v", v) }
	base := sampling.Visits(fixed, q1, roster(6), cal)
	if len(base) != 3 {
		t.Fatalf("%d visits", len(base))
	}
	other := roster(6)
	slices.Reverse(other)
	if got := sampling.Visits(fixed, q1, other, cal); show(got) != show(base) {
		t.Errorf("another order of the roster: %v, was %v", got, base)
	}
	days := map[string]bool{}
	for i, v := range base {
		days[v.Day.String()] = true
		if v.Day.Before(civil.MustDate("2025-01-06")) || v.Day.After(civil.MustDate("2025-03-31")) ||
			i > 0 && v.Day.Before(base[i-1].Day) || !cal.Working(v.Day) {
			t.Errorf("visit %d on %s", i, v.Day)
		}
		seen := map[int64]bool{}
		for _, p := range v.People {
			seen[p] = true
		}
		if len(seen) != len(v.People) || len(seen) < 3 {
			t.Errorf("people of a village: %v", v.People)
		}
	}
	if len(days) != 3 {
		t.Errorf("three visits on %v", days)
	}
	for name, change := range map[string]func(*[]byte, *sampling.Draw, *[]sampling.Entry){
		"the seed": func(s *[]byte, _ *sampling.Draw, _ *[]sampling.Entry) { *s = bytes.Repeat([]byte{8}, 32) },
		"the root": func(_ *[]byte, d *sampling.Draw, _ *[]sampling.Entry) { d.RootDigest = bytes.Repeat([]byte{1}, 32) },
		"one more person": func(_ *[]byte, _ *sampling.Draw, r *[]sampling.Entry) {
			*r = append(*r, sampling.Entry{PlacementID: 9999, Path: (*r)[0].Path})
		},
		"a person's village":   func(_ *[]byte, _ *sampling.Draw, r *[]sampling.Entry) { (*r)[0].Path = (*r)[5].Path },
		"the quarter's number": func(_ *[]byte, d *sampling.Draw, _ *[]sampling.Entry) { d.Period = "2025Q2" },
	} {
		seed, d, r := slices.Clone(fixed), q1, roster(6)
		change(&seed, &d, &r)
		if got := sampling.Visits(seed, d, r, cal); show(got) == show(base) {
			t.Errorf("%s changed and the draw did not", name)
		}
	}
}

// What lies together on the route shares a ride; what is drawn for a month does not depend on it.
func TestVisits_ride_the_route(t *testing.T) {
	d := q1
	d.CreatedUs, d.Rides, d.PerRide, d.Persons = clock.On(civil.MustDate("2025-01-01"), 9, 0), 2, 3, 50
	var paths []string
	for v := range 18 {
		paths = append(paths, fmt.Sprintf("00010002%04d%04d", 3, v+1))
	}
	d.Route = strings.Join(paths, ",")
	at := map[string]int{}
	for i, p := range paths {
		at[p] = i
	}
	months := func(d sampling.Draw) (out map[int][]string, rides map[string][]int) {
		out, rides = map[int][]string{}, map[string][]int{}
		for _, v := range sampling.Visits(fixed, d, roster(18), civil.Calendar{}) {
			out[v.Day.Month().Number()] = append(out[v.Day.Month().Number()], v.Path)
			rides[v.Day.String()] = append(rides[v.Day.String()], at[v.Path])
		}
		return
	}
	by, rides := months(d)
	if len(by[1]) != 6 || len(by[2]) != 6 || len(by[3]) != 6 || len(rides) != 6 {
		t.Fatalf("%v %v", by, rides)
	}
	for n, month := range by { // the first three on the road on one day, the other three on another
		var order []int
		for _, p := range month {
			order = append(order, at[p])
		}
		slices.Sort(order)
		for day, ride := range rides {
			if slices.Contains(order, ride[0]) && !slices.Equal(ride, order[:3]) && !slices.Equal(ride, order[3:]) {
				t.Errorf("month %d, %s: %v of %v", n, day, ride, order)
			}
		}
	}
	back := d
	slices.Reverse(paths)
	back.Route = strings.Join(paths, ",")
	other, _ := months(back)
	for n := 1; n <= 3; n++ {
		a, b := slices.Clone(by[n]), slices.Clone(other[n])
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("month %d: the route changed who is looked at: %v, %v", n, a, b)
		}
	}
	// more capacity than villages: they come again with the people drawn next, nobody twice
	d.Rides, d.PerRide, d.Persons = 10, 3, 5
	seen, visits := map[int64]bool{}, sampling.Visits(fixed, d, roster(18), civil.Calendar{})
	for _, v := range visits {
		for _, p := range v.People[:min(5, len(v.People))] {
			if seen[p] {
				t.Errorf("%d is drawn twice", p)
			}
			seen[p] = true
		}
	}
	if len(seen) != len(roster(18)) {
		t.Errorf("%d of %d people on %d visits", len(seen), len(roster(18)), len(visits))
	}
	// a draw late in the quarter promises no more days than are left
	d.CreatedUs = clock.On(civil.MustDate("2025-03-28"), 9, 0)
	if got := len(sampling.Visits(fixed, d, roster(18), civil.Calendar{})); got > 2*3 {
		t.Errorf("%d visits in two working days", got)
	}
	// the next quarter is counted whole
	if got := d.Capacity(civil.QuarterOf(civil.MustDate("2025-04-01")), civil.Calendar{}); got != 90 {
		t.Errorf("%d visits in the next quarter", got)
	}
}

func TestUntil_shows_today_in_the_morning_to_those_who_ride(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	day, path := civil.MustDate(apptest.Day), h.Region(apptest.Town).Path
	for _, x := range []struct {
		hour  int
		rides bool
		want  civil.Date
	}{{5, true, day.AddDays(-1)}, {6, true, day}, {6, false, day.AddDays(-1)}, {23, false, day.AddDays(-1)}} {
		if got := sampling.Until(h.Book(), path, clock.On(day, x.hour, 0), x.rides); got != x.want {
			t.Errorf("%d o'clock, rides %t: %s", x.hour, x.rides, got)
		}
	}
	for who, want := range map[string]bool{"township_supervisor": true, "township_reviewer": false,
		"county_reviewer": false} {
		code := map[bool]string{true: apptest.County, false: apptest.Town}[who == "county_reviewer"]
		if got := sampling.MakesTripsFor(h.Actor(authz.Role(who), code), path); got != want {
			t.Errorf("%s rides: %t", who, got)
		}
	}
}

// The rate is of drawn people alone: a look at a suspect outside the draw, or before his day, changes nothing.
func TestFound_counts_the_drawn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		for n, name := range []string{"周八", "吴九", "郑十"} {
			h.Hold(n, name, "", "2024-05-01", "")
		}
		rider, day := h.Actor("township_supervisor", apptest.Town), civil.MustDate(apptest.Day)
		apptest.Must(t, h.Draws.Commit(ctx))
		h.Set.Move(clock.On(day, 11, 0))
		_, err := h.WriteRoot(ctx)
		apptest.Must(t, err)
		_, err = h.Draws.Make(ctx, rider, "", h.Region(apptest.Town), sampling.Capacity{Rides: 1, PerRide: 1, Persons: 1})
		apptest.Must(t, err)
		var order []int64
		found := func() (c duty.Coverage) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				d, _, err := sampling.Of(s, h.Region(apptest.Town).Path, "2025Q1")
				apptest.Must(t, err)
				shown, _, err := h.Draws.Revealed(s, d, day, day)
				apptest.Must(t, err)
				order = shown[0].People
				all, err := h.Draws.Found(s, authz.Everywhere(), civil.QuarterOf(day), day)
				c = all[h.Region(apptest.Town).Path]
				return err
			}))
			return
		}
		found()
		log := func(client string, placement int64, on civil.Date, finding string) {
			t.Helper()
			_, err := h.Duty.LogVisit(ctx, rider, "", h.Region(apptest.Home),
				duty.Visit{On: on, Method: "paper",
					Seen: []duty.Seen{{ClientID: client, PlacementID: placement, Finding: finding}}})
			apptest.Must(t, err)
		}
		log("client-0001", order[1], day, "substitute")           // not drawn
		log("client-0002", order[0], day.AddDays(-3), "not_seen") // before the day
		if c := found(); c.Seen != 0 {
			t.Errorf("%+v", c)
		}
		log("client-0003", order[0], day, "on_duty")
		if c := found(); c.Seen != 1 || c.Found != 0 {
			t.Errorf("%+v", c)
		}
	})
}

// Over many seeds each village is drawn about as often as another, and each person first in it.
func TestVisits_favour_nobody(t *testing.T) {
	const n = 3000
	villages, first := map[string]int{}, map[int64]int{}
	for i := range n {
		seed := []byte(fmt.Sprintf("%032d", i))
		for _, v := range sampling.Visits(seed, q1, roster(6), civil.Calendar{}) {
			villages[v.Path]++
			first[v.People[0]]++
		}
	}
	for path, k := range villages {
		if k < n/2-150 || k > n/2+150 { // five and a half standard deviations of a binomial with p = 1/2
			t.Errorf("%s was drawn %d times of %d", path, k, n)
		}
	}
	for _, p := range []int64{1, 2, 3} { // the village of three
		if k := first[p]; k < n/6-120 || k > n/6+120 {
			t.Errorf("person %d came first %d times, about %d are right", p, k, n/6)
		}
	}
}

func TestReach(t *testing.T) {
	for _, c := range []struct{ villages, persons, want int64 }{
		{1, 2, 2},
		{2, 100, 15},
		{6, 100, 33},
		{100, 1, 33},
		{7, 4, 27},
	} {
		if got := sampling.MaxCoverage(roster(6), c.villages, c.persons); got != c.want {
			t.Errorf("%d villages of %d: %d, want %d", c.villages, c.persons, got, c.want)
		}
	}
}

func TestDraw_once_a_quarter_revealed_by_day_and_counted_again(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b, c := h.Hold(0, "周八", "", "2024-05-01", ""), h.Hold(1, "吴九", "", "2024-05-01", ""),
			h.Hold(2, "郑十", "", "2024-05-01", "")
		rider, town, day := h.Actor("township_supervisor", apptest.Town), h.Region(apptest.Town), civil.MustDate(apptest.Day)
		q := civil.QuarterOf(day)
		refused := func(name, code string, who authz.Actor, at string, rides, persons int64, route ...string) {
			t.Helper()
			if _, err := h.Draws.Make(ctx, who, "", h.Region(at),
				sampling.Capacity{Rides: rides, PerRide: 1, Persons: persons, Route: route}); errs.CodeOf(err) != code {
				t.Errorf("%s: %v, want %s", name, err, code)
			}
		}
		refused("before a seed was committed", "draw.seed", rider, apptest.Town, 1, 2)
		h.Set.Move(clock.On(day, 10, 0))
		apptest.Must(t, h.Draws.Commit(ctx))
		apptest.Must(t, h.Draws.Commit(ctx)) // again: nothing
		refused("before a root", "draw.no_root", rider, apptest.Town, 1, 2)
		h.Set.Move(clock.On(day, 11, 0))
		_, err := h.WriteRoot(ctx)
		apptest.Must(t, err)
		refused("a village", "draw.level", rider, apptest.Home, 1, 2)
		refused("another county's township", "authz.not_found", rider, apptest.Away[:9]+"000", 1, 2)
		refused("the reviewer", "authz.forbidden", h.Actor("township_reviewer", apptest.Town), apptest.Town, 1, 2)
		refused("no rides", "form.range", rider, apptest.Town, 0, 2)
		refused("too many people", "form.range", rider, apptest.Town, 1, 51)
		id, err := h.Draws.Make(ctx, rider, "", town, sampling.Capacity{Rides: 1, PerRide: 1, Persons: 2})
		apptest.Must(t, err)
		refused("a second time", "draw.twice", rider, apptest.Town, 5, 5)
		refused("by the county, which does not ride there", "draw.not_rider", h.Actor("county_reviewer", apptest.County),
			apptest.Town, 1, 2)
		refused("a route through a foreign village", "draw.route", rider, apptest.Town, 1, 2, h.Region(apptest.Away).Path)
		refused("a village twice on the route", "draw.route", rider, apptest.Town, 1, 2, h.Region(apptest.Home).Path,
			h.Region(apptest.Home).Path)
		// the few that the county looks at again
		_, err = h.Draws.Make(ctx, h.Actor("county_reviewer", apptest.County), "", h.Region(apptest.County),
			sampling.Capacity{Rides: 1, PerRide: 2, Persons: 1})
		apptest.Must(t, err)
		read := func(f func(s *database.Snapshot)) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error { f(s); return nil }))
		}
		var d sampling.Draw
		var order []int64
		read(func(s *database.Snapshot) {
			var found bool
			d, found, err = sampling.Of(s, town.Path, q.String())
			if err != nil || !found || d.ID != id {
				t.Fatalf("%+v %t %v", d, found, err)
			}
			shown, all, err := h.Draws.Revealed(s, d, day, day)
			apptest.Must(t, err)
			if all != 1 || len(shown) != 1 || len(shown[0].Persons) != 2 || len(shown[0].People) != 3 {
				t.Fatalf("%+v", shown)
			}
			order = shown[0].People
			if before, _, err := h.Draws.Revealed(s, d, day, day.AddDays(-1)); len(before) != 0 || err != nil {
				t.Errorf("shown before its day: %+v", before)
			}
		})
		all := []int64{a, b, c}
		slices.Sort(all)
		drawn := slices.Clone(order)
		slices.Sort(drawn)
		if !slices.Equal(all, drawn) {
			t.Errorf("drawn %v of %v", drawn, all)
		}
		// The first one drawn leaves: the third stands in, and the roster stays as it was.
		county := h.Actor("county_reviewer", apptest.County)
		_, err = h.Placements.End(ctx, county, "", order[0], 1, day, "own_wish", "")
		apptest.Must(t, err)
		h.Set.Move(clock.On(day.AddDays(1), 9, 0))
		_, err = h.Duty.LogVisit(ctx, rider, "", h.Region(apptest.Home),
			duty.Visit{On: day.AddDays(1), Method: "paper",
				Seen: []duty.Seen{{ClientID: "client-0001", PlacementID: order[1], Finding: "on_duty"}}})
		apptest.Must(t, err)
		read(func(s *database.Snapshot) {
			shown, _, err := h.Draws.Revealed(s, d, day.AddDays(1), day.AddDays(1))
			apptest.Must(t, err)
			if p := shown[0].Persons; len(p) != 3 || !p[0].Gone() || p[1].CheckedOn != day.AddDays(1) || p[2].Gone() {
				t.Errorf("%+v", p)
			}
			reports, err := h.Draws.Verify(s, q, day.AddDays(1))
			if len(reports) != 2 || reports[0].Broken != "" || reports[0].Seed != "" || err != nil {
				t.Errorf("while the quarter runs: %+v, %v", reports, err)
			}
			reports, err = h.Draws.Verify(s, q, civil.MustDate("2025-04-01"))
			if len(reports) != 2 || reports[1].Draw.ID != id || reports[1].Broken != "" || len(reports[0].Seed) != 64 ||
				reports[1].People != 3 || err != nil {
				t.Fatalf("afterwards: %+v, %v", reports, err)
			}
			// Anybody counts again with what was published.
			seed, _ := hex.DecodeString(reports[0].Seed)
			var roster []sampling.Entry
			apptest.Must(t, s.Select(&roster, "SELECT placement_id, path FROM draw_roster WHERE draw_id = ?", d.ID))
			if v := sampling.Visits(seed, d, roster, h.Book().Calendar()); len(v) != 1 || !slices.Equal(v[0].People, order) {
				t.Errorf("counted again: %+v, was %v", v, order)
			}
		})
	})
}

func TestVerify_names_what_was_changed(t *testing.T) {
	for _, c := range []struct{ name, sql, says string }{
		{"the roster", "DELETE FROM draw_roster WHERE placement_id = (SELECT MIN(placement_id) FROM draw_roster)",
			"roster was changed"},
		{"another root", "UPDATE draw SET root_digest = zeroblob(32)", "not the first"},
		{"the commitment", "UPDATE draw_seed SET commitment = zeroblob(32)", "not in the trail"},
		{"the capacity", "UPDATE draw SET villages = 9", "knows no such draw"},
		{"the route", "UPDATE draw SET route = '0001'", "knows no such draw"},
		{"the trail's entry of the draw", "UPDATE trail_entry SET act = 'x' WHERE act = 'draw.make'", "knows no such draw"},
		{"the seed",
			"UPDATE draw_seed SET seed_sealed = (SELECT seed_sealed FROM draw_seed WHERE period = '2025Q2') WHERE period = " +
				"'2025Q1'",
			"not the one that was committed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := apptest.New(t, dbtest.SQLite(t))
			h.Hold(0, "周八", "", "2024-05-01", "")
			h.Hold(1, "吴九", "", "2024-05-01", "")
			apptest.Must(t, h.Draws.Commit(ctx))
			h.Set.Move(clock.On(civil.MustDate(apptest.Day), 11, 0))
			_, err := h.WriteRoot(ctx)
			apptest.Must(t, err)
			_, err = h.Draws.Make(ctx, h.Actor("township_supervisor", apptest.Town), "", h.Region(apptest.Town),
				sampling.Capacity{Rides: 1, PerRide: 1, Persons: 1})
			apptest.Must(t, err)
			for _, q := range []string{"UPDATE draw SET villages = 9", "DELETE FROM draw_roster",
				"UPDATE draw_seed SET commitment = zeroblob(32)"} {
				if err := h.DB.Write(ctx, func(tx *database.Tx) error { _, err := tx.Exec(q); return err }); err == nil {
					t.Errorf("%s went through", q)
				}
			}
			apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
				for _, table := range []string{"draw", "draw_roster", "draw_seed", "trail_entry"} {
					for _, ev := range []string{"update", "delete"} {
						if _, err := tx.Exec("DROP TRIGGER " + table + "_no_" + ev); err != nil {
							return err
						}
					}
				}
				_, err := tx.Exec(c.sql)
				return err
			}))
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
				reports, err := h.Draws.Verify(s, civil.QuarterOf(civil.MustDate(apptest.Day)), civil.MustDate("2025-04-01"))
				if len(reports) != 1 || !strings.Contains(reports[0].Broken, c.says) || reports[0].Seed != "" {
					t.Errorf("%+v, want %q", reports, c.says)
				}
				return err
			}))
		})
	}
}
