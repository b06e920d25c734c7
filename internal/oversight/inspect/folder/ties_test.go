package folder_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
)

// inspected is a folder of files as text, looked at on asOf.
func inspected(t *testing.T, files map[string]string) *folder.Result {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := folder.Run(os.DirFS(dir), asOf, oversight.Rules(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// accused are the rules that accuse, each as often as it does.
func accused(r *folder.Result) (out []string) {
	for _, f := range r.Findings {
		if f.Certainty != inspect.Information {
			out = append(out, f.Rule.Code)
		}
	}
	slices.Sort(out)
	return out
}

func faultsOf(r *folder.Result) string {
	var all []string
	for _, f := range r.Faults {
		all = append(all, f.String())
	}
	for _, c := range r.Copies {
		all = append(all, c.String())
	}
	return strings.Join(all, "\n")
}

const (
	first  = "370499197505050011"
	second = "370499198005050028"
	third  = "370499198505050016"

	oneHolder = "村（社区）,身份证号码,姓名,岗位编号,上岗日期,月补贴标准\n示例村," + first + ",示例甲,BJ-01,2025-04-01,800\n"
	onePay    = "村（社区）,身份证号码,姓名,月份,金额,账号\n示例村," + first + ",示例甲,2025-04,800,6217000000000000001\n"
)

// What the bank sent back stays back, although a list of what had been sent lies there too; sent again afterwards it
// waits.
func TestRun_returned_stays_returned_beside_a_list_of_what_was_sent(t *testing.T) {
	bank := func(result string) string {
		return "身份证号码,姓名,月份,金额,处理结果,处理日期\n" + first + ",示例甲,2025-04,800," + result + ",2025-05-12\n"
	}
	sent := func(on string) string {
		return "身份证号码,姓名,月份,金额,送银行日期\n" + first + ",示例甲,2025-04,800," + on + "\n"
	}
	for _, c := range []struct {
		what, result, sent string
		want               []string
	}{
		{"came back", "退回：账号不存在", "2025-05-10", []string{"arrears.returned"}},
		{"came back the day it was sent", "账户已销户", "2025-05-12", []string{"arrears.returned"}},
		{"nobody wrote when it was sent", "失败", "", []string{"arrears.returned"}},
		{"came back and was sent again", "退回", "2025-05-20", nil},
		{"was paid", "交易成功", "2025-05-10", nil},
		{"is being worked on", "处理中", "2025-05-10", nil},
	} {
		files := map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": onePay, "银行回盘.csv": bank(c.result),
			"送银行明细.csv": sent(c.sent)}
		r := inspected(t, files)
		got := slices.DeleteFunc(accused(r), func(code string) bool {
			return !strings.HasPrefix(code,
				"arrears.returned")
		})
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v; faults %s", c.what, got, c.want, faultsOf(r))
		}
	}
	r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": onePay, "银行回盘.csv": bank("另行通知")})
	if !strings.Contains(faultsOf(r), "另行通知") || slices.Contains(accused(r), "arrears.returned") {
		t.Errorf("a word of the bank that nobody knows: %v\n%s", accused(r), faultsOf(r))
	}
}

const (
	twoVillages = "区（市）,镇（街道）,村（社区）,身份证号码,姓名,户编号\n滕州市,甲镇,前示例村," + first + ",示例甲,1\n滕州市,乙镇,前示例村," + second + ",示例乙,1\n"
	onPost      = "镇（街道）,村（社区）,身份证号码,姓名,岗位编号,上岗日期\n甲镇,前示例村," + first + ",示例甲,BJ-01,2024-02-01\n乙镇,前示例村," + second +
		",示例乙,BJ-01,2024-02-01\n"
	quorumless = ",40,10,10,通过\n"
)

// Numbers of applications begin again each year and in each village; villages of one name lie in several townships. A
// review is tied to the person by number and place; what is ambiguous is told.
func TestRun_ties_hiring_to_the_person_before_the_number(t *testing.T) {
	apps := "镇（街道）,村（社区）,申请编号,身份证号码,姓名,申请日期,结果\n甲镇,前示例村,001," + first + ",示例甲,2024-01-05,上岗\n乙镇,前示例村,001," + second +
		",示例乙,2024-01-06,上岗\n"
	review := "镇（街道）,村（社区）,申请编号,身份证号码,姓名,评议日期,应到人数,到会人数,同意票,结果\n"
	for _, c := range []struct {
		what, apps, review string
		want               string // the name in the finding of a review without a quorum; empty: none
		told               string // among the faults
	}{
		{"by number and place", apps, "乙镇,前示例村,001," + second + ",示例乙,2024-01-10" + quorumless, "示例乙", ""},
		{"by person, the place not written", apps, ",,001," + second + ",示例乙,2024-01-10" + quorumless, "示例乙", ""},
		{"by person, the township not written", apps, ",前示例村,001," + second + ",示例乙,2024-01-10" + quorumless, "示例乙",
			"不止一个"},
		{"by person against a wrong number", apps, "甲镇,前示例村,009," + first + ",示例甲,2024-01-10" + quorumless, "示例甲", ""},
		{"by place and number alone", apps, "甲镇,前示例村,001,,,2024-01-10" + quorumless, "示例甲", ""},
		{"by the number alone, which two villages have", apps, ",,001,,,2024-01-10" + quorumless, "", "有几份申请"},
		{"by a village that there is twice", apps, ",前示例村,001,,,2024-01-10" + quorumless, "", "不止一个"},
		{"of another year", "镇（街道）,村（社区）,申请编号,身份证号码,姓名,申请日期,结果\n甲镇,前示例村,001," + third +
			",示例丙,2022-01-05,上岗\n甲镇,前示例村,001," + first + ",示例甲,2024-01-05,上岗\n",
			"甲镇,前示例村,001,,,2024-01-10" + quorumless, "示例甲", ""},
		{"of two years that both fit", "镇（街道）,村（社区）,申请编号,身份证号码,姓名,申请日期,结果\n甲镇,前示例村,001," + third +
			",示例丙,2023-12-05,上岗\n甲镇,前示例村,001," + first + ",示例甲,2024-01-05,上岗\n",
			"甲镇,前示例村,001,,,2024-01-10" + quorumless, "", "有几份申请"},
	} {
		r := inspected(t, map[string]string{"人员.csv": twoVillages, "申请.csv": c.apps, "民主评议.csv": review + c.review,
			"上岗记录.csv": onPost})
		got := ""
		for _, f := range r.Findings {
			if f.Rule.Code == "procedure.quorum" {
				got += f.Subject.Name
			}
		}
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
		if faults := faultsOf(r); c.told == "" && faults != "" || !strings.Contains(faults, c.told) {
			t.Errorf("%s: told %q, want %q", c.what, faults, c.told)
		}
	}
}

// Those who apply on one day without numbers are as many as they are.
func TestRun_keeps_applications_of_one_day_apart(t *testing.T) {
	r := inspected(t, map[string]string{"申请.csv": "村（社区）,身份证号码,姓名,申请日期,结果\n示例村," + first + ",示例甲,2024-01-05,\n示例村," +
		second + ",示例乙,2024-01-05,\n",
		"申请（副本）.csv": "村（社区）,身份证号码,姓名,申请日期,结果\n示例村," + first + ",示例甲,2024-01-05,\n"})
	n := 0
	for _, d := range r.Dossiers {
		n += len(d.Applications)
	}
	if n != 2 {
		t.Errorf("%d applications, want 2", n)
	}
}

// What departments' registers are called says what they are; a resident's insurance and an entry as employed bar
// nobody.
func TestRun_knows_which_registers_bar(t *testing.T) {
	pay := "村（社区）,身份证号码,姓名,月份,金额\n"
	for _, m := range []string{"2025-04", "2025-05"} {
		pay += "示例村," + first + ",示例甲," + m + ",800\n"
	}
	for kind, barred := range map[string]bool{"城乡居民医保": false, "居民医疗保险参保": false, "城乡居民养老保险": false,
		"城乡居民基本养老保险参保人员": false, "就业登记": false, "失业登记": false, "未参加职工养老保险": false, "非财政供养": false,
		"职工基本养老保险": true, "企业职工养老": true, "领职工养老金": true, "在外就业": true, "营业执照": true} {
		for _, named := range []bool{true, false} {
			files := map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": pay}
			if named {
				files["部门名册.csv"] = "登记事项,身份证号码,姓名,起始日期\n" + kind + "," + first + ",示例甲,2020-01-01\n"
			} else if barred || !strings.ContainsAny(kind, "未非") {
				files["部门名册（"+kind+"）.csv"] = "身份证号码,姓名,起始日期\n" + first + ",示例甲,2020-01-01\n"
			}
			r := inspected(t, files)
			got := slices.ContainsFunc(accused(r), func(code string) bool {
				return strings.Contains(code, "barred") ||
					code == "diversion.two_posts"
			})
			if got != barred {
				t.Errorf("%s (in a column: %v): %v", kind, named, accused(r))
			}
		}
	}
	r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": pay,
		"部门名册.csv": "登记事项,身份证号码,姓名,起始日期\n社保参保," + first + ",示例甲,2020-01-01\n"})
	if faults := faultsOf(r); !strings.Contains(faults, "看不出是哪一种名册") {
		t.Errorf("insured, nobody knows with what: %v\n%s", accused(r), faults)
	}
}

