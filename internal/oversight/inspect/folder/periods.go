package folder

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/sheet"
)

// period is a pair of columns that many lists have in one cell: 2024.1.1-2024.12.31.
type period struct {
	from, until string
	heads       []string
}

// periods of a table that a list may have in one cell, by the words of their heads.
func (t *Table) periods() []period {
	switch t.Code {
	case "placements":
		return []period{{"start", "end", []string{"在岗起止时间", "上岗起止时间", "聘用起止时间", "聘用期限", "聘期", "服务期限", "协议期限", "协议起止时间",
			"协议起止", "合同期限", "合同起止时间", "在岗期间", "上岗期间", "起止时间", "起止日期", "起止年月"}}}
	case "notices":
		return []period{{"from", "until", []string{"公示起止时间", "公示时间", "公示期", "公示期限", "公示日期", "公示起止", "起止时间", "起止日期"}}}
	case "insurance":
		return []period{{"from", "until", []string{"保险期限", "保险期间", "保险起止时间", "保障期限", "投保期限", "起止时间", "起止日期"}}}
	case "contracts":
		return []period{{"from", "until", []string{"合同期限", "合同起止时间", "服务期限", "合同期", "起止时间", "起止日期"}}}
	case "officials":
		return []period{{"from", "until", []string{"任职起止时间", "任期", "任职期限", "任职起止", "任期起止", "起止时间", "起止日期"}}}
	case "categories", "quotas", "registers":
		return []period{{"from", "until", []string{"起止时间", "起止日期", "有效期限", "起止年月"}}}
	}
	return nil
}

// searched are the heads that a sheet is searched for: those of the columns, and behind them of periods in one cell.
func (t *Table) searched() []sheet.Head {
	out := t.heads()
	for i, c := range t.Columns {
		out[i].Whose = slices.Contains(whose, c.Code)
		out[i].Number = strings.HasSuffix(c.Code, "_id") || strings.HasSuffix(c.Code, "id_no")
	}
	for _, x := range t.periods() {
		out = append(out, sheet.Head{Name: x.heads[0], Also: x.heads[1:]})
	}
	return out
}

// whose are the columns that say whom a row is about.
var whose = []string{"name", "id_no", "kin_name", "kin_id_no", "voter", "voter_id", "payee_id"}

// periodsIn takes the columns of periods out of a layout.
func (t *Table) periodsIn(l *sheet.Layout) map[int]period {
	var out map[int]period
	all := t.periods()
	for i, k := range l.Columns {
		if k < len(t.Columns) {
			continue
		}
		if out == nil {
			out = map[int]period{}
			l.Columns = slices.Clone(l.Columns)
		}
		out[i], l.Columns[i] = all[k-len(t.Columns)], -1
	}
	return out
}

func spanned(periods map[int]period, code string) bool {
	for _, x := range periods {
		if x.from == code || x.until == code {
			return true
		}
	}
	return false
}

// span parts the periods of a row into their columns where no column of their own says them; one that cannot be parted
// is named.
func (x *taking) span(r *record, row sheet.Row) {
	for i, p := range x.periods {
		raw := row.Text(i)
		if raw == "" || i < len(row.Cells) && row.Cells[i].Unread() {
			continue
		}
		from, until, ok := civil.ClaimSpan(raw)
		if !ok {
			if d, odd := dayIn(raw, false); d.IsZero() || odd || mixedDay(raw) {
				x.at(r, p.from, "“"+raw+"”分不出起止两个日期，没有使用；请写成2024.1.1-2024.12.31，或者起、止各用一列")
				continue
			}
			from = raw
		}
		if x.ends(r, p, from, until) {
			r.headAs(p.until, sheet.Plain(x.Texts[i]))
		}
	}
	for _, p := range x.t.periods() {
		if r.get(p.until) == "" && len(r.get(p.from)) >= 8 {
			if from, until, ok := civil.ClaimSpan(r.get(p.from)); ok {
				r.put(p.from, from)
				r.put(p.until, until)
			}
		}
	}
}

// ends fills in what the row's own columns leave empty; reports whether it did so with the end.
func (x *taking) ends(r *record, p period, from, until string) bool {
	if r.get(p.from) == "" {
		r.put(p.from, from)
	}
	if r.get(p.until) == "" {
		r.put(p.until, until)
		return true
	}
	return false
}

// endsAgreement reports whether the end of a row is that of an agreement: who works on under one that ran out has not
// left, whatever became of the paper.
func (r *record) endsAgreement() bool {
	return r.headed("end", "协议", "合同", "聘", "服务", "到期", "终止", "结束") && !r.headed("end", "解聘", "在岗", "上岗", "退")
}

// mixedDay reports whether what looks like a day is written with two kinds of signs, as 2024.1-12 is: it may be two
// months.
func mixedDay(raw string) bool {
	dots, lines := false, false
	for _, r := range sheet.Plain(raw) {
		dots, lines = dots || r == '.' || r == '/', lines || r == '-'
	}
	return dots && lines
}
