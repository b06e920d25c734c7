package screens

import (
	"fmt"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/payeecalls"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
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
		{Order: 270, Permission: "rulebook.propose", Items: basisTodo},
		feature.Waits(124, "payment.release", feature.Item{Words: slipQueue.Words, Address: "/pay", Unit: "批", Act: "去确认",
			Queue: slipQueue.Code}, payment.SlipsWaiting),
	}
}

// basisTodo tells a county whose document on pay is not entered that it goes on as before; the city's office, which may
// enter it for each, is not asked for what the counties have.
func basisTodo(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
	scope := r.Actor.Scope("rulebook.propose")
	counties := slices.DeleteFunc(r.Tree.At(region.County), func(c *region.Region) bool { return !scope.Covers(c.Path) })
	if len(counties) != 1 {
		return nil, nil
	}
	book, err := rulebook.Load(s)
	if err != nil {
		return nil, err
	}
	paths := payroll.WithoutBasis(book, counties)
	if len(paths) == 0 {
		return nil, nil
	}
	listed, err := payroll.EverListed(s, counties[0].ID)
	if err != nil {
		return nil, err
	}
	says := "没有登记补贴计发办法的文件（沿用原办法：按在岗自然日）"
	if !listed {
		says = "第一次编制发放以前，请选定补贴计发办法并登记文件"
	}
	return []feature.Item{{Words: says, Count: int64(len(paths)), Unit: "个区（市）",
		Address: "/rulebook/new?param=pay.basis&region=" + r.CodeOf(paths[0]), Act: "去登记"}}, nil
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

// Todo of what is due and unpaid, and of months of which nothing is here: two cards, never one sum.
func (p *Arrears) Todo() []feature.Todo {
	return []feature.Todo{{Order: 130, Permission: "payroll.view",
		Items: func(r *kit.Request, s *database.Snapshot) (out []feature.Item, err error) {
			due, err := dueHere(s, r)
			if err != nil {
				return nil, err
			}
			if due.n > 0 {
				at, err := payment.CountedAt(s)
				if err != nil {
					return nil, err
				}
				book, err := rulebook.Load(s)
				if err != nil {
					return nil, err
				}
				words := "应发未到账（" + at.Short() + "统计）"
				if due.mine > 0 {
					words += fmt.Sprintf("，其中由本级办理或督办的%d人月", due.mine)
				}
				out = append(out, feature.Item{Words: words, Address: "/pay/arrears", Count: due.n, Late: due.n, Unit: "人月",
					Act: "看停在哪里", Deadline: payroll.DueOn(book, due.path, due.oldest),
					Who: "没有领到钱的人，共" + due.fen.Grouped() + "元，最早的是" + due.oldest.Chinese() + "的补贴"})
			}
			none, err := missingHere(s, r)
			return append(out, none...), err
		}}}
}

// missingHere are the cards of the people of whom something is missing: all of them, and, for who decides, those that
// wait for the decision, one after another.
func missingHere(s *database.Snapshot, r *kit.Request) (out []feature.Item, err error) {
	none, err := payment.MissingOf(s, r.Actor.Scope("payroll.view"))
	if err != nil || none.People == 0 {
		return nil, err
	}
	item := feature.Item{Words: "没有发放资料，待核（" + none.OnDay.String() + "夜间统计）", Address: "/pay/missing",
		Count: none.People, Unit: "人", Act: "看缺什么",
		Who: fmt.Sprintf("当月在岗、不知道该不该发的人，共%d个人月", none.Months)}
	out = []feature.Item{item}
	if payroll.DecidesNoPay(r.Actor).Empty() {
		return out, nil
	}
	waits, err := payment.UndecidedAround(s, payroll.DecidesNoPay(r.Actor), 0)
	if n := int64(waits.Of); n > 0 {
		item.Words, item.Count, item.Queue = noPayQueue.Words, n, noPayQueue.Code
		item.Act, item.Who = "去核实", "当月在岗、不知道该不该发的人"
		out = append(out, item)
	}
	return out, err
}

// duePart is what is due and unpaid in a scope, and how much of it the visitor's own level has to see to.
type duePart struct {
	n, mine int64
	fen     money.Fen
	oldest  civil.Month
	path    string // where the oldest is
}

// dueHere counts what is due and unpaid in the visitor's regions, as last counted.
func dueHere(s *database.Snapshot, r *kit.Request) (out duePart, err error) {
	scope := r.Actor.Scope("payroll.view")
	for _, path := range scope.Paths() {
		at, ok := r.Tree.ByPath(path)
		if !ok {
			continue
		}
		waits, err := payment.WaitsOf(s, scope.Within(path))
		if err != nil {
			return out, err
		}
		for _, w := range waits {
			if out.n == 0 || w.Month.Before(out.oldest) {
				out.oldest, out.path = w.Month, path
			}
			if w.Concerns(at.Level) {
				out.mine += w.N
			}
			out.n, out.fen = out.n+w.N, out.fen+w.AmountFen
		}
	}
	return out, nil
}

// Todo of cards that people must be told of.
func (p *Cards) Todo() []feature.Todo {
	return []feature.Todo{
		{Order: 138, Permission: "card.approve", Items: cardItem(cardApprovals, "去批准", toApprove)},
		{Order: 139, Permission: "card.enter", Items: cardItem(cardUses, "去启用", toApply)},
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
