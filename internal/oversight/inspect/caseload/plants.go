package caseload

import (
	"fmt"
	"slices"

	"gangwei/internal/base/civil"
)

// plants of all rules that a folder can tell of. Each is written as somebody would do it who does not want to be seen:
// whose papers are in order.
var plants = slices.Concat(kinPlants, turnPlants, needPlants, moneyPlants, arrearPlants, roadPlants, deskPlants,
	workPlants)

func guilty(rule, what string, make func(v *village), also ...string) Plant {
	return Plant{Rule: rule, Guilty: true, What: what, Also: also, make: make}
}

func alike(rule, what string, make func(v *village), also ...string) Plant {
	return Plant{Rule: rule, What: what, Also: also, make: make}
}

// one of the holders.
func (v *village) one() *holder { return v.holders[v.rng.IntN(places)] }

var kinPlants = []Plant{
	guilty("nepotism.cadre_on_post", "当选前后连着领：任职登记晚几天，岗位用本人", func(v *village) {
		h := v.one()
		v.add("officials",
			row{"county": v.county, "township": v.town, "id_no": h.no, "name": h.name,
				"title": v.pick("村委会委员", "村妇联主席、村委会委员", "村民小组长、村务监督委员会委员"), "kind": "村干部", "from": "2021-04-01"})
	}, "nepotism.kin_of_decider"),
	guilty("nepotism.cadre_on_post", "在编教师、事业人员在邻村挂名", func(v *village) {
		h := v.one()
		v.add("officials",
			row{"county": v.county, "township": v.town, "village": "", "id_no": h.no, "name": h.name, "title": "中心小学教师",
				"kind": "公职人员", "from": "2010-09-01"})
	}, "nepotism.kin_of_decider", "nepotism.handled_by_kin"),
	alike("nepotism.cadre_on_post", "与村干部同名同姓，身份证号码不同", func(v *village) {
		h := v.one()
		v.cadres[0].row["name"], v.cadres[0].name = h.name, h.name
		v.offices[0]["name"] = h.name
	}),
	alike("nepotism.cadre_on_post", "离任两年后才上岗", func(v *village) {
		h := v.one()
		v.add("officials",
			row{"county": v.county, "township": v.town, "id_no": h.no, "name": h.name, "title": "村委会委员", "kind": "村干部",
				"from": "2015-01-01", "until": "2021-03-10"})
	}),
	guilty("nepotism.kin_of_decider", "儿媳、小舅子不同姓不同户，评议只到会一半", func(v *village) {
		h := v.one()
		v.kin(v.cadres[v.rng.IntN(3)], h.person, v.pick("38", "28", "74", "78", "73"))
		h.review["present"] = fmt.Sprint(number(h.review["entitled"]) / 2)
		h.review["for"] = h.review["present"]
	}, "procedure.quorum", "nepotism.over_represented", "nepotism.kin_voted", "nepotism.handled_by_kin"),
	guilty("nepotism.kin_of_decider", "隔一层：书记妻子的弟弟，类别没有登记", func(v *village) {
		h := v.one()
		wife := v.others[0]
		v.kin(v.cadres[0], wife, "12")
		v.kin(wife, h.person, "73")
		h.category["category"], h.category["until"] = "农村残疾人", "2022-12-31"
		h.app["basis"], h.place["basis"] = "农村残疾人", "农村残疾人"
	}, "procedure.not_registered", "nepotism.over_represented", "nepotism.kin_voted"),
	guilty("nepotism.kin_of_decider", "镇上审核人的亲属到村里上岗，更困难的落选没有理由", func(v *village) {
		h := v.one()
		v.kin(h.person, v.city.towns[v.county+v.town].audit, v.pick("71", "83", "55"))
		h.category["category"], h.app["basis"], h.place["basis"] = "农村大龄人员", "农村大龄人员", "农村大龄人员"
		h.loser(v, "农村低收入人口", "")
	}, "need.passed_over", "nepotism.handled_by_kin", "procedure.not_registered"),
	alike("nepotism.kin_of_decider", "村干部的弟弟，本人困难，手续齐全，回避有记录", func(v *village) {
		h := v.one()
		v.kin(v.cadres[1], h.person, "73")
		h.check["by_id"], h.check["by"] = v.cadres[2].no, v.cadres[2].name
		v.add("votes",
			row{"on": h.review["on"], "application_no": h.app["application_no"], "voter_id": v.cadres[1].no,
				"voter": v.cadres[1].name, "recused": "是"})
	}),
	alike("nepotism.kin_of_decider", "亲属上岗之后，对方才当选", func(v *village) {
		h := v.one()
		v.kin(v.cadres[2], h.person, "30")
		v.offices[2]["from"] = "2024-03-20"
	}),
	guilty("nepotism.handled_by_kin", "初审人是候选人的姐夫、连襟，公章和签字齐全", func(v *village) {
		h := v.one()
		v.kin(h.person, v.cadres[1], v.pick("76", "97", "11", "83"))
	}, "nepotism.kin_of_decider", "nepotism.over_represented"),
	alike("nepotism.handled_by_kin", "由会用电脑的亲属代录，决定是别人作的", func(v *village) {
		h := v.one()
		s := v.others[1]
		v.kin(h.person, s, "20")
		v.add("steps",
			of(h.person,
				row{"application_no": h.app["application_no"], "step": "登记", "on": h.app["submitted"], "by_id": s.no, "by": s.name,
					"channel": "代录"}))
	}),
	guilty("nepotism.kin_voted", "签到表上有候选人的丈夫，没有回避", func(v *village) {
		h := v.one()
		s := v.others[2]
		v.kin(h.person, s, v.pick("11", "71", "51"))
		v.add("votes",
			row{"on": h.review["on"], "application_no": h.app["application_no"], "voter_id": s.no, "voter": s.name,
				"recused": "否"})
	}),
	guilty("nepotism.kin_voted", "候选人本人也投了票", func(v *village) {
		h := v.one()
		v.add("votes", row{"on": h.review["on"], "voter_id": h.no, "voter": h.name})
	}),
	alike("nepotism.kin_voted", "候选人的弟弟到会，记录了回避", func(v *village) {
		h := v.one()
		s := v.others[2]
		v.kin(h.person, s, "73")
		v.add("votes",
			row{"on": h.review["on"], "application_no": h.app["application_no"], "voter_id": s.no, "voter": s.name,
				"recused": "是"})
	}),
	guilty("nepotism.shared_contact", "留的是村干部的手机号，没有申报关系",
		func(v *village) { v.one().row["phone"] = v.cadres[v.rng.IntN(3)].row["phone"] }),
	guilty("nepotism.shared_contact", "住址门牌与村干部相同，户口分开", func(v *village) {
		h := v.one()
		h.row["address"] = fmt.Sprintf("%s%d号", v.name, 10+v.rng.IntN(80))
		v.cadres[0].row["address"] = h.row["address"]
	}),
	alike("nepotism.shared_contact", "几位老人都留了村办公电话", func(v *village) {
		for _, h := range v.holders[:3] {
			h.row["phone"] = "19900000001"[:4] + fmt.Sprintf("%07d", v.n)
		}
		v.cadres[0].row["phone"] = v.holders[0].row["phone"]
	}),
	guilty("nepotism.certified_by_kin", "类别由民政办的亲戚认定", func(v *village) {
		h := v.one()
		c := v.new(1975, 1985, "")
		v.kin(h.person, c, v.pick("83", "92", "71"))
		h.category["certifier_id"], h.category["certifier"] = c.no, c.name
	}),
	alike("nepotism.certified_by_kin", "认定人与本人没有关系", func(v *village) {
		h := v.one()
		c := v.new(1975, 1985, "")
		h.category["certifier_id"], h.category["certifier"] = c.no, c.name
	}),
	guilty("nepotism.exchange", "两村书记互相安排对方的儿媳、弟弟", func(v *village) {
		o := v.neighbour()
		v.kin(v.cadres[0], o.holders[0].person, v.pick("38", "73"))
		o.kin(o.cadres[0], v.holders[1].person, v.pick("38", "73"))
	}, "nepotism.over_represented"),
	alike("nepotism.exchange", "只有一个方向：嫁到邻村的女儿在那里上岗", func(v *village) {
		o := v.neighbour()
		v.kin(v.cadres[0], o.holders[0].person, "30")
	}),
	guilty("nepotism.over_represented", "岗位多半给了两委近亲属，手续都齐全", func(v *village) {
		v.crowd(10, 7)
	}, "nepotism.kin_of_decider", "nepotism.kin_voted", "need.dense"),
	alike("nepotism.over_represented", "大村，近亲属占岗与人数相称", func(v *village) {
		v.crowd(10, 2)
	}, "need.dense", "nepotism.kin_of_decider", "nepotism.kin_voted"),
}

