package helpledger

import (
	"context"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/registry/resident"
)

// Kinds of help, in the notice's order.
var Kinds = []string{"basic", "policy", "group", "urgent"}

// Degrees of schooling of a young person.
var Degrees = []string{"", "middle", "high", "vocational", "college", "bachelor", "master"}

// Case of a person.
type Case struct {
	ID          int64
	PersonID    int64
	VillageID   int64
	Path        string
	Need        string
	OpenedOn    civil.Date
	ClosedOn    civil.Date // zero: open
	Result      string
	Youth       int64 // 1: of a young person of a poverty-out family
	School      string
	Degree      string
	GraduatedOn civil.Date
	Plan        string
	Source      string
	Version     int64
}

// Act of help.
type Act struct {
	ID      int64
	CaseID  int64
	Kind    string
	What    string
	OnDate  civil.Date
	Result  string
	NextOn  civil.Date // when next; zero: nothing more is planned
	Source  string
	ActorID int64
	AtUs    clock.Moment
}

// check what a case says, all faults at once.
func (c *Case) check(today civil.Date) error {
	var faults errs.Faults
	faults.Add(errs.Text(&c.Need, 2, 200, "need"))
	if c.Youth == 0 {
		c.School, c.Degree, c.GraduatedOn, c.Plan = "", "", civil.Date{}, ""
		return faults.OrNil()
	}
	faults.Add(errs.Text(&c.School, 2, 60, "school"))
	faults.Add(errs.Text(&c.Plan, 2, 500, "plan"))
	if !slices.Contains(Degrees, c.Degree) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("degree"))
	}
	if c.GraduatedOn.After(today.AddMonths(60)) {
		faults.Add(errs.New(errs.Invalid, "form.date").On("graduated_on"))
	}
	return faults.OrNil()
}

// Check what an act says, all faults at once. Refusals: form.choice, form.required, form.long, form.future, help.next
// (not after the act).
func (a *Act) Check(today civil.Date) error {
	var faults errs.Faults
	if !slices.Contains(Kinds, a.Kind) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("kind"))
	}
	faults.Add(errs.Text(&a.What, 2, 200, "what"))
	faults.Add(errs.Text(&a.Result, 0, 200, "result"))
	if a.OnDate.IsZero() || a.OnDate.After(today) {
		faults.Add(errs.New(errs.Invalid, "form.future").On("on"))
	}
	if !a.NextOn.IsZero() && !a.NextOn.After(a.OnDate) {
		faults.Add(errs.New(errs.Invalid, "help.next").On("next"))
	}
	return faults.OrNil()
}

// Service of the ledger.
type Service struct{ Desk *desk.Desk }

// Open a person's case. Refusals: authz.*, form.*, help.twice (there is one), help.died.
func (r *Service) Open(ctx context.Context, actor authz.Actor, key string, c Case) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := resident.ByID(v.Tx, c.PersonID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("help.enter", p.Path); err != nil {
			return 0, err
		}
		if !p.DiedOn.IsZero() {
			return 0, errs.New(errs.State, "help.died")
		}
		if err := c.check(v.Today()); err != nil {
			return 0, err
		}
		c.VillageID, c.Path, c.OpenedOn, c.Source = p.VillageID, p.Path, v.Today(), string(v.Channel)
		id, err := insertCase(v.Tx, c)
		v.Record("help.open", "help_case", id, desk.F("youth", c.Youth))
		return id, err
	})
}

// Amend what a case says, as it was shown. Refusals: authz.*, form.*, help.closed, form.stale.
func (r *Service) Amend(ctx context.Context, actor authz.Actor, key string, c Case) (int64, error) {
	return r.change(ctx, actor, key, c.ID, c.Version, "help.amend", func(v *desk.Visit, was *Case) error {
		was.Need, was.Youth, was.School, was.Degree, was.GraduatedOn, was.Plan = c.Need, c.Youth, c.School, c.Degree,
			c.GraduatedOn, c.Plan
		return was.check(v.Today())
	})
}

// Close a case with its result (2 to 200 characters). Refusals: authz.*, form.required, help.closed, form.stale.
func (r *Service) Close(ctx context.Context, actor authz.Actor, key string, id, version int64,
	result string) (int64, error) {
	return r.change(ctx, actor, key, id, version, "help.close", func(v *desk.Visit, c *Case) error {
		var faults errs.Faults
		c.Result, c.ClosedOn = result, v.Today()
		faults.Add(errs.Text(&c.Result, 2, 200, "result"))
		return faults.OrNil()
	})
}

