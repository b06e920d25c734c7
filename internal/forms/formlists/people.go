package formlists

import (
	"context"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/resident"
)

// mostNamed people of an entry.
const mostNamed = 5_000

// Person of an entry that names its people, masked.
type Person struct {
	PersonID   int64
	Name       string
	IDTail     string
	Path       string
	FromOn     civil.Date
	UntilOn    civil.Date
	PovertyOut int64
}

// PeopleOf an entry, by name; poverty-out by the registry on a day.
func PeopleOf(r database.Reader, id int64, on civil.Date, limit int) ([]Person, error) {
	var out []Person
	err := r.Select(&out, `SELECT x.person_id, p.name, p.id_tail, p.path, x.from_on, x.until_on, CASE WHEN EXISTS (SELECT 1
FROM person_category c WHERE c.person_id = x.person_id AND c.code = 'poverty_out' AND c.from_date <= ?
AND (c.until IS NULL OR c.until > ?)) THEN 1 ELSE 0 END AS poverty_out
FROM list_person x JOIN person p ON p.id = x.person_id WHERE x.entry_id = ?
ORDER BY p.name_sort, p.id LIMIT ?`, on, on, id, limit)
	return out, err
}

// named is a row of a list of people.
type named struct {
	row         int
	name        string
	index       []byte
	from, until civil.Date // until is the first day on which the person is no more there
}

// readNames of a list with 姓名 and 身份证号 and, if it has them both, the days on which each came and left. All faults at
// once, by row.
func readNames(ring *seal.Ring, file string, body []byte) ([]named, error) {
	who := []sheet.Head{{Name: "姓名"}, {Name: "身份证", Also: []string{"身份证号", "身份证号码", "公民身份号码"}, Alike: true}}
	list, err := sheet.ReadList(file, body, mostNamed+20, append(slices.Clone(who), sheet.Head{Name: "进入",
		Also: []string{"入职", "开始", "上岗"}},
		sheet.Head{Name: "离开", Also: []string{"离职", "结束", "离岗"}})...)
	dated := err == nil
	if errs.CodeOf(err) == "sheet.list_heads" {
		list, err = sheet.ReadList(file, body, mostNamed+20, who...)
	}
	if err != nil {
		return nil, err
	}
	var faults errs.Faults
	var out []named
	seen := map[string]int{}
	for _, row := range list.Rows {
		if len(row.Bad) > 0 {
			faults = append(faults, row.Bad...)
			continue
		}
		if row.Cells[0] == "" && row.Cells[1] == "" {
			continue
		}
		no, err := idno.Parse(row.Cells[1])
		if err != nil {
			faults.Add(errs.All(err)[0].On("file").At(row.N, "身份证号"))
			continue
		}
		x := named{row: row.N, name: resident.CleanName(row.Cells[0]), index: ring.Index("idno", string(no))}
		if dated {
			for i, into := range []*civil.Date{&x.from, &x.until} {
				if text := row.Cells[2+i]; text != "" {
					if *into = civil.Claim(text).Date; into.IsZero() {
						faults.Add(errs.New(errs.Invalid, "form.date").On("file").At(row.N, list.Heads[2+i]))
					}
				}
			}
			if !x.until.IsZero() && x.until.Before(x.from) {
				faults.Add(errs.New(errs.Invalid, "register.until").On("file").At(row.N, list.Heads[3]))
			}
		}
		if was := seen[string(x.index)]; was > 0 {
			faults.Add(errs.New(errs.Invalid, "register.again").On("file").At(row.N, "身份证号").With("row", was))
			continue
		}
		seen[string(x.index)] = row.N
		out = append(out, x)
	}
	if len(out) == 0 && len(faults) == 0 {
		faults.Add(errs.New(errs.Invalid, "sheet.empty").On("file"))
	}
	return out, faults.OrNil()
}

// Name the people of an entry by a list (Excel or CSV with 姓名 and 身份证号, and with 进入日期 and 离开日期 if they are known), in
// place of those named before. From then on the entry counts them by the registry. Nothing is taken if a row is wrong.
// Refusals: authz.*, unit.not_department, register.no_people (a list that counts no people), those of reading a list,
// idno.*, register.again, register.unknown (not in the registry), register.other_name (the registry has another name),
// form.stale.
func (r *Service) Name(ctx context.Context, ring *seal.Ring, actor authz.Actor, key string, id, version int64,
	file string, body []byte) (int, error) {
	people, err := readNames(ring, file, body)
	if err != nil {
		return 0, err
	}
	return desk.DoVia(ctx, r.Desk, actor, desk.Imported, key, func(v *desk.Visit) (int, error) {
		e, err := lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		u, k, err := mine(v, e.UnitID, e.Kind)
		if err != nil {
			return 0, err
		}
		if !k.Has(People) {
			return 0, errs.New(errs.State, "register.no_people").On("file")
		}
		if version != e.Version {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		indexes := make([][]byte, len(people))
		for i, x := range people {
			indexes[i] = x.index
		}
		known, err := resident.ByIndexes(v.Tx, indexes)
		if err != nil {
			return 0, err
		}
		var faults errs.Faults
		ids := make([]int64, len(people))
		poor := 0
		for i, x := range people {
			p, found := known[string(x.index)]
			switch {
			case !found:
				faults.Add(errs.New(errs.Invalid, "register.unknown").On("file").At(x.row, "身份证号").With("name", x.name))
			case p.Name != x.name:
				faults.Add(errs.New(errs.Invalid, "register.other_name").On("file").At(x.row, "姓名").With("name", x.name))
			default:
				ids[i] = p.ID
			}
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		if _, err := v.Tx.Exec("DELETE FROM list_person WHERE entry_id = ?", id); err != nil {
			return 0, err
		}
		if err := v.Tx.InsertMany("list_person", []string{"entry_id", "person_id", "from_on", "until_on"}, len(ids),
			func(i int, x []any) {
				copy(x, []any{id, ids[i], people[i].from, people[i].until})
			}); err != nil {
			return 0, err
		}
		if _, err := v.Tx.One(&poor,
			"SELECT COUNT(DISTINCT c.person_id) FROM list_person x JOIN person_category c ON c.person_id = x.person_id AND "+
				"c.code = 'poverty_out' AND c.from_date <= ? AND (c.until IS NULL OR c.until > ?) WHERE x.entry_id = ?",
			v.Today(), v.Today(), id); err != nil {
			return 0, err
		}
		if err := v.Tx.Change(
			"UPDATE list_entry SET named = 1, people = ?, poverty_out = ?, version = version + 1 WHERE id = ? AND version = ?",
			len(ids), poor, id, version); err != nil {
			return 0, err
		}
		v.Record("register.name", "list_entry", id, desk.F("unit", u.Name), desk.F("kind", k.Code),
			desk.F("people", len(ids)), desk.F("poverty_out", poor))
		return len(ids), nil
	})
}
