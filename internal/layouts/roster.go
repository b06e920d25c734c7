package layouts

import (
	"fmt"
	"strings"

	"gangwei/internal/sheettest"
)

func rosters() []Layout {
	usual := Facts{Start: true, Rate: true, Phone: true, Post: true}
	return []Layout{
		{Code: "roster-plain", Name: "公益性岗位人员花名册", Sort: "roster", Facts: usual, Files: rosterPlain,
			What: "title, unit and date line, heads on one row, a total and signatures at the foot"},
		{Code: "roster-grouped", Name: "人员信息采集表", Sort: "roster", Facts: usual, Files: rosterGrouped,
			What: "heads on two rows, merged over groups"},
		{Code: "roster-three-rows", Name: "岗位安置台账", Sort: "roster", Facts: usual, Files: rosterThreeRows,
			What: "heads on three rows: the agreement's term is parted once more into 起始日期 and 终止日期"},
		{Code: "roster-sections", Name: "分村人员名单", Sort: "roster", Facts: usual, Files: rosterSections,
			What: "villages as sections: a line with the village's name and count, no column for it"},
		{Code: "roster-sections-heads", Name: "各村在岗人员名单", Sort: "roster", Facts: usual, Files: rosterSectionHeads,
			What: "each village a table of its own with title and heads, one under the other"},
		{Code: "roster-sheets", Name: "各村在岗人员", Sort: "roster", Facts: usual, Files: rosterSheets,
			What: "a sheet for each village, named after it"},
		{Code: "roster-merged-village", Name: "在岗人员汇总表", Sort: "roster", Facts: usual, Files: rosterMerged,
			What: "the village merged over its people at the left"},
		{Code: "roster-period", Name: "劳务协议签订情况表", Sort: "roster", Facts: Facts{Start: true, Post: true},
			Files: rosterPeriod,
			What:  "the agreement's term in one cell: 2024.1.1-2025.12.31"},
		{Code: "roster-period-han", Name: "聘用人员名册", Sort: "roster", Facts: Facts{Start: true, Post: true},
			Files: rosterPeriodHan,
			What:  "the term in words: 自2024年1月1日起至2025年12月31日止"},
		{Code: "roster-head-of-household", Name: "脱贫人口公益岗人员名册", Sort: "roster", Facts: Facts{Start: true, Post: true},
			Files: rosterHousehold, What: "the head of the household stands before the person, each with a number"},
		{Code: "roster-months", Name: "公益岗上岗人员表", Sort: "roster", Facts: Facts{Start: true, StartMonth: true,
			Post: true, Rate: true},
			Files: rosterMonths, What: "the start as a date cell that shows year and month"},
		{Code: "roster-solid-dates", Name: "岗位人员登记表", Sort: "roster", Facts: usual, Files: rosterSolid,
			What: "dates as 20240301 and telephones as numbers, names with spaces inside, full-width digits"},
		{Code: "roster-side-by-side", Name: "在岗人员名单（双栏）", Sort: "roster", Facts: Facts{Start: true},
			Files: rosterSideBySide, What: "two halves side by side, the second village at the right"},
		{Code: "roster-in-and-out", Name: "人员增减变动表", Sort: "roster", Facts: Facts{Start: true, End: true, Post: true},
			Files: rosterInAndOut, What: "those on post above, those who left below with other heads"},
		{Code: "roster-deep", Name: "填报说明在前的花名册", Sort: "roster", Facts: usual, Files: rosterDeep,
			What: "twenty-five lines of instructions before the heads"},
		{Code: "roster-system", Name: "系统导出的在岗人员", Sort: "roster", Facts: usual, Files: rosterSystem,
			What: "an export: no title, a tab behind each number, dates with a time of day"},
		{Code: "household-merged", Name: "户籍花名册", Sort: "roster", Facts: Facts{Household: true}, Kind: "people",
			Files: householdMerged,
			What:  "the household's number merged over its members"},
		{Code: "household-qualified", Name: "家庭成员信息表", Sort: "roster", Facts: Facts{Household: true}, Kind: "people",
			Files: householdQualified, What: "the head of the household has name and number of his own before each member"},
		{Code: "household-side-by-side", Name: "户籍花名册（双栏）", Sort: "roster", Facts: Facts{Household: true},
			Kind:  "people",
			Files: householdSideBySide, What: "two halves side by side, one household in each"},
	}
}

