package rulebook

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// Festivals of a year, as the notices of the State Council's office name them. The Mid-Autumn festival may fall into
// the National Day's.
var Festivals = []string{"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}

// midAutumn may be part of another.
const midAutumn = "中秋节"

// Break is one festival of a notice: free from a day to a day, and the weekend days worked for it.
type Break struct {
	Name   string
	From   civil.Date
	Until  civil.Date
	Worked []civil.Date
}

// Notice of a year's days off and worked weekend days (放假调休), with its number.
type Notice struct {
	ID          int64
	Year        int64
	Number      string
	State       string
	ProposedBy  int64
	ProposedKey string
	ProposedUs  clock.Moment
	DecidedBy   int64
	DecidedKey  string
	DecidedUs   clock.Moment
}

// noticeDay is one day of a notice.
type noticeDay struct {
	NoticeID int64
	Day      civil.Date
	Worked   int
	Name     string
}

// longestBreak is the longest that one festival may be free: more is a slip of the pen.
const longestBreak = 15

// ProposeHolidays enters the notice of a year; it holds once another person confirmed it. Refusals, all at once:
// rulebook.year (before 2015 or beyond the next), form.required (number), rulebook.festival (one is missing),
// rulebook.break (turned round, too long, outside its year), rulebook.worked (no weekend day, or free by the same
// notice), rulebook.holiday_twice.
func ProposeHolidays(ctx context.Context, d *desk.Desk, actor authz.Actor, key, cityPath string, year int,
	number string, breaks []Break) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("rulebook.propose", cityPath); err != nil {
			return 0, err
		}
		days, err := daysOf(year, v.Today(), number, breaks)
		if err != nil {
			return 0, err
		}
		n := Notice{Year: int64(year), Number: strings.TrimSpace(number), State: Proposed, ProposedBy: actor.UserID,
			ProposedKey: actor.PersonKey, ProposedUs: v.Now()}
		if err := insertNotice(v.Tx, &n, days); err != nil {
			return 0, err
		}
		v.Record("rulebook.holidays", "holiday_notice", n.ID, desk.F("year", year), desk.F("number", n.Number),
			desk.F("days", written(days)))
		return n.ID, nil
	})
}

// written days for the trail: off and on, in order.
func written(days []noticeDay) string {
	var b strings.Builder
	for _, d := range days {
		fmt.Fprintf(&b, "%s%s ", d.Day, map[int]string{0: "-", 1: "+"}[d.Worked])
	}
	return strings.TrimSpace(b.String())
}

func daysOf(year int, today civil.Date, number string, breaks []Break) ([]noticeDay, error) {
	var faults errs.Faults
	if year < 2015 || year > today.Year()+1 {
		faults.Add(errs.New(errs.Invalid, "rulebook.year").On("year").With("most", today.Year()+1))
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(number)); n < 5 || n > 60 || nothing(number) {
		faults.Add(errs.New(errs.Invalid, "rulebook.number").On("number"))
	}
	// A notice may begin in the last days of the year before.
	first, _ := civil.MakeDate(year-1, 12, 20)
	last, _ := civil.MakeDate(year, 12, 31)
	var days []noticeDay
	add := func(name string, day civil.Date, worked int) {
		if i := slices.IndexFunc(days, func(d noticeDay) bool { return d.Day == day }); i >= 0 {
			faults.Add(errs.New(errs.Invalid, "rulebook.holiday_twice").On(name).With("on", day).With("name", name).With("other",
				days[i].Name))
			return
		}
		days = append(days, noticeDay{Day: day, Worked: worked, Name: name})
	}
	for _, b := range breaks {
		n := b.Until.DaysSince(b.From) + 1
		if b.From.IsZero() || b.Until.IsZero() || n < 1 || n > longestBreak || b.From.Before(first) || b.Until.After(last) {
			faults.Add(errs.New(errs.Invalid, "rulebook.break").On(b.Name).With("name", b.Name).With("year", year))
			continue
		}
		for i := range n {
			add(b.Name, b.From.AddDays(i), 0)
		}
	}
	weekends := civil.NewCalendar(nil, nil)
	for _, b := range breaks {
		for _, day := range b.Worked {
			if weekends.Working(day) || day.Before(first) || day.After(last) {
				faults.Add(errs.New(errs.Invalid, "rulebook.worked").On(b.Name).With("name", b.Name).With("on", day))
				continue
			}
			add(b.Name, day, 1)
		}
	}
	for _, f := range Festivals {
		if f != midAutumn && !slices.ContainsFunc(breaks, func(b Break) bool { return b.Name == f }) {
			faults.Add(errs.New(errs.Invalid, "rulebook.festival").On(f).With("name", f))
		}
	}
	slices.SortFunc(days, func(a, b noticeDay) int { return a.Day.DaysSince(b.Day) })
	return days, faults.OrNil()
}

