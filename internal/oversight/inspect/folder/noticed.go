package folder

import (
	"regexp"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/sheet"
)

// noticePeriod in a sentence: 公示期：2025年1月6日至1月13日, 公示时间为2025.1.6-2025.1.13（5个工作日）.
var noticePeriod = regexp.MustCompile(`公示(?:期限|期|时间|日期)(?:为|是|[:：]|从|自)*([0-9０-９][^。；;，,（(]*)`)

// footLines of a notice in which its period is looked for behind the list.
const footLines = 6

// noticedIn are the first and the last day of a notice, as a sentence over or under the list says; false where none
// does, or two say otherwise.
func noticedIn(s sheet.Sheet, l sheet.Layout) (from, until string, ok bool) {
	texts := s.Titles(l)
	for _, r := range s.Rows[max(l.From(), len(s.Rows)-footLines, 0):] {
		texts = append(texts, strings.Join(r.Texts(), " "))
	}
	for _, t := range texts {
		x := noticePeriod.FindStringSubmatch(sheet.Plain(t))
		if x == nil {
			continue
		}
		f, u, said := civil.ClaimSpan(x[1])
		if !said || ok && (f != from || u != until) {
			return "", "", false
		}
		from, until, ok = f, u, true
	}
	return from, until, ok
}
