package schema

import (
	"slices"
	"strings"

	"gangwei/internal/platform/sheet"
)

// Heads of columns, as a sheet is searched for them. Words that lists use for each other in heads are understood for
// each other, where no column has them by name: 离岗时间 is 离岗日期.
func Heads(columns []Column) []sheet.Head {
	out := make([]sheet.Head, len(columns))
	taken := map[string]bool{}
	for i, c := range columns {
		out[i] = sheet.Head{Name: c.Head, Also: c.Also, Exact: c.Exact, Weak: c.Weak, Required: c.Required,
			Alike: c.Alike(), Number: c.Type == Identity,
			Whose: c.Type == Identity || c.Code == "name" || strings.HasSuffix(c.Code, "_name")}
		for _, w := range slices.Concat([]string{c.Head}, c.Also, c.Exact, c.Weak) {
			taken[sheet.HeadWord(w)] = true
		}
	}
	for i, c := range columns {
		for _, w := range append([]string{c.Head}, c.Also...) {
			for _, v := range otherWords(w) {
				if v != w && !taken[sheet.HeadWord(v)] {
					taken[sheet.HeadWord(v)] = true
					out[i].Also = append(slices.Clip(out[i].Also), v)
				}
			}
		}
	}
	return out
}

// swaps are words that lists use for each other in heads.
var swaps = [][2]string{{"日期", "时间"}, {"时间", "日期"}, {"号码", "号"}, {"离岗", "离职"}, {"离岗", "退岗"}, {"上岗", "到岗"},
	{"上岗", "入职"}, {"任职", "任现职"}, {"补贴", "补助"}, {"账号", "账户"}, {"账号", "帐号"}}

// otherWords for a head.
func otherWords(w string) (out []string) {
	for _, x := range swaps {
		if strings.Contains(w, x[0]) {
			out = append(out, strings.Replace(w, x[0], x[1], 1))
		}
	}
	return out
}