// crowd adds posts and many villagers, and declares some of the holders to be near kin of the committee.
func (v *village) crowd(posts, kin int) {
	for range 90 {
		v.resident(1965, 1990)
	}
	for len(v.holders) < posts {
		v.hire(len(v.holders))
	}
	v.rows["quotas"][0]["total"] = fmt.Sprint(posts)
	for i, h := range v.holders[:kin] {
		v.kin(v.cadres[i%3], h.person, []string{"73", "38", "30", "78"}[i%4])
	}
	for i := range 6 {
		v.kin(v.cadres[i%3], v.others[i], "73")
	}
	for i, h := range v.holders { // none was checked by kin
		if i < kin {
			x := v.cadres[(i+1)%3]
			h.check["by_id"], h.check["by"] = x.no, x.name
		}
	}
}

// neighbour is a village in which nothing else is planted.
func (v *village) neighbour() *village {
	for i := v.n - 1; i >= 0; i-- {
		o := v.city.all[i]
		if !o.lent && !o.planted {
			o.lent = true
			v.borrowed = o
			return o
		}
	}
	panic("caseload: no neighbour")
}

func number(s string) (n int) {
	_, _ = fmt.Sscan(s, &n)
	return n
}

// loser applied for the same post at the same time and was not taken.
func (h *holder) loser(v *village, category, reason string) *person {
	p := v.resident(1970, 1982)
	v.add("categories", of(p, row{"category": category, "from": "2021-03-01"}))
	no := h.app["application_no"] + "-B"
	v.add("applications",
		of(p,
			row{"county": v.county, "township": v.town, "application_no": no, "post_code": h.app["post_code"],
				"submitted": h.app["submitted"], "basis": category, "state": "未上岗", "reason": reason}))
	c := row{}
	for k, x := range h.check {
		c[k] = x
	}
	c["application_no"], c["at"] = no, day(h.check["on"]).String()+" 16:40:00"
	v.add("steps", of(p, c))
	return p
}

