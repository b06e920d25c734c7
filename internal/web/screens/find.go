package screens

import (
	"net/url"

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

func (p Finding) imports(r *kit.Request, s *database.Snapshot, q feature.Sought) (found feature.Found, err error) {
	for _, k := range p.Imports.kindsOf(r) {
		rows, err := importer.BatchesNamed(s, r.Actor.Scope(k.Permission), k.Code, q.Text,
			feature.FindLimit-len(found.Hits))
		if err != nil {
			return found, err
		}
		found.Hits = append(found.Hits, feature.FoundOf(rows, func(x importer.Row) feature.Hit {
			return feature.Hit{Words: x.FileName, Address: "/imports/" + kit.FormatID(x.ID), Path: x.Path,
				Detail: words.Label("importkind", x.Kind) + "，" + words.Label("import", x.State)}
		}).Hits...)
	}
	return found, nil
}

func findRegions(r *kit.Request, _ *database.Snapshot, q feature.Sought) (found feature.Found, err error) {
	for _, x := range regionsNamed(r, r.Actor.Scope("region.view"), q.Text, "", feature.FindLimit) {
		found.Hits = append(found.Hits, feature.Hit{Words: x.Name, Address: "/divisions?region=" + url.QueryEscape(x.Code),
			Path: x.Path, Detail: x.Code, Exact: x.Code == q.Number})
	}
	return found, nil
}
