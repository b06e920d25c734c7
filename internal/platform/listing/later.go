package listing

import (
	"context"
	"maps"
	"strings"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
)

// Job is the kind of job that writes a large list.
const Job = "list"

// maxAsked is how long the address of a list may be that is written in the background: as long as all filters are.
const maxAsked = 4_000

// Later is a large list that is written in the background, by asking its page again as the same visitor: the list, the
// path of its page's route with the values of its names, and what was asked of it. What is sought stands in it as it
// was typed; it is no person's number, since so many rows answer it.
type Later struct {
	List, Title   string
	Page          string
	Names, Values []string
	Asked         string
}

// Progress of a list that is written in the background; an error ends it.
type Progress func(done, total int64) error

type background struct{}

// InBackground makes a list that is asked for under the context be written at once, however large it is, and tell how
// far it is.
func InBackground(ctx context.Context, p Progress) context.Context {
	return context.WithValue(ctx, background{}, p)
}

// inBackground is whom to tell how far a list is; false where somebody waits before the page.
func inBackground(r *kit.Request) (Progress, bool) {
	p, ok := r.Context.Request().Context().Value(background{}).(Progress)
	return p, ok
}

// isLarge reports whether a workbook has so many rows that it is written in the background.
func (l *List[T]) isLarge(r *kit.Request, q Query[T], a ask, scope authz.Scope) (bool, error) {
	if _, there := inBackground(r); there || a.as != "xlsx" || r.Kit.Later == nil || !r.Can("job.view") {
		return false, nil
	}
	atOnce := l.Limits.usual().AtOnce
	w := &Window{CountTo: atOnce + 1, Limit: 1}
	err := r.Read(func(s *database.Snapshot) error {
		_, err := l.rows(q)(s, scope, w)
		return err
	})
	return w.Total > int64(atOnce), err
}

// later starts the job that writes a list in the columns that are shown now, and leads to its page.
func (l *List[T]) later(r *kit.Request, q Query[T], a ask, path string) error {
	asked := maps.Clone(r.QueryParams())
	if err := r.Read(func(s *database.Snapshot) error {
		columns, err := l.shown(r, s, a)
		var keys []string
		for _, c := range columns {
			keys = append(keys, c.Key)
		}
		asked["cols"] = []string{strings.Join(keys, ",")}
		return err
	}); err != nil {
		return err
	}
	title, address := l.titled(r, q), asked.Encode()
	if len(address) > maxAsked {
		return errNotFound()
	}
	n, err := r.Kit.Later(r, Job, path, Later{l.Code, title, r.Path(), r.ParamNames(), r.ParamValues(), address})
	if err != nil {
		return err
	}
	return r.SeeOther("/jobs/"+kit.FormatID(n), "")
}
