package overview

import (
	"cmp"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Typing is how much a role has to type in a month: acts typed by hand or for another, not those that came by import,
// batch or default. It is told of roles, never of people.
type Typing struct {
	Role   string
	People int64 // who typed anything
	Acts   int64
	Top    []TypedAct // the most frequent, at most five
}

// TypedAct is one kind of act.
type TypedAct struct {
	Act string
	N   int64
}

// PerPerson is the mean number of acts of those who typed anything, rounded up.
func (t Typing) PerPerson() int64 {
	if t.People == 0 {
		return 0
	}
	return (t.Acts + t.People - 1) / t.People
}

// fewPeople below which a role is not told: it would tell of somebody.
const fewPeople = 3

// TypingOf a scope's month by role. What inspectors do is in a chain of their own and is not counted; a role of fewer
// than three people who typed is left out.
func TypingOf(r database.Reader, scope authz.Scope, month civil.Month) ([]Typing, error) {
	where, args := scope.SQL("e.region_path")
	args = append(args, int64(clock.On(month.First(), 0, 0)), int64(clock.On(month.Add(1).First(), 0, 0)))
	within := " FROM trail_entry e JOIN user_grant g ON g.user_id = e.actor_id WHERE " + where +
		" AND e.at_us >= ? AND e.at_us < ? AND e.chain <> 'inspect' AND e.channel IN ('typed','for_another')"
	var people []struct {
		Role   string
		People int64
	}
	if err := r.Select(&people, "SELECT g.role, COUNT(DISTINCT e.actor_id) AS people"+within+" GROUP BY g.role",
		args...); err != nil {
		return nil, err
	}
	var acts []struct {
		Role, Act string
		N         int64
	}
	if err := r.Select(&acts,
		"SELECT x.role, x.act, COUNT(*) AS n FROM (SELECT DISTINCT g.role, e.act, e.id"+within+") x GROUP BY x.role, x.act",
		args...); err != nil {
		return nil, err
	}
	var out []Typing
	for _, p := range people {
		if p.People < fewPeople {
			continue
		}
		t := Typing{Role: p.Role, People: p.People}
		for _, a := range acts {
			if a.Role == p.Role {
				t.Acts += a.N
				t.Top = append(t.Top, TypedAct{a.Act, a.N})
			}
		}
		slices.SortFunc(t.Top, func(a, b TypedAct) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Act, b.Act)) })
		t.Top = t.Top[:min(5, len(t.Top))]
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b Typing) int { return cmp.Compare(a.Role, b.Role) })
	return out, nil
}
