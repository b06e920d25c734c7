package civil

import (
	"regexp"
	"strings"
	"unicode"
)

// Parts of a period as people write it. A day or a month behind another may leave out the year, and a day the month's.
const (
	spanDay   = `((?:19|20)\d{2})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})[日号]?`
	spanMonth = `((?:19|20)\d{2})(?:年|[-./])(\d{1,2})月?(?:份)?`
	spanPlain = `((?:19|20)\d{2})(\d{2})(\d{2})`
	spanLater = `(\d{1,2})(?:月|[-./])(\d{1,2})[日号]?`
	spanOther = `(\d{1,2})月(?:份)?`
	spanOpen  = `(?:至今|今|现在|长期|无固定期限)`
)

var (
	spanIn = regexp.MustCompile(`^(?:自|从)?(?:` + spanDay + `|` + spanMonth + `|` + spanPlain +
		`)(?:起|开始)?(?:至|到|[-~—–－～─―一]+)` +
		`(?:` + spanDay + `|` + spanMonth + `|` + spanPlain + `|` + spanLater + `|` + spanOther + `|` + spanOpen +
		`)(?:日|止|底|为止|结束)*$`)
	// spanEdges are spaces and new lines between two dates.
	spanEdges = regexp.MustCompile(`([0-9日号月])\s+([至到~—–～]*)\s*((?:19|20)\d{2})`)
	spanAside = regexp.MustCompile(`^(?:[一二两三四五六七八九十0-9]+(?:年|个月))?[（(](.*)[）)]$`)
)

// ClaimSpan parts a period in one cell into its ends, each as 2024-01-01 or, where no day is written, 2024-01; until is
// empty where it is open (2024.1-至今). Understood are 2024.1.1-2024.12.31, 2024年1月至12月, 2024.1-2024.12,
// 20240101-20241231, 2024.1.1-12.31, 自2024年1月1日起至2024年12月31日止 and two dates with a space between. false for
// anything else, also where the end comes before the beginning or a date is none.
func ClaimSpan(raw string) (from, until string, ok bool) {
	s := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		case r == '／':
			return '/'
		}
		return r
	}, strings.TrimSpace(raw))
	s = spanEdges.ReplaceAllStringFunc(s, func(t string) string {
		m := spanEdges.FindStringSubmatch(t)
		if m[2] == "" {
			m[2] = "至"
		}
		return m[1] + m[2] + m[3]
	})
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	if m := spanAside.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	m := spanIn.FindStringSubmatch(s)
	if m == nil {
		return "", "", false
	}
	var year string
	switch {
	case m[1] != "":
		year, from = m[1], spanEnd(m[1], m[2], m[3])
	case m[4] != "":
		year, from = m[4], spanEnd(m[4], m[5], "")
	default:
		year, from = m[6], spanEnd(m[6], m[7], m[8])
	}
	open := false
	switch {
	case m[9] != "":
		until = spanEnd(m[9], m[10], m[11])
	case m[12] != "":
		until = spanEnd(m[12], m[13], "")
	case m[14] != "":
		until = spanEnd(m[14], m[15], m[16])
	case m[17] != "" && m[3]+m[8] != "":
		until = spanEnd(year, m[17], m[18])
	case m[19] != "":
		until = spanEnd(year, m[19], "")
	default:
		open = m[17] == ""
	}
	if from == "" || until == "" && !open || until != "" && until < from[:min(len(from), len(until))] {
		return "", "", false
	}
	return from, until, true
}

// spanEnd is one end of a period; empty where the calendar has no such day or month.
func spanEnd(year, month, day string) string {
	y, _ := digits(year)
	n, _ := digits(month)
	if day == "" {
		m, ok := MakeMonth(y, n)
		if !ok {
			return ""
		}
		return m.String()
	}
	d, _ := digits(day)
	date, ok := MakeDate(y, n, d)
	if !ok {
		return ""
	}
	return date.String()
}
