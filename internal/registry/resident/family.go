package resident

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
)

// MaxMembers that one page registers.
const MaxMembers = 20

// head is the relation of the head of a household to itself (GB/T 4761).
const head = "02"

// Family is a household as a clerk types it on one page: its number, and those of it who are not registered yet.
type Family struct {
	Number, Address, Group string
	Shown                  int64 // the household whose members stood on the page; 0: none of this number
	Members                []Member
}

// Member is a row of the page.
type Member struct {
	Row                             int // from 1, as the page counts them
	Name, IDNumber, Relation, Phone string
	Namesake                        bool // said to be another human than a registered one of the same name and birth
}

// on names the row and its field.
func (m Member) on(e *errs.Error, field string) *errs.Error {
	return e.On(fmt.Sprintf("%s%d", field, m.Row)).At(m.Row, "")
}

// shared are the fields of an entry that all members have in common.
var shared = []string{"household", "address", "group"}

// Check a family; all faults of all rows at once. Pure.
func (f Family) Check(today civil.Date) ([]Clean, error) {
	var faults errs.Faults
	if n := len(f.Members); n == 0 {
		faults.Add(errs.New(errs.Invalid, "resident.no_member").On("name1"))
	} else if n > MaxMembers {
		faults.Add(errs.New(errs.Invalid, "resident.many_members").On("name1").With("limit", MaxMembers))
	}
	var out []Clean
	rows := map[string]int{} // of each number
	for i, m := range f.Members {
		c, err := Entry{Name: m.Name, IDNumber: m.IDNumber, Phone: m.Phone, Relation: m.Relation, HouseholdNumber: f.Number,
			Address: f.Address, Group: f.Group, Namesake: m.Namesake}.Check(today)
		for _, e := range errs.All(err) {
			switch {
			case !slices.Contains(shared, e.Field):
				faults.Add(m.on(e, e.Field))
			case i == 0:
				faults.Add(e)
			}
		}
		if first := rows[string(c.Number)]; c.Number != "" && first > 0 {
			faults.Add(m.on(errs.New(errs.Invalid, "resident.twice").With("row", first), "idno"))
		} else if c.Number != "" {
			rows[string(c.Number)] = m.Row
		}
		out = append(out, c)
	}
	return out, faults.OrNil()
}

// Register the members of a household that are not registered yet, all of them or none, and makes the
// household if there is none of its number. Refusals, each beside its row: those of Check, resident.known,
// resident.namesake, resident.two_heads; resident.joins (there is a household of this number, whose members were not
// shown), resident.household_mark.
func (f Family) Register(ctx context.Context, r *Service, actor authz.Actor, key string,
	village *region.Region) (int64, error) {
	channel := desk.Typed
	if !actor.HasRole("village_registrar") {
		channel = desk.ForAnother
	}
	return desk.DoVia(ctx, r.Desk, actor, channel, key, func(v *desk.Visit) (int64, error) {
		if !village.OpenVillage() {
			return 0, errs.New(errs.Invalid, "region.not_village").On("region")
		}
		if err := v.Allow("resident.register", village.Path); err != nil {
			return 0, err
		}
		cleans, err := f.Check(v.Today())
		if err != nil {
			return 0, err
		}
		h, err := f.home(v, cleans[0], village)
		if err != nil {
			return 0, err
		}
		people := make([]Person, len(cleans))
		for i, c := range cleans {
			people[i] = r.Seal(c, village, h.ID)
		}
		if err := mayJoin(v.Tx, h, f.Members, people); err != nil {
			return 0, err
		}
		var names []string
		for i := range people {
			if err := r.enter(v, &people[i]); err != nil {
				return 0, inRow(f.Members[i], err)
			}
			names = append(names, people[i].Name+" "+people[i].MaskedID())
		}
		v.Record("resident.household", "household", h.ID, desk.F("number", h.Number), desk.F("people", len(people)),
			desk.F("members", strings.Join(names, "、")))
		return h.ID, nil
	})
}

// home of the family, found or made.
func (f Family) home(v *desk.Visit, c Clean, village *region.Region) (Household, error) {
	was, found, err := HouseholdOf(v.Tx, village.ID, c.HouseholdNumber)
	switch {
	case err != nil:
		return was, err
	case found && was.Known() && was.ID != f.Shown:
		return was, othersIn(v.Tx, was)
	}
	h, err := homeFor(v, c, village)
	if database.Duplicate(err, "number") {
		return h, errs.New(errs.Stale, "form.stale") // somebody else made it at the same moment
	}
	return h, err
}

// inRow names the row of a refusal.
func inRow(m Member, err error) error {
	for _, e := range errs.All(err) {
		m.on(e, e.Field)
	}
	return err
}

// mayJoin holds new members against who is registered: by number, by name and birth, and as head of the household.
func mayJoin(tx *database.Tx, h Household, rows []Member, people []Person) error {
	indexes := make([][]byte, len(people))
	for i := range people {
		indexes[i] = people[i].IDIndex
	}
	known, err := ByIndexes(tx, indexes)
	if err != nil {
		return err
	}
	namesakes, err := NamesakesIn(tx, []int64{h.VillageID})
	if err != nil {
		return err
	}
	members, err := Members(tx, h.ID)
	if err != nil {
		return err
	}
	headed := slices.ContainsFunc(members, func(p Person) bool { return p.Relation == head && p.DiedOn.IsZero() })
	var faults errs.Faults
	for i, p := range people {
		if was, there := known[string(p.IDIndex)]; there && was.Outside == 0 {
			faults.Add(rows[i].on(errs.New(errs.Conflict, "resident.known"), "idno"))
		} else if other, same := namesakes[Namesake{h.VillageID, p.Name, p.Birth}]; same && !rows[i].Namesake &&
			!bytes.Equal(other.IDIndex, p.IDIndex) {
			faults.Add(rows[i].on(errs.New(errs.Conflict, "resident.namesake").With("tail", other.IDTail), "namesake"))
		}
		if p.Relation == head && headed {
			faults.Add(rows[i].on(errs.New(errs.Conflict, "resident.two_heads"), "relation"))
		}
		headed = headed || p.Relation == head
	}
	return faults.OrNil()
}
