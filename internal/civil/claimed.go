package civil

import (
	"strings"
	"unicode"
)

// Claimed is a date as somebody wrote it, kept beside what it was understood as. An impossible date (31 February) is
// evidence: Raw keeps it, Date stays zero, and nothing is "corrected".
type Claimed struct {
	Raw  string
	Date Date
}

// Claim understands the five styles found in village workbooks: 1965-03-02, 1965.3.2, 1965/3/2, 19650302, 1965年3月2日,
// each also in full-width digits, and the serial number of a spreadsheet (days since 1899-12-30, 20000 to 90000).
func Claim(raw string) Claimed {
	raw = strings.TrimSpace(raw)
	c := Claimed{Raw: raw}
	s := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '年' || r == '月' || r == '.' || r == '/' || r == '．' || r == '／' || r == '-' || r == '－':
			return '-'
		case r == '日' || r == '号' || unicode.IsSpace(r):
			return -1
		}
		return r
	}, raw)
	parts := strings.Split(s, "-")
	if len(parts) == 3 {
		y, ok1 := digits(parts[0])
		m, ok2 := digits(parts[1])
		d, ok3 := digits(parts[2])
		if ok1 && ok2 && ok3 && len(parts[0]) == 4 && len(parts[1]) > 0 && len(parts[2]) > 0 {
			c.Date, _ = MakeDate(y, m, d)
		}
		return c
	}
	n, ok := digits(s)
	switch {
	case !ok || s == "":
	case len(s) == 8:
		c.Date, _ = MakeDate(n/10000, n/100%100, n%100)
	case len(s) == 5 && n >= 20000 && n <= 90000:
		c.Date = Date{1899, 12, 30}.AddDays(n)
	}
	return c
}
