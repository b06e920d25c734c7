package overview

import (
	"fmt"
	"strconv"
	"strings"

	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/words"
)

// BoardSheet is the overview of a region on paper: the tables and charts of the page, in its order.
func BoardSheet(b *Board) documents.Sheet {
	s := documents.Sheet{Title: b.At.Name + "乡村公益性岗位概况", Sub: asOf(b)}
	rows := [][]string{}
	for _, f := range b.Figures {
		plan := "未下达"
		if f.Allotted {
			plan = strconv.FormatInt(f.Quota, 10)
		}
		rows = append(rows,
			[]string{f.Name, plan, strconv.FormatInt(f.Developed, 10), strconv.FormatInt(f.Open, 10),
				strconv.FormatInt(f.Vacant, 10), strconv.FormatInt(f.Placed, 10), strconv.FormatInt(f.OnPost, 10)})
	}
	s.Blocks = append(s.Blocks,
		documents.Block{Table: &documents.Table{Widths: []float64{4, 2, 2, 2, 2, 2, 2},
			Heads: []string{"区域", "计划", "已开发", "开放", "空岗", "累计安置", "在岗"}, Rows: rows, Height: 8}})
	for _, c := range b.Charts() {
		s.Blocks = append(s.Blocks, documents.Block{Figure: &c})
	}
	for _, text := range saidOf(b) {
		s.Blocks = append(s.Blocks, documents.Block{Para: text})
	}
	return s
}

// MonthlySheet is the board's regions month by month, across the page.
func MonthlySheet(b *Board) documents.Sheet {
	s := documents.Sheet{Title: b.At.Name + "各地各月的开发、上岗、在岗", Sub: "数据截至" + b.CutOff.Short(), Wide: true}
	for _, x := range []struct {
		head string
		of   func(ByMonth) []int64
	}{
		{"月末在岗（人）", func(m ByMonth) []int64 { return m.OnPost }},
		{"当月上岗（人）", func(m ByMonth) []int64 { return m.Started }},
		{"当月开发岗位（个）", func(m ByMonth) []int64 { return m.Developed }},
	} {
		t := &documents.Table{Widths: []float64{4}, Heads: []string{x.head}, Height: 8}
		for _, m := range b.Months {
			t.Widths, t.Heads = append(t.Widths, 2), append(t.Heads, m.String())
		}
		for _, m := range b.Monthly {
			row := []string{m.Name}
			for _, n := range x.of(m) {
				row = append(row, strconv.FormatInt(n, 10))
			}
			t.Rows = append(t.Rows, row)
		}
		s.Blocks = append(s.Blocks, documents.Block{Table: t})
	}
	return s
}

// BriefSheet is the one page for a leader who never signs in (通报): the same figures in words.
func BriefSheet(b *Board, period string) documents.Sheet {
	s := documents.Sheet{Title: b.At.Name + "乡村公益性岗位工作" + period + "通报", Sub: asOf(b)}
	for i, text := range saidOf(b) {
		s.Blocks = append(s.Blocks, documents.Block{Para: []string{"一", "二", "三", "四", "五", "六", "七", "八"}[i] + "、" + text})
	}
	return s
}

// asOf tells of when the figures are: of now, but for those that are counted at night, which say so beside them.
func asOf(b *Board) string {
	s := "数据截至" + b.CutOff.Short()
	if b.LateAt != 0 || b.FoundAt != 0 {
		s += "；注明时间的，以注明的为准"
	}
	return s
}

