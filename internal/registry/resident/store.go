package resident

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
)

const columns = "id, household_id, village_id, path, name, sex, birth, relation, id_sealed, id_index, id_tail, " +
	"id_tail_index, phone_sealed, phone_index, phone_tail_index, account_sealed, account_index, account_tail, " +
	"account_version, resident_since, died_on, outside, version"

// ByID finds a person.
func ByID(r database.Reader, id int64) (Person, error) {
	return database.Find[Person](r, "SELECT "+columns+" FROM person WHERE id = ?", id)
}

func byIndex(r database.Reader, index []byte) (Person, bool, error) {
	var p Person
	found, err := r.One(&p, "SELECT "+columns+" FROM person WHERE id_index = ?", index)
	return p, found, err
}

// Lock reads a person whom the visit intends to write about.
func Lock(tx *database.Tx, id int64) (Person, error) {
	return database.Find[Person](tx, "SELECT "+columns+" FROM person WHERE id = ?"+tx.ForUpdate(), id)
}

// SameNamed is somebody of a name, as far as it helps to see who is meant.
type SameNamed struct {
	Path, Name, IDTail string
	Birth              civil.Date
}

// OfNames are the people under a path who have one of some names, as many as there are marks.
func OfNames(r database.Reader, path, marks string, names []any) ([]SameNamed, error) {
	var out []SameNamed
	err := r.Select(&out,
		"SELECT path, name, id_tail, birth FROM person WHERE path >= ? AND path < ? AND name IN ("+marks+") ORDER BY id",
		append([]any{path, path + "~"}, names...)...)
	return out, err
}

// CategoriesOf a person, oldest first.
func CategoriesOf(r database.Reader, personID int64) ([]Dated, error) {
	var out []Dated
	err := r.Select(&out,
		"SELECT code, from_date, until, register AS source FROM person_category WHERE person_id = ? ORDER BY from_date, code",
		personID)
	return out, err
}

// ExclusionsOf a person, oldest first.
func ExclusionsOf(r database.Reader, personID int64) ([]Dated, error) {
	var out []Dated
	err := r.Select(&out,
		"SELECT code, from_date, until, source FROM person_exclusion WHERE person_id = ? ORDER BY from_date, code", personID)
	return out, err
}

// OfficesOf a person: what the person is or was.
func OfficesOf(r database.Reader, personID int64) ([]KinOfOfficial, error) {
	var out []KinOfOfficial
	err := r.Select(&out,
		"SELECT person_id AS official_id, kind AS code, title, from_date, until, source FROM official WHERE person_id = ? "+
			"ORDER BY from_date",
		personID)
	return out, err
}

// OfficialKin lists the officials among a person's declared kin (either direction) and in the same household.
func OfficialKin(r database.Reader, p Person) ([]KinOfOfficial, error) {
	var out []KinOfOfficial
	err := r.Select(&out, `SELECT o.person_id AS official_id, q.name, o.title, k.code, k.source, o.from_date, o.until
FROM kinship k JOIN official o ON o.person_id = k.kin_id JOIN person q ON q.id = k.kin_id WHERE k.person_id = ?
UNION
SELECT o.person_id, q.name, o.title, '' AS code, '户籍' AS source, o.from_date, o.until
FROM person q JOIN official o ON o.person_id = q.id WHERE q.household_id = ? AND q.id <> ?
ORDER BY official_id`, p.ID, p.HouseholdID, p.ID)
	return out, err
}

// KinKnown reports whether the person ever declared kin, or declared that there is none: without it, "no kin found"
// means not collected.
func KinKnown(r database.Reader, personID int64) (bool, error) {
	var n int64
	return r.One(&n,
		"SELECT id FROM kinship WHERE person_id = ? UNION ALL SELECT id FROM kin_declaration WHERE person_id = ? LIMIT 1",
		personID, personID)
}

// RelatedTo reports whether two people, named by person key (hex of the index) and id, are declared kin or share a
// household.
func RelatedTo(r database.Reader, actorIndex []byte, p Person) (self, kin bool, err error) {
	a, found, err := byIndex(r, actorIndex)
	if err != nil || !found {
		return false, false, err
	}
	if a.ID == p.ID {
		return true, true, nil
	}
	if a.HouseholdID == p.HouseholdID {
		return false, true, nil
	}
	var n int64
	kin, err = r.One(&n,
		"SELECT id FROM kinship WHERE (person_id = ? AND kin_id = ?) OR (person_id = ? AND kin_id = ?) LIMIT 1", a.ID, p.ID,
		p.ID, a.ID)
	return false, kin, err
}

// Filter of the list.
type Filter struct {
	Seek
	Within    string // path; empty for the whole scope
	GroupNo   int64  // of the household; 0: any
	HomeOpen  bool   // of whom no household is known
	AfterPath string
	AfterSort []byte
	AfterID   int64
	Limit     int
}

