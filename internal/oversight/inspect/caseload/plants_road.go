package caseload

import (
	"fmt"
)

var roadPlants = []Plant{
	guilty("procedure.step_missing", "没有开评议会，其他材料齐全", func(v *village) { v.drop("reviews", v.one().review) }),
	guilty("procedure.step_missing", "没有公示", func(v *village) { v.drop("notices", v.one().notice) }),
	alike("procedure.step_missing", "因村合并续任，手续在原村", func(v *village) {
		h := v.one()
		h.place["continues"] = "是"
		for t, r := range map[string]row{"reviews": h.review, "notices": h.notice} {
			v.drop(t, r)
		}
	}, "procedure.started_early"),
	guilty("procedure.quorum", "到会不足三分之二，写“代表一致同意”", func(v *village) {
		h := v.one()
		h.review["present"] = fmt.Sprint(number(h.review["entitled"]) * 6 / 10)
		h.review["for"] = h.review["present"]
	}),
	guilty("procedure.quorum", "同意票刚好一半，也算通过", func(v *village) {
		h := v.one()
		h.review["present"] = fmt.Sprint(number(h.review["entitled"]) * 8 / 10 / 2 * 2)
		h.review["for"] = fmt.Sprint(number(h.review["present"]) / 2)
	}),
	alike("procedure.quorum", "刚好三分之二以上", func(v *village) {
		h := v.one()
		h.review["entitled"], h.review["present"], h.review["for"] = "30", "21", "11"
	}),
	guilty("procedure.notice_short", "公示两三天就审核", func(v *village) {
		h := v.one()
		h.notice["until"] = day(h.notice["from"]).AddDays(2).String()
	}),
	guilty("procedure.notice_short", "先公示，后补评议", func(v *village) {
		h := v.one()
		h.notice["from"], h.notice["until"] = day(h.review["on"]).AddDays(-9).String(),
			day(h.review["on"]).AddDays(-1).String()
	}, "procedure.out_of_order"),
	alike("procedure.notice_short", "公示十几天", func(v *village) {
		h := v.one()
		h.notice["until"] = day(h.audit["on"]).AddDays(-1).String()
	}),
	guilty("procedure.same_hand", "一个人两个账号，初审和审核都是他", func(v *village) {
		h := v.one()
		h.check["by_id"], h.check["by"], h.check["account"] = h.audit["by_id"], h.audit["by"], "u-"+fmt.Sprint(v.n)
	}),
	alike("procedure.same_hand", "经办人与审核人同名，号码不同", func(v *village) {
		h := v.one()
		v.cadres[1].row["name"], v.cadres[1].name = h.audit["by"], h.audit["by"]
		v.offices[1]["name"] = h.audit["by"]
		h.check["by"] = h.audit["by"]
	}, "procedure.creates_and_approves"),
	guilty("procedure.started_early", "备案没下来人先上了", func(v *village) {
		h := v.one()
		h.file["on"] = day(h.place["start"]).AddDays(9).String()
		h.file["at"] = h.file["on"] + " 10:10:10"
	}),
	guilty("procedure.started_early", "上岗两个月才买保险、才培训", func(v *village) {
		h := v.one()
		h.insured[0]["from"] = day(h.place["start"]).AddDays(50).String()
		h.place["trained"] = day(h.place["start"]).AddDays(20).String()
	}, "arrears.uninsured"),
	alike("procedure.started_early", "上岗当天起保", func(v *village) {
		h := v.one()
		h.insured[0]["from"] = h.place["start"]
	}),
	guilty("procedure.over_age", "过了六十还在岗，登记表不改", func(v *village) {
		h := v.one()
		v.older(h, 1953)
	}, "procedure.not_registered"),
	alike("procedure.over_age", "这个月刚满", func(v *village) {}),
	guilty("procedure.over_term", "四年一直在岗，岗位换过名字", func(v *village) {
		h := v.one()
		v.add("placements",
			of(h.person,
				row{"county": v.county, "township": v.town, "post_title": "村内保洁员（原）", "start": "2020-06-01", "end": "2023-12-31",
					"end_reason": "协议到期", "rate": "600.00", "channel": "历史"}))
	}, "procedure.step_missing", "procedure.started_early", "arrears.uninsured", "diversion.two_posts",
		"procedure.opening"),
	guilty("procedure.not_registered", "申请时类别已经失效", func(v *village) { h := v.one(); h.category["until"] = "2023-05-31" },
		"nepotism.kin_of_decider"),
	alike("procedure.not_registered", "申请当天还有效，后来才失效", func(v *village) { v.one().category["until"] = "2024-12-31" }),
	guilty("procedure.one_device", "两个账号在一台电脑上几分钟办完", func(v *village) {
		h := v.one()
		h.audit["device"], h.file["device"] = "PC-SHARED", "PC-SHARED"
		h.file["on"] = h.audit["on"]
		h.audit["at"], h.file["at"] = h.audit["on"]+" 15:10:05", h.audit["on"]+" 15:12:40"
	}),
	alike("procedure.one_device", "同一台公用电脑，隔天", func(v *village) {
		h := v.one()
		h.audit["device"], h.file["device"] = "PC-SHARED", "PC-SHARED"
	}),
	guilty("procedure.audit_burst", "几秒一份，一口气点完", func(v *village) {
		on := day(v.holders[0].audit["on"])
		for _, h := range v.holders {
			if day(h.audit["on"]).After(on) {
				on = day(h.audit["on"])
			}
		}
		for len(v.holders) < 7 {
			v.hire(len(v.holders))
		}
		v.rows["quotas"][0]["total"] = "7"
		for i, h := range v.holders {
			h.audit["on"] = on.String()
			h.audit["at"] = on.String() + fmt.Sprintf(" 16:20:%02d", i*4)
		}
	}, "procedure.out_of_order", "procedure.notice_short", "procedure.started_early"),
	alike("procedure.audit_burst", "批量会审，一次登记", func(v *village) {
		for len(v.holders) < 7 {
			v.hire(len(v.holders))
		}
		v.rows["quotas"][0]["total"] = "7"
		on := v.holders[0].audit["on"]
		for i, h := range v.holders {
			h.audit["on"] = on
			h.audit["at"], h.audit["channel"] = on+fmt.Sprintf(" 16:20:%02d", i*4), "批量"
		}
	}, "procedure.out_of_order", "procedure.notice_short", "procedure.started_early"),
	guilty("procedure.household_posts", "夫妻两人各占一岗，没有写理由",
		func(v *village) { v.together(v.holders[0].person, v.holders[1].person) }),
	alike("procedure.household_posts", "夫妻都是登记对象，评议写明理由", func(v *village) {
		v.together(v.holders[0].person, v.holders[1].person)
		for _, h := range v.holders[:2] {
			h.app["reason"] = "夫妻均为登记对象，一人残疾，家庭无其他收入，评议同意"
			h.review["remark"] = "一户两岗，家庭特别困难，评议同意"
		}
	}),
	guilty("procedure.check_contradicted", "镇里写完成好，区里同一天去没见到人", func(v *village) {
		h := v.one()
		v.add("checks", of(h.person, row{"on": "2025-03-20", "method": "现场", "finding": "任务完成好", "level": "镇"}))
		v.add("checks",
			of(h.person, row{"on": "2025-03-20", "method": "现场", "finding": v.pick("不能胜任", "未见到"), "level": "区（市）"}))
	}),
	alike("procedure.check_contradicted", "同一级两名督查员看法不同", func(v *village) {
		h := v.one()
		v.add("checks", of(h.person, row{"on": "2025-03-20", "method": "现场", "finding": "任务完成好", "level": "镇"}))
		v.add("checks", of(h.person, row{"on": "2025-03-20", "method": "现场", "finding": "任务完成差", "level": "镇"}))
	}),
	guilty("procedure.out_of_order", "先审核，后补评议记录", func(v *village) {
		h := v.one()
		h.review["on"] = day(h.audit["on"]).AddDays(5).String()
	}, "procedure.notice_short"),
	alike("procedure.out_of_order", "初审与申请同一天", func(v *village) {
		h := v.one()
		h.check["on"] = h.app["submitted"]
		h.check["at"] = h.check["on"] + " 11:11:11"
	}),
	guilty("procedure.fewer_votes", "票少的上了岗，票多的没有理由落选", func(v *village) {
		h := v.one()
		p := h.loser(v, h.app["basis"], "")
		present := number(h.review["present"])
		h.review["for"] = fmt.Sprint(present*6/10 + 1)
		v.add("reviews",
			of(p,
				row{"application_no": h.app["application_no"] + "-B", "post_code": h.app["post_code"], "on": h.review["on"],
					"entitled": h.review["entitled"], "present": h.review["present"], "for": fmt.Sprint(present - 1),
					"result": "未上岗"}))
	}),
	alike("procedure.fewer_votes", "票多的上岗", func(v *village) {
		h := v.one()
		p := h.loser(v, h.app["basis"], "")
		present := number(h.review["present"])
		v.add("reviews",
			of(p,
				row{"application_no": h.app["application_no"] + "-B", "post_code": h.app["post_code"], "on": h.review["on"],
					"entitled": h.review["entitled"], "present": h.review["present"], "for": fmt.Sprint(present / 3),
					"result": "未通过"}))
	}),
	guilty("procedure.birth_mismatch", "登记表上的出生日期改小了几岁", func(v *village) {
		h := v.one()
		h.row["birth"] = h.birth.AddDays(365*3 + 40).String()
	}),
	alike("procedure.birth_mismatch", "写成斜线、没有补零", func(v *village) {
		h := v.one()
		h.row["birth"] = fmt.Sprintf("%d/%d/%d", h.birth.Year(), h.birth.Month().Number(), h.birth.Day())
	}),
	guilty("procedure.barred_at_start", "上岗那天还在缴职工养老", func(v *village) {
		h := v.one()
		v.add("registers",
			of(h.person, row{"kind": "职工养老保险参保", "from": "2021-04-01", "until": day(h.place["start"]).AddDays(20).String()}))
	}, "nepotism.kin_of_decider", "diversion.barred_while_paid"),
	alike("procedure.barred_at_start", "参保在上岗之前已经停了", func(v *village) {
		h := v.one()
		v.add("registers",
			of(h.person, row{"kind": "职工养老保险参保", "from": "2019-04-01", "until": day(h.place["start"]).AddDays(-90).String()}))
	}),
	guilty("procedure.impossible_date", "二月三十日的检查、六月三十一日的培训", func(v *village) {
		h := v.one()
		if v.rng.IntN(2) == 0 {
			v.add("checks", of(h.person, row{"on": "2025-02-30", "method": "现场", "finding": "在岗", "level": "镇"}))
		} else {
			h.place["trained"] = "2023-06-31"
		}
	}, "procedure.started_early"),
	alike("procedure.impossible_date", "只写到年月", func(v *village) { v.one().place["trained"] = "2023-06" },
		"procedure.started_early"),
}

