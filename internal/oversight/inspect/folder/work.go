package folder

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/lexicon"
)

// placements, with what was bought and taught before; linked to their applications.
func (b *builder) placements() {
	for _, r := range b.records["placements"] {
		p := b.who(r)
		if p == nil {
			continue
		}
		b.contact(r, p)
		d := b.placeOf(r, p)
		x := &inspect.Placement{PersonID: p.ID, Start: b.day(r, "start"), End: b.last(r, "end"), Basis: b.basis(r),
			State: "active", Entered: b.day(r, "entered"), Trained: b.day(r, "trained"), AgreedUntil: b.last(r, agreedEnd)}
		if x.Start.IsZero() {
			b.at(r, "start", "没有上岗日期，这一行没有使用；请补上")
			continue
		}
		if x.End.After(b.asOf) {
			x.End = civil.Date{} // an agreement's end that is still to come
		}
		if !x.End.IsZero() {
			x.State, x.EndReason = "ended", b.endReason(r)
		}
		agreed := x.EndReason == "" && !x.End.IsZero() && r.endsAgreement()
		begun, _ := dayIn(r.get("start"), false) // the same whatever day of a month is tried
		x.ID = b.from(number("placement", b.key(r.get("id_no"), r.get("name"), r), b.full(d.Region.Path),
			r.get("post_code"), begun.String()), r)
		if code := r.get("post_code"); code != "" {
			x.PostID = b.post(d, code, r).ID
		} else if title := r.get("post_title"); title != "" {
			x.PostID = b.titled(d, title, r)
		}
		if post := d.Post(x.PostID); post != nil && r.get("post_title") != "" && strings.HasPrefix(post.Title, "岗位") {
			post.Title = r.get("post_title")
		}
		x.Rate, _ = b.fen(r, "rate")
		if post := d.Post(x.PostID); post != nil && x.Rate == 0 {
			x.Rate = post.Rate
		}
		if b.is(r, "continues", lexicon.Continues) {
			x.Continues = -1
		}
		switch channel, _ := b.said(r, "channel", lexicon.Channel); channel {
		case "history", "import":
			x.Entered = civil.Date{} // taken over: when it was entered says nothing
		}
		if a := b.application(r, p, x.Start); a != nil && (r.get("application_no") == a.Number || b.near(d, a, x)) {
			x.ApplicationID = a.ID
			if a.State == "" || a.State == inspect.Unread || a.State == "reviewed" || a.State == "submitted" {
				a.State = "placed"
			}
			if x.Basis == "" {
				x.Basis = a.Basis
			}
		}
		if was := b.sameRow(p.ID, x); was != nil {
			if agreedLater(was, x); b.agreed[was.ID] && r.said("end") && (x.End.IsZero() || !agreed || x.End.After(was.End)) {
				was.End, was.State, was.EndReason = x.End, x.State, x.EndReason // renewed, or left since
				b.agreed[was.ID] = agreed
			}
			b.dated(was, r)
			continue // the same row in two files, or in a roster of another day
		}
		b.dated(x, r)
		b.agreed[x.ID] = agreed
		b.into(d, p)
		d.AddPlacement(x)
		b.places[p.ID] = append(b.places[p.ID], x)
		b.odd(r, d, p.Name+"的", x.Start)
	}
	b.insured()
	for _, d := range b.order { // who was reviewed and is on no list of holders was not taken
		for _, a := range d.Applications {
			if a.State == "" {
				a.State = "submitted"
				if v := a.Last("review"); v != nil {
					a.State = "refused"
				}
			}
		}
	}
}

// near reports whether an application may be the one that a placement came from: of the same post or none, within a
// year before.
func (b *builder) near(d *inspect.Dossier, a *inspect.Application, x *inspect.Placement) bool {
	if d.Application(a.ID) == nil || a.PostID != 0 && x.PostID != 0 && a.PostID != x.PostID || a.State == "withdrawn" ||
		a.State == "refused" {
		return false
	}
	return x.Start.DaysSince(a.Submitted) <= 400
}

// sameRow is the placement that a row tells of once more; nil if none.
func (b *builder) sameRow(person int64, x *inspect.Placement) *inspect.Placement {
	for _, o := range b.places[person] {
		if o.ID == x.ID {
			return o
		}
	}
	return nil
}

