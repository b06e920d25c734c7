package payment

import (
	"strings"

	"gangwei/internal/authz"
	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/money"
)

// Owing is a month that somebody worked and the bank has not confirmed (拖欠), and where it waits.
type Owing struct {
	PlacementID int64
	PersonID    int64
	Path        string
	Name        string
	Month       civil.Month
	Sheet       string    // state of the month's sheet
	Run         string    // state of a run that would pay it, empty if it is on none
	ItemID      *int64    // once frozen
	AmountFen   money.Fen // once frozen
	Batch       string    // state of the last batch, empty before
	Returned    string    // the bank's reason of the last return
	NoAccount   bool
	Shared      bool // the account is another resident's too, or its holder says that it is not theirs: held back
	Gone        bool // has left the post since; what was worked is owed all the same
}

// Desks at which a month waits, from the village to the bank.
const (
	AtSheet   = "sheet"   // the village has not sent the month's sheet
	AtReview  = "review"  // the township has not reviewed it
	AtDraft   = "draft"   // the county has not put it on a list
	AtNotice  = "notice"  // the list does not hang yet
	AtAudit   = "audit"   // hung, audited or approved not yet
	AtPrepare = "prepare" // approved, no order to the bank
	AtRelease = "release" // ordered, not released by the second person
	AtBank    = "bank"    // with the bank
	AtAccount = "account" // the account is missing or the bank sent it back
)

// Desk at which the month waits. Pure.
func (o Owing) Desk() string {
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
	case o.NoAccount && (o.Sheet == "reviewed" || o.Sheet == "locked"):
		return AtAccount
	case o.Sheet == "reviewed" || o.Sheet == "locked":
		return AtDraft
	case o.Sheet == "submitted":
		return AtReview
	}
	return AtSheet
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

// OwingFilter of the list.
type OwingFilter struct {
	Until          civil.Month // the last month
	PersonID       int64       // of one person, whatever the village
	AfterPath      string
	AfterMonth     civil.Month
	AfterPlacement int64
	Limit          int
}

// OwingOf a scope: month by month what was worked and is not confirmed, by village, month and holder. It follows a person after an exit.
func OwingOf(r database.Reader, scope authz.Scope, f OwingFilter) ([]Owing, error) {
	where, args := scope.SQL("s.path")
	where, args = where+" AND s.month <= ? AND (d.hours > 0 OR d.days <> ?)", append(args, f.Until, strings.Repeat("-", 31))
	if f.PersonID > 0 {
		where, args = where+" AND l.person_id = ?", append(args, f.PersonID)
	}
	if f.AfterPlacement > 0 {
		where, args = where+" AND (s.path > ? OR s.path = ? AND (s.month > ? OR s.month = ? AND d.placement_id > ?))", append(args, f.AfterPath, f.AfterPath, f.AfterMonth, f.AfterMonth, f.AfterPlacement)
	}
	var out []Owing
	err := r.Select(&out, `SELECT d.placement_id, l.person_id, s.path, p.name, s.month, s.state AS sheet, i.id AS item_id, COALESCE(g.amount_fen, 0) AS amount_fen,
COALESCE((SELECT MAX(q.state) FROM pay_run q CROSS JOIN pay_draft w ON w.run_id = q.id WHERE w.placement_id = d.placement_id AND q.month = s.month AND q.state IN ('draft','noticed')), '') AS run,
COALESCE((SELECT b.state FROM pay_batch b WHERE b.id = (SELECT MAX(z.batch_id) FROM pay_batch_line z JOIN pay_batch w ON w.id = z.batch_id WHERE z.item_id = i.id AND w.state <> 'withdrawn')), '') AS batch,
COALESCE((SELECT e.reason FROM payment_event e WHERE e.id = (SELECT MAX(y.id) FROM payment_event y WHERE y.item_id = i.id AND y.kind = 'returned')), '') AS returned,
CASE WHEN p.account_index IS NULL THEN 1 ELSE 0 END AS no_account, CASE WHEN EXISTS (SELECT 1 FROM card_notice n WHERE n.person_id = p.id AND n.account_version = p.account_version AND n.denied = 1) THEN 1 WHEN EXISTS (SELECT 1 FROM person o WHERE o.account_index = p.account_index AND o.id <> p.id AND `+notMerged+`) THEN 1 ELSE 0 END AS shared, CASE WHEN l.end_on IS NULL THEN 0 ELSE 1 END AS gone
FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id JOIN placement l ON l.id = d.placement_id JOIN person p ON p.id = l.person_id LEFT JOIN pay_slot x ON x.placement_id = d.placement_id AND x.month = s.month LEFT JOIN pay_item i ON i.id = x.item_id LEFT JOIN pay_line g ON g.item_id = i.id AND g.placement_id = d.placement_id
WHERE `+where+` AND NOT EXISTS (SELECT 1 FROM payment_event v WHERE v.paid_item = i.id) ORDER BY s.path, s.month, d.placement_id LIMIT ?`, append(args, f.Limit)...)
	return out, err
}
