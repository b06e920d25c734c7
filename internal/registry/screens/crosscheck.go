package screens

import (
	"encoding/hex"
	"net/http"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/crosscheck"
)

// Crosscheck shows what other systems say, beside ours.
type Crosscheck struct {
	Crosscheck *crosscheck.Service
}

// Routes of these pages.
func (p *Crosscheck) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/crosscheck", "crosscheck.view", p.crosscheck).Shows((&crosscheckPage{}).list()),
		feature.Get("/crosscheck/explain", "crosscheck.view", p.crosscheckOne),
		feature.Post("/crosscheck/explain", "crosscheck.explain", p.crosscheckExplain),
		feature.Post("/crosscheck/mapping", "crosscheck.mapping", p.crosscheckMapping),
	}
}

type crosscheckPage struct {
	kit.Page
	Places  kit.Places
	Systems []string
	System  string
	List    crosscheck.List // no id: none covers the region
	Kinds   []string
	Kind    string
	Open    bool // only what nobody explained
	Count   map[string]int
	View    *listing.View
	Mapping string
	Own     bool // the region, or one above it, has its own mapping
	CanSay  bool
	CanMap  bool
	rows    []different
}

// different is a difference as the list shows it, by its place in the usual order.
type different struct {
	crosscheck.Difference
	N int64
}

// Index of the person for an address, as hexadecimal digits.
func (d different) Index() string { return hex.EncodeToString(d.IDIndex) }

// list of the differences of a region.
func (page *crosscheckPage) list() *listing.List[different] {
	text := func(key, head string, of func(different) string) listing.Column[different] {
		return listing.Text(key, head, of)
	}
	return &listing.List[different]{
		Code: "crosscheck", Title: "双系统对账", View: "crosscheck.view",
		ID:    func(d different) int64 { return d.N },
		NoRow: "没有差异。",
		Columns: []listing.Column[different]{
			text("name", "姓名", func(d different) string { return d.Name }).
				And(func(d different) string { return "尾号" + d.IDTail }).To(page.address),
			listing.Place("place", "村（社区）", func(d different) string { return d.Path }),
			listing.Label("difference", "差异", "difference", func(d different) string { return d.Kind }),
			text("ours", "本系统", func(d different) string { return d.Ours }),
			text("theirs", "对方系统", func(d different) string { return d.Theirs }),
			text("filing", "对方编号", func(d different) string { return d.FilingNo }),
			text("why", "说明", func(d different) string { return d.Explained }).As(listing.Long),
		},
	}
}

// address of the page of a difference.
func (page *crosscheckPage) address(d different) string {
	if page.Places.At == nil {
		return ""
	}
	return "/crosscheck/explain?" + string(kit.Query("system", page.System, "region", page.Places.At.Code,
		"index", d.Index(), "difference", d.Kind))
}

func (p *Crosscheck) crosscheckPage(r *kit.Request) (*crosscheckPage, *region.Region, error) {
	scope := r.Actor.Scope("crosscheck.view")
	at, err := r.Where(scope)
	if err != nil {
		return nil, nil, err
	}
	if paths := scope.Paths(); at == nil && len(paths) > 0 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	page := &crosscheckPage{Page: kit.Page{Title: "双系统对账"}, Places: r.Narrow(scope.Paths(), at),
		Systems: crosscheck.Systems, System: r.Text("system"), Kinds: crosscheck.Kinds, Kind: r.Text("kind"),
		Open: r.Text("open") == "1", Count: map[string]int{}}
	if !slices.Contains(crosscheck.Systems, page.System) {
		page.System = crosscheck.Employment
	}
	if at == nil {
		return page, nil, nil
	}
	page.CanSay, page.CanMap = r.Actor.Scope("crosscheck.explain").Covers(at.Path),
		r.Actor.Scope("crosscheck.mapping").Covers(at.Path)
	return page, at, r.Read(func(s *database.Snapshot) (err error) {
		var all []crosscheck.Difference
		if page.List, all, err = crosscheck.Differences(s, page.System, at.Path); err != nil {
			return err
		}
		for _, d := range all {
			if page.Open && d.Explained != "" {
				continue
			}
			page.Count[d.Kind]++
			if page.Kind == "" || d.Kind == page.Kind {
				page.rows = append(page.rows, different{d, int64(len(page.rows) + 1)})
			}
		}
		_, page.Mapping, err = crosscheck.MappingFor(s, page.System, at.Path)
		return err
	})
}

