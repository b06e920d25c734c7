package kit

import (
	"strings"
	"unicode"
)

// Masked is what was searched for, without the middle of a number.
func Masked(q string) string {
	digits := 0
	for _, c := range q {
		if unicode.IsDigit(c) {
			digits++
		}
	}
	if runes := []rune(q); digits >= 6 && len(runes) > 4 {
		return strings.Repeat("*", len(runes)-4) + string(runes[len(runes)-4:])
	}
	if runes := []rune(q); len(runes) > 30 {
		return string(runes[:30])
	}
	return q
}
