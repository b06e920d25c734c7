package kit

import (
	"encoding/hex"
	"net/http"

	"gangwei/internal/platform/seal"
)

// Session of a signed-in visitor, as the rooms that keep sessions know it; nil for the public.
type Session interface {
	CSRFToken() string // that every form of the session repeats
	PasswordDue() bool // the first password must be changed before anything else
}

// CSRFToken of the session, empty for the public.
func (r *Request) CSRFToken() string {
	if r.Session == nil {
		return ""
	}
	return r.Session.CSRFToken()
}

// PasswordDue reports whether the visitor must change the password before anything else.
func (r *Request) PasswordDue() bool { return r.Session != nil && r.Session.PasswordDue() }

// Keep a cookie of the program for age seconds: 0 until the browser is closed, below 0 not any more.
func (r *Request) Keep(name, value string, age int) {
	r.SetCookie(&http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, Secure: r.Secure(),
		SameSite: http.SameSiteStrictMode, MaxAge: age})
}

// Pre is the token that a public form must repeat; empty where the visitor never opened one.
func (r *Request) Pre() string {
	c, err := r.Cookie("gw_pre")
	if err != nil {
		return ""
	}
	return c.Value
}

// SessionCookie is the name of the cookie. The __Host- prefix needs HTTPS, so it is used only there.
func SessionCookie(tls bool) string {
	if tls {
		return "__Host-gw"
	}
	return "gw"
}

// Token of the session cookie, empty if there is none.
func (r *Request) Token() string {
	c, err := r.Cookie(SessionCookie(r.Secure()))
	if err != nil {
		return ""
	}
	return c.Value
}

// DeviceCookie marks the browser for two years, so that two accounts at one device can be told from two people at two.
// Only a digest is kept, with the steps of an application.
const DeviceCookie = "gw_device"

// Device is the mark of the visitor's browser, empty where it has none.
func (r *Request) Device() string {
	c, err := r.Cookie(DeviceCookie)
	if err != nil || len(c.Value) < 16 || len(c.Value) > 64 {
		return ""
	}
	return hex.EncodeToString(seal.Digest([]byte("device:" + c.Value))[:12])
}
