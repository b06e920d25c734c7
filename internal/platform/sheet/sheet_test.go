package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gangwei/internal/base/errs"
)

func TestReadCSV_takes_UTF8_and_GBK(t *testing.T) {
	text := "姓名,村\r\n张𠅤,东村\r\n"
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{text, "\xef\xbb\xbf" + text, gbk} {
		rows, err := ReadCSV(strings.NewReader(in))
		if err != nil || len(rows) != 2 || rows[1][0] != "张𠅤" || rows[1][1] != "东村" {
			t.Errorf("%q: %v %v", in, rows, err)
		}
	}
}

func TestReadCSV_names_the_row(t *testing.T) {
	for in, code := range map[string]string{"a,b\nc,\"d\n": "sheet.quote", "a\nb\x00": "sheet.nul",
		"a\n" + strings.Repeat("x,", 250): "sheet.columns", "a\n" + strings.Repeat("x", 10001): "sheet.cell"} {
		_, err := ReadCSV(strings.NewReader(in))
		all := errs.All(err)
		if len(all) != 1 || all[0].Code != code || all[0].Row != 2 {
			t.Errorf("%.20q: %v, want %s in row 2", in, err, code)
		}
	}
}

func TestGuard_keeps_text_from_becoming_a_formula(t *testing.T) {
	for in, want := range map[string]string{"=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0", "+1+2": "'+1+2", "-1": "-1",
		"-12.50": "-12.50", "@x": "'@x", "\tx": "'\tx", "-": "'-", "王三": "王三", "": "", "+86": "+86"} {
		if got := Guard(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestWriteXLSX_and_WriteCSV(t *testing.T) {
	rows := func(yield func([]string) error) error {
		for i := range 3 {
			if err := yield([]string{fmt.Sprint(i), "=1+1", "370499197001010018"}); err != nil {
				return err
			}
		}
		return nil
	}
	var x, c bytes.Buffer
	columns := []Column{{Head: "序号", Width: 8}, {Head: "姓名", Width: 12}, {Head: "号码", Width: 22}}
	if err := WriteXLSX(&x, "名册", "截止今天", columns, rows); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&x)
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.GetRows("Sheet1")
	if err != nil || len(got) != 6 || got[0][0] != "名册" || got[2][1] != "姓名" || got[3][1] != "=1+1" ||
		got[3][2] != "370499197001010018" {
		t.Fatalf("%v %v", got, err)
	}
	if formula, _ := f.GetCellFormula("Sheet1", "B4"); formula != "" {
		t.Errorf("a formula arose: %q", formula)
	}
	if err := WriteCSV(&c, rows); err != nil || !strings.HasPrefix(c.String(), "\xef\xbb\xbf0,'=1+1,") {
		t.Fatalf("%q %v", c.String(), err)
	}
}

// A figure is a number, which a spreadsheet program adds up; a number or a code of somebody stays the text that it is.
func TestWriteXLSX_writes_figures_as_numbers(t *testing.T) {
	var x bytes.Buffer
	heads := []Column{{Head: "数", Width: 8, Figure: true}, {Head: "号", Width: 22}}
	for text, want := range map[string]string{"1": "1", "0": "0", "-3": "-3", "720.00": "720",
		"1,234,567.89": "1234567.89", "-12.50": "-12.5", "007": "", "1,23": "", "31/31": "", "12%": "",
		"370499197001010018": "", "1e3": "",
		"=1": "", "999,999,999,999,999.99": ""} {
		x.Reset()
		if err := WriteXLSX(&x, "", "", heads, func(yield func([]string) error) error {
			return yield([]string{text, text})
		}); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&x)
		if err != nil {
			t.Fatal(err)
		}
		kind, err := f.GetCellType("Sheet1", "A2")
		raw, _ := f.GetCellValue("Sheet1", "A2", excelize.Options{RawCellValue: true})
		is := kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber
		if err != nil || is != (want != "") || is && raw != want || !is && raw != text {
			t.Errorf("%q became %q, a number: %t, %v", text, raw, is, err)
		}
		if kind, _ := f.GetCellType("Sheet1", "B2"); kind == excelize.CellTypeUnset {
			t.Errorf("%q is no text in a column of texts", text)
		}
	}
}

// Rows of a text count as a spreadsheet program counts them: a blank line is a row, a cell of two lines is not two.
func TestOpen_counts_blank_lines_of_a_text(t *testing.T) {
	for text, want := range map[string][]int{"a,b\n\n1,2\n": {1, 3}, "a,b\r\n\r\n\r\n1,2": {1, 4}, "\n\na,b\n1,2": {3,
		4},
		"a,\"x\ny\"\n1,2\n\n3,4": {1, 2, 4}, "a,\"x\n\ny\"\n\n1,2": {1, 3}} {
		sheets, err := Open("a.csv", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, r := range sheets[0].Rows {
			got = append(got, r.N)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: rows %v, want %v", text, got, want)
		}
	}
}