// 非亲属 is no kin; an uncle's wife is who she is.
func TestRun_reads_kin_as_written(t *testing.T) {
	for word, want := range map[string]string{"非亲属": "99", "无亲属关系": "99", "不是亲属": "99", "舅妈": "86", "姨夫": "87",
		"姑夫": "89", "舅舅": "85", "妻子": "12", "弟媳": "74", "亲属": "97"} {
		r := inspected(t, map[string]string{"亲属关系.csv": "村（社区）,身份证号码,姓名,亲属身份证号码,亲属姓名,关系\n示例村," + first + ",示例甲," +
			second + ",示例乙," + word + "\n"})
		got := ""
		for _, d := range r.Dossiers {
			for _, p := range d.People {
				for _, k := range p.Kin {
					got = k.Code
				}
			}
		}
		if got != want || len(r.Faults) > 0 {
			t.Errorf("%s: %q, want %q; %s", word, got, want, faultsOf(r))
		}
	}
}

// A computed amount has a fraction of a fen that nobody was paid: it is read as the nearest amount, and named.
func TestRun_names_a_fraction_of_a_fen(t *testing.T) {
	sheets := "村（社区）,身份证号码,姓名,月份,出勤天数\n示例村," + first + ",示例甲,2025-04,22\n"
	for raw, want := range map[string]string{"727.272727272727": "727.27元", "799.996": "800.00元", "800.00": ""} {
		places := strings.ReplaceAll(oneHolder, ",800\n", ",727.27\n")
		r := inspected(t, map[string]string{"上岗记录.csv": places, "月考勤.csv": sheets, "发放明细.csv": strings.Replace(onePay,
			",800,", ","+raw+",", 1)})
		for _, f := range r.Findings {
			if f.Rule.Code == "arrears.unpaid" && strings.Contains(f.Sentence, "2025年4月") {
				t.Errorf("%s: %s", raw, f.Sentence)
			}
		}
		if faults := faultsOf(r); want == "" && faults != "" || !strings.Contains(faults, want) {
			t.Errorf("%s: %q", raw, faults)
		}
	}
}

