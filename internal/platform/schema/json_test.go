package schema_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/platform/schema"
)

// described is what the machine-readable schema says of a column.
type described struct {
	Title     string
	Type      string
	Pattern   string
	Enum      []string
	MaxLength int
	XType     string   `json:"x-type"`
	XHeads    []string `json:"x-heads"`
	XWhole    []string `json:"x-whole-heads"`
	XStandIns []string `json:"x-stand-ins"`
	XUses     []string `json:"x-uses"`
	XNeeded   []string `json:"x-needed"`
	XCode     string   `json:"x-import-code"`
	XPast     bool     `json:"x-past"`
}

type document struct {
	Schema     string `json:"$schema"`
	ID         string `json:"$id"`
	Type       string
	Properties map[string]struct {
		Title string
		Type  string
		XUses []string `json:"x-uses"`
		XKind string   `json:"x-import-kind"`
		XList string   `json:"x-export-list"`
		Items struct {
			Type       string
			Properties map[string]described
			Required   []string
		}
	}
}

func machine(t *testing.T, tables []*schema.Table) (document, []byte) {
	t.Helper()
	b, err := schema.JSON(tables)
	if err != nil {
		t.Fatal(err)
	}
	var d document
	if err := json.Unmarshal(b, &d); err != nil {
		t.Fatal(err)
	}
	return d, b
}

// The machine-readable schema says of every column what its description says, and nothing of others.
func TestJSON_says_what_the_descriptions_say(t *testing.T) {
	d, b := machine(t, schema.Tables)
	if d.Schema != schema.Draft || d.ID == "" || d.Type != "object" || len(d.Properties) != len(schema.Tables) {
		t.Fatalf("%s %s %d", d.Schema, d.ID, len(d.Properties))
	}
	for _, table := range schema.Tables {
		got := d.Properties[table.Code]
		if got.Title != table.Name || got.Type != "array" || got.Items.Type != "object" || !slices.Equal(got.XUses,
			table.Use.Names()) ||
			len(got.Items.Properties) != len(table.Fields) {
			t.Errorf("%s: %+v", table.Code, got)
		}
		if got.XKind != "" && schema.TakenAs(got.XKind) != table || got.XList != "" &&
			schema.ListedAs(got.XList) != table {
			t.Errorf("%s: %s %s", table.Code, got.XKind, got.XList)
		}
		for i := range table.Fields {
			f := &table.Fields[i]
			c := got.Items.Properties[f.Code]
			heads := append([]string{f.Head}, f.Also...)
			if c.Title != f.Head || c.Type != "string" || c.XType != string(f.Type) || !slices.Equal(c.XHeads,
				heads) || c.XCode != f.Named ||
				!slices.Equal(c.XWhole, f.Exact) || !slices.Equal(c.XStandIns, f.Weak) || c.MaxLength != f.Limit ||
				c.XPast != f.Past ||
				!slices.Equal(c.XUses, (f.In&table.Use).Names()) || !slices.Equal(c.XNeeded, (f.Needed&table.Use).
				Names()) && f.Needed != 0 {
				t.Errorf("%s.%s: %+v of %+v", table.Code, f.Code, c, f)
			}
			if _, err := regexp.Compile(c.Pattern); err != nil {
				t.Error(err)
			}
			for _, u := range []schema.Use{schema.Import, schema.Folder} {
				if required := slices.Contains(got.Items.Required, f.Code); required && table.Use&u != 0 &&
					!table.Column(f.Code, u).Required {
					t.Errorf("%s.%s is not needed by %v", table.Code, f.Code, u.Names())
				}
			}
		}
	}
	if again, _ := schema.JSON(schema.Tables); !bytes.Equal(again, b) {
		t.Error("twice is not the same")
	}
	at := 0 // in the order of the descriptions
	for _, table := range schema.Tables {
		next := bytes.Index(b[at:], []byte("\n    \""+table.Code+"\": {"))
		if next < 0 {
			t.Fatalf("%s stands before what is described before it", table.Code)
		}
		at += next
		row := at
		for _, f := range table.Fields {
			n := bytes.Index(b[row:], []byte("\n          \""+f.Code+"\": {"))
			if n < 0 {
				t.Fatalf("%s.%s stands before what is described before it", table.Code, f.Code)
			}
			row += n
		}
	}
}

// Codes are plain English words, once in a table; every column has a head, a type and a use.
func TestDescriptions_are_whole(t *testing.T) {
	plain := regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	seen := map[string]bool{}
	for _, table := range schema.Tables {
		if !plain.MatchString(table.Code) || seen[table.Code] || table.Name == "" || table.What == "" ||
			table.From == "" || table.Use == 0 ||
			(table.Use&schema.Export != 0) != (table.Title != "") || strings.HasSuffix(table.What, "。") {
			t.Errorf("%+v", table)
		}
		seen[table.Code] = true
		codes := map[string]bool{}
		for _, f := range table.Fields {
			if !plain.MatchString(f.Code) || f.Head == "" || f.Type == "" || f.In&table.Use == 0 ||
				f.Needed&^f.In&table.Use != 0 {
				t.Errorf("%s: %+v", table.Code, f)
			}
			for _, c := range []string{f.Code, f.Named} {
				if c != "" && codes[c] {
					t.Errorf("%s has %s twice", table.Code, c)
				}
				codes[c] = true
			}
			for _, or := range f.Or {
				if !table.Has(or, schema.Import) {
					t.Errorf("%s: nothing is %s", table.Code, or)
				}
			}
			if table.Use&schema.Export != 0 && f.In&schema.Export != 0 && f.Width == 0 {
				t.Errorf("%s.%s has no width in the list", table.Code, f.Code)
			}
		}
	}
}
