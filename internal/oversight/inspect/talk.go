package inspect

import (
	"regexp"
	"strings"
)

// What people say when they are asked at their door is written down in sentences. A word alone says little: it is
// looked at clause by clause, and a clause that denies something tells of nothing.

var (
	clauseEnds = regexp.MustCompile(`[，。；！？,;!?\n]+`)
	handedBack = regexp.MustCompile(`索要|收上去|收走|交上去|收上来|要走|拿走|扣下|截留|要回|收缴|收回|交回|上交|回扣|返还|克扣|退回`)
	// handed to somebody of the village: 给村里交, 交给会计, 转给书记
	handedTo = regexp.MustCompile(`(交|给|拿|转|送|返|分|退)\p{Han}{0,6}(村|会计|书记|主任|支书|文书|组长|队长|干部|出纳)`)
	// taken by somebody of the village: 会计收走, 书记扣了
	takenBy = regexp.MustCompile(`(会计|书记|主任|支书|文书|组长|队长|干部|出纳|村里|村委)\p{Han}{0,8}(收走|拿走|要走|取走|收去|收了|扣|抽|留下|要我交|要求交|让交|让我交|叫交)`)
	ofMoney = regexp.MustCompile(`[0-9０-９一二三四五六七八九十百千两]+(元|块|百|千)|钱|现金|补贴|工资|卫生费|管理费|好处费|辛苦费|一半`)
	// what one pays the village like everybody
	ownDues = regexp.MustCompile(`医保|合作医疗|新农合|养老保险|社保|保险费|党费|水费|电费|物业|学费|罚款|贷款|房租|银行退|退票`)

	another  = `(婆婆|公公|公婆|丈夫|老公|对象|妻子|老婆|媳妇|儿子|女儿|儿媳|女婿|父亲|母亲|爸|妈|哥|弟|姐|妹|嫂|叔|婶|邻居|别人|他人|旁人|家人|家里人|亲戚|雇的?人)`
	doneBy   = regexp.MustCompile(another + `(们)?(在|都在|一直在|天天|替|代|替他|替她|帮他|帮她|去)?(干|扫|顶|打扫|上岗|值班)`)
	sometime = regexp.MustCompile(`病|住院|请假|几天|两天|一天|临时|偶尔|有时|换班|农忙|一起|帮忙|自己|本人`)
)

// SaidBack reports whether somebody tells that pay was handed back or taken.
func SaidBack(text string) bool {
	for _, c := range clauseEnds.Split(text, -1) {
		if strings.ContainsAny(c, "没未不无") || ownDues.MatchString(c) {
			continue
		}
		if handedBack.MatchString(c) || ofMoney.MatchString(c) && (handedTo.MatchString(c) || takenBy.MatchString(c)) {
			return true
		}
	}
	return false
}

// SaidAnother reports whether somebody tells that another does the work, and not for once.
func SaidAnother(text string) bool {
	if sometime.MatchString(text) {
		return false
	}
	for _, c := range clauseEnds.Split(text, -1) {
		if !strings.ContainsAny(c, "没未不无") && doneBy.MatchString(c) {
			return true
		}
	}
	return false
}
