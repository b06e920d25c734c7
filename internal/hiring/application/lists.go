package application

import (
	"fmt"

	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
)

// Lists that can be written: applications, meetings and recruitment notices.
func Lists() []exchange.List {
	return []exchange.List{
		exchange.NewList("applications", "application.view", applicationRows),
		exchange.NewList("meetings", "application.view", meetingRows),
		exchange.NewList("recruits", "application.view", recruitRows),
	}
}

func applicationRows(x *exchange.Run, yield func(exchange.Row) error) error {
	return listing.Back(func(w *listing.Window) ([]Row, error) {
		return Listed(x.Snapshot, x.Scope, Filter{State: x.State}, w)
	}, func(a Row) int64 { return a.ID }, func(a Row) error {
		irregular := ""
		if a.Irregular > 0 {
			irregular = "有"
		}
		return yield(x.At(a.Path, exchange.Row{
			"application_no": a.Number,
			"name":           a.Person,
			"id_no":          a.IDTail,
			"post_title":     a.Title,
			"basis":          words.Label("category", a.Basis),
			"submitted":      a.SubmittedOn.String(),
			"state":          words.Label("application", a.State),
			"irregular":      irregular,
		}))
	})
}

func meetingRows(x *exchange.Run, yield func(exchange.Row) error) error {
	return exchange.Paged(func(before int64) ([]Meeting, error) {
		return Meetings(x.Snapshot, x.Scope, "", before, exchange.PageSize)
	}, func(m Meeting) (int64, error) {
		lead := "村（社区）"
		if m.LedBy == "township" {
			lead = "镇（街道）"
		}
		return m.ID, yield(x.At(m.Path, exchange.Row{
			"on":       m.OnDate.String(),
			"place":    m.Place,
			"chair":    m.Chair,
			"led_by":   lead,
			"entitled": fmt.Sprint(m.Entitled),
			"present":  fmt.Sprint(m.Present),
			"state":    words.Label("meeting", m.State),
		}))
	})
}

func recruitRows(x *exchange.Run, yield func(exchange.Row) error) error {
	names, err := quota.KindNames(x.Snapshot)
	if err != nil {
		return err
	}
	return exchange.Paged(func(before int64) ([]RecruitNotice, error) {
		return Recruits(x.Snapshot, x.Scope, "", before, exchange.PageSize)
	}, func(n RecruitNotice) (int64, error) {
		irregular := ""
		if n.Irregular != "" {
			irregular = words.Text(n.Irregular)
		}
		return n.ID, yield(x.At(n.Path, exchange.Row{
			"number":    n.Number,
			"kind":      names[n.Kind],
			"posts":     fmt.Sprint(n.Posts),
			"rate":      n.RateFen.String(),
			"from":      n.FromDate.String(),
			"until":     n.UntilDate.String(),
			"boards":    n.Boards,
			"irregular": irregular,
		}))
	})
}
