package inspect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// A rate is the rate of a month, not of the day on which a list was written. Whoever is measured by today's rate is
// accused for every month before the last rise; so a month is measured by the rate that a dated source gives it: a
// roster that says since when, or the rulebook. Where none does, a month in which nearly everybody of a county stepped
// up is a rise, and what lies on its other side accuses nobody.

// StandardParam is the monthly rate by county, fund and date.
const StandardParam = "subsidy.monthly"

// What makes a step of one month a rise.
const (
	RiseShare   = 80 // percent of a county's holders who were paid the whole of both months and stepped up, at least
	RiseHolders = 10 // people of whom both months are known, at least: of fewer, a share says nothing
)

// Rate that a dated roster gives a placement from a day on.
type Rate struct {
	From civil.Date
	Fen  money.Fen
}

// Where the rate of a month comes from.
const (
	ByAgreement = "agreement" // no dated source: what the list of holders says
	ByRoster    = "roster"    // a roster with the day from which it holds
	ByRulebook  = "rulebook"  // subsidy.monthly
	ByRise      = "rise"      // the county's pay stepped up between the agreement's rate and the month
)

// Standard of a month, between what it may be measured by: short of Least is too little, beyond Most too much. The two
// differ where a rate changed within the month or is known by a rise only.
type Standard struct {
	Least, Most money.Fen
	From        string
}

// StandardMethod says how the rules find a month's rate.
var StandardMethod = fmt.Sprintf("当月标准先看写明起始日期的名册，再看参数册的“月补贴标准”（协议标准随参数走的）；都没有写当月的，看协议标准，"+
	"但一个区（市）同一个月有%d%%以上在岗人员（至少%d人）的补贴上调的，按提标看，提标前后的差额不列出。", RiseShare, RiseHolders)

// Name of the rate in a finding's sentence.
func (s Standard) Name() string {
	switch s.From {
	case ByRoster:
		return "名册写明的当月标准"
	case ByRulebook:
		return "参数册的当月标准"
	case ByRise:
		return "提标前后的标准"
	}
	return "协议标准"
}

// Differs says in brackets by which rate a month was measured, where that is not the agreement's; empty if it is.
func (s Standard) Differs(agreed, measured money.Fen) string {
	if agreed == measured {
		return ""
	}
	return "（" + s.Name() + measured.String() + "元）"
}

// Param says the value of the rulebook that the rate came from, for a finding; empty if from elsewhere.
func (s Standard) Param() string {
	if s.From != ByRulebook {
		return ""
	}
	return Value(StandardParam, s.Most)
}

func (s Standard) with(f money.Fen) Standard {
	s.Least, s.Most = min(s.Least, f), max(s.Most, f)
	return s
}

// StandardOf a placement's month. Its rate must be known.
func (c *City) StandardOf(d *Dossier, p *Placement, m civil.Month) Standard {
	if first, ok := p.rateOn(m.First()); ok {
		last, _ := p.rateOn(m.Last())
		return Standard{first, first, ByRoster}.with(last)
	}
	if s, ok := c.byRulebook(d, p, m); ok {
		return s
	}
	return c.acrossRises(d, p, m)
}

// rateOn a day by a dated roster; false before its first day.
func (p *Placement) rateOn(day civil.Date) (f money.Fen, ok bool) {
	for _, r := range p.Rates {
		if r.From.After(day) {
			break
		}
		f, ok = r.Fen, true
	}
	return f, ok
}

// byRulebook is the month's rate where the agreement follows the rulebook: its own is one of the values that the
// rulebook ever had. An agreement of another sum than the rulebook had on its first day keeps its own, as of fewer
// hours; where the rulebook had none that day, either may hold.
func (c *City) byRulebook(d *Dossier, p *Placement, m civil.Month) (Standard, bool) {
	fund := ""
	if post := d.Post(p.PostID); post != nil {
		fund = post.Fund
	}
	on := func(day civil.Date) (money.Fen, bool) {
		text, ok := c.Book.Text(StandardParam, d.Region.Path, fund, day)
		if !ok {
			return 0, false
		}
		f, err := money.Parse(text)
		return f, err == nil && f > 0
	}
	first, ok := on(m.First())
	if !ok {
		return Standard{}, false
	}
	s := Standard{first, first, ByRulebook}
	if last, ok := on(m.Last()); ok {
		s = s.with(last)
	}
	for _, text := range c.Book.Values(StandardParam, d.Region.Path, fund) {
		if f, err := money.Parse(text); err == nil && f == p.Rate {
			return s, true
		}
	}
	if _, had := on(p.Start); had {
		return Standard{}, false
	}
	return s.with(p.Rate), true
}

