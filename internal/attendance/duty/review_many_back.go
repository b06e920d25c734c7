package duty

import (
	"context"
	"strconv"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// ManyMatter is the fact of a bulk review's entry that names its sheets: each bulk is a matter of its own.
const ManyMatter = "ids"

// passedIn an entry: the sheets of a bulk review.
func passedIn(l trail.Line) (ids []int64) {
	for _, f := range strings.Fields(l.Fact(ManyMatter)) {
		if id, err := strconv.ParseInt(f, 10, 64); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// asPassed reports whether a sheet still is as a bulk review left it: passed then, by that person, and not locked.
func (s Sheet) asPassed(l trail.Line) bool {
	return s.State == Reviewed && s.ReviewedUs == l.AtUs && s.ReviewedBy == l.ActorID
}

// StandingOf a bulk review: how many of its sheets are as it left them.
func StandingOf(r database.Reader, l trail.Line) (n int, err error) {
	for _, id := range passedIn(l) { // MaxReviews at most
		s, err := SheetByID(r, id)
		if err != nil {
			return n, err
		}
		if s.asPassed(l) {
			n++
		}
	}
	return n, nil
}

// TakeBackReviews puts the sheets of a bulk review back to where they wait, those that are still as it left them: what
// pay has locked, or the county has reopened, stays. It always needs a reason: that a sheet of many was opened is not
// kept. Refusals: authz.*, undo.*, undo.why, duty.state (none is left).
func TakeBackReviews(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, b desk.Back) (int64, error) {
	return desk.DoVia(ctx, d, actor, desk.Batch, key, func(v *desk.Visit) (n int64, err error) {
		l, err := trail.ByID(v.Tx, b.Entry)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("duty.review", l.RegionPath); err != nil {
			return 0, err
		}
		if l, err = v.TakeBackOf(&b, ManyMatter, "region", 0, "duty.review_many"); err != nil {
			return 0, err
		}
		if b.Why == "" {
			return 0, errs.New(errs.Invalid, "undo.why").On("remark")
		}
		for _, id := range passedIn(l) {
			s, err := lockSheet(v.Tx, id)
			if err != nil {
				return 0, err
			}
			if !s.asPassed(l) {
				continue
			}
			if err := touch(v.Tx, s,
				"state = 'submitted', reviewed_by = NULL, reviewed_key = NULL, reviewed_us = NULL"); err != nil {
				return 0, err
			}
			n++
		}
		if n == 0 {
			return 0, errs.New(errs.State, "duty.state").With("sheet", Locked)
		}
		v.Record("duty.review_many_back", "region", 0, b.Facts(l, desk.F("sheets", n),
			desk.F(ManyMatter, l.Fact(ManyMatter)))...)
		return n, nil
	})
}
