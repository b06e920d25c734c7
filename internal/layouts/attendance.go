package layouts

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/sheettest"
)

func attendances() []Layout {
	list := func(code, name, what string, f Facts, files func(t Truth) []File) Layout {
		return Layout{Code: code, Name: name, Sort: "attendance", What: what, Facts: f, Files: files,
			Kind:   "attendance",
			Beside: []string{"roster"}}
	}
	marks, days := Facts{Marks: true}, Facts{Days: true}
	all := []Layout{
		list("attendance-marks", "月考勤表", "a column for each day, √ 假 × 休 半, the legend at the foot", marks,
			attendanceMarks),
		list("attendance-legend", "考勤签到表",
			"signs that only the sheet's own legend explains: ● ○ △ ☆, said above the heads", marks, attendanceLegend),
		list("attendance-legend-foot", "出勤登记表", "the legend at the foot, the sign behind its word", marks,
			attendanceLegendFoot),
		list("attendance-half-rows", "上下午考勤表", "two rows a person, 上午 and 下午, the name merged over both", marks,
			attendanceHalves),
		list("attendance-weekdays", "考勤表（带星期）", "heads on two rows: the day, under it the day of the week", marks,
			attendanceWeekdays),
		list("attendance-date-heads", "日考勤表", "the days' heads are date cells that show the day only", marks,
			attendanceDateHeads),
		list("attendance-words", "出勤明细", "words in the cells: 出勤 请假 旷工 休息 半天", marks, attendanceWords),
		list("attendance-counts", "出勤统计表", "应出勤, 实际出勤 and 请假 days, no marks", days, attendanceCounts),
		list("attendance-sections", "各村考勤表", "villages as sections on one sheet", marks, attendanceSections),
		list("attendance-stacked", "一季度考勤表", "three months one under the other on one sheet", marks, attendanceStacked),
		list("attendance-stroke", "考勤表（上下午分列）", "two columns a day, 上 and 下, under the merged day", marks,
			attendanceStrokes),
	}
	all[7].Kind = "" // counts alone are no month sheet for the program
	all[3].Kind, all[10].Kind = "", ""
	return all
}

// Worked days by marks: two halves are one.
func Worked(marks string) int {
	return strings.Count(marks, "P") + strings.Count(marks, "H")/2
}

func titled(t Truth, m civil.Month, p *page, columns int) {
	p.wide(t.Township+hanMonth(m)+"公益性岗位人员考勤表", columns)
}

func dayHeads(before ...any) []any {
	for d := 1; d <= 31; d++ {
		before = append(before, fmt.Sprintf("%d日", d))
	}
	return before
}

// signs for marks, by P L A O H.
func signs(marks string, by map[rune]string) (out []any) {
	for _, m := range marks {
		if s := by[m]; s != "" {
			out = append(out, s)
		} else {
			out = append(out, nil)
		}
	}
	return out
}

var usualSigns = map[rune]string{'P': "√", 'L': "假", 'A': "×", 'O': "休", 'H': "半"}

func attended(people []Person, m civil.Month) (out []Person) {
	for _, x := range people {
		if x.Marks[m] != "" {
			out = append(out, x)
		}
	}
	return out
}

func attendanceMarks(t Truth) []File {
	return eachMonth(t, "考勤表", func(m civil.Month, p *page) {
		titled(t, m, p, 36)
		p.row(append(dayHeads("序号", "村", "姓名", "身份证号码"), "备注")...)
		for i, x := range attended(t.People, m) {
			p.row(append([]any{float64(i + 1), x.Village, x.Name, x.IDNo}, signs(x.Marks[m], usualSigns)...)...)
		}
		p.row("注：√出勤 假请假 ×缺勤 休公休 半半天")
		p.row("考勤员：", nil, nil, "村负责人：")
	})
}

func attendanceLegend(t Truth) []File {
	return eachMonth(t, "签到考勤", func(m civil.Month, p *page) {
		titled(t, m, p, 35)
		p.wide("图例：●出勤  ○请假  △半天  ×旷工  ☆休息", 35)
		p.row(dayHeads("序号", "村", "姓名", "身份证号码")...)
		by := map[rune]string{'P': "●", 'L': "○", 'A': "×", 'O': "☆", 'H': "△"}
		for i, x := range attended(t.People, m) {
			p.row(append([]any{float64(i + 1), x.Village, x.Name, x.IDNo}, signs(x.Marks[m], by)...)...)
		}
	})
}

func attendanceLegendFoot(t Truth) []File {
	return eachMonth(t, "考勤登记", func(m civil.Month, p *page) {
		titled(t, m, p, 35)
		p.row(dayHeads("序号", "村", "姓名", "身份证号码")...)
		by := map[rune]string{'P': "○", 'L': "△", 'A': "●", 'O': "□", 'H': "◇"}
		for i, x := range attended(t.People, m) {
			p.row(append([]any{float64(i + 1), x.Village, x.Name, x.IDNo}, signs(x.Marks[m], by)...)...)
		}
		p.row("说明：出勤○、请假△、旷工●、公休□、半天◇")
	})
}

