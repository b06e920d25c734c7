package screens

import (
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
)

// most that a to-do counts by reading rows.
const most = 1000

// Todo of complaints: to answer, to tell, to explain, and those that say that pay was asked back.
func (p *Complaints) Todo() []feature.Todo {
	return []feature.Todo{
		{Order: 160, Permission: "complaint.answer", Work: true,
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				open, late, err := complaint.Waiting(s, r.Actor, r.Today)
				return []feature.Item{
					{Words: answerQueue.Words, Address: "/complaints?state=open", Count: open, Queue: answerQueue.Code},
					{Words: "逾期未答复的信访举报", Address: "/complaints?late=1", Count: late}}, err
			}},
		feature.Counted(190, "complaint.explain", "上级请村里说明的事项", "/asks", complaint.AsksWaiting),
		{Order: 210, Permission: "complaint.reporter",
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				rows, err := complaint.List(s, r.Actor,
					complaint.Filter{Kind: "asked_back", State: complaint.Open, Limit: most})
				return []feature.Item{{Words: "反映被要求交回补贴的", Address: "/complaints?kind=asked_back&state=open",
					Count: int64(len(rows)), First: true}}, err
			}},
		{Order: 220, Permission: "complaint.answer", Items: untold},
	}
}

// untold counts the answers that nobody has told whoever complained.
func untold(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
	rows, err := complaint.List(s, r.Actor, complaint.Filter{Untold: true, Limit: most})
	n := int64(0)
	for _, c := range rows {
		if r.Actor.Scope(complaint.Answers(c.Office)).Covers(c.Path) {
			n++
		}
	}
	return []feature.Item{{Words: "已答复、还没有告知反映人的", Address: "/complaints?untold=1", Count: n}}, err
}

// Todo of orders: to carry out, to close.
func (p *Rectify) Todo() []feature.Todo {
	waiting := func(q *kit.Queue, state string) func(*kit.Request, *database.Snapshot) ([]feature.Item, error) {
		return func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			n, late, err := rectify.Waiting(s, r.Actor.Scope(q.Permission), state, r.Today)
			out := []feature.Item{{Words: q.Words, Address: "/rectify?state=" + state, Count: n, Queue: q.Code}}
			if state == rectify.Open {
				out = append(out, feature.Item{Words: "逾期没有整改的事项", Address: "/rectify?late=1", Count: late})
			}
			return out, err
		}
	}
	return []feature.Todo{
		{Order: 180, Permission: "rectify.reply", Items: waiting(replyQueue, rectify.Open)},
		{Order: 181, Permission: "rectify.issue", Items: waiting(closeQueue, rectify.Replied)},
	}
}

// Todo of findings: an office's own, and the inspectors'.
func (p *Inspection) Todo() []feature.Todo {
	return []feature.Todo{
		feature.Counted(40, "own.view", "自查发现、待纠正的程序和发放问题", "/own", inspect.CountFaults).AsWork(),
		{Order: 250, Permission: "inspect.view", Work: true, Items: openFindings},
	}
}

func openFindings(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
	counts, err := inspect.Counts(s, r.Actor.Scope("inspect.view"))
	var open, working int64
	for _, c := range counts {
		if c.Certainty == string(inspect.Information) {
			continue // accuses nobody and waits for nobody
		}
		switch c.State {
		case inspect.Open:
			open += c.N
		case inspect.Verifying, inspect.Talk, inspect.Preliminary, inspect.Rectifying:
			working += c.N
		}
	}
	return []feature.Item{{Words: "待核查的疑点", Address: "/inspect?state=open", Count: open},
		{Words: "正在核查、整改的疑点", Address: "/inspect?state=verifying", Count: working}}, err
}

// Work that is done in the background.
func (p *Inspection) Work() []jobs.Kind {
	return []jobs.Kind{
		{Name: "inspect.run", Run: p.InspectRegion},
		{Name: "inspect.report", Run: p.IssuePaper, Parcel: reportParcel},
	}
}
