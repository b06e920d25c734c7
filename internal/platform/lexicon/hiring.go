package lexicon

import "gangwei/internal/platform/words"

// Step on the road of an application.
var Step = list("step", "环节", synonyms{
	"submit":   "登记 申请 个人申请 提出申请 填写申请 application",
	"check":    "初审 村级审核 村初审 村审 村级审查 村委会初审 资格初审 村级",
	"review":   "评议 民主评议会 村民评议 会议评议",
	"notice":   "公示公告 张榜公示 张榜 公告公示 publicnotice",
	"audit":    "审核 镇审核 镇街审查 镇初审 镇级初审 镇街初审 街道初审 乡镇初审 镇级审核 街道审核 乡镇审核 镇街复审 复审 镇复核",
	"withdraw": "撤回申请 放弃",
	"file":     "备案 联审 审批 区级备案 区县备案 县级备案 区审批 区级审核 区审核 区市审核 县级审核 县审核 区人社局审核 区市审批 区人社局备案 人社局备案 联合审查 filing",
}).text()

// Outcome of a step, a review or a vote.
var Outcome = list("outcome", "结果", synonyms{
	"pass": "同意 上岗 录用 聘用 安置 确定为拟安置人员 合格 符合 符合条件 符合要求 已通过 全票通过 一致通过 一致同意 审核通过 评议通过 公示通过 初审通过 备案通过 同意备案 同意上岗 " +
		"同意安置 拟同意 入选 当选 无异议 公示无异议 属实 情况属实 已审核 已备案 已审批 予以备案 是 √ ✓ ✔ yes y ok pass passed approved agree " +
		"agreed",
	"refuse": "未上岗 没有上岗 未录用 未聘用 未安置 不予安置 不予录用 不同意 不合格 不符合 不符合条件 不符合要求 未通过 没有通过 没通过 未获通过 落选 退回 驳回 否决 不予备案 " +
		"不予通过 审核不通过 评议不通过 未入选 否 × ✗ no n fail failed rejected refused disagree",
	"waiting":   "候补 列为候补 待定",
	"withdrawn": "撤回申请 本人放弃 放弃",
}).text()

// Application is where an application stands.
var Application = list("application", "申请结果", synonyms{
	"placed": "上岗 录用 已录用 聘用 已聘用 安置 已安置 入选 通过上岗 同意上岗 同意录用 同意安置 正式上岗 在岗 placed hired accepted selected",
	"refused": "未上岗 没有上岗 没上岗 落选 未被录用 不通过 没有通过 没通过 未录用 没有录用 不录用 未入选 未聘用 未安置 没有安置 不予 不予录用 不予安置 不符合 不符合条件 不同意 " +
		"淘汰 取消资格 rejected refused notselected",
	"waiting":   "等待 递补 列为候补 候补人员 waiting",
	"withdrawn": "撤回 放弃 本人放弃 自愿放弃 撤销申请 withdrawn",
	"submitted": "待办 未办理 未处理 受理 已受理 待审 待处理 办理中 处理中 pending",
	"checked":   "初审通过 待评议",
	"reviewed":  "拟上岗 拟录用 拟聘用 拟安置 拟录取 评议通过",
	"noticed":   "公示中 公示通过 待审核",
	"audited":   "审核通过 待备案",
	"filed":     "待上岗 已备案",
}, without("application", "unread")...).text().over("placed", "reviewed", "noticed", "audited", "filed", "checked",
	"submitted").
	over("refused", "submitted").over("withdrawn", "submitted")

// Exit is why somebody left a post.
var Exit = exits()

