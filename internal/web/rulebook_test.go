package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/rulebook"
)

var (
	mainPart = regexp.MustCompile(`(?s)<main.*</main>`)
	anyTag   = regexp.MustCompile(`(?s)<[^>]*>`)
	anyCode  = regexp.MustCompile(`[a-z]{2,}[._][a-z]|（[SFM]）|\b(hr|plain|block|warn|declare|true|false|county|township|raise)\b`)
)

// visible text of a page's main part: what a person reads.
func visible(body string) string { return anyTag.ReplaceAllString(mainPart.FindString(body), " ") }

// Every parameter is entered by a control of its type, in words: no key, no code.
func TestRulebook_shows_words_and_takes_only_what_fits(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	one := visit(t, base).signIn(apptest.Login("county_reviewer", apptest.County))
	types, err := rulebook.Types()
	apptest.Must(t, err)
	control := map[rulebook.Kind]string{rulebook.Choice: `type="radio" name="value"`,
		rulebook.Yes: `type="radio" name="value" value="true"`, rulebook.Whole: `inputmode="numeric" id="f-value"`,
		rulebook.Money: `inputmode="decimal"`,
		rulebook.Share: `name="value_num"`, rulebook.Text: `maxlength=`, rulebook.Document: `maxlength=`,
		rulebook.Listing: `<textarea`, rulebook.Several: `type="checkbox" name="value"`,
		rulebook.Points: `name="points_disabled"`, rulebook.Months: `name="month_0"`,
		rulebook.Format: `<select id="f-value"`}
	for _, x := range types {
		code, body := one.get("/rulebook/new?param=" + x.Key)
		if code != http.StatusOK || !strings.Contains(body, control[x.Kind]) || !strings.Contains(visible(body), x.Name) {
			t.Errorf("%s: %d, no %s", x.Key, code, control[x.Kind])
		}
		if found := anyCode.FindString(visible(body)); found != "" {
			t.Errorf("the form of %s shows %q", x.Key, found)
		}
	}
	if code, _ := one.get("/rulebook/new?param=nothing.known"); code != http.StatusNotFound {
		t.Errorf("a parameter that is none: %d", code)
	}
	form := func(more url.Values) url.Values {
		f := url.Values{
			"_csrf":    {one.csrf()},
			"region":   {apptest.County},
			"from":     {apptest.Day},
			"reason":   {"按区里的办法"},
			"document": {"区文件1号"},
		}
		for k, v := range more {
			f[k] = v
		}
		return f
	}
	for _, x := range []struct {
		send url.Values
		says string
	}{
		{url.Values{"param": {"exclude.student"}, "value": {"不予办理"}}, "请从“不予办理、提示并说明理由、申报、回避并说明理由”中选一项"},
		{url.Values{"param": {"notice.candidate_days"}, "value": {"五天"}}, "请填1至60的整数"},
		{url.Values{"param": {"review.quorum_percent"}, "value_num": {"3"}, "value_den": {"2"}}, "三分之二填2和3"},
		{url.Values{"param": {"bank.format"}, "value": {"没有的"}}, "没有“没有的”这种银行文件格式"},
		{url.Values{"param": {"age.max_new"}, "value": {"66"}, "from": {"2024-12-01"}}, "2024年12月至2025年3月（4个月）"},
		{url.Values{"param": {"subsidy.monthly"}, "value": {"800"}, "unset": {"1"}}, "请只留一样"},
		{url.Values{"param": {"fund.bases"}, "value": {"disabled"}, "fund": {""}}, "请从所列选项中选择"},
		{url.Values{"param": {"deduct.document"}, "value": {"无"}}, "没有书面办法的选“不设定”"},
	} {
		code, body, _ := one.post("/rulebook", form(x.send))
		if code != http.StatusUnprocessableEntity || !strings.Contains(body, x.says) {
			t.Errorf("%v: %d, without %q", x.send, code, x.says)
		}
	}
	for _, send := range []url.Values{
		{"param": {"exclude.student"}, "value": {"warn"}},
		{"param": {"review.quorum_percent"}, "value_num": {"3"}, "value_den": {"4"}},
		{"param": {"fund.bases"}, "value": {"disabled", "poverty_out"}, "fund": {"all"}},
		{"param": {"need.weights"}, "points_disabled": {"20"}, "points_member": {"2"}},
		{"param": {"pay.due_exception"}, "month_0": {"2025-02"}, "until_0": {"2025年4月20日"}},
		{"param": {"bank.mend_first"}, "value": {"户名不符\n销户\n"}},
		{"param": {"subsidy.monthly"}, "unset": {"1"}, "value": {""}},
		{"param": {"bank.format"}, "value": {"excel"}},
		{"param": {"hiring.stand_in"}, "value": {"raise"}},
		{"param": {"hiring.stand_in"}, "value": {""}},
		{"param": {"age.max_new"}, "value": {"66"}, "from": {"2024-12-01"}, "past": {"区文件自去年十二月执行"}},
	} {
		if code, body, _ := one.post("/rulebook", form(send)); code != http.StatusSeeOther {
			t.Errorf("%v: %d %s", send, code, visible(body))
		}
	}
	two := visit(t, base).signIn(apptest.Login("county_reviewer", apptest.County) + "-2")
	_, body := two.get("/rulebook")
	seen := visible(body)
	if found := anyCode.FindString(seen); found != "" {
		t.Errorf("the page shows %q", found)
	}
	for _, says := range []string{"不予办理（2021-01-01起）", "提示并说明理由", "三分之二（2021-01-01起）", "四分之三", "农村残疾人=20；同户人口每人=2",
		"2025年2月的延至2025年4月20日", "2024年12月至2025年3月（4个月）", "区文件自去年十二月执行", "登记申请和各步审核"} {
		if !strings.Contains(seen, says) {
			t.Errorf("whoever approves is not told %q", says)
		}
	}
}

