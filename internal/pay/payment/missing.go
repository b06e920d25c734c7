package payment

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

// What is due (应发未到账, owing.go) rests on a sheet or a list of pay. Where a village files nothing there is neither,
// and its people would be counted nowhere. So whoever was on post in a month whose due day has passed, of whom the bank
// confirmed nothing, of whom no sheet and no list says that it is due, and of whom nobody decided and told that the
// month ends without pay, is counted by that alone: 没有发放资料，待核. It accuses nobody. The two figures never have a
// month in common, are never summed, and together have every month on post that was not paid. There is one definition,
// missingIn, written down every night and read by every page through MissingOf, so that all of them tell the same
// number and the day of it.

// What is lacking of a month of which nothing is here.
const (
	LackSheet    = "sheet"    // the village's sheet of the month
	LackUnlisted = "unlisted" // the sheet is there and does not name the holder
	LackBlank    = "blank"    // the sheet names the holder and says nothing of any day
	LackTold     = "untold"   // it was decided that the month ends without pay, and the payee was not told
)

// Lacks in the order in which pages tell them.
var Lacks = []string{LackSheet, LackUnlisted, LackBlank, LackTold}

// Unreported says in words what is lacking of a month and the reason that was given for it. Pure.
func Unreported(lack, reason string) string {
	return "没有发放资料（" + words.Label("paylack", lack) + "，说明的原因是“" + words.Label("delay", reason) + "”）"
}

// Missing is a month of a placement of which nothing is here.
type Missing struct {
	PlacementID int64
	PersonID    int64
	Path        string
	Month       civil.Month
	Lack        string
	DueOn       civil.Date
}

// MissingSum is how many people of a scope have such months, and how many months they are.
type MissingSum struct {
	People   int64
	Months   int64
	OnDay    civil.Date  // as counted; zero: not everywhere in the scope yet
	KeptFrom civil.Month // from which month on; zero: somewhere in the scope from each start
}

