package application

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// Facts that a proposal is judged by, as they were on the day.
type Facts struct {
	Person      resident.Person
	Day         civil.Date
	Path        string
	Basis       string
	Categories  []resident.Dated
	Exclusions  []resident.Dated
	Offices     []resident.KinOfOfficial
	Kin         []resident.KinOfOfficial
	KinKnown    bool
	LivePosts   int64      // posts that the person holds
	HouseHolds  int64      // posts that others of the household hold
	HomeOpen    bool       // nobody told with whom the person lives: whether others hold posts cannot be said
	MonthsHeld  int64      // months on posts so far
	LiveRequest bool       // another application under way
	Placements  int64      // times that the person was placed
	Breach      civil.Date // last day of the latest placement that ended for a breach
}

// Remark is something that speaks against a proposal: block refuses it; warn and declare let it pass with a written
// reason, and stay visible at every later step; info is only said.
type Remark struct {
	Code     string
	Reaction string // block, warn, declare, info
	Args     []errs.Arg
}

// Judge a proposal by the rulebook of its day; everything at once (domain sections 3.1 to 3.3). Pure.
func Judge(f Facts, book *rulebook.Book) []Remark {
	var out []Remark
	say := func(reaction, code string, args ...errs.Arg) {
		if reaction != "" {
			out = append(out, Remark{code, reaction, args})
		}
	}
	age := f.Person.Birth.AgeOn(f.Day)
	if least := book.Int("age.min", f.Path, f.Day, 16); age < least {
		say("block", "person.age_under", errs.Arg{Name: "age", Value: age}, errs.Arg{Name: "limit", Value: least})
	}
	if most := book.Int("age.max_new", f.Path, f.Day, 65); age > most {
		say("warn", "person.age_over", errs.Arg{Name: "age", Value: age}, errs.Arg{Name: "limit", Value: most})
	}
	if !f.Person.DiedOn.IsZero() {
		say("block", "person.dead", errs.Arg{Name: "on", Value: f.Person.DiedOn})
	}
	basis := f.Basis == "older" && age >= book.Int("age.older_min", f.Path, f.Day, 45)
	for _, c := range f.Categories {
		basis = basis || c.Code == f.Basis && c.On(f.Day)
	}
	switch {
	case basis:
	case f.Basis == "": // none is chosen yet
		say("block", "person.no_category")
	default:
		say("block", "person.no_basis", errs.Arg{Name: "basis", Value: f.Basis})
	}
	months := book.Int("residence.min_months", f.Path, f.Day, 12)
	if !f.Person.ResidentSince.IsZero() && f.Person.ResidentSince.AddMonths(months).After(f.Day) {
		say("warn", "person.residence", errs.Arg{Name: "limit", Value: months})
	}
	for _, e := range f.Exclusions {
		if e.On(f.Day) {
			say(book.Reaction(e.Code, f.Path, f.Day), "exclude."+e.Code, errs.Arg{Name: "source", Value: e.Source})
		}
	}
	for _, o := range f.Offices {
		if (resident.Dated{FromDate: o.FromDate, Until: o.Until}).On(f.Day) {
			say(book.Reaction(o.Code, f.Path, f.Day), "exclude."+o.Code, errs.Arg{Name: "title", Value: o.Title})
		}
	}
	for _, k := range f.Kin {
		if (resident.Dated{FromDate: k.FromDate, Until: k.Until}).On(f.Day) {
			reaction := "info"
			if k.Code == "" {
				reaction = book.Reaction("cadre_family", f.Path, f.Day)
			}
			say(reaction, "kin.official", errs.Arg{Name: "name", Value: k.Name}, errs.Arg{Name: "title", Value: k.Title},
				errs.Arg{Name: "kin", Value: k.Code})
		}
	}
	if !f.KinKnown {
		say("info", "kin.not_collected")
	}
	if limit := int64(book.Int("person.max_posts", f.Path, f.Day, 1)); f.LivePosts >= limit {
		say("block", "person.max_posts", errs.Arg{Name: "limit", Value: limit})
	}
	if f.HomeOpen {
		say("warn", "household.not_known")
	}
	if limit := int64(book.Int("household.max_posts", f.Path, f.Day, 1)); f.HouseHolds >= limit {
		say("warn", "household.max_posts", errs.Arg{Name: "held", Value: f.HouseHolds}, errs.Arg{Name: "limit", Value: limit})
	}
	if limit := int64(book.Int("term.max_months", f.Path, f.Day, 36)); f.MonthsHeld >= limit {
		say("warn", "term.max_months", errs.Arg{Name: "held", Value: f.MonthsHeld}, errs.Arg{Name: "limit", Value: limit})
	}
	if limit := int64(book.Int("term.max_placements", f.Path, f.Day, 2)); f.Placements >= limit {
		say("warn", "term.max_placements", errs.Arg{Name: "held", Value: f.Placements}, errs.Arg{Name: "limit", Value: limit})
	}
	if months := book.Int("rehire.barred_months", f.Path, f.Day, 12); !f.Breach.IsZero() &&
		f.Breach.AddMonths(months).After(f.Day) {
		say(book.Reaction("breach", f.Path, f.Day), "exclude.breach", errs.Arg{Name: "on", Value: f.Breach},
			errs.Arg{Name: "months", Value: months})
	}
	if f.LiveRequest {
		say("block", "application.live")
	}
	return out
}

// Blocks turns the blocking remarks into faults.
func Blocks(remarks []Remark) error {
	var faults errs.Faults
	for _, r := range remarks {
		if r.Reaction == "block" {
			e := errs.New(errs.Invalid, r.Code).On("person")
			e.Args = r.Args
			faults.Add(e)
		}
	}
	return faults.OrNil()
}

// NeedReason reports whether a remark must be answered with a written reason.
func NeedReason(remarks []Remark) bool {
	for _, r := range remarks {
		if r.Reaction == "warn" || r.Reaction == "declare" {
			return true
		}
	}
	return false
}

// Shares of a review, of the rulebook.
const (
	Quorum   = "review.quorum_percent" // of the entitled who must be present
	Majority = "review.pass_percent"   // of those present that must be passed
)

// ReviewIrregular names what was out of order in a review: quorum (村民委员会组织法: two thirds of the entitled present). Empty
// if nothing.
func ReviewIrregular(s Step, book *rulebook.Book, path string) string {
	if !book.Share(Quorum, path, s.OnDate, rulebook.TwoThirds).Reached(s.Present, s.Entitled) {
		return "review.quorum"
	}
	return ""
}

// VotedIn reports whether more than the set share of those present voted for.
func VotedIn(s Step, book *rulebook.Book, path string) bool {
	return book.Share(Majority, path, s.OnDate, rulebook.Half).Passed(s.VotesFor, s.Present)
}

// NoticeIrregular names what is out of order in a notice: hung before the review, too few working days, or fewer
// calendar days than allowed anywhere. Empty if nothing.
func NoticeIrregular(s Step, reviewedOn civil.Date, book *rulebook.Book, path string) string {
	if s.NoticeFrom.Before(reviewedOn) {
		return "notice.before_review"
	}
	// The day of hanging is not counted; the last day must be a whole one.
	days := book.Calendar().WorkingBetween(s.NoticeFrom, s.NoticeUntil)
	if days < book.Int("notice.candidate_days", path, s.NoticeFrom, 5) ||
		s.NoticeUntil.DaysSince(s.NoticeFrom) < book.Int("notice.min_calendar_days", path, s.NoticeFrom, 3) {
		return "notice.short"
	}
	return ""
}
