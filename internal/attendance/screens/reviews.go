package screens

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
)

// Reviews passes month sheets at once.
type Reviews struct{ Desk *desk.Desk }

// Routes of these pages.
func (p *Reviews) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/duty/reviews", "duty.review", p.choose),
		feature.Get("/duty/reviews/preview", "duty.review", p.showPreview),
		feature.Post("/duty/reviews", "duty.review", p.pass),
	}
}

// reviewsPage is where sheets are chosen to be reviewed at once, one by one or by a filter, and shown before they are.
type reviewsPage struct {
	kit.Page
	Places kit.Places
	Month  civil.Month
	Months []civil.Month
	By     string // chosen or filter; empty: one is choosing
	View   duty.ReviewView
	Digest string
}

// Most that are reviewed at once.
func (*reviewsPage) Most() int { return duty.MaxReviews }

// Values of the filter, as an address and the form carry them.
func (x *reviewsPage) Values() []kit.Sent {
	out := []kit.Sent{{Name: "region", Value: x.Places.At.Code}}
	if !x.Month.IsZero() {
		out = append(out, kit.Sent{Name: "month", Value: x.Month.String()})
	}
	return out
}

// Chosen says in words how the sheets were chosen: so it stands in the record.
func (x *reviewsPage) Chosen() string {
	if x.By == "chosen" {
		return words.Text("duty.by_hand")
	}
	filter := "区域＝" + x.R.Tree.Full(x.Places.At.Path)
	if !x.Month.IsZero() {
		filter += "；月份＝" + x.Month.String()
	}
	return words.Text("duty.by_filter", errs.Arg{Name: "filter", Value: filter})
}

// ListID is a sheet as it was seen.
func (*reviewsPage) ListID(s duty.SheetRow) string { return fmt.Sprintf("%d,%d", s.ID, s.Version) }

func (x *reviewsPage) seen(ids []string) []string {
	return append([]string{x.Places.At.Code, x.By, x.Chosen()}, ids...)
}

func (p *Reviews) page(r *kit.Request) (*reviewsPage, error) {
	page := &reviewsPage{Page: kit.Page{Title: "批量审核考勤表"}, Month: r.Month()}
	page.R = r
	scope := r.Actor.Scope("duty.review")
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	if paths := scope.Paths(); at == nil && len(paths) > 0 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	if at == nil {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	page.Places, page.Months = r.Narrow(scope.Paths(), at), kit.MonthsBack(r.Today)[:13]
	return page, nil
}

// look at the sheets that fit, or at those that were chosen.
func (page *reviewsPage) look(ids []int64) error {
	err := page.R.Read(func(s *database.Snapshot) (err error) {
		if page.By == "chosen" {
			page.View, err = duty.ViewSheets(s, page.R.Actor, ids)
		} else {
			page.View, err = duty.ViewWaiting(s, page.R.Actor, page.Places.At.Path, page.Month)
		}
		return err
	})
	var list []string
	for _, x := range page.View.In {
		list = append(list, page.ListID(x))
	}
	page.Digest = kit.Seen(page.R, page.seen(list)...)
	return err
}

func (p *Reviews) choose(r *kit.Request) error {
	page, err := p.page(r)
	if err == nil {
		err = page.look(nil)
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "reviews", page)
}

// by tells how the request's sheets are chosen.
func by(r *kit.Request) string {
	if r.Text("by") == "filter" {
		return "filter"
	}
	return "chosen"
}

func (p *Reviews) showPreview(r *kit.Request) error {
	page, err := p.page(r)
	if err != nil {
		return err
	}
	page.By = by(r)
	err = page.look(kit.IDs(r, "ids"))
	if errs.CodeOf(err) == "duty.many" { // shown where one chooses
		page.By = ""
		if again := page.look(nil); again != nil {
			return again
		}
		return r.RenderFormErrors(err, "reviews", page)
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "reviews", page)
}

// pass what was previewed. What changed since is left out; the preview of it says why.
func (p *Reviews) pass(r *kit.Request) error {
	page, err := p.page(r)
	if err != nil {
		return err
	}
	page.By = by(r)
	list := r.Context.Request().Form["seen"]
	many := duty.Reviews{Path: page.Places.At.Path, By: page.Chosen()}
	var ids []int64
	for _, v := range list {
		n, version, _ := strings.Cut(v, ",")
		many.Sheets = append(many.Sheets, duty.SheetMove{ID: kit.ParseID(n), Version: kit.ParseID(version)})
		ids = append(ids, kit.ParseID(n))
	}
	var done duty.ReviewsDone
	if err = r.Faults(); err == nil {
		err = kit.CheckSeen(r, page.seen(list)...)
	}
	if err == nil {
		done, err = duty.ReviewMany(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), many)
	}
	if err != nil {
		if !kit.IsFormError(err) {
			return err
		}
		if again := page.look(ids); again != nil && !kit.IsFormError(again) {
			return again
		}
		return r.RenderFormErrors(err, "reviews", page)
	}
	return p.answer(r, page, done)
}

// answer with what is left to choose from, or with what was left out and why.
func (p *Reviews) answer(r *kit.Request, page *reviewsPage, done duty.ReviewsDone) error {
	q := url.Values{}
	for _, v := range page.Values() {
		q.Set(v.Name, v.Value)
	}
	count := errs.Arg{Name: "count", Value: done.Passed}
	if len(done.Left) == 0 {
		return r.SeeOther("/duty/reviews?"+q.Encode(), words.Text("duty.many_done", count))
	}
	q.Set("by", "chosen")
	for _, id := range done.Left {
		q.Add("ids", kit.FormatID(id))
	}
	return r.SeeOther("/duty/reviews/preview?"+q.Encode(),
		words.Text("duty.many_some", count, errs.Arg{Name: "left", Value: len(done.Left)}))
}
