package diversion

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/region"
)

// Cash of several holders drawn together, again and again: one place, one day, minutes apart, or by one hand.
var drawnTogether = &inspect.Rule{
	Code: "diversion.drawn_together", Version: "2", Family: inspect.Diversion, Title: "多人补贴同日同地接连取现",
	Citation: "枣人社字〔2023〕68号（挤占挪用）；发放后集中取现、收回是常见手法", From: since,
	Severity: inspect.High, Certainty: inspect.Suspicion, Needs: []string{"withdrawal", "account"},
	Absent: inspect.None("person"),
	Method: "同村三名以上不同户的上岗人员，两个以上月份里都在同一天、同一网点取现：取款有时刻的，第一笔到最后一笔不超过15分钟；没有时刻的，每人取出金额相同，而且当地不止一个取款点。" +
		"银行写明由同一名代理人代取的，三人次、两个月即列。全镇只有一个取款点的，必须有时刻或同一代理人。不知道是哪一户、可能是一家人的，写明人数，降为低。",
	Innocent: "全镇只有一个取款点、集日大家都去；相约同去取钱；代理人是同户家人或老人共同的子女。",
	Next:     "调取取款凭条和监控，看是谁操作；分别询问取款人钱的去向，先问不相识的人。",
	Ask:      []string{"那天是你自己去取的吗？跟谁去的？", "取出来的钱放在哪里、给过谁？", "有没有人让大家同一天去取？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		holders := map[int64]bool{}
		for _, p := range d.Placements {
			holders[p.PersonID] = true
		}
		at := map[string][]draw{}
		by := map[string][]draw{}
		var spots, hands []string
		for _, id := range slices.Sorted(maps.Keys(holders)) {
			p := d.People[id]
			if p == nil {
				continue
			}
			for i := range p.Accounts {
				for _, w := range p.Accounts[i].Drawn {
					x := draw{p, w, &p.Accounts[i]}
					if w.Place != "" {
						k := w.Place + "|" + w.At.Date().String()
						if at[k] == nil {
							spots = append(spots, k)
						}
						at[k] = append(at[k], x)
					}
					if w.By != "" && !inspect.SameName(w.By, p.Name) && !mate(d, p, w.By) {
						if by[w.By] == nil {
							hands = append(hands, w.By)
						}
						by[w.By] = append(by[w.By], x)
					}
				}
			}
		}
		told := map[int64]bool{}
		tell := func(all []draw, months int, how string, at figure.Box, apart bool) {
			var names []string
			var cards []figure.Box
			people := map[int64]bool{}
			f := inspect.Finding{}
			for _, x := range all {
				if !people[x.p.ID] {
					people[x.p.ID] = true
					names = append(names, x.p.Name)
					cards = append(cards, figure.Box{Name: x.p.Name + "的卡", Note: "尾号" + x.a.Tail})
				}
				told[x.p.ID] = true
				f.Amount += x.w.Amount
				f.Held = f.Held.Covering(inspect.Days(x.w.At.Date()))
				if f.Day.IsZero() || x.w.At.Date().Before(f.Day) {
					f.Day = x.w.At.Date()
				}
				when := x.w.At.Date().String()
				if x.w.Timed {
					when = x.w.At.String()
				}
				f.Evidence = append(f.Evidence,
					inspect.Row("withdrawal", x.w.ID, "%s在%s从%s的卡取%s元%s", when, x.w.Place, x.p.Name, x.w.Amount,
						map[bool]string{true: "，代理人" + x.w.By}[x.w.By != ""]))
			}
			f.Subject = inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name}
			f.Sentence = fmt.Sprintf("%s%d人（%s）的补贴在%d个月里%s，共取%s元。", d.Region.Name, len(people), strings.Join(names, "、"), months,
				how, f.Amount.Grouped())
			if open := homeless(all); !apart && open > 0 { // they may be one family, and nobody is accused of that
				f.Severity = inspect.Low
				f.Sentence += fmt.Sprintf("其中%d人不知道是哪一户，可能是一家人。", open)
			}
			at.Note = fmt.Sprintf("%d个月，共%s元", months, f.Amount.Grouped())
			f.Figures = []figure.Figure{inspect.IntoOne("取现", cards, "取现", at)}
			report(f)
		}
		for _, who := range hands {
			people, months := map[int64]bool{}, map[civil.Month]bool{}
			for _, x := range by[who] {
				people[x.p.ID], months[x.w.At.Date().Month()] = true, true
			}
			if len(people) >= 3 && len(months) >= 2 {
				tell(by[who], len(months), "由"+who+"代取", figure.Box{Name: who + "代取"}, families(by[who]) >= 3)
			}
		}
		single := c.Points[region.ParentPath(d.Region.Path)] <= 1
		var together []draw
		apart := true // three households of which it is known that they are, each time
		months, places := map[civil.Month]bool{}, map[string]bool{}
		seen := map[int64]map[civil.Month]bool{}
		slices.Sort(spots)
		for _, k := range spots {
			for _, g := range clusters(at[k], func(a, b draw) bool {
				if a.w.Timed && b.w.Timed {
					return b.w.At-a.w.At <= together15
				}
				return !single && a.w.Amount == b.w.Amount
			}, func(a, b draw) int {
				if a.w.At != b.w.At {
					return int(min(max(int64(a.w.At-b.w.At), -1), 1))
				}
				return int(a.w.Amount - b.w.Amount)
			}) {
				households := map[int64]bool{}
				fresh := false
				for _, x := range g {
					h := x.p.HouseholdID
					if h == 0 {
						h = -x.p.ID
					}
					households[h] = true
					fresh = fresh || !told[x.p.ID]
				}
				if len(households) < 3 || !fresh {
					continue
				}
				apart = apart && families(g) >= 3
				m := g[0].w.At.Date().Month()
				months[m] = true
				places[g[0].w.Place] = true
				for _, x := range g {
					if seen[x.p.ID] == nil {
						seen[x.p.ID] = map[civil.Month]bool{}
					}
					seen[x.p.ID][m] = true
				}
				together = append(together, g...)
			}
		}
		again := 0 // people who were there in two months
		for _, ms := range seen {
			if len(ms) >= 2 {
				again++
			}
		}
		if len(months) >= 2 && again >= 3 {
			tell(together, len(months), "同一天在"+strings.Join(slices.Sorted(maps.Keys(places)), "、")+"接连取现",
				figure.Box{Name: strings.Join(slices.Sorted(maps.Keys(places)), "、"), Note: "接连取现"}, apart)
		}
	},
}

