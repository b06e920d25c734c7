package screens

import (
	"gangwei/internal/pay/payeecalls"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/resident"
)

// Todo of runs and batches.
func (p *Payroll) Todo() []feature.Todo {
	return []feature.Todo{
		feature.Queued(120, auditQueue, "/pay", payroll.WaitingForAudit).AsWork(),
		feature.Queued(121, approvalQueue, "/pay", payroll.WaitingForApproval).AsWork(),
		feature.Queued(122, releaseQueue, "/pay", payment.ToRelease).AsWork(),
		feature.Queued(123, settleQueue, "/pay", payment.ToSettle).AsWork(),
	}
}

// Todo of late months that are at the visitor's desk, and of people without a word on their pay.
func (p *Arrears) Todo() []feature.Todo {
	return []feature.Todo{{Order: 130, Permission: "payroll.view",
		Items: func(r *kit.Request, s *database.Snapshot) (out []feature.Item, err error) {
			n, err := overdueHere(s, r)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				at, err := payment.CountedAt(s)
				if err != nil {
					return nil, err
				}
				out = append(out, feature.Item{Words: "逾期未到账、由本级办理或督办的（人月，" + at.Short() + "统计）",
					Address: "/pay/arrears", Count: n})
			}
			none, err := payment.UnconfirmedOf(s, r.Actor.Scope("payroll.view"))
			if none.People > 0 {
				out = append(out, feature.Item{Words: "没有发放资料，待核（人，" + none.OnDay.String() + "夜间统计）",
					Address: "/pay/arrears#unconfirmed", Count: none.People})
			}
			return out, err
		}}}
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

// Todo of cards that people must be told of.
func (p *Cards) Todo() []feature.Todo {
	return []feature.Todo{
		feature.Counted(140, "card.tell", "换了卡、待告知本人的", "/pay/cards/tell", resident.CountUntold).AsWork()}
}

// Todo of calls in which somebody said that pay was asked back.
func (p *Calls) Todo() []feature.Todo {
	return []feature.Todo{{Order: 200, Permission: "confirm.answers",
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			n, err := payeecalls.AskedBack(s, r.Actor.Scope("confirm.answers"), r.Today.AddDays(-30))
			return []feature.Item{{Words: "回访中说被要求交回补贴的（近30天）", Address: "/inspect/calls", Count: n, First: true}}, err
		}}}
}
