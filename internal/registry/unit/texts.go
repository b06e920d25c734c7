package unit

import "gangwei/internal/platform/words"

var _ = words.Add("registry/unit", words.Book{
	Labels: map[string]map[string]string{
		"department": {
			"hr":          "人力资源社会保障部门",
			"agriculture": "农业农村（乡村振兴）部门",
			"reform":      "发展改革部门",
			"civil":       "民政部门",
			"transport":   "交通运输部门",
			"industry":    "工业和信息化部门",
			"education":   "教育部门",
			"other":       "其他部门",
		},
		"act": {
			"unit.rename":  "填报单位更名",
			"unit.assign":  "指定部门填报员",
			"unit.dismiss": "取消部门填报员",
		},
		"permission": {
			"unit.assign": "指定部门填报员",
			"unit.rename": "填报单位更名",
		},
	},
	Sentences: map[string]string{
		"unit.name":           "请填写新名称，2至60个字，与原名称不同。",
		"unit.renamed":        "今天已经更过名。请明天再更正。",
		"unit.no_clerk":       "这个账号在本单位没有“部门填报员”角色。请先由安全管理员授权，再来指定。",
		"unit.assigned":       "这个账号已经是这个部门的填报员。",
		"unit.not_department": "“{what}”由别的部门填报。请由该部门或本单位的报送员填写。",
	},
})
