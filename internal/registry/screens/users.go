package screens

import (
	"net/http"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/registry/account"
)

type usersPage struct {
	kit.Page
	Q      string
	List   *listing.View
	Resets []account.Reset // asked for, to be released by another
}

func (p *Accounts) users(r *kit.Request) error {
	return accounts.Answer(r, usersAsked(r), func(v *listing.View) error {
		page, err := p.usersPage(r, v)
		if err != nil {
			return err
		}
		return r.Show(http.StatusOK, "users", page)
	})
}

func usersAsked(r *kit.Request) listing.Query[account.User] {
	q := r.Text("q")
	return listing.Query[account.User]{Said: listing.Said(q),
		All: func(s *database.Snapshot, _ authz.Scope) ([]account.User, error) {
			return account.List(s, q, "", listing.Few)
		}}
}

func (p *Accounts) usersPage(r *kit.Request, v *listing.View) (*usersPage, error) {
	page := &usersPage{Page: kit.Page{Title: "用户"}, Q: r.Text("q"), List: v}
	if err := r.Faults(); err != nil {
		return nil, err
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		page.Resets, err = account.OpenResets(s, r.Actor.Scope("user.view"), p.Clock.Now(), 200)
		return err
	})
}

// accounts is the list of users.
var accounts = listing.List[account.User]{
	Code: "users", Title: "用户", View: "user.view",
	ID:    func(x account.User) int64 { return x.ID },
	NoRow: "没有找到用户。",
	Columns: []listing.Column[account.User]{
		listing.Text("login", "登录名", func(x account.User) string { return x.Login }).
			To(func(x account.User) string { return "/users/" + kit.FormatID(x.ID) }),
		listing.Text("name", "姓名", func(x account.User) string { return x.Name }),
		listing.Moment("created", "新增", func(x account.User) clock.Moment { return x.CreatedUs }).OnChoice(),
		listing.Text("state", "状态", func(x account.User) string {
			switch {
			case x.Disabled > 0:
				return "已停用"
			case x.MustChange > 0:
				return "待改密码"
			}
			return "正常"
		}).Toned(func(x account.User) string {
			switch {
			case x.Disabled > 0:
				return "wait"
			case x.MustChange > 0:
				return "warn"
			}
			return "good"
		}),
	},
}

type userPage struct {
	kit.Page
	User     account.User
	Grants   []account.Grant
	Roles    []authz.RoleInfo
	Password string // shown once
	Two      bool   // the password is reset by two
	Reset    *account.Reset
	Places   kit.Places // where a role is to be granted
}

func (p *Accounts) loadUser(r *kit.Request, n int64) (*userPage, error) {
	page := &userPage{Roles: p.Gate.Roles()}
	page.R = r
	scope := r.Actor.Scope("user.grant")
	at, _ := r.Where(scope) // what cannot be granted on is not chosen
	page.Places = r.Narrow(scope.Paths(), at)
	err := r.Read(func(s *database.Snapshot) (err error) {
		if page.User, err = account.ByID(s, n); err != nil {
			return err
		}
		if page.Grants, err = account.GrantsOf(s, n); err != nil {
			return err
		}
		if page.Two, err = account.NeedsTwo(s, n); err != nil {
			return err
		}
		open, found, err := account.OpenReset(s, n, p.Clock.Now())
		if found {
			page.Reset = &open
		}
		return err
	})
	page.Title = page.User.Name
	return page, err
}

func (p *Accounts) user(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	page, err := p.loadUser(r, n)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "user", page)
}

func (p *Accounts) userForm(r *kit.Request) error {
	return r.Show(http.StatusOK, "user_new", &kit.Page{Title: "新增用户"})
}

// No idempotency key here: a repeated form is refused by its login, and the password shown is always the one kept.
func (p *Accounts) userRegister(r *kit.Request) error {
	password := account.RandomPassword()
	n := account.NewUser{Login: r.Text("login"), Name: r.Text("name"), IDNumber: r.Text("idno"), Password: password,
		MustChange: true}
	var made int64
	err := r.Faults()
	if err == nil {
		made, err = p.Accounts.Register(r.Context.Request().Context(), r.Actor, "", n)
	}
	if err != nil {
		return r.RenderFormErrors(err, "user_new", &kit.Page{Title: "新增用户"})
	}
	page, err := p.loadUser(r, made)
	if err != nil {
		return err
	}
	page.Password = password
	return r.Show(http.StatusOK, "user", page)
}

// userAct carries something out on a user and shows the user again.
func (p *Accounts) userAct(r *kit.Request, notice string, do func(who account.Target) error) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	if err = do(account.Target{ID: n, Version: r.Int("version")}); err == nil {
		return r.SeeOther("/users/"+kit.FormatID(n), notice)
	}
	if !kit.IsFormError(err) {
		return err
	}
	page, loadErr := p.loadUser(r, n)
	if loadErr != nil {
		return loadErr
	}
	return r.RenderFormErrors(err, "user", page)
}

func (p *Accounts) userGrant(r *kit.Request) error {
	return p.userAct(r, "已授予。", func(who account.Target) error {
		role, on, until := kit.Choice(r, "role"), kit.Division(r, "region"), r.Date("until")
		if err := r.Faults(); err != nil {
			return err
		}
		_, err := p.Accounts.GrantRole(r.Context.Request().Context(), r.Actor, r.Key(), who, authz.Role(role), on, until)
		return err
	})
}

func (p *Accounts) userRevoke(r *kit.Request) error {
	return p.userAct(r, "已收回。", func(who account.Target) error {
		on, err := r.Tree.ByCode(r.Text("region"))
		if err != nil {
			return err
		}
		_, err = p.Accounts.RevokeRole(r.Context.Request().Context(), r.Actor, r.Key(), who, authz.Role(r.Text("role")), on)
		return err
	})
}

func (p *Accounts) userReset(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	password := account.RandomPassword()
	who := account.Target{ID: n, Version: r.Int("version")}
	if err = r.Faults(); err == nil {
		_, err = p.Accounts.ResetPassword(r.Context.Request().Context(), r.Actor, "", who, password)
	}
	if err != nil && !kit.IsFormError(err) {
		return err
	}
	page, loadErr := p.loadUser(r, n)
	if loadErr != nil {
		return loadErr
	}
	if err != nil {
		return r.RenderFormErrors(err, "user", page)
	}
	page.Password = password
	return r.Show(http.StatusOK, "user", page)
}

func (p *Accounts) userDisable(r *kit.Request) error {
	return p.userAct(r, "已办理。", func(who account.Target) error {
		_, err := p.Accounts.SetDisabled(r.Context.Request().Context(), r.Actor, r.Key(), who, r.Text("disabled") == "1")
		return err
	})
}
