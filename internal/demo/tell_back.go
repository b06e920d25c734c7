package demo

import (
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// tookBack: a village's second clerk passed an application before looking at the household book, took the step back at
// once, looked, and passed it.
func tookBack(t *telling) {
	a, v := toCheck(t)
	if v == nil {
		return
	}
	check := func(version int64, remark string) {
		t.by(v.second(), func(who authz.Actor) error {
			_, err := t.app.Applications.Check(t.ctx, who, "", application.Move{ID: a.ID, Version: version, Pass: true,
				Remark: remark})
			return err
		})
	}
	check(a.Version, "")
	if t.refused("application.state") || t.err != nil {
		return
	}
	t.by(v.second(), func(who authz.Actor) error {
		var last trail.Line
		if err := t.app.DB.Read(t.ctx, func(s *database.Snapshot) (err error) {
			last, _, err = trail.LastOf(s, "application", a.ID)
			return err
		}); err != nil {
			return err
		}
		_, err := application.TakeBack(t.ctx, t.app.Desk, who, "", a.ID, desk.Back{Entry: last.ID, Version: a.Version + 1,
			Why: "户口簿还没有看到，先收回"})
		return err
	})
	check(a.Version+2, "户口簿原件已看过")
}

// toCheck is an application that its village is still to look at, near the printed logins if there is one, and nothing
// planted about its village.
func toCheck(t *telling) (a application.Application, at *village) {
	var id int64
	for _, v := range append(t.near(), t.villages...) {
		if v.merged || v.plants.planted() || id > 0 {
			continue
		}
		t.read(func(s *database.Snapshot) error {
			waiting, err := application.Queue(s, authz.Under(v.region.Path), application.Submitted, application.Hand{})
			if len(waiting) > 0 {
				id, at = waiting[0], v
			}
			return err
		})
	}
	if at == nil {
		return a, nil
	}
	at.touched = true
	t.read(func(s *database.Snapshot) (err error) {
		a, err = application.ByID(s, id)
		return err
	})
	return a, at
}
