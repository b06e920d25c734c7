package procedure

import (
	"fmt"
	"maps"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/words"
)

// One device signed in for several holders on several days.
var oneDeviceForMany = &inspect.Rule{
	Code: "procedure.one_device_for_many", Version: "1", Family: inspect.Procedure, Title: "一台设备替多人签到",
	Citation: "顶岗代岗、数据造假；补贴按实际履职发放", From: since,
	Severity: inspect.Medium, Certainty: inspect.Suspicion, Needs: []string{"entry"},
	Method:   "同一台设备在三天以上为三名以上人员本人签到。注明代录的（老人没有手机，由组长代签）不算。",
	Innocent: "老人没有手机，用组长或家人的手机签到，没有注明代签；班组共用一台签到机。",
	Next:     "到现场看签到时的人；核对纸质签到和工友证明。",
	Ask:      []string{"签到用的是谁的手机？当时本人在不在？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		type use struct {
			people map[int64]string
			days   map[civil.Date]bool
			rows   []inspect.Evidence
		}
		by := map[string]*use{}
		for _, a := range d.Acts {
			if a.Step != "sign_in" || a.Device == "" || a.PersonID == 0 || a.Channel == "for_another" || a.Channel == "batch" {
				continue
			}
			u := by[a.Device]
			if u == nil {
				u = &use{people: map[int64]string{}, days: map[civil.Date]bool{}}
				by[a.Device] = u
			}
			u.people[a.PersonID], u.days[a.At.Date()] = d.NameOf(c, a.PersonID), true
			u.rows = append(u.rows, inspect.Row("entry", a.ID, "%s%s签到，设备%s", d.NameOf(c, a.PersonID), a.At, a.Device))
		}
		for _, device := range slices.Sorted(maps.Keys(by)) {
			u := by[device]
			if len(u.people) < 3 || len(u.days) < 3 {
				continue
			}
			days := slices.SortedFunc(maps.Keys(u.days), civil.Date.DaysSince)
			report(inspect.Finding{Subject: inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name}, Day: days[0],
				Held:     inspect.Days(days...),
				Sentence: fmt.Sprintf("%s同一台设备在%d天里替%d人签到。", d.Region.Name, len(u.days), len(u.people)),
				Evidence: u.rows[:min(len(u.rows), 60)]})
		}
	},
}

// paySteps exclude each other on one sheet, run or batch.
var paySteps = map[string]bool{"create": true, "check": true, "approve": true, "release": true}

// One person created and approved the same sheet, run or batch, whatever the accounts.
var createsAndApproves = &inspect.Rule{
	Code: "procedure.creates_and_approves", Version: "1", Family: inspect.Procedure, Title: "同一人既制单又批准",
	Citation: "不相容岗位分离：填报、审核、批准、复核分人办理", From: since,
	Severity: inspect.High, Certainty: inspect.Record, Needs: []string{"entry"},
	Method:   "同一份考勤、同一批发放，制单、审核、批准、复核中有两步由同一个人办理，或者用同一个账号办理。注明代录的不算。",
	Innocent: "人员不足、依文件由上级指定一人兼办；账号借用、纸面另有人签字（借用账号本身应纠正）。",
	Next:     "核对纸面签字和账号使用人；由另一人重新审核。",
	Ask:      []string{"两步为什么由一个人办？账号密码还有谁知道？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		bySubject(d, func(acts []inspect.Act) {
			for i, a := range acts {
				for _, b := range acts[i+1:] {
					one := a.PersonID != 0 && a.PersonID == b.PersonID || a.Account != "" && a.Account == b.Account
					if a.Step == b.Step || !one {
						continue
					}
					who := a.Account
					if a.PersonID != 0 {
						who = d.NameOf(c, a.PersonID)
					}
					report(inspect.Finding{
						Subject: inspect.Subject{Table: "entry", ID: a.ID, Name: words.Label("table", a.Table) + a.Subject},
						Day:     b.At.Date(),
						Held:    inspect.Days(a.At.Date(), b.At.Date()),
						Sentence: fmt.Sprintf("%s%s的“%s”和“%s”都由%s办理。", words.Label("table", a.Table), a.Subject,
							words.Label("paystep", a.Step), words.Label("paystep", b.Step), who),
						Evidence: []inspect.Evidence{inspect.Row("entry", a.ID, "%s，%s", words.Label("paystep", a.Step), a.At),
							inspect.Row("entry", b.ID, "%s，%s", words.Label("paystep", b.Step), b.At)}})
					return
				}
			}
		})
	},
}

