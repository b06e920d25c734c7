package folder

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/base/plain"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/sheet"
)

// oldestOwed is how many months back what is paid later may be for, where its row does not say.
const oldestOwed = 12

// backPay holds what the rows of pay say of earlier months that they pay for too, beside or instead of the month under
// which they stand: 补发2月, 含补发1-2月, a column 补发金额. Of which month that is may be written anyhow; whoever seems not
// to be paid for such a month may have been paid by that row, which cannot be judged.
func (b *builder) backPay() {
	for _, p := range b.people {
		for _, i := range b.items[p.ID] {
			r := b.rows[i.ID]
			if r == nil || r.table.Code != "pay_items" {
				continue
			}
			if r.kept != "" && len(i.Deductions) == 0 {
				r.doubt("", "有“"+r.kept+"”，扣款的原因没有收集，请调取扣款记录和依据")
			}
			said := backPaid(r)
			if said == "" {
				continue
			}
			for _, m := range b.owed(p.ID, i, r, said) {
				b.city.Gaps = append(b.city.Gaps, inspect.Gap{Table: "pay_item", Person: p.ID, Month: m, Own: true,
					Source: r.source(), Why: "写着“" + said + "”，补的可能就是这个月；请核对补的是哪几个月，各写一行，“月份”写被补的月份"})
			}
		}
	}
}

// backPaid is what a row of pay says of back pay; empty where it says nothing.
func backPaid(r *record) string {
	for _, text := range []string{r.get("note"), r.back} {
		if strings.Contains(text, "补发") {
			return text
		}
	}
	if kindOfPay(r) == "arrears" {
		return "补发"
	}
	return ""
}

// owed are the months that a row may pay for too: those that it names, else those before its own, unless it pays what
// its own month still lacks.
func (b *builder) owed(person int64, i *inspect.Item, r *record, said string) (out []civil.Month) {
	if named := monthsOwed(said, i.Month); len(named) > 0 {
		return named
	}
	if said != r.back && kindOfPay(r) == "arrears" && !strings.Contains(said, "含") && !b.paidWhole(person, i) {
		return nil
	}
	for n := 1; n <= oldestOwed; n++ {
		out = append(out, i.Month.Add(-n))
	}
	return out
}

// paidWhole reports whether the month of an item was paid in full without it.
func (b *builder) paidWhole(person int64, i *inspect.Item) bool {
	rate, others := money.Fen(0), money.Fen(0)
	for _, x := range b.places[person] {
		rate = max(rate, x.Rate)
	}
	for _, o := range b.items[person] {
		if o != i && o.Month == i.Month {
			others += o.Amount
		}
	}
	return others > 0 && others >= rate
}

// owedMonths in a text: 2月, 1-3月, 2023年12月.
var owedMonths = regexp.MustCompile(`(?:(\d{4})年)?(\d{1,2})月?(?:[-—~～至到、](\d{1,2}))?月`)

// monthsOwed are the months that a text of a row of a month names; without a year, the latest before it.
func monthsOwed(text string, of civil.Month) (out []civil.Month) {
	for _, x := range owedMonths.FindAllStringSubmatch(plain.Text(text), -1) {
		from, _ := strconv.Atoi(x[2])
		to := from
		if x[3] != "" {
			to, _ = strconv.Atoi(x[3])
		}
		for n := from; n >= 1 && n <= min(to, 12); n++ {
			m := of.Add(n - of.Number())
			if year, err := strconv.Atoi(x[1]); err == nil {
				m = m.Add(12 * (year - of.Year()))
			} else if of.Before(m) {
				m = m.Add(-12)
			}
			out = append(out, m)
		}
	}
	return out
}

// aside is what a row has under a head that says one of some words and that no column of the table takes.
func (x *taking) aside(row sheet.Row, words ...string) string {
	says := func(h string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(h, w) })
	}
	for i, h := range x.Texts {
		if i < len(x.Columns) && x.Columns[i] < 0 && says(sheet.Plain(h)) && !blankAmount(row.Text(i)) {
			return sheet.Plain(h) + row.Text(i)
		}
	}
	return ""
}
