package importer

import (
	"slices"
	"testing"

	"gangwei/internal/matching"
	"gangwei/internal/resident"
	"gangwei/internal/schema"
	"gangwei/internal/sheet"
	"gangwei/internal/words"
)

// A column that is added to a table's description stands in the template, which is read with it.
func TestColumn_added_once_is_in_template_and_reading(t *testing.T) {
	added := schema.Field{Column: schema.Column{Code: "shoe_size", Head: "鞋码", Also: []string{"鞋号"},
		Type: schema.Number}, In: schema.Import}
	for _, k := range Kinds() {
		more := *k
		more.Columns = schema.TakenAs(k.Code).With(added).Columns(schema.Import)
		body, err := Template(&more, k.Code)
		if err != nil {
			t.Fatal(err)
		}
		sheets, err := sheet.Open("模板.xlsx", body)
		if err != nil {
			t.Fatal(err)
		}
		p, err := lay(&more, sheets)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(p.Sheets[0].Matched, Match{"鞋码", "鞋码"}) || len(p.Sheets[0].Unused) > 0 {
			t.Errorf("%s: %+v", k.Code, p.Sheets[0])
		}
		sheets[0].Rows[2].Cells[len(more.Columns)-1].Text = "鞋 号"
		sheets[0].Rows[3].Cells = append(sheets[0].Rows[3].Cells, make([]sheet.Cell,
			len(more.Columns)-len(sheets[0].Rows[3].Cells))...)
		sheets[0].Rows[3].Cells[len(more.Columns)-1].Text = "42"
		if p, err = lay(&more, sheets); err != nil || p.get(p.lines[0], "shoe_size") != "42" {
			t.Errorf("%s: %v", k.Code, err)
		}
	}
}

// Whatever word a list writes for a code is read back as that code.
func TestLabels_are_read_back(t *testing.T) {
	for _, list := range []string{"category", "exclusion", "fund", "office", "stream", "work", "post", "placement",
		"helpkind"} {
		codes := words.Codes(list)
		if len(codes) == 0 {
			t.Errorf("no %s", list)
		}
		for _, code := range codes {
			if got, ok := choice(list, nil, words.Label(list, code)); !ok || got != code {
				t.Errorf("%s %s is written %q and read %q", list, code, words.Label(list, code), got)
			}
		}
	}
	for _, code := range matching.Kinds {
		if got, ok := choice("exclusion", nil, words.Label("register", code)); !ok || got != code {
			t.Errorf("register %s is written %q and read %q", code, words.Label("register", code), got)
		}
	}
	kin := 0
	for _, code := range words.Codes("kin") {
		if resident.CheckTie(code) != nil {
			continue
		}
		kin++
		if got, ok := relation(words.Label("kin", code)); !ok || got != code {
			t.Errorf("kin %s is written %q and read %q", code, words.Label("kin", code), got)
		}
	}
	for _, code := range []string{"02", "99"} {
		if got, ok := relation(words.Label("relation", code)); !ok || got != code {
			t.Errorf("%s is written %q and read %q", code, words.Label("relation", code), got)
		}
	}
	if kin < 40 {
		t.Errorf("only %d ties", kin)
	}
}
