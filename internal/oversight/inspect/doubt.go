package inspect

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
)

// Doubt says in a finding that it rests on working days of a year whose days off and on are not known. Where that is a
// year to come after those that are known, nothing is said to be on record; of the years before them only the words are
// added, so that what was closed stays so.
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

// mostDoubts are named in a finding's sentence; the evidence names all.
const mostDoubts = 3

// doubted says in a finding on which doubtful cells it rests, row by row; such a finding is no record.
func (c *City) doubted(f *Finding) {
	if c.Doubts == nil || f.Certainty == Information {
		return
	}
	var all []string
	for i := range f.Evidence {
		e := &f.Evidence[i]
		for _, d := range c.Doubts(e.Table, e.ID) {
			e.What += "（" + d + "）"
			if at := e.Source + d; !slices.Contains(all, at) {
				all = append(all, at)
			}
		}
	}
	if len(all) == 0 {
		return
	}
	if f.Certainty == Record {
		f.Certainty = Suspicion
	}
	more := ""
	if n := len(all) - mostDoubts; n > 0 {
		all, more = all[:mostDoubts], fmt.Sprintf("；另有%d处", n)
	}
	f.Sentence += "所依据的材料有须先核对之处：" + strings.Join(all, "；") + more + "。"
}
