package demo

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/importer"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/matching"
)

// exhibits shows what an office begins with, in the township of the demonstration's logins: a roster of an earlier year
// as found, registers of two departments, the export of the provincial system, a meeting that is to come, an accident.
// All of it goes through the use cases.
func (b *builder) exhibits() error {
	v, town, _ := b.home()
	actor := func(login string) (authz.Actor, error) { return b.app.Accounts.Actor(b.ctx, login) }
	clerk, err := actor("cun-" + v.region.Code + "a")
	if err != nil {
		return err
	}
	reviewer, err := actor(short["township_reviewer"] + "-" + town.Code[:9])
	if err != nil {
		return err
	}
	b.at(Until, 16)
	if err := b.earlierYear(v, town, reviewer); err != nil {
		return err
	}
	if err := b.registers(v, town, reviewer); err != nil {
		return err
	}
	if err := b.province(town, reviewer); err != nil {
		return err
	}
	if err := b.meetings(); err != nil {
		return err
	}
	if err := b.helped(v, clerk); err != nil {
		return err
	}
	if err := b.ordered(v, clerk, reviewer); err != nil {
		return err
	}
	return b.accident()
}

// helped puts three people into the village's help ledger, one of them young, one with an act that is overdue.
func (b *builder) helped(v *village, clerk authz.Actor) error {
	n := 0
	for _, p := range v.people {
		age := p.birth().AgeOn(Until)
		if n == 3 || p.busy || age < 18 || age > 60 || p.diedOn.String() != "" || p.title != "" {
			continue
		}
		c := helpledger.Case{PersonID: p.id, Need: []string{"想在本村就业，照顾老人", "想学一门手艺", "想到镇上上班"}[n]}
		if n == 1 {
			c.Youth, c.School, c.Degree, c.GraduatedOn, c.Plan = 1, "演示职业学院", "college", Until.AddDays(-170), "先参加电商培训，再到园区见习"
		}
		id, err := b.app.Help.Open(b.ctx, clerk, "", c)
		if err != nil {
			return err
		}
		acts := []helpledger.Act{
			{CaseID: id, Kind: "basic", What: "上门了解情况，介绍岗位信息", OnDate: Until.AddDays(-40), NextOn: Until.AddDays(-10 + 20*n)},
			{CaseID: id, Kind: "policy", What: "帮助申报求职补贴", OnDate: Until.AddDays(-60), Result: "已受理"},
		}
		for _, a := range acts[:2-n/2] {
			if _, err := b.app.Help.Enter(b.ctx, clerk, "", a); err != nil {
				return err
			}
		}
		n++
	}
	return nil
}

// ordered are two orders of the township to the village: one that was answered and one that waits.
func (b *builder) ordered(v *village, clerk, reviewer authz.Actor) error {
	for i, t := range []rectify.Task{
		{Source: "duty", Title: "考勤表没有按日登记", What: "补齐十一月上旬的考勤，说明原因，以后按日登记", DueOn: Until.AddDays(10)},
		{Source: "other", Title: "公示栏没有张贴本月名单", What: "张贴本月发放名单，附照片", DueOn: Until.AddDays(5)},
	} {
		id, err := b.app.Rectify.Issue(b.ctx, reviewer, "", v.region, t)
		if err != nil {
			return err
		}
		if i > 0 {
			continue
		}
		scan, err := blankScan(b.app.Files)
		if err != nil {
			return err
		}
		if _, err := b.app.Rectify.Reply(b.ctx, clerk, "", rectify.Move{ID: id, Version: 1, Said: "已补齐，农忙时忘了当天登记"},
			&scan); err != nil {
			return err
		}
	}
	return nil
}

