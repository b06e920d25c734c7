package diversion

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// Paid in full for a month in which a check on site found a substitute, or twice did not see the holder with nothing to
// explain it.
var paidThoughAbsent = &inspect.Rule{
	Code: "diversion.paid_though_absent", Version: "2", Family: inspect.Diversion, Title: "检查发现顶岗或不在岗，仍全额发放",
	Citation: "顶岗代岗、吃空饷；补贴按实际履职发放", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"duty_check", "pay_item", "placement"},
	Absent:   append(inspect.NoneOf("statement", "duty_check"), inspect.NoneIn("duty_line")...),
	Method:   "当月到场检查认定顶岗，或者两次以上没有见到人、考勤和说明都不能解释，而当月全额发放。当月另有一次到场见到本人的不算，本人说明已被采纳的不算。",
	Innocent: "检查当天请假、调休或换班，考勤表已有记录；复查已见到本人；检查没有对照排班。",
	Next:     "对照当天考勤和排班，听取本人说明，再次到场检查后再定。",
	Ask:      []string{"检查那天你在哪里？谁替你干？给不给钱？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Placements {
			if p.Person == nil {
				continue
			}
			byMonth := map[civil.Month][]inspect.Check{}
			var months []civil.Month
			for _, x := range p.Checks {
				if byMonth[x.On.Month()] == nil {
					months = append(months, x.On.Month())
				}
				byMonth[x.On.Month()] = append(byMonth[x.On.Month()], x)
			}
			for _, m := range months {
				bad := absent(byMonth[m], p)
				if len(bad) == 0 {
					continue
				}
				for _, i := range p.Items {
					if i.Month != m || i.Days < i.OfDays || i.Paid().IsZero() || p.Rate > 0 && i.Amount*100 < p.Rate*95 {
						continue
					}
					f := inspect.Finding{Subject: p.Subject(), Day: bad[0].On, Amount: i.Amount,
						Evidence: []inspect.Evidence{inspect.Row("pay_item", i.ID, "%s发放%d天、%s元", i.Month, i.Days, i.Amount)}}
					for _, x := range bad {
						f.Evidence = append(f.Evidence,
							inspect.Row("duty_check", x.ID, "%s检查：%s", x.On, words.Label("finding", x.Finding)))
					}
					f.Sentence = fmt.Sprintf("%s检查%s“%s”，%s仍全额发放%s元。", bad[0].On.Chinese(), p.Person.Name,
						words.Label("finding", bad[0].Finding), m.Chinese(), i.Amount.Grouped())
					if i.Paid().Before(bad[0].On) { // a month paid ahead, under a document: nobody could know
						f.Sentence = fmt.Sprintf("%s检查%s“%s”，%s已于%s预先全额发放%s元，请核对应否更正。", bad[0].On.Chinese(), p.Person.Name,
							words.Label("finding", bad[0].Finding), m.Chinese(), i.Paid().Chinese(), i.Amount.Grouped())
					}
					report(f)
				}
			}
		}
	},
}

// absent are the checks of a month that speak against the holder: a substitute, or two visits that did not see the
// holder on days that the sheet does not explain, with no visit in the month that did.
func absent(checks []inspect.Check, p *inspect.Placement) []inspect.Check {
	var substitute, unseen []inspect.Check
	for _, x := range checks {
		if x.Excused {
			continue // the holder's statement was accepted
		}
		switch x.Finding {
		case "substitute":
			substitute = append(substitute, x)
		case "not_seen":
			if !excused(p, x.On) {
				unseen = append(unseen, x)
			}
		case "on_duty", "work_good", "leave", "swapped":
			if x.Method == "site" && len(substitute) == 0 {
				return nil
			}
		}
	}
	if len(substitute) > 0 {
		return substitute
	}
	if len(unseen) >= 2 {
		return unseen
	}
	return nil
}

func excused(p *inspect.Placement, on civil.Date) bool {
	for _, l := range p.Lines {
		if marks := l.Marks(); l.Month == on.Month() && len(marks) == 31 {
			switch marks[on.Day()-1] {
			case 'L', 'W', 'O', 'S':
				return true
			}
		}
	}
	return false
}
