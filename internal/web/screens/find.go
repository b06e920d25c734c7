package screens

import (
	"net/url"
	"strings"

	"gangwei/internal/importer"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
)

// Finding is what is found by what somebody typed of what is nobody's: divisions, and imports of the kinds that the
// visitor may hand in.
type Finding struct {
	Imports *Imports
}

// Finders of divisions and imports.
func (p Finding) Finders() []feature.Finder {
	return []feature.Finder{
		{Order: 100, Permission: "region.view", Words: "区划", Find: findRegions},
		{Order: 110, Permission: "import.view", Words: "导入", Find: p.imports},
	}
}

// importsLooked at: the latest of the visitor's regions.
const importsLooked = 500

func (p Finding) imports(r *kit.Request, s *database.Snapshot, q feature.Sought) (found feature.Found, err error) {
	rows, err := importer.List(s, r.Actor.Scope("import.view"), 0, importsLooked)
	for _, x := range rows {
		k, err := p.Imports.Imports.KindOf(x.Kind)
		if err != nil || !r.Actor.Scope(k.Permission).Covers(x.Path) || !strings.Contains(x.FileName, q.Text) {
			continue
		}
		found.Hits = append(found.Hits, feature.Hit{Words: x.FileName, Address: "/imports/" + kit.FormatID(x.ID),
			Path: x.Path, Detail: words.Label("importkind", x.Kind) + "，" + words.Label("import", x.State)})
	}
	found.Hits = found.Hits[:min(len(found.Hits), feature.FindLimit)]
	return found, err
}

func findRegions(r *kit.Request, _ *database.Snapshot, q feature.Sought) (found feature.Found, err error) {
	for _, x := range regionsNamed(r, r.Actor.Scope("region.view"), q.Text, feature.FindLimit) {
		found.Hits = append(found.Hits, feature.Hit{Words: x.Name, Address: "/divisions?region=" + url.QueryEscape(x.Code),
			Path: x.Path, Detail: x.Code, Exact: x.Code == q.Number})
	}
	return found, nil
}
