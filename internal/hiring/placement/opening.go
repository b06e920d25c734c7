package placement

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// Opening is a holder who was on the post when the office began to keep its books here: taken over from the books
// before, without an application in this system. It counts as on post; inspection says of each village how many there
// are.
type Opening struct {
	Person, Village int64
	Path            string
	Basis           string
	Post            post.Post
	Terms
}

// Admit takes openings over and gives their ids. Refusals: placement.post_taken, placement.person_placed.
func Admit(v *desk.Visit, many []Opening) ([]int64, error) {
	if err := v.Tx.InsertMany("placement",
		[]string{"post_id", "person_id", "village_id", "path", "basis", "start_on", "agreement_no", "agreement_kind",
			"agreement_from", "agreement_until", "hours_month", "rate_fen", "insurance_no", "insured_from", "trained_on",
			"state", "opening"},
		len(many), func(i int, x []any) {
			o := &many[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7] = o.Post.ID, o.Person, o.Village, o.Path, o.Basis, o.StartOn,
				o.AgreementNo, "service"
			x[8], x[9], x[10], x[11], x[12], x[13], x[14], x[15], x[16] = o.AgreementFrom, o.AgreementUntil, o.Post.HoursMonth,
				int64(o.Post.RateFen), o.InsuranceNo, o.InsuredFrom, o.TrainedOn, Active, 1
		}); err != nil {
		switch {
		case database.Duplicate(err, "live_post"):
			return nil, errs.New(errs.Conflict, "placement.post_taken")
		case database.Duplicate(err, "live_person"):
			return nil, errs.New(errs.Conflict, "placement.person_placed")
		}
		return nil, err
	}
	people := make([]int64, len(many))
	for i, o := range many {
		people[i] = o.Person
	}
	live, err := LiveOf(v.Tx, people)
	if err != nil {
		return nil, err
	}
	ids, events := make([]int64, len(many)), make([]Event, len(many))
	for i, o := range many {
		ids[i] = live[o.Person].ID
		events[i] = event(v, ids[i], EventStarted, o.StartOn, o.AgreementUntil, "", "开账接转")
	}
	return ids, StoreEvents(v, events)
}

// Void is why a placement ends that was taken over by mistake and taken back before anything hung on it. It counts
// nowhere; its events stay.
const Void = "void"

// VoidOpenings takes openings back: the post and the person are free again. The caller has made sure that nothing hangs
// on them.
func VoidOpenings(v *desk.Visit, ids []int64, why string) error {
	events := make([]Event, len(ids))
	for i, id := range ids {
		p, err := Lock(v.Tx, id)
		if err != nil {
			return err
		}
		if err := v.Tx.Change(
			"UPDATE placement SET state = 'ended', end_on = start_on, end_reason = ?, version = version + 1 WHERE id = ? AND "+
				"opening = 1 AND state = 'active' AND version = 1",
			Void, id); err != nil {
			return err
		}
		events[i] = event(v, id, EventEnded, p.StartOn, civil.Date{}, Void, why)
	}
	return StoreEvents(v, events)
}

// LiveOf are the posts that many people hold now, by person.
func LiveOf(r database.Reader, personIDs []int64) (map[int64]Placement, error) {
	out := map[int64]Placement{}
	return out, database.InParts(personIDs, func(marks string, args []any) error {
		var rows []Placement
		err := r.Select(&rows, "SELECT "+columns+" FROM placement WHERE live_person IN ("+marks+")", args...)
		for _, p := range rows {
			out[p.PersonID] = p
		}
		return err
	})
}

// CheckOpening holds the terms of a holder taken over to what can be: begun since 2010 and not in the future, the
// agreement in order. All faults at once; pure.
func (t Terms) CheckOpening(today civil.Date) error {
	var faults errs.Faults
	if t.StartOn.Before(civil.MustDate("2010-01-01")) || t.StartOn.After(today) {
		faults.Add(errs.New(errs.Invalid, "placement.opening_start").On("start"))
	}
	faults.Add(checkAgreementNo(t.AgreementNo))
	if t.AgreementFrom.IsZero() || t.AgreementFrom.After(today) {
		faults.Add(errs.New(errs.Invalid, "placement.agreement_from").On("agreement_from"))
	}
	if !t.AgreementUntil.After(t.AgreementFrom) {
		faults.Add(errs.New(errs.Invalid, "placement.opening_until").On("agreement_until"))
	}
	return faults.OrNil()
}
