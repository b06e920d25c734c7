package screens

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// beyond is somebody who was paid after the last day.
type beyond struct {
	placement placement.Placement
	person    resident.Person
	title     string
	sum       money.Fen
}

func loadBeyond(r *kit.Request) (x beyond, err error) {
	n, err := r.ID()
	if err != nil {
		return x, err
	}
	return x, r.Read(func(s *database.Snapshot) (err error) {
		if x.placement, err = placement.ByID(s, n); err != nil {
			return err
		}
		if err = r.Actor.Check("placement.view", x.placement.Path); err != nil {
			return err
		}
		if x.person, err = resident.ByID(s, x.placement.PersonID); err != nil {
			return err
		}
		q, err := post.ByID(s, x.placement.PostID)
		x.title = q.Title
		if err == nil && !x.placement.EndOn.IsZero() && r.Can("payroll.view") {
			x.sum, err = payment.PaidBeyond(s, n, x.placement.StartOn, x.placement.EndOn)
		}
		return err
	})
}

// placementRecovery prints the letter to somebody who was paid beyond the last day; it decides nothing.
func (p *Arrears) placementRecovery(r *kit.Request) error {
	x, err := loadBeyond(r)
	if err != nil {
		return err
	}
	if err := r.Actor.Check("placement.end", x.placement.Path); err != nil {
		return err
	}
	if x.sum <= 0 {
		return errs.New(errs.State, "payment.not_beyond")
	}
	var by civil.Date
	if err := r.Read(func(s *database.Snapshot) error {
		book, err := rulebook.Load(s)
		if err == nil {
			by = book.Calendar().AddWorking(r.Today, book.Int("matching.answer_days", x.placement.Path, r.Today, 10))
		}
		return err
	}); err != nil {
		return err
	}
	sheet := payment.OverpaidLetter(payment.Overpaid{Name: x.person.Name, Tail: x.person.IDTail,
		Place: r.Tree.Full(x.placement.Path), Post: x.title, EndOn: x.placement.EndOn,
		Reason: words.Label("exit", x.placement.EndReason), Sum: x.sum, AnswerBy: by})
	return r.ShowSheets(sheet.Title, sheet.Title+"-"+x.person.Name, sheet)
}
