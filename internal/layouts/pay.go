package layouts

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/sheettest"
)

func pays() []Layout {
	list := func(code, name, what string, files func(t Truth) []File) Layout {
		return Layout{Code: code, Name: name, Sort: "pay", What: what, Facts: Facts{Pay: true}, Files: files}
	}
	with := func(l Layout, f Facts) Layout { l.Facts = f; return l }
	account := Facts{Pay: true, Account: true}
	return []Layout{
		with(list("pay-plain", "补贴发放表", "month in the title, unit line, total with the amount in words, signatures",
			payPlain), account),
		with(list("pay-due-kept-got", "补贴发放明细表", "应发, 扣款 and 实发 under a merged head", payDueKept), account),
		list("pay-months-across", "年度补贴发放台账", "a column for each month, the year in the title, a sum at the right",
			payMonths),
		list("pay-month-pairs", "季度出勤及补贴表", "for each month a pair of columns, days and amount, under a merged head",
			payPairs),
		with(list("pay-pages", "补贴发放花名册（分页打印）", "printed pages: 本页小计, then the heads once more, 累计 at the end",
			payPages), account),
		list("pay-sections", "分村发放表", "villages as sections with a 小计 each", paySections),
		list("pay-side-by-side", "发放表（双栏）", "two halves side by side", paySideBySide),
		with(list("pay-written", "发放名单（手工录入）", "accounts in fours, amounts as 800元 and ￥761.90", payWritten), account),
		list("pay-in-words", "发放表（大小写）", "the amount in figures and, beside it, in words", payInWords),
		with(list("pay-sheets", "全年发放表", "a sheet for each month, the year in the file's name", paySheets), account),
		list("pay-file-names", "月度发放表", "the month only in the file's name", payFileNames),
		list("pay-proxy", "发放签领表", "who drew for another stands beside with a number: 代领人", payProxy),
		with(list("pay-computed", "工资计算表", "days times rate by formulas, a sum at the foot", payComputed),
			Facts{Pay: true}),
		list("pay-stacked", "一季度发放表", "three months one under the other on one sheet, each with its title", payStacked),
		list("pay-merged-month", "发放汇总", "the month merged over all its rows", payMergedMonth),
		with(list("pay-for-bank", "代发清单", "sent to the bank: 账号, 户名, 金额; the number of the list and its sum above",
			payForBank),
			Facts{Pay: true, Account: true, NoNumber: true}),
		with(list("pay-due-only", "补贴申领表", "only what should be given", payDueOnly), Facts{Pay: true, Due: true}),
		list("pay-thousands", "发放表（会计格式）", "amounts as numbers that show separators and a currency", payThousands),
	}
}

// months of a list, one file each.
func eachMonth(t Truth, name string, one func(m civil.Month, p *page)) (out []File) {
	for _, m := range t.Months {
		p := on("Sheet1")
		one(m, p)
		out = append(out, file(fmt.Sprintf("%s%d", name, monthNo(m)), p))
	}
	return out
}

// paid in a month, in order.
func paid(people []Person, m civil.Month) (out []Person) {
	for _, x := range people {
		if _, ok := x.Pay[m]; ok {
			out = append(out, x)
		}
	}
	return out
}

func sum(people []Person, m civil.Month) (total money.Fen) {
	for _, x := range people {
		total += x.Pay[m].Got()
	}
	return total
}

func payPlain(t Truth) []File {
	return eachMonth(t, "发放表", func(m civil.Month, p *page) {
		p.wide(t.Township+hanMonth(m)+"乡村公益性岗位补贴发放表", 9)
		p.wide("单位（盖章）：                                        单位：元", 9)
		p.heads("序号 村 姓名 身份证号码 岗位名称 补贴金额 社保卡账号 领款人签字 备注")
		for i, x := range paid(t.People, m) {
			p.row(float64(i+1), x.Village, x.Name, x.IDNo, x.Post, yuan(x.Pay[m].Got()), x.Account)
		}
		p.row("合计", nil, nil, nil, nil, yuan(sum(t.People, m)))
		p.row("合计金额（大写）：" + inWords(sum(t.People, m)))
		p.signed()
	})
}

