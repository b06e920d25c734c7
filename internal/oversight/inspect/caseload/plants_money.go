package caseload

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
)

var moneyPlants = []Plant{
	guilty("diversion.paid_after_end", "退出后名册不撤，照发三个月", func(v *village) {
		h := v.one()
		m := month("2025-02")
		h.place["end"], h.place["end_reason"] = m.Last().String(), "外出务工"
		for x := m.Add(1); !lastMonth.Before(x); x = x.Add(1) {
			v.drop("sheets", h.sheet[x])
		}
	}, "need.vacancy_while_waiting"),
	guilty("diversion.paid_after_end", "人已去世，登记晚，卡在家人手里继续到账", func(v *village) {
		h := v.one()
		v.add("registers", of(h.person, row{"kind": "死亡", "from": "2025-01-2" + fmt.Sprint(v.rng.IntN(9))}))
		for x := month("2025-02"); !lastMonth.Before(x); x = x.Add(1) {
			v.drop("sheets", h.sheet[x])
		}
	}, "need.vacancy_while_waiting", "arrears.unpaid"),
	alike("diversion.paid_after_end", "退出后到账的是退出前的月份", func(v *village) { v.leave(v.one(), month("2025-03"), "外出务工") }),
	guilty("diversion.without_placement", "名册里夹一个没有上岗记录的人", func(v *village) { v.ghost(month("2024-12"), lastMonth) },
		"rotation.more_than_posts"),
	alike("diversion.without_placement", "退出后补发退出以前的月份", func(v *village) {
		h := v.one()
		v.leave(h, month("2025-02"), "外出务工")
		v.unpay(h, month("2025-02"))
		v.payFor(h, month("2025-02"), "880.00")
		h.bank[month("2025-02")]["on"] = "2025-05-12"
		h.pay[month("2025-02")]["kind"] = "补发"
	}, "arrears.unpaid", "arrears.predecessor"),
	guilty("diversion.paid_twice", "同月两笔，一笔写别的资金", func(v *village) {
		h := v.one()
		m := firstMonth.Add(1 + v.rng.IntN(5))
		v.add("pay_items",
			of(h.person,
				row{"county": v.county, "township": v.town, "month": m.String(), "amount": "880.00", "fund": "村集体经济收入",
					"account": h.account}))
		v.add("bank_results",
			of(h.person,
				row{"account": h.account, "month": m.String(), "amount": "880.00", "result": "成功",
					"on": v.paid[m].AddDays(7).String()}))
	}, "diversion.above_standard", "arrears.lump"),
	alike("diversion.paid_twice", "分两种资金发，合计不超过标准", func(v *village) {
		h := v.one()
		for _, m := range inOrder(h.pay) {
			v.amount(h, m, "440.00")
			v.add("pay_items",
				of(h.person,
					row{"county": v.county, "township": v.town, "month": m.String(), "amount": "440.00", "fund": "区（市）财政",
						"account": h.account}))
			v.add("bank_results",
				of(h.person,
					row{"account": h.account, "month": m.String(), "amount": "440.00", "result": "成功", "on": v.paid[m].String()}))
		}
	}),
	alike("diversion.paid_twice", "退回后重发", func(v *village) {
		h := v.one()
		m := month("2025-01")
		h.bank[m]["result"], h.bank[m]["reason"] = "失败", "户名不符"
		v.add("bank_results",
			of(h.person,
				row{"account": h.account, "month": m.String(), "amount": "880.00", "result": "成功",
					"on": v.paid[m].AddDays(8).String()}))
	}, "arrears.unpaid", "arrears.returned"),
	guilty("diversion.sources_differ", "报给区市的那份，一人一月少写了一百元", func(v *village) {
		rows := v.retold("pay_items")
		rows[v.rng.IntN(len(rows))]["amount"] = "780.00"
	}),
	alike("diversion.sources_differ", "报给区市的那份只是写法不同", func(v *village) {
		for _, r := range v.retold("pay_items") {
			r["amount"], r["note"] = strings.TrimSuffix(r["amount"], ".00")+"元", "已核对"
		}
	}),
	guilty("diversion.two_posts", "护林员名册里也有这个人，从头到尾重叠", func(v *village) {
		v.add("registers", of(v.one().person, row{"kind": "其他公益性岗位", "from": "2024-05-01", "where": "林业部门护林员"}))
	}, "diversion.barred_while_paid"),
	guilty("diversion.two_posts", "在邻村又占一个岗，上岗日错开几天", func(v *village) {
		h := v.one()
		o := v.neighbour()
		o.add("placements",
			of(h.person,
				row{"county": o.county, "township": o.town, "village": o.name, "post_title": "河道管护员",
					"start": day(h.place["start"]).AddDays(9).String(), "rate": "880.00"}))
	}, "procedure.step_missing", "procedure.started_early", "arrears.uninsured"),
	alike("diversion.two_posts", "先退护林员，再上岗", func(v *village) {
		h := v.one()
		v.add("registers",
			of(h.person,
				row{"kind": "其他公益性岗位", "from": "2022-05-01", "until": day(h.place["start"]).AddDays(-10).String(),
					"where": "林业部门护林员"}))
	}),
	guilty("diversion.barred_while_paid", "判刑收监后照发", func(v *village) {
		v.add("registers", of(v.one().person, row{"kind": "服刑", "from": "2024-11-18"}))
	}, "diversion.paid_after_end", "diversion.paid_though_absent"),
	guilty("diversion.barred_while_paid", "进厂缴了职工养老，岗位还挂着", func(v *village) {
		v.add("registers", of(v.one().person, row{"kind": "职工养老保险参保", "from": "2024-11-01"}))
	}),
	alike("diversion.barred_while_paid", "只参加城乡居民养老", func(v *village) {
		v.add("registers", of(v.one().person, row{"kind": "城乡居民养老保险", "from": "2020-01-01"}))
	}),
	guilty("diversion.above_standard", "多报几十元，凑个整数", func(v *village) {
		h := v.one()
		for _, m := range inOrder(h.pay) {
			v.amount(h, m, v.pick("900.00", "960.00", "1000.00"))
		}
	}),
	alike("diversion.above_standard", "提标后按新协议发", func(v *village) {
		h := v.one()
		h.place["rate"], h.post["rate"] = "960.00", "960.00"
		for _, m := range inOrder(h.pay) {
			v.amount(h, m, "960.00")
		}
	}),
	guilty("diversion.paid_though_absent", "督查当场是别人顶岗，照发全月", func(v *village) {
		v.add("checks",
			of(v.one().person,
				row{"on": v.later(day("2025-05-05"), 0, 18).String(), "method": "现场", "finding": v.pick("他人顶岗", "儿子代岗"),
					"level": "镇"}))
	}),
	guilty("diversion.paid_though_absent", "一个月两次没见到人，考勤满的", func(v *village) {
		h := v.one()
		m := month("2025-04")
		h.sheet[m]["marks"] = "PPPPOOPPPPPOOPPPPPOOPPPPPOOPPP-"
		for _, on := range []string{"2025-04-09", "2025-04-23"} {
			v.add("checks", of(h.person, row{"on": on, "method": "现场", "finding": "未见到", "level": "镇"}))
		}
	}),
	alike("diversion.paid_though_absent", "没见到的那天考勤写着请假", func(v *village) {
		h := v.one()
		m := month("2025-04")
		h.sheet[m]["marks"] = "PPPPOOPPLPPOOPPPPPOOPPLPPOOPPP-"
		for _, on := range []string{"2025-04-09", "2025-04-23"} {
			v.add("checks", of(h.person, row{"on": on, "method": "现场", "finding": "未见到", "level": "镇"}))
		}
	}),
	guilty("diversion.shared_account", "两家人的补贴进同一张卡，各月都对得上",
		func(v *village) { v.into(v.holders[0], v.holders[2].account) }, "diversion.foreign_account"),
	alike("diversion.shared_account", "换过卡，前后两个号都是本人的", func(v *village) {
		h := v.one()
		other := fmt.Sprintf("62319%014d", v.n)
		v.add("accounts", of(h.person, row{"account": other, "keeper": "本人"}))
		for m := month("2025-02"); !lastMonth.Before(m); m = m.Add(1) {
			h.pay[m]["account"], h.bank[m]["account"] = other, other
		}
	}),
	guilty("diversion.foreign_account", "发进会计的卡，名册写本人", func(v *village) {
		c := v.cadres[1]
		v.add("accounts", of(c, row{"account": c.account}))
		v.into(v.one(), c.account)
	}),
	guilty("diversion.foreign_account", "发进外村人的卡", func(v *village) {
		c := v.others[3]
		v.add("accounts", of(c, row{"account": c.account}))
		v.into(v.one(), c.account)
	}),
	alike("diversion.foreign_account", "户名中间多一个空格", func(v *village) {
		h := v.one()
		for _, a := range v.rows["accounts"] {
			if a["id_no"] == h.no {
				a["id_no"], a["payee_id"] = "", h.no
				a["name"] = string([]rune(h.name)[:1]) + "　" + string([]rune(h.name)[1:])
			}
		}
	}),
	guilty("diversion.card_kept", "几张卡由会计统一保管，说是方便老人", func(v *village) {
		v.kept(v.one(), v.cadres[v.rng.IntN(3)])
	}),
	alike("diversion.card_kept", "同户的儿子代管", func(v *village) {
		h := v.one()
		v.together(h.person, v.others[4])
		v.kept(h, v.others[4])
	}),
	guilty("diversion.drawn_together", "发放次日一人拿着几张卡在同一网点接连取光", func(v *village) { v.drawn(true) }),
	guilty("diversion.drawn_together", "由村里的人代取，每月换网点", func(v *village) {
		for k, m := range []string{"2025-02", "2025-03", "2025-04"} {
			for _, h := range v.holders[:3] {
				v.add("withdrawals",
					row{"account": h.account,
						"at": v.paid[month(m)].AddDays(1+v.rng.IntN(3)).String() +
							fmt.Sprintf(" %02d:%02d:00", 9+v.rng.IntN(7), v.rng.IntN(60)),
						"amount": "800.00", "place": v.city.towns[v.county+v.town].points[k], "by": v.cadres[0].name})
			}
		}
	}),
	alike("diversion.drawn_together", "各取各的：不同天、不同网点、不同金额", func(v *village) { v.drawn(false) }),
	guilty("diversion.asked_back", "账目齐全，回访时说到每月要交回三百", func(v *village) {
		h := v.one()
		v.add("payee_calls",
			of(h.person, row{"month": "2025-02", "on": "2025-04-11", "reached": "是", "received": "是", "asked_back": "是"}))
	}),
	guilty("diversion.asked_back", "匿名信说收回补贴“用于村里”", func(v *village) {
		v.rows["complaints"][0]["kind"] = v.pick("收回补贴", "索要补贴", "要求上交一半")
	}),
	alike("diversion.asked_back", "问了，都说没有", func(v *village) {
		for _, h := range v.holders {
			v.add("payee_calls",
				of(h.person, row{"month": "2025-02", "on": "2025-04-11", "reached": "是", "received": "是", "asked_back": "没有"}))
		}
	}),
	guilty("diversion.done_by_another", "名字是儿媳的，走访时说活是婆婆干的", func(v *village) {
		v.add("payee_calls",
			of(v.one().person,
				row{"month": "2025-02", "on": "2025-04-11", "reached": "是", "received": "是", "asked_back": "否",
					"said": v.pick("在城里看店，活是她婆婆干", "平时都是儿子扫", "在外打工，活由邻居替他干")}))
	}),
	alike("diversion.done_by_another", "生病那几天家里人替的，或者一起干", func(v *village) {
		v.add("payee_calls",
			of(v.one().person,
				row{"month": "2025-02", "on": "2025-04-11", "reached": "是", "received": "是", "asked_back": "否",
					"said": v.pick("前阵子住院，儿子替我干了几天", "和老伴一起干", "自己干，没让别人干过")}))
	}),
	guilty("diversion.not_received", "银行成功，本人没见到钱", func(v *village) {
		v.add("payee_calls",
			of(v.one().person, row{"month": "2025-02", "on": "2025-04-11", "reached": "是", "received": "否", "asked_back": "否"}))
	}),
	guilty("diversion.not_received", "到手只有一半", func(v *village) {
		v.add("payee_calls",
			of(v.one().person,
				row{"month": "2025-02", "on": "2025-04-11", "reached": "是", "received": "是", "amount": "440.00",
					"asked_back": "否"}))
	}),
	alike("diversion.not_received", "记不清了", func(v *village) {
		v.add("payee_calls",
			of(v.one().person,
				row{"month": "2025-02", "on": "2025-04-11", "reached": "是", "received": "记不清", "asked_back": "否"}))
	}),
	guilty("diversion.deduction", "以卫生费名义扣五十，进了村账", func(v *village) {
		h := v.one()
		m := month("2025-03")
		v.amount(h, m, "830.00")
		v.add("deductions",
			of(h.person,
				row{"month": m.String(), "amount": "50.00", "reason": v.pick("卫生费", "误工"), "base": "",
					"destination": v.pick("村集体", "村账")}))
	}, "arrears.short"),
	alike("diversion.deduction", "旷工按考勤扣，留在专户", func(v *village) {
		h := v.one()
		m := month("2025-03")
		h.sheet[m]["marks"] = "OOPPPPAOOPPPPPOOPPPPPOOPPPPPOOP"
		v.amount(h, m, "850.00")
		v.add("deductions",
			of(h.person,
				row{"month": m.String(), "amount": "30.00", "reason": "旷工一天", "base": "2025年3月考勤", "destination": "退回专户"}))
	}, "arrears.short"),
	guilty("diversion.backdated", "人是后补的，上岗日倒填半年，一次补发", func(v *village) {
		h := v.one()
		h.place["entered"] = "2025-04-16"
		for m := firstMonth; m.Before(month("2025-04")); m = m.Add(1) {
			h.bank[m]["on"] = "2025-05-09"
		}
	}, "arrears.lump"),
	alike("diversion.backdated", "历史导入，导入日当然在后", func(v *village) {
		h := v.one()
		h.place["entered"], h.place["channel"] = "2025-04-16", "导入"
	}),
	inTown("diversion.fund_purpose", true, "从岗位资金里付办公、招待", func(v *village) {
		v.fund("支出", v.pick("购置办公电脑", "公务接待", "车辆维修", "村道硬化工程款"), "6000.00")
	}, "diversion.fund_balance"),
	inTown("diversion.fund_purpose", false, "付意外险、培训费", func(v *village) { v.fund("支出", "岗前培训费", "3000.00") },
		"diversion.fund_balance"),
	inTown("diversion.fund_idle", true, "前年下达，一直放着", func(v *village) {
		for _, r := range v.funds() {
			if r["kind"] == "收入" {
				r["on"], r["year"] = "2023-09-04", "2023"
			}
			if r["kind"] == "发放" {
				r["amount"] = "200000.00"
			}
		}
	}, "diversion.fund_balance"),
	inTown("diversion.fund_idle", false, "年初下达，按月在用", func(v *village) {}),
	inTown("diversion.fund_balance", true, "结余少报一笔", func(v *village) {
		for _, r := range v.funds() {
			if r["kind"] == "结余" {
				r["amount"] = fmt.Sprintf("%d.00", number(r["amount"])-20000-v.rng.IntN(9)*1000)
			}
		}
	}),
	inTown("diversion.fund_balance", false, "收支结余相符", func(v *village) {}),
	guilty("diversion.uniform_sheets", "全村天天全勤，连大年初一也在", func(v *village) {
		for _, h := range v.holders {
			for _, m := range []string{"2024-12", "2025-01", "2025-02", "2025-03"} {
				full := everyDay(month(m))
				h.sheet[month(m)]["marks"] = full
			}
		}
	}),
	alike("diversion.uniform_sheets", "任务制岗位，系统默认全勤", func(v *village) {
		for _, h := range v.holders {
			for _, m := range []string{"2024-12", "2025-01", "2025-02", "2025-03"} {
				full := everyDay(month(m))
				h.sheet[month(m)]["marks"], h.sheet[month(m)]["channel"] = full, "默认"
			}
		}
	}),
	guilty("diversion.same_photo", "一张照片用了几次检查", func(v *village) {
		h := v.one()
		for _, on := range []string{"2025-02-18", "2025-03-20", "2025-05-15"} {
			v.add("checks",
				of(h.person, row{"on": on, "method": "现场", "finding": "在岗", "level": "镇", "photo": fmt.Sprintf("same-%d", v.n)}))
		}
	}),
	alike("diversion.same_photo", "同一天几个人一张合影", func(v *village) {
		for _, h := range v.holders {
			v.add("checks",
				of(h.person,
					row{"on": "2025-03-20", "method": "现场", "finding": "在岗", "level": "镇", "photo": fmt.Sprintf("all-%d", v.n)}))
		}
	}),
}

