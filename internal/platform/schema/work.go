package schema

import "fmt"

var placements = &Table{
	Code: "placements", Wing: "hiring", Name: "上岗记录", Use: all, Taken: "holders", Listed: "holders",
	Title: "乡村公益性岗位在岗人员名册",
	Also: []string{"在岗人员", "上岗人员", "在岗名册", "安置台账", "人员台账", "岗位人员", "公岗人员", "公益岗人员", "公益性岗位人员",
		"聘用人员", "placement", "holders"},
	What: "每人每次上岗一行，退出的也要", From: "镇（街道）、区（市）人社局（实名制台账、协议）",
	Fields: placed(
		person.needed(Import),
		sex,
		identity.needed(look|Import),
		phone.only(look), address.only(look),
		category.needed(Import),
		postCode.alsoIn(Import, "岗位编号或名称").needed(Import).or("post_title").eg("370402001016-001").
			noteIn(Import, "写编号；没有编号的写岗位名称，按编号先后配给同名空岗"),
		text("post_title", "岗位名称", "从事岗位", "所在岗位", "岗位", "post_name").alsoIn(look, "岗位类别", "工种", "岗位类型").
			eg("村内保洁员").wide(16),
		appNo.only(look),
		amount("rate", "月补贴（元）", "月补贴标准", "补贴标准", "协议标准", "标准", "月补助", "月工资", "monthly_subsidy",
			"monthly_rate", "standard").but(Import).unit("元/月").eg("800.00").wide(12),
		day("rate_from", "标准起始日期", "标准执行日期", "补贴标准起始日期", "调标日期", "rate_from_date").only(look).
			note("月补贴标准从哪天起；提标的，同一人再写一行新标准和起始日期"),
		number("hours", "月工时").only(Export).unit("小时/月").wide(8),
		day("start", "上岗日期", "上岗时间", "到岗时间", "聘用时间", "起聘时间", "录用时间", "聘用起", "聘用日期", "start_on",
			"start_date", "from").needed(look|Import).eg("2024-02-01").wide(12).
			alsoIn(look, "合同起始日期", "协议起始日期", "服务起始日期", "开始日期"),
		text("agreement_no", "协议编号", "协议号", "劳务协议编号", "合同编号", "agreement").needed(Import).limit(40).
			eg("LW-2025-001").wide(18),
		day("agreement_from", "协议起始日", "协议开始", "合同开始").but(look).needed(Import).eg("2025-01-01").wide(12),
		day("agreement_until", "协议截止日", "协议截止", "协议结束", "合同到期").alsoIn(Import, "协议终止日期", "合同终止日期").
			needed(Import).eg("2025-12-31").
			noteIn(Export, "最后一天").wide(12),
		text("insurance_no", "意外险保单号", "保单号", "保险单号").but(look).limit(40).wide(18),
		day("insured_from", "起保日期", "投保日期").but(look).wide(12),
		day("trained", "培训日期", "岗前培训日期", "training_date").named("trained_on").past().wide(12),
		choice("state", "状态", "在岗状态").but(look).note("在岗、暂停、已退出").noteIn(Import, "在岗；已退出的人不要列入").wide(8),
		day("end", "退出日期", "解聘日期", "停发日期", "清退日期", "离岗日期", "退岗日期", "end_on", "end_date", "until").
			alsoIn(look, "合同终止日期", "协议终止日期", "服务终止日期", "到期日期", "终止日期", "结束日期").
			noteIn(Import, "在岗的留空").noteIn(Export, "最后一天").wide(12),
		choice("end_reason", "退出原因", "解聘原因", "离职原因", "清退原因", "离岗原因", "退岗原因", "原因", "exit_reason", "reason").
			but(Import).eg("本人自愿").wide(14),
		day("entered", "登记日期", "录入日期", "备案日期", "entered_on", "recorded_on").only(look).past(),
		channel.only(look),
		yes("continues", "村合并续任", "合并续任", "continued").only(look).note("是：因村合并从原岗位续任"),
		remark.only(look),
	)}

