package placement

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/words"
)

// Lists that can be written: holders of posts, the month's changes for the insurer, and accidents.
func Lists() []exchange.List {
	return []exchange.List{
		exchange.NewList("holders", "placement.export", holderRows),
		exchange.NewList("insurance", "placement.export", insuranceRows),
		exchange.NewList("accidents", "accident.view", accidentRows),
	}
}

func holderRows(x *exchange.Run, yield func(exchange.Row) error) error {
	return StreamHeld(x.Snapshot, x.Scope, Filter{State: x.State}, func(p Held) error {
		number, err := x.Number("id", p.IDSealed, p.IDTail)
		if err != nil {
			return err
		}
		return yield(x.At(p.Path, exchange.Row{
			"name":            p.Name,
			"sex":             words.Label("sex", fmt.Sprint(p.Sex)),
			"id_no":           number,
			"basis":           words.Label("category", p.Basis),
			"post_code":       p.Code,
			"post_title":      p.Title,
			"rate":            money.Fen(p.RateFen).String(),
			"hours":           exchange.Known(p.HoursMonth),
			"start":           p.StartOn.String(),
			"agreement_no":    p.AgreementNo,
			"agreement_from":  p.AgreementFrom.String(),
			"agreement_until": p.AgreementUntil.String(),
			"insurance_no":    p.InsuranceNo,
			"insured_from":    p.InsuredFrom.String(),
			"trained":         p.TrainedOn.String(),
			"state":           words.Label("placement", p.State),
			"end":             p.EndOn.String(),
			"end_reason":      words.Label("exit", p.EndReason),
		}))
	})
}

// insuranceRows are the changes of a month for the group policy (批改): who starts and who leaves. The month is the state
// YYYY-MM, else the present one.
func insuranceRows(x *exchange.Run, yield func(exchange.Row) error) error {
	month := x.Today.Month()
	if x.State != "" {
		m, err := civil.ParseMonth(x.State)
		if err != nil {
			return errs.New(errs.Invalid, "form.month").On("state")
		}
		month = m
	}
	rows, err := Changes(x.Snapshot, x.Scope, month)
	if err != nil {
		return err
	}
	for _, c := range rows {
		number, err := x.Number("id", c.IDSealed, c.IDTail)
		if err != nil {
			return err
		}
		change, on := "增", c.StartOn
		if c.Leaves == 1 {
			change, on = "减", c.EndOn
		}
		if err := yield(x.At(c.Path, exchange.Row{
			"name":       c.Name,
			"id_no":      number,
			"sex":        words.Label("sex", fmt.Sprint(c.Sex)),
			"post_title": c.Title,
			"change":     change,
			"on":         on.String(),
			"policy":     c.InsuranceNo,
		})); err != nil {
			return err
		}
	}
	return nil
}

func accidentRows(x *exchange.Run, yield func(exchange.Row) error) error {
	state := x.State
	if state == "" {
		state = "all"
	}
	return exchange.Paged(func(before int64) ([]Accident, error) {
		return Accidents(x.Snapshot, x.Scope, "", state, before, exchange.PageSize)
	}, func(a Accident) (int64, error) {
		amount := ""
		if a.AmountFen > 0 {
			amount = a.AmountFen.String()
		}
		return a.ID, yield(x.At(a.Path, exchange.Row{
			"name":       a.Name,
			"post_title": a.Title,
			"on":         a.HappenedOn.String(),
			"place":      a.Place,
			"story":      a.Story,
			"injury":     a.Injury,
			"claim_by":   a.ClaimBy.String(),
			"claimed":    a.ClaimedOn.String(),
			"state":      words.Label("accident", a.State),
			"amount":     amount,
		}))
	})
}
