package browsertest_test

import (
	"fmt"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/browsertest"
)

// work is what a role does in a day.
type work struct {
	role, login string
	jobs        []job
}

type job struct {
	name string
	do   func(*hand)
}

// Each role's three main jobs, from its home page to what the program says in the end: with nothing but keys, and in a
// browser that runs no scripts. All work in one city one after another, so that what a clerk sends is there for the
// reviewer.
func TestJobs_of_every_role_by_keyboard_and_without_scripts(t *testing.T) {
	t.Parallel()
	base, _, _ := city(t)
	ctx := browsertest.Browser(t)
	for _, keys := range []bool{true, false} {
		how := map[bool]string{true: "by keyboard", false: "without scripts"}[keys]
		t.Run(how, func(t *testing.T) {
			for _, w := range works {
				t.Run(w.role, func(t *testing.T) {
					handOf(t, ctx, base, keys).signIn(w.login)
					for _, j := range w.jobs {
						t.Run(j.name, func(t *testing.T) {
							h := handOf(t, ctx, base, keys)
							h.home()
							j.do(h)
							t.Logf("%d screens, %d keys or clicks, %d fields", h.screens, h.strokes, h.fields)
						})
					}
				})
			}
		})
	}
}

var works = []work{
	{"village_registrar", "cun-370402001016a", []job{
		{"registers a household", household}, {"submits an application", apply}, {"fills and sends a month", monthSheet},
	}},
	{"township_supervisor", "ducha-370402001", []job{
		{"logs a check", logCheck}, {"sees who was not visited", coverage}, {"finds a holder by the tail", byTail},
	}},
	{"township_reviewer", "zhen-370402001", []job{
		{"reviews a month sheet", reviewSheet}, {"answers a complaint", answer}, {"looks up pay", lookUp},
	}},
	{"county_reviewer", "quxian-370402", []job{
		{"answers a complaint", answer}, {"orders something put right", order}, {"allots posts", allot},
	}},
	{"finance_preparer", "zhidan-370402", []job{
		{"says why pay is late", whyLate}, {"looks up pay", lookUp}, {"drafts pay ahead of the month", draft},
	}},
	{"finance_releaser", "fuhe-370402", []job{
		{"registers money", money}, {"looks up pay", lookUp}, {"reads a fund's card", fundCard},
	}},
	{"department_clerk", "fagai-gaoxin", []job{
		{"fills in the quarter's form", quarterForm}, {"registers a site", registerSite}, {"registers a project", project},
	}},
	{"unit_reporter", "baosong-gaoxin", []job{
		{"enters a month of migrant work", migrantWork}, {"fills in the unit's own column", ownColumn},
		{"sees who fills in", whoFillsIn},
	}},
	{"telephone_clerk", "dianhua", []job{
		{"looks up pay", lookUp}, {"records a call", call}, {"registers a complaint", complain},
	}},
	{"discipline_inspector", "jijian", []job{
		{"decides a finding", decideFinding}, {"looks a person up", lookUpPerson}, {"issues a report", issueReport},
	}},
	{"chief_inspector", "jijian-fuze", []job{
		{"reads the inspectors' trail", inspectTrail}, {"keeps a filter", keepFilter}, {"answers a complaint", answer},
	}},
	{"city_manager", "shiji", []job{
		{"reads a county's figures", overview}, {"proposes a rule", propose}, {"finds a holder by name", byName},
	}},
	{"system_admin", "xitong", []job{
		{"makes an account", newUser}, {"sees what ran by night", nightly}, {"looks into an import", seeImport},
	}},
	{"security_admin", "anquan", []job{
		{"sees who waits for a role", waitsForRole}, {"grants a role", grant}, {"resets a password", reset},
	}},
	{"audit_admin", "shenji", []job{
		{"reads the trail", readTrail}, {"sees who types how much", typing}, {"looks at a user", lookAtUser},
	}},
}

