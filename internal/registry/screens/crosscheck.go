package screens

import (
	"encoding/hex"
	"net/http"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/crosscheck"
)

// Crosscheck shows what other systems say, beside ours.
type Crosscheck struct {
	Crosscheck *crosscheck.Service
}

// Routes of these pages.
func (p *Crosscheck) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/crosscheck", "crosscheck.view", p.crosscheck),
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
	Rows    []crosscheck.Difference
	More    int // rows that the page leaves out
	Mapping string
	Own     bool // the region, or one above it, has its own mapping
	CanSay  bool
	CanMap  bool
}

// Index of a difference's person for the form, as hexadecimal digits.
func (crosscheckPage) Index(d crosscheck.Difference) string { return hex.EncodeToString(d.IDIndex) }

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
				page.Rows = append(page.Rows, d)
			}
		}
		if n := len(page.Rows); n > 4*kit.PageSize {
			page.Rows, page.More = page.Rows[:4*kit.PageSize], n-4*kit.PageSize
		}
		_, page.Mapping, err = crosscheck.MappingFor(s, page.System, at.Path)
		return err
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
	return r.Show(http.StatusOK, "crosscheck", page)
}

func (p *Crosscheck) crosscheckExplain(r *kit.Request) error {
	page, at, err := p.crosscheckPage(r)
	if err != nil {
		return err
	}
	if at == nil {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	index, err := hex.DecodeString(r.Text("index"))
	if err != nil {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	where, err := r.Tree.ByCode(r.Text("place"))
	if err == nil {
		err = r.Faults()
	}
	if err == nil {
		_, err = p.Crosscheck.Explain(r.Context.Request().Context(), r.Actor, r.Key(), page.System, at.Path,
			crosscheck.Difference{Kind: r.Text("difference"), Path: where.Path, IDIndex: index, Ours: r.Text("ours"),
				Theirs: r.Text("theirs")},
			r.Text("remark"))
	}
	if err != nil {
		return r.RenderFormErrors(err, "crosscheck", page)
	}
	return r.SeeOther("/crosscheck?system="+page.System+"&region="+at.Code, "已登记说明。")
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
		return r.RenderFormErrors(err, "crosscheck", page)
	}
	return r.SeeOther("/crosscheck?system="+page.System+"&region="+at.Code, "已更换对照文件，下次导入、导出起使用。")
}
