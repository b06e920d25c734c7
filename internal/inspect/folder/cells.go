package folder

import (
	"slices"
	"strings"
	"unicode"

	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/money"
	"gangwei/internal/sheet"
	"gangwei/internal/words"
)

// dayIn understands a date, with or without a time of day, and a month as its first day (or last, for an end). odd: it is written like a date and
// no calendar has it.
func dayIn(raw string, end bool) (d civil.Date, odd bool) {
	raw = strings.TrimSpace(raw)
	if raw == "" || strings.Trim(raw, "-—/无至今 ") == "" {
		return civil.Date{}, false
	}
	head := raw
	if i := strings.IndexAny(raw, " T\t"); i >= 8 {
		head = raw[:i]
	}
	if c := civil.Claim(head); !c.Date.IsZero() {
		return c.Date, false
	}
	if m, ok := civil.ClaimMonth(head); ok {
		if end {
			return m.Last(), false
		}
		return m.First(), false
	}
	n := civil.Numbers(head)
	switch {
	case len(n) >= 3 && n[0] >= 1900 && n[0] <= 2100:
		return civil.Date{}, true
	case len(n) == 1 && n[0] >= 19_000_101 && n[0] <= 21_001_231:
		return civil.Date{}, true
	}
	return civil.Date{}, false
}

// momentIn understands a date with a time of day; timed is false where there is none.
func momentIn(raw string) (at clock.Moment, timed, odd bool) {
	d, odd := dayIn(raw, false)
	if d.IsZero() {
		return 0, false, odd
	}
	i := strings.IndexAny(strings.TrimSpace(raw), " T\t")
	if i < 0 {
		return clock.On(d, 0, 0), false, false
	}
	n := civil.Numbers(strings.TrimSpace(raw)[i:])
	if len(n) < 2 || n[0] > 23 || n[1] > 59 {
		return clock.On(d, 0, 0), false, false
	}
	at = clock.On(d, n[0], n[1])
	if len(n) > 2 && n[2] < 60 {
		at += clock.Moment(n[2]) * 1_000_000
	}
	return at, true, false
}

// fenIn understands 800, 800.00, 1,200元, ￥800.
func fenIn(raw string) (money.Fen, bool) {
	s := strings.TrimSuffix(strings.TrimLeft(sheet.Plain(raw), "￥¥"), "元")
	if s == "" {
		return 0, false
	}
	if i := strings.IndexByte(s, '.'); i >= 0 {
		s = strings.TrimRight(s, "0")
		s = strings.TrimSuffix(s, ".")
	}
	f, err := money.Parse(strings.ReplaceAll(s, ",", ""))
	return f, err == nil
}

// nearFen is the amount nearest to one that was computed and has a fraction of a fen, as 8000/11 is 727.2727; false
// for anything else.
func nearFen(raw string) (money.Fen, bool) {
	s := strings.ReplaceAll(strings.TrimSuffix(strings.TrimLeft(sheet.Plain(raw), "￥¥"), "元"), ",", "")
	whole, part, found := strings.Cut(s, ".")
	if !found || len(part) < 3 || len(whole) > 10 || strings.Trim(whole+part, "0123456789") != "" {
		return 0, false
	}
	f, err := money.Parse(whole + "." + part[:2])
	if part[2] >= '5' {
		f++
	}
	return f, err == nil
}

func wholeIn(raw string) (int64, bool) {
	n := civil.Numbers(strings.SplitN(sheet.Plain(raw), ".", 2)[0])
	if len(n) != 1 {
		return 0, false
	}
	return int64(n[0]), true
}

// yes understands 是, √, 1, yes, true.
func yes(raw string) bool {
	switch strings.ToLower(sheet.Plain(raw)) {
	case "是", "√", "✓", "✔", "有", "1", "y", "yes", "true", "t", "对", "回避", "已回避", "采纳", "属实", "收到", "已收到", "通过", "被要求", "要求交回", "合并":
		return true
	}
	return false
}

// no understands 否, 没有, 0, no, false.
func no(raw string) bool {
	switch strings.ToLower(sheet.Plain(raw)) {
	case "否", "×", "x", "✗", "无", "没有", "未", "0", "n", "no", "false", "f", "没收到", "未收到", "没有收到", "未到账", "不通过", "未通过", "不采纳":
		return true
	}
	return false
}

// said is a list of words for codes, looked for in the order given; the first that a cell contains is taken.
type said []struct{ word, code string }

