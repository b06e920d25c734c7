// Package oversight is the wing that looks, hears and puts right: inspection with its rules and reports, complaints and
// what villagers see, orders to rectify, and the daily reconciliation.
package oversight

import (
	"slices"

	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/screens"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/words"
)

// Wing is what the program joins here.
type Wing struct {
	Complaints *screens.Complaints
	Board      *screens.Board
	Inspection *screens.Inspection
	Rectify    *screens.Rectify
	OwnCheck   feature.Task // faults that offices may see of their own
	Reconcile  feature.Task
	Escalate   feature.Task // of complaints that are long late
}

// Feature of the wing.
func (w Wing) Feature() feature.Feature {
	f := feature.Feature{
		Wing:   "oversight",
		Guides: guides,
		Pages: map[string]string{"complaint": "/complaints/:id", "rectify_task": "/rectify/:id",
			"finding": "/inspect/findings/:id"},
		Texts:        words.Under("oversight"),
		Parameters:   rulebook.TypesOf("oversight"),
		Rules:        joined(),
		Tables:       Tables,
		Descriptions: schema.Under("oversight"),
		Papers:       Papers,
		Nav: []feature.Link{
			{Order: 135, Permission: "inspect.view", Words: "监督检查", Group: kit.Oversight, Address: "/inspect"},
			{Order: 140, Permission: "complaint.view", Words: "信访举报", Group: kit.Oversight, Address: "/complaints"},
			{Order: 145, Permission: "complaint.explain", Words: "待说明事项", Group: kit.Oversight, Address: "/asks"},
			{Order: 150, Permission: "rectify.view", Words: "整改", Group: kit.Oversight, Address: "/rectify"},
			{Order: 155, Permission: "own.view", Words: "自查自纠", Group: kit.Oversight, Address: "/own",
				Rare: feature.Roles("village_registrar", "township_reviewer", "county_reviewer", "finance_preparer",
					"city_manager")},
			{Order: 165, Permission: "inspect.trail", Words: "检查办理记录", Group: kit.Oversight, Address: "/inspect/trail"},
			{Order: 200, Permission: "trail.view", Words: "办理记录", Group: kit.Oversight, Address: "/trail"},
			{Order: 202, Permission: "trail.view", Words: "填报负担", Group: kit.Oversight, Address: "/trail/typing"},
		},
		Links: []feature.Link{
			{Order: 140, Permission: "complaint.register", Words: "登记信访举报", Group: kit.Oversight,
				Address: "/complaints/new", Start: true},
			{Order: 145, Permission: "complaint.view", Words: "信访举报统计", Group: kit.Oversight,
				Address: "/complaints/figures"},
			{Order: 200, Permission: "inspect.run", Words: "运行检查、出具报告", Group: kit.Oversight, Address: "/inspect",
				Start: true},
			{Order: 205, Permission: "inspect.view", Words: "查人", Group: kit.Oversight, Address: "/inspect/people",
				Start: true},
			{Order: 250, Permission: "rectify.issue", Words: "下达整改通知", Group: kit.Oversight, Address: "/rectify/new",
				Start: true},
			{Order: 260, Permission: "trail.view", Words: "查看办理记录", Group: kit.Oversight, Address: "/trail", Start: true},
		},
		Lists:   Exports(),
		Jobs:    w.Inspection.Work(),
		Nightly: []feature.Task{w.OwnCheck, w.Reconcile, w.Escalate},
	}
	f.Routes = feature.RoutesOf(w.Complaints, w.Board, w.Inspection, w.Rectify)
	f.Find = screens.Finders()
	f.Undo = append(w.Complaints.Undo(), screens.FindingUndo(w.Inspection.Inspect)...)
	f.Queues = append(append(w.Complaints.Queues(), w.Rectify.Queues()...), screens.FindingQueue)
	f.Todo = feature.TodoOf(w.Complaints, w.Inspection, w.Rectify)
	return f
}

// Exports are the lists that the wing's rooms write.
func Exports() []exchange.List { return slices.Concat(complaint.Lists(), inspect.Lists()) }
