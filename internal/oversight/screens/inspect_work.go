package screens

import (
	"net/http"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/reporting"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
)

func (p *Inspection) findingWrite(r *kit.Request) error {
	page, err := p.findingPage(r)
	if err != nil {
		return err
	}
	e := inspect.Entry{FindingID: page.Finding.ID, Kind: r.Text("kind"), Said: r.Text("said"), Office: r.Text("office")}
	if e.Kind != inspect.Note {
		e.OnDate = r.Date("on")
	}
	if e.Kind == inspect.Recovery {
		e.AmountFen = r.Fen("amount")
	}
	var scan *files.Stored
	if err = r.Faults(); err == nil {
		scan, err = r.SealScan()
	}
	if err == nil {
		_, err = p.Inspect.Write(r.Context.Request().Context(), r.Actor, r.Key(), e, scan)
	}
	if err != nil {
		return r.RenderFormErrors(err, "finding", page)
	}
	return r.SeeOther("/inspect/findings/"+kit.FormatID(page.Finding.ID), "已登记。")
}

func (p *Inspection) findingOrder(r *kit.Request) error {
	page, err := p.findingPage(r)
	if err != nil {
		return err
	}
	e := inspect.Entry{FindingID: page.Finding.ID, Said: r.Text("measures"), Office: r.Text("order_office"),
		OnDate: r.Date("due")}
	if strings.TrimSpace(r.Text("recover")) != "" {
		e.AmountFen = r.Fen("recover")
	}
	version := r.Int("version")
	var tell *region.Region
	if code := r.Text("tell"); code != "" {
		if tell, err = r.Tree.ByCode(code); err != nil {
			err = errs.New(errs.Invalid, "inspect.tell").On("tell")
		}
	}
	if faults := r.Faults(); err == nil {
		err = faults
	}
	return FindingQueue.Decide(r, page.Finding.ID, "/inspect/findings/"+kit.FormatID(page.Finding.ID),
		func() (string, error) {
			if err == nil {
				_, err = p.Inspect.Rectify(r.Context.Request().Context(), r.Actor, r.Key(), version, e, tell)
			}
			return "已下达整改要求。", err
		}, func(err error) error { return r.RenderFormErrors(err, "finding", page) })
}

func (p *Inspection) findingFile(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	return r.ShowFile(func(s *database.Snapshot) (files.File, error) {
		k, err := inspect.ByID(s, n)
		if err == nil {
			err = r.Actor.Check("inspect.view", k.Path)
		}
		if err != nil {
			return files.File{}, err
		}
		return inspect.FileOf(s, n, kit.ParseID(r.Param("file")))
	})
}

func (p *Inspection) filterSave(r *kit.Request) error {
	query := r.Text("query")
	if _, err := p.Inspect.Save(r.Context.Request().Context(), r.Actor, r.Key(), r.Text("name"), query); err != nil {
		page, failed := p.inspectPage(r)
		if failed != nil {
			return failed
		}
		return r.RenderFormErrors(err, "inspect", page)
	}
	return r.SeeOther("/inspect?"+query, "已保存筛选。")
}

func (p *Inspection) filterDrop(r *kit.Request) error {
	n, err := r.ID()
	if err == nil {
		_, err = p.Inspect.Drop(r.Context.Request().Context(), r.Actor, r.Key(), n)
	}
	if err != nil {
		return err
	}
	return r.SeeOther("/inspect", "已删去。")
}

type inspectPeoplePage struct {
	kit.Page
	Q    string
	Rows []inspect.Hit
	More bool
}

func (p *Inspection) inspectPeople(r *kit.Request) error {
	page := &inspectPeoplePage{Page: kit.Page{Title: "查人"}, Q: r.Text("q")}
	if err := r.Faults(); err != nil {
		return err
	}
	if page.Q != "" {
		rows, err := p.Inspect.From.Find(r.Context.Request().Context(), r.Actor.Scope("inspect.view"), page.Q, kit.PageSize+1)
		if err != nil {
			return err
		}
		if tail := r.QueryParam("tail"); tail != "" { // from a finding, which names the person
			if hit, found := only(rows, page.Q, tail); found {
				return r.SeeOther("/inspect/people/"+kit.FormatID(hit.ID), "")
			}
		}
		page.More = len(rows) > kit.PageSize
		page.Rows = rows[:min(len(rows), kit.PageSize)]
		for i := range page.Rows {
			if h := &page.Rows[i]; h.Place == "" {
				h.Place = r.Tree.Full(h.Path)
			}
		}
	}
	return r.Show(http.StatusOK, "inspect_people", page)
}

// only is the one among those found who has the name and the tail of the number; found is false if there are several.
func only(rows []inspect.Hit, name, tail string) (hit inspect.Hit, found bool) {
	n := 0
	for _, h := range rows {
		if h.IDTail == tail && h.Name == name {
			hit = h
			n++
		}
	}
	return hit, n == 1
}

// personOf whom a finding names.
func (p *Inspection) personOf(r *kit.Request, name, tail string) (inspect.Hit, bool, error) {
	rows, err := p.Inspect.From.Find(r.Context.Request().Context(), r.Actor.Scope("inspect.view"), name, 200)
	hit, found := only(rows, name, tail)
	return hit, found, err
}

type inspectPersonPage struct {
	kit.Page
	Profile  *inspect.Profile
	Findings []inspect.Kept
	Own      bool // the person is registered here, and has a page
}

func (p *Inspection) inspectPerson(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	page := &inspectPersonPage{}
	if page.Profile, err = p.Inspect.Profile(r.Context.Request().Context(), r.Actor, n); err != nil {
		return err
	}
	page.Title = page.Profile.Person.Name
	_, page.Own = p.Inspect.From.(inspect.OfficeRows)
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.Findings, err = inspect.OfPerson(s, r.Actor.Scope("inspect.view"), page.Profile)
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "inspect_person", page)
}

// findingPaper issues one finding's sheet.
func (p *Inspection) findingPaper(r *kit.Request) error {
	page, err := p.findingPage(r)
	if err != nil {
		return err
	}
	paper, b, err := p.Reports.IssueFinding(r.Context.Request().Context(), r.Actor, page.Finding)
	if err != nil {
		return err
	}
	return showPaper(r, paper, b)
}

// personPaper issues one person's file. A person whom only a folder knows is filed under the desk's whole region.
func (p *Inspection) personPaper(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	profile, err := p.Inspect.Profile(r.Context.Request().Context(), r.Actor, n)
	if err != nil {
		return err
	}
	if _, own := p.Inspect.From.(inspect.OfficeRows); !own {
		profile.Path = r.Tree.Top().Path
	}
	paper, b, err := p.Reports.IssuePerson(r.Context.Request().Context(), r.Actor, profile)
	if err != nil {
		return err
	}
	return showPaper(r, paper, b)
}

func showPaper(r *kit.Request, paper reporting.Paper, b []byte) error {
	r.Response().Header().Set("Content-Disposition", `inline; filename="`+paper.Number+`.pdf"`)
	return r.Blob(http.StatusOK, "application/pdf", b)
}
