package schema_test

import (
	"encoding/json"
	"strings"
	"testing"

	"gangwei/internal/platform/schema"
)

// added is a column that nobody has yet.
var added = schema.Field{Column: schema.Column{Code: "shoe_size", Head: "鞋码", Also: []string{"鞋号"},
	Type: schema.Number, Unit: "码", Example: "42",
	Note: "发胶鞋用"}, In: schema.Import | schema.Folder | schema.Export | schema.Extract}

func TestColumn_added_once_is_in_every_description(t *testing.T) {
	people := schema.Of("people")
	more := people.With(added)
	b, err := schema.JSON([]*schema.Table{more})
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Properties map[string]struct {
			Items struct {
				Properties map[string]map[string]any
			}
		}
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	got := doc.Properties["people"].Items.Properties["shoe_size"]
	if got["title"] != "鞋码" || got["x-unit"] != "码" || len(got["x-uses"].([]any)) != 4 ||
		got["x-heads"].([]any)[1] != "鞋号" {
		t.Errorf("%v", got)
	}
	row := "| `shoe_size` | 鞋码 | 鞋号 | number | all |  | 码 | 42 | 发胶鞋用 |"
	if !strings.Contains(schema.Manual([]*schema.Table{more}), row) {
		t.Errorf("the manual has no %s", row)
	}
	for _, u := range []schema.Use{schema.Import, schema.Folder, schema.Export, schema.Extract} {
		if !more.Has("shoe_size", u) || people.Has("shoe_size", u) {
			t.Errorf("%v: %v %v", u.Names(), more.Has("shoe_size", u), people.Has("shoe_size", u))
		}
	}
	// a table that has no list has no column of one, whatever the column says
	if got := schema.Of("steps").With(added).Columns(schema.Export); len(got) > 0 {
		t.Errorf("%v", got)
	}
}
