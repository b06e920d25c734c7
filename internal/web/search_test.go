package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

var hitLink = regexp.MustCompile(`(?s)<li>\s*<a href="([^"]+)">([^<]*)</a>\s*<span class="soft">([^<]*)</span>`)

// search types something into the box and gives the hits: address, words and detail of each; or where it leads.
func (v *visitor) search(q string) (hits [][]string, to string) {
	v.t.Helper()
	req, err := http.NewRequest("GET", v.base+"/search?q="+url.QueryEscape(q), nil)
	apptest.Must(v.t, err)
	code, body, head := v.do(req)
	if code == http.StatusSeeOther {
		return nil, head.Get("Location")
	}
	if code != http.StatusOK {
		v.t.Errorf("%q: %d", q, code)
	}
	_, main, _ := strings.Cut(body, `<main`)
	for _, m := range hitLink.FindAllStringSubmatch(main, -1) {
		hits = append(hits, []string{strings.ReplaceAll(m[1], "&amp;", "&"), m[2], m[3]})
	}
	return hits, ""
}

// Everybody finds what lies in the own scope and may be opened, and nothing else: each hit of each role is followed,
// and of another county nothing is found by whatever is sought.
func TestSearch_finds_what_may_be_opened_and_nothing_else(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		here, there := things(t, h, apptest.Home, h.Posts[0]), things(t, h, apptest.Away, h.Posts[3])
		base := h.Serve()
		tail := func(id int64) string {
			var x string
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				_, err := s.One(&x, "SELECT id_tail FROM person WHERE id = ?", id)
				return err
			}))
			return x
		}
		sought := []string{"藏名", "藏名外", "名外", tail(there["person"]), "尾号" + tail(here["person"]),
			apptest.Away, apptest.Home, "马河", "2025-01", "x"}
		found := map[string]int{}
		for _, info := range h.Gate.Roles() {
			code := apptest.CodeOf(info)
			v := visit(t, base).signIn(apptest.Login(info.Role, h.Region(code).Code))
			for _, q := range sought {
				hits, to := v.search(q)
				if to != "" {
					hits = append(hits, []string{to, q, ""})
				}
				for _, hit := range hits {
					at, _, _ := strings.Cut(hit[0], "#")
					if status, _ := v.get(at); status != http.StatusOK {
						t.Errorf("%s is shown %s for %q, which answers %d", info.Role, hit[0], q, status)
					}
					if info.Level != "city" && strings.Contains(strings.Join(hit, " "), "外") {
						t.Errorf("%s of %s finds %q by %q", info.Role, code, hit, q)
					}
					kind, _, _ := strings.Cut(strings.TrimPrefix(at, "/"), "/")
					found[kind]++
				}
			}
		}
		for _, kind := range []string{"people", "placements", "posts", "applications", "meetings", "complaints",
			"divisions?region=", "accidents", "help", "history", "projects", "registers"} {
			n := 0
			for k, m := range found {
				if strings.HasPrefix(k, kind) {
					n += m
				}
			}
			if n == 0 {
				t.Errorf("nobody finds %s: %v", kind, found)
			}
		}
	})
}

// A number of a record opens it; a whole number of a human opens the human.
func TestSearch_opens_the_record_whose_number_was_typed(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	here := things(t, h, apptest.Home, h.Posts[0])
	v := visit(t, h.Serve()).signIn(apptest.Login("township_reviewer", h.Region(apptest.Town).Code))
	var number, code string
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		if _, err := s.One(&number, "SELECT number FROM application WHERE id = ?", here["application"]); err != nil {
			return err
		}
		_, err := s.One(&code, "SELECT code FROM post WHERE id = ?", h.Posts[0])
		return err
	}))
	p := h.Person(apptest.Home, "欧阳三")
	var sealed []byte
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&sealed, "SELECT id_sealed FROM person WHERE id = ?", p)
		return err
	}))
	whole, err := h.Ring.Open("person", "id", sealed)
	apptest.Must(t, err)
	wide := strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c - '0' + '０'
		}
		return c
	}, whole)
	for q, want := range map[string]string{
		number:                           fmt.Sprintf("/applications/%d", here["application"]),
		" " + strings.ToLower(number):    fmt.Sprintf("/applications/%d", here["application"]),
		code:                             fmt.Sprintf("/posts/%d", h.Posts[0]),
		whole:                            fmt.Sprintf("/people/%d", p),
		wide:                             fmt.Sprintf("/people/%d", p),
		whole[:6] + " " + whole[6:] + "": fmt.Sprintf("/people/%d", p),
		"欧阳":                             "",
		"歐陽":                             "",
		"ouyang":                         "",
		"OYS":                            "",
		"ｙａｎｇ ｓａｎ":                       "",
		"阳三":                             "",
	} {
		hits, to := v.search(q)
		if to != want || want == "" && (len(hits) != 1 || hits[0][0] != fmt.Sprintf("/people/%d", p)) {
			t.Errorf("%q leads to %q and finds %v, want %q", q, to, hits, want)
		}
	}
}