func payDueKept(t Truth) []File {
	return eachMonth(t, "补贴发放明细", func(m civil.Month, p *page) {
		p.wide(hanMonth(m)+"公益性岗位补贴发放明细表", 9)
		p.heads("序号 所在村 姓名 身份证号 补贴情况（元） . . 银行卡号 签字")
		p.heads(". . . . 应发金额 扣款 实发金额 . .")
		for _, c := range []int{0, 1, 2, 3, 7, 8} {
			p.join(2, c, 3, c)
		}
		p.join(2, 4, 2, 6)
		for i, x := range paid(t.People, m) {
			y := x.Pay[m]
			p.row(float64(i+1), x.Village, x.Name, x.IDNo, yuan(y.Due), yuan(y.Kept), yuan(y.Got()), x.Account)
		}
	})
}

func payMonths(t Truth) []File {
	p := on("台账")
	p.wide("2025年度公益性岗位补贴发放台账", 9)
	p.heads("序号 村 姓名 身份证号码 1月 2月 3月 合计 备注")
	for i, x := range t.People {
		cells := []any{float64(i + 1), x.Village, x.Name, x.IDNo}
		total := money.Fen(0)
		for _, m := range t.Months {
			if y, ok := x.Pay[m]; ok {
				cells = append(cells, yuan(y.Got()))
				total += y.Got()
			} else {
				cells = append(cells, nil)
			}
		}
		p.row(append(cells, yuan(total))...)
	}
	p.row("合计", nil, nil, nil, yuan(sum(t.People, t.Months[0])), yuan(sum(t.People, t.Months[1])), yuan(sum(t.People,
		t.Months[2])))
	return []File{file("补贴发放台账", p)}
}

func payPairs(t Truth) []File {
	p := on("Sheet1")
	p.wide("2025年第一季度公益性岗位出勤及补贴发放表", 10)
	p.heads("序号 村 姓名 身份证号码 1月 . 2月 . 3月 .")
	p.heads(". . . . 出勤天数 补贴金额 出勤天数 补贴金额 出勤天数 补贴金额")
	for c := range 4 {
		p.join(2, c, 3, c)
	}
	for c := 4; c < 10; c += 2 {
		p.join(2, c, 2, c+1)
	}
	for i, x := range t.People {
		cells := []any{float64(i + 1), x.Village, x.Name, x.IDNo}
		for _, m := range t.Months {
			if y, ok := x.Pay[m]; ok {
				cells = append(cells, float64(Worked(x.Marks[m])), yuan(y.Got()))
			} else {
				cells = append(cells, nil, nil)
			}
		}
		p.row(cells...)
	}
	return []File{file("一季度补贴发放表", p)}
}

func payPages(t Truth) []File {
	return eachMonth(t, "花名册发放", func(m civil.Month, p *page) {
		p.wide(hanMonth(m)+"补贴发放花名册", 7)
		all := paid(t.People, m)
		for from := 0; from < len(all); from += 3 {
			p.heads("序号 村 姓名 身份证号码 发放金额 账号 备注")
			here := all[from:min(from+3, len(all))]
			for i, x := range here {
				p.row(float64(from+i+1), x.Village, x.Name, x.IDNo, yuan(x.Pay[m].Got()), x.Account)
			}
			p.row("本页小计", nil, nil, nil, yuan(sum(here, m)))
		}
		p.row("累计", nil, fmt.Sprintf("%d人", len(all)), nil, yuan(sum(all, m)))
		p.row("第1页，共1页")
	})
}

