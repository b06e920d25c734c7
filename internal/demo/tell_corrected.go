package demo

import (
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// heldAndCorrected are the episodes of the last month that is over and paid: who was absent on all its days, and whose
// sheet was wrong. Where pay is not kept until the end there are none.
func heldAndCorrected(b *builder) []episode {
	if !b.opt.PayUntil.IsZero() {
		return nil
	}
	m := last().Add(-1)
	return append(holdEpisodes(m), correctedEpisodes(m)...)
}

// correctedEpisodes: of two holders the month's sheet turns out to be wrong after pay. One was marked absent by
// mistake and is paid the rest by a correction; the other was paid too much, which is asked back after a hearing.
func correctedEpisodes(m civil.Month) []episode {
	next := m.Add(1)
	return []episode{
		{"whose days are misread", m.Date(9), 6, chooseMisread},
		{"the county corrects the sheets from paper", next.Date(11), 14, func(t *telling) { sheetsCorrected(t, m) }},
		{"the rest is drafted and hangs", next.Date(12), 10, func(t *telling) { restDrafted(t, m) }},
		{"it is audited and approved", next.Date(16), 10, restApproved},
		{"it is paid", next.Date(17), 9, restPaid},
	}
}

func chooseMisread(t *telling) {
	m := t.moment.Date().Month()
	t.misread = t.plainHolders(2, m.First())
	for i, x := range t.misread {
		x.h.keeps = true
		if i == 0 {
			x.h.odd.misread = m
		}
	}
}

// sheetsCorrected of the two, each from the village's signed sheet, entered by the county and approved by the
// township. Without a Chinese font on the machine there is no paper, and no correction.
func sheetsCorrected(t *telling, m civil.Month) {
	for i, x := range t.misread {
		login := x.v.county("county_reviewer")
		scan := signed(t, x.v, login, villagepapers.Order{Village: x.v.region, Month: m,
			Parts: []string{villagepapers.SignIn}})
		s, lines, err := t.sheetOf(x.v, m)
		if t.err == nil {
			t.err = err
		}
		if t.err != nil || scan == 0 || s.ID == 0 {
			return
		}
		fix := duty.Correcting{SheetID: s.ID, Version: s.Version, Scan: scan, Reason: "与签到底册核对，村里登记时看错了行"}
		for _, l := range lines {
			if l.PlacementID == x.h.placementID {
				fix.Lines = append(fix.Lines, asOnPaper(l, m, i == 0))
			}
		}
		var id int64
		t.by(login, func(who authz.Actor) (err error) {
			id, err = duty.Correct(t.ctx, t.app.Desk, who, "", fix)
			return err
		})
		t.by(x.v.township("township_reviewer"), func(who authz.Actor) error {
			_, err := t.app.Payroll.DecideCorrection(t.ctx, who, "", duty.CorrectionDecision{ID: id, Version: 1,
				Approve: true, Remark: "底册和照片都看过"})
			return err
		})
	}
}

// asOnPaper is a line as the signed paper says: at work on the days that were marked absent, or absent on some that
// were marked at work.
func asOnPaper(l duty.Line, m civil.Month, worked bool) duty.Typed {
	out := duty.Typed{PlacementID: l.PlacementID, Hours: l.Hours, Remark: l.Remark}
	changed := 0
	for d := 1; d <= m.Days(); d++ {
		mark := l.Day(d)
		switch {
		case mark == '-':
			continue
		case worked && mark == 'A':
			mark = 'P'
		case !worked && mark == 'P' && changed < misreadDays:
			mark, changed = 'A', changed+1
		}
		out.Days[d-1] = duty.Word(mark)
	}
	return out
}

// restDrafted: what corrections of the month brought is drafted and hangs.
func restDrafted(t *telling, m civil.Month) {
	t.inCounty("finance_preparer", func(who authz.Actor, county *region.Region) error {
		_, sum, err := owedMore(t, who)
		if err != nil || sum == 0 {
			return err
		}
		d, err := t.app.Payroll.DraftCorrection(t.ctx, who, county, m)
		if err != nil {
			return err
		}
		t.fix = d.RunID
		today := t.moment.Date()
		_, err = t.app.Payroll.Notice(t.ctx, who, "", d.RunID, 1, today, today.AddDays(3), "没有收到异议")
		return err
	})
	t.numbers()
}

func owedMore(t *telling, who authz.Actor) (people int64, sum money.Fen, err error) {
	err = t.app.DB.Read(t.ctx, func(s *database.Snapshot) (err error) {
		people, sum, err = payroll.OwedByCorrection(s, who.Scope("payroll.draft"))
		return err
	})
	return people, sum, err
}

func restApproved(t *telling) {
	if t.fix == 0 {
		return
	}
	auditedRun(t, t.fix)
	t.moment += 2 * 3_600_000_000
	t.inCounty("county_reviewer", func(who authz.Actor, _ *region.Region) error {
		run, err := t.runByID(t.fix)
		if err != nil {
			return err
		}
		_, err = t.app.Payroll.Approve(t.ctx, who, "", run.ID, run.Version, "")
		return err
	})
	t.numbers()
}

// restPaid: ordered by one, handed to the bank by another, and the bank says that all of it arrived.
func restPaid(t *telling) {
	if t.fix == 0 {
		return
	}
	var batch int64
	t.inCounty("finance_preparer", func(who authz.Actor, _ *region.Region) (err error) {
		batch, err = t.app.Payments.Prepare(t.ctx, who, "", t.fix, payment.Payer{})
		return err
	})
	t.numbers()
	t.moment += 3_600_000_000
	t.inCounty("finance_releaser", func(who authz.Actor, _ *region.Region) error {
		_, err := t.app.Payments.Release(t.ctx, who, "", batch, 1, "演示支更正1")
		return err
	})
	t.moment += 5 * 3_600_000_000
	t.inCounty("finance_preparer", func(who authz.Actor, _ *region.Region) error {
		var b payment.Batch
		if err := t.app.DB.Read(t.ctx, func(s *database.Snapshot) (err error) {
			b, err = payment.BatchByID(s, batch)
			return err
		}); err != nil {
			return err
		}
		_, err := t.app.Payments.SettleFailures(t.ctx, who, "", batch, b.Version, t.moment.Date(),
			bankfile.Failures{Paid: b.Items, Total: b.TotalFen})
		return err
	})
}
