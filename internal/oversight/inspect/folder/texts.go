package folder

import "gangwei/internal/platform/words"

var _ = words.Add("oversight/inspect/folder", words.Book{
	Sentences: map[string]string{
		"folder.empty": "这个文件夹里没有表格文件（.xlsx、.xls、.csv）。请确认路径；要空白表格可用 gangwei inspect --template 文件夹。",
	},
})
