package application

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// Need is what is known of an applicant's hardship (困难程度参考), side by side with the others: it helps the meeting, it
// does not decide. Points are counted only where a county set weights by document; hiring against them needs a reason
// that hangs with the notice.
type Need struct {
	Age        int
	Categories []string // in force on the day
	// whether it is known with whom the person lives; where it is not, nothing is counted of the household
	HomeKnown  bool
	Members    int64 // registered people of the household
	HouseHolds int64 // posts that others of the household hold
	Months     int64 // that the person has held posts so far
	Waited     int64 // earlier applications that ended on the waiting list
}

// NeedOf an applicant as of a day.
func (r *Service) NeedOf(rd database.Reader, p resident.Person, day civil.Date) (Need, error) {
	n := Need{Age: p.Birth.AgeOn(day)}
	held, err := resident.CategoriesOn(rd, []int64{p.ID}, day)
	if err != nil {
		return n, err
	}
	n.Categories = held[p.ID]
	if _, n.HouseHolds, n.Months, err = r.Holdings.Of(rd, p, day); err != nil {
		return n, err
	}
	var c struct{ Members, Waited int64 }
	_, err = rd.One(&c,
		"SELECT (SELECT COUNT(*) FROM person WHERE household_id = ? AND died_on IS NULL) AS members, (SELECT COUNT(*) FROM "+
			"application WHERE person_id = ? AND state = 'waiting') AS waited",
		p.HouseholdID, p.ID)
	if err != nil {
		return n, err
	}
	n.Waited = c.Waited
	if n.HomeKnown, err = resident.HomeKnown(rd, p); n.HomeKnown {
		n.Members = c.Members
	}
	return n, err
}

// Points of need by a county's weights.
func (n Need) Points(w rulebook.Weights) int {
	sum := w.Points["member"]*int(n.Members) + w.Points["waited"]*int(n.Waited)
	if n.HomeKnown && n.HouseHolds == 0 {
		sum += w.Points["nobody"]
	}
	for _, c := range n.Categories {
		sum += w.Points[c]
	}
	return sum
}

// Ahead is how many of those voted on the same day and not taken have more points than an applicant, the applicant's
// own, and the most.
type Ahead struct{ Count, Own, Most int }

// Outranked counts who of the village was voted on the same day, is on the waiting list, and has more points of need
// than an applicant. Nobody, where the county set no weights.
func (r *Service) Outranked(rd database.Reader, a Application, book *rulebook.Book) (Ahead, error) {
	var out Ahead
	review, found, err := lastStep(rd, a.ID, StepReview)
	if err != nil || !found {
		return out, err
	}
	w, set := book.Weights(a.Path, review.OnDate)
	if !set {
		return out, nil
	}
	points := func(personID int64) (int, error) {
		p, err := resident.ByID(rd, personID)
		if err != nil {
			return 0, err
		}
		n, err := r.NeedOf(rd, p, review.OnDate)
		return n.Points(w), err
	}
	if out.Own, err = points(a.PersonID); err != nil {
		return out, err
	}
	others, err := votedOut(rd, a.VillageID, review.OnDate)
	if err != nil {
		return out, err
	}
	for _, id := range others {
		n, err := points(id)
		if err != nil {
			return out, err
		}
		if n > out.Own {
			out.Count, out.Most = out.Count+1, max(out.Most, n)
		}
	}
	return out, nil
}
