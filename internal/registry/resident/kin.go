package resident

import (
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/words"
)

// Declaration of kin (亲属关系申报表) as signed on a day. Ties 0 says that there are none among those asked about, which is
// not the same as never having been asked.
type Declaration struct {
	ID       int64
	PersonID int64
	OnDate   civil.Date
	Source   string
	Ties     int64
	FileID   *int64
	ActorID  int64
	Channel  string
	AtUs     clock.Moment
}

func (Declaration) TableName() string { return "kin_declaration" }

// Tie of a declaration: the kin, and what the kin is to the declarer (GB/T 4761).
type Tie struct {
	KinID int64
	Code  string
}

// CheckTie refuses what GB/T 4761 does not know as kin of somebody: kin.code.
func CheckTie(code string) *errs.Error {
	const others = "80" // of which nobody says whether they are kin
	if len(code) == 2 && code >= "10" && code <= "97" && code != others && words.Has("kin", code) {
		return nil
	}
	return errs.New(errs.Invalid, "kin.code").On("code")
}

// DeclareKin keeps a signed declaration with its ties. Refusals: kin.code, kin.self, kin.known (the tie is declared
// already), kin.none (neither a tie nor the word that there are none), form.future, form.required.
func (r *Service) DeclareKin(ctx context.Context, actor authz.Actor, key string, personID int64, on civil.Date,
	source string, ties []Tie, none bool, fileID *int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, personID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("kin.declare", p.Path); err != nil {
			return 0, err
		}
		var faults errs.Faults
		if on.IsZero() || on.After(v.Today()) {
			faults.Add(errs.New(errs.Invalid, "form.future").On("on"))
		}
		source = strings.TrimSpace(source)
		faults.Add(errs.Length(source, 2, 30, "form.required", "source"))
		if len(ties) == 0 != none {
			faults.Add(errs.New(errs.Invalid, "kin.none").On("kin"))
		}
		for _, t := range ties {
			faults.Add(CheckTie(t.Code))
			if t.KinID == personID {
				faults.Add(errs.New(errs.Invalid, "kin.self").On("kin"))
			}
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		d := Declaration{PersonID: personID, OnDate: on, Source: source, Ties: int64(len(ties)), FileID: fileID,
			ActorID: actor.UserID, Channel: string(v.Channel), AtUs: v.Now()}
		if err := v.Tx.Insert(&d); err != nil {
			return 0, err
		}
		var said []string
		for _, t := range ties {
			other, err := ByID(v.Tx, t.KinID)
			if err != nil {
				return 0, err
			}
			if _, err := v.Tx.Exec("INSERT INTO kinship (person_id, kin_id, code, source, since) VALUES (?, ?, ?, ?, ?)",
				personID, t.KinID, t.Code, source, on); err != nil {
				if database.Duplicate(err, "") {
					return 0, errs.New(errs.Conflict, "kin.known").On("kin").With("name", other.Name)
				}
				return 0, err
			}
			said = append(said, other.Name+" "+t.Code)
		}
		v.Record("kin.declare", "person", personID, desk.F("on", on), desk.F("source", source),
			desk.F("ties", strings.Join(said, "、")))
		return d.ID, nil
	})
}

// RetractKin takes back a tie that was declared wrongly; who, what and why stay in the trail. Refusals: kin.unknown,
// resident.why.
func (r *Service) RetractKin(ctx context.Context, actor authz.Actor, key string, personID, kinID int64,
	why string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, personID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("kin.retract", p.Path); err != nil {
			return 0, err
		}
		why = strings.TrimSpace(why)
		if fault := errs.Length(why, 4, 100, "resident.why", "why"); fault != nil {
			return 0, fault
		}
		other, err := ByID(v.Tx, kinID)
		if err != nil {
			return 0, err
		}
		n, err := v.Tx.Exec("DELETE FROM kinship WHERE person_id = ? AND kin_id = ?", personID, kinID)
		if err != nil {
			return 0, err
		}
		if n == 0 {
			return 0, errs.New(errs.State, "kin.unknown").On("kin")
		}
		v.Record("kin.retract", "person", personID, desk.F("kin", other.Name), desk.F("why", why))
		return personID, nil
	})
}

