package changeover

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/divisions"
	"gangwei/internal/registry/resident"
)

// Split makes a new village out of a part of one, from the first of a month: some households with their people, and the
// posts that these hold, or that are named. What happened before stays with the old village. Live placements go on
// without a new hiring; applications of those who move must be finished before. The new village's clerks are granted by
// the security administrator.
type Split struct {
	From       *region.Region
	Code, Name string // of the new village
	Households []string
	Groups     []int64  // whole villagers' groups, beside the households
	Posts      []string // codes of vacant posts that go along
	On         civil.Date
	Document   string
}

// Part is what a split moves.
type Part struct {
	Households, People, Posts, Holders int64
	Village                            int64 // the new one; 0 in a preview
}

const maxSplit = 2000 // households at once

func (s Split) check(today civil.Date) error {
	var faults errs.Faults
	if !s.From.OpenVillage() {
		faults.Add(errs.New(errs.Invalid, "region.not_village").On("region"))
	}
	if s.On.IsZero() || s.On.Day() != 1 || s.On.After(today) || s.On.Before(today.AddDays(-31)) ||
		!s.On.After(s.From.FromDate) {
		faults.Add(errs.New(errs.Invalid, "changeover.on").On("on"))
	}
	faults.Add(errs.Length(strings.TrimSpace(s.Document), 2, 50, "form.required", "document"))
	if len(s.Households)+len(s.Groups) == 0 || len(s.Households) > maxSplit {
		faults.Add(errs.New(errs.Invalid, "changeover.households").On("households").With("limit", maxSplit))
	}
	return faults.OrNil()
}

// parts finds what a split moves. Refusals: changeover.household (no such number), changeover.all (nothing would stay),
// changeover.vacant (a post that is named is not the village's, or somebody holds it), changeover.applying (somebody
// who moves has an application under way), those of Ready.
func (s Split) parts(r database.Reader) (homes []resident.Household, posts []int64, live []placement.Placement, e Part, err error) {
	if err = Ready(r, s.From, s.On); err != nil {
		return
	}
	all, err := resident.HouseholdsOf(r, s.From.ID)
	if err != nil {
		return
	}
	wanted := map[string]bool{}
	for _, n := range s.Households {
		wanted[n] = true
	}
	moves := map[int64]bool{}
	for _, h := range all {
		if wanted[h.Number] || h.GroupNo > 0 && slices.Contains(s.Groups, h.GroupNo) {
			homes = append(homes, h)
			moves[h.ID] = true
		}
		delete(wanted, h.Number)
	}
	var faults errs.Faults
	for _, n := range s.Households {
		if wanted[n] {
			faults.Add(errs.New(errs.Invalid, "changeover.household").On("households").With("number", n))
		}
	}
	switch {
	case len(homes) == 0:
		faults.Add(errs.New(errs.Invalid, "changeover.households").On("households").With("limit", maxSplit))
	case len(homes) == len(all):
		faults.Add(errs.New(errs.Invalid, "changeover.all").On("households"))
	}
	e.Households = int64(len(homes))
	people, err := resident.InHouseholds(r, homes)
	if err != nil {
		return
	}
	e.People = int64(len(people))
	applying, err := application.Applying(r, s.From.ID)
	if err != nil {
		return
	}
	for _, p := range people {
		if applying[p.ID] {
			faults.Add(errs.New(errs.State, "changeover.applying").On("households").With("name", p.Name))
		}
	}
	here, err := placement.Live(r, s.From.ID)
	if err != nil {
		return
	}
	held := map[int64]bool{}
	for _, p := range here {
		held[p.PostID] = true
		if i := slices.IndexFunc(people, func(x resident.Person) bool { return x.ID == p.PersonID }); i >= 0 {
			live, posts = append(live, p), append(posts, p.PostID)
		}
	}
	e.Holders = int64(len(live))
	for _, code := range s.Posts {
		id, found, findErr := post.InVillage(r, s.From.ID, code)
		if findErr != nil {
			err = findErr
			return
		}
		if !found || held[id] {
			faults.Add(errs.New(errs.Invalid, "changeover.vacant").On("posts").With("code", code))
			continue
		}
		posts = append(posts, id)
	}
	e.Posts = int64(len(posts))
	err = faults.OrNil()
	return
}

// Preview counts what the split would move, and refuses what Carry would, except for the new village's code.
func (s Split) Preview(r database.Reader, today civil.Date) (Part, error) {
	if err := s.check(today); err != nil {
		return Part{}, err
	}
	_, _, _, e, err := s.parts(r)
	return e, err
}

// Carry the split out. Refusals: those of check and parts, divisions.code, divisions.prefix, divisions.twice,
// divisions.name, form.stale.
func (s Split) Carry(ctx context.Context, d *desk.Desk, actor authz.Actor, key string) (Part, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (Part, error) {
		var e Part
		if err := v.Allow("division.split", s.From.Path); err != nil {
			return e, err
		}
		if err := s.check(v.Today()); err != nil {
			return e, err
		}
		into, err := divisions.Found(v.Tx, v.Today(), s.From, strings.TrimSpace(s.Code), strings.TrimSpace(s.Name), s.On,
			strings.TrimSpace(s.Document))
		if err != nil {
			return e, err
		}
		homes, posts, live, e, err := s.parts(v.Tx)
		if err != nil {
			return e, err
		}
		if err := resident.MoveHouseholds(v.Tx, homes, into); err != nil {
			return e, err
		}
		if err := post.Move(v.Tx, posts, into); err != nil {
			return e, err
		}
		for _, p := range live {
			if _, err := placement.ContinueIn(v, p, into, s.On); err != nil {
				return e, err
			}
		}
		e.Village = into.ID
		v.Record("division.split", "region", s.From.ID, desk.F("from", s.From.Code), desk.F("new", into.Code+" "+into.Name),
			desk.F("on", s.On), desk.F("document", strings.TrimSpace(s.Document)),
			desk.F("households", e.Households), desk.F("people", e.People), desk.F("posts", e.Posts),
			desk.F("holders", e.Holders))
		return e, nil
	})
}