// own is a word of this hand's own, so that the second of the two does not find what the first did.
func (h *hand) own(word string) string { return word + []string{"键", "鼠"}[h.n] }

func household(h *hand) {
	h.open(`.side a[href="/people"]`)
	h.open(`main a[href^="/people/household"]`)
	h.fill("#f-household", fmt.Sprintf("90%d", h.n))
	for i := range 5 {
		h.fill(fmt.Sprintf("#f-name%d", i+1), h.own("欧阳")+string([]rune("甲乙丙丁戊")[i]))
		h.fill(fmt.Sprintf("#f-idno%d", i+1),
			string(idno.Make("370499", civil.MustDate("1970-03-04").AddDays(i), 900+2*h.n)))
		h.choose(fmt.Sprintf("#f-relation%d", i+1), []string{"02", "10", "20", "20", "20"}[i])
	}
	h.open(`button[name=act][value=save]`)
	h.says("已登记")
	h.seek(h.own("欧阳") + "戊")
	h.says(h.own("欧阳") + "戊")
}

func apply(h *hand) {
	h.open(`main a[href="/applications/new"]`)
	h.fill(`main input[type=search]`, h.own("欧阳")+"甲")
	h.open(`main form button`)
	h.open(`main a[href*="person="]`)
	h.tick(`input[name=basis]`)
	h.choose(`#f-post`, "1")
	h.open(`form[method=post][action="/applications/new"] button`)
	h.says("已登记申请", h.own("欧阳")+"甲")
	h.open(`.side a[href="/applications"]`)
	h.says(h.own("欧阳") + "甲")
}

func monthSheet(h *hand) {
	h.signIn([]string{"cun-370402001031a", "cun-370402001028a"}[h.n])
	h.open(`main a[href="/duty"]`)
	h.row(`main a[href^="/duty/sheets/"]`)
	cell := `table input[name^=d]`
	if h.keys {
		h.until(`document.querySelector(".tools:not([hidden])")`)
		h.reach(cell)
		h.press("4")
		h.until(`document.querySelector(".tools").innerText.includes("改了1格")`)
		h.leaveGrid()
	} else {
		h.fill(cell, "休")
	}
	h.open(`button[value=submit]`)
	h.says("已报送")
	h.open(`.side a[href="/duty"]`)
	h.says("待审核")
}

func logCheck(h *hand) {
	h.open(`main a[href="/duty/checks/new"]`)
	h.choose(`main select[name=region]`, []string{"370402001031", "370402001032"}[h.n])
	h.open(`main form button`)
	h.tick(`.choices input[value=work_good]`)
	h.choose(`#f-method`, "site")
	h.open(`.stick button`)
	h.says("已登记1人")
	h.says("任务完成好")
}

func coverage(h *hand) {
	h.open(`.side a[href="/duty"]`)
	h.open(`main a[href="/duty/coverage"]`)
	h.says("本季度还没有现场检查的人")
	h.choose(`main select[name=quarter]`, "2025Q3")
	h.open(`main form button`)
	h.says("2025年第3季度")
}

// byTail finds a holder by the four digits that everybody says.
func byTail(h *hand) {
	h.seek("0015")
	h.open(`.hits a[href^="/placements/"]`)
	h.says("0015", "岗位", "协议")
}

func reviewSheet(h *hand) {
	h.open(`.todos a[href="/queue/duty.review"]`)
	h.tick(`.decide input[name=pass][value="1"]`)
	h.open(`.decide button`)
	h.says("已审核")
}

func answer(h *hand) {
	h.open(`.todos a[href="/queue/complaint.answer"]`)
	h.fill(`#f-remark`, "已经入户核实，情况与登记相符，已当面说明。")
	h.open(`form[action$="/answer"] button`)
	h.says("已登记答复")
}

func lookUp(h *hand) {
	h.open(`main a[href="/pay/lookup"]`)
	h.fill(`main input[type=search]`, "许政启")
	h.open(`main form button`)
	h.open(`main table a[href^="/pay/people/"]`)
	h.says("许政启", "2025年10月")
}

