package folder

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/base/plain"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/resident"
)

// hiring: quotas, posts, applications and what was done on them.
func (b *builder) hiring() {
	for _, r := range b.records["quotas"] {
		total, ok := wholeIn(r.get("total"))
		d := b.placeOf(r, nil)
		if !ok || d == nil {
			b.at(r, "total", "计划数“"+r.get("total")+"”不是整数，或者不知道是哪个村，这一行没有使用；请填写村名和整数，如8")
			continue
		}
		q := inspect.Quota{ID: b.from(r.number, r), Total: total, From: b.day(r, "from"), Until: b.last(r, "until")}
		if q.From.IsZero() {
			q.From = civil.MustDate("2021-01-01")
		}
		d.Quotas = append(d.Quotas, q)
	}
	described := slices.ContainsFunc(b.records["posts"],
		func(r *record) bool { return r.get("tasks") != "" || r.get("place") != "" })
	for _, r := range b.records["posts"] {
		d := b.placeOf(r, nil)
		if d == nil {
			continue
		}
		p := b.post(d, r.get("post_code"), r)
		p.Title, p.Kind, p.Place, p.Tasks, p.Fund = r.get("title"), r.get("kind"), r.get("place"), r.get("tasks"), b.fundOf(r)
		p.Described, p.Seasonal = described, b.seasonal(r)
		p.Rate, _ = b.fen(r, "rate")
		p.HoursMonth, _ = wholeIn(r.get("hours"))
		p.Heads, _ = wholeIn(r.get("heads"))
		p.Opens, p.Closes = b.day(r, "opens"), b.last(r, "closes")
		if state, _ := b.must(r, "state", lexicon.PostState, notAsked); state != "" && state != lexicon.Nothing {
			p.State = state
		}
		if !p.Closes.IsZero() && !p.Closes.After(b.asOf) {
			p.State = "closed"
		}
		if p.Title == "" {
			p.Title = "岗位" + r.get("post_code")
		}
	}
	for _, r := range b.records["applications"] {
		p := b.who(r)
		if p == nil {
			continue
		}
		b.contact(r, p)
		d := b.placeOf(r, p)
		a := &inspect.Application{Number: r.get("application_no"), PersonID: p.ID, Submitted: b.day(r, "submitted"),
			Basis: b.basis(r), Reason: r.get("reason")}
		var known bool
		if a.State, known = b.must(r, "state", lexicon.Application, notAsked); !known {
			a.State = inspect.Unread
		}
		if a.Number == "" {
			a.Number = r.get("submitted")
		}
		a.ID = b.from(
			number("application", r.get("application_no"), b.key(r.get("id_no"), r.get("name"), r), r.get("submitted"),
				r.get("post_code")),
			r)
		if code := r.get("post_code"); code != "" {
			a.PostID = b.post(d, code, r).ID
		}
		b.into(d, p)
		if !b.apps.add(a, d.Region.Path, r.get("application_no")) {
			continue // told by another list already
		}
		if a.Reason != "" {
			a.Steps = append(a.Steps,
				inspect.Step{ID: a.ID, Step: "submit", On: a.Submitted, Remark: a.Reason, Channel: "default"})
		}
		b.odd(r, d, p.Name+"的", a.Submitted)
	}
	for _, d := range b.order { // in order of time, so that the last of a kind is the last
		var here []*inspect.Application
		for id := range d.People {
			for _, a := range b.apps.of[id] {
				if b.apps.path[a] == d.Region.Path {
					here = append(here, a)
				}
			}
		}
		slices.SortFunc(here, func(x, y *inspect.Application) int {
			if c := x.Submitted.DaysSince(y.Submitted); c != 0 {
				return c
			}
			return int(min(max(x.ID-y.ID, -1), 1))
		})
		for _, a := range here {
			d.AddApplication(a)
		}
	}
	b.steps()
	b.reviews()
	b.notices()
	b.objections()
	for _, d := range b.order {
		for _, a := range d.Applications {
			slices.SortStableFunc(a.Steps, func(x, y inspect.Step) int { return x.On.DaysSince(y.On) })
		}
	}
}

