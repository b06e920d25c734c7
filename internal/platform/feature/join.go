package feature

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/trail"
)

// Program is what all wings bring together, each list in its order.
type Program struct {
	Routes  []Route
	Nav     []Link
	Links   []Link
	Todo    []Todo
	Nightly []Task
	Jobs    []jobs.Kind
	Tables  []Table
}

// Join puts the wings together and refuses what does not fit: a permission that no policy knows, an address, a job or a
// table that two wings bring, a route without a handler, a task without a limit.
func Join(known func(authz.Permission) bool, wings ...Feature) (*Program, error) {
	p := &Program{}
	c := &joint{known: known, by: map[string]string{}}
	for _, w := range wings {
		c.wing = w.Wing
		c.routes(w.Routes)
		for _, l := range slices.Concat(w.Nav, w.Links) {
			c.permitted("the link "+l.Address, l.Permission)
		}
		c.duties(w)
		c.tables(w.Tables)
		for _, check := range w.Checks {
			if err := check.Run(); err != nil {
				c.say("%s: %w", check.Name, err)
			}
		}
		p.Routes = append(p.Routes, w.Routes...)
		p.Nav = append(p.Nav, w.Nav...)
		p.Links = append(p.Links, w.Links...)
		p.Todo = append(p.Todo, w.Todo...)
		p.Nightly = append(p.Nightly, w.Nightly...)
		p.Jobs = append(p.Jobs, w.Jobs...)
		p.Tables = append(p.Tables, w.Tables...)
	}
	byOrder := func(a, b Link) int { return cmp.Compare(a.Order, b.Order) }
	slices.SortStableFunc(p.Nav, byOrder)
	slices.SortStableFunc(p.Links, byOrder)
	slices.SortStableFunc(p.Todo, func(a, b Todo) int { return cmp.Compare(a.Order, b.Order) })
	slices.SortStableFunc(p.Nightly, func(a, b Task) int { return cmp.Compare(a.Order, b.Order) })
	return p, errors.Join(c.faults...)
}

// Witnessed are the tables that the trail answers for.
func (p *Program) Witnessed() (out []trail.Table) {
	for _, t := range p.Tables {
		if t.Witness != nil {
			out = append(out, *t.Witness)
		}
	}
	return out
}

// SignedIn are the routes behind the sign-in.
func (p *Program) SignedIn() (out []Route) {
	for _, r := range p.Routes {
		if !r.Public {
			out = append(out, r)
		}
	}
	return out
}

// joint checks the wings, one after the other, and keeps what is wrong.
type joint struct {
	known  func(authz.Permission) bool
	wing   string            // that is looked at
	by     map[string]string // which wing brought what may be there once
	faults []error
}

func (c *joint) say(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf("%s: "+format, append([]any{c.wing}, args...)...))
}

// claim what only one may bring.
func (c *joint) claim(what string) {
	if other, taken := c.by[what]; taken {
		c.faults = append(c.faults, fmt.Errorf("%s brings %s, which %s brings too", c.wing, what, other))
	}
	c.by[what] = c.wing
}

func (c *joint) permitted(what string, permission authz.Permission) {
	if permission != "" && !c.known(permission) {
		c.say("%s asks for permission %q, which no policy knows", what, permission)
	}
}

func (c *joint) routes(routes []Route) {
	for _, r := range routes {
		at := r.Method + " " + r.Path
		c.claim("the address " + at)
		c.permitted(at, r.Permission)
		if r.Handle == nil || !strings.HasPrefix(r.Path, "/") || r.Method != "GET" && r.Method != "POST" {
			c.say("%s is no route", at)
		}
		if r.Public && r.Permission != "" {
			c.say("%s is public and asks for a permission", at)
		}
	}
}

// duties of people, of the night and of the background.
func (c *joint) duties(w Feature) {
	for _, t := range w.Todo {
		c.permitted(fmt.Sprintf("the to-do %d", t.Order), t.Permission)
		if t.Items == nil {
			c.say("the to-do %d counts nothing", t.Order)
		}
	}
	for _, t := range w.Nightly {
		c.claim("the duty " + t.Name)
		if t.Limit <= 0 || t.Run == nil || t.Words == "" {
			c.say("the duty %s has no limit, no work or no words", t.Name)
		}
	}
	for _, j := range w.Jobs {
		c.claim("the job " + j.Name)
	}
}

func (c *joint) tables(tables []Table) {
	for _, t := range tables {
		c.claim("the table " + t.Name)
		if t.Owner == "" || t.Holds == "" {
			c.say("the table %s has no owner, or does not say what it holds", t.Name)
		}
	}
}
