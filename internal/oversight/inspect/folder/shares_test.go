package folder_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect/folder"
)

// A meeting of just two thirds is lawful in a folder too; a local rule is written by the words of the page, and one
// that cannot be read judges nobody and is named with its cell.
func TestRun_compares_shares_exactly_and_reads_parameters_as_the_page_writes_them(t *testing.T) {
	const head = "村（社区）,身份证号码,姓名,岗位编号,申请编号,上岗日期\n示例村,370499197505050011,示例甲,BJ-01,SQ1,2024-02-01\n"
	for _, c := range []struct {
		name, parameters string
		present          int
		accused          bool
		fault, unjudged  string
	}{
		{"just two thirds", "", 16, false, "", ""}, {"one below", "", 15, true, "", ""}, {"one above", "", 17, false, "", ""},
		{"three quarters, as the page says it", "评议到会比例,四分之三,2021-01-01,示例文件", 17, true, "", ""},
		{"three quarters reached", "评议到会比例,四分之三,2021-01-01,示例文件", 18, false, "", ""},
		{"by its old name, in hundredths", "review.quorum_percent,70,2021-01-01,示例文件", 16, true, "", ""},
		{"67 of the office's own", "review.quorum_percent,67,2021-01-01,示例文件", 16, true, "", ""},
		{"67 as programs before gave it", "review.quorum_percent,67,2021-01-01,村民委员会组织法（M）", 16, false, "", ""},
		{"a date that a spreadsheet made", "评议到会比例,2月3日,2021-01-01,示例文件", 3, false, "2月3日", "民主评议人数或票数不足"},
		{"of the county", "评议到会比例,四分之三,2021-01-01,示例文件,滕州市", 17, true, "", ""},
		{"of the county later", "评议到会比例,四分之三,2024-06-01,示例文件,滕州市", 17, false, "", ""},
		{"of another county", "评议到会比例,四分之三,2021-01-01,示例文件,薛城区", 17, false, "", ""},
		{"of a county that nobody knows", "评议到会比例,四分之三,2021-01-01,示例文件,腾洲", 17, false, "腾洲", ""},
		{"of one fund", "评议到会比例,四分之三,2021-01-01,示例文件,滕州市,就业补助资金", 17, false, "", ""},
		{"no such parameter", "到会的比例,1/2,2021-01-01,示例文件", 15, true, "到会的比例", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			files := map[string]string{
				"人员.csv":   "区（市）,镇（街道）,村（社区）,身份证号码,姓名,户编号\n滕州市,示例镇,示例村,370499197505050011,示例甲,H1\n",
				"上岗记录.csv": head,
				"申请.csv":   "村（社区）,申请编号,身份证号码,姓名,岗位编号,申请日期,结果\n示例村,SQ1,370499197505050011,示例甲,BJ-01,2024-01-03,上岗\n",
				"民主评议.csv": fmt.Sprintf("村（社区）,申请编号,评议日期,应到人数,到会人数,同意票,反对票\n示例村,SQ1,2024-01-10,24,%d,%d,0\n", c.present, c.present),
			}
			if c.parameters != "" {
				files["参数.csv"] = "参数,取值,起始日期,依据,区（市）,资金或岗位类别\n" + c.parameters + "\n"
			}
			for file, text := range files {
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			r, err := folder.Run(os.DirFS(dir), asOf, oversight.Rules(), nil)
			if err != nil {
				t.Fatal(err)
			}
			accused := false
			for _, f := range r.Findings {
				accused = accused || f.Rule.Code == "procedure.quorum"
			}
			faults := fmt.Sprint(r.Faults)
			if accused != c.accused || (c.fault == "") != (len(r.Faults) == 0) || !strings.Contains(faults, c.fault) ||
				!strings.Contains(strings.Join(r.Unjudged, ""), c.unjudged) {
				t.Errorf("accused %v, faults %s, not judged %q", accused, faults, r.Unjudged)
			}
		})
	}
}
