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

// requestQueue are the roles that were asked for.
var requestQueue = &kit.Queue{Code: "user.grant", Words: "待授权的账号", Permission: "user.grant",
	Address: "/users/requests/%d", Waiting: account.RequestsWaiting}

// requestsBulk opens the page on which many accounts are given their roles at once.
func (p *Accounts) requestsBulk(r *kit.Request) (*kit.Bulk, error) {
	role := kit.BulkFilter{Name: "role", Label: "角色", Value: r.Text("role")}
	for _, info := range p.Gate.Roles() {
		role.Options = append(role.Options, kit.Option{Value: string(info.Role), Words: info.Name})
	}
	x := &kit.Bulk{Page: kit.Page{Title: "待授权的账号"}, Address: "/users/requests", Permission: "user.grant", Act: "授权",
		Unit: "个", Things: "账号", Never: "和本人已有的角色不能兼任的，不能成批授权，请逐个看。授权后生成密码条（PDF），只能下载一次。",
		OneByOne: "/queue/" + requestQueue.Code, Filters: []kit.BulkFilter{role},
		Heads: []kit.BulkHead{{Words: "登录名"}, {Words: "姓名"}, {Words: "角色"}, {Words: "单位"}, {Words: "提出"}}}
	x.Look = func(s *database.Snapshot, ids []int64) error {
		if x.By == "chosen" && (len(ids) == 0 || len(ids) > kit.MaxBulk) {
			return errs.New(errs.Invalid, "account.choose").On("ids").With("limit", kit.MaxBulk)
		}
		limit := kit.MaxBulk
		if x.By == "" {
			limit = kit.LookedBulk
		}
		f := account.RequestFilter{Role: authz.Role(role.Value), Within: x.Path(), IDs: ids, Limit: limit}
		rows, more, err := account.LookAtRequests(s, p.Gate, r.Actor, f, r.Today)
		x.In, x.Out, x.More = nil, nil, more
		for _, q := range rows {
			b := kit.BulkRow{ID: q.ID, Path: q.Path, Name: q.Name, Address: "/users/requests/" + kit.FormatID(q.ID),
				Cells: []string{q.Login, q.Name, words.Label("role", string(q.Role)), x.Place(q.Path), q.RequestedUs.Short()}}
			if q.Why != nil {
				b.Why = []error{q.Why}
				x.Out = append(x.Out, b)
			} else {
				x.In = append(x.In, b)
			}
		}
		return err
	}
	x.Pass = func(list []kit.BulkSeen) (kit.BulkDone, error) {
		if len(list) == 0 || len(list) > kit.MaxBulk {
			return kit.BulkDone{}, errs.New(errs.Invalid, "account.choose").On("ids").With("limit", kit.MaxBulk)
		}
		job := fulfilParams{By: x.Chosen()}
		for _, q := range list {
			job.IDs = append(job.IDs, q.ID)
		}
		n, err := p.Jobs.Start(r.Context.Request().Context(), r.Actor, "user.fulfil", r.Tree.Top().Path, job)
		return kit.BulkDone{At: "/jobs/" + kit.FormatID(n)}, err
	}
	return x, nil
}

type fulfilParams struct {
	IDs []int64
	By  string // how they were chosen, for the record
}

