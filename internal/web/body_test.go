package web_test

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/views"
)

// left are the files in the system's temporary folder and in the office's own, without locks.
func left(t *testing.T, dirs ...string) (out []string) {
	t.Helper()
	for _, dir := range dirs {
		apptest.Must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if os.IsNotExist(err) {
				return nil
			}
			if err == nil && !d.IsDir() && d.Name() != "lock" {
				out = append(out, path)
			}
			return err
		}))
	}
	return out
}

// withFile is a multipart body of a form with one file of two megabytes, beyond what is held in memory.
func withFile(t *testing.T, field, name string, values url.Values) (body []byte, kind string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k := range values {
		apptest.Must(t, w.WriteField(k, values.Get(k)))
	}
	f, err := w.CreateFormFile(field, name)
	apptest.Must(t, err)
	_, err = f.Write(bytes.Repeat([]byte("藏名本370499197205060011\n"), 2<<20/28))
	apptest.Must(t, err)
	apptest.Must(t, w.Close())
	return b.Bytes(), w.FormDataContentType()
}

// sendRaw writes a request's head and as much of its body as it is told to, and gives the status; 0 where there was no
// answer.
func sendRaw(t *testing.T, base, path, cookie, kind string, body []byte, sent int, hold func()) int {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
	apptest.Must(t, err)
	defer conn.Close()
	fmt.Fprintf(conn,
		"POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n",
		path, cookie, kind, len(body))
	_, _ = conn.Write(body[:sent]) // the server may have refused by then
	if hold != nil {
		hold()
	}
	if sent < len(body) {
		_ = conn.(*net.TCPConn).CloseWrite()
	}
	answer, _ := io.ReadAll(conn)
	var code int
	_, _ = fmt.Sscanf(string(answer), "HTTP/1.1 %d", &code)
	return code
}

// whoMay signs in, once for each role, as somebody who has a permission.
func whoMay(t *testing.T, h *apptest.House, base string) func(authz.Permission) *visitor {
	known := map[authz.Role]*visitor{}
	return func(p authz.Permission) *visitor {
		for _, info := range h.Gate.Roles() {
			if p != "" && !h.Gate.Can(info.Role, p) {
				continue
			}
			if known[info.Role] == nil {
				known[info.Role] = visit(t, base).signIn(apptest.Login(info.Role, h.Region(apptest.CodeOf(info)).Code))
			}
			return known[info.Role]
		}
		t.Fatalf("nobody has %s", p)
		return nil
	}
}

// cookies of a visitor as one header.
func (v *visitor) cookies() string {
	u, err := url.Parse(v.base)
	apptest.Must(v.t, err)
	var out []string
	for _, c := range v.c.Jar.Cookies(u) {
		out = append(out, c.Name+"="+c.Value)
	}
	return strings.Join(out, "; ")
}

// After any request no file is left, whatever becomes of it: the form of every route, sent two megabytes by somebody
// who may, by nobody, without a token, and broken off in the middle. The routes are the program's own, so a new one is
// tested the day it is added.
func TestBody_leaves_no_file_whatever_becomes_of_the_request(t *testing.T) {
	db, temp := dbtest.SQLite(t), t.TempDir()
	t.Setenv("TMPDIR", temp)
	h := apptest.New(t, db)
	own := things(t, h, apptest.Home, h.Posts[0])
	base := h.Serve()
	who := whoMay(t, h, base)
	dirs := []string{temp, h.Config.ScratchDir()}
	paths := map[string]authz.Permission{"/signin": "", "/receipt/appeal": "", "/board/" + apptest.Home + "/say": "",
		"/static/gangwei.css": "", "/nowhere": "", "/duty/phone": ""}
	for _, r := range h.Program.SignedIn() {
		if r.Method == http.MethodPost && r.Path != "/signout" && r.Path != "/password" {
			paths[strings.Replace(r.Path, ":id", fmt.Sprint(max(own[r.Object], 1)), 1)] = r.Permission
		}
	}
	if len(paths) < 100 {
		t.Fatalf("only %d routes", len(paths))
	}
	for path, permission := range paths {
		v := who(permission)
		good := url.Values{"_csrf": {v.csrf()}, "region": {apptest.Home}, "kind": {"people"}, "version": {"1"}}
		field := "file"
		if strings.HasPrefix(path, "/duty/checks/new") {
			field = "group"
		}
		for _, x := range []struct {
			name, cookie string
			values       url.Values
			whole        bool
		}{
			{"good", v.cookies(), good, true},
			{"broken off", v.cookies(), good, false},
			{"without a token", v.cookies(), url.Values{"region": {apptest.Home}}, true},
			{"not signed in", "", good, true},
			{"not signed in, broken off", "gw=nonsense", good, false},
		} {
			body, kind := withFile(t, field, "名单.csv", x.values)
			sent := len(body)
			if !x.whole {
				sent = len(body) * 3 / 4
			}
			sendRaw(t, base, path, x.cookie, kind, body, sent, nil)
			if files, open := gone(t, h, dirs); len(files) > 0 || open > 0 {
				t.Fatalf("POST %s, %s: left %q, %d open", path, x.name, files, open)
			}
		}
	}
	// a reading address reads no body at all
	for _, path := range []string{"/signin", "/receipt", "/people", "/board/" + apptest.Home} {
		body, kind := withFile(t, "file", "名单.csv", url.Values{})
		req, err := http.NewRequest("GET", base+path, bytes.NewReader(body))
		apptest.Must(t, err)
		req.Header.Set("Content-Type", kind)
		if code, _, _ := visit(t, base).do(req); code >= 400 {
			t.Errorf("GET %s with a body: %d", path, code)
		}
		if files, open := gone(t, h, dirs); len(files) > 0 || open > 0 {
			t.Fatalf("GET %s: left %q, %d open", path, files, open)
		}
	}
}

