package importer

import (
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/crosscheck"
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
	also       []authz.Permission // needed as well, for the parts that it takes
	twoHands   bool               // who takes it is somebody else than who handed it in
	outsiders  bool               // its rows may be about people outside the register
	Wide       bool               // a row without a village is of the office that hands the file in
	Columns    []Column
	mapping    *crosscheck.Mapping // of another system's export: which heads and words it uses
	// judge holds the lines against what is registered: faults, lines that say nothing new, and the rest ready to be
	// written.
	judge func(room *Service, r database.Reader, p *plan) error
	// write puts the good lines into their rooms and names each record made.
	write func(room *Service, v *desk.Visit, p *plan) error
}

// Kinds that can be taken, in the order of the page.
func Kinds() []*Kind {
	return []*Kind{people, kin, officials, posts, holders, roster, attendance, users, registers, employment, poverty, help,
		historyRows}
}

// KindOf a code. Refusal: import.kind.
func KindOf(code string) (*Kind, error) {
	for _, k := range Kinds() {
		if k.Code == code {
			return k, nil
		}
	}
	return nil, errs.New(errs.Invalid, "import.kind").On("kind").With("kind", code)
}

// TwoHands says that who takes a workbook is somebody else than who handed it in.
func (k *Kind) TwoHands() bool { return k.twoHands }

// check that somebody has what a kind needs at a place: all of it.
func (k *Kind) check(actor authz.Actor, path string) error {
	for _, p := range append([]authz.Permission{k.Permission}, k.also...) {
		if err := actor.Check(p, path); err != nil {
			return err
		}
	}
	return nil
}

// heads of the columns, as a sheet is searched for them.
func (k *Kind) heads() []sheet.Head {
	out := schema.Heads(k.Columns)
	for _, x := range k.periods() {
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
