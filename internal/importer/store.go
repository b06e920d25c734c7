package importer

import (
	"encoding/json"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

const batchColumns = "id, kind, region_id, path, file_id, file_digest, state, rows_good, rows_same, rows_bad, " +
	"rows_skipped, reading, created_by, created_us, decided_by, decided_us, version"

func insertBatch(tx *database.Tx, b *Batch) error { return tx.Insert(b) }

// ByID finds a batch.
func ByID(r database.Reader, id int64) (Batch, error) {
	return database.Find[Batch](r, "SELECT "+batchColumns+" FROM import_batch WHERE id = ?", id)
}

func lockBatch(tx *database.Tx, id int64) (Batch, error) {
	return database.Find[Batch](tx, "SELECT "+batchColumns+" FROM import_batch WHERE id = ?"+tx.ForUpdate(), id)
}

// takenAs finds the batch by which a file was taken.
func takenAs(r database.Reader, kind string, digest []byte) (Batch, bool, error) {
	var b Batch
	found, err := r.One(&b, "SELECT "+batchColumns+" FROM import_batch WHERE kind = ? AND accepted_digest = ?", kind,
		digest)
	return b, found, err
}

// judged writes down what was found in a batch.
func judged(tx *database.Tx, b Batch, faults []fault) error {
	if err := tx.Change("UPDATE import_batch SET state = ?, reading = ?, rows_good = ?, rows_same = ?, rows_bad = ?, "+
		"rows_skipped = ?, version = version + 1 WHERE id = ? AND version = ?", b.State, b.Reading, b.RowsGood, b.RowsSame,
		b.RowsBad, b.RowsSkipped, b.ID, b.Version); err != nil {
		return err
	}
	return tx.InsertMany("import_fault", []string{"batch_id", "sheet", "row_no", "head", "code",
		"args"}, len(faults), func(i int, x []any) {
		f := &faults[i]
		args := []byte{}
		if len(f.Args) > 0 {
			args, _ = json.Marshal(f.Args) // words, numbers and dates only
		}
		x[0], x[1], x[2], x[3], x[4], x[5] = b.ID, clip(f.sheet, 100), f.Row, clip(f.Column, 100), f.Code, string(args)
	})
}

// decide moves a batch by a person's decision. Refusal: import.taken (the same file was taken at the same time).
func decide(v *desk.Visit, b Batch, to string) error {
	err := v.Tx.Change(
		"UPDATE import_batch SET state = ?, decided_by = ?, decided_us = ?, version = version + 1 WHERE id = ? AND version "+
			"= ?",
		to, v.Actor.UserID, v.Now(), b.ID, b.Version)
	if database.Duplicate(err, "") {
		return errs.New(errs.Conflict, "import.taken").With("on", v.Now().Short())
	}
	return err
}

func insertMade(tx *database.Tx, batchID int64, table string, ids []int64) error {
	return tx.InsertMany("import_made", []string{"batch_id", "made", "record_id"}, len(ids), func(i int, x []any) {
		x[0], x[1], x[2] = batchID, table, ids[i]
	})
}

func madeBy(r database.Reader, batchID int64) (map[string][]int64, error) {
	var rows []struct {
		Made     string
		RecordID int64
	}
	if err := r.Select(&rows, "SELECT made, record_id FROM import_made WHERE batch_id = ? ORDER BY id",
		batchID); err != nil {
		return nil, err
	}
	out := map[string][]int64{}
	for _, x := range rows {
		out[x.Made] = append(out[x.Made], x.RecordID)
	}
	return out, nil
}

// Fault as kept: where it stands and what is wrong.
type Fault struct {
	ID    int64
	Sheet string
	errs.Error
}

// faultRow is a fault as its row has it.
type faultRow struct {
	ID    int64
	Sheet string
	RowNo int
	Head  string
	Code  string
	Args  string
	N     int64 // of a group
}

func (x faultRow) fault() (Fault, error) {
	f := Fault{ID: x.ID, Sheet: x.Sheet, Error: errs.Error{Kind: errs.Invalid, Code: x.Code, Row: x.RowNo, Column: x.Head}}
	if x.Args == "" {
		return f, nil
	}
	return f, json.Unmarshal([]byte(x.Args), &f.Args)
}

// FaultsOf a batch in the order of the sheet, a page by key.
func FaultsOf(r database.Reader, batchID, afterID int64, limit int) ([]Fault, error) {
	var rows []faultRow
	if err := r.Select(&rows,
		"SELECT id, sheet, row_no, head, code, args FROM import_fault WHERE batch_id = ? AND id > ? ORDER BY id LIMIT ?",
		batchID, afterID, limit); err != nil {
		return nil, err
	}
	out := make([]Fault, len(rows))
	for i, x := range rows {
		var err error
		if out[i], err = x.fault(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Row of the list of batches.
type Row struct {
	Batch
	FileName string
	By       string
}

// List of batches in a scope, latest first; a page by key.
func List(r database.Reader, scope authz.Scope, beforeID int64, limit int) ([]Row, error) {
	where, args := scope.ByNumber("b")
	if beforeID > 0 {
		where, args = where+" AND b.id < ?", append(args, beforeID)
	}
	var out []Row
	err := r.Select(&out, `SELECT b.id, b.kind, b.path, b.state, b.rows_good, b.rows_same, b.rows_bad, b.rows_skipped,
b.created_us, f.name AS file_name, COALESCE(u.name, '') AS `+"`by`"+`
FROM import_batch b JOIN file f ON f.id = b.file_id LEFT JOIN user_account u ON u.id = b.created_by
WHERE `+where+` ORDER BY b.id DESC LIMIT ?`, append(args, limit)...)
	return out, err
}

// ReadyOf a kind in a scope: read, with rows that can be taken, the one handed in first first.
func ReadyOf(r database.Reader, scope authz.Scope, kind string) ([]Batch, error) {
	where, args := scope.SQL("b.path")
	var out []Batch
	err := r.Select(&out, "SELECT b.id, b.kind, b.path, b.state, b.rows_good, b.created_by, b.created_us, b.reading "+
		"FROM import_batch b WHERE "+where+" AND b.state = 'ready' AND b.rows_good > 0 AND b.kind = ? ORDER BY b.id",
		append(args, kind)...)
	return out, err
}

// Origin is the name of a batch's file and who handed it in.
func Origin(r database.Reader, b Batch) (file, by string, err error) {
	var row struct{ File, Name string }
	_, err = r.One(&row,
		"SELECT f.name AS file, COALESCE(u.name, '') AS name FROM file f LEFT JOIN user_account u ON u.id = ? WHERE f.id = ?",
		b.CreatedBy, b.FileID)
	return row.File, row.Name, err
}

const answerColumns = "id, path, kind, layout, asked, sheet, column_no, head, among, batch_id, answered_by, " +
	"answered_name, answered_us, revoked_by, revoked_name, revoked_us"

// insertAnswer keeps an answer. Refusal: import.answered (somebody else's to the same question came first).
func insertAnswer(tx *database.Tx, a *ColumnAnswer) error {
	err := tx.Insert(a)
	if database.Duplicate(err, "") {
		return errs.New(errs.Conflict, "import.answered")
	}
	return err
}

// AnswerByID finds an answer.
func AnswerByID(r database.Reader, id int64) (ColumnAnswer, error) {
	return database.Find[ColumnAnswer](r, "SELECT "+answerColumns+" FROM column_answer WHERE id = ?", id)
}

func lockAnswer(tx *database.Tx, id int64) (ColumnAnswer, error) {
	return database.Find[ColumnAnswer](tx, "SELECT "+answerColumns+" FROM column_answer WHERE id = ?"+tx.ForUpdate(), id)
}

// lockAnswers that hold for the question of an answer at a place, that of the nearest office first.
func lockAnswers(tx *database.Tx, a ColumnAnswer, path string) (out []ColumnAnswer, err error) {
	for _, office := range officesOver(path) {
		var x ColumnAnswer
		found, err := tx.One(&x, "SELECT "+answerColumns+" FROM column_answer WHERE path = ? AND kind = ? AND layout = ? "+
			"AND asked = ? AND live = 1"+tx.ForUpdate(), office, a.Kind, a.Layout, a.Asked)
		if err != nil {
			return nil, err
		}
		if found {
			out = append(out, x)
		}
	}
	return out, nil
}

// answersOver a place: those that hold for its lists of a kind, the nearest office's before others.
func answersOver(r database.Reader, kind, path string) (answerSet, error) {
	out := answerSet{}
	for _, office := range officesOver(path) {
		var rows []ColumnAnswer
		if err := r.Select(&rows, "SELECT "+answerColumns+" FROM column_answer WHERE path = ? AND kind = ? AND live = 1",
			office, kind); err != nil {
			return nil, err
		}
		for _, a := range rows {
			if k := [2]string{a.Layout, a.Asked}; out[k].ID == 0 {
				out[k] = a
			}
		}
	}
	return out, nil
}

// answersByID are some answers, those too that were revoked since.
func answersByID(r database.Reader, ids []int64) (answerSet, error) {
	out := answerSet{}
	if len(ids) == 0 {
		return out, nil
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	var rows []ColumnAnswer
	err := r.Select(&rows, "SELECT "+answerColumns+" FROM column_answer WHERE id IN (?"+
		strings.Repeat(", ?", len(ids)-1)+")", args...)
	for _, a := range rows {
		out[[2]string{a.Layout, a.Asked}] = a
	}
	return out, err
}

// answeringHands gave the answers by which a batch was read, as far as the list of which was asked was not taken.
func answeringHands(r database.Reader, b Batch) (hands []int64, err error) {
	read, err := b.Read()
	if err != nil || len(read.Answered) == 0 {
		return nil, err
	}
	args := []any{Accepted, Undone}
	for _, t := range read.Answered {
		args = append(args, t.ID)
	}
	err = r.Select(&hands, "SELECT a.answered_by FROM column_answer a JOIN import_batch b ON b.id = a.batch_id "+
		"WHERE b.state NOT IN (?, ?) AND a.id IN (?"+strings.Repeat(", ?", len(args)-3)+")", args...)
	return hands, err
}

// revoke an answer that holds.
func revoke(v *desk.Visit, a ColumnAnswer) error {
	return v.Tx.Change("UPDATE column_answer SET revoked_by = ?, revoked_name = ?, revoked_us = ? "+
		"WHERE id = ? AND revoked_us IS NULL", v.Actor.UserID, nameOf(v.Actor, ""), v.Now(), a.ID)
}

// askedAgain puts a batch back: it is read anew, by the answers that hold then.
func askedAgain(tx *database.Tx, b Batch) error {
	if _, err := tx.Exec("DELETE FROM import_fault WHERE batch_id = ?", b.ID); err != nil {
		return err
	}
	return tx.Change("UPDATE import_batch SET state = ?, rows_good = 0, rows_same = 0, rows_bad = 0, "+
		"version = version + 1 WHERE id = ? AND version = ?", InReading, b.ID, b.Version)
}

// Answers of a scope, latest first; a page by key.
func Answers(r database.Reader, scope authz.Scope, beforeID int64, limit int) (out []ColumnAnswer, err error) {
	where, args := scope.ByNumber("a")
	if beforeID > 0 {
		where, args = where+" AND a.id < ?", append(args, beforeID)
	}
	err = r.Select(&out, "SELECT "+answerColumns+" FROM column_answer a WHERE "+where+" ORDER BY a.id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}

// FileName of the file that a batch came from.
func FileName(r database.Reader, batchID int64) (string, error) {
	b, err := ByID(r, batchID)
	if err != nil {
		return "", err
	}
	name, _, err := Origin(r, b)
	return name, err
}
