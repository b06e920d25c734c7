package folder

import (
	"slices"
	"strings"

	"gangwei/internal/sheet"
)

// Table is one kind of list that an inspector may have collected.
type Table struct {
	Code    string // in English: the file's name in the template, and the name under which rules ask for it
	Name    string // in Chinese
	Also    []string
	What    string // what it is, and what a row is
	From    string // whom to ask for it
	Columns []Column
}

// Column of a table.
type Column struct {
	Code     string
	Head     string
	Also     []string
	Exact    []string // words that are the whole head or none
	Weak     []string // heads of what stands in for it where nothing better is there
	Alike    bool     // its heads are equally good: of two such columns neither is taken before the other
	Required bool     // without it the table is not recognised
	Past     bool     // a date that must have come already: one that does not exist, or is still to come, is a finding
	Example  string
	Note     string
}

// col makes a column; also are other heads that are written for it, Chinese and English.
func col(code, head string, also ...string) Column {
	return Column{Code: code, Head: head, Also: append([]string{code}, also...)}
}

func (c Column) whole(words ...string) Column { c.Exact = words; return c }
func (c Column) weak(words ...string) Column  { c.Weak = words; return c }
func (c Column) alike() Column                { c.Alike = true; return c }
func (c Column) needed() Column               { c.Required = true; return c }
func (c Column) past() Column                 { c.Past = true; return c }
func (c Column) eg(example string) Column     { c.Example = example; return c }
func (c Column) note(text string) Column      { c.Note = text; return c }

// Columns that many tables have.
var (
	county   = col("county", "区（市）", "区市", "区县", "县区", "县", "district").eg("滕州市")
	township = col("township", "镇（街道）", "镇街", "乡镇", "街道", "镇", "town").eg("示例镇")
	village  = col("village", "村（社区）", "村居", "所在村", "行政村", "村庄", "村名", "村", "社区", "village_name", "village_code").eg("示例村").note("写村名，或12位统计用区划代码")
	idCol    = col("id_no", "身份证号码", "身份证号", "公民身份号码", "证件号码", "身份证", "证件号", "id_number", "id_card", "idcard",
		"id number", "person_id", "id").alike().eg("370499198001010017").note("18位，按文本填写；没有号码时至少填姓名和村")
	nameCol = col("name", "姓名", "人员姓名", "户名", "候选人", "被评议人", "公示对象", "领款人", "收款人", "申请人", "当事人", "走访对象", "谈话对象",
		"回访对象", "被访人", "受访人", "holder", "holder_name", "person_name", "full_name").eg("示例甲")
	month  = col("month", "月份", "所属月份", "发放月份", "补贴月份", "年月", "period").eg("2024-03")
	amount = col("amount", "金额", "发放金额", "实发金额", "补贴金额", "金额（元）", "实发", "实发补贴", "补助金额", "交易金额", "到账金额", "入账金额",
		"取款金额", "支取金额", "实发工资", "amount_yuan", "yuan").alike().weak("应发金额", "应发补贴", "应发工资", "应发").whole("补贴", "补助", "工资", "岗位补贴", "岗位工资", "月补贴", "合计").eg("800.00").note("元")
	postCode = col("post_code", "岗位编号", "岗位编码", "岗位代码", "post_no", "post_id", "post").eg("BJ-01")
	appNo    = col("application_no", "申请编号", "申请号", "application_number", "application_id", "application").eg("SQ-2024-001")
	channel  = col("channel", "录入方式", "渠道", "方式来源").eg("录入").note("录入、代录、导入、批量、默认、历史")
	device   = col("device", "设备", "设备标识", "终端", "device_id", "ip").eg("PC-01")
	account  = col("account", "账号", "银行账号", "卡号", "银行卡号", "社保卡账号", "领款账号", "account_no", "account_number",
		"card_no").alike().eg("6217000000000000017")
)

// remark of a list of people.
var remark = col("note", "备注", "说明").note("写着“某某之妻”“村主任某某的弟弟”的，按亲属关系看")

// Contacts, which many lists have beside the name.
var (
	phone   = col("phone", "联系电话", "手机号", "手机号码", "电话", "联系方式", "mobile")
	address = col("address", "住址", "家庭住址", "地址", "现住址")
)

