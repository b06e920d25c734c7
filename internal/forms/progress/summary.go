package progress

import (
	"fmt"
	"strconv"
	"strings"

	"gangwei/internal/platform/documents"
)

// StageSummary drafts the written summary that is due with the last form of the year (阶段性总结), from the figures that the
// city has taken over. What people did and what is hard is theirs to write; the draft leaves room for it.
func StageSummary(city string, c *City) documents.Sheet {
	s := documents.Sheet{Title: city + c.Quarter.Chinese() + "防止返贫就业攻坚行动阶段性总结（草稿）", Sub: "数据截至" + c.CutOff.Chinese()}
	var lacking []string
	for _, x := range c.Sheets {
		if x.Form.State != Accepted && !x.Correcting() {
			lacking = append(lacking, x.Unit.Name)
		}
	}
	taken := len(c.Sheets) - len(lacking)
	intro := fmt.Sprintf("全市%d个填报单位中，%d个单位的推进情况表已经接收。", len(c.Sheets), taken)
	if len(lacking) > 0 {
		intro += "未接收的：" + strings.Join(lacking, "、") + "，下列数字不含这些单位。"
	}
	s.Blocks = append(s.Blocks, documents.Block{Para: intro}, documents.Block{Head: "一、主要指标"})
	rows := [][]string{}
	for i, col := range Columns {
		var sum, year int64
		whole := true
		for _, x := range c.Sheets {
			if x.Form.State != Accepted && !x.Correcting() {
				continue
			}
			f := x.Figures[i]
			if f.Value != nil {
				sum += *f.Value
			}
			if f.LastYear == nil {
				whole = false
			} else {
				year += *f.LastYear
			}
		}
		if col.N == Counted {
			sum -= c.Twice
		}
		before := "没有基数"
		if whole && taken > 0 {
			before = strconv.FormatInt(year, 10)
		}
		rows = append(rows, []string{strconv.Itoa(col.N), col.Name(), strconv.FormatInt(sum, 10), before})
	}
	s.Blocks = append(s.Blocks,
		documents.Block{Table: &documents.Table{Widths: []float64{1, 8, 3, 3}, Heads: []string{"列", "指标（当年累计）", "本期", "上年同期"},
			Rows:   rows,
			Height: 9}})
	var notes []string
	for _, x := range c.Sheets {
		for _, f := range x.Figures {
			if f.Reason != "" {
				notes = append(notes, fmt.Sprintf("%s第%d列“%s”：%s", x.Unit.Name, f.Column.N, f.Column.Name(), f.Reason))
			}
		}
	}
	if len(notes) > 0 {
		s.Blocks = append(s.Blocks, documents.Block{Head: "二、减少的指标和原因"})
		for _, n := range notes {
			s.Blocks = append(s.Blocks, documents.Block{Para: n + "。"})
		}
	}
	for i, h := range []string{"主要做法", "存在的困难", "下一步打算"} {
		n := i + 2
		if len(notes) > 0 {
			n++
		}
		s.Blocks = append(s.Blocks, documents.Block{Head: []string{"", "一", "二", "三", "四", "五"}[n] + "、" + h},
			documents.Block{Para: "（请填写）"})
	}
	return s
}
