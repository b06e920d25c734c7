package schema

import (
	"fmt"
	"slices"
	"strings"
)

// Manual describes tables for people, in Markdown: for each table who uses it, and for each column its heads and what
// they mean.
func Manual(tables []*Table) string {
	var b strings.Builder
	for i, t := range tables {
		if i > 0 {
			b.WriteString("\n")
		}
		t.manual(&b)
	}
	return b.String()
}

func (t *Table) manual(b *strings.Builder) {
	fmt.Fprintf(b, "### `%s` %s\n\n%s。\n\n", t.Code, t.Name, t.What)
	var as []string
	if t.Use&Import != 0 {
		as = append(as, fmt.Sprintf("`gangwei import %s`", strings.Replace(t.Kind(), "history", "holders --history",
			1)))
	}
	if t.Use&Folder != 0 {
		as = append(as, fmt.Sprintf("`gangwei inspect run`, to be asked of %s, named %s", t.From, strings.Join(t.Also,
			", ")))
	}
	if t.Use&Export != 0 {
		as = append(as, fmt.Sprintf("`gangwei export %s`", t.List()))
	}
	if t.Use&Extract != 0 {
		as = append(as, "`gangwei inspect extract`")
	}
	for _, a := range as {
		fmt.Fprintf(b, "- %s\n", a)
	}
	b.WriteString("\n| English | 表头 | other heads | type | used by | needed by | unit | example | 说明 |\n" +
		"|---|---|---|---|---|---|---|---|---|\n")
	for i := range t.Fields {
		f := &t.Fields[i]
		code := "`" + f.Code + "`"
		if f.Named != "" {
			code += " `" + f.Named + "`"
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", code, f.Head, f.otherHeads(t), f.Type,
			usedBy(f.In.within(t), t.Use), usedBy(f.Needed.within(t)&f.In&(Import|Folder), t.Use&(Import|Folder)),
			f.Unit, f.Example, f.said(t))
	}
}

// usedBy names uses, and says all where they are all that there are.
func usedBy(u, of Use) string {
	if u != 0 && u == of {
		return "all"
	}
	return strings.Join(u.Names(), ", ")
}

// otherHeads of a column: those of all uses, and those of one alone.
func (f *Field) otherHeads(t *Table) string {
	words := slices.Concat(f.Also, f.Exact)
	for _, w := range f.Weak {
		words = append(words, w+"（stands in）")
	}
	for _, u := range uses {
		if f.In.within(t)&u.use == 0 || u.use == Extract {
			continue
		}
		for _, w := range f.AlsoIn[u.use] {
			words = append(words, fmt.Sprintf("%s（%s）", w, u.name))
		}
	}
	return strings.Join(words, " ")
}
