package pages

import (
	"errors"
	"io"
	"net/http"

	"gangwei/internal/database"
	"gangwei/internal/errs"
	"gangwei/internal/payroll"
	"gangwei/internal/sheet"
	"gangwei/internal/web/kit"
)

type parallelPage struct {
	kit.Page
	Run   payroll.Run
	Rows  []payroll.Difference
	Agree int
}

// runParallel compares a run with the office's own list of the month; nothing is kept.
func (p *Pages) runParallel(r *kit.Request) error {
	page, err := p.loadRun(r)
	if err != nil {
		return err
	}
	out := &parallelPage{Page: kit.Page{Title: page.Title + "：与原名单核对"}, Run: page.Run}
	head, err := r.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return r.ShowAgain(errs.New(errs.Invalid, "files.empty").On("file"), "run", page)
	}
	if err != nil {
		return err
	}
	f, err := head.Open()
	if err != nil {
		return err
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, sheet.MaxBytes+1))
	if err != nil {
		return err
	}
	if err := p.read(r, func(s *database.Snapshot) (err error) {
		out.Rows, out.Agree, err = payroll.Parallel(s, p.Ring, page.Run, head.Filename, body)
		return err
	}); err != nil {
		return r.ShowAgain(err, "run", page)
	}
	return r.Show(http.StatusOK, "parallel", out)
}
