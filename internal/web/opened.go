package web

import (
	"context"
	"net/http"

	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/trail"
)

// opened answers a request. Where the page is about a record whose last act can be taken back, it offers that to who
// did it, and keeps that it was opened if somebody else is shown it: one look at the trail for each such page, and one
// row for each such act. What inspectors open is nobody's to know and is not kept here.
func (s *Server) opened(r *kit.Request, route feature.Route) error {
	subject := ""
	if route.Method == http.MethodGet {
		subject = s.opens[route.Path]
	}
	id, err := r.ID()
	if subject == "" || err != nil {
		return route.Handle(r)
	}
	var o feature.Opened
	if err := r.Read(func(x *database.Snapshot) (err error) {
		o, err = s.program.OpenedBy(r, x, subject, id)
		return err
	}); err != nil {
		return err
	}
	r.Context.Set(kit.OpenedOffer, o.Offer)
	if err := route.Handle(r); err != nil {
		return err
	}
	if len(o.Entries) == 0 || r.Response().Status != http.StatusOK || r.Actor.HasRole("discipline_inspector") ||
		r.Actor.HasRole("chief_inspector") {
		return nil
	}
	// The page is out: who goes away at once has seen it all the same, and a failure here is nobody's page.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context.Request().Context()), handlerLimit)
	defer cancel()
	if err := s.needs.DB.Write(ctx, func(tx *database.Tx) error {
		for _, id := range o.Entries {
			x := trail.Seen{EntryID: id, UserID: r.Actor.UserID, Viewer: r.Actor.Name, AtUs: r.Now}
			if err := trail.See(tx, x); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		s.kit.Log.Error("an opening was not kept", "entries", o.Entries, "err", err)
	}
	return nil
}
