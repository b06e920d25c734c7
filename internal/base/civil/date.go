package civil

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar between 1900-01-01 and 2199-12-31. The zero value is "no date" and is stored
// as NULL.
type Date struct {
	year       int16
	month, day int8
}

// MakeDate returns the day, or false if it does not exist or lies outside 1900 to 2199.
func MakeDate(year, month, day int) (Date, bool) {
	if year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return Date{}, false
	}
	return Date{int16(year), int8(month), int8(day)}, true
}

// MustDate is for constants in code and tests; it panics on a day that does not exist.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// ParseDate reads the one canonical form, YYYY-MM-DD. For what people write, see Claim.
func ParseDate(s string) (Date, error) {
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		if y, ok1 := digits(s[0:4]); ok1 {
			if m, ok2 := digits(s[5:7]); ok2 {
				if d, ok3 := digits(s[8:10]); ok3 {
					if date, ok := MakeDate(y, m, d); ok {
						return date, nil
					}
				}
			}
		}
	}
	return Date{}, fmt.Errorf("not a date: %.20q", s)
}

// DateOf is the day on which t falls in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{int16(y), int8(m), int8(d)}
}

func digits(s string) (int, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func (d Date) IsZero() bool { return d == Date{} }
func (d Date) Year() int    { return int(d.year) }
func (d Date) Month() Month { return Month{d.year, d.month} }
func (d Date) Day() int     { return int(d.day) }

// String is YYYY-MM-DD, empty for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	b := [10]byte{4: '-', 7: '-'}
	put(b[0:4], int(d.year))
	put(b[5:7], int(d.month))
	put(b[8:10], int(d.day))
	return string(b[:])
}

func put(b []byte, n int) {
	for i := len(b) - 1; i >= 0; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
}

// Chinese is the form of official papers (GB/T 9704): 2025年3月5日.
func (d Date) Chinese() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.year, d.month, d.day)
}

func (d Date) time() time.Time {
	return time.Date(int(d.year), time.Month(d.month), int(d.day), 0, 0, 0, 0, time.UTC)
}

// AddDays moves by n days, forwards or back.
func (d Date) AddDays(n int) Date { return DateOf(d.time().AddDate(0, 0, n)) }

// AddMonths moves by n months; a day that the month lacks becomes its last day (31 January + 1 = 28 or 29 February).
func (d Date) AddMonths(n int) Date {
	m := d.Month().Add(n)
	day := int(d.day)
	if last := m.Days(); day > last {
		day = last
	}
	return Date{m.year, m.month, int8(day)}
}

func (d Date) Before(o Date) bool { return d.num() < o.num() }
func (d Date) After(o Date) bool  { return d.num() > o.num() }
func (d Date) num() int           { return int(d.year)*10000 + int(d.month)*100 + int(d.day) }

// DaysSince counts the days from o to d; negative if d is earlier.
func (d Date) DaysSince(o Date) int { return int(d.time().Sub(o.time()).Hours() / 24) }

// Weekday of the day.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// AgeOn is the age in completed years (周岁) of somebody born on d, on day: a year is complete on the birthday itself,
// for
// 29 February on 1 March of a common year.
func (d Date) AgeOn(day Date) int {
	age := int(day.year) - int(d.year)
	if day.month < d.month || day.month == d.month && day.day < d.day {
		age--
	}
	return age
}

// Value stores the day as text, no date as NULL.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads what Value wrote.
func (d *Date) Scan(src any) error {
	s, ok, err := scanText(src)
	if err != nil || !ok || s == "" {
		*d = Date{}
		return err
	}
	*d, err = ParseDate(s)
	return err
}

func scanText(src any) (string, bool, error) {
	switch v := src.(type) {
	case nil:
		return "", false, nil
	case string:
		return v, true, nil
	case []byte:
		return string(v), true, nil
	}
	return "", false, fmt.Errorf("civil: cannot read %T", src)
}

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// MarshalBinary is the same bytes.
func (d Date) MarshalBinary() ([]byte, error) { return d.MarshalText() }

// UnmarshalBinary reads what MarshalBinary wrote.
func (d *Date) UnmarshalBinary(b []byte) error { return d.UnmarshalText(b) }

// UnmarshalText reads YYYY-MM-DD or nothing.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}