var turnPlants = []Plant{
	guilty("rotation.equal_spells", "一人三个月，差一两天，退出都写本人自愿", func(v *village) { v.turns(v.one(), 4, 2, "本人自愿") },
		"rotation.household_succession"),
	guilty("rotation.equal_spells", "写了务工、身体原因，四任天数几乎一样",
		func(v *village) { v.turns(v.one(), 4, 2, v.pick("外出务工", "身体原因")) }),
	alike("rotation.equal_spells", "季节性岗位按任务起止换人", func(v *village) {
		h := v.one()
		h.post["seasonal"], h.post["title"] = "是", "森林防火季节巡护员"
		v.turns(h, 4, 2, "任务结束")
	}),
	alike("rotation.equal_spells", "前后两任先后去世、超龄退出", func(v *village) { v.turns(v.one(), 3, 2, v.pick("死亡", "超过年龄")) }),
	guilty("rotation.household_succession", "丈夫快到期限，换妻子接着领", func(v *village) {
		h := v.one()
		v.leave(h, month("2025-01"), "本人自愿")
		n := v.succeed(h, day("2025-01-06"), day("2025-03-01"))
		n.row["household_no"] = h.row["household_no"]
	}, "procedure.household_posts"),
	alike("rotation.household_succession", "前任死亡，儿媳经完整程序接任", func(v *village) {
		h := v.one()
		v.leave(h, month("2025-01"), "死亡")
		h.row["died"] = "2025-01-31"
		n := v.succeed(h, day("2025-01-06"), day("2025-03-01"))
		n.row["household_no"] = h.row["household_no"]
	}, "procedure.household_posts"),
	guilty("rotation.alternating", "单月一人、双月一人，名册上都在", func(v *village) { v.alternate(true) }, "rotation.split_standard",
		"procedure.household_posts", "arrears.unpaid", "arrears.predecessor"),
	alike("rotation.alternating", "病了两个月由他人顶替并登记，其余月份一人", func(v *village) { v.alternate(false) },
		"rotation.split_standard", "arrears.unpaid", "arrears.predecessor"),
	guilty("rotation.split_standard", "一个岗位的钱每月平分给两三个人", func(v *village) { v.split(2+v.rng.IntN(2), "1") },
		"arrears.short", "rotation.more_than_posts", "diversion.above_standard"),
	alike("rotation.split_standard", "岗位本来安排两个人，各一半标准", func(v *village) { v.split(2, "2") }, "arrears.short",
		"rotation.more_than_posts"),
	guilty("rotation.more_than_posts", "人人少领，名单比岗位多", func(v *village) {
		for _, h := range v.holders {
			for _, m := range inOrder(h.pay) {
				v.amount(h, m, "520.00")
			}
		}
		for range 2 {
			p := v.resident(1968, 1979)
			h := &holder{person: p, place: row{"post_code": ""}, pay: map[civil.Month]row{}, bank: map[civil.Month]row{}}
			for m := firstMonth; !lastMonth.Before(m); m = m.Add(1) {
				v.payFor(h, m, "520.00")
			}
		}
	}, "arrears.short", "diversion.without_placement"),
	alike("rotation.more_than_posts", "标准本来低，人数与岗位相符", func(v *village) {
		for _, h := range v.holders {
			h.post["rate"], h.place["rate"], h.post["hours"] = "520.00", "520.00", "20"
			for _, m := range inOrder(h.pay) {
				v.amount(h, m, "520.00")
			}
		}
	}),
	guilty("rotation.rehired_early", "顶岗退出，半年后换个岗位再上", func(v *village) {
		h := v.one()
		v.leave(h, month("2024-12"), v.pick("顶岗替岗", "提供虚假信息", "不服从管理"))
		v.again(h, day("2025-01-05"))
	}),
	alike("rotation.rehired_early", "协议到期退出，重新申请后续上", func(v *village) {
		h := v.one()
		v.leave(h, month("2024-12"), "协议到期")
		v.again(h, day("2025-01-05"))
	}),
}

