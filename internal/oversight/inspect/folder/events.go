package folder

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/sheet"
)

// Several files may tell of one event: a township's list and the county's, a list and its copy. Such rows are one event
// with several sources. What the sources say differently is listed; where it is about money it is a finding of its own.

// version is which of several sources counts where they differ. What is accused must be found whichever it is.
type version int

const (
	byFirst version = iota // the source that was read first
	byLast                 // the one that was read last
	eachOwn                // where they differ about money: each of them, as payments of their own
)

// event says when two rows of a table, in two files, tell of one event. Columns that begin with @ are made of several.
type event struct {
	same  []string // must be there and equal
	apart []string // where both say it and it differs, these are two events
	near  string   // a day that may differ by a month, of spells that overlap
	tell  []string // what is compared
	money []string // of tell: is about money
	paid  bool     // a list of payments: only lists that tell mostly the same are two sources of one event
}

var events = map[string]event{
	"pay_items": {same: []string{"@person", "month", "@kind"},
		apart: []string{"@place", "@batch", "post_code", "fund"}, tell: []string{"amount", "account", "paid_on"},
		money: []string{"amount", "account"}, paid: true},
	"payments": {same: []string{"@person", "month"}, apart: []string{"@place", "@batch", "batch"},
		tell: []string{"amount", "account", "sent_on"}, money: []string{"amount", "account"}, paid: true},
	"bank_results": {same: []string{"@payee", "on", "amount"}, apart: []string{"@place", "@batch", "month", "batch"},
		tell: []string{"result", "account"}, money: []string{"result", "account"}, paid: true},
	"deductions": {same: []string{"@person", "month"}, apart: []string{"@place", "reason"}, tell: []string{"amount",
		"destination"}, money: []string{"amount"}, paid: true},
	"placements": {same: []string{"@person"}, near: "start", apart: []string{"@place", "post_code", "post_title"},
		tell: []string{"start", "end", "rate", "basis"}},
	"withdrawals": {same: []string{"account", "at", "amount"}, apart: []string{"by"}},
	"sheets":      {same: []string{"@person", "month"}, apart: []string{"@place"}, tell: []string{"days", "@days"}},
	"checks": {same: []string{"@person", "on"}, apart: []string{"@place", "level", "checker", "method"},
		tell: []string{"finding"}},
	"statements": {same: []string{"@person", "about"}, tell: []string{"accepted"}},
	"notices":    {same: []string{"@subject", "from"}, apart: []string{"@place", "kind"}, tell: []string{"until"}},
	"reviews": {same: []string{"@subject", "on"}, apart: []string{"@place", "post_code"},
		tell: []string{"entitled", "present", "for", "against", "result"}},
	"steps":      {same: []string{"@subject", "step", "on"}, apart: []string{"@place"}, tell: []string{"outcome"}},
	"objections": {same: []string{"@subject", "on"}, apart: []string{"@place"}, tell: []string{"due", "answered"}},
	"complaints": {same: []string{"@place", "received"}, apart: []string{"number", "kind", "said"},
		tell: []string{"due", "answered"}},
	"applications": {same: []string{"@person", "submitted"}, apart: []string{"@place", "application_no", "post_code"},
		tell: []string{"state", "basis"}},
	"insurance": {same: []string{"@person", "from"}, apart: []string{"policy"}, tell: []string{"until"}},
	"payee_calls": {same: []string{"@person", "on"}, apart: []string{"month", "said"},
		tell: []string{"received", "amount"}},
	"categories": {same: []string{"@person", "category", "from"}, tell: []string{"until"}},
	"registers":  {same: []string{"@person", "@register", "from"}, tell: []string{"until"}},
	"accounts":   {same: []string{"account"}, tell: []string{"id_no", "name", "payee_id", "keeper"}},
	"quotas":     {same: []string{"@place", "from"}, tell: []string{"total"}},
	"posts":      {same: []string{"@place", "post_code"}, tell: []string{"rate", "heads"}},
	"contracts":  {same: []string{"@place", "service", "from"}, tell: []string{"until"}},
}

// Difference between two files that tell of one event.
type Difference struct {
	Table *Table
	About string // who or what, and when
	What  string // the column
	Says  [2]string
	At    [2]string
	Money bool // a finding of its own

	first, second *record
	code          string
}

// Copy is a sheet of which rows tell of what another has told already.
type Copy struct {
	File, Sheet, OfFile, OfSheet string
	Rows                         int
}

func (c Copy) String() string {
	return fmt.Sprintf("%s：有%d行与%s说的是同一件事，是同一份材料，只算一次", placeOfFault(c.File, c.Sheet), c.Rows,
		placeOfFault(c.OfFile, c.OfSheet))
}

