package inspect_test

import (
	"fmt"
	"reflect"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/region"
)

// What is packed comes out as it went in, in its order, as often as one asks, and more may be added after.
func TestFinds_come_out_as_they_went_in(t *testing.T) {
	rules := oversight.Rules()
	var x inspect.Finds
	var in []inspect.Finding
	add := func(n int) {
		for i := range n {
			f := inspect.Finding{Rule: rules[i%len(rules)], Severity: inspect.High, Certainty: inspect.Record,
				Region:  &region.Region{Path: fmt.Sprintf("0001%04d", i%7)},
				Subject: inspect.Subject{Table: "placement", ID: int64(i), Name: "示例甲"},
				Day:     civil.MustDate("2025-03-10"), From: civil.MustMonth("2025-02"),
				Held: inspect.Still(civil.MustMonth("2025-02")), Amount: 80_000, Sentence: "拖欠一个月。",
				Evidence: []inspect.Evidence{{Table: "pay_item", ID: int64(i), What: "800.00元", Digest: []byte{1, 2}}}}
			if i%5 == 0 {
				f.Figures = []figure.Figure{{Kind: figure.Bars,
					Lanes: []figure.Lane{{Name: "示例甲", Spells: []figure.Spell{{From: f.Day, Label: "在岗"}}}}}}
				f.To = civil.MustMonth("2025-03")
			}
			in = append(in, f)
			x.Add(f)
		}
	}
	same := func() {
		t.Helper()
		out := x.List()
		if x.Len() != len(in) || len(out) != len(in) {
			t.Fatalf("%d of %d", len(out), len(in))
		}
		for i := range in {
			in[i].Region, out[i].Region = &region.Region{Path: in[i].Region.Path}, &region.Region{Path: out[i].Region.Path}
			if in[i].Rule != out[i].Rule {
				t.Fatalf("%d: rule %s, was %s", i, out[i].Rule.Code, in[i].Rule.Code)
			}
			in[i].Rule, out[i].Rule = nil, nil
			if !reflect.DeepEqual(in[i], out[i]) {
				t.Fatalf("%d:\n%+v\n%+v", i, in[i], out[i])
			}
			in[i].Rule = rules[i%len(rules)]
		}
	}
	same()
	add(2_500)
	same()
	same()
	for f := range x.All() {
		if f.Subject.ID == 1_200 {
			break
		}
	}
}
