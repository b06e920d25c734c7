//go:build long

package golden

import (
	"fmt"
	"hash/fnv"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"gangwei/internal/app"
	"gangwei/internal/demo"
)

// nobody is who has not signed in.
const nobody = "public"

// visitor is somebody with a program and a city of their own.
type visitor struct {
	t      testing.TB
	login  string
	app    *app.App
	echo   *echo.Echo
	cookie *http.Cookie
	seen   map[string]line
	dump   string // folder for normalised answers, or empty
}

// line of the golden master.
type line struct{ at, status, digest string }

func (l line) String() string { return l.at + " " + l.status + " " + l.digest }

// visitorOf gives a login a copy of a city, and signs in.
func visitorOf(t testing.TB, dir, login string) *visitor {
	t.Helper()
	a := opened(t, dir)
	s, jobs, err := a.Server(ctx)
	must(t, err)
	t.Cleanup(jobs.Close)
	v := &visitor{t: t, login: login, app: a, echo: s.Echo, seen: map[string]line{}}
	v.signIn()
	return v
}

func (v *visitor) signIn() {
	v.t.Helper()
	if v.login == nobody {
		return
	}
	w := httptest.NewRecorder()
	v.echo.ServeHTTP(w, httptest.NewRequest("GET", "/signin", nil))
	pre := w.Result().Cookies()[0]
	form := url.Values{"_csrf": {pre.Value}, "login": {v.login}, "password": {demo.Password}}
	w = v.send("POST", "/signin", form, pre)
	for _, c := range w.Result().Cookies() {
		if c.Name == "gw" {
			v.cookie = c
		}
	}
	if v.cookie == nil {
		v.t.Fatalf("%s is not signed in: %d", v.login, w.Code)
	}
}

func (v *visitor) send(method, at string, form url.Values, cookies ...*http.Cookie) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, at, strings.NewReader(form.Encode()))
	if method == "POST" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	req.RemoteAddr = "127.0.0.1:1"
	if v.cookie != nil {
		cookies = append(cookies, v.cookie)
	}
	for _, c := range cookies {
		req.AddCookie(c)
	}
	w := httptest.NewRecorder()
	v.echo.ServeHTTP(w, req)
	return w
}

// open an address once and note what was answered.
func (v *visitor) open(at string) (a answer, fresh bool) {
	v.t.Helper()
	if _, ok := v.seen[at]; ok {
		return a, false
	}
	w := v.send("GET", at, nil)
	a, err := normalised(w.Code, w.Header(), w.Body.Bytes())
	if err != nil {
		v.t.Errorf("%s %s: %v", v.login, at, err)
	}
	v.seen[at] = line{at, fmt.Sprint(a.status), a.digest()}
	if v.dump != "" {
		v.write(at, a)
	}
	return a, true
}

func (v *visitor) write(at string, a answer) {
	v.t.Helper()
	dir := filepath.Join(v.dump, v.login)
	must(v.t, os.MkdirAll(dir, 0o700))
	must(v.t, os.WriteFile(filepath.Join(dir, fileOf(at)), []byte(at+"\n"+a.body), 0o600))
}

var unfit = regexp.MustCompile(`[^\w.=-]+`)

// fileOf an address: readable, and another for every address.
func fileOf(at string) string {
	h := fnv.New32a()
	h.Write([]byte(at))
	name := strings.Trim(unfit.ReplaceAllString(at, "_"), "_")
	return fmt.Sprintf("%s-%08x", name[:min(len(name), 120)], h.Sum32())
}

// walk opens the addresses of some routes, and then what their pages lead to.
func (v *visitor) walk(routes []route, thorough bool) {
	v.t.Helper()
	var todo []string
	for _, r := range routes {
		ids := r.addresses
		if !thorough && len(ids) > 2 {
			ids = ids[:2]
		}
		todo = append(todo, ids...)
	}
	for range 1 + rounds {
		found := map[string]bool{}
		for _, at := range todo {
			a, fresh := v.open(at)
			if fresh && thorough && a.status == http.StatusOK && strings.HasPrefix(a.kind, "text/html") {
				for _, to := range leads(at, a.raw) {
					found[to] = true
				}
			}
		}
		todo = v.chosen(found)
	}
}

