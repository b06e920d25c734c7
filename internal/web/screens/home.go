package screens

import (
	"net/http"
	"slices"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/overview"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/account"
)

// Home shows what waits for a visitor, how things stand, and what one comes to do; it asks the wings and knows none.
type Home struct {
	Program func() *feature.Program // of all wings, once they are joined
}

// Routes of the home page.
func (p *Home) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/", "", p.home).Untold(),
		feature.Get("/menu", "", p.menu).Untold(),
		feature.Get("/guide", "", p.guide).Untold(),
		feature.Get("/guide/keys", "", p.keys).Untold(),
		feature.Get("/api/counts", "", p.counts).Untold(),
	}
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
	Lately   []feature.Done // today, by the visitor
}

// Mark of a card: late, soon, or nothing.
func (h homePage) Mark(i feature.Item) string {
	switch {
	case i.Overdue(h.R.Today) || i.First:
		return "late"
	case i.Soon(h.R.Today):
		return "soon"
	}
	return ""
}

// State of a card's deadline: bad, warn or wait.
func (h homePage) State(i feature.Item) string {
	return map[string]string{"late": "bad", "soon": "warn", "": "wait"}[h.Mark(i)]
}

// Until tells how a card's deadline stands, in words; empty if it has none and nothing of it is late.
func (h homePage) Until(i feature.Item) string {
	days := func(code string, n int) string { return words.Text(code, errs.Arg{Name: "days", Value: n}) }
	switch {
	case i.Deadline.IsZero():
		return ""
	case i.Deadline.Before(h.R.Today):
		return days("home.late", h.R.Today.DaysSince(i.Deadline))
	case i.Deadline == h.R.Today:
		return words.Text("home.today")
	}
	return days("home.left", i.Deadline.DaysSince(h.R.Today))
}

// Age tells how long the oldest has waited, in words; empty if that is not known.
func (h homePage) Age(i feature.Item) string {
	if i.Since.IsZero() {
		return ""
	}
	n := h.R.Today.DaysSince(i.Since)
	if n < 1 {
		return words.Text("home.new")
	}
	return words.Text("home.age", errs.Arg{Name: "days", Value: n})
}

// Below reports whether there is more to see on the overview's page: of regions that have others below.
func (h homePage) Below() bool {
	for _, f := range h.Figures {
		if at, ok := h.R.Tree.ByPath(f.Path); ok && at.Level != region.Village {
			return true
		}
	}
	return false
}

// Hour at which something was done today.
func (h homePage) Hour(d feature.Done) string { return d.AtUs.Time().Format("15:04") }

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
		if r.Can("placement.view") && r.Can("quota.view") { // who plans posts, not who pays
			if page.Figures, err = figuresOf(r, s); err != nil {
				return err
			}
		}
		if page.Todo, page.HasWork, err = p.Program().Waiting(r, s); err != nil {
			return err
		}
		if page.Lately, err = p.Program().Lately(r, s, clock.On(r.Today, 0, 0), 10); err != nil {
			return err
		}
		page.Links, err = linksOf(r, s, p.Program().Links)
		page.Links = slices.DeleteFunc(page.Links, func(l feature.Link) bool { return !l.Start })
		return err
	}); err != nil {
		return err
	}
	r.Kit.Waiting.Keep(r.Actor.UserID, r.Now, feature.CountsOf(r, page.Todo))
	if len(page.Roles) == 0 {
		page.Roles = []string{"您还没有被授予角色，请联系安全管理员。"}
	}
	return r.Show(http.StatusOK, "home", page)
}

// linksOf are the links that a visitor may follow.
func linksOf(r *kit.Request, s *database.Snapshot, all []feature.Link) (out []feature.Link, err error) {
	for _, l := range all {
		if l.Permission != "" && !r.Can(string(l.Permission)) || r.Actor.OnlyOf(l.Not) {
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
