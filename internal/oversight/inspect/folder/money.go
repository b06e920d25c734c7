package folder

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/lexicon"
)

// pay: items, deductions, what the bank said, what was drawn; joined to placements.
func (b *builder) pay() {
	bank := b.city.Collected["payment_event"]
	seen := map[string]int{}
	add := func(r *record, p *inspect.Person, m civil.Month, f money.Fen) *inspect.Item {
		d := b.placeOf(r, p)
		key := fmt.Sprint(p.ID, "|", m, "|", f, "|", r.table.Code)
		seen[key]++
		i := &inspect.Item{
			ID: b.from(number("item", b.key(r.get("id_no"), r.get("name"), r), m.String(), f.String(), fmt.Sprint(seen[key])),
				r),
			Month: m, OfDays: int64(m.Days()), Amount: f, PersonID: p.ID, Name: p.Name}
		if mark := b.mark(r); mark != "" {
			i.Account, i.AccountTail = mark, tailOf(mark)
			b.accountOf(mark, r)
			b.uses(p.ID, mark)
		}
		b.items[p.ID] = append(b.items[p.ID], i)
		b.itemAt[i.ID] = d.Region.Path
		b.into(d, p)
		return i
	}
	calendar := b.calendarDays()
	for _, r := range b.records["pay_items"] {
		p := b.who(r)
		m, ok := b.month(r, "month")
		f, paid := b.fen(r, "amount")
		if p == nil || !ok || !paid || f <= 0 {
			continue
		}
		i := add(r, p, m, f)
		i.Fund, i.Post = b.fundOf(r), r.get("post_code")
		i.Kind, i.Counted, i.Why, i.ToMinimum = b.payKind(r), countedBy(r), paidWhy(r), toMinimum(r)
		if title := r.get("post_title"); i.Post == "" && title != "" {
			i.Post = b.dossier(b.itemAt[i.ID]).Post(b.titled(b.dossier(b.itemAt[i.ID]), title, r)).Code
		}
		if n, ok := wholeIn(r.get("days")); ok && calendar[daysOf(r, m)] {
			i.Days = min(n, i.OfDays)
		}
		if on := b.day(r, "paid_on"); !on.IsZero() && !on.After(b.asOf) {
			i.Events = append(i.Events, inspect.Event{ID: i.ID, Kind: "paid", On: on})
		}
	}
	for _, r := range b.records["deductions"] {
		p := b.who(r)
		m, ok := b.month(r, "month")
		f, said := b.fen(r, "amount")
		if p == nil || !ok || !said {
			continue
		}
		for _, i := range b.items[p.ID] {
			if i.Month == m {
				i.Deductions = append(i.Deductions,
					inspect.Deduction{ID: b.from(r.number, r), Amount: f, Reason: r.get("reason"), Base: r.get("base"),
						Destination: r.get("destination")})
				break
			}
		}
	}
	heard := b.bankHeard()
	onAccount := map[string]*inspect.Person{}
	for _, p := range b.people {
		for _, mark := range b.marks[p.ID] {
			if onAccount[mark] != nil {
				onAccount[mark] = &inspect.Person{} // two people's: it names nobody
				continue
			}
			onAccount[mark] = p
		}
	}
	whose := func(r *record) *inspect.Person {
		if p := b.rowPerson(r); p != nil {
			return p
		}
		if p := onAccount[markOf(r.get("account"))]; p != nil && p.ID != 0 {
			return p
		}
		return nil
	}
	match := func(p *inspect.Person, r *record, f money.Fen, on civil.Date) *inspect.Item {
		m, ok := civil.ClaimMonth(r.get("month"))
		var best *inspect.Item
		for _, i := range b.items[p.ID] {
			if ok && i.Month != m || !ok && (!i.Month.First().Before(on) || on.DaysSince(i.Month.First()) > 400) {
				continue
			}
			if i.Amount == f && len(i.Events) == 0 && (best == nil || likelier(i.Month, best.Month, on)) {
				best = i
			}
		}
		if best == nil { // again after it came back, or of another amount
			for _, i := range b.items[p.ID] {
				if ok && i.Month == m && i.Paid().IsZero() && (best == nil || i.Amount == f) {
					best = i
				}
			}
		}
		return best
	}
	sorted := slices.Clone(b.records["bank_results"])
	slices.SortStableFunc(sorted, func(x, y *record) int {
		dx, _ := dayIn(x.get("on"), false)
		dy, _ := dayIn(y.get("on"), false)
		return dx.DaysSince(dy)
	})
	for _, r := range sorted {
		p := whose(r)
		f, ok := b.fen(r, "amount")
		on := b.day(r, "on")
		if !r.said("result") && blankAmount(r.get("amount")) {
			continue // a line of a statement by which nothing came in
		}
		if p == nil || !ok || on.IsZero() {
			b.at(r, "id_no", "看不出这一笔是谁的、多少或哪天，这一行没有使用；请补上身份证号码或账号、金额和日期")
			continue
		}
		result := r.get("result")
		if !r.said("result") { // a statement: what came in as pay
			if said, told := b.list(lexicon.PaidFor).Find(r.get("note")); !told || said != "pay" {
				continue
			}
			result = "成功"
		}
		e := inspect.Event{ID: b.from(r.number, r), Reason: r.get("reason"), On: on}
		var known bool
		if e.Kind, known = b.list(lexicon.BankResult).Read(result); !known || e.Kind == "" {
			b.at(r, "result", "不认识的处理结果“"+result+"”，没有去猜，这一行没有使用；请写成功，或者退回及原因")
			continue
		}
		if e.Reason == "" && e.Kind == "returned" {
			e.Reason = result
		}
		i := match(p, r, f, on)
		if e.Kind == "waiting" {
			if i != nil && waits(i, on) {
				b.city.OnTheWay[i.ID] = true
				heard.item(r, b.itemAt[i.ID], i)
			}
			continue
		}
		if i == nil && len(b.records["pay_items"]) == 0 && e.Kind == "paid" {
			m, ok := civil.ClaimMonth(r.get("month"))
			if !ok {
				m = on.Month().Add(-1)
			}
			i = add(r, p, m, f)
		}
		if i != nil {
			i.Events = append(i.Events, e)
			if e.Kind == "paid" {
				heard.item(r, b.itemAt[i.ID], i)
			}
		}
	}
	for _, r := range b.records["payments"] {
		p := whose(r)
		f, ok := b.fen(r, "amount")
		if p == nil || !ok {
			continue
		}
		sent := b.day(r, "sent_on")
		i := match(p, r, f, sent)
		if i == nil && len(b.records["pay_items"]) == 0 && len(b.records["bank_results"]) == 0 {
			if m, ok := b.month(r, "month"); ok {
				i = add(r, p, m, f)
			}
		}
		if i != nil && waits(i, sent) {
			b.city.OnTheWay[i.ID] = true
		}
	}
	if len(b.records["placements"]) == 0 {
		b.derive()
	}
	for _, p := range b.people {
		items := b.items[p.ID]
		slices.SortStableFunc(items, func(x, y *inspect.Item) int {
			return cmp.Or(x.Month.Since(y.Month), cmp.Compare(x.ID, y.ID))
		})
		for _, i := range items {
			if len(i.Events) == 0 && (!bank || !heard.covers(b.itemAt[i.ID], i, b.rows[i.ID])) {
				if bank {
					b.notCovered("bank_results", b.itemAt[i.ID], i.Month)
				}
				delete(b.city.OnTheWay, i.ID) // no word of the bank was collected: the list is all there is
				i.Events = []inspect.Event{{Kind: "paid", On: i.Month.Add(1).First(), Listed: true}}
			}
			b.attach(p, i)
		}
	}
	b.backPay()
	b.double()
	b.drawn(onAccount)
}

