package changeover

import (
	"context"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/divisions"
	"gangwei/internal/registry/resident"
)

// Merger of one village into another of the same township, from the first of a month.
type Merger struct {
	From, Into *region.Region
	On         civil.Date
	Document   string // the decision's number, 2 to 50 characters
}

// Effect is what a merger moves.
type Effect struct {
	People, Posts, Applications, Holders, Grants int64
}

func (m Merger) check(today civil.Date) error {
	var faults errs.Faults
	switch {
	case !m.From.OpenVillage() || !m.Into.OpenVillage():
		faults.Add(errs.New(errs.Invalid, "region.not_village").On("into"))
	case m.From.ID == m.Into.ID || m.From.ParentID != m.Into.ParentID:
		faults.Add(errs.New(errs.Invalid, "changeover.not_beside").On("into"))
	}
	if m.On.IsZero() || m.On.Day() != 1 || m.On.After(today) || m.On.Before(today.AddDays(-31)) ||
		!m.On.After(m.From.FromDate) {
		faults.Add(errs.New(errs.Invalid, "changeover.on").On("on"))
	}
	faults.Add(errs.Length(strings.TrimSpace(m.Document), 2, 50, "form.required", "document"))
	return faults.OrNil()
}

// Ready names what must be done before a village can be merged from a day on: changeover.unfinished (months whose sheet
// is not reviewed), changeover.begun (work or placements of the new village's time are recorded in the old one). nil if
// nothing.
func Ready(r database.Reader, from *region.Region, on civil.Date) error {
	months, err := duty.Unfinished(r, from.ID, on)
	if err != nil {
		return err
	}
	var faults errs.Faults
	if len(months) > 0 {
		faults.Add(errs.New(errs.State, "changeover.unfinished").On("on").With("months", strings.Join(months, "、")))
	}
	begun, err := duty.BegunSince(r, from.ID, on.Month())
	if err != nil {
		return err
	}
	live, err := placement.Live(r, from.ID)
	if err != nil {
		return err
	}
	for _, p := range live {
		begun = begun || !p.StartOn.Before(on)
	}
	if begun {
		faults.Add(errs.New(errs.State, "changeover.begun").On("on"))
	}
	return faults.OrNil()
}

// Merge carries a merger out. Refusals: region.not_village, changeover.not_beside, changeover.on, form.required, those
// of Ready, form.stale (somebody merged it first).
func Merge(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, m Merger) (Effect, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (Effect, error) {
		var e Effect
		if err := v.Allow("division.merge", m.From.Path); err != nil {
			return e, err
		}
		if err := m.check(v.Today()); err != nil {
			return e, err
		}
		if err := divisions.Lock(v.Tx, m.From.ID, m.Into.ID); err != nil {
			return e, err
		}
		if err := Ready(v.Tx, m.From, m.On); err != nil {
			return e, err
		}
		if err := divisions.End(v.Tx, m.From.ID, m.Into.ID, m.On, strings.TrimSpace(m.Document)); err != nil {
			return e, err
		}
		var err error
		if e.People, err = resident.MoveVillage(v.Tx, m.From, m.Into, m.On, m.From.Code[9:]); err != nil {
			return e, err
		}
		if e.Posts, err = post.MoveVillage(v.Tx, m.From, m.Into); err != nil {
			return e, err
		}
		if e.Applications, err = application.MoveVillage(v.Tx, m.From, m.Into); err != nil {
			return e, err
		}
		live, err := placement.Live(v.Tx, m.From.ID)
		if err != nil {
			return e, err
		}
		for _, p := range live {
			if _, err := placement.ContinueIn(v, p, m.Into, m.On); err != nil {
				return e, err
			}
			e.Holders++
		}
		if e.Grants, err = account.CloseRegion(v.Tx, m.From.ID, v.Now()); err != nil {
			return e, err
		}
		v.Record("division.merge", "region", m.From.ID, desk.F("from", m.From.Code), desk.F("into", m.Into.Code),
			desk.F("on", m.On), desk.F("document", strings.TrimSpace(m.Document)),
			desk.F("people", e.People), desk.F("posts", e.Posts), desk.F("applications", e.Applications),
			desk.F("holders", e.Holders), desk.F("grants", e.Grants))
		return e, nil
	})
}
