package project

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/registry/unit"
)

// Project of a unit.
type Project struct {
	ID                int64
	UnitID            int64
	Name              string // 项目名称
	Summary           string // 项目简介
	Jobs              int64  // 带动就业人数, promised
	JobsPovertyOut    int64
	Sites             string // of 123: ①省乡村振兴重点帮扶县 ②易地搬迁安置区 ③黄河滩区居民迁建安置区
	ContactName       string
	ContactPhone      string
	Remark            string
	Reached           int64 // jobs reached so far
	ReachedPovertyOut int64
	EndedOn           civil.Date
	Channel           string
	ActorID           int64
	AtUs              clock.Moment
	Version           int64
}

// SiteMarks as the form prints them, by digit.
var SiteMarks = map[string]string{"1": "①", "2": "②", "3": "③"}

// Marks of the sites as the form prints them; 无 for none.
func Marks(sites string) string {
	var b strings.Builder
	for _, s := range sites {
		b.WriteString(SiteMarks[string(s)])
	}
	if b.Len() == 0 {
		return "无"
	}
	return b.String()
}

// readSites takes ①②, 1、2, 1,2, 无 or nothing; false if it is something else.
func readSites(text string) (string, bool) {
	var out []string
	for _, r := range text {
		switch r {
		case '①', '1', '１':
			out = append(out, "1")
		case '②', '2', '２':
			out = append(out, "2")
		case '③', '3', '３':
			out = append(out, "3")
		case '、', ',', '，', ' ', '　', '/', ';', '；', '无', '否':
		default:
			return "", false
		}
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ""), true
}

const mostJobs = 100_000

// check what a project says, all faults at once.
func (p *Project) check() error {
	var faults errs.Faults
	for _, x := range []struct {
		field string
		text  *string
		least int
	}{
		{"name", &p.Name, 2},
		{"summary", &p.Summary, 2},
		{"contact_name", &p.ContactName, 2},
		{"contact_phone", &p.ContactPhone, 5},
		{"remark", &p.Remark, 0},
	} {
		faults.Add(errs.Text(x.text, x.least, Longest(x.field), x.field))
	}
	for _, x := range []struct {
		field       string
		whole, part int64
	}{{"jobs", p.Jobs, p.JobsPovertyOut}, {"reached", p.Reached, p.ReachedPovertyOut}} {
		if x.whole < 0 || x.whole > mostJobs {
			faults.Add(errs.New(errs.Invalid, "form.range").On(x.field).With("min", 0).With("max", mostJobs))
		}
		if x.part < 0 || x.part > x.whole {
			faults.Add(errs.New(errs.Invalid, "project.part").On(x.field+"_poverty_out").With("part", x.part).With("whole",
				x.whole))
		}
	}
	sites, ok := readSites(p.Sites)
	if !ok {
		faults.Add(errs.New(errs.Invalid, "project.sites").On("sites"))
	}
	p.Sites = sites
	return faults.OrNil()
}

// Service of projects.
type Service struct{ Desk *desk.Desk }

// Enter a project, or change the one of its ID as it was shown. Refusals: authz.*, form.*, project.part, project.sites,
// project.twice (one of the same name runs), project.ended, form.stale.
func (r *Service) Enter(ctx context.Context, actor authz.Actor, key string, p Project) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if p.ID != 0 {
			was, err := lock(v.Tx, p.ID)
			if err != nil {
				return 0, err
			}
			p.UnitID = was.UnitID
			if !was.EndedOn.IsZero() {
				return 0, errs.New(errs.State, "project.ended")
			}
		}
		u, err := unit.Allowed(v, "project.enter", p.UnitID)
		if err == nil {
			err = unit.Lock(v.Tx, p.UnitID)
		}
		if err != nil {
			return 0, err
		}
		if err := p.check(); err != nil {
			return 0, err
		}
		return put(v, u, p)
	})
}

// put a checked project inside a visit and record it.
func put(v *desk.Visit, u unit.Unit, p Project) (int64, error) {
	if err := alone(v.Tx, p); err != nil {
		return 0, err
	}
	p.Channel, p.ActorID, p.AtUs = string(v.Channel), v.Actor.UserID, v.Now()
	act, err := "project.change", error(nil)
	if p.ID == 0 {
		act = "project.enter"
		p.ID, err = insert(v.Tx, p)
	} else {
		err = update(v.Tx, p)
	}
	v.Record(act, "project", p.ID, desk.F("unit", u.Name), desk.F("name", p.Name), desk.F("jobs", p.Jobs),
		desk.F("jobs_poverty_out", p.JobsPovertyOut), desk.F("reached", p.Reached))
	return p.ID, err
}

// End a project: it is in no later list. Refusals: authz.*, project.ended, form.stale.
func (r *Service) End(ctx context.Context, actor authz.Actor, key string, id, version int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		u, err := unit.Allowed(v, "project.enter", p.UnitID)
		if err != nil {
			return 0, err
		}
		if !p.EndedOn.IsZero() {
			return 0, errs.New(errs.State, "project.ended")
		}
		v.Record("project.end", "project", id, desk.F("unit", u.Name), desk.F("name", p.Name))
		return id,
			v.Tx.Change("UPDATE project SET ended_on = ?, version = version + 1 WHERE id = ? AND version = ?", v.Today(), id,
				version)
	})
}
