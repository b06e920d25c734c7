package folder

import (
	"fmt"
	"strings"

	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/sheet"
)

// shownOnly are lists that the program writes for people to read and that are no table of a folder: where they say
// what it is that they list, it stands elsewhere.
var shownOnly = func() (out []*schema.Table) {
	for _, t := range schema.For(schema.Export) {
		if t.Use&schema.Folder == 0 && t.Use&schema.Import == 0 && t.Title != "" {
			out = append(out, t)
		}
	}
	return out
}()

// shown tells which of those lists a sheet is, by the title above its heads or the name of the file; nil where it is
// none. Its heads are like those of other tables, and would be taken for one.
func shown(s sheet.Sheet, stem string) *schema.Table {
	names := []string{stem}
	if len(s.Rows) > 0 {
		names = append(names, strings.Join(s.Rows[0].Texts(), ""))
	}
	for _, t := range shownOnly {
		for _, name := range names {
			if strings.HasSuffix(sheet.Plain(strings.TrimRight(name, "0123456789-_.() （）")), t.Title) {
				return t
			}
		}
	}
	return nil
}

// leftAlone notes a list that is read by people and by no rule.
func (g *reading) leftAlone(t *schema.Table, file, label string) {
	g.reads = append(g.reads, Read{File: file, Sheet: label})
	g.fault(Fault{File: file, Sheet: label,
		Text: fmt.Sprintf("这是系统导出的“%s”，供人阅读，检查不用它；要检查的，用系统的提取件，或收集原始表格", t.Title)})
}