// unite the rows of several files that tell of one event, for each table.
func (b *builder) unite(how version) {
	for i := range Tables {
		t := &Tables[i]
		if all := b.records[t.Code]; severalSources(all) {
			b.records[t.Code] = b.united(t, all, how)
		}
	}
}

func sourceOf(r *record) string { return r.file + "\x00" + r.sheet }

func severalSources(all []*record) bool {
	return len(all) > 0 && slices.ContainsFunc(all, func(r *record) bool { return sourceOf(r) != sourceOf(all[0]) })
}

// pair of sources, in the order in which they were read.
type pair struct{ first, second string }

// united rows of a table: those of one event as one row.
func (b *builder) united(t *Table, all []*record, how version) []*record {
	e := events[t.Code]
	keys := make([]string, len(all))
	sources := map[string][]string{} // that have a key
	size := map[string]int{}
	for i, r := range all {
		keys[i] = b.eventOf(e, r)
		if of := sourceOf(r); !slices.Contains(sources[keys[i]], of) {
			sources[keys[i]] = append(sources[keys[i]], of)
			size[of]++
		}
	}
	shared := map[pair]int{}
	for _, of := range sources {
		for i := range of {
			for k := range i {
				shared[pair{of[k], of[i]}]++
			}
		}
	}
	var heads []*record // the first to tell of each event
	told := map[string][]int{}
	more := map[*record][]*record{}
	for i, r := range all {
		best, least := -1, 0
		for _, at := range told[keys[i]] {
			h := heads[at]
			p := pair{sourceOf(h), sourceOf(r)}
			if p.first == p.second || slices.ContainsFunc(more[h], func(o *record) bool { return sourceOf(o) == p.second }) ||
				b.differ(e, h, r) || e.paid && shared[p]*2 <= min(size[p.first], size[p.second]) {
				continue
			}
			if n := len(b.compared(e, h, r)); best < 0 || n < least {
				best, least = at, n
			}
		}
		if best >= 0 {
			more[heads[best]] = append(more[heads[best]], r)
			continue
		}
		told[keys[i]] = append(told[keys[i]], len(heads))
		heads = append(heads, r)
	}
	return b.joined(e, heads, more, how)
}

// joined makes one row of each event, and tells of what was joined.
func (b *builder) joined(e event, heads []*record, more map[*record][]*record, how version) (out []*record) {
	copies := map[pair]int{}
	for _, h := range heads {
		also := more[h]
		if len(also) == 0 {
			out = append(out, h)
			continue
		}
		aboutMoney := false
		for _, o := range also {
			copies[pair{sourceOf(h), sourceOf(o)}]++
			for _, code := range b.compared(e, h, o) {
				d := b.difference(e, h, o, code)
				b.differences = append(b.differences, d)
				aboutMoney = aboutMoney || d.Money && e.paid
			}
		}
		if aboutMoney && how == eachOwn {
			out = append(append(out, h), also...)
			continue
		}
		out = append(out, b.one(h, also, how))
	}
	for _, p := range slices.SortedFunc(maps.Keys(copies), func(x, y pair) int {
		return cmp.Or(strings.Compare(x.second, y.second), strings.Compare(x.first, y.first))
	}) {
		c := Copy{Rows: copies[p]}
		c.OfFile, c.OfSheet, _ = strings.Cut(p.first, "\x00")
		c.File, c.Sheet, _ = strings.Cut(p.second, "\x00")
		b.copies = append(b.copies, c)
	}
	return out
}

// one row of an event: what the first source says, what it leaves empty from the others; where they differ, as told.
func (b *builder) one(h *record, also []*record, how version) *record {
	one := *h
	one.cells, one.doubts, one.given = slices.Clone(h.cells), slices.Clone(h.doubts), slices.Clone(h.given)
	one.heads = slices.Clone(h.heads)
	one.also = also
	for _, o := range also {
		for i, c := range o.cells {
			if o.given[i] {
				one.given[i] = true
			}
			if strings.TrimSpace(c) != "" && (strings.TrimSpace(one.cells[i]) == "" || how == byLast) {
				one.cells[i] = c
				if i < len(one.heads) && i < len(o.heads) {
					one.heads[i] = o.heads[i]
				}
			}
		}
		if o.days != nil && (one.days == nil || how == byLast) {
			one.days, one.later = o.days, o.later
		}
		for _, d := range o.doubts {
			one.doubt(d.code, d.why)
		}
	}
	b.spots[&one], b.vague[&one] = b.spots[h], b.vague[h]
	for _, o := range also {
		if s := b.spots[o]; b.spots[&one].village == "" && s.village != "" {
			b.spots[&one] = s
		}
	}
	return &one
}

