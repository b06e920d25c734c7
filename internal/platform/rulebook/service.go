package rulebook

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
	"gangwei/policies"
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
	PastReason string // why from a day that is past already; needed then
}

// farthest is how many years ahead a change may begin: what lies beyond is a slip of the pen.
const farthest = 10

// Propose a value from a day on. Refusals: rulebook.param, rulebook.no_fund, what Type.Fits says, form.required,
// rulebook.past (a day in the past without its reason), rulebook.far, rulebook.taken (a value holds from that day), and
// those of the parameter's Guard.
func Propose(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, c Change) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("rulebook.propose", c.RegionPath); err != nil {
			return 0, err
		}
		if err := c.check(v.Today()); err != nil {
			return 0, err
		}
		p := Parameter{Param: c.Param, RegionPath: c.RegionPath, Fund: c.Fund, FromDate: c.FromDate, Value: c.Value,
			Reason: c.Reason, Document: c.Document,
			PastReason: c.PastReason, State: Proposed, ProposedBy: actor.UserID, ProposedKey: actor.PersonKey,
			ProposedUs: v.Now()}
		if err := guard(v.Tx, p); err != nil {
			return 0, err
		}
		if _, _, err := place(v.Tx, p); err != nil {
			return 0, err
		}
		if err := insert(v.Tx, &p); err != nil {
			return 0, err
		}
		v.Record("rulebook.propose", "rule_parameter", p.ID, desk.F("param", c.Param), desk.F("value", c.Value),
			desk.F("from", c.FromDate),
			desk.F("reason", c.Reason), desk.F("document", c.Document), desk.F("past", c.PastReason))
		return p.ID, nil
	})
}

func (c *Change) check(today civil.Date) error {
	var faults errs.Faults
	t := TypeOf(c.Param)
	if t == nil {
		faults.Add(errs.New(errs.Invalid, "rulebook.param").On("param"))
	} else {
		faults.Add(t.Fits(c.Value))
		if c.Fund != "" && !t.ByKind && (!t.ByFund || !words.Has("fund", c.Fund)) {
			faults.Add(errs.New(errs.Invalid, "rulebook.no_fund").On("fund").With("name", t.Name))
		}
	}
	switch {
	case c.FromDate.IsZero():
		faults.Add(errs.New(errs.Invalid, "form.date").On("from"))
	case c.FromDate.After(today.AddMonths(12 * farthest)):
		faults.Add(errs.New(errs.Invalid, "rulebook.far").On("from").With("years", farthest))
	case c.FromDate.Before(today):
		if n := utf8.RuneCountInString(c.PastReason); n < 4 || n > 200 {
			faults.Add(errs.New(errs.Invalid, "rulebook.past").On("past").With("reach", ReachOf(c.FromDate, today)))
		}
	default:
		c.PastReason = ""
	}
	faults.Add(errs.Length(c.Reason, 1, 200, "form.required", "reason"))
	faults.Add(errs.Length(c.Document, 1, 100, "form.required", "document"))
	return faults.OrNil()
}

// ReachOf a change from a day in the past: the months whose facts are judged anew by it, in words; empty if the day is
// not past.
func ReachOf(from, today civil.Date) string {
	if !from.Before(today) {
		return ""
	}
	first, last := from.Month(), today.Month()
	if first == last {
		return first.Chinese()
	}
	return fmt.Sprintf("%s至%s（%d个月）", first.Chinese(), last.Chinese(), last.Since(first)+1)
}

// Decide approves or rejects a proposal. A value that does not fit is not approved, whenever it was proposed. One for
// the day of an approved value is refused, unless that one does not fit: then it takes its place. Refusals:
// rulebook.same_person, rulebook.decided, rulebook.taken, rulebook.param, what Type.Fits says, rulebook.late (its day
// has passed meanwhile), and those of the parameter's Guard.
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
		if err := p.MayDecide(actor); err != nil {
			return 0, err
		}
		state := Rejected
		if approve && p.State == Proposed {
			state = Approved
			if err := comeIntoForce(v, p); err != nil {
				return 0, err
			}
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
		v.Record("rulebook."+state, "rule_parameter", id, desk.F("param", p.Param), desk.F("value", p.Value),
			desk.F("from", p.FromDate))
		return id, nil
	})
}

// comeIntoForce refuses what may not hold, and takes the place of what does not fit.
func comeIntoForce(v *desk.Visit, p Parameter) error {
	if err := p.MayHold(v.Today()); err != nil {
		return err
	}
	return takePlace(v.Tx, p)
}

// MayDecide refuses who proposed it: rulebook.same_person.
func (p *Parameter) MayDecide(actor authz.Actor) error {
	if p.ProposedKey == actor.PersonKey {
		return errs.New(errs.Forbidden, "rulebook.same_person")
	}
	return nil
}

// MayHold refuses what may not come into force today.
func (p *Parameter) MayHold(today civil.Date) error {
	t := TypeOf(p.Param)
	if t == nil {
		return errs.New(errs.Invalid, "rulebook.param")
	}
	if fault := t.Fits(p.Value); fault != nil {
		return fault
	}
	if p.FromDate.Before(today) && p.PastReason == "" {
		return errs.New(errs.State, "rulebook.late").With("since", p.FromDate).With("reach", ReachOf(p.FromDate, today))
	}
	return nil
}

// takePlace of an approved value of the same day that does not fit. Refusals: those of the parameter's Guard,
// rulebook.taken, where it fits.
func takePlace(tx *database.Tx, p Parameter) error {
	if err := guard(tx, p); err != nil {
		return err
	}
	q, found, err := place(tx, p)
	if err != nil || !found {
		return err
	}
	return replace(tx, q, p.ID)
}

// place of a parameter: what is approved from the same day and does not fit, if anything is. Refusal: rulebook.taken,
// where it fits.
func place(tx *database.Tx, p Parameter) (q Parameter, found bool, err error) {
	q, found, err = standing(tx, p)
	if err == nil && found && TypeOf(p.Param).Fits(q.Value) == nil {
		err = errs.New(errs.Conflict, "rulebook.taken").On("from")
	}
	return q, found, err
}

// Of reads the book for a visit that moves something forward: an approval, a hiring, money. Where a value that does not
// fit would be read, the visit is refused with rulebook.unfit, whatever else it would have answered.
func Of(v *desk.Visit) (*Book, error) {
	b, err := Load(v.Tx)
	if err == nil {
		v.Unless(b.Unsure)
	}
	return b, err
}

// Seed writes the first version: at `gangwei init`, by the system, in the visit that makes the office.
func Seed(v *desk.Visit, tree *region.Tree) error {
	rows, holidays, err := first(tree)
	if err != nil {
		return err
	}
	for i := range rows {
		p := &rows[i]
		p.Reason, p.ProposedKey, p.ProposedUs, p.DecidedKey, p.DecidedUs = "初始参数", "system:seed", v.Now(), "system:init",
			v.Now()
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

// Printed is the book as it is delivered, for material that comes with no book of its own; what its inspector sets
// besides comes before it.
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
		rows = append(rows,
			Parameter{Param: s.Key, RegionPath: path, Fund: s.Fund, FromDate: civil.MustDate(s.From), Value: s.Value,
				Document: s.document(), State: Approved})
	}
	b, err := policies.Rulebook.ReadFile("rulebook/" + holidaysFile)
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
