package villagepapers

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Kinds of sheet, in the order of the pack.
const (
	Recruit   = "recruit"   // 招用公告
	Apply     = "apply"     // 申请表和诚信承诺书
	Kin       = "kin"       // 亲属关系申报表
	Review    = "review"    // 民主评议签到表和记录
	Notice    = "notice"    // 公示
	Slip      = "slip"      // 不予安排告知单
	Agreement = "agreement" // 劳务协议
	SignIn    = "sign_in"   // 月签到表
	Handover  = "handover"  // 移交清单

	CheckRecord = "check_record" // 履职检查记录表
	CallSheet   = "call_sheet"   // 电话检查登记表
	Receipt     = "receipt"      // 代录考勤回执单
	Told        = "told"         // 考核结果告知表
	Lapsed      = "lapsed"       // 手续到期通知书
)

// Parts that can be asked for.
var Parts = []string{SignIn, Recruit, Apply, Kin, Review, Notice, Slip, Agreement, Handover}

var letters = map[string]string{Recruit: "G", Apply: "S", Kin: "Q", Review: "P", Notice: "Y", Slip: "T", Agreement: "X",
	SignIn: "D", Handover: "J", CheckRecord: "L", CallSheet: "H", Receipt: "E", Told: "K", Lapsed: "Z"}

func blank(n int) []string { return make([]string, n) }

func signIn(village string, month civil.Month, holders []placement.Row) documents.Sheet {
	t := &documents.Table{Widths: []float64{8, 17, 21}, Heads: []string{"序号", "姓名", "岗位"}, Height: 9}
	for d := 1; d <= month.Days(); d++ {
		t.Widths, t.Heads = append(t.Widths, 6.9), append(t.Heads, fmt.Sprint(d))
	}
	t.Widths, t.Heads = append(t.Widths, 11), append(t.Heads, "出勤天数")
	for i, h := range holders {
		t.Rows = append(t.Rows, append([]string{fmt.Sprint(i + 1), h.Name, h.Title}, blank(month.Days()+1)...))
	}
	for range max(2, 8-len(holders)) {
		t.Rows = append(t.Rows, blank(month.Days()+4))
	}
	return documents.Sheet{Title: "乡村公益性岗位月签到表", Sub: village + "　" + month.Chinese(), Wide: true,
		Blocks: []documents.Block{
			{Para: "本人到岗当天签名或按指印；请假、换班、休息写“假”“换”“休”，不得代签。"}, {Table: t}, {Sign: []string{"村（社区）负责人", "考勤员", "镇（街道）审核人"}}}}
}

func recruitSheet(village string, vacant []post.Row) documents.Sheet {
	t := &documents.Table{Widths: []float64{10, 34, 40, 22, 22, 28},
		Heads:  []string{"序号", "岗位名称", "工作地点", "月天数", "月工时", "月补贴（元）"},
		Height: 8}
	for i, p := range vacant {
		t.Rows = append(t.Rows,
			[]string{fmt.Sprint(i + 1), p.Title, orBlank(p.Place), shown(p.DaysMonth), shown(p.HoursMonth), p.RateFen.String()})
	}
	var who []string
	for _, c := range resident.Categories {
		who = append(who, words.Label("category", c))
	}
	return documents.Sheet{Title: "乡村公益性岗位招用公告", Sub: village, Blocks: []documents.Block{
		{Para: fmt.Sprintf("本村现有乡村公益性岗位%d个，面向本村符合条件的人员招用，公告如下。", len(vacant))},
		{Head: "一、岗位"}, {Table: t},
		{Head: "二、条件"},
		{Para: "在本村落户或常住一年以上，能胜任岗位工作，属于下列人员之一：" + strings.Join(who, "；") +
			"。参加或领取职工养老保险、办有营业执照、公职人员、在校学生，以及已有其他公益性岗位的，不予安排。"},
		{Head: "三、报名"}, {Para: "报名时间：________年____月____日至____月____日。地点：________________。带身份证、户口簿和类别证明，填写申请表和诚信承诺书。"},
		{Head: "四、程序"}, {Para: "村级初审、民主评议、公示、镇（街道）审核、区（市）备案后签订协议上岗。村干部、公职人员的亲属可以申请，须如实申报；与申请人有亲属关系的人回避。"},
		{Para: documents.Objections}, {Seal: "村（居）民委员会"}}}
}

