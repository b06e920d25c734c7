package screens

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"gangwei/internal/attendance/checkpapers"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

// Papers shows the numbered sheets that are printed, signed and scanned.
type Papers struct {
	CheckPapers *checkpapers.Service
	Papers      *villagepapers.Service
}

// Routes of these pages.
func (p *Papers) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/papers", "paper.view", p.papers).Shows(&printed),
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
	List     *listing.View
	asked    listing.Query[villagepapers.Row]
}

// printed is the list of sheets that were printed, with the scans that came back.
var printed = listing.List[villagepapers.Row]{
	Code: "papers", Title: "打印过的表", View: "paper.view",
	ID:    func(x villagepapers.Row) int64 { return x.ID },
	NoRow: "没有打印过的表。",
	Columns: []listing.Column[villagepapers.Row]{
		listing.Text("number", "编号", func(x villagepapers.Row) string { return x.Number }),
		listing.Label("kind", "种类", "paper", func(x villagepapers.Row) string { return x.Kind }),
		listing.Place("place", "村（社区）", func(x villagepapers.Row) string { return x.Path }),
		listing.Moment("created", "打印", func(x villagepapers.Row) clock.Moment { return x.CreatedUs }),
		listing.Made("scan", "原件", func(_ *kit.Request, x villagepapers.Row) listing.Cell {
			if x.FileID == nil {
				return listing.Cell{Text: "未上传"}
			}
			return listing.Cell{Text: fmt.Sprintf("查看（%d）", x.Scans), Address: "/files/" + kit.FormatID(*x.FileID)}
		}).SortedBy(func(a, b villagepapers.Row) int { return cmp.Compare(a.Scans, b.Scans) }),
	},
}

// kindsOf the sheets that the visitor may see.
func kindsOf(r *kit.Request) (kinds []string) {
	if r.Can("paper.scan") {
		kinds = append(slices.Clone(villagepapers.Parts), villagepapers.Receipt, villagepapers.Told,
			villagepapers.Lapsed)
	}
	if r.Can("duty.photo") { // scans of checks name who checked
		kinds = append(slices.Clone(kinds), villagepapers.CheckParts...)
	}
	return kinds
}

func (p *Papers) papersPage(r *kit.Request) (*papersPage, error) {
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
	at := page.Places.At
	if at == nil {
		at = page.Village
	}
	page.asked = listing.Query[villagepapers.Row]{At: at, Said: listing.Said("", words.Label("paper", page.Kind),
		listing.If(page.Unsigned, "还没有上传")),
		All: func(s *database.Snapshot, scope authz.Scope) ([]villagepapers.Row, error) {
			return villagepapers.Forms(s, scope, "", kinds, page.Unsigned, 0, listing.Few)
		}}
	if r.Path() != "/papers" { // what was refused is shown beside the list
		page.List, err = printed.Of(r, page.asked)
	}
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
	return printed.Answer(r, page.asked, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "papers", page)
	})
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
