package screens

import (
	"gangwei/internal/forms/formlists"
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/forms/project"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/resident"
	"gangwei/internal/registry/unit"
)

// Finding is what the wing finds by what somebody typed.
type Finding struct {
	Ring *seal.Ring
}

// Finders of people in the aid ledger, of projects and of entries of the lists.
func (p *Finding) Finders() []feature.Finder {
	return []feature.Finder{
		{Order: 45, Permission: "help.view", Words: "就业援助", Find: p.help},
		{Order: 97, Permission: "project.view", Words: "就业帮扶项目", Find: findProjects},
		{Order: 98, Permission: "register.view", Words: "清单", Find: findEntries},
	}
}

func (p *Finding) help(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	scope, seek := r.Actor.Scope("help.view"), resident.SeekOf(p.Ring, q.Text)
	if seek.Nobody || seek.Whole() && r.Can("resident.view") { // a whole number opens the human
		return feature.Found{}, nil
	}
	people, names, err := resident.Meant(s, scope, seek)
	if err != nil {
		return feature.Found{}, err
	}
	rows, err := helpledger.OfPeople(s, scope, people, feature.FindLimit)
	return feature.FoundOf(rows, func(x helpledger.Case) feature.Hit {
		state := "援助中"
		if !x.ClosedOn.IsZero() {
			state = "已结案"
		}
		return feature.Hit{Words: names[x.PersonID], Address: "/help/" + kit.FormatID(x.ID), Path: x.Path,
			Detail: x.OpenedOn.Chinese() + "登记，" + state, Exact: seek.Whole()}
	}), err
}

// unitsSeen are those whose records the visitor may open, with their names.
func unitsSeen(r *kit.Request, s *database.Snapshot, p authz.Permission) (ids []int64, names map[int64]string,
	err error) {
	all, err := unit.All(s, r.Tree, r.Today)
	names = map[int64]string{}
	for _, u := range unit.Served(all, r.Actor, p) {
		ids, names[u.ID] = append(ids, u.ID), u.Name
	}
	return ids, names, err
}

func findProjects(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	units, names, err := unitsSeen(r, s, "project.view")
	if err != nil {
		return feature.Found{}, err
	}
	rows, err := project.Named(s, units, q.Text, feature.FindLimit)
	return feature.FoundOf(rows, func(x project.Project) feature.Hit {
		return feature.Hit{Words: x.Name, Address: "/projects/" + kit.FormatID(x.ID), Detail: names[x.UnitID]}
	}), err
}

func findEntries(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	units, names, err := unitsSeen(r, s, "register.view")
	if err != nil {
		return feature.Found{}, err
	}
	rows, err := formlists.Named(s, units, q.Text, feature.FindLimit)
	return feature.FoundOf(rows, func(x formlists.Entry) feature.Hit {
		kind, _ := formlists.KindOf(x.Kind)
		return feature.Hit{Words: x.Name, Address: "/registers/" + kit.FormatID(x.ID),
			Detail: kind.Name + "，" + names[x.UnitID]}
	}), err
}
