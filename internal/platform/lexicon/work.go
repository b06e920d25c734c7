package lexicon

// Finding of a check of duty.
var Finding = findings()

func findings() *List {
	l := list("finding", "检查情况", synonyms{
		"on_duty":   "在岗 正常 到岗 在岗在位 按时到岗 正常上岗 正常履职 在岗履职 人在岗 本人在岗 正在作业 正在清扫 onduty present",
		"work_good": "完成好 完成较好 干得好 工作认真 清扫干净 卫生良好 任务完成良好",
		"work_bad":  "完成差 完成较差 任务未完成 没有完成 清扫不到位 卫生差 不干净 工作不到位 履职不到位",
		"not_seen": "不在岗 未在岗 没在岗 没有在岗 未见 未见到 没见 没见到 没有见 没有见到 未见本人 缺岗 脱岗 离岗 空岗 打工 外出 外出打工 外出务工 查无此人 没有到岗 未到岗 " +
			"没到岗 不在现场 无人在岗 人不在 absent notseen",
		"leave":       "请假 病假 事假 因病请假 住院 已请假 leave",
		"swapped":     "换班 调休 轮休 休息 调班 轮班 倒班 swapped",
		"substitute":  "顶岗 替岗 代岗 他人 代为 代干 代扫 代其 顶替 替其 替干 替扫 由其 雇人 雇他人 冒名 找人代 儿子代岗 substitut",
		"cannot_work": "不能胜任 不胜任 无法胜任 难以胜任 胜任不了 干不了 干不动",
		"unreachable": "无法联系 联系不到 电话不通 无人接听 电话关机 空号 打不通 unreachable",
	}).text()
	return l.over("work_good", "on_duty").over("work_bad", "on_duty").over("not_seen", "unreachable").
		over("leave", "not_seen", "unreachable").over("swapped", "not_seen", "unreachable").
		over("substitute", "not_seen")
}

// Method of a check.
var Method = list("method", "检查方式", synonyms{
	"site":   "到场 实地 入户 现场检查 现场核查 实地检查 实地查看 实地走访 入户走访 上门 走访 到现场 实地核查 onsite",
	"phone":  "电话检查 电话抽查 电话核查 电话核实 打电话 电话回访 telephone",
	"video":  "视频检查 视频连线 视频抽查 微信视频",
	"system": "系统 系统核查 数据比对 信息比对 定位",
	"paper":  "纸质 纸质材料 查看资料 查资料 查阅资料 查台账",
}).text()

// Level of the office that does something.
var Level = list("level", "层级", synonyms{
	"city":     "市级 地级市 市督查 市检查 市人社 市人社局 枣庄市",
	"county":   "区市 区（市） 区（市）级 区级 县级 县 区 区县 县区 县（市、区） 区督查 区检查 区人社 县人社 区人社局 县人社局 人社局 区市级",
	"township": "镇 镇街 镇（街道） 镇级 街道 乡镇 乡 镇（街） 镇督查 镇检查 镇政府 街道办 镇街级 乡镇级 街道级 镇（街道）级 镇人社所",
	"village":  "村 村级 村委会 社区 村居 居委会 村（居）",
	Nothing:    "省级 第三方",
}, "city", "county", "township", "village").text()

// SheetState is where a month sheet stands.
var SheetState = list("sheet", "审核状态", synonyms{
	"draft":     "草稿 填报中 未提交 未报送 编辑中 暂存 draft",
	"submitted": "已提交 已报送 已上报 待审 未审核 审核中 submitted",
	"reviewed":  "审核通过 已通过 通过 已复核 已审批 approved reviewed",
	"locked":    "锁定 已归档 归档 locked",
}, "draft", "submitted", "reviewed", "locked").text().over("locked", "reviewed", "submitted").
	over("reviewed", "submitted")

// PostState of a post.
var PostState = list("post", "岗位状态", synonyms{
	"open":      "正常 在用 启用 使用中 有效 已开发 空岗 空缺 开放 有人 已聘 在岗 招聘中 open active",
	"suspended": "停用 暂停使用 暂停招聘 suspended",
	"closed":    "关闭 撤销 已撤销 已撤岗 撤岗 取消 已取消 注销 终止 已终止 停止 closed",
})

// Sheet's halves of a day.
var Half = list("halfday", "时段", synonyms{
	"morning":   "上 早 早上 上半天 am",
	"afternoon": "下 晚 下半天 pm",
	Nothing:     "全天 全日 整天",
})