func inTown(rule string, isGuilty bool, what string, make func(v *village), also ...string) Plant {
	return Plant{Rule: rule, Guilty: isGuilty, What: what, Also: also, Town: true, make: make}
}

// funds of the village's township.
func (v *village) funds() (out []row) {
	for _, r := range v.city.rows["funds"] {
		if r["township"] == v.town && r["county"] == v.county {
			out = append(out, r)
		}
	}
	return out
}

// fund books a row, and takes it from the balance so that the books still agree.
func (v *village) fund(kind, purpose, amount string) {
	v.city.rows["funds"] = append(v.city.rows["funds"],
		row{"county": v.county, "township": v.town, "fund": "就业补助资金", "year": "2025", "kind": kind, "on": "2025-04-08",
			"purpose": purpose, "amount": amount})
	for _, r := range v.funds() {
		if r["kind"] == "结余" {
			r["amount"] = fmt.Sprintf("%d.00", number(r["amount"])-number(amount))
		}
	}
}

// ghost is paid without ever having been placed.
func (v *village) ghost(from, to civil.Month) {
	p := v.resident(1968, 1979)
	h := &holder{person: p, place: row{"post_code": ""}, pay: map[civil.Month]row{}, bank: map[civil.Month]row{}}
	for m := from; !to.Before(m); m = m.Add(1) {
		v.payFor(h, m, "880.00")
	}
}

