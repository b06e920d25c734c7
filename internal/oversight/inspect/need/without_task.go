package need

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// A post with a holder that has no place of work or no task.
var withoutTask = &inspect.Rule{
	Code: "need.without_task", Version: "1", Family: inspect.Need, Title: "岗位没有工作内容或责任区",
	Citation: "不得开发无实质工作内容的岗位（聊城市管理办法2025、济南市岗位计划2023）", From: since,
	Severity: inspect.Medium, Certainty: inspect.Record, Needs: []string{"post", "placement"},
	Absent:   inspect.None("post"),
	Method:   "有人在岗的岗位，没有写工作地点（责任区），或者没有写任务。",
	Innocent: "任务在协议或村规里写明，没有录入岗位表。",
	Next:     "到现场看岗位在做什么；补写任务和责任区，没有实际工作的撤销岗位。",
	Ask:      []string{"平时干什么活？干哪一片？谁安排、谁检查？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, p := range d.Posts {
			if !p.Described || strings.TrimSpace(p.Tasks) != "" && strings.TrimSpace(p.Place) != "" {
				continue
			}
			var first civil.Date
			var lasts []civil.Date
			n := 0
			for _, x := range p.Placements {
				lasts = append(lasts, x.Last())
				if n++; first.IsZero() || x.Start.Before(first) {
					first = x.Start
				}
			}
			if n == 0 {
				continue
			}
			what := "责任区"
			if strings.TrimSpace(p.Tasks) == "" {
				what = "工作任务"
				if strings.TrimSpace(p.Place) == "" {
					what = "工作任务和责任区"
				}
			}
			report(inspect.Finding{Subject: inspect.Subject{Table: "post", ID: p.ID, Name: p.Title + "（" + p.Code + "）"},
				Day: first, Held: inspect.Between(first, inspect.LaterLast(lasts...)),
				Sentence: fmt.Sprintf("%s%s没有写明%s，先后有%d人上岗。", d.Region.Name, p.Title, what, n),
				Evidence: []inspect.Evidence{inspect.Row("post", p.ID, "%s，地点“%s”，任务“%s”", p.Title, p.Place, p.Tasks)}})
		}
	},
}
