package screens

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/attendance/sampling"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

// Checks shows checks in the field and how many villages they reach.
type Checks struct {
	Draws *sampling.Service
	Duty  *duty.Service
}

// Routes of these pages.
func (p *Checks) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/duty/coverage", "duty.coverage", p.coverage),
		feature.Get("/duty/checks", "duty.view", p.checks),
		feature.Get("/duty/checks/new", "duty.check", p.checkForm),
		feature.Post("/duty/checks/new", "duty.check", p.checkLog).Takes(kit.MaxFiles),
		feature.Get("/duty/photos/:id", "duty.photo", p.checkPhoto).Of("photo"),
	}
}

type checksPage struct {
	kit.Page
	Places      kit.Places
	Findings    []string
	Finding     string
	Open        bool
	Rows        []duty.CheckRow
	Evidence    map[int64][]duty.Evidence
	Next        string
	ShowChecker bool
	Placement   int64 // only this holder's
	Higher      bool  // the visitor looks again at others' checks
	CanEnd      bool
	Asides      []duty.AsideRow // messages of the last quarter that were not counted; for who checks or looks at checks
}

// asideDays is how long a message that was kept aside is shown, in days; it stays for good.
const asideDays = 92

// followLink is the page of a next step, its form filled in as far as the check says; nothing is done before somebody
// confirms it there.
func (p *checksPage) followLink(c duty.CheckRow, step string) string {
	place := fmt.Sprintf("/placements/%d?", c.PlacementID)
	remark := url.QueryEscape(fmt.Sprintf("%s检查：%s", c.OnDate, words.Label("finding", c.Finding)))
	switch step {
	case duty.StepRecheck:
		if p.Can("duty.check") {
			return fmt.Sprintf("/duty/checks/new?about=%d", c.ID)
		}
		return ""
	case duty.StepSuspend:
		place += "do=suspend&on=" + p.R.Today.String() + "&remark=" + remark + "#suspend"
	case duty.StepDead:
		place += "do=end&reason=deceased&on=" + c.DiedOn.String() + "#end"
	case duty.StepSubstitute:
		place += "do=end&reason=substitute&on=" + c.OnDate.String() + "&remark=" + remark + "#end"
	case duty.StepCannotWork:
		place += "do=end&reason=cannot_work&on=" + p.R.Today.String() + "&remark=" + remark + "#end"
	case duty.StepAbsent:
		place += "do=end&reason=refuses_management&on=" + p.R.Today.String() + "&remark=" + remark + "#end"
	}
	if !p.CanEnd {
		return ""
	}
	return place
}

// step that may follow, and where it is taken.
type step struct{ Code, Link string }

// Follow lists the steps that the visitor may take after a check.
func (p *checksPage) Follow(c duty.CheckRow) (out []step) {
	codes := c.Follow(c.DiedOn)
	if p.Higher && !c.Ended && c.AboutID == nil && !slices.Contains(codes, duty.StepRecheck) {
		codes = append(codes, duty.StepRecheck)
	}
	for _, code := range codes {
		if link := p.followLink(c, code); link != "" {
			out = append(out, step{code, link})
		}
	}
	return out
}

func (p *Checks) checks(r *kit.Request) error {
	scope := r.Actor.Scope("duty.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &checksPage{Page: kit.Page{Title: "履职检查"}, Places: r.Narrow(scope.Paths(), at), Findings: duty.Findings,
		Finding: r.Text("finding"), Open: r.Text("open") == "1", ShowChecker: r.Can("duty.checker"),
		Placement: r.Int("placement"), CanEnd: r.Can("placement.end")}
	for _, path := range r.Actor.Scope("duty.check").Paths() {
		page.Higher = page.Higher || len(path) < region.TownshipPath
	}
	f := duty.CheckFilter{Finding: page.Finding, Open: page.Open, PlacementID: page.Placement,
		BeforeID: kit.ParseID(r.QueryParam("after")), Limit: kit.PageSize + 1}
	if at != nil {
		f.Within = at.Path
	}
	if err := r.Faults(); err != nil {
		return err
	}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if page.Rows, err = duty.Checks(s, scope, f); err != nil {
			return err
		}
		ids := make([]int64, len(page.Rows))
		for i, x := range page.Rows {
			ids[i] = x.ID
		}
		if page.Evidence, err = duty.EvidenceOf(s, ids); err != nil || page.Placement > 0 {
			return err
		}
		who := r.Actor.Scope("duty.check")
		if !r.Can("duty.check") {
			who = r.Actor.Scope("duty.checker")
		}
		if at != nil {
			who = who.Within(at.Path)
		}
		page.Asides, err = duty.Asides(s, who, r.Now.Add(-asideDays*24*time.Hour), kit.PageSize)
		return err
	}); err != nil {
		return err
	}
	page.Rows, page.Next = kit.OnePage(page.Rows, func(x duty.CheckRow) string { return kit.FormatID(x.ID) })
	return r.Show(http.StatusOK, "checks", page)
}

type checkFormPage struct {
	kit.Page
	Places   kit.Places
	Village  *region.Region
	Holders  []duty.Holder
	About    *duty.CheckRow
	Findings []string
	Methods  []string
	Sayings  []string
	Batch    string
	Takes    duty.Taken
}

// Adverse findings are marked, so that the page can show what may be kept of them.
func (c *checkFormPage) Adverse(finding string) bool { return duty.Adverse(finding) }

