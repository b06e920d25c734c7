package screens

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"time"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
)

type jobsPage struct {
	kit.Page
	List *listing.View
}

// ownJobs is the list of one's jobs, the latest first. It is not taken away.
var ownJobs = listing.List[jobs.Job]{
	Code: "jobs", Title: "任务", View: "job.view", Export: listing.Nobody,
	ID:    func(x jobs.Job) int64 { return x.ID },
	NoRow: "没有任务。导出名册等较大的工作会列在这里。",
	Columns: []listing.Column[jobs.Job]{
		listing.Label("kind", "任务", "jobkind", func(x jobs.Job) string { return x.Kind }).
			To(func(x jobs.Job) string { return "/jobs/" + kit.FormatID(x.ID) }).
			And(func(x jobs.Job) string {
				if x.Over() && x.LookedUs == 0 {
					return "还没有看"
				}
				return ""
			}),
		listing.Moment("created", "提交", func(x jobs.Job) clock.Moment { return x.CreatedUs }),
		listing.Label("state", "状态", "job", func(x jobs.Job) string { return x.State }),
		listing.Made("done", "进度", func(r *kit.Request, x jobs.Job) listing.Cell {
			return listing.Cell{Text: fmt.Sprintf("%d%%", x.Percent()), Second: left(x, r.Now)}
		}).As(listing.Figure),
	},
}

func (p *Exports) jobs(r *kit.Request) error {
	if _, err := r.Where(r.Actor.Scope("job.view")); err != nil {
		return err // one's own work has no region; a foreign one is not found here either
	}
	page := &jobsPage{Page: kit.Page{Title: "任务"}}
	var mine []jobs.Job
	q := listing.Query[jobs.Job]{All: func(s *database.Snapshot, _ authz.Scope) ([]jobs.Job, error) {
		all, err := jobs.Mine(s, r.Actor.UserID, listing.Few)
		mine = slices.Clone(all)
		return all, err
	}}
	return ownJobs.Answer(r, q, func(v *listing.View) error {
		page.List = v
		mine = slices.DeleteFunc(mine, func(j jobs.Job) bool {
			return !slices.ContainsFunc(v.Rows, func(x listing.Row) bool { return x.ID == j.ID })
		})
		if err := p.Jobs.LookAt(r.Context.Request().Context(), mine); err != nil {
			return err
		}
		return r.Show(http.StatusOK, "jobs", page)
	})
}

type jobPage struct {
	kit.Page
	Job   jobs.Job
	Ahead int64 // jobs that are done before it
}

// Left is how long it is likely to take still, in words; empty if that cannot be told.
func (x *jobPage) Left() string { return left(x.Job, x.R.Now) }

func left(j jobs.Job, now clock.Moment) string {
	d, ok := j.Remaining(now)
	switch minutes := int(d.Round(time.Minute).Minutes()); {
	case !ok:
		return ""
	case d < 20*time.Second:
		return words.Text("jobs.seconds")
	case minutes < 1:
		return words.Text("jobs.minute")
	default:
		return words.Text("jobs.minutes", errs.Arg{Name: "minutes", Value: minutes})
	}
}

// jobState answers the script of a job's page, which looks again as long as it runs.
func (p *Exports) jobState(r *kit.Request) error {
	j, err := p.mine(r)
	if err != nil {
		return err
	}
	page, err := p.jobPage(r, j)
	if err != nil {
		return err
	}
	return r.JSON(http.StatusOK, map[string]any{"over": j.Over(), "percent": j.Percent(), "done": j.Done,
		"total": j.Total, "state": words.Label("job", j.State), "left": page.Left(), "ahead": page.Ahead})
}

func (p *Exports) jobPage(r *kit.Request, j jobs.Job) (*jobPage, error) {
	page := &jobPage{Page: kit.Page{Title: words.Label("jobkind", j.Kind), R: r}, Job: j}
	if j.State != jobs.Waiting {
		return page, nil
	}
	err := r.Read(func(s *database.Snapshot) (err error) {
		page.Ahead, err = jobs.Ahead(s, j.ID)
		return err
	})
	return page, err
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
	page, err := p.jobPage(r, j)
	if err != nil {
		return err
	}
	if err := p.Jobs.LookAt(r.Context.Request().Context(), []jobs.Job{j}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "job", page)
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
