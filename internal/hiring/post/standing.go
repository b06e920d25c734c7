package post

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
)

// completable are the fields that may be told later of a post that was taken over, in the order of the form.
var completable = []string{"place", "tasks", "days", "hours", "fund", "officer"}

// Lacks names what nobody told of a post yet; fields of completable.
func (p Post) Lacks() []string {
	var out []string
	for i, is := range []bool{p.Place == "", p.Tasks == "", p.DaysMonth == 0, p.HoursMonth == 0, p.Fund == "",
		p.Officer == ""} {
		if is {
			out = append(out, completable[i])
		}
	}
	return out
}

// Lacking reports whether a field was never told.
func (p Post) Lacking(field string) bool {
	for _, f := range p.Lacks() {
		if f == field {
			return true
		}
	}
	return false
}

// complete tells days, hours and fund of a post that was taken over without them, each once, and takes its place of the
// plan if there is one by
// now. The caller writes the post.
func (p *Post) complete(v *desk.Visit, a Amendment, faults *errs.Faults) ([]desk.Fact, error) {
	var facts []desk.Fact
	for _, n := range []struct {
		field    string
		from, to *int64
	}{{"days", &a.DaysMonth, &p.DaysMonth}, {"hours", &a.HoursMonth, &p.HoursMonth}} {
		switch {
		case *n.from == 0 || *n.from == *n.to:
		case *n.to != 0:
			faults.Add(errs.New(errs.Invalid, "post.told").On(n.field))
		default:
			*n.to = *n.from
			facts = append(facts, desk.F(n.field, *n.from))
		}
	}
	switch {
	case a.Fund == "" || a.Fund == p.Fund:
	case p.Fund != "":
		faults.Add(errs.New(errs.Invalid, "post.told").On("fund"))
	default:
		p.Fund = a.Fund
		facts = append(facts, desk.F("fund", a.Fund))
	}
	if len(facts) == 0 && p.Untold == 0 {
		return nil, nil
	}
	book, err := rulebook.Of(v)
	if err != nil {
		return nil, err
	}
	for _, f := range errs.All(p.draft().Check(book, p.Path)) {
		faults.Add(f)
	}
	if p.QuotaID == 0 && faults.OrNil() == nil {
		if err := p.charge(v); err != nil {
			return nil, err
		}
	}
	return facts, nil
}

// draft of a post that stands, to be held against the rules again.
func (p Post) draft() Draft {
	return Draft{Kind: p.Kind, Title: p.Title, Place: p.Place, Tasks: p.Tasks, DaysMonth: p.DaysMonth,
		HoursMonth: p.HoursMonth, RateFen: p.RateFen,
		Fund: p.Fund, Officer: p.Officer, OpensOn: p.OpensOn, Season: p.Season, Stream: p.Stream, Work: p.Work,
		Standing: true}
}

// charge a line of the plan for a post that was taken over when there was none; without one there it stays outside the
// plan.
func (p *Post) charge(v *desk.Visit) error {
	period, err := quota.PeriodOn(v.Tx, p.OpensOn)
	if err != nil {
		return err
	}
	id, err := quota.TakeForPosts(v.Tx, p.Path, quota.Line{Period: period.Code, Kind: p.Kind}, 1)
	switch errs.CodeOf(err) {
	case "":
		p.QuotaID = id
	case "quota.none", "quota.over":
		err = nil
	}
	return err
}

// Fits reports whether a vacant post is the one that a roster names: by its code, or of the same title and pay, and of
// the
// same kind where the roster tells it.
func (p Post) Fits(named, kind string, rate money.Fen) bool {
	return p.Code == named || (kind == "" || p.Kind == kind) && p.Title == named && p.RateFen == rate
}
