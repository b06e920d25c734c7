package folder

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// applications by whom they are of and by their numbers. Numbers begin again each year and are the same in many
// villages, so that a number alone names an application only where nothing else has it.
type applications struct {
	of     map[int64][]*inspect.Application  // by person
	number map[string][]*inspect.Application // by the number that was written
	path   map[*inspect.Application]string
}

func newApplications() applications {
	return applications{map[int64][]*inspect.Application{}, map[string][]*inspect.Application{},
		map[*inspect.Application]string{}}
}

// sameApplication is how many days apart two lists may date one application of one number.
const sameApplication = 60

// add an application of a place; false where another list has told of it: the same person, place and number, or
// without a number the same day.
func (x *applications) add(a *inspect.Application, path, number string) bool {
	for _, o := range x.of[a.PersonID] {
		apart := a.Submitted.DaysSince(o.Submitted)
		if x.path[o] == path && o.Number == a.Number && (apart == 0 || number != "" && max(apart,
			-apart) <= sameApplication) {
			if o.State == "" {
				o.State = a.State
			}
			if o.PostID == 0 {
				o.PostID = a.PostID
			}
			return false
		}
	}
	x.of[a.PersonID] = append(x.of[a.PersonID], a)
	x.path[a] = path
	if number != "" {
		x.number[number] = append(x.number[number], a)
	}
	return true
}

// application that a row is about: the person's, at the row's place, of its number, the last one up to a day; without
// a person by the number at that place. nil where there is none, or where several fit: untied tells which.
func (b *builder) application(r *record, p *inspect.Person, on civil.Date) *inspect.Application {
	no, path := "", ""
	if r.has("application_no") {
		no = r.get("application_no")
	}
	if s := b.spots[r]; s.village != "" {
		path = b.atlas.path(s)
	}
	if p == nil {
		a, _ := b.byNumber(no, path, on)
		return a
	}
	own := b.apps.of[p.ID]
	for _, narrower := range []func(*inspect.Application) bool{
		func(a *inspect.Application) bool { return path == "" || b.apps.path[a] == path },
		func(a *inspect.Application) bool { return no == "" || a.Number == no },
	} {
		if some := only(own, narrower); len(some) > 0 {
			own = some
		}
	}
	var best *inspect.Application
	for _, a := range own {
		if on.IsZero() || !a.Submitted.After(on.AddDays(31)) {
			if best == nil || a.Submitted.After(best.Submitted) {
				best = a
			}
		}
	}
	return best
}

// longestRoad is how many days an application may be on its way, beyond which a row of its number is of another year's.
const longestRoad = 400

// byNumber is the only application of a number at a place (anywhere, where the row names none) that a row of a day can
// be about; several: there are more.
func (b *builder) byNumber(no, path string, on civil.Date) (found *inspect.Application, several bool) {
	if no == "" {
		return nil, false
	}
	all := only(b.apps.number[no], func(a *inspect.Application) bool { return path == "" || b.apps.path[a] == path })
	fit := only(all, func(a *inspect.Application) bool {
		return on.IsZero() || !a.Submitted.After(on) && on.DaysSince(a.Submitted) <= longestRoad
	})
	switch {
	case len(fit) == 1:
		return fit[0], false
	case len(all) == 1:
		return all[0], false // out of its order, which is for the rules to say
	}
	return nil, len(all) > 1
}

func only(all []*inspect.Application, keep func(*inspect.Application) bool) (out []*inspect.Application) {
	for _, a := range all {
		if keep(a) {
			out = append(out, a)
		}
	}
	return out
}

// untied says why a row belongs to no application: its number is that of several, or whatever else is told.
func (b *builder) untied(r *record, otherwise string) {
	path := ""
	if s := b.spots[r]; s.village != "" {
		path = b.atlas.path(s)
	}
	no := r.get("application_no")
	if _, several := b.byNumber(no, path, civil.Date{}); several && b.rowPerson(r) == nil {
		b.at(r, "application_no", "申请编号“"+no+"”有几份申请（每年重新编号，或者几个村用同一个编号），没有身份证号码，分不清是哪一份，这一行没有使用；请补上身份证号码")
		return
	}
	b.at(r, "application_no", otherwise)
}
