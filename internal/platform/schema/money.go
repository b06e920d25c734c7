package schema

var payItems = &Table{
	Code: "pay_items", Wing: "pay", Name: "发放明细", Use: look,
	Also: []string{"发放", "发放表", "补贴发放表", "发放名册", "工资表", "补贴明细", "发放花名册", "发放名单", "补贴名册", "补贴名单", "代发名册",
		"发放清册", "发放台账", "补助发放", "工资发放", "发放公示", "发放情况公示", "pay_item", "pay", "payroll"},
	What: "每人每月一行", From: "镇（街道）财政所、区（市）人社局（发放表）",
	Fields: placed(
		identity.needed(look), person, month.needed(look), paid.needed(look),
		number("days", "发放天数", "在岗天数", "paid_days").exact("天数"),
		number("counted", "计发出勤天数", "counted_days").note("编制发放表时按考勤计入的天数"),
		postCode,
		text("post_title", "岗位名称", "工种", "从事岗位", "所在岗位", "岗位类别", "岗位", "post_name"),
		choice("kind", "发放类别", "类别", "type").note("常规、补发、更正；不填为常规"),
		choice("fund", "资金来源", "资金", "fund_source"),
		account,
		day("paid_on", "到账日期", "到账时间", "打卡日期", "发放时间", "发放日期", "支付日期", "付款日期", "pay_date", "paid").
			note("银行确认到账的日期"),
		text("note", "备注", "说明", "remark"),
	)}

var payNotices = &Table{
	Code: "pay_notices", Wing: "pay", Name: "发放公示记录", Use: look,
	Also: []string{"发放公示登记", "发放公示台账", "pay_notice"},
	What: "每个月的发放名单公示一次一行", From: "区（市）人社局、镇（街道）（公示照片、发放审批表）",
	Fields: placed(
		month.needed(look),
		day("from", "公示开始日期", "公示开始", "张贴日期", "notice_from").needed(look).eg("2024-04-01"),
		day("until", "公示结束日期", "公示结束", "notice_until").needed(look).eg("2024-04-05").note("最后一天"),
		day("drafted", "编制日期", "制表日期", "drafted_on"),
		day("approved", "批准日期", "审批日期", "approved_on"),
		text("ahead", "预发文号", "预发依据").note("有文件在月底以前预发的才写"),
		choice("kind", "发放类别", "类别", "type").note("常规、补编、补发、更正；不填为常规"),
		text("note", "备注", "说明", "remark"),
	)}

var deductions = &Table{
	Code: "deductions", Wing: "pay", Name: "扣款", Use: look,
	Also: []string{"扣款记录", "扣发", "deduction"},
	What: "每笔扣款一行", From: "镇（街道）财政所、村委会",
	Fields: placed(
		identity.needed(look), person, month.needed(look), paid.also("扣款金额", "扣发金额", "扣除金额").needed(look),
		text("reason", "扣款事由", "事由", "原因"),
		text("base", "所依据的记录", "依据", "依据记录", "basis_record", "record"),
		text("destination", "扣款去向", "去向", "款项去向"),
	)}

var payments = &Table{
	Code: "payments", Wing: "pay", Name: "送银行明细", Use: look,
	Also: []string{"代发明细", "银行代发", "发放批次", "payment", "batch"},
	What: "送到银行的每一笔", From: "镇（街道）财政所、区（市）财政局",
	Fields: placed(
		text("batch", "批次号", "批次", "batch_no"),
		identity.needed(look), person, month.needed(look), paid.needed(look), account,
		day("sent_on", "送银行日期", "报送日期", "sent", "released_on").past(),
	)}

var bankResults = &Table{
	Code: "bank_results", Wing: "pay", Name: "银行回盘", Use: look,
	Also: []string{"银行流水", "代发结果", "回盘文件", "到账明细", "代发失败清单", "失败清单", "退票清单", "退回明细", "账户流水", "bank_result",
		"bank_statement"},
	What: "银行对每一笔的答复", From: "代发银行",
	Fields: placed(
		text("batch", "批次号", "批次", "batch_no"),
		identity, person, account, month, paid.needed(look),
		choice("result", "结果", "处理结果", "状态", "代发结果", "status", "outcome").needed(look).eg("成功"),
		day("on", "到账日期", "处理日期", "交易日期", "日期", "date", "paid_on").needed(look).past().eg("2024-04-10"),
		text("note", "摘要", "附言", "交易摘要", "用途").note("流水没有结果列的，摘要写着补贴、代发的收入算到账"),
		text("reason", "退回原因", "失败原因", "原因", "返回信息", "处理信息", "错误信息", "失败描述"),
	)}

