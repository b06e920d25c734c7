package caseload_test

import (
	"testing"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/caseload"
	"gangwei/internal/oversight/inspect/folder"
)

// A small city: what is planted is found, look-alikes are not accused, and nobody else is. The large ones are measured
// by make test-long.
func TestRules_find_what_is_planted_and_accuse_no_look_alike(t *testing.T) {
	var q caseload.Quality
	if err := q.Measure(oversight.Rules(), caseload.Make(11, 3, 40)); err != nil {
		t.Fatal(err)
	}
	for _, x := range q.Below() {
		t.Error(x)
	}
	if t.Failed() {
		for _, w := range q.Wrong {
			t.Log(w)
		}
	}
	for _, s := range q.Scores {
		if s.Planted == 0 && !caseload.Unplanted[s.Rule] {
			t.Errorf("nothing is planted for %s", s.Rule)
		}
	}
}

// A city with nothing planted: no record, and hardly a suspicion.
func TestRules_leave_a_clean_city_alone(t *testing.T) {
	c := caseload.Make(12, 0, 500)
	r, err := folder.Run(c.Files, caseload.AsOf, oversight.Rules(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Faults) > 0 {
		t.Errorf("not understood: %v", r.Faults[0])
	}
	suspicions := 0
	for _, f := range r.Findings {
		switch f.Certainty {
		case inspect.Record:
			t.Errorf("%s: %s", f.Rule.Code, f.Sentence)
		case inspect.Suspicion:
			suspicions++
			t.Logf("%s: %s", f.Rule.Code, f.Sentence)
		}
	}
	if suspicions*1000 > c.Holders {
		t.Errorf("%d suspicions about %d holders", suspicions, c.Holders)
	}
}