// Sought is the filter of whom somebody looks for: see SeekOf.
func Sought(ring *seal.Ring, q string) Filter { return Filter{Seek: SeekOf(ring, q)} }

// Residents is the list of people: by village and pinyin.
var Residents = listing.Source{ID: "person.id", From: "person", Orders: []listing.Order{
	{Key: "place", By: "path", Then: "name_sort", Indexed: true},
	{Key: "name", By: "name_sort"},
	{Key: "sex", By: "sex"},
	{Key: "birth", By: "birth"},
}}

func (f Filter) where(scope authz.Scope) (string, []any) {
	where, args := scope.Within(f.Within).SQL("path")
	sought, more := f.SQL("")
	where, args = where+sought, append(args, more...)
	if f.GroupNo > 0 {
		where, args = where+
			" AND household_id IN (SELECT h.id FROM household h WHERE h.group_no = ? AND h.path = person.path)",
			append(args, f.GroupNo)
	}
	if f.HomeOpen {
		where += " AND died_on IS NULL AND household_id IN (SELECT h.id FROM household h WHERE h.not_known = 1 AND " +
			"h.path = person.path)"
	}
	where += " AND outside = 0 AND NOT EXISTS (SELECT 1 FROM person_merger m WHERE m.from_id = person.id)"
	return where, args
}

