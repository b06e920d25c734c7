package caseload_test

import (
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/inspect/caseload"
	"gangwei/internal/inspect/folder"
)

func TestTry(t *testing.T) {
	c := caseload.Make(5, 2, 40)
	r, err := folder.Run(c.Files, caseload.AsOf, app.Rules(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range r.Faults {
		if i < 10 {
			t.Log(f)
		}
	}
	scores, wrong := c.Grade(app.Rules(), r)
	for _, s := range scores {
		t.Logf("%-34s planted %3d found %3d, alikes %3d wrongful %d, accused %d true %d", s.Rule, s.Planted, s.Found, s.LookAlikes, s.Wrongful, s.Accused, s.True)
	}
	for i, w := range wrong {
		if i < 150 {
			t.Log(w)
		}
	}
}
