package payeecalls

import "gangwei/internal/platform/words"

var _ = words.Add("pay/payeecalls", words.Book{
	Labels: map[string]map[string]string{
		"act": {
			"confirm.draw": "抽取回访对象",
			"confirm.call": "登记回访",
		},
		"permission": {
			"confirm.call":    "发放回访",
			"confirm.answers": "查看回访回答",
		},
	},
	Sentences: map[string]string{
		"confirm.nothing":  "这个月还没有到账的，或者还有批次没有回盘，不能抽取。",
		"confirm.no_root":  "最后一次回盘以后还没有留存印记（每小时一次）。请过一小时再抽，这样谁也不能预先知道抽到谁。",
		"confirm.twice":    "这个月已经抽取过，不能再抽。",
		"confirm.answered": "这个人已经回答过，已登记。",
	},
})