// KinTie is a declared tie as shown: what the other is to the person.
type KinTie struct {
	KinID  int64
	Name   string
	Path   string
	Code   string
	Source string
	Since  civil.Date
}

// KinOf a person as the person, or an official register, declared it.
func KinOf(r database.Reader, personID int64) ([]KinTie, error) {
	var out []KinTie
	err := r.Select(&out,
		"SELECT k.kin_id, p.name, p.path, k.code, k.source, k.since FROM kinship k JOIN person p ON p.id = k.kin_id WHERE "+
			"k.person_id = ? ORDER BY k.code, k.id",
		personID)
	return out, err
}

// DeclarationsOf a person, latest first.
func DeclarationsOf(r database.Reader, personID int64) ([]Declaration, error) {
	var out []Declaration
	err := r.Select(&out,
		"SELECT id, person_id, on_date, source, ties, file_id, actor_id, channel, at_us FROM kin_declaration WHERE "+
			"person_id = ? ORDER BY id DESC",
		personID)
	return out, err
}

// IncomingTie is a tie of many, on its way in from a workbook.
type IncomingTie struct {
	PersonID, KinID int64
	Code, Source    string
	On              civil.Date
}

// KnownTies are the declared ties of many people, by person and kin.
func KnownTies(r database.Reader, personIDs []int64) (map[[2]int64]string, error) {
	rows, err := in[Kin](r, "SELECT person_id, kin_id, code FROM kinship WHERE person_id IN (%in%)", personIDs)
	out := map[[2]int64]string{}
	for _, k := range rows {
		out[[2]int64{k.PersonID, k.KinID}] = k.Code
	}
	return out, err
}

// DeclareMany keeps ties of many people and one declaration for each person and day. Gives the ids of ties and of
// declarations.
func DeclareMany(v *desk.Visit, ties []IncomingTie) (kin, declarations []int64, err error) {
	type day struct {
		person int64
		on     civil.Date
		source string
	}
	var days []day
	count := map[day]int64{}
	for _, t := range ties {
		d := day{t.PersonID, t.On, t.Source}
		if count[d]++; count[d] == 1 {
			days = append(days, d)
		}
		id, err := v.Tx.Create("INSERT INTO kinship (person_id, kin_id, code, source, since) VALUES (?, ?, ?, ?, ?)",
			t.PersonID, t.KinID, t.Code, t.Source, t.On)
		if err != nil {
			return nil, nil, err
		}
		kin = append(kin, id)
	}
	for _, d := range days {
		row := Declaration{PersonID: d.person, OnDate: d.on, Source: d.source, Ties: count[d], ActorID: v.Actor.UserID,
			Channel: string(v.Channel), AtUs: v.Now()}
		if err := v.Tx.Insert(&row); err != nil {
			return nil, nil, err
		}
		declarations = append(declarations, row.ID)
	}
	return kin, declarations, nil
}

// TieRow is a declared tie with both people, for the list of a scope.
type TieRow struct {
	ID               int64
	Path             string // of the declarer
	Name, IDTail     string
	IDSealed         []byte
	KinPath, KinName string
	KinIDTail        string
	KinIDSealed      []byte
	Code, Source     string
	Since            civil.Date
}

// Ties declared in a scope, by the declarers' place; a page by key.
func Ties(r database.Reader, scope authz.Scope, afterPath string, afterID int64, limit int) ([]TieRow, error) {
	where, args := scope.SQL("p.path")
	if afterID > 0 {
		where, args = where+" AND (p.path > ? OR p.path = ? AND k.id > ?)", append(args, afterPath, afterPath, afterID)
	}
	var out []TieRow
	err := r.Select(&out, `SELECT k.id, p.path, p.name, p.id_tail, p.id_sealed, o.path AS kin_path, o.name AS kin_name,
o.id_tail AS kin_id_tail, o.id_sealed AS kin_id_sealed, k.code, k.source, k.since
FROM kinship k JOIN person p ON p.id = k.person_id JOIN person o ON o.id = k.kin_id WHERE `+where+
		" ORDER BY p.path, k.id LIMIT ?", append(args, limit)...)
	return out, err
}
