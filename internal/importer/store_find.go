package importer

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// BatchesNamed finds the batches of a kind in a scope by a part of their file's name, the latest first.
func BatchesNamed(r database.Reader, scope authz.Scope, kind, text string, limit int) ([]Row, error) {
	where, args := scope.ByNumber("b")
	var out []Row
	err := r.Select(&out, `SELECT b.id, b.kind, b.path, b.state, b.rows_good, b.rows_same, b.rows_bad, b.rows_skipped,
b.created_us, f.name AS file_name, COALESCE(u.name, '') AS `+"`by`"+`
FROM import_batch b JOIN file f ON f.id = b.file_id LEFT JOIN user_account u ON u.id = b.created_by
WHERE `+where+` AND b.kind = ? AND INSTR(f.name, ?) > 0 ORDER BY b.id DESC LIMIT ?`, append(args, kind, text, limit)...)
	return out, err
}
