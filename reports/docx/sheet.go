package docx

import (
	"bytes"

	"github.com/gomutex/godocx"

	"gangwei/internal/platform/documents"
)

// Sheet is a sheet's text as an editable document.
func Sheet(s documents.Sheet) ([]byte, error) {
	doc, err := godocx.NewDocument()
	if err != nil {
		return nil, err
	}
	w := &writer{doc: doc}
	w.head(0, s.Title)
	w.text(s.Sub)
	for _, b := range s.Blocks {
		switch {
		case b.Head != "":
			w.head(1, b.Head)
		case b.Para != "":
			w.text(b.Para)
		case b.Figure != nil: // a chart's figures, as a table
			rows := [][]string{{b.Figure.Title, ""}}
			for _, x := range b.Figure.Bars {
				rows = append(rows, []string{x.Name, x.Text})
			}
			w.table(rows)
		case b.Table != nil:
			w.table(append([][]string{b.Table.Heads}, b.Table.Rows...), b.Table.Widths...)
		}
	}
	if w.err != nil {
		return nil, w.err
	}
	var out bytes.Buffer
	err = doc.Write(&out)
	return out.Bytes(), err
}
