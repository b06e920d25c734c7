package screens

import (
	"net/http"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/drafts"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
)

// Drafts keeps what visitors have typed and not saved, each their own.
type Drafts struct {
	Drafts *drafts.Service
}

// Routes of drafts; their content is the owner's alone.
func (p *Drafts) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/api/drafts", "", p.draft).Untold(),
		feature.Post("/api/drafts", "", p.keep),
		feature.Post("/api/drafts/drop", "", p.drop),
	}
}

// keptDraft as the grid reads it.
type keptDraft struct {
	N       int64  `json:"n"`
	At      string `json:"at"`
	Version int64  `json:"version"`
	Content string `json:"content,omitempty"`
}

func (p *Drafts) draft(r *kit.Request) error {
	return r.Read(func(s *database.Snapshot) error {
		d, found, err := p.Drafts.Of(s, r.Actor.UserID, r.Text("kind"), r.Text("item"))
		if err == nil && !found {
			err = errs.New(errs.NotFound, "authz.not_found")
		}
		if err != nil {
			return err
		}
		return r.JSON(http.StatusOK, keptDraft{d.Seq, d.AtUs.Short(), d.Version, d.Content})
	})
}

func (p *Drafts) keep(r *kit.Request) error {
	d := drafts.Draft{Kind: r.Text("kind"), Item: r.Text("item"), Version: r.Int("version"), Seq: r.Int("seen"),
		Content: r.FormValue("content")}
	if err := r.Faults(); err != nil {
		return err
	}
	d, err := p.Drafts.Keep(r.Context.Request().Context(), r.Actor.UserID, d)
	if err != nil {
		return err
	}
	return r.JSON(http.StatusOK, keptDraft{N: d.Seq, At: d.AtUs.Time().Format("15:04"), Version: d.Version})
}

func (p *Drafts) drop(r *kit.Request) error {
	if err := p.Drafts.Drop(r.Context.Request().Context(), r.Actor.UserID, r.Text("kind"), r.Text("item")); err != nil {
		return err
	}
	return r.NoContent(http.StatusNoContent)
}
