package layouts

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/sheettest"
)

func banks() []Layout {
	answer := func(code, name, what string, f Facts, files func(t Truth) []File) Layout {
		return Layout{Code: code, Name: name, Sort: "bank", What: what, Facts: f, Files: files, Beside: []string{"pay"}}
	}
	all, failed := Facts{Bank: true, NoVillage: true, NoNumber: true}, Facts{Failed: true, NoVillage: true,
		NoNumber: true}
	return []Layout{
		answer("bank-plain", "代发结果明细", "numbers and sums above the heads, the state and why it failed", all, bankPlain),
		answer("bank-codes", "批量代发回盘", "an export: no title, codes with words, digits kept by a tab behind", all,
			bankCodes),
		answer("bank-failed", "代发失败清单", "only what came back, with its reason; the state stands in the title alone",
			failed, bankFailed),
		answer("bank-statement", "账户流水", "statements of accounts one under the other: 摘要, 收入, 支出, 余额", all,
			bankStatement),
		answer("bank-returns", "退回明细", "only what came back, accounts in fours, dates as date cells", failed,
			bankReturns),
	}
}

type lineOfBank struct {
	p Person
	y Pay
}

// sent of the first month, which is the one that the bank answers.
func sent(t Truth) (out []lineOfBank, total, bad money.Fen, failures int) {
	for _, x := range paid(t.People, t.Months[0]) {
		y := x.Pay[t.Months[0]]
		out, total = append(out, lineOfBank{x, y}), total+y.Got()
		if y.Refused != "" {
			bad, failures = bad+y.Got(), failures+1
		}
	}
	return out, total, bad, failures
}

func bankPlain(t Truth) []File {
	lines, total, bad, failures := sent(t)
	p := on("结果")
	p.wide("代发业务处理结果明细", 8)
	p.row("批次号", "2025020001", nil, "代发日期", PaidOn)
	p.row("总笔数", float64(len(lines)), nil, "总金额", total.String())
	p.row("成功笔数", float64(len(lines)-failures), nil, "成功金额", (total - bad).String())
	p.heads("序号 账号 户名 金额 处理结果 失败原因 处理日期 附言")
	for i, l := range lines {
		state := "成功"
		if l.y.Refused != "" {
			state = "失败"
		}
		p.row(float64(i+1), l.p.Account, l.p.Name, yuan(l.y.Got()), state, l.y.Refused, PaidOn,
			hanMonth(t.Months[0])+"补贴")
	}
	return []File{file("代发结果", p)}
}

func bankCodes(t Truth) []File {
	lines, _, _, _ := sent(t)
	p := on("Sheet0")
	p.heads("交易序号 收款账号 收款人名称 交易金额 交易状态 返回信息 交易日期")
	for i, l := range lines {
		state, says := "交易成功", "0000:交易成功"
		if l.y.Refused != "" {
			state, says = "交易失败", "E102:"+l.y.Refused
		}
		p.row(fmt.Sprintf("%06d\t", i+1), l.p.Account+"\t", l.p.Name, l.y.Got().String(), state, says,
			solid(civil.MustDate(PaidOn))+"\t")
	}
	return []File{file("批量代发回盘文件_20250212", p)}
}

func bankFailed(t Truth) []File {
	lines, _, bad, failures := sent(t)
	p := on("Sheet1")
	p.wide(hanMonth(t.Months[0])+"补贴代发失败清单", 7)
	p.heads("序号 姓名 身份证号码 银行卡号 金额 失败原因 退回日期")
	n := 0
	for _, l := range lines {
		if l.y.Refused != "" {
			n++
			p.row(float64(n), l.p.Name, l.p.IDNo, l.p.Account, yuan(l.y.Got()), l.y.Refused, PaidOn)
		}
	}
	p.row("合计", fmt.Sprintf("%d笔", failures), nil, nil, yuan(bad))
	return []File{file("代发失败清单", p)}
}

func bankStatement(t Truth) []File {
	lines, _, _, _ := sent(t)
	p := on("流水")
	p.wide("账户交易明细", 9)
	p.heads("账号 户名 交易日期 交易时间 摘要 收入金额 支出金额 余额 对方户名")
	for _, l := range lines {
		balance := money.Fen(12345)
		p.row(l.p.Account, l.p.Name, "2025-01-03", "09:12:45", "利息", "1.23", "", balance.String(), "")
		if l.y.Refused == "" {
			balance += l.y.Got()
			p.row(l.p.Account, l.p.Name, PaidOn, "10:00:01", "代发补贴", l.y.Got().String(), "", balance.String(),
				t.Township+"财政所")
		}
		p.row(l.p.Account, l.p.Name, "2025-02-20", "16:30:00", "消费", "", "20.00", (balance - 2000).String(), "便利店")
	}
	return []File{file("银行流水", p)}
}

func bankReturns(t Truth) []File {
	lines, _, _, _ := sent(t)
	p := on("Sheet1")
	p.wide("代发处理情况表（退回）", 7)
	p.heads("序号 户名 账号 金额 处理结果 退回原因 处理日期")
	n := 0
	for _, l := range lines {
		if l.y.Refused != "" {
			n++
			p.row(float64(n), l.p.Name, spaced(l.p.Account), sheettest.Shown{Value: yuan(l.y.Got()), Format: "0.00"},
				"退回", l.y.Refused, dayCell(civil.MustDate(PaidOn)))
		}
	}
	return []File{file("代发结果（退回）", p)}
}
