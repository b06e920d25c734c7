package placement

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Papers are what a placement rests on, with whose it is and at which post.
type Papers struct {
	ID, PersonID   int64
	Name           string
	Birth          civil.Date
	Title          string // of the post
	AgreedDays     int64  // of a month
	RateFen        money.Fen
	StartOn, EndOn civil.Date
	State          string
	AgreementUntil civil.Date
	InsuredFrom    civil.Date // zero: not insured
	InsuredUntil   civil.Date // of the latest period; zero: nobody told
}

// PapersOf placements, by id.
func PapersOf(r database.Reader, ids []any) (map[int64]Papers, error) {
	out := make(map[int64]Papers, len(ids))
	return out, database.InParts(ids, func(marks string, ids []any) error {
		var part []Papers
		err := r.Select(&part, `SELECT l.id, l.person_id, p.name, p.birth, q.title, q.days_month AS agreed_days, l.rate_fen,
l.start_on, l.end_on, l.state, l.agreement_until, l.insured_from,
(SELECT MAX(c.until_date) FROM insurance_period c WHERE c.placement_id = l.id) AS insured_until
FROM placement l JOIN post q ON q.id = l.post_id JOIN person p ON p.id = l.person_id WHERE l.id IN (`+marks+")", ids...)
		for _, x := range part {
			out[x.ID] = x
		}
		return err
	})
}

// MayLapse are the papers of placements of a region, by id, of which something may have lapsed by a day: the agreement,
// the insurance, or the age or the time on post of who was born or began up to a day. Of who left before, insurance may
// have begun after the last day.
func MayLapse(r database.Reader, path string, by, birth, start civil.Date) (map[int64]Papers, error) {
	where, args := authz.Under(path).SQL("l.path")
	args = append(args, by, birth, start, by, by, by)
	var rows []Papers
	err := r.Select(&rows, `SELECT l.id, l.person_id, p.name, p.birth, l.rate_fen, l.start_on, l.end_on, l.state,
l.agreement_until, l.insured_from,
(SELECT MAX(c.until_date) FROM insurance_period c WHERE c.placement_id = l.id) AS insured_until
FROM placement l JOIN person p ON p.id = l.person_id WHERE `+where+` AND (l.agreement_until < ? OR p.birth <= ?
OR l.start_on <= ? OR l.insured_from IS NULL OR l.insured_from > ? OR l.insured_from > l.end_on
OR EXISTS (SELECT 1 FROM insurance_period c WHERE c.placement_id = l.id AND c.until_date < ?)
AND NOT EXISTS (SELECT 1 FROM insurance_period c WHERE c.placement_id = l.id AND c.until_date >= ?))`, args...)
	out := make(map[int64]Papers, len(rows))
	for _, x := range rows {
		out[x.ID] = x
	}
	return out, err
}
