package quota

import (
	"slices"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

const columns = "id, region_id, path, period, kind, total, given_down, opened, document, version"

func lock(tx *database.Tx, regionID int64, line Line) (Quota, bool, error) {
	var q Quota
	found, err := tx.One(&q,
		"SELECT "+columns+" FROM quota WHERE region_id = ? AND period = ? AND kind = ?"+tx.ForUpdate(), regionID, line.Period,
		line.Kind)
	return q, found, err
}

// lines of a region that can serve a line of the plan, the closest first.
func lines(r database.Reader, path string, line Line, suffix string) ([]Quota, error) {
	order := []string{line.Kind}
	if line.Kind != "" {
		parent, _, err := parentOf(r, line.Kind)
		if err != nil {
			return nil, err
		}
		if parent != "" {
			order = append(order, parent)
		}
		order = append(order, "")
	}
	var out []Quota
	err := r.Select(&out, "SELECT "+columns+" FROM quota WHERE path = ? AND period = ?"+suffix, path, line.Period)
	out = slices.DeleteFunc(out, func(q Quota) bool { return !slices.Contains(order, q.Kind) })
	slices.SortFunc(out, func(a, b Quota) int { return slices.Index(order, a.Kind) - slices.Index(order, b.Kind) })
	return out, err
}

// parentOf a kind of post; false if there is no such kind.
func parentOf(r database.Reader, kind string) (string, bool, error) {
	var k Kind
	found, err := r.One(&k, "SELECT code, parent, name FROM post_kind WHERE code = ?", kind)
	return k.Parent, found, err
}

// List of quotas of a period inside a scope, by path and kind; any kind first.
func List(r database.Reader, scope authz.Scope, period string) ([]Quota, error) {
	where, args := scope.SQL("path")
	var out []Quota
	err := r.Select(&out, "SELECT "+columns+" FROM quota WHERE "+where+" AND period = ? ORDER BY path, kind",
		append(args, period)...)
	return out, err
}

// Kinds of post in their order.
func Kinds(r database.Reader) ([]Kind, error) {
	var out []Kind
	err := r.Select(&out, "SELECT code, parent, name FROM post_kind ORDER BY sort_order")
	return out, err
}

// insertKinds of post, each in its place of the list.
func insertKinds(tx *database.Tx, kinds []Kind) error {
	return tx.InsertMany("post_kind", []string{"code", "parent", "name", "sort_order"}, len(kinds), func(i int, x []any) {
		k := kinds[i]
		x[0], x[1], x[2], x[3] = k.Code, k.Parent, k.Name, slices.Index(seedKinds, k)
	})
}

// Periods of the plan, the earliest first.
func Periods(r database.Reader) ([]Period, error) {
	var rows []Period
	if err := r.Select(&rows,
		"SELECT code, name, from_date, until_date, document, created_by, created_us FROM plan_period ORDER BY from_date"); err != nil {
		return nil, err
	}
	return append([]Period{First}, rows...), nil
}

func insertPeriod(tx *database.Tx, p Period) error {
	_, err := tx.Exec(
		"INSERT INTO plan_period (code, name, from_date, until_date, document, created_by, created_us) VALUES (?, ?, ?, ?, "+
			"?, ?, ?)",
		p.Code, p.Name, p.FromDate, p.UntilDate, p.Document, p.CreatedBy, int64(p.CreatedUs))
	return err
}

// Moves of the plan that concern a region or those directly below it, the latest first.
func Moves(r database.Reader, path, period string, limit int) ([]Move, error) {
	var out []Move
	n := len(path)
	err := r.Select(&out,
		"SELECT id, act, period, kind, from_path, to_path, amount, document, actor_id, at_us FROM quota_move WHERE period "+
			"= ? AND (from_path = ? OR to_path = ? OR SUBSTR(from_path, 1, ?) = ? AND LENGTH(from_path) = ?) ORDER BY id DESC "+
			"LIMIT ?",
		period, path, path, n, path, n+4, limit)
	return out, err
}

// StoreMany writes quotas whose ids the caller gives.
func StoreMany(tx *database.Tx, qs []Quota) error {
	return tx.InsertMany("quota",
		[]string{"id", "region_id", "path", "period", "total", "given_down", "opened", "document"}, len(qs),
		func(i int, x []any) {
			q := &qs[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7] = q.ID, q.RegionID, q.Path, First.Code, q.Total, q.GivenDown,
				q.Opened,
				q.Document
		})
}