// MayDecide refuses what is decided, and who entered it: rulebook.decided, rulebook.same_person.
func (n Notice) MayDecide(actor authz.Actor) error {
	if n.State != Proposed {
		return errs.New(errs.State, "rulebook.decided")
	}
	if n.ProposedKey == actor.PersonKey {
		return errs.New(errs.Forbidden, "rulebook.same_person")
	}
	return nil
}

// DecideHolidays confirms or rejects a notice; confirmed, its days stand in place of those that the year had. Refusals:
// authz.*, rulebook.same_person, rulebook.decided.
func DecideHolidays(ctx context.Context, d *desk.Desk, actor authz.Actor, key, cityPath string, id int64,
	approve bool) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		n, err := toDecide(v, cityPath, id)
		if err != nil {
			return 0, err
		}
		state, act := Rejected, "rulebook.holidays_no"
		if approve {
			state, act = Approved, "rulebook.holidays_yes"
		}
		if done, err := decideNotice(v.Tx, n, state, actor.UserID, actor.PersonKey, v.Now()); err != nil || done == 0 {
			if err == nil {
				err = errs.New(errs.State, "rulebook.decided")
			}
			return 0, err
		}
		if approve {
			if err := takeYear(v.Tx, n); err != nil {
				return 0, err
			}
		}
		v.Record(act, "holiday_notice", id, desk.F("year", n.Year), desk.F("number", n.Number))
		return id, nil
	})
}

// toDecide locks a notice that the actor may decide on.
func toDecide(v *desk.Visit, cityPath string, id int64) (Notice, error) {
	n, found, err := lockNotice(v.Tx, id)
	if err != nil {
		return n, err
	}
	if err := v.Allow("rulebook.approve", cityPath); err != nil {
		return n, err
	}
	if !found {
		return n, errs.New(errs.NotFound, "authz.not_found")
	}
	return n, n.MayDecide(v.Actor)
}

// Breaks of a notice's days, festival by festival.
func breaksOf(days []noticeDay) (out []Break) {
	for _, d := range days {
		i := slices.IndexFunc(out, func(b Break) bool { return b.Name == d.Name })
		if i < 0 {
			i = len(out)
			out = append(out, Break{Name: d.Name})
		}
		b := &out[i]
		switch {
		case d.Worked == 1:
			b.Worked = append(b.Worked, d.Day)
		case b.From.IsZero():
			b.From, b.Until = d.Day, d.Day
		default:
			b.Until = d.Day
		}
	}
	return out
}

// NoticeShown is a notice with its festivals.
type NoticeShown struct {
	Notice
	Breaks []Break
}

// Notices of every state, the latest year first.
func Notices(r database.Reader) ([]NoticeShown, error) {
	heads, days, err := notices(r)
	if err != nil {
		return nil, err
	}
	out := make([]NoticeShown, len(heads))
	for i, n := range heads {
		out[i] = NoticeShown{n, breaksOf(days[n.ID])}
	}
	return out, nil
}
