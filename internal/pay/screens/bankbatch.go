package screens

import (
	"net/http"

	"gangwei/internal/base/money"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

// Batches shows files for the bank and its answers.
type Batches struct {
	Payments *payment.Service
}

// Routes of these pages.
func (p *Batches) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/pay/batches/:id", "payment.view", p.batch).Of("batch"),
		feature.Get("/pay/batches/:id/file", "payment.prepare", p.batchFile).Of("batch"),
		feature.Post("/pay/batches/:id/release", "payment.release", p.batchRelease).Of("batch").Decides(releaseQueue),
		feature.Post("/pay/batches/:id/withdraw", "payment.prepare", p.batchWithdraw).Of("batch"),
		feature.Post("/pay/batches/:id/second", "payment.release", p.batchSecond).Of("batch").Decides(releaseQueue),
		feature.Post("/pay/batches/:id/slip", "payment.settle",
			p.batchSlip).Of("batch").Takes(kit.MaxFiles).Decides(settleQueue),
		feature.Post("/pay/batches/:id/slip/confirm", "payment.release",
			p.batchSlipConfirm).Of("batch").Decides(slipQueue),
		feature.Post("/pay/batches/:id/settle", "payment.settle",
			p.batchSettle).Of("batch").Takes(kit.MaxFiles).Decides(settleQueue),
	}
}

type batchPage struct {
	kit.Page
	kit.Deciding
	Batch  payment.Batch
	Run    payroll.Run
	Slip   payment.Slip
	Format bankfile.Format
	Waits  bool           // a slip waits to be confirmed
	Other  []payment.Held // lines that go to another account than the one approved
	Second money.Fen      // from which sum on a second releaser is needed; nought: not for this batch
}

func (p *Batches) loadBatch(r *kit.Request) (*batchPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &batchPage{}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Batch, err = payment.BatchByID(s, n); err != nil {
			return err
		}
		if err := r.Actor.Check("payment.view", page.Batch.Path); err != nil {
			return err
		}
		if page.Run, err = payroll.RunByID(s, page.Batch.RunID); err != nil {
			return err
		}
		if page.Slip, page.Waits, err = payment.SlipOf(s, page.Batch.ID); err != nil {
			return err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		if limit, needed := payment.NeedsSecond(book, page.Batch, r.Today); needed {
			page.Second = limit
		}
		if page.Other, err = payment.OtherAccounts(s, page.Batch.ID); err != nil {
			return err
		}
		return page.putToDecision(r, s, book)
	})
	if err != nil {
		return nil, err
	}
	page.Format, err = page.Batch.Mapping()
	page.Title = page.Run.Month.Chinese() + "发放第" + kit.FormatID(page.Batch.Number) + "批"
	return page, err
}

func (p *Batches) batch(r *kit.Request) error {
	page, err := p.loadBatch(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "batch", page)
}

func (p *Batches) batchFile(r *kit.Request) error {
	page, err := p.loadBatch(r)
	if err != nil {
		return err
	}
	file, err := p.Payments.File(r.Context.Request().Context(), r.Actor, page.Batch.ID)
	if err != nil {
		return err
	}
	return r.Attachment(page.Format.FileName(page.Batch.ID, page.Run.Month.String()), "application/octet-stream", file)
}

func (p *Batches) batchRelease(r *kit.Request) error {
	voucher := r.Text("voucher")
	return p.batchDecide(r, releaseQueue, "已复核。送交银行后，以银行回盘为准。", func(n, version int64) error {
		_, err := p.Payments.Release(r.Context.Request().Context(), r.Actor, r.Key(), n, version, voucher)
		return err
	})
}

// batchWithdraw gives up a batch that was not released.
func (p *Batches) batchWithdraw(r *kit.Request) error {
	why := r.Text("why")
	return p.batchAct(r, "已撤回，可以重新制单。", func(n, version int64) error {
		_, err := p.Payments.Withdraw(r.Context.Request().Context(), r.Actor, r.Key(), n, version, why)
		return err
	})
}

// batchSecond is the second releaser's word.
func (p *Batches) batchSecond(r *kit.Request) error {
	return p.batchDecide(r, releaseQueue, "已同意，请另一位复核人送银行。", func(n, version int64) error {
		_, err := p.Payments.Second(r.Context.Request().Context(), r.Actor, r.Key(), n, version)
		return err
	})
}