func paySections(t Truth) []File {
	return eachMonth(t, "分村发放表", func(m civil.Month, p *page) {
		p.wide(t.Township+hanMonth(m)+"公益岗补贴发放表", 5)
		p.heads("序号 姓名 身份证号码 实发补贴 签字")
		for _, v := range t.Villages {
			p.wide(v, 5)
			here := paid(t.Of(v), m)
			for i, x := range here {
				p.row(float64(i+1), x.Name, x.IDNo, yuan(x.Pay[m].Got()))
			}
			p.row("小计", nil, nil, yuan(sum(here, m)))
		}
		p.row("总计", nil, nil, yuan(sum(t.People, m)))
	})
}

func paySideBySide(t Truth) []File {
	return eachMonth(t, "双栏发放表", func(m civil.Month, p *page) {
		p.wide(hanMonth(m)+"公益性岗位补贴发放表", 11)
		p.heads("序号 村 姓名 身份证号码 金额 . 序号 村 姓名 身份证号码 金额")
		left, right := paid(t.Of(t.Villages[0]), m), paid(t.Of(t.Villages[1]), m)
		for i := range max(len(left), len(right)) {
			cells := make([]any, 11)
			for k, half := range [][]Person{left, right} {
				if i < len(half) {
					x := half[i]
					copy(cells[6*k:], []any{float64(i + 1), x.Village, x.Name, x.IDNo, yuan(x.Pay[m].Got())})
				}
			}
			p.row(cells...)
		}
		p.row("合计", nil, nil, nil, yuan(sum(left, m)), nil, "合计", nil, nil, nil, yuan(sum(right, m)))
	})
}

func payWritten(t Truth) []File {
	return eachMonth(t, "发放名单", func(m civil.Month, p *page) {
		p.wide(hanMonth(m)+"份补贴发放名单", 6)
		p.heads("村庄 姓名 证件号码 补助金额 领款账号 备注")
		for i, x := range paid(t.People, m) {
			amount := x.Pay[m].Got().String() + "元"
			if i%2 == 1 {
				amount = "￥" + x.Pay[m].Got().String()
			}
			p.row(x.Village, x.Name, x.IDNo, amount, spaced(x.Account))
		}
	})
}

func payInWords(t Truth) []File {
	return eachMonth(t, "大小写发放表", func(m civil.Month, p *page) {
		p.wide(hanMonth(m)+"公益性岗位补贴发放表", 7)
		p.heads("序号 村 姓名 身份证号码 金额（小写） 金额（大写） 签字")
		for i, x := range paid(t.People, m) {
			p.row(float64(i+1), x.Village, x.Name, x.IDNo, yuan(x.Pay[m].Got()), inWords(x.Pay[m].Got()))
		}
		p.row("合计", nil, nil, nil, yuan(sum(t.People, m)), inWords(sum(t.People, m)))
	})
}

func paySheets(t Truth) []File {
	var pages []*page
	for _, m := range t.Months {
		p := on(fmt.Sprintf("%d月", monthNo(m)))
		p.wide("公益性岗位补贴发放表", 6)
		p.heads("序号 村 姓名 身份证号码 实发金额 银行账号")
		for i, x := range paid(t.People, m) {
			p.row(float64(i+1), x.Village, x.Name, x.IDNo, yuan(x.Pay[m].Got()), x.Account)
		}
		pages = append(pages, p)
	}
	f := file("2025年公益岗补贴发放表", pages...)
	f.Workbook = true
	return []File{f}
}

func payFileNames(t Truth) (out []File) {
	for _, m := range t.Months {
		p := on("Sheet1")
		p.wide("公益性岗位补贴发放表", 5)
		p.heads("序号 村 姓名 身份证号码 实发金额")
		for i, x := range paid(t.People, m) {
			p.row(float64(i+1), x.Village, x.Name, x.IDNo, yuan(x.Pay[m].Got()))
		}
		out = append(out, file(hanMonth(m)+"发放表", p))
	}
	return out
}

