package sheet_test

import (
	"slices"
	"strings"
	"testing"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/sheettest"
)

// Whatever a file holds, it is read or refused by name: cells of a kind that is known, rows in order, nothing longer
// than a cell may be.
func FuzzOpen(f *testing.F) {
	p := sheettest.Page{Name: "表",
		Rows: [][]any{{"姓名", "号码"}, {"甲", sheettest.Whole(370499197001010018)}, {true, sheettest.Failed("#N/A")},
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

// Whatever a sheet holds, its parts have every row that stands under heads, each cell where it stood, and their heads
// are
// found like those of a sheet by itself; who is read is somebody who is seen.
func FuzzParts(f *testing.F) {
	f.Add("发放表\n姓名,身份证号,金额,姓名,身份证号,金额\n甲,370499197505050011,8,乙,370499198005050028,7\n合计,,8,,,7\n前示例村\n丙,,5\n,,5")
	f.Add("序号,姓名,发放\n,,应发,实发\n1,甲,8,7\n\n车牌,司机,里程\nx,370499198005050028,3\n姓名,身份证号,金额\n乙,2,3")
	heads := []sheet.Head{{Name: "姓名", Whose: true, Required: true}, {Name: "身份证号", Whose: true, Number: true},
		{Name: "金额", Also: []string{"实发"}, Weak: []string{"应发"}}}
	v := sheet.NewVocabulary(heads)
	f.Fuzz(func(t *testing.T, text string) {
		sheets, err := sheet.Open("a.csv", []byte(text))
		if err != nil {
			return
		}
		s := sheets[0]
		had := map[int]bool{}
		people := sheet.IdentitiesIn(sheets)
		for _, p := range v.Parts(s) {
			l := v.Scan(p.Rows).Find(0)
			for _, r := range p.Rows {
				had[r.N] = true
				i, ok := slices.BinarySearchFunc(s.Rows, r.N, func(o sheet.Row, n int) int { return o.N - n })
				if !ok || len(r.Cells) > len(s.Rows[i].Cells) {
					t.Fatalf("row %d is none of the sheet's", r.N)
				}
				for k := range r.Cells {
					if r.Text(k) != "" && r.Text(k) != s.Rows[i].Text(k) {
						t.Fatalf("row %d cell %d moved", r.N, k)
					}
				}
			}
			if l.At < 0 {
				continue
			}
			_ = l.Tied(p, heads)
			_, _ = p.Month(l, "a")
			_ = sheet.PlaceOf(p.Titles(l), "a")
			sums := l.Sums(heads, p.Rows)
			for i := l.From(); i < len(p.Rows); i++ {
				if sheet.PassOver(heads, l.Texts, p.Rows[i], l.Columns) == "" && !sums[i] {
					people.Read(0, p.Rows[i].N, l)
				}
			}
		}
		if seen, read := people.People(); read > seen || (len(people.Left()) == 0) != (read == seen) {
			t.Fatalf("%d of %d read", read, seen)
		}
		first := slices.IndexFunc(s.Rows, func(r sheet.Row) bool {
			return had[r.N] && slices.Contains(r.Texts(),
				"姓名")
		})
		for i, r := range s.Rows {
			if first >= 0 && i > first+2 && !had[r.N] {
				t.Fatalf("row %d is in no part", r.N)
			}
		}
	})
}
