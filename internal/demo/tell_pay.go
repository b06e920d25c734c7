package demo

import (
	"fmt"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/cardchange"
	"gangwei/internal/pay/payeecalls"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// payEpisodes are those of pay in the home county. Two holders were left off a month's list: another list makes it
// good, for one of them a second one, since the card was lost, and the bank's stamped slip waits for the second pair
// of hands. Somebody was suspended, which was written down late, and has paid back. The bank sent new accounts.
// Payees were called. The running month is to be paid ahead. Where pay is not kept until the end, as in measurements,
// there are none of these.
func (b *builder) payEpisodes(first civil.Month) []episode {
	before := last().Add(-1)
	month := b.unskipped(first)
	if !b.opt.PayUntil.IsZero() || month.IsZero() {
		return nil
	}
	next := month.Add(1)
	return []episode{
		{"who it is about", next.Date(9), 8, func(t *telling) { t.chosen(month) }},
		{"a policy ran out", next.Date(10), 9, func(t *telling) { policyEnds(t, month) }},
		{"a list makes it good", next.Date(12), 9, func(t *telling) { t.drafted(month) }},
		{"it hangs", next.Date(13), 9, (*telling).noticed},
		{"it is audited", next.Date(17), 9, (*telling).audited},
		{"it is approved, but for one line", next.Date(18), 10, func(t *telling) { t.approved(); t.reversed() }},
		{"it is paid", next.Date(19), 10, func(t *telling) { t.released("演示支补发1"); t.settled() }},
		{"whose policy ran out is told in writing", next.Date(20), 9, toldLapsed},
		{"it is renewed in time", last().Date(7), 9, policyRenewed},
		{"payees are drawn", before.Date(18), 14, func(t *telling) { t.payees(before.Add(-1)) }},
		{"payees are called", before.Date(20), 9, (*telling).called},
		{"who was suspended", before.Date(9), 7, (*telling).ill},
		{"a second list is drafted", last().Date(11), 9, func(t *telling) { t.drafted(month) }},
		{"it hangs", last().Date(11), 14, (*telling).noticed},
		{"it is audited", last().Date(15), 9, (*telling).audited},
		{"it is approved", last().Date(16), 9, (*telling).approved},
		{"it is with the bank", last().Date(17), 10, func(t *telling) { t.released("演示支补发2") }},
		{"the slip comes", last().Date(18), 15, func(t *telling) { t.slip(month) }},
		{"a suspension is written down late", last().Date(12), 10, (*telling).suspended},
		{"the payee is heard", last().Date(16), 16, heard},
		{"a policy is renewed for many", last().Date(8), 10, insured},
		{"and paid back", last().Date(17), 15, (*telling).recovered},
		{"the bank sends new accounts", last().Date(11), 15, (*telling).newCards},
		{"they are approved", last().Date(12), 15, (*telling).cardsApproved},
		{"they hold", last().Date(16), 15, (*telling).cardsApplied},
		{"holders are told", last().Date(18), 10, (*telling).cardsTold},
		{"the county enters its document on pay", before.Date(5), 9, enterBasis},
		{"a month is drafted ahead", last().Date(15), 10, (*telling).ahead},
		{"its lines are answered for", last().Date(17), 11, (*telling).answered},
		{"it hung too short", last().Date(18), 16, (*telling).hungShort},
		{"why it takes so long", last().Date(18), 17, (*telling).explained},
		{"a village sends nothing", before.Last(), 7, func(t *telling) { sendsNothing(t, before) }},
		{"a month ends without pay", last().Date(18), 11, func(t *telling) { withoutPay(t, before) }},
	}
}

// unskipped is the latest month, but for the last two, of which no village near the printed logins was left out: a
// list that makes good for two people would make good for a planted village too. Zero, where there is none.
func (b *builder) unskipped(first civil.Month) civil.Month {
	for m := last().Add(-2); !m.Before(first); m = m.Add(-1) {
		if !slices.ContainsFunc(b.near(), func(v *village) bool { return v.plants.skipMonth == m }) {
			return m
		}
	}
	return civil.Month{}
}

// county of the printed logins, for an act of its pay.
func (t *telling) inCounty(role authz.Role, act func(who authz.Actor, county *region.Region) error) {
	v, _, county := t.home()
	t.by(v.county(role), func(who authz.Actor) error { return act(who, county) })
}

// chosen are those who are left off the month's list.
func (t *telling) chosen(month civil.Month) {
	people := t.plainHolders(2, month.First())
	if len(people) < 2 {
		return
	}
	t.omitted = people
	for _, x := range people {
		x.h.keeps, x.h.odd.leftOff = true, month
	}
}

// ill is a holder who is in hospital from the 12th on.
func (t *telling) ill() {
	for _, x := range t.plainHolders(1, last().Add(-1).First()) {
		t.paused = &x
		x.h.keeps, x.h.pausedFrom, x.h.pausedUntil = true, last().Add(-1).Date(12), last().Add(-1).Last()
	}
}

// drafted is a list of those who are on none of the month.
func (t *telling) drafted(month civil.Month) {
	if len(t.omitted) == 0 {
		return
	}
	hungFirst(t, month)
	t.inCounty("finance_preparer", func(who authz.Actor, county *region.Region) error {
		d, err := t.app.Payroll.DraftRun(t.ctx, who, county, month)
		t.run = d.RunID
		return err
	})
	t.numbers()
}

// numbers that the use cases gave: what is made in bulk goes on after them.
func (t *telling) numbers() {
	t.read(func(s *database.Snapshot) error {
		for table, id := range map[string]*int64{"pay_run": &t.ids.run, "pay_item": &t.ids.item,
			"pay_batch": &t.ids.batch} {
			if _, err := s.One(id, "SELECT COALESCE(MAX(id), 0) FROM "+table); err != nil {
				return err
			}
		}
		return nil
	})
}

// onRun is an act on the list that makes good; none, where there is none.
func (t *telling) onRun(role authz.Role, act func(who authz.Actor, run payroll.Run) error) {
	if len(t.omitted) == 0 {
		return
	}
	t.inCounty(role, func(who authz.Actor, _ *region.Region) error {
		run, err := t.runByID(t.run)
		if err != nil {
			return err
		}
		return act(who, run)
	})
}

func (b *builder) runByID(id int64) (run payroll.Run, err error) {
	err = b.app.DB.Read(b.ctx, func(s *database.Snapshot) (err error) {
		run, err = payroll.RunByID(s, id)
		return err
	})
	return run, err
}

func (t *telling) noticed() {
	t.onRun("finance_preparer", func(who authz.Actor, run payroll.Run) error {
		today := t.moment.Date()
		_, err := t.app.Payroll.Notice(t.ctx, who, "", run.ID, run.Version, today, today.AddDays(3), "没有收到异议")
		return err
	})
}

// audited by the townships that have a part in it.
func (t *telling) audited() {
	if len(t.omitted) > 0 {
		auditedRun(t, t.run)
	}
}

func auditedRun(t *telling, id int64) {
	var parts []payroll.Part
	t.read(func(s *database.Snapshot) error {
		run, err := payroll.RunByID(s, id)
		if err == nil {
			parts, err = payroll.Parts(s, run)
		}
		return err
	})
	for _, p := range parts {
		town, _ := t.tree.ByPath(p.TownshipPath)
		t.by(short["township_reviewer"]+"-"+town.Code[:9], func(who authz.Actor) error {
			_, err := t.app.Payroll.Audit(t.ctx, who, "", id, town)
			return err
		})
	}
}

func (t *telling) approved() {
	t.onRun("county_reviewer", func(who authz.Actor, run payroll.Run) error {
		_, err := t.app.Payroll.Approve(t.ctx, who, "", run.ID, run.Version, "")
		return err
	})
	t.numbers()
}

// reversed: the second holder's line is taken back before anything goes to the bank.
func (t *telling) reversed() {
	t.onRun("county_reviewer", func(who authz.Actor, run payroll.Run) error {
		var item int64
		if err := t.app.DB.Read(t.ctx, func(s *database.Snapshot) error {
			_, err := s.One(&item, "SELECT id FROM pay_item WHERE run_id = ? AND placement_id = ?", run.ID,
				t.omitted[1].h.placementID)
			return err
		}); err != nil {
			return err
		}
		_, err := t.app.Payments.Reverse(t.ctx, who, "", item, "本人银行卡正在办理挂失，另行造册")
		return err
	})
}

// released: the run's batch is prepared by one and handed to the bank by another.
func (t *telling) released(voucher string) {
	t.onRun("finance_preparer", func(who authz.Actor, run payroll.Run) (err error) {
		t.batch, err = t.app.Payments.Prepare(t.ctx, who, "", run.ID, payment.Payer{})
		return err
	})
	t.numbers()
	if len(t.omitted) == 0 {
		return
	}
	t.moment += 2 * 3_600_000_000
	t.inCounty("finance_releaser", func(who authz.Actor, _ *region.Region) error {
		_, err := t.app.Payments.Release(t.ctx, who, "", t.batch, 1, voucher)
		return err
	})
}

// settled: the bank's answer names every line as paid.
func (t *telling) settled() {
	t.onRun("finance_preparer", func(who authz.Actor, run payroll.Run) error {
		b, err := t.batchNow()
		if err != nil {
			return err
		}
		results := []bankfile.Result{{Seq: 1, Amount: b.TotalFen, Paid: true}}
		_, err = t.app.Payments.Settle(t.ctx, who, "", b.ID, b.Version, t.moment.Date(), results)
		return err
	})
}

func (b *builder) batchNow() (x payment.Batch, err error) {
	err = b.app.DB.Read(b.ctx, func(s *database.Snapshot) (err error) {
		x, err = payment.BatchByID(s, b.batch)
		return err
	})
	return x, err
}

// slip of the bank for the second list, entered with its scan and not confirmed yet: until then that month is owed,
// which the answers say.
func (t *telling) slip(month civil.Month) {
	t.onRun("finance_preparer", func(who authz.Actor, run payroll.Run) error {
		b, err := t.batchNow()
		if err != nil {
			return err
		}
		scan, err := blankScan(t.app.Files)
		if err != nil {
			return err
		}
		_, err = t.app.Payments.EnterSlip(t.ctx, who, "", b.ID, b.Version,
			payment.Entered{On: t.moment.Date(), Paid: b.Items, Total: b.TotalFen, Scan: scan})
		return err
	})
	if t.err == nil && len(t.omitted) > 0 {
		x := t.omitted[1]
		t.answer(x.v, true, "arrears.unpaid", "placement", x.h.placementID, month.String(), "名单漏列，补发的回单还没有复核")
	}
}

// suspended from a day that is past, and on the post again since.
func (t *telling) suspended() {
	if t.paused == nil {
		return
	}
	h := t.paused.h
	version := int64(1 + len(h.renewed))
	t.by(t.paused.v.county("county_reviewer"), func(who authz.Actor) error {
		if _, err := t.app.Placements.Suspend(t.ctx, who, "", h.placementID, version, h.pausedFrom,
			"住院治疗，村里晚报"); err != nil {
			return err
		}
		_, err := t.app.Placements.Resume(t.ctx, who, "", h.placementID, version+1, h.pausedUntil.AddDays(1),
			"已康复，本人申请复岗")
		return err
	})
}

// recovered: what was paid for the days of the suspension has come back.
func (t *telling) recovered() {
	if t.paused == nil {
		return
	}
	var left money.Fen
	t.read(func(s *database.Snapshot) error {
		all, err := payment.Recoveries(s, region.CountyPath(t.paused.v.region.Path), t.paused.h.placementID)
		for _, x := range all {
			left = x.Left()
		}
		return err
	})
	if left == 0 {
		return
	}
	t.by(t.paused.v.county("finance_preparer"), func(who authz.Actor) error {
		_, err := t.app.Payments.Recover(t.ctx, who, "", t.paused.h.placementID, left, t.moment.Date(), "演示缴款〔2025〕1号")
		return err
	})
}

// newCards that the bank sent: of three holders, one of whom was already known by the new account, and of somebody
// unknown.
func (t *telling) newCards() {
	text := "姓名,身份证号,新账号\n"
	holders := t.plainHolders(3, last().Add(-1).First())
	if len(holders) == 0 {
		return
	}
	for i, x := range holders {
		account := x.h.who.account
		if i < 2 {
			account = t.people.nextAccount()
			x.h.who.account = account
		}
		text += fmt.Sprintf("%s,%s,%s\n", x.h.who.name, x.h.who.number, account)
	}
	text += fmt.Sprintf("某某,%s,%s\n", t.people.number(civil.MustDate("1961-04-05"), true), t.people.nextAccount())
	t.inCounty("finance_preparer", func(who authz.Actor, county *region.Region) (err error) {
		t.cards, err = t.app.Cards.Enter(t.ctx, who, "", county, "演示农商行函〔2025〕1号", "社保卡换卡名单.csv", []byte(text))
		return err
	})
}

func (t *telling) onCards(role authz.Role, act func(who authz.Actor, l cardchange.List) error) {
	if t.cards == 0 {
		return
	}
	t.inCounty(role, func(who authz.Actor, _ *region.Region) error {
		var l cardchange.List
		if err := t.app.DB.Read(t.ctx, func(s *database.Snapshot) (err error) {
			l, err = cardchange.ByID(s, t.cards)
			return err
		}); err != nil {
			return err
		}
		return act(who, l)
	})
}

func (t *telling) cardsApproved() {
	t.onCards("finance_releaser", func(who authz.Actor, l cardchange.List) error {
		_, err := t.app.Cards.Approve(t.ctx, who, "", l.ID, l.Version)
		return err
	})
}

func (t *telling) cardsApplied() {
	t.onCards("finance_preparer", func(who authz.Actor, l cardchange.List) error {
		_, err := t.app.Cards.Apply(t.ctx, who, "", l.ID, l.Version)
		return err
	})
}

// cardsTold: the first of the holders was called, the other is still to be told.
func (t *telling) cardsTold() {
	var waiting []resident.Notice
	_, _, county := t.home()
	t.read(func(s *database.Snapshot) (err error) {
		waiting, err = resident.Untold(s, authz.Under(county.Path), 0, 1)
		return err
	})
	for _, n := range waiting {
		t.by(short["telephone_clerk"], func(who authz.Actor) error {
			_, err := t.app.Residents.Tell(t.ctx, who, "", n.ID, "phone", false, "本人知道换卡，已领到新卡")
			return err
		})
	}
}

// payees of a month, drawn by the root that followed its settlement.
func (t *telling) payees(month civil.Month) {
	if t.root(); t.err != nil {
		return
	}
	_, _, county := t.home()
	t.by(short["telephone_clerk"], func(who authz.Actor) (err error) {
		t.sample, err = t.app.Confirm.Draw(t.ctx, who, "", county, month)
		return err
	})
	t.refused("confirm.nothing") // in the smallest cities
}

// called are the first of them: most have the money, some are not reached or wish to be called later.
func (t *telling) called() {
	if t.sample == 0 {
		return
	}
	var waiting []payeecalls.ToCall
	t.read(func(s *database.Snapshot) (err error) {
		waiting, err = payeecalls.Waiting(s, authz.Everywhere(), t.sample)
		return err
	})
	calls := []payeecalls.Call{
		{Outcome: payeecalls.Answered, Received: "yes", AskedBack: "no", Remark: "已到账，自己取的"},
		{Outcome: payeecalls.Answered, Received: "yes", AskedBack: "no"},
		{Outcome: payeecalls.Unreachable},
		{Outcome: payeecalls.Answered, Received: "unsure", AskedBack: "unsaid", Remark: "卡由子女保管，记不清"},
		{Outcome: payeecalls.Later, AgainAt: "下午五点以后"},
		{Outcome: payeecalls.Answered, Received: "yes", AskedBack: "no"},
		{Outcome: payeecalls.Declined},
		{Outcome: payeecalls.Answered, Received: "yes", AskedBack: "no", Remark: "想问明年还能不能续签"},
	}
	for i, w := range waiting[:min(len(waiting), len(calls))] {
		t.by(short["telephone_clerk"], func(who authz.Actor) error {
			t.moment += 300_000_000
			_, err := t.app.Confirm.Log(t.ctx, who, "", w.ItemID, calls[i])
			return err
		})
	}
}

// enterBasis: the home county is paid in full from the month before the running one on, less 100 yuan a day from the
// third absent day, leave included; the other counties go on as before.
func enterBasis(t *telling) {
	_, _, county := t.home()
	for _, x := range []struct{ param, value string }{{"pay.basis", "whole"}, {"pay.absent_day", "100"},
		{"pay.absent_from", "3"}, {"pay.counts", "L"}, {"pay.leave_days", "20"}} {
		changed(t, rulebook.Change{Param: x.param, RegionPath: county.Path, FromDate: last().Add(-1).First(), Value: x.value,
			Reason: "按区里的考核办法计发", Document: "演示人社〔2025〕12号第九条", PastReason: "办法从本月起执行，本月还没有发放"})
	}
	t.read(func(s *database.Snapshot) (err error) { t.book, err = rulebook.Load(s); return err })
}

// changed is a change of the rulebook by two people.
func changed(t *telling, c rulebook.Change) {
	var id int64
	t.by(short["city_manager"], func(who authz.Actor) (err error) {
		id, err = rulebook.Propose(t.ctx, t.app.Desk, who, "", c)
		return err
	})
	t.by(short["city_manager"]+"2", func(who authz.Actor) error {
		_, err := rulebook.Decide(t.ctx, t.app.Desk, who, "", id, true)
		return err
	})
}

// ahead: the running month is drafted before it is over, under a document.
func (t *telling) ahead() {
	t.inCounty("finance_preparer", func(who authz.Actor, county *region.Region) error {
		d, err := t.app.Payroll.DraftAhead(t.ctx, who, county, last(),
			payroll.Ahead{Document: "演示人社〔2025〕18号", On: t.moment.Date().AddDays(-3)})
		t.early = d.RunID
		return err
	})
	t.refused("payroll.nothing") // in the smallest cities
}

// answered: the home township says why its part is paid without a sheet.
func (t *telling) answered() {
	v, town, _ := t.home()
	if t.early == 0 {
		return
	}
	t.by(v.township("township_reviewer"), func(who authz.Actor) error {
		_, err := t.app.Payroll.Answer(t.ctx, who, "", t.early, town,
			payroll.Answer{AllAhead: true, Verdict: payroll.AnswerPaid, Why: "按文件元旦前预发，月底核对考勤"})
		return err
	})
	t.refused("payroll.answered") // nobody of the township stands on it
}

// hungShort: the lists of the month ahead were taken down too early, which is written down as it was; they are to
// hang once more.
func (t *telling) hungShort() {
	if t.early == 0 {
		return
	}
	t.inCounty("finance_preparer", func(who authz.Actor, _ *region.Region) error {
		run, err := t.runByID(t.early)
		if err != nil {
			return err
		}
		from := last().Date(16)
		_, err = t.app.Payroll.RecordNotice(t.ctx, who, "", run.ID, run.Version,
			payroll.PastNotice{FromDate: from, UntilDate: from.AddDays(1), Why: "公示栏被风刮坏，名单第二天取下，修好后重新张贴"})
		return err
	})
}

// explained: the desk at which the first late month of the county waits says why.
func (t *telling) explained() {
	_, _, county := t.home()
	var waiting []payment.Unpaid
	t.read(func(s *database.Snapshot) (err error) {
		waiting, err = payment.OwingOf(s, authz.Under(county.Path), payment.OwingFilter{Until: last().Add(-1)})
		return err
	})
	for _, o := range waiting {
		level := payment.Keeper(o.Desk())
		at, _ := t.tree.ByPath(region.PathAt(o.Path, level))
		login := short["finance_preparer"] + "-" + at.Code[:6]
		switch o.Desk() {
		case payment.AtAccount:
			login = "cun-" + at.Code + "a"
		case payment.AtBank, payment.AtDraft:
		default:
			continue
		}
		d := payment.Delay{Month: o.Month, Desk: o.Desk(), Reason: "other", Remark: "已与银行核对，等待回单确认",
			ExpectedOn: Until.AddDays(7)}
		if o.Desk() == payment.AtAccount {
			d.Reason, d.Remark = "account", "本人外出，回村后到银行重新办卡"
		}
		t.by(login, func(who authz.Actor) error {
			_, err := t.app.Payments.Explain(t.ctx, who, "", at, d)
			return err
		})
		return
	}
}

// sendsNothing is a village near the printed logins, about which nothing is planted, whose month has no sheet: of its
// people nobody knows whether they are owed anything (没有发放资料，待核).
func sendsNothing(t *telling, m civil.Month) {
	for _, v := range t.near()[1:] {
		told := slices.ContainsFunc(v.held, func(h *hire) bool { return h.taken })
		if !told && !v.tookIn && !v.plants.planted() && len(v.held) > 0 &&
			(t.silent == nil || len(v.held) > len(t.silent.held)) { // the largest of them
			t.silent = v
		}
	}
	if v := t.silent; v != nil {
		v.touched, v.silent = true, m
	}
}

// withoutPay: of two holders of that village the township found that there was no work for them. One was told.
func withoutPay(t *telling, m civil.Month) {
	v := t.silent
	if v == nil {
		return
	}
	n := 0
	for _, h := range v.held {
		if n == 2 || !h.endOn.IsZero() || h.start.After(m.First()) {
			continue
		}
		n++
		t.by(v.township("township_reviewer"), func(who authz.Actor) error {
			_, err := t.app.Payroll.DecideNoPay(t.ctx, who, "", payroll.NoPayDecision{PlacementID: h.placementID,
				Month: m, Reason: "no_work", Remark: "当月封山，没有安排巡护"})
			return err
		})
		if n == 1 && len(v.held) > 1 { // of a village's only holder the month stays open
			t.by(v.township("township_reviewer"), func(who authz.Actor) error {
				_, err := t.app.Payroll.TellNoPay(t.ctx, who, "", payroll.NoPayTelling{PlacementID: h.placementID,
					Month: m, OnDate: last().Date(18), How: "visit"})
				return err
			})
		}
	}
}

// hungFirst: the village of the first of them hung its own list some days before the county drafted.
func hungFirst(t *telling, month civil.Month) {
	x := t.omitted[0]
	n := payroll.VillageNotice{Month: month, FromDate: t.moment.Date().AddDays(-4), UntilDate: t.moment.Date().AddDays(-1),
		Place: "村务公开栏", Lines: []payroll.HungLine{{Name: x.h.who.name, Days: int64(month.Days()), AmountFen: x.h.job.rate}}}
	t.by(x.v.clerk(), func(who authz.Actor) error {
		scan, err := blankScan(t.app.Files)
		if err != nil {
			return err
		}
		_, err = t.app.Payroll.HangVillage(t.ctx, who, "", x.v.region, n, &scan)
		return err
	})
}
