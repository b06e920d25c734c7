package screens

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
	"unicode/utf8"

	"gangwei/internal/importer"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
)

const (
	mostSought = 200             // characters that are searched for
	shownOfAll = 10              // hits of a kind that the page shows
	searchTime = 8 * time.Second // after which what was found so far is shown
)

// Search finds records of all kinds by what was typed into the box on every page. It asks the wings and knows none.
type Search struct {
	Program func() *feature.Program // of all wings, once they are joined
}

// Routes of the search.
func (p *Search) Routes() []feature.Route {
	return []feature.Route{feature.Get("/search", "", p.search)}
}

// foundKind is what was found of one kind.
type foundKind struct {
	Words string
	Hits  []feature.Hit // shown
	Count int           // found
	More  bool          // there are more than could be counted
	All   string
}

type searchPage struct {
	kit.Page
	Q     string
	Long  bool // too long to be anything
	Late  bool // the time was over before all kinds were looked through
	Kinds []foundKind
	Any   []string // kinds that the visitor can find
}

func (p *Search) search(r *kit.Request) error {
	page := &searchPage{Page: kit.Page{Title: "查找"}, Q: r.Text("q")}
	if err := r.Faults(); err != nil {
		return err
	}
	var finders []feature.Finder
	for _, f := range p.Program().Find {
		if r.Can(string(f.Permission)) {
			finders, page.Any = append(finders, f), append(page.Any, f.Words)
		}
	}
	page.Long = utf8.RuneCountInString(page.Q) > mostSought
	if page.Q == "" || page.Long {
		return r.Show(http.StatusOK, "search", page)
	}
	if err := page.find(r, finders); err != nil {
		return err
	}
	if to := page.only(); to != "" {
		return r.Redirect(http.StatusSeeOther, to)
	}
	return r.Show(http.StatusOK, "search", page)
}

// find what each finder finds, one after the other, until the time is over.
func (page *searchPage) find(r *kit.Request, finders []feature.Finder) error {
	ctx, cancel := context.WithTimeout(r.Context.Request().Context(), searchTime)
	defer cancel()
	q := feature.SoughtOf(page.Q)
	err := r.Kit.DB.Read(ctx, func(s *database.Snapshot) error {
		for _, f := range finders {
			found, err := f.Find(r, s, q)
			if err != nil {
				return err
			}
			if n := len(found.Hits); n > 0 {
				page.Kinds = append(page.Kinds, foundKind{Words: f.Words, Hits: found.Hits[:min(n, shownOfAll)],
					Count: min(n, feature.FindLimit-1), More: n >= feature.FindLimit, All: found.All})
			}
		}
		return nil
	})
	if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) && r.Context.Request().Context().Err() == nil {
		page.Late = true
		return nil
	}
	return err
}

// only is the address of the one record whose number was typed; empty if something else was found too.
func (page *searchPage) only() string {
	if len(page.Kinds) == 1 && page.Kinds[0].Count == 1 && page.Kinds[0].Hits[0].Exact && !page.Late {
		return page.Kinds[0].Hits[0].Address
	}
	return ""
}

// Finders of imports, of the kinds that the visitor may hand in.
func (p *Imports) Finders() []feature.Finder {
	return []feature.Finder{{Order: 110, Permission: "import.view", Words: "导入", Find: p.find}}
}

func (p *Imports) find(r *kit.Request, s *database.Snapshot, q feature.Sought) (found feature.Found, err error) {
	for _, k := range p.kindsOf(r) {
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

// Finders of divisions.
func (Regions) Finders() []feature.Finder {
	return []feature.Finder{{Order: 100, Permission: "region.view", Words: "区划", Find: findRegions}}
}

func findRegions(r *kit.Request, _ *database.Snapshot, q feature.Sought) (found feature.Found, err error) {
	for _, x := range regionsNamed(r, r.Actor.Scope("region.view"), q.Text, "", feature.FindLimit) {
		found.Hits = append(found.Hits, feature.Hit{Words: x.Name, Address: "/divisions?region=" + url.QueryEscape(x.Code),
			Path: x.Path, Detail: x.Code, Exact: x.Code == q.Number})
	}
	return found, nil
}
