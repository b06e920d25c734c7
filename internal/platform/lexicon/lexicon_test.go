package lexicon

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gangwei/internal/platform/words"
)

// Each word of a list stands for one code, which the program has; lists whose codes bear the same labels say the same
// of a word, so that nobody reads it otherwise there.
func TestLists_have_each_word_with_one_code(t *testing.T) {
	by := map[string]map[string]string{}
	for _, l := range Lists() {
		if l.Title == "" || len(l.codes) == 0 {
			t.Errorf("%s: %q with %d codes", l.Name, l.Title, len(l.codes))
		}
		for _, c := range l.codes {
			if !words.Has(l.labelled(), c) {
				t.Errorf("%s: no label of %q", l.Name, c)
			}
		}
		if by[l.labelled()] == nil {
			by[l.labelled()] = map[string]string{}
		}
		for w, c := range l.words {
			if !l.Has(c) {
				t.Errorf("%s: %s is %q, which the list does not have", l.Name, w, c)
			}
			if got, ok := l.Read(w); !ok || got != c {
				t.Errorf("%s: %s reads as %q %v, not %q", l.Name, w, got, ok, c)
			}
			if was, told := by[l.labelled()][w]; told && was != c {
				t.Errorf("%s: %s is %q, in another list of the same codes %q", l.Name, w, c, was)
			}
			by[l.labelled()][w] = c
		}
	}
}

// Two words for one thing are not kept twice: what a term of kinship is made of says its code.
func TestKinship_has_no_word_that_its_parts_say_already(t *testing.T) {
	for w, c := range Kinship.words {
		if roots[w] != "" || slices.Contains(Kinship.codes, w) {
			continue
		}
		for _, code := range Kinship.codes {
			if key(words.Label("kin", code)) == w {
				c = ""
			}
		}
		if c == "" {
			continue
		}
		delete(Kinship.words, w)
		got, ok := Kinship.piece(w)
		Kinship.words[w] = c
		if ok && got == c {
			t.Errorf("%s is %s by its parts", w, c)
		}
	}
}

// The labels are the whole of GB/T 4761-2008, and the two lists of them say the same.
func TestKinship_is_whole(t *testing.T) {
	want := []string{"01", "02"}
	for _, span := range [][2]int{{10, 12}, {20, 97}, {99, 99}} {
		for n := span[0]; n <= span[1]; n++ {
			want = append(want, string([]byte{byte('0' + n/10), byte('0' + n%10)}))
		}
	}
	if got := Kinship.Codes(); !slices.Equal(got, want) {
		t.Errorf("%v\nwant %v", got, want)
	}
	for _, c := range want[2:] {
		if words.Label("tie", c) != words.Label("kin", c) || words.Label("kin", c) == c {
			t.Errorf("%s: %s, %s", c, words.Label("tie", c), words.Label("kin", c))
		}
	}
}

// What the program writes is read back to its code: labels and codes of every list, and the words of the extract.
func TestRead_what_the_program_writes(t *testing.T) {
	for _, l := range Lists() {
		for c, label := range l.labels() {
			for _, w := range []string{label, c, " " + label + "　", strings.ToUpper(c)} {
				if got, ok := l.Read(w); !ok || got != c {
					t.Errorf("%s: %q reads as %q %v, want %q", l.Name, w, got, ok, c)
				}
			}
		}
	}
	for _, x := range []struct {
		l          *List
		word, code string
	}{{Outcome, "通过", "pass"}, {Outcome, "不通过", "refuse"}, {Notice, "拟安置公示", "candidate"}, {ComplaintState, "撤回",
		"withdrawn"},
		{ComplaintState, "已答复", "answered"}, {Level, "市级", "city"}, {Level, "区（市）级", "county"}, {Level, "镇（街道）",
			"township"}, {Level, "村", "village"},
		{Channel, "默认", "default"}, {Channel, "历史", "history"}, {SheetState, "填写中", "draft"}, {Received, "是",
			"yes"}, {Received, "否", "no"},
		{Received, "不清楚", "unsure"}, {AskedBack, "是", "yes"}, {AskedBack, "否", "no"}, {Reached, "是", "yes"},
		{Reached, "否", "no"}, {Keeper, "本人", "self"},
		{Recused, "是", "yes"}, {Seasonal, "是", "yes"}, {Continues, "是", "yes"}} {
		if got, ok := x.l.Read(x.word); !ok || got != x.code {
			t.Errorf("%s: %s is %q %v, want %q", x.l.Name, x.word, got, ok, x.code)
		}
	}
}

