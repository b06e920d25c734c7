package drafts

import (
	"context"
	"encoding/json"
	"slices"
	"unicode/utf8"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
)

// Kinds of forms whose drafts are kept.
const (
	DutySheet    = "duty_sheet"
	ProgressForm = "progress_form"
	TownSheets   = "town_sheets"
	NewRows      = "new_rows" // of a list
)

// Kinds that are known.
var Kinds = []string{DutySheet, ProgressForm, TownSheets, NewRows}

// Limits of what is kept.
const (
	MostBytes = 256 << 10 // of one draft
	MostItems = 50        // drafts of one user; beyond, the oldest goes
	KeepDays  = 30
	longest   = 60 // characters of an item
)

// Draft of a form.
type Draft struct {
	Kind    string
	Item    string // which form: a sheet's number
	Version int64  // of the item, from which it was made
	Seq     int64  // counts the keepings, from 1
	Content string // JSON: field → value before, value typed
	AtUs    clock.Moment
}

// Service of drafts.
type Service struct {
	DB    *database.DB
	Clock clock.Clock
}

// Keep a user's draft; d.Seq is the number of the draft that the window has seen, 0 for none, and d.Content {} drops
// it. The answer is the new number and the moment. Refusals: authz.not_found (no such kind), drafts.content (no JSON
// object), drafts.too_large, drafts.other_window (kept by another window since).
func (s *Service) Keep(ctx context.Context, userID int64, d Draft) (Draft, error) {
	if err := d.check(); err != nil {
		return d, err
	}
	seen := max(d.Seq, 0)
	d.AtUs = s.Clock.Now()
	err := s.DB.Write(ctx, func(tx *database.Tx) error {
		was, found, err := lock(tx, userID, d.Kind, d.Item)
		if err != nil {
			return err
		}
		switch {
		case found && was.AtUs >= s.oldest() && was.Seq != seen:
			return errs.New(errs.Conflict, "drafts.other_window")
		case d.Content == "{}":
			d.Seq = 0
			return drop(tx, userID, d.Kind, d.Item)
		case found:
			d.Seq = max(was.Seq, seen) + 1
			return update(tx, userID, d)
		}
		d.Seq = seen + 1
		if err := insert(tx, userID, d); err != nil {
			if database.Duplicate(err, "") { // another window was first, at the same moment
				return errs.New(errs.Conflict, "drafts.other_window").Because(err)
			}
			return err
		}
		return dropBeyond(tx, userID, MostItems)
	})
	return d, err
}

func (d Draft) check() error {
	var fields map[string]json.RawMessage
	switch {
	case !slices.Contains(Kinds, d.Kind) || d.Item == "" || len(d.Item) > longest || !ascii(d.Item):
		return errs.New(errs.NotFound, "authz.not_found")
	case len(d.Content) > MostBytes:
		return errs.New(errs.TooLarge, "drafts.too_large").With("limit", MostBytes>>10)
	case !utf8.ValidString(d.Content) || json.Unmarshal([]byte(d.Content), &fields) != nil || fields == nil:
		return errs.New(errs.Invalid, "drafts.content")
	}
	return nil
}

func ascii(s string) bool {
	for _, c := range s {
		if c < 33 || c > 126 {
			return false
		}
	}
	return true
}

// Of a user's form; false if there is none, or it is older than it is kept.
func (s *Service) Of(r database.Reader, userID int64, kind, item string) (Draft, bool, error) {
	d, found, err := one(r, userID, kind, item)
	return d, found && d.AtUs >= s.oldest(), err
}

// Drop a user's draft: it was saved, or is not wanted.
func (s *Service) Drop(ctx context.Context, userID int64, kind, item string) error {
	return s.DB.Write(ctx, func(tx *database.Tx) error { return drop(tx, userID, kind, item) })
}

// Expire removes drafts older than KeepDays.
func (s *Service) Expire(ctx context.Context) error {
	return s.DB.Write(ctx, func(tx *database.Tx) error { return dropBefore(tx, s.oldest()) })
}

func (s *Service) oldest() clock.Moment {
	return clock.On(s.Clock.Now().Date().AddDays(-KeepDays), 0, 0)
}