// loadAbout reads the check that is followed up, if one is.
func (page *checkFormPage) loadAbout(r *kit.Request, s *database.Snapshot) error {
	n := kit.ParseID(r.FormValue("about"))
	if n <= 0 {
		return nil
	}
	c, err := duty.CheckByID(s, n)
	if err != nil {
		return err
	}
	if err := r.Actor.Check("duty.check", c.Path); err != nil {
		return err
	}
	page.About = &c
	page.Village, _ = r.Tree.ByPath(c.Path)
	return nil
}

func (p *Checks) checkPage(r *kit.Request) (*checkFormPage, error) {
	page := &checkFormPage{Page: kit.Page{Title: "登记检查"}, Findings: duty.Findings, Sayings: duty.Sayings,
		Batch: r.FormValue("batch")}
	page.R = r
	if len(page.Batch) < 8 || len(page.Batch) > 40 {
		page.Batch = kit.Random()
	}
	var err error
	if page.Village, page.Places, err = r.Village("duty.check"); err != nil {
		return nil, err
	}
	return page, r.Read(func(s *database.Snapshot) error {
		if err := page.loadAbout(r, s); err != nil || page.Village == nil {
			return err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		page.Takes = duty.Takes(book, page.Village.Path, r.Today)
		page.Methods = duty.MethodsIn(book, page.Village.Path, r.Today)
		holders, err := duty.HoldersLately(s, page.Village.ID, r.Today)
		if page.About == nil {
			page.Holders = holders
			return err
		}
		for _, h := range holders {
			if h.PlacementID == page.About.PlacementID {
				page.Holders = append(page.Holders, h)
			}
		}
		return err
	})
}

func (p *Checks) checkForm(r *kit.Request) error {
	page, err := p.checkPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "check_new", page)
}

func (p *Checks) checkLog(r *kit.Request) error {
	page, err := p.checkPage(r)
	if err != nil {
		return err
	}
	v := duty.Visit{On: r.Date("on"), Method: r.Text("method"), Second: r.Text("second"), Place: r.Text("place"),
		SeenUs: clock.Moment(r.Int("phone_time") * 1000)}
	if r.Text("latitude") != "" {
		v.At = &duty.Position{LatitudeE6: r.Int("latitude"), LongitudeE6: r.Int("longitude"), AccuracyM: r.Int("accuracy")}
	}
	for _, h := range page.Holders {
		finding := r.Text(fmt.Sprintf("f%d", h.PlacementID))
		if finding == "" {
			continue
		}
		x := duty.Seen{ClientID: fmt.Sprintf("%s-%d", page.Batch, h.PlacementID), PlacementID: h.PlacementID,
			Finding:   finding,
			Statement: statement(r.Text(fmt.Sprintf("t%d", h.PlacementID)), r.Text(fmt.Sprintf("s%d", h.PlacementID))),
			Remark:    r.Text(fmt.Sprintf("r%d", h.PlacementID))}
		if page.About != nil {
			x.AboutID = page.About.ID
		}
		if x.Photos, err = sealPhotos(r, fmt.Sprintf("p%d", h.PlacementID)); err != nil {
			break
		}
		v.Seen = append(v.Seen, x)
	}
	if err == nil {
		v.Group, err = sealPhotos(r, "group")
	}
	n := 0
	if err == nil {
		err = kit.NeedVillage(page.Village, r.Faults())
	}
	if err == nil {
		n, err = p.Duty.LogVisit(r.Context.Request().Context(), r.Actor, r.Key(), page.Village, v)
	}
	if err != nil {
		return r.RenderFormErrors(err, "check_new", page)
	}
	return r.SeeOther("/duty/checks?region="+page.Village.Code, fmt.Sprintf("已登记%d人的检查。", n))
}

// statement joins what was tapped and what was written.
func statement(tapped, written string) string {
	if tapped == "" || written == "" {
		return tapped + written
	}
	return tapped + "；" + written
}

// Saying reports whether a saying was tapped, for the form shown again.
func (c *checkFormPage) Saying(h duty.Holder, saying string) bool {
	return c.Chosen(fmt.Sprintf("t%d", h.PlacementID), saying)
}

// Chosen finding of a holder, for the form shown again.
func (c *checkFormPage) ChosenFinding(h duty.Holder, finding string) bool {
	return c.Chosen(fmt.Sprintf("f%d", h.PlacementID), finding)
}

// Field is the name of a holder's field.
func (c *checkFormPage) Field(prefix string, h duty.Holder) string {
	return fmt.Sprintf("%s%d", strings.TrimSpace(prefix), h.PlacementID)
}

// sealPhotos seals the photos of one holder on disk; their rows are written with the checks.
func sealPhotos(r *kit.Request, field string) ([]files.Stored, error) {
	out, err := r.Seal(field)
	for _, f := range out {
		if !strings.HasPrefix(f.Media, "image/") {
			err = errs.New(errs.Invalid, "duty.photo_kind")
		}
	}
	for _, e := range errs.All(err) {
		e.Field = "seen"
	}
	return out, err
}

func (p *Checks) checkPhoto(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	return r.ShowFile(func(s *database.Snapshot) (files.File, error) {
		file, path, err := duty.PhotoByID(s, n)
		if err != nil {
			return files.File{}, err
		}
		if err := r.Actor.Check("duty.photo", path); err != nil {
			return files.File{}, err
		}
		return files.ByID(s, file)
	})
}
