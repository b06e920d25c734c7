package pages

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"

	"github.com/labstack/echo/v4"

	"gangwei/internal/database"
	"gangwei/internal/errs"
	"gangwei/internal/exporter"
	"gangwei/internal/jobs"
	"gangwei/internal/web/kit"
	"gangwei/internal/words"
)

type jobsPage struct {
	kit.Page
	Rows []jobs.Job
}

func (p *Pages) jobs(r *kit.Request) error {
	page := &jobsPage{Page: kit.Page{Title: "任务"}}
	if err := p.read(r, func(s *database.Snapshot) (err error) {
		page.Rows, err = jobs.Mine(s, r.Actor.UserID)
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "jobs", page)
}

type jobPage struct {
	kit.Page
	Job jobs.Job
}

// mine finds a job; another person's does not exist.
func (p *Pages) mine(r *kit.Request) (jobs.Job, error) {
	n, err := r.ID()
	if err != nil {
		return jobs.Job{}, err
	}
	j, err := jobs.ByID(r.Context.Request().Context(), p.DB, n)
	if err == nil && j.CreatedBy != r.Actor.UserID {
		err = errs.New(errs.NotFound, "authz.not_found")
	}
	return j, err
}

func (p *Pages) job(r *kit.Request) error {
	j, err := p.mine(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "job", &jobPage{Page: kit.Page{Title: words.Label("jobkind", j.Kind)}, Job: j})
}

func (p *Pages) jobCancel(r *kit.Request) error {
	j, err := p.mine(r)
	if err != nil {
		return err
	}
	if err := p.Jobs.Cancel(r.Context.Request().Context(), r.Actor, j.ID); err != nil {
		return err
	}
	return r.SeeOther("/jobs/"+id(j.ID), "已请求取消。")
}

func (p *Pages) jobDownload(r *kit.Request) error {
	j, err := p.mine(r)
	if err != nil {
		return err
	}
	if j.State != jobs.Ready || j.Result == "" || j.Result != filepath.Base(j.Result) {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	if j.Kind == "inspect.report" {
		var x inspectParams
		if err := json.Unmarshal([]byte(j.Params), &x); err != nil {
			return err
		}
		if err := r.Actor.Check("inspect.report", x.Path); err != nil {
			return err
		}
		ending, media := filepath.Ext(j.Result), "application/pdf"
		if ending == ".docx" {
			media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
		}
		r.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="inspection`+ending+`"; filename*=UTF-8''%E7%9B%91%E7%9D%A3%E6%A3%80%E6%9F%A5%E6%8A%A5%E5%91%8A`+ending)
		r.Response().Header().Set(echo.HeaderContentType, media)
		return r.File(filepath.Join(p.ExportDir, j.Result))
	}
	if j.Kind == "user.fulfil" { // passwords: handed out once, then gone
		if err := r.Actor.Check("user.grant", j.RegionPath); err != nil {
			return err
		}
		file := filepath.Join(p.ExportDir, j.Result)
		body, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			return errs.New(errs.State, "account.slips_gone")
		}
		if err != nil {
			return err
		}
		if err := os.Remove(file); err != nil {
			return err
		}
		r.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="slips.pdf"; filename*=UTF-8''`+url.PathEscape("密码条.pdf"))
		return r.Blob(http.StatusOK, "application/pdf", body)
	}
	if j.Kind != "export" {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	var w exporter.Wish
	if err := json.Unmarshal([]byte(j.Params), &w); err != nil {
		return err
	}
	l, err := exporter.ListOf(w.Kind)
	if err != nil {
		return err
	}
	if err := r.Actor.Check(l.Permission, j.RegionPath); err != nil {
		return err // the role was taken back since
	}
	ext, media := ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	if filepath.Ext(j.Result) == ".csv" {
		ext, media = ".csv", "text/csv; charset=utf-8"
	}
	r.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="`+l.Code+ext+`"; filename*=UTF-8''`+url.PathEscape(l.Title+ext))
	r.Response().Header().Set(echo.HeaderContentType, media)
	return r.File(filepath.Join(p.ExportDir, j.Result))
}
