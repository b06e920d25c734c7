package sheet

import (
	"slices"
	"strings"

	"gangwei/internal/errs"
)

// Wanted column of a short list: any head that has one of the words.
type Wanted []string

// headRows within which the headings of a list stand.
const headRows = 10

// Listed is a short list by its wanted columns: heads as they stand, and of each row the wanted cells.
type Listed struct {
	Heads []string
	Rows  []Row // cells in the order wanted; N is the row in the file
}

// ReadList finds the row that has all wanted columns among the first ten of the first sheet, and reads what is under it. Refusals: those of
// Open, sheet.empty, sheet.list_heads (with the words that were looked for), sheet.too_large.
func ReadList(name string, body []byte, limit int, wanted ...Wanted) (Listed, error) {
	var out Listed
	sheets, err := Open(name, body)
	if err != nil {
		return out, err
	}
	if len(sheets) == 0 {
		return out, errs.New(errs.Invalid, "sheet.empty").On("file")
	}
	rows := sheets[0].Rows
	if len(rows) > limit {
		return out, errs.New(errs.TooLarge, "sheet.too_large").On("file").With("limit", limit)
	}
	for i := range min(headRows, len(rows)) {
		at := make([]int, len(wanted))
		for k, words := range wanted {
			at[k] = slices.IndexFunc(rows[i].Cells, func(cell string) bool {
				return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(cell, w) })
			})
		}
		if slices.Contains(at, -1) {
			continue
		}
		pick := func(cells []string) []string {
			got := make([]string, len(at))
			for k, c := range at {
				if c < len(cells) {
					got[k] = strings.TrimSpace(cells[c])
				}
			}
			return got
		}
		out.Heads = pick(rows[i].Cells)
		for _, r := range rows[i+1:] {
			out.Rows = append(out.Rows, Row{N: r.N, Cells: pick(r.Cells)})
		}
		return out, nil
	}
	var heads []string
	for _, w := range wanted {
		heads = append(heads, strings.Join(w, "/"))
	}
	return out, errs.New(errs.Invalid, "sheet.list_heads").On("file").With("heads", strings.Join(heads, "、"))
}
