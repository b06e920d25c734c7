//go:build long

package golden

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"gangwei/internal/demo"
	"gangwei/internal/platform/database"
)

// act is a form that a login sends, so that the city has rows that the demonstration leaves out; what it is
// answered is looked at as well.
type act struct {
	login string // beginning of a demonstration login
	list  string // where the first link to the page is taken, if * stands in it for a number
	page  string // where the form stands
	form  string // its address
	field url.Values
}

var acts = []act{
	{"quxian-", "", "/exports?kind=posts", "/exports", url.Values{"format": {"xlsx"}}},
	{"cun-", "", "/exports?kind=people", "/exports", url.Values{"format": {"csv"}}},
	{"cun-", "/placements?state=active", "/placements/*", "/placements/*/accidents",
		url.Values{"happened": {"2025-12-18"}, "where": {"村口"}, "story": {"清扫时滑倒"}, "injury": {"左腕扭伤"}}},
	{"cun-", "", "/papers", "/papers/print", url.Values{"month": {"2025-12"}}},
	{"jijian", "/inspect", "/inspect/findings/*", "/inspect/findings/*/state",
		url.Values{"to": {"verifying"}, "reason": {"调取原始材料核实"}}},
	{"jijian", "", "/inspect", "/inspect/papers",
		url.Values{"from": {"2025-05"}, "to": {"2025-12"}, "title": {"专项检查"}, "format": {"pdf"}}},
	{"jijian", "", "/inspect", "/inspect/papers",
		url.Values{"from": {"2025-05"}, "to": {"2025-12"}, "title": {"专项检查"}, "format": {"docx"}}},
	{"dianhua", "", "/complaints/new?region=VILLAGE", "/complaints/new",
		url.Values{"kind": {"unpaid"}, "about": {"village"}, "came_by": {"telephone"}, "text": {"上月补贴没有到账"}}},
	{"xitong", "", "/users/new", "/users/new",
		url.Values{"login": {"golden"}, "name": {"新来的"}, "idno": {"11010519491231002X"}}},
}

// carryOut the acts on a city, and tell what each was answered.
func carryOut(t testing.TB, dir string, logins []demo.Login) (lines []string) {
	t.Helper()
	a := openedAt(t, dir)
	defer func() { must(t, a.Close()) }()
	s, jobs, err := a.Server(ctx)
	must(t, err)
	defer jobs.Close()
	for _, x := range acts {
		v := &visitor{t: t, app: a, echo: s.Echo, seen: map[string]line{}}
		for _, l := range logins {
			if v.login == "" && strings.HasPrefix(l.Login, x.login) {
				v.login = l.Login
			}
		}
		v.signIn()
		page, form := x.page, x.form
		if list, _, starred := strings.Cut(page, "*"); starred {
			all := v.send("GET", x.list, nil).Body.String()
			m := regexp.MustCompile(`href="` + list + `(\d+)"`).FindStringSubmatch(all)
			if m == nil {
				t.Fatalf("%s sees no link to %s at %s", v.login, page, x.list)
			}
			page, form = strings.Replace(page, "*", m[1], 1), strings.Replace(form, "*", m[1], 1)
		}
		page = strings.Replace(page, "VILLAGE", codes(t, a)[0], 1)
		w := v.send("GET", page, nil)
		w = v.send("POST", form, filled(t, w.Body.String(), form, x.field))
		got, err := normalised(w.Code, w.Header(), w.Body.Bytes())
		must(t, err)
		lines = append(lines, v.login+" "+form+" "+fmt.Sprint(w.Code)+" "+got.digest())
		if w.Code >= 400 {
			t.Errorf("%s: %s is refused: %d\n%s", v.login, form, w.Code, faults.FindAllString(got.body, -1))
		}
		idle(t, v)
	}
	return lines
}

var (
	faults = regexp.MustCompile(`<[^>]*class="[^"]*(?:fault|error)[^"]*"[^>]*>\s*[^<]*`)
	hidden = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)
)

// filled is a page's form with what is typed, what it carries itself, and the first of each choice.
func filled(t testing.TB, body, address string, typed url.Values) url.Values {
	t.Helper()
	for _, f := range form.FindAllStringSubmatch(body, -1) {
		if m := action.FindStringSubmatch(f[1]); m == nil || html.UnescapeString(m[1]) != address {
			continue
		}
		out := url.Values{}
		for _, m := range hidden.FindAllStringSubmatch(f[2], -1) {
			out.Add(m[1], html.UnescapeString(m[2]))
		}
		for _, s := range pick.FindAllStringSubmatch(f[2], -1) {
			if o := option.FindStringSubmatch(s[2]); o != nil {
				out.Set(s[1], html.UnescapeString(o[1]))
			}
		}
		for name, v := range typed {
			out[name] = v
		}
		return out
	}
	gist := regexp.MustCompile(`<title>.*</title>|<form[^>]*>`).FindAllString(body, -1)
	t.Errorf("no form to %s in\n%s", address, gist)
	return nil
}

// idle waits until no job is under way.
func idle(t testing.TB, v *visitor) {
	t.Helper()
	for until := time.Now().Add(2 * time.Minute); ; time.Sleep(20 * time.Millisecond) {
		var n int
		must(t, v.app.DB.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&n, "SELECT COUNT(*) FROM job WHERE state IN ('waiting', 'running')")
			return err
		}))
		if n == 0 {
			return
		}
		if time.Now().After(until) {
			t.Fatal("a job does not end")
		}
	}
}
