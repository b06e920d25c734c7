package bench

import (
	"html"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"gangwei/internal/app"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// asked is a statement with its values.
type asked struct {
	query string
	args  []any
}

// place is the largest county of a city, its largest township and that one's largest village, by their placements.
type place struct {
	county, township, village *region.Region
}

func largest(b testing.TB, a *app.App) (p place) {
	b.Helper()
	must(b, a.DB.Read(ctx, func(s *database.Snapshot) error {
		tree, err := region.Load(s, a.Clock.Now().Date())
		if err != nil {
			return err
		}
		of := func(all []*region.Region) *region.Region {
			var best *region.Region
			most := int64(-1)
			for _, r := range all {
				var n int64
				if _, err := s.One(&n, "SELECT COUNT(*) FROM placement WHERE path >= ? AND path < ?", r.Path,
					r.Path+"~"); err != nil {
					b.Fatal(err)
				}
				if n > most {
					best, most = r, n
				}
			}
			return best
		}
		p.county = of(tree.At(region.County))
		p.township = of(tree.Children(p.county.ID))
		p.village = of(tree.Children(p.township.ID))
		return nil
	}))
	return p
}

// logins of every role: those of the city, and those of the place.
func (p place) logins() []string {
	county, township := p.county.Code[:6], p.township.Code[:9]
	out := []string{"shiji", "jijian", "jijian-fuze", "dianhua", "xitong", "anquan", "shenji"}
	for _, role := range []string{"quxian-", "zhidan-", "fuhe-", "nongye-", "baosong-"} {
		out = append(out, role+county)
	}
	return append(out, "zhen-"+township, "ducha-"+township, "cun-"+p.village.Code+"a")
}

// regions in which a page is looked at: the visitor's own, the county, the township and the village.
func (p place) regions() []string {
	return []string{"", "?region=" + p.county.Code, "?region=" + p.township.Code, "?region=" + p.village.Code}
}

// visitor signs in and opens pages.
type visitor struct {
	login string
	get   func(at string) (code int, body string)
}

func visit(b testing.TB, e *echo.Echo, login string) visitor {
	cookie := signIn(b, e, login)
	return visitor{login, func(at string) (int, string) {
		req := httptest.NewRequest("GET", at, nil)
		req.AddCookie(cookie)
		w := httptest.NewRecorder()
		e.ServeHTTP(w, req)
		return w.Code, w.Body.String()
	}}
}

// lists are the pages that show a list by themselves, without an object in their address and without a file.
func lists(a *app.App) (out []string) {
	for _, r := range a.Program.SignedIn() {
		if r.Method == "GET" && r.Object == "" && !strings.Contains(r.Path, ".") && !slices.Contains(out, r.Path) {
			out = append(out, r.Path)
		}
	}
	return out
}

var pageLink = regexp.MustCompile(`href="([^"]*)"`)

// next are the addresses of the page that follows on a list's page: a link to the page itself that says after what.
func next(path, body string) (out []string) {
	for _, m := range pageLink.FindAllStringSubmatch(body, -1) {
		link := html.UnescapeString(m[1])
		if strings.HasPrefix(link, "?") {
			link = path + link
		}
		if u, err := url.Parse(link); err == nil && u.Path == path && u.Query().Get("after") != "" {
			out = append(out, u.RequestURI())
		}
	}
	return out
}
