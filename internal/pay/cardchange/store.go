package cardchange

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

const listColumns = "id, region_id, path, document, file_digest, state, entered_by, entered_key, entered_us, " +
	"approved_by, approved_key, approved_us, cools_until, applied_us, why, version"

// ByID finds a list.
func ByID(r database.Reader, id int64) (List, error) {
	return database.Find[List](r, "SELECT "+listColumns+" FROM card_list WHERE id = ?", id)
}

func lock(tx *database.Tx, id int64) (List, error) {
	return database.Find[List](tx, "SELECT "+listColumns+" FROM card_list WHERE id = ?"+tx.ForUpdate(), id)
}

// sameFile tells whether a county has a list of this file that was not cancelled.
func sameFile(r database.Reader, l List) (id int64, had bool, err error) {
	had, err = r.One(&id, "SELECT id FROM card_list WHERE path = ? AND file_digest = ? AND state <> 'cancelled' LIMIT 1",
		l.Path, l.FileDigest)
	return id, had, err
}

// Lists of a scope, the latest first.
func Lists(r database.Reader, scope authz.Scope, limit int) ([]List, error) {
	where, args := scope.ByNumber("")
	var out []List
	err := r.Select(&out, "SELECT "+listColumns+" FROM card_list WHERE "+where+" ORDER BY id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}

// ToApprove lists the entered lists of a scope, and since when the first waits.
func ToApprove(r database.Reader, scope authz.Scope) ([]Waiting, error) {
	where, args := scope.SQL("path")
	var out []Waiting
	err := r.Select(&out,
		"SELECT id, entered_us AS since_us FROM card_list WHERE "+where+" AND state = 'entered' ORDER BY id", args...)
	return out, err
}

// ToApply lists the approved lists of a scope that have cooled.
func ToApply(r database.Reader, scope authz.Scope, today civil.Date) ([]Waiting, error) {
	where, args := scope.SQL("path")
	var out []Waiting
	err := r.Select(&out, "SELECT id, approved_us AS since_us FROM card_list WHERE "+where+
		" AND state = 'cooling' AND cools_until < ? ORDER BY cools_until, id", append(args, today)...)
	return out, err
}

// Waiting is a list that waits for somebody.
type Waiting struct {
	ID      int64
	SinceUs clock.Moment
}

func insert(tx *database.Tx, l *List, lines []Line) (err error) {
	if l.ID, err = tx.Create("INSERT INTO card_list (region_id, path, document, file_digest, state, entered_by, "+
		"entered_key, entered_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		l.RegionID, l.Path, l.Document, l.FileDigest, l.State, l.EnteredBy, l.EnteredKey, int64(l.EnteredUs)); err != nil {
		return err
	}
	return tx.InsertMany("card_line",
		[]string{"list_id", "seq", "name", "id_tail", "person_id", "path", "old_index", "old_tail", "new_sealed", "new_index",
			"new_tail", "verdict"},
		len(lines), func(i int, x []any) {
			m := &lines[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10], x[11] = l.ID, m.Seq, m.Name, m.IDTail, m.PersonID,
				m.Path, m.OldIndex, m.OldTail, m.NewSealed, m.NewIndex, m.NewTail, m.Verdict
		})
}

func move(tx *database.Tx, l List, set string, args ...any) error {
	return tx.Change("UPDATE card_list SET "+set+", version = version + 1 WHERE id = ? AND version = ?",
		append(args, l.ID, l.Version)...)
}

const lineColumns = "seq, name, id_tail, person_id, path, old_index, old_tail, new_sealed, new_index, new_tail, verdict"

// linesOf a list by verdict, in order.
func linesOf(r database.Reader, id int64, verdict string) ([]Line, error) {
	var out []Line
	err := r.Select(&out, "SELECT "+lineColumns+" FROM card_line WHERE list_id = ? AND verdict = ? ORDER BY seq", id,
		verdict)
	return out, err
}

// Page of a list's lines from a line on, of one verdict or all.
func Page(r database.Reader, id int64, verdict string, after int64, limit int) ([]Line, error) {
	where, args := "", []any{id, after}
	if verdict != "" {
		where, args = " AND verdict = ?", append(args, verdict)
	}
	var out []Line
	err := r.Select(&out,
		"SELECT "+lineColumns+" FROM card_line WHERE list_id = ? AND seq > ?"+where+" ORDER BY seq LIMIT ?",
		append(args, limit)...)
	return out, err
}

// Count is how many lines a verdict has.
type Count struct {
	Verdict string
	N       int64
}

// Counts of a list by verdict.
func Counts(r database.Reader, id int64) (map[string]int64, error) {
	var rows []Count
	err := r.Select(&rows, "SELECT verdict, COUNT(*) AS n FROM card_line WHERE list_id = ? GROUP BY verdict", id)
	out := map[string]int64{}
	for _, x := range rows {
		out[x.Verdict] = x.N
	}
	return out, err
}
