package resident

import (
	"context"
	"strconv"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
)

// Outsider is a human whom the office knows by name and number without a register of villagers that has them: an
// official. The record is a
// person's, so that kin are declared of it and recusal asks for it; it lies where the office is held and is on no list
// of villagers. When the
// human is registered, the record goes over into the register: one human, one record.
type Outsider struct {
	Name   string
	Number idno.Number
	At     *region.Region
}

// CheckOutsider refuses a name or number that cannot be: those of CheckName, idno.*.
func CheckOutsider(name, number string) (string, idno.Number, error) {
	var faults errs.Faults
	name = CleanName(name)
	faults.Add(CheckName(name))
	n, err := idno.Parse(number)
	for _, e := range errs.All(err) {
		faults.Add(e.On("idno"))
	}
	return name, n, faults.OrNil()
}

// EnterOutside makes records of people outside the register and gives their ids, in order. The caller has found that
// none of them has one.
func (r *Service) EnterOutside(v *desk.Visit, many []Outsider) (people, households []int64, err error) {
	rows := make([]Person, len(many))
	for i, o := range many {
		h := ownHome(v, o.At, i+1)
		if err := v.Tx.Insert(&h); err != nil {
			return nil, nil, err
		}
		households = append(households, h.ID)
		rows[i] = r.Seal(Clean{Entry: Entry{Name: o.Name}, Number: o.Number}, o.At, h.ID)
		rows[i].Outside = 1
	}
	if err := r.admitNew(v, rows); err != nil {
		return nil, nil, err
	}
	indexes := make([][]byte, len(rows))
	for i := range rows {
		indexes[i] = rows[i].IDIndex
	}
	known, err := ByIndexes(v.Tx, indexes)
	for _, x := range indexes {
		people = append(people, known[string(x)].ID)
	}
	return people, households, err
}

// AppointOutside enters the office of somebody by name and identity number, who need not be registered. Refusals: those
// of CheckName, idno.*, of
// Appointment.Check, resident.other_name (the number is registered under another name), official.known.
func (r *Service) AppointOutside(ctx context.Context, actor authz.Actor, key, name, number string,
	a Appointment) (int64,
	error) {
	a.Title, a.Source = strings.TrimSpace(a.Title), strings.TrimSpace(a.Source)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("official.appoint", a.Region.Path); err != nil {
			return 0, err
		}
		var faults errs.Faults
		clean, n, err := CheckOutsider(name, number)
		for _, e := range append(errs.All(err), errs.All(a.Check(v.Today()))...) {
			faults.Add(e)
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		p, known, err := byIndex(v.Tx, r.Ring.Index("idno", string(n)))
		switch {
		case err != nil:
			return 0, err
		case known && !plain.SameName(p.Name, clean):
			return 0, errs.New(errs.Conflict, "resident.other_name").On("name")
		case !known:
			ids, _, err := r.EnterOutside(v, []Outsider{{clean, n, a.Region}})
			if err != nil {
				return 0, err
			}
			p.ID = ids[0]
		}
		if _, err := insertOfficial(v.Tx, p.ID, a); err != nil {
			return 0, err
		}
		v.Record("official.appoint", "person", p.ID, desk.F("person", clean), desk.F("title", a.Title), desk.F("from",
			a.From), desk.F("until", a.Until), desk.F("source", a.Source))
		return p.ID, nil
	})
}

// adopt lets the record of a human outside the register go over into it: what is registered now stands, offices, kin
// and numbers stay.
// Refusals: resident.other_name, form.stale.
func (r *Service) adopt(v *desk.Visit, was Person, now *Person, how string) error {
	if !plain.SameName(was.Name, now.Name) {
		return errs.New(errs.Conflict, "resident.other_name").On("name")
	}
	now.ID, now.AccountVersion = was.ID, was.AccountVersion
	if now.AccountIndex != nil {
		now.AccountVersion++
		if err := recordAccounts(v, r.Ring, how, []Person{*now}); err != nil {
			return err
		}
	}
	if err := v.Tx.Change(`UPDATE person SET household_id = ?, village_id = ?, path = ?, name = ?, name_sort = ?,
name_keys = ?, relation = ?, phone_sealed = ?, phone_index = ?, phone_tail_index = ?, account_sealed = ?,
account_index = ?, account_tail = ?,
account_version = ?, resident_since = ?, outside = 0, version = version + 1 WHERE id = ?
AND version =
?`, now.HouseholdID, now.VillageID, now.Path, now.Name, now.NameSort, now.NameKeys, now.Relation, now.PhoneSealed,
		now.PhoneIndex, now.PhoneTailIndex, now.AccountSealed, now.AccountIndex, now.AccountTail, now.AccountVersion,
		now.ResidentSince, was.ID,
		was.Version); err != nil {
		return err
	}
	now.Version = was.Version + 1
	_, err := v.Tx.Exec("DELETE FROM household WHERE id = ? AND not_known = 1", was.HouseholdID)
	return err
}

