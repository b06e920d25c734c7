package importer

import (
	"slices"
	"testing"

	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/sheet"
)

// A column that is added to a table's description stands in the template, which is read with it.
func TestColumn_added_once_is_in_template_and_reading(t *testing.T) {
	added := schema.Field{Column: schema.Column{Code: "shoe_size", Head: "鞋码", Also: []string{"鞋号"},
		Type: schema.Number}, In: schema.Import}
	for _, k := range (&Rooms{}).Kinds() {
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
		p, err := lay(&more, "", sheets, nil)
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
		if p, err = lay(&more, "", sheets, nil); err != nil || p.get(p.lines[0], "shoe_size") != "42" {
			t.Errorf("%s: %v", k.Code, err)
		}
	}
}
