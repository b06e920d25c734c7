package sheet_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/sheettest"
)

var page = sheettest.Page{Name: "一季度", Rows: [][]any{
	{"某村人员名册"},
	{"姓名", "身份证号码", "出生", "补贴"},
	{"张𠅤", "370499197001010018", sheettest.Day(25569), 800.5},
	nil,
	{"王三", sheettest.Whole(370499197001010000), "1965.3.2", 0.1 + 0.2},
	{"李四", 370499197001010018.0, 20000.0, 800.0},
}, Merge: [][2]string{{"A1", "D1"}}}

func TestOpen_reads_what_villages_keep(t *testing.T) {
	text := func(s string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: s} }
	number := func(s string) sheet.Cell { return sheet.Cell{Kind: sheet.Number, Text: s} }
	lost := sheet.Cell{Kind: sheet.Lost, Text: "3.7049919700101E+17"}
	want := []sheet.Row{{N: 1, Cells: []sheet.Cell{text("某村人员名册")}},
		{N: 2, Cells: []sheet.Cell{text("姓名"), text("身份证号码"), text("出生"),
			text("补贴")}},
		{N: 3, Cells: []sheet.Cell{text("张𠅤"), text("370499197001010018"), {Kind: sheet.Day, Text: "1970-01-01"},
			number("800.5")}},
		{N: 5, Cells: []sheet.Cell{text("王三"), lost, text("1965.3.2"), number("0.3")}},
		{N: 6, Cells: []sheet.Cell{text("李四"), lost, number("20000"), number("800")}}}
	for name, body := range map[string][]byte{"a.xlsx": sheettest.XLSX(t, page), "a.xls": sheettest.XLS(page, 8000, false),
		"seams.xls": sheettest.XLS(page, 31, false), "odd.xls": sheettest.XLS(page, 40, false),
		"renamed.csv": sheettest.XLSX(t, page)} {
		got, err := sheet.Open(name, body)
		if err != nil || len(got) != 1 || got[0].Name != "一季度" || len(got[0].Rows) != len(want) {
			t.Errorf("%s: %+v %v", name, got, err)
			continue
		}
		for i, r := range got[0].Rows {
			if r.N != want[i].N || !slices.Equal(r.Cells, want[i].Cells) {
				t.Errorf("%s: row %+v, want %+v", name, r, want[i])
			}
		}
	}
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("姓名,村\r\n\r\n张𠅤,东村,,\r\n")
	if err != nil {
		t.Fatal(err)
	}
	got, err := sheet.Open("名册.csv", []byte(gbk))
	if err != nil || len(got[0].Rows) != 2 || !slices.Equal(got[0].Rows[1].Texts(), []string{"张𠅤", "东村"}) {
		t.Errorf("%+v %v", got, err)
	}
}

func TestOpen_refuses_with_the_remedy(t *testing.T) {
	good := sheettest.XLSX(t, page)
	wide := make([]any, 201)
	for i := range wide {
		wide[i] = "x"
	}
	xls := sheettest.XLS(page, 8000, false)
	for _, c := range []struct {
		name, code string
		body       []byte
	}{
		{"a.et", "sheet.et", xls},
		{"a.xlsx", "sheet.empty", nil},
		{"a.xlsx", "sheet.empty", sheettest.XLSX(t, sheettest.Page{Name: "空", Rows: [][]any{{"  "}}})},
		{"a.xlsx", "sheet.protected", sheettest.Locked(t)},
		{"a.xls", "sheet.protected", sheettest.XLS(page, 8000, true)},
		{"a.xlsx", "sheet.macro", sheettest.With(t, good, "xl/vbaProject.bin", 10)},
		{"a.xlsx", "sheet.bomb", sheettest.With(t, good, "xl/media/a.bin", 300<<20)},
		{"a.xlsx", "sheet.broken", good[:len(good)/2]},
		{"a.xls", "sheet.broken", xls[:900]},
		{"a.xlsx", "sheet.not_sheet", []byte("%PDF-1.4")},
		{"a.docx", "sheet.not_sheet", sheettest.With(t, emptyZip, "word/document.xml", 10)},
		{"a.xlsx", "sheet.columns", sheettest.XLSX(t, sheettest.Page{Name: "宽", Rows: [][]any{{"a"}, wide}})},
		{"a.xls", "sheet.columns", sheettest.XLS(sheettest.Page{Name: "宽", Rows: [][]any{{"a"}, wide}}, 8000, false)},
		{"a.csv", "sheet.too_large", bytes.Repeat([]byte("a"), sheet.MaxBytes+1)},
	} {
		if _, err := sheet.Open(c.name, c.body); errs.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
	}
}

var emptyZip = []byte("PK\x05\x06" + strings.Repeat("\x00", 18))

// A forged .xls says anything about its lengths and places: no answer but a refusal or fewer rows.
func TestOpen_survives_a_forged_xls(t *testing.T) {
	good := sheettest.XLS(page, 60, false)
	for at := 512; at < len(good); at += 7 {
		for _, b := range []byte{0, 1, 0x7f, 0xff} {
			bad := bytes.Clone(good)
			bad[at] = b
			if _, err := sheet.Open("a.xls", bad); err != nil && len(errs.All(err)) == 0 {
				t.Fatalf("byte %d = %d: %v", at, b, err)
			}
		}
	}
}

func TestRuined(t *testing.T) {
	for in, want := range map[string]bool{"3.70402E+17": true, "6.217E+18": true, "3E+17": true,
		"370402199001011234": false, "E+17": false, "张E+1": false, "": false} {
		if sheet.Ruined(in) != want {
			t.Errorf("%q: %v", in, !want)
		}
	}
}
