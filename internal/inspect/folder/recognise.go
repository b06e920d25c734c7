package folder

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/sheet"
)

// sidesIn finds the columns of a ledger that has one for what came in, one for what went out and one for what is left.
func sidesIn(heads []string) map[int]string {
	out := map[int]string{}
	for i, h := range heads {
		switch sheet.HeadWord(h) {
		case "收入", "收入金额", "借方", "拨入", "收方", "本期收入":
			out[i] = "收入"
		case "支出", "支出金额", "贷方", "付方", "本期支出":
			out[i] = "支出"
		case "结余", "余额", "结余金额", "期末余额":
			out[i] = "结余"
		}
	}
	return out
}

// named is how many characters of a table's name a file's or sheet's name has; 0 for none.
func named(t *Table, name string) int {
	name = sheet.HeadWord(name)
	longest := 0
	for _, a := range append([]string{t.Code, t.Name}, t.Also...) {
		if a = sheet.HeadWord(a); strings.Contains(name, a) && len([]rune(a)) > longest {
			longest = len([]rune(a))
		}
	}
	return longest
}

// saysWork reports whether a sheet says anything of days worked: without that it is no month sheet.
func saysWork(t *Table, columns []int, heads []string) bool {
	return slices.ContainsFunc(columns, func(k int) bool {
		return k >= 0 && (t.Columns[k].Code == "days" || t.Columns[k].Code == "marks")
	}) || slices.ContainsFunc(heads, isDay)
}

// telling are the columns of which a table needs one where its name does not say what it is: a person and a day alone may be anything.
var telling = map[string][]string{
	"reviews":   {"entitled", "present", "for", "against", "abstain", "result", "chair", "chair_id"},
	"registers": {"kind", "where"},
	// a list of vehicles has a person and a first day, a pay slip a person and an office
	"placements": {"post_code", "post_title", "basis", "rate", "application_no", "end_reason", "trained", "entered",
		"continues"},
	"officials": {"from", "until", "kind", "region"},
	"votes":     {"role", "tie", "recused", "vote", "candidate_id", "application_no"},
}

// tells reports whether a sheet has one of the telling columns of a table.
func tells(t *Table, columns []int) bool {
	return telling[t.Code] == nil || slices.ContainsFunc(columns, func(k int) bool { return k >= 0 && slices.Contains(telling[t.Code], t.Columns[k].Code) })
}

// waived is a needed column that the sheet says otherwise: a person by name, a register's kind by the file's name.
func waived(t *Table, c Column, columns []int, hint string) bool {
	has := func(code string) bool {
		return slices.ContainsFunc(columns, func(k int) bool { return k >= 0 && t.Columns[k].Code == code })
	}
	switch {
	case c.Code == "id_no" || c.Code == "kin_id_no":
		return has("name") || has("kin_name")
	case c.Code == "name":
		return has("id_no")
	case c.Code == "village" && t.Code != "contracts":
		return has("township") || has("county") || has("id_no")
	case c.Code == "result" && t.Code == "bank_results": // a statement of what came in
		return has("note")
	case c.Code == "title" && t.Code == "officials":
		return has("kind")
	}
	return false
}

// monthsIn finds the columns that are headed by a month, 1月 or 2024-01, in a list with a column for each. The year that a head does not say is the
// one that stands above the heads, or in the name of the file or sheet; without any there are none.
func monthsIn(s sheet.Sheet, l sheet.Layout, hint string) map[int]civil.Month {
	year := yearIn(hint)
	for i := 0; i <= l.At && year == 0; i++ {
		year = yearIn(strings.Join(s.Rows[i].Texts(), " "))
	}
	out := map[int]civil.Month{}
	for i, h := range l.Texts {
		h = sheet.HeadWord(h)
		if m, ok := civil.ClaimMonth(h); ok && yearIn(h) != 0 {
			out[i] = m
			continue
		}
		n, rest, found := strings.Cut(h, "月")
		switch rest {
		case "", "份", "发放", "金额", "补贴", "实发", "应发", "发放金额", "补助", "工资", "份补贴", "份金额":
		default:
			found = false
		}
		number, err := strconv.Atoi(n)
		if m, ok := civil.MakeMonth(year, number); found && err == nil && ok && year != 0 {
			out[i] = m
		}
	}
	return out
}

