package sheet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
)

// leastDays that follow each other make a row of days of a month.
const leastDays = 5

// daysNamed is a sheet whose rows of day heads say them as 1日, 2日: some programs keep a date under each and show the
// day of it alone.
func daysNamed(s Sheet) Sheet {
	cloned := false
	for n, r := range s.Rows {
		first, last := daysOf(r)
		if last-first+1 < leastDays {
			continue
		}
		if !cloned {
			s.Rows, cloned = slices.Clone(s.Rows), true
		}
		r.Cells = slices.Clone(r.Cells)
		for i := first; i <= last; i++ {
			day, _ := strconv.Atoi(r.Cells[i].Text[8:])
			r.Cells[i] = Cell{Kind: Text, Text: strconv.Itoa(day) + "日"}
		}
		s.Rows[n] = r
	}
	return s
}

// daysOf a row: the first and the last column of dates that follow each other day by day; none: 0, -1.
func daysOf(r Row) (first, last int) {
	first, last = 0, -1
	for i, c := range r.Cells {
		if c.Kind != Day && c.Kind != Month || len(c.Text) > 10 {
			if last >= first {
				return first, last
			}
			continue
		}
		if c.Kind == Month { // the first of a month under a format that shows no day is none
			return 0, -1
		}
		if last < first {
			first, last = i, i
			continue
		}
		was, err := civil.ParseDate(r.Cells[last].Text)
		if is, err2 := civil.ParseDate(c.Text); err != nil || err2 != nil || is != was.AddDays(1) {
			return 0, -1
		}
		last = i
	}
	return first, last
}

var weekday = regexp.MustCompile(`^(?:周|星期|礼拜)?[一二三四五六日天]$`)

// weekdays reports whether nothing stands in a row but days of the week, as under the days of a month sheet.
func weekdays(r Row) bool {
	n := 0
	for i := range r.Cells {
		t := Plain(headText(r, i))
		if t == "" {
			continue
		}
		if n++; !weekday.MatchString(t) && (n > 1 || t != "星期") {
			return false
		}
	}
	return n >= leastDays
}

var closingEnds = []string{"盖章)", "(章)", "公章)", "人民政府", "村民委员会", "居民委员会", "村委会", "居委会", "办事处", "人社局", "财政局", "财政所",
	"服务中心"}

// closing reports whether nothing stands in a row but the office at the foot of a paper, or its day.
func closing(r Row) bool {
	said := ""
	for i := range r.Cells {
		if t := headText(r, i); t != "" {
			if said != "" {
				return false
			}
			said = Plain(t)
		}
	}
	if said == "" {
		return false
	}
	if strings.Contains(said, "年") && strings.HasSuffix(said, "日") && !civil.Claim(said).Date.IsZero() {
		return true
	}
	return slices.ContainsFunc(closingEnds, func(end string) bool { return strings.HasSuffix(said, end) })
}
