package feature_test

import (
	"strings"
	"testing"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/feature"
)

// A table has one owner: a second wing that claims it, and a table of which nothing is said, stop the start.
func TestJoin_refuses_a_table_of_two_wings(t *testing.T) {
	known := func(authz.Permission) bool { return true }
	own := feature.Feature{Wing: "pay", Tables: []feature.Table{{Name: "pay_item", Owner: "payroll",
		Holds: "what is owed"}}}
	if p, err := feature.Join(known, own); err != nil || len(p.Tables) != 1 {
		t.Fatal(p, err)
	}
	other := own
	other.Wing = "forms"
	if _, err := feature.Join(known, own, other); err == nil || !strings.Contains(err.Error(), "the table pay_item") {
		t.Errorf("claimed by two: %v", err)
	}
	for _, x := range []feature.Table{{Name: "a", Holds: "rows"}, {Name: "a", Owner: "post"}} {
		if _, err := feature.Join(known, feature.Feature{Wing: "pay", Tables: []feature.Table{x}}); err == nil {
			t.Errorf("%+v was taken", x)
		}
	}
}
