package screens

import (
	"cmp"
	"net/url"

	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Finding is what the wing finds by what somebody typed.
type Finding struct {
	Ring *seal.Ring
}

// Finders of posts, of who is on them, of accidents, applications and meetings.
func (p *Finding) Finders() []feature.Finder {
	return []feature.Finder{
		{Order: 20, Permission: "placement.view", Words: "在岗人员", Find: p.placements},
		{Order: 30, Permission: "post.view", Words: "岗位", Find: p.posts},
		{Order: 35, Permission: "accident.view", Words: "意外事故", Find: p.accidents},
		{Order: 40, Permission: "application.view", Words: "申请", Find: p.applications},
		{Order: 50, Permission: "application.view", Words: "民主评议会", Find: p.meetings},
	}
}

// sees reports whether the visitor is shown a human under 人员, from where all that is held of them is one step away:
// then a whole number finds only the human.
func sees(r *kit.Request, s resident.Seek) bool { return s.Whole() && r.Can("resident.view") }

func (p *Finding) placements(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	scope, seek := r.Actor.Scope("placement.view"), resident.SeekOf(p.Ring, q.Text)
	var rows []placement.Found
	var names map[int64]string
	var people []int64
	var err error
	switch {
	case sees(r, seek):
	case seek.Nobody:
	default:
		if people, names, err = resident.Meant(s, scope, seek); err == nil {
			rows, err = placement.OfPeople(s, scope, people, feature.FindLimit)
		}
	}
	agreed := err == nil && len(rows) == 0 && (seek.Nobody || seek.Both())
	if agreed {
		rows, err = placement.Agreed(s, scope, q.Written(), feature.FindLimit)
	}
	found := feature.FoundOf(rows, func(x placement.Found) feature.Hit {
		return feature.Hit{Words: cmp.Or(names[x.PersonID], "协议"+q.Text), Address: "/placements/" + kit.FormatID(x.ID),
			Path: x.Path, Detail: x.Title + "，" + words.Label("placement", x.State), Exact: agreed || seek.Whole()}
	})
	found.All = "/placements?q=" + url.QueryEscape(q.Text)
	return found, err
}

func (p *Finding) posts(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	text := q.Text
	if q.Numbered() {
		text = q.Number
	}
	rows, err := post.Find(s, r.Actor.Scope("post.view"), text, q.Numbered(), feature.FindLimit)
	found := feature.FoundOf(rows, func(x post.Post) feature.Hit {
		return feature.Hit{Words: x.Title, Address: "/posts/" + kit.FormatID(x.ID), Path: x.Path,
			Detail: x.Code + "，" + words.Label("post", x.State), Exact: x.Code == q.Number}
	})
	found.All = "/posts?q=" + url.QueryEscape(q.Text)
	return found, err
}

func (p *Finding) applications(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	scope, seek := r.Actor.Scope("application.view"), resident.SeekOf(p.Ring, q.Text)
	var rows []application.Found
	var names map[int64]string
	var people []int64
	var err error
	switch {
	case sees(r, seek), seek.Nobody && !q.Numbered():
	case seek.Nobody:
		rows, err = application.Numbered(s, scope, q.Number, feature.FindLimit)
	default:
		if people, names, err = resident.Meant(s, scope, seek); err == nil {
			rows, err = application.OfPeople(s, scope, people, feature.FindLimit)
		}
	}
	found := feature.FoundOf(rows, func(x application.Found) feature.Hit {
		hit := feature.Hit{Words: x.Number, Address: "/applications/" + kit.FormatID(x.ID), Path: x.Path,
			Detail: x.Title + "，" + words.Label("application", x.State), Exact: x.Number == q.Number}
		if name := names[x.PersonID]; name != "" {
			hit.Words, hit.Detail = name, x.Number+"，"+hit.Detail
		}
		return hit
	})
	found.All = "/applications?q=" + url.QueryEscape(q.Text)
	return found, err
}

func (p *Finding) accidents(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	scope, seek := r.Actor.Scope("accident.view"), resident.SeekOf(p.Ring, q.Text)
	var rows []placement.FoundAccident
	var names map[int64]string
	var people []int64
	var err error
	switch {
	case sees(r, seek), seek.Nobody:
	default:
		if people, names, err = resident.Meant(s, scope, seek); err == nil {
			rows, err = placement.AccidentsOfPeople(s, scope, people, feature.FindLimit)
		}
	}
	claimed := err == nil && len(rows) == 0 && (seek.Nobody || seek.Both())
	if claimed {
		rows, err = placement.AccidentsClaimed(s, scope, q.Written(), feature.FindLimit)
	}
	return feature.FoundOf(rows, func(x placement.FoundAccident) feature.Hit {
		return feature.Hit{Words: cmp.Or(names[x.PersonID], "报案号"+q.Text),
			Address: "/accidents/" + kit.FormatID(x.ID), Path: x.Path,
			Detail: x.HappenedOn.Chinese() + "，" + words.Label("accident", x.State), Exact: claimed}
	}), err
}

func (p *Finding) meetings(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	on := civil.Claim(q.Text).Date
	rows, err := application.MeetingsOn(s, r.Actor.Scope("application.view"), on, q.Text, feature.FindLimit)
	return feature.FoundOf(rows, func(x application.Meeting) feature.Hit {
		return feature.Hit{Words: x.OnDate.Chinese() + "评议会", Address: "/meetings/" + kit.FormatID(x.ID), Path: x.Path,
			Detail: x.Place}
	}), err
}
