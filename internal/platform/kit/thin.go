package kit

import (
	"html/template"
	"regexp"
	"strings"
	"text/template/parse"
)

// thin takes the indentation of templates out of what is sent: of a line break and the blanks around it only the line
// break stays, which shows the same, and beside the cells of a table not even that. It is a third of a page, and two
// thirds of a table of days.
func thin(t *template.Template) *template.Template {
	for _, x := range t.Templates() {
		if x.Tree != nil {
			thinList(x.Tree.Root)
		}
	}
	return t
}

func thinList(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			n.Text = thinText(n.Text)
		case *parse.IfNode:
			thinList(n.List)
			thinList(n.ElseList)
		case *parse.RangeNode:
			thinList(n.List)
			thinList(n.ElseList)
		case *parse.WithNode:
			thinList(n.List)
			thinList(n.ElseList)
		}
	}
}

func thinText(text []byte) []byte {
	lines := strings.Split(string(text), "\n")
	if len(lines) == 1 {
		return text
	}
	out := make([]byte, 0, len(text))
	for i, l := range lines {
		if i > 0 {
			l = strings.TrimLeft(l, " \t")
		}
		if i < len(lines)-1 {
			l = strings.TrimRight(l, " \t")
		}
		if i > 0 && (len(out) == 0 || out[len(out)-1] != '\n') {
			out = append(out, '\n')
		}
		out = append(out, l...)
	}
	return besideCells.ReplaceAll(out, []byte("$1$2"))
}

// besideCells are line breaks around the parts of a table, where nothing is shown of them.
var besideCells = regexp.MustCompile(`\n+(</?(?:t[dhr]|tbody|thead)\b)|(</(?:t[dhr]|tbody|thead)>|<tr>)\n+`)
