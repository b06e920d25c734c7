package importer_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/sheettest"
)

// Two tables of one sheet are explained with the cells of both, from the first head to the last row.
func TestHandIn_explains_both_tables_of_a_sheet(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	head := []any{"姓名", "身份证号码", "户号", "与户主关系"}
	row := func(name, home string) []any { return []any{name, h.Number("1970-02-03", false), home, "户主"} }
	rows := [][]any{head, row("示例甲", "1"), row("示例乙", "2"), {"合计", "2人"}, {"附：新增人员"}, head, row("示例丙", "3")}
	b := handIn(t, h, who, "people", apptest.Home, "名册.xlsx",
		sheettest.XLSX(t, sheettest.Page{Name: "名单", Rows: rows}))
	read, err := b.Read()
	apptest.Must(t, err)
	o := read.Sheets[0].Outline
	if o.Head != 1 || o.Last != 7 || len(o.Columns) != 4 || o.Columns[2].Cells[0].N != 3 || b.RowsGood != 3 {
		t.Errorf("%+v", o)
	}
}

// A number that is read and at fault is not said to stand outside the heads.
func TestHandIn_says_why_a_number_in_a_read_row_is_left(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	rows := [][]any{{"姓名", "身份证号码", "户号", "与户主关系"}}
	for i, number := range []string{h.Number("1970-02-03", false), h.Number("1971-02-03", false) + "."} {
		rows = append(rows, []any{"示例" + string(rune('甲'+i)), number, string(rune('1' + i)), "户主"})
	}
	b := handIn(t, h, who, "people", apptest.Home, "名册.xlsx",
		sheettest.XLSX(t, sheettest.Page{Name: "名单", Rows: rows}))
	read, err := b.Read()
	apptest.Must(t, err)
	if len(read.Left) != 1 || read.Left[0].Why != "number" || read.Left[0].People != read.People-read.Taken ||
		read.Whole() || b.RowsGood != 1 {
		t.Errorf("%+v %+v", read, faults(t, h, b.ID))
	}
}
