package target

import "gangwei/internal/platform/words"

var _ = words.Add("forms/target", words.Book{
	Labels: map[string]map[string]string{
		"measure": {
			"away":     "脱贫人口外出务工规模",
			"taken_in": "吸纳中西部脱贫人口来枣就业",
			"posts":    "开发乡村公益性岗位",
			"income":   "月人均务工收入",
		},
		"against": {
			"year":  "同比",
			"month": "环比",
		},
		"alert": {
			"open":     "待答复",
			"answered": "已答复，待市级确认",
			"closed":   "已销号",
			"lifted":   "更正后解除",
		},
		"alertevent": {
			"answer": "单位答复",
			"back":   "市级退回",
			"close":  "市级销号",
			"lift":   "自动解除",
		},
		"act": {
			"target.set":    "确定目标",
			"target.enter":  "登记务工监测",
			"target.take":   "导入务工监测",
			"target.rows":   "登记多个月的务工监测",
			"target.answer": "答复下降预警",
			"target.back":   "退回预警答复",
			"target.close":  "下降预警销号",
		},
		"permission": {
			"target.view":   "查看务工监测",
			"target.enter":  "登记务工监测",
			"target.set":    "确定目标",
			"target.answer": "答复下降预警",
			"target.close":  "下降预警销号",
		},
	},
	Sentences: map[string]string{
		"target.time":    "结束日期应在开始日期之后，并且不与同一指标的其他目标重叠。",
		"target.month":   "请填写月份，如 2025-03，不晚于本月，不早于五年前。",
		"target.empty":   "请至少填写一项数字。",
		"target.no_rows": "请至少填写一个月。",
		"target.twice":   "上面已有一行是这个月。",
		"target.state":   "这条预警现在不能这样办理，可能已被别人处理。请刷新后再看。",
		"target.said":    "请写明采取的措施或理由，4至500个字。",
	},
})
