package feature

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/trail"
	"gangwei/internal/platform/words"
)

// Program is what all wings bring together, each list in its order.
type Program struct {
	Routes  []Route
	Nav     []Link
	Links   []Link
	Todo    []Todo
	Queues  []*kit.Queue
	Find    []Finder
	Nightly []Task
	Jobs    []jobs.Kind
	Tables  []Table
	Lists   []exchange.List
	Texts   []*words.Book
	Guides  []Guide
	Undo    []Undo
	Pages   map[string]string

	Rules        []Rule
	Parameters   []*rulebook.Type
	Descriptions []*schema.Table
	Papers       []Paper
}

// Join puts the wings together and refuses what does not fit: a permission that no policy knows or that has no words,
// an address, a job, a table, a list or a book of words that two wings bring, a book that none brings, a rule that
// reads a parameter that none brings, a route without a handler, a task without a limit, a list that anybody could
// take.
func Join(known func(authz.Permission) bool, wings ...Feature) (*Program, error) {
	p := &Program{Pages: map[string]string{}}
	c := &joint{known: known, by: map[string]string{}}
	for _, w := range wings {
		c.wing = w.Wing
		c.routes(w.Routes)
		for _, l := range slices.Concat(w.Nav, w.Links) {
			c.permitted("the link "+l.Address, l.Permission)
		}
		c.duties(w)
		c.tables(w.Tables)
		c.lists(w.Lists)
		c.knowledge(w)
		for _, check := range w.Checks {
			if err := check.Run(); err != nil {
				c.say("%s: %w", check.Name, err)
			}
		}
		p.add(w)
	}
	c.wing = "the house"
	c.lacking(p.Rules)
	byOrder := func(a, b Link) int { return cmp.Compare(a.Order, b.Order) }
	slices.SortStableFunc(p.Nav, byOrder)
	slices.SortStableFunc(p.Links, byOrder)
	slices.SortStableFunc(p.Todo, func(a, b Todo) int { return cmp.Compare(a.Order, b.Order) })
	slices.SortStableFunc(p.Find, func(a, b Finder) int { return cmp.Compare(a.Order, b.Order) })
	slices.SortStableFunc(p.Nightly, func(a, b Task) int { return cmp.Compare(a.Order, b.Order) })
	return p, errors.Join(c.faults...)
}

func (p *Program) add(w Feature) {
	p.Routes = append(p.Routes, w.Routes...)
	p.Nav = append(p.Nav, w.Nav...)
	p.Links = append(p.Links, w.Links...)
	p.Todo = append(p.Todo, w.Todo...)
	p.Queues = append(p.Queues, w.Queues...)
	p.Find = append(p.Find, w.Find...)
	p.Nightly = append(p.Nightly, w.Nightly...)
	p.Jobs = append(p.Jobs, w.Jobs...)
	p.Tables = append(p.Tables, w.Tables...)
	p.Lists = append(p.Lists, w.Lists...)
	p.Texts = append(p.Texts, w.Texts...)
	p.Guides = append(p.Guides, w.Guides...)
	p.Undo = append(p.Undo, w.Undo...)
	maps.Copy(p.Pages, w.Pages)
	p.Rules = append(p.Rules, w.Rules...)
	p.Parameters = append(p.Parameters, w.Parameters...)
	p.Descriptions = append(p.Descriptions, w.Descriptions...)
	p.Papers = append(p.Papers, w.Papers...)
}

func parameterOf(key string) string { return "the parameter " + key }

func describedAs(code string) string { return "the description of " + code }

func bookOf(room string) string { return "the words of " + room }

// Witnessed are the tables that the trail answers for.
func (p *Program) Witnessed() (out []trail.Table) {
	for _, t := range p.Tables {
		if t.Witness != nil {
			out = append(out, *t.Witness)
		}
	}
	return out
}

