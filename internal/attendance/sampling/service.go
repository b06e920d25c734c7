package sampling

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
)

// Service of the draws.
type Service struct {
	Desk *desk.Desk
	Ring *seal.Ring
	City func(database.Reader) (string, error) // path of the office's city
}

// Most that a draw's capacity may be.
const (
	MaxRides   = 22
	MaxPerRide = 10
	MaxPersons = 50
)

// Capacity of one person who rides.
type Capacity struct {
	Rides   int64    // days a month
	PerRide int64    // villages on one of them
	Persons int64    // people seen in each
	Route   []string // paths of the villages in the order of the road; empty: by their codes
}

const seedBytes = 32

// Commit makes the seeds of this quarter and the next where they are missing, and writes their commitments to the
// trail. The office does it each hour, so a quarter's commitment is there before the quarter begins; only an office's
// first quarter is committed in its course.
func (r *Service) Commit(ctx context.Context) error {
	_, err := desk.Do(ctx, r.Desk, authz.System("draw"), "", func(v *desk.Visit) (int, error) {
		path, err := r.City(v.Tx)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("draw.commit", path); err != nil {
			return 0, err
		}
		q := civil.QuarterOf(v.Today())
		var said []desk.Fact
		for _, period := range []string{q.String(), q.Add(1).String()} {
			if _, found, err := seedOf(v.Tx, period); err != nil {
				return 0, err
			} else if found {
				continue
			}
			secret := make([]byte, seedBytes)
			if _, err := rand.Read(secret); err != nil {
				return 0, err
			}
			s := Seed{period, Commit(secret), r.Ring.Seal("draw_seed", "seed", hex.EncodeToString(secret)), v.Now()}
			if err := v.Tx.Insert(&s); err != nil {
				return 0, err
			}
			said = append(said, desk.F(period, hex.EncodeToString(s.Commitment)))
		}
		if len(said) == 0 {
			return 0, errNothing
		}
		v.Record("draw.commit", "draw_seed", 0, said...)
		return len(said), nil
	})
	if err == errNothing || database.Duplicate(err, "") { // or another process committed at the same moment
		return nil
	}
	return err
}

var errNothing = errs.New(errs.State, "draw.committed")

func seedOf(r database.Reader, period string) (Seed, bool, error) {
	var s Seed
	found, err := r.One(&s, "SELECT period, commitment, seed_sealed, created_us FROM draw_seed WHERE period = ?", period)
	return s, found, err
}

func (r *Service) open(s Seed) ([]byte, error) {
	text, err := r.Ring.Open("draw_seed", "seed", s.SeedSealed)
	if err != nil {
		return nil, err
	}
	return hex.DecodeString(text)
}

const drawColumns = "id, period, region_id, path, villages, persons, rides, per_ride, route, roster_digest, " +
	"root_digest, created_by, created_us"

// Of a township and quarter; false if nothing was drawn.
func Of(r database.Reader, path, period string) (Draw, bool, error) {
	var d Draw
	found, err := r.One(&d, "SELECT "+drawColumns+" FROM draw WHERE path = ? AND period = ?", path, period)
	return d, found, err
}

// RosterNow is who is on a post under a region on a day.
func RosterNow(r database.Reader, path string, day civil.Date) ([]Entry, error) {
	where, args := authz.Under(path).SQL("l.path")
	var out []Entry
	err := r.Select(&out,
		"SELECT l.id AS placement_id, l.path FROM placement l WHERE "+where+
			" AND l.start_on <= ? AND (l.end_on IS NULL OR l.end_on >= ? AND COALESCE(l.end_reason, '') <> 'void') ORDER BY l.id",
		append(args, day, day)...)
	return out, err
}

func rosterOf(r database.Reader, id int64) ([]Entry, error) {
	var out []Entry
	err := r.Select(&out, "SELECT placement_id, path FROM draw_roster WHERE draw_id = ? ORDER BY placement_id", id)
	return out, err
}

// ReachOf a draw: the people whom its capacity reaches at most, of all on its roster.
func ReachOf(r database.Reader, d Draw) (most, all int64, err error) {
	roster, err := rosterOf(r, d.ID)
	return MaxCoverage(roster, d.Villages, d.Persons), int64(len(roster)), err
}

// rootAfter is the first root of the trail from a moment on.
func rootAfter(r database.Reader, at clock.Moment) (digest []byte, found bool, err error) {
	var x struct{ Digest []byte }
	found, err = r.One(&x, "SELECT digest FROM trail_root WHERE at_us >= ? ORDER BY at_us, id LIMIT 1", int64(at))
	return x.Digest, found, err
}