// into another account.
func (v *village) into(h *holder, account string) {
	for _, m := range inOrder(h.pay) {
		h.pay[m]["account"], h.bank[m]["account"] = account, account
	}
}

// kept by somebody.
func (v *village) kept(h *holder, by *person) {
	for _, a := range v.rows["accounts"] {
		if a["id_no"] == h.no {
			a["keeper"], a["keeper_id"] = by.name, by.no
		}
	}
}

// drawn from the cards of all holders: together, minutes apart, in several months; or each for himself.
func (v *village) drawn(together bool) {
	points := v.city.towns[v.county+v.town].points
	for k, m := range []string{"2025-01", "2025-02", "2025-03"} {
		for i, h := range v.holders {
			if together && i == k {
				continue // never all of them
			}
			on, place, at, amount := v.paid[month(m)].AddDays(1), points[k], 10*60+7+i*3, "860.00"
			if !together {
				on, place, at, amount = on.AddDays(i*3+v.rng.IntN(3)), points[i%3], 9*60+i*67,
					fmt.Sprintf("%d.00", 500+100*v.rng.IntN(4))
			}
			v.add("withdrawals",
				row{"account": h.account, "at": on.String() + fmt.Sprintf(" %02d:%02d:20", at/60, at%60), "amount": amount,
					"place": place})
		}
	}
}

