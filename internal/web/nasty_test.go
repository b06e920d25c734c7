package web_test

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/views"
)

// nasty values that any field may be sent.
var nasty = []string{"", " ", "\x00", "\xff\xfe", "-1", "0", "99999999999999999999", "1e9", "１２３", "2025-02-30",
	"0000-00-00", "9999-12-31", "'; DROP TABLE person; --", "<script>alert(1)</script>", "{{.}}", "../../etc/passwd",
	"=1+1", "㐀𠅤𬀩", "3.70402E+17",
	strings.Repeat("长", 12_000), "true", "NaN", "%00", "370402001016"}

// inside is what only the program's inside says; each has a space or colon, which no random token has.
var inside = regexp.MustCompile(`goroutine \d|\.go:\d|SQL logic error|constraint failed|Error \d{4} |panic: `)

// fieldNames are all that the pages' forms send, from the templates themselves.
func fieldNames(t *testing.T) []string {
	t.Helper()
	name := regexp.MustCompile(`name="([a-z_]+)"`)
	var out []string
	apptest.Must(t, fs.WalkDir(views.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html") {
			return err
		}
		b, err := fs.ReadFile(views.Files, path)
		for _, m := range name.FindAllStringSubmatch(string(b), -1) {
			if m[1] != "_csrf" && m[1] != "_key" && !slices.Contains(out, m[1]) {
				out = append(out, m[1])
			}
		}
		return err
	}))
	out = append(out, "after", "about", "month", "latitude", "longitude", "accuracy", "phone_time", "batch")
	return out
}

// Every form and every list, sent nonsense in every field: refused or taken as text, never a fault of the program, and
// no stack is shown.
func TestEveryForm_survives_nonsense_in_every_field(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	own := things(t, h, apptest.Home, h.Posts[0])
	base := h.Serve()
	fields := fieldNames(t)
	if len(fields) < 60 {
		t.Fatalf("only %d fields found", len(fields))
	}
	visitors := map[authz.Role]*visitor{}
	tokens := map[authz.Role]string{}
	who := func(p authz.Permission) (*visitor, string) {
		for _, info := range h.Gate.Roles() {
			if p != "" && !h.Gate.Can(info.Role, p) {
				continue
			}
			code := apptest.CodeOf(info)
			if visitors[info.Role] == nil {
				visitors[info.Role] = visit(t, base).signIn(apptest.Login(info.Role, h.Region(code).Code))
				tokens[info.Role] = visitors[info.Role].csrf()
			}
			return visitors[info.Role], tokens[info.Role]
		}
		t.Fatalf("nobody has %s", p)
		return nil, ""
	}
	sent := 0
	look := func(what string, status int, body string) {
		sent++
		if status >= 500 || inside.MatchString(body) {
			t.Errorf("%.120q: %d %.200s", what, status, regexp.MustCompile(`(?s)<main.*`).FindString(body))
		}
	}
	for n, r := range h.Program.SignedIn() {
		if r.Path == "/signout" || r.Path == "/password" {
			continue
		}
		v, token := who(r.Permission)
		path := r.Path
		if r.Object != "" {
			id := own[r.Object]
			if r.Object == "user" || r.Object == "job" {
				id = 1
			}
			path = strings.Replace(path, ":id", fmt.Sprint(id), 1)
		}
		for k, x := range nasty {
			if (n+k)%nastyShare != 0 {
				continue
			}
			form := url.Values{}
			for _, f := range fields {
				form.Set(f, x)
			}
			// once with the place in order, so that the use case itself is reached, and once without
			for _, placed := range []bool{false, true} {
				if placed {
					for f, good := range map[string]string{"region": apptest.Home, "version": "1", "from": "370402",
						"to": apptest.Town, "into": apptest.Beside} {
						if f == "region" || x != good {
							form.Set(f, good)
						}
					}
				}
				if r.Method == http.MethodGet {
					if len(x) > 4000 {
						continue
					}
					status, body := v.get(path + "?" + form.Encode())
					look("GET "+path+" "+x, status, body)
					continue
				}
				form.Set("_csrf", token)
				status, body, _ := v.post(path, form)
				if status == http.StatusRequestEntityTooLarge {
					form = url.Values{"_csrf": {token}} // too much at once: a few fields at a time
					for i, f := range fields {
						form.Set(f, x)
						if i%8 == 7 {
							status, body, _ = v.post(path, form)
							look("POST "+path+" "+x, status, body)
							form = url.Values{"_csrf": {token}}
						}
					}
					continue
				}
				look("POST "+path+" "+x, status, body)
			}
		}
	}
	for _, r := range apiRoutes(h) {
		v, _ := who(r.Permission)
		for _, x := range nasty {
			if len(x) < 4000 {
				status, body := v.get(r.Path + "?" + url.Values{"q": {x}}.Encode())
				look("GET "+r.Path+" "+x, status, body)
			}
		}
	}
	if sent < 2000 {
		t.Fatalf("only %d requests", sent)
	}
	// the person whose page was bombarded is still there, as entered
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		var name string
		_, err := s.One(&name, "SELECT name FROM person WHERE id = ?", own["person"])
		if name != "藏名本" {
			t.Errorf("the person is %q now", name)
		}
		return err
	}))
}
