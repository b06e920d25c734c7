package overview

import "gangwei/internal/platform/documents"

// PersonSheet is 一人一档: a person's facts and what happened, as a paper.
func PersonSheet(place string, facts [][]string, lines [][]string) documents.Sheet {
	return documents.Sheet{Title: "乡村公益性岗位人员档案", Sub: place, Number: "", Blocks: []documents.Block{
		{Pairs: facts},
		{Head: "经过"},
		{Table: &documents.Table{Widths: []float64{28, 30, 116}, Heads: []string{"日期", "事项", "情况"}, Rows: lines, Height: 8}},
		{Para: "号码只显示后四位；以上由登记记录生成。"}, {Sign: []string{"核对人", "日期"}}}}
}
