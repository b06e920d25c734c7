package sheet

import (
	"slices"
	"strings"

	"gangwei/internal/base/errs"
)

// Listed is a short list by its wanted columns: heads as they stand, and of each row the wanted cells.
type Listed struct {
	Heads []string
	Rows  []Line
}

// Line of a short list: cells in the order of what was wanted, trimmed; N is the row in the file.
type Line struct {
	N     int
	Cells []string
	// Bad names the wanted cells that cannot be read, by row and head: a number that lost its end, an error, a formula
	// without a value.
	Bad errs.Faults
}

// ReadList finds the heads of a list on its first sheet by the rules of FindHeads, and reads what is under them. All
// heads are needed. Rows that are blank in all wanted columns are left out. Refusals: those of Open, sheet.empty,
// sheet.list_heads (with the words that were looked for), sheet.two_columns, sheet.too_large.
func ReadList(name string, body []byte, limit int, wanted ...Head) (Listed, error) {
	var out Listed
	sheets, err := Open(name, body)
	if err != nil {
		return out, err
	}
	if len(sheets) == 0 {
		return out, errs.New(errs.Invalid, "sheet.empty").On("file")
	}
	s := sheets[0]
	if len(s.Rows) > limit {
		return out, errs.New(errs.TooLarge, "sheet.too_large").On("file").With("limit", limit)
	}
	found := FindHeads(wanted, s.Rows)
	at := make([]int, len(wanted)) // column of each
	for k := range wanted {
		if at[k] = slices.Index(found.Columns, k); at[k] < 0 {
			return out, listHeads(wanted)
		}
	}
	if err := found.Tied(s, wanted); err != nil {
		for _, e := range errs.All(err) {
			e.Field = "file"
		}
		return out, err
	}
	for _, column := range at {
		out.Heads = append(out.Heads, strings.TrimSpace(found.Texts[column]))
	}
	for _, r := range s.Rows[found.From():] {
		line := Line{N: r.N, Cells: make([]string, len(at))}
		for k, column := range at {
			line.Cells[k] = r.Text(column)
			if column < len(r.Cells) {
				if f := r.Cells[column].Fault(); f != nil {
					line.Bad.Add(f.On("file").At(r.N, out.Heads[k]))
				}
			}
		}
		if strings.Join(line.Cells, "") != "" {
			out.Rows = append(out.Rows, line)
		}
	}
	return out, nil
}

func listHeads(wanted []Head) error {
	var heads []string
	for _, h := range wanted {
		heads = append(heads, strings.Join(append([]string{h.Name}, append(slices.Clip(h.Also), h.Weak...)...), "/"))
	}
	return errs.New(errs.Invalid, "sheet.list_heads").On("file").With("heads", strings.Join(heads, "、"))
}
