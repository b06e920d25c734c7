package web_test

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/feature"
)

// guarded are the headers of every answer, whatever it is.
var guarded = map[string]string{
	"Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src " +
		"'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
	"X-Content-Type-Options":     "nosniff",
	"Referrer-Policy":            "same-origin",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Strict-Transport-Security":  "max-age=31536000", // by HTTPS, which the tests' proxy is asked by
}

const notKept, keptAnHour = "no-store", "public, max-age=3600"

// holdHeaders holds an answer's headers against what every answer must have.
func holdHeaders(t *testing.T, what string, code int, header http.Header, cache string) {
	t.Helper()
	for name, want := range guarded {
		if got := header.Values(name); len(got) != 1 || got[0] != want {
			t.Errorf("%s (%d): %s is %q", what, code, name, got)
		}
	}
	if got := header.Values("Cache-Control"); len(got) != 1 || got[0] != cache {
		t.Errorf("%s (%d): Cache-Control is %q, want %q", what, code, got, cache)
	}
	if header.Get("Content-Type") == "" && code != http.StatusSeeOther && code != http.StatusNoContent {
		t.Errorf("%s (%d): what it is, is not said", what, code)
	}
	for _, name := range []string{"Access-Control-Allow-Origin", "Server", "X-Powered-By", "Etag", "Last-Modified"} {
		if header.Get(name) != "" {
			t.Errorf("%s (%d): %s is %q", what, code, name, header.Get(name))
		}
	}
	for _, c := range header.Values("Set-Cookie") {
		if !strings.Contains(c, "; HttpOnly") || !strings.Contains(c, "; SameSite=Strict") ||
			!strings.Contains(c, "; Secure") || !strings.Contains(c, "Path=/") || strings.Contains(c, "Domain") {
			t.Errorf("%s (%d): cookie %q", what, code, c)
		}
	}
}

// Every kind of answer has the headers that guard it, and nothing that tells of people is kept by a browser or a proxy:
// pages, lists, papers, files, downloads and JSON of every route, redirections, refusals of every kind, static files
// and public pages.
func TestHeaders_of_every_kind_of_answer(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.Config.Proxies = []*net.IPNet{network(t, "127.0.0.1/32")}
	own := things(t, h, apptest.Home, h.Posts[0])
	base := h.Serve()
	byHTTPS := asked{"X-Forwarded-Proto", "https", nil}
	nobody := func() *visitor {
		v := visit(t, base)
		v.c.Transport, v.c.Jar = byHTTPS, httpsJar{v.c.Jar}
		return v
	}
	jars := map[string]*visitor{}
	signed := func(login string) *visitor {
		if jars[login] == nil {
			jars[login] = nobody().signIn(login)
		}
		return jars[login]
	}
	who := func(r feature.Route) *visitor {
		for _, info := range h.Gate.Roles() {
			if r.Permission == "" || h.Gate.Can(info.Role, r.Permission) {
				return signed(apptest.Login(info.Role, h.Region(apptest.CodeOf(info)).Code))
			}
		}
		t.Fatalf("nobody has %s", r.Permission)
		return nil
	}
	statuses, kinds := map[int]int{}, map[string]int{}
	look := func(v *visitor, method, path, cache string) {
		t.Helper()
		code, _, header := v.ask(method, path)
		statuses[code]++
		kind, _, _ := strings.Cut(header.Get("Content-Type"), ";")
		kinds[kind]++
		holdHeaders(t, method+" "+path, code, header, cache)
	}
	for _, r := range h.Program.SignedIn() {
		if r.Path == "/signout" || r.Path == "/password" {
			continue
		}
		path := strings.Replace(r.Path, ":id", fmt.Sprint(max(own[r.Object], 1)), 1)
		look(who(r), r.Method, path, notKept)
		look(who(r), "HEAD", path, notKept)
		look(nobody(), r.Method, path, notKept)
		if r.Method == http.MethodGet && r.Object == "" {
			look(who(r), "GET", path+"?region="+apptest.Home+"&kind=people", notKept)
		}
	}
	for _, r := range apiRoutes(h) {
		look(who(feature.Route{Permission: r.Permission}), r.Method, r.Path+"?q=x", notKept)
		look(nobody(), r.Method, r.Path, notKept)
	}
	for _, path := range []string{"/signin", "/board/" + apptest.Home, "/board/" + apptest.Home + "/say", "/board/0",
		"/receipt", "/receipt?number=1", "/duty/phone", "/healthz", "/nowhere", "/static/", "/static/nothing",
		"/static/../web.go", "/static"} {
		look(nobody(), "GET", path, notKept)
		look(nobody(), "HEAD", path, notKept)
		look(nobody(), "POST", path, notKept)
		look(nobody(), "OPTIONS", path, notKept)
	}
	for _, path := range []string{"/static/gangwei.css", "/static/phone.js", "/static/icon.svg", "/static/icon-192.png",
		"/duty/phone-worker.js"} {
		look(nobody(), "GET", path, keptAnHour)
		look(nobody(), "HEAD", path, keptAnHour)
		look(nobody(), "POST", path, notKept)
	}
	// a download, and what is refused for its body
	v := signed(apptest.Login("county_reviewer", apptest.County))
	_, page := v.get("/password")
	for _, x := range []struct {
		path string
		form url.Values
		want int
	}{
		{"/exports", url.Values{"_csrf": {token(page)}, "kind": {"holders"}, "format": {"csv"}}, 303},
		{"/exports", url.Values{"_csrf": {token(page)}, "kind": {"holders"}, "full": {"1"}}, 422},
		{"/people/new", url.Values{"_csrf": {strings.Repeat("长", 300_000)}}, 403},
		{"/quota", url.Values{"_csrf": {strings.Repeat("长", 300_000)}}, 413},
	} {
		code, _, header := v.post(x.path, x.form)
		statuses[code]++
		if holdHeaders(t, x.path, code, header, notKept); code != x.want {
			t.Errorf("POST %s: %d, want %d", x.path, code, x.want)
		}
		if to := header.Get("Location"); code == 303 {
			v.until(to, "/download")
			look(v, "GET", to+"/download", notKept)
		}
	}
	h.Files.Ring = nil
	// a panic
	look(signed(apptest.Login("township_reviewer", apptest.Town)), "GET", fmt.Sprintf("/files/%d", own["file"]), notKept)
	for _, code := range []int{200, 303, 401, 403, 404, 405, 413, 422, 500} {
		if statuses[code] == 0 {
			t.Errorf("no answer %d was looked at: %v", code, statuses)
		}
	}
	for _, kind := range []string{"text/html", "application/json", "text/css", "text/javascript", "image/svg+xml",
		"image/png", "text/plain", "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"text/csv"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s was looked at: %v", kind, kinds)
		}
	}
}

// httpsJar keeps cookies as if the tests' own server were asked by HTTPS, as its proxy is.
type httpsJar struct{ http.CookieJar }

func asHTTPS(u *url.URL) *url.URL {
	https := *u
	https.Scheme = "https"
	return &https
}

func (j httpsJar) Cookies(u *url.URL) []*http.Cookie { return j.CookieJar.Cookies(asHTTPS(u)) }

func (j httpsJar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	j.CookieJar.SetCookies(asHTTPS(u), cookies)
}
