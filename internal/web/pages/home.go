package pages

import (
	"fmt"
	"gangwei/internal/registry/account"
	"net/http"
	"slices"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/forms/overview"
	"gangwei/internal/forms/progress"
	"gangwei/internal/forms/target"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/pay/payeecalls"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
	"gangwei/internal/registry/unit"
)

type homePage struct {
	kit.Page
	Greeting string
	Roles    []string
	Resets   []account.Reset // of one's own password, not acknowledged
	Todo     []todo
	HasWork  bool
	Figures  []overview.Figures
	Links    []link
}

// LastReset that the page shows.
func (h homePage) LastReset() int64 { return h.Resets[len(h.Resets)-1].ID }

type todo struct {
	What, Link string
	N          int64
}

type link struct{ What, Link string }

// what waits for whom: the state, the permission that moves it on, and its words
var waits = []struct {
	state, permission, what string
	role                    string // whose own it is: who may do it for another is not asked to; empty: whoever may
}{
	{application.Submitted, "application.check", "待初审的申请", "village_registrar"},
	{application.Checked, "application.review", "待登记民主评议的申请", "village_registrar"},
	{application.Reviewed, "application.notice", "待登记公示的申请", "village_registrar"},
	{application.Noticed, "application.audit", "待审核的申请", "township_reviewer"},
	{application.Audited, "application.file", "待备案的申请", ""},
	{application.Filed, "placement.start", "已备案、待办理上岗的申请", ""},
}