// Tables in the order in which they are explained and asked for.
var Tables = placed([]Table{
	{"people", "人员", []string{"人员信息", "人员名单", "村民名单", "人口", "persons", "person", "residents"}, "每人一行：上岗人员、申请人、村干部和他们的家人，能全村最好", "村委会（户籍名册）、镇（街道）", []Column{
		county, township, village, idCol.needed(), nameCol.needed(), col("household_no", "户编号", "家庭户号", "户口簿编号", "户口号", "户号", "家庭编号", "household", "household_id").eg("H001").note("同一户写同一个编号；不知道的空着，不当作独居，也不当作同一户"),
		col("relation", "与户主关系", "户主关系", "relation_to_head").eg("户主"), col("birth", "出生日期", "出生年月日", "birth_date", "date_of_birth", "birthday").eg("1980-01-01").note("登记表上写的，不必与身份证号码一致"),
		col("died", "死亡日期", "died_on", "death_date", "deceased_on"), phone, address, remark,
		col("categories", "人员类别", "贫困类型", "人员身份", "户属性", "脱贫户类型", "困难类型", "身份属性", "类别", "困难类别", "身份类别", "category", "basis").eg("脱贫户").note("多个用顿号隔开；有起止日期的填“类别登记”表")}},
	{"categories", "类别登记", []string{"困难人员登记", "类别台账", "category_register", "person_category"}, "每人每类别一行，有起止日期和认定人", "农业农村、民政、残联、人社部门", []Column{
		village, idCol.needed(), nameCol, col("category", "类别", "人员类别", "登记类别").needed().eg("农村低收入人口"), col("from", "起始日期", "认定日期", "开始日期", "from_date", "start", "since").eg("2022-01-01"), col("until", "截止日期", "终止日期", "结束日期", "退出日期", "end"),
		col("certifier_id", "认定人身份证号码", "经办人身份证号码", "certifier"), col("certifier", "认定人", "经办人", "certifier_name")}},
	{"kin", "亲属关系", []string{"亲属关系申报表", "亲属申报", "kinship", "relatives"}, "每对关系一行：亲属是本人的什么人（GB/T 4761）", "村委会（亲属关系申报表）、公安户籍", []Column{
		village, idCol.needed(), nameCol, col("kin_id_no", "亲属身份证号码", "亲属身份证号", "关系人身份证号码", "kin_id", "relative_id", "relative_id_no").needed().eg("370499197001010019"), col("kin_name", "亲属姓名", "关系人姓名", "relative_name", "relative"),
		col("relation", "亲属是本人的", "关系", "亲属关系", "与本人关系", "kinship", "relationship", "code").needed().eg("儿媳").note("儿媳、弟、妻……或GB/T 4761代码；说的是亲属对于本人"), col("from", "关系起始", "结婚日期", "since", "from_date"), col("until", "关系终止", "离婚日期", "until_date"), col("source", "来源", "依据").eg("本人申报")}},
	{"officials", "村干部和公职人员", []string{"村两委", "村“两委”名单", "村干部", "任职名册", "干部名册", "公职人员", "cadres", "official"}, "每任一行：村“两委”成员、监委会、镇街和区（市）有关人员", "组织部门、镇（街道）", []Column{
		county, township, village, col("region", "任职单位所在地", "工作单位", "所在单位", "任职地", "管辖范围", "单位", "任职单位", "office_region", "unit", "organisation", "organization").eg("示例村").note("村名、镇名或区（市）名：有权管到哪里"),
		idCol.needed(), nameCol, phone, address, col("title", "职务", "担任职务", "现任职务", "职务名称", "岗位职务", "任职", "position", "post_title", "role").needed().eg("村党支部书记"), col("kind", "人员性质", "性质").note("村干部、公职人员；不填按职务判断"), col("from", "任职日期", "任职起", "开始日期", "from_date", "start", "since").eg("2021-03-01"), col("until", "离任日期", "任职止", "结束日期", "end", "until_date")}},
	{"quotas", "岗位计划", []string{"计划指标", "岗位指标", "quota"}, "每村每期一行", "区（市）人社局", []Column{
		county, township, village.needed(), col("total", "计划数", "下达数", "指标数", "岗位数", "quota", "planned").needed().eg("8"), col("from", "起始日期", "下达日期", "from_date", "start").eg("2024-01-01"), col("until", "截止日期", "end", "until_date")}},
	{"posts", "岗位", []string{"岗位台账", "岗位表", "post"}, "每个岗位一行", "区（市）人社局、村委会", []Column{
		county, township, village, postCode.needed(), col("title", "岗位名称", "岗位", "post_title", "post_name", "name").eg("村内保洁员"), col("kind", "岗位类别", "类别", "岗位类型", "type"), col("place", "工作地点", "责任区", "服务区域", "area", "location").eg("前街至河边"),
		col("tasks", "工作任务", "任务", "岗位职责", "职责", "工作内容", "task", "duties").eg("每日清扫巷道"), col("hours", "月工时", "每月工时", "hours_month", "monthly_hours").eg("40"), col("rate", "月补贴标准", "补贴标准", "标准", "月标准", "monthly_rate", "standard", "monthly_subsidy").eg("800.00"),
		col("fund", "资金来源", "资金", "fund_source").eg("就业补助资金"), col("heads", "安排人数", "人数", "用人数", "headcount", "places").eg("1"), col("seasonal", "季节性", "是否季节性").eg("否"), col("opens", "开发日期", "设岗日期", "启用日期", "opens_on", "opened_on", "from").eg("2024-01-01"), col("closes", "撤销日期", "关闭日期", "closes_on", "closed_on", "until"), col("state", "岗位状态", "状态", "status")}},
	{"applications", "申请", []string{"申请表", "报名表", "申请人名单", "报名名单", "application"}, "每份申请一行，落选的、候补的也要", "村委会（申请表）、镇（街道）", []Column{
		county, township, village, appNo, idCol.needed(), nameCol, phone, address, postCode, col("submitted", "申请日期", "报名日期", "登记日期", "submitted_on", "applied_on", "application_date", "date").needed().past().eg("2024-01-05"),
		col("basis", "安置依据", "安置类别", "申请类别", "类别", "category").eg("农村低收入人口"), col("state", "结果", "是否录用", "录用情况", "审批结果", "评定结果", "是否通过", "审核结果", "申请结果", "办理结果", "状态", "result", "status").eg("上岗").note("上岗、候补、落选、撤回、待办"), col("reason", "理由", "未录用原因", "未通过原因", "落选原因", "落选理由", "说明", "备注", "remark", "note"), col("rank", "困难程度名次", "排名", "need_rank")}},
	{"steps", "审核环节", []string{"办理环节", "审批环节", "审核记录", "step", "approvals"}, "初审、审核、备案各一行", "镇（街道）、区（市）人社局（审批表）", []Column{
		village, appNo, idCol, nameCol, col("step", "环节", "办理环节", "事项", "stage").needed().eg("村级初审").note("登记、初审、审核、备案"), col("on", "日期", "办理日期", "时间", "step_date", "date").needed().past().eg("2024-01-08"), col("outcome", "结果", "意见", "result"), col("by_id", "经办人身份证号码", "审核人身份证号码", "handler_id", "actor_id", "by"),
		col("by", "经办人", "审核人", "handler", "actor", "by_name"), col("account", "登录账号", "账号", "login", "user"), device, channel, col("at", "办理时刻", "操作时间", "timestamp", "time"), col("remark", "说明", "备注", "note", "reason")}},
	{"reviews", "民主评议", []string{"评议记录", "评议结果", "review", "democratic_review"}, "每名候选人一行", "村委会（会议记录、票数统计）", []Column{
		village, appNo, idCol, nameCol, postCode, col("on", "评议日期", "会议日期", "日期", "review_date", "date").needed().past().eg("2024-01-10"), col("entitled", "应到人数", "应到代表", "应参加人数", "代表人数", "应到", "应参会人数", "代表总数", "total_members").eg("40"), col("present", "到会人数", "参会人数", "实到代表", "参加人数", "实到人数", "实到", "到会", "attended").eg("30"),
		col("for", "同意票", "赞成人数", "得票", "得票数", "票数", "同意人数", "同意", "赞成票", "赞成", "votes_for", "yes").eg("26"), col("against", "反对票", "反对", "votes_against", "no"), col("abstain", "弃权票", "弃权", "votes_abstain"), col("result", "评议结果", "结果", "是否通过", "outcome").eg("通过"), col("chair_id", "主持人身份证号码", "chair"), col("chair", "主持人", "chair_name"), col("remark", "理由", "说明", "备注", "reason", "note")}},
	{"votes", "评议人员", []string{"签到表", "评议签到", "参会人员", "表决情况", "vote", "voters"}, "每名参会人一行；对某一候选人回避的写明", "村委会（签到表）", []Column{
		village, col("on", "评议日期", "会议日期", "日期", "date").needed().past().eg("2024-01-10"), appNo, col("candidate_id", "候选人身份证号码", "被评议人身份证号码", "candidate").note("空着表示对当天全部候选人"), col("voter_id", "参会人身份证号码", "表决人身份证号码", "代表身份证号码", "身份证号码", "身份证号", "voter", "id_no"),
		col("voter", "参会人", "表决人", "代表姓名", "姓名", "voter_name", "name").eg("示例乙"), col("role", "参会身份", "角色", "会议身份").whole("身份").eg("主持"), col("tie", "与候选人关系", "亲属关系", "关系").note("与候选人是亲属的写明，例如：夫、弟、同户"), col("recused", "是否回避", "回避", "recusal").eg("否"), col("vote", "表决", "投票", "意见").eg("同意")}},
	{"notices", "公示", []string{"公示记录", "公示台账", "公告", "notice"}, "拟安置人员公示、招用公告，每次或每人一行", "村委会（公示照片、底稿）", []Column{
		village, appNo, idCol, nameCol, col("kind", "公示类别", "类别", "type").eg("拟安置公示").note("招用公告、拟安置公示、发放公示"), col("from", "公示开始", "开始日期", "起始日期", "公示起", "from_date", "start").needed().past().eg("2024-01-11"), col("until", "公示结束", "结束日期", "截止日期", "公示止", "until_date", "end", "to").needed().eg("2024-01-18"), col("places", "公示地点", "地点", "place")}},
	{"objections", "异议", []string{"异议登记", "objection"}, "公示期间收到的异议", "村委会、镇（街道）", []Column{
		village, appNo, idCol, nameCol, col("on", "收到日期", "提出日期", "日期", "received_on", "received", "date").needed().past().eg("2024-01-15"), col("what", "异议内容", "内容", "content").needed(), col("due", "答复期限", "期限", "answer_by"), col("answered", "答复日期", "办结日期", "answered_on"), col("result", "处理结果", "结果", "outcome")}},
	{"placements", "上岗记录", []string{"在岗人员", "上岗人员", "在岗名册", "安置台账", "人员台账", "岗位人员", "公岗人员", "公益岗人员", "公益性岗位人员", "聘用人员", "placement", "holders"}, "每人每次上岗一行，退出的也要", "镇（街道）、区（市）人社局（实名制台账、协议）", []Column{
		county, township, village, idCol.needed(), nameCol, phone, address, postCode, col("post_title", "岗位名称", "岗位类别", "工种", "从事岗位", "所在岗位", "岗位类型", "岗位", "post_name"), appNo, col("start", "上岗日期", "聘用时间", "起聘时间", "录用时间", "聘用起", "合同起始日期", "协议起始日期", "服务起始日期", "聘用日期", "上岗时间", "开始日期", "start_on", "start_date", "from").needed().eg("2024-02-01"), col("end", "退出日期", "解聘日期", "停发日期", "合同终止日期", "协议终止日期", "服务终止日期", "到期日期", "清退日期", "终止日期", "离岗日期", "退岗日期", "结束日期", "end_on", "end_date", "until"), col("end_reason", "退出原因", "解聘原因", "离职原因", "清退原因", "离岗原因", "退岗原因", "原因", "exit_reason", "reason").eg("本人自愿"),
		col("basis", "安置依据", "贫困类型", "人员身份", "人员性质", "户属性", "困难类型", "安置类别", "人员类别", "类别", "category"), col("rate", "月补贴标准", "补贴标准", "协议标准", "标准", "月补贴", "月补助", "月工资", "monthly_subsidy", "monthly_rate", "standard").eg("800.00"),
		col("rate_from", "标准起始日期", "标准执行日期", "补贴标准起始日期", "调标日期", "rate_from_date").note("月补贴标准从哪天起；提标的，同一人再写一行新标准和起始日期"), col("agreement_no", "协议编号", "协议号", "agreement"), col("trained", "培训日期", "岗前培训日期", "trained_on", "training_date").past(), col("entered", "登记日期", "录入日期", "备案日期", "entered_on", "recorded_on").past(), channel,
		col("continues", "村合并续任", "合并续任", "continued").note("是：因村合并从原岗位续任"), remark}},
	{"insurance", "意外险", []string{"保险", "保单", "意外伤害保险", "insurances"}, "每人每张保单一行", "区（市）人社局、保险公司（保单和人员清单）", []Column{
		village, idCol.needed(), nameCol, col("policy", "保单号", "保险单号", "policy_no").eg("BD-001"), col("from", "起保日期", "生效日期", "保险起期", "from_date", "start").needed().eg("2024-02-01"), col("until", "终保日期", "到期日期", "保险止期", "until_date", "end").eg("2025-01-31")}},
	{"sheets", "月考勤", []string{"考勤表", "考勤", "月考勤表", "attendance", "sheet"}, "每人每月一行", "村委会（考勤表、签到表）", []Column{
		village, idCol.needed(), nameCol, month.needed(), col("days", "出勤天数", "到岗天数", "出勤", "天数", "worked",
			"days_worked").eg("22"), col("half", "时段", "上下午", "上/下午", "午别").note("一人两行的：上午、下午；只到半天的算半天"), col("marks", "逐日考勤", "考勤标记", "daily").note("31个字符，或者每天一列（1日…31日）；√或勤为到岗，假、休、缺各用一个字"), col("entered_at", "录入时间", "填报时间", "entered_on", "submitted_at"), col("entered_by_id", "填报人身份证号码", "entered_by"), device, channel, col("state", "审核状态", "状态", "status")}},
	{"checks", "履职检查", []string{"检查记录", "督查记录", "抽查记录", "check", "duty_checks"}, "每人每次检查一行", "镇（街道）督查记录、区（市）人社局", []Column{
		village, idCol.needed(), nameCol, col("on", "检查日期", "日期", "check_date", "checked_on", "date").needed().past().eg("2024-03-12"), col("method", "检查方式", "核查方式", "督查方式", "方式").eg("现场"), col("finding", "检查情况", "检查结论", "核查情况", "核查结果", "到岗情况", "在岗情况", "检查结果", "情况", "结果", "result").needed().eg("在岗").note("在岗、请假、换班、未见到、他人顶岗、不能胜任、联系不上"), col("checker", "检查人", "督查员", "checked_by"), col("level", "检查层级", "层级").note("区市、镇街、村"), col("photo", "照片摘要", "照片", "照片编号", "photo_digest", "photo_hash"), col("remark", "备注", "说明", "note")}},
	{"statements", "本人说明", []string{"说明", "情况说明", "statement"}, "对某次检查的说明和是否采纳", "镇（街道）", []Column{
		village, idCol.needed(), nameCol, col("about", "检查日期", "针对日期", "check_date", "about_date").needed(), col("text", "说明内容", "内容", "statement"), col("accepted", "是否采纳", "采纳", "是否属实").needed().eg("是")}},
	{"pay_items", "发放明细", []string{"发放表", "补贴发放表", "发放名册", "工资表", "补贴明细", "发放花名册", "发放名单", "补贴名册", "补贴名单", "代发名册", "发放清册", "发放台账", "补助发放", "工资发放", "pay_item", "pay", "payroll"}, "每人每月一行", "镇（街道）财政所、区（市）人社局（发放表）", []Column{
		county, township, village, idCol.needed(), nameCol, month.needed(), amount.needed(), col("days", "发放天数", "在岗天数", "paid_days").whole("天数"), postCode, col("post_title", "岗位名称", "工种", "从事岗位", "所在岗位", "岗位类别", "岗位", "post_name"), col("kind", "发放类别", "类别", "type").note("常规、补发、更正；不填为常规"), col("fund", "资金来源", "资金", "fund_source"), account, col("paid_on", "到账日期", "到账时间", "打卡日期", "发放时间", "发放日期", "支付日期", "付款日期", "pay_date", "paid").note("银行确认到账的日期"), col("note", "备注", "说明", "remark")}},
	{"deductions", "扣款", []string{"扣款记录", "扣发", "deduction"}, "每笔扣款一行", "镇（街道）财政所、村委会", []Column{
		village, idCol.needed(), nameCol, month.needed(), amount.needed(), col("reason", "扣款事由", "事由", "原因"), col("base", "所依据的记录", "依据", "依据记录", "basis_record", "record"), col("destination", "扣款去向", "去向", "款项去向")}},
	{"payments", "送银行明细", []string{"代发明细", "银行代发", "发放批次", "payment", "batch"}, "送到银行的每一笔", "镇（街道）财政所、区（市）财政局", []Column{
		village, col("batch", "批次号", "批次", "batch_no"), idCol.needed(), nameCol, month.needed(), amount.needed(), account, col("sent_on", "送银行日期", "报送日期", "sent", "released_on").past()}},
	{"bank_results", "银行回盘", []string{"银行流水", "代发结果", "回盘文件", "到账明细", "bank_result", "bank_statement"}, "银行对每一笔的答复", "代发银行", []Column{
		village, col("batch", "批次号", "批次", "batch_no"), idCol, nameCol, account, month, amount.needed(), col("result", "结果", "处理结果", "状态", "代发结果", "status", "outcome").needed().eg("成功"), col("on", "到账日期", "处理日期", "交易日期", "日期", "date", "paid_on").needed().past().eg("2024-04-10"), col("note", "摘要", "附言", "交易摘要", "用途").note("流水没有结果列的，摘要写着补贴、代发的收入算到账"), col("reason", "退回原因", "失败原因", "原因")}},
	{"withdrawals", "取款记录", []string{"取款", "取现记录", "支取明细", "withdrawal"}, "从领款账户取出的每一笔", "代发银行（账户流水）", []Column{
		account.needed(), idCol, nameCol, col("at", "取款时间", "取现时间", "取现日期", "记账日期", "交易时间", "取款日期", "交易日期", "日期", "time", "date", "withdrawn_at").needed().past().eg("2024-04-11 09:12:05"), amount.needed(), col("place", "网点", "取款网点", "交易网点", "网点名称", "机构名称", "交易机构", "取现地点", "取款地点", "交易地点", "地点", "branch", "location").eg("示例镇支行"), col("by", "代理人", "代办人", "代理人名称", "代办人姓名", "代取人", "代理人姓名", "agent", "withdrawn_by")}},
	{"accounts", "账户和持卡", []string{"账户", "银行账户", "社保卡清查", "持卡情况", "account"}, "每个账户一行：开户人、现在由谁保管", "代发银行、镇（街道）（一卡通清查表）", []Column{
		village, account.needed(), col("payee_id", "领款人身份证号码", "领款人身份证号").note("补贴发给谁；空着按开户人"), idCol, col("name", "开户人", "户名", "开户人姓名", "持卡人", "holder", "holder_name", "account_name"), col("keeper_id", "保管人身份证号码", "keeper"), col("keeper", "保管人", "卡在谁手里", "卡在谁手", "代管人", "代持人", "谁保管", "现持有人", "实际保管人", "保管人姓名", "实际使用人", "卡片保管人", "存折保管人", "卡由谁保管", "实际持卡人", "keeper_name", "kept_by"), col("guardian", "是否法定监护人", "监护人", "legal_guardian").eg("否")}},
	{"funds", "资金收支", []string{"资金台账", "资金", "资金明细", "明细账", "往来账", "专账", "fund"}, "每笔资金文件、发放、支出，期末结余一行", "财政局、镇（街道）财政所（总账、明细账）", []Column{
		county, township, village, col("region", "单位", "记账单位", "核算单位", "单位所在地", "所在地", "unit"), col("kind", "收支类别", "类别", "方向", "type").needed().eg("收入").note("收入、下拨、发放、支出、结余"), col("fund", "资金来源", "资金名称", "资金", "fund_source").eg("就业补助资金"), col("year", "年度", "预算年度"), col("on", "日期", "记账日期", "date").eg("2024-01-20"), amount.needed(), col("number", "文号", "凭证号", "编号", "voucher", "document"), col("purpose", "用途", "摘要", "说明", "use", "remark")}},
	{"registers", "部门名册", []string{"比对名册", "死亡名册", "殡葬名册", "服刑人员", "在押人员", "社保参保", "养老保险", "工商登记", "营业执照", "在校学生", "财政供养", "护林员", "外出务工", "务工人员", "外出就业", "就业登记", "register"}, "部门登记的死亡、服刑、职工养老、营业执照、财政供养、在校、在外就业、其他公益性岗位", "民政、公安、司法、人社（社保）、市场监管、教育、林业等部门", []Column{
		col("kind", "登记事项", "名册类别", "类别", "事项", "register", "type").note("空着按文件名、表名判断"), idCol.needed(), nameCol, col("from", "起始日期", "日期", "登记日期", "死亡日期", "参保日期", "入监日期", "务工日期", "就业日期", "签订日期", "外出日期", "成立日期", "开始日期", "from_date", "start", "date", "since").needed(), col("until", "截止日期", "终止日期", "注销日期", "释放日期", "结束日期", "until_date", "end"), col("where", "单位", "工作单位", "用工单位", "务工单位", "务工地点", "参保单位", "登记单位", "单位名称", "企业名称", "地点", "detail", "employer")}},
	{"contracts", "外包服务合同", []string{"外包合同", "服务合同", "保洁合同", "contract"}, "村、镇街与公司签的服务合同", "村委会、镇（街道）（合同、村账）", []Column{
		county, township, village.needed(), col("service", "服务内容", "服务事项", "合同内容", "内容").needed().eg("村内保洁和垃圾清运"), col("contractor", "承包单位", "承包方", "乙方", "company"), col("from", "开始日期", "合同起", "起始日期", "from_date", "start").needed(), col("until", "结束日期", "合同止", "截止日期", "until_date", "end"), amount}},
	{"payee_calls", "领款回访", []string{"回访", "电话回访", "走访记录", "走访", "入户", "谈话记录", "payee_answers", "payee_answer", "payee_call"}, "问领款人：收到没有、多少、有没有被要求交回", "检查组自己走访、电话", []Column{
		village, idCol.needed(), nameCol, month, col("on", "回访日期", "走访时间", "谈话日期", "核实日期", "走访日期", "日期", "date", "called_on").needed().past().eg("2024-05-06"), col("reached", "是否联系上", "联系上"), col("received", "是否收到", "收到没有", "是否领到", "是否到账", "领到没有", "钱收到没有", "收到", "到账", "got").eg("是"), col("amount", "收到金额", "金额", "到手金额", "said_amount"), col("asked_back", "是否被要求交回", "是否要求交钱", "有无交回", "是否上交", "有没有交钱", "是否被索要", "要求交回", "上交", "退回", "索要", "kickback").eg("否"), col("said", "原话", "说的话", "谈话内容", "反映情况", "走访内容", "走访情况", "谈话记录", "谈话情况", "情况", "说明", "备注", "remark", "note")}},
	{"help_acts", "援助台账", []string{"就业援助台账", "援助记录", "帮扶台账", "帮扶记录", "help_act", "help"}, "每人每次就业援助一行", "村（社区）、镇（街道）（就业援助台账）", []Column{
		county, township, village, idCol.needed(), nameCol, col("kind", "援助类别", "帮扶类别", "类别", "type").eg("基本就业服务").note("基本就业服务、专项就业政策、特定群体就业援助、急难就业援助"), col("what", "援助内容", "帮扶内容", "援助措施", "帮扶措施", "援助事项", "帮扶事项").needed().eg("推荐到镇上用工企业"), col("on", "援助日期", "帮扶日期", "日期", "help_date", "date").needed().past().eg("2025-03-12"), col("result", "结果", "援助结果", "帮扶成效", "成效", "outcome")}},
	{"complaints", "信访举报", []string{"信访", "举报", "投诉", "complaint"}, "每件一行；不要写反映人", "信访、纪检、镇（街道）", []Column{
		county, township, village.needed(), col("number", "编号", "件号", "no"), col("kind", "反映问题", "问题类别", "类别", "事项", "type"), col("about_id", "被反映人身份证号码", "涉及人员身份证号码"), col("received", "收到日期", "受理日期", "日期", "received_on", "date").needed().past(), col("due", "答复期限", "期限", "answer_by"), col("answered", "答复日期", "办结日期", "answered_on"), col("state", "状态", "处理情况", "办理情况", "处理结果", "办理状态", "status"), col("said", "内容摘要", "内容", "摘要", "content")}},
	{"entries", "经办记录", []string{"操作记录", "操作日志", "系统日志", "签到记录", "entry", "log"}, "谁在什么时候、用什么设备办了什么", "区（市）人社局（系统日志）", []Column{
		village, col("what", "办理对象", "对象", "业务", "subject_type", "object").needed().eg("发放").note("申请、考勤、发放、批次、签到"), col("number", "编号或月份", "编号", "月份", "subject", "subject_no"), col("step", "操作", "环节", "动作", "action", "act").needed().eg("制单").note("制单、审核、批准、复核、登记、初审、备案、签到"), col("at", "时间", "操作时间", "时刻", "timestamp", "time").needed().past(), idCol, nameCol, col("login", "登录账号", "账号", "用户", "user", "account"), device, channel}},
	{"parameters", "参数", []string{"规定参数", "parameter"}, "本地规定与默认不同的：公示天数、应发日等", "本地文件", []Column{
		col("key", "参数", "参数名").needed().eg("拟安置人员公示期").note("照抄“参数”页上的名称"), col("value", "取值", "值").needed().eg("3"), col("from", "起始日期", "from_date", "start"), col("until", "截止日期", "until_date", "end"), col("document", "文号", "依据")}},
})

