package folder

import (
	"regexp"
	"slices"
	"strings"

	"gangwei/internal/platform/sheet"
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
	if defaultName.MatchString(strings.TrimSpace(name)) {
		return 0 // what the program calls a sheet that nobody named
	}
	name = sheet.HeadWord(name)
	longest := 0
	for _, a := range append([]string{t.Code, t.Name}, t.Also...) {
		if a = sheet.HeadWord(a); strings.Contains(name, a) && len([]rune(a)) > longest {
			longest = len([]rune(a))
		}
	}
	return longest
}

// defaultName of a sheet: Sheet1, 工作表2.
var defaultName = regexp.MustCompile(`^(?i:sheet|工作表|表)\s*[0-9]+$`)

// saysWork reports whether a sheet says anything of days worked: without that it is no month sheet.
func saysWork(t *Table, l sheet.Layout) bool {
	return slices.ContainsFunc(l.Columns, t.at("days")) || slices.ContainsFunc(l.Columns, t.at("marks")) || hasDays(l)
}

// telling are the columns of which a table needs one where its name does not say what it is: a person and a day alone
// may be anything.
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
	return telling[t.Code] == nil ||
		slices.ContainsFunc(columns,
			func(k int) bool { return k >= 0 && slices.Contains(telling[t.Code], t.Columns[k].Code) })
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

// dayOf the month that a head names: 1, 01, 1日; 0 for none.
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