// begins is from when on a root counts for a quarter: after it began, and after its seed was committed.
func begins(s Seed) clock.Moment {
	q, _ := civil.ParseQuarter(s.Period)
	return max(clock.On(q.Begins(), 0, 0), s.CreatedUs)
}

// Make draws for a region and this quarter, once: nobody draws again until it suits. A township's draw is made by who
// rides there; a county or the city draws the few that it looks at again. Refusals: draw.level, draw.not_rider,
// form.range, draw.route, draw.seed, draw.no_root, draw.twice, duty.nobody.
func (r *Service) Make(ctx context.Context, actor authz.Actor, key string, at *region.Region,
	c Capacity) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if at.Level == region.Village {
			return 0, errs.New(errs.Invalid, "draw.level").On("region")
		}
		if err := v.Allow("draw.make", at.Path); err != nil {
			return 0, err
		}
		if !MakesTripsFor(actor, at.Path) {
			return 0, errs.New(errs.Forbidden, "draw.not_rider")
		}
		var faults errs.Faults
		for _, x := range []struct {
			field   string
			n, most int64
		}{{"rides", c.Rides, MaxRides}, {"per_ride", c.PerRide, MaxPerRide}, {"persons", c.Persons, MaxPersons}} {
			if x.n < 1 || x.n > x.most {
				faults.Add(errs.New(errs.Invalid, "form.range").On(x.field).With("min", 1).With("max", x.most))
			}
		}
		seen := map[string]bool{}
		for _, path := range c.Route {
			if seen[path] || !strings.HasPrefix(path, at.Path) || strings.ContainsRune(path, ',') {
				faults.Add(errs.New(errs.Invalid, "draw.route").On("route"))
				break
			}
			seen[path] = true
		}
		if len(c.Route) > 400 {
			faults.Add(errs.New(errs.Invalid, "draw.route").On("route"))
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		period := civil.QuarterOf(v.Today()).String()
		s, found, err := seedOf(v.Tx, period)
		if err != nil {
			return 0, err
		}
		if !found {
			return 0, errs.New(errs.State, "draw.seed").On("rides")
		}
		root, found, err := rootAfter(v.Tx, begins(s))
		if err != nil {
			return 0, err
		}
		if !found {
			return 0, errs.New(errs.State, "draw.no_root").On("rides")
		}
		if _, found, err := Of(v.Tx, at.Path, period); err != nil {
			return 0, err
		} else if found {
			return 0, errs.New(errs.Conflict, "draw.twice").On("rides")
		}
		roster, err := RosterNow(v.Tx, at.Path, v.Today())
		if err != nil {
			return 0, err
		}
		if len(roster) == 0 {
			return 0, errs.New(errs.State, "duty.nobody").On("rides")
		}
		book, err := rulebook.Load(v.Tx)
		if err != nil {
			return 0, err
		}
		d := Draw{Period: period, RegionID: at.ID, Path: at.Path, Persons: c.Persons, Rides: c.Rides, PerRide: c.PerRide,
			Route: strings.Join(c.Route, ","), RosterDigest: Digest(roster), RootDigest: root, CreatedBy: actor.UserID,
			CreatedUs: v.Now()}
		if d.Villages = d.visits(book.Calendar()); d.Villages == 0 {
			return 0, errs.New(errs.State, "draw.late").On("rides")
		}
		if err := v.Tx.Insert(&d); err != nil {
			if database.Duplicate(err, "") {
				return 0, errs.New(errs.Conflict, "draw.twice").On("rides")
			}
			return 0, err
		}
		if err := v.Tx.InsertMany("draw_roster", []string{"draw_id", "placement_id", "path"}, len(roster),
			func(i int, x []any) {
				x[0], x[1], x[2] = d.ID, roster[i].PlacementID, roster[i].Path
			}); err != nil {
			return 0, err
		}
		v.Record("draw.make", "draw", d.ID, d.facts(len(roster))...)
		return d.ID, nil
	})
}

// facts of a draw as the trail keeps them.
func (d Draw) facts(holders int) []desk.Fact {
	out := []desk.Fact{desk.F("period", d.Period), desk.F("villages", d.Villages), desk.F("persons", d.Persons),
		desk.F("holders", holders), desk.F("roster", hex.EncodeToString(d.RosterDigest)),
		desk.F("root", hex.EncodeToString(d.RootDigest))}
	if d.Rides > 0 {
		out = append(out, desk.F("rides", d.Rides), desk.F("per_ride", d.PerRide), desk.F("route", d.Route))
	}
	return out
}

