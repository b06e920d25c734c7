package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/account"
	"gangwei/views"
)

// Server of the pages.
type Server struct {
	Echo    *echo.Echo
	needs   Needs
	kit     *kit.Kit
	program *feature.Program
	opens   map[string]string // what the page of a route is about, where an act on it can be taken back
}

// Needs of a server.
type Needs struct {
	DB       *database.DB
	Desk     *desk.Desk
	Clock    clock.Clock
	Gate     *authz.Gate
	Trees    *region.Trees
	Accounts *account.Service // resumes sessions
	Files    *files.Service
	Render   documents.Renderer
	Log      *slog.Logger
	Jobs     *jobs.Service

	Demo    bool           // invented data, signed in to from this machine alone
	Scratch *files.Scratch // for bodies that are too large for memory
	Proxies []*net.IPNet   // reverse proxies whose word on where a request came from is taken
}

const (
	handlerLimit = 60 * time.Second
	noticeFor    = 30 * time.Second // a notice stands on the page that follows at once
	policy       = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; " +
		"manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

// What a request may carry. A body is read only after the visitor's session was looked at; nobody who is not signed in
// sends more than the public forms need: a complaint of some thousand characters, so that one that is too long is told
// so beside its field.
const (
	maxText       = 2 << 20 // the fields of a form: a township's checks of a month
	maxPublicText = 32 << 10
)

// New makes the server of what the wings bring.
func New(program *feature.Program, needs Needs) (*Server, error) {
	t, err := kit.ParseTemplates(views.Files)
	if err != nil {
		return nil, err
	}
	log := needs.Log
	s := &Server{Echo: echo.New(), needs: needs, program: program, opens: map[string]string{},
		kit: &kit.Kit{Templates: t, Log: log, Demo: needs.Demo,
			DB: needs.DB, Desk: needs.Desk, Files: needs.Files, Render: needs.Render, Assets: map[string]string{}}}
	for _, l := range program.Nav {
		s.kit.Menu = append(s.kit.Menu,
			kit.MenuLink{Permission: l.Permission, Words: l.Words, Address: l.Address, Also: l.Also, Group: l.Group,
				Not: l.Not, Rare: l.Rare})
	}
	s.kit.LastOffer = func(r *kit.Request) (offer *kit.Offer, err error) {
		err = r.Read(func(x *database.Snapshot) error {
			last, err := program.Lately(r, x, r.Now.Add(-noticeFor), 1)
			if len(last) == 1 {
				offer = last[0].Offer
			}
			return err
		})
		return offer, err
	}
	s.kit.Count = func(r *kit.Request, x *database.Snapshot) (kit.WaitingCounts, error) {
		todo, _, err := program.Waiting(r, x)
		return feature.CountsOf(r, todo), err
	}
	s.kit.Ring = ring
	for _, route := range program.Routes {
		s.opens[route.Path] = program.SubjectOf(route.Path)
	}
	s.kit.Later = func(r *kit.Request, kind, path string, params any) (int64, error) {
		return needs.Jobs.Start(r.Context.Request().Context(), r.Actor, kind, path, params)
	}
	s.kit.Guided = func(path string) bool {
		_, ok := program.GuideTo(path)
		return ok
	}
	e := s.Echo
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.refuse
	e.IPExtractor = needs.realIP()
	e.Use(s.forwarded, s.headers, s.limits, compressed(),
		middleware.RecoverWithConfig(middleware.RecoverConfig{DisableStackAll: true, DisablePrintStack: true,
			LogErrorFunc: func(_ echo.Context, err error, stack []byte) error {
				log.Error("panic", "err", err, "stack", string(stack))
				return err
			}}))
	static, err := fs.Sub(views.Files, "static")
	if err != nil {
		return nil, err
	}
	look := func(path string, h echo.HandlerFunc) { e.Match([]string{http.MethodGet, http.MethodHead}, path, h) }
	joined, err := views.Assets()
	if err != nil {
		return nil, err
	}
	for name, content := range joined {
		s.kit.Assets[name] = "/static/" + name + "?v=" + views.Version(content)
	}
	look("/static/*", serveStatic(static, joined))
	look("/healthz", s.health)
	for _, r := range program.Routes {
		switch {
		case r.Public && r.Method == http.MethodGet:
			look(r.Path, s.public(r.Handle))
		case r.Public:
			e.Add(r.Method, r.Path, s.public(r.Handle))
		default:
			e.Add(r.Method, r.Path, s.signedIn(r))
		}
	}
	return s, nil
}

func (s *Server) headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store") // what may be kept says so itself
		if secure, _ := c.Get(kit.ForwardedSecure).(bool); secure || c.IsTLS() {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		return next(c)
	}
}

// limits gives each request its time. Its body is read by the handler of its address, after the session was looked at,
// or not at all.
func (s *Server) limits(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), handlerLimit)
		defer cancel()
		c.SetRequest(c.Request().WithContext(ctx))
		kit.Unread(c.Request())
		return next(c)
	}
}

// withBody reads the body of a request and gives back what it took, whatever becomes of the request.
func (s *Server) withBody(r *kit.Request, l kit.Limits, h func(*kit.Request) error) (err error) {
	if r.Context.Request().Method != http.MethodPost {
		return h(r)
	}
	r.Body, err = kit.ReadBody(r.Response(), r.Context.Request(), l, s.needs.Scratch)
	defer func() {
		if closeErr := r.Body.Close(); closeErr != nil {
			s.kit.Log.Error("upload not given back", "err", closeErr)
		}
	}()
	if err != nil {
		return err
	}
	return h(r)
}

