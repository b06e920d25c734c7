package screens

import (
	"net/http"
	"strings"

	"gangwei/internal/base/money"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/history"
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
		feature.Get("/history", "history.view", p.history),
		feature.Get("/history/:id", "history.view", p.historyRow).Of("history"),
	}
}

type historyPage struct {
	kit.Page
	Places kit.Places
	F      history.Filter
	Rows   []history.Row
	Next   string
}

func (p *History) history(r *kit.Request) error {
	scope := r.Actor.Scope("history.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &historyPage{Page: kit.Page{Title: "历史名册"}, Places: r.Narrow(scope.Paths(), at),
		F: history.Filter{Year: kit.ParseID(r.Text("year")), OddOnly: r.Text("odd") == "1",
			AfterID: kit.ParseID(r.QueryParam("after")),
			Limit:   kit.PageSize + 1}}
	if err := r.Faults(); err != nil {
		return err
	}
	if at != nil {
		page.F.Within = at.Path
	}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = history.List(s, scope, page.F)
		return err
	}); err != nil {
		return err
	}
	page.Rows, page.Next = kit.OnePage(page.Rows, func(x history.Row) string { return kit.FormatID(x.ID) })
	return r.Show(http.StatusOK, "history", page)
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