// Two steps of pay that exclude each other were taken by near kin.
var kinInPay = &inspect.Rule{
	Code: "procedure.kin_in_pay", Version: "1", Family: inspect.Procedure, Title: "制单、批准、复核的人是近亲属",
	Citation: "不相容岗位分离；有近亲属关系的不得担任互相制约的岗位（会计法、会计基础工作规范的回避要求）", From: since,
	Severity: inspect.High, Certainty: inspect.Suspicion, Needs: []string{"entry", "kinship"},
	Method:   "同一份考勤、同一批发放，两个环节的经办人有申报的近亲属关系（同户，配偶、父母、子女、祖孙、兄弟姐妹及其配偶）。",
	Innocent: "临时顶班一次，已另有人复核；亲属关系在经办之后形成。",
	Next:     "核对两人任职文件，调整其中一人；抽查两人经办的批次。",
	Ask:      []string{"单位知不知道两人的关系？为什么安排在这两个岗位？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		told := map[[2]int64]bool{}
		bySubject(d, func(acts []inspect.Act) {
			for i, a := range acts {
				for _, b := range acts[i+1:] {
					pair := [2]int64{min(a.PersonID, b.PersonID), max(a.PersonID, b.PersonID)}
					if a.Step == b.Step || a.PersonID == 0 || b.PersonID == 0 || a.PersonID == b.PersonID || told[pair] {
						continue
					}
					one := &inspect.Person{ID: a.PersonID, Name: d.NameOf(c, a.PersonID)}
					way := inspect.TiedWithin(d, c, one, b.PersonID, a.At.Date(), 2)
					if way == nil {
						continue
					}
					drawn := way.Drawn(one, words.Label("paystep", b.Step)+"人")
					drawn.Boxes[0].Note = words.Label("paystep", a.Step) + "人"
					told[pair] = true
					report(inspect.Finding{
						Subject: inspect.Subject{Table: "entry", ID: a.ID, Name: words.Label("table", a.Table) + a.Subject},
						Day:     b.At.Date(),
						Held:    inspect.Days(a.At.Date(), b.At.Date()),
						Sentence: fmt.Sprintf("%s%s由%s“%s”、%s“%s”，两人是近亲属。", words.Label("table", a.Table), a.Subject,
							d.NameOf(c, a.PersonID), words.Label("paystep", a.Step), d.NameOf(c, b.PersonID),
							words.Label("paystep", b.Step)),
						Evidence: append(
							[]inspect.Evidence{inspect.Row("entry", a.ID, "%s，%s", words.Label("paystep", a.Step), a.At),
								inspect.Row("entry", b.ID, "%s，%s", words.Label("paystep", b.Step), b.At)},
							way.Rows...),
						Figures: []figure.Figure{drawn}})
				}
			}
		})
	},
}

// bySubject goes through the acts on each sheet, run or batch that exclude each other, in order of time.
func bySubject(d *inspect.Dossier, f func(acts []inspect.Act)) {
	by := map[string][]inspect.Act{}
	for _, a := range d.Acts {
		if paySteps[a.Step] && a.Channel != "for_another" && a.Subject != "" {
			by[a.Table+"|"+a.Subject] = append(by[a.Table+"|"+a.Subject], a)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(by)) {
		acts := by[k]
		slices.SortStableFunc(acts, func(a, b inspect.Act) int { return int(min(max(int64(a.At-b.At), -1), 1)) })
		f(acts)
	}
}
