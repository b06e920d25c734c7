package folder_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect/folder"
)

// Of a county of a thousand holders, 720 are raised from 600 to 800 yuan in July, 240 from 500 to 650, and forty of
// another fund not at all. By a list of holders that knows only what holds today, nobody is accused but the four who
// were paid beside the rise.
func TestRise_of_a_county_accuses_nobody_but_who_was_paid_beside_it(t *testing.T) {
	const holders = 1000
	short, above := map[int]bool{3: true, 500: true}, map[int]bool{7: true, 800: true}
	var people, places, pay strings.Builder
	people.WriteString("区（市）,镇（街道）,村（社区）,身份证号码,姓名\n")
	places.WriteString("区（市）,镇（街道）,村（社区）,身份证号码,姓名,上岗日期,岗位名称,月补贴标准\n")
	pay.WriteString("区（市）,镇（街道）,村（社区）,身份证号码,姓名,月份,金额\n")
	for n := range holders {
		before, after := 600, 800
		switch {
		case n%25 == 0: // of another fund: was not raised
			after = before
		case n%4 == 1:
			before, after = 500, 650
		}
		village := fmt.Sprintf("滕州市,示例镇,示例%d村", n/50)
		who := fmt.Sprintf("%s,%s,人%d", village, idno.Make("370499", civil.MustDate("1970-01-01").AddDays(n), 11), n)
		fmt.Fprintf(&people, "%s\n", who)
		fmt.Fprintf(&places, "%s,2024-01-01,保洁员,%d\n", who, after)
		for m := 1; m <= 12; m++ {
			got := before
			if m >= 7 {
				got = after
			}
			switch {
			case short[n] && m >= 10: // less than the new rate
				got = after - 100
			case above[n] && m == 12:
				got = after + 100
			}
			fmt.Fprintf(&pay, "%s,2024-%02d,%d\n", who, m, got)
		}
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"人员.csv": people.String(), "上岗记录.csv": places.String(),
		"发放明细.csv": pay.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := folder.Run(os.DirFS(dir), asOf, oversight.Rules(), nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, f := range r.Findings {
		got[f.Rule.Code] = append(got[f.Rule.Code], f.Sentence)
	}
	if len(r.Faults) > 0 {
		t.Errorf("not read: %v", r.Faults[:1])
	}
	for code, guilty := range map[string][]string{
		"arrears.short":            {"人3协", "人500协"},
		"diversion.above_standard": {"人72024年12月", "人8002024年12月"},
	} {
		if len(got[code]) != len(guilty) {
			t.Errorf("%s: %d accused: %q", code, len(got[code]), got[code][:min(3, len(got[code]))])
		}
		for _, name := range guilty {
			if !slices.ContainsFunc(got[code], func(s string) bool { return strings.HasPrefix(s, name) }) {
				t.Errorf("%s: %s is missed: %q", code, name, got[code][:min(3, len(got[code]))])
			}
		}
	}
}
