package resident

import (
	"bytes"
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
)

// Service of residents.
type Service struct {
	Desk   *desk.Desk
	Ring   *seal.Ring
	Stands Stands
}

// Entry is a person as a clerk types one.
type Entry struct {
	Name, IDNumber, Phone, Account string
	HouseholdNumber, Address       string
	Group                          string // villagers' group as written: 3, 三组; empty: not known
	// nobody told of which household: a household of its own, marked so, until somebody does
	HomeNotKnown bool
	// GB/T 4761 to the head, 02 for the head itself; may be empty where the household is not known
	Relation      string
	ResidentSince civil.Date
	Categories    []string
	Namesake      bool // said to be another human than a registered one of the same name and birth
	CategoryProof string
	Exclusions    []string
}

// Clean is an entry that was checked.
type Clean struct {
	Entry
	Number  idno.Number
	GroupNo int64
}

// Check an entry; all faults at once. Pure.
func (e Entry) Check(today civil.Date) (Clean, error) {
	var faults errs.Faults
	c := Clean{Entry: e}
	c.Name = CleanName(e.Name)
	faults.Add(CheckName(c.Name))
	n, err := idno.Parse(e.IDNumber)
	for _, x := range errs.All(err) {
		faults.Add(x.On("idno"))
	}
	c.Number = n
	if n != "" && n.Birth().After(today) {
		faults.Add(errs.New(errs.Invalid, "idno.birth").On("idno").With("birth", n.Birth()))
	}
	var fault *errs.Error
	c.Phone, fault = CleanPhone(e.Phone)
	faults.Add(fault)
	c.Account, fault = CleanAccount(e.Account)
	faults.Add(fault)
	c.HouseholdNumber = strings.TrimSpace(e.HouseholdNumber)
	if e.HomeNotKnown {
		c.HouseholdNumber = ""
	} else {
		faults.Add(checkHousehold(c.HouseholdNumber))
	}
	c.Address = strings.TrimSpace(e.Address)
	faults.Add(errs.Long(c.Address, 60, "address"))
	c.GroupNo, fault = ParseGroup(e.Group)
	faults.Add(fault)
	if e.HomeNotKnown && e.Relation == "" {
		// nothing is said of it either
	} else if len(e.Relation) != 2 || strings.Trim(e.Relation, "0123456789") != "" {
		faults.Add(errs.New(errs.Invalid, "resident.relation").On("relation"))
	}
	if e.ResidentSince.After(today) {
		faults.Add(errs.New(errs.Invalid, "form.future").On("since"))
	}
	for _, k := range e.Categories {
		if !slices.Contains(Categories, k) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("category"))
		}
	}
	for _, k := range e.Exclusions {
		if !slices.Contains(Exclusions, k) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("exclusion"))
		}
	}
	faults.Add(errs.Long(e.CategoryProof, 50, "proof"))
	return c, faults.OrNil()
}

// Seal turns a checked entry into the row of a village's household.
func (r *Service) Seal(c Clean, village *region.Region, householdID int64) Person {
	p := Person{HouseholdID: householdID, VillageID: village.ID, Path: village.Path, Name: c.Name,
		NameSort: SortKey(c.Name), NameKeys: plain.Keys(c.Name), Sex: SexOf(c.Number), Birth: c.Number.Birth(),
		Relation: c.Relation, IDSealed: r.Ring.Seal("person", "id", string(c.Number)),
		IDIndex: r.Ring.Index(seal.IDNumber, string(c.Number)), IDTail: c.Number.Tail(),
		IDTailIndex: r.Ring.Index(seal.IDTail, c.Number.Tail()), ResidentSince: c.ResidentSince,
		AccountVersion: 1, Version: 1}
	if c.Phone != "" {
		p.setPhone(r.Ring, c.Phone)
	}
	a := r.SealAccount(c.Account)
	p.AccountSealed, p.AccountIndex, p.AccountTail = a.Sealed, a.Index, a.Tail
	return p
}

// setPhone gives a row a telephone number, sealed and with its indexes; empty: it has none.
func (p *Person) setPhone(ring *seal.Ring, phone string) {
	p.PhoneSealed, p.PhoneIndex, p.PhoneTailIndex = nil, nil, nil
	if phone != "" {
		p.PhoneSealed, p.PhoneIndex = ring.Seal("person", "phone", phone), ring.Index(seal.Phone, phone)
		p.PhoneTailIndex = phoneTail(ring, phone)
	}
}