var arrearPlants = []Plant{
	guilty("arrears.unpaid", "干了的月份没有列入发放", func(v *village) {
		h := v.one()
		v.unpay(h, firstMonth.Add(1+v.rng.IntN(6)))
	}),
	guilty("arrears.unpaid", "列了表，银行一直没有回音", func(v *village) {
		h := v.one()
		m := month("2025-02")
		v.drop("bank_results", h.bank[m])
	}),
	alike("arrears.unpaid", "那个月请假没有到岗", func(v *village) {
		h := v.one()
		m := month("2025-02")
		h.sheet[m]["marks"] = "LLLLLLLLLLLLLLLLLLLLLLLLLLLL---"
		v.unpay(h, m)
	}, "arrears.short"),
	guilty("arrears.returned", "退回后没有重发", func(v *village) {
		h := v.one()
		m := firstMonth.Add(1 + v.rng.IntN(5))
		h.bank[m]["result"], h.bank[m]["reason"] = "失败", v.pick("账号不存在", "户名不符", "已销户")
	}, "arrears.unpaid"),
	alike("arrears.returned", "退回，改账号后重发到账", func(v *village) {
		h := v.one()
		m := month("2025-01")
		h.bank[m]["result"], h.bank[m]["reason"] = "失败", "已销户"
		v.add("bank_results",
			of(h.person,
				row{"account": h.account, "month": m.String(), "amount": "880.00", "result": "成功",
					"on": v.paid[m].AddDays(10).String()}))
	}, "arrears.unpaid"),
	guilty("arrears.short", "每月少发几十，名册上看着整齐", func(v *village) {
		h := v.one()
		for _, m := range inOrder(h.pay) {
			v.amount(h, m, v.pick("830.00", "800.00", "850.00"))
		}
	}),
	alike("arrears.short", "上岗当月按天计发", func(v *village) {
		h := v.one()
		h.place["start"], h.place["entered"] = "2024-10-15", "2024-10-15"
		v.amount(h, firstMonth, "482.58")
		h.pay[firstMonth]["days"] = "17"
		h.sheet[firstMonth]["marks"] = "--------------PPPPOOPPPPPOOPPPP"
	}, "procedure.started_early"),
	guilty("arrears.predecessor", "前任最后两个月没给，后任已经领了", func(v *village) {
		h := v.holders[0]
		v.leave(h, month("2024-12"), "外出务工")
		v.unpay(h, month("2024-11"))
		v.unpay(h, month("2024-12"))
		v.succeed(h, day("2024-11-04"), day("2025-01-01"))
	}, "arrears.unpaid"),
	alike("arrears.predecessor", "前任都结清了", func(v *village) {
		h := v.holders[0]
		v.leave(h, month("2024-12"), "外出务工")
		v.succeed(h, day("2024-11-04"), day("2025-01-01"))
	}),
	guilty("arrears.lump", "四个月攒到一起发", func(v *village) {
		for _, h := range v.holders {
			for _, m := range []string{"2024-11", "2024-12", "2025-01", "2025-02"} {
				h.bank[month(m)]["on"] = "2025-03-12"
			}
		}
	}, "arrears.unpaid"),
	alike("arrears.lump", "一次到账的是补发的更正差额", func(v *village) {
		h := v.one()
		for _, m := range []string{"2024-11", "2024-12", "2025-01"} {
			v.amount(h, month(m), "800.00")
			v.add("pay_items",
				of(h.person,
					row{"county": v.county, "township": v.town, "month": m, "amount": "80.00", "kind": "补发", "account": h.account}))
			v.add("bank_results",
				of(h.person, row{"account": h.account, "month": m, "amount": "80.00", "result": "成功", "on": "2025-03-18"}))
		}
	}),
	guilty("arrears.uninsured", "第二年没有续保", func(v *village) {
		h := v.one()
		for _, r := range h.insured[1:] {
			v.drop("insurance", r)
		}
	}),
	alike("arrears.uninsured", "续保晚了十天", func(v *village) {
		h := v.one()
		for _, r := range h.insured[1:] {
			r["from"] = day(r["from"]).AddDays(10).String()
		}
	}),
	guilty("arrears.below_minimum", "工时写得多，折算低于小时最低工资",
		func(v *village) { v.one().post["hours"] = v.pick("60", "64", "70") }),
	alike("arrears.below_minimum", "没有写月工时", func(v *village) { v.one().post["hours"] = "" }),
}

// everyDay of a month marked as worked.
func everyDay(m civil.Month) string {
	return strings.Repeat("P", m.Days()) + strings.Repeat("-", 31-m.Days())
}
