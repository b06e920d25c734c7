package crosscheck

import (
	"database/sql"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// above are the marks of a path and the regions over it, as arguments of an IN list.
func above(path string) (string, []any) {
	var args []any
	for p := path; p != ""; p = region.ParentPath(p) {
		args = append(args, p)
	}
	return "(?" + strings.Repeat(", ?", len(args)-1) + ")", args
}

// MappingFor a region: the latest of the nearest region, else the default. text is the mapping as it was handed in.
func MappingFor(r database.Reader, system, path string) (m Mapping, text string, err error) {
	in, args := above(path)
	var body string
	found, err := r.One(&body,
		"SELECT body FROM outside_mapping WHERE path IN "+in+
			" AND system_kind = ? ORDER BY LENGTH(path) DESC, id DESC LIMIT 1",
		append(args, system)...)
	if err != nil {
		return m, "", err
	}
	if !found {
		return Default(system)
	}
	m, err = ParseMapping(system, []byte(body))
	return m, body, err
}

const listColumns = "id, system_kind, as_of, path, batch_id, entries, created_us"

// Latest list of a system that covers a region.
func Latest(r database.Reader, system, path string) (List, bool, error) {
	in, args := above(path)
	var l List
	found, err := r.One(&l,
		"SELECT "+listColumns+" FROM outside_list WHERE path IN "+in+
			" AND system_kind = ? ORDER BY as_of DESC, id DESC LIMIT 1",
		append(args, system)...)
	return l, found, err
}

func insertEntries(tx *database.Tx, listID int64, es []Entry) error {
	return tx.InsertMany("outside_entry",
		[]string{"list_id", "path", "id_index", "id_tail", "name", "filing_no", "state", "state_raw", "post", "start_on",
			"end_on", "account_index", "account_tail"},
		len(es), func(i int, x []any) {
			e := &es[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10], x[11], x[12] = listID, e.Path, e.IDIndex,
				e.IDTail,
				e.Name, e.FilingNo, e.State, e.StateRaw, e.Post, e.StartOn, e.EndOn, nil, e.AccountTail
			if e.AccountIndex != nil {
				x[11] = e.AccountIndex
			}
		})
}

func deleteLists(tx *database.Tx, batchID int64) error {
	if _, err := tx.Exec("DELETE FROM outside_entry WHERE list_id IN (SELECT id FROM outside_list WHERE batch_id = ?)",
		batchID); err != nil {
		return err
	}
	_, err := tx.Exec("DELETE FROM outside_list WHERE batch_id = ?", batchID)
	return err
}

const entryColumns = "e.id, e.list_id, e.path, e.id_index, e.id_tail, e.name, e.filing_no, e.state, e.state_raw, " +
	"e.post, e.start_on, e.end_on, e.account_index, e.account_tail"

// Differences of a region with the latest list that covers it; no list: nothing is compared.
func Differences(r database.Reader, system, path string) (List, []Difference, error) {
	l, found, err := Latest(r, system, path)
	if err != nil || !found {
		return l, nil, err
	}
	where, args := authz.Under(path).SQL("l.path")
	var ours []Holding
	if err := r.Select(&ours, `SELECT l.id AS placement_id, l.person_id, l.path, p.name, p.id_tail, q.title, p.id_index,
l.start_on, p.account_index, p.account_tail
FROM placement l JOIN person p ON p.id = l.person_id JOIN post q ON q.id = l.post_id
WHERE `+where+` AND l.start_on <= ?
AND (l.end_on IS NULL OR l.end_on >= ?) ORDER BY l.path, l.id`, append(args, l.AsOf, l.AsOf)...); err != nil {
		return l, nil, err
	}
	asked := func(Holding) bool { return true }
	if system == Poverty {
		poor, err := povertyOut(r, path, l.AsOf)
		if err != nil {
			return l, nil, err
		}
		asked = func(h Holding) bool { return poor[h.PersonID] }
	}
	var theirs []Entry
	if err := r.Select(&theirs, "SELECT "+entryColumns+" FROM outside_entry e WHERE e.list_id = ? ORDER BY e.id",
		l.ID); err != nil {
		return l, nil, err
	}
	out := Compare(ours, theirs, asked)
	if out, err = place(r, path, l, out); err != nil {
		return l, nil, err
	}
	return l, out, explained(r, system, path, out)
}

func povertyOut(r database.Reader, path string, on civil.Date) (map[int64]bool, error) {
	where, args := authz.Under(path).SQL("l.path")
	var ids []int64
	err := r.Select(&ids,
		"SELECT DISTINCT c.person_id FROM placement l JOIN person_category c ON c.person_id = l.person_id WHERE "+where+
			" AND c.code = 'poverty_out' AND c.from_date <= ? AND (c.until IS NULL OR c.until >= ?)",
		append(args, on, on)...)
	out := map[int64]bool{}
	for _, id := range ids {
		out[id] = true
	}
	return out, err
}

// place finds where those are registered who stand only in the other system, says since when they are not on a post any
// more, and leaves out who belongs to another region.
func place(r database.Reader, path string, l List, all []Difference) ([]Difference, error) {
	var out []Difference
	for _, d := range all {
		if d.Kind != OnlyThere {
			out = append(out, d)
			continue
		}
		var x struct {
			ID     int64
			Path   string
			EndOn  civil.Date
			Placed int64
		}
		found, err := r.One(&x,
			"SELECT p.id, p.path, (SELECT MAX(x.end_on) FROM placement x WHERE x.person_id = p.id) AS end_on, (SELECT "+
				"MAX(x.id) FROM placement x WHERE x.person_id = p.id) AS placed FROM person p WHERE p.id_index = ?",
			d.IDIndex)
		if err != nil {
			return nil, err
		}
		if found {
			d.PersonID, d.Path, d.PlacementID = x.ID, x.Path, x.Placed
			if !x.EndOn.IsZero() {
				d.Ours = "已退出 " + x.EndOn.String()
			}
		} else {
			d.Ours = "没有登记此人"
		}
		if strings.HasPrefix(d.Path, path) ||
			!found && strings.HasPrefix(path, d.Path) && d.Path == l.Path && path == l.Path {
			out = append(out, d)
		}
	}
	return out, nil
}

func explained(r database.Reader, system, path string, ds []Difference) error {
	where, args := authz.Under(path).SQL("path")
	var rows []struct {
		IDIndex                    []byte
		Kind, Ours, Theirs, Remark string
	}
	if err := r.Select(&rows,
		"SELECT id_index, kind, ours, theirs, remark FROM outside_explanation WHERE "+where+" AND system_kind = ?",
		append(args, system)...); err != nil {
		return err
	}
	said := map[string]string{}
	for _, x := range rows {
		said[string(x.IDIndex)+"\x00"+x.Kind+"\x00"+x.Ours+"\x00"+x.Theirs] = x.Remark
	}
	for i := range ds {
		d := &ds[i]
		d.Explained = said[string(d.IDIndex)+"\x00"+d.Kind+"\x00"+d.Ours+"\x00"+d.Theirs]
	}
	return nil
}

func explain(tx *database.Tx, system string, d Difference, remark string, by int64, at clock.Moment) (int64, error) {
	if _, err := tx.Exec("DELETE FROM outside_explanation WHERE system_kind = ? AND id_index = ? AND kind = ?", system,
		d.IDIndex, d.Kind); err != nil {
		return 0, err
	}
	return tx.Create(
		"INSERT INTO outside_explanation (system_kind, id_index, kind, ours, theirs, path, remark, created_by, created_us) "+
			"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		system, d.IDIndex, d.Kind, d.Ours, d.Theirs, d.Path, remark, by, int64(at))
}

// OfPerson gives a person's latest entry in each system.
func OfPerson(r database.Reader, idIndex []byte) ([]Entry, error) {
	var rows []Entry
	if err := r.Select(&rows,
		"SELECT "+entryColumns+
			", l.system_kind, l.as_of FROM outside_entry e JOIN outside_list l ON l.id = e.list_id WHERE e.id_index = ? ORDER "+
			"BY l.as_of DESC, e.id DESC",
		idIndex); err != nil {
		return nil, err
	}
	var out []Entry
	for _, s := range Systems {
		for _, e := range rows {
			if e.System == s {
				out = append(out, e)
				break
			}
		}
	}
	return out, nil
}

// Row of a list that is written for a system.
type Row struct {
	Path, Household, Name, IDTail, Birth, Basis, Kind, Post, PostCode, AgreementNo string
	IDSealed, AccountSealed                                                        []byte
	AccountTail, FilingNo                                                          string
	Sex, Hours                                                                     int64
	RateFen                                                                        money.Fen
	StartOn, AgreementFrom, AgreementUntil                                         civil.Date
}

// Stream the holders of a scope for a system: all for the employment system, those lifted out of poverty and the
// monitored for the other.
func Stream(r database.Reader, scope authz.Scope, system, path string, on civil.Date, each func(Row) error) error {
	filing := map[string]string{}
	if l, found, err := Latest(r, system, path); err != nil {
		return err
	} else if found {
		var rows []Entry
		if err := r.Select(&rows, "SELECT "+entryColumns+" FROM outside_entry e WHERE e.list_id = ? AND e.filing_no <> ''",
			l.ID); err != nil {
			return err
		}
		for _, e := range rows {
			filing[string(e.IDIndex)] = e.FilingNo
		}
	}
	where, args := scope.SQL("l.path")
	if system == Poverty {
		where += " AND EXISTS (SELECT 1 FROM person_category c WHERE c.person_id = l.person_id AND c.code = 'poverty_out' " +
			"AND c.from_date <= ? AND (c.until IS NULL OR c.until >= ?))"
		args = append(args, on, on)
	}
	return r.Rows(`SELECT l.path, CASE WHEN h.not_known = 1 THEN '' ELSE h.number END, p.name, p.id_tail, p.birth, l.basis,
k.name, q.title, q.code, l.agreement_no, p.id_sealed, p.account_sealed, p.account_tail, p.id_index, p.sex,
l.hours_month, l.rate_fen, l.start_on, l.agreement_from, l.agreement_until
FROM placement l JOIN person p ON p.id = l.person_id JOIN household h ON h.id = p.household_id JOIN post q
ON q.id = l.post_id JOIN post_kind k ON k.code = q.kind
WHERE `+where+` AND l.state <> 'ended' ORDER BY l.path,
l.id`, args, func(rows *sql.Rows) error {
		var x Row
		var index []byte
		if err := rows.Scan(&x.Path, &x.Household, &x.Name, &x.IDTail, &x.Birth, &x.Basis, &x.Kind, &x.Post, &x.PostCode,
			&x.AgreementNo, &x.IDSealed, &x.AccountSealed, &x.AccountTail, &index, &x.Sex, &x.Hours, &x.RateFen, &x.StartOn,
			&x.AgreementFrom, &x.AgreementUntil); err != nil {
			return err
		}
		x.FilingNo = filing[string(index)]
		return each(x)
	})
}
