package demo

import (
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// tookBack: a village's second clerk passed an application before looking at the household book, took the step back at
// once, looked, and passed it.
func tookBack(t *telling) {
	a, v := t.toCheck()
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
		var entry int64
		if err := t.app.DB.Read(t.ctx, func(s *database.Snapshot) error {
			_, err := s.One(&entry, "SELECT MAX(id) FROM trail_entry WHERE act = 'application.check' AND subject_id = ?", a.ID)
			return err
		}); err != nil {
			return err
		}
		_, err := application.TakeBack(t.ctx, t.app.Desk, who, "", a.ID, desk.Back{Entry: entry, Version: a.Version + 1,
			Why: "户口簿还没有看到，先收回"})
		return err
	})
	check(a.Version+2, "户口簿原件已看过")
}

// toCheck is an application that its village is still to look at, near the printed logins if there is one, and nothing
// planted about its village.
func (t *telling) toCheck() (a application.Application, at *village) {
	var rows []struct {
		ID   int64
		Path string
	}
	t.read(func(s *database.Snapshot) error {
		return s.Select(&rows, "SELECT id, path FROM application WHERE state = 'submitted' ORDER BY id")
	})
	var id int64
	for _, v := range append(t.near(), t.villages...) {
		for _, row := range rows {
			if id == 0 && row.Path == v.region.Path && !v.merged && !v.plants.planted() {
				id, at = row.ID, v
			}
		}
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
