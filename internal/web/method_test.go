package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// ask sends a request without a body.
func (v *visitor) ask(method, path string) (int, string, http.Header) {
	v.t.Helper()
	req, err := http.NewRequest(method, v.base+path, nil)
	apptest.Must(v.t, err)
	return v.do(req)
}

// steady are the headers that two answers must share; Date and the cookies' random values differ.
func steady(h http.Header) string {
	var out []string
	for _, name := range []string{"Content-Type", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options",
		"X-Robots-Tag", "Location"} {
		out = append(out, name+"="+h.Get(name))
	}
	return strings.Join(out, "\n")
}

// HEAD is answered like GET without a body where anybody may look; everywhere else it is told what the address takes,
// and does nothing.
func TestHead_is_GET_without_a_body_on_public_pages_and_405_elsewhere(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	own := things(t, h, apptest.Home, h.Posts[0])
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("county_reviewer", apptest.County))
	for _, path := range []string{"/signin", "/signin?next=phone", "/board/" + apptest.Home,
		"/board/" + apptest.Home + "/say", "/board/000000000000", "/receipt", "/receipt?number=x",
		"/duty/phone", "/duty/phone-worker.js", "/healthz", "/static/gangwei.css", "/static/icon.svg",
		"/static/nothing.css"} {
		code, body, header := v.ask("GET", path)
		headCode, headBody, headHeader := v.ask("HEAD", path)
		if headCode != code || headBody != "" || steady(headHeader) != steady(header) || body == "" {
			t.Errorf("%s: GET %d, HEAD %d with %d bytes\n%s\n%s", path, code, headCode, len(headBody), steady(header),
				steady(headHeader))
		}
	}
	entries := func() (n int) {
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&n, "SELECT COUNT(*) FROM trail_entry")
			return err
		}))
		return n
	}
	before, methods := entries(), map[string][]string{}
	for _, r := range h.Program.SignedIn() {
		methods[r.Path] = append(methods[r.Path], r.Method)
	}
	for _, r := range apiRoutes(h) {
		methods[r.Path] = append(methods[r.Path], r.Method)
	}
	if len(methods) < 150 {
		t.Fatalf("only %d addresses", len(methods))
	}
	v = visit(t, base).signIn(apptest.Login("discipline_inspector", apptest.County))
	for path, takes := range methods {
		at := strings.Replace(path, ":id", fmt.Sprint(max(own["person"], 1)), 1)
		for _, method := range []string{"HEAD", "PUT", "DELETE"} {
			code, body, header := v.ask(method, at)
			if code != http.StatusMethodNotAllowed || method == "HEAD" && body != "" {
				t.Errorf("%s %s: %d with %d bytes", method, path, code, len(body))
			}
			for _, m := range takes {
				if !strings.Contains(header.Get("Allow"), m) {
					t.Errorf("%s %s: Allow %q lacks %s", method, path, header.Get("Allow"), m)
				}
			}
		}
	}
	if n := entries(); n != before {
		t.Errorf("%d entries of the trail more", n-before)
	}
	if code, _, _ := v.ask("HEAD", "/nowhere"); code != 404 {
		t.Errorf("nowhere: %d", code)
	}
}

func TestHealth_says_whether_the_database_answers(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	v := visit(t, h.Serve())
	if code, body := v.get("/healthz"); code != 200 || body != "ok\n" {
		t.Errorf("%d %q", code, body)
	}
	apptest.Must(t, h.DB.Close())
	if code, body := v.get("/healthz"); code != http.StatusServiceUnavailable || strings.Contains(body, "sql") {
		t.Errorf("without a database: %d %q", code, body)
	}
}
