package target

import (
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/unit"
)

// States of an alert.
const (
	Open     = "open"
	Answered = "answered"
	Closed   = "closed"
	Lifted   = "lifted"
)

// Alert of a fall.
type Alert struct {
	ID       int64
	UnitID   int64
	Month    civil.Month
	Measure  string
	Against  string
	Base     int64
	Value    int64
	State    string
	AnswerBy civil.Date
	RaisedOn civil.Date
	Version  int64
}

// Late reports whether the day for the answer has passed.
func (a Alert) Late(today civil.Date) bool { return a.State == Open && today.After(a.AnswerBy) }

// again is the day for the answer of an alert that was lifted and is raised anew: another one, but where the first had
// passed without an answer, which stays so whatever the figures were in between.
func (a Alert) again(r database.Reader, fresh civil.Date) (civil.Date, error) {
	events, err := Events(r, a.ID)
	if err != nil {
		return fresh, err
	}
	waited := true
	for _, e := range events {
		switch e.Kind {
		case "answer":
			waited = false
		case "back":
			waited = true
		case "lift":
			if waited && e.AtUs.Date().After(a.AnswerBy) {
				fresh = a.AnswerBy
			}
			waited = true
		}
	}
	return fresh, nil
}

const alertColumns = "id, unit_id, month, measure, against, base, value, state, answer_by, raised_on, version"

// Alerts of units in some states, the latest first.
func Alerts(r database.Reader, units []int64, limit int, states ...string) ([]Alert, error) {
	if len(units) == 0 || len(states) == 0 {
		return nil, nil
	}
	args := []any{}
	for _, s := range states {
		args = append(args, s)
	}
	for _, u := range units {
		args = append(args, u)
	}
	var out []Alert
	err := r.Select(&out,
		"SELECT "+alertColumns+" FROM migrant_alert WHERE state IN (?"+strings.Repeat(",?", len(states)-1)+
			") AND unit_id IN (?"+strings.Repeat(",?", len(units)-1)+") ORDER BY month DESC, id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}

// AlertByID finds an alert.
func AlertByID(r database.Reader, id int64) (Alert, error) {
	return database.Find[Alert](r, "SELECT "+alertColumns+" FROM migrant_alert WHERE id = ?", id)
}

// Event of an alert. Insert-only and witnessed.
type Event struct {
	ID      int64
	AlertID int64
	Kind    string // answer, back, close, lift
	Said    string
	ActorID int64
	AtUs    clock.Moment
}

// Witness of the events.
var Witness = trail.Table{Name: "migrant_alert_event",
	Columns: []string{"alert_id", "kind", "said", "actor_id", "at_us"}}

func say(v *desk.Visit, alertID int64, kind, said string) (int64, error) {
	d := Witness.Digest(alertID, kind, said, v.Actor.UserID, v.Now())
	v.Witness("migrant_alert_event", d)
	return v.Tx.Create(
		"INSERT INTO migrant_alert_event (alert_id, kind, said, actor_id, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, "+
			"?, ?, ?)",
		alertID, kind, said, v.Actor.UserID, int64(v.Now()), v.TrailID(), d)
}

// Events of an alert, in order.
func Events(r database.Reader, id int64) ([]Event, error) {
	var out []Event
	err := r.Select(&out,
		"SELECT id, alert_id, kind, said, actor_id, at_us FROM migrant_alert_event WHERE alert_id = ? ORDER BY id", id)
	return out, err
}

// act on an alert: what is said has 4 to 500 characters. Refusals: authz.*, target.said, target.state, form.stale.
func (r *Service) act(ctx context.Context, actor authz.Actor, key string, id, version int64, p authz.Permission,
	from, to, kind, said string) (int64, error) {
	said = strings.TrimSpace(said)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		a, err := database.Find[Alert](v.Tx, "SELECT "+alertColumns+" FROM migrant_alert WHERE id = ?"+v.Tx.ForUpdate(), id)
		if err != nil {
			return 0, err
		}
		u, err := unit.Allowed(v, p, a.UnitID)
		if err != nil {
			return 0, err
		}
		if a.State != from {
			return 0, errs.New(errs.State, "target.state")
		}
		if fault := errs.Length(said, 4, 500, "target.said", "said"); fault != nil {
			return 0, fault
		}
		if _, err := say(v, id, kind, said); err != nil {
			return 0, err
		}
		v.Record("target."+kind, "migrant_alert", id, desk.F("unit", u.Name), desk.F("month", a.Month),
			desk.F("measure", a.Measure))
		return id,
			v.Tx.Change("UPDATE migrant_alert SET state = ?, version = version + 1 WHERE id = ? AND version = ?", to, id,
				version)
	})
}

// Answer an alert with the unit's measures. Refusals as of act.
func (r *Service) Answer(ctx context.Context, actor authz.Actor, key string, id, version int64,
	measures string) (int64, error) {
	return r.act(ctx, actor, key, id, version, "target.answer", Open, Answered, "answer", measures)
}

// Close an alert whose measures worked, as the city finds. Refusals as of act.
func (r *Service) Close(ctx context.Context, actor authz.Actor, key string, id, version int64,
	why string) (int64, error) {
	return r.act(ctx, actor, key, id, version, "target.close", Answered, Closed, "close", why)
}

// GiveBack an answer that is not enough: the unit answers again. Refusals as of act.
func (r *Service) GiveBack(ctx context.Context, actor authz.Actor, key string, id, version int64,
	why string) (int64, error) {
	return r.act(ctx, actor, key, id, version, "target.close", Answered, Open, "back", why)
}
