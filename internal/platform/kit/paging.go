package kit

import (
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
)

// PageSize is how many rows a list shows.
const PageSize = 50

// OnePage cuts the row too many that a list asked for, and gives the key of the next page; empty if this is the last.
func OnePage[T any](rows []T, key func(T) string) ([]T, string) {
	if len(rows) <= PageSize {
		return rows, ""
	}
	rows = rows[:PageSize]
	return rows, key(rows[PageSize-1])
}

// FormatID writes an id for an address.
func FormatID(n int64) string { return strconv.FormatInt(n, 10) }

// ParseID reads an id of an address; 0 if it is none.
func ParseID(s string) int64 {
	if len(s) > 18 || strings.ContainsFunc(s, func(c rune) bool { return c < '0' || c > '9' }) {
		return 0
	}
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}

// After reads "path,id" of a paging link; empty and 0 if it is none.
func (r *Request) After() (path string, id int64) {
	path, n, ok := strings.Cut(r.QueryParam("after"), ",")
	if !ok || len(path) > 16 || len(n) > 18 || strings.ContainsFunc(n, func(c rune) bool { return c < '0' || c > '9' }) {
		return "", 0
	}
	return path, ParseID(n)
}

// Month of the form or query, the zero month if none is named; a fault if it is none. What is shown for another month
// than the one that was asked for misleads.
func (r *Request) Month() civil.Month {
	text := r.Text("month")
	m, err := civil.ParseMonth(text)
	if err != nil && text != "" {
		r.faults.Add(errs.New(errs.Invalid, "form.month").On("month"))
	}
	return m
}

// MonthsBack of a form, this month first: a year and the two before it.
func MonthsBack(today civil.Date) []civil.Month {
	var out []civil.Month
	for i := range 36 {
		out = append(out, today.Month().Add(-i))
	}
	return out
}
