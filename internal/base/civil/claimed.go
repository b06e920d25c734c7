package civil

import (
	"regexp"
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
// each also in full-width digits, and the serial number of a spreadsheet (days since 1899-12-30, 20000 to 90000). A
// time of day behind the date, as exports of other systems write it (2024-03-05 08:30, 2024-03-05T08:30:00Z,
// 20240305083000, 20240305.0), is left aside.
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
	}, spaced.ReplaceAllString(withoutTime(raw), "$1-"))
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

// spaced digits are two numbers, not one: 2024 03 05.
var spaced = regexp.MustCompile(`([0-9０-９日号])\s+\b`)

// timeOfDay behind a date: 8:30, T08:30:00.000Z, +08:00.
var timeOfDay = regexp.MustCompile(`^(.*[0-9日号])(?:\s+|T)(?:[上下]午\s*)?([01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[:：][0-5][0-9](?:\.[0-9]+)?)?\s*(?:Z|[+-][0-9]{2}:?[0-9]{2}|[AaPp][Mm])?$`)

// fourteen digits of a date and a time.
var fourteen = regexp.MustCompile(`^((?:19|20)[0-9]{6})(?:[01][0-9]|2[0-4])[0-5][0-9][0-5][0-9]$`)

func withoutTime(raw string) string {
	if m := timeOfDay.FindStringSubmatch(raw); m != nil {
		return m[1]
	}
	s := strings.TrimSuffix(raw, ".0")
	if m := fourteen.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	if s != raw && strings.Trim(s, "0123456789") == "" && (len(s) == 8 || len(s) == 5) {
		return s
	}
	return raw
}

// ClaimMonth understands 2024-03, 2024年3月, 202403, 2024.3, and a date.
func ClaimMonth(raw string) (Month, bool) {
	raw = strings.TrimSpace(raw)
	n := Numbers(raw)
	switch {
	case len(n) == 2 && n[0] >= 1900 && n[0] <= 2100:
		return MakeMonth(n[0], n[1])
	case len(n) == 1 && n[0] >= 190_001 && n[0] <= 210_012:
		return MakeMonth(n[0]/100, n[0]%100)
	case len(n) != 2:
		if c := Claim(raw); !c.Date.IsZero() {
			return c.Date.Month(), true
		}
	}
	return Month{}, false
}

// Numbers in a text, in order: 2024年3月5日 has three. Spaces are passed over; nil if one has more than eight digits.
func Numbers(text string) (out []int) {
	n, in := 0, false
	for _, r := range text + "|" {
		if r >= '０' && r <= '９' {
			r = r - '０' + '0'
		}
		switch {
		case r >= '0' && r <= '9':
			n, in = n*10+int(r-'0'), true
			if n > 99_999_999 {
				return nil
			}
			continue
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			continue
		case in:
			out = append(out, n)
		}
		n, in = 0, false
	}
	return out
}
