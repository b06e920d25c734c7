package application

import (
	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/resident"
)

// Need is what is known of an applicant's hardship (困难程度参考), side by side with the others: it helps the meeting, it does not decide, and
// it gives no rank.
type Need struct {
	Age        int
	Categories []string // in force on the day
	Members    int64    // registered people of the household
	HouseHolds int64    // posts that others of the household hold
	Months     int64    // that the person has held posts so far
	Waited     int64    // earlier applications that ended on the waiting list
}

// NeedOf an applicant as of a day.
func (r *Room) NeedOf(rd database.Reader, p resident.Person, day civil.Date) (Need, error) {
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
	_, err = rd.One(&c, "SELECT (SELECT COUNT(*) FROM person WHERE household_id = ? AND died_on IS NULL) AS members, (SELECT COUNT(*) FROM application WHERE person_id = ? AND state = 'waiting') AS waited", p.HouseholdID, p.ID)
	n.Members, n.Waited = c.Members, c.Waited
	return n, err
}