func exits() *List {
	l := list("exit", "退出原因", synonyms{
		"deceased":           "死亡 去世 病故 亡故 身故 过世 离世 逝世 意外身亡 died death",
		"in_custody":         "服刑 羁押 判刑 刑拘 拘留 收监 被捕 逮捕 prison custody",
		"over_age":           "超龄 年龄超限 年龄到限 年龄已到 年龄到期 年龄超 年满 到龄 到达年龄 达到年龄 年龄原因 超过规定年龄 overage",
		"merged":             "村合并 村庄合并 并村 合村并居 合并后 合并续任 合并 merged",
		"substitute":         "顶岗 替岗 代岗 他人代 找人代 冒名顶替 substitut",
		"false_information":  "虚假 弄虚作假 隐瞒 虚报 false",
		"refuses_management": "不服从 不服管理 旷工 违反 违纪 不遵守 不听安排 拒不服从",
		"cannot_work":        "不能胜任 不胜任 无法胜任 难以胜任 不能履职 无法履职 丧失劳动 没有劳动能力 无劳动能力",
		"health":             "身体 健康 住院 患病 生病 因病 有病 疾病 重病 病重 残疾加重 摔伤 受伤 手术 illness sick",
		"found_work":         "务工 打工 就业 找到工作 另谋职业 外出 外出务工 自主创业 经商 进厂 foundwork",
		"fund_ended":         "资金 无资金 缺少资金",
		"agreement_ended":    "到期 期满 协议 合同 聘期满 expired",
		"own_wish":           "自愿 个人原因 辞职 本人申请 主动退出 自动离岗 家庭原因 家中有事 照顾 照顾老人 照顾孩子 家中老人 家里老人 照看孩子 带孩子 resigned",
		"not_eligible":       "不符合 不再符合 不符合条件 资格不符 不具备 脱贫不享受 参加职工养老 领取职工养老 办理营业执照 有营业执照 财政供养 迁出 户口迁出",
		"task_ended":         "任务 任务完成 任务结束 季节 season",
		"other":              "轮换 轮岗 岗位调整 调岗 岗位取消 岗位撤销 other",
	}, without("exit", "void", "unread")...).text()
	return l.over("deceased", "health", "agreement_ended", "over_age", "own_wish").
		over("merged", "agreement_ended", "other", "own_wish").over("in_custody", "refuses_management",
		"not_eligible").
		over("substitute", "found_work", "refuses_management", "health").
		over("over_age", "not_eligible", "agreement_ended").
		over("false_information", "not_eligible").over("own_wish", "agreement_ended").
		over("found_work", "own_wish", "agreement_ended").
		over("health", "own_wish", "agreement_ended", "cannot_work")
}

// without are the codes of a list but for some.
func without(labels string, some ...string) (out []string) {
	for _, c := range words.Codes(labels) {
		keep := c != ""
		for _, s := range some {
			keep = keep && c != s
		}
		if keep {
			out = append(out, c)
		}
	}
	return out
}

// Notice is what a public notice is about.
var Notice = list("noticekind", "公示类别", synonyms{
	"candidate": "拟聘 拟录用 拟上岗 拟安置 拟安置人员 拟聘用公示 拟录用公示 拟上岗人员公示 拟安置人员公示 人员公示 评议结果公示 安置公示 结果公示 名单公示 公示 candidate",
	"recruit":   "招用 招聘 招聘公告 招募公告 招用公告 岗位公告 招录公告 公告 recruit",
	"pay":       "发放 补贴发放 补贴公示 补贴发放公示 发放名单公示 发放公示 工资公示 pay",
	Nothing:     "政策公示 公示牌 岗位公示牌",
}).text().over("candidate", "recruit").over("pay", "candidate")

// Channel by which something was entered.
var Channel = list("channel", "录入方式", synonyms{
	"for_another": "代填 代签 代办 代为录入 代录入 foranother",
	"batch":       "批量录入 批量办理 批量审核 会审",
	"default":     "系统默认 自动 自动生成",
	"history":     "历史数据 历史接转 接转",
	"typed":       "手工 手工录入 手动录入 本人录入 人工录入 逐条录入 manual",
	"import":      "批量导入 excel导入 表格导入 导入数据",
	"raised":      "提级 提级办理",
}).text()

// MeetingRole is what somebody is in a review meeting.
var MeetingRole = list("meetingrole", "参会身份", synonyms{
	"chair":    "主持人 会议主持 主持会议 组长 会议主持人 chairman",
	"member":   "成员 参会人 参会人员 参会代表 代表 村民代表 党员 党员代表 委员 表决人 与会人员 出席人 评议成员 评议小组成员",
	"recorder": "记录 记录人 会议记录",
	"observer": "列席 列席人员 监督 监督人 监督员 监委会成员 旁听",
}).text()

// Vote of one who was at a review meeting.
var Vote = list("vote", "表决", synonyms{
	"for":     "同意票 赞成 赞成票 支持 通过 √ yes agree",
	"against": "反对票 不同意 不赞成 × no",
	"abstain": "弃权票 未表态 未投票 未表决",
	"recused": "回避 已回避 本人回避 回避表决",
})

// PlacementState is what a list says of somebody on a post.
var PlacementState = list("placement", "在岗状态", synonyms{
	"active":    "在职 上岗 正常 聘用",
	"ended":     "退出 离岗 离职 解聘 退岗 已离岗",
	"suspended": "停岗",
})
