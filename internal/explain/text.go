package explain

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// Write an explanation for people to read.
func (e Explanation) Write(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s（%d字节）\n", e.File, e.Bytes)
	for _, s := range e.Refused {
		fmt.Fprintf(&b, "打不开：%s\n", s)
	}
	for _, f := range e.Sheets {
		fmt.Fprintf(&b, "  %s\n", f.Line())
	}
	if e.Refused == nil {
		fmt.Fprintf(&b, "  全部工作表中不同的身份证号码：%d个\n", e.People)
	}
	for _, r := range e.Readings {
		if len(r.Refused) == 0 {
			r.write(&b, e.People)
		}
	}
	if slices.ContainsFunc(e.Readings, func(r Reading) bool { return len(r.Refused) > 0 }) {
		b.WriteString("\n不能读作：\n")
	}
	for _, r := range e.Readings {
		for i, why := range r.Refused {
			if i > 0 && len(e.Readings) > 1 { // asked for by itself, a kind says all
				fmt.Fprintf(&b, "  %s：等%d处\n", r.Name, len(r.Refused))
				break
			}
			fmt.Fprintf(&b, "  %s：%s\n", r.Name, why)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Line says what a sheet holds.
func (f Facts) Line() string {
	name := f.Name
	if name == "" {
		name = "（文本文件）"
	}
	out := "工作表“" + name + "”"
	if f.Hidden {
		out += "（隐藏的）"
	}
	out += fmt.Sprintf("：%d行", f.Rows)
	if f.Unseen > 0 {
		out += fmt.Sprintf("，其中隐藏%d行", f.Unseen)
	}
	if f.Merged > 0 {
		out += fmt.Sprintf("，合并单元格的值用于%d格", f.Merged)
	}
	if len(f.Cells) > 0 {
		out += "；" + Counts(f.Cells)
	}
	return out + fmt.Sprintf("；身份证号码%d个", f.People)
}

// Counts of kinds of cells: 文字12、数字3.
func Counts(cells []sheet.KindCount) string {
	var out []string
	for _, c := range cells {
		out = append(out, fmt.Sprintf("%s%d", words.Label("cellkind", c.Kind), c.N))
	}
	return strings.Join(out, "、")
}

func (r Reading) write(b *strings.Builder, seen int) {
	fmt.Fprintf(b, "\n读作：%s\n", r.Name)
	for _, t := range r.Tables {
		t.write(b)
	}
	if len(r.Passed) > 0 {
		b.WriteString("  跳过的行：\n")
		for _, p := range r.Passed {
			fmt.Fprintf(b, "    %s第%d行　%s　%s\n", quoted(p.Sheet), p.Row, words.Label("skip", p.Why), p.Text)
		}
	}
	listed(b, "要问的：", r.Asked)
	listed(b, "有疑问的：", r.Doubts)
	listed(b, "有身份证号码而没有读的：", r.Left)
	fmt.Fprintf(b, "  读到的身份证号码：%d个", r.Taken)
	if r.Taken < seen {
		fmt.Fprintf(b, "，少%d个", seen-r.Taken)
	}
	b.WriteString("\n")
}

func listed(b *strings.Builder, head string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "  %s\n", head)
	for _, l := range lines {
		fmt.Fprintf(b, "    %s\n", l)
	}
}

func quoted(name string) string {
	if name == "" {
		return ""
	}
	return "“" + name + "”"
}

func (t Table) write(b *strings.Builder) {
	if t.Name == "" {
		fmt.Fprintf(b, "  %s没有认出\n", quoted(t.Sheet))
		return
	}
	fmt.Fprintf(b, "  %s按“%s”读%d行", quoted(t.Sheet), t.Name, t.Rows)
	if t.Unread > 0 {
		fmt.Fprintf(b, "，另有%d行没有读出", t.Unread)
	}
	b.WriteString("\n")
	for _, text := range append(slices.Clone(t.Titled), t.Notes...) {
		fmt.Fprintf(b, "    %s\n", text)
	}
	if t.Outline == nil {
		return
	}
	fmt.Fprintf(b, "    表头在%s", t.Outline.Where())
	if t.Outline.Title != "" {
		fmt.Fprintf(b, "，标题“%s”", t.Outline.Title)
	}
	b.WriteString("\n")
	for _, c := range t.Outline.Columns {
		fmt.Fprintf(b, "    %s列 %s　%s　%s\n", c.Letter, padded(c.Head, 20), padded(Use(c), 36), Counts(c.Cells))
	}
}

// Use of a column in words: what it is taken for and how surely.
func Use(c sheet.OutlineColumn) string {
	out := "不用"
	if c.As != "" {
		out = "→ " + c.As + "（" + words.Label("headsure", c.Sure) + "）"
	}
	if c.Unit != "" {
		out += "，单位" + c.Unit
	}
	if c.Tied {
		out += "，另一列也像"
	}
	return out
}

// padded to a width in columns of a terminal, in which a Chinese character takes two.
func padded(text string, width int) string {
	for _, r := range text {
		width--
		if r >= 0x2e80 || r == '→' {
			width--
		}
	}
	return text + strings.Repeat(" ", max(0, width))
}
