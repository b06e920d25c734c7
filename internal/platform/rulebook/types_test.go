package rulebook_test

import (
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

var latin = regexp.MustCompile(`[A-Za-z]`)

// Whoever sees a parameter reads Chinese: no key, no code, no letter that says how sure a value is.
func TestEveryParameter_has_a_type_and_is_said_in_Chinese(t *testing.T) {
	all, err := rulebook.Types()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, x := range all {
		if other := names[x.Name]; other != "" {
			t.Errorf("%s and %s have one name", x.Key, other)
		}
		names[x.Name] = x.Key
		if x.Used == "" || x.Name == "" || x.Unit == "" {
			t.Errorf("%s: name, unit or use is not said", x.Key)
		}
		for _, s := range append(x.Choices(), x.Name, x.Unit, x.Hint, x.Used, x.Unset) {
			if latin.MatchString(strings.ReplaceAll(s, "Excel", "")) {
				t.Errorf("%s shows %q", x.Key, s)
			}
		}
		if x.Kind == rulebook.Whole && x.Min >= x.Max || x.Kind == rulebook.Money && x.Min >= x.Max ||
			x.Kind == rulebook.Text && x.Max == 0 || x.Kind == rulebook.Choice && len(x.Codes) == 0 {
			t.Errorf("%s has no range", x.Key)
		}
	}
	if len(all) < 100 {
		t.Errorf("%d parameters", len(all))
	}
	h := apptest.New(t, dbtest.SQLite(t))
	for _, p := range listed(t, h) {
		x := rulebook.TypeOf(p.Param)
		if fault := x.Fits(p.Value); fault != nil {
			t.Errorf("the first value of %s does not fit: %v", p.Param, fault)
		}
		if said := x.Say(p.Value); latin.MatchString(said) || latin.MatchString(p.Document) {
			t.Errorf("%s is said as %q, %q", p.Param, said, p.Document)
		}
		if back, ok := x.Proposal(x.Written(p.Value)); ok && back != p.Value || !ok && x.Written(p.Value) != p.Value {
			t.Errorf("%s: %q is written as %q and read as %q", p.Param, p.Value, x.Written(p.Value), back)
		}
	}
}

func TestFits_by_kind(t *testing.T) {
	for key, c := range map[string]struct{ good, bad []string }{
		"exclude.student": {
			[]string{"block", "warn", "declare"},
			[]string{"不予办理", "Block", "block ", "", "true", "拦截"},
		},
		"public.board": {[]string{"true", "false"}, []string{"是", "否", "TRUE", "1", ""}},
		"notice.candidate_days": {
			[]string{"1", "5", "60"},
			[]string{"0", "61", "五", "五天", "5天", "5.0", "-5", "05", "５", "+5", ""},
		},
		"card.cooling_days": {[]string{"0", "60"}, []string{"-1", "61", "三"}},
		"wage.hourly_min": {
			[]string{"1", "19.00", "500", "18.5"},
			[]string{"0.99", "500.01", "十九", "19元", "19.001", ""},
		},
		"subsidy.monthly": {[]string{"", "1", "20000"}, []string{"0", "20000.01", "八百", "无"}},
		"review.quorum_percent": {
			[]string{"2/3", "1/1", "1", "100", "67", "999/1000"},
			[]string{"0", "101", "3/2", "0/3", "2/0", "66.7", "0.67", "三分之二", "2 / 3", "-1/3", "1/1001", "67%", ""},
		},
		"notice.places":   {[]string{"村公示栏"}, []string{"", "无", "村", " 村公示栏", strings.Repeat("栏", 61)}},
		"deduct.document": {[]string{"", "市中人社〔2025〕7号第三条"}, []string{"无", "没有", "/", "待定", "暂无。", "办法"}},
		"bank.mend_first": {[]string{"", "户名不符、销户"}, []string{"、", "销", "户名不符、" + strings.Repeat("长", 21)}},
		"fund.bases": {
			[]string{"", "poverty_out", "poverty_out,disabled"},
			[]string{"脱贫人口", "poverty_out,x", ","},
		},
		"need.weights": {
			[]string{"", "disabled=20；member=2", "农村残疾人=20"},
			[]string{"disabled", "disabled=0", "disabled=101", "x=3"},
		},
		"pay.due_exception": {
			[]string{"", "2025-02=2025-04-20", "2025-02=2025-04-20；2025-03=2025-04-20"},
			[]string{"2025-02", "2025-02=2025-02-20", "2025-02=四月", "2025-13=2026-04-20",
				"2025-02=2025-04-20；2025-02=2025-05-20"},
		},
		"bank.format":     {[]string{"plain", "本行"}, []string{"", "a/b", "a b"}},
		"hiring.stand_in": {[]string{"", "raise"}, []string{"提级", "否"}},
		"pay.level":       {[]string{"county", "township"}, []string{"镇街", "village", "city", ""}},
	} {
		x := rulebook.TypeOf(key)
		for _, v := range c.good {
			if fault := x.Fits(v); fault != nil {
				t.Errorf("%s refuses %q: %v", key, v, fault)
			}
		}
		for _, v := range c.bad {
			if fault := x.Fits(v); fault == nil {
				t.Errorf("%s takes %q", key, v)
			} else if !words.Known(fault.Code) {
				t.Errorf("%s: no words for %s", key, fault.Code)
			}
		}
	}
}

func TestProposal_only_where_one_reading_is_possible(t *testing.T) {
	for _, c := range []struct{ key, value, meant string }{
		{"exclude.student", "不予办理", "block"},
		{"exclude.student", "提示并说明理由", "warn"},
		{"exclude.student", "拦截", ""},
		{"exclude.student", "block", ""},
		{"public.board", "是", "true"},
		{"public.board", "否", "false"},
		{"public.board", "TRUE", "true"},
		{"public.board", "1", ""},
		{"public.board", "不", ""},
		{"notice.candidate_days", "５", "5"},
		{"notice.candidate_days", "5工作日", "5"},
		{"notice.candidate_days", "05", "5"},
		{"notice.candidate_days", "五", ""},
		{"notice.candidate_days", "五天", ""},
		{"notice.candidate_days", "5天", ""},
		{"notice.candidate_days", "500", ""},
		{"subsidy.monthly", "800元", "800"}, {"subsidy.monthly", "八百", ""},
		{"review.quorum_percent", "三分之二", "2/3"},
		{"review.quorum_percent", "70%", "70"},
		{"review.quorum_percent", "0.67", ""},
		{"pay.level", "镇（街道）", "township"}, {"pay.level", "镇街", ""}, {"fund.bases", "农村残疾人、农村低收入人口", "disabled,low_income"},
	} {
		got, ok := rulebook.TypeOf(c.key).Proposal(c.value)
		if got != c.meant || ok != (c.meant != "") {
			t.Errorf("%s %q: %q %v, want %q", c.key, c.value, got, ok, c.meant)
		}
	}
}

func TestFraction_is_exact_at_its_edge(t *testing.T) {
	for _, c := range []struct {
		f           string
		part, whole int64
		reached     bool
		passed      bool
	}{
		{"2/3", 16, 24, true, false}, {"2/3", 15, 24, false, false}, {"2/3", 17, 24, true, true},
		{"2/3", 2, 3, true, false}, {"2/3", 1, 3, false, false}, {"2/3", 67, 100, true, true}, {"2/3", 66, 100, false, false},
		{"67", 67, 100, true, false}, {"67", 16, 24, false, false}, {"67", 17, 24, true, true},
		{"1/2", 10, 20, true, false},
		{"1/2", 11, 20, true, true},
		{"1/2", 9, 20, false, false},
		{"50", 10, 20, true, false},
		{"1/2", 8, 15, true, true},
		{"1/2", 7, 15, false, false},
		{"40", 4, 10, true, false},
		{"40", 3, 10, false, false},
		{"100", 10, 10, true, false},
		{"100", 9, 10, false, false},
		{"2/3", 0, 0, true, false},
	} {
		f, ok := rulebook.ParseFraction(c.f)
		if !ok || f.Reached(c.part, c.whole) != c.reached || f.Passed(c.part, c.whole) != c.passed {
			t.Errorf("%s of %d: %d reached %v, passed %v", c.f, c.whole, c.part, f.Reached(c.part, c.whole),
				f.Passed(c.part, c.whole))
		}
	}
	for _, c := range []struct {
		f    string
		n    int64
		of   int64
		need int64
	}{
		{"2/3", 24, 16, 16},
		{"2/3", 25, 16, 17},
		{"40", 10, 4, 4},
		{"40", 11, 4, 5},
		{"1/3", 80000, 26666, 26667},
		{"50", 80001, 40000, 40001},
	} {
		if f, _ := rulebook.ParseFraction(c.f); f.Of(c.n) != c.of || f.Least(c.n) != c.need {
			t.Errorf("%s of %d: %d, at least %d", c.f, c.n, f.Of(c.n), f.Least(c.n))
		}
	}
	for s, want := range map[string]string{"2/3": "三分之二", "40": "40%", "1/2": "二分之一", "3/3": "全部", "13/20": "13/20"} {
		if f, _ := rulebook.ParseFraction(s); f.String() != want {
			t.Errorf("%s is said %q", s, f)
		}
	}
}

func TestBook_keeps_what_held_before_a_value_that_does_not_fit_and_tells(t *testing.T) {
	day := civil.MustDate
	row := func(path, from, value string) rulebook.Parameter {
		return rulebook.Parameter{Param: "notice.candidate_days", RegionPath: path, FromDate: day(from), Value: value,
			State: rulebook.Approved}
	}
	b := rulebook.NewBook(
		[]rulebook.Parameter{row("0001", "2021-01-01", "5"), row("00010001", "2024-01-01", "7"),
			row("00010001", "2025-06-01", "五天"), row("00010001", "2026-01-01", "10")},
		civil.NewCalendar(nil, nil))
	for _, c := range []struct {
		path, on string
		n        int
		unsure   bool
	}{
		{"000100010001", "2025-05-31", 7, false},
		{"000100010001", "2025-06-01", 7, true},
		{"000100010001", "2025-12-31", 7, true},
		{"000100010001", "2026-01-01", 10, false},
		{"000100020001", "2025-06-01", 5, false},
	} {
		w := b.Watch()
		n := w.Int("notice.candidate_days", c.path, day(c.on), 99)
		err := w.Unsure()
		if n != c.n || (err != nil) != c.unsure || c.unsure && errs.CodeOf(err) != "rulebook.unfit" {
			t.Errorf("%s on %s: %d, %v", c.path, c.on, n, err)
		}
	}
	if b.Unsure() != nil || len(b.Unfit()) != 1 {
		t.Errorf("a watched book told another: %v, %v", b.Met(), b.Unfit())
	}
	for key, value := range map[string]string{"exclude.student": "不予办理", "public.board": "是", "wage.hourly_min": "二十元",
		"review.quorum_percent": "七成", "pay.level": "镇街", "need.weights": "残疾人", "pay.due_exception": "二月"} {
		b := rulebook.NewBook(
			[]rulebook.Parameter{{Param: key, RegionPath: "0001", FromDate: day("2021-01-01"), Value: value}},
			civil.NewCalendar(nil, nil))
		on := day("2025-01-01")
		switch rulebook.TypeOf(key).Kind {
		case rulebook.Yes:
			b.Bool(key, "0001", on, true)
		case rulebook.Money:
			b.Fen(key, "0001", on)
		case rulebook.Share:
			b.Share(key, "0001", on, rulebook.Half)
		case rulebook.Points:
			b.Weights("0001", on)
		default:
			b.Text(key, "0001", "", on)
		}
		if key == "exclude.student" && b.Reaction("student", "0001", on) != "" {
			t.Error("a reaction that is none")
		}
		if len(b.Met()) != 1 {
			t.Errorf("%s=%s was read and nobody is told", key, value)
		}
	}
}
