package backup

import "gangwei/internal/platform/words"

var _ = words.Add("platform/backup", words.Book{
	Sentences: map[string]string{
		"backup.damaged":   "备份文件已损坏或不完整，没有恢复任何内容。请换一份备份。",
		"backup.keys":      "备份是用另一套密钥做的（指纹{there}），现在的密钥文件指纹是{here}，没有恢复任何内容。请先把做备份时的密钥文件 keys/ring.json 放回原处。",
		"backup.newer":     "备份是用更新的程序做的，本程序不认识其中的{schema}，没有恢复任何内容。请用做备份的那一版程序，或者更新的程序恢复。",
		"backup.place":     "目标数据库的结构比备份新，没有恢复任何内容。请恢复到一个没有任何表的空数据库，恢复后会自动升级到本程序的结构。",
		"backup.not_empty": "目标数据库不是空的。请恢复到新的空数据库。",
	},
})
