package screens

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
)

// Exports shows lists that are written in the background, and jobs.
type Exports struct {
	DB      *database.DB
	Desk    *desk.Desk
	Exports *exchange.Service
	Jobs    *jobs.Service
	Shelf   *jobs.Shelf
}

// Routes of these pages.
func (p *Exports) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/exports", "job.view", p.exportForm),
		feature.Post("/exports", "job.view", p.export),
		feature.Get("/jobs", "job.view", p.jobs).Shows(&ownJobs).Untold(),
		feature.Get("/jobs/:id", "job.view", p.job).Of("job").Untold(),
		feature.Get("/api/jobs/:id", "job.view", p.jobState).Of("job").Untold(),
		feature.Post("/jobs/:id/cancel", "job.view", p.jobCancel).Of("job"),
		feature.Get("/jobs/:id/download", "job.view", p.jobDownload).Of("job"),
	}
}

type exportPage struct {
	kit.Page
	List   *exchange.List
	Places kit.Places
	State  string
}

func (p *Exports) exportPage(r *kit.Request) (*exportPage, error) {
	l, err := p.Exports.List(r.Text("kind"))
	if err != nil {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	if !r.Can(string(l.Permission)) {
		return nil, errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(l.Permission))
	}
	page := &exportPage{Page: kit.Page{Title: "导出" + l.Title}, List: l, State: r.Text("state")}
	scope := r.Actor.Scope(l.Permission)
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	if paths := scope.Paths(); at == nil && len(paths) > 0 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page.Places = r.Narrow(scope.Paths(), at)
	return page, nil
}

func (p *Exports) exportForm(r *kit.Request) error {
	page, err := p.exportPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "export", page)
}

func (p *Exports) export(r *kit.Request) error {
	page, err := p.exportPage(r)
	if err != nil {
		return err
	}
	if page.Places.At == nil {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	w := exchange.Request{Kind: page.List.Code, Path: page.Places.At.Path, State: page.State, Full: r.Text("full") == "1",
		Why: r.Text("why"), CSV: r.Text("format") == "csv"}
	if f := r.Text("format"); f != "csv" && f != "xlsx" {
		return r.RenderFormErrors(errs.New(errs.Invalid, "form.choice").On("format"), "export", page)
	}
	if err = r.Faults(); err == nil {
		err = p.Exports.Ask(r.Context.Request().Context(), r.Actor, w)
	}
	if err != nil {
		return r.RenderFormErrors(err, "export", page)
	}
	n, err := p.Jobs.Start(r.Context.Request().Context(), r.Actor, "export", w.Path, w)
	if err != nil {
		return err
	}
	return r.SeeOther("/jobs/"+kit.FormatID(n), "")
}

// Export is the job that writes a list and puts it on the shelf.
func (p *Exports) Export(ctx context.Context, actor authz.Actor, params []byte,
	progress func(done, total int64) error) (string, error) {
	var w exchange.Request
	if err := json.Unmarshal(params, &w); err != nil {
		return "", err
	}
	kind := "xlsx"
	if w.CSV {
		kind = "csv"
	}
	var b bytes.Buffer
	if err := p.Exports.Write(ctx, actor, w, &b, progress); err != nil {
		return "", err
	}
	return p.Shelf.Put(b.Bytes(), kind)
}

// parcelOf an export, as its own parameters name it.
func (p *Exports) parcelOf(j jobs.Job) (jobs.Parcel, error) {
	var w exchange.Request
	if err := json.Unmarshal([]byte(j.Params), &w); err != nil {
		return jobs.Parcel{}, err
	}
	l, err := p.Exports.List(w.Kind)
	if err != nil {
		return jobs.Parcel{}, err
	}
	return jobs.Parcel{Name: l.Title, Permission: l.Permission, Path: j.RegionPath,
		Facts: []desk.Fact{desk.F("list", w.Kind), desk.F("full", w.Full)}}, nil
}
