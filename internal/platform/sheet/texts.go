package sheet

import "gangwei/internal/platform/words"

var _ = words.Add("platform/sheet", words.Book{
	Labels: map[string]map[string]string{
		"skip": {
			"title":  "标题",
			"total":  "合计",
			"repeat": "重复的表头",
			"note":   "说明",
		},
		"cellkind": {
			"text":    "文字",
			"number":  "数字",
			"day":     "日期",
			"month":   "年月",
			"year":    "年份",
			"time":    "时刻",
			"truth":   "真假值",
			"lost":    "末尾丢失的长数字",
			"error":   "错误值",
			"formula": "没有结果的公式",
		},
		"headsure": {
			"name":  "表头相同",
			"other": "同义表头",
			"part":  "表头中含有",
			"weak":  "替代用",
		},
	},
	Sentences: map[string]string{
		"sheet.whole": "“{raw}”不是数。请填写整数，如 1234 或 1,234；约数请改为实际数，情况写在说明里。",
		"sheet.two_columns": "“{head}”有两列都像：{at1}列“{as1}”（第一个值：{say1}）和{at2}列“{as2}”（第一个值：{say2}）。请把不用的一列删去，" +
			"或在表头写明（如“原账号”“代领人姓名”），再交来。",
		"sheet.lost":         "号码按数字存放（{raw}），超过15位的末尾数字已被制表的软件丢掉，不能使用。请把该列设为“文本”格式后，按原件重新填写。",
		"sheet.merged":       "“{raw}”写在与上面几行合并的单元格里，不知道是每人一份，还是几个人共一份。请取消合并，分别填写。",
		"sheet.encoding_row": "第{row}行有不能识别的文字（文件在传送或保存时损坏）。请用表格软件打开原文件，核对这一行，另存为.xlsx后再交来。",
		"sheet.error":        "单元格是公式出错的结果（{raw}），不知道原来的内容。请改正公式，或直接填写内容。",
		"sheet.formula":      "单元格是公式，文件里没有算出的结果。请用表格软件打开文件、保存一次，再交来。",
		"sheet.list_heads":   "没有找到列名。表头要有这几列：{heads}（斜线分开的任一个词都可以）。",
		"sheet.empty":        "文件是空的，或各表都没有内容。请核对是否选错了文件，或者传送时没有传完；请重新保存、重新传送。",
		"sheet.et":           "WPS表格格式（.et）不能读取。请在WPS中“另存为”.xlsx后再导入。",
		"sheet.protected":    "文件设有打开密码。请去掉密码，“另存为”.xlsx后再导入。",
		"sheet.macro":        "文件含有宏。请“另存为”不含宏的.xlsx后再导入。",
		"sheet.old_xls":      "文件是Excel 95或更早的格式。请“另存为”.xlsx后再导入。",
		"sheet.not_sheet":    "不是表格文件，或与文件名不符。请用表格软件打开后“另存为”.xlsx，再导入。",
		"sheet.broken":       "文件已损坏，不能读取。请用表格软件打开后“另存为”.xlsx，再导入。",
		"sheet.bomb":         "文件展开后过大，不能读取。请只保留需要的工作表，“另存为”.xlsx后再导入。",
		"sheet.sheets":       "工作表过多，最多{limit}个。请只保留需要的工作表。",
		"sheet.too_large":    "文件过大，最多{limit}。请拆成几个文件。",
		"sheet.columns":      "列数过多，最多{limit}列。请只保留有内容的列，“另存为”.xlsx后再交来。",
		"sheet.cell":         "单元格内容过长，最多{limit}个字。请删短后再交来。",
		"sheet.nul":          "单元格含有不可用的字符。请重新键入。",
		"sheet.quote":        "这一行的双引号（\"）只有一半，后面的内容会连到这一格里。请用表格软件打开原文件，“另存为”.xlsx后再交来。",
		"sheet.encoding":     "文字编码无法识别。请用表格软件打开原文件，“另存为”.xlsx后再交来。",
	},
})
