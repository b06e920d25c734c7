package screens

import (
	"fmt"
	"net/http"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
)

type batchPassPage struct {
	kit.Page
	Places kit.Places
	Step   string
	Rows   []application.BatchRow
}

func (p *Applications) batchPassPage(r *kit.Request) (*batchPassPage, error) {
	page := &batchPassPage{Step: r.Text("step")}
	permission := authz.Permission("application.audit")
	switch page.Step {
	case application.StepAudit:
		page.Title = "批量审核"
	case application.StepFile:
		page.Title, permission = "批量备案", "application.file"
	default:
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	if !r.Can(string(permission)) {
		return nil, errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(permission))
	}
	scope := r.Actor.Scope(permission)
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	if paths := scope.Paths(); at == nil && len(paths) > 0 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page.Places = r.Narrow(scope.Paths(), at)
	if at == nil {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = p.Applications.Batch(s, scope, at.Path, page.Step, r.Today)
		return err
	})
}

func (p *Applications) applicationBatch(r *kit.Request) error {
	page, err := p.batchPassPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "batch_pass", page)
}

func (p *Applications) applicationBatchPass(r *kit.Request) error {
	page, err := p.batchPassPage(r)
	if err != nil {
		return err
	}
	var moves []application.Move
	for _, v := range r.Context.Request().Form["ids"] {
		n, version, _ := strings.Cut(v, ",")
		moves = append(moves, application.Move{ID: kit.ParseID(n), Version: kit.ParseID(version)})
	}
	document := r.Text("document")
	n := 0
	if err = r.Faults(); err == nil {
		n, err = p.Applications.PassBatch(r.Context.Request().Context(), r.Actor, r.Key(), page.Step, page.Places.At.Path,
			moves, document)
	}
	if err != nil {
		return r.RenderFormErrors(err, "batch_pass", page)
	}
	return r.SeeOther("/applications/batch?step="+page.Step+"&region="+page.Places.At.Code, fmt.Sprintf("已办理%d份。", n))
}
