package screens

import (
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/target"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/unit"
)

// Targets shows targets, months and alerts of migrant work.
type Targets struct {
	Targets *target.Service
}

// Routes of these pages.
func (p *Targets) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/monitor", "target.view", p.monitor),
		feature.Post("/monitor", "target.enter", p.monitorEnter),
		feature.Post("/monitor/excel", "target.enter", p.monitorTake).Takes(kit.MaxFiles),
		feature.Post("/monitor/targets", "target.set", p.targetSet),
		feature.Get("/monitor/alerts/:id", "target.view", p.alert).Of("alert"),
		feature.Post("/monitor/alerts/:id/answer", "target.answer", p.alertAnswer).Of("alert"),
		feature.Post("/monitor/alerts/:id/close", "target.close", p.alertClose).Of("alert"),
	}
}

type alertPage struct {
	kit.Page
	Alert  target.Alert
	Unit   unit.Unit
	Events []target.Event
	Answer bool
	Close  bool
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
		page.Close = page.Alert.State == target.Answered && page.Unit.Serves(r.Actor, "target.close")
		page.Events, err = target.Events(s, n)
		return err
	})
}

func (p *Targets) alert(r *kit.Request) error {
	page, err := p.alertPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "alert", page)
}

func (p *Targets) alertAnswer(r *kit.Request) error {
	return p.alertDo(r, "已答复。", func(id, version int64) error {
		_, err := p.Targets.Answer(r.Context.Request().Context(), r.Actor, r.Key(), id, version, r.Text("said"))
		return err
	})
}

func (p *Targets) alertClose(r *kit.Request) error {
	outcome := r.Text("outcome")
	return p.alertDo(r, "已登记。", func(id, version int64) (err error) {
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

func (p *Targets) alertDo(r *kit.Request, notice string, do func(id, version int64) error) error {
	page, err := p.alertPage(r)
	if err != nil {
		return err
	}
	version := r.Int("version")
	if err = r.Faults(); err == nil {
		err = do(page.Alert.ID, version)
	}
	if err != nil {
		return r.RenderFormErrors(err, "alert", page)
	}
	return r.SeeOther("/monitor/alerts/"+kit.FormatID(page.Alert.ID), notice)
}
