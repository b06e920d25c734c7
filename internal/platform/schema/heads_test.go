package schema_test

import (
	"fmt"
	"slices"
	"testing"

	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/sheet"
)

var readers = map[string]schema.Use{"import": schema.Import, "inspect": schema.Folder}

// rows of a sheet with heads, and values under them that are all different.
func rows(heads []string) []sheet.Row {
	head, values := sheet.Row{N: 1}, sheet.Row{N: 2}
	for i, h := range heads {
		head.Cells = append(head.Cells, sheet.Cell{Text: h, Kind: sheet.Text})
		values.Cells = append(values.Cells, sheet.Cell{Text: fmt.Sprint("v", i), Kind: sheet.Text})
	}
	return []sheet.Row{head, values}
}

// words of a head as the finder is told them.
func words(h sheet.Head) []string { return slices.Concat([]string{h.Name}, h.Also, h.Exact, h.Weak) }

// Every head of a column is found as that column beside the table's other heads, by whichever reader.
func TestEvery_head_is_found_as_its_own_column(t *testing.T) {
	for name, use := range readers {
		for _, table := range schema.For(use) {
			columns := table.Columns(use)
			heads := schema.Heads(columns)
			names := make([]string, len(heads))
			for i, h := range heads {
				names[i] = h.Name
			}
			for i, h := range heads {
				for _, w := range words(h) {
					as := slices.Clone(names)
					as[i] = w
					found := sheet.FindHeads(heads, rows(as))
					if len(found.Ties) > 0 {
						t.Errorf("%s of %s: %s as %s ties", name, table.Code, columns[i].Code, w)
					}
					for k, c := range found.Columns {
						if c != k {
							t.Errorf("%s of %s with %s as %q: the column %q is taken for %d, not %s", name, table.Code,
								columns[i].Code, w, as[k], c, columns[k].Code)
						}
					}
				}
			}
		}
	}
}

// No word stands for two columns of a table.
func TestNo_word_stands_for_two_columns(t *testing.T) {
	for name, use := range readers {
		for _, table := range schema.For(use) {
			columns := table.Columns(use)
			of := map[string]string{}
			for i, h := range schema.Heads(columns) {
				own := map[string]bool{}
				for _, w := range words(h) {
					w = sheet.HeadWord(w)
					if own[w] {
						continue
					}
					own[w] = true
					if other := of[w]; other != "" {
						t.Errorf("%s of %s: %q is %s and %s", name, table.Code, w, other, columns[i].Code)
					}
					of[w] = columns[i].Code
				}
			}
		}
	}
}

// A sheet in English, headed by the codes, is read as one in Chinese.
func TestCodes_are_heads(t *testing.T) {
	for name, use := range readers {
		for _, table := range schema.For(use) {
			columns := table.Columns(use)
			codes := make([]string, len(columns))
			for i, c := range columns {
				codes[i] = c.Code
			}
			found := sheet.FindHeads(schema.Heads(columns), rows(codes))
			for k, c := range found.Columns {
				if c != k {
					t.Errorf("%s of %s: %q is taken for %d", name, table.Code, codes[k], c)
				}
			}
		}
	}
}
