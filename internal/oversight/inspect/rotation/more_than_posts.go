package rotation

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
)

// More people paid in a month than the village has places, each of them below the standard.
var moreThanPosts = &inspect.Rule{
	Code: "rotation.more_than_posts", Version: "1", Family: inspect.Rotation, Title: "领补贴的人多于岗位，人人低于标准",
	Citation: "枣人社字〔2023〕68号（轮流坐庄）；一岗一人", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"post", "pay_item"},
	Absent:   inspect.None("post", "pay_item", "placement"),
	Method:   "全村某月领补贴的人数多于当月开放岗位安排的人数，而且没有一个人领到岗位标准的八成；连续或累计三个月以上列为疑点。同一岗位平分的，在“一份补贴平分给多人”中列出，不重复。",
	Innocent: "月中大批换岗；补发以前月份；岗位表不全。",
	Next:     "核对岗位计划和各月发放名单，逐人问清干了多少、领了多少。",
	Ask:      []string{"当时村里有几个岗位、几个人领钱？", "为什么每个人都少领？少的钱在哪里？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		type month struct {
			people map[int64]*inspect.Item
			most   money.Fen
		}
		by := map[civil.Month]*month{}
		standard := money.Fen(0)
		onPost := map[int64]map[civil.Month]int{}
		add := func(person int64, i *inspect.Item) {
			m := by[i.Month]
			if m == nil {
				m = &month{people: map[int64]*inspect.Item{}}
				by[i.Month] = m
			}
			m.people[person] = i
			m.most = max(m.most, i.Amount)
		}
		for _, p := range d.Placements {
			for _, i := range p.Items {
				if i.Regular() {
					add(p.PersonID, i)
					if onPost[p.PostID] == nil {
						onPost[p.PostID] = map[civil.Month]int{}
					}
					onPost[p.PostID][i.Month]++
				}
			}
		}
		for _, i := range d.Loose {
			if i.Regular() {
				add(i.PersonID, i)
			}
		}
		for _, p := range d.Posts {
			if p.Rate > 0 && (standard == 0 || p.Rate < standard) {
				standard = p.Rate // the lowest: nobody is to reach even that
			}
		}
		if standard == 0 {
			return
		}
		months := map[civil.Month]bool{}
		for m, x := range by {
			places := 0
			for _, p := range d.Posts {
				if p.State != "moved" && !p.Opens.After(m.Last()) && (p.Closes.IsZero() || !p.Closes.Before(m.First())) {
					places += int(max(p.Heads, 1))
					if extra := onPost[p.ID][m] - int(max(p.Heads, 1)); extra > 0 {
						places += extra // told by another rule
					}
				}
			}
			if places > 0 && len(x.people) > places && x.most*10 < standard*8 {
				months[m] = true
			}
		}
		line := monthsOf(months)
		if len(line) < 3 {
			return
		}
		first := by[line[0]]
		f := inspect.Finding{Subject: inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name},
			Day: line[0].First(), From: line[0], To: line[0], Held: inspect.Months(line...),
			Sentence: fmt.Sprintf("%s自%s起有%d个月领补贴的人多于岗位（首月%d人），没有人领到每月%s元的标准，最多的领%s元。", d.Region.Name, line[0].Chinese(),
				len(line), len(first.people), standard.Grouped(), first.most.Grouped())}
		for _, m := range line {
			for _, p := range d.Placements {
				for _, i := range p.Items {
					if i.Month == m && p.Person != nil {
						f.Amount += i.Amount
						f.Evidence = append(f.Evidence, inspect.Row("pay_item", i.ID, "%s发给%s，%s元", m, p.Person.Name, i.Amount))
					}
				}
			}
		}
		report(f)
	},
}
