package screens

import (
	"slices"

	"gangwei/internal/pay/payroll"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// newCounties are those, of some, that never had a list of pay and have not chosen by which basis they pay: they are
// asked before their first list. Who has lists already goes on as before, with a task to enter the document.
func newCounties(s *database.Snapshot, counties []*region.Region) (out []*region.Region, err error) {
	if len(counties) == 0 {
		return nil, nil
	}
	book, err := rulebook.Load(s)
	if err != nil {
		return nil, err
	}
	without := payroll.WithoutBasis(book, counties)
	for _, c := range counties {
		if !slices.Contains(without, c.Path) {
			continue
		}
		listed, err := payroll.EverListed(s, c.ID)
		if err != nil {
			return nil, err
		}
		if !listed {
			out = append(out, c)
		}
	}
	return out, nil
}

// Bases that a new county may choose, in their order.
func (*payPage) Bases() []string { return worth.Bases }
