package screens

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/account"
)

type holidaysPage struct {
	kit.Page
	Known    []int
	Wanted   []int
	Year     int
	Notices  []noticeLine
	Festival []string
	May      bool // propose for the whole city
	MayOK    bool // decide for the whole city
}

type noticeLine struct {
	rulebook.NoticeShown
	By, Decided string
}

var weekdays = []string{"日", "一", "二", "三", "四", "五", "六"}

// Day with its day of the week, so that it is held against the notice.
func (*holidaysPage) Day(d civil.Date) string {
	return fmt.Sprintf("%d月%d日（周%s）", d.Month().Number(), d.Day(), weekdays[d.Weekday()])
}

// Days of a festival.
func (*holidaysPage) Days(b rulebook.Break) int { return b.Until.DaysSince(b.From) + 1 }

func (p *Rulebook) holidaysPage(r *kit.Request) (*holidaysPage, error) {
	top := r.Tree.Top().Path
	page := &holidaysPage{Page: kit.Page{Title: "放假安排"}, Festival: rulebook.Festivals, Year: r.Today.Year(),
		May: r.Actor.Scope("rulebook.propose").Covers(top), MayOK: r.Actor.Scope("rulebook.approve").Covers(top)}
	return page, r.Read(func(s *database.Snapshot) error {
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		if page.Known, err = rulebook.KnownYears(s); err != nil {
			return err
		}
		slices.Sort(page.Known)
		if page.Wanted = book.Calendar().Wanted(r.Today); len(page.Wanted) > 0 {
			page.Year = page.Wanted[0]
		}
		for book.Calendar().Knows(page.Year) { // the first year that lacks one
			page.Year++
		}
		rows, err := rulebook.Notices(s)
		if err != nil {
			return err
		}
		for _, n := range rows {
			line := noticeLine{NoticeShown: n}
			if line.By, err = userName(s, n.ProposedBy); err != nil {
				return err
			}
			if line.Decided, err = userName(s, n.DecidedBy); err != nil {
				return err
			}
			page.Notices = append(page.Notices, line)
		}
		return nil
	})
}

// userName of an account, empty for none.
func userName(r database.Reader, id int64) (string, error) {
	u, err := account.ByID(r, id)
	if errs.KindOf(err) == errs.NotFound && err != nil {
		return "", nil
	}
	return u.Name, err
}

func (p *Rulebook) holidays(r *kit.Request) error {
	page, err := p.holidaysPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "holidays", page)
}

func (p *Rulebook) holidaysPropose(r *kit.Request) error {
	year, number := int(r.Int("year")), r.Text("number")
	var breaks []rulebook.Break
	var faults errs.Faults
	for i, name := range rulebook.Festivals {
		from, until, on := r.Text(fmt.Sprintf("from_%d", i)), r.Text(fmt.Sprintf("until_%d", i)),
			r.Text(fmt.Sprintf("on_%d", i))
		if from == "" && until == "" && on == "" {
			continue
		}
		b := rulebook.Break{Name: name, From: dayTyped(from, year), Until: dayTyped(until, year)}
		for _, piece := range strings.FieldsFunc(on, func(c rune) bool { return strings.ContainsRune("、,，;； \n", c) }) {
			day := dayTyped(piece, year)
			if day.IsZero() {
				faults.Add(errs.New(errs.Invalid, "rulebook.day").On(name).With("typed", piece))
				continue
			}
			b.Worked = append(b.Worked, day)
		}
		breaks = append(breaks, b)
	}
	err := faults.OrNil()
	if err == nil {
		err = r.Faults()
	}
	if err == nil {
		_, err = rulebook.ProposeHolidays(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), r.Tree.Top().Path, year,
			number, breaks)
	}
	return p.holidaysDone(r, err, "已登记，请另一人对照通知确认。")
}

// dayTyped reads 2027-02-14, and 2月14日 or 2-14 as of the year of the notice.
func dayTyped(s string, year int) civil.Date {
	if d := civil.Claim(s).Date; !d.IsZero() {
		return d
	}
	s = strings.NewReplacer("月", "-", "日", "", "号", "", ".", "-", "/", "-").Replace(strings.TrimSpace(s))
	return civil.Claim(fmt.Sprintf("%d-%s", year, s)).Date
}

func (p *Rulebook) holidaysDone(r *kit.Request, err error, notice string) error {
	if err == nil {
		return r.SeeOther("/rulebook/holidays", notice)
	}
	if !kit.IsFormError(err) {
		return err
	}
	page, loadErr := p.holidaysPage(r)
	if loadErr != nil {
		return loadErr
	}
	return r.RenderFormErrors(err, "holidays", page)
}
