package mapping

import "gangwei/internal/platform/words"

var _ = words.Add("platform/mapping", words.Book{
	Sentences: map[string]string{
		"mapping.heads":  "不是“对应关系”表：没有找到“答案”“答复人”“标识”这几列。",
		"mapping.mark":   "“标识”列缺了或改动了，不知道回答的是哪个问题。请从程序写出的“对应关系”里重新抄来。",
		"mapping.who":    "有答案，没有答复人。请写上是谁答复的。",
		"mapping.day":    "答复日期“{raw}”看不懂。请写成2025-03-01。",
		"mapping.long":   "答案或答复人太长，最多60个字。",
		"mapping.column": "“{say}”不是所问的列，没有用。请填列的字母，或“都不是”。",
		"mapping.word":   "“{say}”不是这一列认识的词，没有用。请填“可选”里的一个，或别的认识的词。",
		"mapping.table":  "“{say}”不是表名，没有用。请填“对”、一种表的名称，或“不用”。",
		"mapping.twice":  "与{file}第{row}行是同一个问题，答案不同（“{say}”和“{now}”），两个都没有用。请只留一个。",
	},
})