// fundOf a row: a fund of the program's, else by the name that the office gives it.
func (b *builder) fundOf(r *record) string {
	name := strings.TrimSpace(r.get("fund"))
	code, known := b.list(lexicon.Fund).Read(name)
	switch {
	case !known:
		b.note(r, "fund", b.notKnown(lexicon.Fund, name)+"；这项资金按原来的名称单独核对")
	case code != "" && code != lexicon.Nothing:
		return code
	}
	return name
}

// seasonal reports whether a post has work in some months only, by its column or its name.
func (b *builder) seasonal(r *record) bool {
	if code, _ := b.said(r, "seasonal", lexicon.Seasonal); code != "" {
		return code == "yes"
	}
	code, told := lexicon.Seasonal.Find(r.get("title") + "，" + r.get("kind"))
	return told && code == "yes"
}

// fen of a cell; what is no amount is a fault.
func (b *builder) fen(r *record, code string) (money.Fen, bool) {
	f, ok := fenIn(r.get(code))
	if near, computed := nearFen(r.get(code)); !ok && computed {
		b.note(r, code, "金额“"+r.get(code)+"”有不足一分的尾数，按"+near.String()+"元读；请按实际发放的金额核对")
		r.doubt(code, "“"+r.get(code)+"”有不足一分的尾数，按"+near.String()+"元读")
		return near, true
	}
	if !ok && r.get(code) != "" {
		b.at(r, code, "看不懂金额“"+r.get(code)+"”，没有使用；请写成800或800.50，单位是元")
	}
	return f, ok
}

// post of a village by its code; made if no list told of it.
func (b *builder) post(d *inspect.Dossier, code string, r *record) *inspect.Post {
	key := d.Region.Path + "|" + strings.ToUpper(sheet.Plain(code))
	p := b.posts[key]
	if p == nil {
		p = &inspect.Post{ID: b.from(number("post", b.full(d.Region.Path), strings.ToUpper(sheet.Plain(code))), r),
			Code: strings.TrimSpace(code), Title: "岗位" + strings.TrimSpace(code), State: "open"}
		b.posts[key] = p
		d.AddPost(p)
	}
	return p
}

// named is the row's person if it names one.
func (b *builder) rowPerson(r *record) *inspect.Person {
	if r.get("id_no") == "" && r.get("name") == "" {
		return nil
	}
	return b.person(r.get("id_no"), r.get("name"), r)
}

// actor of a row: a person by number, or a stranger known by name.
func (b *builder) actor(no, name string, r *record) (id int64, key string) {
	if no == "" && name == "" {
		return 0, ""
	}
	p := b.byOffice(no, name)
	if p == nil {
		p = b.person(no, name, r)
	}
	if no == "" && p != nil && len(b.city.Offices[p.ID]) == 0 && r.table.Code != "votes" {
		p = b.stranger(name, r) // a clerk of the township is not the villager of the same name
	}
	if p == nil {
		return 0, ""
	}
	b.city.PersonOf[p.ID] = p.ID
	return p.ID, b.key(no, name, r)
}

// byOffice is the only official of a name, where there is no number.
func (b *builder) byOffice(no, name string) (found *inspect.Person) {
	if no != "" {
		return nil
	}
	for _, p := range b.byName[plain.Fold(name)] {
		if len(b.city.Offices[p.ID]) > 0 {
			if found != nil {
				return nil
			}
			found = p
		}
	}
	return found
}

// stranger of a name that is nobody of any list.
func (b *builder) stranger(name string, r *record) *inspect.Person {
	key := resident.CleanName(name) + "@经办"
	p := b.people[key]
	if p == nil {
		p = &inspect.Person{ID: number("person", key), Name: resident.CleanName(name)}
		b.people[key] = p
		b.from(p.ID, r)
	}
	return p
}

