package payment

import (
	"context"

	"gangwei/internal/base/civil"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// What is owed (拖欠) rests on a sheet or a frozen list. Where a village files nothing there is neither, and its people
// would be counted nowhere: so whoever was on post in a month whose due day has passed, and for whom no confirmation of
// the bank is there, is counted by that alone, whatever was filed. It accuses nobody: the pages call it 没有发放资料，待核.
// There is one definition, monthsUnconfirmed, written down every night and read by every page through UnconfirmedOf, so
// that all of them tell the same number and the day of it.

// Unconfirmed is how many people of a scope were on post in a month past its due day that no bank confirmed, and how
// many such months there are.
type Unconfirmed struct {
	People   int64
	Months   int64
	OnDay    civil.Date  // as counted; zero: not everywhere in the scope yet
	KeptFrom civil.Month // from which month on; zero: somewhere in the scope from each start
}

// counted says of a county on which day it was counted and from which month on (zero: from each start).
type counted struct {
	on   civil.Date
	from civil.Month
}

// KeptFrom is the month from which on a county's pay is kept here (pay.kept_from), where its people were on post before
// that; zero, also of what is no month: from the start of each, so that nothing is hidden by a slip of the pen.
func KeptFrom(book *rulebook.Book, county string, today civil.Date) civil.Month {
	m, _ := book.Month("pay.kept_from", county, today)
	return m
}

// UnconfirmedPerson is one of them in a county, in the village of the latest such month.
type UnconfirmedPerson struct {
	PersonID int64
	Path     string
	Name     string
	Since    civil.Month // the first of the months
	Months   int64
}

// onPost is a placement as far as it says in which months somebody was on post.
type onPost struct {
	PlacementID int64
	// from which on its pay is kept here: the county's, and of who was taken over from other books the take-over's
	Kept civil.Month
	Due  payroll.Due
}

// monthsUnconfirmed of a placement: those in which it had a day on post that was neither suspended nor out of season,
// whose due day has passed and that were not confirmed. Pure but for the rulebook.
func monthsUnconfirmed(book *rulebook.Book, p onPost, today civil.Date,
	confirmed func(civil.Month) bool) (out []civil.Month) {
	from := p.Due.StartOn.Month()
	if from.Before(p.Kept) {
		from = p.Kept
	}
	for m := from; m.Before(today.Month()); m = m.Add(1) {
		if !p.Due.EndOn.IsZero() && p.Due.EndOn.Before(m.First()) {
			break
		}
		if days, _, _ := payroll.Owed(p.Due, m); days > 0 && today.After(payroll.DueOn(book, p.Due.Path, m)) &&
			!confirmed(m) {
			out = append(out, m)
		}
	}
	return out
}

// unconfirmedIn a county on a day, a row for each person.
func unconfirmedIn(r database.Reader, book *rulebook.Book, county string,
	today civil.Date) (map[int64]UnconfirmedPerson, error) {
	confirmed, err := confirmedMonths(r, county)
	if err != nil {
		return nil, err
	}
	earlier, err := earlierMonths(r, county)
	if err != nil {
		return nil, err
	}
	placements, err := everOnPost(r, county)
	if err != nil {
		return nil, err
	}
	kept := KeptFrom(book, county, today)
	out := map[int64]UnconfirmedPerson{}
	latest := map[int64]civil.Month{}
	for _, p := range placements {
		person := p.Due.PersonID
		if p.Kept.Before(kept) {
			p.Kept = kept
		}
		for _, m := range monthsUnconfirmed(book, p, today, func(m civil.Month) bool {
			return confirmed[monthOf{p.PlacementID, m}] || earlier[monthOf{person, m}]
		}) {
			x, known := out[person]
			if !known || m.Before(x.Since) {
				x.Since = m
			}
			if !m.Before(latest[person]) {
				x.Path, latest[person] = p.Due.Path, m
			}
			x.PersonID, x.Months = person, x.Months+1
			out[person] = x
		}
	}
	return out, nil
}

// CountUnconfirmed counts every county, once a day, in place of the day's before. It reports whether it counted now.
func (r *Service) CountUnconfirmed(ctx context.Context) (bool, error) {
	today := r.Desk.Clock.Now().Date()
	var due []*region.Region
	var book *rulebook.Book
	if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) error {
		days, err := countedOn(s)
		if err != nil {
			return err
		}
		tree, err := region.Load(s, today)
		if err != nil {
			return err
		}
		for _, c := range tree.At(region.County) {
			if days[c.Path].on != today {
				due = append(due, c)
			}
		}
		book, err = rulebook.Load(s)
		return err
	}); err != nil {
		return false, err
	}
	for _, c := range due {
		var rows map[int64]UnconfirmedPerson
		if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
			rows, err = unconfirmedIn(s, book, c.Path, today)
			return err
		}); err != nil {
			return false, err
		}
		day := counted{today, KeptFrom(book, c.Path, today)}
		if err := r.Desk.DB.Write(ctx,
			func(tx *database.Tx) error { return storeUnconfirmed(tx, c.Path, day, rows) }); err != nil {
			return false, err
		}
	}
	return len(due) > 0, nil
}

// UnconfirmedOf a scope, as counted last: what every page, paper and brief tells.
func UnconfirmedOf(r database.Reader, scope authz.Scope) (Unconfirmed, error) {
	out, err := sumUnconfirmed(r, scope)
	if err != nil {
		return out, err
	}
	days, err := countedOn(r)
	if err != nil {
		return out, err
	}
	counties := map[string]bool{}
	for _, path := range scope.Paths() {
		if county := region.CountyPath(path); county != "" {
			counties[county] = true
		}
	}
	first := true
	for path, day := range days {
		if !counties[path] && !scope.Covers(path) {
			continue
		}
		if first || day.on.Before(out.OnDay) {
			out.OnDay = day.on
		}
		if first || day.from.Before(out.KeptFrom) {
			out.KeptFrom = day.from
		}
		first = false
		delete(counties, path)
	}
	if len(counties) > 0 { // a county that was never counted
		out.OnDay = civil.Date{}
	}
	return out, nil
}
