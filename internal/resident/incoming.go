package resident

import (
	"slices"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/region"
)

// in runs a query with "IN (%in%)" over many values.
func in[T, V any](r database.Reader, query string, values []V) ([]T, error) {
	var out []T
	err := database.InParts(values, func(marks string, args []any) error {
		var part []T
		err := r.Select(&part, strings.Replace(query, "%in%", marks, 1), args...)
		out = append(out, part...)
		return err
	})
	return out, err
}

// ByIndexes finds the registered people of blind indexes of identity numbers, by index.
func ByIndexes(r database.Reader, indexes [][]byte) (map[string]Person, error) {
	rows, err := in[Person](r, "SELECT "+columns+" FROM person WHERE id_index IN (%in%)", indexes)
	out := make(map[string]Person, len(rows))
	for _, p := range rows {
		out[string(p.IDIndex)] = p
	}
	return out, err
}

// CategoriesOn are the categories in force on a day of many people, by person.
func CategoriesOn(r database.Reader, personIDs []int64, on civil.Date) (map[int64][]string, error) {
	rows, err := in[PersonDated](r, "SELECT person_id, code, from_date, until FROM person_category WHERE person_id IN (%in%) ORDER BY id", personIDs)
	out := map[int64][]string{}
	for _, c := range rows {
		if c.On(on) {
			out[c.PersonID] = append(out[c.PersonID], c.Code)
		}
	}
	return out, err
}

// ProofsOn are what proves the categories in force on a day of many people, by person, each proof once.
func ProofsOn(r database.Reader, personIDs []int64, on civil.Date) (map[int64][]string, error) {
	type proven struct {
		PersonDated
		Proof string
	}
	rows, err := in[proven](r, "SELECT person_id, code, from_date, until, proof FROM person_category WHERE person_id IN (%in%) ORDER BY id",
		personIDs)
	out := map[int64][]string{}
	for _, c := range rows {
		if c.On(on) && c.Proof != "" && !slices.Contains(out[c.PersonID], c.Proof) {
			out[c.PersonID] = append(out[c.PersonID], c.Proof)
		}
	}
	return out, err
}

// ExclusionsOn are the exclusions in force on a day of many people, by person.
func ExclusionsOn(r database.Reader, personIDs []int64, on civil.Date) (map[int64][]string, error) {
	rows, err := in[PersonDated](r, "SELECT person_id, code, from_date, until FROM person_exclusion WHERE person_id IN (%in%) ORDER BY id",
		personIDs)
	out := map[int64][]string{}
	for _, c := range rows {
		if c.On(on) {
			out[c.PersonID] = append(out[c.PersonID], c.Code)
		}
	}
	return out, err
}

// HouseholdsByID of many.
func HouseholdsByID(r database.Reader, ids []int64) (map[int64]Household, error) {
	rows, err := in[Household](r, "SELECT id, village_id, path, number, address, group_no FROM household WHERE id IN (%in%)", ids)
	out := map[int64]Household{}
	for _, h := range rows {
		out[h.ID] = h
	}
	return out, err
}

// Namesake of a village: a registered person of the same name and birth, perhaps the same person under a wrong number.
type Namesake struct {
	VillageID int64
	Name      string
	Birth     civil.Date
}

// NamesakesIn finds everybody registered in some villages, by village, name and birth.
func NamesakesIn(r database.Reader, villageIDs []int64) (map[Namesake]Person, error) {
	rows, err := in[Person](r, "SELECT id, village_id, name, birth, id_tail, id_index FROM person WHERE village_id IN (%in%)", villageIDs)
	out := make(map[Namesake]Person, len(rows))
	for _, p := range rows {
		out[Namesake{p.VillageID, p.Name, p.Birth}] = p
	}
	return out, err
}

// Incoming person, checked, of a village.
type Incoming struct {
	Clean
	Village *region.Region
}

type householdKey struct {
	village int64
	number  string
}

