package application

import (
	"strings"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/resident"
)

const meetingColumns = "id, village_id, path, on_date, place, chair, led_by, entitled, present, state, file_id, " +
	"remark, created_by, created_us, version"

// MeetingByID finds a meeting.
func MeetingByID(r database.Reader, id int64) (Meeting, error) {
	return database.Find[Meeting](r, "SELECT "+meetingColumns+" FROM review_meeting WHERE id = ?", id)
}

func lockMeeting(tx *database.Tx, id int64) (Meeting, error) {
	return database.Find[Meeting](tx, "SELECT "+meetingColumns+" FROM review_meeting WHERE id = ?"+tx.ForUpdate(), id)
}

// Meetings of a scope, latest first; a page by key.
func Meetings(r database.Reader, scope authz.Scope, within string, beforeID int64, limit int) ([]Meeting, error) {
	where, args := scope.Within(within).SQL("path")
	if beforeID > 0 {
		where, args = where+" AND id < ?", append(args, beforeID)
	}
	var out []Meeting
	err := r.Select(&out, "SELECT "+meetingColumns+" FROM review_meeting WHERE "+where+" ORDER BY id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}

// Parts of a meeting: voters by number, candidates in order, recusals by candidate and voter.
func Parts(r database.Reader, id int64) (voters []Voter, candidates []Candidate, recusals []Recusal, err error) {
	if err = r.Select(&voters,
		"SELECT meeting_id, seq, name, person_id, came FROM review_voter WHERE meeting_id = ? ORDER BY seq", id); err != nil {
		return
	}
	if err = r.Select(&candidates, `SELECT c.meeting_id, c.application_id, c.seq, c.votes_for, c.votes_against,
c.votes_abstain, a.number, a.state, a.person_id, p.name, t.title
FROM review_candidate c JOIN application a ON a.id = c.application_id JOIN person p ON p.id = a.person_id JOIN post t
ON t.id = a.post_id WHERE c.meeting_id = ? ORDER BY c.seq`, id); err != nil {
		return
	}
	err = r.Select(&recusals,
		"SELECT id, meeting_id, application_id, voter_seq, tie, voted FROM review_recusal WHERE meeting_id = ? ORDER BY "+
			"application_id, voter_seq",
		id)
	return
}

// MeetingOf an application: the latest one that voted, or will vote, on it.
func MeetingOf(r database.Reader, applicationID int64) (int64, bool, error) {
	var id int64
	found, err := r.One(&id,
		"SELECT m.id FROM review_candidate c JOIN review_meeting m ON m.id = c.meeting_id WHERE c.application_id = ? AND "+
			"m.state <> 'dropped' ORDER BY m.id DESC LIMIT 1",
		applicationID)
	return id, found, err
}

// resolve finds which registered people the voters are: by number, or by a name that exactly one person of the village
// has.
func resolve(tx *database.Tx, village *region.Region, meetingID int64, named []NamedVoter) ([]Voter, error) {
	var indexes [][]byte
	for _, n := range named {
		if n.Index != nil {
			indexes = append(indexes, n.Index)
		}
	}
	byIndex, err := resident.ByIndexes(tx, indexes)
	if err != nil {
		return nil, err
	}
	var people []struct {
		ID   int64
		Name string
	}
	if err := tx.Select(&people, "SELECT id, name FROM person WHERE village_id = ? AND died_on IS NULL AND outside = 0",
		village.ID); err != nil {
		return nil, err
	}
	byName := map[string][]int64{}
	for _, p := range people {
		byName[p.Name] = append(byName[p.Name], p.ID)
	}
	out := make([]Voter, len(named))
	for i, n := range named {
		out[i] = Voter{MeetingID: meetingID, Seq: int64(i + 1), Name: n.Name}
		if p, ok := byIndex[string(n.Index)]; ok && n.Index != nil {
			out[i].PersonID = &p.ID
		} else if ids := byName[n.Name]; n.Index == nil && len(ids) == 1 {
			out[i].PersonID = &ids[0]
		}
	}
	return out, nil
}

// recuse finds the ties of voters to candidates: oneself, one household, declared kin in either direction.
func recuse(tx *database.Tx, voters []Voter, candidates []Candidate) ([]Recusal, error) {
	var out []Recusal
	for _, c := range candidates {
		var tied []struct {
			ID  int64
			Tie string
		}
		if err := tx.Select(&tied, `SELECT q.id, 'home' AS tie FROM person p JOIN person q ON q.household_id = p.household_id
AND q.id <> p.id WHERE p.id = ?
UNION ALL SELECT kin_id, code FROM kinship WHERE person_id = ? UNION ALL SELECT person_id, code FROM kinship
WHERE kin_id = ?`, c.PersonID, c.PersonID, c.PersonID); err != nil {
			return nil, err
		}
		ties := map[int64]string{c.PersonID: "self"}
		for _, t := range tied {
			if old, known := ties[t.ID]; !known || old == "home" {
				ties[t.ID] = t.Tie
			}
		}
		for _, v := range voters {
			if v.PersonID == nil {
				continue
			}
			if tie, is := ties[*v.PersonID]; is {
				out = append(out, Recusal{MeetingID: c.MeetingID, ApplicationID: c.ApplicationID, VoterSeq: v.Seq, Tie: tie})
			}
		}
	}
	return out, nil
}

func storeMeeting(tx *database.Tx, voters []Voter, candidates []Candidate, recusals []Recusal) error {
	if err := tx.InsertMany("review_voter", []string{"meeting_id", "seq", "name", "person_id"}, len(voters),
		func(i int, x []any) {
			v := &voters[i]
			x[0], x[1], x[2], x[3] = v.MeetingID, v.Seq, v.Name, v.PersonID
		}); err != nil {
		return err
	}
	if err := tx.InsertMany("review_candidate", []string{"meeting_id", "application_id", "seq"}, len(candidates),
		func(i int, x []any) {
			c := &candidates[i]
			x[0], x[1], x[2] = c.MeetingID, c.ApplicationID, c.Seq
		}); err != nil {
		return err
	}
	return tx.InsertMany("review_recusal", []string{"meeting_id", "application_id", "voter_seq", "tie"}, len(recusals),
		func(i int, x []any) {
			r := &recusals[i]
			x[0], x[1], x[2], x[3] = r.MeetingID, r.ApplicationID, r.VoterSeq, r.Tie
		})
}

func holdMeeting(tx *database.Tx, m Meeting, voters []Voter, candidates []Candidate, recusals []Recusal) error {
	var came []any
	for _, v := range voters {
		if v.Came == 1 {
			came = append(came, v.Seq)
		}
	}
	if len(came) > 0 {
		if _, err := tx.Exec(
			"UPDATE review_voter SET came = 1 WHERE meeting_id = ? AND seq IN (?"+strings.Repeat(", ?", len(came)-1)+")",
			append([]any{m.ID}, came...)...); err != nil {
			return err
		}
	}
	for _, c := range candidates {
		if _, err := tx.Exec(
			"UPDATE review_candidate SET votes_for = ?, votes_against = ?, votes_abstain = ? WHERE meeting_id = ? AND "+
				"application_id = ?",
			c.VotesFor, c.VotesAgainst, c.VotesAbstain, m.ID, c.ApplicationID); err != nil {
			return err
		}
	}
	for _, x := range recusals {
		if x.Voted == 1 {
			if _, err := tx.Exec("UPDATE review_recusal SET voted = 1 WHERE id = ?", x.ID); err != nil {
				return err
			}
		}
	}
	return tx.Change(
		"UPDATE review_meeting SET state = 'held', present = ?, remark = ?, file_id = ?, version = version + 1 WHERE id = "+
			"? AND version = ?",
		m.Present, m.Remark, m.FileID, m.ID, m.Version)
}
