package screens

import (
	"context"
	"errors"
	"net/http"
	"time"
	"unicode/utf8"

	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
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
		if r.Can(string(f.Permission)) && (f.Unless == "" || !r.Can(string(f.Unless))) {
			finders, page.Any = append(finders, f), append(page.Any, f.Words)
		}
	}
	page.Long = utf8.RuneCountInString(page.Q) > mostSought
	q := feature.SoughtOf(page.Q)
	if q.Text == "" || page.Long {
		page.Q = q.Text
		return r.Show(http.StatusOK, "search", page)
	}
	if err := page.find(r, finders, q); err != nil {
		return err
	}
	if to := page.only(); to != "" {
		return r.Redirect(http.StatusSeeOther, to)
	}
	return r.Show(http.StatusOK, "search", page)
}

// find what each finder finds, one after the other, until the time is over.
func (page *searchPage) find(r *kit.Request, finders []feature.Finder, q feature.Sought) error {
	ctx, cancel := context.WithTimeout(r.Context.Request().Context(), searchTime)
	defer cancel()
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