// draw is one withdrawal from a holder's account.
type draw struct {
	p *inspect.Person
	w inspect.Withdrawal
	a *inspect.Account
}

// families counts the households, as far as they are known, of those who drew.
func families(all []draw) int {
	known := map[int64]bool{}
	for _, x := range all {
		if x.p.HouseholdID != 0 {
			known[x.p.HouseholdID] = true
		}
	}
	return len(known)
}

// homeless counts those who drew of whom no household is known.
func homeless(all []draw) int {
	people := map[int64]bool{}
	for _, x := range all {
		if x.p.HouseholdID == 0 {
			people[x.p.ID] = true
		}
	}
	return len(people)
}

// together15 is fifteen minutes in microseconds.
const together15 = 15 * 60 * 1_000_000

// clusters of neighbours in an order; each is near the first of its cluster.
func clusters[T any](all []T, near func(first, next T) bool, order func(a, b T) int) (out [][]T) {
	all = slices.Clone(all)
	slices.SortStableFunc(all, order)
	for _, x := range all {
		if n := len(out); n > 0 && near(out[n-1][0], x) {
			out[n-1] = append(out[n-1], x)
			continue
		}
		out = append(out, []T{x})
	}
	return out
}

// mate reports whether a name is that of somebody in the person's household.
func mate(d *inspect.Dossier, p *inspect.Person, name string) bool {
	return p.HouseholdID != 0 &&
		slices.ContainsFunc(d.Household(p.HouseholdID),
			func(o *inspect.Person) bool { return inspect.SameName(o.Name, name) })
}
