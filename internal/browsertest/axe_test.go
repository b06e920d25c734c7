package browsertest_test

import (
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/browsertest"
	"gangwei/internal/demo"
)

// place is a page of a visitor.
type place struct{ login, template, at string }

// walker is a visitor without a browser, who looks where the links lead.
type walker struct {
	client *http.Client
	base   string
}

func walk(t testing.TB, base, login string) *walker {
	t.Helper()
	jar, err := cookiejar.New(nil)
	apptest.Must(t, err)
	w := &walker{&http.Client{Jar: jar, Timeout: time.Minute}, base}
	if login == "" {
		return w
	}
	_, body := w.get(t, "/signin")
	token := regexp.MustCompile(`name="_csrf" value="([^"]*)"`).FindStringSubmatch(body)
	answer, err := w.client.PostForm(base+"/signin",
		url.Values{"_csrf": {html.UnescapeString(token[1])}, "login": {login}, "password": {demo.Password}})
	apptest.Must(t, err)
	apptest.Must(t, answer.Body.Close())
	return w
}

func (w *walker) get(t testing.TB, at string) (status int, body string) {
	t.Helper()
	answer, err := w.client.Get(w.base + at)
	apptest.Must(t, err)
	defer func() { _ = answer.Body.Close() }()
	if !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		return answer.StatusCode, ""
	}
	b, err := io.ReadAll(answer.Body)
	apptest.Must(t, err)
	return answer.StatusCode, string(b)
}

var (
	named    = regexp.MustCompile(`data-page="([^"]*)"`)
	linked   = regexp.MustCompile(`<a\b[^>]*\bhref="([^"]*)"`)
	digits   = regexp.MustCompile(`\d+`)
	filesOut = regexp.MustCompile(`\.(pdf|xlsx|docx|csv|zip|json)\b|^/files/|^/exports|/download$|/photos/|[?&]as=`)
)

// pages that a visitor is led to, two examples of each kind of address, at most some hundred.
func (w *walker) pages(t testing.TB, login string, from ...string) (out []place) {
	t.Helper()
	kinds, seen, queue := map[string]int{}, map[string]bool{}, slices.Clone(from)
	ledBy := map[string]string{}
	for len(queue) > 0 && len(seen) < 250 {
		at := queue[0]
		queue = queue[1:]
		kind := digits.ReplaceAllString(strings.SplitN(at, "?", 2)[0], "N")
		if seen[at] || kinds[kind] > 1 {
			continue
		}
		seen[at], kinds[kind] = true, kinds[kind]+1
		status, body := w.get(t, at)
		name := named.FindStringSubmatch(body)
		if body != "" && status != http.StatusOK && !slices.Contains(from, at) {
			t.Errorf("%s is led from %s to %s, which answers %d", login, ledBy[at], at, status)
		}
		if name == nil {
			continue
		}
		out = append(out, place{login, name[1], at})
		for _, m := range linked.FindAllStringSubmatch(body, -1) {
			to := html.UnescapeString(m[1])
			if strings.HasPrefix(to, "?") {
				to = strings.SplitN(at, "?", 2)[0] + to
			}
			to = strings.SplitN(to, "#", 2)[0]
			if strings.HasPrefix(to, "/") && !filesOut.MatchString(to) {
				queue = append(queue, to)
				if _, known := ledBy[to]; !known {
					ledBy[to] = at
				}
			}
		}
	}
	return out
}

// Every template once, at 1280 and at 360 pixels: axe-core finds nothing serious or moderate, nothing scrolls
// sideways, the page weighs at most 60 KiB and asks at most six times, its heading begins within the first 120 pixels,
// and no link leads a visitor to a refusal.
func TestPages_are_accessible_light_and_fit(t *testing.T) {
	t.Parallel()
	axe, err := browsertest.Axe()
	if err != nil {
		t.Logf("the pages are looked at without axe-core: %v", err) // everything else about them is held all the same
	}
	base, _, logins := city(t)
	places := []place{}
	for _, x := range append([]demo.Login{{}}, logins...) {
		places = append(places, walk(t, base, x.Login).pages(t, x.Login, "/", "/menu")...)
	}
	once := map[string]place{}
	for _, p := range places {
		if _, ok := once[p.template]; !ok {
			once[p.template] = p
		}
	}
	t.Logf("%d pages of %d templates", len(places), len(once))
	look(t, base, axe, once)
}

// look at some pages, each as its visitor.
func look(t *testing.T, base, axe string, pages map[string]place) {
	t.Helper()
	ctx := browsertest.Browser(t)
	within(t, ctx, 60*time.Second, network.Enable(), network.SetCacheDisabled(true))
	by := map[string][]place{}
	for _, p := range pages {
		by[p.login] = append(by[p.login], p)
	}
	for login, own := range by {
		within(t, ctx, 60*time.Second, network.ClearBrowserCookies())
		if login != "" {
			within(t, ctx, 60*time.Second, browsertest.Size(1280, 900), signIn(base, login, demo.Password))
		}
		for _, p := range own {
			for _, width := range []int64{1280, 360} {
				for _, fault := range faultsOf(t, ctx, base, axe, p, width) {
					t.Errorf("%s (%s, as %s) at %d: %s", p.template, p.at, login, width, fault)
				}
			}
		}
	}
}

// used are the pages opened most, which must be light.
var used = []string{"home", "applications", "application", "placements", "placement", "people", "person", "duty",
	"sheet", "pay", "run", "arrears"}

// measured of a page that is open, by the browser's own books.
type measured struct {
	Over     int     // pixels that the page is wider than the window
	Top      float64 // where its heading begins
	Headings int     // of the first rank
	Bytes    float64
	Requests int
}

const measure = `(() => {
	const h = document.querySelectorAll("h1"), n = performance.getEntriesByType("navigation")[0];
	const r = performance.getEntriesByType("resource");
	return {Over: document.documentElement.scrollWidth - document.documentElement.clientWidth, Headings: h.length,
		Top: h.length ? h[0].getBoundingClientRect().top + scrollY : -1,
		Bytes: r.reduce((s, e) => s + e.transferSize, n.transferSize), Requests: r.length + 1};
})()`

// faultsOf a page at a width.
func faultsOf(t *testing.T, ctx context.Context, base, axe string, p place, width int64) (out []string) {
	t.Helper()
	var m measured
	var broken []browsertest.Violation
	within(t, ctx, 60*time.Second, browsertest.Size(width, 800), chromedp.Navigate(base+p.at),
		chromedp.Evaluate(measure, &m), inspected(axe, &broken),
		browsertest.Shot(fmt.Sprintf("template-%s-%d", p.template, width)))
	for _, v := range broken {
		out = append(out, v.String())
	}
	if m.Over > 0 {
		out = append(out, fmt.Sprintf("%d px too wide", m.Over))
	}
	if m.Headings != 1 || m.Top > 120 {
		out = append(out, fmt.Sprintf("%d headings of the first rank, the first begins at %.0f px", m.Headings, m.Top))
	}
	if slices.Contains(used, p.template) && (m.Bytes > 60<<10 || m.Requests > 6) {
		out = append(out, fmt.Sprintf("%.0f KiB in %d requests", m.Bytes/1024, m.Requests))
	}
	return out
}

// inspected by axe-core, where npm could fetch it.
func inspected(axe string, out *[]browsertest.Violation) chromedp.Action {
	if axe == "" {
		return chromedp.Tasks{}
	}
	return browsertest.Inspect(axe, out)
}