func applySheet(village string, a *applicant) documents.Sheet {
	p := resident.Person{}
	var sex, birth, number, title, home string
	if a != nil {
		p, title, home = a.person, a.title, a.address
		sex, birth, number = words.Label("sex", fmt.Sprint(p.Sex)), p.Birth.String(), "（尾号"+p.IDTail+"）"
	}
	account := ""
	if p.AccountTail != "" {
		account = "（尾号" + p.AccountTail + "）"
	}
	var boxes []string
	for _, c := range resident.Categories {
		mark := "□"
		if a != nil && c == a.basis {
			mark = "■"
		}
		boxes = append(boxes, mark+words.Label("category", c))
	}
	return documents.Sheet{Title: "乡村公益性岗位申请表", Sub: village, Blocks: []documents.Block{
		{Pairs: [][]string{
			{"姓名", p.Name, "性别", sex},
			{"出生日期", birth, "电话", ""},
			{"身份证号码", number, "户号", ""},
			{"住址", home, "申请岗位", title},
			{"社保卡账号（本人）", account, "开户银行", ""},
			{"安置对象类别", strings.Join(boxes, "　")},
			{"本人或家人是否有下列情形", "□参加或领取职工养老保险　□办有营业执照　□公职人员　□在校　□已有其他公益性岗位　□无"}, {"亲属中是否有村干部、公职人员或本次经办人", "□有（另填亲属关系申报表）　□无"}}},
		{Head: "诚信承诺"}, {Para: "本人自愿申请上述岗位，所填内容和所交材料真实；上岗后按规定到岗履职，不请人顶岗；情况变化及时报告。如有隐瞒，愿意退出岗位、退回多领的补贴。"},
		{Sign: []string{"申请人", "代填人（本人不能书写时）"}},
		{Pairs: [][]string{{"村（社区）初审意见", ""}}}, {Sign: []string{"初审人", "日期"}}}}
}

func kinSheet(village, name string) documents.Sheet {
	t := &documents.Table{Widths: []float64{10, 26, 50, 24, 46}, Heads: []string{"序号", "亲属姓名", "身份证号码", "是本人的", "任职单位和职务"},
		Height: 10}
	for i := range 8 {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), "", "", "", ""})
	}
	return documents.Sheet{Title: "亲属关系申报表", Sub: village, Blocks: []documents.Block{
		{Pairs: [][]string{{"申报人", name, "身份", "□申请人　□在岗人员　□村干部　□经办人"}}},
		{Para: "请如实填写与本村、本镇（街道）干部，公职人员和本次经办人的亲属关系：配偶、父母、子女及其配偶、兄弟姐妹及其配偶、配偶的父母和兄弟姐妹、祖父母、孙子女、叔伯姑舅姨、堂（表）兄弟姐妹、侄（甥）。申报不影响依法申请，只用于回避。"},
		{Table: t}, {Para: "□ 没有须申报的亲属关系。"}, {Sign: []string{"申报人", "日期"}}}}
}

