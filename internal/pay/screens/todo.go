package screens

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/pay/payeecalls"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// Todo of runs and batches.
func (p *Payroll) Todo() []feature.Todo {
	return []feature.Todo{
		step(120, auditQueue, "件", payroll.WaitingForAudit),
		step(121, approvalQueue, "件", payroll.WaitingForApproval),
		step(122, releaseQueue, "批",
			func(s database.Reader, scope authz.Scope) (payroll.Queue, error) {
				q, err := payment.ToRelease(s, scope)
				return payroll.Queue(q), err
			}),
		step(123, settleQueue, "批",
			func(s database.Reader, scope authz.Scope) (payroll.Queue, error) {
				q, err := payment.ToSettle(s, scope)
				return payroll.Queue(q), err
			}),
	}
}

// step of a month's pay: it is due when the first of its months is to be paid, and who is paid waits for it.
func step(order int, of *kit.Queue, unit string,
	queue func(database.Reader, authz.Scope) (payroll.Queue, error)) feature.Todo {
	items := func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
		scope := r.Actor.Scope(of.Permission)
		q, err := queue(s, scope)
		if err != nil || q.N == 0 {
			return nil, err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return nil, err
		}
		item := feature.Item{Words: of.Words, Address: "/pay", Queue: of.Code, Unit: unit}.Of(clock.Queue(q.N, q.Since))
		item.Deadline = payroll.DueOn(book, scope.Paths()[0], q.Month)
		item.Who = fmt.Sprintf("%d人的补贴（%s起）", q.People, q.Month.Chinese())
		return []feature.Item{item}, nil
	}
	return feature.Todo{Order: order, Permission: of.Permission, Work: true, Items: items}
}

// Todo of late months that are at the visitor's desk, and of people without a word on their pay.
func (p *Arrears) Todo() []feature.Todo {
	return []feature.Todo{{Order: 130, Permission: "payroll.view",
		Items: func(r *kit.Request, s *database.Snapshot) (out []feature.Item, err error) {
			n, month, path, err := overdueHere(s, r)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				at, err := payment.CountedAt(s)
				if err != nil {
					return nil, err
				}
				book, err := rulebook.Load(s)
				if err != nil {
					return nil, err
				}
				out = append(out, feature.Item{Words: "逾期未到账、由本级办理或督办的（" + at.Short() + "统计）",
					Address: "/pay/arrears", Count: n, Late: n, Unit: "人月", Act: "去办理",
					Deadline: payroll.DueOn(book, path, month), Who: "没有领到钱的人，最早的是" + month.Chinese() + "的补贴"})
			}
			none, err := payment.UnconfirmedOf(s, r.Actor.Scope("payroll.view"))
			if none.People > 0 {
				out = append(out, feature.Item{Words: "没有发放资料，待核（" + none.OnDay.String() + "夜间统计）",
					Address: "/pay/arrears#unconfirmed", Count: none.People, Unit: "人", Act: "去核实"})
			}
			return out, err
		}}}
}

// overdueHere counts the late months that the visitor's own level has at its desk or has to see to, as last counted,
// and tells the oldest of them and where.
func overdueHere(s *database.Snapshot, r *kit.Request) (n int64, oldest civil.Month, where string, err error) {
	scope := r.Actor.Scope("payroll.view")
	for _, path := range scope.Paths() {
		at, ok := r.Tree.ByPath(path)
		if !ok {
			continue
		}
		waits, err := payment.WaitsOf(s, scope.Within(path))
		if err != nil {
			return 0, oldest, "", err
		}
		for _, w := range waits {
			if !w.Concerns(at.Level) {
				continue
			}
			if n == 0 || w.Month.Before(oldest) {
				oldest, where = w.Month, path
			}
			n += w.N
		}
	}
	return n, oldest, where, nil
}

// Todo of cards that people must be told of.
func (p *Cards) Todo() []feature.Todo {
	return []feature.Todo{
		feature.Waits(140, "card.tell", feature.Item{Words: "换了卡、待告知本人的", Address: "/pay/cards/tell", Unit: "人",
			Act: "去告知", Who: "{n}名换了卡的人"}, resident.CountUntold).AsWork()}
}

// Todo of calls in which somebody said that pay was asked back.
func (p *Calls) Todo() []feature.Todo {
	return []feature.Todo{{Order: 200, Permission: "confirm.answers",
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			n, err := payeecalls.AskedBack(s, r.Actor.Scope("confirm.answers"), r.Today.AddDays(-30))
			return []feature.Item{{Words: "回访中说被要求交回补贴的（近30天）", Address: "/inspect/calls", Act: "去看回答",
				Unit: "人", Count: n, First: true}}, err
		}}}
}