// roster is a county's one list of who is on post, with which an office opens.
var roster = &Table{
	Code: "roster", Wing: "hiring", Name: "花名册", Use: Import,
	What: "每名在岗人员一行：人员、岗位、上岗、账号一次登记，有户号的连户一起", From: "区（市）人社局、镇（街道）",
	Fields: placed(
		person.needed(Import), identity.needed(Import),
		text("household_no", "户号", "户编号", "家庭户号", "户口簿编号", "户口号", "家庭编号", "户序号", "户籍编号", "household_id").
			named("household").limit(20).eg("001").note("同一户写同一个号；没有此列或留空的，记为户情况未知，以后补登"),
		choice("relation", "与户主关系", "户主关系", "家庭关系").eg("户主").note("填了户号的必填"),
		choice("category", "人员类别", "安置对象类别", "安置依据", "安置类别", "对象类别", "困难类型", "困难类别", "类别", "basis").needed(Import).
			eg("脱贫人口").note("几个类别之间用顿号，第一个为安置依据"),
		text("post", "岗位", "岗位名称", "岗位编号", "从事岗位", "所在岗位", "工种", "post_title", "post_code").limit(30).eg("保洁").
			note("岗位、岗位类别至少写一个；已有同名同标准空岗或写编号的用该岗，没有的随表开发"),
		choice("kind", "岗位类别", "岗位类型").eg("保洁").note("岗位名称看不出类别的必填；“岗位”页面所列的类别名称"),
		amount("rate", "月补贴（元）", "月补贴标准", "补贴标准", "岗位补贴", "补贴金额", "月补助", "月工资").exact("补贴", "标准").
			needed(Import).unit("元/月").eg("800"),
		number("days", "月工作天数", "月天数", "每月天数", "约定天数", "每月工作天数").unit("天/月").eg("15").
			note("按天数、工时计发的要用；没有的留空，以后逐岗补登"),
		number("hours", "月工时", "每月工时", "约定工时", "每月工作小时").unit("小时/月").eg("40").note("没有的留空，以后逐岗补登"),
		day("start", "上岗日期", "上岗时间", "到岗时间", "聘用时间", "start_on").exact("上岗").needed(Import).eg("2023-01-01").note("写到日"),
		day("agreement_from", "协议起始日", "协议起始日期", "协议开始日期", "协议开始", "协议起", "合同开始").needed(Import).eg("2025-01-01").
			note("起止写在一格的，表头写“协议起止”"),
		day("agreement_until", "协议截止日", "协议截止日期", "协议到期日期", "协议截止", "协议结束", "协议止", "合同到期").needed(Import).
			eg("2025-12-31"),
		text("agreement_no", "协议编号", "协议号", "劳务协议编号", "合同编号").limit(40).note("没有的留空，以后补登"),
		account.headed("社保卡账号", "社保卡号", "社会保障卡").note("本人账户；该列先设为“文本”格式"),
		phone.note("可不填"), address,
		choice("fund", "资金来源", "资金渠道").note("没有的留空；补填以前不能造发放"),
	)}

var insurance = &Table{
	Code: "insurance", Wing: "hiring", Name: "意外险", Use: Import | look, Taken: "insured",
	Also: []string{"保险", "保单", "意外伤害保险", "被保险人清单", "投保人员名单", "insurances", "insured"},
	What: "每人每张保单一行", From: "区（市）人社局、保险公司（保单和人员清单）",
	Fields: fields(in(look, place...), []Field{
		identity.needed(look|Import).alsoIn(Import, "被保险人证件号码", "被保险人证件号", "被保险人身份证号", "被保人证件号码"),
		person.needed(Import).alsoIn(Import, "被保险人", "被保险人姓名", "被保人姓名"),
		text("policy", "保单号", "保险单号", "policy_no").alsoIn(Import, "保单号码", "保险单号码", "保险合同号").needed(Import).limit(40).
			eg("BD-001"),
		day("from", "起保日期", "生效日期", "保险起期", "from_date", "start").alsoIn(Import, "保险起始日期", "起保日", "保险期间起").
			needed(look | Import).eg("2024-02-01"),
		day("until", "终保日期", "到期日期", "保险止期", "until_date", "end").alsoIn(Import, "保险终止日期", "终保日", "保险期间止", "满期日期").
			needed(Import).eg("2025-01-31").noteIn(Import, "保险的最后一天；起止写在一格的，表头写“保险期间”"),
		text("insurer", "保险公司", "承保公司", "承保单位", "保险人").only(Import).limit(60).eg("某某财产保险公司"),
		amount("premium", "保费（元）", "保险费", "保费", "人均保费", "保费金额").only(Import).unit("元").eg("100"),
	})}