// dated keeps the rate of a row that says since when it holds.
func (b *builder) dated(x *inspect.Placement, r *record) {
	from, rate := b.day(r, "rate_from"), money.Fen(0)
	if !from.IsZero() {
		rate, _ = b.fen(r, "rate")
	}
	if rate == 0 || slices.ContainsFunc(x.Rates, func(o inspect.Rate) bool { return o.From == from && o.Fen == rate }) {
		return
	}
	x.Rates = append(x.Rates, inspect.Rate{From: from, Fen: rate})
	slices.SortStableFunc(x.Rates, func(a, b inspect.Rate) int { return a.From.DaysSince(b.From) })
}

// titled is the only listed post of a title; else one that stands for all places of that title, of which nobody knows
// how many there are.
func (b *builder) titled(d *inspect.Dossier, title string, r *record) int64 {
	var found []*inspect.Post
	for _, p := range d.Posts {
		if p.Title == title && p.Heads != manyHeads {
			found = append(found, p)
		}
	}
	if len(found) == 1 {
		return found[0].ID
	}
	p := b.post(d, "“"+title+"”", r)
	p.Title, p.Heads = title, manyHeads
	return p.ID
}

// manyHeads marks a post that stands for all places of its title.
const manyHeads = 999

// insured fills in the policies: the first that covers a placement or comes after its start, and how far they reach
// without a gap.
func (b *builder) insured() {
	type policy struct {
		from, until civil.Date
		r           *record
		no          string
	}
	by := map[int64][]policy{}
	for _, r := range b.records["insurance"] {
		if p := b.who(r); p != nil {
			by[p.ID] = append(by[p.ID], policy{b.day(r, "from"), b.last(r, "until"), r, r.get("policy")})
		}
	}
	for person, all := range b.places {
		slices.SortFunc(by[person], func(x, y policy) int { return x.from.DaysSince(y.from) })
		for _, p := range all {
			for _, x := range by[person] {
				if x.from.IsZero() || !x.until.IsZero() && x.until.Before(p.Start) || !p.End.IsZero() && x.from.After(p.End) {
					continue
				}
				switch {
				case p.Insured.IsZero():
					p.Insured, p.InsuredUntil, p.InsuranceNo = x.from, x.until, x.no
				case !p.InsuredUntil.IsZero() && x.from.DaysSince(p.InsuredUntil) <= 31:
					p.InsuredUntil = x.until
				}
			}
		}
	}
}

// on is the placement of a person that covers a day, else the last before it, else the first; nil if there is none.
func (b *builder) on(person int64, from, to civil.Date, path string) *inspect.Placement {
	var covers, before, any *inspect.Placement
	for _, p := range b.places[person] {
		last := p.End
		switch {
		case !p.Start.After(to) && (last.IsZero() || !last.Before(from)):
			if covers == nil || b.placed[p.ID] == path && b.placed[covers.ID] != path {
				covers = p
			}
		case !p.Start.After(to):
			if before == nil || p.Start.After(before.Start) {
				before = p
			}
		}
		if any == nil || p.Start.Before(any.Start) {
			any = p
		}
	}
	if covers != nil {
		return covers
	}
	if before != nil {
		return before
	}
	return any
}

