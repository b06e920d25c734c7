package payment

import (
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// Reasons for which an item is held back from the bank's file: the money goes to the holder's own account, or not at
// all (domain section
// 5.3; 财办〔2020〕37号).
const (
	HeldUntraced = "untraced" // the account came another way than by registration, card list or correction
	HeldShared   = "shared"   // another resident has the same account
	HeldCadre    = "cadre"    // and that one holds an office
	HeldDenied   = "denied"   // the holder says that the change of account was not so
	HeldUnmended = "unmended" // the bank sent it back for a reason that only a correction mends, and nothing was corrected
	// the account was changed after the list was approved: it goes in a batch of its own, seen as such
	HeldChanged = "changed"
)

// Held item, and why.
type Held struct {
	ItemID      int64
	PlacementID int64
	PersonID    int64
	Name        string
	Path        string
	Reason      string
	Other       string // whose account it is too; the bank's reason
}

// notMerged says that two person records are not two of one human.
const notMerged = "NOT EXISTS (SELECT 1 FROM person_merger m WHERE m.from_id = o.id AND m.into_id = p.id OR " +
	"m.from_id = p.id AND m.into_id = o.id)"

// sentName is the name under which a line l of an item i goes.
const sentName = "CASE WHEN l.name = '' THEN i.name ELSE l.name END"

// unmended says of an item i of person p that the line l, which the bank sent back, went to the account and under the
// name that stand today.
const unmended = "l.account_index = p.account_index AND COALESCE(l.account_version, p.account_version) = " +
	"p.account_version AND " +
	sentName + " = p.name"

// HeldOf a run: its unpaid items whose account is somebody else's too, is denied by its holder, was sent back and not
// mended (bank.mend_first), or was changed since the freeze and no batch was settled yet. The rest of the run is not
// kept waiting for them.
func HeldOf(r database.Reader, book *rulebook.Book, runID int64, today civil.Date) ([]Held, error) {
	run, err := payroll.RunByID(r, runID)
	if err != nil {
		return nil, err
	}
	open, args := openOf(run)
	var out []Held
	have := map[int64]bool{}
	for _, q := range heldBy {
		var rows []Held
		query := "SELECT i.id AS item_id, i.placement_id, i.person_id, i.name, i.path, " +
			strings.Replace(q, "%open%", open, 1)
		if err := r.Select(&rows, query, args...); err != nil {
			return nil, err
		}
		for _, h := range rows {
			if have[h.ItemID] || h.Reason == HeldUnmended && !mendFirst(book, h, today) {
				continue // one reason is enough
			}
			have[h.ItemID], out = true, append(out, h)
		}
	}
	return out, nil
}

// untraced says of a person p that the account has no origin, or that the nightly count doubts it.
const untraced = `(EXISTS (SELECT 1 FROM account_doubt d WHERE d.person_id = p.id
AND d.account_version = p.account_version)
OR EXISTS (SELECT 1 FROM account_baseline) AND p.account_index IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM account_origin o WHERE o.person_id = p.id AND o.account_version = p.account_version
AND o.account_index = p.account_index AND o.account_tail = p.account_tail))`

// heldBy are the reasons, in the order in which they are told; %open% are the items of the run that may be unpaid.
var heldBy = []string{
	`'untraced' AS reason FROM %open% w JOIN pay_item i ON i.id = w.item_id JOIN person p ON p.id = i.person_id
WHERE ` + stillUnpaid + ` AND ` + untraced + ` ORDER BY i.path, i.id`,
	`MIN(o.name) AS other, CASE WHEN MAX(CASE WHEN EXISTS (SELECT 1 FROM official f WHERE f.person_id = o.id
AND (f.until IS NULL OR f.until > i.month)) THEN 1 ELSE 0 END) = 1 THEN 'cadre' ELSE 'shared' END AS reason
FROM %open% w JOIN pay_item i ON i.id = w.item_id JOIN person p ON p.id = i.person_id JOIN person o
ON o.account_index = p.account_index AND o.id <> p.id
WHERE ` + stillUnpaid + ` AND ` + notMerged + ` GROUP BY i.id, i.placement_id, i.person_id, i.name, i.path
ORDER BY i.path, i.id`,
	`'denied' AS reason FROM %open% w JOIN pay_item i ON i.id = w.item_id JOIN person p ON p.id = i.person_id
JOIN card_notice n ON n.person_id = p.id AND n.account_version = p.account_version
WHERE n.denied = 1 AND ` + stillUnpaid + ` ORDER BY i.path, i.id`,
	`'unmended' AS reason, e.reason AS other FROM %open% w JOIN pay_item i ON i.id = w.item_id JOIN person p
ON p.id = i.person_id
JOIN payment_event e ON e.id = (SELECT MAX(y.id) FROM payment_event y WHERE y.item_id = i.id AND y.kind = 'returned')
JOIN pay_batch_line l ON l.batch_id = e.batch_id AND l.item_id = i.id
WHERE ` + stillUnpaid + ` AND ` + unmended + ` ORDER BY i.path, i.id`,
	`'changed' AS reason FROM %open% w JOIN pay_item i ON i.id = w.item_id JOIN person p ON p.id = i.person_id
WHERE ` + stillUnpaid + ` AND (p.account_index IS NULL OR p.account_index <> i.account_index)
AND NOT EXISTS (SELECT 1 FROM pay_batch b WHERE b.run_id = i.run_id AND b.state = 'settled'
AND SUBSTR(i.path, 1, LENGTH(b.path)) = b.path) ORDER BY i.path, i.id`,
}

// mendFirst reports whether the bank's reason is one that only a correction mends: words of the rulebook's
// bank.mend_first today.
func mendFirst(book *rulebook.Book, h Held, today civil.Date) bool {
	words, _ := book.Text("bank.mend_first", h.Path, "", today)
	for word := range strings.FieldsFuncSeq(words, func(r rune) bool { return strings.ContainsRune(",，、 ", r) }) {
		if strings.Contains(h.Other, word) {
			return true
		}
	}
	return false
}

// OtherAccounts of a batch: its lines that go to another account than the one that was approved, for whoever releases
// it.
func OtherAccounts(r database.Reader, batchID int64) ([]Held, error) {
	var out []Held
	err := r.Select(&out, `SELECT i.id AS item_id, i.placement_id, i.person_id, i.name, i.path, 'changed' AS reason
FROM pay_batch_line l JOIN pay_item i ON i.id = l.item_id JOIN person p ON p.id = i.person_id
WHERE l.batch_id = ? AND COALESCE(l.account_index, p.account_index) <> i.account_index ORDER BY i.path, i.id`, batchID)
	return out, err
}