// ListOf a code, with the route of its page; false if no wing brings one.
func (p *Program) ListOf(code string) (Route, listing.Declared, bool) {
	for _, r := range p.Routes {
		for _, l := range r.Lists {
			if l.Code == code {
				return r, l, true
			}
		}
	}
	return Route{}, listing.Declared{}, false
}

// GuideTo the page of a route; false if no wing brings one.
func (p *Program) GuideTo(page string) (Guide, bool) {
	for _, g := range p.Guides {
		if g.Page == page {
			return g, true
		}
	}
	return Guide{}, false
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
	} else if permission != "" && !words.Has("permission", string(permission)) {
		c.say("%s asks for permission %q, which has no words", what, permission)
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
		for _, l := range r.Lists {
			c.claim("the page with the list " + l.Code)
			if r.Method != "GET" || l.Title == "" {
				c.say("%s shows no list %s", at, l.Code)
			}
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
	for _, q := range w.Queues {
		c.claim("the queue " + q.Code)
		c.permitted("the queue "+q.Code, q.Permission)
		asks := q.Waiting != nil || q.WaitingBy != nil || q.WaitingFor != nil || q.Around != nil
		if q.Words == "" || q.Permission == "" || !asks || !strings.Contains(q.Address, "%d") {
			c.say("the queue %s has no words, permission, address or order", q.Code)
		}
	}
	for _, f := range w.Find {
		c.permitted("the finder of "+f.Words, f.Permission)
		c.permitted("the finder of "+f.Words, f.Unless)
		if f.Permission == "" || f.Words == "" || f.Find == nil {
			c.say("a finder (%s) has no permission, no words or finds nothing", f.Words)
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
		if !words.Has("jobkind", j.Name) {
			c.say("the job %s has no words", j.Name)
		}
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

func (c *joint) lists(lists []exchange.List) {
	for _, l := range lists {
		c.claim("the list " + l.Code)
		c.permitted("the list "+l.Code, l.Permission)
		if err := l.Check(); err != nil {
			c.say("%w", err)
		}
	}
}

// knowledge is each in one place: words, rules and their parameters.
func (c *joint) knowledge(w Feature) {
	for _, b := range w.Texts {
		c.claim(bookOf(b.Room))
	}
	for _, x := range w.Parameters {
		c.claim(parameterOf(x.Key))
	}
	for _, r := range w.Rules {
		c.claim("the rule " + r.Code)
	}
	for _, t := range w.Descriptions {
		c.claim(describedAs(t.Code))
	}
	for subject := range w.Pages {
		c.claim("the page of " + subject)
	}
	for _, u := range w.Undo {
		c.claim("the undoing of " + u.Act)
		c.permitted("the undoing of "+u.Act, u.Permission)
		if u.Subject == "" || u.Back == "" || u.Road == "" || u.Standing == nil || u.Take == nil {
			c.say("the undoing of %s does not say of what, what it puts back, until when, how, or what to do after", u.Act)
		}
	}
	for _, g := range w.Guides {
		c.claim("the guide to " + g.Page)
		if g.For == "" || g.Next == "" || len(g.Call) == 0 {
			c.say("the guide to %s does not say what for, what next or whom to call", g.Page)
		}
	}
	for _, x := range w.Papers {
		c.claim("the paper " + x.Code)
		if x.Title == "" || x.For == "" {
			c.say("the paper %s does not say what it is or whom it is for", x.Code)
		}
	}
}

// lacking is what somebody needs and no wing brings.
func (c *joint) lacking(rules []Rule) {
	for _, r := range rules {
		for _, key := range r.Parameters {
			if c.by[parameterOf(key)] == "" {
				c.say("the rule %s reads %s, which no wing brings", r.Code, key)
			}
		}
	}
	for _, t := range schema.Tables {
		if c.by[describedAs(t.Code)] == "" {
			c.say("no wing brings %s", describedAs(t.Code))
		}
	}
	for _, b := range words.Books() {
		if c.by[bookOf(b.Room)] == "" {
			c.say("no wing brings %s", bookOf(b.Room))
		}
	}
}