// Listed are the people of a window.
func Listed(r database.Reader, scope authz.Scope, f Filter, w *listing.Window) (rows []Person, err error) {
	where, args := f.where(scope)
	if _, err := r.One(&w.Total, Residents.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	var ids []int64
	if err := r.Select(&ids, Residents.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	err = database.InParts(ids, func(marks string, args []any) error {
		var part []Person
		err := r.Select(&part, "SELECT "+columns+" FROM person WHERE id IN ("+marks+")", args...)
		rows = append(rows, part...)
		return err
	})
	return listing.Turn(rows, ids, w, func(x Person) int64 { return x.ID }), err
}

// List of people by village and pinyin, a page by key. Who is on it is found in an index alone, which for a part of a
// name is all that is read of a county (of 200,000 people 16 ms on SQLite and 90 on MariaDB, that otherwise reads each
// row, for 190 and 1,500); their rows are read after.
func List(r database.Reader, scope authz.Scope, f Filter) ([]Person, error) {
	where, args := f.where(scope)
	if f.AfterID > 0 {
		where += " AND (path > ? OR path = ? AND (name_sort > ? OR name_sort = ? AND id > ?))"
		args = append(args, f.AfterPath, f.AfterPath, f.AfterSort, f.AfterSort, f.AfterID)
	}
	var out []Person
	err := r.Select(&out, "SELECT "+columns+", name_sort FROM (SELECT id AS found FROM person WHERE "+where+
		" ORDER BY path, name_sort, id LIMIT ?) k JOIN person ON id = k.found ORDER BY path, name_sort, id",
		append(args, f.Limit)...)
	return out, err
}

// HouseholdOf a village by its number; false if there is none.
func HouseholdOf(r database.Reader, villageID int64, number string) (Household, bool, error) {
	var h Household
	found, err := r.One(&h,
		"SELECT id, village_id, path, number, address, group_no, not_known FROM household WHERE village_id = ? AND number = ?",
		villageID, number)
	return h, found, err
}

// Groups of a village (村民小组) that households were given, in order.
func Groups(r database.Reader, villageID int64) ([]int64, error) {
	var out []int64
	err := r.Select(&out,
		"SELECT DISTINCT group_no FROM household WHERE village_id = ? AND group_no > 0 ORDER BY group_no", villageID)
	return out, err
}

// Members of a household.
func Members(r database.Reader, householdID int64) ([]Person, error) {
	var out []Person
	err := r.Select(&out, "SELECT "+columns+" FROM person WHERE household_id = ? ORDER BY relation, birth", householdID)
	return out, err
}

func insertCategories(tx *database.Tx, personID int64, ds []Dated, proof string) error {
	for _, d := range ds {
		if _, err := tx.Exec(
			"INSERT INTO person_category (person_id, code, from_date, until, register, proof) VALUES (?, ?, ?, ?, ?, ?)",
			personID, d.Code, d.FromDate, d.Until, d.Source, proof); err != nil {
			return err
		}
	}
	return nil
}

func insertExclusions(tx *database.Tx, personID int64, ds []Dated) error {
	for _, d := range ds {
		if _, err := tx.Exec(
			"INSERT INTO person_exclusion (person_id, code, from_date, until, source) VALUES (?, ?, ?, ?, ?)", personID, d.Code,
			d.FromDate, d.Until, d.Source); err != nil {
			return err
		}
	}
	return nil
}

// died marks a death; pay and posts end by their own use cases.
func died(tx *database.Tx, id, version int64, on civil.Date) (int64, error) {
	return tx.Exec("UPDATE person SET died_on = ?, version = version + 1 WHERE id = ? AND version = ?", on, id, version)
}

// MoveVillage gives the people and households of a village to the one that took it in, and ends the offices held there
// the day before. Household numbers get the old village's mark in front, since both villages count from one. Called by
// the room of changeovers.
func MoveVillage(tx *database.Tx, from, into *region.Region, on civil.Date, mark string) (people int64, err error) {
	var homes []Household
	if err := tx.Select(&homes, "SELECT id, number FROM household WHERE village_id = ?", from.ID); err != nil {
		return 0, err
	}
	for _, h := range homes {
		if _, err := tx.Exec("UPDATE household SET village_id = ?, path = ?, number = ? WHERE id = ?", into.ID, into.Path,
			mark+"-"+h.Number, h.ID); err != nil {
			return 0, err
		}
	}
	if _, err := tx.Exec("UPDATE official SET until = ? WHERE region_id = ? AND until IS NULL", on.AddDays(-1),
		from.ID); err != nil {
		return 0, err
	}
	return tx.Exec("UPDATE person SET village_id = ?, path = ?, version = version + 1 WHERE village_id = ?", into.ID,
		into.Path, from.ID)
}

// HouseholdsOf a village, by number; those who are on no register of villagers have none.
func HouseholdsOf(r database.Reader, villageID int64) ([]Household, error) {
	var out []Household
	err := r.Select(&out,
		"SELECT id, village_id, path, number, address, group_no, not_known FROM household WHERE village_id = ? AND NOT "+
			"EXISTS (SELECT 1 FROM person p WHERE p.household_id = household.id AND p.outside = 1) ORDER BY number",
		villageID)
	return out, err
}

// InHouseholds lists the people of some households.
func InHouseholds(r database.Reader, homes []Household) ([]Person, error) {
	ids := make([]int64, len(homes))
	for i, h := range homes {
		ids[i] = h.ID
	}
	return in[Person](r, "SELECT "+columns+" FROM person WHERE household_id IN (%in%)", ids)
}

// MoveHouseholds gives households with their people to another village. Called by the room of changeovers.
func MoveHouseholds(tx *database.Tx, homes []Household, into *region.Region) error {
	for _, h := range homes {
		if _, err := tx.Exec("UPDATE household SET village_id = ?, path = ? WHERE id = ?", into.ID, into.Path,
			h.ID); err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE person SET village_id = ?, path = ?, version = version + 1 WHERE household_id = ?",
			into.ID, into.Path, h.ID); err != nil {
			return err
		}
	}
	return nil
}

// untailed people, as many as are given their tails at once.
func untailed(tx *database.Tx) (out []Person, err error) {
	err = tx.Select(&out, "SELECT id, id_tail, phone_sealed FROM person WHERE id_tail_index IS NULL ORDER BY id LIMIT ?"+
		tx.ForUpdate(), tailsAtOnce)
	return out, err
}

func setTails(tx *database.Tx, id int64, number, phone []byte) error {
	_, err := tx.Exec("UPDATE person SET id_tail_index = ?, phone_tail_index = ? WHERE id = ?", number, phone, id)
	return err
}

// unkeyed people behind an id, as many as are given the keys of their names at once.
func unkeyed(r database.Reader, after int64) (out []Person, err error) {
	err = r.Select(&out, "SELECT id, name FROM person WHERE id > ? AND (name_keys = name OR name_keys = '') ORDER BY id "+
		"LIMIT ?", after, namesAtOnce)
	return out, err
}

// setNameKeys of somebody who still has the name, and no keys of it.
func setNameKeys(tx *database.Tx, id int64, name, keys string) (int64, error) {
	return tx.Exec("UPDATE person SET name_keys = ? WHERE id = ? AND name = ? AND (name_keys = name OR name_keys = '')",
		keys, id, name)
}

// Untailed counts who cannot be found by the tail of the number, or of a telephone that is registered.
func Untailed(r database.Reader) (n int64, err error) {
	_, err = r.One(&n, "SELECT COUNT(*) FROM person WHERE id_tail_index IS NULL OR phone_index IS NOT NULL AND "+
		"phone_tail_index IS NULL")
	return n, err
}

// mostNumbered is to how many people a tail may belong that is looked for in other lists.
const mostNumbered = 500

// WithNumber are the ids of the people to whom a whole number, or its tail, belongs, wherever they live; none for a
// name.
func WithNumber(r database.Reader, s Seek) (ids []any, err error) {
	where, args := s.SQL("")
	if where == "" || s.Nobody {
		return nil, nil
	}
	var all []int64
	err = r.Select(&all, "SELECT person.id FROM person WHERE 1 = 1"+where+" ORDER BY person.id LIMIT ?",
		append(args, mostNumbered)...)
	for _, n := range all {
		ids = append(ids, n)
	}
	return ids, err
}