// amount of a month's pay, on the list and at the bank.
func (v *village) amount(h *holder, m civil.Month, amount string) {
	h.pay[m]["amount"], h.bank[m]["amount"] = amount, amount
}

// succeed a holder on the same post, by the whole road, from a day on.
func (v *village) succeed(h *holder, apply, _ civil.Date) *holder {
	p := v.resident(1968, 1979)
	n := &holder{person: p, post: h.post, sheet: map[civil.Month]row{}, pay: map[civil.Month]row{},
		bank: map[civil.Month]row{}}
	n.category = v.add("categories", of(p, row{"category": "农村低收入人口", "from": "2021-05-01"}))
	v.road(n, h.post["post_code"], apply)
	v.work(n)
	return n
}

// again puts somebody who left on another post.
func (v *village) again(h *holder, apply civil.Date) {
	code := fmt.Sprintf("%s-%02d", v.name, len(v.holders)+20)
	n := &holder{person: h.person, category: h.category, sheet: map[civil.Month]row{}, pay: map[civil.Month]row{},
		bank: map[civil.Month]row{}}
	n.post = v.add("posts",
		row{"county": v.county, "township": v.town, "post_code": code, "title": "河道管护员", "place": "东河", "tasks": "每日巡河",
			"hours": "40", "rate": "880.00", "fund": "就业补助资金", "heads": "1", "opens": "2024-10-10"})
	v.road(n, code, apply)
	v.work(n)
	v.rows["quotas"][0]["total"] = fmt.Sprint(places + 1)
}

// turns fills a post with several people one after another, each for two months.
func (v *village) turns(h *holder, people, months int, reason string) {
	for _, m := range inOrder(h.pay) {
		v.idle(h, m)
	}
	start := firstMonth
	for i := range people {
		x := h
		if i > 0 {
			x = v.succeed(h, start.First().AddDays(-75), start.First())
			for _, m := range inOrder(x.pay) {
				v.idle(x, m)
			}
		}
		x.place["start"] = start.First().String()
		x.place["entered"] = x.place["start"]
		if i > 0 {
			v.insureFrom(x, start.First())
		}
		last := start.Add(months - 1)
		for m := start; !last.Before(m) && !lastMonth.Before(m); m = m.Add(1) {
			v.month(x, m, h.post["rate"])
		}
		if !lastMonth.Before(last) {
			x.place["end"], x.place["end_reason"] = last.Last().String(), reason
			if reason == "死亡" {
				x.row["died"] = x.place["end"]
			}
		}
		start = last.Add(1)
		if reason == "超过年龄" {
			x.row["birth"] = x.birth.String()
		}
	}
	h.place["start"] = firstMonth.First().String()
}

