package changeover

import "gangwei/internal/platform/words"

var _ = words.Add("forms/changeover", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"division.merge": "合并村（社区）",
			"division.split": "析出村（社区）",
		},
		"permission": {
			"division.merge": "合并村（社区）",
			"division.split": "析出村（社区）",
		},
	},
	Sentences: map[string]string{
		"changeover.not_beside": "只能并入同一镇（街道）的另一个村（社区）。",
		"changeover.on":         "合并自每月1日起，不晚于今天，不早于一个月前。",
		"changeover.unfinished": "被合并的村{months}的考勤表没有报送、审核完。请先办完，以免有人领不到补贴。",
		"changeover.begun":      "被合并的村已有这个月的考勤表或上岗。请改自下月1日起合并。",
		"changeover.households": "请写明转出的户编号或村民小组，最多{limit}户。",
		"changeover.household":  "本村没有编号为“{number}”的户。",
		"changeover.all":        "不能转出全部的户。整村并入别村的，请办理合并。",
		"changeover.vacant":     "岗位“{code}”不是本村的空岗。在岗人员的岗位随人转出，不用写。",
		"changeover.applying":   "{name}有在办的申请。请先办结或撤回。",
	},
})
