package project

import (
	"context"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/unit"
)

// List of a unit and quarter as it was sent in. Insert-only and witnessed.
type List struct {
	ID        int64
	UnitID    int64
	Quarter   string
	Round     int64
	UnitName  string
	FilledOn  civil.Date
	Filler    string
	Phone     string
	ActorID   int64
	PersonKey string
	AtUs      clock.Moment
}

// Line of a list: the project as it stood, and the city's latest word on it. Insert-only and witnessed.
type Line struct {
	ID                int64
	ListID            int64
	ProjectID         int64
	Seq               int64
	Name              string
	Summary           string
	Jobs              int64
	JobsPovertyOut    int64
	Sites             string
	ContactName       string
	ContactPhone      string
	Remark            string
	Reached           int64
	ReachedPovertyOut int64
	Chosen            *int64 // 1 in the library, 0 left out, nil not decided
	Reason            string
	Unit              string // its unit's name at that time
	Quarter           string
}

// Decided reports whether the city has said its word.
func (l Line) Decided() bool { return l.Chosen != nil }

// In reports whether the line is in the city's library.
func (l Line) In() bool { return l.Chosen != nil && *l.Chosen == 1 }

// Witnesses of lists, their lines and the city's choices.
var (
	ListWitness = trail.Table{Name: "project_list",
		Columns: []string{"unit_id", "quarter", "round", "unit_name", "filled_on", "filler", "phone", "actor_id",
			"person_key", "at_us"}}
	LineWitness = trail.Table{Name: "project_line",
		Columns: []string{"list_id", "project_id", "seq", "name", "summary", "jobs", "jobs_poverty_out", "sites",
			"contact_name", "contact_phone", "remark", "reached", "reached_poverty_out"}}
	ChoiceWitness = trail.Table{Name: "project_choice",
		Columns: []string{"line_id", "chosen", "reason", "actor_id", "person_key", "at_us"}}
)

// Send a unit's running projects in as its list of a quarter; another list of the same quarter is a new round that
// replaces the one before. Refusals: authz.*, form.required (filler, phone), project.none (no project runs),
// project.quarter (to come).
func (r *Service) Send(ctx context.Context, actor authz.Actor, key string, unitID int64, q civil.Quarter,
	filler, phone string) (int64, error) {
	filler, phone = strings.TrimSpace(filler), strings.TrimSpace(phone)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		u, err := unit.Allowed(v, "project.send", unitID)
		if err != nil {
			return 0, err
		}
		if q.Begins().After(v.Today()) {
			return 0, errs.New(errs.Invalid, "project.quarter").On("quarter")
		}
		var faults errs.Faults
		faults.Add(errs.Length(filler, 2, 30, "form.required", "filler"))
		faults.Add(errs.Length(phone, 5, 20, "form.required", "phone"))
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		running, err := Running(v.Tx, unitID)
		if err != nil {
			return 0, err
		}
		if len(running) == 0 {
			return 0, errs.New(errs.State, "project.none")
		}
		l := List{UnitID: unitID, Quarter: q.String(), UnitName: u.Name, FilledOn: v.Today(), Filler: filler, Phone: phone,
			ActorID: actor.UserID, PersonKey: actor.PersonKey, AtUs: v.Now()}
		if _, err := v.Tx.One(&l.Round,
			"SELECT COALESCE(MAX(round), 0) + 1 FROM project_list WHERE unit_id = ? AND quarter = ?", unitID,
			q.String()); err != nil {
			return 0, err
		}
		d := ListWitness.Digest(l.UnitID, l.Quarter, l.Round, l.UnitName, l.FilledOn, l.Filler, l.Phone, l.ActorID,
			l.PersonKey, l.AtUs)
		v.Witness("project_list", d)
		l.ID, err = v.Tx.Create("INSERT INTO project_list (unit_id, quarter, round, unit_name, filled_on, filler, phone, "+
			"actor_id, person_key, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			l.UnitID, l.Quarter, l.Round, l.UnitName, l.FilledOn, l.Filler, l.Phone, l.ActorID, l.PersonKey, int64(l.AtUs),
			v.TrailID(), d)
		if database.Duplicate(err, "") {
			return 0, database.ErrAgain // sent in by another at the same moment
		}
		if err != nil {
			return 0, err
		}
		columns := append(append([]string{}, LineWitness.Columns...), "trail_id", "row_digest")
		if err := v.Tx.InsertMany("project_line", columns, len(running), func(i int, x []any) {
			p := running[i]
			values := []any{l.ID, p.ID, int64(i + 1), p.Name, p.Summary, p.Jobs, p.JobsPovertyOut, p.Sites, p.ContactName,
				p.ContactPhone, p.Remark, p.Reached, p.ReachedPovertyOut}
			d := LineWitness.Digest(values...)
			v.Witness("project_line", d)
			copy(x, append(values, v.TrailID(), d))
		}); err != nil {
			return 0, err
		}
		v.Record("project.send", "project_list", l.ID, desk.F("unit", u.Name), desk.F("quarter", q), desk.F("round", l.Round),
			desk.F("projects", len(running)))
		return l.ID, nil
	})
}

