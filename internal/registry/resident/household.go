package resident

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
)

// homeMark begins the number of a household that is not known; nobody may give such a number.
const homeMark = "~"

// checkHousehold refuses what cannot be the number of a household: form.required, resident.household_mark.
func checkHousehold(number string) *errs.Error {
	switch n := utf8.RuneCountInString(number); {
	case strings.HasPrefix(number, homeMark):
		return errs.New(errs.Invalid, "resident.household_mark").On("household")
	case n < 1 || n > 20:
		return errs.New(errs.Invalid, "form.required").On("household")
	}
	return nil
}

// ownHome is the household of one person of whom nobody told which it is: the n-th that a visit makes.
func ownHome(v *desk.Visit, at *region.Region, n int) Household {
	return Household{VillageID: at.ID, Path: at.Path, Number: openNumber(v, n), NotKnown: 1}
}

// openNumber is one that no other household has: of the visit, and the n-th in it.
func openNumber(v *desk.Visit, n int) string {
	return homeMark + strconv.FormatInt(v.TrailID(), 36) + "-" + strconv.FormatInt(int64(n), 36)
}

// homeFor finds or makes the household of somebody who is registered. Refusal: resident.household_mark.
func homeFor(v *desk.Visit, c Clean, village *region.Region) (Household, error) {
	h := ownHome(v, village, 1)
	if !c.HomeNotKnown {
		was, found, err := HouseholdOf(v.Tx, village.ID, c.HouseholdNumber)
		switch {
		case err != nil || found && was.Known():
			return was, err
		case found:
			return was, errs.New(errs.Invalid, "resident.household_mark").On("household")
		}
		h.Number, h.NotKnown = c.HouseholdNumber, 0
	}
	h.Address, h.GroupNo = c.Address, c.GroupNo
	return h, v.Tx.Insert(&h)
}

// homes of many who are admitted.
type homes struct {
	of   []int64 // by their order
	made []int64
}

type homeKey struct {
	village int64
	number  string
}

// homesFor finds or makes the households of many. Refusal: resident.household_mark.
func homesFor(v *desk.Visit, many []Incoming) (homes, error) {
	var villages []int64
	seen := map[int64]bool{}
	for _, m := range many {
		if !seen[m.Village.ID] {
			seen[m.Village.ID] = true
			villages = append(villages, m.Village.ID)
		}
	}
	byKey := map[homeKey]Household{}
	load := func() error {
		rows, err := in[Household](v.Tx, "SELECT id, village_id, number, not_known FROM household WHERE village_id IN (%in%)",
			villages)
		for _, h := range rows {
			byKey[homeKey{h.VillageID, h.Number}] = h
		}
		return err
	}
	if err := load(); err != nil {
		return homes{}, err
	}
	keys := make([]homeKey, len(many))
	var fresh []Household
	for i, m := range many {
		h := ownHome(v, m.Village, i+1)
		if !m.HomeNotKnown {
			h.Number, h.NotKnown = m.HouseholdNumber, 0
		}
		h.Address, h.GroupNo = m.Address, m.GroupNo
		keys[i] = homeKey{h.VillageID, h.Number}
		if was, there := byKey[keys[i]]; !there {
			byKey[keys[i]] = h
			fresh = append(fresh, h)
		} else if !was.Known() {
			return homes{}, errs.New(errs.Invalid, "resident.household_mark").On("household")
		}
	}
	if err := v.Tx.InsertMany("household", []string{"village_id", "path", "number", "address", "group_no", "not_known"},
		len(fresh), func(i int, x []any) {
			h := &fresh[i]
			x[0], x[1], x[2], x[3], x[4], x[5] = h.VillageID, h.Path, h.Number, h.Address, h.GroupNo, h.NotKnown
		}); err != nil {
		return homes{}, err
	}
	if len(fresh) > 0 {
		if err := load(); err != nil {
			return homes{}, err
		}
	}
	out := homes{of: make([]int64, len(many))}
	for i, k := range keys {
		out.of[i] = byKey[k].ID
	}
	for _, h := range fresh {
		out.made = append(out.made, byKey[homeKey{h.VillageID, h.Number}].ID)
	}
	return out, nil
}

// Home that somebody tells of a person.
type Home struct {
	Number, Address, Group, Relation string
	Joins                            bool // said after its other members were shown
}

// TellHome says to which household a person belongs of whom that was not known: one of the village, or one that is not
// registered yet. It is the
// first word on it and corrects nothing, so it stays the village's also for somebody on a post; who told it is on a
// slip. Refusals: form.stale,
// resident.outside, resident.home_known (told already: that is a correction), resident.recuse_*, form.required,
// resident.household_mark,
// resident.relation, resident.group, form.long, resident.joins (names who is registered in that household).
func (r *Service) TellHome(ctx context.Context, actor authz.Actor, key string, personID, version int64,
	told Home) (int64,
	error) {
	told.Number, told.Address = strings.TrimSpace(told.Number), strings.TrimSpace(told.Address)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, personID)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh("resident.register", p.Path, p.Version, version); err != nil {
			return 0, err
		}
		if err := Recuse(v.Tx, actor, p); err != nil {
			return 0, err
		}
		if err := r.tellHome(v, p, told, false); err != nil {
			return 0, err
		}
		c := Correction{PersonID: personID, Path: p.Path, Kind: Edited, Changes: "home\t户情况未知\t" + told.Number, Why: "补登所在户",
			State:      Applied,
			ProposedBy: actor.UserID, ProposedKey: actor.PersonKey, ProposedUs: v.Now(), Version: 1}
		if err := v.Tx.Insert(&c); err != nil {
			return 0, err
		}
		v.Record("resident.home", "person", personID, desk.F("household", told.Number), desk.F("relation", told.Relation))
		return personID, nil
	})
}

