package screens

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Batches passes applications at once.
type Batches struct{ Applications *application.Service }

// Routes of these pages. Which permission is really needed goes by the step.
func (p *Batches) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/applications/batch", "application.view", p.choose),
		feature.Get("/applications/batch/preview", "application.view", p.showPreview),
		feature.Get("/applications/batch/audit", "application.audit", p.ofStep(application.StepAudit)),
		feature.Get("/applications/batch/file", "application.file", p.ofStep(application.StepFile)),
		feature.Post("/applications/batch", "application.view", p.pass),
	}
}

// batchPassPage is where applications are chosen to be passed at once: one by one, or by a filter.
type batchPassPage struct {
	kit.Page
	Places kit.Places
	Step   string
	Basis  string
	Month  civil.Month
	Bases  []string
	Months []civil.Month
	Rows   []application.Row
	All    int // how many fit
	// the preview
	By     string // chosen or filter; empty: nothing is previewed
	View   application.BatchView
	Digest string
	Number string // of the document, as typed
}

// Most that are passed at once.
func (*batchPassPage) Most() int { return application.MaxBatch }

// Left is how many of those that fit are not shown.
func (x *batchPassPage) Left() int { return x.All - len(x.Rows) }

// Remarked reports what is known against an application without looking at it closely.
func (*batchPassPage) Remarked(a application.Row) bool { return a.Warnings != "" || a.Irregular == 1 }

// Values of the filter, as an address and the form carry them.
func (x *batchPassPage) Values() (out []kit.Sent) {
	out = append(out, kit.Sent{Name: "step", Value: x.Step}, kit.Sent{Name: "region", Value: x.Places.At.Code})
	if x.Basis != "" {
		out = append(out, kit.Sent{Name: "basis", Value: x.Basis})
	}
	if !x.Month.IsZero() {
		out = append(out, kit.Sent{Name: "month", Value: x.Month.String()})
	}
	return out
}

func (x *batchPassPage) address(path string, more ...kit.Sent) string {
	q := url.Values{}
	for _, v := range append(x.Values(), more...) {
		q.Add(v.Name, v.Value)
	}
	return path + "?" + q.Encode()
}

// Chosen says in words how the batch was chosen: so it stands in the record.
func (x *batchPassPage) Chosen() string {
	if x.By == "chosen" {
		return words.Text("application.by_hand")
	}
	said := []string{"区域＝" + x.R.Tree.Full(x.Places.At.Path)}
	if x.Basis != "" {
		said = append(said, "安置依据＝"+words.Label("category", x.Basis))
	}
	if !x.Month.IsZero() {
		said = append(said, "申请月份＝"+x.Month.String())
	}
	return words.Text("application.by_filter", errs.Arg{Name: "filter", Value: strings.Join(said, "；")})
}

// seen are the parts of the list that the digest holds together.
func (x *batchPassPage) seen(ids []string) []string {
	return append([]string{x.Step, x.Places.At.Code, x.By, x.Chosen()}, ids...)
}

// ListID is an application as it was seen.
func (*batchPassPage) ListID(a application.BatchRow) string {
	return fmt.Sprintf("%d,%d", a.ID, a.Version)
}

func (p *Batches) batchPassPage(r *kit.Request) (*batchPassPage, authz.Scope, error) {
	page := &batchPassPage{Step: r.Text("step"), Basis: r.Text("basis"), Month: r.Month(), Bases: resident.Categories}
	page.R = r
	permission := authz.Permission("application.audit")
	switch page.Step {
	case application.StepAudit:
		page.Title = "批量审核"
	case application.StepFile:
		page.Title, permission = "批量备案", "application.file"
	default:
		return nil, authz.Scope{}, errs.New(errs.NotFound, "authz.not_found")
	}
	scope := r.Actor.Scope(permission)
	if !r.Can(string(permission)) {
		return nil, scope, errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(permission))
	}
	at, err := r.Where(scope)
	if err != nil {
		return nil, scope, err
	}
	if paths := scope.Paths(); at == nil && len(paths) > 0 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page.Places = r.Narrow(scope.Paths(), at)
	if at == nil {
		return nil, scope, errs.New(errs.NotFound, "authz.not_found")
	}
	page.Months = kit.MonthsBack(r.Today)[:13]
	return page, scope, nil
}

