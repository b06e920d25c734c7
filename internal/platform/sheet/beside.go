package sheet

import (
	"slices"
	"strings"
)

// Beside gives the texts of the rows above the heads of a sheet and of the notes under them, each row as one text and a
// merged cell once: there a table says of itself what no column says.
func Beside(s Sheet, l Layout) (out []string) {
	for i, r := range s.Rows {
		if i >= l.At && i < l.From() {
			continue
		}
		var parts []string
		for _, c := range r.Cells {
			if t := strings.TrimSpace(c.Text); t != "" && !c.Merged {
				parts = append(parts, t)
			}
		}
		if i < l.At || len(parts) > 0 && (r.filled(l) < 2 || note(parts[0])) {
			out = append(out, strings.Join(parts, " "))
		}
	}
	return out
}

// filled counts the cells of a row in columns that are known.
func (r Row) filled(l Layout) (n int) {
	for i := range r.Cells {
		if i < len(l.Columns) && l.Columns[i] >= 0 && r.Text(i) != "" {
			n++
		}
	}
	return n
}

// note reports whether a row that begins with a text is one.
func note(first string) bool {
	return slices.ContainsFunc(notes, func(n string) bool { return strings.HasPrefix(HeadWord(first), n) })
}
