package screens

import (
	"net/url"

	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/oversight/reporting"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
)

// Finders of complaints, by their number alone, since what was said in them is searched by nobody; of orders to put
// right, of findings and of numbered reports.
func Finders() []feature.Finder {
	return []feature.Finder{
		{Order: 80, Permission: "complaint.view", Words: "信访举报", Find: findComplaints},
		{Order: 85, Permission: "rectify.view", Words: "整改", Find: findTasks},
		{Order: 90, Permission: "inspect.view", Words: "监督检查发现的问题", Find: findFindings},
		{Order: 95, Permission: "inspect.view", Words: "监督检查报告", Find: findReports},
	}
}

func findComplaints(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	if !complaint.IsReceipt(q.Number) && !q.Numbered() {
		return feature.Found{}, nil
	}
	rows, err := complaint.List(s, r.Actor, complaint.Filter{Number: q.Number, Today: r.Today, Limit: feature.FindLimit})
	return feature.FoundOf(rows, func(x complaint.Complaint) feature.Hit {
		return feature.Hit{Words: words.Label("complaint", x.Kind), Address: "/complaints/" + kit.FormatID(x.ID),
			Path: x.Path, Detail: x.Number + "，" + words.Label("complaintstate", x.State),
			Exact: x.Number == q.Number}
	}), err
}

func findTasks(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	rows, err := rectify.Find(s, r.Actor.Scope("rectify.view"), q.Number, q.Text, feature.FindLimit)
	return feature.FoundOf(rows, func(x rectify.Task) feature.Hit {
		return feature.Hit{Words: x.Title, Address: "/rectify/" + kit.FormatID(x.ID), Path: x.Path,
			Detail: x.Number + "，" + words.Label("rectify", x.State), Exact: x.Number == q.Number}
	}), err
}

func findFindings(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	rows, err := inspect.FindFindings(s, r.Actor.Scope("inspect.view"), q.Number, q.Text, feature.FindLimit)
	found := feature.FoundOf(rows, func(x inspect.Kept) feature.Hit {
		return feature.Hit{Words: x.Subject, Address: "/inspect/findings/" + kit.FormatID(x.ID), Path: x.Path,
			Detail: x.Rule + "，" + words.Label("family", x.Family) + "，" + words.Label("findingstate", x.State)}
	})
	found.All = "/inspect?q=" + url.QueryEscape(q.Text)
	if len(rows) > 0 && rows[0].Rule == q.Number {
		found.All = "/inspect?rule=" + url.QueryEscape(q.Number)
	}
	return found, err
}

func findReports(r *kit.Request, s *database.Snapshot, q feature.Sought) (feature.Found, error) {
	rows, err := reporting.Find(s, r.Actor.Scope("inspect.view"), q.Number, q.Text, feature.FindLimit)
	return feature.FoundOf(rows, func(x reporting.Paper) feature.Hit {
		return feature.Hit{Words: x.Title, Address: "/inspect?region=" + r.CodeOf(x.Path) + "#papers", Path: x.Path,
			Detail: x.Number, Exact: x.Number == q.Number}
	}), err
}
