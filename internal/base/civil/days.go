package civil

import "fmt"

// Days is one person's month: 31 marks, one per day, '-' where the month has no such day or nothing is known. It is
// kept in one column so that a year of the city is 468,000 rows, not 14 million.
type Days [31]byte

// NoDays is a month about which nothing is known. The default of a sheet is never "present".
func NoDays() Days {
	var d Days
	for i := range d {
		d[i] = '-'
	}
	return d
}

// ParseDays reads the stored form: exactly 31 characters out of allowed or '-'; a mark on a day that month lacks is an
// error that names the day.
func ParseDays(s string, month Month, allowed string) (Days, error) {
	d := NoDays()
	if len(s) != 31 {
		return d, fmt.Errorf("a month needs 31 marks, not %d", len(s))
	}
	for i := 0; i < 31; i++ {
		if s[i] == '-' {
			continue
		}
		known := false
		for j := 0; j < len(allowed); j++ {
			known = known || allowed[j] == s[i]
		}
		if !known {
			return d, fmt.Errorf("day %d: unknown mark %q", i+1, s[i])
		}
		if i >= month.Days() {
			return d, fmt.Errorf("day %d does not exist in %s", i+1, month)
		}
		d[i] = s[i]
	}
	return d, nil
}

func (d Days) String() string { return string(d[:]) }

// Count is how many days bear one of the marks.
func (d Days) Count(marks string) int {
	n := 0
	for _, c := range d {
		for j := 0; j < len(marks); j++ {
			if marks[j] == c {
				n++
			}
		}
	}
	return n
}
