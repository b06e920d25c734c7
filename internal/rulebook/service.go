package rulebook

import (
	"context"
	"maps"
	"slices"
	"unicode/utf8"

	"gangwei/internal/authz"
	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/region"
	"gangwei/policies"

	"github.com/goccy/go-yaml"
)

// Change is what somebody proposes.
type Change struct {
	Param      string
	RegionPath string
	Fund       string
	FromDate   civil.Date
	Value      string
	Reason     string
	Document   string
}

// Propose a value from a day on. Refusals: rulebook.param, rulebook.value, rulebook.weights, rulebook.reason, rulebook.document, rulebook.from.
func Propose(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, c Change) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("rulebook.propose", c.RegionPath); err != nil {
			return 0, err
		}
		if err := c.check(); err != nil {
			return 0, err
		}
		p := Parameter{Param: c.Param, RegionPath: c.RegionPath, Fund: c.Fund, FromDate: c.FromDate, Value: c.Value, Reason: c.Reason, Document: c.Document,
			State: Proposed, ProposedBy: actor.UserID, ProposedKey: actor.PersonKey, ProposedUs: v.Now()}
		if err := insert(v.Tx, &p); err != nil {
			return 0, err
		}
		v.Record("rulebook.propose", "rule_parameter", p.ID, desk.F("param", c.Param), desk.F("value", c.Value), desk.F("from", c.FromDate), desk.F("reason", c.Reason), desk.F("document", c.Document))
		return p.ID, nil
	})
}

func (c Change) check() error {
	known, err := Catalogue()
	if err != nil {
		return err
	}
	var faults errs.Faults
	ok := false
	for _, i := range known {
		ok = ok || i.Key == c.Param
	}
	if !ok {
		faults.Add(errs.New(errs.Invalid, "rulebook.param").On("param"))
	}
	if c.FromDate.IsZero() {
		faults.Add(errs.New(errs.Invalid, "form.date").On("from"))
	}
	if n := utf8.RuneCountInString(c.Value); n == 0 || n > 200 {
		faults.Add(errs.New(errs.Invalid, "form.required").On("value"))
	}
	if c.Param == NeedWeights && c.Value != "" {
		_, err := ParseWeights(c.Value)
		for _, e := range errs.All(err) {
			faults.Add(e)
		}
	}
	if n := utf8.RuneCountInString(c.Reason); n == 0 || n > 200 {
		faults.Add(errs.New(errs.Invalid, "form.required").On("reason"))
	}
	if n := utf8.RuneCountInString(c.Document); n == 0 || n > 100 {
		faults.Add(errs.New(errs.Invalid, "form.required").On("document"))
	}
	return faults.OrNil()
}

// Decide approves or rejects a proposal. Refusals: rulebook.same_person, rulebook.decided, rulebook.taken.
func Decide(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, id int64, approve bool) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		p, found, err := lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if !found {
			return 0, errs.New(errs.NotFound, "authz.not_found")
		}
		if err := v.Allow("rulebook.approve", p.RegionPath); err != nil {
			return 0, err
		}
		if p.ProposedKey == actor.PersonKey {
			return 0, errs.New(errs.Forbidden, "rulebook.same_person")
		}
		state := Approved
		if !approve {
			state = Rejected
		}
		n, err := decide(v.Tx, p, state, actor.UserID, actor.PersonKey, v.Now())
		if database.Duplicate(err, "") {
			return 0, errs.New(errs.Conflict, "rulebook.taken")
		}
		if err != nil {
			return 0, err
		}
		if n == 0 {
			return 0, errs.New(errs.State, "rulebook.decided")
		}
		v.Record("rulebook."+state, "rule_parameter", id, desk.F("param", p.Param), desk.F("value", p.Value), desk.F("from", p.FromDate))
		return id, nil
	})
}

// Seed writes the first version: at `gangwei init`, by the system, in the visit that makes the office.
func Seed(v *desk.Visit, tree *region.Tree) error {
	rows, holidays, err := first(tree)
	if err != nil {
		return err
	}
	for i := range rows {
		p := &rows[i]
		p.Reason, p.ProposedKey, p.ProposedUs, p.DecidedKey, p.DecidedUs = "初始参数", "system:seed", v.Now(), "system:init", v.Now()
		if err := insert(v.Tx, p); err != nil {
			return err
		}
	}
	for _, h := range holidays {
		if err := insertHoliday(v.Tx, h.day, h.worked, h.name, h.source); err != nil {
			return err
		}
	}
	return nil
}

// Printed is the book as it is delivered, for material that comes with no book of its own; what its inspector sets besides comes before it.
func Printed(tree *region.Tree, besides []Parameter) (*Book, error) {
	rows, holidays, err := first(tree)
	if err != nil {
		return nil, err
	}
	var off, on []civil.Date
	for _, h := range holidays {
		if h.worked == 1 {
			on = append(on, h.day)
		} else {
			off = append(off, h.day)
		}
	}
	set := map[string]bool{}
	for _, p := range besides {
		set[p.Param+p.RegionPath] = true
	}
	rows = slices.DeleteFunc(rows, func(p Parameter) bool { return set[p.Param+p.RegionPath] })
	return NewBook(append(rows, besides...), civil.NewCalendar(off, on)), nil
}

type holiday struct {
	day          civil.Date
	worked       int
	name, source string
}

// first version of the parameters and the holidays, for the regions of a tree.
func first(tree *region.Tree) (rows []Parameter, holidays []holiday, err error) {
	seeds, err := seedRows()
	if err != nil {
		return nil, nil, err
	}
	top := tree.Top()
	for _, s := range seeds {
		path := top.Path
		if s.Region != "" {
			r, err := tree.ByCode(s.Region)
			if err != nil {
				continue // a city without that county
			}
			path = r.Path
		}
		rows = append(rows, Parameter{Param: s.Key, RegionPath: path, Fund: s.Fund, FromDate: civil.MustDate(s.From), Value: s.Value, Document: s.Basis + "（" + s.Sure + "）", State: Approved})
	}
	b, err := policies.Rulebook.ReadFile("rulebook/holidays.yaml")
	if err != nil {
		return nil, nil, err
	}
	var h seedHolidays
	if err := yaml.Unmarshal(b, &h); err != nil {
		return nil, nil, err
	}
	for worked, groups := range []map[string][]string{h.Off, h.Worked} {
		for _, name := range slices.Sorted(maps.Keys(groups)) {
			for _, day := range groups[name] {
				holidays = append(holidays, holiday{civil.MustDate(day), worked, name, h.Source})
			}
		}
	}
	return rows, holidays, nil
}
