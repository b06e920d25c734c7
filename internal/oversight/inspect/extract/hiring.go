package extract

import (
	"database/sql"
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/words"
)

func (x *taker) applications(out func(row) error) error {
	var id, postID, personID int64
	var path, number, basis, state, reason string
	var on civil.Date
	return x.rows(
		"SELECT id, path, number, post_id, person_id, basis, state, submitted_on, reason FROM application WHERE path >= ? "+
			"AND path < ? ORDER BY path, id",
		[]any{&id, &path, &number, &postID, &personID, &basis, &state, &on, &reason}, func() error {
			return out(x.of(personID, path,
				row{"application_no": number, "post_code": x.posts[postID].code, "submitted": day(on), "basis": basis,
					"state": state, "reason": reason}))
		})
}

const stepRows = "SELECT s.application_id, a.person_id, a.path, s.step, s.outcome, s.actor_id, s.channel, s.on_date, " +
	"s.present, s.entitled, s.votes_for, s.votes_against, s.notice_from, s.notice_until, s.remark, s.at_us, s.device " +
	"FROM application a JOIN application_step s ON s.application_id = a.id WHERE a.path >= ? AND a.path < ? AND " +
	"NOT EXISTS (SELECT 1 FROM application_back b WHERE b.step_id = s.id) AND "

// step is one row of the road of an application.
type step struct {
	application, person, actor             int64
	path, step, outcome, channel           string
	on, from, until                        civil.Date
	present, entitled, votesFor, votesAnti int64
	remark, device                         string
	at                                     clock.Moment
}

func (x *taker) stepsOf(which string, each func(s *step) error) error {
	s := &step{}
	return x.rows(stepRows+which+" ORDER BY a.path, s.application_id, s.id",
		[]any{&s.application, &s.person, &s.path, &s.step, &s.outcome, &s.actor, &s.channel, &s.on, &s.present, &s.entitled,
			&s.votesFor, &s.votesAnti, &s.from, &s.until, &s.remark, &s.at, &s.device},
		func() error { return each(s) })
}

// by names who took a step: by the identity number where the person is registered, else by name and account.
func (x *taker) by(actor int64, out row) row {
	u := x.users[actor]
	out["account"] = u.login
	if p, known := x.who[u.person]; known {
		out["by_id"], out["by"] = p.no, p.name
	} else if u.login != "" {
		out["by"] = u.name + "（" + u.login + "）"
	}
	return out
}

func outcome(code string) string {
	if code == "refuse" {
		return "不通过"
	}
	return "通过"
}

func (x *taker) steps(out func(row) error) error {
	return x.stepsOf("s.step IN ('submit','check','audit','file')", func(s *step) error {
		return out(x.by(s.actor,
			x.of(s.person, s.path,
				row{"application_no": x.number[s.application], "step": s.step, "on": day(s.on), "outcome": outcome(s.outcome),
					"device": s.device, "channel": s.channel, "at": moment(s.at), "remark": s.remark})))
	})
}

func (x *taker) reviews(out func(row) error) error {
	return x.stepsOf("s.step = 'review'", func(s *step) error {
		return out(x.of(s.person, s.path,
			row{"application_no": x.number[s.application], "on": day(s.on), "entitled": fmt.Sprint(s.entitled),
				"present": fmt.Sprint(s.present), "for": fmt.Sprint(s.votesFor), "against": fmt.Sprint(s.votesAnti),
				"result": outcome(s.outcome), "remark": s.remark}))
	})
}

func (x *taker) votes(out func(row) error) error {
	var path, name string
	var on civil.Date
	var application, candidate int64
	var voter sql.NullInt64
	var tie sql.NullString
	var voted sql.NullInt64
	return x.rows(`SELECT m.path, m.on_date, c.application_id, a.person_id, v.name, v.person_id, r.tie, r.voted
FROM review_meeting m JOIN review_candidate c ON c.meeting_id = m.id JOIN application a ON a.id = c.application_id
JOIN review_voter v ON v.meeting_id = m.id
LEFT JOIN review_recusal r ON r.meeting_id = m.id AND r.application_id = c.application_id AND r.voter_seq = v.seq
WHERE m.path >= ? AND m.path < ? AND m.state = 'held' AND v.came = 1
ORDER BY m.path, m.id, c.seq,
v.seq`, []any{&path, &on, &application, &candidate, &name, &voter, &tie, &voted}, func() error {
		cells := x.at(path, row{"on": day(on), "application_no": x.number[application],
			"candidate_id": x.who[candidate].no, "voter": name})
		if p, known := x.who[voter.Int64]; known && voter.Valid {
			cells["voter_id"] = p.no
		} else if !voter.Valid {
			return nil // a name that is nobody's says nothing
		}
		if tie.Valid {
			cells["tie"] = words.Label("tie", tie.String)
			cells["recused"] = yes(voted.Int64 == 0)
		}
		return out(cells)
	})
}

func (x *taker) notices(out func(row) error) error {
	return x.stepsOf("s.step = 'notice'", func(s *step) error {
		return out(x.of(s.person, s.path,
			row{"application_no": x.number[s.application], "kind": "拟安置公示", "from": day(s.from), "until": day(s.until)}))
	})
}

// complaintRows have the day and the answer of the first office that let its day pass, else those of the one that has
// it.
const complaintRows = `SELECT c.path, c.number, c.kind, c.received_on, CASE WHEN m.seq IS NULL THEN c.answer_by ELSE
COALESCE(m.due_on, m.ended_on) END,
CASE WHEN m.seq IS NULL THEN c.answered_on ELSE (SELECT MIN(a.ended_on) FROM complaint_turn a
WHERE a.complaint_id = c.id AND a.seq >= m.seq AND a.ended = 'answered') END,
c.state, COALESCE(c.application_id, 0) FROM complaint c LEFT JOIN complaint_turn m ON m.complaint_id = c.id
AND m.seq = (SELECT MIN(s.seq) FROM complaint_turn s WHERE s.complaint_id = c.id AND s.ended <> 'withdrawn'
AND (s.ended = 'escalated' OR s.ended_on > s.due_on))
WHERE c.path >= ? AND c.path < ? AND `

func (x *taker) complaintsOf(which string,
	each func(path, number, kind, state string, received, due, answered civil.Date, application int64) error) error {
	var path, number, kind, state string
	var received, due, answered civil.Date
	var application int64
	return x.rows(complaintRows+which+" ORDER BY c.path, c.id",
		[]any{&path, &number, &kind, &received, &due, &answered, &state, &application}, func() error {
			return each(path, number, kind, state, received, due, answered, application)
		})
}

func (x *taker) objections(out func(row) error) error {
	return x.complaintsOf("c.application_id IS NOT NULL AND c.state <> 'withdrawn'",
		func(path, number, _, _ string, received, due, answered civil.Date, application int64) error {
			return out(x.at(path, row{"application_no": x.number[application], "on": day(received),
				"what": "异议" + number, "due": day(due), "answered": day(answered)}))
		})
}

// complaints without who made them.
func (x *taker) complaints(out func(row) error) error {
	return x.complaintsOf("c.application_id IS NULL",
		func(path, number, kind, state string, received, due, answered civil.Date, _ int64) error {
			return out(x.at(path,
				row{"number": number, "kind": kind, "received": day(received), "due": day(due), "answered": day(answered),
					"state": map[string]string{"withdrawn": "撤回", "answered": "已答复"}[state]}))
		})
}