// gone waits until a broken connection is noticed by the server, and gives what is there for good.
func gone(t *testing.T, h *apptest.House, dirs []string) (files []string, open int64) {
	t.Helper()
	for range 200 {
		if files, open = left(t, dirs...), h.Scratch.Open(); len(files) == 0 && open == 0 {
			break
		}
		time.Sleep(25 * time.Millisecond)
	}
	return files, open
}

// While an upload is under way its words lie in no file, neither those of somebody who may nor of anybody else; and
// only who may is read.
func TestBody_under_way_lies_in_no_file_and_only_a_sessions_is_read(t *testing.T) {
	db, temp := dbtest.SQLite(t), t.TempDir()
	t.Setenv("TMPDIR", temp)
	h := apptest.New(t, db)
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
	body, kind := withFile(t, "file", "名单.csv",
		url.Values{"_csrf": {v.csrf()}, "region": {apptest.Home}, "kind": {"people"}})
	for _, x := range []struct {
		cookie string
		open   int64
	}{{v.cookies(), 1}, {"", 0}, {"gw=nonsense", 0}} {
		sendRaw(t, base, "/imports/new", x.cookie, kind, body, len(body)*3/4, func() {
			for range 200 {
				if h.Scratch.Open() == x.open {
					break
				}
				time.Sleep(25 * time.Millisecond)
			}
			if files := left(t, temp, h.Config.Data+"/tmp"); len(files) > 0 || h.Scratch.Open() != x.open {
				t.Errorf("cookie %.10q: %q, %d open", x.cookie, files, h.Scratch.Open())
			}
		})
	}
}

// A panic in the middle of a handler gives the upload back too.
func TestBody_of_a_handler_that_panics_is_given_back(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	v := whoMay(t, h, base)("paper.view")
	body, kind := withFile(t, "scan", "名单.csv", url.Values{"_csrf": {v.csrf()}, "number": {"x"}})
	h.Files.Ring = nil // no key to seal it with
	if code := sendRaw(t, base, "/papers/scan", v.cookies(), kind, body, len(body), nil); code != http.StatusInternalServerError {
		t.Fatalf("%d: the handler did not panic", code)
	}
	if h.Scratch.Open() != 0 {
		t.Errorf("%d open", h.Scratch.Open())
	}
}

