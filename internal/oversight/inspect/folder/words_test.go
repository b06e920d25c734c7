package folder_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/oversight/inspect"
)

// A word that nobody knows is named with its cell and what it may be, and nobody is accused by it.
func TestRun_asks_for_words_that_it_does_not_know(t *testing.T) {
	people := func(relation, categories string) string {
		return "村（社区）,身份证号码,姓名,户编号,与户主关系,人员类别\n示例村," + first + ",示例甲,1," + relation + "," + categories + "\n"
	}
	office := "村（社区）,身份证号码,姓名,人员性质,职务,任职日期\n示例村," + second + ",示例乙,村干部,村主任,2020-01-01\n"
	apps := "村（社区）,申请编号,身份证号码,姓名,申请日期,安置依据,结果\n示例村,001," + first + ",示例甲,2025-03-01,低保,上岗\n"
	bank := "身份证号码,姓名,月份,金额,处理结果,处理日期\n" + first + ",示例甲,2025-04,800,成功,2025-05-12\n"
	for _, c := range []struct{ what, file, text, word, near string }{
		{"a relation to the head", "人员.csv", people("老家的干亲", "低保"), "老家的干亲", "亲"},
		{"a category among others", "人员.csv", people("户主", "低保、半脱贫户"), "半脱贫户", "脱贫户"},
		{"a category of its own table", "类别登记.csv", "村（社区）,身份证号码,姓名,类别\n示例村," + first + ",示例甲,半脱贫\n", "半脱贫", "脱贫"},
		{"a basis", "上岗记录.csv", strings.ReplaceAll(oneHolder, "月补贴标准\n",
			"月补贴标准,安置依据\n")[:len(oneHolder)+len(",安置依据")-1] + ",村里照顾\n", "村里照顾", ""},
		{"kinship", "亲属关系.csv", "村（社区）,身份证号码,姓名,亲属身份证号码,亲属姓名,关系\n示例村," + first + ",示例甲," + second + ",示例乙,小姨\n",
			"小姨", "姨"},
		{"an office", "村干部和公职人员.csv", strings.Replace(office, "村干部", "能人", 1), "能人", "村干部"},
		{"a check", "履职检查.csv", "村（社区）,身份证号码,姓名,检查日期,检查情况\n示例村," + first + ",示例甲,2025-05-02,说不清\n", "说不清", ""},
		{"its way", "履职检查.csv", "村（社区）,身份证号码,姓名,检查日期,检查情况,检查方式\n示例村," + first + ",示例甲,2025-05-02,未见到,托人看的\n",
			"托人看的", ""},
		{"an outcome", "审核环节.csv", "村（社区）,申请编号,环节,日期,结果\n示例村,001,村级初审,2025-03-02,基本可以\n", "基本可以", ""},
		{"a step", "审核环节.csv", "村（社区）,申请编号,环节,日期,结果\n示例村,001,组长看过,2025-03-02,通过\n", "组长看过", ""},
		{"a review", "民主评议.csv", "村（社区）,申请编号,评议日期,应到人数,到会人数,同意票,结果\n示例村,001,2025-03-05,40,10,9,再议\n", "再议", ""},
		{"a notice", "公示.csv", "村（社区）,申请编号,公示类别,公示开始,公示结束\n示例村,001,通知,2025-03-06,2025-03-07\n", "通知", ""},
		{"the bank", "银行回盘.csv", strings.Replace(bank, "成功", "另行通知", 1), "另行通知", "成功"},
		{"a kind of pay", "发放明细.csv", strings.NewReplacer("账号\n", "账号,发放类别\n", "001\n", "001,预支\n").Replace(onePay),
			"预支", ""},
		{"a fund", "发放明细.csv", strings.NewReplacer("账号\n", "账号,资金来源\n", "001\n", "001,某某资金\n").Replace(onePay),
			"某某资金", ""},
		{"a call", "领款回访.csv", "村（社区）,身份证号码,姓名,回访日期,月份,是否收到,是否被要求交回\n示例村," + first + ",示例甲,2025-06-02,2025-04,大概吧,嗯\n", "大概吧",
			"收到"},
		{"a complaint's state", "信访举报.csv", "村（社区）,编号,反映问题,收到日期,状态\n示例村,X1,拖欠,2025-01-03,转走了\n", "转走了", ""},
		{"a log", "经办记录.csv", "村（社区）,办理对象,编号,操作,时间,姓名\n示例村,发放,2025-04,过目,2025-05-01 09:00:00,示例乙\n", "过目", ""},
		{"a vote's tie", "评议人员.csv", "村（社区）,评议日期,参会人身份证号码,参会人,与候选人关系\n示例村,2025-03-05," + second + ",示例乙,相好\n", "相好",
			""},
		{"a month sheet's state", "月考勤.csv", "村（社区）,身份证号码,姓名,月份,出勤天数,审核状态\n示例村," + first + ",示例甲,2025-04,22,压着\n",
			"压着", ""},
		{"how it was entered", "月考勤.csv", "村（社区）,身份证号码,姓名,月份,出勤天数,录入方式\n示例村," + first + ",示例甲,2025-04,22,托人\n",
			"托人", ""},
		{"a post", "岗位.csv", "村（社区）,岗位编号,岗位名称,开放日期,状态\n示例村,BJ-09,保洁员,2020-01-01,闲着\n", "闲着", ""},
		{"a register", "部门名册.csv", "登记事项,身份证号码,姓名,起始日期\n某种名册," + first + ",示例甲,2020-01-01\n", "某种名册", "死亡"},
		{"a leave", "上岗记录.csv",
			"村（社区）,身份证号码,姓名,岗位编号,上岗日期,退出日期,退出原因\n示例村," + first + ",示例甲,BJ-01,2025-04-01,2025-05-31,另有安排\n", "另有安排", ""},
		{"a ledger", "资金收支.csv", "单位,收支类别,资金来源,日期,金额\n示例镇,周转,就业补助资金,2025-01-08,800\n", "周转", "收入"},
	} {
		files := map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": onePay, "月考勤.csv": attended(4, 4),
			"村干部和公职人员.csv": office,
			"申请.csv":       apps}
		before := accused(inspected(t, files))
		files[c.file] = c.text
		r := inspected(t, files)
		if faults := faultsOf(r); !strings.Contains(faults, "“"+c.word+"”") || !strings.Contains(faults,
			c.file) || !strings.Contains(faults, c.near) {
			t.Errorf("%s: %s", c.what, faults)
		}
		for _, code := range accused(r) {
			if !slices.Contains(before, code) {
				t.Errorf("%s: accused of %s by a word that nobody knows", c.what, code)
			}
		}
	}
}

