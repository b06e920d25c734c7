package screens

import (
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/forms/progress"
	"gangwei/internal/forms/target"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/unit"
)

// most that a to-do counts by reading rows.
const most = 1000

// Todo of people whose next aid is late.
func (p *Help) Todo() []feature.Todo {
	return []feature.Todo{{Order: 170, Permission: "help.enter",
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			q, err := helpledger.Overdue(s, r.Actor.Scope("help.enter"), r.Today)
			return []feature.Item{feature.Item{Words: "下次援助日期已过的", Address: "/help?overdue=1", Unit: "人", Act: "去联系",
				Who: "{n}名援助对象"}.Of(q)}, err
		}}}
}

// Todo of the city's form: columns to fill in, forms to send in, forms to take over, wages that its lists show late.
func (p *Progress) Todo() []feature.Todo {
	return []feature.Todo{{Order: 230, Permission: "progress.view", Items: formItems}}
}

// formItem counts the columns that wait for an answer; once there is none, the form waits to be handed in.
func formItem(actor authz.Actor, u unit.Unit, f progress.Form, unanswered int64, due civil.Date) feature.Item {
	item := feature.Item{Words: "推进情况表还没有填的列", Unit: "列", Act: "去填报", Count: unanswered, Work: true, Deadline: due}
	if unanswered == 0 && u.Serves(actor, "progress.submit") && (f.ID == 0 || f.State == progress.Open) {
		item.Words, item.Count, item.Unit, item.Act = "待报送的推进情况表", 1, "份", "去报送"
	}
	return item
}

func formItems(r *kit.Request, s *database.Snapshot) (out []feature.Item, err error) {
	units, err := unitsOf(s, r, "progress.view")
	if err != nil || len(units) == 0 {
		return nil, err
	}
	book, err := rulebook.Load(s)
	if err != nil {
		return nil, err
	}
	q := civil.QuarterOf(r.Today)
	forms, err := progress.Forms(s, q)
	if err != nil {
		return nil, err
	}
	due := progress.CutOff(q, book, units[0].Path())
	var late []feature.Item
	for _, u := range units {
		mine, err := unit.Mine(s, r.Actor, u)
		if err != nil {
			return nil, err
		}
		if len(mine) == 0 {
			continue
		}
		n, err := progress.Unanswered(s, book, u, q, mine, r.Today)
		if err != nil {
			return nil, err
		}
		item := formItem(r.Actor, u, forms[u.ID], n, due)
		item.Address = "/progress/form?unit=" + u.Code + "&quarter=" + q.String()
		out = append(out, item)
		if slices.Contains(mine, unit.Owner(book, u, "work_relief_rural", r.Today)) {
			wages, err := lateWages(s, r, u)
			if err != nil {
				return nil, err
			}
			late = append(late, wages)
		}
	}
	waits, err := submissionItem(r, s, q)
	return append(append(out, waits), late...), err
}

// submissionItem counts the forms that wait for the visitor's word; those of earlier quarters are late.
func submissionItem(r *kit.Request, s *database.Snapshot, now civil.Quarter) (feature.Item, error) {
	item := feature.Item{Words: submissionQueue.Words, Address: "/progress", Unit: "份", Act: "去审核",
		Queue: submissionQueue.Code, Who: "已报送的单位"}
	forms, err := formsWaiting(r, s)
	item.Count = int64(len(forms))
	for _, f := range forms {
		if f.Quarter < now.String() {
			item.Late++
			item.Address = "/progress?quarter=" + forms[0].Quarter
		}
	}
	return item, err
}

// lateWages counts the months of projects of work relief whose wages are late.
func lateWages(s *database.Snapshot, r *kit.Request, u unit.Unit) (feature.Item, error) {
	owing, err := formlists.OwingIn(s, []int64{u.ID}, r.Today)
	n := int64(0)
	for _, o := range owing {
		n += o.Months
	}
	return feature.Item{Words: "以工代赈劳务报酬逾期未发", Unit: "项目月", Act: "去登记", Late: n, Who: "干了活没有拿到报酬的人",
		Address: "/registers?unit=" + u.Code + "&kind=work_relief", Count: n}, err
}

// Todo of alerts of a fall that the visitor answers or closes.
func (p *Targets) Todo() []feature.Todo {
	return []feature.Todo{{Order: 240, Permission: "target.view", Items: alertItems}}
}

func alertItems(r *kit.Request, s *database.Snapshot) (out []feature.Item, err error) {
	units, err := unitsOf(s, r, "target.view")
	if err != nil {
		return nil, err
	}
	var answer, closing []int64
	for _, u := range units {
		if u.Serves(r.Actor, "target.answer") {
			answer = append(answer, u.ID)
		}
		if u.Serves(r.Actor, "target.close") {
			closing = append(closing, u.ID)
		}
	}
	for _, w := range []struct {
		ids        []int64
		state, act string
		queue      *kit.Queue
	}{{answer, target.Open, "去答复", alertAnswers}, {closing, target.Answered, "去确认", alertCloses}} {
		rows, err := target.Alerts(s, w.ids, most, w.state)
		if err != nil {
			return nil, err
		}
		i := feature.Item{Words: w.queue.Words, Address: "/monitor", Act: w.act, Queue: w.queue.Code, Count: int64(len(rows))}
		for _, a := range rows {
			if i.Since.IsZero() || a.RaisedOn.Before(i.Since) {
				i.Since = a.RaisedOn
			}
			if w.state == target.Open && (i.Deadline.IsZero() || a.AnswerBy.Before(i.Deadline)) {
				i.Deadline = a.AnswerBy
			}
		}
		out = append(out, i)
	}
	return out, nil
}
