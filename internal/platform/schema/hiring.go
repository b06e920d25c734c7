package schema

var quotas = &Table{
	Code: "quotas", Wing: "hiring", Name: "岗位计划", Use: look | Export, Listed: "quota", Title: "岗位计划",
	Also: []string{"计划指标", "岗位指标", "quota"},
	What: "每村每期一行", From: "区（市）人社局",
	Fields: fields([]Field{county, town, village.needed(look)}, []Field{
		text("period", "计划期").only(Export).wide(12),
		choice("kind", "岗位类别").only(Export).note("不限为任何类别").wide(14),
		number("total", "计划数", "下达数", "指标数", "岗位数", "quota", "planned").needed(look).unit("个").eg("8").wide(8),
		number("given_down", "已下达").only(Export).unit("个").wide(8),
		number("opened", "本级已开发").only(Export).unit("个").wide(10),
		number("left", "可用").only(Export).unit("个").wide(8),
		text("document", "文号").only(Export).wide(24),
		day("from", "起始日期", "下达日期", "from_date", "start").only(look).eg("2024-01-01"),
		day("until", "截止日期", "end", "until_date").only(look),
	})}

var posts = &Table{
	Code: "posts", Wing: "hiring", Name: "岗位", Use: all, Title: "岗位台账",
	Also: []string{"岗位台账", "岗位表", "post"},
	What: "每个岗位一行", From: "区（市）人社局、村委会",
	Fields: placed(
		postCode.needed(look).noteIn(Import, "本系统的编号；没有的、别处编的，由系统另编"),
		choice("kind", "岗位类别", "类别", "岗位类型", "工种", "type").needed(Import).eg("保洁").wide(14).
			noteIn(Import, "系统“岗位”页面所列的类别名称"),
		text("title", "岗位名称", "岗位", "名称", "post_title", "post_name", "name").needed(Import).limit(30).
			eg("村内保洁员").wide(16),
		text("place", "工作地点", "责任区", "责任区域", "服务区域", "地点", "area", "location").needed(Import).limit(50).
			eg("前街至河边").wide(18),
		text("tasks", "工作内容", "工作任务", "任务", "岗位职责", "职责", "task", "duties").needed(Import).limit(200).wide(30).
			eg("每日清扫巷道"),
		number("days", "月工作天数", "月天数", "每月天数").but(look).needed(Import).unit("天/月").eg("15").wide(10),
		number("hours", "月工时", "每月工时", "工时", "hours_month", "monthly_hours").needed(Import).unit("小时/月").eg("40").
			wide(8),
		amount("rate", "月补贴（元）", "月补贴标准", "补贴标准", "标准", "月标准", "岗位补贴", "monthly_rate", "standard",
			"monthly_subsidy").needed(Import).unit("元/月").eg("800").wide(12),
		choice("fund", "资金来源", "资金", "资金渠道", "fund_source").needed(Import).eg("就业补助资金").wide(18),
		text("officer", "负责人", "村负责人", "管理人员").but(look).needed(Import).limit(30).eg("张主任").wide(10),
		day("opens", "开发日期", "设岗日期", "设立日期", "启用日期", "开始日期", "opens_on", "opened_on", "from").needed(Import).
			eg("2024-01-01").wide(12),
		day("closes", "撤销日期", "关闭日期", "closes_on", "closed_on", "until").but(Import).wide(12),
		number("season_from", "季节起月", "开始月份", "起始月份").but(look).unit("月").
			note("只在部分月份有工作的岗位填；全年的不填").wide(8),
		number("season_until", "季节止月", "结束月份", "截止月份").but(look).unit("月").note("与季节起月同时填").wide(8),
		choice("stream", "岗位渠道", "渠道", "城乡").but(look).note("乡村、城镇；不填为乡村。通知的统计数只含乡村").
			noteIn(Export, "乡村、城镇").wide(8),
		choice("work", "工作方式", "计酬方式", "用工方式").but(look).
			note("计时、任务制；不填为计时。任务制按任务和结果登记，不计工时").noteIn(Export, "计时、任务制").wide(8),
		number("heads", "安排人数", "人数", "用人数", "headcount", "places").only(look).eg("1"),
		yes("seasonal", "季节性", "是否季节性").only(look).eg("否"),
		choice("state", "岗位状态", "状态", "status").noteIn(Import, "开放；已关闭的岗位不要列入").wide(8),
		text("holder", "在岗人员").only(Export).note("空岗的为空").wide(12),
	)}