// Reopen a closed case: help is needed again. Refusals: authz.*, help.open, form.stale.
func (r *Service) Reopen(ctx context.Context, actor authz.Actor, key string, id, version int64) (int64, error) {
	return r.change(ctx, actor, key, id, version, "help.reopen", func(_ *desk.Visit, c *Case) error {
		c.Result, c.ClosedOn = "", civil.Date{}
		return nil
	})
}

func (r *Service) change(ctx context.Context, actor authz.Actor, key string, id, version int64, act string,
	f func(*desk.Visit, *Case) error) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		c, err := database.Find[Case](v.Tx, "SELECT "+caseColumns+" FROM help_case c WHERE c.id = ?"+v.Tx.ForUpdate(), id)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh("help.enter", c.Path, c.Version, version); err != nil {
			return 0, err
		}
		if closed := !c.ClosedOn.IsZero(); closed != (act == "help.reopen") {
			code := "help.open"
			if closed {
				code = "help.closed"
			}
			return 0, errs.New(errs.State, code)
		}
		if err := f(v, &c); err != nil {
			return 0, err
		}
		v.Record(act, "help_case", id)
		return id, updateCase(v.Tx, c)
	})
}

// Enter an act of help. Refusals: authz.*, those of Check, help.closed, help.same (the same act is there).
func (r *Service) Enter(ctx context.Context, actor authz.Actor, key string, a Act) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		c, err := database.Find[Case](v.Tx, "SELECT "+caseColumns+" FROM help_case c WHERE c.id = ?"+v.Tx.ForUpdate(),
			a.CaseID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("help.enter", c.Path); err != nil {
			return 0, err
		}
		if !c.ClosedOn.IsZero() {
			return 0, errs.New(errs.State, "help.closed")
		}
		if err := a.Check(v.Today()); err != nil {
			return 0, err
		}
		a.Source, a.ActorID, a.AtUs = string(v.Channel), actor.UserID, v.Now()
		id, err := insertAct(v.Tx, a)
		if database.Duplicate(err, "") {
			err = errs.New(errs.Conflict, "help.same").On("what")
		}
		v.Record("help.act", "help_case", c.ID, desk.F("kind", a.Kind), desk.F("on", a.OnDate))
		return id, err
	})
}

// Incoming is a row of another system's ledger: a person with an act.
type Incoming struct {
	Person resident.Person
	Need   string
	Act    Act
}

// TakeMany brings rows in inside an importer's visit: opens the cases that are not there and adds the acts that are
// not. The results are the cases and acts made, and how many acts were there.
func TakeMany(v *desk.Visit, rows []Incoming) (cases, acts []int64, there int, err error) {
	known := map[int64]int64{}
	for _, x := range rows {
		id, ok := known[x.Person.ID]
		if !ok {
			if _, err := v.Tx.One(&id, "SELECT id FROM help_case WHERE person_id = ?", x.Person.ID); err != nil {
				return nil, nil, 0, err
			}
			if id == 0 {
				c := Case{PersonID: x.Person.ID, VillageID: x.Person.VillageID, Path: x.Person.Path, Need: x.Need,
					OpenedOn: v.Today(), Source: string(v.Channel)}
				if id, err = insertCase(v.Tx, c); err != nil {
					return nil, nil, 0, err
				}
				cases = append(cases, id)
			}
			known[x.Person.ID] = id
		}
		var same int64
		found, err := v.Tx.One(&same, "SELECT id FROM help_act WHERE case_id = ? AND on_date = ? AND kind = ? AND what = ?",
			id, x.Act.OnDate, x.Act.Kind, x.Act.What)
		if err != nil {
			return nil, nil, 0, err
		}
		if found {
			there++
			continue
		}
		a := x.Act
		a.CaseID, a.Source, a.ActorID, a.AtUs = id, string(v.Channel), v.Actor.UserID, v.Now()
		made, err := insertAct(v.Tx, a)
		if err != nil {
			return nil, nil, 0, err
		}
		acts = append(acts, made)
	}
	return cases, acts, there, nil
}
