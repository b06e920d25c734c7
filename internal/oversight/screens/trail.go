package screens

import (
	"encoding/hex"
	"net/http"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/trail"
	"gangwei/internal/platform/words"
)

type trailPage struct {
	kit.Page
	List *listing.View
	Root string
}

// entries is the list of what was done, the latest first. It is not taken away.
var entries = listing.List[trail.Line]{
	Code: "trail", Title: "办理记录", View: "trail.view", Export: listing.Nobody, Orders: listing.Trailed.Orders,
	Desc: true, ID: func(x trail.Line) int64 { return x.ID }, NoRow: "还没有记录。", Columns: entryColumns,
}

// visits is the list of what inspectors read and did, the latest first. It is not taken away.
var visits = listing.List[trail.Line]{
	Code: "inspect_trail", Title: "检查办理记录", View: "inspect.trail", Export: listing.Nobody,
	Orders: listing.TrailedBy.Orders, Desc: true, ID: func(x trail.Line) int64 { return x.ID }, NoRow: "还没有记录。",
	Columns: entryColumns,
}

var entryColumns = []listing.Column[trail.Line]{
	listing.Moment("at", "时间", func(x trail.Line) clock.Moment { return x.AtUs }),
	listing.Text("actor", "办理人", func(x trail.Line) string { return x.Actor }),
	listing.Text("act", "事项", func(x trail.Line) string {
		if x.Channel == "typed" {
			return words.Label("act", x.Act)
		}
		return words.Label("act", x.Act) + "（" + words.Label("channel", x.Channel) + "）"
	}),
	listing.Place("place", "区域", func(x trail.Line) string { return x.RegionPath }),
	listing.Text("detail", "内容", func(x trail.Line) string { return x.Detail }).As(listing.Long),
}

func (p *Inspection) trail(r *kit.Request) error {
	page := &trailPage{Page: kit.Page{Title: "办理记录"}}
	if err := r.Read(func(s *database.Snapshot) error {
		root, err := trail.Current(s)
		page.Root = hex.EncodeToString(root)
		return err
	}); err != nil {
		return err
	}
	return entries.Answer(r, listing.Query[trail.Line]{Rows: func(s *database.Snapshot, scope authz.Scope,
		w *listing.Window) ([]trail.Line, error) {
		return listing.Trail(s, scope, w)
	}}, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "trail", page)
	})
}

// inspectTrail is what inspectors read and did.
func (p *Inspection) inspectTrail(r *kit.Request) error {
	page := &trailPage{Page: kit.Page{Title: "检查办理记录"}}
	return visits.Answer(r, listing.Query[trail.Line]{Rows: func(s *database.Snapshot, scope authz.Scope,
		w *listing.Window) ([]trail.Line, error) {
		return listing.TrailOfInspectors(s, scope, w)
	}}, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "inspect_trail", page)
	})
}