// No denial of a word is taken for the word, whatever verb stands between.
func TestRead_understands_denials(t *testing.T) {
	before := []string{"非", "不", "无", "未", "免", "没", "并非", "从未"}
	between := append([]string{""}, verbs...)
	tried := 0
	for _, l := range Lists() {
		for w, c := range l.words {
			if c == Nothing || len([]rune(w)) < 2 && !l.free {
				continue
			}
			for _, d := range before {
				for _, v := range between {
					text := d + v + w
					if _, whole := l.words[text]; whole || overlaps(l, text, len(d+v)) {
						continue
					}
					tried++
					if got, ok := l.Read(text); ok && got == c {
						t.Errorf("%s: “%s” is taken for “%s” (%s)", l.Name, text, w, c)
					}
				}
			}
		}
	}
	t.Log(tried, "denials")
	for text, want := range map[string]string{"无顶岗、替岗现象": "", "未发现顶岗替岗现象，本人在岗": "on_duty", "未发现他人顶岗": "",
		"顶岗：无": "", "没有人替岗": "", "不存在顶岗和代岗": "",
		"未在岗、替岗": "substitute", "不在岗": "not_seen", "没有不在岗": ""} {
		if got, _ := Finding.Read(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"未参加职工养老": "", "没有参加过职工养老保险": "", "不在编": "", "非财政供养": "",
		"职工养老保险（已停保）": "",
		"营业执照已注销":     "", "企业职工养老保险参保": "employee_pension_paying", "未领取职工养老金": "",
		"领取企业职工基本养老保险": "employee_pension_drawing",
		"领取城乡居民养老金":    Nothing, "无营业执照": "", "城乡居民基本养老保险参保人员": Nothing} {
		if got, _ := Exclusion.Find(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// overlaps reports whether a known word begins within the first bytes of a text: the denial is part of it.
func overlaps(l *List, text string, within int) bool {
	if !l.free {
		return false
	}
	for i := range text {
		if i >= within {
			return false
		}
		if l.at(text[i:]) != "" {
			return true
		}
	}
	return false
}

// A closed list takes no part of a word for it, nor a word with something more around it.
func TestRead_takes_no_part_of_a_word(t *testing.T) {
	for _, l := range Lists() {
		for w, c := range l.words {
			r := []rune(w)
			for i := range r {
				for n := i + 1; n <= len(r); n++ {
					part := string(r[i:n])
					if _, known := l.words[key(part)]; known || part == w || blank(key(part)) {
						continue
					}
					got, ok := l.Read(part)
					if _, made := l.exact(key(part)); ok && !made && !l.free && !wrapped(l, key(part)) {
						t.Errorf("%s: “%s”, a part of “%s”, is %q", l.Name, part, w, got)
					}
				}
			}
			if l.free || c == Nothing {
				continue
			}
			for _, more := range []string{w + "某某", "某" + w, w + w} {
				if _, known := l.words[key(more)]; known || slices.Contains(wraps, w) {
					continue
				}
				if got, ok := l.Read(more); ok {
					t.Errorf("%s: “%s” is taken for %q", l.Name, more, got)
				}
			}
		}
	}
}

// wrapped reports whether a part is a known word with what people write around it.
func wrapped(l *List, k string) bool {
	if l.denied != "" && l.denies(k) {
		return true
	}
	for _, w := range wraps {
		if rest, had := strings.CutPrefix(k, w); had {
			if _, known := l.exact(rest); known {
				return true
			}
		}
	}
	return strings.ContainsAny(k, "()[]【】")
}

func TestRead_takes_off_what_is_wrapped_around(t *testing.T) {
	for _, x := range []struct {
		l          *List
		word, want string
		ok         bool
	}{
		{Category, "脱贫户", "poverty_out", true}, {Category, "系脱贫户", "poverty_out", true}, {Category, "是低保户",
			"low_income", true},
		{Category, "残疾人（二级）", "disabled", true}, {Category, "肢体二级残疾", "", false}, {Category, "二级肢体残疾", "disabled",
			true},
		{Category, "残疾人家庭", "", false}, {Category, "脱贫户（已脱贫不享受）", "", false}, {Category, "脱贫不享受政策", Nothing, true},
		{Category, "非脱贫户", Nothing, true}, {Category, "不是低保户", Nothing, true}, {Category, "一般户", Nothing, true},
		{Category, "脱贫户（原低保）", "", false}, {Category, "低保（监测户）", "", false}, {Category, "“二孩妈妈”",
			"two_child_mother", true},
		{Category, "高龄", "", false}, {Category, "低保脱贫", "", false}, {Category, "—", "", true}, {Category, "", "",
			true},
		{Office, "村“两委”成员", "village_cadre", true}, {Office, "村干部（兼职）", "village_cadre", true}, {Office, "原村干部", "",
			false},
		{Office, "村干部（已离任）", "", false}, {Office, "党员", Nothing, true}, {YesNo, "√", "yes", true}, {YesNo, "ｘ",
			"no", true},
		{YesNo, "否。", "no", true}, {YesNo, "也许", "", false}, {YesNo, "/", "", true}, {Level, "滕州市", "", false},
		{Recused, "未回避", "no", true}, {Recused, "会后回避", "", false}, {Guardian, "非监护人", "no", true},
		{Kinship, "儿媳（离异）", "", false}, {Kinship, "配偶（妻）", "12", true}, {Kinship, "妻（配偶）", "12", true}, {Kinship,
			"妻（夫）", "", false},
	} {
		if got, ok := x.l.Read(x.word); got != x.want || ok != x.ok {
			t.Errorf("%s: %s is %q %v, want %q %v", x.l.Name, x.word, got, ok, x.want, x.ok)
		}
	}
}

// In a free text the longest word counts, one thing gives way to another where that is agreed, and where two remain
// nobody knows.
func TestRead_free_texts(t *testing.T) {
	for l, of := range map[*List]map[string]string{
		Finding: {"未在岗，电话称在县城打工": "not_seen", "由其儿子代为清扫": "substitute", "在岗，任务完成好": "work_good", "不在岗，请假": "leave",
			"不在岗，电话联系不上": "not_seen", "请假期间由其丈夫代岗": "?", "生病": "?", "正常": "on_duty", "在岗": "on_duty",
			"not seen": "not_seen"},
		Exit: {"因病去世": "deceased", "住院": "health", "外出务工": "found_work", "协议期满": "agreement_ended", "轮换": "other",
			"另行安排": "?",
			"任务完成": "task_ended", "脱贫不再符合": "not_eligible", "村庄合并": "merged", "超龄退出": "over_age",
			"本人自愿": "own_wish", "家中有事": "own_wish"},
		BankResult: {"交易成功；无错误": "paid", "成功(错误码0000)": "paid", "成功、未退票": "paid", "入账成功 未见异常": "paid",
			"代发成功后退回": "returned",
			"未成功":     "returned", "失败（错误码0012）": "returned", "户名不一致": "returned", "退回：账号不存在": "returned",
			"退票后重发成功": "?",
			"退回，处理中":  "?", "另行通知": "?", "0": "?", "处理中": "waiting", "是": "paid", "×": "returned", "未退回": "?"},
		Application: {"上岗": "placed", "未录用": "refused", "拟录用": "reviewed", "不予安置": "refused", "待办": "submitted",
			"候补": "waiting",
			"撤回": "withdrawn", "未上岗": "refused", "同意录用": "placed", "另议": "?"},
		Flow: {"补贴支出": "paid", "其他支出": "other", "上年结转": "in", "拨付镇街": "down", "期末余额": "balance", "支出": "other",
			"收入": "in", "垫付": "?"},
		PaidFor: {"公益岗补贴": "pay", "粮食补贴": Nothing, "代发": "pay", "公益林补贴": Nothing, "利息": "?", "高龄补贴": Nothing},
		Fund: {"2024年中央就业补助资金": "employment_subsidy", "衔接推进乡村振兴补助资金（中央）": "rural_revitalisation",
			"财政":     "county_finance",
			"中央财政资金": "?", "区级财政配套": "county_finance", "光伏发电收益": "photovoltaic", "公益性岗位补贴": Nothing},
		Outcome: {"经审核符合条件，同意备案": "pass", "不符合条件，不予通过": "refuse", "基本符合": "pass", "情况不属实，退回": "refuse",
			"同意25票，反对3票": "pass",
			"未上岗":        "refuse", "无异议，通过": "pass", "符合条件，未通过": "?", "再议": "?", "√": "pass", "否": "refuse",
			"没有不同意": "?",
			"未获同意":  "?"},
		Step: {"村委会初审意见": "check", "镇初审": "audit", "村级审核": "check", "区级审核": "file", "镇街审核（审批）": "?",
			"张榜公示": "notice",
			"组长看过": "?", "民主评议会": "review"},
		Notice: {"拟安置人员名单公示": "candidate", "拟聘人员公告": "candidate", "招聘公告": "recruit", "公示补贴发放情况": "pay",
			"公示牌": Nothing, "通知": "?"},
		Method: {"到村实地查看": "site", "电话抽查": "phone", "现场、电话": "?", "托人看的": "?", "现场": "site"},
		Level:  {"镇督查组": "township", "区人社局督查": "county", "村": "village", "省级": Nothing, "组里": "?"},
		ComplaintState: {"已办结并答复": "answered", "正在办理中": "open", "未办结": "open", "撤诉": "withdrawn", "没有答复": "?",
			"转走了": "?"},
		MeetingRole: {"会议主持人（村书记）": "chair", "村民代表": "member", "列席": "observer", "看门的": "?"},
		Deed:        {"制单并提交": "create", "审核、批准": "?", "复核放款": "release", "过目": "?"},
		Tie: {"父子关系": "97", "婆媳": "97", "夫": "11", "妻子的弟弟": "97", "同户": "home", "本人": "self", "同村": "99",
			"无": Nothing, "相好": "?",
			"不是亲属": "99", "一家人": "home", "夫妻关系": "10"},
		Complaint: {"书记把补贴都收上去说修路用": "asked_back", "索要补贴": "asked_back", "不干活": "not_working", "道路不平": "?",
			"亲属上岗不公": "kin_favour"},
		Purpose: {"发放1月补贴": "paid", "支付镇政府食堂费用": "other", "购置办公桌椅": "other", "上级拨入公益岗补贴": "paid", "年末": "?"},
	} {
		for text, want := range of {
			got, ok := l.Read(text)
			if !ok {
				got = "?"
			}
			if got != want {
				t.Errorf("%s: %s is %q, want %q", l.Name, text, got, want)
			}
		}
	}
}

// Whoever is asked is told what the word may be: known words of the list, the nearest first.
func TestNear_offers_what_comes_nearest(t *testing.T) {
	for _, l := range Lists() {
		for _, text := range []string{"某某某", "zzz", "", "堂弟媳妇的"} {
			near := l.Near(text)
			if len(near) == 0 {
				t.Errorf("%s offers nothing for %q", l.Name, text)
			}
			for _, w := range near {
				if c, ok := l.Read(w); !ok || c == "" || c == Nothing {
					t.Errorf("%s offers %q for %q, which it does not know: %q", l.Name, w, text, c)
				}
			}
		}
	}
	for text, want := range map[string]string{"媳妇": "儿媳妇", "小姨": "小姨子", "前妻": "妻", "干儿子": "儿子", "弟婿": "弟"} {
		if got := strings.Join(Kinship.Near(text), " "); !strings.Contains(got, want) {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// A cell as long as a spreadsheet allows is read, or asked about, as quickly as any.
func TestRead_long_cells(t *testing.T) {
	for _, piece := range []string{"大", "妻", "堂", "顶岗、", "之", "的儿子", "无", "√", "表", "非", "（", "成功退回"} {
		text := strings.Repeat(piece, 8000)
		began := time.Now()
		for _, l := range Lists() {
			l.Read(text)
			l.Near(text)
		}
		KinOf(text)
		KinIn(text)
		Legend(text)
		MarkOf(text, nil)
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s…: %s", piece, took)
		}
	}
}

// Answers of an office come first, are its own, and have no code that the list does not have.
func TestWith_answers_that_somebody_gave(t *testing.T) {
	all := Answers{"category": {"一般贫困": "poverty_out", "其他户": Nothing, "怪户": "no_such"}, "kin": {"干爹": "99",
		"弟媳": "97"}}
	for word, want := range map[string]string{"一般贫困": "poverty_out", " 一般 贫困。": "poverty_out", "其他户": Nothing,
		"怪户": "?", "低保": "low_income"} {
		got, ok := Category.With(all).Read(word)
		if !ok {
			got = "?"
		}
		if got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
	if got, _ := Kinship.With(all).Read("弟媳"); got != "97" {
		t.Errorf("an answer does not come first: %s", got)
	}
	if _, ok := Category.Read("一般贫困"); ok {
		t.Error("an answer of one office is another's")
	}
	if _, ok := Category.With(nil).Read("一般贫困"); ok || ListOf("kin") != Kinship || ListOf("nothing") != nil {
		t.Error("a list without answers")
	}
}
