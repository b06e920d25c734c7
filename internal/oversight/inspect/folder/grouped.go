package folder

import (
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/sheet"
)

// over is what stands over a column's own head; empty where nothing does.
func over(l sheet.Layout, column int) string {
	text := strings.TrimSpace(l.Texts[column])
	if whole := l.Head(column); whole != text {
		return strings.TrimSuffix(whole, " "+text)
	}
	return ""
}

// Halves of a day of which a month sheet may have a column each.
const (
	wholeDay = iota
	morning
	later
)

var halfHeads = map[string]int{"上": morning, "上午": morning, "早": morning, "am": morning,
	"下": later, "下午": later, "晚": later, "pm": later}

// dayAt is the day of the month that a column is of, and which half of it; 0 for none.
func dayAt(l sheet.Layout, column int) (day, half int) {
	if d := dayOf(l.Texts[column]); d > 0 {
		return d, wholeDay
	}
	if h := halfHeads[sheet.HeadWord(l.Texts[column])]; h != 0 {
		return dayOf(over(l, column)), h
	}
	return 0, wholeDay
}

// hasDays reports whether a table has a column for each of some days.
func hasDays(l sheet.Layout) bool {
	for i := range l.Texts {
		if d, _ := dayAt(l, i); d > 0 {
			return true
		}
	}
	return false
}

// monthHead is the month that a head names, in a year where it says none itself.
func monthHead(h string, year int) (civil.Month, bool) {
	h = sheet.HeadWord(h)
	if m, ok := civil.ClaimMonth(h); ok && sheet.YearIn(h) != 0 {
		return m, true
	}
	n, rest, found := strings.Cut(h, "月")
	switch rest {
	case "", "份", "发放", "金额", "补贴", "实发", "应发", "发放金额", "补助", "工资", "份补贴", "份金额":
	default:
		found = false
	}
	number, err := strconv.Atoi(n)
	m, ok := civil.MakeMonth(year, number)
	return m, found && err == nil && ok && year != 0
}

// monthsIn finds the columns that are headed by a month, 1月 or 2024-01, in a list with a column for each, and those of
// the amounts under a month that goes over several columns. The year that a head does not say is the one that stands
// above the heads, or in the name of the file or sheet; without any there are none.
func monthsIn(s sheet.Sheet, l sheet.Layout, hint string) map[int]civil.Month {
	year := sheet.YearOf([]string{hint, strings.Join(s.Rows[l.At].Texts(), " ")}, s.Titles(l)...)
	out, under := map[int]civil.Month{}, map[civil.Month]int{}
	for i, h := range l.Texts {
		if m, ok := monthHead(h, year); ok {
			out[i] = m
			continue
		}
		m, ok := monthHead(over(l, i), year)
		if !ok || !paidHead(h) {
			continue
		}
		was, had := under[m]
		if had && !strings.Contains(h, "实") {
			continue // of 应发 and 实发 under a month the latter is what was paid
		}
		if had {
			delete(out, was)
		}
		out[i], under[m] = m, i
	}
	return out
}

// paidHead reports whether a head is that of an amount that was paid.
func paidHead(h string) bool {
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(h, w) })
	}
	return has("金额", "补贴", "补助", "工资", "实发", "应发", "发放", "元") && !has("天", "标准", "扣", "工时", "累计", "合计")
}

// withoutMonths is a layout in which the columns under a month that goes over several are none but that month's.
func withoutMonths(l sheet.Layout, hint string, s sheet.Sheet) sheet.Layout {
	year := sheet.YearOf([]string{hint}, s.Titles(l)...)
	under := func(i int) bool {
		_, ok := monthHead(over(l, i), year)
		return ok
	}
	l.Columns = slices.Clone(l.Columns)
	for i := range l.Texts {
		if under(i) {
			l.Columns[i] = -1
		}
	}
	l.Ties = slices.DeleteFunc(slices.Clone(l.Ties), func(t sheet.Tie) bool {
		return under(t.First) ||
			under(t.Second)
	})
	return l
}