// insureFrom moves the first policy and the training before a start.
func (v *village) insureFrom(h *holder, start civil.Date) {
	h.insured[0]["from"] = start.AddDays(-1).String()
	h.place["trained"] = start.AddDays(-2).String()
	if len(h.insured) > 0 {
		h.insured[0]["until"] = start.AddDays(363).String()
	}
}

// alternate the pay of a post between two people, to and fro or for two months only.
func (v *village) alternate(often bool) {
	h := v.holders[0]
	o := v.succeed(h, day("2023-11-04"), firstMonth.First())
	for _, m := range inOrder(o.pay) {
		v.unpay(o, m)
	}
	i := 0
	for m := firstMonth; !lastMonth.Before(m); m = m.Add(1) {
		if often && i%2 == 1 || !often && (i == 3 || i == 4) {
			v.unpay(h, m)
			v.drop("sheets", h.sheet[m])
			v.payFor(o, m, h.post["rate"])
		} else {
			v.drop("sheets", o.sheet[m])
		}
		i++
	}
}

// split one standard among several people.
func (v *village) split(people int, heads string) {
	h := v.holders[0]
	h.post["heads"] = heads
	share := fmt.Sprintf("%d.00", 880/people)
	all := []*holder{h}
	for range people - 1 {
		all = append(all, v.succeed(h, day("2023-11-04"), firstMonth.First()))
	}
	for _, x := range all {
		if heads != "1" {
			x.place["rate"], h.post["hours"] = share, "20"
		}
		for _, m := range inOrder(x.pay) {
			v.amount(x, m, share)
		}
	}
}