// A value that does not fit is named on the home page of who may mend it and of the system's administrator, with what
// is proposed.
func TestRulebook_names_what_does_not_fit_and_proposes_the_repair(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.OldParameter("public.board", h.Region(apptest.County).Path, "2025-01-01", "是", "approved")
	h.OldParameter("notice.candidate_days", h.Region(apptest.County).Path, "2025-01-01", "五", "approved")
	base := h.Serve()
	for login, told := range map[string]bool{apptest.Login("county_reviewer", apptest.County): true,
		apptest.Login("system_admin", "3704"): true, apptest.Login("county_reviewer", "370481"): false,
		apptest.Login("village_registrar", apptest.Home): false} {
		if _, body := visit(t, base).signIn(login).get("/"); strings.Contains(body, "不合规格的参数") != told {
			t.Errorf("%s is told: %v", login, !told)
		}
	}
	one := visit(t, base).signIn(apptest.Login("county_reviewer", apptest.County))
	_, body := one.get("/rulebook")
	if !strings.Contains(body, "更正为“是”") || !strings.Contains(body, "meant=true") ||
		!strings.Contains(visible(body), "请填1至60的整数") {
		t.Errorf("what is wrong, and the repair: %s", visible(body))
	}
	at := regexp.MustCompile(`/rulebook/new\?[^"]*meant=true`).FindString(body)
	if code, form := one.get(strings.ReplaceAll(at, "&amp;", "&")); code != http.StatusOK ||
		!strings.Contains(form, `value="2025-01-01"`) || !strings.Contains(form, `value="true" checked`) {
		t.Errorf("the repair's form: %d %s", code, form)
	}
}