// MakesTripsFor reports whether an actor is one who rides for a region: today's share is shown to them alone.
func MakesTripsFor(actor authz.Actor, path string) bool {
	return slices.Contains(actor.Scope("draw.make").Paths(), path)
}

// Person of a visit as shown.
type Person struct {
	PlacementID int64
	Name, Title string
	EndOn       civil.Date
	Suspended   bool
	post.Season
	Visited   civil.Month // the month of the visit
	CheckedOn civil.Date  // on site, by one who rides for the region, on the visit's day or later in the quarter
	Finding   string
}

// Gone reports whether the person cannot be met, having left before being seen, being suspended or out of season: the
// next in drawn order stands in.
func (p Person) Gone() bool {
	return p.CheckedOn.IsZero() && (!p.EndOn.IsZero() || p.Suspended || !p.In(p.Visited))
}

// Why somebody is gone, as a word's code.
func (p Person) Why() string {
	switch {
	case !p.EndOn.IsZero():
		return "left"
	case p.Suspended:
		return "suspended"
	}
	return "season"
}

// Shown visit: a village and its people, those who cannot be met among them.
type Shown struct {
	Visit
	Persons []Person
}

// Until is the last day whose visits are shown at a moment: today's from the rulebook's hour on (draw.reveal_hour) to
// those who ride, and those of days gone by to everybody who may see the draw.
func Until(book *rulebook.Book, path string, now clock.Moment, rides bool) civil.Date {
	today := now.Date()
	if rides && now >= clock.On(today, book.Int("draw.reveal_hour", path, today, 6), 0) {
		return today
	}
	return today.AddDays(-1)
}

// Revealed visits of a draw up to a day, with as many people as the capacity says and, for each who cannot be met, the
// next one drawn. It also says how many visits the draw has.
func (r *Service) Revealed(rd database.Reader, d Draw, today, until civil.Date) (shown []Shown, all int, err error) {
	visits, err := r.visits(rd, d)
	if err != nil {
		return nil, 0, err
	}
	q, _ := civil.ParseQuarter(d.Period)
	var rows []Person
	if err := rd.Select(&rows, `SELECT l.id AS placement_id, p.name, t.title, CASE WHEN l.end_on < ? THEN l.end_on END AS
end_on, CASE WHEN l.state = 'suspended' THEN 1 ELSE 0 END AS suspended, t.season_from, t.season_until
FROM draw_roster x JOIN placement l ON l.id = x.placement_id JOIN person p ON p.id = l.person_id JOIN post t
ON t.id = l.post_id WHERE x.draw_id = ?`, today, d.ID); err != nil {
		return nil, 0, err
	}
	byID := map[int64]Person{}
	for _, x := range rows {
		byID[x.PlacementID] = x
	}
	var checks []struct {
		PlacementID int64
		OnDate      civil.Date
		Finding     string
	}
	if err := rd.Select(&checks, `SELECT c.placement_id, c.on_date, c.finding FROM draw_roster x JOIN duty_check c
ON c.placement_id = x.placement_id WHERE x.draw_id = ? AND c.method IN ('site','paper') AND c.on_date >= ?
AND c.on_date <= ?
AND EXISTS (SELECT 1 FROM user_grant g WHERE g.user_id = c.checker_id AND g.path = ?)
ORDER BY c.on_date, c.id`, d.ID, q.Begins(), q.Ends(), d.Path); err != nil {
		return nil, 0, err
	}
	for _, v := range visits {
		if v.Day.After(until) {
			continue
		}
		s := Shown{Visit: v}
		left := d.Persons
		for _, id := range v.People {
			if left == 0 {
				break
			}
			p := byID[id]
			p.Visited = v.Day.Month()
			for _, c := range checks {
				if c.PlacementID == id && !c.OnDate.Before(v.Day) {
					p.CheckedOn, p.Finding = c.OnDate, c.Finding
					break
				}
			}
			s.Persons = append(s.Persons, p)
			if !p.Gone() {
				left--
			}
		}
		shown = append(shown, s)
	}
	slices.SortStableFunc(shown, func(a, b Shown) int { return a.Day.DaysSince(b.Day) })
	return shown, len(visits), nil
}

