package kit

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

// Request of a signed-in or public visitor.
type Request struct {
	echo.Context
	Session Session // nil for the public
	Actor   authz.Actor
	Today   civil.Date
	Now     clock.Moment
	Tree    *region.Tree
	Kit     *Kit
	Body    *Body                 // nil where none was read
	Years   func() ([]int, error) // years whose days off and on are known
	known   *civil.Calendar       // of them, once asked
	faults  errs.Faults           // of reading the form
}

// Kit renders pages and answers refusals.
type Kit struct {
	Templates *Templates
	Log       *slog.Logger
	Demo      bool
	DB        *database.DB
	Desk      *desk.Desk
	Files     *files.Service
	Render    documents.Renderer
	Menu      []MenuLink                     // at the side of every page, in its order
	Guided    func(path string) bool         // whether there is help on the page of a route
	LastOffer func(*Request) (*Offer, error) // takes back what the visitor did a moment ago; nil if that is not possible
	Waiting   Waiting                        // what waits behind the links, as lately counted
	Count     func(*Request, *database.Snapshot) (WaitingCounts, error)
	Ring      func(*Request, *database.Snapshot) (Bell, error)
	Assets    map[string]string // address of a file that every page loads, by its name
	// Later does what a visitor asks for in the background, about the region of a path, and gives the job's id.
	Later func(r *Request, kind, path string, params any) (job int64, err error)
}

