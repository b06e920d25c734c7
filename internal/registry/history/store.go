package history

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/resident"
)

// Service of rows of earlier years.
type Service struct{ Ring *seal.Ring }

const columns = "h.id, h.batch_id, h.village_id, h.path, h.sheet, h.row_no, h.raw_digest, h.year, h.name, " +
	"h.id_index, h.id_tail, h.person_id, h.basis, h.post, h.start_raw, h.start_on, h.end_raw, h.end_on, h.review_raw, " +
	"h.review_on, h.notice_raw, h.audit_raw, h.audit_on, h.rate_fen, h.slip, h.handler, h.remark, h.odd"

// counted are the rows of files that were taken and not undone.
const counted = " FROM history_row h JOIN import_batch b ON b.id = h.batch_id AND b.state = 'accepted' "

func (r *Service) store(v *desk.Visit, rows []*Row) error {
	if len(rows) == 0 {
		return nil
	}
	names := Witness.All()
	if err := v.Tx.InsertMany("history_row", append(append([]string{}, names...), "trail_id", "row_digest"), len(rows),
		func(i int, x []any) {
			values := rows[i].values()
			d := Witness.Digest(values...)
			v.Witness("history_row", d)
			copy(x, values)
			x[len(names)], x[len(names)+1] = v.TrailID(), d
		}); err != nil {
		return err
	}
	seen := make([]string, len(rows))
	for i, x := range rows {
		seen[i] = x.Name
	}
	if _, err := keepNames(v.Tx, seen); err != nil {
		return err
	}
	var ids []struct{ ID, RowNo int64 }
	if err := v.Tx.Select(&ids, "SELECT id, row_no FROM history_row WHERE batch_id = ? ORDER BY id",
		rows[0].BatchID); err != nil {
		return err
	}
	for i, x := range ids {
		rows[i].ID = x.ID
	}
	if err := v.Tx.InsertMany("history_raw", []string{"row_id", "raw_sealed"}, len(rows), func(i int, x []any) {
		x[0], x[1] = rows[i].ID, r.Ring.Seal("history_raw", "raw", rows[i].Raw)
	}); err != nil {
		return err
	}
	var paid []Paid
	for _, row := range rows {
		for _, p := range row.Paid {
			p.RowID, p.Path = row.ID, row.Path
			paid = append(paid, p)
		}
	}
	return v.Tx.InsertMany("history_pay", append(PayWitness.All(), "trail_id", "row_digest"), len(paid),
		func(i int, x []any) {
			p := &paid[i]
			d := PayWitness.Digest(p.RowID, p.Path, p.Month, int64(p.AmountFen))
			v.Witness("history_pay", d)
			x[0], x[1], x[2], x[3], x[4], x[5] = p.RowID, p.Path, p.Month, int64(p.AmountFen), v.TrailID(), d
		})
}

// Known finds which whole rows were taken already, by their digest.
func Known(r database.Reader, digests [][]byte) (map[string]bool, error) {
	out := map[string]bool{}
	return out, database.InParts(digests, func(marks string, args []any) error {
		var found [][]byte
		err := r.Select(&found, "SELECT h.raw_digest"+counted+"WHERE h.raw_digest IN ("+marks+")", args...)
		for _, d := range found {
			out[string(d)] = true
		}
		return err
	})
}

// Filter of the list.
type Filter struct {
	Within   string
	Year     int64
	OddOnly  bool
	PersonID int64
	NamePart string // anywhere in the name, as it was handed in
	NameKey  string // the same as it stands in the keys of a name: plain.Sought
	Mixed    resident.Mixed
	Nobody   bool   // what was typed can be no name
	IDIndex  []byte // of a whole identity number
	AfterID  int64
	Limit    int
}

// List of rows in a scope in the order in which they came, a page by key.
func List(r database.Reader, scope authz.Scope, f Filter) ([]Row, error) {
	where, args := scope.Within(f.Within).ByNumber("h")
	if f.Year > 0 {
		where, args = where+" AND h.year = ?", append(args, f.Year)
	}
	if f.OddOnly {
		where += " AND h.odd <> ''"
	}
	if f.PersonID > 0 {
		where, args = where+" AND h.person_id = ?", append(args, f.PersonID)
	}
	if f.Nobody {
		where += " AND 1 = 0"
	}
	if f.NamePart != "" {
		named, more := resident.NameSQL("n", f.NameKey, f.Mixed)
		where += " AND (INSTR(h.name, ?) > 0 OR EXISTS (SELECT 1 FROM history_name n WHERE n.name = h.name AND " + named +
			"))"
		args = append(append(args, f.NamePart), more...)
	}
	if f.IDIndex != nil {
		where, args = where+" AND h.id_index = ?", append(args, f.IDIndex)
	}
	if f.AfterID > 0 {
		where, args = where+" AND h.id > ?", append(args, f.AfterID)
	}
	var out []Row
	err := r.Select(&out, "SELECT "+columns+counted+"WHERE "+where+" ORDER BY h.id LIMIT ?", append(args, f.Limit)...)
	return out, err
}

// ByID finds a row of a file that counts.
func ByID(r database.Reader, id int64) (Row, error) {
	return database.Find[Row](r, "SELECT "+columns+counted+"WHERE h.id = ?", id)
}

// PaidOf a row, by month.
func PaidOf(r database.Reader, rowID int64) ([]Paid, error) {
	var out []Paid
	err := r.Select(&out, "SELECT row_id, path, month, amount_fen FROM history_pay WHERE row_id = ? ORDER BY month, id",
		rowID)
	return out, err
}

// Raw is the whole row as text, head by head.
func (r *Service) Raw(rd database.Reader, rowID int64) (string, error) {
	var sealed []byte
	if _, err := rd.One(&sealed, "SELECT raw_sealed FROM history_raw WHERE row_id = ?", rowID); err != nil {
		return "", err
	}
	return r.Ring.Open("history_raw", "raw", sealed)
}
