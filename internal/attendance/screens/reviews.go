package screens

import (
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
)

// Reviews passes month sheets at once.
type Reviews struct{ Desk *desk.Desk }

// Routes of these pages.
func (p *Reviews) Routes() []feature.Route {
	pages := kit.BulkPages(p.open)
	return []feature.Route{
		feature.Get("/duty/reviews", "duty.review", pages.Choose),
		feature.Get("/duty/reviews/preview", "duty.review", pages.Preview),
		feature.Post("/duty/reviews", "duty.review", pages.Decide).Decides(reviewQueue),
	}
}

// open the page on which sheets are chosen to be reviewed at once.
func (p *Reviews) open(r *kit.Request) (*kit.Bulk, error) {
	x := &kit.Bulk{Page: kit.Page{Title: "批量审核考勤表"}, Address: "/duty/reviews", Permission: "duty.review",
		Act: "审核", Unit: "份", Things: "考勤表", OneByOne: "/queue/" + reviewQueue.Code,
		Never: "有备注、报送后改过、核查有问题、缺原件的，不能成批审核，请逐份看。",
		Heads: []kit.BulkHead{{Words: "村（社区）"}, {Words: "月份"}, {Words: "人数", Num: true},
			{Words: "出勤（天）", Num: true}},
		Filters: []kit.BulkFilter{kit.MonthFilter(r, "月份")}}
	x.Look = func(s *database.Snapshot, ids []int64) error { return lookAtSheets(x, s, ids, r.Month()) }
	x.Pass = func(list []kit.BulkSeen) (kit.BulkDone, error) {
		many := duty.Reviews{Path: x.Path(), By: x.Chosen()}
		for _, b := range list {
			many.Sheets = append(many.Sheets, duty.SheetMove{ID: b.ID, Version: b.Version})
		}
		done, err := duty.ReviewMany(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), many)
		return kit.BulkDone{Passed: done.Passed, Left: done.Left}, err
	}
	return x, nil
}

// lookAtSheets that wait, or that were chosen.
func lookAtSheets(x *kit.Bulk, s *database.Snapshot, ids []int64, month civil.Month) (err error) {
	var view duty.ReviewView
	if x.By == "chosen" {
		view, err = duty.ViewSheets(s, x.R.Actor, ids)
	} else {
		view, err = duty.ViewWaiting(s, x.R.Actor, x.Path(), month)
	}
	rows := func(sheets []duty.SheetRow) (out []kit.BulkRow) {
		for _, b := range sheets {
			place, month := x.Place(b.Path), b.Month.String()
			out = append(out, kit.BulkRow{ID: b.ID, Version: b.Version, Path: b.Path, Name: place + month, Why: b.Why,
				Address: "/duty/sheets/" + kit.FormatID(b.ID),
				Cells:   []string{place, month, kit.FormatID(int64(b.Holders)), kit.FormatID(int64(b.Present))}})
		}
		return out
	}
	x.In, x.Out, x.More = rows(view.In), rows(view.Out), view.More
	return err
}