// People on one account are one finding, however many they are; of unknown households nobody knows that they are one.
func TestRun_tells_a_shared_account_once(t *testing.T) {
	places, pay := "村（社区）,身份证号码,姓名,岗位编号,上岗日期,月补贴标准\n", "村（社区）,身份证号码,姓名,月份,金额,账号\n"
	for i, id := range []string{first, second, third} {
		village, name := []string{"示例村", "示例村", "邻村"}[i], "示例"+string([]rune("甲乙丙")[i])
		places += village + "," + id + "," + name + ",BJ-0" + string(rune('1'+i)) + ",2025-04-01,800\n"
		pay += village + "," + id + "," + name + ",2025-04,800,6217000000000000001\n"
	}
	people := "村（社区）,身份证号码,姓名,户编号\n示例村," + first + ",示例甲,1\n示例村," + second + ",示例乙,1\n"
	two := func(s string) string { return s[:strings.LastIndex(s[:len(s)-1], "\n")+1] }
	for what, c := range map[string]struct {
		files map[string]string
		home  bool
		names []string
	}{
		"two of unknown households": {map[string]string{"上岗记录.csv": two(places), "发放明细.csv": two(pay)}, false,
			[]string{"示例甲", "示例乙"}},
		"two of one household": {map[string]string{"上岗记录.csv": two(places), "发放明细.csv": two(pay),
			"人员.csv": people}, true, []string{"示例甲", "示例乙"}},
		"three of two villages": {map[string]string{"上岗记录.csv": places, "发放明细.csv": pay, "人员.csv": people}, false,
			[]string{"示例甲", "示例乙", "示例丙"}},
	} {
		r := inspected(t, c.files)
		var found []inspect.Finding
		for _, f := range r.Findings {
			if f.Rule.Code == "diversion.shared_account" {
				found = append(found, f)
			}
		}
		if len(found) != 1 || (found[0].Severity == inspect.Low) != c.home {
			t.Errorf("%s: %d findings %+v", what, len(found), found)
			continue
		}
		for _, n := range c.names {
			if !strings.Contains(found[0].Sentence, n) {
				t.Errorf("%s: %s is not named in %s", what, n, found[0].Sentence)
			}
		}
	}
}

