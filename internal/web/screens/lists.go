package screens

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Lists writes the workbooks of large lists in the background.
type Lists struct {
	Program func() *feature.Program
	DB      *database.DB
	Desk    *desk.Desk
	Trees   *region.Trees
	Clock   clock.Clock
	Shelf   *jobs.Shelf
}

// Work that is done in the background.
func (p *Lists) Work() []jobs.Kind {
	return []jobs.Kind{{Name: listing.Job, Run: p.write, Parcel: p.parcelOf}}
}

// written is the file that a page answers with.
type written struct {
	bytes.Buffer
	header http.Header
	status int
}

func (w *written) Header() http.Header    { return w.header }
func (w *written) WriteHeader(status int) { w.status = status }

// write asks the page of a list again, as who asked for it then: what he may see is looked at anew, and what the page
// shows and the workbook holds is decided in one place.
func (p *Lists) write(ctx context.Context, actor authz.Actor, params []byte,
	progress func(done, total int64) error) (string, error) {
	var x listing.Later
	if err := json.Unmarshal(params, &x); err != nil {
		return "", err
	}
	route, _, ok := p.Program().ListOf(x.List)
	if !ok || route.Path != x.Page {
		return "", errs.New(errs.NotFound, "authz.not_found")
	}
	if route.Permission != "" && !actor.Has(route.Permission) {
		return "", errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(route.Permission))
	}
	w := &written{header: http.Header{}}
	ctx = listing.InBackground(ctx, progress)
	r, err := p.request(ctx, actor, x, w)
	if err != nil {
		return "", err
	}
	if err := route.Handle(r); err != nil {
		return "", err
	}
	if w.status != http.StatusOK || w.header.Get(echo.HeaderContentType) != kit.XLSX {
		return "", errors.New("the page of the list handed no workbook out")
	}
	return p.Shelf.Put(w.Bytes(), "xlsx")
}

// request for the page of a list, as its visitor sends it.
func (p *Lists) request(ctx context.Context, actor authz.Actor, x listing.Later, w http.ResponseWriter) (*kit.Request,
	error) {
	now := p.Clock.Now()
	tree, err := p.Trees.Now(ctx, now)
	if err != nil {
		return nil, err
	}
	asked, err := http.NewRequestWithContext(ctx, http.MethodGet, (&url.URL{Path: "/", RawQuery: x.Asked}).String(), nil)
	if err != nil {
		return nil, err
	}
	c := echo.New().NewContext(asked, w)
	c.SetPath(x.Page)
	c.SetParamNames(x.Names...)
	c.SetParamValues(x.Values...)
	years := func() (years []int, err error) {
		err = p.DB.Read(ctx, func(s *database.Snapshot) error {
			years, err = rulebook.KnownYears(s)
			return err
		})
		return years, err
	}
	return &kit.Request{Context: c, Today: now.Date(), Now: now, Tree: tree, Actor: actor, Years: years,
		Kit: &kit.Kit{DB: p.DB, Desk: p.Desk}}, nil
}

// parcelOf a list, as it was named when it was asked for.
func (p *Lists) parcelOf(j jobs.Job) (jobs.Parcel, error) {
	var x listing.Later
	if err := json.Unmarshal([]byte(j.Params), &x); err != nil {
		return jobs.Parcel{}, err
	}
	_, l, ok := p.Program().ListOf(x.List)
	if !ok {
		return jobs.Parcel{}, errs.New(errs.NotFound, "authz.not_found")
	}
	return jobs.Parcel{Name: x.Title, Permission: l.Export, Path: j.RegionPath,
		Facts: []desk.Fact{desk.F("list", x.List)}}, nil
}
