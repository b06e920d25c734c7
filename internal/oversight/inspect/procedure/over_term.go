package procedure

import (
	"fmt"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// On posts for longer altogether than the term allows.
var overTerm = &inspect.Rule{
	Code: "procedure.over_term", Version: "1", Family: inspect.Procedure, Title: "累计在岗超过期限",
	Citation: "补贴期限一般不超过三年，距法定退休不足五年的可到退休（萍乡市2021、国家政策问答；农村岗位待确认）", From: since, Own: true,
	Severity: inspect.Info, Certainty: inspect.Information, Needs: []string{"placement", "person"},
	Params:   []string{"term.max_months", "inspect.near_retirement_years"},
	Method:   "同一人各段在岗相加，超过累计期限（默认36个月）三个月以上，而且上岗时距60周岁（女50周岁以上按55周岁）还有五年以上。农村岗位是否适用尚待确认，只作提示。",
	Innocent: "本地规定农村岗位不设三年期限；特别困难人员经批准第二次安置。",
	Next:     "核对本地期限规定和续聘审批。",
	Ask:      []string{"续聘是怎么研究的？还有没有人等岗位？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		days := map[int64]int{}
		spells := map[int64][]*inspect.Placement{}
		latest := map[int64]*inspect.Placement{}
		first := map[int64]*inspect.Placement{}
		var order []int64
		for _, p := range d.Placements {
			if p.Person == nil || p.EndReason == "merged" {
				continue
			}
			last := p.Last()
			if last.IsZero() || last.After(c.Today) {
				last = c.Today
			}
			if first[p.PersonID] == nil {
				order = append(order, p.PersonID)
			}
			days[p.PersonID] += max(last.DaysSince(p.Start)+1, 0)
			spells[p.PersonID] = append(spells[p.PersonID], p)
			if q := latest[p.PersonID]; q == nil || p.Start.After(q.Start) {
				latest[p.PersonID] = p
			}
			if q := first[p.PersonID]; q == nil || p.Start.Before(q.Start) {
				first[p.PersonID] = p
			}
		}
		for _, id := range order {
			p, began := latest[id], first[id]
			limit, near := c.Book.Int("term.max_months", d.Region.Path, p.Start, 36),
				c.Book.Int("inspect.near_retirement_years", d.Region.Path, p.Start, 5)
			months := days[id] * 12 / 365
			if months <= limit+3 || p.Person.Birth.IsZero() || p.Person.Birth.AgeOn(began.Start) >= 60-near {
				continue
			}
			report(inspect.Finding{Subject: p.Subject(), Day: p.Start,
				Held:     inspect.Between(beyond(spells[id], (limit+3)*365/12), p.Last()),
				Params:   inspect.Value("term.max_months", limit) + inspect.Value("inspect.near_retirement_years", near),
				Sentence: fmt.Sprintf("%s自%s起累计在岗约%d个月，超过%d个月。", p.Person.Name, began.Start.Chinese(), months, limit),
				Evidence: []inspect.Evidence{inspect.Row("placement", began.ID, "%s上岗", began.Start),
					inspect.Row("placement", p.ID, "最近一段%s至%s", p.Start, p.End)}})
		}
	},
}

// beyond is the day on which spells add up to more than so many days: from then on the term is over.
func beyond(spells []*inspect.Placement, days int) (day civil.Date) {
	slices.SortStableFunc(spells, func(a, b *inspect.Placement) int { return a.Start.DaysSince(b.Start) })
	for _, p := range spells {
		day = p.Start.AddDays(max(days, 0))
		if last := p.Last(); last.IsZero() || !day.After(last) {
			return day
		}
		days -= p.Last().DaysSince(p.Start) + 1
	}
	return spells[len(spells)-1].Start
}
