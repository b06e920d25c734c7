package screens

import (
	"net/http"
	"slices"

	"gangwei/internal/attendance/checkpapers"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
)

// Papers shows the numbered sheets that are printed, signed and scanned.
type Papers struct {
	CheckPapers *checkpapers.Service
	Papers      *villagepapers.Service
}

// Routes of these pages.
func (p *Papers) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/papers", "paper.view", p.papers),
		feature.Post("/papers/print", "paper.print", p.papersPrint),
		feature.Post("/papers/check", "duty.check", p.papersCheck),
		feature.Post("/papers/scan", "paper.view", p.papersScan).Takes(kit.MaxFiles),
	}
}

type papersPage struct {
	kit.Page
	Places   kit.Places
	Village  *region.Region
	Parts    []string // of the village's pack
	Kinds    []string // whose sheets the visitor may see
	Month    civil.Month
	Kind     string
	Unsigned bool
	Rows     []villagepapers.Row
	Next     string
}

// kindsOf the sheets that the visitor may see.
func kindsOf(r *kit.Request) (kinds []string) {
	if r.Can("paper.scan") {
		kinds = villagepapers.Parts
	}
	if r.Can("duty.photo") { // scans of checks name who checked
		kinds = append(slices.Clone(kinds), villagepapers.CheckParts...)
	}
	return kinds
}

func (p *Papers) papersPage(r *kit.Request) (*papersPage, error) {
	scope := r.Actor.Scope("paper.view")
	page := &papersPage{Page: kit.Page{Title: "表册"}, Parts: villagepapers.Parts, Kind: r.Text("kind"),
		Unsigned: r.Text("unsigned") == "1"}
	page.Kinds = kindsOf(r)
	kinds := page.Kinds
	if page.Kind != "" {
		kinds = slices.DeleteFunc(slices.Clone(kinds), func(k string) bool { return k != page.Kind })
	}
	page.Month = r.Today.Month()
	var err error
	if page.Village, page.Places, err = r.Village("paper.view"); err != nil {
		return nil, err
	}
	within := ""
	if page.Places.At != nil {
		within = page.Places.At.Path
	} else if page.Village != nil {
		within = page.Village.Path
	}
	err = r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = villagepapers.Forms(s, scope, within, kinds, page.Unsigned, kit.ParseID(r.QueryParam("after")),
			kit.PageSize+1)
		return err
	})
	page.Rows, page.Next = kit.OnePage(page.Rows, func(x villagepapers.Row) string { return kit.FormatID(x.ID) })
	return page, err
}

func (p *Papers) papers(r *kit.Request) error {
	page, err := p.papersPage(r)
	if err == nil {
		err = r.Faults()
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "papers", page)
}

func (p *Papers) papersPrint(r *kit.Request) error {
	page, err := p.papersPage(r)
	if err != nil {
		return err
	}
	o := villagepapers.Order{Village: page.Village, Month: page.Month, Parts: r.Context.Request().Form["parts"],
		Meeting: r.Int("meeting"), Blank: int(r.Int("blank")), ByGroup: r.Text("by_group") == "1"}
	if m := r.Text("month"); m != "" {
		if o.Month, err = civil.ParseMonth(m); err != nil {
			err = errs.New(errs.Invalid, "form.month").On("month")
		}
	}
	if err == nil {
		err = kit.NeedVillage(page.Village, r.Faults())
	}
	var body []byte
	if err == nil {
		body, _, err = p.Papers.Print(r.Context.Request().Context(), r.Actor, o)
	}
	if err != nil {
		return r.RenderFormErrors(err, "papers", page)
	}
	return r.InlinePDF("表册-"+page.Village.Name+"-"+o.Month.String(), body)
}

// papersCheck prints a village's sheet for a round on paper or by telephone.
func (p *Papers) papersCheck(r *kit.Request) error {
	page, err := p.papersPage(r)
	if err != nil {
		return err
	}
	var body []byte
	var pack *documents.Pack
	if err = kit.NeedVillage(page.Village, r.Faults()); err == nil {
		body, pack, err = p.CheckPapers.Print(r.Context.Request().Context(), r.Actor, page.Village, r.Text("kind"))
	}
	if err != nil {
		return r.RenderFormErrors(err, "papers", page)
	}
	return r.InlinePDF(pack.Sheets[0].Title+"-"+page.Village.Name, body)
}

func (p *Papers) papersScan(r *kit.Request) error {
	page, err := p.papersPage(r)
	if err != nil {
		return err
	}
	n := r.Text("number")
	var f villagepapers.Form
	if err = r.Faults(); err == nil {
		f, err = p.attach(r, n)
	}
	if err != nil {
		return r.RenderFormErrors(err, "papers", page)
	}
	return r.SeeOther("/papers", "已存入编号"+f.Number+"的原件。")
}

func (p *Papers) attach(r *kit.Request, number string) (villagepapers.Form, error) {
	scan, err := r.SealScan()
	if err == nil && scan == nil {
		err = errs.New(errs.Invalid, "import.file").On("scan")
	}
	if err != nil {
		return villagepapers.Form{}, err
	}
	return p.Papers.Attach(r.Context.Request().Context(), r.Actor, r.Key(), number, *scan)
}
