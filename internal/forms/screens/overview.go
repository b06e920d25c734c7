package screens

import (
	"net/http"

	"gangwei/internal/base/errs"
	"gangwei/internal/forms/overview"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
)

// Overview shows the overview, the brief and what was typed for whom.
type Overview struct {
	EditableSheet func(documents.Sheet) ([]byte, error)
}

// Routes of these pages.
func (p *Overview) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/overview", "placement.view", p.overview),
		feature.Get("/trail/typing", "trail.view", p.typing),
	}
}

type overviewPage struct {
	kit.Page
	Places kit.Places
	Board  *overview.Board
}

// overview of a region, on the page, on paper (as=pdf) or as a brief for a leader (as=week or month, docx or pdf).
func (p *Overview) overview(r *kit.Request) error {
	scope := r.Actor.Scope("placement.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	if paths := scope.Paths(); at == nil && len(paths) > 0 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	if at == nil {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	page := &overviewPage{Page: kit.Page{Title: at.Name + "概况"}, Places: r.Narrow(scope.Paths(), at)}
	covers := func(permission authz.Permission) bool { return r.Actor.Scope(permission).Covers(at.Path) }
	may := overview.BoardMay{Pay: covers("payroll.view"), Checks: covers("duty.coverage"),
		Complaints: covers("complaint.view"), Findings: covers("inspect.view"), Rectify: covers("rectify.view"),
		Forms: covers("progress.view"), Actor: r.Actor}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.Board, err = overview.BoardOf(s, r.Tree, at, r.Now, may)
		return err
	}); err != nil {
		return err
	}
	switch as := r.Text("as"); as {
	case "":
		return r.Show(http.StatusOK, "overview", page)
	case "pdf":
		return r.ShowSheets(page.Title, page.Title+"-"+r.Today.String(), overview.BoardSheet(page.Board),
			overview.MonthlySheet(page.Board))
	case "week", "month":
		brief := overview.BriefSheet(page.Board, map[string]string{"week": "周", "month": "月"}[as])
		if r.Text("format") == "docx" {
			b, err := p.EditableSheet(brief)
			if err != nil {
				return err
			}
			return r.Attachment(brief.Title+".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
				b)
		}
		return r.ShowSheets(brief.Title, brief.Title+"-"+r.Today.String(), brief)
	}
	return errs.New(errs.NotFound, "authz.not_found")
}

// Below reports whether a row of the figures is a region below the one shown.
func (x *overviewPage) Below(path string) bool {
	return len(path) > len(x.Board.At.Path) && len(path) <= 4*region.Village.Depth()
}
