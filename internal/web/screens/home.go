package screens

import (
	"net/http"

	"gangwei/internal/forms/overview"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/account"
)

// Home shows what waits for a visitor, how things stand, and what one comes to do; it asks the wings and knows none.
type Home struct {
	Program func() *feature.Program // of all wings, once they are joined
}

// Routes of the home page.
func (p *Home) Routes() []feature.Route {
	return []feature.Route{feature.Get("/", "", p.home).Untold()}
}

type homePage struct {
	kit.Page
	Greeting string
	Roles    []string
	Resets   []account.Reset // of one's own password, not acknowledged
	Todo     []feature.Item
	HasWork  bool
	Figures  []overview.Figures
	Links    []feature.Link
}

// LastReset that the page shows.
func (h homePage) LastReset() int64 { return h.Resets[len(h.Resets)-1].ID }

func (p *Home) home(r *kit.Request) error {
	page := &homePage{Page: kit.Page{Title: "首页"}, Greeting: r.Actor.Name + "，您好"}
	for _, g := range r.Actor.Grants {
		page.Roles = append(page.Roles, r.Tree.Full(g.Path)+words.Label("role", string(g.Role)))
	}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if page.Resets, err = account.UntoldResets(s, r.Actor.UserID); err != nil {
			return err
		}
		if r.Can("placement.view") {
			if page.Figures, err = figuresOf(r, s); err != nil {
				return err
			}
		}
		if err := page.ask(r, s, p.Program().Todo); err != nil {
			return err
		}
		page.Links, err = linksOf(r, s, p.Program().Links)
		return err
	}); err != nil {
		return err
	}
	if len(page.Roles) == 0 {
		page.Roles = []string{"您还没有被授予角色，请联系安全管理员。"}
	}
	return r.Show(http.StatusOK, "home", page)
}

// ask each to-do of those that the visitor holds the permission for.
func (h *homePage) ask(r *kit.Request, s *database.Snapshot, all []feature.Todo) error {
	for _, t := range all {
		if t.Permission != "" && !r.Can(string(t.Permission)) || t.Role != "" && !r.Actor.HasRole(t.Role) {
			continue
		}
		items, err := t.Items(r, s)
		if err != nil {
			return err
		}
		h.HasWork = h.HasWork || t.Work
		for _, i := range items {
			h.HasWork = h.HasWork || i.Work
			if i.Count > 0 && i.First {
				h.Todo = append([]feature.Item{i}, h.Todo...)
			} else if i.Count > 0 {
				h.Todo = append(h.Todo, i)
			}
		}
	}
	return nil
}

// linksOf are the links that a visitor may follow.
func linksOf(r *kit.Request, s *database.Snapshot, all []feature.Link) (out []feature.Link, err error) {
	for _, l := range all {
		if l.Permission != "" && !r.Can(string(l.Permission)) {
			continue
		}
		shown := true
		if l.When != nil {
			if shown, err = l.When(r, s); err != nil {
				return nil, err
			}
		}
		if shown {
			out = append(out, l)
		}
	}
	return out, nil
}

// figuresOf the visitor's regions, added up once for a request.
func figuresOf(r *kit.Request, s *database.Snapshot) ([]overview.Figures, error) {
	if f, ok := r.Context.Get("figures").([]overview.Figures); ok {
		return f, nil
	}
	f, err := overview.Regions(s, r.Tree, r.Actor.Scope("placement.view"), r.Today)
	r.Context.Set("figures", f)
	return f, err
}
