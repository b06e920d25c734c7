package need

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// kindOfWork tells the same work by its words, in a post's title and in a contract.
var kindOfWork = [][]string{
	{"保洁", "环卫", "清扫", "垃圾", "清运", "卫生"},
	{"护林", "巡山", "森林", "山林"},
	{"河", "水库", "湿地"},
	{"道路", "公路", "养护"},
	{"巡逻", "治安", "保安"},
	{"绿化"},
	{"护理", "助老", "养老"},
}

func sameWork(a, b string) bool {
	for _, words := range kindOfWork {
		has := func(s string) bool {
			for _, w := range words {
				if strings.Contains(s, w) {
					return true
				}
			}
			return false
		}
		if has(a) && has(b) {
			return true
		}
	}
	return false
}

// The work of a post is done by a contractor too.
var outsourced = &inspect.Rule{
	Code: "need.outsourced", Version: "1", Family: inspect.Need, Title: "岗位的活已经外包",
	Citation: "不得开发无实质工作内容的岗位（聊城市管理办法2025）；枣人社字〔2023〕68号", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"contract", "post", "placement"},
	Absent:   inspect.None("contract", "placement"),
	Method:   "同一村、同一时期，同类工作（保洁、护林、护河、养护、巡逻等）既有外包服务合同，又有人在公益性岗位上领补贴。",
	Innocent: "外包只管清运或主干道，岗位管巷道和保洁监督，分工写明；岗位人员受雇于外包单位但不领双份。",
	Next:     "对照合同范围和岗位责任区，到现场看谁在干；分不开的撤销岗位或核减合同。",
	Ask:      []string{"保洁公司干哪些、你干哪些？", "公司的人和岗位上的人是不是同一批？"},
	Holds:    inspect.Lasting,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		for _, x := range d.Contracts {
			f := inspect.Finding{
				Subject: inspect.Subject{Table: "contract", ID: x.ID, Name: d.Region.Name + x.Service},
				Evidence: []inspect.Evidence{
					inspect.Row("contract", x.ID, "%s承包%s，%s至%s", x.Contractor, x.Service, x.From, x.Until)},
			}
			var names []string
			var lasts []civil.Date
			posts := 0
			for _, p := range d.Posts {
				if x.Kind == "" && !sameWork(x.Service, p.Title+p.Kind+p.Tasks) || x.Kind != "" && x.Kind != p.Kind {
					continue
				}
				was := len(names)
				for _, pl := range p.Placements {
					last := pl.Last()
					if pl.Person == nil || !x.Until.IsZero() && pl.Start.After(x.Until) || !last.IsZero() && last.Before(x.From) {
						continue
					}
					names = append(names, pl.Person.Name)
					lasts = append(lasts, inspect.EarlierLast(x.Until, last))
					from := pl.Start
					if x.From.After(from) {
						from = x.From
					}
					if f.Day.IsZero() || from.Before(f.Day) {
						f.Day = from
					}
					for _, i := range pl.Items {
						if !i.Month.First().Before(from) && (x.Until.IsZero() || !i.Month.First().After(x.Until)) {
							f.Amount += i.Amount
						}
					}
					f.Evidence = append(f.Evidence,
						inspect.Row("placement", pl.ID, "%s在“%s”，%s上岗", pl.Person.Label(), p.Title, pl.Start))
				}
				if len(names) > was {
					posts++
				}
			}
			if len(names) == 0 {
				continue
			}
			f.Held = inspect.Between(f.Day, inspect.LaterLast(lasts...))
			f.Sentence = fmt.Sprintf("%s的%s由%s承包（%s起），同时有%d个同类岗位在领补贴：%s。", d.Region.Name, x.Service, x.Contractor,
				x.From.Chinese(), posts, strings.Join(names, "、"))
			report(f)
		}
	},
}
