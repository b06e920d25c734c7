package civil

import "fmt"

// Quarter of the year, by its first month.
type Quarter struct{ First Month }

// QuarterOf a day.
func QuarterOf(d Date) Quarter { return Quarter{d.Month().Add(-(d.Month().Number() - 1) % 3)} }

// ParseQuarter reads 2025Q4; false if it is none.
func ParseQuarter(s string) (Quarter, bool) {
	var year, n int
	if _, err := fmt.Sscanf(s, "%4dQ%1d", &year, &n); err != nil || n < 1 || n > 4 ||
		s != fmt.Sprintf("%04dQ%d", year, n) {
		return Quarter{}, false
	}
	m, err := ParseMonth(fmt.Sprintf("%04d-%02d", year, 3*n-2))
	return Quarter{m}, err == nil
}

// N is 1 to 4.
func (q Quarter) N() int { return (q.First.Number() + 2) / 3 }

// String is 2025Q4.
func (q Quarter) String() string { return fmt.Sprintf("%04dQ%d", q.First.Year(), q.N()) }

// Chinese is 2025年第4季度.
func (q Quarter) Chinese() string { return fmt.Sprintf("%d年第%d季度", q.First.Year(), q.N()) }

// Add quarters.
func (q Quarter) Add(n int) Quarter { return Quarter{q.First.Add(3 * n)} }

// Year that it lies in.
func (q Quarter) Year() int { return q.First.Year() }

// Begins and Ends are its first and last day.
func (q Quarter) Begins() Date { return q.First.First() }
func (q Quarter) Ends() Date   { return q.First.Add(2).Last() }
