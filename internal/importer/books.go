package importer

import (
	"bytes"
	"fmt"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/sheet"
)

// faultyBook holds the rows that cannot be taken, in the order of the file, as they were, and beside them what is
// wrong.
func faultyBook(p *plan, sentence func(*errs.Error) string) ([]byte, error) {
	width := 0
	var heads []string
	for _, l := range p.lines {
		if len(l.faults) > 0 && len(l.heads) > width {
			width, heads = len(l.heads), l.heads
		}
	}
	columns := make([]sheet.Column, 0, width+2)
	for _, h := range heads {
		columns = append(columns, sheet.Column{Head: h, Width: 16})
	}
	columns = append(columns, sheet.Column{Head: "问题和改法", Width: 70}, sheet.Column{Head: "原文件位置", Width: 20})
	var b bytes.Buffer
	var found groups
	for _, l := range p.lines {
		for _, e := range l.faults {
			found.of(l.sheet, e).N++
		}
	}
	sum := sheet.ExtraTable{Title: "同样的问题合在一起，列出前五行", Heads: []string{"工作表", "行", "列", "处数", "问题和改法"}}
	for _, g := range found.all() {
		sum.Rows = append(sum.Rows, []string{g.Sheet, g.Which(), g.Column, fmt.Sprint(g.N), g.Say()})
	}
	err := sheet.WriteXLSXWith(&b, "需修改的行", "改好后可直接用此表重新导入；“问题和改法”“原文件位置”两列不必删。", columns,
		func(yield func([]string) error) error {
			for _, l := range p.lines {
				if len(l.faults) == 0 {
					continue
				}
				rec := make([]string, width+2)
				copy(rec[:width], l.raw)
				for i, e := range l.faults {
					if i > 0 {
						rec[width] += "\n"
					}
					one := *e
					one.Row = 0
					rec[width] += "“" + e.Column + "”" + sentence(&one)
				}
				rec[width+1] = fmt.Sprintf("%s第%d行", l.sheet, l.n)
				if err := yield(rec); err != nil {
					return err
				}
			}
			return nil
		}, sheet.Extra{Name: "问题汇总", Tables: []sheet.ExtraTable{sum}})
	return b.Bytes(), err
}

// Template of a kind: heads, a line of examples, and what each column means.
func Template(kind *Kind, title string) ([]byte, error) {
	columns := make([]sheet.Column, len(kind.Columns))
	example := make([]string, len(kind.Columns))
	for i, c := range kind.Columns {
		head := c.Head
		if c.Required {
			head += "（必填）"
		}
		width := float64(max(10, 2*len([]rune(head))+2))
		if c.Type == Identity {
			width = 24
		}
		columns[i], example[i] = sheet.Column{Head: head, Width: width}, c.Example
	}
	var b bytes.Buffer
	err := sheet.WriteXLSX(&b, title, "第4行是示例，请改成本单位的数据。身份证号码、账号两列已是文本格式，请勿改成数字。", columns,
		func(yield func([]string) error) error { return yield(example) })
	return b.Bytes(), err
}
