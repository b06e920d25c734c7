package inspect

import (
	"fmt"
	"strings"

	"gangwei/internal/civil"
)

// Doubt says in a finding that it rests on working days of a year whose days off and on are not known. Where that is a year to come after
// those that are known, nothing is said to be on record; of the years before them only the words are added, so that what was closed stays so.
func (c *City) Doubt(f *Finding, from, until civil.Date) {
	calendar := c.Book.Calendar()
	unknown := calendar.Unknown(from, until)
	if len(unknown) == 0 {
		return
	}
	years := make([]string, len(unknown))
	for i, y := range unknown {
		years[i] = fmt.Sprint(y)
		for known := y - 1; known > y-10; known-- {
			if calendar.Knows(known) {
				f.Certainty = Suspicion
			}
		}
	}
	f.Sentence += strings.Join(years, "、") + "年的放假安排没有登记，日期按周末推算，请先核对。"
}