func order(h *hand) {
	h.open(`main a[href="/rectify/new"]`)
	h.choose(`main select[name=region]`, "370402001000")
	h.open(`main form button`)
	h.choose(`#f-source`, "duty")
	h.fill(`#f-title`, h.own("考勤没有按日登记"))
	h.fill(`#f-what`, "补齐上月考勤，说明原因，以后按日登记")
	h.open(`form[method=post][action^="/rectify/new"] button`)
	h.says("已下达", h.own("考勤没有按日登记"))
}

func allot(h *hand) {
	h.open(`main a[href="/quota"]`)
	h.choose(`#f-region`, "370402001000")
	h.choose(`#f-kind`, "any")
	h.fill(`#f-amount`, "1")
	h.fill(`#f-document`, h.own("演示〔2025〕"))
	h.open(`form[action="/quota"] button`)
	h.says("已下达", h.own("演示〔2025〕"))
}

func draft(h *hand) {
	h.signIn("zhidan" + []string{"-370402", "-370403"}[h.n]) // a month is drafted once in a county
	h.open(`main a[href="/pay"]`)
	h.use(`main details summary`)
	h.choose(`#a-month`, "2026-01")
	h.fill(`#a-document`, "演示人社〔2025〕20号")
	h.fill(`#a-on`, "2025-12-19")
	h.open(`details form[action="/pay/runs"] button`)
	h.says("2026年1月发放", "预发", "编制中")
}

func whyLate(h *hand) {
	h.open(`main a[href="/pay/arrears"]`)
	h.open(`main a[href^="/pay/arrears/reason"]`)
	h.tick(`input[name=reason][value=returned]`)
	h.fill(`#f-remark`, h.own("等银行退票单"))
	h.open(`form[action^="/pay/arrears/reason"] button`)
	h.says("已说明")
	h.open(`main a[href^="/pay/arrears/reason"]`)
	h.says(h.own("等银行退票单"))
}

func money(h *hand) {
	h.open(`main a[href="/pay/funds"]`)
	h.choose(`#f-kind`, "in")
	h.choose(`#f-fund`, "county_finance")
	h.choose(`#f-level`, "county")
	h.fill(`#f-amount`, "1200.50")
	h.fill(`#f-number`, h.own("演示财〔2025〕"))
	h.open(`form[method=post][action="/pay/funds"] button`)
	h.says("已登记", h.own("演示财〔2025〕"))
}

func fundCard(h *hand) {
	h.open(`main a[href="/pay/funds"]`)
	h.open(`main a[href^="/pay/funds/card"]`)
	h.says("资金卡片", h.own("演示财〔2025〕"))
}

func quarterForm(h *hand) {
	h.open(`main a[href="/progress"]`)
	h.open(`main a[href^="/progress/form?unit=gaoxin"]`)
	h.fill(`#f-v11`, fmt.Sprint(57+h.n))
	h.open(`main form[action^="/progress/form"] button:not([type])`)
	h.says("已保存")
	h.until(fmt.Sprintf(`document.querySelector("#f-v11").value === "%d"`, 57+h.n))
}

func migrantWork(h *hand) {
	h.open(`main a[href="/monitor"]`)
	h.fill(`#f-away`, fmt.Sprint(20001+h.n))
	h.fill(`#f-taken_in`, fmt.Sprint(301+h.n))
	h.fill(`#f-income`, "4100")
	h.open(`form[action="/monitor"] button`)
	h.says("已登记", fmt.Sprint(20001+h.n))
}

func ownColumn(h *hand) {
	h.open(`main a[href="/progress"]`)
	h.open(`main a[href^="/progress/form?unit=gaoxin"]`)
	h.fill(`#f-v12`, fmt.Sprint(4+h.n))
	h.open(`main form[action^="/progress/form"] button:not([type])`)
	h.says("已保存")
	h.until(fmt.Sprintf(`document.querySelector("#f-v12").value === "%d"`, 4+h.n))
}