// Choose a line into the city's library, or leave it out, with a reason of 2 to 200 characters. Refusals: authz.*,
// project.reason, project.old (a later round or quarter of the unit was sent in).
func (r *Service) Choose(ctx context.Context, actor authz.Actor, key string, lineID int64, chosen bool,
	reason string) (int64, error) {
	reason = strings.TrimSpace(reason)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		var of struct {
			UnitID, ListID int64
			Name           string
		}
		found, err := v.Tx.One(&of,
			"SELECT l.unit_id, l.id AS list_id, x.name FROM project_line x JOIN project_list l ON l.id = x.list_id WHERE x.id "+
				"= ?",
			lineID)
		if err != nil {
			return 0, err
		}
		if !found {
			return 0, errs.New(errs.NotFound, "authz.not_found")
		}
		u, err := unit.Allowed(v, "project.choose", of.UnitID)
		if err != nil {
			return 0, err
		}
		if fault := errs.Length(reason, 2, 200, "project.reason", "reason"); fault != nil {
			return 0, fault
		}
		var latest int64
		if _, err := v.Tx.One(&latest,
			"SELECT id FROM project_list WHERE unit_id = ? ORDER BY quarter DESC, round DESC LIMIT 1", of.UnitID); err != nil {
			return 0, err
		}
		if latest != of.ListID {
			return 0, errs.New(errs.State, "project.old")
		}
		yes := int64(0)
		if chosen {
			yes = 1
		}
		d := ChoiceWitness.Digest(lineID, yes, reason, actor.UserID, actor.PersonKey, v.Now())
		v.Witness("project_choice", d)
		id, err := v.Tx.Create(
			"INSERT INTO project_choice (line_id, chosen, reason, actor_id, person_key, at_us, trail_id, row_digest) VALUES "+
				"(?, ?, ?, ?, ?, ?, ?, ?)",
			lineID, yes, reason, actor.UserID, actor.PersonKey, int64(v.Now()), v.TrailID(), d)
		v.Record("project.choose", "project_line", lineID, desk.F("unit", u.Name), desk.F("name", of.Name),
			desk.F("chosen", chosen), desk.F("reason", reason))
		return id, err
	})
}

// Title of the list as it is printed.
const Title = "脱贫人口就业帮扶项目清单"

// siteHead is the long head of the form's seventh column.
const siteHead = "项目所在地是否属于：①省乡村振兴重点帮扶县②易地搬迁安置区③黄河滩区居民迁建安置区"

// Printed is the list as annex 2 prints it.
func Printed(office string, on civil.Date, filler, phone string, lines []Line) *sheet.Form {
	f := &sheet.Form{Above: "附件2", Title: Title, Head: []string{office, "填表日期：" + on.Chinese()},
		Widths: []float64{2, 1, 3.2, 5.4, 1.6, 1.8, 2.8, 1.8, 3.2, 2}, Text: []int{2, 3, 9},
		Foot: []string{"填表人：" + filler, "电话：" + phone}}
	both := func(column int, text string) {
		f.Heads = append(f.Heads, sheet.FormHead{Text: text, Column: column, Columns: 1, Rows: 2})
	}
	both(0, "区（市）")
	both(1, "序号")
	both(2, "项目名称")
	both(3, "项目简介")
	f.Heads = append(f.Heads, sheet.FormHead{Text: "带动就业人数", Column: 4, Columns: 2, Rows: 1},
		sheet.FormHead{Column: 4, Columns: 1, Row: 1, Rows: 1, Open: true},
		sheet.FormHead{Text: "带动脱贫人口就业人数", Column: 5, Columns: 1, Row: 1, Rows: 1})
	both(6, siteHead)
	both(7, "项目联系人")
	both(8, "联系电话")
	both(9, "备注")
	for _, l := range lines {
		f.Rows = append(f.Rows,
			[]string{l.Unit, strconv.FormatInt(l.Seq, 10), l.Name, l.Summary, strconv.FormatInt(l.Jobs, 10),
				strconv.FormatInt(l.JobsPovertyOut, 10), Marks(l.Sites), l.ContactName, l.ContactPhone, l.Remark})
	}
	return f
}
