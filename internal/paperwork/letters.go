package paperwork

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/documents"
)

// Fact is what a letter about a department's register says of whom.
type Fact struct {
	Name, Tail, Place string
	Register          string // which register
	Source            string // of which department
	AsOf              civil.Date
	Detail            string
	AnswerBy          civil.Date // last day for a statement; zero before the person was told
	Why               string     // of the decision
}

func (f Fact) said() string {
	s := fmt.Sprintf("%s提供的数据（截至%s）显示，您“%s”", f.Source, f.AsOf.Chinese(), f.Register)
	if f.Detail != "" {
		s += "（" + f.Detail + "）"
	}
	return s + "。"
}

func letter(title string, f Fact, paras ...string) documents.Sheet {
	blocks := []documents.Block{{Para: fmt.Sprintf("%s（身份证号码尾号%s）：", f.Name, f.Tail)}}
	for _, p := range paras {
		blocks = append(blocks, documents.Block{Para: p})
	}
	return documents.Sheet{Title: title, Sub: f.Place,
		Blocks: append(blocks, documents.Block{Sign: []string{"送达人", "本人或家属签收", "日期"}}, documents.Block{Seal: "办理单位"})}
}

// CheckLetter is 核查通知: nothing is decided, the person may say and prove something in the set time.
func CheckLetter(f Fact) documents.Sheet {
	by := "请在________年____月____日前"
	if !f.AnswerBy.IsZero() {
		by = "请在" + f.AnswerBy.Chinese() + "前"
	}
	return letter("核查通知", f, f.said()+"这可能影响您的乡村公益性岗位。数据可能有误，也可能有合理的情况，所以先向您核实，没有作出任何决定。",
		by+"到镇（街道）说明情况，并带来证明材料，例如注销证明、参保记录、关系证明。不能前来的，可以打电话或请家属代为说明。到期没有说明的，按现有材料研究。",
		"在作出决定以前，您照常上岗，补贴照常发放。"+objections)
}

// ExitLetter is 退出告知书.
func ExitLetter(f Fact) documents.Sheet {
	return letter("退出告知书", f, f.said(), "经核实："+f.Why, "您不再符合乡村公益性岗位的条件，将办理退出。补贴计到退出当日，应发的照常发放。",
		"不服本决定的，可以在收到之日起向上一级提出。"+objections)
}

// RecoveryLetter is 追缴通知书.
func RecoveryLetter(f Fact) documents.Sheet {
	return letter("追缴通知书", f, f.said(), "经核实："+f.Why,
		"多发的岗位补贴________元（大写：________________________），属于________年____月至____年____月，应当退回。请在收到之日起____日内交到指定账户：________________________。一次退回有困难的，可以申请分期。",
		"不服本决定的，可以在收到之日起向上一级提出。"+objections)
}

// Overpaid is what the letter of recovery after an exit says.
type Overpaid struct {
	Name, Tail, Place, Post string
	EndOn                   civil.Date
	Reason                  string // of the exit, in words
	Sum                     money.Fen
	AnswerBy                civil.Date
}

// OverpaidLetter is 追缴告知书 after an exit: what was paid beyond the last day, on what it rests, and that the person is
// heard first.
func OverpaidLetter(o Overpaid) documents.Sheet {
	return documents.Sheet{Title: "追缴告知书", Sub: o.Place, Blocks: []documents.Block{
		{Pairs: [][]string{
			{"姓名", o.Name, "身份证号码后四位", o.Tail},
			{"岗位", o.Post, "最后在岗日", o.EndOn.Chinese()},
			{"退出原因", o.Reason, "多发金额", o.Sum.Grouped() + "元（" + o.Sum.Capital() + "）"},
		}},
		{Para: fmt.Sprintf("经核对，您自%s起不再在岗，此后又有补贴%s元发到您的社会保障卡。按规定，退出日以后的补贴不应发放，应予追缴。", o.EndOn.AddDays(1).Chinese(),
			o.Sum.Grouped())},
		{Para: "对在岗日期、金额有不同意见的，请在" + o.AnswerBy.Chinese() + "前向区（市）人力资源社会保障部门说明，可以当面、电话或者书面，也可以请人代写。说明核实以前不作决定。"},
		{Para: "钱只退回原资金渠道的账户，不交给任何个人，并索要收据。一次退还有困难的，可以说明情况，约定分次退还。" + objections},
		{Sign: []string{"送达人", "本人签字或按指印", "日期"}}, {Seal: "办理单位"}}}
}

// AccidentReport is the report of an accident (意外事故报告单) that goes to the insurer.
func AccidentReport(place string, a placement.Accident, tail string) documents.Sheet {
	policy := a.InsuranceNo
	if a.Uninsured() {
		policy = "事故当天没有登记的有效保单"
	}
	return documents.Sheet{Title: "意外事故报告单", Sub: place, Blocks: []documents.Block{
		{Pairs: [][]string{
			{"姓名", a.Name, "身份证号码", "（尾号" + tail + "）"},
			{"岗位", a.Title, "保单号", policy},
			{"事故日期", a.HappenedOn.Chinese(), "地点", a.Place},
			{"报案期限", a.ClaimBy.Chinese(), "报案日期", a.ClaimedOn.Chinese()},
			{"报案号", a.ClaimNo, "联系电话", ""},
			{"经过", a.Story},
			{"受伤情况", a.Injury},
			{"就诊医院、诊断", ""},
			{"见证人", ""},
		}},
		{Para: "报案时附：身份证、社保卡复印件，病历、诊断证明、费用票据，本报告单。报案期限按保险合同；先报案、后补材料。"},
		{Sign: []string{"本人或家属", "村（社区）负责人", "镇（街道）经办人", "日期"}}, {Seal: "镇（街道）"}}}
}