// Rise of a county's pay: the month from which on nearly everybody got more, and the largest steps that were ordinary
// in it.
type Rise struct {
	Month         civil.Month
	Before, After money.Fen // the largest step by its ratio
	Step          money.Fen // the largest step by its sum
	Holders, Rose int       // paid the whole of both months; of these, stepped up
}

// up and down are a rate on the other side of a rise, as far as one may be from it.
func (x Rise) up(f money.Fen) money.Fen {
	byRatio := (f*x.After + x.Before - 1) / x.Before
	return max(byRatio, f+x.Step)
}

func (x Rise) down(f money.Fen) money.Fen {
	return max(min(f.Prorate(int(x.Before), int(x.After)), f-x.Step), 0)
}

// RisesOf a county, by month, from what each holder got for whole months. The largest hundredth of the steps is no
// measure for the others: who took more in the shadow of a rise is still seen. Pure.
func RisesOf(paid map[civil.Month]map[int64]money.Fen) (out []Rise) {
	months := slices.SortedFunc(maps.Keys(paid), func(a, b civil.Month) int { return a.Since(b) })
	for _, m := range months {
		if x, ok := riseOf(m, paid[m.Add(-1)], paid[m]); ok {
			out = append(out, x)
		}
	}
	return out
}

type payStep struct{ before, after money.Fen }

func riseOf(m civil.Month, before, after map[int64]money.Fen) (Rise, bool) {
	x := Rise{Month: m}
	var steps []payStep
	for holder, now := range after {
		was, known := before[holder]
		if !known || was <= 0 {
			continue
		}
		if x.Holders++; now > was {
			steps = append(steps, payStep{was, now})
		}
	}
	if x.Rose = len(steps); x.Holders < RiseHolders || x.Rose*100 < x.Holders*RiseShare {
		return x, false
	}
	ordinary := len(steps) - len(steps)/100 - 1
	slices.SortFunc(steps, func(a, b payStep) int { return cmp.Compare(a.after*b.before, b.after*a.before) })
	x.Before, x.After = steps[ordinary].before, steps[ordinary].after
	slices.SortFunc(steps, func(a, b payStep) int { return cmp.Compare(a.after-a.before, b.after-b.before) })
	x.Step = steps[ordinary].after - steps[ordinary].before
	return x, true
}

// acrossRises is the month's rate where no dated source has it: the agreement's, and on the other side of a rise what
// it may have been there. Where the agreement's rate was paid for at least half of the months of a side, it holds there
// too, as of who was not raised.
func (c *City) acrossRises(d *Dossier, p *Placement, m civil.Month) Standard {
	s := Standard{p.Rate, p.Rate, ByAgreement}
	rises := c.Rises[region.CountyPath(d.Region.Path)]
	if len(rises) == 0 {
		return s
	}
	at := sideOf(rises, m)
	own, holds := p.sideOfRate(rises, at)
	if holds {
		return s
	}
	for n := own; n > at; n-- {
		s.Least, s.From = rises[n-1].down(s.Least), ByRise
	}
	for n := own; n < at; n++ {
		s.Most, s.From = rises[n].up(s.Most), ByRise
	}
	return s
}

