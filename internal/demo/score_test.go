package demo

import (
	"testing"

	"gangwei/internal/dbtest"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
)

// What is planted is found, and nobody innocent is accused.
func TestScore_finds_the_planted_and_accuses_no_look_alike(t *testing.T) {
	a, set := office(t, dbtest.SQLite(t))
	city, err := Build(ctx, a, set, scoreCity)
	if err != nil {
		t.Fatal(err)
	}
	out, _, err := inspect.Look(ctx, a.DB, a.Clock.Now, oversight.Rules(), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	planted, alikes := 0, 0
	families := map[string]bool{}
	for _, s := range inspect.Grade(oversight.Rules(), out.Finds.All(), city.Answers) {
		planted += s.Planted
		alikes += s.LookAlikes
		if s.Wrongful > 0 {
			t.Errorf("%s accuses %d of %d look-alikes", s.Rule, s.Wrongful, s.LookAlikes)
		}
		if s.Planted >= 10 && (s.Recall() < 0.9 || s.Precision() < 0.9) {
			t.Errorf("%s: recall %.2f of %d, precision %.2f of %d", s.Rule, s.Recall(), s.Planted, s.Precision(), s.Accused)
		}
		t.Logf("%-34s planted %3d found %3d, look-alikes %4d, accused of %4d others", s.Rule, s.Planted, s.Found,
			s.LookAlikes, s.Accused-s.Found)
		if s.Found > 0 {
			for _, r := range oversight.Rules() {
				if r.Code == s.Rule {
					families[string(r.Family)] = true
				}
			}
		}
	}
	if planted < 100 || alikes < 100 || len(families) < scoreFamilies {
		t.Errorf("%d planted, %d look-alikes, families found: %v", planted, alikes, families)
	}
}
