package resident

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
)

// OfficeKinds are the kinds of official (村干部, 公职人员).
var OfficeKinds = []string{"village_cadre", "public_employee"}

// Appointment to an office.
type Appointment struct {
	Kind, Title string
	Region      *region.Region
	From, Until civil.Date // Until is the last day, zero while held
	Source      string     // document or register
}

// Check an appointment; all faults at once. Pure.
func (a Appointment) Check(today civil.Date) error {
	var faults errs.Faults
	if !slices.Contains(OfficeKinds, a.Kind) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("kind"))
	}
	faults.Add(errs.Length(a.Title, 2, 20, "form.required", "title"))
	faults.Add(errs.Length(a.Source, 2, 50, "form.required", "source"))
	if a.From.IsZero() || a.From.After(today) {
		faults.Add(errs.New(errs.Invalid, "form.future").On("from"))
	}
	if !a.Until.IsZero() && a.Until.Before(a.From) {
		faults.Add(errs.New(errs.Invalid, "official.until").On("until"))
	}
	return faults.OrNil()
}

// Appoint enters a person's office in the roster (村干部、公职人员名册). Refusals: those of Check, official.known.
func (r *Service) Appoint(ctx context.Context, actor authz.Actor, key string, personID int64,
	a Appointment) (int64, error) {
	a.Title, a.Source = strings.TrimSpace(a.Title), strings.TrimSpace(a.Source)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, personID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("official.appoint", a.Region.Path); err != nil {
			return 0, err
		}
		if err := a.Check(v.Today()); err != nil {
			return 0, err
		}
		id, err := insertOfficial(v.Tx, personID, a)
		if err != nil {
			return 0, err
		}
		v.Record("official.appoint", "person", personID, desk.F("person", p.Name), desk.F("title", a.Title),
			desk.F("from", a.From), desk.F("until", a.Until), desk.F("source", a.Source))
		return id, nil
	})
}

// EndOffice enters the last day of an office. Refusals: official.over (it has ended), official.until.
func (r *Service) EndOffice(ctx context.Context, actor authz.Actor, key string, officialID int64, until civil.Date,
	source string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		o, err := OfficialByID(v.Tx, officialID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("official.appoint", o.Path); err != nil {
			return 0, err
		}
		if !o.Until.IsZero() {
			return 0, errs.New(errs.State, "official.over").With("until", o.Until)
		}
		if until.IsZero() || until.Before(o.FromDate) || until.After(v.Today()) {
			return 0, errs.New(errs.Invalid, "official.until").On("until")
		}
		if fault := errs.Length(strings.TrimSpace(source), 2, 50, "form.required", "source"); fault != nil {
			return 0, fault
		}
		if err := v.Tx.Change("UPDATE official SET until = ? WHERE id = ? AND until IS NULL", until, officialID); err != nil {
			return 0, err
		}
		v.Record("official.end", "person", o.PersonID, desk.F("title", o.Title), desk.F("until", until),
			desk.F("source", source))
		return officialID, nil
	})
}

// RosterRow is an office as listed.
type RosterRow struct {
	ID       int64
	PersonID int64
	Name     string
	IDTail   string
	IDSealed []byte // in the roster of a scope
	Kind     string
	Title    string
	Path     string
	FromDate civil.Date
	Until    civil.Date
	Source   string
}

// OfficialByID finds an office.
func OfficialByID(r database.Reader, id int64) (RosterRow, error) {
	return database.Find[RosterRow](r,
		"SELECT o.id, o.person_id, p.name, p.id_tail, o.kind, o.title, o.path, o.from_date, o.until, o.source FROM "+
			"official o JOIN person p ON p.id = o.person_id WHERE o.id = ?",
		id)
}