// titleMonth is the month that the sheet's name, the file's or a title above the heads says, where no column has it.
// Where they say different months, or a title says several (2025年1-3月), there is none.
func titleMonth(s sheet.Sheet, l sheet.Layout, label, stem string) (found civil.Month, ok bool) {
	texts := []string{label, stem}
	for _, r := range s.Rows[:max(l.At, 0)] {
		texts = append(texts, strings.Join(r.Texts(), " "))
	}
	for i, t := range texts {
		m, said := monthIn(t)
		switch {
		case said && ok && m != found, !said && i >= 2 && severalMonths(t):
			return civil.Month{}, false
		case said:
			found, ok = m, true
		}
	}
	return found, ok
}

// monthIn a text: 2024年3月, 2024-03, 202403 that stand by themselves; none where it says several. A whole day, as
// that on which a list was made, says nothing of the month that the list is about.
func monthIn(text string) (found civil.Month, ok bool) {
	text = wholeDays.ReplaceAllString(sheet.Plain(text), " ")
	for _, x := range months.FindAllStringSubmatch(text, -1) {
		y, _ := strconv.Atoi(x[1] + x[3])
		n, _ := strconv.Atoi(x[2] + x[4])
		m, good := civil.MakeMonth(y, n)
		if !good {
			continue
		}
		if ok && m != found {
			return civil.Month{}, false
		}
		found, ok = m, true
	}
	if ok && severalMonths(text) {
		return civil.Month{}, false
	}
	return found, ok
}

// severalMonths reports whether a text names more than one month, or a quarter or half of a year: 1-3月, 2025年4月发放3月补贴.
func severalMonths(text string) bool {
	text = wholeDays.ReplaceAllString(sheet.Plain(text), " ")
	if quarters.MatchString(text) {
		return true
	}
	seen := map[string]bool{}
	for _, x := range monthNumbers.FindAllStringSubmatch(text, -1) {
		for _, n := range strings.FieldsFunc(x[1], func(r rune) bool { return r < '0' || r > '9' }) {
			seen[strings.TrimLeft(n, "0")] = true
		}
	}
	return len(seen) > 1
}

var (
	months = regexp.MustCompile(`(?:(20[0-9]{2})(?:年度?|[-./])(0?[1-9]|1[0-2])(?:月|\b)|\b(20[0-9]{2})(0[1-9]|1[0-2])\b)`)
	// wholeDays have a year, a month and a day, or a month and a day.
	wholeDays = regexp.MustCompile(`20[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}\b|(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}[日号]`)
	quarters  = regexp.MustCompile(`[一二三四1-4]季度|[上下]半年`)
	// monthNumbers before 月, joined as in 1-3月, 1、2月.
	monthNumbers = regexp.MustCompile(`(?:^|[^0-9])((?:[0-9]{1,2}(?:至|到|和|及|与|[-~—–－～,，、/]+))*[0-9]{1,2})月`)
)

// yearIn a text: the first of 2000 to 2099 that stands by itself; 0 if there is none.
func yearIn(text string) int {
	digits := strings.FieldsFunc(sheet.Plain(text), func(r rune) bool { return r < '0' || r > '9' })
	for _, d := range digits {
		if len(d) >= 4 && (len(d) == 4 || len(d) == 6) && strings.HasPrefix(d, "20") {
			n, _ := strconv.Atoi(d[:4])
			return n
		}
	}
	return 0
}

// isDay reports whether a head is a day of the month: 1, 01, 1日.
func isDay(h string) bool { return dayOf(h) > 0 }

func dayOf(h string) int {
	h = strings.TrimSuffix(strings.TrimSuffix(sheet.Plain(h), "日"), "号")
	n := 0
	for _, r := range h {
		if r < '0' || r > '9' || len(h) > 2 {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	if n > 31 {
		return 0
	}
	return n
}