func (b *builder) steps() {
	for _, r := range b.records["steps"] {
		p := b.rowPerson(r)
		on := b.day(r, "on")
		a := b.application(r, p, on)
		code, known := b.list(lexicon.Step).Read(r.get("step"))
		d := b.placeOf(r, p)
		about := ""
		if p != nil {
			about = p.Name + "的"
		}
		b.odd(r, d, about, on)
		if !known {
			b.at(r, "step", b.notKnown(lexicon.Step, r.get("step"))+"；"+notUsed)
			continue
		}
		if a == nil || code == "" {
			b.untied(r, "找不到这一步属于哪份申请，或者没有写环节，这一行没有使用；请补上申请编号、身份证号码，环节写登记、初审、审核或备案")
			continue
		}
		outcome, known := b.must(r, "outcome", lexicon.Outcome, notUsed)
		if !known {
			continue
		}
		channel, _ := b.said(r, "channel", lexicon.Channel)
		s := inspect.Step{ID: b.from(r.number, r), Step: code, Outcome: "pass", On: on, Channel: channel,
			Device: r.get("device"), Remark: r.get("remark")}
		if outcome == "refuse" {
			s.Outcome = outcome
		}
		s.ActorID, s.PersonKey = b.actor(r.get("by_id"), r.get("by"), r)
		if s.PersonKey == "" {
			s.PersonKey = r.get("account")
		}
		if at, timed, _ := momentIn(r.get("at")); timed {
			s.At = at
		}
		if s.Channel == "" {
			s.Channel = "typed"
		}
		a.Steps = append(a.Steps, s)
	}
}

func (b *builder) reviews() {
	type meeting struct {
		path string
		on   civil.Date
	}
	at := map[meeting][]*inspect.Application{}
	for _, r := range b.records["reviews"] {
		p := b.rowPerson(r)
		on := b.day(r, "on")
		a := b.application(r, p, on)
		d := b.placeOf(r, p)
		about := "村里的"
		if p != nil {
			about = p.Name + "的"
		}
		b.odd(r, d, about, on)
		if a == nil {
			if p == nil {
				b.untied(r, "找不到评议的是哪份申请，这一行没有使用；请补上申请编号或身份证号码")
				continue
			}
			a = b.assumed(d, p, r, on)
		}
		result, known := b.must(r, "result", lexicon.Outcome, notUsed)
		if !known {
			continue
		}
		s := inspect.Step{ID: b.from(r.number, r), Step: "review", Outcome: "pass", On: on, Channel: "typed",
			Remark: r.get("remark")}
		s.Entitled, _ = wholeIn(r.get("entitled"))
		s.Present, _ = wholeIn(r.get("present"))
		s.For, _ = wholeIn(r.get("for"))
		s.Against, _ = wholeIn(r.get("against"))
		if r.get("for") == "" && s.Present > 0 {
			s.For = s.Present // no count of votes: what is not collected is not held against anybody
		}
		if result == "refuse" {
			s.Outcome = result
		}
		if id, _ := b.actor(r.get("chair_id"), r.get("chair"), r); id != 0 {
			s.Voters = append(s.Voters, inspect.Voter{ID: s.ID, PersonID: id, Name: b.nameOf(id), Chair: true})
			b.into(d, b.byID(id))
		}
		a.Steps = append(a.Steps, s)
		at[meeting{d.Region.Path, on}] = append(at[meeting{d.Region.Path, on}], a)
	}
	for _, r := range b.records["votes"] {
		on := b.day(r, "on")
		d := b.placeOf(r, nil)
		b.odd(r, d, "村里的", on)
		if d == nil {
			continue
		}
		id, _ := b.actor(r.get("voter_id"), r.get("voter"), r)
		if id == 0 {
			b.at(r, "voter", "没有写参会人，这一行没有使用；请补上姓名，最好有身份证号码")
			continue
		}
		p := b.byID(id)
		if b.home[id] == "" {
			b.home[id] = d.Region.Path
		}
		b.into(d, p)
		v := inspect.Voter{ID: b.from(r.number, r), PersonID: id, Name: p.Name,
			Chair: b.says(r, "role", lexicon.MeetingRole, "chair"), Recused: b.recused(r)}
		tie, _ := b.must(r, "tie", lexicon.Tie, notAsked)
		var about []*inspect.Application
		all := at[meeting{d.Region.Path, on}]
		switch {
		case r.get("application_no") != "" || r.get("candidate_id") != "":
			var candidate *inspect.Person
			if r.get("candidate_id") != "" {
				candidate = b.people[b.key(r.get("candidate_id"), "", r)]
			}
			if a := b.application(r, candidate, on); a != nil {
				about = []*inspect.Application{a}
			}
		default:
			about = all
		}
		for _, a := range about {
			s := a.Last("review")
			if s == nil {
				continue
			}
			if related(tie) && !v.Recused { // named as kin, and voted
				v.Named = true
				a.KinVotes = append(a.KinVotes, inspect.KinVote{ID: v.ID, Voter: v.Name, Tie: tie})
			}
			was := slices.IndexFunc(s.Voters, func(x inspect.Voter) bool { return x.PersonID == id })
			if was >= 0 { // a row about this candidate says more than one about the meeting
				s.Voters[was].Recused = s.Voters[was].Recused || v.Recused
				s.Voters[was].Chair = s.Voters[was].Chair || v.Chair
				s.Voters[was].Named = s.Voters[was].Named || v.Named
				continue
			}
			s.Voters = append(s.Voters, v)
		}
	}
}

