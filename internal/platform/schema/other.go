package schema

var registers = &Table{
	Code: "registers", Wing: "registry", Name: "部门名册", Use: Import | look, Taken: "register",
	Also: []string{"比对名册", "死亡名册", "殡葬名册", "服刑人员", "在押人员", "社保参保", "养老保险", "工商登记", "营业执照", "在校学生",
		"财政供养", "护林员", "外出务工", "务工人员", "外出就业", "就业登记", "register"},
	What: "部门登记的死亡、服刑、职工养老、营业执照、财政供养、在校、在外就业、其他公益性岗位",
	From: "民政、公安、司法、人社（社保）、市场监管、教育、林业等部门",
	Fields: []Field{
		choice("kind", "登记事项", "登记类型", "名册类别", "类别", "事项", "register", "type").
			alsoIn(Import, "数据类型", "类型", "比对类型").needed(Import).eg("死亡").note("空着按文件名、表名判断").
			noteIn(Import, "死亡、参加职工养老保险、领取职工养老保险待遇、办有营业执照、公职人员、服刑或羁押"),
		identity.needed(look | Import), person.noteIn(Import, "只供核对，不保存"),
		day("from", "起始日期", "日期", "发生日期", "登记日期", "死亡日期", "参保日期", "入监日期", "务工日期", "就业日期", "签订日期", "外出日期",
			"成立日期", "开始日期", "from_date", "start", "date", "since").named("on").needed(look),
		day("until", "截止日期", "终止日期", "注销日期", "释放日期", "结束日期", "until_date", "end").only(look),
		text("where", "单位", "工作单位", "用工单位", "务工单位", "务工地点", "参保单位", "登记单位", "单位名称", "企业名称", "地点", "employer").
			named("detail").alsoIn(Import, "说明", "登记内容", "备注").limit(50).eg("某某超市，负责人"),
		day("as_of", "数据截止日", "截止日期", "数据日期").only(Import).needed(Import).eg("2025-02-28"),
		text("source", "提供部门", "数据来源", "来源", "部门").only(Import).needed(Import).limit(30).eg("区市场监管局"),
	}}

// The exports of the two other systems. Which head is which column the office's mapping says; these are the program's
// own words.
var (
	employment = system("employment", "省就业系统")
	poverty    = system("poverty", "防返贫监测系统")
)

func system(code, name string) *Table {
	return &Table{
		Code: code, Wing: "registry", Name: name, Use: Import, What: "对方系统导出的名单，每人一行", From: "对方系统",
		Fields: placed(
			person.needed(Import), identity.needed(Import),
			text("filing_no", "备案号").limit(60).note("对方系统的编号，按人保存"),
			choice("state", "状态").limit(40).eg("在岗").note("哪些词是在岗、哪些是离岗，由对照文件定"),
			text("post", "岗位名称").limit(100),
			day("start", "上岗日期").eg("2024-01-01"),
			day("end", "退出日期"),
			digits("account", "银行账号"),
			day("as_of", "数据截止日").note("不填为导入当天"),
		)}
}

var helpActs = &Table{
	Code: "help_acts", Wing: "forms", Name: "援助台账", Use: Import | look, Taken: "help",
	Also: []string{"就业援助台账", "援助记录", "帮扶台账", "帮扶记录", "help_act", "help"},
	What: "每人每次就业援助一行", From: "村（社区）、镇（街道）（就业援助台账）",
	Fields: fields(in(look, place...), []Field{
		identity.needed(look | Import), person.needed(Import),
		text("need", "援助需求", "就业需求", "帮扶需求", "需求").only(Import).limit(200).eg("想在本村就业，照顾老人"),
		choice("kind", "援助类型", "援助类别", "帮扶类别", "帮扶类型", "援助方式", "类别", "类型", "type").needed(Import).
			eg("基本就业服务").note("基本就业服务、专项就业政策、特定群体就业援助、急难就业援助"),
		text("what", "援助内容", "帮扶内容", "援助措施", "帮扶措施", "援助事项", "帮扶事项", "服务内容", "内容").needed(look | Import).
			limit(200).eg("推荐到镇上用工企业"),
		day("on", "援助日期", "帮扶日期", "服务日期", "日期", "help_date", "date").needed(look | Import).past().eg("2025-03-12"),
		text("result", "结果", "援助结果", "帮扶成效", "成效", "outcome").limit(200).eg("已上班"),
		day("next", "下次援助日期", "下次日期", "下次联系日期", "下次服务日期").only(Import).eg("2025-04-01"),
	})}

var complaints = &Table{
	Code: "complaints", Wing: "oversight", Name: "信访举报", Use: look | Export, Title: "信访举报台账",
	Also: []string{"信访", "举报", "投诉", "complaint"},
	What: "每件一行；不要写反映人", From: "信访、纪检、镇（街道）",
	Fields: []Field{
		county, town, village.needed(look),
		text("number", "编号", "件号", "回执编号", "no").wide(14),
		choice("kind", "反映问题", "反映事项", "问题类别", "类别", "事项", "type").wide(16),
		choice("office", "办理单位").only(Export).wide(12),
		choice("came_by", "来源").only(Export).wide(8),
		id("about_id", "被反映人身份证号码", "涉及人员身份证号码").only(look),
		day("received", "收到日期", "受理日期", "日期", "received_on", "date").needed(look).past().wide(12),
		day("due", "答复期限", "期限", "answer_by").wide(12),
		choice("state", "状态", "处理情况", "办理情况", "处理结果", "办理状态", "status").wide(10),
		day("answered", "答复日期", "办结日期", "answered_on").wide(12),
		yes("late", "逾期").only(Export).note("是、空").wide(6),
		text("said", "内容摘要", "内容", "摘要", "content").only(look),
	}}

