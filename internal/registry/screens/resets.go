package screens

import (
	"net/http"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/account"
)

// userAskReset asks for a user's new password, which another person releases.
func (p *Accounts) userAskReset(r *kit.Request) error {
	return p.userAct(r, "已申请。请另一人复核，3天内有效。", func(who account.Target) error {
		why := r.Text("why")
		if err := r.Faults(); err != nil {
			return err
		}
		_, err := p.Accounts.AskReset(r.Context.Request().Context(), r.Actor, r.Key(), who, why)
		return err
	})
}

var (
	resetQueue      = resetsOf("user.reset", "/users/resets/%d", "等待复核的密码重置")
	clerkResetQueue = resetsOf("user.reset_clerk", "/clerks/resets/%d", "等待复核的村级密码重置")
)

// resetsOf are the resets that another person asked for and the visitor may release, the oldest first.
func resetsOf(permission authz.Permission, address, words string) *kit.Queue {
	return &kit.Queue{Code: string(permission), Words: words, Permission: permission, Address: address,
		WaitingFor: func(r *kit.Request, s *database.Snapshot) (out []int64, err error) {
			open, err := account.OpenResets(s, r.Actor.Scope(permission), r.Now, kit.LookedBulk)
			for _, x := range open {
				if x.MayRelease(r.Actor, r.Now) == nil {
					out = append(out, x.ID)
				}
			}
			return out, err
		}}
}

// Queues of accounts.
func (p *Accounts) Queues() []*kit.Queue {
	return []*kit.Queue{requestQueue, resetQueue, clerkResetQueue}
}

// resetPage is a reset for the second person; Back is the list that it stands in.
type resetPage struct {
	kit.Page
	kit.Deciding
	Reset    account.Reset
	Until    string
	Back     string
	Password string // shown once
}

func (p *Accounts) resetPage(r *kit.Request, q *kit.Queue, back string) (*resetPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &resetPage{Back: back}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Reset, err = account.ResetByID(s, n); err != nil {
			return err
		}
		x := page.Reset
		may := r.Actor.Check(q.Permission, x.Path)
		if may != nil && !(q == resetQueue && r.Actor.Check("user.view", x.Path) == nil) {
			return may
		}
		page.Title, page.Until = x.Name+"的密码重置", x.Until().Short()
		open := x.State == account.ResetOpen
		page.Queue, err = kit.Stand(r, s, n,
			map[*kit.Queue]bool{q: open && may == nil && x.MayRelease(r.Actor, r.Now) == nil}, q)
		if err != nil || !open || may != nil && x.AskedKey != r.Actor.PersonKey {
			return err
		}
		at := back + "/resets/" + kit.FormatID(n)
		page.Decision = &kit.Decision{Title: "复核", Action: at + "/release", Queue: page.Queue, Button: "复核重置，显示新密码",
			Lead: "向本人核实是否请人重置、原因是否属实。新密码只显示一次，请当面或电话告诉本人；本人登录时会看到是谁申请、谁复核的。",
		}
		if q == clerkResetQueue || r.Can("user.ask_reset") {
			page.Decision.Others = []kit.Other{{Words: "撤回，不重置", At: at + "/withdraw"}}
		}
		return page.Decision.Stop("", x.MayRelease(r.Actor, r.Now))
	})
	return page, err
}

// resetShown, resetReleased and resetWithdrawn are the pages of a reset in one of the two lists.
func (p *Accounts) resetShown(q *kit.Queue, back string) func(*kit.Request) error {
	return func(r *kit.Request) error {
		page, err := p.resetPage(r, q, back)
		if err != nil {
			return err
		}
		return r.Show(http.StatusOK, "reset", page)
	}
}

// No idempotency key here: the password shown is always the one kept.
func (p *Accounts) resetReleased(q *kit.Queue, back string) func(*kit.Request) error {
	return func(r *kit.Request) error {
		page, err := p.resetPage(r, q, back)
		if err != nil {
			return err
		}
		password := account.RandomPassword()
		if _, err = p.Accounts.ReleaseReset(r.Context.Request().Context(), r.Actor, "", page.Reset.ID, password); err != nil {
			return r.RenderFormErrors(err, "reset", page)
		}
		if page, err = p.resetPage(r, q, back); err != nil {
			return err
		}
		page.Password = password
		return r.Show(http.StatusOK, "reset", page)
	}
}

func (p *Accounts) resetWithdrawn(q *kit.Queue, back string) func(*kit.Request) error {
	return func(r *kit.Request) error {
		page, err := p.resetPage(r, q, back)
		if err != nil {
			return err
		}
		return q.Decide(r, page.Reset.ID, back, func() (string, error) {
			_, err := p.Accounts.WithdrawReset(r.Context.Request().Context(), r.Actor, r.Key(), page.Reset.ID)
			return page.Title + "：已撤回。", err
		}, func(err error) error { return r.RenderFormErrors(err, "reset", page) })
	}
}

func (p *Accounts) clerkAskReset(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	who, why := account.Target{ID: n, Version: r.Int("version")}, r.Text("why")
	if err = r.Faults(); err == nil {
		_, err = p.Accounts.AskReset(r.Context.Request().Context(), r.Actor, r.Key(), who, why)
	}
	return p.clerksAgain(r, err, "已申请。请另一名审核员或安全管理员复核，3天内有效。")
}

// passwordPage tells who set the password that must be changed now.
type passwordPage struct {
	kit.Page
	Resets    []account.Reset
	JustTyped bool // the first password, to sign in
}

func (p *Accounts) passwordPage(r *kit.Request) (*passwordPage, error) {
	page := &passwordPage{Page: kit.Page{Title: "修改密码"}, JustTyped: r.Session.(account.Session).JustTyped(r.Now)}
	if r.PasswordDue() {
		page.Title = "设定自己的密码"
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		page.Resets, err = account.UntoldResets(s, r.Actor.UserID)
		return err
	})
}

// passwordTold is the owner's word that the notice of a reset was read.
func (p *Accounts) passwordTold(r *kit.Request) error {
	upTo := r.Int("reset")
	if err := r.Faults(); err != nil {
		return err
	}
	if err := p.Accounts.Told(r.Context.Request().Context(), r.Session.(account.Session), upTo); err != nil {
		return err
	}
	return r.SeeOther("/", "")
}