// insured are the changes of a month for the group policy.
var insured = &Table{
	Code: "insurance_changes", Wing: "hiring", Name: "意外险增减", Use: Export, Listed: "insurance", Title: "意外伤害保险增减人员名单",
	What: "当月上岗、退出的人每人一行", From: "本单位",
	Fields: placed(
		person, identity, sex, text("post_title", "岗位名称").wide(16),
		choice("change", "增减").note("增：当月上岗；减：当月退出").wide(8),
		day("on", "日期").note("上岗日期；退出的为最后一天").wide(12), text("policy", "现保单号").wide(20),
	)}

var sheets = &Table{
	Code: "sheets", Wing: "attendance", Name: "月考勤", Use: Import | look, Taken: "attendance",
	Also: []string{"考勤表", "考勤", "月考勤表", "attendance", "sheet"},
	What: "每人每月一行", From: "村委会（考勤表、签到表）",
	Fields: placed(fields([]Field{
		identity.needed(look).noteIn(Import, "本村同名时必填"),
		person.needed(Import),
		month.needed(look).limit(20).noteIn(Import, "没有此列的，从表名或标题“2025年3月”读取"),
		number("days", "出勤天数", "到岗天数", "出勤", "天数", "worked", "days_worked").only(look).eg("22"),
		choice("half", "时段", "上下午", "上/下午", "午别").note("一人两行的：上午、下午；只到半天的算半天"),
		text("marks", "逐日考勤", "考勤标记", "daily").only(look).
			note("31个字符，或者每天一列（1日…31日）；√或勤为到岗，假、休、缺各用一个字"),
	}, monthDays(), []Field{
		number("hours", "工时", "工作小时", "小时数", "合计工时", "出勤小时").unit("小时").eg("16"),
		text("remark", "备注", "说明").only(Import).limit(100),
		moment("entered_at", "录入时间", "填报时间", "entered_on", "submitted_at").only(look),
		id("entered_by_id", "填报人身份证号码", "entered_by").only(look),
		device.only(look), channel.only(look),
		choice("state", "审核状态", "状态", "status").only(look),
	})...)}

// monthDays are the columns of a month sheet, one for each day. The folder's reader knows them by their number.
func monthDays() []Field {
	var out []Field
	for d := 1; d <= 31; d++ {
		f := text(fmt.Sprintf("d%02d", d), fmt.Sprintf("%d日", d), fmt.Sprint(d), fmt.Sprintf("%d号", d),
			fmt.Sprintf("%02d", d)).
			only(Import).limit(10)
		if d == 1 {
			f = f.eg("勤").note("各日：勤（√）、半天、假、雨、休、换、缺（×）；空着即没有登记，不当作出勤")
		}
		out = append(out, f)
	}
	return out
}

var checks = &Table{
	Code: "checks", Wing: "attendance", Name: "履职检查", Use: look | Export, Title: "履职检查台账",
	Also: []string{"检查记录", "督查记录", "抽查记录", "check", "duty_checks"},
	What: "每人每次检查一行", From: "镇（街道）督查记录、区（市）人社局",
	Fields: placed(
		identity.only(look).needed(look),
		day("on", "检查日期", "日期", "check_date", "checked_on", "date").needed(look).past().eg("2024-03-12").wide(12),
		person,
		text("post_title", "岗位名称").only(Export).wide(16),
		choice("method", "检查方式", "核查方式", "督查方式", "方式").eg("现场").wide(10),
		choice("finding", "检查情况", "检查结论", "核查情况", "核查结果", "到岗情况", "在岗情况", "检查结果", "情况", "结果", "result").
			needed(look).eg("在岗").note("在岗、请假、换班、未见到、他人顶岗、不能胜任、联系不上").wide(16),
		text("statement", "本人说明").only(Export).wide(30),
		text("remark", "备注", "说明", "note").wide(30),
		day("answer_by", "复查期限").only(Export).wide(12),
		number("rechecks", "复查次数").only(Export).unit("次").wide(8),
		text("checker", "检查人", "督查员", "checked_by").noteIn(Export, "村级导出的为空").wide(10),
		choice("level", "检查层级", "层级").only(look).note("区市、镇街、村"),
		text("photo", "照片摘要", "照片", "照片编号", "photo_digest", "photo_hash").only(look),
	)}