// older makes a holder older than the list of residents says: another number.
func (v *village) older(h *holder, year int) {
	old := h.no
	p := v.new(year, year, "")
	for table := range v.rows {
		for _, r := range v.rows[table] {
			for _, c := range []string{"id_no", "candidate_id", "payee_id"} {
				if r[c] == old {
					r[c] = p.no
				}
			}
		}
	}
	h.no, h.birth = p.no, p.birth
	h.row["birth"] = p.birth.String()
}

var deskPlants = []Plant{
	guilty("procedure.one_sitting", "半年的考勤一个下午补完", func(v *village) {
		for i, m := range []string{"2024-11", "2024-12", "2025-01", "2025-02", "2025-03"} {
			for _, h := range v.holders {
				h.sheet[month(m)]["entered_at"] = fmt.Sprintf("2025-05-14 15:%02d:00", 3+i*7)
			}
		}
	}),
	alike("procedure.one_sitting", "照纸质表代录", func(v *village) {
		for i, m := range []string{"2024-11", "2024-12", "2025-01", "2025-02", "2025-03"} {
			for _, h := range v.holders {
				h.sheet[month(m)]["entered_at"], h.sheet[month(m)]["channel"] = fmt.Sprintf("2025-05-14 15:%02d:00", 3+i*7), "代录"
			}
		}
	}),
	guilty("procedure.one_weekday", "检查总在星期二，村里都知道", func(v *village) {
		for k := range v.rows["checks"] {
			v.rows["checks"][k]["on"] = day("2024-10-08").AddDays(7 * 3 * k).String()
		}
		for k := range 14 {
			v.add("checks",
				of(v.holders[k%places].person,
					row{"on": day("2024-10-08").AddDays(7*k*2 + 7).String(), "method": "现场", "finding": "在岗", "level": "镇"}))
		}
	}),
	guilty("procedure.one_device_for_many", "组长拿一部手机替大家签到", func(v *village) { v.signIn("组长手机") }),
	alike("procedure.one_device_for_many", "老人没有手机，注明代录", func(v *village) {
		v.signIn("组长手机")
		for _, r := range v.rows["entries"] {
			if r["what"] == "签到" {
				r["channel"] = "代录"
			}
		}
	}),
	guilty("procedure.creates_and_approves", "同一个人制单又复核，账号不同", func(v *village) {
		t := v.city.towns[v.county+v.town]
		v.entries("发放", "2025-04", []*person{t.pay, t.audit, v.cadres[1], t.pay})
	}),
	alike("procedure.creates_and_approves", "四步四个人", func(v *village) {
		t := v.city.towns[v.county+v.town]
		v.entries("发放", "2025-04", []*person{v.cadres[1], t.audit, t.pay, t.release})
	}),
	guilty("procedure.kin_in_pay", "制单的和复核的是夫妻、翁婿", func(v *village) {
		a, b := v.new(1975, 1985, ""), v.new(1975, 1985, "")
		v.kin(a, b, v.pick("11", "12", "55", "71"))
		v.entries("发放", "2025-04", []*person{a, v.city.towns[v.county+v.town].audit, v.cadres[1], b})
	}),
	alike("procedure.kin_in_pay", "两人是同事", func(v *village) {
		v.entries("发放", "2025-04",
			[]*person{v.new(1975, 1985, ""), v.city.towns[v.county+v.town].audit, v.cadres[1], v.new(1975, 1985, "")})
	}),
}

// signIn of all holders by one device, on several days.
func (v *village) signIn(device string) {
	for d := range 5 {
		for i, h := range v.holders {
			v.add("entries",
				of(h.person,
					row{"village": v.name, "what": "签到", "number": day("2025-03-03").AddDays(d).String(), "step": "签到",
						"at": day("2025-03-03").AddDays(d).String() + fmt.Sprintf(" 08:0%d:00", i), "device": device + fmt.Sprint(v.n),
						"login": h.no[14:]}))
		}
	}
}