// What an office writes that is known says the same in all its forms, and means what it says.
func TestRun_reads_words_as_they_are_meant(t *testing.T) {
	kinOf := func(relation string) (codes []string, faults string) {
		r := inspected(t, map[string]string{"亲属关系.csv": "村（社区）,身份证号码,姓名,亲属身份证号码,亲属姓名,关系\n示例村," + first + ",示例甲," + second +
			",示例乙," + relation + "\n"})
		for _, d := range r.Dossiers {
			for _, p := range d.People {
				for _, k := range p.Kin {
					codes = append(codes, k.Code)
				}
			}
		}
		return codes, faultsOf(r)
	}
	for relation, want := range map[string]string{"堂弟媳": "97", "表侄女": "97", "妻弟": "97", "外甥媳妇": "97", "儿媳的母亲": "97",
		"非亲属":   "99",
		"示例甲之妻": "12", "舅妈": "86", "无": "", "张三之妻": "", "前妻": "", "小姑": ""} {
		codes, faults := kinOf(relation)
		if got := strings.Join(codes, " "); got != want {
			t.Errorf("%s: %q, want %q", relation, got, want)
		}
		if silent := relation != "无" && want == "" && !strings.Contains(faults,
			relation); silent || want != "" && faults != "" {
			t.Errorf("%s: %q", relation, faults)
		}
	}
	keeper := "村（社区）,账号,身份证号码,户名,保管人\n示例村,6217000000000000001," + first + ",示例甲,%s\n"
	office := "村（社区）,身份证号码,姓名,类型,职务,任职日期\n示例村," + second + ",孙会计,村干部,会计,2020-01-01\n"
	for who, kept := range map[string]bool{"本人": false, "本人保管": false, "自己拿着": false, "儿子": false, "孙会计": true,
		"非本人（孙会计）":     true,
		"不在本人手里，孙会计拿着": true} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": onePay, "村干部和公职人员.csv": office,
			"账户和持卡.csv": fmt.Sprintf(keeper, who)})
		if got := slices.Contains(accused(r), "diversion.card_kept"); got != kept {
			t.Errorf("the card with %s: %v; %s", who, accused(r), faultsOf(r))
		}
	}
}

