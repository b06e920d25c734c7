package kit

import "net/http"

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
