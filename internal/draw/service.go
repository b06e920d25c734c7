package draw

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strings"

	"gangwei/internal/authz"
	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/duty"
	"gangwei/internal/errs"
	"gangwei/internal/region"
	"gangwei/internal/rulebook"
	"gangwei/internal/seal"
)

// Room of the draws.
type Room struct {
	Desk *desk.Desk
	Ring *seal.Ring
	City func(database.Reader) (string, error) // path of the office's city
}

// Most that a draw's capacity may be.
const (
	MaxVillages = 200
	MaxPersons  = 50
)

const seedBytes = 32

// Commit makes the seeds of this quarter and the next where they are missing, and writes their commitments to the trail. The office does
// it each hour, so a quarter's commitment is there before the quarter begins; only an office's first quarter is committed in its course.
func (r *Room) Commit(ctx context.Context) error {
	_, err := desk.Do(ctx, r.Desk, authz.System("draw"), "", func(v *desk.Visit) (int, error) {
		path, err := r.City(v.Tx)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("draw.commit", path); err != nil {
			return 0, err
		}
		q := duty.QuarterOf(v.Today())
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

func (r *Room) open(s Seed) ([]byte, error) {
	text, err := r.Ring.Open("draw_seed", "seed", s.SeedSealed)
	if err != nil {
		return nil, err
	}
	return hex.DecodeString(text)
}

const drawColumns = "id, period, region_id, path, villages, persons, roster_digest, root_digest, created_by, created_us"

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
	err := r.Select(&out, "SELECT l.id AS placement_id, l.path FROM placement l WHERE "+where+" AND l.start_on <= ? AND (l.end_on IS NULL OR l.end_on >= ? AND COALESCE(l.end_reason, '') <> 'void') ORDER BY l.id", append(args, day, day)...)
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
	return Reach(roster, d.Villages, d.Persons), int64(len(roster)), err
}

// rootAfter is the first root of the trail from a moment on.
func rootAfter(r database.Reader, at clock.Moment) (digest []byte, found bool, err error) {
	var x struct{ Digest []byte }
	found, err = r.One(&x, "SELECT digest FROM trail_root WHERE at_us >= ? ORDER BY at_us, id LIMIT 1", int64(at))
	return x.Digest, found, err
}

// begins is from when on a root counts for a quarter: after it began, and after its seed was committed.
func begins(s Seed) clock.Moment {
	q, _ := duty.ParseQuarter(s.Period)
	return max(clock.On(q.Begins(), 0, 0), s.CreatedUs)
}

// Make draws for a township and this quarter, once: nobody draws again until it suits. villages is how many visits one person can make in
// the quarter, persons how many people are seen on each. Refusals: draw.level, form.range, draw.seed, draw.no_root, draw.twice,
// duty.nobody.
func (r *Room) Make(ctx context.Context, actor authz.Actor, key string, township *region.Region, villages, persons int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if township.Level != region.Township {
			return 0, errs.New(errs.Invalid, "draw.level").On("region")
		}
		if err := v.Allow("draw.make", township.Path); err != nil {
			return 0, err
		}
		var faults errs.Faults
		if villages < 1 || villages > MaxVillages {
			faults.Add(errs.New(errs.Invalid, "form.range").On("villages").With("min", 1).With("max", MaxVillages))
		}
		if persons < 1 || persons > MaxPersons {
			faults.Add(errs.New(errs.Invalid, "form.range").On("persons").With("min", 1).With("max", MaxPersons))
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		period := duty.QuarterOf(v.Today()).String()
		s, found, err := seedOf(v.Tx, period)
		if err != nil {
			return 0, err
		}
		if !found {
			return 0, errs.New(errs.State, "draw.seed").On("villages")
		}
		root, found, err := rootAfter(v.Tx, begins(s))
		if err != nil {
			return 0, err
		}
		if !found {
			return 0, errs.New(errs.State, "draw.no_root").On("villages")
		}
		if _, found, err := Of(v.Tx, township.Path, period); err != nil {
			return 0, err
		} else if found {
			return 0, errs.New(errs.Conflict, "draw.twice").On("villages")
		}
		roster, err := RosterNow(v.Tx, township.Path, v.Today())
		if err != nil {
			return 0, err
		}
		if len(roster) == 0 {
			return 0, errs.New(errs.State, "duty.nobody").On("villages")
		}
		d := Draw{Period: period, RegionID: township.ID, Path: township.Path, Villages: villages, Persons: persons, RosterDigest: Digest(roster), RootDigest: root, CreatedBy: actor.UserID, CreatedUs: v.Now()}
		if err := v.Tx.Insert(&d); err != nil {
			if database.Duplicate(err, "") {
				return 0, errs.New(errs.Conflict, "draw.twice").On("villages")
			}
			return 0, err
		}
		if err := v.Tx.InsertMany("draw_roster", []string{"draw_id", "placement_id", "path"}, len(roster), func(i int, x []any) {
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
	return []desk.Fact{desk.F("period", d.Period), desk.F("villages", d.Villages), desk.F("persons", d.Persons), desk.F("holders", holders), desk.F("roster", hex.EncodeToString(d.RosterDigest)), desk.F("root", hex.EncodeToString(d.RootDigest))}
}

// Person of a visit as shown.
type Person struct {
	PlacementID int64
	Name, Title string
	EndOn       civil.Date
	CheckedOn   civil.Date // on site in the quarter
}

// Gone reports whether the person left before being seen: the next in drawn order stands in.
func (p Person) Gone() bool { return !p.EndOn.IsZero() && p.CheckedOn.IsZero() }

// Shown visit: a village and its people, those who left among them.
type Shown struct {
	Visit
	Persons []Person
}

// Revealed visits of a draw as of a day: those whose day has come, with as many people as the capacity says and, for each who left before
// being seen, the next one drawn.
func (r *Room) Revealed(rd database.Reader, d Draw, today civil.Date) ([]Shown, error) {
	visits, err := r.visits(rd, d)
	if err != nil {
		return nil, err
	}
	q, _ := duty.ParseQuarter(d.Period)
	var out []Shown
	for _, v := range visits {
		if v.Day.After(today) {
			continue
		}
		var rows []Person
		args := []any{today, q.Begins(), q.Ends()}
		for _, p := range v.People {
			args = append(args, p)
		}
		if err := rd.Select(&rows, `SELECT l.id AS placement_id, p.name, t.title, CASE WHEN l.end_on < ? THEN l.end_on END AS end_on,
(SELECT MIN(c.on_date) FROM duty_check c WHERE c.placement_id = l.id AND c.method IN ('site','paper') AND c.on_date >= ? AND c.on_date <= ?) AS checked_on
FROM placement l JOIN person p ON p.id = l.person_id JOIN post t ON t.id = l.post_id WHERE l.id IN (?`+strings.Repeat(",?", len(v.People)-1)+")", args...); err != nil {
			return nil, err
		}
		byID := map[int64]Person{}
		for _, x := range rows {
			byID[x.PlacementID] = x
		}
		s := Shown{Visit: v}
		left := d.Persons
		for _, id := range v.People {
			if left == 0 {
				break
			}
			p := byID[id]
			s.Persons = append(s.Persons, p)
			if !p.Gone() {
				left--
			}
		}
		out = append(out, s)
	}
	return out, nil
}

func (r *Room) visits(rd database.Reader, d Draw) ([]Visit, error) {
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

// Verify counts every draw of a quarter again: the commitment is in the trail and older than the root, the root is the first that counts,
// the roster has its digest. The seed itself is opened, and shown, only when the quarter has ended.
func (r *Room) Verify(rd database.Reader, q duty.Quarter, today civil.Date) ([]Report, error) {
	period := q.String()
	var draws []Draw
	if err := rd.Select(&draws, "SELECT "+drawColumns+" FROM draw WHERE period = ? ORDER BY path", period); err != nil || len(draws) == 0 {
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
			if _, err := rd.One(&entry, "SELECT detail FROM trail_entry WHERE act = 'draw.make' AND subject_id = ?", d.ID); err != nil {
				return nil, err
			}
			for _, fact := range d.facts(len(roster)) {
				if !strings.Contains("\n"+entry.Detail, "\n"+fact.Name+"="+fact.Value+"\n") {
					x.Broken = "the trail knows no such draw"
				}
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
	_, err := rd.One(&n, "SELECT COUNT(*) AS n FROM trail_entry WHERE act = 'draw.commit' AND at_us <= ? AND detail LIKE ?", int64(s.CreatedUs), "%"+hex.EncodeToString(s.Commitment)+"%")
	if err == nil && n.N == 0 {
		return "the commitment is not in the trail", nil
	}
	return "", err
}