// Nobody sends more than the public forms need without a session; a form that takes no file takes none.
func TestBody_is_as_long_as_its_address_needs(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
	long := strings.Repeat("长", 20_000)
	for _, x := range []struct {
		path, cookie string
		form         url.Values
		want         int
	}{
		{"/signin", "", url.Values{"login": {long}}, 413},
		{"/receipt/appeal", "", url.Values{"why": {long}}, 413},
		{"/board/" + apptest.Home + "/say", "", url.Values{"text": {long}}, 413},
		{"/nowhere", "", url.Values{"text": {long}}, 404},
		{"/people/new", "", url.Values{"name": {long}}, 401},
		{"/people/new", v.cookies(), url.Values{"_csrf": {v.csrf()}, "region": {apptest.Home}, "name": {long}}, 422},
		{"/people/new", v.cookies(), url.Values{"_csrf": {v.csrf()}, "name": {strings.Repeat(long, 12)}}, 413},
	} {
		body := x.form.Encode()
		if code := sendRaw(t, base, x.path, x.cookie, "application/x-www-form-urlencoded", []byte(body), len(body),
			nil); code != x.want {
			t.Errorf("%s of %d bytes: %d, want %d", x.path, len(body), code, x.want)
		}
	}
	// a complaint that is too long for its field is told so there
	u := visit(t, base)
	_, page := u.get("/board/" + apptest.Home + "/say")
	code, page, _ := u.post("/board/"+apptest.Home+"/say",
		url.Values{"_csrf": {token(page)}, "kind": {"unpaid"}, "about": {"village"}, "text": {strings.Repeat("长", 2_000)}})
	if code != 422 || !strings.Contains(page, "500字") {
		t.Errorf("2000 characters: %d", code)
	}
	body, kind := withFile(t, "file", "x.csv", url.Values{"_csrf": {v.csrf()}})
	if code := sendRaw(t, base, "/quota", "", kind, body[:9<<10], 9<<10, nil); code != 401 {
		t.Errorf("a file without a session: %d", code)
	}
	small := strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"file\"; " +
		"filename=\"a.csv\"\r\n\r\npeople\r\n--x--\r\n")
	req, err := http.NewRequest("POST", base+"/people/new", small)
	apptest.Must(t, err)
	req.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	if code, page, _ := v.do(req); code != 400 || !strings.Contains(page, "这里不收文件") {
		t.Errorf("a file for a form without one: %d", code)
	}
}

// The table of forms that take files is that of the pages' own forms, and no handler reads a body past it.
func TestBody_forms_with_files_are_those_of_the_templates(t *testing.T) {
	program := apptest.New(t, dbtest.SQLite(t)).Program
	form := regexp.MustCompile(`<form\s[^>]*enctype="multipart/form-data"[^>]*>`)
	address := regexp.MustCompile(`action="([^"?]*)`)
	hole := regexp.MustCompile(`\{\{[^}]*\}\}`)
	shown := map[string]bool{"/api/duty/checks": true} // sent by a script
	// the box of a decision has the address that its page names: of those that bring files, the steps of an application
	decided := []string{"/applications/:id/check", "/applications/:id/audit", "/applications/:id/file"}
	apptest.Must(t, fs.WalkDir(views.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html") {
			return err
		}
		b, err := fs.ReadFile(views.Files, path)
		whole := regexp.MustCompile(`\{\{(- )?if[^}]*\}\}\s+enctype="multipart/form-data"\{\{end\}\}`).
			ReplaceAllString(string(b), ` enctype="multipart/form-data"`)
		for _, f := range form.FindAllString(whole, -1) {
			at := address.FindStringSubmatch(f)
			if at == nil {
				t.Errorf("%s: %s has no address", path, f)
				continue
			}
			if path == "layout/decide.html" && at[1] == "{{$d.Action}}" {
				for _, r := range program.SignedIn() {
					if slices.Contains(decided, r.Path) && r.Method == "POST" && r.Files == 0 {
						t.Errorf("%s takes no files, and its decision has a field for one", r.Path)
					}
				}
				continue
			}
			parts := strings.Split(hole.ReplaceAllString(at[1], ":x"), "/")
			found := false
			for _, r := range program.SignedIn() {
				if r.Method == "POST" && alike(parts, strings.Split(r.Path, "/")) && r.Files > 0 {
					found, shown[r.Path] = true, true
				}
			}
			if !found {
				t.Errorf("%s: %s takes no files by the table", path, at[1])
			}
		}
		return err
	}))
	for _, r := range program.SignedIn() {
		if r.Files > 0 && !shown[r.Path] {
			t.Errorf("%s takes files, and no page has such a form", r.Path)
		}
	}
	apptest.Must(t, walkGo(".", func(path, body string) {
		for _, bad := range []string{".FormFile(", ".MultipartForm", "ParseMultipartForm(", "MultipartReader(",
			".ParseForm("} {
			if strings.Contains(body, bad) && !strings.HasSuffix(path, "body_test.go") {
				t.Errorf("%s reads a body by itself: %s", path, bad)
			}
		}
	}))
}

// alike compares an address of a template, whose holes are :x, with a route's.
func alike(shown, route []string) bool {
	if len(shown) != len(route) {
		return false
	}
	for i := range shown {
		if shown[i] != route[i] && shown[i] != ":x" {
			return false
		}
	}
	return true
}