func attendanceHalves(t Truth) []File {
	return eachMonth(t, "上下午考勤", func(m civil.Month, p *page) {
		titled(t, m, p, 36)
		p.row(dayHeads("序号", "村", "姓名", "身份证号码", "时段")...)
		morning := map[rune]string{'P': "√", 'L': "假", 'A': "×", 'O': "休", 'H': "√"}
		later := map[rune]string{'P': "√", 'L': "假", 'A': "×", 'O': "休", 'H': "假"}
		for i, x := range attended(t.People, m) {
			n := p.row(append([]any{float64(i + 1), x.Village, x.Name, x.IDNo, "上午"}, signs(x.Marks[m], morning)...)...)
			p.row(append([]any{nil, nil, nil, nil, "下午"}, signs(x.Marks[m], later)...)...)
			for c := range 4 {
				p.join(n, c, n+1, c)
			}
		}
	})
}

func attendanceWeekdays(t Truth) []File {
	return eachMonth(t, "带星期考勤表", func(m civil.Month, p *page) {
		titled(t, m, p, 35)
		heads, week := []any{"序号", "村", "姓名", "身份证号码"}, []any{nil, nil, nil, nil}
		for d := 1; d <= m.Days(); d++ {
			heads = append(heads, float64(d))
			week = append(week,
				string([]rune("日一二三四五六")[(m.First().AddDays(d-1).DaysSince(civil.MustDate("2024-12-29")))%7]))
		}
		n := p.row(heads...)
		p.row(week...)
		for c := range 4 {
			p.join(n, c, n+1, c)
		}
		for i, x := range attended(t.People, m) {
			p.row(append([]any{float64(i + 1), x.Village, x.Name, x.IDNo}, signs(x.Marks[m][:m.Days()],
				usualSigns)...)...)
		}
	})
}

func attendanceDateHeads(t Truth) []File {
	return eachMonth(t, "日考勤表", func(m civil.Month, p *page) {
		titled(t, m, p, 35)
		heads := []any{"序号", "村", "姓名", "身份证号码"}
		for d := range m.Days() {
			heads = append(heads,
				sheettest.Shown{Value: serial(m.First().AddDays(d)), Format: []string{"d", `d"日"`}[monthNo(m)%2]})
		}
		p.row(heads...)
		for i, x := range attended(t.People, m) {
			p.row(append([]any{float64(i + 1), x.Village, x.Name, x.IDNo}, signs(x.Marks[m][:m.Days()],
				usualSigns)...)...)
		}
	})
}

func attendanceWords(t Truth) []File {
	return eachMonth(t, "考勤明细", func(m civil.Month, p *page) {
		titled(t, m, p, 35)
		p.row(dayHeads("序号", "村", "姓名", "身份证号码")...)
		by := map[rune]string{'P': "出勤", 'L': "请假", 'A': "旷工", 'O': "休息", 'H': "半天"}
		for i, x := range attended(t.People, m) {
			p.row(append([]any{float64(i + 1), x.Village, x.Name, x.IDNo}, signs(x.Marks[m], by)...)...)
		}
	})
}

func attendanceCounts(t Truth) []File {
	return eachMonth(t, "考勤统计", func(m civil.Month, p *page) {
		p.wide(hanMonth(m)+"公益性岗位出勤统计表", 9)
		p.heads("序号 村 姓名 身份证号码 应出勤天数 实际出勤天数 请假天数 旷工天数 备注")
		for i, x := range attended(t.People, m) {
			k := x.Marks[m]
			p.row(float64(i+1), x.Village, x.Name, x.IDNo, float64(m.Days()-strings.Count(k, "O")), float64(Worked(k)),
				float64(strings.Count(k, "L")), float64(strings.Count(k, "A")))
		}
	})
}

func attendanceSections(t Truth) []File {
	return eachMonth(t, "各村考勤表", func(m civil.Month, p *page) {
		titled(t, m, p, 34)
		p.row(dayHeads("序号", "姓名", "身份证号码")...)
		for _, v := range t.Villages {
			p.wide(v, 34)
			for i, x := range attended(t.Of(v), m) {
				p.row(append([]any{float64(i + 1), x.Name, x.IDNo}, signs(x.Marks[m], usualSigns)...)...)
			}
		}
	})
}

func attendanceStacked(t Truth) []File {
	p := on("一季度")
	for _, m := range t.Months {
		titled(t, m, p, 35)
		p.row(dayHeads("序号", "村", "姓名", "身份证号码")...)
		for i, x := range attended(t.People, m) {
			p.row(append([]any{float64(i + 1), x.Village, x.Name, x.IDNo}, signs(x.Marks[m], usualSigns)...)...)
		}
		p.row("考勤员：")
		p.row()
	}
	return []File{file("公益岗考勤表", p)}
}

func attendanceStrokes(t Truth) []File {
	return eachMonth(t, "分列考勤表", func(m civil.Month, p *page) {
		titled(t, m, p, 66)
		heads, halves := []any{"序号", "村", "姓名", "身份证号码"}, []any{nil, nil, nil, nil}
		for d := 1; d <= m.Days(); d++ {
			heads, halves = append(heads, float64(d), nil), append(halves, "上", "下")
		}
		n := p.row(heads...)
		p.row(halves...)
		for c := range 4 {
			p.join(n, c, n+1, c)
		}
		for d := range m.Days() {
			p.join(n, 4+2*d, n, 5+2*d)
		}
		for i, x := range attended(t.People, m) {
			cells := []any{float64(i + 1), x.Village, x.Name, x.IDNo}
			for _, k := range x.Marks[m][:m.Days()] {
				if k == 'H' {
					cells = append(cells, "√", "假")
				} else {
					cells = append(cells, usualSigns[k], usualSigns[k])
				}
			}
			p.row(cells...)
		}
	})
}
