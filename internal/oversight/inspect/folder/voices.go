package folder

import (
	"cmp"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/lexicon"
)

// voices: contracts, calls to payees, help, complaints.
func (b *builder) voices() {
	for _, r := range b.records["contracts"] {
		if d := b.placeOf(r, nil); d != nil {
			d.Contracts = append(d.Contracts,
				inspect.Contract{ID: b.from(r.number, r), Service: r.get("service"), Contractor: cmp.Or(r.get("contractor"), "某单位"),
					From: b.day(r, "from"), Until: b.last(r, "until")})
		}
	}
	for _, r := range b.records["payee_calls"] {
		p := b.who(r)
		if p == nil {
			continue
		}
		on := b.day(r, "on")
		b.odd(r, b.placeOf(r, p), p.Name+"的", on)
		reached, known := b.must(r, "reached", lexicon.Reached, notAsked)
		k := inspect.Call{ID: b.from(r.number, r), On: on, Reached: known && reached != "no",
			AskedBack: b.says(r, "asked_back", lexicon.AskedBack, "yes"), Another: inspect.SaidAnother(r.get("said")),
			Said: r.get("said")}
		k.Month, _ = civil.ClaimMonth(r.get("month"))
		k.AskedBack = k.AskedBack || r.get("asked_back") == "" && inspect.SaidBack(k.Said)
		k.Got, _ = b.said(r, "received", lexicon.Received)
		k.Amount, _ = fenIn(r.get("amount"))
		if k.Amount > 0 && k.Got == "" {
			k.Got = "yes"
		}
		p.Calls = append(p.Calls, k)
	}
	for _, r := range b.records["help_acts"] {
		p := b.who(r)
		if p == nil {
			continue
		}
		on := b.day(r, "on")
		b.odd(r, b.placeOf(r, p), p.Name+"的", on)
		b.into(b.placeOf(r, p), p)
		if on.After(p.Helped) {
			p.Helped = on
		}
	}
	for _, r := range b.records["complaints"] {
		d := b.placeOf(r, nil)
		if d == nil {
			continue
		}
		x := &inspect.Complaint{ID: b.from(r.number, r), Number: r.get("number"), Kind: b.complaintKind(r),
			Received: b.day(r, "received"), By: b.day(r, "due"), Answered: b.day(r, "answered"), State: "open",
			Said: r.get("said")}
		if x.Received.IsZero() {
			b.at(r, "received", "没有收到日期，这一行没有使用；请补上")
			continue
		}
		if x.By.IsZero() {
			x.By = b.city.Book.Calendar().AddWorking(x.Received,
				b.city.Book.Int("complaint.answer_days", d.Region.Path, x.Received, 15))
		}
		if !x.Answered.IsZero() {
			x.State = "answered"
		}
		switch state, known := b.must(r, "state", lexicon.ComplaintState, notAsked); {
		case state == "withdrawn":
			x.State = state
		case x.State == "open" && (state == "answered" || !known):
			x.State, x.Answered = "answered", x.Received // answered, on a day that nobody wrote; or not known
		}
		if x.State == "open" && !r.said("answered") && !r.said("state") {
			x.State, x.Answered = "answered", x.Received // nobody wrote down whether it was answered: that is not unanswered
		}
		b.odd(r, d, "", x.Received)
		d.Complaints = append(d.Complaints, x)
	}
}

// complaintKind is what a complaint is about, by its kind, or by what was said.
func (b *builder) complaintKind(r *record) string {
	code, known := b.list(lexicon.Complaint).Read(r.get("kind"))
	if code == "" {
		if said, told := b.list(lexicon.Complaint).Find(r.get("said")); told {
			return said
		}
		if !known {
			b.note(r, "kind", b.notKnown(lexicon.Complaint, r.get("kind"))+"；按“其他”列出")
		}
		return "other"
	}
	return code
}

// acts: who did what, when, on which device.
func (b *builder) acts() {
	for _, r := range b.records["entries"] {
		p := b.rowPerson(r)
		d := b.placeOf(r, p)
		at, timed, odd := momentIn(r.get("at"))
		b.odd(r, d, "", b.asOf)
		table, _ := b.must(r, "what", lexicon.ActedOn, notAsked)
		if d == nil || at == 0 && odd || at == 0 {
			continue
		}
		x := inspect.Act{ID: b.from(r.number, r), Table: table, Subject: r.get("number"), Account: r.get("login"),
			Device: r.get("device"), At: at}
		x.Channel, _ = b.said(r, "channel", lexicon.Channel)
		if p != nil {
			x.PersonID = p.ID
			b.city.PersonOf[p.ID] = p.ID
			b.into(d, p)
		}
		if table == "application" {
			b.onStep(d, r, x, timed)
			continue
		}
		x.Step, _ = b.must(r, "step", lexicon.Deed, notAsked)
		d.Acts = append(d.Acts, x)
	}
}

// onStep adds time and device to the step of an application.
func (b *builder) onStep(d *inspect.Dossier, r *record, x inspect.Act, timed bool) {
	code, _ := b.must(r, "step", lexicon.Step, notUsed)
	path := ""
	if b.spots[r].village != "" {
		path = d.Region.Path
	}
	a, several := b.byNumber(x.Subject, path, x.At.Date())
	if several {
		b.at(r, "number", "申请编号“"+x.Subject+"”有几份申请，分不清是哪一份，这一行没有使用；请补上身份证号码")
	}
	if a == nil || code == "" {
		return
	}
	s := a.Last(code)
	if s == nil {
		a.Steps = append(a.Steps, inspect.Step{ID: x.ID, Step: code, Outcome: "pass", On: x.At.Date()})
		s = &a.Steps[len(a.Steps)-1]
	}
	if timed {
		s.At = x.At
	}
	s.Device, s.Channel = x.Device, cmp.Or(x.Channel, "typed")
	if x.PersonID != 0 {
		s.ActorID = x.PersonID
		s.PersonKey = b.key(r.get("id_no"), r.get("name"), r)
	} else if s.PersonKey == "" {
		s.PersonKey = x.Account
	}
}