// likelier reports whether what came in on a day is for one month rather than for another, where nothing says for
// which: the latest that was over, else its own. From the oldest on, a statement that begins in April would confirm
// January, and the month that was left out would seem to be the last.
func likelier(m, than civil.Month, on civil.Date) bool {
	over, other := m.Before(on.Month()), than.Before(on.Month())
	if over != other {
		return over
	}
	return than.Before(m)
}

// daysOf names the days that a list says of a month.
func daysOf(r *record, m civil.Month) string { return r.file + "\x00" + r.sheet + "\x00" + m.String() }

// leastWhole is from how many days on a month may be a whole one of the calendar.
const leastWhole = 28

// calendarDays are the lists and months in which days are those of the calendar for which somebody is paid. Under the
// bare heads 天数 and 在岗天数 they may be days at work too, of which 22 are a whole month: they are taken for days of the
// calendar where the list has somebody with a whole month of them.
func (b *builder) calendarDays() map[string]bool {
	out := map[string]bool{}
	for _, r := range b.records["pay_items"] {
		n, ok := wholeIn(r.get("days"))
		m, known := civil.ClaimMonth(r.get("month"))
		if ok && known && (n >= leastWhole || r.headed("days", "发放天数", "计发天数", "补贴天数")) {
			out[daysOf(r, m)] = true
		}
	}
	return out
}

// payKind of an item, by its column or the remark; empty where neither says it. One that is not understood counts as
// owed from before, so that nobody is called paid twice or short by it.
func (b *builder) payKind(r *record) string {
	if _, known := b.must(r, "kind", lexicon.PayKind, "这一笔没有当作常规发放"); !known {
		return "arrears"
	}
	return kindOfPay(r)
}