// Somebody named as kin to the candidate who votes is told of; one whose tie is none, or who stood back, is not.
func TestRun_who_voted_for_kin(t *testing.T) {
	files := map[string]string{"上岗记录.csv": oneHolder,
		"申请.csv":   "村（社区）,申请编号,身份证号码,姓名,申请日期,结果\n示例村,001," + first + ",示例甲,2025-03-01,上岗\n",
		"民主评议.csv": "村（社区）,申请编号,身份证号码,姓名,评议日期,应到人数,到会人数,同意票,结果\n示例村,001," + first + ",示例甲,2025-03-05,30,28,28,通过\n"}
	for tie, named := range map[string]bool{"夫": true, "系候选人表弟": false, "表弟": true, "同户": true, "妻子的弟弟": true,
		"无": false, "非亲属": false, "同村": false,
		"邻居": false, "相好": false, "无亲属关系": false, "-": false} {
		for recused, stood := range map[string]bool{"否": false, "": false, "是": true, "已回避": true, "未回避": false,
			"听说走开了": true} {
			files["评议人员.csv"] = "村（社区）,评议日期,参会人身份证号码,参会人,与候选人关系,是否回避\n示例村,2025-03-05," + second + ",示例乙," + tie + "," + recused +
				"\n"
			r := inspected(t, files)
			got := slices.ContainsFunc(r.Findings,
				func(f inspect.Finding) bool { return f.Rule.Code == "nepotism.kin_voted" })
			if got != (named && !stood) {
				t.Errorf("%s, stood back %q: %v; %s", tie, recused, got, faultsOf(r))
			}
		}
	}
}

// The marks of a month sheet are those of its own legend, above the heads or at its foot, and without one a circle is
// asked for.
func TestRun_reads_marks_by_the_sheets_legend(t *testing.T) {
	head, row := "序号,姓名,身份证号码,月份", "1,示例甲,"+first+",2025-04"
	for d := 1; d <= 30; d++ {
		head += fmt.Sprintf(",%d", d)
		row += "," + []string{"○", "●", "△"}[min((d-1)/10, 2)]
	}
	for what, c := range map[string]struct {
		sheet string
		days  string // of the first thirty
	}{
		"above": {"示例村2025年4月考勤表\n图例：○出勤 ●请假 △半天\n" + head + "\n" + row + "\n",
			"PPPPPPPPPPLLLLLLLLLLHHHHHHHHHH"},
		"in cells": {"示例村考勤表\n图例,○,出勤,●,请假,△,半天\n" + head + "\n" + row + "\n",
			"PPPPPPPPPPLLLLLLLLLLHHHHHHHHHH"},
		"at the foot": {head + "\n" + row + "\n注：出勤○、请假●、半天△\n", "PPPPPPPPPPLLLLLLLLLLHHHHHHHHHH"},
		"in the title": {"示例村2025年4月考勤表（○出勤 ●旷工 △休息）\n" + head + "\n" + row + "\n",
			"PPPPPPPPPPAAAAAAAAAAOOOOOOOOOO"},
		"under the foot": {head + "\n" + row + "\n合计,1人\n填表人：示例乙\n说明：○为出勤；●为请假；△为半天\n",
			"PPPPPPPPPPLLLLLLLLLLHHHHHHHHHH"},
		"only some": {"图例：○出勤 ●请假\n" + head + "\n" + row + "\n", "PPPPPPPPPPLLLLLLLLLL----------"},
		"none":      {head + "\n" + row + "\n", ""},
		"two that differ": {"注：○出勤 ●请假 △休息\n" + head + "\n" + row + "\n图例：○请假 ●出勤\n",
			"--------------------OOOOOOOOOO"},
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": onePay, "月考勤.csv": c.sheet})
		got := ""
		for _, d := range r.Dossiers {
			for _, p := range d.Placements {
				for _, l := range p.Lines {
					got += strings.TrimRight(l.Days[:30], "-") + strings.Repeat("-",
						30-len(strings.TrimRight(l.Days[:30], "-")))
				}
			}
		}
		if got != (c.days + strings.Repeat("-", 30))[:30] {
			t.Errorf("%s: %q; %s", what, got, faultsOf(r))
		}
		told := strings.Contains(faultsOf(r), "不认识的考勤标记")
		if told != strings.Contains((c.days + strings.Repeat("-", 30))[:30],
			"-") || told && !strings.Contains(faultsOf(r), "“") {
			t.Errorf("%s: told %v: %s", what, told, faultsOf(r))
		}
		if got := accused(r); len(got) > 0 {
			t.Errorf("%s: accused of %v", what, got)
		}
	}
}