// FulfilRequests is the job that grants roles and makes the password slips. What one request refuses stands on the
// paper; the others go on.
func (p *Accounts) FulfilRequests(ctx context.Context, actor authz.Actor, params []byte,
	progress func(done, total int64) error) (string, error) {
	var x fulfilParams
	if err := json.Unmarshal(params, &x); err != nil {
		return "", err
	}
	tree, open, err := p.openRequests(ctx)
	if err != nil {
		return "", err
	}
	sheet := documents.Sheet{Title: "账号密码条", Sub: "逐条裁开，密封后交本人；首次登录须改密码"}
	for i, n := range x.IDs {
		if err := progress(int64(i), int64(len(x.IDs))); err != nil && len(sheet.Blocks) == 0 {
			return "", err // cancelled before anything was granted
		} else if err != nil {
			break // what was granted so far gets its slips
		}
		q, still := open[n]
		on, ok := tree.ByID(q.RegionID)
		if !still || !ok {
			sheet.Blocks = append(sheet.Blocks,
				documents.Block{Para: fmt.Sprintf("第%d个（共%d个）没有授权：已由他人办结，或单位已撤销。", i+1, len(x.IDs))})
			continue
		}
		slip, err := p.Accounts.Fulfil(ctx, actor, n, on, x.By)
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

// openRequests by their ids, and the divisions of today.
func (p *Accounts) openRequests(ctx context.Context) (tree *region.Tree, open map[int64]account.Request, err error) {
	open = map[int64]account.Request{}
	err = p.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		if tree, err = region.Load(s, p.Clock.Now().Date()); err != nil {
			return err
		}
		rows, err := account.Requests(s, 1<<20)
		for _, q := range rows {
			open[q.ID] = q
		}
		return err
	})
	return tree, open, err
}

type requestPage struct {
	kit.Page
	kit.Deciding
	Request account.Request
	Slip    *account.Slip // shown once
}

func (p *Accounts) requestPage(r *kit.Request) (*requestPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &requestPage{}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Request, err = account.RequestByID(s, n); err != nil {
			return err
		}
		q := page.Request
		if err := r.Actor.Check("user.grant", q.Path); err != nil {
			return err
		}
		page.Title = q.Name + "的账号"
		open := q.State == account.RequestOpen
		page.Queue, err = kit.Stand(r, s, n, map[*kit.Queue]bool{requestQueue: open}, requestQueue)
		if err != nil || !open {
			return err
		}
		page.Decision = &kit.Decision{Title: "授权", Field: "outcome", Queue: page.Queue, Button: "提交决定",
			Lead:     "核对本人、角色和单位后决定。授权后显示初始密码，只显示一次。",
			Action:   "/users/requests/" + kit.FormatID(n) + "/decide",
			Outcomes: []kit.Outcome{{Value: "grant", Words: "授权"}, {Value: "decline", Words: "不予授权"}},
			Fields:   []kit.Field{{Name: "why", Label: "不予授权的原因", Kind: kit.FieldLine}}}
		return page.Decision.Stop("grant", account.MayFulfil(s, p.Gate, r.Actor, q, r.Today))
	})
	return page, err
}

func (p *Accounts) request(r *kit.Request) error {
	page, err := p.requestPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "request", page)
}

// requestDecide gives the role, and shows the first password once; or declines.
func (p *Accounts) requestDecide(r *kit.Request) error {
	page, err := p.requestPage(r)
	if err != nil {
		return err
	}
	id, why, outcome, ctx := page.Request.ID, r.Text("why"), r.Text("outcome"), r.Context.Request().Context()
	again := func(err error) error { return r.RenderFormErrors(err, "request", page) }
	switch outcome {
	case "grant":
		on, _ := r.Tree.ByPath(page.Request.Path)
		slip, err := p.Accounts.Fulfil(ctx, r.Actor, id, on, "")
		if err != nil {
			return again(err)
		}
		if page, err = p.requestPage(r); err != nil {
			return err
		}
		page.Slip = &slip
		return r.Show(http.StatusOK, "request", page)
	case "decline":
		return requestQueue.Decide(r, id, "/users/requests", func() (string, error) {
			_, err := p.Accounts.Decline(ctx, r.Actor, r.Key(), id, why)
			return page.Title + "：未予授权。", err
		}, again)
	}
	return again(errs.New(errs.Invalid, "form.choice").On("outcome"))
}

type clerksPage struct {
	kit.Page
	Rows     []account.Clerk
	Resets   []account.Reset // asked for, to be released by another
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