// waits reports whether an item that was sent to the bank on a day still waits for its word: nothing has come, or it
// came back and was sent again afterwards. What came back stays back, whatever list says that it had been sent.
func waits(i *inspect.Item, sent civil.Date) bool {
	if len(i.Events) == 0 {
		return true
	}
	last := i.Events[len(i.Events)-1]
	return last.Kind == "returned" && sent.After(last.On)
}

// attach an item to the placement that it pays for; loose if there is none.
func (b *builder) attach(p *inspect.Person, i *inspect.Item) {
	path := b.itemAt[i.ID]
	var covers, before *inspect.Placement
	for _, x := range b.places[p.ID] {
		if x.Start.After(i.Month.Last()) {
			continue
		}
		if x.End.IsZero() || !x.End.Before(i.Month.First()) {
			better := func(o *inspect.Placement) int {
				n := 0
				if b.placed[o.ID] == path {
					n += 2
				}
				if post := b.dossier(b.placed[o.ID]).Post(o.PostID); i.Post != "" && post != nil &&
					strings.EqualFold(post.Code, i.Post) {
					n++
				}
				return n
			}
			if covers == nil || better(x) > better(covers) || better(x) == better(covers) && x.Start.After(covers.Start) {
				covers = x
			}
		} else if before == nil || x.Start.After(before.Start) {
			before = x
		}
	}
	x := covers
	if x == nil {
		x = before
	}
	b.outlive(x, i)
	if x == nil {
		i.Days = cmp.Or(i.Days, i.OfDays)
		d := b.dossier(path)
		d.Loose = append(d.Loose, i)
		return
	}
	if i.Days == 0 {
		i.Days = daysPaid(x, i)
	}
	x.Items = append(x.Items, i)
}

// outlive an agreement: somebody is paid after its end. In the look in which such people stayed on, so long.
func (b *builder) outlive(x *inspect.Placement, i *inspect.Item) {
	if x == nil || !b.agreed[x.ID] || x.End.IsZero() || !x.End.Before(i.Month.Last()) {
		return
	}
	b.outlived++
	if b.stays {
		x.End = i.Month.Last()
	}
}

// daysPaid by the amount, where the list does not say them.
func daysPaid(x *inspect.Placement, i *inspect.Item) int64 {
	within := int64(0)
	for d := i.Month.First(); !d.After(i.Month.Last()); d = d.AddDays(1) {
		if !d.Before(x.Start) && (x.End.IsZero() || !d.After(x.End)) {
			within++
		}
	}
	if within == i.OfDays || within == 0 {
		return i.OfDays
	}
	if x.Rate > 0 && i.Amount*100 >= x.Rate*95 {
		return i.OfDays
	}
	return within
}

// derive placements from what was paid, where no list of holders was collected: one for each person, village and post,
// as long as the months follow each other.
func (b *builder) derive() {
	type line struct {
		person int64
		path   string
		post   string
	}
	months := map[line][]*inspect.Item{}
	for _, items := range b.items {
		for _, i := range items {
			if i.Kind == "" || i.Kind == "regular" {
				k := line{i.PersonID, b.itemAt[i.ID], i.Post}
				months[k] = append(months[k], i)
			}
		}
	}
	if len(months) == 0 {
		return
	}
	if b.placed == nil {
		b.placed = map[int64]string{}
	}
	b.city.Collected["placement"] = true
	for k, items := range months {
		slices.SortFunc(items, func(x, y *inspect.Item) int { return x.Month.Since(y.Month) })
		d, p := b.dossier(k.path), b.byID(k.person)
		var last *inspect.Placement
		for _, i := range items {
			if last != nil && i.Month.Since(last.End.Month()) <= 1 {
				last.End = i.Month.Last()
				continue
			}
			r := b.rows[i.ID]
			last = &inspect.Placement{
				ID:       b.from(number("placement", "derived", fmt.Sprint(k.person), b.full(k.path), k.post, i.Month.String()), r),
				PersonID: p.ID, Start: i.Month.First(), End: i.Month.Last(), State: "ended", Derived: true}
			if k.post != "" {
				last.PostID = b.post(d, k.post, r).ID
				last.Rate = d.Post(last.PostID).Rate
			}
			if len(p.Categories) > 0 {
				last.Basis = p.Categories[0].Code
			}
			if a := b.application(r, p, last.Start); a != nil && d.Application(a.ID) != nil && a.State != "refused" &&
				a.State != "withdrawn" && a.State != "waiting" {
				last.ApplicationID = a.ID
			}
			b.into(d, p)
			d.AddPlacement(last)
			b.places[p.ID] = append(b.places[p.ID], last)
			b.placed[last.ID] = k.path
		}
	}
	end := civil.Month{}
	for _, all := range b.places {
		for _, x := range all {
			if end.Before(x.End.Month()) {
				end = x.End.Month()
			}
		}
	}
	for _, all := range b.places { // paid to the last month of the lists: still there, as far as known
		for _, x := range all {
			if x.End.Month() == end {
				x.End, x.State = civil.Date{}, "active"
			}
		}
	}
}

