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
		feature.Post("/duty/township", "duty.enter", p.townSave),
	}
}

// A township has up to sixty villages. All are named on its page with how far each is; the days stand there of as many
// villages, from the chosen one on, as keep it light.
const (
	mostTown  = 200 // villages that are named
	townLines = 30  // people on one page, to be read
	typedLine = 4   // as heavy as so many, where each day is a field
)

// townPage is the attendance of the villages of a township on one page, to be read, copied out, printed, and filled in
// where the visitor fills in for the village.
type townPage struct {
	kit.Page
	Places   kit.Places
	Month    civil.Month
	Months   []civil.Month
	Villages []townVillage
	Sheets   []*sheetPage // of the villages shown
	From     string       // code of the first village shown
	Next     string       // code of the first one that is not any more
	Grid     kit.Grid
	Picked   bool // one township is chosen
	CanType  bool
}

// townVillage is a village of the township, and whether its days stand on the page.
type townVillage struct {
	duty.Standing
	Code  string
	Shown bool
}

// Missing villages have not begun.
func (t *townPage) Missing() (n int) {
	for _, v := range t.Villages {
		if v.SheetID == 0 {
			n++
		}
	}
	return n
}

// Head is any of the sheets, for the head of the table.
func (t *townPage) Head() *sheetPage { return t.Sheets[0] }

// ForVillages reports whether the visitor may enter or import the villages' sheets for them.
func (t *townPage) ForVillages() bool {
	return t.Picked && t.R.Can("duty.enter") && duty.ForVillage(t.R.Actor, t.Places.At.Path)
}

// Query of the page's address, for its form.
func (t *townPage) Query() string {
	return "month=" + t.Month.String() + "&region=" + t.Places.At.Code + "&from=" + t.From
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
	asked, err := month(r)
	if err != nil {
		return nil, err
	}
	page := &townPage{Page: kit.Page{Title: "全镇考勤", R: r}, Places: r.Narrow(scope.Paths(), at), Month: asked}
	for i := range 14 {
		page.Months = append(page.Months, r.Today.Month().Add(-i))
	}
	page.Picked = at != nil && (at.Level == region.Township || at.Level == region.Village)
	if !page.Picked {
		return page, nil
	}
	return page, r.Read(func(s *database.Snapshot) error {
		rows, err := duty.Standings(s, scope.Within(at.Path), page.Month, "", mostTown)
		if err != nil {
			return err
		}
		page.choose(rows, r.Text("from"))
		return p.fillTown(s, page)
	})
}

// choose the villages whose days are shown: from the named one on, else from the first that has a sheet, at least one.
func (t *townPage) choose(rows []duty.Standing, from string) {
	first := 0
	for i, v := range rows {
		code := t.R.CodeOf(v.Path)
		t.Villages = append(t.Villages, townVillage{Standing: v, Code: code})
		if code == from {
			first = i
		}
	}
	left := int64(townLines)
	for i := first; i < len(t.Villages); i++ {
		v := &t.Villages[i]
		if v.SheetID == 0 {
			continue
		}
		weight := v.Holders
		if t.R.Actor.Check("duty.sheet", v.Path) == nil && (v.State == duty.Draft || v.State == duty.Submitted) {
			weight *= typedLine
		}
		switch {
		case t.From == "":
			t.From = v.Code
		case weight > left:
			t.Next = v.Code
			return
		}
		left -= weight
		v.Shown = true
	}
}

// fillTown reads the sheets of the villages that are shown.
func (p *Town) fillTown(s *database.Snapshot, page *townPage) error {
	var version int64
	for _, v := range page.Villages {
		if !v.Shown {
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
		if !s.CanType {
			return errs.New(errs.Forbidden, "authz.forbidden")
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
