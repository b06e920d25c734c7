package folder_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
)

// Who is ticked in a column of a category is of it; that others are not ticked says nothing of them.
func TestRun_understands_ticked_categories(t *testing.T) {
	const (
		applied = "村（社区）,申请编号,身份证号码,姓名,岗位编号,申请日期,安置依据,结果\n示例村,SQ1,370499197505050011,示例甲,BJ-01,2024-01-03,农村低收入人口,上岗\n"
		placed  = "村（社区）,身份证号码,姓名,岗位编号,申请编号,上岗日期,安置依据\n示例村,370499197505050011,示例甲,BJ-01,SQ1,2024-02-01,农村低收入人口\n"
		head    = "镇（街道）,村（社区）,身份证号码,姓名,"
		of      = "示例镇,示例村,370499197505050011,示例甲,"
		others  = "身份证号码,姓名,类别,起始日期\n370499198005050028,示例乙,农村低收入人口,2023-08-01\n"
		dated   = "身份证号码,姓名,类别,起始日期\n370499197505050011,示例甲,农村低收入人口,2024-08-01\n"
	)
	for name, c := range map[string]struct {
		people, register string
		found            bool
		faults           int
	}{
		"in no register":                          {head + "住址\n" + of + "前街\n", others, true, 0},
		"ticked by the village":                   {head + "是否低保\n" + of + "√\n", others, false, 0},
		"ticked, and registered with its days":    {head + "是否低保\n" + of + "√\n", dated, true, 0},
		"ticked elsewhere":                        {head + "是否残疾人\n" + of + "是\n", others, true, 0},
		"crossed out":                             {head + "是否农村低收入人口\n" + of + "×\n", others, true, 0},
		"a word that nobody knows accuses nobody": {head + "是否低保\n" + of + "大概\n", others, false, 1},
		"nobody asked for anything but one thing": {head + "是否残疾人\n" + of + "否\n", "", false, 0},
	} {
		files := fstest.MapFS{"人员.csv": {Data: []byte(c.people)}, "申请.csv": {Data: []byte(applied)},
			"上岗记录.csv": {Data: []byte(placed)}}
		if c.register != "" {
			files["类别登记.csv"] = &fstest.MapFile{Data: []byte(c.register)}
		}
		r, err := folder.Run(files, asOf, oversight.Rules(), nil)
		if err != nil {
			t.Fatal(err)
		}
		found := slices.ContainsFunc(r.Findings,
			func(f inspect.Finding) bool { return f.Rule.Code == "procedure.not_registered" })
		if found != c.found || len(r.Faults) != c.faults {
			t.Errorf("%s: found %v, faults %v", name, found, r.Faults)
		}
	}
}