// eventOf a row: what it must share with another to tell of the same; of a row that lacks that, all that it says.
func (b *builder) eventOf(e event, r *record) string {
	var key strings.Builder
	for _, code := range e.same {
		v := b.stated(r, code)
		if v == "" {
			return wholly(r)
		}
		key.WriteString(v + "\x1f")
	}
	if len(e.same) == 0 {
		return wholly(r)
	}
	return key.String()
}

// wholly is all that a row says.
func wholly(r *record) string {
	hint := ""
	if r.table.Code == "registers" && r.get("kind") == "" { // the file's name says of what it is
		hint, _ = lexicon.Exclusion.Find(r.hint)
	}
	return "=\x1f" + strings.Join(r.cells, "\x1f") + "\x1f" + strings.Join(r.days, "\x1f") + "\x1f" +
		strings.Join(r.later, "\x1f") + "\x1f" + strings.Join(r.across, "\x1f") + "\x1f" + hint
}

// batches number the parts in which a month is paid: 第二批.
var batches = regexp.MustCompile(`第[一二三四五六七八九十0-9]+批|[一二三四五六七八九十0-9]+批次`)

// stated in a cell, so that it can be compared; empty where nothing is.
func (b *builder) stated(r *record, code string) string {
	switch code {
	case "@person":
		return b.whose(r)
	case "@payee":
		return cmp.Or(b.whose(r), markOf(r.get("account")))
	case "@subject":
		subject := b.whose(r)
		if subject == "" && r.has("application_no") {
			subject = plain.Text(r.get("application_no"))
		}
		return cmp.Or(subject, b.stated(r, "@place"))
	case "@place":
		s := b.spots[r]
		if s.village == "" {
			return ""
		}
		return bare(s.county) + "|" + bare(s.township) + "|" + bare(s.village)
	case "@kind":
		return cmp.Or(kindOfPay(r), "regular")
	case "@batch":
		return batches.FindString(plain.Text(r.hint + r.title))
	case "@register":
		of, _ := lexicon.Exclusion.Find(r.hint)
		return cmp.Or(codeOr(lexicon.Exclusion, r.get("kind")), of)
	case "@days":
		if m, ok := civil.ClaimMonth(r.get("month")); ok {
			return strings.Trim(daysIn(r, m), "-")
		}
		return ""
	}
	if !r.has(code) {
		return ""
	}
	return compareAs(r.table.Code, code, r.get(code))
}

// compareAs is what a cell of a table.s column says, in the form in which two are compared.
func compareAs(table, code, raw string) string {
	switch code {
	case "amount", "rate":
		if f, ok := fenIn(raw); ok {
			return f.String()
		}
	case "account":
		return markOf(raw)
	case "month":
		if m, ok := civil.ClaimMonth(raw); ok {
			return m.String()
		}
	case "paid_on", "sent_on", "start", "end", "from", "until", "due", "answered", "on", "about", "submitted", "received",
		"rate_from":
		if d, _ := dayIn(raw, false); !d.IsZero() {
			return d.String()
		}
		if code == "received" { // the other column of this name says whether money came
			break
		}
		return ""
	case "result":
		if table == "bank_results" {
			return codeOr(lexicon.BankResult, raw)
		}
	case "state":
		return codeOr(lexicon.Application, raw)
	case "basis", "category":
		return codeOr(lexicon.Category, raw)
	case "finding":
		return codeOr(lexicon.Finding, raw)
	case "method":
		return codeOr(lexicon.Method, raw)
	case "step":
		return codeOr(lexicon.Step, raw)
	case "kind":
		return plain.Text(raw)
	case "fund":
		return codeOr(lexicon.Fund, raw)
	case "name":
		return plain.Fold(raw)
	}
	if code, known := lexicon.YesNo.Read(raw); known && code != "" {
		return code
	}
	return strings.ToUpper(plain.Text(raw))
}

// codeOr is the code of a word, or the word where the list does not know it.
func codeOr(list *lexicon.List, raw string) string {
	if code, known := list.Read(raw); known {
		return code
	}
	return plain.Text(raw)
}