// says reports whether a cell says a code; a word that is not known is named.
func (b *builder) says(r *record, column string, list *lexicon.List, code string) bool {
	c, _ := b.said(r, column, list)
	return c == code
}

// recused reports whether a row of votes says that somebody stood back. What it says in words that nobody knows is
// taken as if it said so: nobody is to be accused of a vote by it.
func (b *builder) recused(r *record) bool {
	recused, known := b.must(r, "recused", lexicon.Recused, notAsked)
	return recused == "yes" || !known || b.says(r, "vote", lexicon.Vote, "recused")
}

// related reports whether a tie says that two people are kin, or of one household.
func related(tie string) bool {
	return tie != "" && tie != lexicon.Nothing && tie != lexicon.NoKin && tie != "self"
}

// assumed is an application that no list told of, for somebody whose review or notice there is.
func (b *builder) assumed(d *inspect.Dossier, p *inspect.Person, r *record, on civil.Date) *inspect.Application {
	a := &inspect.Application{
		ID:     b.from(number("application", "assumed", b.key(r.get("id_no"), r.get("name"), r), b.full(d.Region.Path)), r),
		Number: p.Name, PersonID: p.ID, Submitted: on, State: "reviewed"}
	b.into(d, p)
	b.apps.add(a, d.Region.Path, "")
	d.AddApplication(a)
	return a
}

func (b *builder) nameOf(id int64) string {
	if p := b.byID(id); p != nil {
		return p.Name
	}
	return ""
}

func (b *builder) byID(id int64) *inspect.Person {
	if b.ids == nil || len(b.ids) != len(b.people) {
		b.ids = map[int64]*inspect.Person{}
		for _, p := range b.people {
			b.ids[p.ID] = p
		}
	}
	return b.ids[id]
}

func (b *builder) notices() {
	for _, r := range b.records["notices"] {
		p := b.rowPerson(r)
		from, until := b.day(r, "from"), b.last(r, "until")
		d := b.placeOf(r, p)
		b.odd(r, d, "村里的", from)
		kind, known := b.must(r, "kind", lexicon.Notice, notUsed)
		if d == nil || !known || kind != "" && kind != "candidate" {
			continue
		}
		s := inspect.Step{ID: b.from(r.number, r), Step: "notice", Outcome: "pass", Channel: "typed", On: from,
			From: from, Until: until}
		if r.get("application_no") != "" || p != nil {
			if a := b.application(r, p, from); a != nil {
				a.Steps = append(a.Steps, s)
			} else if p != nil {
				a := b.assumed(d, p, r, from)
				a.Steps = append(a.Steps, s)
			} else {
				b.untied(r, "找不到公示的是哪份申请，这一行没有使用；请补上申请编号或身份证号码")
			}
			continue
		}
		for _, a := range d.Applications { // a notice of the village, for whoever was reviewed shortly before
			last := a.Submitted
			if v := a.Last("review"); v != nil {
				last = v.On
			}
			if a.Last("notice") == nil && !last.After(from.AddDays(3)) && from.DaysSince(last) <= 60 {
				a.Steps = append(a.Steps, s)
			}
		}
	}
}

func (b *builder) objections() {
	for _, r := range b.records["objections"] {
		p := b.rowPerson(r)
		on := b.day(r, "on")
		d := b.placeOf(r, p)
		b.odd(r, d, "", on)
		if d == nil || on.IsZero() {
			continue
		}
		o := inspect.Objection{ID: b.from(r.number, r), Received: on, By: b.day(r, "due"), Answered: b.day(r, "answered")}
		if a := b.application(r, p, on); a != nil {
			o.ApplicationID = a.ID
		}
		d.Objections = append(d.Objections, &o)
	}
}
