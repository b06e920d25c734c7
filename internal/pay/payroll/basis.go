package payroll

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// BasisParams are the parameters by which a month's work is worth what it is. They change from the first of a month on
// that no list of pay has touched: what was paid was paid by one rule.
var BasisParams = []string{"pay.basis", "pay.absent_day", "pay.absent_from", "pay.leave_days", "pay.counts",
	"pay.agreed_days", "pay.grades", "pay.hour_rate", "pay.period_from", "pay.rounding"}

var _ = rulebook.Guard(mayChangeBasis, BasisParams...)

// mayChangeBasis refuses a change of BasisParams: payroll.basis_day (not from the first of a month), payroll.basis_kind
// (there is no such kind of post), payroll.grades, payroll.basis_place (below a county), payroll.basis_touched (a list
// of that month or a later one is there, of a county that it concerns). It locks the counties as a draft does, so that
// of a change and a draft at once the second sees the first.
func mayChangeBasis(tx *database.Tx, p rulebook.Parameter) error {
	var faults errs.Faults
	if p.FromDate.Day() != 1 {
		faults.Add(errs.New(errs.Invalid, "payroll.basis_day").On("from"))
	}
	if region.CountyPath(p.RegionPath) != "" && region.CountyPath(p.RegionPath) != p.RegionPath {
		faults.Add(errs.New(errs.Invalid, "payroll.basis_place").On("region"))
	}
	if p.Param == "pay.grades" && p.Value != "" {
		if _, ok := gradesOf(p.Value); !ok {
			faults.Add(errs.New(errs.Invalid, "payroll.grades").On("value").With("typed", p.Value))
		}
	}
	if p.Fund != "" {
		kinds, err := quota.Kinds(tx)
		if err != nil {
			return err
		}
		known := false
		for _, k := range kinds {
			known = known || k.Code == p.Fund
		}
		if !known {
			faults.Add(errs.New(errs.Invalid, "payroll.basis_kind").On("fund"))
		}
	}
	if err := faults.OrNil(); err != nil {
		return err
	}
	last, err := lastTouched(tx, p.RegionPath, p.FromDate)
	if err != nil {
		return err
	}
	if !last.IsZero() && !last.Before(p.FromDate.Month()) {
		return errs.New(errs.State, "payroll.basis_touched").On("from").With("since", p.FromDate.Month().Chinese()).
			With("last", last.Chinese()).With("first", last.Add(1).Chinese())
	}
	return nil
}

// RuleDocuments are the documents by which the work of a list's month is reckoned, each once, as two people of an
// office entered them: what the program began with, and nobody confirmed, hangs on no wall. None where days on the
// calendar are.
func RuleDocuments(book *rulebook.Book, x Run) (out []string) {
	if IsPlain(book, x.Path, x.Month) {
		return nil
	}
	for _, key := range BasisParams {
		for _, p := range book.All(key, x.Path, x.Month.First()) {
			if p.Value != "" && p.Document != "" && p.DecidedBy > 0 && !slices.Contains(out, p.Document) {
				out = append(out, p.Document)
			}
		}
	}
	return out
}

// WithoutBasis are the paths of counties, of some, that have no basis of their own on a day or later: they are paid by
// calendar days as before (沿用原办法), until the county enters its document.
func WithoutBasis(book *rulebook.Book, counties []*region.Region) (paths []string) {
	for _, c := range counties {
		if len(book.Values("pay.basis", c.Path, "")) == 0 {
			paths = append(paths, c.Path)
		}
	}
	return paths
}

// lastTouched is the last month of which a county under a path has a list of pay that was not given up; zero: none. The
// counties stay locked.
func lastTouched(tx *database.Tx, path string, on civil.Date) (civil.Month, error) {
	tree, err := region.Load(tx, on)
	if err != nil {
		return civil.Month{}, err
	}
	var last civil.Month
	for _, c := range tree.At(region.County) {
		if !strings.HasPrefix(c.Path, path) {
			continue
		}
		if err := lockCounty(tx, c.ID); err != nil {
			return last, err
		}
		m, err := lastListed(tx, c.ID)
		if err != nil {
			return last, err
		}
		if last.Before(m) {
			last = m
		}
	}
	return last, nil
}
