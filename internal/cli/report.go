package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/reporting"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func runReportInspection(c *call) error {
	code := c.flags.String("region", "", "code of 6, 9 or 12 digits")
	from := c.flags.String("from", "", "first month, YYYY-MM")
	to := c.flags.String("to", "", "last month, YYYY-MM")
	title := c.flags.String("title", "", "title of the paper; default: "+reporting.Title)
	out := c.flags.String("out", "", "the PDF to write; never overwritten")
	if err := c.parse(); err != nil {
		return err
	}
	first, err1 := civil.ParseMonth(*from)
	last, err2 := civil.ParseMonth(*to)
	if *code == "" || *out == "" || err1 != nil || err2 != nil {
		return misuse{errors.New("needs --region CODE --from YYYY-MM --to YYYY-MM --out FILE")}
	}
	if _, err := os.Stat(*out); err == nil {
		return fmt.Errorf("%s exists already; choose another name", *out)
	}
	a, err := c.openDated()
	if err != nil {
		return err
	}
	defer a.Close()
	at, _, err := c.regionOf(a, *code)
	if err != nil {
		return err
	}
	actor := authz.System("cli")
	var ran bool
	if err := a.DB.Read(c.ctx, func(s *database.Snapshot) (err error) {
		_, ran, err = inspect.LatestRun(s, at.Path)
		return err
	}); err != nil {
		return err
	}
	if !ran {
		if _, err := a.Inspect.Run(c.ctx, actor, at.Path, nil); err != nil {
			return err
		}
	}
	p, b, err := a.Reports.Issue(c.ctx, actor, at, first, last, *title)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(*out), ".report-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(b)
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), *out); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s  %s  cut-off %s  %d bytes in %s\nroot %x\n", p.Number, at.Name, p.CutOffUs.Short(), len(b),
		*out, p.RootDigest)
	return nil
}

func runReportCheck(c *call) error {
	var file string
	if err := c.parse(&file); err != nil {
		return err
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	a, err := c.openDated()
	if err != nil {
		return err
	}
	defer a.Close()
	var p reporting.Paper
	err = a.DB.Read(c.ctx, func(s *database.Snapshot) (err error) {
		p, err = reporting.Ours(s, b)
		return err
	})
	if errs.KindOf(err) == errs.NotFound {
		return broke{fmt.Errorf("%s is not a paper of this office, or was changed after it was issued", file)}
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Ours and unchanged: %s %s, issued %s, cut-off %s, content %x\n", p.Number, p.Title, p.AtUs.Short(),
		p.CutOffUs.Short(), p.ContentDigest)
	return nil
}
