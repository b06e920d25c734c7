package browsertest_test

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gangwei/internal/apptest"
)

// homeCard is a thing to do as a home page shows it.
type homeCard struct {
	words, act   string
	list, button string // addresses; the same where it is not decided one by one
	n            int
}

var (
	cardParts = regexp.MustCompile(`(?s)<li class="card.*?</li>`)
	cardCount = regexp.MustCompile(`class="many">(\d+)</b>`)
	cardLinks = regexp.MustCompile(`href="([^"]+)"`)
	cardTitle = regexp.MustCompile(`(?s)<h3>(.*?)</h3>`)
	cardAct   = regexp.MustCompile(`(?s)<a class="button"[^>]*>(.*?)<span`)
	tags      = regexp.MustCompile(`<[^>]*>`)
	mains     = regexp.MustCompile(`(?s)<main.*</main>`)
	posts     = regexp.MustCompile(`(?s)<form[^>]*method="post"[^>]*action="([^"]*)".*?</form>`)
	enabled   = regexp.MustCompile(`<button(?: class="[^"]*")?(?: name="[^"]*" value="[^"]*")?>`)
	stopped   = regexp.MustCompile(`class="block"|现在不能选`)
	records   = regexp.MustCompile(`href="(/[a-z/]+/\d+[^"]*)"`)
	total     = regexp.MustCompile(`共\s*(?:<b>)?([\d,]+)`)
	spot      = regexp.MustCompile(`第\d+件，共(\d+)件`)
)

// listedBy counts what a page without a list's total shows of a card's things.
var listedBy = map[string]*regexp.Regexp{
	"/asks":           regexp.MustCompile(`action="/asks/\d+/explain"`),
	"/pay/cards/tell": regexp.MustCompile(`action="/pay/cards/notices/\d+"`),
	"/corrections":    regexp.MustCompile(`href="/corrections/\d+\?queue`),
	"/users":          regexp.MustCompile(`href="/users/resets/\d+"`),
	"/clerks":         regexp.MustCompile(`href="/clerks/resets/\d+"`),
	"/monitor":        regexp.MustCompile(`href="/monitor/alerts/\d+"`),
	"/progress":       regexp.MustCompile(`已报送，待市级审核`),
}

// arrearsTold is the first figure of the page of what is due.
var arrearsTold = regexp.MustCompile(`应发未到账[^\d]*([\d,]+)[^\d]*人月`)

// surfer is somebody with a cookie jar.
type surfer struct {
	t    *testing.T
	base string
	c    http.Client
}

func (s *surfer) get(path string) (int, string) {
	s.t.Helper()
	res, err := s.c.Get(s.base + path)
	apptest.Must(s.t, err)
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	apptest.Must(s.t, err)
	return res.StatusCode, string(body)
}

func surf(t *testing.T, base, login string) *surfer {
	t.Helper()
	jar, err := cookiejar.New(nil)
	apptest.Must(t, err)
	s := &surfer{t, base, http.Client{Jar: jar}}
	_, page := s.get("/signin")
	form := url.Values{"login": {login}, "password": {"Gangwei-2025"}}
	if m := regexp.MustCompile(`name="_csrf" value="([^"]*)"`).FindStringSubmatch(page); m != nil {
		form.Set("_csrf", html.UnescapeString(m[1]))
	}
	req, err := http.NewRequest(http.MethodPost, base+"/signin", strings.NewReader(form.Encode()))
	apptest.Must(t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", base)
	res, err := s.c.Do(req)
	apptest.Must(t, err)
	_ = res.Body.Close()
	return s
}

func plainOf(s string) string { return strings.Join(strings.Fields(tags.ReplaceAllString(s, "")), "") }

func number(s string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	if err != nil {
		return -1
	}
	return n
}

func homeCards(page string) (out []homeCard) {
	for _, li := range cardParts.FindAllString(page, -1) {
		links := cardLinks.FindAllStringSubmatch(li, -1)
		c := homeCard{words: plainOf(cardTitle.FindString(li)), n: number(cardCount.FindStringSubmatch(li)[1]),
			list:   html.UnescapeString(links[0][1]),
			button: html.UnescapeString(links[len(links)-1][1])}
		if m := cardAct.FindStringSubmatch(li); m != nil {
			c.act = strings.TrimSpace(m[1])
		}
		out = append(out, c)
	}
	return out
}

// workable reports whether a page has a form that can be sent, or says why not now.
func workable(main string) bool {
	for _, f := range posts.FindAllStringSubmatch(main, -1) {
		if strings.HasPrefix(f[1], "/lists/") || strings.HasPrefix(f[1], "/inspect/filters") {
			continue
		}
		if enabled.MatchString(f[0]) || stopped.MatchString(main) {
			return true
		}
	}
	return false
}

// For each role and each card on its home page: the button leads to where that role can do the work, or is told until
// when it cannot; and the page lists as many as the card counts.
func TestCards_lead_to_the_work_they_count(t *testing.T) {
	t.Parallel()
	base, _, logins := city(t)
	seen := 0
	for _, l := range logins {
		s := surf(t, base, l.Login)
		code, home := s.get("/")
		if code != 200 || !strings.Contains(home, `class="in"`) {
			t.Fatalf("%s: %d", l.Login, code)
		}
		for _, c := range homeCards(home) {
			seen++
			at := l.Login + ": " + c.words
			code, page := s.get(c.list)
			main := mains.FindString(page)
			if code != 200 {
				t.Errorf("%s: %s answers %d", at, c.list, code)
				continue
			}
			path, _, _ := strings.Cut(c.list, "?")
			listed := -1
			switch m := total.FindStringSubmatch(plainOf(main)); {
			case path == "/pay/arrears" || path == "/pay/missing":
				if m := arrearsTold.FindStringSubmatch(plainOf(main)); m != nil && path == "/pay/arrears" {
					listed = number(m[1])
				} else {
					listed = c.n
				}
			case path == "/rulebook/new": // one document
				listed = 1
			case listedBy[path] != nil:
				listed = len(listedBy[path].FindAllString(main, -1))
			case m != nil:
				listed = number(m[1])
			}
			if c.button != c.list { // decided one by one
				code, page := s.get(c.button)
				main := mains.FindString(page)
				m := spot.FindStringSubmatch(plainOf(main))
				if code != 200 || m == nil || number(m[1]) != c.n || !workable(main) {
					t.Errorf("%s: %s answers %d, of %v, or holds no work", at, c.button, code, m)
				}
				if listed < 0 || path == "/pay" || path == "/duty" { // shows all months of what is decided one by one
					listed = c.n
				}
			} else if !workable(main) && !strings.HasPrefix(c.act, "去看") && !strings.HasPrefix(c.act, "看") {
				found := false
				for i, m := range records.FindAllStringSubmatch(main, -1) {
					if _, page := s.get(html.UnescapeString(m[1])); workable(mains.FindString(page)) {
						found = true
					}
					if found || i == 5 {
						break
					}
				}
				if !found {
					t.Errorf("%s: nothing can be done at %s", at, c.list)
				}
			}
			if listed != c.n {
				t.Errorf("%s: the card counts %d, %s lists %d", at, c.n, c.list, listed)
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d cards", seen)
	}
}
