package demo

import (
	"fmt"
	"strconv"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
)

// countyVisit is a visit of the system to a county.
func (b *builder) countyVisit(c *region.Region, act string, f func(*desk.Visit) error) error {
	b.moment += 1_000_003
	b.clock.Move(b.moment)
	_, err := desk.DoVia(b.ctx, b.app.Desk, authz.System("demo"), desk.Batch, "", func(x *desk.Visit) (int64, error) {
		if err := x.Allow("demo.build", c.Path); err != nil {
			return 0, err
		}
		if err := f(x); err != nil {
			return 0, err
		}
		x.Record(act, "region", c.ID)
		return 0, nil
	})
	if err != nil {
		return fmt.Errorf("%s %s: %w", act, c.Name, err)
	}
	return nil
}

// appropriate gives each county what its posts cost in all the months, by fund and the budget year in which a month is
// paid, and a little more.
func (b *builder) appropriate() error {
	first := Until.Month().Add(1 - b.opt.Months)
	months := map[string]int{}
	var years []string
	for i := range b.opt.Months {
		y := strconv.Itoa(first.Add(i + 1).Year())
		if months[y] == 0 {
			years = append(years, y)
		}
		months[y]++
	}
	for _, c := range b.tree.At(region.County) {
		need := map[string]money.Fen{}
		for _, v := range b.villages {
			if region.CountyPath(v.region.Path) == c.Path {
				for _, j := range v.jobs {
					need[j.fund] += j.rate
				}
			}
		}
		err := b.countyVisit(c, "demo.funds", func(x *desk.Visit) error {
			for _, name := range fund.Names {
				for _, y := range years {
					amount := need[name] * money.Fen(months[y])
					if amount += amount / 50; amount == 0 {
						continue
					}
					amount += 150000 * money.Fen(months[y]) // for what is paid beyond the standard
					if err := fund.SeedDocument(x,
						&fund.Document{Path: c.Path, Kind: fund.In, Fund: name, Year: y, Level: "city", Number: "演示财〔" + y + "〕1号",
							Purpose: "乡村公益性岗位补贴", AmountFen: amount, OnDate: first.First(), ActorID: x.Actor.UserID,
							AtUs: x.Now()}); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// markPaid keeps what the answers need: who was paid, for a month of a substitute in full, and after a death that was
// hidden.
func (b *builder) markPaid(v *village, h *hire, m civil.Month, full bool) {
	b.paid[h.who] = true
	if full && h.substituteIn == m {
		b.answer(v, true, "diversion.paid_though_absent", "placement", h.placementID, m.String(), "他人顶岗，考勤表全勤")
	}
	if h.hiddenDeath && !h.endOn.IsZero() && m.Last().After(h.endOn.AddDays(-60)) {
		b.paidAfter[h] = true
	}
}

// why the bank sends back: what only a correction mends, and what the holder sees to at the bank
var (
	bankReasons = []string{"卡片过期", "账号不存在", "户名不符", "已销户", "睡眠户", "挂失"}
	bankWoken   = []string{"睡眠户", "挂失"}
)

// reckoned is what a county's month is worth by its basis; nil where it is paid by calendar days.
func reckoned(b *builder, c *region.Region, m civil.Month) (w *payroll.Worths, err error) {
	if payroll.IsPlain(b.book, c.Path, m) {
		return nil, nil
	}
	return w, b.app.DB.Read(b.ctx, func(s *database.Snapshot) (err error) {
		w, err = payroll.LoadWorths(s, b.book, payroll.WorthQuery{County: c.Path, Month: m})
		return err
	})
}

// lineOf a hire's month: what the agreement says by calendar days, or what it is worth by the county's basis, and more
// where that is planted.
func lineOf(b *builder, v *village, h *hire, m civil.Month, w *payroll.Worths) payroll.Line {
	due := payroll.Due{PlacementID: h.placementID, Path: v.region.Path, RateFen: h.job.rate, StartOn: h.start,
		EndOn: h.endOn}
	l := payroll.Line{PlacementID: h.placementID, VillageID: v.region.ID, Path: v.region.Path, Fund: h.job.fund}
	if w == nil {
		days, of, amount := payroll.Owed(due, m)
		l.Days, l.OfDays, l.AmountFen = int64(days), int64(of), amount
	} else {
		x := w.Of(due)
		counted := int64(x.Counted)
		l.Days, l.OfDays, l.AmountFen, l.DeductedFen = int64(x.Days), int64(x.Of), x.AmountFen, x.TakenFen
		l.PayBasis, l.CountedDays, l.AgreedDays, l.Steps = x.Basis, &counted, int64(x.Agreed), x.Steps.String()
	}
	if h.overpaid && l.AmountFen > 0 {
		l.AmountFen += 10000
		b.answer(v, true, "diversion.above_standard", "placement", h.placementID, m.String(), "比协议标准多发一百元，名册不写标准")
	}
	return l
}

// leftOut of a month's regular list is whom an episode left off or has held, and a whole village where that is planted.
func leftOut(b *builder, v *village, h *hire, m civil.Month) bool {
	if h.odd.leftOff == m || h.odd.absent == m {
		return true
	}
	if v.plants.skipMonth == m && h.worked[m] > 0 {
		b.answer(v, true, "arrears.unpaid", "placement", h.placementID, m.String(), "考勤齐全，全村没有列入发放")
	}
	return v.plants.skipMonth == m
}

// pay a month in each county on the 10th of the next: about one payment in eighty comes back, most of those are sent
// again.
func (b *builder) pay(m civil.Month) error {
	next := m.Add(1)
	for _, c := range b.tree.At(region.County) {
		hands := b.offices[c.Path]
		prepare, release, approve := hands["finance_preparer"], hands["finance_releaser"], hands["county_reviewer"]
		run := payroll.Run{ID: b.ids.run + 1, RegionID: c.ID, Path: c.Path, Month: m, Kind: payroll.Regular, Number: 1,
			State: payroll.Approved, Year: strconv.Itoa(next.Year()), NoticeFrom: next.Date(2), NoticeUntil: next.Date(6),
			DraftedBy: prepare.id, DraftedKey: prepare.key, DraftedUs: clock.On(next.Date(1), 9, 0), ApprovedBy: approve.id,
			ApprovedKey: approve.key, ApprovedUs: clock.On(next.Date(8), 15, 0)}
		var items []payroll.Item
		var audits []payroll.Audited
		var lines []payment.Line
		var events, again []payment.Event
		batch := payment.Batch{ID: b.ids.batch + 1, RunID: run.ID, Path: c.Path, Number: 1, State: payment.Settled,
			PreparedBy: prepare.id, PreparedKey: prepare.key, ReleasedBy: release.id, ReleasedKey: release.key,
			ReleasedUs: clock.On(next.Date(9), 10, 0), SettledUs: clock.On(next.Date(10), 16, 0)}
		batch.Voucher = "演示支" + strconv.FormatInt(batch.ID, 10)
		second := batch
		second.Voucher = "演示支" + strconv.FormatInt(batch.ID+1, 10)
		second.ID, second.Number, second.ReleasedUs, second.SettledUs = batch.ID+1, 2, clock.On(next.Date(13), 10, 0),
			clock.On(next.Date(14), 16, 0)
		var relines []payment.Line
		var file, refile []bankfile.Line
		owed, paid, back, repaid := map[string]money.Fen{}, map[string]money.Fen{}, map[string]money.Fen{},
			map[string]money.Fen{}
		town := ""
		worths, err := reckoned(b, c, m)
		if err != nil {
			return err
		}
		for _, v := range b.villages {
			if region.CountyPath(v.region.Path) != c.Path {
				continue
			}
			if t := region.ParentPath(v.region.Path); t != town {
				town = t
				reg, _ := b.tree.ByPath(t)
				u := b.offices[t]["township_reviewer"]
				audits = append(audits, payroll.Audited{TownshipID: reg.ID, Path: t, ActorID: u.id, PersonKey: u.key})
			}
			for _, h := range known(v, m) {
				own := lineOf(b, v, h, m, worths)
				days, of, amount := own.Days, own.OfDays, own.AmountFen
				if amount <= 0 || leftOut(b, v, h, m) {
					continue
				}
				id := b.ids.item + int64(len(items)) + 1
				items = append(items,
					payroll.Item{ID: id, RunID: run.ID, PlacementID: h.placementID, PersonID: h.who.id, VillageID: v.region.ID,
						Path: v.region.Path, Month: m, Fund: h.job.fund, Days: days, OfDays: of,
						AmountFen: amount, Name: h.who.name, Basis: h.basis, AccountTail: h.who.account[len(h.who.account)-4:],
						AccountIndex: b.app.Ring.Index("account", h.who.account), AtUs: run.ApprovedUs,
						Kind:  run.Kind,
						Lines: []payroll.Line{own}})
				run.TotalFen += amount
				owed[h.job.fund] += amount
				line := payment.Line{Seq: int64(len(lines) + 1), ItemID: id, AmountFen: amount,
					IDSealed:      b.app.Ring.Seal("person", "id", string(h.who.number)),
					AccountSealed: b.app.Ring.Seal("person", "account", h.who.account), AccountIndex: items[len(items)-1].AccountIndex}
				lines = append(lines, line)
				l := bankfile.Line{Seq: int64(len(lines)), Name: h.who.name, IDNo: string(h.who.number), Account: h.who.account,
					Amount: amount, Remark: payment.Remark(m)}
				file = append(file, l)
				e := payment.Event{ItemID: id, BatchID: batch.ID, Kind: "paid", AmountFen: amount, OnDate: next.Date(10),
					Path: v.region.Path, ActorID: prepare.id, AtUs: batch.SettledUs}
				if v.rng.IntN(80) > 0 {
					paid[h.job.fund] += amount
					events = append(events, e)
					b.markPaid(v, h, m, days == of)
					continue
				}
				why := v.rng.IntN(len(bankReasons))
				e.Kind, e.Reason = "returned", bankReasons[why]
				back[h.job.fund] += amount
				left := v.rng.IntN(10) == 0
				if !left { // sent again to the same account, so nothing was wrong with the number
					e.Reason = bankWoken[why%len(bankWoken)]
				}
				events = append(events, e)
				if left {
					b.answer(v, true, "arrears.returned", "placement", h.placementID, m.String(), "退回后没有人管")
				} else {
					repaid[h.job.fund] += amount
					b.markPaid(v, h, m, days == of)
					b.answer(v, false, "arrears.returned", "placement", h.placementID, m.String(), "睡眠户、挂失退回，到银行办好后已重发")
					line.Seq = int64(len(relines) + 1)
					relines = append(relines, line)
					l.Seq = line.Seq
					refile = append(refile, l)
					again = append(again,
						payment.Event{ItemID: id, BatchID: second.ID, Kind: "paid", AmountFen: amount, OnDate: next.Date(14),
							Path: v.region.Path, ActorID: prepare.id, AtUs: second.SettledUs})
					second.TotalFen += amount
				}
			}
		}
		if len(items) == 0 {
			continue
		}
		batch.FileDigest, second.FileDigest = seal.Digest(bankfile.Canonical(file)), seal.Digest(bankfile.Canonical(refile))
		b.ids.run++
		b.ids.item += int64(len(items))
		b.ids.batch += 2
		run.Items, batch.Items, batch.TotalFen, second.Items = int64(len(items)), int64(len(items)), run.TotalFen,
			int64(len(relines))
		err = b.countyVisit(c, "demo.pay", func(x *desk.Visit) error {
			if err := payroll.StoreRun(x.Tx, run, audits); err != nil {
				return err
			}
			if err := payroll.StoreItems(x, run, items); err != nil {
				return err
			}
			if err := (&payment.Bulk{Batch: batch, Lines: lines, Events: events}).Store(x); err != nil {
				return err
			}
			if len(relines) > 0 {
				if err := (&payment.Bulk{Batch: second, Lines: relines, Events: again}).Store(x); err != nil {
					return err
				}
			}
			for _, name := range fund.Names {
				for _, mv := range []fund.Move{
					{From: fund.Available, To: fund.Committed, Amount: owed[name], Subject: "pay_run", SubjectID: run.ID},
					{From: fund.Committed, To: fund.Paid, Amount: paid[name], Subject: "pay_batch", SubjectID: batch.ID},
					{From: fund.Committed, To: fund.Available, Amount: back[name], Subject: "pay_batch", SubjectID: batch.ID},
					{From: fund.Available, To: fund.Committed, Amount: repaid[name], Subject: "pay_batch", SubjectID: second.ID},
					{From: fund.Committed, To: fund.Paid, Amount: repaid[name], Subject: "pay_batch", SubjectID: second.ID},
				} {
					mv.Path, mv.Fund, mv.Year = c.Path, name, run.Year
					if err := fund.Post(x, mv); err != nil {
						return err
					}
				}
			}
			// The sheets that were paid from are locked.
			_, err := duty.LockForPay(x.Tx, c.Path, m, m.Last())
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