const (
	rounds   = 2  // how often the links of the pages that were opened are followed
	perShape = 2  // addresses that differ in numbers and codes alone, of each round
	perRoute = 30 // addresses of one route that were found on pages, of each round
)

// chosen of the addresses that pages lead to: of each shape the first and the last, up to a limit for each route.
func (v *visitor) chosen(found map[string]bool) (out []string) {
	shapes := map[string][]string{}
	for at := range found {
		if strings.HasPrefix(at, "/static/") && v.login != nobody {
			continue // the same for all
		}
		if _, ok := v.seen[at]; !ok {
			shapes[shape(at)] = append(shapes[shape(at)], at)
		}
	}
	count := map[string]int{}
	for _, s := range slices.Sorted(mapKeys(shapes)) {
		all := shapes[s]
		slices.Sort(all)
		if len(all) > perShape {
			all = []string{all[0], all[len(all)-1]}
		}
		path, _, _ := strings.Cut(s, "?")
		for _, at := range all {
			if count[path]++; count[path] <= perRoute {
				out = append(out, at)
			}
		}
	}
	return out
}

var digits = regexp.MustCompile(`\d+`)

// shape of an address: numbers are alike, words are not; of typed text only that there is some.
func shape(at string) string {
	u, err := url.Parse(at)
	if err != nil {
		return at
	}
	s := digits.ReplaceAllString(u.Path, "0") + "?"
	q := u.Query()
	for _, name := range slices.Sorted(mapKeys(q)) {
		s += name + "=" + digits.ReplaceAllString(strings.Join(q[name], ","), "0") + "&"
	}
	return s
}

func mapKeys[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

var (
	link   = regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	form   = regexp.MustCompile(`(?s)<form\b([^>]*)>(.*?)</form>`)
	pick   = regexp.MustCompile(`(?s)<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)</select>`)
	option = regexp.MustCompile(`<option\b[^>]*\bvalue="([^"]*)"`)
	tick   = regexp.MustCompile(`<input\b[^>]*>`)
	action = regexp.MustCompile(`\baction="([^"]*)"`)
	named  = regexp.MustCompile(`\bname="([^"]*)"`)
	valued = regexp.MustCompile(`\bvalue="([^"]*)"`)
)

// leads are the addresses of this program that a page leads to: its links, and what its forms that only look ask
// for, one field at a time.
func leads(at, body string) (out []string) {
	base, err := url.Parse(at)
	if err != nil {
		return nil
	}
	add := func(ref string) {
		u, err := base.Parse(html.UnescapeString(ref))
		if err == nil && u.Host == "" && u.Scheme == "" && strings.HasPrefix(u.Path, "/") {
			u.Fragment = ""
			out = append(out, u.RequestURI())
		}
	}
	for _, m := range link.FindAllStringSubmatch(body, -1) {
		add(m[1])
	}
	for _, f := range form.FindAllStringSubmatch(body, -1) {
		if strings.Contains(f[1], `method="post"`) {
			continue
		}
		to := base.Path
		if m := action.FindStringSubmatch(f[1]); m != nil {
			to = m[1]
		}
		ask := func(name, value string) {
			add(to + "?" + url.Values{html.UnescapeString(name): {html.UnescapeString(value)}}.Encode())
		}
		for _, s := range pick.FindAllStringSubmatch(f[2], -1) {
			for _, o := range option.FindAllStringSubmatch(s[2], -1) {
				ask(s[1], o[1])
			}
		}
		for _, i := range tick.FindAllString(f[2], -1) {
			name, value := named.FindStringSubmatch(i), valued.FindStringSubmatch(i)
			if name != nil && value != nil {
				ask(name[1], value[1])
			}
		}
	}
	return out
}
