package sheet_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"gangwei/internal/layouts"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/sheettest"
)

// judged are the ways in which the cells of our reader differ from what the library displays, each looked at once and
// found right. A cell that differs in another way fails.
var judged = map[string]string{
	"date":   "a date is 2025-01-05 whatever its format; displayed it is 1/5/25, 45662, 2025年1月 or the day alone",
	"month":  "a date that is shown as a month is a month",
	"number": "a number is its exact decimals; displayed it has the format's places, separators and currency",
	"lost": "a number of sixteen digits or more has lost its end and is no text; displayed it looks whole, or like " +
		"3.7E+17",
	"merged": "what a merged cell says holds for its rows; displayed it stands in the first",
	"no day": "a number that is no day an office's paper may have stays a number under a date's format; displayed it " +
		"is 1900-01-00 or 33803220-10-06",
	"error":    "an error is an error; displayed it is text, or nothing",
	"formula":  "a formula that was never computed has no value; displayed it is nothing, or a zero",
	"truth":    "TRUE is a truth; displayed it is text, or 1",
	"scaled":   "a number under a format of percent, fractions or exponents is the number and not what is shown of it",
	"trailing": "blanks at the end of a row, and blank rows, are not kept",
}

// Old and new reader side by side over every workbook that the tests write: each cell that differs is of a judged
// class, and every class is met.
func TestReaders_side_by_side(t *testing.T) {
	met := map[string]int{}
	compare := func(what string, body []byte) {
		t.Helper()
		ours, err := sheet.Open("a.xlsx", body)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			return
		}
		f, err := excelize.OpenReader(bytes.NewReader(body))
		if err != nil {
			t.Errorf("%s: the library: %v", what, err)
			return
		}
		defer f.Close()
		for _, s := range ours {
			theirs, err := f.GetRows(s.Name)
			if err != nil {
				t.Errorf("%s: %v", what, err)
				continue
			}
			for _, d := range cellsDiffer(s, theirs) {
				met[d.class]++
				if judged[d.class] == "" {
					t.Errorf("%s %s %s: ours %+v, displayed %q: not judged (%s)", what, s.Name, d.at, d.ours, d.theirs,
						d.class)
				}
			}
		}
	}
	truth := layouts.Made("滕州市", "示例镇", [2]string{"东示例村", "西示例村"})
	for _, l := range layouts.All() {
		for _, f := range l.Files(truth) {
			compare(l.Code, sheettest.Bare(t, false, f.Pages...))
		}
	}
	for seed := range uint64(40) {
		compare(fmt.Sprintf("seed %d", seed), sheettest.Bare(t, seed%2 == 1, odd(rand.New(rand.NewPCG(seed, 1)))))
	}
	for class := range judged {
		if met[class] == 0 {
			t.Errorf("no workbook shows %q", class)
		}
	}
	t.Log(met)
}

// odd is a page of cells of all kinds under all sorts of formats.
func odd(r *rand.Rand) sheettest.Page {
	formats := []string{"General", "0", "0.00", "#,##0.00", `"¥"#,##0`, "0%", "yyyy-mm-dd", `yyyy"年"m"月"`,
		`yyyy"年"m"月"d"日"`, "m/d/yy", "d", "h:mm",
		"yyyy/m/d h:mm", "@", "0.00E+00", "[Red]0", "# ?/?", "mmm-yy", "000000"}
	p := sheettest.Page{Name: "表"}
	for range 20 {
		var row []any
		for range 8 {
			switch r.IntN(10) {
			case 0:
				row = append(row, []any{"王三", " 李  四 ", "3.0", "<&>\"'", "二〇二五年", "_x000D_", "=1+1", "'1", "",
					"０１２"}[r.IntN(10)])
			case 1, 2, 3:
				row = append(row, sheettest.Shown{Value: []float64{800, 800.55, 45658, 45662.5, 0.1, -3,
					6217000000000000017, 1e15, 12345678901, 0}[r.IntN(10)],
					Format: formats[r.IntN(len(formats))]})
			case 4:
				row = append(row, r.IntN(2) == 0)
			case 5:
				row = append(row, sheettest.Failed([]string{"#N/A", "#REF!"}[r.IntN(2)]))
			case 6:
				row = append(row, sheettest.Uncomputed("B2*2"))
			case 7:
				row = append(row, sheettest.Computed(float64(r.IntN(1000))/8))
			case 8:
				row = append(row, float64(r.IntN(1_000_000))/100)
			default:
				row = append(row, nil)
			}
		}
		p.Rows = append(p.Rows, row)
	}
	p.Rows[3] = []any{"村", "甲"}
	p.Rows[4] = []any{nil, "乙"}
	p.Merge = [][2]string{{"A4", "A5"}}
	return p
}

// sameRounded reports whether a displayed number is the stored one to the places that it shows.
func sameRounded(stored, display string) bool {
	display = strings.NewReplacer(",", "", "¥", "", "￥", "", " ", "").Replace(display)
	v, err := strconv.ParseFloat(stored, 64)
	if err != nil {
		return false
	}
	_, places, _ := strings.Cut(display, ".")
	shown, err := strconv.ParseFloat(display, 64)
	return err == nil && math.Abs(v-shown) <= 0.5000001*math.Pow10(-len(places))
}

type difference struct {
	class, at, theirs string
	ours              sheet.Cell
}

// cellsDiffer lists the cells of a sheet that the two readers tell differently.
func cellsDiffer(s sheet.Sheet, theirs [][]string) (out []difference) {
	rows := map[int]sheet.Row{}
	for _, r := range s.Rows {
		rows[r.N] = r
	}
	last := len(theirs)
	if len(s.Rows) > 0 {
		last = max(last, s.Rows[len(s.Rows)-1].N)
	}
	for n := 1; n <= last; n++ {
		var display []string
		if n <= len(theirs) {
			display = theirs[n-1]
		}
		r, kept := rows[n]
		for c := range max(len(display), len(r.Cells)) {
			cell, text := sheet.Cell{}, ""
			if c < len(r.Cells) {
				cell = r.Cells[c]
			}
			if c < len(display) {
				text = display[c]
			}
			if cell.Text == text && (cell.Kind == sheet.Text || cell.Kind == sheet.Blank ||
				cell.Kind == sheet.Number) && !cell.Merged {
				continue
			}
			class := classOf(cell, text, kept && c < len(r.Cells))
			if class == "" {
				continue
			}
			out = append(out, difference{class, fmt.Sprintf("%s%d", sheet.Letter(c), n), text, cell})
		}
	}
	return out
}

// classOf a difference; empty for none.
func classOf(c sheet.Cell, display string, kept bool) string {
	switch {
	case c.Merged:
		return "merged"
	case !kept && strings.TrimSpace(display) == "" && display != "":
		return "trailing"
	case !kept && display == "":
		return ""
	}
	switch c.Kind {
	case sheet.Day, sheet.Year, sheet.Time:
		return "date"
	case sheet.Month:
		return "month"
	case sheet.Lost:
		return "lost"
	case sheet.Error:
		return "error"
	case sheet.NoValue:
		return "formula"
	case sheet.Truth:
		return "truth"
	case sheet.Number:
		if sameRounded(c.Text, display) {
			return "number"
		}
		if v, err := strconv.ParseFloat(c.Text, 64); err == nil && (v < 61 || v >= 2_958_466) &&
			strings.ContainsAny(display, "-/:年日") ||
			v >= 2_958_466 && len(display) <= 2 {
			return "no day"
		}
		if strings.ContainsAny(display, "%/E") {
			return "scaled"
		}
	}
	return fmt.Sprintf("kind %s", c.Kind)
}