func reviewSheets(village string, m meeting) []documents.Sheet {
	sign := &documents.Table{Widths: []float64{10, 30, 58, 10, 30, 58},
		Heads:  []string{"序号", "姓名", "签字、指印", "序号", "姓名", "签字、指印"},
		Height: 10}
	half := (len(m.voters) + 1) / 2
	for i := range half {
		row := []string{fmt.Sprint(i + 1), m.voters[i].Name, "", "", "", ""}
		if j := half + i; j < len(m.voters) {
			row[3], row[4] = fmt.Sprint(j+1), m.voters[j].Name
		}
		sign.Rows = append(sign.Rows, row)
	}
	lead := "村（社区）"
	if m.LedBy == "township" {
		lead = "镇（街道）"
	}
	facts := [][]string{
		{"会议日期", m.OnDate.Chinese(), "地点", m.Place},
		{"主持人", m.Chair + "（" + lead + "）", "应到人数", fmt.Sprint(m.Entitled)},
		{"实到人数", "", "记录人", ""},
	}
	votes := &documents.Table{Widths: []float64{10, 22, 34, 44, 15, 15, 15},
		Heads: []string{"序号", "申请人", "岗位", "应回避的人", "同意", "反对", "弃权"}, Height: 11}
	said := false
	for i, c := range m.candidates {
		var back []string
		for _, x := range m.recusals {
			if x.ApplicationID == c.ApplicationID {
				back = append(back, m.voters[x.VoterSeq-1].Name+"（"+words.Label("tie", x.Tie)+"）")
			}
		}
		said = said || len(back) > 0
		row := []string{fmt.Sprint(i + 1), c.Name, c.Title, strings.Join(back, "、"), "", "", ""}
		if m.State == application.Held {
			row[4], row[5], row[6] = fmt.Sprint(c.VotesFor), fmt.Sprint(c.VotesAgainst), fmt.Sprint(c.VotesAbstain)
		}
		votes.Rows = append(votes.Rows, row)
	}
	if m.State == application.Held {
		facts[2][1] = fmt.Sprint(m.Present)
	}
	announce := "表决前，主持人宣布回避要求，并当场询问到会人员与申请人有无亲属关系。登记的资料中没有应回避的人；当场申明的记在下面。"
	if said {
		announce = "表决前，主持人宣布应回避的人（见表）。应回避的人可以到会，不参加对该申请人的表决；当场申明的记在下面。"
	}
	return []documents.Sheet{
		{Title: "民主评议会签到表", Sub: village + "　" + m.OnDate.Chinese(),
			Blocks: []documents.Block{{Pairs: facts[:2]}, {Table: sign}, {Sign: []string{"主持人", "监督人（村务监督委员会）"}}}},
		{Title: "民主评议会记录", Sub: village + "　" + m.OnDate.Chinese(),
			Blocks: []documents.Block{
				{Pairs: facts},
				{Para: announce},
				{Table: votes},
				{Pairs: [][]string{{"讨论情况", ""}, {"当场申明回避的人", ""}, {"结果", ""}}},
				{Sign: []string{"主持人", "记录人", "监票人", "监督人"}}}},
	}
}

func noticeSheet(village string, days int, rows []noticed) documents.Sheet {
	t := &documents.Table{Widths: []float64{12, 34, 18, 60, 32}, Heads: []string{"序号", "姓名", "性别", "拟安排岗位", "月补贴（元）"},
		Height: 9}
	var why []documents.Block
	for i, n := range rows {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), n.name, n.sex, n.title, n.rate})
		if n.against {
			why = append(why, documents.Block{Para: n.name + "参考分靠后仍拟安置的理由：________________________________________。"})
		}
	}
	return documents.Sheet{Title: "乡村公益性岗位拟安置人员公示", Sub: village, Blocks: append(append([]documents.Block{
		{Para: "经本人申请、村级初审和民主评议，拟安置下列人员到乡村公益性岗位工作，现予公示。"}, {Table: t}}, why...),
		documents.Block{Para: fmt.Sprintf(
			"公示期：________年____月____日至____月____日（不少于%d个工作日，开始当天不算）。公示地点：________________________。", days)},
		documents.Block{Para: documents.Objections}, documents.Block{Seal: "村（居）民委员会"})}
}

func slipSheet(village string, s slip) documents.Sheet {
	t := &documents.Table{Widths: []float64{34, 32, 90}, Heads: []string{"环节", "日期", "情况"}, Height: 8}
	for _, x := range s.steps {
		what := words.Label("outcome", x.Outcome)
		if x.Step == application.StepReview {
			what = fmt.Sprintf("应到%d人，参加表决%d人；同意%d，反对%d，弃权%d", x.Entitled, x.Present, x.VotesFor, x.VotesAgainst, x.VotesAbstain)
		}
		if x.Outcome == application.Refuse && x.Remark != "" {
			what += "：" + x.Remark
		}
		t.Rows = append(t.Rows, []string{words.Label("step", x.Step), x.OnDate.String(), what})
	}
	result := "这次没有安排您上岗。您的申请已列入候补名单，本村有空岗时继续考虑，不必重新申请。"
	if s.state == application.Refused {
		result = "这次没有通过。情况变化或补齐材料后，可以重新申请。"
	}
	return documents.Sheet{Title: "不予安排告知单", Sub: village, Blocks: []documents.Block{
		{Para: s.name + "："}, {Para: fmt.Sprintf("您于%s申请的“%s”岗位（申请编号%s）已经办理。%s", s.on.Chinese(), s.title, s.number, result)},
		{Head: "考虑的情况"},
		{Table: t},
		{Para: "不同意这个结果的，收到后可以提出。" + documents.Objections},
		{Sign: []string{"送达人", "本人或家属签收"}},
		{Seal: "村（居）民委员会"}}}
}