func (p *Pages) home(r *kit.Request) error {
	page := &homePage{Page: kit.Page{Title: "首页"}, Greeting: r.Actor.Name + "，您好"}
	for _, g := range r.Actor.Grants {
		page.Roles = append(page.Roles, r.Tree.Full(g.Path)+words.Label("role", string(g.Role)))
	}
	phone := false
	err := r.Read(func(s *database.Snapshot) (err error) {
		if err := rulebookToDo(s, r, page); err != nil {
			return err
		}
		if r.Can("duty.check") {
			if phone, err = phonePageOn(r, s); err != nil {
				return err
			}
		}
		if r.Can("application.view") {
			counts, err := application.CountByState(s, r.Actor.Scope("application.view"))
			if err != nil {
				return err
			}
			for _, w := range waits {
				if r.Can(w.permission) && (w.role == "" || r.Actor.HasRole(authz.Role(w.role))) {
					page.HasWork = true
					if n := counts[w.state]; n > 0 {
						page.Todo = append(page.Todo, todo{w.what, "/applications?state=" + w.state, n})
					}
				}
			}
		}
		if r.Can("placement.view") {
			figures, err := overview.Regions(s, r.Tree, r.Actor.Scope("placement.view"), r.Today)
			if err != nil {
				return err
			}
			page.Figures = figures
			if n := overview.EndingSoon(figures); n > 0 && r.Can("placement.start") {
				page.HasWork = true
				page.Todo = append(page.Todo, todo{"30天内到期或已过期的协议", "/placements?soon=1", n})
			}
		}
		if r.Can("own.view") {
			n, err := inspect.CountFaults(s, r.Actor.Scope("own.view"))
			if err != nil {
				return err
			}
			page.HasWork = true
			if n > 0 {
				page.Todo = append(page.Todo, todo{"自查发现、待纠正的程序和发放问题", "/own", n})
			}
		}
		for _, w := range []struct{ permission, state, what string }{
			{"matching.tell", matching.Open, "待告知本人的部门比对"},
			{"matching.decide", matching.Answered, "待决定的部门比对"},
		} {
			if r.Can(w.permission) {
				rows, err := matching.Hits(s, r.Actor.Scope(authz.Permission(w.permission)), "", w.state, 0, 1000)
				if err != nil {
					return err
				}
				if len(rows) > 0 {
					page.Todo = append(page.Todo, todo{w.what, "/matching?state=" + w.state, int64(len(rows))})
				}
			}
		}
		if err := p.resetsToDo(s, r, page); err != nil {
			return err
		}
		if err := openingToDo(s, r, page); err != nil {
			return err
		}
		if r.Can("resident.confirm") {
			rows, err := resident.Pending(s, r.Actor.Scope("resident.confirm"))
			if err != nil {
				return err
			}
			if len(rows) > 0 {
				page.Todo = append(page.Todo, todo{"待核准的人员更正", "/corrections", int64(len(rows))})
			}
		}
		if r.Can("duty.review") {
			page.HasWork = true
			n, err := duty.Waiting(s, r.Actor.Scope("duty.review"))
			if err != nil {
				return err
			}
			if n > 0 {
				page.Todo = append(page.Todo, todo{"待审核的月考勤表", "/duty", n})
			}
		}
		for _, w := range []struct{ permission, last, now string }{
			{"duty.sheet", "待报送的上月考勤表", "待报送的本月考勤表（%d日前）"},
			{"duty.review", "没有报送上月考勤表的村", "没有报送本月考勤表的村（%d日前）"},
		} {
			if !r.Can(w.permission) {
				continue
			}
			page.HasWork = true
			scope := r.Actor.Scope(authz.Permission(w.permission))
			book, err := rulebook.Load(s)
			if err != nil {
				return err
			}
			for _, path := range scope.Paths() {
				due, reminded := duty.Due(book, path, r.Today)
				for _, m := range []struct {
					month civil.Month
					what  string
					tell  bool
				}{{r.Today.Month().Add(-1), w.last, true}, {r.Today.Month(), fmt.Sprintf(w.now, due), reminded}} {
					if !m.tell {
						continue
					}
					n, err := duty.Unsent(s, scope.Within(path), m.month)
					if err != nil {
						return err
					}
					if n > 0 {
						page.Todo = append(page.Todo, todo{m.what, "/duty?month=" + m.month.String(), n})
					}
				}
			}
		}
		if r.Can("duty.check") {
			page.HasWork = true
			open, _, err := duty.OpenCounts(s, r.Actor.Scope("duty.check"), r.Today)
			if err != nil {
				return err
			}
			if open > 0 {
				page.Todo = append(page.Todo, todo{"待复查的检查", "/duty/checks?open=1", open})
			}
		}
		for _, w := range []struct {
			permission authz.Permission
			what, link string
			count      func(database.Reader, authz.Scope) (int64, error)
		}{
			{"payroll.audit", "待审核的发放", "/pay", payroll.WaitingForAudit},
			{"payroll.approve", "公示中、待批准的发放", "/pay", payroll.WaitingForApproval},
			{"payment.release", "待复核的批次", "/pay", payment.ToRelease},
			{"payment.settle", "待登记回盘的批次", "/pay", payment.ToSettle},
		} {
			if !r.Can(string(w.permission)) {
				continue
			}
			page.HasWork = true
			n, err := w.count(s, r.Actor.Scope(w.permission))
			if err != nil {
				return err
			}
			if n > 0 {
				page.Todo = append(page.Todo, todo{w.what, w.link, n})
			}
		}
		if r.Can("payroll.view") {
			n, err := overdueHere(s, r)
			if err != nil {
				return err
			}
			if n > 0 {
				at, err := payment.CountedAt(s)
				if err != nil {
					return err
				}
				page.Todo = append(page.Todo, todo{"逾期未到账、由本级办理或督办的（人月，" + at.Short() + "统计）", "/pay/arrears", n})
			}
			none, err := payment.UnconfirmedOf(s, r.Actor.Scope("payroll.view"))
			if err != nil {
				return err
			}
			if none.People > 0 {
				page.Todo = append(page.Todo,
					todo{"没有发放资料，待核（人，" + none.OnDay.String() + "夜间统计）", "/pay/arrears#unconfirmed", none.People})
			}
		}
		if r.Can("card.tell") {
			page.HasWork = true
			n, err := resident.CountUntold(s, r.Actor.Scope("card.tell"))
			if err != nil {
				return err
			}
			if n > 0 {
				page.Todo = append(page.Todo, todo{"换了卡、待告知本人的", "/pay/cards/tell", n})
			}
		}
		if r.Can("accident.settle") {
			page.HasWork = true
			open, late, err := placement.UnclaimedAccidents(s, r.Actor.Scope("accident.settle"), r.Today)
			if err != nil {
				return err
			}
			if open > 0 {
				page.Todo = append(page.Todo, todo{"待向保险公司报案的意外事故", "/accidents?state=reported", open})
			}
			if late > 0 {
				page.Todo = append(page.Todo, todo{"报案逾期的意外事故", "/accidents?state=reported", late})
			}
		}
		if r.Can("complaint.answer") {
			page.HasWork = true
			open, late, err := complaint.Waiting(s, r.Actor, r.Today)
			if err != nil {
				return err
			}
			if open > 0 {
				page.Todo = append(page.Todo, todo{"待答复的信访举报", "/complaints?state=open", open})
			}
			if late > 0 {
				page.Todo = append(page.Todo, todo{"逾期未答复的信访举报", "/complaints?late=1", late})
			}
		}
		if r.Can("help.enter") {
			n, err := helpledger.Overdue(s, r.Actor.Scope("help.enter"), r.Today)
			if err != nil {
				return err
			}
			if n > 0 {
				page.Todo = append(page.Todo, todo{"下次援助日期已过的", "/help?overdue=1", n})
			}
		}
		for _, w := range []struct {
			permission  authz.Permission
			state, what string
		}{{"rectify.reply", rectify.Open, "待整改的事项"}, {"rectify.issue", rectify.Replied, "待销号的整改"}} {
			if !r.Can(string(w.permission)) {
				continue
			}
			n, late, err := rectify.Waiting(s, r.Actor.Scope(w.permission), w.state, r.Today)
			if err != nil {
				return err
			}
			if n > 0 {
				page.Todo = append(page.Todo, todo{w.what, "/rectify?state=" + w.state, n})
			}
			if late > 0 && w.state == rectify.Open {
				page.Todo = append(page.Todo, todo{"逾期没有整改的事项", "/rectify?late=1", late})
			}
		}
		if r.Can("complaint.explain") {
			n, err := complaint.AsksWaiting(s, r.Actor.Scope("complaint.explain"))
			if err != nil {
				return err
			}
			if n > 0 {
				page.Todo = append(page.Todo, todo{"上级请村里说明的事项", "/asks", n})
			}
		}
		if r.Can("confirm.answers") {
			n, err := payeecalls.AskedBack(s, r.Actor.Scope("confirm.answers"), r.Today.AddDays(-30))
			if err != nil {
				return err
			}
			if n > 0 {
				page.Todo = append([]todo{{"回访中说被要求交回补贴的（近30天）", "/inspect/calls", n}}, page.Todo...)
			}
		}
		if r.Can("complaint.reporter") {
			rows, err := complaint.List(s, r.Actor, complaint.Filter{Kind: "asked_back", State: complaint.Open, Limit: 1000})
			if err != nil {
				return err
			}
			if len(rows) > 0 {
				page.Todo = append([]todo{{"反映被要求交回补贴的", "/complaints?kind=asked_back&state=open", int64(len(rows))}}, page.Todo...)
			}
		}
		if r.Can("complaint.answer") {
			rows, err := complaint.List(s, r.Actor, complaint.Filter{Untold: true, Limit: 1000})
			if err != nil {
				return err
			}
			n := int64(0)
			for _, c := range rows {
				if r.Actor.Scope(complaint.Answers(c.Office)).Covers(c.Path) {
					n++
				}
			}
			if n > 0 {
				page.Todo = append(page.Todo, todo{"已答复、还没有告知反映人的", "/complaints?untold=1", n})
			}
		}
		if r.Can("progress.view") {
			if err := p.formsToDo(s, r, page); err != nil {
				return err
			}
		}
		if r.Can("target.view") {
			if err := p.alertsToDo(s, r, page); err != nil {
				return err
			}
		}
		if r.Can("inspect.view") {
			page.HasWork = true
			counts, err := inspect.Counts(s, r.Actor.Scope("inspect.view"))
			if err != nil {
				return err
			}
			var open, working int64
			for _, c := range counts {
				if c.Certainty == string(inspect.Information) {
					continue // accuses nobody and waits for nobody
				}
				switch c.State {
				case inspect.Open:
					open += c.N
				case inspect.Verifying, inspect.Talk, inspect.Preliminary, inspect.Rectifying:
					working += c.N
				}
			}
			if open > 0 {
				page.Todo = append(page.Todo, todo{"待核查的疑点", "/inspect?state=open", open})
			}
			if working > 0 {
				page.Todo = append(page.Todo, todo{"正在核查、整改的疑点", "/inspect?state=verifying", working})
			}
		}
		if r.Can("rulebook.approve") {
			page.HasWork = true
			n, err := overview.PendingParameters(s, r.Actor)
			if err != nil {
				return err
			}
			if n > 0 {
				page.Todo = append(page.Todo, todo{"待核准的参数", "/rulebook", n})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, l := range []struct{ permission, what, to string }{
		{"application.submit", "登记申请", "/applications/new"},
		{"resident.register", "登记人员", "/people/new"},
		{"post.open", "开发岗位", "/posts/new"},
		{"quota.allot", "下达计划", "/quota"},
		{"user.create", "新增用户", "/users/new"},
		{"user.grant", "用户授权", "/users"},
		{"user.grant", "待授权的账号", "/users/requests"},
		{"user.reset_clerk", "村级经办人：密码、代办", "/clerks"},
		{"payroll.draft", "编制发放", "/pay"},
		{"fund.appropriate", "登记资金下达", "/pay/funds"},
		{"duty.check", "登记检查", "/duty/checks/new"},
		{"duty.check", "下村检查（没有信号也能用）", "/duty/phone"},
		{"duty.sheet", "填报月考勤表", "/duty"},
		{"complaint.register", "登记信访举报", "/complaints/new"},
		{"payment.statement", "查发放（钱发了没有）", "/pay/lookup"},
		{"confirm.call", "发放回访", "/pay/confirm"},
		{"card.view", "换卡清单", "/pay/cards"},
		{"card.tell", "换卡告知", "/pay/cards/tell"},
		{"confirm.answers", "发放回访的回答", "/inspect/calls"},
		{"inspect.run", "运行检查、出具报告", "/inspect"},
		{"progress.fill", "填报推进情况表", "/progress"},
		{"register.enter", "登记清单", "/registers"},
		{"project.enter", "登记就业帮扶项目", "/projects"},
		{"target.enter", "登记务工监测", "/monitor"},
		{"help.enter", "就业援助台账", "/help"},
		{"rectify.issue", "下达整改通知", "/rectify/new"},
		{"trail.view", "查看办理记录", "/trail"},
		{"import.view", "导入Excel", "/imports"},
		{"accident.view", "意外事故", "/accidents"},
		{"placement.export", "导出名册", "/exports?kind=holders"}} {
		if r.Can(l.permission) && (l.to != "/duty/phone" || phone) {
			page.Links = append(page.Links, link{l.what, l.to})
		}
	}
	if len(page.Roles) == 0 {
		page.Roles = []string{"您还没有被授予角色，请联系安全管理员。"}
	}
	return r.Show(http.StatusOK, "home", page)
}

// rulebookToDo adds what is wrong with the rulebook, for those who run the program and those who may mend it.
func rulebookToDo(s *database.Snapshot, r *kit.Request, page *homePage) error {
	admin := r.Actor.HasRole("system_admin")
	if !admin && !r.Can("rulebook.propose") {
		return nil
	}
	a, err := rulebook.AttentionOn(s, r.Today)
	if err != nil {
		return err
	}
	scope := r.Actor.Scope("rulebook.view")
	unfit := slices.DeleteFunc(a.Unfit, func(p rulebook.Parameter) bool { return !admin && !scope.Covers(p.RegionPath) })
	if n := int64(len(unfit)); n > 0 {
		page.Todo = append(page.Todo, todo{"不合规格的参数（有关的审核、发放先停下）", "/rulebook", n})
	}
	if n := int64(len(a.Years)); n > 0 && (admin || r.Actor.Scope("rulebook.propose").Covers(r.Tree.Top().Path)) {
		page.Todo = append(page.Todo, todo{"没有登记放假安排的年份", "/rulebook/holidays", n})
	}
	return nil
}

// formsToDo adds what the city's form waits for: columns to fill in, forms to send in, forms to take over.
func (p *Pages) formsToDo(s *database.Snapshot, r *kit.Request, page *homePage) error {
	units, err := unitsOf(s, r, "progress.view")
	if err != nil || len(units) == 0 {
		return err
	}
	book, err := rulebook.Load(s)
	if err != nil {
		return err
	}
	q := civil.QuarterOf(r.Today)
	forms, err := progress.Forms(s, q)
	if err != nil {
		return err
	}
	due := progress.CutOff(q, book, units[0].Path())
	when := fmt.Sprintf("（%d月%d日前）", due.Month().Number(), due.Day())
	if r.Today.After(due) {
		when = "（已逾期）"
	}
	var waiting int64
	for _, u := range units {
		if u.Serves(r.Actor, "progress.accept") && forms[u.ID].State == progress.Submitted {
			waiting++
		}
		mine, err := unit.Mine(s, r.Actor, u)
		if err != nil {
			return err
		}
		if len(mine) == 0 {
			continue
		}
		page.HasWork = true
		n, err := progress.Unanswered(s, book, u, q, mine, r.Today)
		if err != nil {
			return err
		}
		to := "/progress/form?unit=" + u.Code + "&quarter=" + q.String()
		if n > 0 {
			page.Todo = append(page.Todo, todo{"推进情况表还没有填的列" + when, to, n})
		} else if f := forms[u.ID]; u.Serves(r.Actor, "progress.submit") && (f.ID == 0 || f.State == progress.Open) {
			page.Todo = append(page.Todo, todo{"待报送的推进情况表" + when, to, 1})
		}
	}
	if waiting > 0 {
		page.Todo = append(page.Todo, todo{"待审核的推进情况表", "/progress", waiting})
	}
	for _, u := range units {
		mine, err := unit.Mine(s, r.Actor, u)
		if err != nil {
			return err
		}
		if !slices.Contains(mine, unit.Owner(book, u, "work_relief_rural", r.Today)) {
			continue
		}
		owing, err := formlists.OwingIn(s, []int64{u.ID}, r.Today)
		if err != nil {
			return err
		}
		n := int64(0)
		for _, o := range owing {
			n += o.Months
		}
		if n > 0 {
			page.Todo = append(page.Todo, todo{"以工代赈劳务报酬逾期未发（项目月）", "/registers?unit=" + u.Code + "&kind=work_relief", n})
		}
	}
	return nil
}

// alertsToDo adds the alerts of a fall that the visitor answers or closes.
func (p *Pages) alertsToDo(s *database.Snapshot, r *kit.Request, page *homePage) error {
	units, err := unitsOf(s, r, "target.view")
	if err != nil {
		return err
	}
	var answer, close []int64
	for _, u := range units {
		if u.Serves(r.Actor, "target.answer") {
			answer = append(answer, u.ID)
		}
		if u.Serves(r.Actor, "target.close") {
			close = append(close, u.ID)
		}
	}
	for _, w := range []struct {
		ids   []int64
		state string
		what  string
	}{{answer, target.Open, "待答复的务工下降预警"}, {close, target.Answered, "待确认的务工下降预警"}} {
		rows, err := target.Alerts(s, w.ids, 1000, w.state)
		if err != nil {
			return err
		}
		if len(rows) > 0 {
			page.Todo = append(page.Todo, todo{w.what, "/monitor", int64(len(rows))})
		}
	}
	return nil
}

// overdueHere counts the late months that the visitor's own level has at its desk or has to see to, as last counted.
func overdueHere(s *database.Snapshot, r *kit.Request) (n int64, err error) {
	scope := r.Actor.Scope("payroll.view")
	for _, path := range scope.Paths() {
		at, ok := r.Tree.ByPath(path)
		if !ok {
			continue
		}
		waits, err := payment.WaitsOf(s, scope.Within(path))
		if err != nil {
			return 0, err
		}
		for _, w := range waits {
			if w.Concerns(at.Level) {
				n += w.N
			}
		}
	}
	return n, nil
}

// openingToDo counts what nobody told when the office was opened: households by the village, posts by the township and
// the county.
func openingToDo(s *database.Snapshot, r *kit.Request, page *homePage) error {
	for _, w := range []struct {
		permission authz.Permission
		role       authz.Role // whose own it is; empty: whoever may
		what, link string
		count      func(database.Reader, authz.Scope) (int64, error)
	}{
		{"resident.register", "village_registrar", "户情况未知、待补登所在户的人员", "/people?home=open", resident.HomesOpen},
		{"post.change", "", "接转的岗位，待补填工时、资金来源等", "/posts?untold=1", post.Standing},
	} {
		if !r.Can(string(w.permission)) || w.role != "" && !r.Actor.HasRole(w.role) {
			continue
		}
		n, err := w.count(s, r.Actor.Scope(w.permission))
		if err != nil {
			return err
		}
		if n > 0 {
			page.HasWork = true
			page.Todo = append(page.Todo, todo{w.what, w.link, n})
		}
	}
	return nil
}
