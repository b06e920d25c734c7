package web_test

import (
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/views"
)

// standing are the lists of answers of forms that post where something is chosen already, each with the reason.
var standing = map[string]string{
	"attendance/sheet.html result":       "the result that is kept with the task",
	"forms/register.html degree":         "the degree that is kept",
	"hiring/post.html work":              "how the post is worked now",
	"registry/correct.html relation":     "the relation that is kept",
	"attendance/sheet.html k{{":          "the look that is kept with the line; none is one of the looks",
	"attendance/phone/phone.html method": "made by the script",
}

// TestForms_choose_nothing_for_the_person: a list of a form that posts begins with an empty answer, and no radio is
// checked before somebody chose it.
func TestForms_choose_nothing_for_the_person(t *testing.T) {
	list := regexp.MustCompile(`(?s)<select[^>]*name="([^"]+)"[^>]*>\s*(.{0,40})`)
	radio := regexp.MustCompile(`(?s)<input type="radio"[^>]*>`)
	form := regexp.MustCompile(`(?s)<form\b[^>]*>|</form>`)
	given := regexp.MustCompile(`^\{\{-? ?(?:else )?if (.*\.(Chosen|ChosenFinding|Saying|Picked|Retried|Is) |` +
		`\.Unset\}|eq \. \$\.Basis\})`)
	lists, radios := 0, 0
	apptest.Must(t, fs.WalkDir(views.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".html") {
			return err
		}
		if path == "web/design.html" { // shows the parts with their states, and is sent nowhere
			return nil
		}
		b, err := fs.ReadFile(views.Files, path)
		page := string(b)
		looks := func(at int) bool { // in a form that only looks for something
			in := ""
			for _, m := range form.FindAllStringIndex(page[:at], -1) {
				in = page[m[0]:m[1]]
			}
			return strings.Contains(in, `class="filter`) || strings.Contains(in, `method="get"`)
		}
		for _, m := range list.FindAllStringSubmatchIndex(page, -1) {
			name, first := page[m[2]:m[3]], page[m[4]:m[5]]
			empty := strings.HasPrefix(first, `<option value="">`) || strings.HasPrefix(first, `{{template "choose"}}`) ||
				strings.HasPrefix(first, `{{template "only" `) || strings.HasPrefix(first, `{{template "quota/kinds" `)
			if looks(m[0]) || path == "layout/fragments.html" {
				continue
			}
			if lists++; !empty && standing[path+" "+strings.SplitAfter(name, "{{")[0]] == "" {
				t.Errorf("%s: the list %s has its first answer chosen: %s", path, name, first)
			}
		}
		for _, m := range radio.FindAllString(page, -1) {
			radios++
			before, _, checked := strings.Cut(m, " checked")
			if !checked || strings.Contains(m, `name="format"`) { // how a file is written says nothing of anybody
				continue
			}
			at := max(strings.LastIndex(before, "{{if "), strings.LastIndex(before, "{{- else if "))
			if at < 0 || !given.MatchString(before[at:]) ||
				strings.Contains(before[at:], "not ") || strings.Contains(before[at:], "eq $i 0") {
				t.Errorf("%s: checked before anybody chose: %s", path, m)
			}
		}
		return err
	}))
	if lists < 60 || radios < 30 {
		t.Errorf("only %d lists and %d radios seen", lists, radios)
	}
}

