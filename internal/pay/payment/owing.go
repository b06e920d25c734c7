package payment

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/region"
)

// Unpaid is a month that is due by a sheet or a run and that the bank has not confirmed (应发未到账), and where it waits.
type Unpaid struct {
	PlacementID int64
	PersonID    int64
	Path        string
	Name        string
	Month       civil.Month
	Sheet       string    // state of the month's sheet
	Run         string    // state of a run that would pay it, empty if it is on none
	ItemID      *int64    // once frozen
	AmountFen   money.Fen // what is not confirmed; before it is frozen what the list, sheet and agreement say
	PaidFen     money.Fen // what the bank confirmed of the month already, where a correction of it is still owed
	Batch       string    // state of the last batch, empty before
	Returned    string    // the bank's reason of the last return, while nothing was mended
	NoAccount   bool
	Shared      bool // the account is another resident's too, or its holder says that it is not theirs: held back
	Rest        bool // of a month that stands on an approved list: what a correction brings more, on no approved list yet
	Gone        bool // has left the post since; what was worked is owed all the same
	// the last day on which it may be decided, of a line that is held since its sheet has the holder absent on all days
	HeldUntil civil.Date `gorm:"-"`
	Untold    bool       `gorm:"-"` // no list may take it before the holder was told of the month's assessment
}

// IsFrozen reports whether the amount is approved; before that it is what the list or the agreement says.
func (o Unpaid) IsFrozen() bool { return o.ItemID != nil }

// Desks at which a month waits, from the village to the bank.
const (
	AtSheet   = "sheet"   // the village has not sent the month's sheet
	AtReview  = "review"  // the township has not reviewed it
	AtHeld    = "held"    // absent on all days: told, and not decided by the township (暂缓发放)
	AtTold    = "told"    // the holder was not told of the assessment, or not assessed where that is asked for
	AtDraft   = "draft"   // the county has not put it on a list
	AtNotice  = "notice"  // the list does not hang yet
	AtAudit   = "audit"   // hung, audited or approved not yet
	AtPrepare = "prepare" // approved, no order to the bank
	AtRelease = "release" // ordered, not released by the second person
	AtBank    = "bank"    // with the bank
	AtAccount = "account" // the account is missing or the bank sent it back
)

// Desks from the village to the bank, and the account.
var Desks = []string{AtSheet, AtReview, AtHeld, AtTold, AtDraft, AtNotice, AtAudit, AtPrepare, AtRelease,
	AtBank, AtAccount}

// Desk at which the month waits. Pure.
func (o Unpaid) Desk() string {
	switch {
	case o.Batch == Released:
		return AtBank
	case o.Batch == Prepared:
		return AtRelease
	case o.Returned != "", o.ItemID != nil && o.Shared:
		return AtAccount
	case o.ItemID != nil:
		return AtPrepare
	case o.Run == "noticed":
		return AtAudit
	case o.Run == "draft":
		return AtNotice
	case !o.HeldUntil.IsZero():
		return AtHeld
	case o.Untold:
		return AtTold
	case o.NoAccount && (o.Sheet == "reviewed" || o.Sheet == "locked"):
		return AtAccount
	case o.Sheet == "reviewed" || o.Sheet == "locked":
		return AtDraft
	case o.Sheet == "submitted":
		return AtReview
	}
	return AtSheet
}

// Account says what is wrong with the account of a month that waits there: returned, none or shared. Pure.
func (o Unpaid) Account() string {
	switch {
	case o.Returned != "":
		return "returned"
	case o.NoAccount:
		return "none"
	}
	return "shared"
}

// Age of a late month in the classes of the register: 1 to 7 days, 8 to 15, 16 to 30, more; 0 if it is not late. Pure.
func Age(due, today civil.Date) (class int, days int) {
	days = today.DaysSince(due)
	switch {
	case days <= 0:
		return 0, 0
	case days <= 7:
		return 1, days
	case days <= 15:
		return 2, days
	case days <= 30:
		return 3, days
	}
	return 4, days
}

// Keeper is the level of the office whose desk it is. Pure.
func Keeper(atDesk string) region.Level {
	switch atDesk {
	case AtSheet, AtAccount:
		return region.Village
	case AtReview, AtHeld, AtTold, AtAudit:
		return region.Township
	}
	return region.County
}

// Answers is the level of the office that has to see to a late month: the desk's own for the first week, and with each
// class of age the next one above, up to the city. Pure.
func Answers(atDesk string, class int) region.Level {
	n := Keeper(atDesk).Depth() - max(class-1, 0)
	return region.Levels[max(n, 1)-1]
}