var withdrawals = &Table{
	Code: "withdrawals", Wing: "pay", Name: "取款记录", Use: look,
	Also: []string{"取款", "取现记录", "支取明细", "withdrawal"},
	What: "从领款账户取出的每一笔", From: "代发银行（账户流水）",
	Fields: []Field{
		account.needed(look), identity, person,
		moment("at", "取款时间", "取现时间", "取现日期", "记账日期", "交易时间", "取款日期", "交易日期", "日期", "time", "date",
			"withdrawn_at").needed(look).past().eg("2024-04-11 09:12:05"),
		paid.needed(look),
		text("place", "网点", "取款网点", "交易网点", "网点名称", "机构名称", "交易机构", "取现地点", "取款地点", "交易地点", "地点", "branch",
			"location").eg("示例镇支行"),
		text("by", "代理人", "代办人", "代理人名称", "代办人姓名", "代取人", "代理人姓名", "agent", "withdrawn_by"),
	}}

var accounts = &Table{
	Code: "accounts", Wing: "pay", Name: "账户和持卡", Use: look,
	Also: []string{"账户", "银行账户", "社保卡清查", "持卡情况", "account"},
	What: "每个账户一行：开户人、现在由谁保管", From: "代发银行、镇（街道）（一卡通清查表）",
	Fields: placed(
		account.needed(look),
		id("payee_id", "领款人身份证号码", "领款人身份证号").note("补贴发给谁；空着按开户人"),
		identity,
		text("name", "开户人", "户名", "开户人姓名", "持卡人", "holder", "holder_name", "account_name"),
		id("keeper_id", "保管人身份证号码"),
		text("keeper", "保管人", "卡在谁手里", "卡在谁手", "代管人", "代持人", "谁保管", "现持有人", "实际保管人", "保管人姓名", "实际使用人",
			"卡片保管人", "存折保管人", "卡由谁保管", "实际持卡人", "keeper_name", "kept_by"),
		yes("guardian", "是否法定监护人", "监护人", "legal_guardian").eg("否"),
	)}

var funds = &Table{
	Code: "funds", Wing: "pay", Name: "资金收支", Use: look,
	Also: []string{"资金台账", "资金", "资金明细", "明细账", "往来账", "专账", "fund"},
	What: "每笔资金文件、发放、支出，期末结余一行", From: "财政局、镇（街道）财政所（总账、明细账）",
	Fields: placed(
		text("region", "单位", "记账单位", "核算单位", "单位所在地", "所在地", "unit"),
		choice("kind", "收支类别", "类别", "方向", "type").needed(look).eg("收入").note("收入、下拨、发放、支出、结余"),
		choice("fund", "资金来源", "资金名称", "资金", "fund_source").eg("就业补助资金"),
		text("year", "年度", "预算年度"),
		day("on", "日期", "记账日期", "date").eg("2024-01-20"),
		paid.needed(look),
		text("number", "文号", "凭证号", "编号", "voucher", "document"),
		text("purpose", "用途", "摘要", "说明", "use", "remark"),
	)}

var contracts = &Table{
	Code: "contracts", Wing: "pay", Name: "外包服务合同", Use: look,
	Also: []string{"外包合同", "服务合同", "保洁合同", "contract"},
	What: "村、镇街与公司签的服务合同", From: "村委会、镇（街道）（合同、村账）",
	Fields: []Field{
		county, town, village.needed(look),
		text("service", "服务内容", "服务事项", "合同内容", "内容").needed(look).eg("村内保洁和垃圾清运"),
		text("contractor", "承包单位", "承包方", "乙方", "company"),
		day("from", "开始日期", "合同起", "起始日期", "from_date", "start").needed(look),
		day("until", "结束日期", "合同止", "截止日期", "until_date", "end"),
		paid,
	}}

var payeeCalls = &Table{
	Code: "payee_calls", Wing: "pay", Name: "领款回访", Use: look,
	Also: []string{"回访", "电话回访", "走访记录", "走访", "入户", "谈话记录", "payee_answers", "payee_answer", "payee_call"},
	What: "问领款人：收到没有、多少、有没有被要求交回", From: "检查组自己走访、电话",
	Fields: placed(
		identity.needed(look), person, month,
		day("on", "回访日期", "走访时间", "谈话日期", "核实日期", "走访日期", "日期", "date", "called_on").needed(look).past().
			eg("2024-05-06"),
		yes("reached", "是否联系上", "联系上"),
		yes("received", "是否收到", "收到没有", "是否领到", "是否到账", "领到没有", "钱收到没有", "收到", "到账", "got").eg("是"),
		amount("amount", "收到金额", "金额", "到手金额", "said_amount"),
		yes("asked_back", "是否被要求交回", "是否要求交钱", "有无交回", "是否上交", "有没有交钱", "是否被索要", "要求交回", "上交", "退回",
			"索要", "kickback").eg("否"),
		text("said", "原话", "说的话", "谈话内容", "反映情况", "走访内容", "走访情况", "谈话记录", "谈话情况", "情况", "说明", "备注", "remark",
			"note"),
	)}

var arrears = &Table{
	Code: "arrears", Wing: "pay", Name: "应发未到账", Use: Export, Title: "应发未到账", What: "每区（市）每月一行", From: "本单位",
	Fields: []Field{
		county.wide(14), month, number("unpaid", "已批未到账").unit("人").wide(12),
		amount("amount", "金额（元）").unit("元").wide(14), number("unfrozen", "未列入发放").unit("人").wide(12),
	}}
