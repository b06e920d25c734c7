package figure

import (
	"encoding/json"
	"strings"
	"testing"

	"gangwei/internal/base/civil"
)

func figures() []Figure {
	many := make([]Box, 8)
	for i := range many {
		many[i] = Box{Name: "某甲乙", Note: "2025-01-01至2025-02-28"}
	}
	fan := Figure{Kind: Path, Title: "钱的去向"}
	for i := range 5 {
		fan.Boxes = append(fan.Boxes, Box{Name: "某人的卡", Row: i})
		fan.Arrows = append(fan.Arrows, Arrow{From: i, To: 5})
	}
	fan.Boxes = append(fan.Boxes, Box{Name: "<某某>代取", Col: 1, Strong: true})
	day := civil.MustDate
	return []Figure{
		Chain("亲属关系",
			[]Box{{Name: "张三", Note: "上岗人员，尾号0011"}, {Name: "李四"}, {Name: "王五"}, {Name: "一个名字特别特别长的人名", Note: "村党支部书记、村委会主任"}},
			[]string{"妻子", "同户", "外甥媳妇的表兄弟"}, true),
		Round("接替关系", many, true), Round("接替关系", many[:2], false), fan,
		{Kind: Lanes, Title: "经历",
			Lanes: []Lane{
				{Name: "一个名字很长很长很长很长很长的岗位名称要折行",
					Spells: []Spell{
						{From: day("2021-03-05"), To: day("2021-03-05")},
						{From: day("2021-05-01"), To: day("2024-04-30"), Label: "在岗"},
					}},
				{Name: "任职", Spells: []Spell{{From: day("2020-01-01")}}},
			}},
		{Kind: Lanes, Title: "一天",
			Lanes: []Lane{{Name: "检查", Spells: []Spell{{From: day("2024-02-29"), To: day("2024-02-29")}}}}},
		{Kind: Grid, Title: "各类别", Series: []string{"优亲厚友", "轮流坐庄", "漠视群众实际需求", "挤占挪用", "拖欠", "程序"},
			Bars: []Bar{{Name: "一个名字很长很长很长很长的镇", Values: []float64{3, 0, 12, 1250, 7, 9}}}},
		{Kind: Bars, Title: "条数", Series: []string{"记录", "疑点"},
			Bars: []Bar{{Name: "某镇", Values: []float64{3, 4}, Text: "7"}, {Name: "没有的镇", Values: []float64{0, 0}, Text: "0"}}},
	}
}

// Whatever is drawn lies within the width of a paper's type area, and heads are at the ends of their arrows.
func TestLay_stays_within_the_page(t *testing.T) {
	for _, f := range figures() {
		d := Lay(f)
		if d.H <= 0 || d.H > 200 || len(d.Shapes) == 0 {
			t.Errorf("%s: %d shapes, %.1f mm", f.Title, len(d.Shapes), d.H)
		}
		for _, s := range d.Shapes {
			right := s.X2
			if s.Kind == "text" {
				right = s.X1 + wide(s.Text, s.Size)
				if s.Middle {
					right = s.X1 + wide(s.Text, s.Size)/2
				}
			}
			if s.X1 < -0.01 || right > Width+0.01 || s.Y1 < -0.01 || max(s.Y1, s.Y2) > d.H+0.01 {
				t.Errorf("%s: %+v lies outside %.0f × %.1f", f.Title, s, Width, d.H)
			}
		}
		again := Figure{}
		b, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &again); err != nil || Lay(again).SVG() != d.SVG() {
			t.Errorf("%s: kept and read again it is another drawing: %v", f.Title, err)
		}
	}
}

func TestSVG_escapes_names_and_says_what_it_is(t *testing.T) {
	svg := Lay(figures()[3]).SVG()
	if strings.Contains(svg, "<某某>") || !strings.Contains(svg, "&lt;某某&gt;代取") ||
		!strings.Contains(svg, "<title>钱的去向</title>") || !strings.Contains(svg, `role="img"`) {
		t.Error(svg)
	}
	if Lay(Figure{}).SVG() != "" {
		t.Error("a figure of nothing is drawn")
	}
}