// whose row it is: by number, or by the only number that the material has for the name; else by the name.
func (b *builder) whose(r *record) string {
	if !r.has("id_no") || !r.has("name") {
		return ""
	}
	if no := strings.ToUpper(plain.Text(r.get("id_no"))); no != "" && !sheet.Ruined(no) {
		if n, err := idno.Parse(no); err == nil {
			return string(n)
		}
		return no + "|" + plain.Fold(r.get("name"))
	}
	name := plain.Fold(r.get("name"))
	if name == "" {
		return ""
	}
	if of := b.numbersOf(name); len(of) == 1 {
		return of[0]
	}
	return name
}

// kindOfPay of a row: what it says itself, else what its list is called.
func kindOfPay(r *record) string {
	if code, known := lexicon.PayKind.Read(r.get("kind")); known && code != "" && code != lexicon.Nothing {
		return code
	}
	if said, told := lexicon.PayKind.Find(r.get("note")); told && said != "regular" {
		return said
	}
	if late.MatchString(plain.Text(r.hint + " " + r.title)) {
		return "arrears"
	}
	return ""
}

// late names a list of what is paid later, and not one that has some of that beside the usual.
var late = regexp.MustCompile(`(?:^|[^含及和、与])补发`)

// differ reports whether two rows say of themselves that they are two events.
func (b *builder) differ(e event, x, y *record) bool {
	for _, code := range e.apart {
		one, other := b.stated(x, code), b.stated(y, code)
		if one == "" || other == "" || one == other {
			continue
		}
		if code == "@place" && within(b.spots[x], b.spots[y]) {
			continue
		}
		return true
	}
	if e.near == "" {
		return false
	}
	from, _ := dayIn(x.get(e.near), false)
	to, _ := dayIn(y.get(e.near), false)
	if from.IsZero() || to.IsZero() {
		return true
	}
	if to.Before(from) {
		x, y, from, to = y, x, to, from
	}
	if raised := x.get("rate_from") + y.get("rate_from"); raised != "" && b.stated(x, "rate") != b.stated(y, "rate") {
		return true // the same placement by a roster of another day: its rate from then on
	}
	last, _ := dayIn(x.get("end"), true)
	return to.DaysSince(from) > nearDays || !last.IsZero() && last.Before(to)
}

// nearDays is how many days apart two lists may date the beginning of one placement.
const nearDays = 31

// within reports whether two places may be one: what only one of them says is no difference.
func within(x, y spot) bool {
	same := func(a, b string) bool { return a == "" || b == "" || bare(a) == bare(b) }
	return same(x.county, y.county) && same(x.township, y.township) && same(x.village, y.village)
}

// compared are the columns of which two rows say different things.
func (b *builder) compared(e event, x, y *record) (out []string) {
	for _, code := range e.tell {
		if one, other := b.stated(x, code), b.stated(y, code); one != "" && other != "" && one != other {
			out = append(out, code)
		}
	}
	return out
}

func (b *builder) difference(e event, x, y *record, code string) Difference {
	d := Difference{Table: x.table, code: code, first: x, second: y, At: [2]string{x.own(), y.own()},
		Money: slices.Contains(e.money, code)}
	if c := x.column(code); c != nil {
		d.What, d.Says = c.Head, [2]string{x.get(code), y.get(code)}
	} else {
		d.What, d.Says = "逐日考勤", [2]string{b.stated(x, code), b.stated(y, code)}
	}
	var about []string
	for _, col := range []string{"village", "name", "month", "on", "from", "start", "submitted", "application_no",
		"post_code", "received"} {
		if x.has(col) && col != code && x.get(col) != "" {
			about = append(about, x.get(col))
		}
	}
	d.About = strings.Join(about, "，")
	return d
}

// moneyDiffers tells the rules where two sources of one payment differ about money.
func (b *builder) moneyDiffers() {
	for _, d := range b.differences {
		if !d.Money {
			continue
		}
		var p *inspect.Person
		if d.first.has("id_no") && d.first.has("name") {
			p = b.rowPerson(d.first)
		}
		at := b.placeOf(d.first, p)
		if at == nil {
			continue
		}
		x := inspect.Difference{Path: at.Region.Path, Table: asks[d.Table.Code][0], What: d.What, About: d.About,
			Says: d.Says, IDs: [2]int64{b.from(d.first.number, d.first), b.from(d.second.number, d.second)}}
		if d.first.has("month") {
			x.Month, _ = civil.ClaimMonth(d.first.get("month"))
		}
		if p != nil {
			b.into(at, p)
			x.Person, x.Name = p.ID, p.Label()
		}
		if d.code == "amount" {
			one, _ := fenIn(d.Says[0])
			other, _ := fenIn(d.Says[1])
			x.Amount = max(one, other) - min(one, other)
		}
		b.city.Differences = append(b.city.Differences, x)
	}
}
