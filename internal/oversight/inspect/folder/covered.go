package folder

import (
	"cmp"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// bankHeard is what the material of the bank covers: for each of its sheets, from the first month that it confirms in a
// village and of a fund to the last. A list of what came back confirms nothing, so it covers nothing: who is not on it
// may well have been paid. What is not covered was not denied, it was not asked.
type bankHeard map[bankList]monthsFrom

// bankList is a sheet of the bank's, or a list of pay with the days of arrival, about a village and a fund.
type bankList struct {
	sheet, path, fund string
	pay               bool // a list of pay
}

type monthsFrom struct{ first, last civil.Month }

// bankHeard begins with the days of arrival on the lists of pay.
func (b *builder) bankHeard() bankHeard {
	h := bankHeard{}
	for _, items := range b.items {
		for _, i := range items {
			if len(i.Events) > 0 {
				h.item(b.rows[i.ID], b.itemAt[i.ID], i)
			}
		}
	}
	return h
}

// item was confirmed, or is known to wait, by a row.
func (h bankHeard) item(r *record, path string, i *inspect.Item) {
	if r == nil {
		return
	}
	k := bankList{sourceOf(r), path, i.Fund, r.table.Code == "pay_items"}
	s, known := h[k]
	if !known || i.Month.Before(s.first) {
		s.first = i.Month
	}
	if !known || s.last.Before(i.Month) {
		s.last = i.Month
	}
	h[k] = s
}

// covers reports whether a sheet of the bank's, or a list of pay that has a column for it, would say of the item that
// it had been paid. A list that has no such column says nothing of when anything came.
func (h bankHeard) covers(path string, i *inspect.Item, r *record) bool {
	for k, s := range h {
		if k.pay && !asksArrival(r) {
			continue
		}
		if k.path == path && (k.fund == i.Fund || k.fund == "" || i.Fund == "") && !i.Month.Before(s.first) &&
			!s.last.Before(i.Month) {
			return true
		}
	}
	return false
}

// asksArrival reports whether a row, or another that tells of the same payment, stands under a head for the day on
// which it came.
func asksArrival(r *record) bool {
	return r != nil && r.table.Code == "pay_items" && (r.said("paid_on") || slices.ContainsFunc(r.also, asksArrival))
}

// uncovered is a table of which the material has nothing about a village, in some months or at all.
type uncovered struct {
	table, path string
}

// notCovered remembers what the material does not cover; the zero month: none.
func (b *builder) notCovered(table, path string, m civil.Month) {
	k := uncovered{table, path}
	if b.partial == nil {
		b.partial = map[uncovered][]civil.Month{}
	}
	if !slices.Contains(b.partial[k], m) {
		b.partial[k] = append(b.partial[k], m)
	}
}

// thin tells the rules of which villages too little was collected to say that something is not there: policies or
// applications of no more than half of the holders, and a step of fewer than half of those who applied.
func (b *builder) thin() {
	b.city.Partial = map[string]bool{}
	for _, d := range b.order {
		holders, applied, insured := 0, 0, 0
		steps := map[string]int{}
		for _, p := range d.Placements {
			if p.Derived || p.Continues != 0 {
				continue
			}
			holders++
			if !p.Insured.IsZero() {
				insured++
			}
			a := d.Application(p.ApplicationID)
			if p.ApplicationID == 0 || a == nil {
				continue
			}
			applied++
			for _, step := range []string{"check", "review", "notice", "audit", "file"} {
				if a.Last(step) != nil {
					steps[step]++
				}
			}
		}
		path := d.Region.Path
		if holders > 0 && b.city.Has("pay_item") && !b.unreadPay() && !slices.ContainsFunc(d.Placements,
			func(p *inspect.Placement) bool { return len(p.Items) > 0 }) {
			b.notCovered("pay_items", path, civil.Month{})
		}
		if insured < holders && insured*2 <= holders {
			b.tooFew("insurance", path, "insurance")
		}
		if applied < holders && applied*2 <= holders {
			b.tooFew("applications", path, "application")
		}
		for step, table := range map[string]string{"check": "steps", "review": "reviews", "notice": "notices",
			"audit": "steps", "file": "steps"} {
			if applied > 0 && steps[step]*2 < applied {
				b.tooFew(table, path, "step:"+step, step)
			}
		}
	}
}

// unreadPay reports whether rows or lists of pay could not be read, which is told of them.
func (b *builder) unreadPay() bool {
	return slices.ContainsFunc(b.gaps, func(x gap) bool { return x.table == nil || x.table.Code == "pay_items" })
}

// tooFew rows of a table about a village, by the names under which rules ask for it.
func (b *builder) tooFew(table, path string, names ...string) {
	for _, name := range names {
		if b.city.Has(name) {
			b.notCovered(table, path, civil.Month{})
			b.city.Partial[name+"|"+path] = true
		}
	}
}

// whyUncovered by table: what follows from it.
var whyUncovered = map[string]string{
	"bank_results": "收集的银行结果没有这个村的这几个月，是否到账不知道，只按发放表看；请调取这几个月的回盘或流水",
	"pay_items":    "收集的发放表没有这个村，发没发不知道；请调取这个村的发放表",
	"applications": "收集的申请没有超过这个村上岗人员的一半，没有申请的不判断；请调取全部申请",
	"insurance":    "收集的保险名单没有超过这个村上岗人员的一半，有没有投保不判断；请调取这个村的全部保单和名单",
	"steps":        "收集的审核环节没有这个村多数上岗人员的，缺少的环节不判断；请调取全部审批表",
	"reviews":      "收集的民主评议没有这个村多数上岗人员的，缺少评议的不判断；请调取全部会议记录",
	"notices":      "收集的公示没有这个村多数上岗人员的，缺少公示的不判断；请调取全部公示",
}

// notAsked are the villages and months that tables do not cover, as what cannot be judged.
func (b *builder) notAsked() (out []NotJudged) {
	for k, months := range b.partial {
		t := TableOf(k.table)
		slices.SortFunc(months, func(x, y civil.Month) int { return x.Since(y) })
		if months[0].IsZero() {
			months = nil
		}
		out = append(out, NotJudged{Place: b.full(k.path), Name: notThere, Tables: []string{t.Name}, Months: months,
			Why: whyUncovered[k.table], at: []sheetRow{{file: t.Name}}})
	}
	slices.SortFunc(out, func(x, y NotJudged) int {
		return cmp.Or(cmp.Compare(x.Place, y.Place), cmp.Compare(x.Why, y.Why))
	})
	return out
}
