package duty

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/region"
)

// MaxQueue is how many checks a phone sends at once.
const MaxQueue = 500

const (
	// clockSlack is by how much a phone's clock may differ before the check is marked.
	clockSlack = clock.Moment(10 * time.Minute / time.Microsecond)
	// staleAfter seconds a position no longer says where a check was made.
	staleAfter = 600
	// lateDays after an exit a check of that holder is still kept, with a mark: the checker had no signal and did not
	// know.
	lateDays = 92
)

// Entry of a phone's queue: one holder's check, written down without signal and sent later.
type Entry struct {
	Seen
	Method, Second, Place string
	// server's clock less the phone's, as the phone last measured it before the entry; nil if never
	OffsetUs *clock.Moment
	At       *Position
	AtAgeS   int64          // age of the position at the entry, in seconds
	Group    []files.Stored // photos of the whole visit
}

// Received is what became of an entry: kept (now or earlier), or refused with the reasons. What says otherwise than the
// check that is kept under its id is refused as duty.client_other and kept aside.
type Received struct {
	ClientID string
	Refused  error
	Aside    bool
}

// MadeOn is the day of an entry by the server's clock, and whether the phone's clock was wrong by more than ten
// minutes. The phone's time is put right by what it measured before the entry, else by what it shows now; a time that
// stays impossible is taken for the day on which it arrives. Pure.
func (e Entry) MadeOn(now, sent clock.Moment) (civil.Date, bool) {
	gaps := []clock.Moment{now - sent}
	if e.OffsetUs != nil {
		gaps = []clock.Moment{*e.OffsetUs, now - sent}
	}
	for _, gap := range gaps {
		if at := e.SeenUs + gap; at <= now+clockSlack && at.Date().After(now.Date().AddDays(-366)) {
			return min(at, now).Date(), gap > clockSlack || gap < -clockSlack
		}
	}
	return now.Date(), true
}

