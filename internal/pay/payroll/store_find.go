package payroll

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// OfMonth are the runs of a month that concern a scope, as Runs gives them.
func OfMonth(r database.Reader, scope authz.Scope, month civil.Month, limit int) ([]Run, error) {
	where, args := scope.SQL("path")
	for _, p := range scope.Paths() {
		if len(p) > 8 {
			where, args = "("+where+" OR path = ?)", append(args, p[:8])
		}
	}
	var out []Run
	err := r.Select(&out, "SELECT "+runColumns+" FROM pay_run WHERE "+where+" AND month = ? ORDER BY path, id LIMIT ?",
		append(args, month, limit)...)
	return out, err
}