// batchAct carries something out on a batch and shows it again.
func (p *Batches) batchAct(r *kit.Request, notice string, do func(n, version int64) error) error {
	return p.batchDecide(r, &kit.Queue{}, notice, do)
}

// batchDecide carries something out on a batch, and shows the next of a queue if the visitor goes through it.
func (p *Batches) batchDecide(r *kit.Request, q *kit.Queue, notice string, do func(n, version int64) error) error {
	page, err := p.loadBatch(r)
	if err != nil {
		return err
	}
	version := r.Int("version")
	if q.Asked(r) {
		notice = page.Title + "：" + notice
	}
	return q.Decide(r, page.Batch.ID, "/pay/batches/"+kit.FormatID(page.Batch.ID), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		return notice, do(page.Batch.ID, version)
	}, func(err error) error { return r.RenderFormErrors(err, "batch", page) })
}

func (p *Batches) batchSettle(r *kit.Request) error {
	page, err := p.loadBatch(r)
	if err != nil {
		return err
	}
	return settleQueue.Decide(r, page.Batch.ID, "/pay/batches/"+kit.FormatID(page.Batch.ID), func() (string, error) {
		said, err := p.settle(r, page)
		notice := "已登记回盘。"
		for _, n := range said.Notes {
			notice += words.Label("banknote", n)
		}
		if settleQueue.Asked(r) {
			notice = page.Title + "：" + notice
		}
		return notice, err
	}, func(err error) error { return r.RenderFormErrors(err, "batch", page) })
}

// settle enters the bank's file that was handed in.
func (p *Batches) settle(r *kit.Request, page *batchPage) (said bankfile.Answer, err error) {
	version, on, only, ctx := r.Int("version"), r.Date("on"), kit.Choice(r, "only"), r.Context.Request().Context()
	if err := r.Faults(); err != nil {
		return said, err
	}
	body, err := bankAnswer(r)
	if err != nil {
		return said, err
	}
	if only == "failures" {
		f, err := page.Format.DecodeFailures(body)
		if err == nil {
			_, err = p.Payments.SettleFailures(ctx, r.Actor, r.Key(), page.Batch.ID, version, on, f)
		}
		return said, err
	}
	if said, err = page.Format.Decode(body); err == nil {
		_, err = p.Payments.Settle(ctx, r.Actor, r.Key(), page.Batch.ID, version, on, said.Results, said.Notes...)
	}
	return said, err
}

// batchSlip keeps a stamped slip with its scan until another person confirms it.
func (p *Batches) batchSlip(r *kit.Request) error {
	page, err := p.loadBatch(r)
	if err != nil {
		return err
	}
	version := r.Int("version")
	e := payment.Entered{On: r.Date("slip_on"), Paid: r.Int("slip_paid"), Total: r.Fen("slip_total"),
		Failures: r.Text("slip_failures")}
	if err = r.Faults(); err == nil {
		var scans []files.Stored
		if scans, err = r.Seal("scan"); err == nil && len(scans) > 0 {
			e.Scan = scans[0]
		}
	}
	if err == nil {
		_, err = p.Payments.EnterSlip(r.Context.Request().Context(), r.Actor, r.Key(), page.Batch.ID, version, e)
	}
	if err != nil {
		return r.RenderFormErrors(err, "batch", page)
	}
	return r.SeeOther("/pay/batches/"+kit.FormatID(page.Batch.ID), "已登记回单，请另一人确认。")
}

func (p *Batches) batchSlipConfirm(r *kit.Request) error {
	agree, notice := kit.Either(r, "agree"), "已确认，登记了回盘。"
	if !agree {
		notice = "已退回，没有登记回盘。"
	}
	return p.batchDecide(r, slipQueue, notice, func(n, version int64) error {
		_, err := p.Payments.ConfirmSlip(r.Context.Request().Context(), r.Actor, r.Key(), n, version, agree)
		return err
	})
}

// bankAnswer is the bank's file that was handed in.
func bankAnswer(r *kit.Request) ([]byte, error) {
	_, body, err := r.HandedIn(kit.MaxList)
	return body, err
}