func whoFillsIn(h *hand) {
	h.open(`main a[href="/progress"]`)
	h.open(`main a[href="/progress/clerks"]`)
	h.says("部门填报员")
}

func registerSite(h *hand) {
	h.open(`main a[href="/registers"]`)
	h.choose(`main select[name=kind]`, "work_relief")
	h.open(`main form button`)
	h.fill(`#f-name`, h.own("演示村道"))
	h.fill(`#f-from_on`, "2025-03-01")
	h.fill(`#f-place`, "演示村")
	h.fill(`#f-owner`, "演示镇政府")
	h.fill(`#f-contractor`, "演示施工队")
	h.fill(`#f-people`, "12")
	h.fill(`#f-poverty_out`, "3")
	h.open(`form[action^="/registers?"] button`)
	h.says("已登记", h.own("演示村道"))
}

func project(h *hand) {
	h.signIn("nongye-370402")
	h.open(`main a[href="/projects"]`)
	h.fill(`#f-name`, h.own("演示菌菇大棚"))
	h.fill(`#f-summary`, "带动周边村民就近就业")
	h.fill(`#f-jobs`, "12")
	h.fill(`#f-contact_name`, "演示联系人")
	h.fill(`#f-contact_phone`, "0632-0000000")
	h.open(`form[method=post][action^="/projects?"] button`)
	h.says("已登记", h.own("演示菌菇大棚"))
}

func call(h *hand) {
	h.open(`main a[href="/pay/confirm"]`)
	h.open(`main a[href^="/pay/confirm?sample="]`)
	h.use(`main details summary`)
	h.tick(`details[open] input[name=outcome][value=answered]`)
	h.tick(`details[open] input[name=received][value=yes]`)
	h.tick(`details[open] input[name=asked_back][value=no]`)
	h.open(`details[open] form button`)
	h.says("已登记")
}

func complain(h *hand) {
	h.open(`main a[href="/complaints/new"]`)
	h.choose(`main select[name=region]`, "370402001000")
	h.open(`main form button`)
	h.choose(`main select[name=region]`, "370402001031")
	h.open(`main form button`)
	h.choose(`#f-kind`, "unpaid")
	h.choose(`#f-about`, "village")
	h.choose(`#f-came_by`, "telephone")
	h.fill(`#f-text`, h.own("十月的补贴没有发到卡上"))
	h.open(`form[method=post][action="/complaints/new"] button`)
	h.says("回执编号")
	h.open(`.side a[href="/complaints"]`)
	h.says("香港街社区居委会")
}

func decideFinding(h *hand) {
	h.open(`.todos a[href="/queue/inspect.decide"]`)
	h.says("待核查的疑点：第1件")
	h.tick(`form[action$="/state"] input[name=to]`)
	h.fill(`#f-reason`, "调取银行流水核对")
	h.open(`form[action$="/state"] button`)
	h.says("已登记", "待核查的疑点：第1件")
}

func lookUpPerson(h *hand) {
	h.open(`main a[href="/inspect/people"]`)
	h.fill(`main input[type=search]`, "许政启")
	h.open(`main form button`)
	h.open(`main table a`)
	h.says("许政启", "发放")
}

func issueReport(h *hand) {
	h.open(`main a[href="/inspect"]`)
	h.use(`details:has(#f-from) summary`)
	h.fill(`#f-title`, h.own("演示检查报告"))
	h.open(`form[action="/inspect/papers"] button`)
	h.says("出具监督检查报告")
	for range 100 { // without scripts one looks again
		if h.keys || h.is(`document.querySelector("main a[href$='/download']")`) {
			break
		}
		h.open(`main a[href^="/jobs/"]`)
	}
	h.until(`document.querySelector("main a[href$='/download']")`)
}

func inspectTrail(h *hand) {
	h.open(`main a[href="/inspect"]`)
	h.open(`main a[href="/inspect/trail"]`)
	h.says("处置疑点")
}

