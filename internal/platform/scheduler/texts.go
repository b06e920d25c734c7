package scheduler

import "gangwei/internal/platform/words"

var _ = words.Add("platform/scheduler", words.Book{
	Labels: map[string]map[string]string{
		"nightly": {
			"error":   "没有做完",
			"timeout": "超过时限",
			"panic":   "程序出错",
			"outage":  "数据库不可用",
			"cut":     "中途断开",
			"overdue": "逾期",
		},
		"nightlydo": {
			"error":   "每小时自动重试。两次以上仍没有做完的，把原因和程序日志交给维护人员。",
			"timeout": "每小时自动重试。查看数据库、磁盘是否过慢；仍超过时限的，把程序日志交给维护人员。",
			"panic":   "其他任务照常。把原因和程序日志交给维护人员。",
			"outage":  "检查数据库服务器、网络和磁盘空间。恢复后自动重试。",
			"cut":     "程序在运行中被强行停止或断电。下一轮自动补做，不用处理。",
			"overdue": "一天半以上没有成功过。检查服务器时钟，让程序（gangwei serve）一直运行；重新启动时马上补做。",
		},
		"permission": {"nightly.view": "查看夜间任务"},
	},
})
