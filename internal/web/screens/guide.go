package screens

import (
	"net/http"
	"net/url"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/account"
)

// office that helps with a page: a role, and who holds it for the visitor's own region.
type office struct {
	Role   string
	People []account.Helper
	Own    bool // the visitor holds the role too
}

type guidePage struct {
	kit.Page
	Guide   feature.Guide
	Back    string // the page that the visitor came from; empty if that is not known
	Offices []office
	Phone   string // of the nearest office that has one for its people (help.phone); empty: none has
}

// lastCalls are asked for where nobody of a page's own roles is there to be asked.
var lastCalls = []authz.Role{"county_reviewer", "city_manager", "system_admin"}

// guide says of the page of a route what it is for, what comes next and whom to call.
func (p *Home) guide(r *kit.Request) error {
	g, ok := p.Program().GuideTo(r.Text("page"))
	if !ok {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	page := &guidePage{Page: kit.Page{Title: "这一页怎么用"}, Guide: g, Back: cameFrom(r)}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if len(r.Actor.Grants) == 0 {
			return nil
		}
		path := r.Actor.Grants[0].Path
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		page.Phone, _ = book.Text("help.phone", path, "", r.Today)
		page.Offices, err = officesOf(r, s, g.Call, path)
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "guide", page)
}

// officesOf are the roles that help, with who holds them where the visitor works or above; where that is nobody but the
// visitor, also those who are asked last.
func officesOf(r *kit.Request, s *database.Snapshot, roles []authz.Role, path string) (out []office, err error) {
	anybody := false
	ask := func(role authz.Role, always bool) error {
		o := office{Role: words.Label("role", string(role)), Own: r.Actor.HasRole(role)}
		o.People, err = account.Helpers(s, role, path, r.Actor.UserID, r.Today)
		anybody = anybody || len(o.People) > 0
		if always || len(o.People) > 0 {
			out = append(out, o)
		}
		return err
	}
	for _, role := range roles {
		if err := ask(role, true); err != nil {
			return nil, err
		}
	}
	for _, role := range lastCalls {
		if anybody {
			break
		}
		if !slices.Contains(roles, role) {
			if err := ask(role, false); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// cameFrom is the page of this program that a visitor followed a link on; empty if the browser does not tell.
func cameFrom(r *kit.Request) string {
	u, err := url.Parse(r.Context.Request().Referer())
	if err != nil || u.Host != r.Context.Request().Host || u.Path == "" || u.Path[0] != '/' {
		return ""
	}
	return u.RequestURI()
}

// keys lists what can be done without a mouse.
func (p *Home) keys(r *kit.Request) error {
	return r.Show(http.StatusOK, "keys", &kit.Page{Title: "快捷键"})
}
