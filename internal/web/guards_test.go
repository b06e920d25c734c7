package web_test

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
)

// Without a session a page leads to the sign-in, and a form is refused.
func TestGuards_want_a_session(t *testing.T) {
	v := visit(t, apptest.New(t, dbtest.SQLite(t)).Serve())
	req, err := http.NewRequest("GET", v.base+"/people", nil)
	apptest.Must(t, err)
	if code, _, header := v.do(req); code != http.StatusSeeOther || header.Get("Location") != "/signin" {
		t.Errorf("a page: %d to %q", code, header.Get("Location"))
	}
	if code, _, _ := v.post("/people/new", url.Values{"region": {apptest.Home}}); code != http.StatusUnauthorized {
		t.Errorf("a form: %d", code)
	}
}

// A page is refused by the right that its address names, before its handler looks at anything.
func TestGuards_want_the_right_of_the_address(t *testing.T) {
	v := visit(t, apptest.New(t, dbtest.SQLite(t)).Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
	if code, _ := v.get("/users/new"); code != http.StatusForbidden {
		t.Errorf("a village clerk makes accounts: %d", code)
	}
}

// The sign-in wants the token that its own page gave; no token at all is not the same as none wanted.
func TestGuards_want_the_token_of_the_sign_in(t *testing.T) {
	v := visit(t, apptest.New(t, dbtest.SQLite(t)).Serve())
	login := url.Values{"login": {apptest.Login("village_registrar", apptest.Home)}, "password": {apptest.Pass}}
	for _, token := range []string{"", "guessed"} {
		login.Set("_csrf", token)
		if code, _, _ := v.post("/signin", login); code != http.StatusForbidden {
			t.Errorf("with the token %q: %d", token, code)
		}
	}
}

// Only proxies that were named are believed, not whatever stands on the same machine or in a private net.
func TestGuards_believe_no_proxy_that_was_not_named(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	signIn := func(v *visitor) int {
		_, page := v.get("/signin")
		code, _, _ := v.post("/signin", url.Values{"login": {apptest.Login("village_registrar", apptest.Home)},
			"password": {apptest.Pass}, "_csrf": {token(page)}})
		return code
	}
	h.Config.Proxies = []*net.IPNet{network(t, "192.0.2.0/24")}
	if code := signIn(behind(t, h.Serve(), "203.0.113.7")); code != http.StatusSeeOther {
		t.Errorf("the machine's own address was taken for a proxy: %d", code)
	}
	h.Config.Proxies = []*net.IPNet{network(t, "127.0.0.1/32")}
	if code := signIn(behind(t, h.Serve(), "127.0.0.1, 10.0.0.9")); code != http.StatusForbidden {
		t.Errorf("an address of a private net was taken for a proxy: %d", code)
	}
}

// A folder of the program's own files is not listed.
func TestGuards_list_no_folder(t *testing.T) {
	v := visit(t, apptest.New(t, dbtest.SQLite(t)).Serve())
	for _, path := range []string{"/static/", "/static/."} {
		if code, body := v.get(path); code != http.StatusNotFound {
			t.Errorf("%s: %d %.80q", path, code, body)
		}
	}
}

// A body that does not say how long it is, and one long field beside a file, are stopped at their limits all the same.
func TestGuards_stop_what_is_too_long(t *testing.T) {
	v := visit(t, apptest.New(t, dbtest.SQLite(t)).Serve()).signIn(apptest.Login("county_reviewer", "370402"))
	send := func(path, kind string, body io.Reader) int {
		req, err := http.NewRequest("POST", v.base+path, io.MultiReader(body)) // its length is unknown
		apptest.Must(t, err)
		req.Header.Set("Content-Type", kind)
		code, _, _ := v.do(req)
		return code
	}
	form := url.Values{"_csrf": {v.csrf()}, "title": {strings.Repeat("x", 3<<20)}}
	if code := send("/password", "application/x-www-form-urlencoded", strings.NewReader(form.Encode())); code !=
		http.StatusRequestEntityTooLarge {
		t.Errorf("of unknown length: %d", code)
	}
	body, kind := withFile(t, "file", "x.csv", form)
	if code := send("/duty/checks/new", kind, bytes.NewReader(body)); code != http.StatusRequestEntityTooLarge {
		t.Errorf("a long field beside a file: %d", code)
	}
}
