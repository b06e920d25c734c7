package folder

import (
	"strings"

	"gangwei/internal/sheet"
)

// Explained is how one file would be read.
type Explained struct {
	Reads  []Read
	Faults []Fault
	People People
}

// Explain how a file would be read by itself; what other files of a folder say, and what was answered there, is not
// looked at.
func Explain(name string, body []byte) (out Explained, err error) {
	g := newReading()
	if err := g.file(name, body); err != nil {
		return out, err
	}
	g.finish()
	return Explained{g.reads, g.faults, g.counted()}, nil
}

// mostPassed rows that are remembered of a sheet.
const mostPassed = 200

// passed remembers a row that is about nobody.
func (x *taking) passed(row sheet.Row, why string) {
	if len(x.read.Passed) >= mostPassed {
		return
	}
	text := strings.Join(strings.Fields(strings.Join(row.Texts(), " ")), " ")
	if t := []rune(text); len(t) > 40 {
		text = string(t[:40]) + "…"
	}
	x.read.Passed = append(x.read.Passed, Passed{row.N, why, text})
}

// ofMoney reports whether a column is one of amounts.
func (t *Table) ofMoney(k int) bool {
	return k < len(t.Columns) && (t.Columns[k].Code == "amount" || t.Columns[k].Code == "rate")
}
