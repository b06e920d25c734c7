package sheet

import (
	"slices"
	"strings"
	"unicode"
)

// headWord is a head's own words, made comparable.
type headWord struct {
	text string
	fit  int // how well a column fits that is headed by exactly this
	part int // by a longer head that has it inside; 0: it is not looked for
}

// How well a column fits a head. What a person really got (实发) beats what should be given, an exact word beats a part
// of one, and the head's own name beats other words for it.
const (
	fitWeakPart = 10
	fitWeak     = 20
	fitPart     = 30
	fitCommon   = 40 // a word too common to be looked for inside others
	fitOther    = 50
	fitName     = 60
	fitReal     = 20 // more
)

// longestHead that is looked into for a part of it, in characters.
const longestHead = 20

// realWords say that something is what was really paid.
var realWords = []string{"实发", "实际发", "实付", "实领", "实支"}

func (h Head) words() (out []headWord) {
	add := func(text string, fit, part int) {
		w := HeadWord(text)
		if containsAny(w, realWords) {
			fit += fitReal
		}
		if !telling(w) {
			part = 0
		}
		if !slices.ContainsFunc(out, func(o headWord) bool { return o.text == w }) {
			out = append(out, headWord{w, fit, part})
		}
	}
	for _, w := range h.Weak {
		add(w, fitWeak, fitWeakPart)
	}
	other := fitOther
	if h.Alike {
		other = fitName
	}
	add(h.Name, fitName, fitPart)
	for _, w := range h.Also {
		add(w, other, fitPart)
	}
	for _, w := range h.Exact {
		add(w, fitCommon, 0)
	}
	return out
}

// telling reports whether a word says enough to be looked for inside a longer head: two characters of Chinese, or five
// letters (an "id" is in "paid").
func telling(word string) bool {
	for _, r := range word {
		if r > unicode.MaxASCII {
			return len([]rune(word)) >= 2
		}
	}
	return len(word) >= 5
}

// qualifiers before a word make another thing of it: 原账号 is not the account, 户主姓名 not the person's name, 累计金额
// not the month's.
var qualifiers = []string{"原", "旧", "前", "户主", "代领", "监护", "联系", "经办", "配偶", "应发", "应付", "应领", "应补", "累计",
	"上月", "上年", "上期", "上季", "去年", "往年"}

// otherTimes behind a word make it that of another time.
var otherTimes = []string{"累计", "上月", "上年", "上期", "上季", "去年", "往年"}

// payers before an account say that it is the one out of which is paid: everybody on the list would share it.
var payers = []string{"付款", "付方", "汇款", "汇出", "转出", "扣款", "单位", "集体", "财政", "专户", "对公", "本方"}

// otherPeople before a name, a number or an address say that it is not that of the person whom the row is about.
var otherPeople = []string{"代办", "代理", "代取", "代签", "受托", "委托", "父亲", "母亲", "子女", "家属", "亲属", "丈夫", "妻子", "爱人",
	"紧急", "介绍人", "推荐人", "担保", "见证", "保管", "帮扶责任", "帮扶干部", "帮扶人", "包保", "负责人", "检查人", "审核", "审批", "复核",
	"填报", "填表", "制表", "录入", "采集", "赡养", "抚养"}

// otherAmounts before an amount say that it is not what somebody was paid.
var otherAmounts = []string{"支出", "扣款", "扣发", "扣除", "扣减", "扣缴", "代扣", "应扣", "社保", "保险", "手续费", "退回", "大写", "余额", "结余",
	"预算", "计划", "罚款", "借款", "个税", "税款", "代缴", "缴费", "缴纳", "餐费"}

// otherDays before days say that they are not those at work.
var otherDays = []string{"应", "缺", "请假", "病假", "事假", "旷", "休", "迟到", "加班", "未", "法定", "全月", "日历"}