// A person is one however the number and the name are written; a number that a slip has spoilt is nobody's, and who it
// may be is said.
func TestRun_knows_a_person_however_written(t *testing.T) {
	const old = "370499" + "750505001" // of first, before numbers had 18 characters
	places := "村（社区）,身份证号码,姓名,岗位编号,上岗日期\n示例村," + first + ",示例·甲,BJ-01,2025-04-01\n"
	pay := func(id, name string) string {
		return "村（社区）,身份证号码,姓名,月份,金额\n示例村," + id + "," + name + ",2025-04,800\n"
	}
	for what, c := range map[string]struct {
		id, name string
		faults   int
	}{
		"marks of direction": {"\u202d" + first + "\u202c", "示例·甲", 0}, "fifteen digits": {old, "示例·甲",
			0}, "full width": {"３７０４９９１９７５０５０５００１１", "示例·甲", 0}, "quotes": {"’" + first, "示例·甲", 0},
		"a zero-width space": {"", "示例·\u200b甲", 0}, "a remark": {"", "示例·甲（已故）", 0}, "a remark behind": {first,
			"示例·甲(小)", 0}, "another dot": {"", "示例．甲", 0}, "a radical": {"", "⽰例·甲", 0},
		"a digit wrong": {"370499197505050012", "示例·甲", 1}, "two swapped": {"370499197505500011", "示例·甲",
			1}, "one lacking": {"37049919750505001", "示例·甲", 1},
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": places, "发放明细.csv": pay(c.id, c.name)})
		people := map[int64]bool{}
		for _, d := range r.Dossiers {
			for id := range d.People {
				people[id] = true
			}
		}
		if len(people) != 1 || len(r.Faults) != c.faults {
			t.Errorf("%s: %d people, faults %s", what, len(people), faultsOf(r))
		}
		if got := accused(r); slices.Contains(got, "diversion.without_placement") {
			t.Errorf("%s: %v", what, got)
		}
	}
}

// A list of anything that has people in it is no list of those on post, nor of officials.
func TestRun_takes_no_other_list_for_one_of_its_tables(t *testing.T) {
	for name, body := range map[string]string{
		"登记.csv": "姓名,身份证号码,开始日期,到期日期,车牌\n示例甲," + first + ",2024-01-01,2025-01-01,鲁A1\n示例甲," + first +
			",2024-02-01,2025-02-01,鲁A2\n",
		"工资条.csv": "村,姓名,身份证号码,职务,基本工资,应发工资,实发工资\n示例村,示例甲," + first + ",保洁员,800,800,800\n",
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, name: body})
		if got := accused(r); len(got) > 0 {
			t.Errorf("%s: %v; %s", name, got, faultsOf(r))
		}
	}
}

// One list in two files is one list; where the two say different amounts, that is told and nobody is paid twice for it.
func TestRun_counts_a_copy_once(t *testing.T) {
	pay := "村（社区）,身份证号码,姓名,月份,金额\n示例村," + first + ",示例甲,2025-04,800\n示例村," + first + ",示例甲,2025-05,800\n"
	other := "序号,姓名,身份证号码,村（社区）,月份,金额\n1,示例甲," + first + ",示例村,2025-04,800\n2,示例甲," + first + ",示例村,2025-05,800\n"
	for what, c := range map[string]struct {
		second string
		differ int
	}{"the same": {pay, 0}, "in another order": {other, 0}, "one month otherwise": {strings.Replace(other,
		"2025-05,800", "2025-05,500", 1), 1}} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": pay, "发放明细（副本）.csv": c.second})
		n := 0
		for _, code := range accused(r) {
			if code == "diversion.sources_differ" {
				n++
			}
		}
		if n != c.differ || slices.Contains(accused(r), "diversion.paid_twice") || !strings.Contains(faultsOf(r), "只算一次") {
			t.Errorf("%s: %d differ; %v; %s", what, n, accused(r), faultsOf(r))
		}
	}
	twice := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": pay + pay[strings.Index(pay, "\n")+1:]})
	if !slices.Contains(accused(twice), "diversion.paid_twice") {
		t.Error("what one list says twice is not a copy")
	}
}

