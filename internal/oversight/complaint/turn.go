package complaint

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
)

// Turn of an office with a complaint. The day by which it was to answer is moved by an extension that was granted
// before it ran out and by nothing else: what an office let lie stays late, whoever has it now.
type Turn struct {
	ComplaintID int64
	Seq         int64
	Office      string
	SinceOn     civil.Date
	DueOn       civil.Date // last day for its answer; zero: not known, of turns before this was kept
	EndedOn     civil.Date // zero: it has it still
	Ended       string     // answered, withdrawn, passed, escalated
}

// Missed reports whether the office let the day for its answer pass. Of a turn whose day is not known it is known where
// it ended by going up for being late.
func (t Turn) Missed(today civil.Date) bool {
	if t.Ended == "escalated" {
		return true
	}
	if !t.EndedOn.IsZero() {
		today = t.EndedOn
	}
	return !t.DueOn.IsZero() && today.After(t.DueOn)
}

// ends are the events that end an office's turn, begins those that begin one.
var (
	ends   = map[string]bool{"answered": true, "withdrawn": true, "passed": true, "escalated": true}
	begins = map[string]bool{"received": true, "passed": true, "escalated": true, "reopened": true}
)

// keepTurn keeps what an event means for the turns of a complaint, as it is after the event.
func keepTurn(v *desk.Visit, c Complaint, kind string) error {
	if ends[kind] {
		if err := endTurn(v.Tx, c.ID, v.Today(), kind); err != nil {
			return err
		}
	}
	if begins[kind] {
		return beginTurn(v.Tx, Turn{ComplaintID: c.ID, Office: c.Office, SinceOn: v.Today(), DueOn: c.AnswerBy})
	}
	if kind == "extended" {
		return moveTurn(v.Tx, c.ID, c.AnswerBy)
	}
	return nil
}

// newDay is the last day for the answer of an office that takes a complaint up today.
func newDay(v *desk.Visit, c Complaint) (civil.Date, error) {
	book, err := rulebook.Load(v.Tx)
	if err != nil {
		return civil.Date{}, err
	}
	return book.Calendar().AddWorking(v.Today(), book.Int("complaint.answer_days", c.Path, v.Today(), 15)), nil
}
