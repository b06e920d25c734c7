package payment

import (
	"cmp"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// Unpaid is a month that somebody worked and the bank has not confirmed (拖欠), and where it waits.
type Unpaid struct {
	PlacementID int64
	PersonID    int64
	Path        string
	Name        string
	Month       civil.Month
	Sheet       string    // state of the month's sheet
	Run         string    // state of a run that would pay it, empty if it is on none
	ItemID      *int64    // once frozen
	AmountFen   money.Fen // once frozen: what is not confirmed
	PaidFen     money.Fen // what the bank confirmed of the month already, where a correction of it is still owed
	Batch       string    // state of the last batch, empty before
	Returned    string    // the bank's reason of the last return, while nothing was mended
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

// Desks from the village to the bank, and the account.
var Desks = []string{AtSheet, AtReview, AtDraft, AtNotice, AtAudit, AtPrepare, AtRelease, AtBank, AtAccount}

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
	case AtReview, AtAudit:
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

// OwingFilter of the list.
type OwingFilter struct {
	From     civil.Month // the first month; none: all
	Until    civil.Month // the last month
	PersonID int64       // of one person, whatever the village
}

// what a placement's pay of a month says, its item, holder and agreement named i, p and l by the caller
const owingSays = `COALESCE((SELECT b.state FROM pay_batch b WHERE b.id = (SELECT MAX(z.batch_id) FROM pay_batch_line z
JOIN pay_batch w ON w.id = z.batch_id WHERE z.item_id = i.id AND w.state <> 'withdrawn')), '') AS batch,
COALESCE((SELECT e.reason FROM payment_event e JOIN pay_batch_line l ON l.batch_id = e.batch_id AND l.item_id = i.id
WHERE e.id = (SELECT MAX(y.id) FROM payment_event y WHERE y.item_id = i.id AND y.kind = 'returned')
AND (l.account_index IS NULL OR ` + unmended + `)), '') AS returned,
CASE WHEN p.account_index IS NULL THEN 1 ELSE 0 END AS no_account, CASE WHEN EXISTS (SELECT 1 FROM card_notice n
WHERE n.person_id = p.id AND n.account_version = p.account_version AND n.denied = 1) THEN 1 WHEN EXISTS (SELECT 1
FROM person o WHERE o.account_index = p.account_index AND o.id <> p.id
AND ` + notMerged + `) THEN 1 ELSE 0 END AS shared, CASE WHEN l.end_on IS NULL THEN 0 ELSE 1 END AS gone`

// OwingOf a scope: month by month what was worked and is not confirmed, by village, month and holder. It follows a
// person after an exit. A month that was paid and then corrected upward stands here with what is still to come.
func OwingOf(r database.Reader, scope authz.Scope, f OwingFilter) ([]Unpaid, error) {
	filter := func(path, month string) (string, []any) {
		where, args := scope.SQL(path)
		where, args = where+" AND "+month+" <= ?", append(args, f.Until)
		if !f.From.IsZero() {
			where, args = where+" AND "+month+" >= ?", append(args, f.From)
		}
		if f.PersonID > 0 {
			where, args = where+" AND l.person_id = ?", append(args, f.PersonID)
		}
		return where, args
	}
	var out []Unpaid
	of := func(from, cond string, ahead []any) error {
		where, args := filter("s.path", "s.month")
		var some []Unpaid
		err := r.Select(&some, `SELECT d.placement_id, l.person_id, s.path, p.name, s.month, s.state AS sheet, i.id AS
item_id, COALESCE(g.amount_fen, 0) AS amount_fen,
COALESCE((SELECT MAX(q.state) FROM pay_run q CROSS JOIN pay_draft w ON w.run_id = q.id
WHERE w.placement_id = d.placement_id AND q.month = s.month AND q.state IN ('draft','noticed')), '') AS run,
`+owingSays+`
FROM `+from+` JOIN placement l ON l.id = d.placement_id JOIN person p ON p.id = l.person_id LEFT JOIN pay_line g
ON g.item_id = i.id AND g.placement_id = d.placement_id
WHERE `+cond+where+` AND `+atWork+` AND `+notTakenOff+` AND NOT EXISTS (SELECT 1 FROM payment_event v WHERE v.paid_item
= i.id)`, append(append(ahead, args...), noMarks)...)
		out = append(out, some...)
		return err
	}
	const sheets = "duty_sheet s JOIN duty_line d ON d.sheet_id = s.id LEFT JOIN pay_slot x ON x.placement_id = " +
		"d.placement_id AND x.month = s.month LEFT JOIN pay_item i ON i.id = x.item_id"
	if f.PersonID > 0 {
		if err := of(sheets, "", nil); err != nil {
			return nil, err
		}
	} else {
		if err := of(sheets, "s.listed = 0 AND ", nil); err != nil {
			return nil, err
		}
		// CROSS JOIN keeps SQLite from beginning with the sheets: what is open is little.
		// of who has a second post in another village, the item stands in one of the two
		open, items := openItems(scope.Wider(region.CountyPath))
		if err := of(open+` o CROSS JOIN pay_item i ON i.id = o.item_id CROSS JOIN pay_slot x ON x.item_id = i.id
CROSS JOIN duty_line d ON d.placement_id = x.placement_id CROSS JOIN duty_sheet s ON s.id = d.sheet_id
AND s.month = x.month`, "s.listed = 1 AND ", items); err != nil {
			return nil, err
		}
	}
	where, args := filter("g.path", "g.month")
	var more []Unpaid
	if err := r.Select(&more, `SELECT g.placement_id, l.person_id, g.path, p.name, g.month, 'locked' AS sheet, i.id AS
item_id, g.amount_fen,
COALESCE((SELECT SUM(k.amount_fen) FROM pay_line k WHERE k.placement_id = g.placement_id AND k.month = g.month
AND EXISTS (SELECT 1 FROM payment_event e WHERE e.paid_item = k.item_id)), 0) AS paid_fen, '' AS run,
`+owingSays+`
FROM pay_item i JOIN pay_line g ON g.item_id = i.id JOIN placement l ON l.id = g.placement_id JOIN person p
ON p.id = l.person_id
WHERE `+where+` AND i.of_item_id IS NOT NULL AND i.kind = 'correction'
AND `+stillUnpaid+` ORDER BY g.path, g.month,
g.placement_id, i.id`, args...); err != nil {
		return nil, err
	}
	return merged(append(out, more...)), nil
}

// merged months and corrections of them in the order of the list; a month of which both are owed stands once.
func merged(all []Unpaid) []Unpaid {
	slices.SortStableFunc(all, func(a, b Unpaid) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), a.Month.Since(b.Month), cmp.Compare(a.PlacementID, b.PlacementID))
	})
	out := all[:0]
	for _, o := range all {
		if n := len(out) - 1; n >= 0 && out[n].PlacementID == o.PlacementID && out[n].Month == o.Month {
			out[n].AmountFen += o.AmountFen
			continue
		}
		out = append(out, o)
	}
	return out
}
