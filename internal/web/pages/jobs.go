package pages

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/labstack/echo/v4"

	"gangwei/internal/authz"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/jobs"
	"gangwei/internal/money"
	"gangwei/internal/placement"
	"gangwei/internal/region"
	"gangwei/internal/sheet"
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
		r.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="inspection.pdf"; filename*=UTF-8''%E7%9B%91%E7%9D%A3%E6%A3%80%E6%9F%A5%E6%8A%A5%E5%91%8A.pdf`)
		r.Response().Header().Set(echo.HeaderContentType, "application/pdf")
		return r.File(filepath.Join(p.ExportDir, j.Result))
	}
	if err := r.Actor.Check("placement.export", j.RegionPath); err != nil {
		return err // the role was taken back since
	}
	ext, media := ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	if filepath.Ext(j.Result) == ".csv" {
		ext, media = ".csv", "text/csv; charset=utf-8"
	}
	r.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="holders`+ext+`"; filename*=UTF-8''%E5%9C%A8%E5%B2%97%E4%BA%BA%E5%91%98%E5%90%8D%E5%86%8C`+ext)
	r.Response().Header().Set(echo.HeaderContentType, media)
	return r.File(filepath.Join(p.ExportDir, j.Result))
}

type exportParams struct{ Path, State, Format string }

func (p *Pages) placementExport(r *kit.Request) error {
	scope := r.Actor.Scope("placement.export")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	if at == nil {
		paths := scope.Paths()
		if len(paths) == 0 {
			return errs.New(errs.NotFound, "authz.not_found")
		}
		at, _ = r.Tree.ByPath(paths[0])
	}
	if err := r.Actor.Check("placement.export", at.Path); err != nil {
		return err
	}
	state := r.Text("state")
	_, err = desk.Do(r.Context.Request().Context(), p.Desk, r.Actor, "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("placement.export", at.Path); err != nil {
			return 0, err
		}
		v.Record("placement.export", "region", at.ID, desk.F("state", state))
		return 0, nil
	})
	if err != nil {
		return err
	}
	n, err := p.Jobs.Start(r.Context.Request().Context(), r.Actor, "placement.export", at.Path, exportParams{at.Path, state, r.Text("format")})
	if err != nil {
		return err
	}
	return r.SeeOther("/jobs/"+id(n), "")
}

// ExportPlacements is the job that writes the roster of holders (在岗人员名册), masked, as .xlsx into the export folder.
func (p *Pages) ExportPlacements(ctx context.Context, actor authz.Actor, params []byte, progress func(done, total int64) error) (string, error) {
	var x exportParams
	if err := json.Unmarshal(params, &x); err != nil {
		return "", err
	}
	scope := actor.Scope("placement.export").Within(x.Path)
	if err := os.MkdirAll(p.ExportDir, 0o700); err != nil {
		return "", err
	}
	ext := ".xlsx"
	if x.Format == "csv" {
		ext = ".csv"
	}
	f, err := os.CreateTemp(p.ExportDir, "holders-*"+ext)
	if err != nil {
		return "", err
	}
	err = p.DB.Read(ctx, func(s *database.Snapshot) error {
		tree, err := region.Load(s, p.Clock.Now().Date())
		if err != nil {
			return err
		}
		counts, err := placement.Count(s, scope, p.Clock.Now().Date())
		if err != nil {
			return err
		}
		columns := []sheet.Column{{Head: "序号", Width: 7}, {Head: "区（市）", Width: 12}, {Head: "镇（街道）", Width: 14}, {Head: "村（社区）", Width: 18}, {Head: "姓名", Width: 12}, {Head: "性别", Width: 6},
			{Head: "身份证号码后四位", Width: 12}, {Head: "安置依据", Width: 26}, {Head: "岗位编号", Width: 20}, {Head: "岗位名称", Width: 16}, {Head: "月补贴（元）", Width: 12}, {Head: "月工时", Width: 8},
			{Head: "上岗日期", Width: 12}, {Head: "协议截止", Width: 12}, {Head: "状态", Width: 8}, {Head: "退出日期", Width: 12}, {Head: "退出原因", Width: 14}}
		title := tree.Full(x.Path) + "乡村公益性岗位在岗人员名册"
		note := "截止" + p.Clock.Now().Short()
		rows := func(yield func([]string) error) error {
			var n int64
			return placement.Stream(s, scope, placement.Filter{State: x.State}, func(row placement.Row) error {
				n++
				if err := progress(n, max(n, counts.Placed)); err != nil {
					return err
				}
				town := region.ParentPath(row.Path)
				return yield([]string{fmt.Sprint(n), tree.Name(region.CountyPath(row.Path)), tree.Name(town), tree.Name(row.Path), row.Name, words.Label("sex", fmt.Sprint(row.Sex)), row.IDTail,
					words.Label("category", row.Basis), row.Code, row.Title, money.Fen(row.RateFen).String(), fmt.Sprint(row.HoursMonth), row.StartOn.String(), row.AgreementUntil.String(),
					words.Label("placement", row.State), row.EndOn.String(), words.Label("exit", row.EndReason)})
			})
		}
		if x.Format != "csv" {
			return sheet.WriteXLSX(f, title, note, columns, rows)
		}
		return sheet.WriteCSV(f, func(yield func([]string) error) error {
			heads := make([]string, len(columns))
			for i, c := range columns {
				heads[i] = c.Head
			}
			if err := yield(heads); err != nil {
				return err
			}
			return rows(yield)
		})
	})
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Name())
		return "", err
	}
	return filepath.Base(f.Name()), nil
}
