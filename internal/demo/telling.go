package demo

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// What follows from month to month is made in bulk; beside it the offices around the printed logins do, now and then,
// what every office does: they correct a person, change a card, call a payee. These are the episodes: each on its
// day, by its own hands, through the rooms' use cases, with data that accuse nobody.

// story is what episodes know of those before them.
type story struct {
	episodes []episode
	renamed  bool     // a unit goes by another name
	training int64    // the home unit's first training list
	tasked   *held    // whose post is worked by tasks in the last month
	omitted  []held   // from a list of pay
	paused   *held    // suspended, which was written down late
	away     []held   // absent on all days of a month, as their villages say
	misread  []held   // marked absent by mistake, and at work by mistake
	fix      int64    // the list that pays what a sheet's correction brings
	run      int64    // the list that makes good
	batch    int64    // of it
	cards    int64    // the bank's list of new accounts
	sample   int64    // of payees
	early    int64    // the list of the month ahead
	silent   *village // sent no sheet of a month
	twice    struct {
		v    *village
		real *person
		slip int64
	} // a person who was entered twice
}

// episode is something that an office does on a day.
type episode struct {
	what string
	on   civil.Date
	hour int
	do   func(*telling)
}

func (e *episode) at() clock.Moment { return clock.On(e.on, e.hour, 0) }

// plot lists the episodes of the history, in order. What came before the city's first month is left out.
func (b *builder) plot(first civil.Month) {
	for _, part := range [][]episode{b.planEpisodes(first), b.peopleEpisodes(), b.dutyEpisodes(),
		b.payEpisodes(first), heldAndCorrected(b), b.deskEpisodes()} {
		b.episodes = append(b.episodes, part...)
	}
	b.episodes = slices.DeleteFunc(b.episodes, func(e episode) bool { return e.on.Month().Before(first) })
	slices.SortStableFunc(b.episodes, func(x, y episode) int { return int((x.at() - y.at()) / 1_000_000) })
}

// tell the episodes that come before a moment.
func (b *builder) tell(before clock.Moment) error {
	for len(b.episodes) > 0 && b.episodes[0].at() < before {
		e := b.episodes[0]
		b.episodes = b.episodes[1:]
		b.at(e.on, e.hour)
		t := &telling{builder: b}
		if e.do(t); t.err != nil {
			return fmt.Errorf("%s, %s: %w", e.what, e.on, t.err)
		}
	}
	return nil
}

// telling is an episode while it happens: one act a second, none after one that was refused.
type telling struct {
	*builder
	err error
}

// by somebody with a login.
func (t *telling) by(login string, act func(who authz.Actor) error) {
	if t.err != nil {
		return
	}
	t.moment += 1_000_003
	t.clock.Move(t.moment)
	who, err := t.app.Accounts.Actor(t.ctx, login)
	if err == nil {
		err = act(who)
	}
	if err != nil {
		t.err = fmt.Errorf("%s: %w", login, err)
	}
}

func (t *telling) read(look func(s *database.Snapshot) error) {
	if t.err == nil {
		t.err = t.app.DB.Read(t.ctx, look)
	}
}

// refused reports whether an act was refused with a code, and forgets it.
func (t *telling) refused(code string) bool {
	if t.err == nil || !slices.ContainsFunc(errs.All(t.err), func(e *errs.Error) bool { return e.Code == code }) {
		return false
	}
	t.err = nil
	return true
}

// Logins of the offices: of a village's two clerks, of its township, of a county.
func (v *village) clerk() string  { return "cun-" + v.region.Code + "a" }
func (v *village) second() string { return "cun-" + v.region.Code + "b" }

func (v *village) township(role authz.Role) string {
	return short[role] + "-" + v.region.Code[:9]
}

func (v *village) county(role authz.Role) string { return short[role] + "-" + v.region.Code[:6] }

// last month of the history, in which it breaks off.
func last() civil.Month { return Until.Month() }

// home is the village, township and county of the printed logins.
func (b *builder) home() (v *village, town, county *region.Region) {
	v = b.villages[0]
	town, _ = b.tree.ByPath(region.ParentPath(v.region.Path))
	county, _ = b.tree.ByPath(region.CountyPath(v.region.Path))
	return v, town, county
}

// near are the villages around the printed logins: the home village, those of its township, those of its county.
func (b *builder) near() []*village {
	_, town, county := b.home()
	var first, others []*village
	for _, v := range b.villages {
		switch {
		case v.merged || !strings.HasPrefix(v.region.Path, county.Path):
		case strings.HasPrefix(v.region.Path, town.Path):
			first = append(first, v)
		default:
			others = append(others, v)
		}
	}
	return append(first, others...)
}

// held is somebody on a post, and where.
type held struct {
	v *village
	h *hire
}

// plainHolders near the printed logins: on post since before a day, nothing planted about them, their village or
// post, and no part in another episode yet. Those returned are taken: their villages are no longer the same as
// through use cases alone.
func (b *builder) plainHolders(n int, since civil.Date) (out []held) {
	for _, v := range b.near() {
		if v.plants.planted() {
			continue
		}
		for i, j := range v.jobs {
			h := j.holder
			if v.first && i < 4 {
				continue // on the registers and in the accident of the exhibits
			}
			if len(out) == n || h == nil || !h.stored || h.placementID == 0 || !h.plain() || h.taken ||
				h.start.After(since) || v.kinOfCadre(h.who) {
				continue
			}
			h.taken, v.touched = true, true
			out = append(out, held{v, h})
		}
	}
	return out
}

// plain reports whether nothing was planted about a hire.
func (h *hire) plain() bool {
	return h.fault == "" && h.hands == "" && h.office == 0 && h.endOn.IsZero() && h.continues == nil &&
		!(h.favour || h.cousin || h.substitute || h.hiddenDeath || h.oneDevice || h.overpaid || h.stays || h.second)
}

// bystanders of a village are grown-ups who hold nothing, apply for nothing and are not on its list: nothing that
// happens to them moves the plan.
func (v *village) bystanders(n int) (out []*person) {
	for _, p := range v.people {
		if len(out) < n && !p.busy && !p.taken && p.diedOn.IsZero() && p.title == "" &&
			p.birth().AgeOn(Until) >= 20 && !slices.Contains(v.reserve, p) && !v.kinOfCadre(p) {
			p.taken = true
			out = append(out, p)
		}
	}
	if len(out) > 0 {
		v.touched = true
	}
	return out
}