// work: month sheets, checks and what was said to them.
func (b *builder) work() {
	b.placed = map[int64]string{}
	for _, d := range b.order {
		for _, p := range d.Placements {
			b.placed[p.ID] = d.Region.Path
		}
	}
	for _, r := range b.records["sheets"] {
		p := b.who(r)
		m, ok := b.month(r, "month")
		if p == nil || !ok {
			continue
		}
		d := b.placeOf(r, p)
		channel, _ := b.said(r, "channel", lexicon.Channel)
		s := d.Sheets[m]
		if s == nil {
			s = &inspect.Sheet{ID: b.from(number("sheet", b.full(d.Region.Path), m.String()), r), Month: m, State: "locked",
				Channel: channel, Device: r.get("device")}
			if at, timed, _ := momentIn(r.get("entered_at")); timed || at != 0 {
				s.At = at
			}
			s.Person, _ = b.actor(r.get("entered_by_id"), "", r)
			d.Sheets[m] = s
		}
		l := inspect.Line{ID: b.from(r.number, r), Month: m, State: "locked", Days: daysIn(r, m)}
		if strings.Contains(l.Days, "?") {
			if _, counted := wholeIn(r.get("days")); !counted {
				b.at(r, "marks", "有不认识的考勤标记"+unknownMarks(r, m)+"，这些天没有计入；请在表上写明图例（如：○出勤 △请假），或者用√、假、休、缺，或写明出勤天数")
			}
			l.Days, l.Odd = strings.ReplaceAll(l.Days, "?", "-"), true
		}
		switch channel {
		case "for_another":
			l.How = "f"
		case "import":
			l.How = "i"
		case "default", "batch":
			l.How = "d"
		}
		countedIn(r, &l)
		if state, _ := b.must(r, "state", lexicon.SheetState, notAsked); state == "draft" {
			l.State = "draft"
		}
		if x := b.on(p.ID, m.First(), m.Last(), d.Region.Path); x != nil && !x.Start.After(m.Last()) {
			x.Lines = append(x.Lines, l)
		}
	}
	excused := map[int64][]civil.Date{}
	for _, r := range b.records["statements"] {
		p := b.who(r)
		if accepted, _ := b.must(r, "accepted", lexicon.Accepted, notUsed); p != nil && accepted == "yes" {
			excused[p.ID] = append(excused[p.ID], b.day(r, "about"))
		}
	}
	for _, r := range b.records["checks"] {
		p := b.who(r)
		if p == nil {
			continue
		}
		on := b.day(r, "on")
		d := b.placeOf(r, p)
		b.odd(r, d, p.Name+"的", on)
		code, known := b.must(r, "finding", lexicon.Finding, notUsed)
		if known && code == "" {
			b.at(r, "finding", "没有写检查情况，"+notUsed+"；请补上")
		}
		if code == "" {
			continue
		}
		k := inspect.Check{ID: b.from(r.number, r), Finding: code, On: on, Photo: r.get("photo")}
		if k.Method, known = b.said(r, "method", lexicon.Method); known && k.Method == "" {
			k.Method = "site"
		}
		level, _ := b.said(r, "level", lexicon.Level)
		k.Level = levels[level]
		k.Excused = slices.Contains(excused[p.ID], on)
		if x := b.on(p.ID, on, on, d.Region.Path); x != nil {
			x.Checks = append(x.Checks, k)
		}
	}
	for _, all := range b.places {
		for _, p := range all {
			slices.SortStableFunc(p.Lines, func(x, y inspect.Line) int { return x.Month.Since(y.Month) })
			slices.SortStableFunc(p.Checks, func(x, y inspect.Check) int { return x.On.DaysSince(y.On) })
		}
	}
}

// levels of the offices that check.
var levels = map[string]int{"city": 1, "county": 2, "township": 3, "village": 4}

// basis of a placement or an application; empty where nobody knows which.
func (b *builder) basis(r *record) string {
	code, _ := b.said(r, "basis", lexicon.Category)
	return code
}

// endReason of a placement; one that is written and not understood is told apart from none, so that nobody is called
// to have left without one.
func (b *builder) endReason(r *record) string {
	code, known := b.said(r, "end_reason", lexicon.Exit)
	if !known {
		return inspect.Unread
	}
	return code
}

// daysIn a row: a column for each day, or all marks in one cell.
func daysIn(r *record, m civil.Month) string {
	out := []byte(strings.Repeat("-", 31))
	marks := []rune(strings.TrimSpace(r.get("marks")))
	for i := range m.Days() {
		switch {
		case r.days != nil:
			mark := lexicon.MarkOf(r.days[i], r.legend)
			if r.later != nil {
				mark = lexicon.Halves(mark, lexicon.MarkOf(r.later[i], r.legend))
			}
			out[i] = byte(mark)
		case len(marks) >= 28 && i < len(marks):
			out[i] = byte(lexicon.MarkOf(string(marks[i]), r.legend))
		}
	}
	return string(out)
}

// unknownMarks of a row, the first few: “○”、“●”.
func unknownMarks(r *record, m civil.Month) string {
	var seen []string
	cells := strings.Split(strings.TrimSpace(r.get("marks")), "")
	if r.days != nil {
		cells = append(slices.Clone(r.days), r.later...)
	}
	for _, c := range cells {
		c = "“" + strings.TrimSpace(c) + "”"
		if lexicon.MarkOf(strings.Trim(c, "“”"), r.legend) == lexicon.Unknown && !slices.Contains(seen, c) && len(seen) < 3 {
			seen = append(seen, c)
		}
	}
	return strings.Join(seen, "、")
}
