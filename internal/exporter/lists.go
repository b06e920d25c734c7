package exporter

import "gangwei/internal/crosscheck"

var place = []Column{{"county", "区（市）", 12, ""}, {"township", "镇（街道）", 14, ""}, {"village", "村（社区）", 18, ""}}

func (x *run) place(path string) []string {
	name := func(p string, depth int) string {
		if len(p) < 4*depth {
			return ""
		}
		return x.tree.Name(p[:4*depth])
	}
	return []string{name(path, 2), name(path, 3), name(path, 4)}
}

func at(more ...Column) []Column { return append(append([]Column{}, place...), more...) }

// Lists that can be written, in the order of the manual.
func Lists() []*List {
	return []*List{
		{Code: "people", Title: "人员名册", Permission: "resident.export", Columns: at(Column{"name", "姓名", 12, ""}, Column{"sex", "性别", 6, "男、女"}, Column{"birth", "出生日期", 12, "YYYY-MM-DD"}, Column{"idno", "身份证号码", 22, "后四位；有权限并写明理由的为全号"},
			Column{"household", "户号", 10, "户情况未知的为空"}, Column{"group", "村民小组", 8, "不清楚的为空"}, Column{"relation", "与户主关系", 10, "GB/T 4761"}, Column{"category", "安置对象类别", 40, "当日有效的"}, Column{"account", "社保卡账号", 24, "后四位；有权限并写明理由的为全号"}), rows: peopleRows},
		{Code: "officials", Title: "村干部和公职人员名册", Permission: "official.view", Columns: at(Column{"name", "姓名", 12, ""}, Column{"idno", "身份证号码后四位", 12, ""}, Column{"kind", "类别", 10, ""}, Column{"title", "职务", 18, ""}, Column{"from", "任职起始日期", 14, "YYYY-MM-DD"}, Column{"until", "任职截止日期", 14, "最后一天；在任的为空"}, Column{"source", "依据", 24, ""}), rows: officialRows},
		{Code: "posts", Title: "岗位台账", Permission: "post.view", Columns: at(Column{"code", "岗位编号", 20, ""}, Column{"kind", "岗位类别", 14, ""}, Column{"title", "岗位名称", 16, ""}, Column{"place", "工作地点", 18, ""}, Column{"days", "月工作天数", 10, "天/月"}, Column{"hours", "月工时", 8, "小时/月"}, Column{"rate", "月补贴（元）", 12, "元/月"},
			Column{"fund", "资金来源", 18, ""}, Column{"officer", "负责人", 10, ""}, Column{"opens", "开发日期", 12, "YYYY-MM-DD"}, Column{"season", "工作月份", 10, "全年的为空"}, Column{"stream", "岗位渠道", 8, "乡村、城镇"}, Column{"work", "工作方式", 8, "计时、任务制"}, Column{"state", "状态", 8, ""}, Column{"holder", "在岗人员", 12, "空岗的为空"}), rows: postRows},
		{Code: "applications", Title: "申请台账", Permission: "application.view", Columns: at(Column{"number", "申请编号", 24, ""}, Column{"name", "姓名", 12, ""}, Column{"idno", "身份证号码后四位", 12, ""}, Column{"post", "岗位名称", 16, ""}, Column{"basis", "安置依据", 26, ""}, Column{"submitted", "申请日期", 12, "YYYY-MM-DD"}, Column{"state", "状态", 14, ""}, Column{"irregular", "不合规步骤", 10, "有、空"}), rows: applicationRows},
		{Code: "holders", Title: "乡村公益性岗位在岗人员名册", Permission: "placement.export", Columns: at(Column{"name", "姓名", 12, ""}, Column{"sex", "性别", 6, ""}, Column{"idno", "身份证号码后四位", 12, ""}, Column{"basis", "安置依据", 26, ""}, Column{"code", "岗位编号", 20, ""}, Column{"title", "岗位名称", 16, ""}, Column{"rate", "月补贴（元）", 12, "元/月"}, Column{"hours", "月工时", 8, "小时/月"},
			Column{"start", "上岗日期", 12, "YYYY-MM-DD"}, Column{"until", "协议截止", 12, "最后一天"}, Column{"state", "状态", 8, ""}, Column{"end", "退出日期", 12, "最后一天"}, Column{"reason", "退出原因", 14, ""}), rows: holderRows},
		{Code: "insurance", Title: "意外伤害保险增减人员名单", Permission: "placement.export", Columns: at(Column{"name", "姓名", 12, ""}, Column{"idno", "身份证号码", 22, "后四位；有权限并写明理由的为全号"}, Column{"sex", "性别", 6, ""}, Column{"title", "岗位名称", 16, ""}, Column{"change", "增减", 8, "增：当月上岗；减：当月退出"}, Column{"on", "日期", 12, "上岗日期；退出的为最后一天"}, Column{"policy", "现保单号", 20, ""}), rows: insuranceRows},
		{Code: "history", Title: "历史名册", Permission: "history.view", Columns: at(Column{"year", "年度", 8, ""}, Column{"name", "姓名", 12, ""}, Column{"idno", "身份证号码后四位", 12, ""}, Column{"basis", "安置对象类别", 20, "原文"}, Column{"post", "岗位名称", 16, "原文"}, Column{"start", "上岗日期", 14, "原文"}, Column{"end", "退出日期", 14, "原文"}, Column{"review", "民主评议日期", 14, "原文"}, Column{"notice", "公示时间", 16, "原文"}, Column{"audit", "审核日期", 14, "原文"},
			Column{"slip", "发放凭证号", 16, "原文"}, Column{"odd", "不合常规", 50, ""}), rows: historyRows},
		{Code: "quota", Title: "岗位计划", Permission: "quota.view", Columns: at(Column{"period", "计划期", 12, ""}, Column{"kind", "岗位类别", 14, "不限为任何类别"}, Column{"total", "计划", 8, "个"}, Column{"given_down", "已下达", 8, "个"}, Column{"opened", "本级已开发", 10, "个"}, Column{"left", "可用", 8, "个"}, Column{"document", "文号", 24, ""}), rows: quotaRows},
		{Code: "meetings", Title: "民主评议会台账", Permission: "application.view", Columns: at(Column{"on", "会议日期", 12, "YYYY-MM-DD"}, Column{"place", "地点", 16, ""}, Column{"chair", "主持", 10, ""}, Column{"led_by", "主持单位", 10, "村、镇（街道）"}, Column{"entitled", "应到", 6, "人"}, Column{"present", "实到", 6, "人"}, Column{"state", "状态", 12, ""}), rows: meetingRows},
		{Code: "recruits", Title: "招用公告台账", Permission: "application.view", Columns: at(Column{"number", "公告编号", 24, ""}, Column{"kind", "岗位类别", 14, ""}, Column{"posts", "岗位数", 8, "个"}, Column{"rate", "月补贴（元）", 12, "元/月"}, Column{"from", "张贴起", 12, "YYYY-MM-DD"}, Column{"until", "张贴止", 12, "最后一天"}, Column{"boards", "地点", 24, ""}, Column{"irregular", "不合规", 16, ""}), rows: recruitRows},
		{Code: "checks", Title: "履职检查台账", Permission: "duty.view", Columns: at(Column{"on", "检查日期", 12, "YYYY-MM-DD"}, Column{"name", "姓名", 12, ""}, Column{"post", "岗位名称", 16, ""}, Column{"method", "方式", 10, ""}, Column{"finding", "情况", 16, ""}, Column{"statement", "本人说明", 30, ""}, Column{"remark", "备注", 30, ""}, Column{"answer_by", "复查期限", 12, "YYYY-MM-DD"}, Column{"rechecks", "复查次数", 8, "次"}, Column{"checker", "检查人", 10, "村级导出的为空"}), rows: checkRows},
		{Code: "arrears", Title: "逾期未到账", Permission: "payroll.view", Columns: []Column{{"county", "区（市）", 14, ""}, {"month", "月份", 12, ""}, {"unpaid", "已批未到账", 12, "人"}, {"amount", "金额（元）", 14, "元"}, {"unfrozen", "未列入发放", 12, "人"}}, rows: arrearsRows},
		{Code: "complaints", Title: "信访举报台账", Permission: "complaint.view", Columns: at(Column{"number", "回执编号", 14, ""}, Column{"kind", "反映事项", 16, ""}, Column{"office", "办理单位", 12, ""}, Column{"came_by", "来源", 8, ""}, Column{"received", "收到", 12, "YYYY-MM-DD"}, Column{"answer_by", "答复期限", 12, "YYYY-MM-DD"}, Column{"state", "状态", 10, ""}, Column{"answered", "答复", 12, "YYYY-MM-DD"}, Column{"late", "逾期", 6, "是、空"}), rows: complaintRows},
		{Code: "accidents", Title: "意外事故台账", Permission: "accident.view", Columns: at(Column{"name", "姓名", 12, ""}, Column{"post", "岗位名称", 16, ""}, Column{"on", "发生日期", 12, "YYYY-MM-DD"}, Column{"place", "地点", 16, ""}, Column{"story", "经过", 36, ""}, Column{"injury", "受伤情况", 20, ""}, Column{"claim_by", "报案期限", 12, "YYYY-MM-DD"}, Column{"claimed", "报案", 12, "YYYY-MM-DD"}, Column{"state", "状态", 10, ""}, Column{"amount", "理赔（元）", 12, "元"}), rows: accidentRows},
		{Code: "hits", Title: "部门数据比对台账", Permission: "matching.view", Columns: at(Column{"name", "姓名", 12, ""}, Column{"idno", "身份证号码后四位", 12, ""}, Column{"register", "登记", 16, ""}, Column{"detail", "登记内容", 24, ""}, Column{"as_of", "数据截止", 12, "YYYY-MM-DD"}, Column{"told", "告知", 12, "YYYY-MM-DD"}, Column{"answer_by", "说明期限", 12, "YYYY-MM-DD"}, Column{"statement", "本人说明", 30, ""}, Column{"state", "状态", 14, ""}, Column{"decision", "决定理由", 30, ""}), rows: hitRows},
		{Code: "differences", Title: "双系统对账差异", Permission: "crosscheck.view", Columns: at(Column{"system", "系统", 14, ""}, Column{"as_of", "数据截止", 12, "YYYY-MM-DD"}, Column{"name", "姓名", 12, ""}, Column{"idno", "身份证号码后四位", 12, ""}, Column{"filing_no", "对方编号", 18, ""}, Column{"difference", "差异", 26, ""}, Column{"ours", "本系统", 24, ""}, Column{"theirs", "对方系统", 24, ""}, Column{"explained", "说明", 30, ""}), rows: differenceRows},
		{Code: "findings", Title: "监督检查疑点台账", Permission: "inspect.view", Columns: at(Column{"family", "类别", 14, ""}, Column{"sentence", "疑点", 60, ""}, Column{"period", "期间", 18, "起止月份；“起，至今”是还在持续"}, Column{"amount", "涉及金额（元）", 14, "元"}, Column{"severity", "程度", 8, ""}, Column{"certainty", "把握", 8, ""}, Column{"state", "状态", 12, ""}, Column{"innocent", "可能的正常情形", 40, ""}, Column{"next", "下一步", 40, ""}), rows: findingRows},
		{Code: "parameters", Title: "参数册", Permission: "rulebook.view", Columns: []Column{{"region", "范围", 18, ""}, {"key", "参数", 26, ""}, {"value", "值", 20, ""}, {"from", "起", 12, "YYYY-MM-DD"}, {"until", "止（不含）", 12, "YYYY-MM-DD"}, {"document", "依据", 30, ""}, {"reason", "理由", 20, ""}, {"state", "状态", 10, ""}}, rows: parameterRows},
		template(crosscheck.Employment, "省就业系统导入模板"),
		template(crosscheck.Poverty, "防返贫监测系统导入模板"),
	}
}
