package screens

import (
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
)

// Todo of sheets and checks.
func (p *Duty) Todo() []feature.Todo {
	return []feature.Todo{
		{Order: 90, Permission: "duty.review", Work: true,
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				q, err := duty.Waiting(s, r.Actor.Scope("duty.review"), r.Actor.PersonKey)
				return []feature.Item{feature.Item{Words: reviewQueue.Words, Address: "/duty", Unit: "份",
					Queue: reviewQueue.Code, Who: "{n}个村的在岗人员：审核以后才能发补贴"}.Of(q)}, err
			}},
		{Order: 91, Permission: "duty.review", Work: true,
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				ids, err := duty.AssessQueue(s, r.Actor.Scope("duty.review"))
				return []feature.Item{feature.Item{Words: assessQueue.Words, Address: "/queue/" + assessQueue.Code,
					Unit: "份", Act: "去打分", Queue: assessQueue.Code,
					Who: "{n}个村的在岗人员：考核结果告知以后才能发补贴"}.Of(civil.Queue{N: int64(len(ids))})}, err
			}},
		{Order: 100, Permission: "duty.sheet", Work: true,
			Items: unsent("duty.sheet", feature.Item{Words: "待报送的上月考勤表", Act: "去填报", Unit: "份",
				Who: "本村在岗人员：报送以后才能发补贴"}, "待报送的本月考勤表")},
		enteredTodo(94, "duty.reopen", duty.WaitsReview, feature.Item{Words: "镇里代录、等另一人审核的考勤表",
			Act: "去审核", Unit: "份", Who: "{n}个村的在岗人员：审核以后才能发补贴"}),
		enteredTodo(95, "duty.review", duty.WaitsAnswer, feature.Item{Words: "村里对代录考勤表的异议",
			Act: "去答复", Unit: "份", Who: "{n}个村：答复以后才能审核"}),
		enteredTodo(95, "duty.reopen", duty.WaitsAnswer, feature.Item{Words: "村里对代录考勤表的异议",
			Act: "去答复", Unit: "份", Who: "{n}个村：答复以后才能审核"}),
		enteredTodo(96, "duty.sheet", duty.WaitsWord, feature.Item{Words: "镇里代录的考勤表，请核对",
			Act: "去核对", Unit: "份", Who: "本村在岗人员：不对的可以提异议"}),
		{Order: 101, Permission: "duty.review", Work: true,
			Items: unsent("duty.review", feature.Item{Words: "没有报送上月考勤表的村", Act: "看是哪些村", Unit: "个",
				Who: "这些村的在岗人员：报送以后才能发补贴"}, "没有报送本月考勤表的村")},
		{Order: 110, Permission: "duty.check", Work: true,
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				if r.Actor.OnlyOf(feature.Roles("city_manager")) { // may look anywhere; the re-checks are the offices' below
					return nil, nil
				}
				q, err := duty.OpenCounts(s, r.Actor.Scope("duty.check"), r.Today)
				return []feature.Item{feature.Item{Words: "待复查的检查", Address: "/duty/checks?open=1", Act: "去复查",
					Who: "{n}次检查里被查到的人：复查以后才有结论"}.Of(q)}, err
			}},
	}
}

// unsent counts the villages without a sheet for the last month, and for this one when its day is near.
func unsent(permission authz.Permission, item feature.Item, now string) func(*kit.Request,
	*database.Snapshot) ([]feature.Item, error) {
	return func(r *kit.Request, s *database.Snapshot) (out []feature.Item, err error) {
		scope := r.Actor.Scope(permission)
		book, err := rulebook.Load(s)
		if err != nil {
			return nil, err
		}
		for _, path := range scope.Paths() {
			due, reminded := duty.Due(book, path, r.Today)
			for _, m := range []struct {
				month civil.Month
				words string
				tell  bool
			}{{r.Today.Month().Add(-1), item.Words, true}, {r.Today.Month(), now, reminded}} {
				if !m.tell {
					continue
				}
				n, err := duty.Unsent(s, scope.Within(path), m.month)
				if err != nil {
					return nil, err
				}
				i := item.Of(civil.Queue{N: n, Deadline: m.month.Date(min(due, m.month.Days()))})
				i.Words, i.Address = m.words, "/duty?unsent=1&month="+m.month.String()
				out = append(out, i)
			}
		}
		return out, nil
	}
}

// enteredTodo counts sheets that were entered for their villages and wait for something of the visitor.
func enteredTodo(order int, permission authz.Permission, waits string, item feature.Item) feature.Todo {
	item.Address = "/duty/entered?waits=" + waits
	return feature.Todo{Order: order, Permission: permission, Work: true,
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			q, err := duty.EnteredWaiting(s, r.Actor.Scope(permission),
				duty.EnteredFilter{Waits: waits, Key: r.Actor.PersonKey})
			return []feature.Item{item.Of(q)}, err
		}}
}
