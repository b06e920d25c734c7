package folder_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/oversight/inspect"
)

// One event that two files tell of is one event with two sources, whatever their columns and their order; what they say
// differently is listed, and is a finding only where it is about money. Two payments stay two.
func TestEvents_of_two_files(t *testing.T) {
	places := "村（社区）,身份证号码,姓名,岗位编号,上岗日期,月补贴标准\n示例村," + first + ",示例甲,BJ-01,2025-03-01,800\n示例村," + second +
		",示例乙,BJ-02,2025-03-01,800\n邻村," + third + ",示例丙,BJ-01,2025-03-01,800\n"
	pay := func(rows ...string) string {
		return "村（社区）,身份证号码,姓名,月份,金额\n" + strings.Join(rows, "\n") + "\n"
	}
	a4, b4, a5 := "示例村,"+first+",示例甲,2025-04,800", "示例村,"+second+",示例乙,2025-04,800", "示例村,"+first+",示例甲,2025-05,800"
	with := func(files map[string]string) map[string]string {
		files["上岗记录.csv"] = places
		return files
	}
	const county = "发放明细（区市）.csv"
	for what, c := range map[string]struct {
		files   map[string]string
		want    []string
		differ  int    // listed
		copies  int    // rows that are told again
		withers string // a rule that cannot be judged
	}{
		"other columns and order": {with(map[string]string{"发放明细.csv": pay(a4, b4, a5),
			county: "序号,所属月份,实发金额,姓名,身份证号,所在村,账号\n1,2025年5月,800.00,示例甲," +
				first + ",示例村,6217000000000000017\n2,2025.4,800元,示例乙," + second + ",示例村,\n3,2025年4月,\"￥800\",示例甲," + first +
				",示例村,6217000000000000017\n"}), nil, 0, 3, ""},
		"by name in the one, by number in the other": {
			with(map[string]string{"发放明细.csv": pay(a4, b4),
				county: "村（社区）,姓名,月份,金额\n示例村,示例甲,2025-04,800\n示例村,示例乙,2025-04,800\n"}),
			nil, 0, 2, ""},
		"a whole year beside one month": {with(map[string]string{"发放明细.csv": pay(a4, b4, a5), county: pay(a5)}), nil, 0, 1,
			""},
		"another amount": {with(map[string]string{"发放明细.csv": pay(a4, b4, a5),
			county: pay(a4, b4, strings.Replace(a5, "800", "300", 1))}),
			[]string{"diversion.sources_differ"}, 1, 3, "diversion.paid_twice"},
		"another account": {with(map[string]string{"发放明细.csv": "村（社区）,身份证号码,姓名,月份,金额,账号\n" + a4 + ",6217000000000000017\n",
			county: "村（社区）,身份证号码,姓名,月份,金额,账号\n" + a4 + ",6217000000000000025\n"}), []string{"diversion.sources_differ"}, 1, 1,
			"diversion.paid_twice"},
		"another day of pay": {with(map[string]string{"发放明细.csv": "村（社区）,身份证号码,姓名,月份,金额,到账日期\n" + a4 + ",2025-05-10\n",
			county: "村（社区）,身份证号码,姓名,月份,金额,到账日期\n" + a4 + ",2025-05-12\n"}), nil, 1, 1, ""},
		"two payments of one list": {with(map[string]string{"发放明细.csv": pay(a4, a4, b4)}), []string{"diversion.paid_twice"},
			0, 0, ""},
		"two payments of one list, and its copy": {
			with(map[string]string{"发放明细.csv": pay(a4, a4, b4), county: pay(b4, a4, a4)}),
			[]string{"diversion.paid_twice"}, 0, 3, ""},
		"paid late in another list": {with(map[string]string{"发放明细.csv": pay(strings.Replace(a4, "800", "500", 1), b4),
			"补发明细（发放表）.csv": pay(strings.Replace(a4, "800", "300", 1))}), nil, 0, 0, ""},
		"two villages pay one person": {with(map[string]string{"发放明细.csv": pay(a4, b4),
			"邻村发放明细.csv": pay(strings.Replace(a4, "示例村", "邻村", 1),
				"邻村,"+third+",示例丙,2025-04,800")}), []string{"diversion.paid_twice"}, 0, 0, ""},
		"two lists that share one person": {with(
			map[string]string{"发放明细甲.csv": pay("示例村,"+second+",示例乙,2025-04,800", a4, "示例村,"+second+",示例乙,2025-05,800"),
				"发放明细乙.csv": "身份证号码,姓名,月份,金额\n" + third + ",示例丙,2025-04,800\n" + third + ",示例丙,2025-05,800\n" + first +
					",示例甲,2025-04,800\n"}),
			[]string{"diversion.paid_twice"}, 0, 0, ""},
		"two batches": {with(map[string]string{"发放明细第一批.csv": pay(a4), "发放明细第二批.csv": pay(a4)}),
			[]string{"diversion.paid_twice"}, 0, 0, ""},
		"from two funds": {with(map[string]string{
			"发放明细甲.csv": "村（社区）,身份证号码,姓名,月份,金额,资金来源\n示例村," + first + ",示例甲,2025-04,400,就业补助资金\n",
			"发放明细乙.csv": "村（社区）,身份证号码,姓名,月份,金额,资金来源\n示例村," + first + ",示例甲,2025-04,400,村集体经济收入\n"}), nil, 0, 0, ""},
		"halves in two lists that do not say so": {
			with(map[string]string{"发放明细甲.csv": pay(strings.Replace(a4, "800", "500", 1)),
				"发放明细乙.csv": pay(strings.Replace(a4, "800", "300", 1))}), []string{"diversion.sources_differ"}, 1, 1,
			"arrears.short"},
		"one roster with posts and one without": {
			map[string]string{"上岗记录.csv": places, "上岗记录（区市）.csv": "姓名,身份证号码,村（社区）,上岗日期,月补贴标准\n示例甲," +
				first + ",示例村,2025年3月1日,800\n示例乙," + second + ",示例村,2025-03-05,800\n示例丙," + third + ",邻村,2025-03-01,800\n"}, nil, 1,
			3, ""},
		"one check that two lists tell of": {map[string]string{"上岗记录.csv": places, "发放明细.csv": pay(a4),
			"履职检查.csv":    "村（社区）,身份证号码,姓名,检查日期,检查情况\n示例村," + first + ",示例甲,2025-04-10,未见到\n",
			"履职检查（镇）.csv": "日期,检查情况,姓名,身份证号码,照片\n2025/4/10,没有见到人,示例甲," + first + ",\n"}, nil, 0, 1, ""},
		"two checks of one day": {map[string]string{"上岗记录.csv": places, "发放明细.csv": pay(a4),
			"履职检查.csv":    "村（社区）,身份证号码,姓名,检查日期,检查情况,检查层级\n示例村," + first + ",示例甲,2025-04-10,未见到,村\n",
			"履职检查（镇）.csv": "村（社区）,身份证号码,姓名,检查日期,检查情况,检查层级\n示例村," + first + ",示例甲,2025-04-10,未见到,镇\n"},
			[]string{"diversion.paid_though_absent"}, 0, 0, ""},
		"one deduction told twice": {with(map[string]string{"发放明细.csv": pay(strings.Replace(a4, "800", "700", 1)),
			"扣款.csv":     "村（社区）,身份证号码,姓名,月份,金额,扣款事由,所依据的记录,扣款去向\n示例村," + first + ",示例甲,2025-04,100,缺勤,考勤,专户\n",
			"扣款（区市）.csv": "身份证号码,姓名,月份,金额,扣款事由,所依据的记录,扣款去向\n" + first + ",示例甲,2025年4月,100.00,缺勤,考勤表,专户\n"}), nil, 0, 1, ""},
	} {
		r := inspected(t, c.files)
		rows := 0
		for _, x := range r.Copies {
			rows += x.Rows
		}
		if got := accused(r); !slices.Equal(got, c.want) || len(r.Differences) != c.differ || rows != c.copies {
			t.Errorf("%s: %v, want %v; %d differences %+v, %d copies; faults %s", what, got, c.want, len(r.Differences),
				r.Differences, rows, faultsOf(r))
		}
		if c.withers != "" &&
			!slices.ContainsFunc(r.Withheld, func(w inspect.Withheld) bool { return w.Rule.Code == c.withers }) {
			t.Errorf("%s: %s is not told as what cannot be judged: %d", what, c.withers, len(r.Withheld))
		}
		for _, f := range r.Findings {
			if f.Rule.Code == "diversion.sources_differ" &&
				(len(f.Evidence) != 2 || f.Evidence[0].Source == f.Evidence[1].Source ||
					f.Certainty != inspect.Suspicion) {
				t.Errorf("%s: %+v", what, f.Evidence)
			}
		}
	}
}

// A row of an event that two files tell of names both.
func TestEvents_name_both_sources(t *testing.T) {
	pay := "村（社区）,身份证号码,姓名,月份,金额\n示例村," + first + ",示例甲,2025-05,800\n"
	r := inspected(t,
		map[string]string{"上岗记录.csv": "村（社区）,身份证号码,姓名,岗位编号,上岗日期,退出日期\n示例村," + first + ",示例甲,BJ-01,2025-01-01,2025-03-31\n",
			"发放明细.csv": pay, "发放明细（区市）.csv": "月份,金额,姓名,身份证号码\n2025年5月,800,示例甲," + first + "\n"})
	for _, f := range r.Findings {
		if f.Rule.Code == "diversion.paid_after_end" {
			if at := f.Evidence[0].Source; at != "发放明细.csv 第2行；发放明细（区市）.csv 第2行" {
				t.Error(at)
			}
			return
		}
	}
	t.Error(fmt.Sprint(accused(r), faultsOf(r)))
}
