package screens

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/account"
)

// requestsShown at once; the next ones follow when these are decided.
const requestsShown = 500

type requestsPage struct {
	kit.Page
	Rows []account.Request
}

func (p *Accounts) requestsPage(r *kit.Request) (*requestsPage, error) {
	page := &requestsPage{Page: kit.Page{Title: "待授权的账号"}}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = account.Requests(s, requestsShown)
		return err
	})
}

func (p *Accounts) requests(r *kit.Request) error {
	page, err := p.requestsPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "requests", page)
}

type fulfilParams struct{ IDs []int64 }

func (p *Accounts) requestsGrant(r *kit.Request) error {
	page, err := p.requestsPage(r)
	if err != nil {
		return err
	}
	var x fulfilParams
	for _, v := range r.Context.Request().Form["ids"] {
		x.IDs = append(x.IDs, kit.ParseID(v))
	}
	if len(x.IDs) == 0 || len(x.IDs) > requestsShown {
		return r.RenderFormErrors(errs.New(errs.Invalid, "account.choose").On("ids"), "requests", page)
	}
	n, err := p.Jobs.Start(r.Context.Request().Context(), r.Actor, "user.fulfil", r.Tree.Top().Path, x)
	if err != nil {
		return err
	}
	return r.SeeOther("/jobs/"+kit.FormatID(n), "")
}

// FulfilRequests is the job that grants roles and makes the password slips. What one request refuses stands on the
// paper; the others go on.
func (p *Accounts) FulfilRequests(ctx context.Context, actor authz.Actor, params []byte,
	progress func(done, total int64) error) (string, error) {
	var x fulfilParams
	if err := json.Unmarshal(params, &x); err != nil {
		return "", err
	}
	var tree *region.Tree
	open := map[int64]account.Request{}
	if err := p.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		if tree, err = region.Load(s, p.Clock.Now().Date()); err != nil {
			return err
		}
		rows, err := account.Requests(s, 10*requestsShown)
		for _, q := range rows {
			open[q.ID] = q
		}
		return err
	}); err != nil {
		return "", err
	}
	sheet := documents.Sheet{Title: "账号密码条", Sub: "逐条裁开，密封后交本人；首次登录须改密码"}
	for i, n := range x.IDs {
		if err := progress(int64(i), int64(len(x.IDs))); err != nil && len(sheet.Blocks) == 0 {
			return "", err // cancelled before anything was granted
		} else if err != nil {
			break // what was granted so far gets its slips
		}
		q := open[n]
		on, ok := tree.ByID(q.RegionID)
		if !ok {
			continue
		}
		slip, err := p.Accounts.Fulfil(ctx, actor, n, on)
		if len(errs.All(err)) > 0 {
			sheet.Blocks = append(sheet.Blocks,
				documents.Block{Para: fmt.Sprintf("%s（%s）没有授权：%s", q.Name, q.Login, words.Sentences(err)[0])})
			continue
		}
		if err != nil {
			return "", err
		}
		password := slip.Password
		if password == "" {
			password = "（沿用原密码）"
		}
		sheet.Blocks = append(sheet.Blocks,
			documents.Block{Pairs: [][]string{
				{"姓名", slip.Name, "角色", words.Label("role", string(slip.Role))},
				{"单位", tree.Full(slip.Path), "登录名", slip.Login},
				{"初始密码", password, "制作", p.Clock.Now().Short()},
			}})
	}
	body, err := p.Render.Pack(&documents.Pack{Title: sheet.Title, Demo: p.Demo, Stamp: p.Clock.Now(),
		Sheets: []documents.Sheet{sheet}})
	if err != nil {
		return "", err
	}
	return p.Shelf.Put(body, "pdf")
}

func (p *Accounts) requestDecline(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	why := r.Text("why")
	if err = r.Faults(); err == nil {
		_, err = p.Accounts.Decline(r.Context.Request().Context(), r.Actor, r.Key(), n, why)
	}
	if err != nil {
		page, loadErr := p.requestsPage(r)
		if loadErr != nil {
			return loadErr
		}
		return r.RenderFormErrors(err, "requests", page)
	}
	return r.SeeOther("/users/requests", "未予授权。")
}

type clerksPage struct {
	kit.Page
	Rows     []account.Clerk
	Resets   []account.Reset // asked for, to be released by another
	Login    string
	Password string // shown once
	Stand    []account.Delegation
	Villages []*region.Region // for which somebody may be asked to stand in
	Until    civil.Date
}

func (p *Accounts) clerksPage(r *kit.Request) (*clerksPage, error) {
	page := &clerksPage{Page: kit.Page{Title: "村级经办人"}}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Rows, err = account.Clerks(s, r.Actor.Scope("user.reset_clerk"), r.Today, 500); err != nil {
			return err
		}
		if page.Resets, err = account.OpenResets(s, r.Actor.Scope("user.reset_clerk"), p.Clock.Now(), 200); err != nil {
			return err
		}
		scope := r.Actor.Scope("user.delegate")
		for _, v := range r.Tree.At(region.Village) {
			if scope.Covers(v.Path) && v.OpenVillage() {
				page.Villages = append(page.Villages, v)
			}
		}
		page.Until = r.Today.AddDays(30)
		page.Stand, err = account.Delegations(s, scope, r.Today, 500)
		return err
	})
}

func (p *Accounts) delegate(r *kit.Request) error {
	village := kit.Division(r, "village")
	who, until, why := account.Target{ID: kit.ParseID(kit.Choice(r, "user"))}, r.Date("until"), r.Text("why")
	err := r.Faults()
	if err == nil {
		_, err = p.Accounts.Delegate(r.Context.Request().Context(), r.Actor, r.Key(), who, village, until, why)
	}
	return p.clerksAgain(r, err, "已指定代办。")
}

func (p *Accounts) delegateEnd(r *kit.Request) error {
	n, err := r.ID()
	if err == nil {
		_, err = p.Accounts.EndDelegation(r.Context.Request().Context(), r.Actor, r.Key(), n)
	}
	return p.clerksAgain(r, err, "代办已结束。")
}

// clerksAgain shows the page of clerks with what was refused, or after what was done.
func (p *Accounts) clerksAgain(r *kit.Request, err error, notice string) error {
	if err == nil {
		return r.SeeOther("/clerks", notice)
	}
	if !kit.IsFormError(err) {
		return err
	}
	page, loadErr := p.clerksPage(r)
	if loadErr != nil {
		return loadErr
	}
	return r.RenderFormErrors(err, "clerks", page)
}

func (p *Accounts) clerks(r *kit.Request) error {
	page, err := p.clerksPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "clerks", page)
}

// slipsParcel are the slips with first passwords that a job made.
func slipsParcel(j jobs.Job) (jobs.Parcel, error) {
	return jobs.Parcel{Name: "密码条", Permission: "user.grant", Path: j.RegionPath}, nil
}
