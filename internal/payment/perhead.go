package payment

import (
	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/money"
)

// PerHead is what the people of a village were paid for a month, and how many they are.
type PerHead struct {
	Path   string
	People int64
	Fen    money.Fen
}

// PaidFor a month under a path, by village: what has arrived, by the bank's word.
func PaidFor(r database.Reader, path string, month civil.Month) ([]PerHead, error) {
	var out []PerHead
	err := r.Select(&out, `SELECT i.path, COUNT(DISTINCT i.person_id) AS people, SUM(i.amount_fen) AS fen FROM pay_run n JOIN pay_item i ON i.run_id = n.id JOIN payment_event e ON e.paid_item = i.id
WHERE n.month = ? AND n.path >= ? AND n.path < ? GROUP BY i.path ORDER BY i.path`, month, path, path+"~")
	return out, err
}
