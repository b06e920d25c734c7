package importer

import (
	"gangwei/internal/errs"
	"gangwei/internal/sheet"
)

// Doubt is a cell of a workbook that cannot be taken as it is, by what the file alone says.
type Doubt struct {
	Sheet string
	*errs.Error
}

// Explain how a workbook would be read as a kind: what was understood of it, the rows that are about somebody as they stand, and the cells that
// cannot be taken. No office is asked, so that villages, people and posts are not looked up. Refusals: those of HandIn that the file alone gives.
func Explain(kind *Kind, name string, sheets []sheet.Sheet) (r Reading, rows [][]string, doubts []Doubt, err error) {
	p, err := lay(kind, sheets)
	if err != nil {
		return r, nil, nil, err
	}
	p.required()
	for _, l := range p.lines {
		rows = append(rows, l.raw)
		for _, e := range l.faults {
			doubts = append(doubts, Doubt{l.sheet, e})
		}
	}
	for _, l := range p.passed {
		doubts = append(doubts, Doubt{l.sheet, errs.New(errs.Invalid, "import.passed_over").At(l.n, "")})
	}
	return p.Reading, rows, doubts, nil
}