// The month stands in the title or the name of the file, the unit in the head.
func TestRun_takes_month_and_unit_from_where_they_stand(t *testing.T) {
	for name, body := range map[string]string{
		"2025年4月发放表.csv": "村（社区）,身份证号码,姓名,金额\n示例村," + first + ",示例甲,800\n",
		"发放明细.csv":       "示例村二〇二五年发放表,2025年4月\n村（社区）,身份证号码,姓名,金额（万元）\n示例村," + first + ",示例甲,0.08\n",
		"发放明细2.csv":      "单位：分\n村（社区）,身份证号码,姓名,月份,金额\n示例村," + first + ",示例甲,2025-04,80000\n",
	} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, name: body})
		got := ""
		for _, d := range r.Dossiers {
			for _, p := range d.Placements {
				for _, i := range p.Items {
					got += i.Month.String() + " " + i.Amount.String()
				}
			}
		}
		if got != "2025-04 800.00" {
			t.Errorf("%s: %q; %s", name, got, faultsOf(r))
		}
	}
}

// A month without a day is a month: nothing is said that hangs on the day, and what holds for each of its days is.
func TestRun_judges_a_month_by_all_its_days(t *testing.T) {
	apps := "村（社区）,申请编号,身份证号码,姓名,申请日期,结果\n示例村,SQ1," + first + ",示例甲,%s,上岗\n"
	for _, c := range []struct {
		start, applied string
		accused        bool
	}{{"2024年3月", "2024-03-05", false}, {"2024-03", "2024年3月", false}, {"2024年3月", "2024-04-01", true}, {"2024-03-01",
		"2024-03-05", true}, {"2024年3月", "2024-02-05", false}} {
		r := inspected(t, map[string]string{"上岗记录.csv": strings.Replace(oneHolder, "2025-04-01", c.start, 1),
			"申请.csv": strings.Replace(apps, "%s", c.applied, 1)})
		got := slices.Contains(accused(r), "procedure.out_of_order")
		if got != c.accused {
			t.Errorf("on post %s, applied %s: %v", c.start, c.applied, accused(r))
		}
		if c.start == "2024年3月" && c.applied == "2024-03-05" && len(r.Withheld) == 0 {
			t.Error("nothing is said of what cannot be judged")
		}
	}
}

// Morning and afternoon have a row each; a day of which one was worked is half a day.
func TestRun_counts_half_days(t *testing.T) {
	head, morning, later := "村（社区）,身份证号码,姓名,月份,时段", "示例村,"+first+",示例甲,2025-04,上午", "示例村,,,2025-04,下午"
	plain := "示例村," + first + ",示例甲,2025-04,"
	for d := 1; d <= 30; d++ {
		head += "," + string([]byte{byte('0' + d/10), byte('0' + d%10)})
		morning += map[bool]string{true: ",√", false: ",休"}[d <= 20]
		later += map[bool]string{true: ",√", false: ",×"}[d <= 10]
		plain += map[bool]string{true: ",0.5", false: ","}[d <= 20]
	}
	for what, c := range map[string]struct {
		body string
		want int
	}{"two rows": {head + "\n" + morning + "\n" + later + "\n", 15}, "half marks": {head + "\n" + plain + "\n",
		10}, "the morning alone": {head + "\n" + morning + "\n", 20}} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "月考勤.csv": c.body})
		got, lines := 0, 0
		for _, d := range r.Dossiers {
			for _, p := range d.Placements {
				for _, l := range p.Lines {
					got, lines = got+l.Worked(), lines+1
				}
			}
		}
		if got != c.want || lines != 1 || len(r.Faults) > 0 {
			t.Errorf("%s: %d days in %d lines, want %d; %s", what, got, lines, c.want, faultsOf(r))
		}
	}
}
