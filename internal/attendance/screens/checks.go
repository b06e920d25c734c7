package screens

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/attendance/sampling"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Checks shows checks in the field and how many villages they reach.
type Checks struct {
	Draws *sampling.Service
	Duty  *duty.Service
	Ring  *seal.Ring
}

// Routes of these pages.
func (p *Checks) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/duty/coverage", "duty.coverage", p.coverage),
		feature.Get("/duty/checks", "duty.view", p.checks).Shows((&checksPage{}).list()),
		feature.Get("/duty/checks/new", "duty.check", p.checkForm),
		feature.Post("/duty/checks/new", "duty.check", p.checkLog).Takes(kit.MaxFiles),
		feature.Get("/duty/photos/:id", "duty.photo", p.checkPhoto).Of("photo"),
	}
}

type checksPage struct {
	kit.Page
	Places    kit.Places
	Findings  []string
	Finding   string
	Open      bool
	Q         string
	List      *listing.View
	evidence  map[int64][]duty.Evidence
	Placement int64 // only this holder's
	Higher    bool  // the visitor looks again at others' checks
	CanEnd    bool
	Asides    []duty.AsideRow // messages of the last quarter that were not counted; for who checks or looks at checks
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

// list of checks. Each may bring evidence and steps that follow from it.
func (p *checksPage) list() *listing.List[duty.CheckRow] {
	return &listing.List[duty.CheckRow]{
		Whole: []listing.Whole{{Words: "检查登记表", Kind: "checks", Permission: "duty.view", State: "finding"}},
		Code:  "checks", Title: "履职检查", View: "duty.view", Orders: duty.CheckList.Orders, Desc: true,
		ID:    func(x duty.CheckRow) int64 { return x.ID },
		NoRow: "没有符合条件的检查记录。",
		Columns: []listing.Column[duty.CheckRow]{
			listing.Text("name", "姓名", func(x duty.CheckRow) string { return x.Name }).
				To(func(x duty.CheckRow) string { return "/placements/" + kit.FormatID(x.PlacementID) }),
			listing.Day("on", "日期", func(x duty.CheckRow) civil.Date { return x.OnDate }),
			listing.Place("place", "村（社区）", func(x duty.CheckRow) string { return x.Path }),
			listing.Text("post", "岗位", func(x duty.CheckRow) string { return x.Title }),
			listing.Made("finding", "情况", p.finding),
			listing.Label("method", "方式", "method", func(x duty.CheckRow) string { return x.Method }),
			listing.Made("checker", "检查人", func(r *kit.Request, x duty.CheckRow) listing.Cell {
				if !r.Actor.Scope("duty.checker").Covers(x.Path) {
					return listing.Cell{}
				}
				return listing.Cell{Text: x.Checker, Second: x.Second}
			}).Under("duty.checker"),
			listing.Text("statement", "本人说明、备注", func(x duty.CheckRow) string { return x.Statement }).
				And(func(x duty.CheckRow) string { return x.Remark }),
			listing.Made("follow", "接着办", func(r *kit.Request, x duty.CheckRow) (c listing.Cell) {
				if !x.AnswerBy.IsZero() && r.Can("rectify.issue") {
					c.Parts = append(c.Parts, listing.Line{Text: "整改通知",
						Address: "/rectify/new?region=" + p.CodeOf(x.Path) + "&source=duty&of=" + kit.FormatID(x.ID)})
				}
				for _, f := range p.Follow(x) {
					c.Parts = append(c.Parts, listing.Line{Text: words.Label("follow", f.Code), Address: f.Link})
				}
				return c
			}),
		},
	}
}

// finding of a check, with what it rests on and how far it is answered.
func (p *checksPage) finding(r *kit.Request, x duty.CheckRow) listing.Cell {
	c := listing.Cell{Text: words.Label("finding", x.Finding)}
	if x.Finding == "not_seen" {
		switch x.Shift {
		case "P":
			c.Text += "（当天排班）"
		case "O":
			c.Text += "（当天排休）"
		default:
			c.Text += "（当天没有排班）"
		}
	}
	if x.AboutID != nil {
		c.Text += "（复查）"
	}
	line := func(text, tone string) { c.Parts = append(c.Parts, listing.Line{Text: text, Tone: tone}) }
	if !x.AnswerBy.IsZero() {
		if x.Rechecks > 0 {
			line("已复查", "good")
		} else {
			line(listing.Due(r, x.AnswerBy)+"前申辩、复查", "bad")
		}
	}
	for _, code := range strings.Fields(x.Irregular) {
		line(kit.Why(code), "")
	}
	for _, e := range p.evidence[x.ID] {
		c.Parts = append(c.Parts, evidenceLine(r, e))
		if e.Elsewhere > 0 {
			line(fmt.Sprintf("同一张照片还用在另外%d次检查", e.Elsewhere), "bad")
		}
	}
	return c
}

// evidenceLine says what a piece of evidence is, with the way to it for those who may see it.
func evidenceLine(r *kit.Request, e duty.Evidence) listing.Line {
	what := cmp.Or(e.Place, "照片")
	switch {
	case e.Kind == "place" && e.LatitudeE6 != nil:
		return listing.Line{Text: strings.TrimSpace(e.Place + " 已记位置")}
	case e.Kind == "place":
		return listing.Line{Text: e.Place}
	case e.PurgedUs != 0:
		return listing.Line{Text: what + "已过保存期清除"}
	case r.Can("duty.photo"):
		return listing.Line{Text: what, Address: "/duty/photos/" + kit.FormatID(e.ID)}
	}
	return listing.Line{Text: "有" + what}
}

func (p *Checks) checks(r *kit.Request) error {
	scope := r.Actor.Scope("duty.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &checksPage{Page: kit.Page{Title: "履职检查", R: r}, Places: r.Narrow(scope.Paths(), at),
		Findings: duty.Findings, Finding: kit.Filter(r, "finding", duty.Findings), Open: r.Text("open") == "1",
		Placement: r.Int("placement"), CanEnd: r.Can("placement.end"), Q: r.Text("q")}
	for _, path := range r.Actor.Scope("duty.check").Paths() {
		page.Higher = page.Higher || len(path) < region.TownshipPath
	}
	f := duty.CheckFilter{Finding: page.Finding, Open: page.Open, PlacementID: page.Placement,
		Sought: resident.SeekOf(p.Ring, page.Q)}
	if err := r.Faults(); err != nil {
		return err
	}
	q := listing.Query[duty.CheckRow]{At: at, Said: listing.Said(page.Q, words.Label("finding", page.Finding),
		listing.If(page.Open, "待复查"), listing.If(page.Placement > 0, "只看一人")),
		Rows: func(s *database.Snapshot, scope authz.Scope, w *listing.Window) ([]duty.CheckRow, error) {
			rows, err := duty.ChecksListed(s, scope, f, w)
			if err != nil {
				return nil, err
			}
			ids := make([]int64, len(rows))
			for i, x := range rows {
				ids[i] = x.ID
			}
			page.evidence, err = duty.EvidenceOf(s, ids)
			return rows, err
		}}
	return page.list().Answer(r, q, func(v *listing.View) error {
		page.List = v
		if page.Placement == 0 {
			if err := r.Read(func(s *database.Snapshot) error { return page.setAsides(s, at) }); err != nil {
				return err
			}
		}
		return r.Show(http.StatusOK, "checks", page)
	})
}

// setAsides reads the messages that were not counted, for who checks or looks at checks.
func (p *checksPage) setAsides(s *database.Snapshot, at *region.Region) (err error) {
	who := p.R.Actor.Scope("duty.check")
	if !p.Can("duty.check") {
		who = p.R.Actor.Scope("duty.checker")
	}
	if at != nil {
		who = who.Within(at.Path)
	}
	p.Asides, err = duty.Asides(s, who, p.R.Now.Add(-asideDays*24*time.Hour), kit.PageSize)
	return err
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
