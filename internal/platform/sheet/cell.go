package sheet

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
)

// Kind of what a cell holds, by how it is stored and never by how it is displayed.
type Kind uint8

// Kinds of cells. Of a date the kind says how precisely it was shown: a month is a date of the first that is shown as
// a month, which is what a spreadsheet makes of a typed 2024年3月.
const (
	Blank   Kind = iota
	Text         // what was typed
	Number       // Text is its exact decimal form
	Day          // Text is YYYY-MM-DD, with HH:MM:SS behind it where a time of day is stored
	Month        // Text is YYYY-MM
	Year         // Text is YYYY
	Time         // of a day: Text is HH:MM:SS
	Truth        // TRUE or FALSE
	Lost         // a number of sixteen digits or more: the spreadsheet has replaced its end
	Error        // #N/A, #REF!
	NoValue      // a formula that the program which wrote the file did not compute
)

// lostDigits is from how many digits on a number is not what was typed: spreadsheets keep fifteen.
const (
	lostDigits = 16
	keptDigits = 15
)

// Cell of a table. Text is what the cell says in one form for all formats of files, empty for a blank one.
type Cell struct {
	Kind   Kind
	Text   string
	Merged bool // it stands in a merged cell that begins in a row above
	// Computed is set where the value is what a formula gave when it was last computed.
	Computed bool
}

// Unread reports whether a cell holds something that cannot be read: a number that lost its end, an error, a formula
// without a value.
func (c Cell) Unread() bool { return c.Kind >= Lost }

// Fault says why a cell cannot be read, nil if it can: sheet.lost, sheet.error, sheet.formula.
func (c Cell) Fault() *errs.Error {
	switch c.Kind {
	case Lost:
		return errs.New(errs.Invalid, "sheet.lost").With("raw", c.Text)
	case Error:
		return errs.New(errs.Invalid, "sheet.error").With("raw", c.Text)
	case NoValue:
		return errs.New(errs.Invalid, "sheet.formula")
	}
	return nil
}

// blank reports whether nothing stands in a cell.
func (c Cell) blank() bool {
	return c.Kind == Blank || c.Kind == Text && strings.TrimSpace(c.Text) == ""
}

// typed cell of a text; blank for an empty one.
func typed(text string) Cell {
	if text == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Text: text}
}

// cells of a row of texts, as a CSV has them.
func cells(texts []string) []Cell {
	out := make([]Cell, len(texts))
	for i, t := range texts {
		out[i] = typed(t)
	}
	return out
}

// numeral is the cell of a stored number, given as it stands in the file (800, 0.1, 6.217E+18), under a number format.
func numeral(stored string, shown precision, from1904 bool) Cell {
	stored = strings.TrimSpace(stored)
	if shown == plainNumber {
		if text, ok := short(stored); ok {
			return Cell{Kind: Number, Text: text}
		}
	}
	v, err := strconv.ParseFloat(stored, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return typed(stored)
	}
	if shown != plainNumber {
		if c, ok := dated(v, shown, from1904); ok {
			return c
		}
	}
	text := decimal(v)
	whole, _, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if len(whole) >= lostDigits {
		return Cell{Kind: Lost, Text: scientific(whole)}
	}
	return Cell{Kind: Number, Text: text}
}

// short is the exact form of a number that is stored in at most fifteen digits and without an exponent, as nearly all
// are; false for others.
func short(stored string) (string, bool) {
	digits := strings.TrimPrefix(stored, "-")
	if digits == "" || len(digits) > keptDigits+1 || digits[0] == '.' || digits[len(digits)-1] == '.' {
		return "", false
	}
	point := -1
	for i := range len(digits) {
		switch c := digits[i]; {
		case c == '.' && point < 0:
			point = i
		case c < '0' || c > '9':
			return "", false
		}
	}
	if point < 0 && len(digits) > keptDigits {
		return "", false
	}
	if point >= 0 {
		digits = strings.TrimSuffix(strings.TrimRight(digits, "0"), ".")
	}
	for len(digits) > 1 && digits[0] == '0' && digits[1] != '.' {
		digits = digits[1:]
	}
	if digits != "0" && len(stored) > 0 && stored[0] == '-' {
		return "-" + digits, true
	}
	return digits, true
}

// decimal writes a number with the fifteen digits that a spreadsheet keeps, without an exponent: 0.1+0.2 is 0.3.
func decimal(v float64) string {
	short := strconv.FormatFloat(v, 'e', 14, 64)
	r, ok := new(big.Rat).SetString(short)
	if !ok {
		return short
	}
	if r.IsInt() {
		return r.Num().String()
	}
	exponent, _ := strconv.Atoi(short[strings.IndexByte(short, 'e')+1:])
	return strings.TrimSuffix(strings.TrimRight(r.FloatString(min(max(14-exponent, 0), 30)), "0"), ".")
}

// Serial numbers of days that a sheet of an office may hold: 1900-03-01 (before it, spreadsheets count a day that
// never was) to 9999-12-31.
const (
	firstSerial = 61
	endSerial   = 2_958_466
	unixSerial  = 25_569 // of 1970-01-01
	shift1904   = 1_462  // days that a workbook counting from 1904 is behind
	secondsDay  = 86_400
)

// dated is the cell of a number under a date format; false where the number is no day of the calendar.
func dated(v float64, shown precision, from1904 bool) (Cell, bool) {
	if v < 0 {
		return Cell{}, false
	}
	seconds := int64(math.Round(v * secondsDay))
	days, rest := seconds/secondsDay, seconds%secondsDay
	clock := civilTime(rest)
	if shown == timeOnly && days == 0 {
		return Cell{Kind: Time, Text: clock}, true
	}
	if from1904 {
		days += shift1904
	}
	if days < firstSerial || days >= endSerial {
		return Cell{}, false
	}
	d := civil.MustDate("1970-01-01").AddDays(int(days - unixSerial))
	text := d.String()
	switch {
	case shown == byYear && rest == 0 && text[5:] == "01-01":
		return Cell{Kind: Year, Text: text[:4]}, true
	case (shown == byMonth || shown == byYear) && rest == 0 && text[8:] == "01":
		return Cell{Kind: Month, Text: text[:7]}, true
	case rest != 0:
		text += " " + clock
	}
	return Cell{Kind: Day, Text: text}, true
}

func civilTime(seconds int64) string {
	two := func(n int64) string { return strconv.FormatInt(100+n, 10)[1:] }
	return two(seconds/3600) + ":" + two(seconds/60%60) + ":" + two(seconds%60)
}

// Row of a sheet that holds something; N counts from 1 as the spreadsheet program shows it.
type Row struct {
	N      int
	Cells  []Cell
	Hidden bool // by a filter or by hand
}

// Text of a column, trimmed; empty where the row ends before it.
func (r Row) Text(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return strings.TrimSpace(r.Cells[column].Text)
}

// Texts of all cells.
func (r Row) Texts() []string {
	out := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		out[i] = c.Text
	}
	return out
}

// Unread gives a fault for each cell of a row that cannot be read, by its row and column letter.
func (r Row) Unread() (out errs.Faults) {
	for i, c := range r.Cells {
		if f := c.Fault(); f != nil {
			out.Add(f.At(r.N, Letter(i)))
		}
	}
	return out
}

// Letter of a column as spreadsheets name it: A, Z, AA.
func Letter(column int) string {
	s := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}
