package importer

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/sheet"
)

// Doubt is a cell of a workbook that cannot be taken as it is, by what the file alone says.
type Doubt struct {
	Sheet string
	*errs.Error
}

// Explain how a workbook would be read as a kind: what was understood of it, what would be asked, and the cells that
// cannot be taken. No office is asked, so that villages, people, posts and earlier answers are not looked up.
// Refusals: those of HandIn that the file alone gives.
func Explain(kind *Kind, name string, sheets []sheet.Sheet) (r Reading, asked []*Asked, doubts []Doubt, err error) {
	p, err := lay(kind, name, sheets, nil)
	if err != nil {
		return r, nil, nil, err
	}
	p.required()
	for _, l := range p.lines {
		for _, e := range l.faults {
			doubts = append(doubts, Doubt{l.sheet, e})
		}
	}
	for _, l := range p.passed {
		doubts = append(doubts, Doubt{l.sheet, errs.New(errs.Invalid, "import.passed_over").At(l.n, "")})
	}
	return p.Reading, p.asked, doubts, nil
}

// ofMoney reports whether a column is one of amounts.
func (k *Kind) ofMoney(column int) bool {
	return column < len(k.Columns) && k.Columns[column].Type == Amount
}
