package folder_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
)

// Two people of whose households a list says 无 or strikes the cell through are not one household: nothing is made of
// both being on posts. Under one number they are.
func TestRun_takes_no_household_from_a_word_that_says_nothing(t *testing.T) {
	for home, found := range map[string]bool{"H001": true, "无": false, "/": false, "不详": false, "": false} {
		files := fstest.MapFS{
			"人员.csv": {Data: []byte("镇（街道）,村（社区）,身份证号码,姓名,户号\n示例镇,示例村,370499197505050011,示例甲," + home +
				"\n示例镇,示例村,370499198005050028,示例乙," + home + "\n")},
			"申请.csv": {Data: []byte("村（社区）,申请编号,身份证号码,姓名,岗位编号,申请日期,安置依据,理由,结果\n" +
				"示例村,SQ1,370499197505050011,示例甲,BJ-01,2024-01-03,农村低收入人口,,上岗\n" +
				"示例村,SQ2,370499198005050028,示例乙,BJ-02,2024-02-03,农村低收入人口,,上岗\n")},
			"上岗记录.csv": {Data: []byte("村（社区）,身份证号码,姓名,岗位编号,申请编号,上岗日期,安置依据\n" +
				"示例村,370499197505050011,示例甲,BJ-01,SQ1,2024-02-01,农村低收入人口\n" +
				"示例村,370499198005050028,示例乙,BJ-02,SQ2,2024-03-01,农村低收入人口\n")},
		}
		r, err := folder.Run(files, asOf, oversight.Rules(), nil)
		if err != nil {
			t.Fatal(err)
		}
		got := slices.ContainsFunc(r.Findings,
			func(f inspect.Finding) bool { return f.Rule.Code == "procedure.household_posts" })
		if got != found {
			t.Errorf("%q: found %v", home, got)
		}
	}
}