// shown is a number on a paper; what is not known yet is filled in by hand.
func shown(n int64) string {
	if n == 0 {
		return orBlank("")
	}
	return fmt.Sprint(n)
}

func orBlank(s string) string {
	if s == "" {
		return "________"
	}
	return s
}

func agreementSheet(village string, a agreement) documents.Sheet {
	p := []string{
		fmt.Sprintf("一、岗位：%s（编号%s），工作地点：%s。", a.title, a.code, orBlank(a.place)),
		"二、工作内容：" + orBlank(a.tasks) + "。",
		fmt.Sprintf("三、工作时间：每月%s天、不超过%s小时，由甲方排班并考勤。非全日制工作期间，乙方可以从事其他灵活就业，不影响履职即可。", shown(a.days), shown(a.hours)),
		fmt.Sprintf("四、岗位补贴：每月%s元（大写：%s），按月打入乙方本人社会保障卡账户，不发现金，不打入他人账户。扣发须有依据，发放前告知乙方。", a.rate.String(), a.rate.Capital()),
		fmt.Sprintf("五、期限：%s至%s。期满按规定续签或退出。", a.from, a.until),
		"六、保障：甲方在上岗前为乙方办理意外伤害保险，并进行岗前和安全培训。乙方受伤的，甲方应及时救治并协助理赔。",
		"七、乙方应本人到岗，不得请人顶岗；因病因事不能到岗的，应当请假。乙方情况变化不再符合条件的，应当及时告知。",
		"八、退出：乙方可以随时提出退出。甲方认为乙方应当退出的，应说明理由，听取乙方陈述。补贴计到退出当日。",
		"九、争议：可向镇（街道）、区（市）人社部门反映，或拨打12333。本协议一式三份，甲方、乙方、镇（街道）各执一份。",
	}
	blocks := []documents.Block{
		{Para: "甲方（用岗单位）：" + village},
		{Para: "乙方：" + a.name + "，身份证号码：________________________（尾号" + a.tail + "）"},
	}
	for _, x := range p {
		blocks = append(blocks, documents.Block{Para: x})
	}
	return documents.Sheet{Title: "乡村公益性岗位劳务协议", Sub: "编号 " + a.number,
		Blocks: append(blocks, documents.Block{Sign: []string{"甲方代表", "乙方", "日期"}}, documents.Block{Seal: "甲方"})}
}

// handoverSheet is what a clerk hands over to the next: counted by the system, counted again on the table, signed by
// three.
func handoverSheet(village string, counts [][]string, open [][]string) documents.Sheet {
	t := &documents.Table{Widths: []float64{60, 26, 26, 62}, Heads: []string{"项目", "系统记录", "实际移交", "备注"}, Rows: counts,
		Height: 9}
	blocks := []documents.Block{{Para: "经办人变动时填写。系统记录的数目由系统算出，实际移交的数目当面清点后填写；不一致的写明原因。账号不移交：原账号停用，新经办人另开账号。"}, {Table: t}}
	if len(open) > 0 {
		blocks = append(blocks, documents.Block{Head: "未办结的申请"},
			documents.Block{Table: &documents.Table{Widths: []float64{60, 40, 74}, Heads: []string{"申请编号", "申请人", "现在的步骤"},
				Rows: open, Height: 8}})
	}
	return documents.Sheet{Title: "乡村公益性岗位工作移交清单", Sub: village,
		Blocks: append(blocks, documents.Block{Sign: []string{"移交人", "接收人", "监交人（镇街）"}}, documents.Block{Seal: "村（居）民委员会"})}
}
