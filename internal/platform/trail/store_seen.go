package trail

import (
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
)

// ByID finds an entry. Refusal: authz.not_found.
func ByID(r database.Reader, id int64) (Line, error) {
	return database.Find[Line](r, `SELECT id, at_us, actor_id, actor, channel, act, region_path, subject, subject_id,
detail FROM trail_entry WHERE id = ?`, id)
}

// mostLater entries about a record are looked through for one of its matters.
const mostLater = 200

// Since are the entries about a record from a moment on, the newest first, outside of the inspectors' chain.
func Since(r database.Reader, subject string, id int64, from clock.Moment) (out []Line, err error) {
	err = r.Select(&out, `SELECT id, at_us, actor_id, actor, channel, act, region_path, subject, subject_id, detail
FROM trail_entry WHERE subject = ? AND subject_id = ? AND at_us >= ? AND chain <> 'inspect'
ORDER BY at_us DESC, id DESC LIMIT ?`, subject, id, from, mostLater)
	return out, err
}

// ConfidedBy lists what somebody did by an act in the inspectors' own chain since a moment, the newest first: for that
// person alone.
func ConfidedBy(r database.Reader, userID int64, act string, since clock.Moment, limit int) (out []Line, err error) {
	err = r.Select(&out, `SELECT id, at_us, actor_id, actor, channel, act, region_path, subject, subject_id, detail
FROM trail_entry WHERE actor_id = ? AND at_us >= ? AND chain = 'inspect' AND act = ?
ORDER BY at_us DESC, id DESC LIMIT ?`,
		userID, since, act, limit)
	return out, err
}

// ConfidedOn lists what somebody did to a record in the inspectors' own chain since a moment, the newest first: for
// that person alone.
func ConfidedOn(r database.Reader, userID int64, subject string, id int64, since clock.Moment) (out []Line, err error) {
	err = r.Select(&out, `SELECT id, at_us, actor_id, actor, channel, act, region_path, subject, subject_id, detail
FROM trail_entry WHERE subject = ? AND subject_id = ? AND at_us >= ? AND chain = 'inspect' AND actor_id = ?
ORDER BY at_us DESC, id DESC LIMIT ?`, subject, id, since, userID, mostLater)
	return out, err
}

// Fact of the entry's detail by its name; empty if it has none.
func (l Line) Fact(name string) string {
	for _, line := range strings.Split(l.Detail, "\n") {
		if n, value, ok := strings.Cut(line, "="); ok && n == name {
			return value
		}
	}
	return ""
}

// SameMatter reports whether two entries are about the same thing: one record, and where that has several matters of
// which a fact tells, the same one of them. No matter: the record is one.
func (l Line) SameMatter(o Line, matter string) bool {
	return l.Subject == o.Subject && l.SubjectID == o.SubjectID && (matter == "" || l.Fact(matter) == o.Fact(matter))
}

// Standing are the entries, of some with the newest first, that were not taken back by another of them, without those
// by which they were.
func Standing(lines []Line) (out []Line) {
	gone := map[int64]bool{}
	for _, x := range lines {
		id, err := strconv.ParseInt(x.Fact(TakenBack), 10, 64)
		back := func(y Line) bool { return y.ID == id && y.Subject == x.Subject && y.SubjectID == x.SubjectID }
		if err == nil && slices.ContainsFunc(lines, back) {
			gone[id], gone[x.ID] = true, true
		}
	}
	for _, x := range lines {
		if !gone[x.ID] {
			out = append(out, x)
		}
	}
	return out
}

// TakenBack names the fact of an entry that takes another back: which.
const TakenBack = "entry"

// LaterIn is the newest entry about one matter of a record after one of its entries; false if there is none, or what
// there was has been taken back.
func LaterIn(r database.Reader, l Line, matter string) (Line, bool, error) {
	all, err := Since(r, l.Subject, l.SubjectID, l.AtUs)
	if err != nil {
		return Line{}, false, err
	}
	for i, x := range all {
		if x.ID == l.ID { // what follows was before it, if at the same moment
			all = all[:i]
			break
		}
	}
	for _, x := range Standing(all) {
		if x.SameMatter(l, matter) {
			return x, true, nil
		}
	}
	return Line{}, false, nil
}

// Seen says that somebody other than the author of an entry opened what it is about: the first who did.
type Seen struct {
	EntryID int64
	UserID  int64
	Viewer  string // the name, as it was then
	AtUs    clock.Moment
}

// SeenOf an entry; false if nobody but its author has opened what it is about.
func SeenOf(r database.Reader, entryID int64) (Seen, bool, error) {
	var x Seen
	found, err := r.One(&x, "SELECT entry_id, user_id, viewer, at_us FROM act_seen WHERE entry_id = ?", entryID)
	return x, found, err
}

// See keeps who opened first what an entry is about. Another may have been faster: that one stays.
func See(tx *database.Tx, x Seen) error {
	_, err := tx.Exec("INSERT INTO act_seen (entry_id, user_id, viewer, at_us) VALUES (?, ?, ?, ?)", x.EntryID, x.UserID,
		x.Viewer, x.AtUs)
	if database.Duplicate(err, "") {
		return nil
	}
	return err
}

// ForgetSeen drops what was kept before a moment: of acts that nobody can take back any more.
func ForgetSeen(tx *database.Tx, before clock.Moment) error {
	_, err := tx.Exec("DELETE FROM act_seen WHERE at_us < ?", before)
	return err
}
