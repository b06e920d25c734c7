package screens

import (
	"context"
	"net/http"
	"path/filepath"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
)

type jobsPage struct {
	kit.Page
	Rows []jobs.Job
}

func (p *Exports) jobs(r *kit.Request) error {
	page := &jobsPage{Page: kit.Page{Title: "任务"}}
	if err := r.Read(func(s *database.Snapshot) (err error) {
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

// Gone reports whether the job's file is gone.
func (x *jobPage) Gone() bool { return x.Job.FileGone(x.R.Now) }

// mine finds a job; another person's does not exist.
func (p *Exports) mine(r *kit.Request) (jobs.Job, error) {
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

func (p *Exports) job(r *kit.Request) error {
	j, err := p.mine(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "job", &jobPage{Page: kit.Page{Title: words.Label("jobkind", j.Kind)}, Job: j})
}

func (p *Exports) jobCancel(r *kit.Request) error {
	j, err := p.mine(r)
	if err != nil {
		return err
	}
	if err := p.Jobs.Cancel(r.Context.Request().Context(), r.Actor, j.ID); err != nil {
		return err
	}
	return r.SeeOther("/jobs/"+kit.FormatID(j.ID), "已请求取消。")
}

// mediaOf a file by its ending.
var mediaOf = map[string]string{
	".pdf":  "application/pdf",
	".csv":  "text/csv; charset=utf-8",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// jobDownload hands out what a job made, to who asked for it and still may. Each fetch is in the trail before the first
// byte leaves; slips with passwords are handed out once.
func (p *Exports) jobDownload(r *kit.Request) error {
	ctx := r.Context.Request().Context()
	j, err := p.mine(r)
	if err != nil {
		return err
	}
	if !j.HasFile() {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	kind, known := p.Jobs.KindOf(j)
	if !known || kind.Parcel == nil {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	x, err := kind.Parcel(j)
	if err != nil {
		return err
	}
	once := kind.Once
	body, err := p.Shelf.Open(j)
	if once && errs.CodeOf(err) == "jobs.gone" {
		return errs.New(errs.State, "account.slips_gone")
	}
	if err != nil {
		return err
	}
	if _, err := desk.Do(ctx, p.Desk, r.Actor, "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow(x.Permission, x.Path); err != nil {
			return 0, err // the role was taken back since
		}
		v.Record("job.fetch", "job", j.ID, append([]desk.Fact{desk.F("kind", j.Kind)}, x.Facts...)...)
		return 0, nil
	}); err != nil {
		return err
	}
	if once {
		first, err := p.Shelf.Claim(ctx, j)
		if err != nil {
			return err
		}
		if !first {
			return errs.New(errs.State, "account.slips_gone")
		}
	}
	ending := filepath.Ext(j.Result)
	if err := r.Attachment(x.Name+ending, mediaOf[ending], body); err != nil || once {
		return err
	}
	r.Response().Flush()
	if ctx.Err() != nil {
		return nil // broken off: it was not fetched whole
	}
	return p.Shelf.Fetched(context.WithoutCancel(ctx), j.ID)
}
