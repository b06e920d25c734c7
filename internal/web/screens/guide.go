package screens

import (
	"net/http"
	"net/url"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/account"
)

// office that helps with a page: a role, and who holds it for the visitor's own region.
type office struct {
	Role   string
	People []account.Helper
}

type guidePage struct {
	kit.Page
	Guide   feature.Guide
	Back    string // the page that the visitor came from; empty if that is not known
	Offices []office
}

// guide says of the page of a route what it is for, what comes next and whom to call.
func (p *Home) guide(r *kit.Request) error {
	g, ok := p.Program().GuideTo(r.Text("page"))
	if !ok {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	page := &guidePage{Page: kit.Page{Title: "这一页怎么用"}, Guide: g, Back: cameFrom(r)}
	if err := r.Read(func(s *database.Snapshot) error {
		for _, role := range g.Call {
			o := office{Role: words.Label("role", string(role))}
			if len(r.Actor.Grants) > 0 {
				var err error
				o.People, err = account.Helpers(s, role, r.Actor.Grants[0].Path, r.Actor.UserID, r.Today)
				if err != nil {
					return err
				}
			}
			page.Offices = append(page.Offices, o)
		}
		return nil
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "guide", page)
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
