package placement

import (
	"gangwei/internal/platform/documents"
)

// AccidentReport is the report of an accident (意外事故报告单) that goes to the insurer.
func AccidentReport(place string, a Accident, tail string) documents.Sheet {
	policy := a.InsuranceNo
	if a.Uninsured() {
		policy = "事故当天没有登记的有效保单"
	}
	return documents.Sheet{Title: "意外事故报告单", Sub: place, Blocks: []documents.Block{
		{Pairs: [][]string{
			{"姓名", a.Name, "身份证号码", "（尾号" + tail + "）"},
			{"岗位", a.Title, "保单号", policy},
			{"事故日期", a.HappenedOn.Chinese(), "地点", a.Place},
			{"报案期限", a.ClaimBy.Chinese(), "报案日期", a.ClaimedOn.Chinese()},
			{"报案号", a.ClaimNo, "电话", ""},
			{"经过", a.Story},
			{"受伤情况", a.Injury},
			{"就诊医院、诊断", ""},
			{"见证人", ""},
		}},
		{Para: "报案时附：身份证、社保卡复印件，病历、诊断证明、费用票据，本报告单。报案期限按保险合同；先报案、后补材料。"},
		{Sign: []string{"本人或家属", "村（社区）负责人", "镇（街道）经办人", "日期"}}, {Seal: "镇（街道）"}}}
}
