package payroll

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// Work that was done is paid, whatever paper of the office lacks: a lapsed agreement, no insurance, an age or a term
// that is over stops no line and no list. The line is marked, the mark is kept with the list that was approved, and the
// office has the task to renew, or to tell the holder in writing from which day no more work is given; the placement
// ends by its exit alone.

// What had lapsed by the last day that a line pays.
const (
	LapsedAgreement = "agreement" // the agreement's last day is before it
	LapsedInsurance = "insurance" // no insurance had begun
	LapsedAge       = "age"       // older than age.max_on_post
	LapsedTerm      = "term"      // longer on post than term.max_months
)

// Lapse of a line of a list.
type Lapse struct {
	PlacementID int64
	Path        string
	Name        string
	Kind        string
	Since       civil.Date
	Month       civil.Month // of the list
}

// lapses of a placement by a day: the last that a line pays. Pure but for the rulebook.
func lapses(book *rulebook.Book, path string, x placement.Papers, last civil.Date) (out []Lapse) {
	if !x.EndOn.IsZero() && x.EndOn.Before(last) {
		last = x.EndOn
	}
	say := func(kind string, since civil.Date) {
		out = append(out, Lapse{PlacementID: x.ID, Path: path, Name: x.Name, Kind: kind, Since: since})
	}
	if since := x.AgreementUntil.AddDays(1); !since.After(last) {
		say(LapsedAgreement, since)
	}
	switch {
	case !x.InsuredUntil.IsZero() && x.InsuredUntil.Before(last):
		say(LapsedInsurance, x.InsuredUntil.AddDays(1))
	case x.InsuredUntil.IsZero() && (x.InsuredFrom.IsZero() || x.InsuredFrom.After(last)):
		say(LapsedInsurance, x.StartOn)
	}
	if since := x.Birth.AddMonths(12 * book.Int("age.max_on_post", path, last, 70)); !since.After(last) {
		say(LapsedAge, since)
	}
	if since := x.StartOn.AddMonths(book.Int("term.max_months", path, last, 36)); !since.After(last) {
		say(LapsedTerm, since)
	}
	return out
}

// LapsesOf a list inside a scope, by village: as kept at its approval, and before that as they stand.
func LapsesOf(r database.Reader, book *rulebook.Book, x Run, scope authz.Scope) (out []Lapse, err error) {
	if x.State == Approved {
		return keptLapses(r, x.ID, scope)
	}
	last := PeriodOf(book, x.Path, x.Month).Until
	lines, err := draftedLapsing(r, x, scope, lapsedBefore(book, authz.Under(x.Path), last))
	for _, l := range lines {
		for _, y := range lapses(book, l.Path, l.Papers, last) {
			y.Month = x.Month
			out = append(out, y)
		}
	}
	return out, err
}

func idsOf(lines []Lapse) []any {
	ids := make([]any, len(lines))
	for i, l := range lines {
		ids[i] = l.PlacementID
	}
	return ids
}

// closeDrafts of a list that is approved: what had lapsed is kept, its lines stand as items now.
func closeDrafts(tx *database.Tx, book *rulebook.Book, x Run) error {
	all, err := LapsesOf(tx, book, x, authz.Under(x.Path))
	if err == nil {
		err = insertLapses(tx, x, all)
	}
	if err != nil {
		return err
	}
	return deleteDrafts(tx, x.ID)
}