var applications = &Table{
	Code: "applications", Wing: "hiring", Name: "申请", Use: look | Export, Title: "申请台账",
	Also: []string{"申请表", "报名表", "申请人名单", "报名名单", "application"},
	What: "每份申请一行，落选的、候补的也要", From: "村委会（申请表）、镇（街道）",
	Fields: placed(
		appNo,
		person,
		identity.needed(look).tail(),
		phone.only(look), address.only(look),
		postCode.only(look),
		text("post_title", "岗位名称").only(Export).wide(16),
		category.headed("安置依据", "申请类别").without("贫困类型", "人员身份", "人员性质", "户属性", "困难类型", "人员类别", "安置对象类别").
			eg("农村低收入人口"),
		day("submitted", "申请日期", "报名日期", "登记日期", "submitted_on", "applied_on", "application_date", "date").needed(look).
			past().eg("2024-01-05").wide(12),
		choice("state", "结果", "是否录用", "录用情况", "审批结果", "评定结果", "是否通过", "审核结果", "申请结果", "办理结果", "状态",
			"result", "status").eg("上岗").note("上岗、候补、落选、撤回、待办").noteIn(Export, "").wide(14),
		text("reason", "理由", "未录用原因", "未通过原因", "落选原因", "落选理由", "说明", "备注", "remark", "note").only(look),
		number("rank", "困难程度名次", "排名", "need_rank").only(look),
		text("irregular", "不合规步骤").only(Export).note("有、空").wide(10),
	)}

var steps = &Table{
	Code: "steps", Wing: "hiring", Name: "审核环节", Use: look,
	Also: []string{"办理环节", "审批环节", "审核记录", "step", "approvals"},
	What: "初审、审核、备案各一行", From: "镇（街道）、区（市）人社局（审批表）",
	Fields: placed(
		appNo, identity, person,
		choice("step", "环节", "办理环节", "事项", "stage").needed(look).eg("村级初审").note("登记、初审、审核、备案"),
		day("on", "日期", "办理日期", "时间", "step_date", "date").needed(look).past().eg("2024-01-08"),
		choice("outcome", "结果", "意见", "result"),
		id("by_id", "经办人身份证号码", "审核人身份证号码", "handler_id", "actor_id"),
		text("by", "经办人", "审核人", "handler", "actor", "by_name"),
		text("account", "登录账号", "账号", "login", "user"),
		device, channel,
		moment("at", "办理时刻", "操作时间", "timestamp", "time"),
		text("remark", "说明", "备注", "note", "reason"),
	)}

var reviews = &Table{
	Code: "reviews", Wing: "hiring", Name: "民主评议", Use: look,
	Also: []string{"评议记录", "评议结果", "review", "democratic_review"},
	What: "每名候选人一行", From: "村委会（会议记录、票数统计）",
	Fields: placed(
		appNo, identity, person, postCode,
		day("on", "评议日期", "会议日期", "日期", "review_date", "date").needed(look).past().eg("2024-01-10"),
		number("entitled", "应到人数", "应到代表", "应参加人数", "代表人数", "应到", "应参会人数", "代表总数", "total_members").eg("40"),
		number("present", "到会人数", "参会人数", "实到代表", "参加人数", "实到人数", "实到", "到会", "attended").eg("30"),
		number("for", "同意票", "赞成人数", "得票", "得票数", "票数", "同意人数", "同意", "赞成票", "赞成", "votes_for", "yes").eg("26"),
		number("against", "反对票", "反对", "votes_against", "no"),
		number("abstain", "弃权票", "弃权", "votes_abstain"),
		choice("result", "评议结果", "结果", "是否通过", "outcome").eg("通过"),
		id("chair_id", "主持人身份证号码"),
		text("chair", "主持人", "chair_name"),
		text("remark", "理由", "说明", "备注", "reason", "note"),
	)}

