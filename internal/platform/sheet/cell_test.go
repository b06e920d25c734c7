package sheet_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/sheettest"
)

// column of one cell a row, read back from a .xlsx and a .xls: both must hold the same.
func column(t *testing.T, values ...any) []sheet.Cell {
	t.Helper()
	p := sheettest.Page{Name: "表"}
	for _, v := range values {
		p.Rows = append(p.Rows, []any{v})
	}
	var out [2][]sheet.Cell
	for i, f := range []struct {
		name string
		body []byte
	}{{"a.xlsx", sheettest.Bare(t, false, p)}, {"a.xls", sheettest.XLS(p, 8000, false)}} {
		sheets, err := sheet.Open(f.name, f.body)
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		for _, r := range sheets[0].Rows {
			if r.N != len(out[i])+1 {
				t.Fatalf("%s: row %d is lacking", f.name, len(out[i])+1)
			}
			c := r.Cells[0]
			if c.Kind == sheet.NoValue {
				c.Text = "" // the one format keeps the formula as text, the other does not
			}
			out[i] = append(out[i], c)
		}
	}
	if !slices.Equal(out[0], out[1]) || len(out[0]) != len(values) {
		t.Fatalf("%d values:\n.xlsx %+v\n.xls  %+v", len(values), out[0], out[1])
	}
	return out[0]
}

// A number of sixteen digits or more has lost its end whatever it looks like: a display format fills the place with
// zeros, groups or brackets.
func TestOpen_a_long_number_has_lost_its_end_whatever_its_format(t *testing.T) {
	var values []any
	for _, format := range []string{"General", "0", "0_ ", "#", "0000000000000000000", "#,##0", "0.00",
		`0_);[Red]\(0\)`, "0000 0000 0000 0000 000", "0.00E+00", `"账号"0`, "@", "0-000"} {
		values = append(values, sheettest.Shown{Value: 6217000000000011111, Format: format},
			sheettest.Shown{Value: -6217000000000011111, Format: format},
			sheettest.Shown{Value: 1234567890123456, Format: format})
	}
	values = append(values, 6217000000000011111.0, sheettest.Whole(370499197001010018), 1e300)
	for i, c := range column(t, values...) {
		if c.Kind != sheet.Lost || !c.Unread() || errs.CodeOf(c.Fault()) != "sheet.lost" ||
			!strings.Contains(c.Text, "E+") {
			t.Errorf("%v: %+v", values[i], c)
		}
	}
	for _, c := range column(t, 999999999999999.0, sheettest.Shown{Value: 123456789012345, Format: "#,##0"}, 1e-20) {
		if c.Kind != sheet.Number || c.Unread() {
			t.Errorf("%+v", c)
		}
	}
}

// What is stored is read, never what is displayed.
func TestOpen_reads_the_stored_value(t *testing.T) {
	for format, want := range map[string]string{"0": "800.55", "0.0": "800.55", "#,##0.00": "800.55",
		`0"元"`: "800.55", "0%": "800.55", "[Red]0": "800.55", "?/?": "800.55", "General": "800.55"} {
		if c := column(t, sheettest.Shown{Value: 800.55, Format: format})[0]; c.Kind != sheet.Number || c.Text != want {
			t.Errorf("%s: %+v", format, c)
		}
	}
	for v, want := range map[float64]string{0.1 + 0.2: "0.3", 800.5 * 1.1: "880.55", 1e-7: "0.0000001",
		-12.5: "-12.5", 0: "0", 123456789.123456789: "123456789.123457"} {
		if c := column(t, v)[0]; c.Kind != sheet.Number || c.Text != want {
			t.Errorf("%v: %+v", v, c)
		}
	}
}

func TestOpen_reads_dates_in_any_format(t *testing.T) {
	const day, first = 45356.0, 45352.0 // 2024-03-05 and 2024-03-01
	for format, want := range map[string]string{
		"yyyy-mm-dd": "2024-03-05", `yyyy"年"m"月"d"日"`: "2024-03-05", `m"月"d"日"`: "2024-03-05", "mmm-yy": "2024-03-05",
		"yy/m/d": "2024-03-05", "dd/mm/yyyy": "2024-03-05", "aaaa": "2024-03-05", "d": "2024-03-05",
		`[$-804]yyyy"年"m"月"d"日"dddd`: "2024-03-05", `e"年"m"月"`: "2024-03-05", `[DBNum1][$-804]yyyy"年"m"月"d"日"`: "2024-03-05",
		"yyyy/m/d h:mm": "2024-03-05", "yyyy-mm-dd hh:mm:ss AM/PM": "2024-03-05", "yyyy": "2024-03-05", "h:mm": "2024-03-05",
	} {
		if c := column(t, sheettest.Shown{Value: day, Format: format})[0]; c.Kind != sheet.Day || c.Text != want {
			t.Errorf("%s: %+v", format, c)
		}
	}
	for format, want := range map[string]sheet.Cell{`yyyy"年"m"月"`: {Kind: sheet.Month, Text: "2024-03"},
		"mmm-yy": {Kind: sheet.Month, Text: "2024-03"}, "yyyy.m": {Kind: sheet.Month, Text: "2024-03"},
		"yyyy-m-d": {Kind: sheet.Day, Text: "2024-03-01"}, `m"月"d"日"`: {Kind: sheet.Day,
			Text: "2024-03-01"}, "h:mm": {Kind: sheet.Day, Text: "2024-03-01"}} {
		if c := column(t, sheettest.Shown{Value: first, Format: format})[0]; c != want {
			t.Errorf("%s: %+v", format, c)
		}
	}
	for _, c := range []struct {
		in   any
		want sheet.Cell
	}{
		{sheettest.Shown{Value: 45292, Format: `yyyy"年"`}, sheet.Cell{Kind: sheet.Year, Text: "2024"}},
		{sheettest.Shown{Value: day + 8.5/24, Format: "yyyy/m/d"},
			sheet.Cell{Kind: sheet.Day, Text: "2024-03-05 08:30:00"}},
		{sheettest.Shown{Value: 8.5 / 24, Format: "h:mm"}, sheet.Cell{Kind: sheet.Time, Text: "08:30:00"}},
		{sheettest.Shown{Value: 20, Format: "yyyy/m/d"}, sheet.Cell{Kind: sheet.Number,
			Text: "20"}}, // 1900 is before all papers
		{sheettest.Shown{Value: day, Format: "0.00E+00"}, sheet.Cell{Kind: sheet.Number, Text: "45356"}},
	} {
		if got := column(t, c.in)[0]; got != c.want {
			t.Errorf("%v: %+v, want %+v", c.in, got, c.want)
		}
	}
	sheets, err := sheet.Open("a.xlsx", sheettest.Bare(t, true, sheettest.Page{Name: "表",
		Rows: [][]any{{sheettest.Day(day - 1462)}}}))
	if err != nil || sheets[0].Rows[0].Cells[0].Text != "2024-03-05" {
		t.Errorf("days counted from 1904: %+v %v", sheets, err)
	}
}