// OfficialsOver a village: who holds an office of the village, its township, county or city on a day, the village's
// first.
func OfficialsOver(r database.Reader, village string, on civil.Date) ([]RosterRow, error) {
	var paths []any
	for i := 4; i <= len(village); i += 4 {
		paths = append(paths, village[:i])
	}
	var out []RosterRow
	err := r.Select(&out,
		"SELECT o.id, o.person_id, p.name, p.id_tail, o.kind, o.title, o.path, o.from_date, o.until, o.source FROM "+
			"official o JOIN person p ON p.id = o.person_id WHERE o.path IN (?"+
			strings.Repeat(",?", len(paths)-1)+
			") AND o.from_date <= ? AND (o.until IS NULL OR o.until >= ?) ORDER BY LENGTH(o.path) DESC, o.id LIMIT 200",
		append(paths, on, on)...)
	return out, err
}

// Roster of a scope by place, those who hold office first; a page by key.
func Roster(r database.Reader, scope authz.Scope, held bool, afterPath string, afterID int64,
	limit int) ([]RosterRow, error) {
	where, args := scope.SQL("o.path")
	if held {
		where += " AND o.until IS NULL"
	}
	if afterID > 0 {
		where, args = where+" AND (o.path > ? OR o.path = ? AND o.id > ?)", append(args, afterPath, afterPath, afterID)
	}
	var out []RosterRow
	err := r.Select(&out,
		"SELECT o.id, o.person_id, p.name, p.id_tail, p.id_sealed, o.kind, o.title, o.path, o.from_date, o.until, o.source "+
			"FROM official o JOIN person p ON p.id = o.person_id WHERE "+
			where+" ORDER BY o.path, o.id LIMIT ?",
		append(args, limit)...)
	return out, err
}

// Offices is the list of who holds or held an office: by place first.
var Offices = listing.Source{ID: "o.id", From: "official o", Orders: []listing.Order{
	{Key: "place", By: "o.path", Indexed: true},
	{Key: "name", By: "p.name_sort", Join: "JOIN person p ON p.id = o.person_id"},
	{Key: "title", By: "o.title"},
	{Key: "kind", By: "o.kind"},
	{Key: "from", By: "o.from_date"},
}}

// OfficeFilter of the list.
type OfficeFilter struct {
	Held   bool // today, and not before
	Sought Seek
}

