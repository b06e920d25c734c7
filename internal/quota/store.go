package quota

import (
	"gangwei/internal/authz"
	"gangwei/internal/database"
)

const columns = "id, region_id, path, period, total, given_down, opened, document, version"

func lock(tx *database.Tx, regionID int64) (Quota, bool, error) {
	var q Quota
	found, err := tx.One(&q, "SELECT "+columns+" FROM quota WHERE region_id = ? AND period = ?"+tx.ForUpdate(), regionID, Period)
	return q, found, err
}

// List of quotas inside a scope, by path.
func List(r database.Reader, scope authz.Scope) ([]Quota, error) {
	where, args := scope.SQL("path")
	var out []Quota
	err := r.Select(&out, "SELECT "+columns+" FROM quota WHERE "+where+" AND period = ? ORDER BY path", append(args, Period)...)
	return out, err
}

// Kinds of post in their order.
func Kinds(r database.Reader) ([]Kind, error) {
	var out []Kind
	err := r.Select(&out, "SELECT code, parent, name FROM post_kind ORDER BY sort_order")
	return out, err
}

// StoreMany writes quotas whose ids the caller gives.
func StoreMany(tx *database.Tx, qs []Quota) error {
	return tx.InsertMany("quota", []string{"id", "region_id", "path", "period", "total", "given_down", "opened", "document"}, len(qs), func(i int, x []any) {
		q := &qs[i]
		x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7] = q.ID, q.RegionID, q.Path, Period, q.Total, q.GivenDown, q.Opened, q.Document
	})
}
