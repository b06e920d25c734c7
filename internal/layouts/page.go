package layouts

import (
	"fmt"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/sheettest"
)

// page is a sheet that is being written.
type page struct{ sheettest.Page }

func on(name string) *page { return &page{sheettest.Page{Name: name}} }

// row of cells; gives its number.
func (p *page) row(cells ...any) int {
	p.Rows = append(p.Rows, cells)
	return len(p.Rows)
}

// wide is a line over some columns, merged.
func (p *page) wide(text string, columns int) {
	n := p.row(text)
	p.join(n, 0, n, columns-1)
}

// join cells into one; columns from 0, rows from 1.
func (p *page) join(row, column, lastRow, lastColumn int) {
	p.Merge = append(p.Merge, [2]string{cell(row, column), cell(lastRow, lastColumn)})
}

func cell(row, column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}

// heads of one row.
func (p *page) heads(words string) int {
	var cells []any
	for _, w := range strings.Fields(words) {
		if w == "." {
			cells = append(cells, nil)
		} else {
			cells = append(cells, w)
		}
	}
	return p.row(cells...)
}

// signed is the line at the foot.
func (p *page) signed() {
	p.row("制表人：", nil, "审核人：", nil, nil, "负责人：")
}

func file(name string, pages ...*page) File {
	f := File{Name: name}
	for _, p := range pages {
		f.Pages = append(f.Pages, p.Page)
	}
	return f
}

func sex(p Person) string {
	if p.Female() {
		return "女"
	}
	return "男"
}

// yuan as a number cell.
func yuan(f money.Fen) float64 { return float64(f) / 100 }

var epoch = civil.MustDate("1970-01-01")

// serial number of a day, as spreadsheets count them.
func serial(d civil.Date) float64 { return float64(d.DaysSince(epoch) + 25_569) }

// dated cells: as a date, as 2025年1月, as text 2025.1.1, as 20250101.
func dayCell(d civil.Date) any { return sheettest.Day(serial(d)) }

func monthCell(d civil.Date) any {
	return sheettest.Shown{Value: serial(d.Month().First()), Format: `yyyy"年"m"月"`}
}

func dotted(d civil.Date) string {
	return fmt.Sprintf("%d.%d.%d", d.Year(), monthNo(d.Month()), dayNo(d))
}

func solid(d civil.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

func hanMonth(m civil.Month) string { return fmt.Sprintf("%s年%d月", m.String()[:4], monthNo(m)) }

func hanDay(d civil.Date) string { return fmt.Sprintf("%s%d日", hanMonth(d.Month()), dayNo(d)) }

func monthNo(m civil.Month) int { n, _ := strconv.Atoi(m.String()[5:]); return n }

func dayNo(d civil.Date) int { n, _ := strconv.Atoi(d.String()[8:]); return n }

// spaced digits in fours, as cards print them.
func spaced(digits string) string {
	var out []string
	for len(digits) > 4 {
		out, digits = append(out, digits[:4]), digits[4:]
	}
	return strings.Join(append(out, digits), " ")
}

// fullWidth digits, as an input method left them.
func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

// inWords is an amount in the figures of vouchers: 柒佰陆拾壹元玖角整.
func inWords(f money.Fen) string {
	digits := []rune("零壹贰叁肆伍陆柒捌玖")
	units := []string{"", "拾", "佰", "仟", "万", "拾"}
	whole, out, gap := strconv.FormatInt(int64(f)/100, 10), "", false
	for i, c := range whole {
		n := int(c - '0')
		if n == 0 {
			gap = true
			continue
		}
		if gap && out != "" {
			out += "零"
		}
		gap = false
		out += string(digits[n]) + units[len(whole)-1-i]
	}
	out += "元"
	jiao, fen := int(f)%100/10, int(f)%10
	if jiao > 0 {
		out += string(digits[jiao]) + "角"
	}
	if fen > 0 {
		return out + string(digits[fen]) + "分"
	}
	return out + "整"
}

// Text of a cell as a program writes it into a text file.
func Text(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case bool:
		return strings.ToUpper(strconv.FormatBool(x))
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case sheettest.Whole:
		return strconv.FormatFloat(float64(x), 'f', 0, 64)
	case sheettest.Day:
		d := epoch.AddDays(int(x) - 25_569)
		return fmt.Sprintf("%d/%d/%d", d.Year(), monthNo(d.Month()), dayNo(d))
	case sheettest.Computed:
		return strconv.FormatFloat(float64(x), 'f', -1, 64)
	case sheettest.Shown:
		return shownText(x)
	}
	panic(fmt.Sprintf("layouts: no text for %T", v))
}

func shownText(x sheettest.Shown) string {
	d := epoch.AddDays(int(x.Value) - 25_569)
	switch x.Format {
	case `yyyy"年"m"月"`:
		return hanMonth(d.Month())
	case `yyyy"年"m"月"d"日"`:
		return hanDay(d)
	case "yyyy-mm-dd":
		return d.String()
	case `d`:
		return strconv.Itoa(dayNo(d))
	case `d"日"`:
		return strconv.Itoa(dayNo(d)) + "日"
	case "0.00", `#,##0.00`, `"¥"#,##0.00`:
		return strconv.FormatFloat(x.Value, 'f', 2, 64)
	}
	panic("layouts: no text for the format " + x.Format)
}
