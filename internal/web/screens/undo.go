package screens

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
	"gangwei/internal/platform/words"
)

// Undoing takes back what a visitor did: one address for all acts, whatever wing they are of.
type Undoing struct {
	Program func() *feature.Program // of all wings, once they are joined
}

// Routes of the undoing.
func (p *Undoing) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/undo/:id", "", p.show).Of("act").Untold(),
		feature.Post("/undo/:id", "", p.take).Of("act"),
	}
}

type undoPage struct {
	kit.Page
	Line  trail.Line
	Of    feature.Undo
	Offer *kit.Offer // nil: it is too late
	At    string     // the record's page; empty if it has none
}

// load the visitor's own act; another's is not there.
func (p *Undoing) load(r *kit.Request) (*undoPage, error) {
	id, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &undoPage{Page: kit.Page{Title: "撤回", R: r}}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Line, err = trail.ByID(s, id); err != nil {
			return err
		}
		known := false
		page.Of, known = p.Program().UndoOf(page.Line.Act)
		if !known || page.Line.ActorID != r.Actor.UserID {
			return errs.New(errs.NotFound, "authz.not_found")
		}
		page.At = p.Program().PageOf(r, page.Line)
		page.Offer, err = p.Program().Offer(r, s, page.Line)
		return err
	})
	return page, err
}

func (p *Undoing) show(r *kit.Request) error {
	page, err := p.load(r)
	if err != nil {
		return err
	}
	return r.Show(200, "undo", page)
}

func (p *Undoing) take(r *kit.Request) error {
	page, err := p.load(r)
	if err != nil {
		return err
	}
	b := desk.Back{Entry: page.Line.ID, Version: r.Int("version"), Why: r.Text("remark")}
	if err = r.Faults(); err == nil {
		err = page.Of.Take(r, page.Line, b)
	}
	if err != nil {
		return r.RenderFormErrors(err, "undo", page)
	}
	to := page.At
	if to == "" {
		to = "/"
	}
	return r.SeeOther(to, words.Text("undo.done", errs.Arg{Name: "act", Value: words.Label("act", page.Line.Act)}))
}
