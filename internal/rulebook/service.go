package rulebook

import (
	"context"
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
	rows, err := seedRows()
	if err != nil {
		return err
	}
	top := tree.Top()
	for _, s := range rows {
		path := top.Path
		if s.Region != "" {
			r, err := tree.ByCode(s.Region)
			if err != nil {
				continue // a city without that county
			}
			path = r.Path
		}
		p := Parameter{Param: s.Key, RegionPath: path, Fund: s.Fund, FromDate: civil.MustDate(s.From), Value: s.Value, Reason: "初始参数", Document: s.Basis + "（" + s.Sure + "）",
			State: Approved, ProposedKey: "system:seed", ProposedUs: v.Now(), DecidedKey: "system:init", DecidedUs: v.Now()}
		if err := insert(v.Tx, &p); err != nil {
			return err
		}
	}
	b, err := policies.Rulebook.ReadFile("rulebook/holidays.yaml")
	if err != nil {
		return err
	}
	var h seedHolidays
	if err := yaml.Unmarshal(b, &h); err != nil {
		return err
	}
	for worked, groups := range []map[string][]string{h.Off, h.Worked} {
		for name, days := range groups {
			for _, day := range days {
				if err := insertHoliday(v.Tx, civil.MustDate(day), worked, name, h.Source); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
