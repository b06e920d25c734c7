package layouts

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gangwei/internal/sheettest"
)

// Formats in which a file is written, by their endings.
var Formats = []string{".xlsx", ".xls", ".csv", ".gbk.csv", ".tab.txt"}

// In a format, under a name with the right ending; false where the format cannot hold it.
func (f File) In(t testing.TB, format string) (name string, body []byte, ok bool) {
	t.Helper()
	one := len(f.Pages) == 1
	switch format {
	case ".xlsx":
		return f.Name + ".xlsx", sheettest.Bare(t, false, f.Pages...), true
	case ".xls":
		if !one {
			return "", nil, false
		}
		return f.Name + ".xls", sheettest.XLS(f.Pages[0], 8000, false), true
	}
	if !one || f.Workbook {
		return "", nil, false
	}
	switch format {
	case ".gbk.csv":
		gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes(asText(f.Pages[0], ','))
		if err != nil {
			t.Fatal(err)
		}
		return f.Name + ".csv", gbk, true
	case ".tab.txt":
		return f.Name + ".txt", asText(f.Pages[0], '\t'), true
	}
	return f.Name + ".csv", append([]byte("\xef\xbb\xbf"), asText(f.Pages[0], ',')...), true
}

// asText is a sheet as a spreadsheet program saves it as text.
func asText(p sheettest.Page, comma rune) []byte {
	width := 0
	for _, r := range p.Rows {
		width = max(width, len(r))
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = comma, true
	for _, r := range p.Rows {
		rec := make([]string, width)
		for i, c := range r {
			rec[i] = Text(c)
			if comma == '\t' {
				rec[i] = strings.TrimRight(rec[i], "\t")
			}
		}
		if err := w.Write(rec); err != nil {
			panic(err)
		}
	}
	w.Flush()
	return b.Bytes()
}
