package payment

import (
	"database/sql"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/database"
)

// PerHead is what the people of a village were paid for a month, and how many they are.
type PerHead struct {
	Path   string
	People int64
	Fen    money.Fen
}

// PaidFor a month under a path, by village: what has arrived, by the bank's word.
func PaidFor(r database.Reader, path string, month civil.Month) ([]PerHead, error) {
	type head struct {
		path   string
		person int64
	}
	heads := map[head]bool{}
	at := map[string]int{}
	var out []PerHead
	// added up here: a server would write all of them into a table first
	err := r.Rows(`SELECT i.path, i.person_id, i.amount_fen FROM pay_run n JOIN pay_item i ON i.run_id = n.id
JOIN payment_event e ON e.paid_item = i.id
WHERE n.month = ? AND n.path >= ? AND n.path < ?`, []any{month, path, path + "~"}, func(rows *sql.Rows) error {
		var h head
		var fen money.Fen
		if err := rows.Scan(&h.path, &h.person, &fen); err != nil {
			return err
		}
		n, known := at[h.path]
		if !known {
			n = len(out)
			at[h.path], out = n, append(out, PerHead{Path: h.path})
		}
		out[n].Fen += fen
		if !heads[h] {
			heads[h] = true
			out[n].People++
		}
		return nil
	})
	slices.SortFunc(out, func(a, b PerHead) int { return strings.Compare(a.Path, b.Path) })
	return out, err
}
