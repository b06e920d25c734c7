package exchange

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/sheet"
)

// Request is what is to be written.
type Request struct {
	Kind  string
	Path  string // of the region
	State string // narrows the list, where it has states
	Full  bool   // whole identity numbers and accounts, for those who may see them
	Why   string // needed with Full, at least four characters
	CSV   bool
}

// Column of a list.
type Column = schema.Column

// Row of a list: its cells by the codes of the columns.
type Row = map[string]string

// List that can be written. Whoever owns its rows describes it.
type List struct {
	Code       string
	Title      string
	Permission authz.Permission
	Columns    []Column // of a template: those of the default mapping
	Rows       func(x *Run, yield func(Row) error) error
	Behind     func(x *Run) ([]sheet.Extra, error) // further pages of its workbook; nil: none
	// Template: another system takes it in: no title, no numbers of our own, the columns of the office's mapping.
	Template bool
	Fixed    []string                    // of a template: what stands in a column that has no field, by position
	Mapped   func(x *Run, l *List) error // of a template: gives it the columns of the office's own mapping
}

// NewList writes the columns of its table.
func NewList(code string, permission authz.Permission, rows func(x *Run, yield func(Row) error) error) List {
	t := schema.ListedAs(code)
	return List{Code: t.List(), Title: t.Title, Permission: permission, Columns: t.Columns(schema.Export), Rows: rows}
}

// Check what a list needs to be written: without a permission anybody could take it.
func (l *List) Check() error {
	if l.Code == "" || l.Title == "" || l.Permission == "" || len(l.Columns) == 0 || l.Rows == nil ||
		l.Template != (l.Mapped != nil) {
		return fmt.Errorf("the list %q has no title, permission, columns or rows, or is half a template", l.Code)
	}
	return nil
}

// Numbers reports whether the list has numbers that can be written in full.
func (l *List) Numbers() bool {
	return l.Template || slices.ContainsFunc(l.Columns, func(c Column) bool { return c.Masked != "" && !c.Tail })
}

// Complete reports whether an office can take the list in full as it is.
func (l *List) Complete() bool {
	return !l.Template && l.Numbers() && schema.ListedAs(l.Code).Use&schema.Import != 0
}

// head of a column: where only the last digits are written, it says so.
func (w Request) head(c Column) string {
	if c.Masked != "" && (c.Tail || !w.Full) {
		return c.Masked + "（后四位）"
	}
	return c.Head
}

// record of a row in the order of the columns; a cell that no column has is a fault of the program.
func (l *List) record(cells Row) ([]string, error) {
	out := make([]string, len(l.Columns))
	used := 0
	for i, c := range l.Columns {
		v, ok := cells[c.Code]
		if ok {
			used++
		}
		out[i] = v
	}
	if used != len(cells) {
		return nil, fmt.Errorf("list %s has not all the columns of %v", l.Code, cells)
	}
	return out, nil
}

// filled is a record of a template, which takes what it wants of the fields.
func (l *List) filled(fields Row) []string {
	out := slices.Clone(l.Fixed)
	for i, c := range l.Columns {
		if v, ok := fields[c.Code]; ok {
			out[i] = v
		}
	}
	return out
}

// Service of exports.
type Service struct {
	Desk  *desk.Desk
	Ring  *seal.Ring
	Lists []List // that can be written
}

// List of a code. Refusal: export.kind.
func (r *Service) List(code string) (*List, error) {
	for _, l := range r.Lists {
		if l.Code == code {
			return &l, nil
		}
	}
	return nil, errs.New(errs.Invalid, "export.kind").On("kind").With("kind", code)
}

// Ask records who takes which list, before it is written. Refusals: export.kind, resident.why; full numbers need
// resident.unmask too.
func (r *Service) Ask(ctx context.Context, actor authz.Actor, w Request) error {
	l, err := r.List(w.Kind)
	if err != nil {
		return err
	}
	w.Why = strings.TrimSpace(w.Why)
	if n := utf8.RuneCountInString(w.Why); w.Full && (n < 4 || n > 100) {
		return errs.New(errs.Invalid, "resident.why").On("why")
	}
	_, err = desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		if w.Full {
			if err := v.Allow("resident.unmask", w.Path); err != nil {
				return 0, err
			}
		}
		if err := v.Allow(l.Permission, w.Path); err != nil {
			return 0, err
		}
		v.Record("export", "region", 0, desk.F("list", w.Kind), desk.F("state", w.State), desk.F("full", w.Full),
			desk.F("why", w.Why))
		return 0, nil
	})
	return err
}

// numberColumn is the first of a list, which numbers its rows.
var numberColumn = sheet.Column{Head: "序号", Width: 7, Figure: true}

// written column of a list's workbook; a template's cells stay text.
func (l List) written(c Column, head string) sheet.Column {
	return sheet.Column{Head: head, Width: c.Width, Figure: !l.Template && c.IsFigure()}
}

// Write a list that was asked for. progress is called with the rows written so far; the total is not known beforehand.
func (r *Service) Write(ctx context.Context, actor authz.Actor, w Request, to io.Writer,
	progress func(done, total int64) error) error {
	l, err := r.List(w.Kind)
	if err != nil {
		return err
	}
	x := &Run{Request: w, Actor: actor, Scope: actor.Scope(l.Permission).Within(w.Path), ring: r.Ring}
	if w.Full {
		if err := actor.Check("resident.unmask", w.Path); err != nil {
			return err
		}
	}
	now := r.Desk.Clock.Now()
	x.Today = now.Date()
	return r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		x.Snapshot = s
		if x.Tree, err = region.Load(s, x.Today); err != nil {
			return err
		}
		heads, title, note := []sheet.Column{numberColumn}, x.Tree.Full(w.Path)+l.Title, "截止"+now.Short()
		if l.Template {
			heads, title, note = nil, "", ""
			if err = l.Mapped(x, l); err != nil {
				return err
			}
		}
		for _, c := range l.Columns {
			head := c.Head
			if !l.Template {
				head = w.head(c)
			}
			heads = append(heads, l.written(c, head))
		}
		var n int64
		numbered := func(yield func([]string) error) error {
			return l.Rows(x, func(cells Row) error {
				n++
				if progress != nil {
					if err := progress(n, n+1); err != nil {
						return err
					}
				}
				if l.Template {
					return yield(l.filled(cells))
				}
				rec, err := l.record(cells)
				if err != nil {
					return err
				}
				return yield(append([]string{fmt.Sprint(n)}, rec...))
			})
		}
		if !w.CSV {
			var more []sheet.Extra
			if l.Behind != nil {
				if more, err = l.Behind(x); err != nil {
					return err
				}
			}
			return sheet.WriteXLSXWith(to, title, note, heads, numbered, more...)
		}
		return sheet.WriteCSV(to, func(yield func([]string) error) error {
			rec := make([]string, len(heads))
			for i, h := range heads {
				rec[i] = h.Head
			}
			if err := yield(rec); err != nil {
				return err
			}
			return numbered(yield)
		})
	})
}
