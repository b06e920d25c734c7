package folder

import (
	"fmt"
	"strings"

	"gangwei/internal/platform/sheet"
)

// Explained is how one file would be read.
type Explained struct {
	Reads  []Read
	Faults []Fault
	People People
}

// Explain how a file would be read by itself; what other files of a folder say, and what was answered there, is not
// looked at.
func Explain(name string, body []byte) (out Explained, err error) {
	g := newReading()
	if err := g.file(name, body); err != nil {
		return out, err
	}
	g.finish()
	return Explained{g.reads, g.faults, g.counted()}, nil
}

// mostPassed rows that are remembered of a sheet.
const mostPassed = 200

// passed remembers a row that is about nobody.
func (x *taking) passed(row sheet.Row, why string) {
	if len(x.read.Passed) >= mostPassed {
		return
	}
	text := strings.Join(strings.Fields(strings.Join(row.Texts(), " ")), " ")
	if t := []rune(text); len(t) > 40 {
		text = string(t[:40]) + "…"
	}
	x.read.Passed = append(x.read.Passed, Passed{row.N, why, text})
}

// ofMoney reports whether a column is one of amounts.
func (t *Table) ofMoney(k int) bool {
	return k < len(t.Columns) && (t.Columns[k].Code == "amount" || t.Columns[k].Code == "rate")
}

// outlined says of the columns of a sheet that are no column of the table what they are all the same: both ends of a
// period, a month's amount, a day, a side of an account.
func (x *taking) outlined() {
	o := sheet.OutlineOf(x.s, x.Layout, x.t.searched(), x.t.ofMoney)
	if o == nil {
		return
	}
	as := map[string]string{}
	for i := range x.Texts {
		p, period := x.periods[i]
		m, month := x.months[i]
		switch {
		case period:
			as[sheet.Letter(i)] = x.t.headOf(p.from) + "、" + x.t.headOf(p.until)
		case month:
			as[sheet.Letter(i)] = m.String() + "金额"
		case x.days[i] > 0:
			as[sheet.Letter(i)] = fmt.Sprintf("%d日考勤", x.days[i])
		case x.laters[i] > 0:
			as[sheet.Letter(i)] = fmt.Sprintf("%d日下午考勤", x.laters[i])
		case x.sides[i] != "":
			as[sheet.Letter(i)] = x.sides[i]
		}
	}
	for i, c := range o.Columns {
		if as[c.Letter] != "" {
			o.Columns[i].As, o.Columns[i].Sure = as[c.Letter], sheet.SureOther
		}
	}
	x.read.Outline = o
}