// Random text for keys and references.
func Random() string {
	b := make([]byte, 18)
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

const maxField = 10_000 // characters of one form field

// Text of a form or query field, trimmed. NUL, broken encoding and overlong text become faults that name the field.
func (r *Request) Text(name string) string {
	v := r.FormValue(name)
	if strings.IndexByte(v, 0) >= 0 || !utf8.ValidString(v) {
		r.faults.Add(errs.New(errs.Invalid, "form.nul").On(name))
		return ""
	}
	if utf8.RuneCountInString(v) > maxField {
		r.faults.Add(errs.New(errs.Invalid, "form.huge").On(name).With("limit", maxField))
		return ""
	}
	return strings.TrimSpace(v)
}

// Has reports whether the form or query has a field at all.
func (r *Request) Has(name string) bool {
	_ = r.FormValue(name) // reads the form
	_, ok := r.Context.Request().Form[name]
	return ok
}

// Int of a field; a fault if it is no whole number below a billion.
func (r *Request) Int(name string) int64 {
	s := r.Text(name)
	if s == "" {
		return 0
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > 1_000_000_000_000_000_000 || n < -1_000_000_000 {
		r.faults.Add(errs.New(errs.Invalid, "form.number").On(name))
		return 0
	}
	return n
}

// Date of a field, in any of the styles people write; a fault if it is none.
func (r *Request) Date(name string) civil.Date {
	s := r.Text(name)
	if s == "" {
		return civil.Date{}
	}
	c := civil.Claim(s)
	if c.Date.IsZero() {
		r.faults.Add(errs.New(errs.Invalid, "form.date").On(name))
	}
	return c.Date
}

// Fen of a field written in yuan.
func (r *Request) Fen(name string) money.Fen {
	s := r.Text(name)
	if s == "" {
		return 0
	}
	f, err := money.Parse(s)
	if err != nil {
		r.faults.Add(errs.New(errs.Invalid, "form.amount").On(name))
	}
	return f
}

// Faults found while reading the form, nil if none.
func (r *Request) Faults() error { return r.faults.OrNil() }

// ID of the path; not a number is not found.
func (r *Request) ID() (int64, error) {
	n, err := strconv.ParseInt(r.Param("id"), 10, 64)
	if err != nil || n <= 0 {
		return 0, errs.New(errs.NotFound, "authz.not_found")
	}
	return n, nil
}

// Where is the region of ?region=CODE or the form's region field, inside what the actor may see; nil if none is named.
// One that lies above is outside: a page that adds up what is under it would tell the neighbours' figures.
func (r *Request) Where(scope authz.Scope) (*region.Region, error) {
	code := r.Text("region")
	if code == "" {
		return nil, r.Faults()
	}
	return Inside(r, scope, code)
}

// Inside is the region of a code, which must lie inside a scope.
func Inside(r *Request, scope authz.Scope, code string) (*region.Region, error) {
	reg, err := r.Tree.ByCode(code)
	if err != nil {
		return nil, err
	}
	if !scope.Covers(reg.Path) {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	return reg, nil
}

// SeeOther answers a successful POST; the notice is shown once on the next page.
func (r *Request) SeeOther(to, notice string) error {
	if notice != "" {
		r.SetCookie(&http.Cookie{Name: "gw_notice", Value: url.QueryEscape(notice), Path: "/", HttpOnly: true,
			SameSite: http.SameSiteStrictMode, MaxAge: 30, Secure: r.Secure()})
	}
	return r.Redirect(http.StatusSeeOther, to)
}

// Secure reports whether the visitor's own connection is HTTPS, to this program or to a proxy that it trusts.
func (r *Request) Secure() bool {
	forwarded, _ := r.Context.Get(ForwardedSecure).(bool)
	return forwarded || r.IsTLS()
}

// ForwardedSecure is where the server notes that a trusted proxy was asked by HTTPS.
const ForwardedSecure = "forwarded secure"

// Address that counts as one visitor's place: of IPv6 the network, since a single line has 2^64 of them.
func (r *Request) Address() string {
	a, err := netip.ParseAddr(r.RealIP())
	if err != nil {
		return r.RealIP()
	}
	if a = a.Unmap(); a.Is6() {
		return netip.PrefixFrom(a, 64).Masked().String()
	}
	return a.String()
}

// CheckOrigin holds the Origin that a browser names against the host.
func (r *Request) CheckOrigin() error {
	if o := r.Context.Request().Header.Get("Origin"); o != "" {
		u, err := url.Parse(o)
		if err != nil || u.Host != r.Context.Request().Host {
			return errs.New(errs.Forbidden, "form.csrf")
		}
	}
	return nil
}

// CheckCSRF holds a POST's token against the session's.
func (r *Request) CheckCSRF() error { return r.CheckToken(r.CSRFToken()) }

// CheckToken holds the form's token against the one wanted. It is taken from the body alone: an address can be sent by
// anybody.
func (r *Request) CheckToken(want string) error {
	if want == "" || subtle.ConstantTimeCompare([]byte(r.Context.Request().PostForm.Get("_csrf")), []byte(want)) != 1 {
		return errs.New(errs.Forbidden, "form.csrf")
	}
	return nil
}

// Status of a refusal.
func Status(err error) int {
	var he *echo.HTTPError
	if errors.As(err, &he) {
		return he.Code
	}
	switch errs.KindOf(err) {
	case errs.Invalid:
		return http.StatusUnprocessableEntity
	case errs.NotFound:
		return http.StatusNotFound
	case errs.Forbidden:
		return http.StatusForbidden
	case errs.Conflict, errs.Stale, errs.State:
		return http.StatusConflict
	case errs.Unauthenticated:
		return http.StatusUnauthorized
	case errs.Busy:
		return http.StatusServiceUnavailable
	case errs.TooLarge:
		return http.StatusRequestEntityTooLarge
	case errs.TooMany:
		return http.StatusTooManyRequests
	case errs.Malformed:
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}

// IsFormError reports whether a refusal is answered by the same form with words beside the fields.
func IsFormError(err error) bool {
	switch errs.KindOf(err) {
	case errs.Invalid, errs.Conflict, errs.Stale, errs.State, errs.TooLarge, errs.TooMany:
		return true
	case errs.Forbidden:
		c := errs.CodeOf(err)
		return c != "authz.forbidden" && c != "form.csrf"
	}
	return false
}

// Fault beside a field.
type Fault struct {
	Field, Text string
	Unnamed     bool // the sentence fits any field: the summary says which
}

// FaultsOf err, for the summary on top and beside the fields.
func FaultsOf(err error) []Fault {
	var out []Fault
	for _, e := range errs.All(err) {
		out = append(out, Fault{e.Field, words.Sentence(e), e.Field != "" && strings.HasPrefix(e.Code, "form.")})
	}
	return out
}
