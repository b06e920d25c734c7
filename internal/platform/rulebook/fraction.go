package rulebook

import (
	"fmt"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
)

// Fraction is a share as it is meant: two thirds are 2/3, not 67 hundredths. It is compared with whole numbers only,
// exactly.
type Fraction struct{ Num, Den int64 }

// Shares that hold where the rulebook sets none (村民委员会组织法: two thirds present, more than half of them for it).
var (
	TwoThirds = Fraction{2, 3}
	Half      = Fraction{1, 2}
)

// Percent is a share of n hundredths.
func Percent(n int64) Fraction { return Fraction{n, 100} }

// commonShares are told in words.
var commonShares = []Fraction{
	{1, 2},
	{1, 3},
	{2, 3},
	{1, 4},
	{3, 4},
	{1, 5},
	{2, 5},
	{3, 5},
	{4, 5},
	{1, 10},
	{3, 10},
	{7, 10},
	{9, 10},
}

// ParseFraction reads 2/3, and a whole number as that many hundredths: above nothing, at most the whole, below a
// thousand parts.
func ParseFraction(s string) (Fraction, bool) {
	num, den, ok := strings.Cut(s, "/")
	if !ok {
		den = "100"
	}
	n, err := strconv.ParseInt(num, 10, 64)
	d, err2 := strconv.ParseInt(den, 10, 64)
	plain := strconv.FormatInt(n, 10) == num && strconv.FormatInt(d, 10) == den
	if err != nil || err2 != nil || !plain || n < 1 || d < 1 || n > d || d > 1000 {
		return Fraction{}, false
	}
	return Fraction{n, d}, true
}

// Reached reports whether part is at least this share of whole.
func (f Fraction) Reached(part, whole int64) bool { return part*f.Den >= whole*f.Num }

// Passed reports whether part is more than this share of whole.
func (f Fraction) Passed(part, whole int64) bool { return part*f.Den > whole*f.Num }

// Of is this share of an amount, rounded down; amounts up to a hundred billion stay exact.
func (f Fraction) Of(n int64) int64 { return n * f.Num / f.Den }

// Least is the smallest whole number that reaches this share of n.
func (f Fraction) Least(n int64) int64 { return (n*f.Num + f.Den - 1) / f.Den }

var smallNumbers = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

func (f Fraction) String() string {
	switch {
	case f.Den == 100:
		return fmt.Sprintf("%d%%", f.Num)
	case f.Num == f.Den:
		return "全部"
	case f.Den <= 10:
		return smallNumbers[f.Den] + "分之" + smallNumbers[f.Num]
	}
	return fmt.Sprintf("%d/%d", f.Num, f.Den)
}

// Share is a fraction; otherwise if it is not set.
func (b *Book) Share(key, path string, on civil.Date, otherwise Fraction) Fraction {
	s, ok := b.Text(key, path, "", on)
	if !ok {
		return otherwise
	}
	f, ok := ParseFraction(s)
	if !ok {
		return otherwise
	}
	return f
}