func note(t Truth) string {
	return "填报单位：" + t.Township + "人民政府（盖章）        填报日期：2025年3月31日        单位：人、元"
}

func rosterPlain(t Truth) []File {
	p := on("Sheet1")
	p.wide(t.Township+"公益性岗位人员花名册", 12)
	p.wide(note(t), 12)
	p.heads("序号 村 姓名 性别 身份证号码 岗位名称 上岗时间 月补贴标准 联系电话 人员类别 签字 备注")
	for i, x := range t.People {
		p.row(float64(i+1), x.Village, x.Name, sex(x), x.IDNo, x.Post, dotted(x.Start), yuan(x.Rate), x.Phone,
			x.Category)
	}
	p.row("合计", nil, fmt.Sprintf("%d人", len(t.People)))
	p.row("填报人：", nil, nil, "审核人：", nil, nil, "联系电话：0632-0000000")
	return []File{file(t.Township+"公益性岗位人员花名册", p)}
}

func rosterGrouped(t Truth) []File {
	p := on("采集表")
	p.wide("附件2", 1)
	p.wide(t.Township+"乡村公益性岗位人员信息采集表", 9)
	p.heads("序号 所在村 基本信息 . . 岗位信息 . . 备注")
	p.heads(". . 姓名 身份证号 联系电话 岗位名称 上岗时间 补贴标准（元/月） .")
	for _, c := range []int{0, 1, 8} {
		p.join(3, c, 4, c)
	}
	p.join(3, 2, 3, 4)
	p.join(3, 5, 3, 7)
	for i, x := range t.People {
		p.row(float64(i+1), x.Village, x.Name, x.IDNo, x.Phone, x.Post, dayCell(x.Start), yuan(x.Rate))
	}
	return []File{file(t.Township+"信息采集表", p)}
}

func rosterThreeRows(t Truth) []File {
	p := on("台账")
	p.wide("乡村公益性岗位安置台账", 10)
	p.heads("序号 村 人员基本情况 . . 岗位情况 . . . 备注")
	p.heads(". . 姓名 身份证号码 联系电话 岗位名称 服务期限 . 月补贴（元） .")
	p.heads(". . . . . . 起始日期 终止日期 . .")
	for _, c := range []int{0, 1, 9} {
		p.join(2, c, 4, c)
	}
	for _, c := range []int{2, 3, 4, 5, 8} {
		p.join(3, c, 4, c)
	}
	p.join(2, 2, 2, 4)
	p.join(2, 5, 2, 8)
	p.join(3, 6, 3, 7)
	for i, x := range t.People {
		p.row(float64(i+1), x.Village, x.Name, x.IDNo, x.Phone, x.Post, dayCell(x.Start), dayCell(x.Until),
			yuan(x.Rate))
	}
	p.signed()
	return []File{file("岗位安置台账", p)}
}

func rosterSections(t Truth) []File {
	p := on("名单")
	p.wide(t.Township+"公益性岗位在岗人员名单", 8)
	p.heads("序号 姓名 身份证号码 岗位 上岗时间 月补贴 电话 备注")
	for _, v := range t.Villages {
		p.wide(fmt.Sprintf("%s（%d人）", v, len(t.Of(v))), 8)
		for i, x := range t.Of(v) {
			p.row(float64(i+1), x.Name, x.IDNo, x.Post, x.Start.String(), yuan(x.Rate), x.Phone)
		}
	}
	return []File{file("分村在岗人员名单", p)}
}

func rosterSectionHeads(t Truth) []File {
	p := on("Sheet1")
	for k, v := range t.Villages {
		if k > 0 {
			p.row()
		}
		p.wide(t.Township+v+"在岗人员名单", 7)
		p.heads("序号 姓名 身份证号码 岗位名称 上岗时间 月补贴标准 联系电话")
		for i, x := range t.Of(v) {
			p.row(float64(i+1), x.Name, x.IDNo, x.Post, dayCell(x.Start), yuan(x.Rate), x.Phone)
		}
		p.row("小计", fmt.Sprintf("%d人", len(t.Of(v))))
		p.row("村负责人：", nil, nil, "填表人：")
	}
	return []File{file("各村在岗人员名单", p)}
}

func rosterSheets(t Truth) []File {
	var pages []*page
	for _, v := range t.Villages {
		p := on(v)
		p.wide("在岗人员名单", 7)
		p.heads("序号 姓名 身份证号码 岗位名称 上岗时间 月补贴标准 联系电话")
		for i, x := range t.Of(v) {
			p.row(float64(i+1), x.Name, x.IDNo, x.Post, dayCell(x.Start), yuan(x.Rate), x.Phone)
		}
		pages = append(pages, p)
	}
	f := file(t.Township+"在岗人员名单", pages...)
	f.Workbook = true
	return []File{f}
}

