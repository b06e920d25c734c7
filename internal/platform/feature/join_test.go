package feature_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/words"
)

// Each fault of a wing is named, with the wing; a wing that fits is joined in its order.
func TestJoin_refuses_what_does_not_fit(t *testing.T) {
	page := func(*kit.Request) error { return nil }
	items := func(*kit.Request, *database.Snapshot) ([]feature.Item, error) { return nil, nil }
	run := func(context.Context) error { return nil }
	get := feature.Get("/x", "", page)
	for _, c := range []struct {
		name, want string
		wing       feature.Feature
	}{
		{"an address twice", "brings the address GET /x", feature.Feature{Routes: []feature.Route{get, get}}},
		{"no handler", "GET /x is no route", feature.Feature{Routes: []feature.Route{feature.Get("/x", "", nil)}}},
		{"no slash", "GET x is no route", feature.Feature{Routes: []feature.Route{feature.Get("x", "", page)}}},
		{"a permission nobody has", "no policy knows",
			feature.Feature{Routes: []feature.Route{feature.Get("/x", "no.such", page)}}},
		{"a link's permission", "the link /y asks",
			feature.Feature{Links: []feature.Link{{Permission: "no.such", Address: "/y"}}}},
		{"public with a permission", "is public and asks",
			feature.Feature{
				Routes: []feature.Route{{Method: "GET", Path: "/x", Public: true, Permission: "known", Handle: page}}}},
		{"a to-do that counts nothing", "the to-do 3 counts nothing", feature.Feature{Todo: []feature.Todo{{Order: 3}}}},
		{"a to-do's permission", "the to-do 3 asks", feature.Feature{Todo: []feature.Todo{{Order: 3, Permission: "no.such",
			Items: items}}}},
		{"a finder without words", "has no permission, no words",
			feature.Feature{Find: []feature.Finder{{Permission: "known"}}}},
		{"a finder's permission", "the finder of posts asks for permission",
			feature.Feature{Find: []feature.Finder{{Permission: "no.such", Words: "posts"}}}},
		{"a duty without limit", "has no limit", feature.Feature{Nightly: []feature.Task{{Name: "n", Words: "w", Run: run}}}},
		{"a duty without words", "no words",
			feature.Feature{Nightly: []feature.Task{{Name: "n", Limit: time.Second, Run: run}}}},
		{"a job without words", "the job n has no words", feature.Feature{Jobs: []jobs.Kind{{Name: "n"}}}},
		{"a table without owner", "has no owner", feature.Feature{Tables: []feature.Table{{Name: "t", Holds: "h"}}}},
		{"a table twice", "brings the table t", feature.Feature{Tables: []feature.Table{{Name: "t", Owner: "o", Holds: "h"},
			{Name: "t", Owner: "o", Holds: "h"}}}},
		{"a rule twice", "brings the rule r", feature.Feature{Rules: []feature.Rule{{Code: "r"}, {Code: "r"}}}},
		{"a parameter twice", "brings the parameter p",
			feature.Feature{Parameters: []*rulebook.Type{{Key: "p"}, {Key: "p"}}}},
		{"a paper that says nothing", "the paper x does not say", feature.Feature{Papers: []feature.Paper{{Code: "x"}}}},
		{"a description that nobody brings", "no wing brings the description of people", feature.Feature{}},
		{"a rule's parameter that is lacking", "the rule r reads p, which no wing brings",
			feature.Feature{Rules: []feature.Rule{{Code: "r", Parameters: []string{"p"}}}}},
	} {
		c.wing.Wing = "wing"
		_, err := feature.Join(func(p authz.Permission) bool { return p == "known" }, c.wing)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestJoin_orders_what_the_wings_bring(t *testing.T) {
	p, err := feature.Join(func(authz.Permission) bool { return true },
		feature.Feature{Wing: "a", Texts: words.Books(), Descriptions: schema.Tables,
			Nav: []feature.Link{{Order: 20, Address: "/b"}}},
		feature.Feature{Wing: "b", Nav: []feature.Link{{Order: 10, Address: "/a"}, {Order: 20, Address: "/c"}}})
	// the platform's own words, which no wing here brings
	if err != nil && !strings.Contains(err.Error(), "no wing brings") {
		t.Fatal(err)
	}
	got := ""
	for _, l := range p.Nav {
		got += l.Address
	}
	if got != "/a/b/c" {
		t.Errorf("menu %s", got)
	}
}
