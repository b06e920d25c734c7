package folder_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
)

// A name is not a person: whoever is known by name alone is not taken for a villager of that name, and a register
// without numbers buries nobody.
func TestRun_keeps_namesakes_apart(t *testing.T) {
	const people = "区（市）,镇（街道）,村（社区）,身份证号码,姓名,户编号\n滕州市,示例镇,示例村,370499197505050011,示例甲,H1\n滕州市,示例镇,示例村,370499198005050028,示例乙,H2\n"
	const places = "村（社区）,身份证号码,姓名,岗位编号,申请编号,上岗日期\n示例村,370499197505050011,示例甲,BJ-01,SQ1,2024-02-01\n"
	for name, c := range map[string]struct {
		files  map[string]string
		inform int
		faults int
	}{
		"a register without numbers": {
			map[string]string{"死亡名册.csv": "姓名,死亡日期\n示例甲,2023-03-10\n",
				"发放明细.csv": "村（社区）,身份证号码,姓名,月份,金额\n示例村,370499197505050011,示例甲,2024-03,800\n"},
			0, 1},
		"the township's clerk has the holder's name": {
			map[string]string{"申请.csv": "村（社区）,申请编号,身份证号码,姓名,岗位编号,申请日期,结果\n示例村,SQ1,370499197505050011,示例甲,BJ-01,2024-01-03,上岗\n",
				"审核环节.csv": "村（社区）,申请编号,环节,日期,经办人\n示例村,SQ1,镇街审核,2024-01-22,示例甲\n",
				"亲属关系.csv": "身份证号码,姓名,亲属身份证号码,亲属姓名,亲属是本人的\n370499198005050028,示例乙,370499199005050022,示例丙,子\n"},
			0, 0},
		"a mayor of the same name": {
			map[string]string{"村干部和公职人员.csv": "任职单位所在地,姓名,职务,任职日期\n示例镇,示例甲,镇长,2021-01-01\n"}, 0, 0},
		"a cadre of the village, no number": {
			map[string]string{"村干部和公职人员.csv": "任职单位所在地,姓名,职务,任职日期\n示例村,示例甲,村会计,2021-01-01\n"}, 1, 0},
		"the account's owner by name": {
			map[string]string{"账户和持卡.csv": "账号,领款人身份证号码,开户人,保管人\n6217000000000000017,370499197505050011,示例 甲,女儿示例丁\n",
				"发放明细.csv": "村（社区）,身份证号码,姓名,月份,金额,账号\n示例村,370499197505050011,示例甲,2024-03,800,6217000000000000017\n"},
			0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			c.files["人员.csv"], c.files["上岗记录.csv"] = people, places
			for file, text := range c.files {
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			r, err := folder.Run(os.DirFS(dir), asOf, oversight.Rules(), nil)
			if err != nil {
				t.Fatal(err)
			}
			inform := 0
			for _, f := range r.Findings {
				if f.Certainty != inspect.Information && !strings.HasPrefix(f.Rule.Code, "procedure.step_missing") {
					t.Errorf("accused: %s %s", f.Rule.Code, f.Sentence)
				}
				if f.Rule.Code == "nepotism.cadre_on_post" {
					inform++
				}
			}
			if inform != c.inform || len(r.Faults) != c.faults {
				t.Errorf("%d informed, faults %v", inform, r.Faults)
			}
		})
	}
}
