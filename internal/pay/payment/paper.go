package payment

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/documents"
)

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
		{Para: "钱只退回原资金渠道的账户，不交给任何个人，并索要收据。一次退还有困难的，可以说明情况，约定分次退还。" + documents.Objections},
		{Sign: []string{"送达人", "本人签字或按指印", "日期"}}, {Seal: "办理单位"}}}
}
