package screens

import (
	"cmp"
	"net/http"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/target"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/drafts"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/unit"
)

// Targets shows targets, months and alerts of migrant work.
type Targets struct {
	Targets *target.Service
	Drafts  *drafts.Service
}

// Routes of these pages.
func (p *Targets) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/monitor", "target.view", p.monitor),
		feature.Post("/monitor", "target.enter", p.monitorEnter),
		feature.Get("/monitor/rows", "target.enter", p.monitorRows),
		feature.Post("/monitor/rows", "target.enter", p.monitorRowsSave),
		feature.Post("/monitor/excel", "target.enter", p.monitorTake).Takes(kit.MaxFiles),
		feature.Post("/monitor/targets", "target.set", p.targetSet),
		feature.Get("/monitor/alerts/:id", "target.view", p.alert).Of("alert"),
		feature.Post("/monitor/alerts/:id/answer", "target.answer", p.alertAnswer).Of("alert").Decides(alertAnswers),
		feature.Post("/monitor/alerts/:id/close", "target.close", p.alertClose).Of("alert").Decides(alertCloses),
	}
}

var (
	alertAnswers = alertQueue("target.answer", target.Open, "待答复的务工下降预警")
	alertCloses  = alertQueue("target.close", target.Answered, "待确认的务工下降预警")
)

// Queues of alerts.
func (p *Targets) Queues() []*kit.Queue { return []*kit.Queue{alertAnswers, alertCloses} }

// alertQueue is that of the alerts in a state of the units that the visitor serves, the soonest day first.
func alertQueue(permission authz.Permission, state, words string) *kit.Queue {
	return &kit.Queue{Code: string(permission), Words: words, Permission: permission, Address: "/monitor/alerts/%d",
		WaitingFor: func(r *kit.Request, s *database.Snapshot) (out []int64, err error) {
			units, err := unitsOf(s, r, permission)
			if err != nil {
				return nil, err
			}
			var ids []int64
			for _, u := range units {
				ids = append(ids, u.ID)
			}
			rows, err := target.Alerts(s, ids, most, state)
			slices.SortFunc(rows, func(a, b target.Alert) int {
				return cmp.Or(a.AnswerBy.DaysSince(b.AnswerBy), cmp.Compare(a.ID, b.ID))
			})
			for _, a := range rows {
				out = append(out, a.ID)
			}
			return out, err
		}}
}

type alertPage struct {
	kit.Page
	kit.Deciding
	Alert  target.Alert
	Unit   unit.Unit
	Events []target.Event
	Answer bool
	Today  civil.Date
}

// Said is a figure of the alert: income in yuan.
func (x *alertPage) Said(n int64) string {
	return monitorCell{Measure: x.Alert.Measure}.Said(&n)
}

func (p *Targets) alertPage(r *kit.Request) (*alertPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &alertPage{Page: kit.Page{Title: "下降预警"}, Today: r.Today}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		if page.Alert, err = target.AlertByID(s, n); err != nil {
			return err
		}
		if page.Unit, err = unitSeen(s, r, "target.view", page.Alert.UnitID); err != nil {
			return err
		}
		page.Answer = page.Alert.State == target.Open && page.Unit.Serves(r.Actor, "target.answer")
		if page.Events, err = target.Events(s, n); err != nil {
			return err
		}
		return page.putToDecision(r, s)
	})
}

// putToDecision says where the alert stands among those that wait, and makes the box in which the city closes it.
func (x *alertPage) putToDecision(r *kit.Request, s *database.Snapshot) (err error) {
	a := x.Alert
	closes := a.State == target.Answered && x.Unit.Serves(r.Actor, "target.close")
	x.Queue, err = kit.Stand(r, s, a.ID, map[*kit.Queue]bool{alertAnswers: x.Answer, alertCloses: closes},
		alertAnswers, alertCloses)
	if closes {
		x.Decision = &kit.Decision{Title: "市级确认", Field: "outcome", Version: a.Version, Queue: x.Queue,
			Lead:   "对照上面的数和单位的答复，核实后决定。",
			Action: "/monitor/alerts/" + kit.FormatID(a.ID) + "/close", Button: "提交决定",
			Outcomes: []kit.Outcome{{Value: "close", Words: "措施有效，销号"}, {Value: "back", Words: "措施不够，退回再答复"}},
			Fields:   []kit.Field{{Name: "said", Label: "理由", Kind: kit.FieldText}}}
	}
	return err
}

func (p *Targets) alert(r *kit.Request) error {
	page, err := p.alertPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "alert", page)
}

func (p *Targets) alertAnswer(r *kit.Request) error {
	return p.alertDo(r, alertAnswers, "已答复。", func(id, version int64) error {
		_, err := p.Targets.Answer(r.Context.Request().Context(), r.Actor, r.Key(), id, version, r.Text("said"))
		return err
	})
}

func (p *Targets) alertClose(r *kit.Request) error {
	outcome := r.Text("outcome")
	return p.alertDo(r, alertCloses, "已登记。", func(id, version int64) (err error) {
		switch outcome {
		case "back":
			_, err = p.Targets.GiveBack(r.Context.Request().Context(), r.Actor, r.Key(), id, version, r.Text("said"))
		case "close":
			_, err = p.Targets.Close(r.Context.Request().Context(), r.Actor, r.Key(), id, version, r.Text("said"))
		default:
			err = errs.New(errs.Invalid, "form.choice").On("outcome")
		}
		return err
	})
}

func (p *Targets) alertDo(r *kit.Request, q *kit.Queue, notice string, do func(id, version int64) error) error {
	page, err := p.alertPage(r)
	if err != nil {
		return err
	}
	id, version := page.Alert.ID, r.Int("version")
	if q.Asked(r) {
		notice = page.Unit.Name + page.Alert.Month.Chinese() + "：" + notice
	}
	return q.Decide(r, id, "/monitor/alerts/"+kit.FormatID(id), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		return notice, do(id, version)
	}, func(err error) error { return r.RenderFormErrors(err, "alert", page) })
}
