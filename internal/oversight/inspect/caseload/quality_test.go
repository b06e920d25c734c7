//go:build long

package caseload_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect/caseload"
)

var update = flag.Bool("update", false, "write docs/inspection-quality.md")

// Three cities of seeds that no rule was written on, a hundred plants and more for each rule.
func TestQuality_of_three_cities(t *testing.T) {
	var q caseload.Quality
	for _, seed := range []uint64{901, 902, 903} {
		if err := q.Measure(oversight.Rules(), caseload.Make(seed, 34, 200)); err != nil {
			t.Fatal(err)
		}
	}
	for _, x := range q.Below() {
		t.Error(x)
	}
	for i, w := range q.Wrong {
		if i < 60 {
			t.Log(w)
		}
	}
	var clean caseload.Quality
	if err := clean.Measure(oversight.Rules(), caseload.Make(904, 0, 2500)); err != nil {
		t.Fatal(err)
	}
	accused := 0
	for _, s := range clean.Scores {
		accused += s.Accused
	}
	if accused*1000 > clean.Holders {
		t.Errorf("%d places accused in a city with nothing planted, %d holders", accused, clean.Holders)
	}
	const path = "../../../../docs/inspection-quality.md"
	old, err := os.ReadFile(path)
	if err != nil && !*update {
		t.Fatal(err)
	}
	const mark = "<!-- measured by: go test -tags long ./internal/inspect/caseload -run Quality -update -->\n"
	head, _, found := strings.Cut(string(old), mark)
	if !found && !*update {
		t.Fatal("docs/inspection-quality.md has no place for the table")
	}
	text := head + mark +
		fmt.Sprintf(
			"\nThree cities (seeds 901, 902, 903), %d post holders on paper; in a fourth with nothing planted (seed 904, %d "+
				"holders) %d places were accused.\n\n",
			q.Holders, clean.Holders, accused) +
		q.Table() + "\n## Disguises and look-alikes\n\n" + caseload.Disguises()
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if text != string(old) {
		t.Error("docs/inspection-quality.md says something else: run with -update and look at the difference")
	}
}
