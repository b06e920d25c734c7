package folder

import (
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
	year := sheet.YearOf([]string{hint, strings.Join(s.Rows[l.At].Texts(), " ")}, s.Titles(l)...)
	out := map[int]civil.Month{}
	for i, h := range l.Texts {
		h = sheet.HeadWord(h)
		if m, ok := civil.ClaimMonth(h); ok && sheet.YearIn(h) != 0 {
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