var needPlants = []Plant{
	guilty("need.passed_over", "低保户落选，选上大龄的，没有写理由", func(v *village) {
		h := v.one()
		h.category["category"], h.app["basis"], h.place["basis"] = "农村大龄人员", "农村大龄人员", "农村大龄人员"
		h.loser(v, v.pick("农村低收入人口", "农村残疾人", "脱贫享受政策人口"), "")
	}, "procedure.not_registered"),
	alike("need.passed_over", "落选的写明不能胜任", func(v *village) {
		h := v.one()
		h.category["category"], h.app["basis"], h.place["basis"] = "农村大龄人员", "农村大龄人员", "农村大龄人员"
		h.loser(v, "农村残疾人", "重度肢体残疾，不能承担保洁，评议认为不能胜任")
	}, "procedure.not_registered"),
	alike("need.passed_over", "两人同样困难，按评议得票", func(v *village) { v.one().loser(v, "农村低收入人口", "") }),
	guilty("need.vacancy_while_waiting", "岗位空了大半年，候补的低保户没有递补", func(v *village) {
		h := v.holders[0]
		v.leave(h, month("2024-11"), "外出务工")
		w := h.loser(v, "农村低收入人口", "")
		v.lastApp(w)["state"] = "候补"
	}),
	alike("need.vacancy_while_waiting", "空岗两个月，正在公告", func(v *village) {
		h := v.holders[0]
		v.leave(h, month("2025-04"), "外出务工")
		w := h.loser(v, "农村低收入人口", "")
		v.lastApp(w)["state"] = "候补"
	}),
	guilty("need.complaint_unanswered", "举报压着不答复", func(v *village) {
		c := v.rows["complaints"][0]
		delete(c, "answered")
	}),
	guilty("need.complaint_unanswered", "过了期限一个月才答复",
		func(v *village) { v.rows["complaints"][0]["answered"] = "2025-04-30" }),
	alike("need.complaint_unanswered", "期限最后一天答复",
		func(v *village) { v.rows["complaints"][0]["answered"] = "2025-03-24" }),
	guilty("need.application_unanswered", "申请收了不办，也不说不行", func(v *village) {
		p := v.resident(1970, 1982)
		v.add("applications",
			of(p,
				row{"county": v.county, "township": v.town, "application_no": fmt.Sprintf("SQ-%04d-9", v.n),
					"submitted": v.later(day("2024-12-01"), 0, 60).String(), "basis": "农村大龄人员", "state": "待办"}))
	}),
	alike("need.application_unanswered", "刚收到十几天", func(v *village) {
		p := v.resident(1970, 1982)
		v.add("applications",
			of(p,
				row{"county": v.county, "township": v.town, "application_no": fmt.Sprintf("SQ-%04d-9", v.n),
					"submitted": "2025-06-12", "basis": "农村大龄人员", "state": "待办"}))
	}),
	guilty("need.objection_unanswered", "公示期收到异议，没有答复就审核上岗", func(v *village) {
		h := v.one()
		v.add("objections",
			of(h.person,
				row{"application_no": h.app["application_no"], "on": day(h.notice["from"]).AddDays(2).String(), "what": "收入不低",
					"due": h.notice["until"]}))
	}),
	alike("need.objection_unanswered", "异议在公示期内答复", func(v *village) {
		h := v.one()
		v.add("objections",
			of(h.person,
				row{"application_no": h.app["application_no"], "on": day(h.notice["from"]).AddDays(2).String(), "what": "收入不低",
					"due": h.notice["until"], "answered": day(h.notice["from"]).AddDays(5).String(), "result": "不成立"}))
	}),
	guilty("need.quota_unused", "下达六个，只开四个，候补的还在等", func(v *village) {
		v.rows["quotas"][0]["total"] = fmt.Sprint(places + 2)
		v.lastApp(v.holders[0].loser(v, "农村低收入人口", ""))["state"] = "候补"
	}),
	alike("need.quota_unused", "计划没用完，没有人申请", func(v *village) { v.rows["quotas"][0]["total"] = fmt.Sprint(places + 2) }),
	guilty("need.without_help", "困难户没人上岗、没人申请过", func(v *village) {
		v.add("categories", of(v.others[0], row{"category": "农村低收入人口", "from": "2022-01-01"}))
		v.others[0].row["birth"], v.others[0].birth = "1975-03-03", day("1975-03-03")
	}, "procedure.birth_mismatch"),
	alike("need.without_help", "没有申请岗位，村里三个月前帮着联系了厂里的活", func(v *village) {
		v.add("categories", of(v.others[0], row{"category": "农村低收入人口", "from": "2022-01-01"}))
		v.others[0].row["birth"], v.others[0].birth = "1975-03-03", day("1975-03-03")
		v.add("help_acts", of(v.others[0], row{"what": "介绍到镇上的服装厂", "on": "2025-03-20", "result": "已上班"}))
	}, "procedure.birth_mismatch"),
	guilty("need.without_task", "在岗的岗位没有责任区、没有任务", func(v *village) {
		h := v.one()
		if v.rng.IntN(2) == 0 {
			h.post["place"] = ""
		} else {
			h.post["tasks"] = ""
		}
	}),
	guilty("need.outsourced", "保洁已包给公司，又设保洁员", func(v *village) {
		v.add("contracts",
			row{"service": v.pick("全村环卫保洁一体化", "村内保洁和垃圾清运", "道路清扫保洁服务"), "contractor": "某环境公司", "from": "2024-01-01",
				"until": "2025-12-31"})
	}),
	alike("need.outsourced", "外包的是另一类活", func(v *village) {
		v.add("contracts", row{"service": "路灯维修", "contractor": "某电力公司", "from": "2024-01-01", "until": "2025-12-31"})
	}),
	guilty("need.dense", "一个村的岗位是别村的好几倍", func(v *village) {
		for len(v.holders) < 22 {
			v.hire(len(v.holders))
		}
		v.rows["quotas"][0]["total"] = "22"
	}),
	alike("need.dense", "大村岗位多，人也多", func(v *village) { v.crowd(11, 0) }, "nepotism.kin_of_decider"),
}

// lastApp is the last application of a person.
func (v *village) lastApp(p *person) row {
	all := v.rows["applications"]
	for i := len(all) - 1; i >= 0; i-- {
		if all[i]["id_no"] == p.no {
			return all[i]
		}
	}
	panic("caseload: no application")
}
