package sheet

import "strings"

// precision is how much of a date a number format shows.
type precision uint8

const (
	plainNumber precision = iota
	timeOnly
	byYear
	byMonth
	byDay
)

// shownBy tells a number format that shows dates, and how precisely. Built-in formats are known by number, those of
// Chinese editions too; what a workbook defines itself, by its letters.
func shownBy(id int, format string) precision {
	if format == "" {
		switch {
		case id == 17, id == 27, id == 36, id == 50, id == 52, id == 57:
			return byMonth
		case id >= 14 && id <= 16, id == 22, id >= 28 && id <= 31, id == 51, id == 53, id == 54, id == 58:
			return byDay
		case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id == 55, id == 56:
			return timeOnly
		}
		return plainNumber
	}
	return shownByLetters(format)
}

func shownByLetters(format string) precision {
	letters := strings.NewReplacer("am/pm", "", "a/p", "").Replace(formatLetters(format))
	if strings.Contains(letters, "general") {
		return plainNumber
	}
	var year, month, day, clock bool
	for i, c := range letters {
		switch c {
		case 'y', 'b':
			year = true
		case 'e':
			year = year || !exponent(letters, i)
		case 'd':
			day = true
		case 'h', 's':
			clock = true
		case 'a':
			if strings.HasPrefix(letters[i:], "aaa") {
				day = true // the day of the week
			}
		case 'm':
			if !minutes(letters, i) {
				month = true
			}
		}
	}
	switch {
	case day:
		return byDay
	case month:
		return byMonth
	case year:
		return byYear
	case clock:
		return timeOnly
	}
	return plainNumber
}

// formatLetters are the letters of a format's first section that mean something: without quoted text, escaped
// characters and what stands in brackets (colours, conditions, languages; [h] counts hours).
func formatLetters(format string) string {
	var b strings.Builder
	quoted, skip := false, false
	bracket := -1
	runes := []rune(strings.ToLower(format))
	for i, c := range runes {
		switch {
		case skip:
			skip = false
		case quoted:
			quoted = c != '"'
		case c == '"':
			quoted = true
		case bracket >= 0:
			if c == ']' {
				if strings.Trim(string(runes[bracket+1:i]), "hms") == "" {
					b.WriteRune('h')
				}
				bracket = -1
			}
		case c == '[':
			bracket = i
		case c == '\\' || c == '_' || c == '*':
			skip = true
		case c == ';':
			return b.String()
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// exponent reports whether the e at a place is that of 0.00E+00.
func exponent(letters string, at int) bool {
	return at+1 < len(letters) && (letters[at+1] == '+' || letters[at+1] == '-')
}

// minutes reports whether the m at a place stands for minutes: hours before it or seconds behind it, with nothing but
// signs between.
func minutes(letters string, at int) bool {
	before := strings.TrimRight(letters[:at], "m:. 时")
	after := strings.TrimLeft(letters[at:], "m:. 分")
	return strings.HasSuffix(before, "h") || strings.HasPrefix(after, "s")
}
