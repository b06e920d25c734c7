package screens

import (
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
)

// Finders of printed sheets.
func (p *Papers) Finders() []feature.Finder {
	return []feature.Finder{{Order: 60, Permission: "paper.view", Words: "表册", Find: p.find}}
}

func (p *Papers) find(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	rows, err := villagepapers.Find(s, r.Actor.Scope("paper.view"), kindsOf(r), q.Number)
	return feature.FoundOf(rows, func(x villagepapers.Form) feature.Hit {
		return feature.Hit{Words: words.Label("paper", x.Kind), Path: x.Path, Detail: x.Number, Exact: true,
			Address: "/papers?region=" + r.CodeOf(x.Path) + "&kind=" + x.Kind}
	}), err
}