// take hands a workbook in, has it judged and accepts its good rows.
func (b *builder) take(who authz.Actor, kind string, at *region.Region, name string, rows [][]string) error {
	var text strings.Builder
	for _, r := range rows {
		text.WriteString(strings.Join(r, ",") + "\n")
	}
	b.moment += 1_000_003
	b.clock.Move(b.moment)
	id, err := b.app.Imports.HandIn(b.ctx, who, "", kind, at, name, []byte(text.String()))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := b.app.Imports.Judge(b.ctx, who, id, nil); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var batch importer.Batch
	if err := b.app.DB.Read(b.ctx, func(s *database.Snapshot) (err error) {
		batch, err = importer.ByID(s, id)
		return err
	}); err != nil {
		return err
	}
	if _, err := b.app.Imports.Accept(b.ctx, who, "", id, batch.Version, nil); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// idle people of a village, who hold no post and apply for none: those of thirty and more first.
func (v *village) idle(n int) []*person {
	var out, young []*person
	for _, p := range v.people {
		if p.busy || !p.diedOn.IsZero() || p.title != "" {
			continue
		}
		switch age := p.birth().AgeOn(Until); {
		case age >= 30:
			out = append(out, p)
		case age >= 22: // eighteen in the year of the roster
			young = append(young, p)
		}
	}
	out = append(out, young...)
	return out[:min(n, len(out))]
}

// earlierYear is the village's roster of 2022 with what such rosters have: two people paid on one post, no review, an
// audit before the review, a day that does not exist.
func (b *builder) earlierYear(v *village, town *region.Region, who authz.Actor) error {
	people := v.idle(6)
	if len(people) < 6 {
		return nil
	}
	rows := [][]string{{"年度", "村", "姓名", "身份证号码", "岗位名称", "上岗日期", "退出日期", "民主评议日期", "公示时间", "审核日期", "月补贴标准", "1月", "2月",
		"3月", "4月", "5月", "6月", "发放凭证号", "经办人"}}
	row := func(p *person, post, start, end, review, audit string, from, until int) {
		r := []string{"2022", v.region.Code, p.name, string(p.number), post, start, end, review, "2021.12.10-12.17", audit,
			"600"}
		for m := 1; m <= 6; m++ {
			paid := ""
			if m >= from && m <= until {
				paid = "600"
			}
			r = append(r, paid)
		}
		rows = append(rows, append(r, "记-2022-"+post, v.cadres[1].name))
	}
	row(people[0], "保洁-01", "2022-01-01", "2022-12-31", "2021-12-08", "2021-12-20", 1, 6)
	row(people[1], "保洁-03", "2022-01-01", "2022-12-31", "2021-12-08", "2021-12-20", 1, 6)
	row(people[2], "保洁-03", "2022-01-01", "2022-06-30", "2021-12-08", "2021-12-20", 1, 6)
	row(people[3], "护林-01", "2022-01-01", "2022-03-31", "", "2021-12-20", 1, 3)
	row(people[4], "护林-01", "2022-04-01", "2022-12-31", "2022-03-25", "2022-03-20", 4, 6)
	row(people[5], "河道-01", "2022.2.30", "2022-12-31", "2021-12-08", "2021-12-20", 3, 6)
	if err := b.take(who, "history", town, "2022年在岗名册.csv", rows); err != nil {
		return err
	}
	return b.app.DB.Read(b.ctx, func(s *database.Snapshot) error {
		all, err := history.List(s, authz.Under(v.region.Path), history.Filter{Limit: 100})
		for _, h := range all {
			switch h.Name {
			case people[1].name:
				b.answer(v, true, "diversion.earlier_double", "history_row", h.ID, "", "同一岗位两人同月都发了钱")
			case people[3].name:
				b.answer(v, false, "diversion.earlier_double", "history_row", h.ID, "", "同一岗位先后两人，月份不重叠")
			}
		}
		return err
	})
}

// registers of two departments: the dead, among whom nobody is on a post, and those in business, among whom two are;
// one was told.
func (b *builder) registers(v *village, town *region.Region, who authz.Actor) error {
	day := Until.AddDays(-10).String()
	head := []string{"登记类型", "姓名", "身份证号码", "说明", "发生日期", "数据截止日", "提供部门"}
	stranger := func(n int) string { return string(b.people.number(civil.MustDate("1950-02-03").AddDays(n), false)) }
	dead := [][]string{head, {"死亡", "某某", stranger(1), "", "2024-05-01", day, "区民政局"},
		{"死亡", "某某", stranger(2), "", "2024-09-12", day, "区民政局"}}
	if err := b.take(who, "register", town, "死亡人员.csv", dead); err != nil {
		return err
	}
	shops := [][]string{head, {"办有营业执照", "某某", stranger(3), "某某饭店，负责人", "2019-04-02", day, "区市场监管局"}}
	traders := b.onPost(town.Path, v.held, 2)
	for i, x := range traders[:min(2, len(traders))] {
		shop := []string{"某某小卖部，负责人", "某某养殖合作社，成员"}[i]
		shops = append(shops, []string{"办有营业执照", x.h.who.name, string(x.h.who.number), shop, "2016-03-01", day, "区市场监管局"})
	}
	if err := b.take(who, "register", town, "工商登记.csv", shops); err != nil {
		return err
	}
	var hits []matching.Hit
	if err := b.app.DB.Read(b.ctx, func(s *database.Snapshot) (err error) {
		hits, err = matching.Hits(s, authz.Under(town.Path), "", "", 0, 10)
		return err
	}); err != nil || len(hits) == 0 {
		return err
	}
	_, err := b.app.Matching.Tell(b.ctx, who, "", hits[0].ID, hits[0].Version, Until)
	return err
}

// province is the provincial system's export for the township: the same people, but one who left there, one with
// another first day, and one whom nobody knows here.
func (b *builder) province(town *region.Region, who authz.Actor) error {
	rows := [][]string{{"所属村", "姓名", "证件号码", "备案号", "在岗状态", "岗位名称", "上岗时间", "数据截止日"}}
	n := 0
	for _, v := range b.villages {
		if region.ParentPath(v.region.Path) != town.Path || v.merged {
			continue
		}
		for _, h := range v.held {
			if !h.endOn.IsZero() {
				continue
			}
			n++
			state, start := "在岗", h.start
			switch n {
			case 3:
				state = "已离岗"
			case 7:
				start = start.AddDays(31)
			}
			rows = append(rows,
				[]string{v.region.Code, h.who.name, string(h.who.number), fmt.Sprintf("SD3704%06d", n), state, h.job.title,
					start.String(), Until.String()})
		}
	}
	rows = append(rows,
		[]string{b.villages[0].region.Code, "某某", string(b.people.number(civil.MustDate("1966-07-08"), true)), "SD3704900001",
			"在岗", "保洁员", "2024-01-01", Until.String()})
	return b.take(who, "employment", town, "省系统实名制台账.csv", rows)
}

// meetings: the first village near the printed logins where somebody waits for one has planned it.
func (b *builder) meetings() error {
	for _, v := range b.near() {
		clerk, err := b.app.Accounts.Actor(b.ctx, v.clerk())
		if err != nil {
			return err
		}
		if planned, err := b.meeting(v, clerk); err != nil || planned {
			return err
		}
	}
	return nil
}

// meeting of the village on those who wait for one, with the kin of those who vote named; none, where nobody waits.
func (b *builder) meeting(v *village, clerk authz.Actor) (planned bool, err error) {
	plan := application.Plan{On: Until.AddDays(3), Place: "村委会会议室", Chair: v.cadres[0].name, LedBy: "village"}
	if err := b.app.DB.Read(b.ctx, func(s *database.Snapshot) error {
		waiting, err := application.List(s, authz.Under(v.region.Path),
			application.Filter{State: application.Checked, Limit: 20})
		for _, a := range waiting {
			plan.Applications = append(plan.Applications, a.ID)
		}
		return err
	}); err != nil {
		return false, err
	}
	for i, p := range v.people {
		if p.diedOn.IsZero() && p.birth().AgeOn(Until) >= 18 && i%5 == 0 && len(plan.Voters) < 30 {
			plan.Voters = append(plan.Voters,
				application.NamedVoter{Name: p.name, Index: b.app.Ring.Index("idno", string(p.number))})
		}
	}
	if len(plan.Applications) == 0 || len(plan.Voters) < 3 {
		return false, nil
	}
	_, err = b.app.Applications.PlanMeeting(b.ctx, clerk, "", v.region, plan)
	return err == nil, err
}

// onPost are some who hold a post under a region at the end: the given ones, and where they have all left, one near the
// printed logins; those who have a part in an episode only if there is nobody else.
func (b *builder) onPost(path string, first []*hire, n int) []held {
	out := onPostNow(b, path, first, n, false)
	if len(out) == 0 {
		out = onPostNow(b, path, first, n, true)
	}
	return out
}

func onPostNow(b *builder, path string, first []*hire, n int, taken bool) (out []held) {
	live := func(h *hire) bool {
		return (taken || !h.taken) && h.endOn.IsZero() && !h.start.After(Until.AddDays(-3)) && h.who.diedOn.IsZero()
	}
	for _, h := range first {
		if live(h) {
			out = append(out, held{b.villages[0], h})
		}
	}
	for _, v := range b.near() {
		for _, h := range v.held {
			if len(out) > 0 || !strings.HasPrefix(v.region.Path, path) {
				return out
			}
			if live(h) && h.plain() && !v.kinOfCadre(h.who) {
				out = append(out, held{v, h})
			}
		}
	}
	return out[:min(n, len(out))]
}

func (b *builder) accident() error {
	v, _, county := b.home()
	holders := b.onPost(county.Path, v.held, len(v.held)+1)
	if len(holders) == 0 {
		return nil
	}
	x, on := holders[0], Until.AddDays(-3)
	story := placement.Story{On: on, Place: "村北水渠", What: "清理水渠时滑倒，由同组人员送到卫生院", Injury: "右脚踝扭伤"}
	clerk, err := b.app.Accounts.Actor(b.ctx, x.v.clerk())
	if err != nil {
		return err
	}
	reviewer, err := b.app.Accounts.Actor(b.ctx, x.v.county("county_reviewer"))
	if err != nil {
		return err
	}
	id, err := b.app.Placements.ReportAccident(b.ctx, clerk, "", x.h.placementID, story)
	if err != nil {
		return err
	}
	_, err = b.app.Placements.ClaimAccident(b.ctx, reviewer, "", id, 1, on.AddDays(1), "BA-2025-001")
	return err
}