var entries = &Table{
	Code: "entries", Wing: "web", Name: "经办记录", Use: look,
	Also: []string{"操作记录", "操作日志", "系统日志", "签到记录", "entry", "log"},
	What: "谁在什么时候、用什么设备办了什么", From: "区（市）人社局（系统日志）",
	Fields: placed(
		choice("what", "办理对象", "对象", "业务", "subject_type", "object").needed(look).eg("发放").note("申请、考勤、发放、批次、签到"),
		text("number", "编号或月份", "编号", "月份", "subject", "subject_no"),
		choice("step", "操作", "环节", "动作", "action", "act").needed(look).eg("制单").note("制单、审核、批准、复核、登记、初审、备案、签到"),
		moment("at", "时间", "操作时间", "时刻", "timestamp", "time").needed(look).past(),
		identity, person,
		text("login", "登录账号", "账号", "用户", "user", "account"),
		device, channel,
	)}

var parameters = &Table{
	Code: "parameters", Wing: "web", Name: "参数", Use: look,
	Also: []string{"规定参数", "parameter"},
	What: "本地规定与默认不同的：公示天数、应发日等", From: "本地文件",
	Fields: []Field{
		text("key", "参数", "参数名").needed(look).eg("拟安置人员公示期").note("照抄“参数”页上的名称"),
		text("value", "取值", "值").needed(look).eg("3"),
		day("from", "起始日期", "from_date", "start"),
		day("until", "截止日期", "until_date", "end"),
		text("document", "文号", "依据"),
		county, town, text("of", "资金或岗位类别", "适用", "fund", "kind").note("只对一种资金、一类岗位取值的才写"),
	}}

// parameterBook is for reading: values with their units, of places above and below each other. An inspector's folder
// has one value of one place for each parameter.
var parameterBook = &Table{
	Code: "parameter_book", Wing: "web", Name: "参数册", Use: Export, Listed: "parameters", Title: "参数册", What: "每个参数的每次取值一行",
	From: "本单位",
	Fields: []Field{
		text("region", "范围").wide(18), text("key", "参数").wide(26), text("value", "值").wide(20), day("from", "起").
			wide(12),
		day("until", "止（不含）").wide(12), text("document", "依据").wide(30), text("reason", "理由").wide(20),
		choice("state", "状态").wide(10),
	}}

var hits = &Table{
	Code: "hits", Wing: "registry", Name: "比对结果", Use: Export, Title: "部门数据比对台账", What: "每人每项登记一行", From: "本单位",
	Fields: placed(
		person, identity.tail(), choice("register", "登记").wide(16), text("detail", "登记内容").wide(24), day("as_of",
			"数据截止").wide(12),
		day("told", "告知").wide(12), day("answer_by", "说明期限").wide(12), text("statement", "本人说明").wide(30),
		choice("state", "状态").wide(14), text("decision", "决定理由").wide(30),
	)}

var differences = &Table{
	Code: "differences", Wing: "registry", Name: "对账差异", Use: Export, Title: "双系统对账差异", What: "每人每处差异一行", From: "本单位",
	Fields: placed(
		choice("system", "系统").wide(14), day("as_of", "数据截止").wide(12), person, identity.tail(), text("filing_no",
			"对方编号").wide(18),
		choice("difference", "差异").wide(26), text("ours", "本系统").wide(24), text("theirs", "对方系统").wide(24),
		text("explained", "说明").wide(30),
	)}

var findings = &Table{
	Code: "findings", Wing: "oversight", Name: "疑点", Use: Export, Title: "监督检查疑点台账", What: "每条疑点一行", From: "本单位",
	Fields: placed(
		choice("family", "类别").wide(14), text("sentence", "疑点").wide(60),
		text("period", "期间").note("起止月份；“起，至今”是还在持续").wide(18), amount("amount", "涉及金额（元）").unit("元").wide(14),
		choice("severity", "程度").wide(8), choice("certainty", "把握").wide(8), choice("state", "状态").wide(12),
		text("innocent", "可能的正常情形").wide(40), text("next", "下一步").wide(40),
	)}

// Tables of the program. Those of a folder stand in the order in which they are explained and asked for.
var Tables = []*Table{
	people, categories, kin, officials, quotas, posts, applications, steps, reviews, votes, notices, objections,
	placements, insurance,
	sheets, checks, statements, payItems, payNotices,
	deductions, payments, bankResults, withdrawals, accounts, funds, registers,
	contracts,
	payeeCalls, helpActs, complaints, entries, parameters,
	users, roster, employment, poverty, history, insured, meetings, recruits, arrears, accidents, hits, differences,
	findings,
	parameterBook,
}