// An error or a formula without a value is not nothing: somebody has an account that the file does not tell.
func TestOpen_tells_what_cannot_be_read_from_nothing(t *testing.T) {
	got := column(t, sheettest.Failed("#N/A"), sheettest.Failed("#REF!"), sheettest.Uncomputed("B2*2"), true, "王三")
	for i, want := range []struct {
		kind sheet.Kind
		code string
	}{{sheet.Error, "sheet.error"}, {sheet.Error, "sheet.error"}, {sheet.NoValue, "sheet.formula"}, {sheet.Truth,
		""}, {sheet.Text, ""}} {
		code := ""
		if f := got[i].Fault(); f != nil {
			code = f.Code
		}
		if got[i].Kind != want.kind || code != want.code {
			t.Errorf("%+v: %q, want %+v", got[i], code, want)
		}
	}
}

// A merged cell holds for its rows, and says so: what is one person's may not be several people's. Hidden rows are
// told.
func TestOpen_spreads_merged_cells_and_tells_hidden_rows(t *testing.T) {
	p := sheettest.Page{Name: "表", Rows: [][]any{{"名册"}, {"户号", "姓名", "金额"}, {"7", "甲", 800.0}, {nil, "乙"}, nil, {nil,
		"丙"}, {"8", "丁", 5.0}},
		Merge: [][2]string{{"A1", "C1"}, {"A3", "A6"}, {"C3", "C4"}, {"D3", "D9"}}, Filter: []int{4}}
	for name, body := range map[string][]byte{"a.xlsx": sheettest.Bare(t, false, p),
		"a.xls": sheettest.XLS(p, 8000, false)} {
		sheets, err := sheet.Open(name, body)
		if err != nil || len(sheets[0].Rows) != 6 {
			t.Fatalf("%s: %+v %v", name, sheets, err)
		}
		var got []string
		for _, r := range sheets[0].Rows {
			line := strings.Join(r.Texts(), ",")
			for _, c := range r.Cells {
				line += map[bool]string{true: "m", false: "."}[c.Merged]
			}
			got = append(got, line+map[bool]string{true: "h"}[r.Hidden])
		}
		want := []string{"名册.", "户号,姓名,金额...", "7,甲,800...", "7,乙,800m.mh", "7,丙m.", "8,丁,5..."}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// Text files come in every encoding that an office's programs write; what cannot be decoded is named by its row and
// never stored as something else.
func TestOpen_reads_text_in_any_encoding(t *testing.T) {
	const text = "姓名,号码\r\n张𠅤,=\"0123\"\r\n"
	encode := func(e encoding.Encoding, s string) []byte {
		b, err := e.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	tabs := strings.ReplaceAll(text, ",", "\t")
	little, big := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian,
		unicode.UseBOM)
	for what, body := range map[string][]byte{"UTF-8": []byte(text), "with its mark": []byte("\xef\xbb\xbf" + text),
		"GB 18030": encode(simplifiedchinese.GB18030, text), "tabs": []byte(tabs),
		"tabs in GBK": encode(simplifiedchinese.GB18030, tabs), "UTF-16 with tabs": encode(big,
			tabs), "UTF-16 without a mark": encode(little, text),
		"UTF-16 the other way about without a mark": encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), text),
		"UTF-16 with bare line ends":                encode(little, strings.ReplaceAll(text, "\r", "")),
		"quoted as well":                            []byte("姓名,号码\r\n张𠅤,\"=\"\"0123\"\"\"\r\n")} {
		got, err := sheet.Open("a.txt", body)
		if err != nil || len(got[0].Rows) != 2 || strings.Join(got[0].Rows[1].Texts(), ",") != "张𠅤,0123" {
			t.Errorf("%s: %+v %v", what, got, err)
		}
	}
	gbk := encode(simplifiedchinese.GB18030, "姓名,住址\n王三,前街\n李四,后街\n")
	for what, c := range map[string]struct {
		body []byte
		row  int
	}{
		"a character of UTF-8 cut": {[]byte("姓名,住址\n王三,前街\n李四,后\xe8\xa1\n"), 3},
		"a byte of GBK gone":       {append(gbk[:len(gbk)-2:len(gbk)-2], "\xff\n"...), 3},
	} {
		_, err := sheet.Open("a.csv", c.body)
		all := errs.All(err)
		if len(all) != 1 || all[0].Code != "sheet.encoding_row" || all[0].Args[0].Value != c.row {
			t.Errorf("%s: %v", what, err)
		}
	}
}