func (s *Server) request(c echo.Context) (*kit.Request, error) {
	now := s.needs.Clock.Now()
	tree, err := s.needs.Trees.Now(c.Request().Context(), now)
	if err != nil {
		return nil, err
	}
	years := func() (years []int, err error) {
		err = s.needs.DB.Read(c.Request().Context(), func(x *database.Snapshot) error {
			years, err = rulebook.KnownYears(x)
			return err
		})
		return years, err
	}
	return &kit.Request{Context: c, Today: now.Date(), Now: now, Tree: tree, Kit: s.kit, Actor: authz.Public(),
			Years: years},
		nil
}

func (s *Server) public(h func(*kit.Request) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, err := s.request(c)
		if err != nil {
			return err
		}
		return s.withBody(r, kit.Limits{Text: maxPublicText}, h)
	}
}

func (s *Server) signedIn(route feature.Route) echo.HandlerFunc {
	l := kit.Limits{}
	if route.Method == http.MethodPost {
		l = kit.Limits{Text: maxText, Files: route.Files}
	}
	return func(c echo.Context) error {
		r, err := s.request(c)
		if err != nil {
			return err
		}
		defer func() {
			if route.Method == http.MethodPost {
				s.kit.Waiting.Forget(r.Actor.UserID)
			}
		}()
		switch found, err := s.resume(c, r); {
		case err != nil:
			return err
		case !found && route.Method == http.MethodGet && !strings.HasPrefix(c.Path(), "/api/"):
			return c.Redirect(http.StatusSeeOther, "/signin")
		case !found:
			return errs.New(errs.Unauthenticated, "form.csrf")
		}
		r.Actor.Device = r.Device()
		c.Set("request", r)
		if r.PasswordDue() && c.Path() != "/password" && c.Path() != "/signout" {
			return c.Redirect(http.StatusSeeOther, "/password")
		}
		if err := r.CheckOrigin(); route.Method != http.MethodGet && err != nil {
			return err
		}
		if p := route.Permission; p != "" && !r.Can(string(p)) {
			return errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(p))
		}
		return s.withBody(r, l, func(r *kit.Request) error { return s.handle(r, route) })
	}
}

// handle a signed-in request whose body is at hand.
func (s *Server) handle(r *kit.Request, route feature.Route) error {
	if route.Method != http.MethodGet {
		if err := r.CheckCSRF(); err != nil {
			return err
		}
	}
	if err := s.reads(r, route); err != nil {
		return err
	}
	return s.opened(r, route)
}

// resume the visitor's session, if there is one.
func (s *Server) resume(c echo.Context, r *kit.Request) (found bool, err error) {
	token := r.Token()
	if token == "" {
		return false, nil
	}
	session, found, err := s.needs.Accounts.Resume(c.Request().Context(), token)
	if err == nil {
		r.Session, r.Actor = session, session.Actor
	}
	return found, err
}

type refusedPage struct {
	kit.Page
	Lines     []string
	Reference string
}

// whoMay names the roles that have the permission which an actor lacked.
func (s *Server) whoMay(err error) []string {
	for _, e := range errs.All(err) {
		for _, a := range e.Args {
			if a.Name != "permission" {
				continue
			}
			var names []string
			for _, r := range s.needs.Gate.Roles() {
				if s.needs.Gate.Can(r.Role, authz.Permission(fmt.Sprint(a.Value))) {
					names = append(names, r.Name)
				}
			}
			if len(names) > 0 {
				return []string{"此事由" + strings.Join(names, "、") + "办理。"}
			}
		}
	}
	return nil
}

// refuse is the border: a refusal is told in words; anything else is logged under a reference number and shown as that.
func (s *Server) refuse(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), handlerLimit)
	defer cancel()
	c.SetRequest(c.Request().WithContext(ctx)) // the time of the handler has ended with it
	status := kit.Status(err)
	page := &refusedPage{Page: kit.Page{Title: "不能办理"}, Lines: words.Sentences(err)}
	var he *echo.HTTPError
	switch {
	case errors.As(err, &he) && status == http.StatusNotFound, status == http.StatusNotFound:
		page.Title, page.Lines = "没有找到", []string{words.Text("authz.not_found")}
	case errs.CodeOf(err) == "authz.forbidden":
		page.Lines = append(page.Lines, s.whoMay(err)...)
	case errors.As(err, &he) && status == http.StatusRequestEntityTooLarge:
		page.Lines = []string{"提交的内容过大，最多10 MB。"}
	case errors.As(err, &he) && status < 500:
		page.Lines = []string{"请求有误，请返回重试。"}
	case status >= 500:
		page.Title, page.Reference = "系统出错", kit.Random()[:8]
		if trouble := database.ClassifyOutage(err); trouble != nil {
			page.Title, page.Lines, status = "暂时不能办理", words.Sentences(trouble), http.StatusServiceUnavailable
		}
		s.kit.Log.Error("request failed", "ref", page.Reference, "method", c.Request().Method, "path", c.Path(), "err", err)
	}
	r, ok := c.Get("request").(*kit.Request)
	if !ok {
		var reqErr error
		if r, reqErr = s.request(c); reqErr != nil {
			s.kit.Log.Error("refusal not shown", "err", reqErr)
			_ = c.String(http.StatusInternalServerError, "系统出错")
			return
		}
	}
	if strings.HasPrefix(c.Path(), "/api/") {
		_ = c.JSON(status, map[string]any{"errors": page.Lines, "reference": page.Reference})
		return
	}
	if err := r.Show(status, "refused", page); err != nil {
		s.kit.Log.Error("refusal not shown", "err", err)
		_ = c.String(http.StatusInternalServerError, "系统出错")
	}
}