// behind a word make another thing of it: 申请人电话 is a telephone, 领款人签字 a signature, 身份证地址 a place.
var behind = []string{"电话", "手机", "联系方式", "身份证", "证件", "账号", "帐号", "卡号", "地址", "住址", "关系", "年龄", "性别", "民族",
	"签字", "签名", "签章", "盖章", "手印", "指印", "日期", "时间", "金额", "职务", "编号", "人数", "意见", "照片", "复印", "有效期", "期限",
	"类型", "类别", "学历", "出生", "负责人", "联系人", "经办人", "户数", "干部", "书记", "主任"}

// behindAccounts are more of them where the word is an account.
var behindAccounts = []string{"名称", "姓名", "户名", "开户", "余额", "状态"}

// harmless words that hold a qualifier and are none.
var harmless = strings.NewReplacer("原因", "", "目前", "", "当前", "", "原始", "", "前台", "", "被检查人", "", "被监护人", "",
	"被帮扶人", "", "应届", "", "供应", "")

// What a head's word is of, by the words in it.
var (
	accountWords = []string{"账", "帐", "卡号", "户名"}
	personWords  = []string{"姓名", "名字", "身份证", "证件号", "身份号码", "电话", "手机", "联系方式", "账", "帐", "卡号", "户名", "住址", "地址"}
	moneyWords   = []string{"金额", "补贴", "补助", "工资", "实发", "应发", "合计"}
	dayWords     = []string{"天数", "出勤"}
	ownerWords   = []string{"人", "户", "对象", "姓名", "户名", "村", "社区", "镇", "街道", "委会", "身份证", "证件号", "号码", "账号", "卡号",
		"岗位"}
	idWords = []string{"身份证", "证件号", "公民身份", "身份号码"}
)

// qualified reports whether words that stand before or over a head's word, or behind it, make another thing of it than
// the word itself says.
func qualified(before, word, after string) bool {
	before = harmless.Replace(before)
	in := func(list []string, text string) bool {
		return slices.ContainsFunc(list, func(q string) bool {
			return strings.Contains(text, q) && !strings.Contains(word, q)
		})
	}
	switch {
	case in(qualifiers, before), in(otherTimes, after):
		return true
	case containsAny(word, accountWords) && containsAny(before, payers) && !containsAny(word, payers):
		return true
	case containsAny(word, personWords) && in(otherPeople, before):
		return true
	case containsAny(word, moneyWords) && in(otherAmounts, before):
		return true
	case containsAny(word, dayWords) && in(otherDays, before):
		return true
	case containsAny(word, []string{"账号", "帐号", "账户", "卡号"}) && in(behindAccounts, after):
		return true
	}
	return after != "" && in(behind, after) &&
		slices.ContainsFunc(ownerWords, func(o string) bool { return strings.HasSuffix(word, o) })
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// headCell is what stands over a column: its word, and what is said beside (in brackets) or above it (a head over
// several columns). group is the word of what stands above alone.
type headCell struct{ word, beside, group string }

// fit of a column's head with a head of a table: 0, not at all. longest is that of the table's words that it has
// inside: what says more of it names it.
type fit struct{ head, column, fit, longest int }

// ofAnother reports whether a column holds identity numbers of somebody else than the row is about: 户主身份证号码.
func (c headCell) ofAnother() bool {
	for _, w := range idWords {
		if i := strings.Index(c.word, w); i > 0 && c.word[:i] != "本人" && c.word[:i] != "公民" && c.word[:i] != "居民" ||
			i >= 0 && qualified(c.beside+c.word[:i], w, "") {
			return true
		}
	}
	return false
}

// genericWords of a lower head say nothing without the one above: 发放金额 over 本月 and 累计, 协议期限 over 起 and 止.
var genericWords = map[string]bool{"起": true, "止": true, "起始": true, "截止": true, "开始": true, "结束": true, "起始日期": true,
	"截止日期": true, "开始日期": true, "结束日期": true, "起始时间": true, "截止时间": true, "开始时间": true, "结束时间": true, "日期": true,
	"时间": true, "号码": true, "号": true, "本月": true, "本次": true, "本期": true, "当月": true, "累计": true, "上月": true,
	"金额": true, "标准": true, "数额": true, "姓名": true, "名称": true, "元": true}