// placed adds county and township to the tables that name a village: villages of one name lie in several townships.
func placed(tables []Table) []Table {
	for i := range tables {
		t := &tables[i]
		at := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Code == "village" })
		if at < 0 || slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Code == "township" }) {
			continue
		}
		town := township
		town.Note = "有同名村的必填"
		t.Columns = slices.Insert(t.Columns, at, county, town)
	}
	return tables
}

// column reports whether a table has a column.
func (t *Table) column(code string) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Code == code })
}

// heads of a table's columns, as a sheet is searched for them; a needed column may be waived by a file that says it otherwise.
func (t *Table) heads() []sheet.Head {
	out := make([]sheet.Head, len(t.Columns))
	taken := map[string]bool{}
	for i, c := range t.Columns {
		out[i] = sheet.Head{Name: c.Head, Also: c.Also, Exact: c.Exact, Weak: c.Weak, Required: c.Required,
			Alike: c.Alike}
		for _, w := range append([]string{c.Head}, c.Also...) {
			taken[sheet.HeadWord(w)] = true
		}
	}
	for i, c := range t.Columns { // 离岗时间 is 离岗日期, where no column has it by name
		for _, w := range append([]string{c.Head}, c.Also...) {
			for _, v := range otherWords(w) {
				if v != w && !taken[sheet.HeadWord(v)] {
					taken[sheet.HeadWord(v)] = true
					out[i].Also = append(slices.Clip(out[i].Also), v)
				}
			}
		}
	}
	return out
}

// swaps are words that lists use for each other in heads.
var swaps = [][2]string{{"日期", "时间"}, {"时间", "日期"}, {"号码", "号"}, {"离岗", "离职"}, {"离岗", "退岗"}, {"上岗", "到岗"}, {"上岗", "入职"}, {"任职", "任现职"}, {"补贴", "补助"}, {"账号", "账户"}, {"账号", "帐号"}}

// otherWords for a head.
func otherWords(w string) (out []string) {
	for _, x := range swaps {
		if strings.Contains(w, x[0]) {
			out = append(out, strings.Replace(w, x[0], x[1], 1))
		}
	}
	return out
}

// TableOf a code; nil if there is none.
func TableOf(code string) *Table {
	for i := range Tables {
		if Tables[i].Code == code {
			return &Tables[i]
		}
	}
	return nil
}
