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
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/account"
	"gangwei/internal/web/api"
	"gangwei/internal/web/pages"
	"gangwei/views"
)

// Server of the pages.
type Server struct {
	Echo  *echo.Echo
	pages *pages.Pages
	kit   *kit.Kit
	db    *database.DB
	clock clock.Clock
	opt   Options

	mu     sync.Mutex
	tree   *region.Tree
	treeUs clock.Moment // when it was read
}

const (
	handlerLimit = 60 * time.Second
	policy       = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; " +
		"manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

// Options of a server.
type Options struct {
	Demo    bool           // invented data, signed in to from this machine alone
	Scratch *files.Scratch // for bodies that are too large for memory
	Proxies []*net.IPNet   // reverse proxies whose word on where a request came from is taken
}

// New makes the server.
func New(p *pages.Pages, log *slog.Logger, opt Options) (*Server, error) {
	t, err := kit.ParseTemplates(views.Files)
	if err != nil {
		return nil, err
	}
	s := &Server{Echo: echo.New(), pages: p, db: p.DB, clock: p.Clock, opt: opt,
		kit: &kit.Kit{Templates: t, Log: log, Demo: opt.Demo, DB: p.DB, Files: p.Files, Render: p.Papers.Render}}
	e := s.Echo
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.refuse
	e.IPExtractor = opt.realIP()
	e.Use(s.forwarded, s.headers, s.limits,
		middleware.RecoverWithConfig(middleware.RecoverConfig{DisableStackAll: true, DisablePrintStack: true,
			LogErrorFunc: func(_ echo.Context, err error, stack []byte) error {
				log.Error("panic", "err", err, "stack", string(stack))
				return err
			}}))
	p.TreeChanged = func() {
		s.mu.Lock()
		s.tree = nil
		s.mu.Unlock()
	}
	static, err := fs.Sub(views.Files, "static")
	if err != nil {
		return nil, err
	}
	look := func(path string, h echo.HandlerFunc) { e.Match([]string{http.MethodGet, http.MethodHead}, path, h) }
	look("/static/*", serveStatic(static))
	look("/healthz", s.health)
	look("/signin", s.public(p.SignInForm))
	e.POST("/signin", s.public(p.SignIn))
	// Public pages: what hangs on the real board, and a way to say what is wrong.
	look("/board/:code", s.public(p.Board))
	look("/board/:code/say", s.public(p.SayForm))
	e.POST("/board/:code/say", s.public(p.Say))
	look("/receipt", s.public(p.Receipt))
	e.POST("/receipt/appeal", s.public(p.ReceiptAppeal))
	look("/duty/phone", s.public(p.PhoneShell))
	look("/duty/phone-worker.js", s.public(p.PhoneWorker))
	for _, r := range pages.Routes() {
		e.Add(r.Method, r.Path,
			s.signedIn(r.Method, r.Permission, r.Limits(), func(k *kit.Request) error { return r.Handle(p, k) }))
	}
	for _, r := range api.Routes() {
		e.Add(r.Method, r.Path, s.signedIn(r.Method, r.Permission, kit.Limits{}, r.Handle))
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
	r.Body, err = kit.ReadBody(r.Response(), r.Context.Request(), l, s.opt.Scratch)
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
	now := s.clock.Now()
	tree, err := s.treeOn(c.Request().Context(), now.Date())
	if err != nil {
		return nil, err
	}
	years := func() (years []int, err error) {
		err = s.db.Read(c.Request().Context(), func(x *database.Snapshot) error {
			years, err = rulebook.KnownYears(x)
			return err
		})
		return years, err
	}
	return &kit.Request{Context: c, Today: now.Date(), Now: now, Tree: tree, Kit: s.kit, Actor: authz.Public(),
			Years: years},
		nil
}

// treeOn keeps the divisions of the day in memory; they are read again when the day changes, and at most every minute.
func (s *Server) treeOn(ctx context.Context, day civil.Date) (*region.Tree, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tree != nil && s.tree.AsOf == day && s.clock.Now()-s.treeUs < clock.Moment(time.Minute/time.Microsecond) {
		return s.tree, nil
	}
	err := s.db.Read(ctx, func(sn *database.Snapshot) error {
		t, err := region.Load(sn, day)
		if err == nil {
			s.tree, s.treeUs = t, s.clock.Now()
		}
		return err
	})
	if s.tree != nil && database.ClassifyOutage(err) != nil {
		return s.tree, nil // the page that says so needs one; whatever is to be done fails by itself
	}
	return s.tree, err
}

func (s *Server) public(h func(*kit.Request) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, err := s.request(c)
		if err != nil {
			return err
		}
		return s.withBody(r, kit.Limits{Text: pages.PublicText}, h)
	}
}

func (s *Server) signedIn(method string, permission authz.Permission, l kit.Limits,
	h func(*kit.Request) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, err := s.request(c)
		if err != nil {
			return err
		}
		token := r.Token()
		found := false
		if token != "" {
			var session account.Session
			if session, found, err = s.pages.Accounts.Resume(c.Request().Context(), token); err != nil {
				return err
			}
			r.Session, r.Actor = session, session.Actor
		}
		if !found {
			if method == http.MethodGet && !strings.HasPrefix(c.Path(), "/api/") {
				return c.Redirect(http.StatusSeeOther, "/signin")
			}
			return errs.New(errs.Unauthenticated, "form.csrf")
		}
		r.Actor.Device = r.Device()
		c.Set("request", r)
		if r.PasswordDue() && c.Path() != "/password" && c.Path() != "/signout" {
			return c.Redirect(http.StatusSeeOther, "/password")
		}
		if err := r.CheckOrigin(); method != http.MethodGet && err != nil {
			return err
		}
		if permission != "" && !r.Can(string(permission)) {
			return errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(permission))
		}
		return s.withBody(r, l, func(r *kit.Request) error {
			if method != http.MethodGet {
				if err := r.CheckCSRF(); err != nil {
					return err
				}
			}
			if err := s.reads(r, permission); err != nil {
				return err
			}
			return h(r)
		})
	}
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
			for _, r := range s.pages.Gate.Roles() {
				if s.pages.Gate.Can(r.Role, authz.Permission(fmt.Sprint(a.Value))) {
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
