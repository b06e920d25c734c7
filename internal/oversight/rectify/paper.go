package rectify

import (
	"gangwei/internal/platform/documents"
)

// NoticeSheet is an order on paper, with room for the reply. What it came from is not on it.
func NoticeSheet(place, issuer string, t Task) documents.Sheet {
	return documents.Sheet{Number: t.Number, Title: "整改通知", Sub: place, Blocks: []documents.Block{
		{Para: "经核查，你单位在下列事项上需要整改：" + t.Title + "。"},
		{Para: "整改要求：" + t.What},
		{Para: "请于" + t.DueOn.Chinese() + "前整改到位，并报告整改情况，附照片或者有关材料。"},
		{Seal: issuer},
		{Head: "整改情况"}, {Pairs: [][]string{{"采取的措施", ""}, {"结果", ""}}},
		{Sign: []string{"经办人", "负责人", "日期"}},
	}}
}
