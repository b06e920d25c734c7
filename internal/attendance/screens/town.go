package screens

import (
	"fmt"
	"net/http"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/drafts"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
)

// Town shows the attendance of a township's villages on one page.
type Town struct {
	Drafts *drafts.Service
	Duty   *duty.Service
}

// Routes of this page.
func (p *Town) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/duty/township", "duty.view", p.town),
		feature.Post("/duty/township", "duty.sheet", p.townSave),
	}
}

// townVillages are shown on one page of a township's attendance: some hundred people and three thousand days.
const townVillages = 8

// townPage is the attendance of the villages of a township on one page, to be read, copied out, printed, and filled in
// where the visitor fills in for the village.
type townPage struct {
	kit.Page
	Places  kit.Places
	Month   civil.Month
	Months  []civil.Month
	Sheets  []*sheetPage
	Missing []duty.Standing // villages that have not begun
	Next    string
	Grid    kit.Grid
	Picked  bool // one township is chosen
	CanType bool
}

// Head is any of the sheets, for the head of the table.
func (t *townPage) Head() *sheetPage { return t.Sheets[0] }

// Query of the page's address, for its form.
func (t *townPage) Query() string {
	return "month=" + t.Month.String() + "&region=" + t.Places.At.Code + "&after=" + t.R.QueryParam("after")
}

// loadTown reads the page of a township that the request names, or the visitor's own.
func (p *Town) loadTown(r *kit.Request) (*townPage, error) {
	scope := r.Actor.Scope("duty.view")
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page := &townPage{Page: kit.Page{Title: "全镇考勤", R: r}, Places: r.Narrow(scope.Paths(), at), Month: month(r)}
	for i := range 14 {
		page.Months = append(page.Months, r.Today.Month().Add(-i))
	}
	page.Picked = at != nil && (at.Level == region.Township || at.Level == region.Village)
	if !page.Picked {
		return page, nil
	}
	after, _ := r.After()
	return page, r.Read(func(s *database.Snapshot) error {
		rows, err := duty.Standings(s, scope.Within(at.Path), page.Month, after, townVillages+1)
		if err != nil {
			return err
		}
		rows, page.Next = onePageOf(rows, townVillages)
		return p.fillTown(s, page, rows)
	})
}

// onePageOf the villages, and where the next one begins.
func onePageOf(rows []duty.Standing, most int) ([]duty.Standing, string) {
	if len(rows) <= most {
		return rows, ""
	}
	return rows[:most], rows[most-1].Path + ",0"
}

// fillTown reads the sheets of the page's villages; there are a few.
func (p *Town) fillTown(s *database.Snapshot, page *townPage, rows []duty.Standing) error {
	var version int64
	for _, v := range rows {
		if v.SheetID == 0 {
			page.Missing = append(page.Missing, v)
			continue
		}
		sheet := &sheetPage{Page: kit.Page{R: page.R}}
		sheet.Fill.page, sheet.Fill.drafts = sheet, p.Drafts
		if err := sheet.load(page.R, s, v.SheetID); err != nil {
			return err
		}
		sheet.typable()
		page.CanType = page.CanType || sheet.CanType
		page.Sheets = append(page.Sheets, sheet)
		version += sheet.Sheet.Version
	}
	page.Grid = kit.Grid{Name: "town", Days: true}
	for _, sheet := range page.Sheets {
		sheet.Fill.sources(&page.Grid)
	}
	if len(page.Sheets) == 0 || !page.CanType {
		return nil
	}
	page.Grid.Of(drafts.TownSheets, page.Sheets[0].Sheet.ID, version)
	for _, k := range duty.Keys(true) {
		page.Grid.Keys = append(page.Grid.Keys, kit.GridKey(k))
	}
	if page.R.Context.Request().Method == http.MethodPost {
		return nil
	}
	d, found, err := p.Drafts.Of(s, page.R.Actor.UserID, page.Grid.Kind, page.Grid.Item)
	page.Grid.Draft(d, found)
	return err
}

func (p *Town) town(r *kit.Request) error {
	page, err := p.loadTown(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "duty_town", page)
}

// townSave keeps what was typed, sheet by sheet: each is a village's own, and one that is refused keeps no other from
// being kept.
func (p *Town) townSave(r *kit.Request) error {
	page, err := p.loadTown(r)
	if err != nil {
		return err
	}
	var faults errs.Faults
	kept, refused := 0, map[int64]bool{}
	for _, s := range page.Sheets {
		version := fmt.Sprintf("version%d", s.Sheet.ID)
		f := s.Fill.form(version)
		if !r.Has(version) || !s.Fill.moved(f) {
			continue
		}
		err := r.Faults()
		if err == nil {
			_, err = p.Duty.Save(r.Context.Request().Context(), r.Actor, kit.PartKey(r, kit.FormatID(s.Sheet.ID)), f)
		}
		if err != nil && !kit.IsFormError(err) {
			return err
		}
		if err == nil {
			kept++
			continue
		}
		refused[s.Sheet.ID] = errs.CodeOf(err) == "form.stale"
		if !refused[s.Sheet.ID] {
			faults = append(faults, errs.All(err)...)
		}
	}
	if len(faults) == 0 && len(refused) == 0 {
		if err := p.Drafts.Drop(r.Context.Request().Context(), r.Actor.UserID, page.Grid.Kind, page.Grid.Item); err != nil {
			return err
		}
		return r.SeeOther("/duty/township?"+page.Query(), fmt.Sprintf("已保存%d张考勤表。", kept))
	}
	return p.townAgain(r, faults, refused)
}

// townAgain shows what was refused beside what is kept by now.
func (p *Town) townAgain(r *kit.Request, faults errs.Faults, refused map[int64]bool) error {
	page, err := p.loadTown(r)
	if err != nil {
		return err
	}
	for _, s := range page.Sheets {
		if refused[s.Sheet.ID] {
			faults = append(faults, errs.All(s.Fill.stale())...)
		}
	}
	err = pinned(faults)
	for _, s := range page.Sheets {
		s.Faults = kit.FaultsOf(err)
	}
	return r.RenderFormErrors(err, "duty_town", page)
}