// sideOfRate is the side of a county's rises on which the agreement's rate lies: where it was paid for the most months;
// if it never was, where what was paid is nearest to it; the later one of two. holds says that it was paid for at least
// half of the months of the side asked.
func (p *Placement) sideOfRate(rises []Rise, at int) (own int, holds bool) {
	atRate, all := make([]int, len(rises)+1), make([]int, len(rises)+1)
	nearest, near := len(rises), money.Fen(-1)
	for _, i := range p.Items {
		if !i.Regular() || !i.Whole() || i.ByWork() {
			continue
		}
		n, off := sideOf(rises, i.Month), max(i.Amount-p.Rate, p.Rate-i.Amount)
		all[n]++
		if off == 0 {
			atRate[n]++
		}
		if near < 0 || off <= near {
			nearest, near = n, off
		}
	}
	own = nearest
	for n, months := range atRate {
		if months > 0 && months >= atRate[own] {
			own = n
		}
	}
	return own, atRate[at] > 0 && 2*atRate[at] >= all[at]
}

// sideOf a month: how many rises it lies after.
func sideOf(rises []Rise, m civil.Month) (n int) {
	for _, x := range rises {
		if !m.Before(x.Month) {
			n++
		}
	}
	return n
}

// ByWork reports whether the item is paid by the days or hours that were worked, so that less than the rate is no lack.
// Pure.
func (i *Item) ByWork() bool { return i.PayBasis == worth.Days || i.PayBasis == worth.Hours }

// Whole reports whether the item pays all days of its month, as far as its list says. Pure.
func (i *Item) Whole() bool { return i.Days == 0 || i.Days >= i.OfDays }

// risesIn dossiers, by county.
func risesIn(ds []*Dossier) map[string][]Rise {
	paid := map[string]map[civil.Month]map[int64]money.Fen{}
	for _, d := range ds {
		county := region.CountyPath(d.Region.Path)
		if paid[county] == nil {
			paid[county] = map[civil.Month]map[int64]money.Fen{}
		}
		for _, p := range d.Placements {
			for _, i := range p.Items {
				if !i.Regular() || !i.Whole() || i.ByWork() {
					continue
				}
				of := paid[county][i.Month]
				if of == nil {
					of = map[int64]money.Fen{}
					paid[county][i.Month] = of
				}
				of[p.ID] += i.Amount
				for _, x := range i.Deductions {
					of[p.ID] += x.Amount
				}
			}
		}
	}
	out := map[string][]Rise{}
	for county, months := range paid {
		if rises := RisesOf(months); len(rises) > 0 {
			out[county] = rises
		}
	}
	return out
}

// riseLook is the growth of a county's mean pay, in thousandths, from which on two months are looked at holder by
// holder: a step of nearly everybody moves the mean, and what moves it less moves nobody beyond the rules' tolerance.
const riseLook = 4

// loadRises of the counties that a path bears on: the lists' sums say which months to look at, so that pay is not read
// whole.
func (c *City) loadRises(r database.Reader, path string) error {
	county := path
	if len(path) > len(region.CountyPath(path)) {
		county = region.CountyPath(path)
	}
	where, args := narrow("path", county)
	var lists []struct {
		Path     string
		Month    civil.Month
		Items    int64
		TotalFen money.Fen
	}
	if err := r.Select(&lists, "SELECT path, month, SUM(items) AS items, SUM(total_fen) AS total_fen FROM pay_run WHERE "+
		where+" AND state = 'approved' AND kind = 'regular' GROUP BY path, month ORDER BY path, month", args...); err != nil {
		return err
	}
	c.Rises = map[string][]Rise{}
	for n := 1; n < len(lists); n++ {
		a, b := lists[n-1], lists[n]
		grew := int64(b.TotalFen)*a.Items*1000 >= int64(a.TotalFen)*b.Items*(1000+riseLook)
		if a.Path != b.Path || b.Month.Since(a.Month) != 1 || !grew {
			continue
		}
		before, err := payroll.WholePay(r, a.Path, a.Month)
		if err != nil {
			return err
		}
		after, err := payroll.WholePay(r, b.Path, b.Month)
		if err != nil {
			return err
		}
		if x, ok := riseOf(b.Month, before, after); ok {
			c.Rises[b.Path] = append(c.Rises[b.Path], x)
		}
	}
	return nil
}