var statements = &Table{
	Code: "statements", Wing: "attendance", Name: "本人说明", Use: look,
	Also: []string{"说明", "情况说明", "statement"},
	What: "对某次检查的说明和是否采纳", From: "镇（街道）",
	Fields: placed(
		identity.needed(look), person,
		day("about", "检查日期", "针对日期", "check_date", "about_date").needed(look),
		text("text", "说明内容", "内容", "statement"),
		yes("accepted", "是否采纳", "采纳", "是否属实").needed(look).eg("是"),
	)}

var accidents = &Table{
	Code: "accidents", Wing: "hiring", Name: "意外事故", Use: Export, Title: "意外事故台账", What: "每起一行", From: "本单位",
	Fields: placed(
		person, text("post_title", "岗位名称").wide(16), day("on", "发生日期").wide(12), text("place", "地点").wide(16),
		text("story", "经过").wide(36), text("injury", "受伤情况").wide(20), day("claim_by", "报案期限").wide(12),
		day("claimed", "报案").wide(12), choice("state", "状态").wide(10), amount("amount", "理赔（元）").unit("元").wide(12),
	)}

var history = &Table{
	Code: "history", Wing: "registry", Name: "历史名册", Use: Import | Export, Title: "历史名册",
	What: "往年在岗人员每人每年一行，照原样", From: "镇（街道）、村委会（历年名册）",
	Fields: placed(fields([]Field{
		number("year", "年度", "年份", "所属年度").eg("2023").noteIn(Import, "没有此列的，从表名或标题“2023年”读取").wide(8),
		person.needed(Import), identity.tail(),
		category.headed("安置对象类别").noteIn(Export, "原文").wide(20),
		text("post", "岗位名称", "岗位", "岗位编号", "岗位类别", "岗位类型", "工种", "从事岗位", "所在岗位").eg("保洁-03").noteIn(Export, "原文").
			wide(16),
		day("start", "上岗日期", "上岗时间", "到岗时间", "开始时间", "聘用时间", "起聘时间", "录用时间", "聘用日期", "协议开始").eg("2023-01-01").
			noteIn(Export, "原文").wide(14),
		day("end", "退出日期", "退出时间", "结束时间", "离岗时间", "退岗日期", "解聘日期", "清退日期", "协议截止", "到期时间").noteIn(Export, "原文").
			wide(14),
		day("review", "民主评议日期", "评议时间", "评议日期", "民主评议", "会议时间").noteIn(Export, "原文").wide(14),
		text("notice", "公示时间", "公示日期", "公示期", "公示").eg("2022.12.20-12.27").noteIn(Export, "原文").wide(16),
		day("audit", "审核日期", "审批日期", "审核时间", "审批时间", "镇街审核").noteIn(Export, "原文").wide(14),
		amount("rate", "月补贴标准", "补贴标准", "月补贴", "月工资", "标准").only(Import).unit("元/月").eg("800"),
	}, monthAmounts(), []Field{
		text("slip", "发放凭证号", "凭证号", "凭证", "记账凭证", "银行回单号").eg("记-2023-06-018").note("已发月份的依据").
			noteIn(Export, "原文").wide(16),
		text("handler", "经办人", "负责人", "村经办人", "推荐人").only(Import),
		text("remark", "备注", "说明", "退出原因").only(Import),
		text("odd", "不合常规").only(Export).wide(50),
	})...)}

// monthAmounts are what was paid in each month of a year.
func monthAmounts() []Field {
	var out []Field
	for m := 1; m <= 12; m++ {
		f := amount(fmt.Sprintf("m%02d", m), fmt.Sprintf("%d月", m), fmt.Sprintf("%d月份", m), fmt.Sprintf("%02d月", m),
			fmt.Sprintf("%d月发放", m), fmt.Sprintf("%d月补贴", m)).only(Import).unit("元").note("当月已发金额；只打√的按月补贴标准计")
		if m <= 2 {
			f = f.eg("800")
		}
		out = append(out, f)
	}
	return out
}
