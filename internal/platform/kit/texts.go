package kit

import "gangwei/internal/platform/words"

var _ = words.Add("platform/kit", words.Book{
	Sentences: map[string]string{
		"form.csrf":       "页面已过期。请返回后刷新页面，再提交一次。",
		"bulk.not_seen":   "提交的名单和刚才看到的不一样，没有办理。请重新预览。",
		"bulk.elsewhere":  "属于{place}，在您的另一个辖区，办完这一批再办。",
		"bulk.by_hand":    "逐件勾选",
		"bulk.by_filter":  "按条件：{filter}",
		"bulk.done":       "已{act}{count}{unit}。",
		"bulk.some":       "已{act}{count}{unit}；另有{left}{unit}没有{act}，原因列在下面。",
		"form.nul":        "填写的内容含有不可用的字符。请重新键入。",
		"form.huge":       "填写的内容过长，最多{limit}个字。",
		"form.too_big":    "提交的内容过大，最多{limit}。",
		"form.broken":     "提交的内容不完整或读不出来，没有保存。请返回重新提交；上传中断的，请检查网络后再传一次。",
		"form.no_file":    "这里不收文件，没有保存。请返回后去掉文件再提交。",
		"queue.empty":     "“{queue}”都办完了，没有等您办的。",
		"calendar.unsure": "{years}年的放假安排还没有登记，这个日期按周末推算，可能变动",
	},
})