// absorb gives a villager whose number is put right what hangs on the record that this number has outside the register:
// one human, one record.
// Refusals: resident.other_name, resident.known (something hangs on that record that cannot go over).
func absorb(tx *database.Tx, index []byte, p Person) error {
	other, known, err := byIndex(tx, index)
	switch {
	case err != nil || !known || other.Outside == 0:
		return err
	case !plain.SameName(other.Name, p.Name):
		return errs.New(errs.Conflict, "resident.other_name").On("number")
	}
	for _, q := range []struct {
		query string
		args  []any
	}{
		{"DELETE FROM kinship WHERE person_id = ? AND kin_id = ? OR person_id = ? AND kin_id = ?", []any{other.ID, p.ID, p.ID,
			other.ID}},
		{"UPDATE official SET person_id = ? WHERE person_id = ?", []any{p.ID,
			other.ID}}, {"UPDATE kinship SET person_id = ? WHERE person_id = ?", []any{p.ID, other.ID}},
		{"UPDATE kinship SET kin_id = ? WHERE kin_id = ?", []any{p.ID,
			other.ID}}, {"UPDATE kin_declaration SET person_id = ? WHERE person_id = ?", []any{p.ID, other.ID}},
		{"DELETE FROM person WHERE id = ? AND outside = 1",
			[]any{other.ID}}, {"DELETE FROM household WHERE id = ? AND not_known = 1", []any{other.HouseholdID}},
	} {
		if _, err := tx.Exec(q.query, q.args...); err != nil {
			if database.Duplicate(err, "") || database.ForeignKey(err) {
				err = errs.New(errs.Conflict, "resident.known").On("number")
			}
			return err
		}
	}
	return nil
}

// Release puts people outside the register again who were adopted into it, for the undoing of an import. Refusal:
// resident.built_upon.
func (r *Service) Release(v *desk.Visit, people []int64) error {
	for _, id := range people {
		ever, _, err := r.Stands.Of(v.Tx, id)
		if err != nil {
			return err
		}
		void, err := r.Stands.OnlyVoid(v.Tx, id)
		if err != nil {
			return err
		}
		var slip int64
		mended, err := v.Tx.One(&slip, "SELECT id FROM person_correction WHERE person_id = ? LIMIT 1", id)
		if err != nil {
			return err
		}
		if mended || ever && !void {
			return errs.New(errs.State, "resident.built_upon")
		}
		if err := forgetStandings(v.Tx, id); err != nil {
			return err
		}
		if err := r.putOutside(v, id, 0); err != nil {
			return err
		}
	}
	return nil
}

// putOutside takes a person off the register and keeps the record, by name and number alone; version 0: whatever it is
// now.
func (r *Service) putOutside(v *desk.Visit, id, version int64) error {
	p, err := Lock(v.Tx, id)
	if err != nil {
		return err
	}
	if version != 0 && p.Version != version {
		return errs.New(errs.State, "resident.built_upon")
	}
	h := Household{VillageID: p.VillageID, Path: p.Path, Number: homeMark + "out-" + p.IDTail + "-" + strconv.FormatInt(id,
		10), NotKnown: 1}
	if err := v.Tx.Insert(&h); err != nil {
		return err
	}
	if p.AccountIndex != nil {
		p.AccountSealed, p.AccountIndex, p.AccountTail = nil, nil, ""
		p.AccountVersion++
		if err := r.settled(v, &p, ByCorrection); err != nil {
			return err
		}
	}
	_, err = v.Tx.Exec(`UPDATE person SET household_id = ?, relation = '', phone_sealed = NULL, phone_index = NULL,
phone_tail_index = NULL, account_sealed = NULL, account_index = NULL, account_tail = '',
 account_version = ?, resident_since = NULL,
outside = 1, version = version + 1 WHERE id = ?`, h.ID, p.AccountVersion, id)
	return err
}

// DismissOutside takes records back that were made for offices; who was registered since is a villager and stays.
// Refusal: resident.built_upon.
func DismissOutside(tx *database.Tx, people []int64) error {
	for _, id := range people {
		var p Person
		found, err := tx.One(&p, "SELECT id, household_id, outside FROM person WHERE id = ?", id)
		if err != nil {
			return err
		}
		if !found || p.Outside == 0 {
			continue
		}
		if _, err := tx.Exec("DELETE FROM person WHERE id = ? AND outside = 1", id); err != nil {
			if database.ForeignKey(err) {
				err = errs.New(errs.State, "resident.built_upon")
			}
			return err
		}
		if _, err := tx.Exec("DELETE FROM household WHERE id = ? AND not_known = 1", p.HouseholdID); err != nil {
			return err
		}
	}
	return nil
}