// code of what a cell says: a code itself, a label of the program, or a word that it contains.
func (s said) code(list, raw string) string {
	w := strings.ToLower(sheet.Plain(raw))
	if w == "" {
		return ""
	}
	if list != "" {
		if words.Has(list, w) {
			return w
		}
		if c, ok := words.CodeOf(list, sheet.Plain(raw)); ok {
			return c
		}
	}
	for _, x := range s {
		if w == x.word {
			return x.code
		}
	}
	for _, x := range s {
		ascii := x.word[0] < 128
		if (!ascii || len(x.word) > 3) && holds(w, x.word) {
			return x.code
		}
	}
	return ""
}

// denials stand before what is not so.
var denials = []string{"非", "不", "无", "未", "免", "没", "un"}

// holds reports whether a text has a word that is not denied: 非亲属 is no kin, 未参保 not insured.
func holds(text, word string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		before := text[:from+i]
		for _, verb := range []string{"参加", "缴纳", "缴", "领取", "领", "享受", "办理", "办", "登记", "发现", "存在", "有", "是"} {
			before = strings.TrimSuffix(before, verb)
		}
		if !slices.ContainsFunc(denials, func(n string) bool { return strings.HasSuffix(before, n) }) {
			return true
		}
		from += i + len(word)
	}
}

