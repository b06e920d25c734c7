package screens

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"

	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/resident"
)

// History shows rows of earlier years.
type History struct {
	Desk    *desk.Desk
	FileOf  func(r database.Reader, batchID int64) (name string, err error)
	History *history.Service
}

// Routes of these pages.
func (p *History) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/history", "history.view", p.history).Shows(&earlier),
		feature.Get("/history/:id", "history.view", p.historyRow).Of("history"),
	}
}

type historyPage struct {
	kit.Page
	Places kit.Places
	Q      string
	F      history.Filter
	List   *listing.View
}

func (p *History) history(r *kit.Request) error {
	scope := r.Actor.Scope("history.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &historyPage{Page: kit.Page{Title: "历史名册"}, Places: r.Narrow(scope.Paths(), at), Q: r.Text("q"),
		F: history.Filter{Year: kit.ParseID(r.Text("year")), OddOnly: r.Text("odd") == "1",
			Limit: listing.Few}}
	if err := r.Faults(); err != nil {
		return err
	}
	seek := resident.SeekOf(p.History.Ring, page.Q)
	page.F.NamePart, page.F.NameKey, page.F.Mixed, page.F.IDIndex = seek.NamePart, seek.NameKey, seek.Mixed, seek.IDIndex
	page.F.Nobody = seek.Nobody || seek.Numbered() && seek.IDIndex == nil // the rows hold no tail and no telephone
	q := listing.Query[history.Row]{At: at, Said: listing.Said(page.Q,
		listing.If(page.F.Year > 0, fmt.Sprintf("%d年", page.F.Year)), listing.If(page.F.OddOnly, "不合常规的")),
		All: func(s *database.Snapshot, scope authz.Scope) ([]history.Row, error) {
			return history.List(s, scope, page.F)
		}}
	return earlier.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "history", page)
	})
}

// earlier is the list of rows of earlier years, as found.
var earlier = listing.List[history.Row]{
	Whole: []listing.Whole{{Words: "历史名册", Kind: "history", Permission: "history.view"}},
	Code:  "history", Title: "历史名册", View: "history.view",
	ID:    func(x history.Row) int64 { return x.ID },
	NoRow: "没有历史记录。以前年度的名册可在“导入”中收入。",
	Columns: []listing.Column[history.Row]{
		listing.Text("name", "姓名", func(x history.Row) string { return cmp.Or(x.Name, "（无姓名）") }).
			To(func(x history.Row) string { return "/history/" + kit.FormatID(x.ID) }),
		{Key: "year", Head: "年度", By: func(a, b history.Row) int { return cmp.Compare(a.Year, b.Year) },
			Cell: func(_ *kit.Request, x history.Row) listing.Cell {
				if x.Year == 0 {
					return listing.Cell{}
				}
				return listing.Cell{Text: kit.FormatID(x.Year)}
			}},
		listing.Place("place", "村（社区）", func(x history.Row) string { return x.Path }),
		listing.Text("post", "岗位", func(x history.Row) string { return x.Post }),
		listing.Text("start", "上岗", func(x history.Row) string { return x.StartRaw }),
		listing.Text("end", "退出", func(x history.Row) string { return x.EndRaw }),
		listing.Made("odd", "不合常规", func(_ *kit.Request, x history.Row) (c listing.Cell) {
			for _, code := range strings.Fields(x.Odd) {
				c.Parts = append(c.Parts, listing.Line{Text: kit.Why(code)})
			}
			return c
		}),
	},
}

type historyRowPage struct {
	kit.Page
	Row   history.Row
	Paid  []history.Paid
	Total money.Fen
	File  string
	Raw   [][2]string
}

// recordView leaves a trail of one who reads a row as it was handed in.
func (p *History) recordView(r *kit.Request, path string, n int64) error {
	_, err := desk.Do(r.Context.Request().Context(), p.Desk, r.Actor, "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("resident.unmask", path); err != nil {
			return 0, err
		}
		v.Record("history.view", "history_row", n)
		return 0, nil
	})
	return err
}

// historyRow shows a row with the whole text of the original; who looked is recorded, since it holds full numbers.
func (p *History) historyRow(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	page := &historyRowPage{Page: kit.Page{Title: "历史记录"}}
	var raw string
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if page.Row, err = history.ByID(s, n); err != nil {
			return err
		}
		if err = r.Actor.Check("history.view", page.Row.Path); err != nil {
			return err
		}
		if page.Paid, err = history.PaidOf(s, n); err != nil {
			return err
		}
		if r.Actor.Check("resident.unmask", page.Row.Path) == nil {
			if raw, err = p.History.Raw(s, n); err != nil {
				return err
			}
		}
		page.File, err = p.FileOf(s, page.Row.BatchID)
		return err
	}); err != nil {
		return err
	}
	for _, x := range page.Paid {
		page.Total += x.AmountFen
	}
	if raw != "" {
		if err := p.recordView(r, page.Row.Path, n); err != nil {
			return err
		}
	}
	for _, l := range strings.Split(strings.TrimSpace(raw), "\n") {
		if head, cell, ok := strings.Cut(l, "\t"); ok {
			page.Raw = append(page.Raw, [2]string{head, cell})
		}
	}
	return r.Show(http.StatusOK, "history_row", page)
}
