package screens

import (
	"slices"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
)

// Columns keeps which columns of a list somebody wants to see.
type Columns struct{ Program func() *feature.Program }

// Routes of it.
func (p Columns) Routes() []feature.Route {
	return []feature.Route{feature.Post("/lists/columns", "", p.choose)}
}

// maxChoice is how long a choice of columns may be.
const maxChoice = 1000

// keyish reports whether a text is made of the letters that codes and columns have.
func keyish(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool {
		return c != '_' && c != '.' && c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z')
	})
}

// noAddress reports whether a character stands in no address of ours: a browser leaves out controls and takes a
// backslash for a stroke, so that what follows could be another host.
func noAddress(c rune) bool { return c <= ' ' || c == '\\' }

// declared reports whether there is a list of a code, on a page that the visitor may open.
func (p Columns) declared(r *kit.Request, list string) bool {
	route, _, ok := p.Program().ListOf(list)
	return ok && (route.Permission == "" || r.Can(string(route.Permission)))
}

// choose keeps the columns and goes back to the list. Nonsense is not found: no form of ours sends it.
func (p Columns) choose(r *kit.Request) error {
	list, cols := r.Text("list"), slices.Clone(r.Context.Request().PostForm["cols"])
	chosen := strings.Join(cols, ",")
	back := r.Text("back")
	if err := r.Faults(); err != nil {
		return err
	}
	if !p.declared(r, list) || len(chosen) > maxChoice || !strings.HasPrefix(back, "/") ||
		strings.HasPrefix(back, "//") || strings.ContainsFunc(back, noAddress) ||
		slices.ContainsFunc(cols, func(c string) bool { return !keyish(c) }) {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	if r.Text("usual") != "" {
		chosen = ""
	}
	if err := r.Kit.DB.Write(r.Context.Request().Context(), func(tx *database.Tx) error {
		return listing.Choose(tx, r.Actor.UserID, list, chosen, r.Now)
	}); err != nil {
		return err
	}
	return r.SeeOther(back, "")
}
