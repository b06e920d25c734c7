package payroll

import (
	"cmp"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// OpeningParam names the month from which on a county keeps its pay here: of what was before it nothing is owed here.
const OpeningParam = "pay.kept_from"

var _ = rulebook.Guard(mayOpen, OpeningParam)

// mayOpen refuses an opening month that would hide what is owed here: payroll.opening_place (below a county),
// payroll.opening_future (later than the day from which it holds), payroll.opening_listed (later than the first list of
// a county that it concerns), payroll.opening_sent (later than the first sheet that one of its villages sent, which
// says that something is due), payroll.opening_later (later than the one that holds, though lists or sent sheets of the
// county lie between them). An earlier month, or none, hides nothing and is never refused. It locks the counties as a
// draft does, so that of two at once the second sees the first.
func mayOpen(tx *database.Tx, p rulebook.Parameter) error {
	if region.CountyPath(p.RegionPath) != "" && region.CountyPath(p.RegionPath) != p.RegionPath {
		return errs.New(errs.Invalid, "payroll.opening_place").On("region")
	}
	month, err := civil.ParseMonth(p.Value)
	if err != nil {
		return nil // from each start
	}
	if p.FromDate.Month().Before(month) {
		return errs.New(errs.Invalid, "payroll.opening_future").On("value").With("from", p.FromDate)
	}
	tree, err := region.Load(tx, p.FromDate)
	if err != nil {
		return err
	}
	book, err := rulebook.Load(tx)
	if err != nil {
		return err
	}
	for _, c := range tree.At(region.County) {
		if !strings.HasPrefix(c.Path, p.RegionPath) {
			continue
		}
		if err := lockCounty(tx, c.ID); err != nil {
			return err
		}
		if own, ok := book.Held(OpeningParam, c.Path, "", p.FromDate); ok && len(own.RegionPath) > len(p.RegionPath) {
			continue // it opened by a word of its own
		}
		held, _ := book.Month(OpeningParam, c.Path, p.FromDate)
		if err := hidesNothing(tx, c, held, month); err != nil {
			return err
		}
	}
	return nil
}

// hidesNothing refuses to open a county with a month, held being the one with which it opened so far: zero for none.
func hidesNothing(tx *database.Tx, county *region.Region, held, month civil.Month) error {
	first, err := firstListed(tx, county.ID)
	if err != nil {
		return err
	}
	if !first.IsZero() && first.Before(month) {
		return errs.New(errs.State, "payroll.opening_listed").On("value").With("county", county.Name).
			With("first", first.Chinese())
	}
	if !held.IsZero() && !held.Before(month) {
		return nil
	}
	sent, err := duty.FirstSent(tx, authz.Under(county.Path), cmp.Or(held, civil.EarliestMonth()))
	switch {
	case err != nil:
		return err
	case held.IsZero() && !sent.IsZero() && sent.Before(month):
		return errs.New(errs.State, "payroll.opening_sent").On("value").With("county", county.Name).
			With("first", sent.Chinese())
	case !held.IsZero() && (!sent.IsZero() && sent.Before(month) || !first.IsZero()):
		return errs.New(errs.State, "payroll.opening_later").On("value").With("county", county.Name).
			With("held", held.Chinese())
	}
	return nil
}