// Admit registers many people at once, makes the households that are missing, and gives the ids of people, in order, and of the
// households made. Refusal: resident.known (somebody registered one of them meanwhile).
func (r *Room) Admit(v *desk.Visit, today civil.Date, many []Incoming) (people, households []int64, err error) {
	tx := v.Tx
	var villages []int64
	seen := map[int64]bool{}
	for _, m := range many {
		if !seen[m.Village.ID] {
			seen[m.Village.ID] = true
			villages = append(villages, m.Village.ID)
		}
	}
	byKey := map[householdKey]int64{}
	load := func() error {
		rows, err := in[Household](tx, "SELECT id, village_id, number FROM household WHERE village_id IN (%in%)", villages)
		for _, h := range rows {
			byKey[householdKey{h.VillageID, h.Number}] = h.ID
		}
		return err
	}
	if err := load(); err != nil {
		return nil, nil, err
	}
	var fresh []Household
	for _, m := range many {
		k := householdKey{m.Village.ID, m.HouseholdNumber}
		if _, ok := byKey[k]; !ok {
			byKey[k] = 0
			fresh = append(fresh, Household{VillageID: m.Village.ID, Path: m.Village.Path, Number: m.HouseholdNumber, Address: m.Address, GroupNo: m.GroupNo})
		}
	}
	if err := tx.InsertMany("household", []string{"village_id", "path", "number", "address", "group_no"}, len(fresh), func(i int, x []any) {
		h := &fresh[i]
		x[0], x[1], x[2], x[3], x[4] = h.VillageID, h.Path, h.Number, h.Address, h.GroupNo
	}); err != nil {
		return nil, nil, err
	}
	if len(fresh) > 0 {
		if err := load(); err != nil {
			return nil, nil, err
		}
	}
	for _, h := range fresh {
		households = append(households, byKey[householdKey{h.VillageID, h.Number}])
	}
	indexes, admitted := make([][]byte, len(many)), make([]Person, len(many))
	err = tx.InsertMany("person", []string{"household_id", "village_id", "path", "name", "name_sort", "sex", "birth", "relation", "id_sealed", "id_index", "id_tail",
		"phone_sealed", "phone_index", "account_sealed", "account_index", "account_tail", "resident_since"}, len(many), func(i int, x []any) {
		m := &many[i]
		p := r.Seal(m.Clean, m.Village, byKey[householdKey{m.Village.ID, m.HouseholdNumber}])
		indexes[i], admitted[i] = p.IDIndex, p
		x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10] = p.HouseholdID, p.VillageID, p.Path, p.Name, p.NameSort, p.Sex, p.Birth, p.Relation, p.IDSealed, p.IDIndex, p.IDTail
		x[11], x[12], x[13], x[14], x[15], x[16] = p.PhoneSealed, p.PhoneIndex, p.AccountSealed, p.AccountIndex, p.AccountTail, p.ResidentSince
	})
	if database.Duplicate(err, "id_index") {
		err = errs.New(errs.Conflict, "resident.known")
	}
	if err != nil {
		return nil, nil, err
	}
	ids, err := in[struct {
		ID      int64
		IDIndex []byte
	}](tx, "SELECT id, id_index FROM person WHERE id_index IN (%in%)", indexes)
	if err != nil {
		return nil, nil, err
	}
	byIndex := make(map[string]int64, len(ids))
	for _, x := range ids {
		byIndex[string(x.IDIndex)] = x.ID
	}
	var cats []PersonDated
	proofs := []string{}
	var exs []PersonDated
	for i, m := range many {
		id := byIndex[string(indexes[i])]
		people, admitted[i].ID = append(people, id), id
		for _, c := range m.Categories {
			cats = append(cats, PersonDated{id, Dated{Code: c, FromDate: today, Source: "导入"}})
			proofs = append(proofs, m.CategoryProof)
		}
		for _, c := range m.Exclusions {
			exs = append(exs, PersonDated{id, Dated{Code: c, FromDate: today, Source: "导入"}})
		}
	}
	if err := AddCategories(tx, cats, proofs); err != nil {
		return nil, nil, err
	}
	payees := slices.DeleteFunc(admitted, func(p Person) bool { return p.AccountIndex == nil })
	if err := recordAccounts(v, r.Ring, ByImport, payees); err != nil {
		return nil, nil, err
	}
	return people, households, tx.InsertMany("person_exclusion", []string{"person_id", "code", "from_date", "until", "source"}, len(exs), func(i int, x []any) {
		c := &exs[i]
		x[0], x[1], x[2], x[3], x[4] = c.PersonID, c.Code, c.FromDate, c.Until, c.Source
	})
}

// AddCategories gives people further categories, each with its proof.
func AddCategories(tx *database.Tx, cats []PersonDated, proofs []string) error {
	return tx.InsertMany("person_category", []string{"person_id", "code", "from_date", "until", "register", "proof"}, len(cats), func(i int, x []any) {
		c := &cats[i]
		x[0], x[1], x[2], x[3], x[4], x[5] = c.PersonID, c.Code, c.FromDate, c.Until, c.Source, proofs[i]
	})
}

// Dismiss takes people out again who were admitted by mistake, and the households made for them, while nothing builds on them. Refusal:
// resident.built_upon (an application, a post, kin, a correction: whatever names them).
func Dismiss(tx *database.Tx, people, households []int64) error {
	built := func(err error) error {
		if database.ForeignKey(err) {
			return errs.New(errs.State, "resident.built_upon")
		}
		return err
	}
	for _, id := range people {
		for _, q := range []string{"DELETE FROM person_category WHERE person_id = ?", "DELETE FROM person_exclusion WHERE person_id = ?"} {
			if _, err := tx.Exec(q, id); err != nil {
				return err
			}
		}
		n, err := tx.Exec("DELETE FROM person WHERE id = ? AND version = 1", id)
		if err != nil {
			return built(err)
		}
		if n == 0 {
			return errs.New(errs.State, "resident.built_upon")
		}
	}
	for _, id := range households {
		if _, err := tx.Exec("DELETE FROM household WHERE id = ?", id); err != nil {
			return built(err)
		}
	}
	return nil
}

// CategoryIDs are the rows of categories just given.
func CategoryIDs(r database.Reader, cats []PersonDated) ([]int64, error) {
	var out []int64
	for _, c := range cats {
		var id int64
		if _, err := r.One(&id, "SELECT id FROM person_category WHERE person_id = ? AND code = ? AND from_date = ?", c.PersonID, c.Code, c.FromDate); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

// Forget takes rows back that an import made: categories, ties of kin, declarations, offices.
func Forget(tx *database.Tx, table string, ids []int64) error {
	query, ok := map[string]string{
		"person_category": "DELETE FROM person_category WHERE id = ?",
		"kinship":         "DELETE FROM kinship WHERE id = ?",
		"kin_declaration": "DELETE FROM kin_declaration WHERE id = ?",
		"official":        "DELETE FROM official WHERE id = ?",
	}[table]
	if !ok {
		panic("resident: nothing of " + table + " can be taken back")
	}
	for _, id := range ids {
		if _, err := tx.Exec(query, id); err != nil {
			return err
		}
	}
	return nil
}
