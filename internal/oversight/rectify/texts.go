package rectify

import "gangwei/internal/platform/words"

var _ = words.Add("oversight/rectify", words.Book{
	Labels: map[string]map[string]string{
		"rectify": {
			"open":    "待整改",
			"replied": "已报告，待销号",
			"closed":  "已销号",
		},
		"rectifysource": {
			"inspection": "监督检查",
			"complaint":  "信访举报",
			"duty":       "履职检查",
			"form":       "报表",
			"other":      "其他",
		},
		"rectifyevent": {
			"issued":   "下达",
			"replied":  "报告整改情况",
			"back":     "退回",
			"closed":   "销号",
			"extended": "延期",
		},
		"act": {
			"rectify.issue":    "下达整改通知",
			"rectify.replied":  "报告整改情况",
			"rectify.back":     "退回整改",
			"rectify.closed":   "整改销号",
			"rectify.extended": "整改延期",
		},
		"permission": {
			"rectify.view":  "查看整改",
			"rectify.issue": "下达整改通知",
			"rectify.reply": "报告整改情况",
		},
	},
	Sentences: map[string]string{
		"rectify.said":        "请写明，{least}至{most}个字。",
		"rectify.extend_late": "整改期限{by}已过，不能再延期；按逾期计。请督促尽快整改。",
		"rectify.due":         "期限应在今天以后、一年以内；延期应晚于原来的期限。",
		"rectify.level":       "请选择到区（市）、镇（街道）或村（社区）。",
		"rectify.state":       "这件整改现在不能这样办理，可能已被别人处理。请刷新后再看。",
		"rectify.own":         "报告整改情况的人不能自己销号。",
	},
})
