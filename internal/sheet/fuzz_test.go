package sheet_test

import (
	"strings"
	"testing"

	"gangwei/internal/errs"
	"gangwei/internal/sheet"
	"gangwei/internal/sheettest"
)

// Whatever a file holds, it is read or refused by name: cells of a kind that is known, rows in order, nothing longer than a cell may be.
func FuzzOpen(f *testing.F) {
	p := sheettest.Page{Name: "表", Rows: [][]any{{"姓名", "号码"}, {"甲", sheettest.Whole(370499197001010018)}, {true, sheettest.Failed("#N/A")},
		{sheettest.Day(45356), sheettest.Uncomputed("A1")}, {sheettest.Shown{Value: 1.5, Format: "m.d"}, 0.1}},
		Merge: [][2]string{{"A2", "A4"}}, Filter: []int{3}}
	f.Add("a.xls", sheettest.XLS(p, 40, false))
	f.Add("a.xlsx", sheettest.Bare(f, true, p))
	f.Add("a.csv", []byte("姓名,=\"1\"\r\n\"甲\n乙\",2\t3\n"))
	f.Add("a.txt", []byte("\xff\xfe\xd3Y\rT"))
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		sheets, err := sheet.Open(name, body)
		if err != nil {
			if len(errs.All(err)) == 0 {
				t.Fatalf("not refused by name: %v", err)
			}
			return
		}
		for _, s := range sheets {
			last := 0
			for _, r := range s.Rows {
				if r.N <= last || len(r.Cells) > sheet.MaxColumns {
					t.Fatalf("row %d after %d with %d cells", r.N, last, len(r.Cells))
				}
				last = r.N
				for _, c := range r.Cells {
					if c.Kind > sheet.NoValue || c.Kind == sheet.Blank && c.Text != "" || strings.IndexByte(c.Text, 0) >= 0 {
						t.Fatalf("%+v", c)
					}
				}
			}
		}
	})
}

// Whatever stands over columns, each is one head at most and each head one column, and a tie is between two columns.
func FuzzFindHeads(f *testing.F) {
	f.Add("姓名,原账号,新账号\n甲,1,2")
	f.Add("户主,,本人\n姓名,号码,姓名")
	heads := []sheet.Head{{Name: "姓名", Also: []string{"户名"}}, {Name: "账号", Also: []string{"卡号"}, Alike: true},
		{Name: "金额", Weak: []string{"应发"}, Exact: []string{"合计"}}}
	f.Fuzz(func(t *testing.T, text string) {
		sheets, err := sheet.Open("a.csv", []byte(text))
		if err != nil {
			return
		}
		l := sheet.FindHeads(heads, sheets[0].Rows)
		seen := map[int]bool{}
		for _, k := range l.Columns {
			if k >= len(heads) || k >= 0 && seen[k] {
				t.Fatalf("%+v", l)
			}
			seen[k] = true
		}
		for _, x := range l.Ties {
			if x.First == x.Second || !seen[x.Head] {
				t.Fatalf("%+v", l)
			}
		}
		_ = l.Tied(sheets[0], heads)
	})
}
