package complaint

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/seal"
)

// watchedMonths after a complaint in which changes to who complained, or kin, are shown to the inspectors.
const watchedMonths = 6

// After is something that befell who complained, or kin, in the months after: what may be retaliation (打击报复), and may
// be none.
type After struct {
	OnDate civil.Date
	Name   string
	IDTail string
	Kin    bool   // not the one who complained
	What   string // ended, suspended, refused, withdrawn, less_pay
	Detail string // reason of an end; post
	From   money.Fen
	To     money.Fen
	Place  int64 // placement or application
}

// befallen is who complained, or kin.
type befallen struct {
	ID           int64
	Name, IDTail string
	Kin          int64
}

// known are the people with the telephone number that was given with a complaint, and their household and declared kin.
// The number is unsealed here and nowhere kept in a form that finds anybody: without the keys, nothing in the database
// joins a complaint with a person.
func (r *Service) known(rd database.Reader, c Complaint) (people []befallen, err error) {
	who, err := reporterOf(rd, r.Ring, c.ID)
	if errs.CodeOf(err) == "complaint.nameless" || err == nil && who.Phone == "" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	index := r.Ring.Index(seal.Phone, who.Phone)
	return people, rd.Select(&people, `SELECT p.id, p.name, p.id_tail, 0 AS kin FROM person p WHERE p.phone_index = ?
UNION SELECT q.id, q.name, q.id_tail, 1 FROM person p JOIN person q ON q.household_id = p.household_id AND q.id <> p.id
WHERE p.phone_index = ?
UNION SELECT q.id, q.name, q.id_tail, 1 FROM person p JOIN kinship t ON t.person_id = p.id JOIN person q
ON q.id = t.kin_id WHERE p.phone_index = ?
UNION SELECT q.id, q.name, q.id_tail, 1 FROM person p JOIN kinship t ON t.kin_id = p.id JOIN person q
ON q.id = t.person_id WHERE p.phone_index = ?
ORDER BY kin, id`, index, index, index, index)
}

// AfterComplaint shows an inspector, who has the complaint open and whose look is recorded, what became of the one who
// complained (known by the telephone number) and of household and declared kin: posts ended or suspended, applications
// refused, pay below what it was.
func (r *Service) AfterComplaint(rd database.Reader, c Complaint) ([]After, error) {
	people, err := r.known(rd, c)
	if err != nil {
		return nil, err
	}
	until := c.ReceivedOn.AddMonths(watchedMonths)
	var out []After
	seen := map[int64]bool{}
	for _, p := range people {
		if seen[p.ID] {
			continue
		}
		seen[p.ID] = true
		add := func(a After) { a.Name, a.IDTail, a.Kin = p.Name, p.IDTail, p.Kin == 1; out = append(out, a) }
		var events []struct {
			PlacementID  int64
			Kind, Reason string
			OnDate       civil.Date
			Title        string
		}
		if err := rd.Select(&events, `SELECT l.id AS placement_id, e.kind, COALESCE(l.end_reason, '') AS reason, e.on_date,
t.title FROM placement l JOIN placement_event e ON e.placement_id = l.id JOIN post t ON t.id = l.post_id
WHERE l.person_id = ? AND e.kind IN ('ended','suspended') AND e.on_date >= ? AND e.on_date <= ?
ORDER BY e.on_date, e.id`, p.ID, c.ReceivedOn, until); err != nil {
			return nil, err
		}
		for _, e := range events {
			add(After{OnDate: e.OnDate, What: e.Kind, Detail: e.Title, Place: e.PlacementID})
		}
		refused, err := application.RefusedOf(rd, p.ID, c.ReceivedOn, until)
		if err != nil {
			return nil, err
		}
		for _, x := range refused {
			add(After{OnDate: x.On, What: "refused", Detail: x.Title, Place: x.ID})
		}
		var pay []struct {
			Month       civil.Month
			PlacementID int64
			Fen         money.Fen
		}
		if err := rd.Select(&pay,
			`SELECT x.month, x.placement_id, SUM(x.amount_fen) AS fen FROM placement l JOIN pay_line x ON x.placement_id = l.id
WHERE l.person_id = ? AND x.month >= ? AND x.month <= ? AND NOT EXISTS (SELECT 1 FROM pay_reversal v
WHERE v.item_id = x.item_id) GROUP BY x.month, x.placement_id ORDER BY x.placement_id, x.month`,
			p.ID, c.ReceivedOn.Month().Add(-1), until.Month()); err != nil {
			return nil, err
		}
		for i, x := range pay {
			if i > 0 && pay[i-1].PlacementID == x.PlacementID && x.Fen < pay[i-1].Fen &&
				c.ReceivedOn.Month().Before(x.Month.Add(1)) {
				add(After{OnDate: x.Month.First(), What: "less_pay", Detail: x.Month.Chinese(), From: pay[i-1].Fen, To: x.Fen,
					Place: x.PlacementID})
			}
		}
	}
	return out, nil
}
