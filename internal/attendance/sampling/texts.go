package sampling

import "gangwei/internal/platform/words"

var _ = words.Add("attendance/sampling", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"draw.commit": "封存抽签种子",
			"draw.make":   "抽签",
		},
		"permission": {
			"draw.make": "抽签",
			"draw.view": "查看抽查名单",
		},
	},
	Sentences: map[string]string{
		"draw.level":     "请选择镇（街道）。抽签按镇（街道）进行。",
		"draw.seed":      "本季度的抽签种子还没有封存。系统每小时自动办理一次，请稍后再抽。",
		"draw.no_root":   "封存种子以后还没有到整点记录，现在不能抽。请一小时后再抽。",
		"draw.twice":     "本季度已经抽过签，不能重抽。",
		"draw.committed": "种子已经封存。",
		"draw.not_rider": "抽签由下村的人自己抽：镇（街道）的由本镇（街道）督查员，区（市）、市级复查的由本级人员。",
		"draw.route":     "路线里的村有重复，或不在本辖区。请逐行写村名，每个村一次。",
		"draw.village":   "路线里的“{name}”不是本镇（街道）的村。请按村名全称逐行填写。",
		"draw.late":      "本季度已经没有可以下村的工作日，请下季度再抽。",
	},
})
