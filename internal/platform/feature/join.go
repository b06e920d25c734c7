package feature

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/trail"
	"gangwei/internal/platform/words"
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
	Lists   []exchange.List
	Texts   []*words.Book

	Rules      []Rule
	Parameters []*rulebook.Type
}

// Join puts the wings together and refuses what does not fit: a permission that no policy knows or that has no words,
// an address, a job, a table, a list or a book of words that two wings bring, a book that none brings, a rule that reads
// a parameter that none brings, a route without a handler, a task without a limit, a list that anybody could take.
func Join(known func(authz.Permission) bool, wings ...Feature) (*Program, error) {
	p := &Program{}
	var faults []error
	say := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	once := map[string]string{}
	claim := func(wing, what string) {
		if other, taken := once[what]; taken {
			say("%s brings %s, which %s brings too", wing, what, other)
		}
		once[what] = wing
	}
	permitted := func(wing, what string, permission authz.Permission) {
		if permission != "" && !known(permission) {
			say("%s: %s asks for permission %q, which no policy knows", wing, what, permission)
		} else if permission != "" && !words.Has("permission", string(permission)) {
			say("%s: %s asks for permission %q, which has no words", wing, what, permission)
		}
	}
	for _, w := range wings {
		for _, r := range w.Routes {
			at := r.Method + " " + r.Path
			claim(w.Wing, "the address "+at)
			permitted(w.Wing, at, r.Permission)
			if r.Handle == nil || !strings.HasPrefix(r.Path, "/") || r.Method != "GET" && r.Method != "POST" {
				say("%s: %s is no route", w.Wing, at)
			}
			if r.Public && r.Permission != "" {
				say("%s: %s is public and asks for a permission", w.Wing, at)
			}
		}
		for _, l := range slices.Concat(w.Nav, w.Links) {
			permitted(w.Wing, "the link "+l.Address, l.Permission)
		}
		for _, t := range w.Todo {
			permitted(w.Wing, fmt.Sprintf("the to-do %d", t.Order), t.Permission)
			if t.Items == nil {
				say("%s: the to-do %d counts nothing", w.Wing, t.Order)
			}
		}
		for _, t := range w.Nightly {
			claim(w.Wing, "the duty "+t.Name)
			if t.Limit <= 0 || t.Run == nil || t.Words == "" {
				say("%s: the duty %s has no limit, no work or no words", w.Wing, t.Name)
			}
		}
		for _, j := range w.Jobs {
			claim(w.Wing, "the job "+j.Name)
			if !words.Has("jobkind", j.Name) {
				say("%s: the job %s has no words", w.Wing, j.Name)
			}
		}
		for _, t := range w.Tables {
			claim(w.Wing, "the table "+t.Name)
			if t.Owner == "" || t.Holds == "" {
				say("%s: the table %s has no owner, or does not say what it holds", w.Wing, t.Name)
			}
		}
		for _, l := range w.Lists {
			claim(w.Wing, "the list "+l.Code)
			permitted(w.Wing, "the list "+l.Code, l.Permission)
			if err := l.Check(); err != nil {
				say("%s: %w", w.Wing, err)
			}
		}
		for _, b := range w.Texts {
			claim(w.Wing, bookOf(b.Room))
		}
		for _, x := range w.Parameters {
			claim(w.Wing, parameterOf(x.Key))
		}
		for _, r := range w.Rules {
			claim(w.Wing, "the rule "+r.Code)
		}
		for _, c := range w.Checks {
			if err := c.Run(); err != nil {
				say("%s: %s: %w", w.Wing, c.Name, err)
			}
		}
		p.Routes = append(p.Routes, w.Routes...)
		p.Nav = append(p.Nav, w.Nav...)
		p.Links = append(p.Links, w.Links...)
		p.Todo = append(p.Todo, w.Todo...)
		p.Nightly = append(p.Nightly, w.Nightly...)
		p.Jobs = append(p.Jobs, w.Jobs...)
		p.Tables = append(p.Tables, w.Tables...)
		p.Lists = append(p.Lists, w.Lists...)
		p.Texts = append(p.Texts, w.Texts...)
		p.Rules = append(p.Rules, w.Rules...)
		p.Parameters = append(p.Parameters, w.Parameters...)
	}
	for _, r := range p.Rules {
		for _, key := range r.Parameters {
			if once[parameterOf(key)] == "" {
				say("the rule %s reads %s, which no wing brings", r.Code, key)
			}
		}
	}
	for _, b := range words.Books() {
		if once[bookOf(b.Room)] == "" {
			say("no wing brings %s", bookOf(b.Room))
		}
	}
	byOrder := func(a, b Link) int { return cmp.Compare(a.Order, b.Order) }
	slices.SortStableFunc(p.Nav, byOrder)
	slices.SortStableFunc(p.Links, byOrder)
	slices.SortStableFunc(p.Todo, func(a, b Todo) int { return cmp.Compare(a.Order, b.Order) })
	slices.SortStableFunc(p.Nightly, func(a, b Task) int { return cmp.Compare(a.Order, b.Order) })
	return p, errors.Join(faults...)
}

func parameterOf(key string) string { return "the parameter " + key }

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

// SignedIn are the routes behind the sign-in.
func (p *Program) SignedIn() (out []Route) {
	for _, r := range p.Routes {
		if !r.Public {
			out = append(out, r)
		}
	}
	return out
}