var votes = &Table{
	Code: "votes", Wing: "hiring", Name: "评议人员", Use: look,
	Also: []string{"签到表", "评议签到", "参会人员", "表决情况", "vote", "voters"},
	What: "每名参会人一行；对某一候选人回避的写明", From: "村委会（签到表）",
	Fields: placed(
		day("on", "评议日期", "会议日期", "日期", "date").needed(look).past().eg("2024-01-10"),
		appNo,
		id("candidate_id", "候选人身份证号码", "被评议人身份证号码", "candidate").note("空着表示对当天全部候选人"),
		id("voter_id", "参会人身份证号码", "表决人身份证号码", "代表身份证号码", "身份证号码", "身份证号", "id_no"),
		text("voter", "参会人", "表决人", "代表姓名", "姓名", "voter_name", "name").eg("示例乙"),
		choice("role", "参会身份", "角色", "会议身份").exact("身份").eg("主持"),
		choice("tie", "与候选人关系", "亲属关系", "关系").note("与候选人是亲属的写明，例如：夫、弟、同户"),
		yes("recused", "是否回避", "回避", "recusal").eg("否"),
		choice("vote", "表决", "投票", "意见").eg("同意"),
	)}

var notices = &Table{
	Code: "notices", Wing: "hiring", Name: "公示", Use: look,
	Also: []string{"公示记录", "公示台账", "公告", "notice"},
	What: "拟安置人员公示、招用公告，每次或每人一行", From: "村委会（公示照片、底稿）",
	Fields: placed(
		appNo, identity, person,
		choice("kind", "公示类别", "type").exact("类别").eg("拟安置公示").note("招用公告、拟安置公示、发放公示"),
		day("from", "公示开始", "开始日期", "起始日期", "公示起", "from_date", "start").needed(look).past().eg("2024-01-11"),
		day("until", "公示结束", "结束日期", "截止日期", "公示止", "until_date", "end", "to").needed(look).eg("2024-01-18"),
		text("places", "公示地点", "地点", "place"),
	)}

var objections = &Table{
	Code: "objections", Wing: "oversight", Name: "异议", Use: look,
	Also: []string{"异议登记", "objection"},
	What: "公示期间收到的异议", From: "村委会、镇（街道）",
	Fields: placed(
		appNo, identity, person,
		day("on", "收到日期", "提出日期", "日期", "received_on", "received", "date").needed(look).past().eg("2024-01-15"),
		text("what", "异议内容", "内容", "content").needed(look),
		day("due", "答复期限", "期限", "answer_by"),
		day("answered", "答复日期", "办结日期", "answered_on"),
		text("result", "处理结果", "结果", "outcome"),
	)}

var meetings = &Table{
	Code: "meetings", Wing: "hiring", Name: "民主评议会", Use: Export, Title: "民主评议会台账", What: "每次会议一行", From: "本单位",
	Fields: placed(
		day("on", "会议日期").wide(12), text("place", "地点").wide(16), text("chair", "主持").wide(10),
		choice("led_by", "主持单位").note("村、镇（街道）").wide(10), number("entitled", "应到").unit("人").wide(6),
		number("present", "实到").unit("人").wide(6), choice("state", "状态").wide(12),
	)}

var recruits = &Table{
	Code: "recruits", Wing: "hiring", Name: "招用公告", Use: Export, Title: "招用公告台账", What: "每次公告一行", From: "本单位",
	Fields: placed(
		text("number", "公告编号").wide(24), choice("kind", "岗位类别").wide(14), number("posts", "岗位数").unit("个").wide(8),
		amount("rate", "月补贴（元）").unit("元/月").wide(12), day("from", "张贴起").wide(12),
		day("until", "张贴止").note("最后一天").wide(12), text("boards", "地点").wide(24), text("irregular", "不合规").wide(16),
	)}
