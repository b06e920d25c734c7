package complaint

import "gangwei/internal/platform/words"

var _ = words.Add("oversight/complaint", words.Book{
	Labels: map[string]map[string]string{
		"complaintabout": {
			"village":  "村（社区）的人",
			"township": "镇（街道）的人",
			"county":   "区（市）的人",
		},
		"after": {
			"ended":     "退出岗位",
			"suspended": "暂停履职",
			"refused":   "申请未通过",
			"less_pay":  "发放减少",
		},
		"upheld": {
			"0": "不成立",
			"1": "成立",
		},
		"cameby": {
			"telephone": "电话",
			"visit":     "来访",
			"letter":    "来信",
			"web":       "网页",
		},
		"act": {
			"complaint.register":  "登记信访举报",
			"complaint.answered":  "答复信访举报",
			"complaint.passed":    "转办信访举报",
			"complaint.withdrawn": "撤回信访举报",
			"complaint.reopened":  "重办信访举报",
			"complaint.extended":  "信访举报延期",
			"complaint.asked":     "请村里说明",
			"complaint.explained": "村里说明情况",
			"complaint.escalated": "信访举报逾期转上级",
			"complaint.told":      "告知信访举报结果",
			"complaint.reporter":  "查看反映人",
		},
		"permission": {
			"complaint.explain":          "说明情况",
			"complaint.view":             "查看信访举报",
			"complaint.view_township":    "查看镇（街道）办理的信访举报",
			"complaint.view_county":      "查看区（市）办理的信访举报",
			"complaint.view_inspector":   "查看纪检办理的信访举报",
			"complaint.register":         "登记信访举报",
			"complaint.answer":           "办理信访举报",
			"complaint.answer_township":  "办理镇（街道）信访举报",
			"complaint.answer_county":    "办理区（市）信访举报",
			"complaint.answer_inspector": "办理纪检信访举报",
			"complaint.reporter":         "查看反映人",
		},
	},
	Sentences: map[string]string{
		"complaint.official":    "所选的人没有在这个村（社区）或其上级任职。",
		"complaint.extended":    "已经延期过一次，不能再延。请在期限内答复，或转上级办理。",
		"complaint.extend_late": "答复期限{by}已过，不能再延期；按逾期计。请尽快答复，或转上级办理。",
		"complaint.told":        "已经告知过反映人。",
		"complaint.wording":     "请用自己的话写明要村里说明什么，4至450个字。",
		"complaint.verbatim":    "与反映人的原话有连续八个字相同，容易被认出来。请换一种说法。",
		"complaint.secret":      "纪检监察办理的，不向村里了解，以免走漏。",
		"complaint.explained":   "已经说明过了，或者事情已经办结。",
		"complaint.slow":        "这台设备或这个网络短时间内提交过多，这一条没有收下，内容还在下面。请过几分钟再提交，或改用手机流量；也可以拨打12345，或写在纸上交给镇（街道）、区（市）人社部门，同样受理。",
		"complaint.application": "这个人现在不在本村公示。请另选，或选“不是公示异议”。",
		"complaint.month":       "请选是哪个月的事（不早于五年前）。",
		"complaint.text":        "请写明内容，4至500个字。",
		"complaint.office":      "此类事项至少由“{least}”办理。请改选办理单位，或选“按事项确定”。",
		"complaint.placement":   "所选人员不在这个村的岗上。",
		"complaint.state":       "这件信访举报现为“{complaint}”，不能办理此步。",
		"complaint.top":         "已由纪检监察办理，没有再上一级。",
		"complaint.nameless":    "反映人没有留下姓名和电话。",
	},
})