// Found counts, for each draw of a quarter under a scope, the drawn people who were seen and those of them of whom
// something adverse was found. Checks outside the draw are left out: whoever is suspected is looked at first, which
// makes the rate too high.
func (r *Service) Found(rd database.Reader, scope authz.Scope, q civil.Quarter,
	today civil.Date) (map[string]duty.Coverage, error) {
	where, args := scope.SQL("path")
	var draws []Draw
	if err := rd.Select(&draws, "SELECT "+drawColumns+" FROM draw WHERE "+where+" AND period = ? ORDER BY path",
		append(args, q.String())...); err != nil {
		return nil, err
	}
	out := map[string]duty.Coverage{}
	for _, d := range draws {
		shown, _, err := r.Revealed(rd, d, today, today)
		if err != nil {
			return nil, err
		}
		c := duty.Coverage{Path: d.Path}
		for _, s := range shown {
			for _, p := range s.Persons {
				if p.CheckedOn.IsZero() {
					continue
				}
				c.Seen++
				if duty.Adverse(p.Finding) {
					c.Found++
				}
			}
		}
		out[d.Path] = c
	}
	return out, nil
}

func (r *Service) visits(rd database.Reader, d Draw) ([]Visit, error) {
	s, found, err := seedOf(rd, d.Period)
	if err != nil || !found {
		return nil, fmt.Errorf("draw %d has no seed: %w", d.ID, err)
	}
	seed, err := r.open(s)
	if err != nil {
		return nil, err
	}
	roster, err := rosterOf(rd, d.ID)
	if err != nil {
		return nil, err
	}
	book, err := rulebook.Load(rd)
	if err != nil {
		return nil, err
	}
	return Visits(seed, d, roster, book.Calendar()), nil
}

// Report of one draw's verification.
type Report struct {
	Draw   Draw
	Seed   string // hexadecimal, once the quarter has ended
	Broken string // what does not hold; empty if all does
	People int
}

// Verify counts every draw of a quarter again: the commitment is in the trail and older than the root, the root is the
// first that counts, the roster has its digest. The seed itself is opened, and shown, only when the quarter has ended.
func (r *Service) Verify(rd database.Reader, q civil.Quarter, today civil.Date) ([]Report, error) {
	period := q.String()
	var draws []Draw
	if err := rd.Select(&draws, "SELECT "+drawColumns+" FROM draw WHERE period = ? ORDER BY path", period); err != nil ||
		len(draws) == 0 {
		return nil, err
	}
	s, found, err := seedOf(rd, period)
	if err != nil {
		return nil, err
	}
	common, secret := "", []byte(nil)
	if !found {
		common = "the seed is missing"
	} else if common, err = said(rd, s); err != nil {
		return nil, err
	}
	if common == "" && today.After(q.Ends()) {
		if secret, err = r.open(s); err != nil {
			common = "the seed cannot be opened: " + err.Error()
		} else if !bytes.Equal(Commit(secret), s.Commitment) {
			common = "the seed is not the one that was committed"
		}
	}
	root, found, err := rootAfter(rd, begins(s))
	if err != nil {
		return nil, err
	}
	var out []Report
	for _, d := range draws {
		x := Report{Draw: d, Broken: common}
		roster, err := rosterOf(rd, d.ID)
		if err != nil {
			return nil, err
		}
		x.People = len(roster)
		switch {
		case x.Broken != "":
		case !found || !bytes.Equal(root, d.RootDigest):
			x.Broken = "the root is not the first after the quarter and the commitment began"
		case !bytes.Equal(Digest(roster), d.RosterDigest):
			x.Broken = "the roster was changed after the draw"
		default:
			var entry struct{ Detail string }
			if _, err := rd.One(&entry, "SELECT detail FROM trail_entry WHERE act = 'draw.make' AND subject_id = ?",
				d.ID); err != nil {
				return nil, err
			}
			if entry.Detail != desk.Detail(d.facts(len(roster))...) {
				x.Broken = "the trail knows no such draw"
			}
		}
		if x.Broken == "" && secret != nil {
			x.Seed = hex.EncodeToString(secret)
		}
		out = append(out, x)
	}
	return out, nil
}

// said tells what is wrong with a commitment's entry in the trail.
func said(rd database.Reader, s Seed) (string, error) {
	var n struct{ N int64 }
	_, err := rd.One(&n,
		"SELECT COUNT(*) AS n FROM trail_entry WHERE act = 'draw.commit' AND at_us <= ? AND detail LIKE ?",
		int64(s.CreatedUs), "%"+hex.EncodeToString(s.Commitment)+"%")
	if err == nil && n.N == 0 {
		return "the commitment is not in the trail", nil
	}
	return "", err
}