func payProxy(t Truth) []File {
	return eachMonth(t, "签领表", func(m civil.Month, p *page) {
		p.wide(hanMonth(m)+"补贴发放签领表", 9)
		p.heads("序号 村 代领人姓名 代领人身份证号码 姓名 身份证号码 金额 与本人关系 签字")
		for i, x := range paid(t.People, m) {
			by := t.People[(i+3)%len(t.People)]
			p.row(float64(i+1), x.Village, by.Name, by.IDNo, x.Name, x.IDNo, yuan(x.Pay[m].Got()), "邻居")
		}
	})
}

func payComputed(t Truth) []File {
	return eachMonth(t, "工资计算表", func(m civil.Month, p *page) {
		p.wide(hanMonth(m)+"公益性岗位工资表", 8)
		p.heads("序号 村 姓名 身份证号码 标准 扣款 实发工资 备注")
		for i, x := range paid(t.People, m) {
			y := x.Pay[m]
			p.row(float64(i+1), x.Village, x.Name, x.IDNo, yuan(y.Due), yuan(y.Kept),
				sheettest.Computed(float64(y.Due)/100-float64(y.Kept)/100))
		}
		p.row("合计", nil, nil, nil, nil, nil,
			sheettest.Computed(yuan(sum(t.People, m))))
	})
}

func payStacked(t Truth) []File {
	p := on("一季度")
	for _, m := range t.Months {
		p.wide(hanMonth(m)+"公益性岗位补贴发放表", 5)
		p.heads("序号 村 姓名 身份证号码 实发金额")
		for i, x := range paid(t.People, m) {
			p.row(float64(i+1), x.Village, x.Name, x.IDNo, yuan(x.Pay[m].Got()))
		}
		p.row("合计", nil, nil, nil, yuan(sum(t.People, m)))
		p.row()
	}
	return []File{file("补贴发放表", p)}
}

func payMergedMonth(t Truth) []File {
	p := on("汇总")
	p.wide("公益性岗位补贴发放汇总", 5)
	p.heads("月份 村 姓名 身份证号码 发放金额")
	for _, m := range t.Months {
		first := len(p.Rows) + 1
		for i, x := range paid(t.People, m) {
			month := any(nil)
			if i == 0 {
				month = hanMonth(m)
			}
			p.row(month, x.Village, x.Name, x.IDNo, yuan(x.Pay[m].Got()))
		}
		p.join(first, 0, len(p.Rows), 0)
	}
	f := file("发放汇总", p)
	f.Workbook = true
	return []File{f}
}

func payForBank(t Truth) []File {
	return eachMonth(t, "代发清单", func(m civil.Month, p *page) {
		p.wide("代发清单", 5)
		all := paid(t.People, m)
		p.row("批次号：20250200"+fmt.Sprint(monthNo(m)), nil, fmt.Sprintf("总笔数：%d", len(all)), nil, "总金额："+sum(all,
			m).String())
		p.row("用途：" + hanMonth(m) + "公益性岗位补贴")
		p.heads("序号 村 户名 账号 金额")
		for i, x := range all {
			p.row(float64(i+1), x.Village, x.Name, x.Account, x.Pay[m].Got().String())
		}
	})
}

func payDueOnly(t Truth) []File {
	return eachMonth(t, "补贴发放申领", func(m civil.Month, p *page) {
		p.wide(hanMonth(m)+"公益性岗位补贴申领发放表", 6)
		p.heads("序号 村 姓名 身份证号码 应发补贴 备注")
		for i, x := range paid(t.People, m) {
			p.row(float64(i+1), x.Village, x.Name, x.IDNo, yuan(x.Pay[m].Due))
		}
	})
}

func payThousands(t Truth) []File {
	return eachMonth(t, "会计发放表", func(m civil.Month, p *page) {
		p.wide(hanMonth(m)+"补贴发放表", 5)
		p.heads("序号 村 姓名 身份证号码 补贴金额（元）")
		for i, x := range paid(t.People, m) {
			format := []string{`#,##0.00`, `"¥"#,##0.00`, "0.00"}[i%3]
			p.row(float64(i+1), x.Village, x.Name, x.IDNo, sheettest.Shown{Value: yuan(x.Pay[m].Got()), Format: format})
		}
	})
}
