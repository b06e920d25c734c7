package lexicon

// Complaint is what somebody complains of.
var Complaint = complaints()

func complaints() *List {
	l := list("complaint", "反映问题", synonyms{
		"asked_back":    "索要 收上去 收走 交上去 收上来 要走 拿走 扣下 截留 要回 收缴 收回 交回 上交 回扣 返还 克扣 索要补贴 收回补贴 kickback",
		"kin_favour":    "优亲 亲属 亲戚 照顾亲友 近亲",
		"taking_turns":  "轮流 轮着干 轮流干",
		"unpaid":        "没发 拖欠 没有发 未发 没收到 没有收到 未收到 欠发 少发 没到账 unpaid",
		"not_listed":    "没上名单 不在名单 名单上没有 没列入名单",
		"need_ignored":  "困难户 困难没人管 困难没有照顾 没有安置 不给安排",
		"not_working":   "不干活 没干活 吃空饷 不出工 不上岗 挂名",
		"unfair_hiring": "不公 不公平 不公正 暗箱 内定 程序不公",
		"conduct":       "态度 作风 工作作风 态度恶劣 rude",
	}).text()
	return l.over("asked_back", "unpaid", "conduct").over("kin_favour", "unfair_hiring", "need_ignored").
		over("taking_turns", "unfair_hiring")
}

// ComplaintState is where a complaint stands.
var ComplaintState = list("complaintstate", "办理状态", synonyms{
	"open":      "未办结 未答复 未处理 处理中 正在办理 受理 已受理 待办 待处理 调查中 核查中 open",
	"answered":  "答复 办结 已办结 已办理 已处理 已回复 已结 结案 已反馈 办理完毕 answered closed",
	"withdrawn": "撤回 撤诉 撤销 已撤销 本人撤回 withdrawn",
}).text().over("withdrawn", "answered")

// HelpKind of help to find work.
var HelpKind = list("helpkind", "援助类别", synonyms{
	"basic":  "基本服务 就业服务 基本公共就业服务 职业介绍 职业指导",
	"policy": "政策 专项政策 就业政策 政策落实",
	"group":  "特定群体 重点群体 特定群体援助",
	"urgent": "急难 急难援助 急难救助",
})

// ActedOn is what an entry of a log is about, and Deed what was done.
var (
	ActedOn = list("actedon", "办理对象", synonyms{
		"duty_line":   "签到记录 签到签退 sign_in",
		"duty_sheet":  "考勤表 月考勤 考勤填报 考勤审核 sheet attendance",
		"pay_batch":   "发放批次 银行 银行批次 送银行 代发 batch",
		"pay_run":     "发放表 补贴 补贴发放 月度发放 发放名单 工资发放 pay",
		"application": "申请审核 岗位申请 人员申请",
		"placement":   "上岗登记 上岗备案",
	}).text()
	Deed = list("paystep", "操作", synonyms{
		"create":  "编制 填报 录入 制表 新建 提交 创建 生成",
		"release": "放款 复核放款 发送银行 送银行",
		"approve": "审批 核准 批准发放",
		"check":   "review 审查 校验",
		"sign_in": "签到签退 打卡 signin",
	}).text()
)

// Lists of the labels alone, for words that forms offer.
var (
	Stream = list("stream", "岗位渠道", synonyms{
		"rural": "农村 乡村公益性岗位",
		"urban": "城市 城镇公益性岗位 城市公益性岗位",
	})
	Work = list("work", "工作方式", synonyms{
		"hours": "按时 计时制 工时制 按小时",
		"task":  "任务 计件 包片 任务制岗位",
	})
	Role = list("role", "角色", synonyms{})
)