// saidOf a board: its figures in sentences, each rate with its whole.
func saidOf(b *Board) (out []string) {
	top := b.Figures[0]
	plan := ""
	if top.Allotted && top.Quota > 0 {
		plan = fmt.Sprintf("下达计划%d个，", top.Quota)
	}
	text := fmt.Sprintf("岗位。%s历来开发%d个，现开放%d个，其中空岗%d个。历来安置%d人，现在岗%d人", plan, top.Developed, top.Open, top.Vacant,
		top.Placed, top.OnPost)
	if n := len(b.OnPost); n > 1 {
		change := b.OnPost[n-1] - b.OnPost[n-2]
		switch {
		case change > 0:
			text += fmt.Sprintf("，比上月末增加%d人", change)
		case change < 0:
			text += fmt.Sprintf("，比上月末减少%d人", -change)
		default:
			text += "，与上月末持平"
		}
	}
	out = append(out, text+fmt.Sprintf("。30天内到期或已过期的协议%d份。", top.EndingSoon))
	if b.LateAt != 0 {
		text = fmt.Sprintf("发放。应发未到账%d人月、%s元", b.LateOf, b.LateFen.Grouped())
		for i, x := range b.Late {
			if i < 3 {
				text += fmt.Sprintf("；%s%d人月，最早%s", words.Label("paydesk", x.Desk), x.N, x.Oldest.Chinese())
			}
		}
		out = append(out, text+fmt.Sprintf("（%s统计）。", b.LateAt.Short()))
	}
	if text := missingSaid(b); text != "" {
		out = append(out, text)
	}
	if c := b.Coverage; c.Holders > 0 {
		out = append(out,
			fmt.Sprintf("检查。%s在过岗%d人，现场检查到%d人（%d%%），各种方式检查到%d人（%d%%），其中发现问题%d人。", b.Quarter.Chinese(), c.Holders, c.Site,
				c.Percent(c.Site), c.Seen, c.Percent(c.Seen), c.Found))
	}
	if text := complaintsSaid(b.Complaints); text != "" {
		out = append(out, text)
	}
	if len(b.Families) > 0 {
		text = "监督检查。"
		for i, f := range b.Families {
			if i > 0 {
				text += "；"
			}
			text += fmt.Sprintf("%s待核查%d条、正在核查和整改%d条、已了结%d条", words.Label("family", f.Family), f.Open, f.Working, f.Done)
		}
		if b.FoundAt != 0 {
			text += "（最近一次检查数据截止" + b.FoundAt.Short() + "）"
		}
		out = append(out, text+"。所列是疑点，不是结论。")
	}
	if b.Forms != nil {
		out = append(out, formsSaid(b, b.Forms))
	}
	if b.Open > 0 {
		text := fmt.Sprintf("整改。待整改%d件", b.Open)
		if b.OpenLate > 0 {
			text += fmt.Sprintf("，其中逾期%d件", b.OpenLate)
		}
		out = append(out, text+"。")
	}
	return out
}

// formsSaid says how the quarter's form stands.
func formsSaid(b *Board, f *Forms) string {
	text := fmt.Sprintf("报表。%s推进情况表%s截止，%d个填报单位", b.Quarter.Chinese(), f.Due.Chinese(), f.Units)
	if len(f.Lacking) > 0 {
		text += "，没有报送的：" + strings.Join(f.Lacking, "、")
	} else {
		text += "都已报送"
	}
	if f.Waiting > 0 {
		text += fmt.Sprintf("；待市级审核%d个", f.Waiting)
	}
	return text + fmt.Sprintf("。务工下降预警待答复%d件、待销号%d件。", f.Unanswered, f.Unclosed)
}

// placesSaid by name in a sentence at most; the others are counted.
const placesSaid = 10

// missingSaid names the offices that have not reported, in the order of the divisions, each with its people and months.
func missingSaid(b *Board) string {
	u := b.Missing
	if u.OnDay.IsZero() {
		return ""
	}
	text := fmt.Sprintf("没有发放资料，待核%d人、%d个人月（%s夜间统计）", u.People, u.Months, u.OnDay.Chinese())
	if u.Months == 0 {
		return text + "。"
	}
	text += "：当月在岗，应发日已过，没有考勤，也没有列入发放，是不是应发要先核实，不与应发未到账相加。没有报送的："
	for i, x := range b.Lacking {
		if i == placesSaid {
			text += fmt.Sprintf("，另有%d个地方", len(b.Lacking)-i)
			break
		}
		if i > 0 {
			text += "、"
		}
		text += x.Name
		if x.Villages > 1 {
			text += fmt.Sprintf("%d个村（社区）", x.Villages)
		}
		text += fmt.Sprintf("%d个人月", x.Months)
	}
	return text + "。"
}

func complaintsSaid(s complaint.Statistic) string {
	n, few := s.All.Told()
	switch {
	case few:
		return "信访举报。近12个月收到不足5件。"
	case n == 0:
		return ""
	}
	rate, _ := s.All.Rate()
	return fmt.Sprintf("信访举报。近12个月收到%d件，按期办理%d件（%.0f%%）。", s.All.N, s.All.InTime, rate)
}
