package project

import "gangwei/internal/platform/words"

var _ = words.Add("forms/project", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"project.enter":  "登记项目",
			"project.change": "修改项目",
			"project.end":    "结束项目",
			"project.take":   "导入项目",
			"project.rows":   "登记多个项目",
			"project.send":   "报送项目清单",
			"project.choose": "项目入库",
		},
		"permission": {
			"project.view":   "查看项目",
			"project.enter":  "登记项目",
			"project.send":   "报送项目清单",
			"project.choose": "项目入库",
		},
	},
	Sentences: map[string]string{
		"project.no_rows": "没有填写任何一行。",
		"project.part":    "其中脱贫人口{part}人，多于总数{whole}人。请核对。",
		"project.sites":   "项目所在地请填①、②、③（可多选），都不属于的填“无”。",
		"project.twice":   "已有同名的项目“{name}”还没有结束。请修改原来的项目。",
		"project.ended":   "项目已结束，不能再改。",
		"project.none":    "还没有进行中的项目，不能报送。请先登记项目。",
		"project.quarter": "还没有到这个季度。",
		"project.reason":  "请写明入库或不入库的理由，2至200个字。",
		"project.old":     "该单位已报送了新的清单，请在最新清单上选择。",
	},
})
