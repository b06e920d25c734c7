package matching

import (
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
)

// hitSQL joins in its own order (CROSS JOIN holds SQLite to it): the hits come first, in the order of their list.
const hitSQL = `SELECT h.id, h.entry_id, h.person_id, h.path, h.kind, h.state, h.told_on, h.answer_by, h.statement,
h.decision, h.decided_on, h.told_key, h.decided_key, h.created_us, h.version,
p.name, p.id_tail, e.detail, e.on_date, l.source, l.as_of FROM register_hit h CROSS JOIN person p ON p.id = h.person_id
CROSS JOIN register_entry e ON e.id = h.entry_id CROSS JOIN register_list l ON l.id = e.list_id `

// ByID finds a hit.
func ByID(r database.Reader, id int64) (Hit, error) {
	return database.Find[Hit](r, hitSQL+"WHERE h.id = ?", id)
}

func lockHit(tx *database.Tx, id int64) (Hit, error) {
	var n int64
	if _, err := tx.One(&n, "SELECT id FROM register_hit WHERE id = ?"+tx.ForUpdate(), id); err != nil {
		return Hit{}, err
	}
	return ByID(tx, id)
}

// Registers answers the room of applications (联审): a hit that is not decided, or was decided against, keeps an
// application from being filed.
type Registers struct{}

// Against names the register of such a hit; empty if there is none.
func (Registers) Against(r database.Reader, personID int64) (string, error) {
	var kind string
	_, err := r.One(&kind,
		"SELECT kind FROM register_hit WHERE person_id = ? AND state <> 'cleared' ORDER BY id DESC LIMIT 1", personID)
	return kind, err
}

// OfPerson lists a person's hits, latest first.
func OfPerson(r database.Reader, personID int64) ([]Hit, error) {
	var out []Hit
	err := r.Select(&out, hitSQL+"WHERE h.person_id = ? ORDER BY h.id DESC", personID)
	return out, err
}

// Hits of a scope, oldest first among those of a state (empty: all that are not decided); a page by key.
func Hits(r database.Reader, scope authz.Scope, within, state string, afterID int64, limit int) ([]Hit, error) {
	where, args := scope.Within(within).ByNumber("h")
	if state == "" {
		where += " AND h.state IN ('open', 'told', 'answered')"
	} else {
		where, args = where+" AND h.state = ?", append(args, state)
	}
	var out []Hit
	err := r.Select(&out, hitSQL+"WHERE "+where+" AND h.id > ? ORDER BY h.id LIMIT ?", append(args, afterID, limit)...)
	return out, err
}

// Queue lists the hits of a scope at a state, those that came first first.
func Queue(r database.Reader, scope authz.Scope, state string) ([]int64, error) {
	where, args := scope.SQL("h.path")
	var out []int64
	err := r.Select(&out, "SELECT h.id FROM register_hit h WHERE "+where+" AND h.state = ? ORDER BY h.id",
		append(args, state)...)
	return out, err
}

// Lists of registers that touch a scope, latest first.
func Lists(r database.Reader, scope authz.Scope, limit int) ([]List, error) {
	where, args := scope.SQL("path")
	var out []List
	err := r.Select(&out,
		"SELECT id, kind, as_of, path, source, batch_id, entries, hits, created_us FROM register_list WHERE "+where+
			" ORDER BY id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}

// covering gives for each kind the day of the latest register of the path or a region above it.
func covering(r database.Reader, path string) (map[string]civil.Date, error) {
	var args []any
	for p := path; p != ""; p = region.ParentPath(p) {
		args = append(args, p)
	}
	var rows []struct {
		Kind string
		AsOf civil.Date
	}
	err := r.Select(&rows,
		"SELECT kind, MAX(as_of) AS as_of FROM register_list WHERE path IN (?"+strings.Repeat(", ?", len(args)-1)+
			") GROUP BY kind",
		args...)
	out := map[string]civil.Date{}
	for _, x := range rows {
		out[x.Kind] = x.AsOf
	}
	return out, err
}

// takeList writes a register's entries and its hits: people of the region who hold a post or have an application under
// way.
func takeList(v *desk.Visit, l List, entries []Entry) (int64, error) {
	if err := v.Tx.InsertMany("register_entry", []string{"list_id", "id_index", "detail", "on_date"}, len(entries),
		func(i int, x []any) {
			e := &entries[i]
			x[0], x[1], x[2], x[3] = l.ID, e.IDIndex, e.Detail, e.On
		}); err != nil {
		return 0, err
	}
	where, args := authz.Under(l.Path).SQL("p.path")
	var found []struct {
		EntryID, PersonID int64
		Path              string
	}
	// A hit that is not decided yet, or was decided about the same fact, is not raised again by the next month's register.
	err := v.Tx.Select(&found, `SELECT e.id AS entry_id, p.id AS person_id, p.path FROM register_entry e JOIN person p
ON p.id_index = e.id_index
WHERE e.list_id = ? AND
`+where+` AND (EXISTS (SELECT 1 FROM placement x WHERE x.live_person = p.id) OR EXISTS (SELECT 1
FROM application a WHERE a.person_id = p.id AND a.live = 1))
AND NOT EXISTS (SELECT 1 FROM register_hit h JOIN register_entry o ON o.id = h.entry_id WHERE h.person_id = p.id
AND h.kind = ? AND (h.state IN ('open', 'told', 'answered') OR o.detail = e.detail AND h.state = 'cleared'))
ORDER BY p.path, p.id`, append(append([]any{l.ID}, args...), l.Kind)...)
	if err != nil {
		return 0, err
	}
	return int64(len(found)),
		v.Tx.InsertMany("register_hit",
			[]string{"entry_id", "person_id", "path", "kind", "state", "statement", "decision", "told_key", "decided_key",
				"created_us"},
			len(found), func(i int, x []any) {
				f := &found[i]
				x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9] = f.EntryID, f.PersonID, f.Path, l.Kind, Open, "", "",
					"",
					"", int64(v.Now())
			})
}

// Forget takes back the registers of a batch, while nobody was told of a hit. Refusal: import.built_upon.
func Forget(tx *database.Tx, batchID int64) error {
	const lists = "(SELECT id FROM register_list WHERE batch_id = ?)"
	var n int64
	found, err := tx.One(&n,
		"SELECT h.id FROM register_hit h JOIN register_entry e ON e.id = h.entry_id WHERE e.list_id IN "+lists+
			" AND h.state <> 'open' LIMIT 1",
		batchID)
	if err != nil {
		return err
	}
	if found {
		return errs.New(errs.State, "import.built_upon")
	}
	for _, q := range []string{
		"DELETE FROM register_hit WHERE entry_id IN (SELECT id FROM register_entry WHERE list_id IN " + lists + ")",
		"DELETE FROM register_entry WHERE list_id IN " + lists, "DELETE FROM register_list WHERE batch_id = ?"} {
		if _, err := tx.Exec(q, batchID); err != nil {
			return err
		}
	}
	return nil
}
