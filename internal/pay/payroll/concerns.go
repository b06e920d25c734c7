package payroll

import (
	"cmp"
	"maps"
	"slices"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// What whoever audits or approves a list looks at first. It stops no line: who worked is paid, and a lapsed paper is
// the office's to mend. What stops a line is held (hold.go).
const (
	ConcernAbove   = "above"   // paid more than the agreement's monthly rate, as for hours or by the assessment
	ConcernFew     = "few"     // paid with fewer than half of the days agreed on
	ConcernUnseen  = "unseen"  // a check of the period did not see the holder, and none has looked again
	ConcernPaper   = "paper"   // the agreement ended before the last day that is paid
	ConcernAccount = "account" // the account came another way than it is registered, or its holder denies the change
)

// ConcernExpected is no doubt: the sheet was sent before the month was over, and what the days after it really were is
// settled when they have come.
const ConcernExpected = "expected"

// Concerns in the order in which they are told.
var Concerns = []string{ConcernAbove, ConcernFew, ConcernUnseen, ConcernPaper, ConcernAccount, ConcernExpected}

// Concerned line of a list, and about what.
type Concerned struct {
	Kind        string
	PlacementID int64
	PersonID    int64
	Path        string
	Name        string
	CountedDays *int64
	AgreedDays  int64
	Days        int64
	OfDays      int64
	Expected    bool // paid for days that were expected
	Above       bool // more than the agreement's monthly rate
	AmountFen   money.Fen
	On          civil.Date // of the check that did not see the holder; the last day of the agreement
}

// tooFew reports whether a line is paid with fewer than half of the days that were agreed on for the days on post: none
// at all is a question to the township (Question). Pure.
func (c Concerned) tooFew() bool {
	if c.CountedDays == nil || *c.CountedDays == 0 || c.AmountFen == 0 {
		return false
	}
	return 2**c.CountedDays*c.OfDays < c.AgreedDays*c.Days
}

// bySums are the concerns that the line tells itself. Pure.
func (c Concerned) bySums() (kinds []string) {
	if c.Above {
		kinds = append(kinds, ConcernAbove)
	}
	if c.tooFew() {
		kinds = append(kinds, ConcernFew)
	}
	if c.Expected {
		kinds = append(kinds, ConcernExpected)
	}
	return kinds
}

// ConcernedBy a run that is not approved yet, inside a scope: at most so many of each kind, by village, and how many
// there are of each.
func ConcernedBy(r database.Reader, book *rulebook.Book, x Run, scope authz.Scope, most int) ([]Concerned,
	map[string]int, error) {
	period := PeriodOf(book, x.Path, x.Month)
	unseen, err := duty.UnseenIn(r, scope, period.From, period.Until)
	if err != nil {
		return nil, nil, err
	}
	papers, err := placement.AgreementsEnded(r, scope, period.From, period.Until)
	if err != nil {
		return nil, nil, err
	}
	accounts, err := resident.AccountsDoubted(r, scope)
	if err != nil {
		return nil, nil, err
	}
	var out []Concerned
	count := map[string]int{}
	add := func(c Concerned, kind string, on civil.Date) {
		if count[kind]++; count[kind] <= most {
			c.Kind, c.On = kind, on
			out = append(out, c)
		}
	}
	lines, err := draftDays(r, x, scope, both(maps.Keys(unseen), maps.Keys(papers)), maps.Keys(accounts))
	if err != nil {
		return nil, nil, err
	}
	for _, c := range lines {
		for _, kind := range c.bySums() {
			add(c, kind, civil.Date{})
		}
		if on, ok := unseen[c.PlacementID]; ok {
			add(c, ConcernUnseen, on)
		}
		if on, ok := papers[c.PlacementID]; ok {
			add(c, ConcernPaper, on)
		}
		if accounts[c.PersonID] {
			add(c, ConcernAccount, civil.Date{})
		}
	}
	slices.SortStableFunc(out, func(a, b Concerned) int {
		return cmp.Compare(slices.Index(Concerns, a.Kind), slices.Index(Concerns, b.Kind))
	})
	var ids []int64
	for _, c := range out {
		ids = append(ids, c.PersonID)
	}
	names, err := resident.NamesOf(r, ids)
	for i := range out {
		out[i].Name = names[out[i].PersonID]
	}
	return out, count, err
}