var (
	categories = said{{"脱贫", "poverty_out"}, {"建档立卡", "poverty_out"}, {"贫困户", "poverty_out"}, {"监测", "poverty_out"}, {"poverty", "poverty_out"}, {"低保", "low_income"}, {"低收入", "low_income"}, {"特困", "low_income"}, {"五保", "low_income"}, {"low_income", "low_income"},
		{"残疾", "disabled"}, {"残", "disabled"}, {"disabled", "disabled"}, {"大龄", "older"}, {"高龄", "older"}, {"older", "older"}, {"单亲", "single_parent"}, {"二孩", "two_child_mother"}, {"青年", "young_unemployed"}}
	exits = said{{"任务", "task_ended"}, {"季节", "task_ended"}, {"死", "deceased"}, {"去世", "deceased"}, {"病故", "deceased"}, {"亡故", "deceased"}, {"身故", "deceased"}, {"服刑", "in_custody"}, {"羁押", "in_custody"}, {"判刑", "in_custody"}, {"刑拘", "in_custody"}, {"超龄", "over_age"}, {"年龄", "over_age"}, {"到龄", "over_age"},
		{"合并", "merged"}, {"并村", "merged"}, {"顶岗", "substitute"}, {"替岗", "substitute"}, {"代岗", "substitute"}, {"虚假", "false_information"}, {"弄虚作假", "false_information"}, {"不服从", "refuses_management"}, {"旷工", "refuses_management"}, {"违反", "refuses_management"}, {"胜任", "cannot_work"}, {"丧失劳动", "cannot_work"}, {"病", "health"}, {"身体", "health"}, {"健康", "health"}, {"住院", "health"},
		{"务工", "found_work"}, {"就业", "found_work"}, {"打工", "found_work"}, {"外出", "found_work"}, {"资金", "fund_ended"}, {"到期", "agreement_ended"}, {"期满", "agreement_ended"}, {"协议", "agreement_ended"}, {"合同", "agreement_ended"}, {"不符合", "not_eligible"}, {"不再符合", "not_eligible"}, {"脱贫不", "not_eligible"}, {"自愿", "own_wish"}, {"个人原因", "own_wish"}, {"辞职", "own_wish"}, {"轮换", "other"}, {"轮岗", "other"},
		{"died", "deceased"}, {"death", "deceased"}, {"prison", "in_custody"}, {"expired", "agreement_ended"}, {"resigned", "own_wish"}, {"season", "task_ended"}, {"illness", "health"}, {"other", "other"}}
	results = said{{"未上岗", "refused"}, {"没有上岗", "refused"}, {"落选", "refused"}, {"未通过", "refused"}, {"不通过", "refused"}, {"未录用", "refused"}, {"未入选", "refused"}, {"未安", "refused"}, {"不予", "refused"}, {"淘汰", "refused"}, {"上岗", "placed"}, {"录用", "placed"}, {"聘用", "placed"}, {"安置", "placed"}, {"入选", "placed"}, {"通过上岗", "placed"}, {"候补", "waiting"}, {"等待", "waiting"}, {"递补", "waiting"}, {"撤回", "withdrawn"}, {"放弃", "withdrawn"}, {"待办", "submitted"}, {"待初审", "submitted"}, {"未办理", "submitted"}, {"未处理", "submitted"}, {"受理", "submitted"},
		{"placed", "placed"}, {"hired", "placed"}, {"accepted", "placed"}, {"selected", "placed"}, {"rejected", "refused"}, {"refused", "refused"}, {"not selected", "refused"}, {"waiting", "waiting"}, {"pending", "submitted"}, {"withdrawn", "withdrawn"}}
	steps    = said{{"登记", "submit"}, {"申请", "submit"}, {"初审", "check"}, {"村级", "check"}, {"备案", "file"}, {"联审", "file"}, {"审批", "file"}, {"区", "file"}, {"审核", "audit"}, {"复审", "audit"}, {"镇", "audit"}, {"submit", "submit"}, {"check", "check"}, {"audit", "audit"}, {"file", "file"}, {"filing", "file"}}
	findings = said{{"顶岗", "substitute"}, {"替岗", "substitute"}, {"代岗", "substitute"}, {"他人", "substitute"}, {"代为", "substitute"}, {"代干", "substitute"}, {"代扫", "substitute"}, {"代其", "substitute"}, {"顶替", "substitute"}, {"替其", "substitute"}, {"由其", "substitute"}, {"雇人", "substitute"}, {"冒名", "substitute"}, {"不在岗", "not_seen"}, {"未在岗", "not_seen"}, {"未见", "not_seen"}, {"没见", "not_seen"}, {"没有见", "not_seen"}, {"缺岗", "not_seen"}, {"脱岗", "not_seen"}, {"空岗", "not_seen"}, {"打工", "not_seen"}, {"外出", "not_seen"}, {"查无此人", "not_seen"}, {"没有到岗", "not_seen"}, {"未到岗", "not_seen"}, {"请假", "leave"}, {"病假", "leave"}, {"事假", "leave"}, {"换班", "swapped"}, {"调休", "swapped"}, {"轮休", "swapped"}, {"休息", "swapped"}, {"胜任", "cannot_work"}, {"联系不上", "unreachable"}, {"无法联系", "unreachable"}, {"完成好", "work_good"}, {"完成差", "work_bad"}, {"在岗", "on_duty"}, {"正常", "on_duty"}, {"到岗", "on_duty"},
		{"substitut", "substitute"}, {"absent", "not_seen"}, {"not seen", "not_seen"}, {"leave", "leave"}, {"swapped", "swapped"}, {"on duty", "on_duty"}, {"present", "on_duty"}}
	methods  = said{{"现场", "site"}, {"到场", "site"}, {"实地", "site"}, {"入户", "site"}, {"site", "site"}, {"电话", "phone"}, {"phone", "phone"}, {"视频", "video"}, {"系统", "system"}, {"纸", "paper"}}
	channels = said{{"代录", "for_another"}, {"代填", "for_another"}, {"代签", "for_another"}, {"代办", "for_another"}, {"for_another", "for_another"}, {"导入", "import"}, {"import", "import"}, {"批量", "batch"}, {"会审", "batch"}, {"batch", "batch"}, {"默认", "default"}, {"default", "default"}, {"历史", "history"}, {"history", "history"}, {"录入", "typed"}, {"手工", "typed"}, {"typed", "typed"}, {"manual", "typed"}}
	funds    = said{{"就业补助", "employment_subsidy"}, {"衔接", "rural_revitalisation"}, {"乡村振兴", "rural_revitalisation"}, {"光伏", "photovoltaic"}, {"村集体", "village_collective"}, {"帮扶协作", "pairing_assistance"}, {"财政", "county_finance"}, {"photovolt", "photovoltaic"}, {"employment", "employment_subsidy"}}
	flows    = said{{"上年", "in"}, {"下拨", "down"}, {"分配", "down"}, {"拨付镇", "down"}, {"发放", "paid"}, {"补贴", "paid"}, {"结余", "balance"}, {"结转下年", "balance"}, {"余额", "balance"}, {"支出", "other"}, {"其他", "other"}, {"收入", "in"}, {"下达", "in"}, {"到账", "in"}, {"拨入", "in"}, {"上年结转", "in"}, {"income", "in"}, {"received", "in"}, {"appropriat", "in"}, {"allot", "down"}, {"payment", "paid"}, {"paid", "paid"}, {"balance", "balance"}, {"expen", "other"}, {"other", "other"}}
	payKinds = said{{"补发", "arrears"}, {"补编", "supplement"}, {"更正", "correction"}, {"冲", "correction"}, {"重发", "reissue"}, {"常规", "regular"}, {"正常", "regular"}, {"regular", "regular"}, {"supplement", "supplement"}, {"arrears", "arrears"}, {"correction", "correction"}, {"reissue", "reissue"}}
	registry = said{{"死亡", "deceased"}, {"殡葬", "deceased"}, {"火化", "deceased"}, {"注销户口", "deceased"},
		{"deceased", "deceased"}, {"death", "deceased"}, {"服刑", "in_custody"}, {"在押", "in_custody"}, {"羁押",
			"in_custody"}, {"监狱", "in_custody"}, {"拘留", "in_custody"}, {"社区矫正", none}, {"custody", "in_custody"}, {"prison", "in_custody"}, {"领取职工养老", "employee_pension_drawing"}, {"领职工养老", "employee_pension_drawing"}, {"享受职工养老", "employee_pension_drawing"}, {"领取职工基本养老", "employee_pension_drawing"}, {"职工养老金", "employee_pension_drawing"}, {"职工养老待遇", "employee_pension_drawing"}, {"企业退休", "employee_pension_drawing"}, {"退休", "employee_pension_drawing"}, {"居民养老", none}, {"居民基本养老", none}, {"居民医", none}, {"医疗保险", none}, {"医保", none}, {"工伤保险", none}, {"失业保险", none}, {"生育保险", none}, {"新农保", none}, {"新农合", none}, {"职工养老", "employee_pension_paying"}, {"职工基本养老", "employee_pension_paying"}, {"企业职工", "employee_pension_paying"}, {"pension_drawing", "employee_pension_drawing"}, {"pension", "employee_pension_paying"}, {"营业执照", "business_owner"}, {"工商", "business_owner"}, {"企业法人", "business_owner"}, {"法定代表人", "business_owner"}, {"个体", "business_owner"}, {"市场监管", "business_owner"}, {"business", "business_owner"}, {"财政供养", "public_employee"}, {"公职", "public_employee"}, {"在编", "public_employee"}, {"public_employee", "public_employee"}, {"学籍", "student"}, {"在校", "student"}, {"学生", "student"}, {"student", "student"}, {"护林", "other_post"}, {"其他公益", "other_post"}, {"护路", "other_post"}, {"河管", "other_post"}, {"other_post", "other_post"}, {"在外就业", "employed"}, {"外出就业", "employed"}, {"务工", "employed"}, {"劳动合同", "employed"}, {"就业登记", none}, {"失业登记", none}, {"登记失业", none}, {"就业失业", none}, {"employed", "employed"}, {"employment", "employed"}}
	issues   = said{{"索要", "asked_back"}, {"收上去", "asked_back"}, {"收走", "asked_back"}, {"交上去", "asked_back"}, {"收上来", "asked_back"}, {"要走", "asked_back"}, {"拿走", "asked_back"}, {"扣下", "asked_back"}, {"截留", "asked_back"}, {"要回", "asked_back"}, {"收缴", "asked_back"}, {"收回", "asked_back"}, {"交回", "asked_back"}, {"上交", "asked_back"}, {"回扣", "asked_back"}, {"返还", "asked_back"}, {"克扣", "asked_back"}, {"退回", "asked_back"}, {"优亲", "kin_favour"}, {"亲属", "kin_favour"}, {"亲戚", "kin_favour"}, {"轮流", "taking_turns"}, {"没发", "unpaid"}, {"拖欠", "unpaid"}, {"没有发", "unpaid"}, {"未发", "unpaid"}, {"名单", "not_listed"}, {"困难", "need_ignored"}, {"不干活", "not_working"}, {"吃空饷", "not_working"}, {"不公", "unfair_hiring"}, {"态度", "conduct"}, {"asked_back", "asked_back"}, {"kickback", "asked_back"}}
	things   = said{{"签到", "duty_line"}, {"考勤", "duty_sheet"}, {"批次", "pay_batch"}, {"银行", "pay_batch"}, {"发放", "pay_run"}, {"补贴", "pay_run"}, {"申请", "application"}, {"上岗", "placement"}, {"sheet", "duty_sheet"}, {"attendance", "duty_sheet"}, {"batch", "pay_batch"}, {"pay", "pay_run"}, {"application", "application"}, {"sign_in", "duty_line"}, {"placement", "placement"}}
	deeds    = said{{"签到", "sign_in"}, {"sign_in", "sign_in"}, {"制单", "create"}, {"编制", "create"}, {"填报", "create"}, {"录入", "create"}, {"create", "create"}, {"复核", "release"}, {"放款", "release"}, {"release", "release"}, {"批准", "approve"}, {"审批", "approve"}, {"approve", "approve"}, {"审核", "check"}, {"check", "check"}, {"review", "check"}}
	relation = said{{"非亲属", "99"}, {"无亲属关系", "99"}, {"没有亲属关系", "99"}, {"不是亲属", "99"}, {"无关系", "99"}, {"舅妈", "86"},
		{"舅母", "86"}, {"姨夫", "87"}, {"姨父", "87"}, {"姑夫", "89"}, {"姑父", "89"}, {"姨妈", "88"}, {"姨母", "88"}, {"姑妈",
			"90"}, {"姑母", "90"}, {"大娘", "82"}, {"妻子", "12"}, {"老婆", "12"}, {"丈夫", "11"}, {"老公", "11"}, {"爱人", "10"}, {"配偶", "10"}, {"儿媳", "38"}, {"女婿", "28"}, {"孙媳", "45"}, {"弟媳", "74"}, {"侄媳", "97"}, {"甥媳", "97"}, {"媳妇", "12"}, {"孙女婿", "46"}, {"外孙女", "44"}, {"外孙", "43"}, {"孙女", "42"}, {"孙子", "41"}, {"儿子", "20"}, {"长子", "22"}, {"次子", "23"}, {"女儿", "30"}, {"长女", "32"}, {"次女", "33"},
		{"岳父", "55"}, {"岳母", "56"}, {"丈人", "55"}, {"丈母", "56"}, {"公公", "53"}, {"公爹", "53"}, {"婆婆", "54"}, {"祖父", "61"}, {"爷爷", "61"}, {"祖母", "62"}, {"奶奶", "62"}, {"外祖", "63"}, {"姥爷", "63"}, {"姥姥", "64"}, {"外公", "63"}, {"外婆", "64"}, {"堂", "91"}, {"表", "92"}, {"嫂", "72"}, {"弟媳", "74"}, {"弟妹", "74"}, {"姐夫", "76"}, {"妹夫", "78"}, {"侄媳", "97"}, {"侄女", "94"}, {"侄", "93"}, {"外甥女", "96"}, {"外甥", "95"}, {"伯父", "81"}, {"大爷", "81"}, {"伯母", "82"}, {"叔", "83"}, {"婶", "84"}, {"舅母", "86"}, {"妗", "86"}, {"舅", "85"}, {"姨父", "87"}, {"姨", "88"}, {"姑父", "89"}, {"姑", "90"},
		{"哥", "71"}, {"兄", "71"}, {"弟", "73"}, {"姐", "75"}, {"妹", "77"}, {"父", "51"}, {"爸", "51"}, {"母", "52"}, {"妈", "52"}, {"妯娌", "97"}, {"连襟", "97"}, {"亲家", "97"}, {"子", "20"}, {"女", "30"}, {"妻", "12"}, {"夫", "11"},
		{"daughter-in-law", "38"}, {"son-in-law", "28"}, {"father-in-law", "55"}, {"mother-in-law", "56"}, {"brother-in-law", "78"}, {"sister-in-law", "74"}, {"wife", "12"}, {"husband", "11"}, {"spouse", "10"}, {"grandson", "41"}, {"granddaughter", "42"}, {"grandfather", "61"}, {"grandmother", "62"}, {"son", "20"}, {"daughter", "30"}, {"father", "51"}, {"mother", "52"}, {"brother", "73"}, {"sister", "77"}, {"cousin", "91"}, {"nephew", "93"}, {"niece", "94"}, {"uncle", "83"}, {"aunt", "90"}, {"relative", "97"}, {"kin", "97"}, {"亲属", "97"}, {"亲戚", "97"}}
)

