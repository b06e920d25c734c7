package importer

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/sheet"
)

// Period is a pair of columns that many tables have in one cell: 2024.1.1-2024.12.31.
type Period struct {
	from, until string
	heads       []string
}

// spans reports whether a table has a column with the period of which a column is an end.
func (k *Kind) spans(found sheet.Layout, code string) bool {
	for i, x := range k.Periods {
		if (x.from == code || x.until == code) && found.Has(len(k.Columns)+i) {
			return true
		}
	}
	return false
}

// span parts a period in one cell into its two columns where no column of their own says them. One that cannot be
// parted is a fault of the first.
func (p *plan) span(l *line, x Period, c cell) {
	from, until := p.kind.column(x.from), p.kind.column(x.until)
	if f := c.Fault(); f != nil {
		l.unread[from] = f
		return
	}
	a, b, ok := civil.ClaimSpan(c.Text)
	if a == "" && !ok {
		a = c.Text
		if claimed := civil.Claim(a).Date; c.Kind == sheet.Text && (claimed.IsZero() ||
			strings.Contains(a, "-") && strings.ContainsAny(a, "./年")) { // 2024.1-12 is a day and two months
			l.unread[from] = errs.New(errs.Invalid, "import.period").With("raw", a)
		}
	}
	for k, v := range map[int]string{from: a, until: b} {
		if l.cells[k] == "" && l.unread[k] == nil {
			l.cells[k] = v
		}
	}
}

// spanned parts what stands in a column of beginnings and is a period, where the end stands nowhere else.
func (p *plan) spanned(l *line) {
	for _, x := range p.kind.Periods {
		from, until := p.kind.column(x.from), p.kind.column(x.until)
		if l.cells[until] != "" || l.unread[from] != nil || l.unread[until] != nil || len(l.cells[from]) < 8 {
			continue
		}
		if a, b, ok := civil.ClaimSpan(l.cells[from]); ok {
			l.cells[from], l.cells[until] = a, b
		}
	}
}

// unparted reports whether a column is the end of a period that stands in one cell and cannot be parted: that is said
// of its beginning, and nothing is missing.
func (p *plan) unparted(l *line, code string) bool {
	for i, x := range p.kind.Periods {
		if x.until == code && slices.Contains(l.given, len(p.kind.Columns)+i) &&
			l.unread[p.kind.column(x.from)] != nil {
			return true
		}
	}
	return false
}
