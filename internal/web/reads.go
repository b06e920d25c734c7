package web

import (
	"net/http"

	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
)

// reads writes down in the inspectors' own chain what an inspector is about to look at: the page, the record, the
// region and what was searched for. Nobody but their chief sees whom they looked at (law 5).
func (s *Server) reads(r *kit.Request, route feature.Route) error {
	permission := route.Permission
	if permission == "" { // a page that each visitor may open, with what each may see
		permission = "inspect.view"
	}
	if r.Context.Request().Method != http.MethodGet || route.Unread ||
		!r.Actor.HasRole("discipline_inspector") && !r.Actor.HasRole("chief_inspector") {
		return nil
	}
	paths := r.Actor.Scope(permission).Paths()
	if len(paths) == 0 {
		return nil
	}
	id, _ := r.ID() // 0 for a list
	_, err := desk.Do(r.Context.Request().Context(), s.needs.Desk, r.Actor, "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow(permission, paths[0]); err != nil {
			return 0, err
		}
		v.UseInspectorChain()
		v.Record("inspect.read", "page", id, desk.F("page", r.Path()), desk.F("region", r.QueryParam("region")),
			desk.F("q", kit.Masked(r.QueryParam("q"))))
		return 0, nil
	})
	return err
}
