package inspect

import (
	"cmp"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// LoadCity reads what rules may know beyond a village: of the whole city, or as far as it bears on a path.
func LoadCity(r database.Reader, cutOff clock.Moment, path string) (*City, error) {
	c := &City{CutOff: cutOff, Today: cutOff.Date(), Offices: map[int64][]Office{}, PersonOf: map[int64]int64{},
		KinOf: map[int64][]Kin{}, Shared: map[int64][]SharedAccount{}, OnTheWay: map[int64]bool{}, Collected: collected(),
		Elsewhere: map[int64][]Elsewhere{}, Contacts: map[string][]int64{}, Users: map[string]int{},
		Accounts: map[string]*Account{}, Points: map[string]int{}, Partial: map[string]bool{}}
	var err error
	if c.Tree, err = region.Load(r, c.Today); err != nil {
		return nil, err
	}
	if c.Book, err = rulebook.Load(r); err != nil {
		return nil, err
	}
	for _, load := range []func(database.Reader, string) error{c.loadOffices, c.loadUsers, c.loadShared, c.loadOnTheWay,
		c.loadContacts, c.loadElsewhere, c.loadFunds, c.loadRises, c.loadNotices,
		c.loadUninsuring} {
		if err := load(r, path); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// collected are the tables that the program itself keeps.
func collected() map[string]bool {
	out := map[string]bool{"official": true, "objection": true, "fund": true, "review": true, "notice": true,
		"insurance": true, "training": true, "agreement": true, "pay_counted": true, "pay_notice": true}
	for _, step := range []string{"submit", "check", "review", "notice", "audit", "file"} {
		out["step:"+step] = true
	}
	for _, q := range Reads {
		out[q.Table] = true
	}
	return out
}

// OfficesOn reads the offices that bear on a path and the kin of who holds them: over it or in it, or of somebody who
// lives or works there.
func OfficesOn(r database.Reader, path string) (offices map[int64][]Office, kin map[int64][]Kin, err error) {
	c := &City{Offices: map[int64][]Office{}, KinOf: map[int64][]Kin{}}
	err = c.loadOffices(r, path)
	return c.Offices, c.KinOf, err
}

// loadOffices fills in what OfficesOn tells.
func (c *City) loadOffices(r database.Reader, path string) error {
	const offices = "SELECT o.id, o.person_id, p.name, o.kind, o.title, o.path, o.from_date, o.until FROM official o " +
		"JOIN person p ON p.id = o.person_id "
	seen := map[int64]bool{}
	var ids []any
	read := func(query string, args ...any) error {
		return r.Rows(query, args, func(rows *sql.Rows) error {
			var o Office
			if err := rows.Scan(&o.ID, &o.PersonID, &o.Name, &o.Kind, &o.Title, &o.Path, &o.From, &o.Until); err != nil ||
				seen[o.ID] {
				return err
			}
			seen[o.ID] = true
			if len(c.Offices[o.PersonID]) == 0 {
				ids = append(ids, o.PersonID)
			}
			c.Offices[o.PersonID] = append(c.Offices[o.PersonID], o)
			return nil
		})
	}
	kin := func(rows *sql.Rows) error {
		var k Kin
		var other int64
		err := rows.Scan(&k.ID, &k.With, &other, &k.Code, &k.Source)
		c.KinOf[other] = append(c.KinOf[other], k)
		return err
	}
	const ties = "SELECT k.id, k.person_id, k.kin_id, k.code, k.source FROM kinship k WHERE k.person_id IN ("
	if path == "" {
		if err := read(offices + "ORDER BY o.id"); err != nil {
			return err
		}
		return r.Rows(ties+"SELECT person_id FROM official) ORDER BY k.id", nil, kin)
	}
	// one question each: a server that is asked all of them at once looks at every office
	above := []any{}
	for i := 4; i < len(path); i += 4 {
		above = append(above, path[:i])
	}
	lo, hi := path, path+"~"
	for _, q := range []struct {
		from string
		args []any
	}{
		{"WHERE o.path IN (''" + strings.Repeat(",?", len(above)) + ") ORDER BY o.id", above},
		{"WHERE o.path >= ? AND o.path < ? ORDER BY o.id", []any{lo, hi}},
		{"WHERE p.path >= ? AND p.path < ? ORDER BY o.id", []any{lo, hi}},
		{"WHERE o.person_id IN (SELECT person_id FROM placement WHERE path >= ? AND path < ?) ORDER BY o.id",
			[]any{lo, hi}}} {
		if err := read(offices+q.from, q.args...); err != nil {
			return err
		}
	}
	for _, all := range c.Offices {
		slices.SortFunc(all, func(a, b Office) int { return cmp.Compare(a.ID, b.ID) })
	}
	if err := database.InParts(ids,
		func(marks string, ids []any) error { return r.Rows(ties+marks+") ORDER BY k.id", ids, kin) }); err != nil {
		return err
	}
	for _, all := range c.KinOf {
		slices.SortFunc(all, func(a, b Kin) int { return cmp.Compare(a.ID, b.ID) })
	}
	return nil
}

func (c *City) loadUsers(r database.Reader, path string) (err error) {
	c.PersonOf, err = PersonOfUsers(r, path)
	return err
}

// PersonOfUsers tells which registered person each user is, by the blind index of the identity number: of all users, or
// of those who took a step or filled a sheet under a path.
func PersonOfUsers(r database.Reader, path string) (map[int64]int64, error) {
	which, args := narrow("path", path)
	if path != "" {
		which = "id IN (SELECT s.actor_id FROM application a JOIN application_step s ON s.application_id = a.id WHERE " +
			"a.path >= ? AND a.path < ?) OR id IN (SELECT submitted_by FROM duty_sheet WHERE path >= ? AND path < ?)"
		args = append(args, args...)
	}
	out := map[int64]int64{}
	users := map[string][]int64{}
	var keys []any
	if err := r.Rows("SELECT id, person_key FROM user_account WHERE "+which+
		" ORDER BY id", args, func(rows *sql.Rows) error {
		var id int64
		var key string
		if err := rows.Scan(&id, &key); err != nil {
			return err
		}
		b, err := hex.DecodeString(key)
		if err != nil || len(b) == 0 {
			return nil // a user without an identity number is nobody's kin
		}
		if users[string(b)] == nil {
			keys = append(keys, b)
		}
		users[string(b)] = append(users[string(b)], id)
		return nil
	}); err != nil {
		return nil, err
	}
	return out, database.InParts(keys, func(marks string, keys []any) error {
		return r.Rows("SELECT id, id_index FROM person WHERE id_index IN ("+marks+")", keys, func(rows *sql.Rows) error {
			var id int64
			var index []byte
			err := rows.Scan(&id, &index)
			for _, u := range users[string(index)] {
				out[u] = id
			}
			return err
		})
	})
}

// loadShared finds accounts into which more than one person was paid.
func (c *City) loadShared(r database.Reader, path string) error {
	var accounts []any
	which, args := narrow("path", path)
	if path != "" {
		which = "account_index IN (SELECT account_index FROM pay_item WHERE " + which + ")"
	}
	if err := r.Rows(
		"SELECT account_index FROM pay_item WHERE account_index IS NOT NULL AND "+which+
			" GROUP BY account_index HAVING MIN(person_id) <> MAX(person_id)",
		args, func(rows *sql.Rows) error {
			var a []byte
			err := rows.Scan(&a)
			accounts = append(accounts, a)
			return err
		}); err != nil {
		return err
	}
	for n, a := range accounts {
		var sharers []SharedAccount
		if err := r.Rows(`SELECT x.person_id, CASE WHEN w.not_known = 1 THEN 0 ELSE p.household_id END, p.name, p.id_tail,
p.path, x.first_item, i.path,
 x.from_month, x.last_month
 FROM (SELECT person_id, MIN(id) AS first_item, MIN(month) AS from_month, MAX(month) AS last_month
  FROM pay_item WHERE account_index = ? GROUP BY person_id) x
 JOIN person p ON p.id = x.person_id JOIN household w ON w.id = p.household_id JOIN pay_item i ON i.id = x.first_item
ORDER BY x.person_id`,
			[]any{a}, func(rows *sql.Rows) error {
				s := SharedAccount{Account: fmt.Sprint(n)}
				err := rows.Scan(&s.PersonID, &s.HouseholdID, &s.Name, &s.IDTail, &s.Path, &s.ItemID, &s.At,
					&s.Held.From, &s.Held.Until)
				sharers = append(sharers, s)
				return err
			}); err != nil {
			return err
		}
		for _, s := range sharers {
			for _, other := range sharers {
				if other.PersonID != s.PersonID {
					other.Held = Together(s.Held, other.Held)
					c.Shared[s.PersonID] = append(c.Shared[s.PersonID], other)
				}
			}
		}
	}
	return nil
}

func (c *City) loadOnTheWay(r database.Reader, path string) error {
	from := "pay_batch b JOIN pay_batch_line l ON l.batch_id = b.id"
	which, args := narrow("i.path", path)
	if path != "" {
		from = "pay_item i JOIN pay_batch_line l ON l.item_id = i.id JOIN pay_batch b ON b.id = l.batch_id"
	}
	return r.Rows("SELECT l.item_id FROM "+from+" WHERE b.state IN ('prepared','released') AND "+which, args,
		func(rows *sql.Rows) error {
			var id int64
			err := rows.Scan(&id)
			c.OnTheWay[id] = true
			return err
		})
}
