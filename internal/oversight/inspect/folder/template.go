package folder

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gangwei/internal/platform/sheet"
)

// explained is the name of the sheet of explanations in a template; it is never read as data.
const explained = "填写说明"

// exampleMark stands in the template's example row, which is never read as data.
const exampleMark = "（示例，请删除）"

// Templates writes an empty table of each kind into a folder, with an example row and a file that explains every
// column. What is there already by that name is left alone and named.
func Templates(dir string) (kept []string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	write := func(name, title, note string, columns []sheet.Column, rows [][]string) error {
		path := filepath.Join(dir, name)
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if os.IsExist(err) {
			kept = append(kept, name)
			return nil
		}
		if err != nil {
			return err
		}
		if err := sheet.WriteXLSX(f, title, note, columns, func(yield func([]string) error) error {
			for _, r := range rows {
				if err := yield(r); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			f.Close()
			return err
		}
		return f.Close()
	}
	var explain [][]string
	for i, t := range Tables {
		var columns []sheet.Column
		var row []string
		for k, c := range t.Columns {
			head := c.Head
			if c.Required {
				head += "*"
			}
			columns = append(columns,
				sheet.Column{Head: head, Width: float64(max(12, 2*len([]rune(head))+4, min(24, len(c.Example)+2)))})
			e := c.Example
			if k == len(t.Columns)-1 {
				e += exampleMark
			}
			row = append(row, e)
			explain = append(explain,
				[]string{t.Name, c.Head, map[bool]string{true: "必填"}[c.Required], c.Example, c.Note, strings.Join(c.Also, "、")})
		}
		if err := write(fmt.Sprintf("%02d%s.xlsx", i+1, t.Name), t.Name, t.What+"。向"+t.From+"调取。带*的必填；收集不到的表可以不要。", columns,
			[][]string{row}); err != nil {
			return kept, err
		}
	}
	err = write("00"+explained+".xlsx", explained, "每一种表的每一列：怎么填、还认识哪些表头。表名、表头也可以用英文。",
		[]sheet.Column{
			{Head: "表", Width: 18},
			{Head: "列", Width: 20},
			{Head: "必填", Width: 8},
			{Head: "例", Width: 24},
			{Head: "说明", Width: 50},
			{Head: "也认识的表头", Width: 70},
		},
		explain)
	return kept, err
}
