package resident

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
)

// Kin is one declared edge: KinID is to PersonID what Code says.
type Kin struct {
	PersonID, KinID int64
	Code, Source    string
	Since           civil.Date
}

// Official is one office of a person.
type Official struct {
	PersonID        int64
	Kind, Title     string
	RegionID        int64
	Path            string
	FromDate, Until civil.Date
	Source          string
}

// PersonDated is a category or exclusion of a person.
type PersonDated struct {
	PersonID int64
	Dated
}

// Bulk is a village's registry, ids given by the caller.
type Bulk struct {
	Households []Household
	People     []Person
	Categories []PersonDated
	Exclusions []PersonDated
	Kin        []Kin
	Officials  []Official
}

// Store writes a bulk inside a visit.
func (b *Bulk) Store(v *desk.Visit, ring *seal.Ring) error {
	tx := v.Tx
	err := tx.InsertMany("household", []string{"id", "village_id", "path", "number", "address"}, len(b.Households),
		func(i int, x []any) {
			h := &b.Households[i]
			x[0], x[1], x[2], x[3], x[4] = h.ID, h.VillageID, h.Path, h.Number, h.Address
		})
	if err != nil {
		return err
	}
	err = tx.InsertMany("person",
		[]string{"id", "household_id", "village_id", "path", "name", "name_sort", "sex", "birth", "relation", "id_sealed",
			"id_index", "id_tail", "id_tail_index", "phone_tail_index",
			"phone_sealed", "phone_index", "account_sealed", "account_index", "account_tail", "resident_since", "died_on",
			"name_keys"},
		len(b.People), func(i int, x []any) {
			p := &b.People[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8] = p.ID, p.HouseholdID, p.VillageID, p.Path, p.Name, p.NameSort,
				p.Sex, p.Birth, p.Relation
			x[9], x[10], x[11], x[12], x[13], x[14], x[15], x[16], x[17], x[18], x[19], x[20], x[21] = p.IDSealed, p.IDIndex,
				p.IDTail, p.IDTailIndex, p.PhoneTailIndex, p.PhoneSealed, p.PhoneIndex, p.AccountSealed, p.AccountIndex,
				p.AccountTail, p.ResidentSince, p.DiedOn, p.NameKeys
		})
	if err != nil {
		return err
	}
	var payees []Person
	for _, p := range b.People {
		if p.AccountIndex != nil {
			payees = append(payees, p)
		}
	}
	if err := recordAccounts(v, ring, ByRegister, payees); err != nil {
		return err
	}
	err = tx.InsertMany("person_category", []string{"person_id", "code", "from_date", "until", "register", "proof"},
		len(b.Categories), func(i int, x []any) {
			c := &b.Categories[i]
			x[0], x[1], x[2], x[3], x[4], x[5] = c.PersonID, c.Code, c.FromDate, c.Until, c.Source, ""
		})
	if err != nil {
		return err
	}
	err = tx.InsertMany("person_exclusion", []string{"person_id", "code", "from_date", "until", "source"},
		len(b.Exclusions), func(i int, x []any) {
			c := &b.Exclusions[i]
			x[0], x[1], x[2], x[3], x[4] = c.PersonID, c.Code, c.FromDate, c.Until, c.Source
		})
	if err != nil {
		return err
	}
	err = tx.InsertMany("kinship", []string{"person_id", "kin_id", "code", "source", "since"}, len(b.Kin),
		func(i int, x []any) {
			k := &b.Kin[i]
			x[0], x[1], x[2], x[3], x[4] = k.PersonID, k.KinID, k.Code, k.Source, k.Since
		})
	if err != nil {
		return err
	}
	return tx.InsertMany("official",
		[]string{"person_id", "kind", "title", "region_id", "path", "from_date", "until", "source"}, len(b.Officials),
		func(i int, x []any) {
			o := &b.Officials[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7] = o.PersonID, o.Kind, o.Title, o.RegionID, o.Path, o.FromDate,
				o.Until,
				o.Source
		})
}

// MarkDied marks a death on a day, whatever the row's version.
func MarkDied(tx *database.Tx, id int64, on civil.Date) error {
	_, err := tx.Exec("UPDATE person SET died_on = ?, version = version + 1 WHERE id = ?", on, id)
	return err
}
