package helpledger

import (
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/words"
)

// FileSheet is one person's file of help on paper (一人一档), with the plan and the steps taken; of a young person with
// schooling. It has no number of any kind.
func FileSheet(name, place string, c Case, acts []Act) documents.Sheet {
	s := documents.Sheet{Title: "就业援助档案", Sub: place,
		Blocks: []documents.Block{{Pairs: [][]string{{"姓名", name, "记入台账", c.OpenedOn.Chinese()}, {"援助需求", c.Need}}}}}
	if c.Youth == 1 {
		s.Title = "脱贫家庭青年就业帮扶档案（一人一档、一生一策）"
		s.Blocks = append(s.Blocks,
			documents.Block{Pairs: [][]string{
				{"学校", c.School, "学历", words.Label("degree", c.Degree)},
				{"毕业日期", c.GraduatedOn.String()},
				{"打算和计划", c.Plan},
			}})
	}
	rows := make([][]string, 0, len(acts))
	for i := len(acts) - 1; i >= 0; i-- { // in the order of time
		a := acts[i]
		rows = append(rows, []string{a.OnDate.String(), words.Label("helpkind", a.Kind), a.What, a.Result, a.NextOn.String()})
	}
	s.Blocks = append(s.Blocks,
		documents.Block{Table: &documents.Table{Widths: []float64{2.8, 3, 5.4, 3.8, 2.8},
			Heads: []string{"日期", "援助类型", "内容", "结果", "下次"},
			Rows:  rows, Height: 9}})
	if !c.ClosedOn.IsZero() {
		s.Blocks = append(s.Blocks, documents.Block{Para: c.ClosedOn.Chinese() + "办结：" + c.Result})
	}
	s.Blocks = append(s.Blocks, documents.Block{Sign: []string{"本人", "经办人", "日期"}})
	return s
}