// A deadline that reaches into a year whose days off are not known says so where it stands, until two people entered
// the notice.
func TestDeadlines_say_that_a_year_has_no_days_off_yet(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	h.Set.Move(clock.On(civil.MustDate("2026-12-21"), 9, 0))
	receipt, err := h.Complaints.Register(apptest.Ctx, h.Actor("telephone_clerk", apptest.County), "",
		h.Region(apptest.Home), complaint.Said{About: complaint.Village,
			Kind: "unpaid", CameBy: "telephone", Text: "三月的补贴没有发到卡上"})
	apptest.Must(t, err)
	const note = "2027年的放假安排还没有登记"
	town := visit(t, base).signIn(apptest.Login("township_reviewer", apptest.Town))
	pages := map[string]*visitor{"/complaints": town, fmt.Sprintf("/complaints/%d", receipt.ID): town,
		"/receipt?number=" + receipt.Number: visit(t, base)}
	for path, v := range pages {
		if code, body := v.get(path); code != http.StatusOK || !strings.Contains(body, receipt.AnswerBy) ||
			!strings.Contains(body, note) {
			t.Errorf("%s: %d, %s without a word", path, code, receipt.AnswerBy)
		}
	}
	admin, city := visit(t, base).signIn(apptest.Login("system_admin", "3704")),
		visit(t, base).signIn(apptest.Login("city_manager", "3704"))
	for _, v := range []*visitor{admin, city} {
		if _, body := v.get("/"); !strings.Contains(body, "没有登记放假安排的年份") {
			t.Error("in December nobody is asked for the next year's days off")
		}
	}
	form := url.Values{"_csrf": {city.csrf()}, "year": {"2027"}, "number": {"国办发明电〔2026〕9号"}}
	for i, x := range [][3]string{
		{"1月1日", "1月3日", ""},
		{"2月5日", "2月11日", "1月31日、2月13日"},
		{"4月3日", "4月5日", ""},
		{"5月1日", "5月5日", "5月8日"},
		{"6月7日", "6月9日", ""},
		{"", "", ""},
		{"10月1日", "2027-10-07", "9-26，10.9"},
	} {
		form[fmt.Sprintf("from_%d", i)], form[fmt.Sprintf("until_%d", i)], form[fmt.Sprintf("on_%d", i)] = []string{x[0]},
			[]string{x[1]}, []string{x[2]}
	}
	wrong := url.Values{}
	for k, v := range form {
		wrong[k] = v
	}
	wrong["on_6"] = []string{"10月某日"}
	if code, body, _ := city.post("/rulebook/holidays", wrong); code != http.StatusUnprocessableEntity ||
		!strings.Contains(body, "“10月某日”不是日期") {
		t.Errorf("a day that is none: %d %s", code, visible(body))
	}
	if code, body, _ := city.post("/rulebook/holidays", form); code != http.StatusSeeOther {
		t.Fatalf("the notice: %d %s", code, visible(body))
	}
	second := visit(t, base).signIn(apptest.Login("city_manager", "3704") + "-2")
	_, body := second.get("/rulebook/holidays")
	if seen := visible(body); !strings.Contains(seen, "2月5日（周五）") || !strings.Contains(seen, "9月26日（周日）、10月9日（周六）") ||
		!strings.Contains(seen, "国办发明电〔2026〕9号") {
		t.Errorf("whoever confirms sees %s", seen)
	}
	id := regexp.MustCompile(`/rulebook/holidays/(\d+)`).FindString(body)
	_, body = city.get(id)
	if box := boxOf(body); !strings.Contains(box, "disabled") || !strings.Contains(box, "另一") {
		t.Errorf("who entered it decides: %s", visible(box))
	}
	if _, body = second.get("/"); !strings.Contains(body, "/queue/rulebook.holidays") {
		t.Error("home does not lead to the notice")
	}
	_, body = second.get(id)
	if box := boxOf(body); strings.Contains(box, "disabled") || strings.Contains(box, " checked") ||
		!strings.Contains(body, "第1件，共1件") || !strings.Contains(visible(body), "2月5日（周五）") {
		t.Errorf("the notice to confirm: %s", visible(body))
	}
	id += "/decide"
	if code, _, _ := city.post(id, url.Values{"_csrf": {city.csrf()}, "approve": {"1"}}); code == http.StatusSeeOther {
		t.Error("confirmed by who entered it")
	}
	if code, body, _ := second.post(id,
		url.Values{"_csrf": {second.csrf()}, "approve": {"1"}}); code != http.StatusSeeOther {
		t.Errorf("confirmed: %d %s", code, visible(body))
	}
	for path, v := range pages {
		if _, body := v.get(path); strings.Contains(body, note) {
			t.Errorf("%s still says so", path)
		}
	}
}
