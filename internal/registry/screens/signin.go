package screens

import (
	"net"
	"net/http"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/account"
)

// Accounts shows signing in, passwords and their resets, users and what clerks ask for.
type Accounts struct {
	Accounts *account.Service
	Clock    clock.Clock
	DB       *database.DB
	Demo     bool
	Gate     *authz.Gate
	Jobs     *jobs.Service
	Render   documents.Renderer
	Shelf    *jobs.Shelf
}

// Routes of these pages.
func (p *Accounts) Routes() []feature.Route {
	requests := kit.BulkPages(p.requestsBulk)
	return []feature.Route{
		feature.Open("GET", "/signin", p.SignInForm),
		feature.Open("POST", "/signin", p.SignIn),
		feature.Get("/password", "", p.passwordForm).Untold(),
		feature.Post("/password", "", p.password),
		feature.Post("/password/told", "", p.passwordTold),
		feature.Post("/signout", "", p.signOut),
		feature.Get("/users", "user.view", p.users).Shows(&accounts),
		feature.Get("/users/new", "user.create", p.userForm),
		feature.Post("/users/new", "user.create", p.userRegister),
		feature.Get("/users/requests", "user.grant", requests.Choose),
		feature.Get("/users/requests/preview", "user.grant", requests.Preview),
		feature.Post("/users/requests", "user.grant", requests.Decide).Decides(requestQueue),
		feature.Get("/users/requests/:id", "user.grant", p.request).Of("request"),
		feature.Post("/users/requests/:id/decide", "user.grant", p.requestDecide).Of("request").Decides(requestQueue),
		feature.Get("/clerks", "user.reset_clerk", p.clerks),
		feature.Post("/clerks/:id/reset", "user.reset_clerk", p.clerkAskReset).Of("clerk"),
		feature.Get("/clerks/resets/:id", "user.reset_clerk", p.resetShown(clerkResetQueue, "/clerks")).Of("clerk_reset"),
		feature.Post("/clerks/resets/:id/release", "user.reset_clerk",
			p.resetReleased(clerkResetQueue, "/clerks")).Of("clerk_reset").Decides(clerkResetQueue),
		feature.Post("/clerks/resets/:id/withdraw", "user.reset_clerk",
			p.resetWithdrawn(clerkResetQueue, "/clerks")).Of("clerk_reset"),
		feature.Post("/clerks/delegate", "user.delegate", p.delegate),
		feature.Post("/clerks/delegate/:id/end", "user.delegate", p.delegateEnd).Of("delegate"),
		feature.Get("/users/:id", "user.view", p.user).Of("user"),
		feature.Post("/users/:id/grant", "user.grant", p.userGrant).Of("user"),
		feature.Post("/users/:id/revoke", "user.grant", p.userRevoke).Of("user"),
		feature.Post("/users/:id/reset", "user.reset", p.userReset).Of("user"),
		feature.Post("/users/:id/reset/ask", "user.ask_reset", p.userAskReset).Of("user"),
		feature.Get("/users/resets/:id", "user.view", p.resetShown(resetQueue, "/users")).Of("reset"),
		feature.Post("/users/resets/:id/release", "user.reset",
			p.resetReleased(resetQueue, "/users")).Of("reset").Decides(resetQueue),
		feature.Post("/users/resets/:id/withdraw", "user.ask_reset", p.resetWithdrawn(resetQueue, "/users")).Of("reset"),
		feature.Post("/users/:id/disable", "user.disable", p.userDisable).Of("user"),
	}
}

type signInPage struct {
	kit.Page
	Pre, Login string
	Next       string // "phone": back to the phone page, which sends what waits there
}

// next is where a sign-in leads; only what is named here, never an address from outside.
func next(r *kit.Request) string {
	if r.FormValue("next") == "phone" {
		return "phone"
	}
	return ""
}

// SignInForm is public.
func (p *Accounts) SignInForm(r *kit.Request) error {
	pre := kit.Random()
	r.Keep("gw_pre", pre, 3600)
	return r.Show(http.StatusOK, "signin", &signInPage{Page: kit.Page{Title: "登录"}, Pre: pre, Next: next(r)})
}

// SignIn is public; its form carries a token that its own cookie repeats.
func (p *Accounts) SignIn(r *kit.Request) error {
	if err := r.CheckToken(r.Pre()); err != nil {
		return p.signInAgain(r, err)
	}
	if r.Kit.Demo {
		if ip := net.ParseIP(r.RealIP()); ip == nil || !ip.IsLoopback() {
			return p.signInAgain(r, errs.New(errs.Forbidden, "account.demo_remote"))
		}
	}
	login, password := r.Text("login"), r.FormValue("password")
	if err := r.Faults(); err != nil {
		return p.signInAgain(r, err)
	}
	token, err := p.Accounts.SignIn(r.Context.Request().Context(), login, password)
	if err != nil {
		if errs.KindOf(err) != errs.Unauthenticated {
			return err
		}
		return p.signInAgain(r, err)
	}
	r.Keep("gw_pre", "", -1)
	if r.Device() == "" {
		r.Keep(kit.DeviceCookie, kit.Random(), 2*365*24*3600)
	}
	r.Keep(kit.SessionCookie(r.Secure()), token, 0)
	if next(r) == "phone" {
		return r.Redirect(http.StatusSeeOther, "/duty/phone")
	}
	return r.Redirect(http.StatusSeeOther, "/")
}

func (p *Accounts) signInAgain(r *kit.Request, err error) error {
	pre := kit.Random()
	r.Keep("gw_pre", pre, 3600)
	page := &signInPage{Page: kit.Page{Title: "登录"}, Pre: pre, Login: r.FormValue("login"), Next: next(r)}
	page.Faults = kit.FaultsOf(err)
	return r.Show(kit.Status(err), "signin", page)
}

func (p *Accounts) signOut(r *kit.Request) error {
	if err := p.Accounts.SignOut(r.Context.Request().Context(), r.Session.(account.Session)); err != nil {
		return err
	}
	r.Keep(kit.SessionCookie(r.Secure()), "", -1)
	return r.Redirect(http.StatusSeeOther, "/signin")
}

func (p *Accounts) passwordForm(r *kit.Request) error {
	page, err := p.passwordPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "password", page)
}

func (p *Accounts) password(r *kit.Request) error {
	token, err := p.Accounts.ChangePassword(r.Context.Request().Context(), r.Session.(account.Session),
		account.Own{Old: r.FormValue("old"), Password: r.FormValue("password"), Again: r.FormValue("again")})
	if err != nil {
		page, loadErr := p.passwordPage(r)
		if loadErr != nil {
			return loadErr
		}
		return r.RenderFormErrors(err, "password", page)
	}
	r.Keep(kit.SessionCookie(r.Secure()), token, 0)
	return r.SeeOther("/", "密码已修改。以后用新密码登录，其他地方的登录已全部退出。")
}