// MissingAt is the same of a division below, and what is lacking.
type MissingAt struct {
	Path   string
	Lack   string
	People int64
	Months int64
	Oldest civil.Month
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

// onPost is a placement as far as it says in which months somebody was on post.
type onPost struct {
	PlacementID int64
	// from which on its pay is kept here: the county's, and of who was taken over from other books the take-over's
	Kept civil.Month
	Due  payroll.Due
}

// monthsDue of a placement: those in which it had a day on post that was neither suspended nor out of season, and whose
// due day has passed, with that day. Pure but for the rulebook.
func monthsDue(book *rulebook.Book, p onPost, today civil.Date, see func(civil.Month, civil.Date)) {
	from := p.Due.StartOn.Month()
	if from.Before(p.Kept) {
		from = p.Kept
	}
	for m := from; m.Before(today.Month()); m = m.Add(1) {
		period := payroll.PeriodOf(book, p.Due.Path, m)
		if !p.Due.EndOn.IsZero() && p.Due.EndOn.Before(period.From) {
			break
		}
		if payroll.OnPost(p.Due, period, m) == 0 {
			continue
		}
		if due := payroll.OrdinaryDue(book, p.Due.Path, m); today.After(due) {
			see(m, due)
		}
	}
}

// missingIn what is picked, on a day: of a county, or of one person.
func missingIn(r database.Reader, book *rulebook.Book, of pick, today civil.Date) ([]Missing, error) {
	placements, err := everOnPost(r, of)
	if err != nil || len(placements) == 0 {
		return nil, err
	}
	known, err := known(r, of, villagesOf(of, placements), today)
	if err != nil {
		return nil, err
	}
	begun := map[string]civil.Month{} // by county: the first month of which it has a list or a sheet here
	var out []Missing
	for _, p := range placements {
		county := region.CountyPath(p.Due.Path)
		kept := KeptFrom(book, county, today)
		if p.Kept.Before(kept) {
			p.Kept = kept
		}
		if _, asked := begun[county]; !asked && kept.IsZero() && len(known.earlier) > 0 {
			if begun[county], err = payroll.FirstHere(r, county); err != nil {
				return nil, err
			}
		}
		here := cmp.Or(kept, begun[county])
		person := p.Due.PersonID
		monthsDue(book, p, today, func(m civil.Month, due civil.Date) {
			booked := known.earlier[monthOf{person, m}] && (here.IsZero() || m.Before(here))
			if lack := known.lackOf(p, m); lack != "" && !booked {
				out = append(out, Missing{PlacementID: p.PlacementID, PersonID: person, Path: p.Due.Path, Month: m, DueOn: due,
					Lack: lack})
			}
		})
	}
	return out, nil
}

// lackOf a month of a placement: one of Lacks; empty where it is paid or owed, or ended without pay. Pure.
func (k knownMonths) lackOf(p onPost, m civil.Month) string {
	switch ended := k.ended[monthOf{p.PlacementID, m}]; {
	case k.paid[monthOf{p.PlacementID, m}], k.owed[monthOf{p.PlacementID, m}], ended == payroll.NoPayTold:
		return ""
	case ended != "":
		return LackTold
	case k.sheets.Blank(p.PlacementID, m):
		return LackBlank
	case k.sheets.Sent(p.Due.Path, m):
		return LackUnlisted
	}
	return LackSheet
}

// villagesOf what is picked: of a person those where their posts are.
func villagesOf(of pick, placements []onPost) authz.Scope {
	if of.person == 0 {
		return authz.Under(of.county)
	}
	var paths []string
	for _, p := range placements {
		paths = append(paths, p.Due.Path)
	}
	return authz.Under(region.CommonPath(paths))
}

// knownMonths is what the records say of months.
type knownMonths struct {
	paid, owed map[monthOf]bool // of placements: the bank confirmed, it is due
	// of persons: paid before this system, by their slip (历史); a list of earlier years proves nothing of a month that is
	// kept here
	earlier map[monthOf]bool
	ended   map[monthOf]string
	sheets  duty.SheetsKnown
}

func known(r database.Reader, of pick, villages authz.Scope, today civil.Date) (k knownMonths, err error) {
	if k.paid, err = confirmedMonths(r, of); err != nil {
		return k, err
	}
	if k.earlier, err = earlierMonths(r, of); err != nil {
		return k, err
	}
	owed, err := OwingOf(r, of.scope(), OwingFilter{Until: today.Month(), PersonID: of.person, Today: today})
	if err != nil {
		return k, err
	}
	k.owed = map[monthOf]bool{}
	for _, o := range owed {
		k.owed[monthOf{o.PlacementID, o.Month}] = true
	}
	if k.ended, err = endedMonths(r, villages); err != nil {
		return k, err
	}
	k.sheets, err = duty.SheetsOf(r, villages)
	return k, err
}

// MissingOfPerson is what is missing of one person on a day, as the records stand now.
func MissingOfPerson(r database.Reader, book *rulebook.Book, personID int64, today civil.Date) ([]Missing, error) {
	out, err := missingIn(r, book, pick{person: personID}, today)
	slices.SortFunc(out, func(a, b Missing) int {
		return cmp.Or(a.Month.Since(b.Month), cmp.Compare(a.PlacementID, b.PlacementID))
	})
	return out, err
}

// CountMissing counts every county, once a day, in place of the day's before. It reports whether it counted now.
func (r *Service) CountMissing(ctx context.Context) (bool, error) {
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
		var rows []Missing
		if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
			rows, err = missingIn(s, book, pick{county: c.Path}, today)
			return err
		}); err != nil {
			return false, err
		}
		day := counted{today, KeptFrom(book, c.Path, today)}
		if err := r.Desk.DB.Write(ctx,
			func(tx *database.Tx) error { return storeMissing(tx, c.Path, day, rows) }); err != nil {
			return false, err
		}
	}
	return len(due) > 0, nil
}

// MissingOf a scope, as counted last: what every page, paper and brief tells.
func MissingOf(r database.Reader, scope authz.Scope) (MissingSum, error) {
	out, err := sumMissing(r, scope)
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

// MissingHolder is a placement with its months of which nothing is here, the first month first.
type MissingHolder struct {
	PlacementID int64
	PersonID    int64
	Name        string
	Path        string
	Months      []Missing
	Gone        bool // has left the post since
	Since       bool // of some of its months something is here since the count
}

// First of the months.
func (h MissingHolder) First() civil.Month { return h.Months[0].Month }

// Late is by how many days the first of its months is late on a day.
func (h MissingHolder) Late(today civil.Date) int { return today.DaysSince(h.Months[0].DueOn) }

// Lacking of any of the months, in the order of Lacks.
func (h MissingHolder) Lacking() (out []string) {
	for _, lack := range Lacks {
		if slices.ContainsFunc(h.Months, func(m Missing) bool { return m.Lack == lack }) {
			out = append(out, lack)
		}
	}
	return out
}

// Spans of the months in words: 2025年1月至3月、5月.
func (h MissingHolder) Spans() string {
	var parts []string
	for i := 0; i < len(h.Months); {
		j := i
		for j+1 < len(h.Months) && h.Months[j+1].Month.Since(h.Months[j].Month) == 1 {
			j++
		}
		said := h.Months[i].Month.Chinese()
		if j > i {
			said += "至" + h.Months[j].Month.Chinese()
		}
		parts, i = append(parts, said), j+1
	}
	return strings.Join(parts, "、")
}