func rosterMerged(t Truth) []File {
	p := on("汇总")
	p.wide(t.Township+"公益性岗位在岗人员汇总表", 8)
	p.heads("村（社区） 人数 姓名 身份证号码 岗位名称 上岗时间 月补贴标准 联系电话")
	for _, v := range t.Villages {
		first := len(p.Rows) + 1
		for i, x := range t.Of(v) {
			if i == 0 {
				p.row(v, float64(len(t.Of(v))), x.Name, x.IDNo, x.Post, dayCell(x.Start), yuan(x.Rate), x.Phone)
			} else {
				p.row(nil, nil, x.Name, x.IDNo, x.Post, dayCell(x.Start), yuan(x.Rate), x.Phone)
			}
		}
		p.join(first, 0, len(p.Rows), 0)
		p.join(first, 1, len(p.Rows), 1)
	}
	p.row("合计", float64(len(t.People)))
	return []File{file("在岗人员汇总表", p)}
}

func rosterPeriod(t Truth) []File {
	p := on("协议")
	p.wide("乡村公益性岗位劳务协议签订情况表（在岗人员）", 7)
	p.heads("序号 村别 姓名 身份证号码 岗位名称 协议期限 备注")
	for i, x := range t.People {
		p.row(float64(i+1), x.Village, x.Name, x.IDNo, x.Post, dotted(x.Start)+"-"+dotted(x.Until))
	}
	return []File{file("劳务协议签订情况表（在岗人员）", p)}
}

func rosterPeriodHan(t Truth) []File {
	p := on("名册")
	p.wide(t.Township+"聘用人员名册", 7)
	p.heads("序号 村名 姓名 公民身份号码 从事岗位 聘用期限 备注")
	for i, x := range t.People {
		p.row(float64(i+1), x.Village, x.Name, x.IDNo, x.Post, "自"+hanDay(x.Start)+"起至"+hanDay(x.Until)+"止")
	}
	return []File{file("聘用人员名册", p)}
}

func rosterHousehold(t Truth) []File {
	p := on("Sheet1")
	p.wide("脱贫人口公益性岗位人员名册", 10)
	p.heads("序号 行政村 户主姓名 户主身份证号码 姓名 身份证号码 与户主关系 岗位名称 上岗时间 联系人电话")
	for i, x := range t.People {
		h := t.People[i/2*2]
		p.row(float64(i+1), x.Village, h.Name, h.IDNo, x.Name, x.IDNo, x.Relation, x.Post, hanDay(x.Start),
			"13900000099")
	}
	return []File{file("公益性岗位人员名册", p)}
}

func rosterMonths(t Truth) []File {
	p := on("Sheet1")
	p.wide("公益岗上岗人员表", 7)
	p.heads("序号 所在村 姓名 身份证号 岗位类型 上岗时间 补贴标准")
	for i, x := range t.People {
		p.row(float64(i+1), x.Village, x.Name, x.IDNo, x.Post, monthCell(x.Start), yuan(x.Rate))
	}
	return []File{file("公益岗人员", p)}
}

func rosterSolid(t Truth) []File {
	p := on("登记")
	p.heads("编号 村居 姓名 身份证 岗位 上岗日期 补贴标准 手机号码")
	for i, x := range t.People {
		name := []rune(x.Name)
		no := strings.ToLower(x.IDNo)
		if i%2 == 1 {
			no = fullWidth(no)
		}
		start := any(solid(x.Start))
		if i%2 == 0 {
			start = float64(number(solid(x.Start)))
		}
		p.row(float64(i+1), x.Village, string(name[:1])+"　"+string(name[1:]), no, x.Post, start,
			sheettest.Shown{Value: yuan(x.Rate), Format: "0.00"}, sheettest.Whole(number(x.Phone)))
	}
	return []File{file("岗位人员登记表", p)}
}

func number(s string) (n float64) {
	for _, c := range s {
		n = n*10 + float64(c-'0')
	}
	return n
}

