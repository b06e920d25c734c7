package demo

import (
	"strings"

	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
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

// toCheck is an application near the printed logins that its village is still to look at, and nothing planted about
// its village.
func (t *telling) toCheck() (a application.Application, at *village) {
	_, _, county := t.home()
	var rows []struct{ ID int64 }
	t.read(func(s *database.Snapshot) error {
		where, args := authz.Under(county.Path).SQL("path")
		return s.Select(&rows, "SELECT id FROM application WHERE state = 'submitted' AND "+where+" ORDER BY id", args...)
	})
	for _, row := range rows {
		t.read(func(s *database.Snapshot) (err error) {
			a, err = application.ByID(s, row.ID)
			return err
		})
		for _, v := range t.near() {
			if strings.HasPrefix(a.Path, v.region.Path) && !v.plants.planted() && region.CountyPath(a.Path) == county.Path {
				v.touched = true
				return a, v
			}
		}
	}
	return a, nil
}