// double finds people with two regular items for a month, and accounts into which several people are paid.
func (b *builder) double() {
	into := map[string][]*inspect.Item{}
	people := slices.SortedFunc(maps.Values(b.people), func(x, y *inspect.Person) int { return cmp.Compare(x.ID, y.ID) })
	for _, p := range people {
		by := map[civil.Month][]*inspect.Item{}
		for _, i := range b.items[p.ID] {
			if i.Kind == "" || i.Kind == "regular" {
				by[i.Month] = append(by[i.Month], i)
			}
			if i.Account != "" &&
				!slices.ContainsFunc(into[i.Account], func(o *inspect.Item) bool { return o.PersonID == p.ID }) {
				into[i.Account] = append(into[i.Account], i)
			}
		}
		rate := money.Fen(0)
		for _, x := range b.places[p.ID] {
			rate = max(rate, x.Rate)
		}
		for m, items := range by {
			if len(items) < 2 {
				continue
			}
			x := inspect.Double{Subject: inspect.Subject{Table: "person", ID: p.ID, Name: p.Label()}, PersonID: p.ID,
				Path: b.itemAt[items[0].ID], Month: m, Rate: rate}
			for _, i := range items {
				x.Items = append(x.Items, *i)
				x.Where = append(x.Where, b.city.Tree.Name(b.itemAt[i.ID]))
			}
			b.city.Doubles = append(b.city.Doubles, x)
		}
	}
	slices.SortFunc(b.city.Doubles, func(x, y inspect.Double) int {
		return cmp.Or(cmp.Compare(x.PersonID, y.PersonID), x.Month.Since(y.Month))
	})
	loose := func(id int64) bool {
		return !slices.ContainsFunc(b.places[id], func(x *inspect.Placement) bool { return len(x.Items) > 0 })
	}
	for _, mark := range slices.Sorted(maps.Keys(into)) {
		items := into[mark]
		if len(items) < 2 {
			continue
		}
		for _, i := range items {
			for _, o := range items {
				if o.PersonID != i.PersonID {
					p := b.byID(o.PersonID)
					b.city.Shared[i.PersonID] = append(b.city.Shared[i.PersonID],
						inspect.SharedAccount{PersonID: p.ID, HouseholdID: p.HouseholdID, Name: p.Name,
							IDTail: p.IDTail, Path: b.itemAt[o.ID], ItemID: o.ID,
							Account: mark, At: b.itemAt[o.ID], Loose: loose(p.ID),
							Held: inspect.Together(b.paidInto(i.PersonID, i.Account), b.paidInto(o.PersonID, i.Account))})
				}
			}
		}
	}
}

// paidInto an account: the span of months in which somebody was.
func (b *builder) paidInto(person int64, account string) (h inspect.Held) {
	for _, i := range b.items[person] {
		if i.Account == account {
			h = h.Covering(inspect.Months(i.Month))
		}
	}
	return h
}

// money of funds, by region.
func (b *builder) money() {
	for _, r := range b.records["funds"] {
		f, ok := b.fen(r, "amount")
		kind, known := b.list(lexicon.Flow).Read(r.get("kind"))
		path := b.atlas.path(b.spots[r])
		if !ok || !known || kind == "" || kind == lexicon.Nothing || path == "" {
			b.at(r, "kind", "看不出“"+r.get("kind")+"”是收入、下拨、发放、支出还是结余，或者没有单位、金额，"+notUsed+"；请在“收支类别”里写其中一个词，并写明单位和金额")
			continue
		}
		x := inspect.Fund{ID: b.from(r.number, r), Path: path, Fund: b.fundOf(r), Kind: kind, On: b.day(r, "on"), Amount: f,
			Number: r.get("number"), Purpose: r.get("purpose"), Year: digitsIn(r.get("year"))}
		if x.Year == "" && !x.On.IsZero() {
			x.Year = fmt.Sprint(x.On.Year())
		}
		if x.On.IsZero() {
			if d, err := civil.ParseDate(x.Year + "-12-31"); err == nil {
				x.On = d
			} else {
				x.On = b.asOf
			}
		}
		b.city.Funds = append(b.city.Funds, x)
	}
}
