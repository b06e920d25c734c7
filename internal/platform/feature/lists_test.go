package feature_test

import (
	"strings"
	"testing"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/words"
)

// The permission of this test has words, as a wing would bring them.
var _ = words.Add("platform/feature/test", words.Book{
	Labels: map[string]map[string]string{"permission": {"post.view": "查看岗位"}}})

func TestJoin_refuses_lists_that_do_not_fit(t *testing.T) {
	known := func(p authz.Permission) bool { return p == "post.view" }
	rows := func(*exchange.Run, func(exchange.Row) error) error { return nil }
	whole := exchange.List{Code: "posts", Title: "岗位", Permission: "post.view", Rows: rows,
		Columns: []exchange.Column{{Code: "kind", Head: "种类"}}}
	with := func(change func(*exchange.List)) exchange.List {
		l := whole
		change(&l)
		return l
	}
	for _, c := range []struct {
		name, says string
		lists      []exchange.List
	}{
		{"one list", "", []exchange.List{whole}},
		{"a code twice", "brings the list posts, which hiring brings too", []exchange.List{whole, whole}},
		{"a permission of no policy", "no policy knows",
			[]exchange.List{with(func(l *exchange.List) { l.Permission = "post.stare" })}},
		{"no permission", "half a template", []exchange.List{with(func(l *exchange.List) { l.Permission = "" })}},
		{"no rows", "half a template", []exchange.List{with(func(l *exchange.List) { l.Rows = nil })}},
		{"no columns", "half a template", []exchange.List{with(func(l *exchange.List) { l.Columns = nil })}},
		{"a template without a mapping", "half a template",
			[]exchange.List{with(func(l *exchange.List) { l.Template = true })}},
	} {
		p, err := feature.Join(known,
			feature.Feature{Wing: "hiring", Lists: c.lists, Texts: words.Books(), Descriptions: schema.Tables})
		switch {
		case c.says == "" && (err != nil || len(p.Lists) != 1):
			t.Errorf("%s: %v", c.name, err)
		case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s: %v, want %s", c.name, err, c.says)
		}
	}
}