// Receive keeps the checks that a phone wrote down without signal. Each arrives once, by its client id, however often
// it is sent; what is refused does not hold up the rest. sent is the phone's clock as it sends. A holder whose village
// was merged since is found where the post goes on. Refusals of the whole: duty.queue_long; of an entry: those of
// LogVisit. Any other error: nothing is known of what was not yet kept, and all may be sent again.
func (r *Service) Receive(ctx context.Context, actor authz.Actor, tree *region.Tree, queue []Entry,
	sent clock.Moment) ([]Received, error) {
	if len(queue) > MaxQueue {
		return nil, errs.New(errs.TooLarge, "duty.queue_long").With("limit", MaxQueue)
	}
	now := r.Desk.Clock.Now()
	out := make([]Received, len(queue))
	stood := map[int64]standing{}
	var known map[string]keptCheck
	var persons map[int64]int64
	if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		var clients []string
		var placements []int64
		for i, e := range queue {
			out[i].ClientID = e.ClientID
			clients, placements = append(clients, e.ClientID), append(placements, e.PlacementID)
		}
		if known, err = keptBy(s, actor.UserID, clients); err != nil {
			return err
		}
		if persons, err = personsOf(s, placements); err != nil {
			return err
		}
		for _, e := range queue {
			if _, ok := stood[e.PlacementID]; !ok {
				if stood[e.PlacementID], err = standingOf(s, e.PlacementID); err != nil {
					return err
				}
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	type group struct {
		visit   Visit
		village *region.Region
		entries []int
	}
	groups := map[string]*group{}
	var order []*group
	for i, e := range queue {
		if k, ok := known[e.ClientID]; ok {
			if said := e.content(persons); !k.says(said, e.SeenUs) {
				if err := r.aside(ctx, actor, k, e, said, &out[i]); err != nil {
					return nil, err
				}
			}
			continue
		}
		on, wrong := e.MadeOn(now, sent)
		place, ok := stood[e.PlacementID].on(on)
		village, found := tree.ByPath(place.Path)
		if !ok || !found {
			out[i].Refused = errs.New(errs.Invalid, "duty.not_holder").On("seen")
			continue
		}
		seen := e.Seen
		seen.PlacementID, seen.Marks = place.ID, nil
		if wrong {
			seen.Marks = append(seen.Marks, "duty.clock")
		}
		if e.At != nil && e.AtAgeS > staleAfter {
			seen.Marks = append(seen.Marks, "duty.position_stale")
		}
		key := fmt.Sprint(village.ID, on, e.Method, e.Second, e.Place, e.At, e.AtAgeS)
		for _, p := range e.Group {
			key += string(p.Digest)
		}
		g := groups[key]
		if g == nil {
			g = &group{village: village,
				visit: Visit{Phone: true, On: on, Method: e.Method, Second: e.Second, Place: e.Place, At: e.At, Group: e.Group}}
			groups[key] = g
			order = append(order, g)
		}
		g.visit.Seen = append(g.visit.Seen, seen)
		g.entries = append(g.entries, i)
	}
	for _, g := range order {
		_, err := r.LogVisit(ctx, actor, "", g.village, g.visit)
		if errs.KindOf(err) != errs.Internal && len(g.entries) > 1 {
			// one of them is refused: the others are kept without it
			for n, i := range g.entries {
				one := g.visit
				one.Seen = g.visit.Seen[n : n+1]
				if _, out[i].Refused = r.LogVisit(ctx, actor, "", g.village, one); out[i].Refused != nil &&
					errs.KindOf(out[i].Refused) == errs.Internal {
					return nil, out[i].Refused
				}
			}
			continue
		}
		if err != nil && errs.KindOf(err) == errs.Internal {
			return nil, err
		}
		for _, i := range g.entries {
			out[i].Refused = err
		}
	}
	return out, r.asideOfThisMoment(ctx, actor, queue, persons, out)
}

func (e Entry) content(persons map[int64]int64) content {
	return contentOf(persons[e.PlacementID], e.Method, e.Second, e.Place, e.Seen)
}

// aside keeps an entry aside and says so in its answer; an entry that cannot be kept aside is refused with the reasons.
// Any other error is returned.
func (r *Service) aside(ctx context.Context, actor authz.Actor, k keptCheck, e Entry, said content,
	answer *Received) error {
	err := r.putAside(ctx, actor, k, e, said)
	if err != nil && errs.KindOf(err) == errs.Internal {
		return err
	}
	answer.Refused, answer.Aside = err, err == nil
	if err == nil {
		answer.Refused = errs.New(errs.Conflict, "duty.client_other").On("seen")
	}
	return nil
}

// asideOfThisMoment keeps aside what met a check of its id only as it was kept: two messages of one id in one queue or
// at one moment.
func (r *Service) asideOfThisMoment(ctx context.Context, actor authz.Actor, queue []Entry, persons map[int64]int64,
	out []Received) error {
	var late []int
	var clients []string
	for i := range out {
		if !out[i].Aside && errs.CodeOf(out[i].Refused) == "duty.client_other" {
			late, clients = append(late, i), append(clients, out[i].ClientID)
		}
	}
	if len(late) == 0 {
		return nil
	}
	var known map[string]keptCheck
	if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		known, err = keptBy(s, actor.UserID, clients)
		return err
	}); err != nil {
		return err
	}
	for _, i := range late {
		if k, ok := known[out[i].ClientID]; ok {
			if err := r.aside(ctx, actor, k, queue[i], queue[i].content(persons), &out[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// spell of a placement: where, and how long.
type spell struct {
	ID        int64
	Path      string
	StartOn   civil.Date
	EndOn     civil.Date
	EndReason string
}

// standing of a holder: the placement that the phone knew and those that go on from it.
type standing []spell

// on finds the spell that covers a day, else the last one that had begun.
func (s standing) on(day civil.Date) (spell, bool) {
	for _, x := range slices.Backward(s) {
		if !x.StartOn.After(day) {
			return x, true
		}
	}
	return spell{}, false
}

func standingOf(r database.Reader, id int64) (standing, error) {
	var out standing
	for next := "id = ?"; len(out) < 8; next = "continues_id = ?" {
		var x spell
		found, err := r.One(&x,
			"SELECT id, path, start_on, end_on, COALESCE(end_reason, '') AS end_reason FROM placement WHERE "+next+
				" ORDER BY id LIMIT 1",
			id)
		if err != nil || !found {
			return out, err
		}
		out, id = append(out, x), x.ID
	}
	return out, nil
}