func rosterSideBySide(t Truth) []File {
	p := on("Sheet1")
	p.wide(t.Township+"公益性岗位在岗人员名单", 11)
	p.heads("序号 村 姓名 身份证号码 上岗时间 . 序号 村 姓名 身份证号码 上岗时间")
	left, right := t.Of(t.Villages[0]), t.Of(t.Villages[1])
	for i := range max(len(left), len(right)) {
		var cells []any
		for k, half := range [][]Person{left, right} {
			if k == 1 {
				cells = append(cells, nil)
			}
			x := half[i]
			cells = append(cells, float64(i+1), x.Village, x.Name, x.IDNo, dayCell(x.Start))
		}
		p.row(cells...)
	}
	return []File{file("在岗人员名单", p)}
}

func rosterInAndOut(t Truth) []File {
	p := on("变动")
	p.wide(t.Township+"公益性岗位人员增减变动表", 8)
	p.wide("一、在岗人员", 8)
	p.heads("序号 村 姓名 身份证号码 岗位名称 上岗时间")
	n := 0
	for _, x := range t.People {
		if x.End.IsZero() {
			n++
			p.row(float64(n), x.Village, x.Name, x.IDNo, x.Post, dayCell(x.Start))
		}
	}
	p.row()
	p.wide("二、退出人员", 8)
	p.heads("序号 村 姓名 身份证号码 岗位名称 上岗时间 退出时间 退出原因")
	n = 0
	for _, x := range t.People {
		if !x.End.IsZero() {
			n++
			p.row(float64(n), x.Village, x.Name, x.IDNo, x.Post, dayCell(x.Start), dayCell(x.End), x.Why)
		}
	}
	p.signed()
	return []File{file("公益性岗位人员增减变动表", p)}
}

func rosterDeep(t Truth) []File {
	p := on("Sheet1")
	p.wide(t.Township+"公益性岗位人员花名册", 8)
	for i := range 25 {
		p.row(fmt.Sprintf("%d. 填报前请逐项核对，第%d条要求见通知附件。", i+1, i+1))
	}
	p.heads("序号 村 姓名 身份证号码 岗位名称 上岗时间 月补贴标准 联系电话")
	for i, x := range t.People {
		p.row(float64(i+1), x.Village, x.Name, x.IDNo, x.Post, x.Start.String(), yuan(x.Rate), x.Phone)
	}
	return []File{file("岗位人员花名册", p)}
}

func rosterSystem(t Truth) []File {
	p := on("导出数据")
	p.heads("行政区划 姓名 证件号码 岗位名称 上岗时间 补贴标准 手机号")
	for _, x := range t.People {
		p.row(x.Village, x.Name, x.IDNo+"\t", x.Post, x.Start.String()+" 00:00:00", "800.00", x.Phone+"\t")
	}
	return []File{file("在岗人员导出_20250331", p)}
}

func householdMerged(t Truth) []File {
	p := on("户籍")
	p.wide("户籍花名册", 7)
	p.heads("村 户号 姓名 身份证号码 与户主关系 人员类别 联系电话")
	for i, x := range t.People {
		household := any(nil)
		if i%2 == 0 {
			household = x.Household
			p.join(len(p.Rows)+1, 1, len(p.Rows)+2, 1)
		}
		p.row(x.Village, household, x.Name, x.IDNo, x.Relation, x.Category, x.Phone)
	}
	f := file("户籍花名册", p)
	f.Workbook = true
	return []File{f}
}

func householdQualified(t Truth) []File {
	p := on("Sheet1")
	p.wide("家庭成员信息表", 9)
	p.heads("序号 村 户编号 户主姓名 户主身份证号码 成员姓名 成员身份证号码 与户主关系 联系电话")
	for i, x := range t.People {
		h := t.People[i/2*2]
		p.row(float64(i+1), x.Village, x.Household, h.Name, h.IDNo, x.Name, x.IDNo, x.Relation, x.Phone)
	}
	return []File{file("家庭成员信息表", p)}
}

func householdSideBySide(t Truth) []File {
	p := on("Sheet1")
	p.wide("户籍花名册", 13)
	p.heads("村 户号 姓名 身份证号码 与户主关系 联系电话 . 村 户号 姓名 身份证号码 与户主关系 联系电话")
	for i := 0; i < len(t.People); i += 2 {
		var cells []any
		for k, x := range t.People[i : i+2] {
			if k == 1 {
				cells = append(cells, nil)
			}
			cells = append(cells, x.Village, x.Household, x.Name, x.IDNo, x.Relation, x.Phone)
		}
		p.row(cells...)
	}
	return []File{file("户籍花名册", p)}
}
