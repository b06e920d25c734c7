package civil

import (
	"database/sql/driver"
	"fmt"
)

// Month is a calendar month, stored as YYYY-MM. The zero value is "no month".
type Month struct {
	year  int16
	month int8
}

// EarliestMonth is the first that there is: from it on means ever.
func EarliestMonth() Month { return Month{1900, 1} }

// MakeMonth returns the month, or false outside 1900-01 to 2199-12.
func MakeMonth(year, month int) (Month, bool) {
	if year < 1900 || year > 2199 || month < 1 || month > 12 {
		return Month{}, false
	}
	return Month{int16(year), int8(month)}, true
}

// ParseMonth reads YYYY-MM.
func ParseMonth(s string) (Month, error) {
	if len(s) == 7 && s[4] == '-' {
		if y, ok := digits(s[:4]); ok {
			if m, ok := digits(s[5:]); ok {
				if month, ok := MakeMonth(y, m); ok {
					return month, nil
				}
			}
		}
	}
	return Month{}, fmt.Errorf("not a month: %.20q", s)
}

// MustMonth is for constants in code and tests.
func MustMonth(s string) Month {
	m, err := ParseMonth(s)
	if err != nil {
		panic(err)
	}
	return m
}

func (m Month) IsZero() bool { return m == Month{} }
func (m Month) Year() int    { return int(m.year) }
func (m Month) Number() int  { return int(m.month) }

// String is YYYY-MM, empty for no month.
func (m Month) String() string {
	if m.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.year, m.month)
}

// Chinese is the form of papers: 2025年3月.
func (m Month) Chinese() string {
	if m.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月", m.year, m.month)
}

// Add moves by n months.
func (m Month) Add(n int) Month {
	k := int(m.year)*12 + int(m.month) - 1 + n
	return Month{int16(k / 12), int8(k%12 + 1)}
}

// Days in the month: 28 to 31.
func (m Month) Days() int   { return daysIn(int(m.year), int(m.month)) }
func (m Month) First() Date { return Date{m.year, m.month, 1} }
func (m Month) Last() Date  { return Date{m.year, m.month, int8(m.Days())} }

// Until is the last day of the part of the month that a period beginning on a day of each month has: from 26 the 25th,
// from 1 the month's last.
func (m Month) Until(from int) Date {
	if from <= 1 {
		return m.Last()
	}
	return m.Date(from - 1)
}

// Date is the given day of the month; a day beyond its end is the last day.
func (m Month) Date(day int) Date {
	return Date{m.year, m.month, int8(min(max(day, 1), m.Days()))}
}

func (m Month) Before(o Month) bool { return m.Since(o) < 0 }

// Since counts months from o to m.
func (m Month) Since(o Month) int {
	return (int(m.year)-int(o.year))*12 + int(m.month) - int(o.month)
}

// Value stores the month as text, no month as NULL.
func (m Month) Value() (driver.Value, error) {
	if m.IsZero() {
		return nil, nil
	}
	return m.String(), nil
}

// Scan reads what Value wrote.
func (m *Month) Scan(src any) error {
	s, ok, err := scanText(src)
	if err != nil || !ok || s == "" {
		*m = Month{}
		return err
	}
	*m, err = ParseMonth(s)
	return err
}

// MarshalText is YYYY-MM, empty for the zero month.
func (m Month) MarshalText() ([]byte, error) {
	if m.IsZero() {
		return nil, nil
	}
	return []byte(m.String()), nil
}

// MarshalBinary is the same bytes.
func (m Month) MarshalBinary() ([]byte, error) { return m.MarshalText() }

// UnmarshalBinary reads what MarshalBinary wrote.
func (m *Month) UnmarshalBinary(b []byte) error { return m.UnmarshalText(b) }

// UnmarshalText reads what MarshalText wrote.
func (m *Month) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*m = Month{}
		return nil
	}
	*m, err = ParseMonth(string(b))
	return err
}
