package layouts

import (
	"strings"

	"gangwei/internal/base/civil"
)

func notices() []Layout {
	return []Layout{
		{Code: "notice-columns", Name: "公示台账", Sort: "notice", What: "a register of notices: begin and end in columns",
			Facts: Facts{Notice: true}, Files: noticeColumns, Beside: []string{"applications"}},
		{Code: "notice-period", Name: "公示情况表", Sort: "notice",
			What:  "the time of the notice in one cell for each person",
			Facts: Facts{Notice: true}, Files: noticePeriod, Beside: []string{"applications"}},
		{Code: "notice-text", Name: "拟安置人员公示", Sort: "notice",
			What:  "the notice itself: the period in a sentence above the list, signature and seal below",
			Facts: Facts{Notice: true}, Files: noticeText, Beside: []string{"applications"}},
		{Code: "notice-pay-masked", Name: "补贴发放公示", Sort: "notice",
			What:  "a pay list on the board: identity numbers and accounts masked",
			Facts: Facts{Pay: true}, Files: noticeMasked, Beside: []string{"roster"}},
	}
}

func noticeColumns(t Truth) []File {
	p := on("公示")
	p.wide(t.Township+"公益性岗位拟安置人员公示台账", 8)
	p.heads("序号 村 姓名 身份证号码 公示类别 公示开始 公示结束 公示地点")
	for i, x := range t.People {
		p.row(float64(i+1), x.Village, x.Name, x.IDNo, "拟安置公示", NoticeFrom, NoticeUntil, "村务公开栏")
	}
	return []File{file("公示台账", p)}
}

func noticePeriod(t Truth) []File {
	from, until := civil.MustDate(NoticeFrom), civil.MustDate(NoticeUntil)
	p := on("公示")
	p.wide("拟安置人员公示情况表", 7)
	p.heads("序号 村 姓名 身份证号码 公示类别 公示时间 公示地点")
	for i, x := range t.People {
		p.row(float64(i+1), x.Village, x.Name, x.IDNo, "拟安置公示", dotted(from)+"—"+dotted(until), "村务公开栏")
	}
	return []File{file("公示情况表", p)}
}

func noticeText(t Truth) []File {
	from, until := civil.MustDate(NoticeFrom), civil.MustDate(NoticeUntil)
	p := on("Sheet1")
	p.wide(t.Township+"公益性岗位拟安置人员公示", 6)
	p.wide("经本人申请、民主评议、审核，拟安置下列人员上岗，现予公示。公示期："+hanDay(from)+"至"+hanDay(until)+"。如有异议，请在公示期内反映。", 6)
	p.wide("监督电话：0632-0000000", 6)
	p.heads("序号 村 姓名 身份证号码 人员类别 拟安置岗位")
	for i, x := range t.People {
		p.row(float64(i+1), x.Village, x.Name, x.IDNo, x.Category, x.Post)
	}
	p.row(nil, nil, nil, nil, t.Township+"人民政府（盖章）")
	p.row(nil, nil, nil, nil, hanDay(from))
	return []File{file("拟安置人员公示", p)}
}

func noticeMasked(t Truth) []File {
	return eachMonth(t, "补贴发放公示", func(m civil.Month, p *page) {
		p.wide(hanMonth(m)+"公益性岗位补贴发放公示", 6)
		p.heads("序号 村 姓名 身份证号码 发放金额（元） 银行账号")
		for i, x := range paid(t.People, m) {
			p.row(float64(i+1), x.Village, x.Name, x.IDNo[:4]+strings.Repeat("*", 10)+x.IDNo[14:], yuan(x.Pay[m].Got()),
				"************"+x.Account[15:])
		}
		p.row("以上发放情况如有异议，请拨打监督电话：0632-0000000")
	})
}
