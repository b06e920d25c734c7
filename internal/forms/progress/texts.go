package progress

import "gangwei/internal/platform/words"

var _ = words.Add("forms/progress", words.Book{
	Labels: map[string]map[string]string{
		"progressstate": {
			"open":      "填报中",
			"submitted": "已报送，待市级审核",
			"accepted":  "已接收",
		},
		"progresssource": {
			"typed":   "直接填报",
			"list":    "按清单",
			"excel":   "按Excel",
			"counted": "系统统计",
			"":        "",
		},
		"definition": {
			"on_post_in_year":   "当年在过岗的脱贫人口",
			"placed_in_year":    "当年新安置的脱贫人口",
			"on_post_at_cutoff": "截止日在岗的脱贫人口",
		},
		"act": {
			"progress.fill":   "填报推进情况表",
			"progress.take":   "导入推进情况表",
			"progress.submit": "报送推进情况表",
			"progress.decide": "审核推进情况表",
			"progress.reopen": "更正推进情况表",
		},
		"permission": {
			"progress.view":   "查看推进情况表",
			"progress.fill":   "填报推进情况表",
			"progress.submit": "报送推进情况表",
			"progress.accept": "审核推进情况表",
			"progress.people": "查看统计到的人",
		},
	},
	Sentences: map[string]string{
		"progress.number":      "第{column}列“{name}”填的是“{raw}”。请填写整数，如 1234 或 1,234；约数请改为实际数，情况写在口径说明里。",
		"progress.missing":     "第{column}列“{name}”还没有数。请填写，没有的填0。",
		"progress.more_than":   "第8列“吸纳脱贫人口数”{part}人，多于第7列的{whole}人。请核对。",
		"progress.no_workshop": "就业帮扶车间是0个，却填了吸纳脱贫人口{part}人。请核对第5、6列。",
		"progress.fell":        "累计数比上季度报送的{was}少，现在是{is}。请核对；确实减少的，写明原因。",
		"progress.future":      "还没有到这个季度。",
		"progress.closed":      "这张表{form}，现在不能改。市级退回后再改；已接收的，先申请更正。",
		"progress.stale":       "第{column}列“{name}”在您打开此页之后被改过。请核对现在的数后重新提交。",
		"progress.counted":     "第9列由系统按上岗记录统计，不能填写。有出入的，请在口径说明里写明，或更正上岗记录。",
		"progress.listed":      "这一列按“{list}”清单统计。请到清单里修改。",
		"progress.no_row":      "文件里没有找到“{unit}”这一行，或列名与推进情况表不同。请用本系统导出的空表。",
		"progress.one_signer":  "填表人、审核人、负责人不能都是同一个人。",
		"progress.why":         "请写明更正的原因，4至200个字。",
		"progress.scan":        "请上传签字盖章后的扫描件或照片。",
		"progress.state":       "这次报送已经审核过，或者不是最近一次。请刷新后再看。",
		"progress.own":         "报送的人不能审核自己报送的表。",
		"progress.remark":      "退回时请写明要改什么，4至200个字。",
	},
	Args: map[string][]string{
		"form": {"progressstate"},
	},
})
