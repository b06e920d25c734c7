package sheet_test

import (
	"strings"
	"testing"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/sheettest"
)

// whole holds what every sheet that was read must be: rows in order, no wider than may be, cells of known kinds,
// numbers in exact decimals.
func whole(t *testing.T, name string, body []byte) {
	t.Helper()
	sheets, err := sheet.Open(name, body)
	if err != nil {
		if len(errs.All(err)) == 0 {
			t.Fatalf("not refused by name: %v", err)
		}
		return
	}
	for _, s := range sheets {
		last := 0
		for _, r := range s.Rows {
			if r.N <= last || len(r.Cells) > sheet.MaxColumns || len(r.Cells) == 0 {
				t.Fatalf("row %d after %d with %d cells", r.N, last, len(r.Cells))
			}
			last = r.N
			for _, c := range r.Cells {
				if c.Kind > sheet.NoValue || c.Kind == sheet.Blank && c.Text != "" || strings.IndexByte(c.Text,
					0) >= 0 {
					t.Fatalf("%+v", c)
				}
				if c.Kind == sheet.Number && (c.Text == "" || strings.Trim(c.Text, "-.0123456789") != "") {
					t.Fatalf("no decimal: %+v", c)
				}
			}
		}
	}
}

func seedPage() sheettest.Page {
	return sheettest.Page{Name: "表", Rows: [][]any{{"姓名", "号码"}, {"甲", sheettest.Whole(370499197001010018)}, {true,
		sheettest.Failed("#N/A")},
		{sheettest.Day(45356), sheettest.Uncomputed("A1")}, {sheettest.Shown{Value: 1.5, Format: "m.d"}, 0.1},
		{sheettest.Computed(3)}}, Merge: [][2]string{{"A2", "A4"}}, Filter: []int{3}}
}

// The records of an .xls, cut, nested and looping, inside a container that is in order: the fuzzer gets to them at
// once.
func FuzzXLS(f *testing.F) {
	records := sheettest.Records(seedPage(), 40, false)
	f.Add(records)
	f.Add(records[:len(records)/2])
	f.Add(append(append([]byte{}, records...), records...))
	f.Add(sheettest.Records(seedPage(), 8000, true))
	f.Fuzz(func(t *testing.T, records []byte) {
		if len(records) > 1<<20 {
			return
		}
		whole(t, "a.xls", sheettest.OLE(records))
	})
}

// The part of a sheet of an .xlsx, and its shared strings.
func FuzzXLSX(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="2" hidden="1"><c r="B2" t="s"><v>0</v></c><c t="inlineStr"><is><t>甲_x0041_</t></is></c>`+
		`<c s="1"><v>45356.5</v></c><c s="2"><v>45352</v></c><c t="b"><v>1</v></c><c t="e"><f>1/0</f><v>#N/A</v></c><c><f>A1</f></c>`+
		`<c t="d"><v>2024-03-05T08:30:00Z</v></c><c><v>6.217E+18</v></c><c><v>-0.10</v></c></row><row/></sheetData>`+
		`<mergeCells><mergeCell ref="B2:B9"/></mergeCells></worksheet>`),
		[]byte(`<sst><si><t>王</t><rPh><t>ワン</t></rPh></si></sst>`))
	// a cell in no row
	f.Add([]byte(`<worksheet><c><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row></worksheet>`), []byte(nil))
	f.Fuzz(func(t *testing.T, part, shared []byte) {
		whole(t, "a.xlsx", sheettest.Part(t, part, shared))
	})
}

// A stored number under any number format, in both formats of workbooks: the same cell.
func FuzzCell(f *testing.F) {
	for _, format := range []string{"General", "0.00", `yyyy"年"m"月"`, "m/d", "[h]:mm", `[$-804]e"年"`, "@", "0.00E+00", "d",
		";;;", `"m`} {
		f.Add(45352.0, format)
		f.Add(-0.0001, format)
		f.Add(6217000000000011111.0, format)
	}
	f.Fuzz(func(t *testing.T, v float64, format string) {
		if v != v || v > 1e300 || v < -1e300 || len(format) > 100 || !plainXML(format) {
			return
		}
		p := sheettest.Page{Name: "表", Rows: [][]any{{sheettest.Shown{Value: v, Format: format}}}}
		a, errA := sheet.Open("a.xlsx", sheettest.Bare(t, false, p))
		b, errB := sheet.Open("a.xls", sheettest.XLS(p, 8000, false))
		if errA != nil || errB != nil || a[0].Rows[0].Cells[0] != b[0].Rows[0].Cells[0] {
			t.Fatalf("%v under %q: %+v %v, %+v %v", v, format, a, errA, b, errB)
		}
	})
}

// plainXML reports whether a text is one that an .xlsx and an .xls hold alike.
func plainXML(s string) bool {
	return s != "" && strings.ToValidUTF8(s, "") == s && strings.IndexFunc(s, func(r rune) bool {
		return r < 0x20 ||
			r >= 0xfffe
	}) < 0
}
