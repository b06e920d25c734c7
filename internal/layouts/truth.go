package layouts

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/money"
)

// Person of the truth, who holds a post.
type Person struct {
	Name, IDNo, Phone, Account string
	Village, Category, Post    string
	Household, Relation        string
	Start, End, Until          civil.Date // on the post; off it, zero if still there; end of the agreement
	Why                        string     // of the exit, in words
	Rate                       money.Fen
	Pay                        map[civil.Month]Pay
	// 31 marks: P at work, L leave, A absent, O day off, H half a day, - nothing
	Marks map[civil.Month]string
}

// Pay of a month: what should be given, what was kept back, and what the bank said of the rest.
type Pay struct {
	Due, Kept money.Fen
	Refused   string // why the bank sent it back; empty: paid
}

// ItemTotals is what was paid out.
func (p Pay) Got() money.Fen { return p.Due - p.Kept }

// Truth is what all layouts tell, each a part of it.
type Truth struct {
	County, Township string
	Villages         []string
	Months           []civil.Month
	People           []Person
}

// Of a village.
func (t Truth) Of(village string) (out []Person) {
	for _, p := range t.People {
		if p.Village == village {
			out = append(out, p)
		}
	}
	return out
}

// Female by the number.
func (p Person) Female() bool { return idno.Number(p.IDNo).Female() }

// Made is the truth in two villages of a township.
func Made(county, township string, villages [2]string) Truth {
	t := Truth{County: county, Township: township, Villages: villages[:]}
	for _, m := range []string{"2025-01", "2025-02", "2025-03"} {
		t.Months = append(t.Months, civil.MustMonth(m))
	}
	names := []string{"示例甲", "示例乙", "示例·丙", "示丁", "示例戊", "示例己", "欧阳示例", "示例辛"}
	posts := []string{"村内保洁员", "河道巡查员", "护林员", "村内保洁员", "公共设施维护员", "村内保洁员", "护路员", "河道巡查员"}
	starts := []string{"2024-01-01", "2024-01-01", "2024-03-01", "2025-02-10", "2024-01-01", "2024-06-01",
		"2024-01-01", "2024-01-01"}
	categories := []string{"脱贫人口", "农村低收入人口", "残疾人", "脱贫人口", "农村大龄人员", "脱贫人口", "残疾人", "脱贫人口"}
	for i, name := range names {
		birth := civil.MustDate("1962-03-05").AddDays(611 * i)
		p := Person{Name: name, IDNo: string(idno.Make("370499", birth, 10+i)),
			Phone:   "1390000000" + string(rune('1'+i)),
			Account: "621700000000000" + string([]byte{byte('1' + i), byte('2' + i%8), byte('9' - i), '7'}),
			Village: villages[i/4], Category: categories[i], Post: posts[i], Household: string(rune('1' + i/2)),
			Relation: []string{"户主",
				"配偶"}[i%2], Start: civil.MustDate(starts[i]), Until: civil.MustDate("2025-12-31"), Rate: 80000,
			Pay: map[civil.Month]Pay{}, Marks: map[civil.Month]string{}}
		for k, m := range t.Months {
			if m.Before(p.Start.Month()) {
				continue
			}
			pay := Pay{Due: p.Rate}
			if (i+k)%3 == 0 {
				pay.Kept = money.Fen(3810 + 100*i)
			}
			p.Pay[m] = pay
			p.Marks[m] = marksOf(i, m)
		}
		t.People = append(t.People, p)
	}
	// one came back from the bank, one left in the second month
	back := t.People[2].Pay[t.Months[0]]
	back.Refused = "账号不存在"
	t.People[2].Pay[t.Months[0]] = back
	left := &t.People[5]
	left.End, left.Why = civil.MustDate("2025-02-28"), "本人自愿"
	delete(left.Pay, t.Months[2])
	delete(left.Marks, t.Months[2])
	return t
}

// marksOf a person's month, each with some of all.
func marksOf(person int, m civil.Month) string {
	out := make([]byte, 31)
	for d := range out {
		switch n := (d*7 + person*5) % 11; {
		case d >= m.Days():
			out[d] = '-'
		case n == 0:
			out[d] = 'L'
		case n == 1 && person%3 == 0:
			out[d] = 'A'
		case n == 2:
			out[d] = 'H'
		case n < 5:
			out[d] = 'O'
		default:
			out[d] = 'P'
		}
	}
	return string(out)
}