func (x *batchPassPage) filter() application.BatchFilter {
	return application.BatchFilter{Within: x.Places.At.Path, Basis: x.Basis, Month: x.Month}
}

// choose lists what waits, to be chosen from.
func (p *Batches) choose(r *kit.Request) error {
	page, scope, err := p.batchPassPage(r)
	if err != nil {
		return err
	}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, page.All, err = application.WaitingFor(s, scope, page.Step, page.filter())
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "batch_pass", page)
}

// preview what was chosen: exactly which will be passed, and which not and why.
func (p *Batches) preview(r *kit.Request, page *batchPassPage, ids []int64) error {
	if err := r.Read(func(s *database.Snapshot) (err error) {
		look, err := application.NewLook(p.Applications, s, r.Actor, page.Step, r.Today)
		if err != nil {
			return err
		}
		if page.By == "filter" {
			page.View, err = look.Filtered(page.filter())
		} else {
			page.View, err = look.Chosen(ids)
		}
		return err
	}); err != nil {
		return err
	}
	var list []string
	for _, x := range page.View.In {
		list = append(list, page.ListID(x))
	}
	page.Digest = kit.Seen(r, page.seen(list)...)
	return nil
}

func (p *Batches) showPreview(r *kit.Request) error {
	page, scope, err := p.batchPassPage(r)
	if err != nil {
		return err
	}
	page.By = "chosen"
	if r.Text("by") == "filter" {
		page.By = "filter"
	}
	if err = r.Faults(); err == nil {
		err = p.preview(r, page, kit.IDs(r, "ids"))
	}
	if errs.CodeOf(err) == "application.none" { // shown where one chooses
		page.By = ""
		if err := r.Read(func(s *database.Snapshot) (err error) {
			page.Rows, page.All, err = application.WaitingFor(s, scope, page.Step, page.filter())
			return err
		}); err != nil {
			return err
		}
		return r.RenderFormErrors(err, "batch_pass", page)
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "batch_pass", page)
}

// ofStep previews what was chosen in the list of applications, for a step.
func (p *Batches) ofStep(step string) func(*kit.Request) error {
	return func(r *kit.Request) error {
		q := url.Values{"step": {step}, "by": {"chosen"}, "ids": r.QueryParams()["ids"]}
		return r.SeeOther("/applications/batch/preview?"+q.Encode(), "")
	}
}

// pass what was previewed. What changed since is left out; the preview of it says why.
func (p *Batches) pass(r *kit.Request) error {
	page, _, err := p.batchPassPage(r)
	if err != nil {
		return err
	}
	page.By = "chosen"
	if r.Text("by") == "filter" {
		page.By = "filter"
	}
	list := r.Context.Request().Form["seen"]
	b := application.Batch{Step: page.Step, Path: page.Places.At.Path, Document: r.Text("document"), By: page.Chosen()}
	var ids []int64
	for _, v := range list {
		n, version, _ := strings.Cut(v, ",")
		b.Moves = append(b.Moves, application.Move{ID: kit.ParseID(n), Version: kit.ParseID(version)})
		ids = append(ids, kit.ParseID(n))
	}
	var done application.BatchDone
	if err = r.Faults(); err == nil {
		err = kit.CheckSeen(r, page.seen(list)...)
	}
	if err == nil {
		done, err = p.Applications.PassBatch(r.Context.Request().Context(), r.Actor, r.Key(), b)
	}
	if err != nil {
		if !kit.IsFormError(err) {
			return err
		}
		if again := p.preview(r, page, ids); again != nil && !kit.IsFormError(again) {
			return again
		}
		return r.RenderFormErrors(err, "batch_pass", page)
	}
	if len(done.Left) == 0 {
		return r.SeeOther(page.address("/applications/batch"), words.Text("application.batch_done",
			errs.Arg{Name: "count", Value: done.Passed}))
	}
	more := []kit.Sent{{Name: "by", Value: "chosen"}}
	for _, id := range done.Left {
		more = append(more, kit.Sent{Name: "ids", Value: kit.FormatID(id)})
	}
	return r.SeeOther(page.address("/applications/batch/preview", more...), words.Text("application.batch_left",
		errs.Arg{Name: "count", Value: done.Passed}, errs.Arg{Name: "left", Value: len(done.Left)}))
}
