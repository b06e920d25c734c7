package jobs

import "gangwei/internal/platform/words"

var _ = words.Add("platform/jobs", words.Book{
	Labels: map[string]map[string]string{
		"job": {
			"waiting":   "排队",
			"running":   "进行中",
			"ready":     "完成",
			"failed":    "失败",
			"cancelled": "已取消",
		},
		"act": {
			"job.fetch": "下载导出的文件",
		},
		"permission": {
			"job.view": "查看任务",
		},
	},
	Sentences: map[string]string{
		"jobs.seconds":     "马上就好",
		"jobs.minute":      "约还要1分钟",
		"jobs.minutes":     "约还要{minutes}分钟",
		"jobs.gone":        "文件已删除：含有个人信息，下载15分钟后、最迟生成一天后删除。还要用的，请重新导出或出具。",
		"jobs.full":        "后台任务已满，请稍后再试。",
		"jobs.failed":      "任务没有完成。请重试；仍不行时请联系管理员。",
		"jobs.interrupted": "系统重启，任务中断。请重新提交。",
	},
})
