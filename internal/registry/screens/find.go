package screens

import (
	"fmt"
	"net/url"
	"strings"

	"gangwei/internal/base/plain"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/resident"
)

// Finding is what the wing finds by what somebody typed.
type Finding struct {
	Ring *seal.Ring
}

// Finders of people, of rows of earlier years, and of users.
func (p *Finding) Finders() []feature.Finder {
	return []feature.Finder{
		{Order: 10, Permission: "resident.view", Words: "人员", Find: p.people},
		{Order: 18, Permission: "history.view", Words: "历史名册", Find: p.history},
		{Order: 120, Permission: "user.view", Words: "用户", Find: findUsers},
	}
}

func (p *Finding) people(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	f := resident.Sought(p.Ring, q.Text)
	f.Limit = feature.FindLimit
	rows, err := resident.List(s, r.Actor.Scope("resident.view"), f)
	found := feature.FoundOf(rows, func(x resident.Person) feature.Hit {
		detail := fmt.Sprintf("%d岁，尾号%s", x.Birth.AgeOn(r.Today), x.IDTail)
		if f.Tail != "" && f.Tail != x.IDTail {
			detail += "，电话尾号" + f.Tail
		}
		return feature.Hit{Words: x.Name, Address: "/people/" + kit.FormatID(x.ID), Path: x.Path, Detail: detail,
			Exact: f.Whole()}
	})
	found.All = "/people?q=" + url.QueryEscape(q.Text)
	return found, err
}

// history finds by the name, in whatever characters or in pinyin, or by a whole number. A tail finds nobody here: the
// rows hold none that is keyed.
func (p *Finding) history(r *kit.Request, s *database.Snapshot, q feature.Sought) (found feature.Found, err error) {
	scope, seek := r.Actor.Scope("history.view"), resident.SeekOf(p.Ring, q.Text)
	f := history.Filter{NamePart: seek.NamePart, NameKey: seek.NameKey, Mixed: seek.Mixed, IDIndex: seek.IDIndex,
		Limit: feature.FindLimit}
	if seek.Nobody || seek.Empty() || seek.Numbered() && (seek.IDIndex == nil || r.Can("resident.view")) {
		return found, nil
	}
	rows, err := history.List(s, scope, f)
	return feature.FoundOf(rows, func(x history.Row) feature.Hit {
		detail := x.Post
		if x.Year > 0 {
			detail = fmt.Sprintf("%d年，%s", x.Year, x.Post)
		}
		return feature.Hit{Words: x.Name, Address: "/history/" + kit.FormatID(x.ID), Path: x.Path,
			Detail: strings.TrimSuffix(detail, "，")}
	}), err
}

func findUsers(_ *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	login := ""
	if q.Number != "" {
		login = plain.Text(q.Text)
	}
	rows, err := account.Find(s, login, q.Text, feature.FindLimit)
	found := feature.FoundOf(rows, func(x account.User) feature.Hit {
		return feature.Hit{Words: x.Name, Address: "/users/" + kit.FormatID(x.ID), Detail: x.Login, Exact: x.Login == q.Text}
	})
	found.All = "/users?q=" + url.QueryEscape(q.Text)
	return found, err
}