// tellHome moves a person out of the household that is not known. many: of many at once, where nobody is asked about
// the others.
func (r *Service) tellHome(v *desk.Visit, p Person, told Home, many bool) error {
	was, err := database.Find[Household](v.Tx,
		"SELECT id, village_id, path, number, address, group_no, not_known FROM household WHERE id = ?", p.HouseholdID)
	switch {
	case err != nil:
		return err
	case p.Outside == 1:
		return errs.New(errs.State, "resident.outside")
	case was.Known():
		return errs.New(errs.State, "resident.home_known")
	}
	var faults errs.Faults
	faults.Add(checkHousehold(told.Number))
	if len(told.Relation) != 2 || strings.Trim(told.Relation, "0123456789") != "" {
		faults.Add(errs.New(errs.Invalid, "resident.relation").On("relation"))
	}
	faults.Add(errs.Long(told.Address, 60, "address"))
	group, fault := ParseGroup(told.Group)
	faults.Add(fault)
	if err := faults.OrNil(); err != nil {
		return err
	}
	home, found, err := HouseholdOf(v.Tx, p.VillageID, told.Number)
	switch {
	case err != nil:
		return err
	case found && !home.Known():
		return errs.New(errs.Invalid, "resident.household_mark").On("household")
	case found && !told.Joins && !many:
		return othersIn(v.Tx, home)
	case !found:
		home = Household{VillageID: p.VillageID, Path: p.Path, Number: told.Number, Address: told.Address, GroupNo: group}
		if home.Address == "" {
			home.Address = was.Address
		}
		if home.GroupNo == 0 {
			home.GroupNo = was.GroupNo
		}
		if err := v.Tx.Insert(&home); err != nil {
			return err
		}
	}
	if err := v.Tx.Change(
		"UPDATE person SET household_id = ?, relation = ?, version = version + 1 WHERE id = ? AND version = ?", home.ID,
		told.Relation, p.ID, p.Version); err != nil {
		return err
	}
	_, err = v.Tx.Exec("DELETE FROM household WHERE id = ? AND not_known = 1", was.ID)
	return err
}

// othersIn a household: who joins it is shown them first.
func othersIn(tx *database.Tx, home Household) error {
	members, err := Members(tx, home.ID)
	if err != nil {
		return err
	}
	var names []string
	for _, m := range members {
		names = append(names, m.Name)
	}
	return errs.New(errs.Conflict, "resident.joins").On("joins").With("number", home.Number).With("names",
		strings.Join(names, "、"))
}

// ToldHome of one of many.
type ToldHome struct {
	PersonID int64
	Home
}

// TellHomes says it of many people at once. Called by the room of imports. Refusals: those of TellHome, except
// resident.joins.
func (r *Service) TellHomes(v *desk.Visit, many []ToldHome) error {
	for _, x := range many {
		p, err := Lock(v.Tx, x.PersonID)
		if err != nil {
			return err
		}
		if err := r.tellHome(v, p, x.Home, true); err != nil {
			return err
		}
	}
	return nil
}

// UntellHomes takes it back for the undoing of an import: each has a household of its own again, not known. Refusal:
// resident.built_upon
// (somebody is not in a household that is known any more).
func UntellHomes(v *desk.Visit, people []int64) error {
	for i, id := range people {
		p, err := Lock(v.Tx, id)
		if err != nil {
			return err
		}
		h := Household{VillageID: p.VillageID, Path: p.Path, Number: openNumber(v, i+1), NotKnown: 1}
		if err := v.Tx.Insert(&h); err != nil {
			return err
		}
		if err := v.Tx.Change("UPDATE person SET household_id = ?, version = version + 1 WHERE id = ? AND version = ?", h.ID,
			id, p.Version); err != nil {
			return err
		}
		if _, err := v.Tx.Exec(
			"DELETE FROM household WHERE id = ? AND NOT EXISTS (SELECT 1 FROM person p WHERE p.household_id = household.id)",
			p.HouseholdID); err != nil {
			return err
		}
	}
	return nil
}

// HomesOpen counts the people of a scope of whom no household is known.
func HomesOpen(r database.Reader, scope authz.Scope) (int64, error) {
	where, args := scope.SQL("h.path")
	var n struct{ N int64 }
	_, err := r.One(&n,
		"SELECT COUNT(*) AS n FROM household h JOIN person p ON p.household_id = h.id WHERE h.not_known = 1 AND p.outside "+
			"= 0 AND p.died_on IS NULL AND "+
			where,
		args...)
	return n.N, err
}

// HomeKnown reports whether it is known with whom a person lives.
func HomeKnown(r database.Reader, p Person) (bool, error) {
	homes, err := HouseholdsByID(r, []int64{p.HouseholdID})
	return homes[p.HouseholdID].Known(), err
}
