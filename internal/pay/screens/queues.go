package screens

import (
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
)

var (
	auditQueue = &kit.Queue{Code: "payroll.audit", Words: "待审核的发放", Permission: "payroll.audit",
		Address: "/pay/runs/%d", Waiting: payroll.AuditQueue}
	approvalQueue = &kit.Queue{Code: "payroll.approve", Words: "公示中、待批准的发放", Permission: "payroll.approve",
		Address: "/pay/runs/%d", Waiting: payroll.ApprovalQueue}
	releaseQueue = &kit.Queue{Code: "payment.release", Words: "待复核的批次", Permission: "payment.release",
		Address: "/pay/batches/%d", Waiting: payment.ReleaseQueue}
	settleQueue = &kit.Queue{Code: "payment.settle", Words: "待登记回盘的批次", Permission: "payment.settle",
		Address: "/pay/batches/%d", Waiting: payment.SettleQueue}
	slipQueue = &kit.Queue{Code: "payment.slip", Words: "待另一人确认的盖章回单", Permission: "payment.release",
		Address: "/pay/batches/%d", Waiting: payment.SlipQueue}
	noPayQueue = &kit.Queue{Code: "payroll.no_pay", Words: "没有发放资料、还没有决定发不发的人", Permission: "payroll.view",
		Address: "/pay/missing/%d", Whose: payroll.DecidesNoPay, Around: payment.UndecidedAround}
)

// Queues of months of which nothing is here.
func (p *Arrears) Queues() []*kit.Queue { return []*kit.Queue{noPayQueue, recoverQueue} }

// Queues of runs and batches.
func (p *Payroll) Queues() []*kit.Queue {
	return []*kit.Queue{auditQueue, approvalQueue, releaseQueue, settleQueue, slipQueue}
}

// runDeciding is who decides on a run, a township's auditor, the county's approver, and whose line waits for a decision
// of its own.
type runDeciding struct {
	Lapses    []payroll.Lapse    // of lines that are paid all the same
	Absent    []payroll.HeldLine // of the month, absent on all days: told or not, held, decided
	Decisions []*kit.Decision
	Queue     *kit.Spot
	Hung      payroll.Hung // the run, held against what the villages hung first
}

// putToDecision makes the box of the run's audit or approval, whichever is the visitor's.
func (page *runPage) putToDecision(r *kit.Request, s *database.Snapshot, book *rulebook.Book) (err error) {
	x := page.Run
	page.R = r // the budgets offered are those of the visitor's day
	approves := x.State == payroll.Noticed && r.Actor.Scope("payroll.approve").Covers(x.Path)
	page.Queue, err = kit.Stand(r, s, x.ID, map[*kit.Queue]bool{auditQueue: page.CanAudit != nil, approvalQueue: approves},
		auditQueue, approvalQueue)
	if err != nil {
		return err
	}
	if page.CanAudit != nil {
		d := &kit.Decision{Title: "审核" + page.CanAudit.Name, Lead: "请与村公示名单核对人数、金额、上岗天数后审核。",
			Action: "/pay/runs/" + kit.FormatID(x.ID) + "/audit", Version: x.Version, Queue: page.Queue,
			Hidden: []kit.Sent{{Name: "region", Value: page.CanAudit.Code}}, Button: "审核通过"}
		_, err := x.MayAudit(s, book, r.Actor, page.CanAudit, r.Today)
		page.Decisions = append(page.Decisions, d)
		if err := d.Stop("", err); err != nil {
			return err
		}
	}
	if approves {
		d := &kit.Decision{ID: "approve", Title: "批准", Lead: "批准后金额锁定，不能修改，只能另行更正。",
			Action: "/pay/runs/" + kit.FormatID(x.ID) + "/approve", Version: x.Version, Queue: page.Queue, Button: "批准"}
		f := kit.Field{Name: "year", Label: "用哪个预算年度的资金", Kind: kit.FieldChoice}
		for _, y := range page.Budgets() {
			f.Options = append(f.Options, kit.Option{Value: y, Words: y + "年"})
		}
		d.Fields = []kit.Field{f}
		page.Decisions = append(page.Decisions, d)
		_, err := x.MayApprove(s, book, r.Actor, r.Today)
		if err := d.Stop("", err); err != nil {
			return err
		}
	}
	return nil
}

// putToDecision makes the box in which a batch is seconded or released, and the one of its stamped slip.
func (page *batchPage) putToDecision(r *kit.Request, s *database.Snapshot, book *rulebook.Book) (err error) {
	b, releases := page.Batch, r.Actor.Scope("payment.release").Covers(page.Batch.Path)
	mine := map[*kit.Queue]bool{releaseQueue: releases && b.State == payment.Prepared,
		slipQueue:   releases && page.Waits,
		settleQueue: b.State == payment.Released && r.Actor.Scope("payment.settle").Covers(b.Path)}
	page.Queue, err = kit.Stand(r, s, b.ID, mine, releaseQueue, slipQueue, settleQueue)
	if err != nil || !releases {
		return err
	}
	at := "/pay/batches/" + kit.FormatID(b.ID)
	switch {
	case b.State == payment.Prepared && page.Second > 0 && b.SecondedKey == "":
		d := &kit.Decision{Title: "第一位复核人", Action: at + "/second", Version: b.Version, Queue: page.Queue,
			Lead:   "这一批达到" + page.Second.Grouped() + "元，须由两位复核人先后办理：一位同意，另一位送银行。",
			Button: "核对无误，同意"}
		page.Decision = d
		return d.Stop("", payment.MaySecond(book, b, r.Actor, r.Today))
	case b.State == payment.Prepared:
		d := &kit.Decision{Title: "复核", Action: at + "/release", Version: b.Version, Queue: page.Queue,
			Lead:   "核对笔数、金额和文件摘要后复核。送交银行不等于到账。",
			Fields: []kit.Field{{Name: "voucher", Label: "支付凭证号", Kind: kit.FieldLine}}, Button: "复核送银行"}
		page.Decision = d
		return d.Stop("", payment.MayRelease(s, book, b, r.Actor, r.Today))
	case page.Waits:
		d := &kit.Decision{Title: "确认盖章回单", Action: at + "/slip/confirm", Version: b.Version, Queue: page.Queue,
			Lead: "对照原件核对笔数、金额后决定。", Field: "agree", Button: "提交决定", Outcomes: []kit.Outcome{
				{Value: "1", Words: "与原件相符，登记回盘"}, {Value: "0", Words: "不符，退回"}}}
		page.Decision = d
		return d.Stop("", page.Slip.MayConfirm(r.Actor))
	}
	return nil
}