// none marks words that are understood and say nothing that bars anybody: a resident's insurance, an entry in the
// register of employment.
const none = "-"

// marksIn turns what stands for a day into the program's mark: P at work, L leave, O agreed day off, S swapped, W
// weather, A absent, H half a day at work, - nothing, ? what is not known.
func marksIn(cell string) byte {
	s := strings.ToUpper(sheet.Plain(cell))
	if s == "" || s == "-" || s == "—" || s == "/" {
		return '-'
	}
	if s == "0.5" || s == ".5" || s == "½" || strings.HasPrefix(s, "半") {
		return 'H'
	}
	switch r := []rune(s)[0]; {
	case strings.ContainsRune("√✓✔勤出P1上班干到全", r):
		return 'P'
	case strings.ContainsRune("假请病事婚丧产L", r):
		return 'L'
	case strings.ContainsRune("休O", r):
		return 'O'
	case strings.ContainsRune("换调S", r):
		return 'S'
	case strings.ContainsRune("雨雪W", r):
		return 'W'
	case strings.ContainsRune("任T", r):
		return 'T'
	case strings.ContainsRune("缺旷×X0A✗", r):
		return 'A'
	case unicode.IsDigit(r) || strings.ContainsRune("VY对是☑✅正", r):
		return 'P'
	}
	return '?'
}