func keepFilter(h *hand) {
	h.open(`main a[href="/inspect"]`)
	h.open(`main a[href="?family=arrears"]`)
	h.use(`details:has(#f-name) summary`)
	h.fill(`#f-name`, h.own("拖欠"))
	h.open(`form[action="/inspect/filters"] button`)
	h.says("已保存筛选", h.own("拖欠"))
}

func overview(h *hand) {
	h.open(`.side a[href="/overview"]`)
	h.open(`main a[href="/overview?region=370403000000"]`)
	h.says("薛城区概况")
}

func propose(h *hand) {
	h.open(`.side a[href="/rulebook"]`)
	h.choose(`main select[name=param]`, "age.min")
	h.open(`form[action="/rulebook/new"] button`)
	h.choose(`#f-region`, "370400000000")
	h.fill(`#f-from`, fmt.Sprintf("2026-0%d-01", 2+h.n))
	h.fill(`#f-value`, "18")
	h.fill(`#f-reason`, h.own("演示"))
	h.fill(`#f-document`, h.own("演示〔2025〕"))
	h.open(`main form[method=post] button`)
	h.says("已提出", h.own("演示〔2025〕"))
}

func newUser(h *hand) {
	h.open(`main a[href="/users/new"]`)
	h.fill(`#f-login`, fmt.Sprintf("xin-%d", h.n))
	h.fill(`#f-name`, h.own("欧阳新"))
	h.fill(`#f-idno`, string(idno.Make("370499", civil.MustDate("1980-03-04"), 900+h.n)))
	h.open(`main form[method=post] button`)
	h.says("初始密码", fmt.Sprintf("xin-%d", h.n))
}

func nightly(h *hand) {
	h.open(`main a[href="/nightly"]`)
	h.says("夜间任务", "对账")
}

func seeImport(h *hand) {
	h.open(`main a[href="/imports"]`)
	h.row(`main a[href="/imports/2"]`)
	h.says("新任经办人员账号.csv", "已导入")
}

func waitsForRole(h *hand) {
	h.open(`main a[href="/users/requests"]`)
	h.says("贾裕元")
}

func grant(h *hand) {
	h.open(`main a[href="/users"]`)
	h.fill(`main input[type=search]`, fmt.Sprintf("xin-%d", h.n))
	h.open(`main form button`)
	h.row(`main table a[href^="/users/"][data-row]`)
	h.choose(`main form.filter select[name=region]`, "370402000000")
	h.open(`main form.filter button`)
	h.choose(`#f-role`, "county_reviewer")
	h.open(`form[action$="/grant"] button`)
	h.says("已授予", "区市审核员")
}

func reset(h *hand) {
	h.open(`main a[href="/users"]`)
	h.fill(`main input[type=search]`, "cun-370402001030"+[]string{"a", "b"}[h.n])
	h.open(`main form button`)
	h.row(`main table a[href^="/users/"][data-row]`)
	h.open(`form[action$="/reset"] button`)
	h.says("密码", "只显示这一次")
}

func readTrail(h *hand) {
	h.open(`main a[href="/trail"]`)
	h.says("当前总摘要", fmt.Sprintf("login=xin-%d", h.n))
}

func typing(h *hand) {
	h.open(`main a[href="/trail"]`)
	h.open(`main a[href="/trail/typing"]`)
	h.choose(`main select[name=month]`, "2025-10")
	h.open(`main form button`)
	h.says("填报单位报送员")
}

func lookAtUser(h *hand) {
	h.open(`.side a[href="/users"]`)
	h.fill(`main input[type=search]`, "cun-370402001030a")
	h.open(`main form button`)
	h.row(`main table a[href^="/users/"][data-row]`)
	h.says("村级经办人", "中兴社区居委会")
}

func byName(h *hand) {
	h.seek("许政启")
	h.open(`.hits a[href^="/placements/"]`)
	h.says("许政启", "治安巡逻员")
}
