package resident

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
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
	rows, err := in[PersonDated](r,
		"SELECT person_id, code, from_date, until FROM person_category WHERE person_id IN (%in%) ORDER BY id", personIDs)
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
	rows, err := in[proven](r,
		"SELECT person_id, code, from_date, until, proof FROM person_category WHERE person_id IN (%in%) ORDER BY id",
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
	rows, err := in[PersonDated](r,
		"SELECT person_id, code, from_date, until FROM person_exclusion WHERE person_id IN (%in%) ORDER BY id",
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
	rows, err := in[Household](r,
		"SELECT id, village_id, path, number, address, group_no, not_known FROM household WHERE id IN (%in%)", ids)
	out := map[int64]Household{}
	for _, h := range rows {
		out[h.ID] = h
	}
	return out, err
}

// Apart is what tells people of one list apart: the name and the end of the number, by id.
func Apart(r database.Reader, ids []int64) (map[int64]Person, error) {
	rows, err := in[Person](r, "SELECT id, name, id_tail FROM person WHERE id IN (%in%)", ids)
	out := map[int64]Person{}
	for _, p := range rows {
		out[p.ID] = p
	}
	return out, err
}

// NamesOf people by their ids.
func NamesOf(r database.Reader, ids []int64) (map[int64]string, error) {
	rows, err := in[Person](r, "SELECT id, name FROM person WHERE id IN (%in%)", ids)
	out := map[int64]string{}
	for _, p := range rows {
		out[p.ID] = p.Name
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
	rows, err := in[Person](r,
		"SELECT id, village_id, name, birth, id_tail, id_index FROM person WHERE village_id IN (%in%) AND outside = 0",
		villageIDs)
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

// Admitted is what an admission made.
type Admitted struct {
	People     []int64 // everybody, in order
	New        []int64 // records made
	Adopted    []int64 // records of humans outside the register, who are on it now
	Households []int64 // made
}

// Admit registers many people at once and makes the households that are missing; of whom no household is told has one
// of their own, marked as not known. Who was known outside the register keeps that record. Refusals: resident.known
// (somebody registered one of them meanwhile), resident.household_mark, resident.account_taken.
func (r *Service) Admit(v *desk.Visit, today civil.Date, many []Incoming) (Admitted, error) {
	var out Admitted
	homes, err := homesFor(v, many)
	if err != nil {
		return out, err
	}
	out.Households = homes.made
	sealed, indexes := make([]Person, len(many)), make([][]byte, len(many))
	for i, m := range many {
		sealed[i] = r.Seal(m.Clean, m.Village, homes.of[i])
		indexes[i] = sealed[i].IDIndex
	}
	known, err := ByIndexes(v.Tx, indexes)
	if err != nil {
		return out, err
	}
	var fresh []Person
	for i := range sealed {
		was, found := known[string(indexes[i])]
		switch {
		case !found:
			fresh = append(fresh, sealed[i])
		case was.Outside == 0:
			return out, errs.New(errs.Conflict, "resident.known")
		default:
			if err := r.adopt(v, was, &sealed[i], ByImport); err != nil {
				return out, err
			}
			out.Adopted = append(out.Adopted, was.ID)
		}
	}
	if err := r.admitNew(v, fresh); err != nil {
		return out, err
	}
	if known, err = ByIndexes(v.Tx, indexes); err != nil {
		return out, err
	}
	for _, x := range indexes {
		out.People = append(out.People, known[string(x)].ID)
	}
	for i := range fresh {
		out.New = append(out.New, known[string(fresh[i].IDIndex)].ID)
		fresh[i].ID = known[string(fresh[i].IDIndex)].ID
	}
	payees := slices.DeleteFunc(fresh, func(p Person) bool { return p.AccountIndex == nil })
	if err := recordAccounts(v, r.Ring, ByImport, payees); err != nil {
		return out, err
	}
	return out, standingsOf(v.Tx, today, many, out.People)
}

func (r *Service) admitNew(v *desk.Visit, fresh []Person) error {
	err := v.Tx.InsertMany("person",
		[]string{"household_id", "village_id", "path", "name", "name_sort", "sex", "birth", "relation", "id_sealed",
			"id_index", "id_tail", "id_tail_index", "phone_tail_index",
			"phone_sealed", "phone_index", "account_sealed", "account_index", "account_tail", "resident_since", "outside",
			"name_keys"},
		len(fresh), func(i int, x []any) {
			p := &fresh[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10] = p.HouseholdID, p.VillageID, p.Path, p.Name,
				p.NameSort, p.Sex, p.Birth, p.Relation, p.IDSealed, p.IDIndex, p.IDTail
			x[11], x[12], x[13], x[14], x[15], x[16], x[17], x[18], x[19], x[20] = p.IDTailIndex, p.PhoneTailIndex,
				p.PhoneSealed, p.PhoneIndex, p.AccountSealed, p.AccountIndex, p.AccountTail, p.ResidentSince, p.Outside,
				p.NameKeys
		})
	if database.Duplicate(err, "id_index") {
		err = errs.New(errs.Conflict, "resident.known")
	}
	return err
}

// standingsOf many people just admitted: categories and exclusions from today on.
func standingsOf(tx *database.Tx, today civil.Date, many []Incoming, ids []int64) error {
	var cats, exs []PersonDated
	proofs := []string{}
	for i, m := range many {
		for _, c := range m.Categories {
			cats = append(cats, PersonDated{ids[i], Dated{Code: c, FromDate: today, Source: "导入"}})
			proofs = append(proofs, m.CategoryProof)
		}
		for _, c := range m.Exclusions {
			exs = append(exs, PersonDated{ids[i], Dated{Code: c, FromDate: today, Source: "导入"}})
		}
	}
	if err := AddCategories(tx, cats, proofs); err != nil {
		return err
	}
	return tx.InsertMany("person_exclusion", []string{"person_id", "code", "from_date", "until", "source"}, len(exs),
		func(i int, x []any) {
			c := &exs[i]
			x[0], x[1], x[2], x[3], x[4] = c.PersonID, c.Code, c.FromDate, c.Until, c.Source
		})
}

// AddCategories gives people further categories, each with its proof.
func AddCategories(tx *database.Tx, cats []PersonDated, proofs []string) error {
	return tx.InsertMany("person_category", []string{"person_id", "code", "from_date", "until", "register", "proof"},
		len(cats), func(i int, x []any) {
			c := &cats[i]
			x[0], x[1], x[2], x[3], x[4], x[5] = c.PersonID, c.Code, c.FromDate, c.Until, c.Source, proofs[i]
		})
}

// Dismiss takes people out again who were admitted by mistake, and the households made for them, while nothing builds
// on them. Who was on a post that was taken back too stays known outside the register, since that placement stays.
// Refusal: resident.built_upon (an application, a post, kin, a correction: whatever names them).
func (r *Service) Dismiss(v *desk.Visit, people, households []int64) error {
	tx := v.Tx
	built := func(err error) error {
		if database.ForeignKey(err) {
			return errs.New(errs.State, "resident.built_upon")
		}
		return err
	}
	for _, id := range people {
		if err := forgetStandings(tx, id); err != nil {
			return err
		}
		void, err := r.Stands.OnlyVoid(tx, id)
		if err != nil {
			return err
		}
		if void {
			var n int64
			named, err := tx.One(&n, `SELECT id FROM kinship WHERE person_id = ? OR kin_id = ? UNION ALL SELECT id
FROM kin_declaration WHERE person_id = ? UNION ALL SELECT id FROM official WHERE person_id = ?
UNION ALL SELECT id FROM help_case WHERE person_id = ? LIMIT 1`, id, id, id, id, id)
			if err == nil && named {
				err = errs.New(errs.State, "resident.built_upon")
			}
			if err != nil {
				return err
			}
			if err := r.putOutside(v, id, 1); err != nil {
				return err
			}
			continue
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

func forgetStandings(tx *database.Tx, id int64) error {
	for _, q := range []string{"DELETE FROM person_category WHERE person_id = ?",
		"DELETE FROM person_exclusion WHERE person_id = ?"} {
		if _, err := tx.Exec(q, id); err != nil {
			return err
		}
	}
	return nil
}

// CategoryIDs are the rows of categories just given.
func CategoryIDs(r database.Reader, cats []PersonDated) ([]int64, error) {
	var out []int64
	for _, c := range cats {
		var id int64
		if _, err := r.One(&id, "SELECT id FROM person_category WHERE person_id = ? AND code = ? AND from_date = ?",
			c.PersonID, c.Code, c.FromDate); err != nil {
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
