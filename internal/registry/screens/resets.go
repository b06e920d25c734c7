package screens

import (
	"net/http"

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

// release a reset and give the owner's number and the new password. No idempotency key here: the password shown is
// always the one kept.
func (p *Accounts) release(r *kit.Request) (userID int64, password string, err error) {
	n, err := r.ID()
	if err != nil {
		return 0, "", err
	}
	password = account.RandomPassword()
	userID, err = p.Accounts.ReleaseReset(r.Context.Request().Context(), r.Actor, "", n, password)
	return userID, password, err
}

func (p *Accounts) withdraw(r *kit.Request) error {
	n, err := r.ID()
	if err == nil {
		_, err = p.Accounts.WithdrawReset(r.Context.Request().Context(), r.Actor, r.Key(), n)
	}
	return err
}

func (p *Accounts) userReleaseReset(r *kit.Request) error {
	user, password, err := p.release(r)
	if err != nil {
		return p.usersAgain(r, err)
	}
	page, err := p.loadUser(r, user)
	if err != nil {
		return err
	}
	page.Password = password
	return r.Show(http.StatusOK, "user", page)
}

func (p *Accounts) userWithdrawReset(r *kit.Request) error {
	if err := p.withdraw(r); err != nil {
		return p.usersAgain(r, err)
	}
	return r.SeeOther("/users", "已撤回。")
}

// usersAgain shows the list of users with what was refused.
func (p *Accounts) usersAgain(r *kit.Request, err error) error {
	if !kit.IsFormError(err) {
		return err
	}
	v, loadErr := accounts.Of(r, usersAsked(r))
	if loadErr != nil {
		return loadErr
	}
	page, loadErr := p.usersPage(r, v)
	if loadErr != nil {
		return loadErr
	}
	return r.RenderFormErrors(err, "users", page)
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

func (p *Accounts) clerkReleaseReset(r *kit.Request) error {
	user, password, err := p.release(r)
	if err != nil {
		return p.clerksAgain(r, err, "")
	}
	page, err := p.clerksPage(r)
	if err != nil {
		return err
	}
	for _, c := range page.Rows {
		if c.ID == user {
			page.Login, page.Password = c.Login, password
		}
	}
	return r.Show(http.StatusOK, "clerks", page)
}

func (p *Accounts) clerkWithdrawReset(r *kit.Request) error {
	return p.clerksAgain(r, p.withdraw(r), "已撤回。")
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
