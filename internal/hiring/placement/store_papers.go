package placement

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
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
