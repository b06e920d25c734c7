package importer

import (
	"context"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/sheet"
)

// Type of a column's cells.
type Type = schema.Type

// The types that workbooks have.
const (
	Text     = schema.Text
	Identity = schema.Identity
	Digits   = schema.Digits
	Phone    = schema.Phone
	Day      = schema.Day
	Month    = schema.Month
	Yes      = schema.Yes
	Amount   = schema.Amount
	Number   = schema.Number
	Choice   = schema.Choice
)

// Column of a kind of workbook.
type Column = schema.Column

// columns of a kind, as its table is described.
func columns(kind string) []Column { return schema.TakenAs(kind).Columns(schema.Import) }

// Kind of workbook.
type Kind struct {
	Code       string
	Permission authz.Permission
	Also       []authz.Permission // needed as well, for the parts that it takes
	TwoHands   bool               // who takes it is somebody else than who handed it in
	Outsiders  bool               // its rows may be about people outside the register
	Wide       bool               // a row without a village is of the office that hands the file in
	AsFound    bool               // rows of earlier years: nothing is corrected or refused
	Marked     bool               // its sheets say what their marks mean, above the heads or at their foot
	Columns    []Column
	Periods    []Period // that its tables may hold in one cell, after its columns among the heads
	// Local is the kind as the office of a path uses it; nil: it is the same everywhere.
	Local func(r database.Reader, path string) (*Kind, error)
	// Judge holds the lines against what is registered: faults, lines that say nothing new, and the rest ready to be
	// written.
	Judge func(r database.Reader, p *plan) error
	// Write puts the good lines into their rooms and names each record made.
	Write func(v *desk.Visit, p *plan) error
	// Undo takes them out again, while nothing builds on them; nil: there is nothing to take out.
	Undo func(v *desk.Visit, of Undoing) error
}

// Undoing of a batch: the records that it made, by table, and why.
type Undoing struct {
	BatchID int64
	Made    map[string][]int64
	Why     string
}

// KindOf a code. Refusal: import.kind.
func (room *Service) KindOf(code string) (*Kind, error) { return Find(room.Kinds, code) }

// Find the kind of a code. Refusal: import.kind.
func Find(kinds []*Kind, code string) (*Kind, error) {
	for _, k := range kinds {
		if k.Code == code {
			return k, nil
		}
	}
	return nil, errs.New(errs.Invalid, "import.kind").On("kind").With("kind", code)
}

// kindAt is a kind as a region uses it.
func (room *Service) kindAt(ctx context.Context, code, path string) (*Kind, error) {
	k, err := room.KindOf(code)
	if err != nil || k.Local == nil {
		return k, err
	}
	err = room.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		k, err = k.Local(s, path)
		return err
	})
	return k, err
}

// check that somebody has what a kind needs at a place: all of it.
func (k *Kind) check(actor authz.Actor, path string) error {
	for _, p := range append([]authz.Permission{k.Permission}, k.Also...) {
		if err := actor.Check(p, path); err != nil {
			return err
		}
	}
	return nil
}

// heads of the columns, as a sheet is searched for them.
func (k *Kind) heads() []sheet.Head {
	out := schema.Heads(k.Columns)
	for _, x := range k.Periods {
		out = append(out, sheet.Head{Name: x.heads[0], Also: x.heads[1:]})
	}
	return out
}

// stands reports whether a column that does in place of a needed one is there.
func (k *Kind) stands(needed Column, found sheet.Layout) bool {
	return slices.ContainsFunc(needed.Or, func(code string) bool {
		i := slices.IndexFunc(k.Columns, func(c Column) bool { return c.Code == code })
		return i >= 0 && found.Has(i)
	})
}

// stands reports whether a line has something in a column that does in place of a needed one.
func (p *plan) stands(l *line, needed Column) bool {
	return slices.ContainsFunc(needed.Or, func(code string) bool { return p.get(l, code) != "" })
}

// column of a code by its position; -1 if the kind has none.
func (k *Kind) column(code string) int {
	return slices.IndexFunc(k.Columns, func(c Column) bool { return c.Code == code })
}

func (k *Kind) head(code string) string { return k.Columns[k.column(code)].Head }
