package authz

import "testing"

// A region without a path is no region, and a villager holds one permission only.
func TestGuards_of_scopes(t *testing.T) {
	if s := Under(""); !s.Empty() || s.Covers("0001") {
		t.Error("no region covers something")
	}
	if v := Villager(); !v.Scope("post.view").Empty() || v.Check("post.view", "0001") == nil {
		t.Error("a villager holds more than the right to say what is wrong")
	}
}