// OfficesListed are those of a window.
func OfficesListed(r database.Reader, scope authz.Scope, f OfficeFilter, w *listing.Window) (rows []RosterRow,
	err error) {
	where, args := scope.SQL("o.path")
	if f.Held {
		where += " AND o.until IS NULL"
	}
	person, more, err := f.Sought.Among(r, "o.person_id")
	if err != nil {
		return nil, err
	}
	where, args = where+person, append(args, more...)
	if _, err := r.One(&w.Total, Offices.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	var ids []int64
	if err := r.Select(&ids, Offices.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	err = database.InParts(ids, func(marks string, args []any) error {
		var part []RosterRow
		err := r.Select(&part, "SELECT o.id, o.person_id, p.name, p.id_tail, o.kind, o.title, o.path, o.from_date, o.until, "+
			"o.source FROM official o JOIN person p ON p.id = o.person_id WHERE o.id IN ("+marks+")", args...)
		rows = append(rows, part...)
		return err
	})
	return listing.Turn(rows, ids, w, func(x RosterRow) int64 { return x.ID }), err
}

// RosterOf a person, oldest first.
func RosterOf(r database.Reader, personID int64) ([]RosterRow, error) {
	var out []RosterRow
	err := r.Select(&out,
		"SELECT o.id, o.person_id, p.name, p.id_tail, o.kind, o.title, o.path, o.from_date, o.until, o.source FROM "+
			"official o JOIN person p ON p.id = o.person_id WHERE o.person_id = ? ORDER BY o.from_date, o.id",
		personID)
	return out, err
}

func insertOfficial(tx *database.Tx, personID int64, a Appointment) (int64, error) {
	id, err := tx.Create("INSERT INTO official (person_id, kind, title, region_id, path, from_date, until, source) "+
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		personID, a.Kind, a.Title, a.Region.ID, a.Region.Path, a.From, a.Until, a.Source)
	if database.Duplicate(err, "") {
		err = errs.New(errs.Conflict, "official.known").On("title")
	}
	return id, err
}

// KnownOffices of many people.
func KnownOffices(r database.Reader, personIDs []int64) (map[int64][]Official, error) {
	rows, err := in[Official](r,
		"SELECT person_id, kind, title, region_id, path, from_date, until, source FROM official WHERE person_id IN (%in%)",
		personIDs)
	out := map[int64][]Official{}
	for _, o := range rows {
		out[o.PersonID] = append(out[o.PersonID], o)
	}
	return out, err
}

// EndKnown ends a person's known office on the last day that a roster gives, and gives its id. Called by the room of
// imports.
func EndKnown(tx *database.Tx, personID int64, a Appointment) (int64, error) {
	var id int64
	found, err := tx.One(&id,
		"SELECT id FROM official WHERE person_id = ? AND title = ? AND from_date = ? AND until IS NULL", personID, a.Title,
		a.From)
	if err != nil {
		return 0, err
	}
	if !found {
		return 0, errs.New(errs.Conflict, "official.known").On("title")
	}
	return id, tx.Change("UPDATE official SET until = ? WHERE id = ? AND until IS NULL", a.Until, id)
}

// Elected is somebody who took office, and a holder of a post who is kin or lives with him or her: information for
// recusal, no charge.
type Elected struct {
	OfficialID, PersonID int64
	Official, Title      string
	Path                 string
	FromDate             civil.Date
	HolderID             int64
	Holder               string
	// GB/T 4761: what the official is to the holder, or the holder to the official; empty: same household
	Code        string
	PlacementID int64
	StartOn     civil.Date
}

// KinOnPost lists who took office in a scope since a day and whose kin, or household, are on posts now; those who hold
// a post themselves come with code "self".
func KinOnPost(r database.Reader, scope authz.Scope, since civil.Date) ([]Elected, error) {
	where, args := scope.SQL("o.path")
	args = append(args, since)
	var out []Elected
	const head = "SELECT o.id AS official_id, o.person_id, p.name AS official, o.title, o.path, o.from_date, h.id AS " +
		"holder_id, h.name AS holder, %code% AS code, l.id AS placement_id, l.start_on FROM official o JOIN person p ON " +
		"p.id = o.person_id "
	rest := " JOIN placement l ON l.live_person = h.id WHERE " + where + " AND o.until IS NULL AND o.from_date >= ?"
	query := strings.Replace(head, "%code%", "'self'", 1) + "JOIN person h ON h.id = o.person_id" + rest +
		" UNION ALL " + strings.Replace(head, "%code%", "''", 1) +
		"JOIN person h ON h.household_id = p.household_id AND h.id <> p.id" + rest +
		" UNION ALL " + strings.Replace(head, "%code%", "k.code", 1) +
		"JOIN kinship k ON k.kin_id = o.person_id JOIN person h ON h.id = k.person_id AND h.household_id <> p.household_id" +
		rest +
		" UNION ALL " + strings.Replace(head, "%code%", "k.code", 1) +
		"JOIN kinship k ON k.person_id = o.person_id JOIN person h ON h.id = k.kin_id AND h.household_id <> p.household_id " +
		"AND NOT EXISTS (SELECT 1 FROM kinship b WHERE b.person_id = h.id AND b.kin_id = o.person_id)" +
		rest +
		" ORDER BY 5, 1, 7"
	all := append(append(append(append([]any{}, args...), args...), args...), args...)
	err := r.Select(&out, query, all...)
	return out, err
}

// Reopen takes back that offices ended, for the undoing of an import.
func Reopen(tx *database.Tx, ids []int64) error {
	for _, id := range ids {
		if _, err := tx.Exec("UPDATE official SET until = NULL WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// AppointMany enters the offices of many people and gives their ids.
func AppointMany(tx *database.Tx, personIDs []int64, many []Appointment) ([]int64, error) {
	var out []int64
	for i, a := range many {
		id, err := insertOfficial(tx, personIDs[i], a)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}
