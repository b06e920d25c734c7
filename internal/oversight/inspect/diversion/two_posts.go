package diversion

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
)

// One person on two posts at once (person.max_posts).
var twoPosts = &inspect.Rule{
	Code: "diversion.two_posts", Version: "2", Family: inspect.Diversion, Title: "一人同时两岗",
	Citation: "一人一岗（清水县2022方案等；参数册person.max_posts）", From: since,
	Severity: inspect.High, Certainty: inspect.Record, Params: []string{"person.max_posts"}, Needs: []string{"placement"},
	Absent:   inspect.NoneOf("placement", "registered"),
	Method:   "同一人（按身份证号码）在同一天有两条上岗记录，不论在同村、外村还是外区（市）；或者上岗期间又在部门登记的其他公益性岗位（护林、道路、河湖等）上。村合并后原岗位续任的不算。",
	Innocent: "前一岗退出登记晚录、实际没有重叠的；同名不同人的。",
	Next:     "核对两岗的起止日期和两处发放；重叠期间只能领取一份。",
	Ask:      []string{"你同时在几个岗位上？每个岗位每月领多少？", "两处的活分别是谁在干？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		limit := func(p *inspect.Placement) bool {
			return c.Book.Int("person.max_posts", d.Region.Path, p.Start, 1) > 1
		}
		by := map[int64][]*inspect.Placement{}
		told := map[int64]bool{}
		tell := func(p *inspect.Placement, other figure.Lane, day civil.Date, sentence string, rows ...inspect.Evidence) {
			held := inspect.Between(day, inspect.EarlierLast(p.Last(), other.Spells[0].To))
			told[p.PersonID] = true
			report(inspect.Finding{Subject: inspect.Subject{Table: "person", ID: p.PersonID, Name: p.Person.Label()}, Day: day,
				Held: held, Params: inspect.Value("person.max_posts", 1), Sentence: sentence, Evidence: rows,
				Figures: []figure.Figure{{Kind: figure.Lanes, Title: "同时在岗",
					Lanes: []figure.Lane{lane(d.Region.Name+title(d, p), p.Start, p.Last()), other}}}})
		}
		for _, p := range d.Placements {
			if p.Person == nil || limit(p) || told[p.PersonID] {
				continue
			}
			for _, q := range by[p.PersonID] {
				if q.PostID == p.PostID && q.Start == p.Start || p.Continues == q.ID && q.ID != 0 {
					continue
				}
				if from, both := overlap(p.Start, p.Last(), q.Start, q.Last()); both {
					tell(p, lane(d.Region.Name+title(d, q), q.Start, q.Last()), from,
						fmt.Sprintf("%s自%s起同时在两个岗位上。", p.Person.Name, from.Chinese()),
						inspect.Row("placement", q.ID, "%s至%s", q.Start, q.End), inspect.Row("placement", p.ID, "%s至%s", p.Start, p.End))
					break
				}
			}
			by[p.PersonID] = append(by[p.PersonID], p)
			if told[p.PersonID] {
				continue
			}
			for _, e := range c.Elsewhere[p.PersonID] {
				if e.Path == d.Region.Path || p.Continues != 0 || e.Continued {
					continue
				}
				if from, both := overlap(p.Start, p.Last(), e.Start, e.Last); both {
					tell(p, lane(c.Tree.Name(e.Path)+e.Post, e.Start, e.Last), from,
						fmt.Sprintf("%s自%s起同时在%s和%s的岗位上。", p.Person.Name, from.Chinese(), d.Region.Name, c.Tree.Full(e.Path)),
						inspect.Row("placement", p.ID, "%s，%s至%s", d.Region.Name, p.Start, p.End),
						inspect.Row("placement", e.PlacementID, "%s%s，%s至%s", c.Tree.Name(e.Path), e.Post, e.Start, e.Last))
					break
				}
			}
			for _, r := range p.Person.Registered {
				if r.Kind != "other_post" || told[p.PersonID] || r.From.IsZero() {
					continue
				}
				if from, both := overlap(p.Start, p.Last(), r.From, r.Until); both {
					tell(p, lane(orElse(r.Where, "别的部门"), r.From, r.Until), from,
						fmt.Sprintf("%s自%s起同时在%s领取补贴的其他公益性岗位上。", p.Person.Name, from.Chinese(), orElse(r.Where, "别的部门")),
						inspect.Row("placement", p.ID, "%s至%s", p.Start, p.End),
						inspect.Row("registered", r.ID, "%s，%s至%s", r.Where, r.From, r.Until))
				}
			}
		}
	},
}

func lane(name string, from, until civil.Date) figure.Lane {
	return figure.Lane{Name: name, Spells: []figure.Spell{{From: from, To: until}}}
}

func title(d *inspect.Dossier, p *inspect.Placement) string {
	if post := d.Post(p.PostID); post != nil {
		return post.Title
	}
	return ""
}

// overlap of two spells, the last days zero while they run: since when both held; a change on one day is none.
func overlap(aFrom, aLast, bFrom, bLast civil.Date) (civil.Date, bool) {
	from := aFrom
	if bFrom.After(from) {
		from = bFrom
	}
	if !aLast.IsZero() && !aLast.After(from) || !bLast.IsZero() && !bLast.After(from) {
		return from, false
	}
	return from, true
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
