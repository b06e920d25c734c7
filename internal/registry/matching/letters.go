package matching

import (
	"fmt"

	"gangwei/internal/base/civil"
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
		"在作出决定以前，您照常上岗，补贴照常发放。"+documents.Objections)
}

// ExitLetter is 退出告知书.
func ExitLetter(f Fact) documents.Sheet {
	return letter("退出告知书", f, f.said(), "经核实："+f.Why, "您不再符合乡村公益性岗位的条件，将办理退出。补贴计到退出当日，应发的照常发放。",
		"不服本决定的，可以在收到之日起向上一级提出。"+documents.Objections)
}

// RecoveryLetter is 追缴通知书.
func RecoveryLetter(f Fact) documents.Sheet {
	return letter("追缴通知书", f, f.said(), "经核实："+f.Why,
		"多发的岗位补贴________元（大写：________________________），属于________年____月至____年____月，应当退回。请在收到之日起____日内交到指定账户：________________________。一次退回有困难的，可以申请分期。",
		"不服本决定的，可以在收到之日起向上一级提出。"+documents.Objections)
}
