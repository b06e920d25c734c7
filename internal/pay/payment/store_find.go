package payment

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// FoundBatch is a batch with the month of its run.
type FoundBatch struct {
	ID, Number int64
	Path       string
	State      string
	Voucher    string
	Month      civil.Month
}

// Find batches of a scope by their voucher, in the ways in which it may be kept, or the month of their run, the latest
// first.
func Find(r database.Reader, scope authz.Scope, written [3]string, month civil.Month,
	limit int) ([]FoundBatch, error) {
	where, args := scope.SQL("b.path")
	var out []FoundBatch
	err := r.Select(&out, "SELECT b.id, b.number, b.path, b.state, b.voucher, n.month FROM pay_batch b JOIN pay_run n ON "+
		"n.id = b.run_id WHERE "+where+" AND (b.voucher IN (?, ?, ?) OR n.month = ?) ORDER BY b.id DESC LIMIT ?",
		append(args, written[0], written[1], written[2], month.String(), limit)...)
	return out, err
}
