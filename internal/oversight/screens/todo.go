package screens

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
)

// most that a to-do counts by reading rows.
const most = 1000

// Todo of complaints: to answer, to tell, to explain, and those that say that pay was asked back.
func (p *Complaints) Todo() []feature.Todo {
	return []feature.Todo{
		{Order: 160, Permission: "complaint.answer", Work: true,
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				q, err := complaint.Waiting(s, r.Actor, r.Today)
				i := feature.Item{Words: answerQueue.Words, Address: "/complaints?state=open&mine=1", Act: "去答复",
					Queue: answerQueue.Code, Who: "{n}名反映人"}.Of(q)
				return []feature.Item{i}, err
			}},
		{Order: 190, Permission: "complaint.explain",
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				q, err := complaint.AsksWaiting(s, r.Actor.Scope("complaint.explain"), r.Today)
				return []feature.Item{feature.Item{Words: "上级请村里说明的事项", Address: "/asks", Act: "去说明"}.Of(q)}, err
			}},
		{Order: 210, Permission: "complaint.reporter",
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				rows, err := complaint.List(s, r.Actor,
					complaint.Filter{Kind: "asked_back", State: complaint.Open, Limit: most})
				i := feature.Item{Words: "反映被要求交回补贴的", Address: "/complaints?kind=asked_back&state=open",
					Act: "去核实", Count: int64(len(rows)), First: true}
				for _, c := range rows {
					if i.Since.IsZero() || c.ReceivedOn.Before(i.Since) {
						i.Since = c.ReceivedOn
					}
					if i.Deadline.IsZero() || c.AnswerBy.Before(i.Deadline) {
						i.Deadline = c.AnswerBy
					}
				}
				return []feature.Item{i}, err
			}},
		{Order: 220, Permission: "complaint.answer", Items: untold},
	}
}

// untold counts the answers that nobody has told whoever complained.
func untold(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
	rows, err := complaint.List(s, r.Actor, complaint.Filter{Untold: true, Mine: true, Limit: most})
	i := feature.Item{Words: "已答复、还没有告知反映人的", Address: "/complaints?untold=1&mine=1", Act: "去告知"}
	q := civil.Queue{}
	for _, c := range rows {
		if q.N++; q.Since.IsZero() || c.AnsweredOn.Before(q.Since) {
			q.Since = c.AnsweredOn
		}
	}
	i.Who = "{n}名反映人"
	return []feature.Item{i.Of(q)}, err
}

// Todo of orders: to carry out, to close.
func (p *Rectify) Todo() []feature.Todo {
	waiting := func(permission authz.Permission, state string, item feature.Item) func(*kit.Request,
		*database.Snapshot) ([]feature.Item, error) {
		return func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			q, err := rectify.Waiting(s, r.Actor.Scope(permission), state, r.Today)
			item.Address = "/rectify?state=" + state
			if state == rectify.Replied {
				q.Late, q.Deadline = 0, civil.Date{} // the day was the other office's, which has answered
			}
			return []feature.Item{item.Of(q)}, err
		}
	}
	return []feature.Todo{
		{Order: 180, Permission: "rectify.reply", Items: waiting("rectify.reply", rectify.Open,
			feature.Item{Words: replyQueue.Words, Act: "去整改", Queue: replyQueue.Code})},
		{Order: 181, Permission: "rectify.issue", Items: waiting("rectify.issue", rectify.Replied,
			feature.Item{Words: closeQueue.Words, Act: "去销号", Queue: closeQueue.Code, Who: "已经整改的单位"})},
	}
}

// Todo of findings: an office's own, and the inspectors'.
func (p *Inspection) Todo() []feature.Todo {
	return []feature.Todo{
		feature.Waits(40, "own.view", feature.Item{Words: "自查发现、待纠正的程序和发放问题", Address: "/own", Act: "看怎么纠正"},
			inspect.CountFaults).AsWork(),
		{Order: 250, Permission: "inspect.view", Work: true, Items: openFindings},
	}
}

func openFindings(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
	counts, err := inspect.Counts(s, r.Actor.Scope("inspect.view"))
	var open int64
	working := map[string]int64{}
	for _, c := range counts {
		if c.Certainty == string(inspect.Information) {
			continue // accuses nobody and waits for nobody
		}
		switch c.State {
		case inspect.Open:
			open += c.N
		case inspect.Verifying, inspect.Talk, inspect.Preliminary, inspect.Rectifying:
			working[c.State] += c.N
		}
	}
	first := feature.Item{Words: FindingQueue.Words, Address: "/inspect?state=open&all=1", Act: "去核查", Count: open}
	if r.Can(string(FindingQueue.Permission)) {
		first.Queue = FindingQueue.Code
	}
	out := []feature.Item{first}
	for _, state := range []string{inspect.Verifying, inspect.Talk, inspect.Preliminary, inspect.Rectifying} {
		out = append(out, feature.Item{Words: "疑点：" + words.Label("findingstate", state),
			Address: "/inspect?all=1&state=" + state, Count: working[state]})
	}
	return out, err
}

// Work that is done in the background.
func (p *Inspection) Work() []jobs.Kind {
	return []jobs.Kind{
		{Name: "inspect.run", Run: p.InspectRegion},
		{Name: "inspect.report", Run: p.IssuePaper, Parcel: reportParcel},
	}
}
