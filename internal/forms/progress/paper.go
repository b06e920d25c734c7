package progress

import (
	"fmt"
	"strconv"

	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/words"
)

// SlipSheet is the slip by which a unit sends its form in (报送单): every figure with where it comes from and what is
// said beside it, to be signed and stamped. The form's own foot stays as it is printed.
func SlipSheet(s *Sheet) documents.Sheet {
	rows := make([][]string, 0, len(s.Figures))
	for _, f := range s.Figures {
		value := ""
		if f.Value != nil {
			value = strconv.FormatInt(*f.Value, 10)
		}
		last := ""
		if f.Last != nil {
			last = strconv.FormatInt(*f.Last, 10)
		}
		said := f.Reason
		if f.Note != "" {
			if said != "" {
				said += "；"
			}
			said += f.Note
		}
		if f.Province != nil {
			said += fmt.Sprintf("（省数%d）", *f.Province)
		}
		rows = append(rows,
			[]string{strconv.Itoa(f.Column.N), f.Column.Name(), value, last, words.Label("progresssource", f.Source),
				words.Label("department", f.Owner), said})
	}
	return documents.Sheet{Title: Title + "报送单",
		Sub: s.Unit.Name + "　" + s.Quarter.Chinese() + "　截至" + s.Through.Chinese(),
		Blocks: []documents.Block{
			{Table: &documents.Table{Widths: []float64{0.9, 7.4, 1.8, 1.8, 2.3, 5.6, 3.4},
				Heads: []string{"列", "指标（当年累计）", "本季度", "上季度", "来源", "填报部门", "口径说明、原因"}, Rows: rows, Height: 8}},
			{Para: "第9列口径：" + words.Label("definition", s.Definition) + "。以上数字经核对无误，同意报送。"},
			{Sign: []string{"填表人", "审核人", "负责人"}},
			{Seal: s.Unit.Name},
		}}
}