// unanswered are the forms of a page with a list that nobody chose from: where they go, what they send as they stand,
// and the lists by the names of their fields.
func unanswered(page string) (out []struct {
	action string
	fields url.Values
	lists  []string
}) {
	form := regexp.MustCompile(`(?s)<form method="post"[^>]*action="([^"]+)"[^>]*>(.*?)</form>`)
	list := regexp.MustCompile(`(?s)<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>`)
	input := regexp.MustCompile(`<input [^>]*name="([^"]+)"[^>]*>`)
	value := regexp.MustCompile(` value="([^"]*)"`)
	for _, f := range form.FindAllStringSubmatch(page, -1) {
		x := struct {
			action string
			fields url.Values
			lists  []string
		}{html.UnescapeString(f[1]), url.Values{}, nil}
		for _, m := range list.FindAllStringSubmatch(f[2], -1) {
			if strings.HasPrefix(strings.TrimSpace(m[2]), `<option value="">请选择</option>`) &&
				!strings.Contains(m[2], " selected") {
				x.lists = append(x.lists, m[1])
				x.fields.Set(m[1], "")
			}
		}
		for _, m := range input.FindAllStringSubmatch(f[2], -1) {
			if strings.Contains(m[0], `type="radio"`) || strings.Contains(m[0], `type="checkbox"`) {
				continue
			}
			if v := value.FindStringSubmatch(m[0]); v != nil {
				x.fields.Set(m[1], html.UnescapeString(v[1]))
			}
		}
		if len(x.lists) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// TestForms_refuse_a_list_that_nobody_chose_from: sent as it stands, a form is shown again with words beside each of
// its lists.
func TestForms_refuse_a_list_that_nobody_chose_from(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	own := things(t, h, apptest.Home, h.Posts[0])
	base := h.Serve()
	visitors, seen, lists := map[authz.Role]*visitor{}, map[string]bool{}, 0
	for _, r := range h.Program.SignedIn() {
		if r.Method != http.MethodGet || strings.HasPrefix(r.Path, "/api/") {
			continue
		}
		path := r.Path
		if r.Object != "" {
			path = strings.Replace(path, ":id", fmt.Sprint(max(own[r.Object], 1)), 1)
		}
		for _, info := range h.Gate.Roles() {
			if r.Permission != "" && !h.Gate.Can(info.Role, r.Permission) {
				continue
			}
			v := visitors[info.Role]
			if v == nil {
				v = visit(t, base).signIn(apptest.Login(info.Role, h.Region(apptest.CodeOf(info)).Code))
				visitors[info.Role] = v
			}
			status, page := v.get(path + "?region=" + apptest.Home + "&person=" + fmt.Sprint(own["person"]))
			if status != http.StatusOK {
				continue
			}
			for _, f := range unanswered(page) {
				if key := r.Path + " " + f.action + strings.Join(f.lists, " "); seen[key] {
					continue
				} else {
					seen[key] = true
				}
				status, answer, to := v.post(f.action, f.fields)
				if status != http.StatusUnprocessableEntity && status != http.StatusConflict {
					t.Errorf("%s: %s without %v: %d %s %.300s", path, f.action, f.lists, status, to, answer)
					continue
				}
				for _, name := range f.lists {
					if f.action == "/people/household" { // an empty row is nobody
						continue
					}
					lists++
					beside := regexp.MustCompile(`(?s)<span class="fault">[^<]*</span>\s*<select[^>]*name="` + name + `"`)
					if !beside.MatchString(answer) {
						t.Errorf("%s: %s says nothing beside %s: %s", path, f.action, name,
							strings.Join(regexp.MustCompile(`<span class="fault">[^<]*`).FindAllString(answer, -1), " "))
					}
				}
			}
		}
	}
	if t.Logf("%d lists of %d forms", lists, len(seen)); lists < 30 {
		t.Errorf("only %d lists seen", lists)
	}
}

// TestLists_lead_back_into_the_program_alone: keeping columns goes back to an address of ours, whatever a form says,
// and each column that can be chosen has a name.
func TestLists_lead_back_into_the_program_alone(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.Hold(0, "王秀英", "", "2024-12-01", "")
	county := visit(t, h.Serve()).signIn(apptest.Login("county_reviewer", apptest.County))
	for back, want := range map[string]int{"/placements?sort=name": 303, "//evil.example": 404, "/\t/evil.example": 404,
		"/\\evil.example": 404, "/\n/evil.example": 404, "/ /evil.example": 404, "https://evil.example": 404, "": 404} {
		code, _, head := county.post("/lists/columns", url.Values{"_csrf": {county.csrf()}, "list": {"placements"},
			"cols": {"post"}, "back": {back}})
		if to := head.Get("Location"); code != want || want == 303 && to != back {
			t.Errorf("back to %q: %d %q", back, code, to)
		}
	}
	for list, want := range map[string]int{"placements": 303, "nothing": 404, "": 404, "users": 404, "PLACEMENTS": 404,
		strings.Repeat("a", 5_000): 404} { // the list of accounts is no reviewer's
		code, _, _ := county.post("/lists/columns", url.Values{"_csrf": {county.csrf()}, "list": {list},
			"cols": {"post"}, "back": {"/placements"}})
		if code != want {
			t.Errorf("columns of the list %.20q: %d, want %d", list, code, want)
		}
	}
	named := regexp.MustCompile(`(?s)name="cols".*?<span>([^<]*)</span>`)
	for _, list := range []string{"/duty", "/duty/checks", "/placements", "/posts", "/people", "/applications",
		"/officials", "/accidents", "/recruits", "/meetings", "/rectify", "/complaints", "/matching", "/history",
		"/imports"} {
		code, body := county.get(list)
		columns := named.FindAllStringSubmatch(body, -1)
		if code != 200 || len(columns) == 0 {
			t.Errorf("%s: %d, %d columns", list, code, len(columns))
		}
		for _, c := range columns {
			if strings.TrimSpace(c[1]) == "" {
				t.Errorf("%s has a column without a name", list)
			}
		}
	}
}
