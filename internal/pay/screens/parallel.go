package screens

import (
	"net/http"

	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/sheet"
)

type parallelPage struct {
	kit.Page
	Run   payroll.Run
	Rows  []payroll.Difference
	Agree int
}

// runParallel compares a run with the office's own list of the month; nothing is kept.
func (p *Payroll) runParallel(r *kit.Request) error {
	page, err := p.loadRun(r)
	if err != nil {
		return err
	}
	out := &parallelPage{Page: kit.Page{Title: page.Title + "：与原名单核对"}, Run: page.Run}
	name, body, err := r.HandedIn(sheet.MaxBytes)
	if err != nil {
		return p.runAgain(r, page, err)
	}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		out.Rows, out.Agree, err = payroll.Parallel(s, p.Ring, page.Run, name, body)
		return err
	}); err != nil {
		return p.runAgain(r, page, err)
	}
	return r.Show(http.StatusOK, "parallel", out)
}