// Whatever is typed is answered.
func TestSearch_answers_whatever_is_typed(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	things(t, h, apptest.Home, h.Posts[0])
	base := h.Serve()
	for _, role := range []string{apptest.Login("township_reviewer", h.Region(apptest.Town).Code),
		apptest.Login("discipline_inspector", h.Region(apptest.County).Code)} {
		v := visit(t, base).signIn(role)
		for _, q := range []string{"", " ", "%", "_", "%%", "\\", "'", `"`, "' OR 1=1 --", "１２３４",
			"張三", "王 三", "a", "0",
			"<script>", "😀", "\u202e", strings.Repeat("9", 200), strings.Repeat("王", 200),
			"-", "*", "0000", "2025-13", "'%"} {
			if hits, to := v.search(q); len(hits) > 0 && q != "0" && q != "a" && q != "-" || to != "" {
				t.Errorf("%s: %q finds %v %s", role, q, hits, to)
			}
		}
		code, body := v.get("/search?q=" + url.QueryEscape(strings.Repeat("王", 201)))
		if code != http.StatusOK || !strings.Contains(body, "太长") {
			t.Errorf("201 characters: %d", code)
		}
		if code, _ := v.get("/search?q=" + url.QueryEscape("王"+strings.Repeat("三", 20_000))); code != 422 && code != 200 {
			t.Errorf("20,001 characters: %d", code)
		}
		if code, body := v.get("/search?q=%00"); code != http.StatusUnprocessableEntity ||
			!strings.Contains(body, "填写的内容含有不可用的字符。") || strings.Contains(body, "“q”") {
			t.Errorf("NUL: %d %s", code, body)
		}
		if _, body := v.get("/search?q=" + url.QueryEscape(`"><script>`)); strings.Contains(body, `"><script>`) {
			t.Error("what was typed stands on the page as it is")
		}
	}
	if code, _ := visit(t, base).get("/search?q=x"); code != http.StatusSeeOther {
		t.Errorf("a stranger: %d", code)
	}
}

// What an inspector searches for is written down as what an inspector opens is, without the middle of a number.
func TestSearch_of_an_inspector_is_written_down(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	v := visit(t, h.Serve()).signIn(apptest.Login("discipline_inspector", h.Region(apptest.County).Code))
	v.search("王三")
	v.search("370402199001011234")
	visit(t, v.base).signIn(apptest.Login("county_reviewer", h.Region(apptest.County).Code)).search("李四")
	var details []string
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&details,
			"SELECT detail FROM trail_entry WHERE act = 'inspect.read' AND chain = 'inspect' ORDER BY seq")
	}))
	all := strings.Join(details, "\n")
	if !strings.Contains(all, "/search") || !strings.Contains(all, "王三") ||
		!strings.Contains(all, "**************1234") ||
		strings.Contains(all, "19900101") || strings.Contains(all, "李四") {
		t.Errorf("%q", details)
	}
}

// The lists that are searched answer whatever is typed, on servers too that compare ASCII with nothing else.
func TestLists_answer_whatever_is_sought(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		things(t, h, apptest.Home, h.Posts[0])
		base := h.Serve()
		for _, x := range []struct {
			login string
			lists []string
		}{
			{apptest.Login("county_reviewer", h.Region(apptest.County).Code),
				[]string{"/people", "/placements", "/complaints", "/posts", "/applications", "/pay/lookup", "/rectify"}},
			{apptest.Login("security_admin", h.Region("3704").Code), []string{"/users"}},
			{apptest.Login("discipline_inspector", h.Region(apptest.County).Code), []string{"/inspect", "/inspect/people"}},
		} {
			v := visit(t, base).signIn(x.login)
			for _, list := range x.lists {
				for _, q := range []string{"藏名", "张", "%", "_", "'", "\\", "0955", "😀", strings.Repeat("王", 200)} {
					if code, _ := v.get(list + "?q=" + url.QueryEscape(q)); code != http.StatusOK {
						t.Errorf("%s for %q: %d", list, q, code)
					}
				}
			}
		}
	})
}