// show the list, with what is refused if something is.
func (page *crosscheckPage) show(r *kit.Request, refused error) error {
	q := listing.Query[different]{At: page.Places.At, Said: listing.Said("", words.Label("system", page.System),
		words.Label("difference", page.Kind), listing.If(page.Open, "没有说明的")),
		All: func(*database.Snapshot, authz.Scope) ([]different, error) { return page.rows, nil }}
	if refused != nil {
		var err error
		if page.View, err = page.list().Of(r, q); err != nil {
			return err
		}
		return r.RenderFormErrors(refused, "crosscheck", page)
	}
	return page.list().Answer(r, q, func(v *listing.View) error {
		page.View = v
		return r.Show(http.StatusOK, "crosscheck", page)
	})
}

func (p *Crosscheck) crosscheck(r *kit.Request) error {
	page, _, err := p.crosscheckPage(r)
	if err == nil {
		err = r.Faults()
	}
	if err != nil {
		return err
	}
	return page.show(r, nil)
}

type differencePage struct {
	kit.Page
	System  string
	At      string // code of the region whose list it is in
	List    crosscheck.List
	Of      different
	Back    string // address of the list
	Says    bool   // the visitor may say why it is in order
	ToThere bool   // the visitor may open the person's page
}

// crosscheckDifference is the one that a request names, in a region that the visitor sees. authz.not_found: there is
// none.
func (p *Crosscheck) crosscheckDifference(r *kit.Request) (*differencePage, *region.Region, error) {
	of, at, err := p.crosscheckPage(r)
	if err == nil && at == nil {
		err = errs.New(errs.NotFound, "authz.not_found")
	}
	if err != nil {
		return nil, nil, err
	}
	index, kind := r.Text("index"), r.Text("difference")
	i := slices.IndexFunc(of.rows, func(d different) bool { return d.Index() == index && d.Kind == kind })
	if i < 0 {
		return nil, nil, errs.New(errs.NotFound, "authz.not_found")
	}
	page := &differencePage{Page: kit.Page{Title: "双系统对账"}, System: of.System, List: of.List, Of: of.rows[i],
		Back: "/crosscheck?" + string(kit.Query("system", of.System, "region", at.Code)), At: at.Code}
	page.ToThere = page.Of.PersonID > 0 && r.Actor.Scope("resident.view").Covers(page.Of.Path)
	page.Says = of.CanSay && page.Of.Explained == ""
	return page, at, nil
}

func (p *Crosscheck) crosscheckOne(r *kit.Request) error {
	page, _, err := p.crosscheckDifference(r)
	if err == nil {
		err = r.Faults()
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "difference", page)
}

func (p *Crosscheck) crosscheckExplain(r *kit.Request) error {
	page, at, err := p.crosscheckDifference(r)
	if err != nil {
		return err
	}
	if err = r.Faults(); err == nil {
		_, err = p.Crosscheck.Explain(r.Context.Request().Context(), r.Actor, r.Key(), page.System, at.Path,
			page.Of.Difference, r.Text("remark"))
	}
	if err != nil {
		return r.RenderFormErrors(err, "difference", page)
	}
	return r.SeeOther(page.Back, "已登记说明。")
}

func (p *Crosscheck) crosscheckMapping(r *kit.Request) error {
	page, at, err := p.crosscheckPage(r)
	if err != nil {
		return err
	}
	if at == nil {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	body, remark := r.FormValue("mapping"), r.Text("remark")
	if err = r.Faults(); err == nil {
		_, err = p.Crosscheck.SetMapping(r.Context.Request().Context(), r.Actor, r.Key(), page.System, at.Path, body, remark)
	}
	if err != nil {
		return page.show(r, err)
	}
	return r.SeeOther("/crosscheck?system="+page.System+"&region="+at.Code, "已更换对照文件，下次导入、导出起使用。")
}
