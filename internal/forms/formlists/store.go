package formlists

import (
	"database/sql"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
)

const columns = "id, unit_id, kind, name, place, level, document, owner, contractor, from_on, until_on, people, " +
	"poverty_out, changed, changed_on, note, named, channel, actor_id, at_us, version"

// ByID finds an entry that was not struck out.
func ByID(r database.Reader, id int64) (Entry, error) {
	return database.Find[Entry](r, "SELECT "+columns+" FROM list_entry WHERE id = ? AND struck = 0", id)
}

func lock(tx *database.Tx, id int64) (Entry, error) {
	return database.Find[Entry](tx, "SELECT "+columns+" FROM list_entry WHERE id = ? AND struck = 0"+tx.ForUpdate(), id)
}

func insert(tx *database.Tx, e Entry) (int64, error) {
	return tx.Create("INSERT INTO list_entry (unit_id, kind, name, place, level, document, owner, contractor, from_on, "+
		"until_on, people, poverty_out, changed, changed_on, note, channel, actor_id, at_us) VALUES (?, ?, ?, ?, ?, ?, ?, "+
		"?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		e.UnitID, e.Kind, e.Name, e.Place, e.Level, e.Document, e.Owner, e.Contractor, e.FromOn, e.UntilOn, e.People,
		e.PovertyOut, e.Changed, e.ChangedOn, e.Note, e.Channel, e.ActorID, int64(e.AtUs))
}

func update(tx *database.Tx, e Entry) error {
	return tx.Change("UPDATE list_entry SET name = ?, place = ?, level = ?, document = ?, owner = ?, contractor = ?, "+
		"from_on = ?, until_on = ?, people = ?, poverty_out = ?, changed = ?, changed_on = ?, note = ?, channel = ?, "+
		"actor_id = ?, at_us = ?, version = version + 1 WHERE id = ? AND version = ?",
		e.Name, e.Place, e.Level, e.Document, e.Owner, e.Contractor, e.FromOn, e.UntilOn, e.People, e.PovertyOut, e.Changed,
		e.ChangedOn, e.Note, e.Channel, e.ActorID, int64(e.AtUs), e.ID, e.Version)
}

// alone refuses a second entry of the same name that stands or began on the same day.
func alone(tx *database.Tx, e Entry) error {
	var n int64
	found, err := tx.One(&n,
		"SELECT id FROM list_entry WHERE unit_id = ? AND kind = ? AND struck = 0 AND name = ? AND id <> ? AND (from_on = ? "+
			"OR until_on IS NULL AND ? = 1) LIMIT 1",
		e.UnitID, e.Kind, e.Name, e.ID, e.FromOn, standing(e))
	if err == nil && found {
		err = errs.New(errs.Conflict, "register.twice").On("name").With("name", e.Name)
	}
	return err
}

// standing is 1 for an entry of a kind that stands until it ends, which there can be one of.
func standing(e Entry) int {
	k, _ := KindOf(e.Kind)
	if e.UntilOn.IsZero() && k.Figure[0].When == Standing {
		return 1
	}
	return 0
}

// List a unit's entries of a kind, the latest first, a page by key (0: from the first).
func List(r database.Reader, unitID int64, kind string, after int64, limit int) ([]Entry, error) {
	where, args := "unit_id = ? AND kind = ? AND struck = 0", []any{unitID, kind}
	if after > 0 {
		where, args = where+" AND id < ?", append(args, after)
	}
	var out []Entry
	err := r.Select(&out, "SELECT "+columns+" FROM list_entry WHERE "+where+" ORDER BY id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}

// Stand is what the lists of a unit say of one column.
type Stand struct {
	Entries int64 // in the list at all: where there are any, the figure is counted and not typed
	Value   int64
	Bare    int64 // entries counted whose people are not named
}

// Counts of all units and columns as of a cut-off, cumulative from a day: by unit and column. People who are named are
// counted once for a unit and column, whichever entries name them, if they were there within the time counted;
// poverty-out by the registry on that day.
func Counts(r database.Reader, from, cutOff civil.Date) (map[int64]map[int]Stand, error) {
	out := map[int64]map[int]Stand{}
	named := map[int64]Entry{}
	if err := r.Rows(
		"SELECT id, unit_id, kind, from_on, until_on, people, poverty_out, named FROM list_entry WHERE struck = 0 ORDER BY "+
			"unit_id, id",
		nil, func(rows *sql.Rows) error {
			var e Entry
			if err := rows.Scan(&e.ID, &e.UnitID, &e.Kind, &e.FromOn, &e.UntilOn, &e.People, &e.PovertyOut,
				&e.Named); err != nil {
				return err
			}
			k, _ := KindOf(e.Kind)
			if e.Named == 1 {
				named[e.ID] = e
			}
			for _, f := range k.Figure {
				if out[e.UnitID] == nil {
					out[e.UnitID] = map[int]Stand{}
				}
				s := out[e.UnitID][f.Col]
				s.Entries++
				if e.Counts(f.When, from, cutOff) {
					switch {
					case f.What == Entries:
						s.Value++
					case e.Named == 0 && f.What == People:
						s.Value += e.People
						s.Bare++
					case e.Named == 0:
						s.Value += e.PovertyOut
						s.Bare++
					}
				}
				out[e.UnitID][f.Col] = s
			}
			return nil
		}); err != nil || len(named) == 0 {
		return out, err
	}
	type once struct {
		unit   int64
		col    int
		person int64
	}
	seen := map[once]bool{}
	err := r.Rows(
		`SELECT x.entry_id, x.person_id, x.from_on, x.until_on, CASE WHEN EXISTS (SELECT 1 FROM person_category c
WHERE c.person_id = x.person_id AND c.code = 'poverty_out' AND c.from_date <= ? AND (c.until IS NULL
OR c.until > ?)) THEN 1 ELSE 0 END FROM list_person x ORDER BY x.entry_id, x.person_id`,
		[]any{cutOff, from}, func(rows *sql.Rows) error {
			var entry, person, poor int64
			var own Entry
			if err := rows.Scan(&entry, &person, &own.FromOn, &own.UntilOn, &poor); err != nil {
				return err
			}
			e, ok := named[entry]
			if !ok {
				return nil
			}
			k, _ := KindOf(e.Kind)
			if own.FromOn.IsZero() {
				own.FromOn = e.FromOn
			}
			for _, f := range k.Figure {
				key := once{e.UnitID, f.Col, person}
				if f.What == Entries || f.What == PovertyOut && poor == 0 || seen[key] || !e.Counts(f.When, from, cutOff) ||
					!own.Counts(f.When, from, cutOff) {
					continue
				}
				seen[key] = true
				s := out[e.UnitID][f.Col]
				s.Value++
				out[e.UnitID][f.Col] = s
			}
			return nil
		})
	return out, err
}
