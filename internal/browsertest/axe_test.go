package browsertest_test

import (
	"context"
	"fmt"
	"html"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/browsertest"
	"gangwei/internal/demo"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/account"
	"gangwei/views"
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
		if strings.Count(body, "<h1") != 1 || !strings.Contains(body, `class="demo"`) {
			t.Errorf("%s at %s: %d headings of the first rank, or nobody is told that it is a demonstration", login, at,
				strings.Count(body, "<h1"))
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
// and no link leads a visitor to a refusal. Every page of every role is looked at by the long tests.
func TestPages_are_accessible_light_and_fit(t *testing.T) {
	t.Parallel()
	axe, err := browsertest.Axe()
	if err != nil {
		t.Logf("the pages are looked at without axe-core: %v", err) // everything else about them is held all the same
	}
	base, a, logins := city(t)
	places := everyPage(t, base, a, logins)
	once := map[string]place{}
	for _, p := range places {
		if _, ok := once[p.template]; !ok {
			once[p.template] = p
		}
	}
	for _, name := range templates(t) {
		if _, ok := once[name]; !ok && !slices.Contains(byActs, name) {
			t.Errorf("no page of the demonstration shows the template %s", name)
		}
	}
	t.Logf("%d pages of %d templates", len(places), len(once))
	look(t, base, axe, slices.Collect(maps.Values(once)))
}

// byActs are the templates that only an act shows, and the test that looks at each.
var byActs = []string{
	"parallel", // a file of another program sent to a payroll: TestParallel_of_two_programs_in_the_browser
}

// templates are the names of all pages.
func templates(t *testing.T) (out []string) {
	t.Helper()
	names, err := fs.Glob(views.Files, "*/*.html")
	apptest.Must(t, err)
	for _, n := range names {
		b, err := fs.ReadFile(views.Files, n)
		apptest.Must(t, err)
		if strings.Contains(string(b), `{{define "content"}}`) {
			out = append(out, strings.TrimSuffix(path.Base(n), ".html"))
		}
	}
	return out
}

// everyPage that a visitor is led to, two examples of each address and visitor, and those to which no link leads.
func everyPage(t *testing.T, base string, a *app.App, logins []demo.Login) (out []place) {
	t.Helper()
	rare := rarely(t, a)
	for _, x := range append([]demo.Login{{}}, logins...) {
		w := walk(t, base, x.Login)
		from := append([]string{"/", "/menu"}, unlinked[strings.SplitN(x.Login, "-", 2)[0]]...)
		if x.Login == "quxian-370402" {
			from = append(from, rare...)
		}
		pages := w.pages(t, x.Login, from...)
		for _, p := range pages {
			if at := sheets.FindString(p.at); at != "" {
				pages = append(pages, w.pages(t, x.Login, at+"/assessment")[:1]...)
				break
			}
		}
		if strings.HasPrefix(x.Login, "cun-") {
			pages = append(pages, w.made(t, a, x.Login, pages)...)
		}
		out = append(out, pages...)
	}
	return out
}

// unlinked are pages that the demonstration leads nobody to, by the first part of the login.
var unlinked = map[string][]string{
	"":    {"/board/370402001013", "/board/370402001013/say", "/receipt"},
	"cun": {"/search?q=%E7%8E%8B", "/exports?kind=applications", "/people?as=print"},
	"quxian": {"/rulebook/new?param=pay.due_day&region=370402000000", "/divisions/merge?region=370402001013",
		"/divisions/split?region=370402001013", "/design"},
	"zhen":   {"/duty/entered"},
	"shiji":  {"/rulebook/1", "/rulebook/holidays/1"},
	"xitong": {"/applications"}, // which tells that the role does not do this
}

// rarely makes what the demonstration has none of, past the program: somebody absent all month, an agreement that ran
// out, a locked sheet that is corrected. It returns the addresses of their pages.
func rarely(t *testing.T, a *app.App) (at []string) {
	t.Helper()
	apptest.Must(t, a.DB.Write(apptest.Ctx, func(tx *database.Tx) error {
		var under string
		if _, err := tx.One(&under, "SELECT g.path FROM user_grant g JOIN user_account u ON u.id = g.user_id "+
			"WHERE u.login = 'quxian-370402'"); err != nil {
			return err
		}
		var x struct{ LineID, SheetID, PlacementID, ScanID int64 }
		if found, err := tx.One(&x, `SELECT d.id AS line_id, d.sheet_id, l.id AS placement_id,
(SELECT MIN(id) FROM paper_scan) AS scan_id
FROM duty_line d JOIN duty_sheet s ON s.id = d.sheet_id JOIN placement l ON l.id = d.placement_id
WHERE s.state = 'locked' AND l.state = 'active' AND s.path LIKE ? AND d.hours > 0 ORDER BY d.id DESC LIMIT 1`,
			under+"%"); err != nil || !found {
			t.Errorf("no locked sheet: %v", err)
			return err
		}
		absent := strings.Repeat("A", 28) + "---"
		for _, q := range []struct {
			query string
			args  []any
		}{
			{"UPDATE duty_line SET days = ?, hours = 0 WHERE id = ?", []any{absent, x.LineID}},
			{"UPDATE placement SET agreement_until = '2025-06-30' WHERE id = ?", []any{x.PlacementID}},
			{`INSERT INTO duty_correction (sheet_id, path, month, state, reason, scan_id, entered_by, entered_key, entered_us)
SELECT s.id, s.path, s.month, 'entered', '照签字的原件', ?, 1, 'k', 1 FROM duty_sheet s WHERE s.id = ?`,
				[]any{x.ScanID, x.SheetID}},
			{`INSERT INTO duty_correction_line (correction_id, placement_id, was_days, was_hours, days, hours)
SELECT MAX(c.id), ?, ?, 0, ?, 8 FROM duty_correction c`, []any{x.PlacementID, absent, "P" + absent[1:]}},
		} {
			if _, err := tx.Exec(q.query, q.args...); err != nil {
				return err
			}
		}
		at = []string{fmt.Sprintf("/pay/held/%d", x.LineID), fmt.Sprintf("/pay/lapsed/%d", x.PlacementID), "/pay/corrections",
			"/pay/corrections/1", "/pay/expected", fmt.Sprintf("/duty/sheets/%d/correct", x.SheetID)}
		return nil
	}))
	return at
}

// made are pages of a village that begin with a record, or with something done before.
func (w *walker) made(t *testing.T, a *app.App, login string, pages []place) (out []place) {
	t.Helper()
	at := []string{}
	for _, p := range pages {
		if p.template == "placement" {
			at = append(at, "/pay/missing/"+digits.FindString(p.at))
		}
	}
	apptest.Must(t, a.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		u, err := account.ByLogin(s, login)
		if err != nil {
			return err
		}
		lines, err := trail.ByActor(s, u.ID, 0, 5000)
		for _, l := range lines {
			if l.Act == "help.act" {
				at = append(at, fmt.Sprintf("/undo/%d", l.ID))
				break
			}
		}
		return err
	}))
	_, form := w.get(t, "/exports?kind=applications")
	sent := url.Values{"kind": {"applications"}, "format": {"xlsx"}, "region": {"370402001013"}}
	for _, m := range hiddens.FindAllStringSubmatch(form, -1) {
		sent.Set(m[1], html.UnescapeString(m[2]))
	}
	answer, err := w.client.PostForm(w.base+"/exports", sent)
	apptest.Must(t, err)
	apptest.Must(t, answer.Body.Close())
	at = append(at, answer.Request.URL.Path)
	for _, x := range at {
		if _, body := w.get(t, x); named.MatchString(body) {
			out = append(out, place{login, named.FindStringSubmatch(body)[1], x})
		}
	}
	return out
}

var sheets = regexp.MustCompile(`^/duty/sheets/[0-9]+`)

var hiddens = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)

// look at some pages, each as its visitor.
func look(t *testing.T, base, axe string, pages []place) {
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
	if m.Bytes > 60<<10 || m.Requests > 6 {
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