// Register a person in a village. Refusals: those of Check, resident.known (the number is registered already; where, is
// not told).
func (r *Service) Register(ctx context.Context, actor authz.Actor, key string, village *region.Region,
	e Entry) (int64, error) {
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
		c, err := e.Check(v.Today())
		if err != nil {
			return 0, err
		}
		h, err := homeFor(v, c, village)
		if err != nil {
			return 0, err
		}
		p := r.Seal(c, village, h.ID)
		if !e.Namesake {
			namesakes, err := NamesakesIn(v.Tx, []int64{village.ID})
			if err != nil {
				return 0, err
			}
			if other, same := namesakes[Namesake{village.ID, p.Name, p.Birth}]; same && !bytes.Equal(other.IDIndex, p.IDIndex) {
				return 0, errs.New(errs.Conflict, "resident.namesake").On("namesake").With("tail", other.IDTail)
			}
		}
		if err := ownAccount(v.Tx, p.AccountIndex, 0); err != nil {
			return 0, err
		}
		if err := r.enter(v, &p); err != nil {
			return 0, err
		}
		var cats, exs []Dated
		for _, k := range c.Categories {
			cats = append(cats, Dated{Code: k, FromDate: v.Today(), Source: "登记"})
		}
		for _, k := range c.Exclusions {
			exs = append(exs, Dated{Code: k, FromDate: v.Today(), Source: "登记"})
		}
		if err := insertCategories(v.Tx, p.ID, cats, c.CategoryProof); err != nil {
			return 0, err
		}
		if err := insertExclusions(v.Tx, p.ID, exs); err != nil {
			return 0, err
		}
		v.Record("resident.register", "person", p.ID, desk.F("name", p.Name), desk.F("id", p.MaskedID()),
			desk.F("categories", strings.Join(c.Categories, " ")), desk.F("exclusions", strings.Join(c.Exclusions, " ")))
		return p.ID, nil
	})
}

// enter a person into the register of villagers: a new record, or the one that a human outside it has already.
// Refusals: resident.known, resident.other_name.
func (r *Service) enter(v *desk.Visit, p *Person) error {
	was, known, err := byIndex(v.Tx, p.IDIndex)
	switch {
	case err != nil:
		return err
	case known && was.Outside == 0:
		return errs.New(errs.Conflict, "resident.known").On("idno")
	case known:
		return r.adopt(v, was, p, ByRegister)
	}
	if err := v.Tx.Insert(p); err != nil {
		if database.Duplicate(err, "id_index") {
			return errs.New(errs.Conflict, "resident.known").On("idno")
		}
		return err
	}
	if p.AccountIndex == nil {
		return nil
	}
	return recordAccounts(v, r.Ring, ByRegister, []Person{*p})
}

// Unmasked is a person's full numbers.
type Unmasked struct{ ID, Phone, Account string }

// Unmask shows the full numbers and records who looked and why (at least four characters). Refusal: resident.why.
func (r *Service) Unmask(ctx context.Context, actor authz.Actor, personID int64, why string) (Unmasked, error) {
	why = strings.TrimSpace(why)
	if fault := errs.Length(why, 4, 100, "resident.why", "why"); fault != nil {
		return Unmasked{}, fault
	}
	var p Person
	_, err := desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		var err error
		if p, err = ByID(v.Tx, personID); err != nil {
			return 0, err
		}
		if err := v.Allow("resident.unmask", p.Path); err != nil {
			return 0, err
		}
		v.Record("resident.unmask", "person", p.ID, desk.F("why", why))
		return p.ID, nil
	})
	if err != nil {
		return Unmasked{}, err
	}
	var u Unmasked
	for _, x := range []struct {
		column string
		sealed []byte
		to     *string
	}{{"id", p.IDSealed, &u.ID}, {"phone", p.PhoneSealed, &u.Phone}, {"account", p.AccountSealed, &u.Account}} {
		if *x.to, err = r.Ring.Open("person", x.column, x.sealed); err != nil {
			return Unmasked{}, err
		}
	}
	return u, nil
}

// Recused finds a person in whose matter an actor may act; else the refusals of ByID and Recuse.
func Recused(r database.Reader, actor authz.Actor, personID int64) (Person, error) {
	p, err := ByID(r, personID)
	if err != nil {
		return p, err
	}
	return p, Recuse(r, actor, p)
}

// Recuse refuses an actor who is the person, or lives with or is declared kin of the person (回避): resident.recuse_self,
// resident.recuse_kin.
func Recuse(r database.Reader, actor authz.Actor, p Person) error {
	index, err := hex.DecodeString(actor.PersonKey)
	if err != nil {
		return nil // the system has no kin
	}
	self, kin, err := RelatedTo(r, index, p)
	switch {
	case err != nil:
		return err
	case self:
		return errs.New(errs.Forbidden, "resident.recuse_self")
	case kin:
		return errs.New(errs.Forbidden, "resident.recuse_kin")
	}
	return nil
}

// RecordDeath marks a death on a day. Refusals: form.future, form.stale.
func (r *Service) RecordDeath(ctx context.Context, actor authz.Actor, key string, personID, version int64,
	on civil.Date) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, personID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("resident.register", p.Path); err != nil {
			return 0, err
		}
		if on.IsZero() || on.After(v.Today()) || on.Before(p.Birth) {
			return 0, errs.New(errs.Invalid, "form.future").On("on")
		}
		n, err := died(v.Tx, personID, version, on)
		if err != nil {
			return 0, err
		}
		if n == 0 {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		v.Record("resident.death", "person", personID, desk.F("on", on))
		return personID, nil
	})
}
