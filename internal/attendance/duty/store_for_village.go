package duty

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/registry/account"
)

// keepEnterer writes down once who of another office entered days of a sheet.
func keepEnterer(v *desk.Visit, s Sheet) error {
	var n int64
	found, err := v.Tx.One(&n, "SELECT user_id FROM duty_enterer WHERE sheet_id = ? AND user_id = ?", s.ID, v.Actor.UserID)
	if err != nil || found {
		return err
	}
	_, err = v.Tx.Exec("INSERT INTO duty_enterer (sheet_id, user_id, person_key, at_us) VALUES (?, ?, ?, ?)", s.ID,
		v.Actor.UserID, v.Actor.PersonKey, v.Now())
	return err
}

const wordColumns = "id, sheet_id, path, says, words, signer, scan_id, actor_id, person_key, at_us, answer, answer_us"

func lastWord(r database.Reader, sheetID int64) (w VillageWord, found bool, err error) {
	found, err = r.One(&w, "SELECT "+wordColumns+" FROM duty_word WHERE sheet_id = ? ORDER BY id DESC LIMIT 1", sheetID)
	return w, found, err
}

// WordsOf a sheet, the first said first.
func WordsOf(r database.Reader, sheetID int64) (out []VillageWord, err error) {
	return out, r.Select(&out, "SELECT "+wordColumns+" FROM duty_word WHERE sheet_id = ? ORDER BY id", sheetID)
}

func insertWord(tx *database.Tx, w VillageWord) error {
	_, err := tx.Exec("INSERT INTO duty_word (sheet_id, path, says, words, signer, scan_id, actor_id, person_key, at_us) "+
		"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", w.SheetID, w.Path, w.Says, w.Words, w.Signer, w.ScanID, w.ActorID,
		w.PersonKey, w.AtUs)
	return err
}

func setAnswer(tx *database.Tx, id int64, answer string, by authz.Actor, at clock.Moment) error {
	return tx.Change("UPDATE duty_word SET answer = ?, answer_id = ?, answer_key = ?, answer_us = ? WHERE id = ? AND "+
		"answer_us IS NULL", answer, by.UserID, by.PersonKey, at, id)
}

// What a sheet that was entered for a village waits for.
const (
	WaitsWord   = "word"   // the village has said nothing
	WaitsReview = "review" // by another person
	WaitsAnswer = "answer" // the village objects
)

// Waits in the order in which a filter offers them.
var Waits = []string{WaitsWord, WaitsReview, WaitsAnswer}

// EnteredFilter of the list.
type EnteredFilter struct {
	Waits string // one of Waits, empty: all
	Key   string // of the person who reviews and answers: what they entered themselves does not wait for them
}

// where of sheets s with their last word w.
func (f EnteredFilter) where() (where string, args []any) {
	switch f.Waits {
	case WaitsWord:
		return " AND w.id IS NULL", nil
	case WaitsReview:
		return " AND s.state = 'submitted'" + notMine, []any{f.Key, f.Key}
	case WaitsAnswer:
		return " AND w.says = 'objects' AND w.answer_us IS NULL" + notMine, []any{f.Key, f.Key}
	}
	return "", nil
}

// lastSaid joins the village's last word w since a sheet s was sent.
const lastSaid = ` LEFT JOIN duty_word w ON w.sheet_id = s.id AND w.at_us >= s.submitted_us AND w.id = (SELECT MAX(id)
FROM duty_word WHERE sheet_id = s.id)`

// EnteredSheets of a scope, sent for their villages by another office, the latest paper first.
func EnteredSheets(r database.Reader, scope authz.Scope, f EnteredFilter, limit int) ([]Entered, error) {
	where, args := scope.SQL("s.path")
	waits, more := f.where()
	where, args = where+waits, append(args, more...)
	var out []Entered
	err := r.Select(&out, `SELECT s.id, s.path, s.month, s.state, s.submitted_by, s.submitted_us AS sent_us, s.scan_id,
COALESCE(w.says, '') AS says, COALESCE(w.words, '') AS words, COALESCE(w.answer, '') AS answer,
COALESCE(w.answer_us, 0) AS answer_us
FROM duty_sheet s`+lastSaid+`
WHERE `+where+" AND s.scan_id IS NOT NULL AND s.state <> 'draft' ORDER BY s.scan_id DESC, s.id DESC LIMIT ?",
		append(args, limit)...)
	if err != nil || len(out) == 0 {
		return out, err
	}
	var users, scans []int64
	for _, x := range out {
		users, scans = append(users, x.SubmittedBy), append(scans, x.ScanID)
	}
	names, err := account.NamesOf(r, users)
	if err != nil {
		return nil, err
	}
	numbers, err := villagepapers.NumbersOf(r, scans)
	for i, x := range out {
		out[i].EnteredBy, out[i].Number = names[x.SubmittedBy], numbers[x.ScanID]
	}
	return out, err
}

// EnteredWaiting counts the sheets of EnteredSheets.
func EnteredWaiting(r database.Reader, scope authz.Scope, f EnteredFilter) (civil.Queue, error) {
	where, args := scope.SQL("s.path")
	waits, more := f.where()
	var n struct {
		N       int64
		SinceUs clock.Moment
	}
	_, err := r.One(&n, "SELECT COUNT(*) AS n, MIN(s.submitted_us) AS since_us FROM duty_sheet s"+lastSaid+" WHERE "+
		where+waits+" AND s.scan_id IS NOT NULL AND s.state <> 'draft'", append(args, more...)...)
	return clock.Queue(n.N, n.SinceUs), err
}
