package desk

import "gangwei/internal/platform/words"

var _ = words.Add("platform/desk", words.Book{
	Sentences: map[string]string{
		"desk.key": "页面已过期。请返回后刷新页面，再提交一次。",
		"desk.other": "这份表已经提交过，内容与刚交的不同。先前交的已经办好，刚交的没有办。" +
			"请先看已经办好的；确实还要再办一次的，核对内容后再提交；仍然看到这句话的，重新打开这一页填写。",
		"desk.repeat": "同一张表正在办理，请稍候刷新。",

		"undo.not_yours": "只能由办理人本人撤回。",
		"undo.late":      "办理已超过{days}天，不能撤回。",
		"undo.acted":     "{at}已经办了“{act}”，不能再撤回。",
		"undo.why":       "成批办的，撤回要写明理由。",
		"undo.seen":      "{who}已于{at}打开看过，撤回要写明理由。",
	},
})
