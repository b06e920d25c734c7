package need

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// A post stands empty for longer than the rulebook allows while needy people of the village wait.
var vacancyWhileWaiting = &inspect.Rule{
	Code: "need.vacancy_while_waiting", Version: "1", Family: inspect.Need, Title: "岗位空置，困难群众在候补",
	Citation: "枣人社字〔2023〕68号（漠视群众实际需求）；空岗及时补充", From: since,
	Severity: inspect.Low, Certainty: inspect.Suspicion, Params: []string{"vacancy.fill_days"}, Needs: []string{"post",
		"placement", "application"},
	Absent:   inspect.None("placement", "post", "application"),
	Method:   "岗位空置超过规定天数（默认180天），同村有困难群众仍在候补。",
	Innocent: "岗位已暂停或任务已结束，只是没有办理关闭；候补人不愿任此岗；补充程序正在办理。",
	Next:     "请村里说明空岗原因；仍需要的，从候补名单中按程序补充。",
	Ask:      []string{"岗位空了以后有没有报告？为什么没有补？", "有没有人问过你还愿不愿意来？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		limit := c.Book.Int("vacancy.fill_days", d.Region.Path, c.Today, 180)
		busy := map[int64]bool{}
		running := map[int64]bool{}
		for _, p := range d.Placements {
			if p.Last().IsZero() {
				busy[p.PersonID] = true
			}
		}
		for _, a := range d.Applications {
			switch a.State {
			case "submitted", "checked", "reviewed", "noticed", "audited", "filed":
				running[a.PostID] = true
				busy[a.PersonID] = true
			}
		}
		var waiting *inspect.Application
		for _, a := range d.Applications {
			if p := d.People[a.PersonID]; waiting == nil && a.State == "waiting" && p != nil && !busy[p.ID] && p.Died.IsZero() &&
				p.Needy(c.Today) && p.Birth.AgeOn(c.Today) <= c.Book.Int("age.max_new", d.Region.Path, c.Today, 65) {
				waiting = a
			}
		}
		if waiting == nil {
			return
		}
		for _, post := range d.Posts {
			if post.State != "open" || running[post.ID] || len(post.Placements) == 0 {
				continue
			}
			before := post.Placements[0] // the last who left
			var last civil.Date
			for _, p := range post.Placements {
				if p.Last().IsZero() {
					last = civil.Date{} // somebody is there
					break
				}
				if p.Last().After(last) {
					before, last = p, p.Last()
				}
			}
			if last.IsZero() || c.Today.DaysSince(last) <= limit {
				continue
			}
			who := d.People[waiting.PersonID]
			report(inspect.Finding{
				Subject: inspect.Subject{Table: "post", ID: post.ID, Name: post.Title + "（" + post.Code + "）"}, Day: last,
				From: last.Month(), To: last.Month(), Held: inspect.Still(last.Month()),
				Sentence: fmt.Sprintf("%s自%s起空置，已超过%d天；同村困难群众%s仍在候补。", post.Title, last.Chinese(), limit, who.Name),
				Params:   inspect.Value("vacancy.fill_days", limit),
				Evidence: []inspect.Evidence{inspect.Row("post", post.ID, "%s，现无在岗人员", post.Code),
					inspect.Row("placement", before.ID, "前任%s离岗", last),
					inspect.Row("application", waiting.ID, "%s候补，%s申请", who.Label(), waiting.Submitted)}})
		}
	},
}
