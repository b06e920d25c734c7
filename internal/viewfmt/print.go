package main

import (
	"strings"
	"unicode/utf8"
)

const (
	comfortable = 120 // a line that has a place to end ends by here
	most        = 160
	step        = 2
	room        = 20 // for what follows a tag without a place to break
)

// printer lays a file out.
type printer struct {
	f *file
	b strings.Builder
	// column of the line begun, in characters
	column int
	// glue: the next item takes the line break before it away
	glue bool
}

func (p *printer) write(s string) {
	p.b.WriteString(s)
	if n := strings.LastIndexByte(s, '\n'); n >= 0 {
		p.column, s = 0, s[n+1:]
	}
	p.column += utf8.RuneCountInString(s)
}

func (p *printer) newline(indent int) {
	p.b.WriteByte('\n')
	p.b.WriteString(strings.Repeat(" ", indent))
	p.column = indent
}

// breakable reports whether the line may end before an item: a blank there is not seen, or a trim marker takes it
// away. It does not end in the wide blank of Chinese type, which an editor might strip.
func (p *printer) breakable(n int) bool {
	items := p.f.items
	if n > 0 && strings.HasSuffix(items[n-1].text, "\u3000") {
		return false
	}
	return p.f.gaps[n] != tight || n < len(items) && items[n].action() || n > 0 && items[n-1].action()
}

// soft reports whether a line should rather end before a node than at another value in the text.
func (p *printer) soft(nodes []*node, k int) bool {
	control := func(nd *node) bool { return len(nd.branches) > 0 && !p.f.element(nd) }
	n := nodes[k].first
	return p.breakable(n) && (p.f.gaps[n] != tight || control(nodes[k]) || control(nodes[k-1]))
}

// lineBreak before an item.
func (p *printer) lineBreak(n, indent int) {
	if p.f.gaps[n] == tight {
		if n < len(p.f.items) && p.f.items[n].action() {
			p.glue = true
		} else {
			s := strings.TrimSuffix(p.b.String(), "}}")
			p.b.Reset()
			p.b.WriteString(s + " -}}")
		}
	}
	p.newline(indent)
}

// text of an item as it stands on the line.
func (p *printer) text(n int) string {
	s := p.f.items[n].text
	if p.glue {
		s, p.glue = "{{- "+s[2:], false
	}
	return s
}

// flat is a node on one line.
func (p *printer) flat(nd *node) string {
	var b strings.Builder
	for n := nd.first; n <= nd.last; n++ {
		if n > nd.first && p.f.gaps[n] == spaced {
			b.WriteByte(' ')
		}
		b.WriteString(p.f.items[n].text)
	}
	return b.String()
}

func (p *printer) fits(s string, limit int) bool {
	return !strings.Contains(s, "\n") && p.column+utf8.RuneCountInString(s) <= limit
}

// seq lays nodes out from the line begun on.
func (p *printer) seq(nodes []*node, indent int) {
	for k := 0; k < len(nodes); {
		end := k + 1 // the run of nodes that hang together
		for end < len(nodes) && p.f.gaps[nodes[end].first] != free {
			end++
		}
		if k > 0 {
			p.newline(indent)
		}
		p.run(nodes[k:end], indent)
		k = end
	}
}

// run of nodes between which a blank would show, or shows.
func (p *printer) run(nodes []*node, indent int) {
	for k, nd := range nodes {
		if k > 0 {
			p.join(nodes, k, indent)
		}
		p.node(nd, indent)
	}
}

// join a node to the one before it: on the same line, or on the next.
func (p *printer) join(nodes []*node, k, indent int) {
	n := nodes[k].first
	ahead, m := "", k // what follows without a place where the line should end
	for first := true; m < len(nodes) && (first || !p.soft(nodes, m)); first = false {
		ahead += p.flat(nodes[m])
		m++
	}
	spread := p.f.broken(nodes[k]) || p.f.broken(nodes[k-1])
	switch {
	case p.soft(nodes, k) && (spread || !p.fits(" "+ahead, comfortable)):
		p.lineBreak(n, indent)
	case p.f.gaps[n] == spaced:
		p.write(" ")
	case p.breakable(n) && !p.fits(p.flat(nodes[k])+"……", most):
		p.lineBreak(n, indent)
	}
}

// node from the line begun on.
func (p *printer) node(nd *node, indent int) {
	flat := p.flat(nd)
	if p.glue {
		flat = "{{- " + flat[2:]
	}
	if len(nd.branches) == 0 {
		p.leaf(nd.first, indent)
		return
	}
	if !p.f.broken(nd) && p.fits(flat, comfortable) {
		p.glue = false
		p.write(flat)
		return
	}
	inLine := p.f.element(nd) && !blocks[p.f.items[nd.first].name]
	torn := !inLine
	for _, b := range nd.branches {
		if b.head != nd.first {
			p.edge(b.head, indent, torn)
		}
		p.leaf(b.head, indent)
		if len(b.kids) > 0 {
			torn = p.edge(b.head+1, indent+step, torn || p.f.gaps[b.head+1] != tight) || !inLine
			p.seq(b.kids, indent+step)
		}
	}
	p.edge(nd.last, indent, torn)
	p.leaf(nd.last, indent)
}

// edge between a head and what is in it; an element inside a line is torn apart only where that is free, and then at
// both ends.
func (p *printer) edge(n, indent int, torn bool) bool {
	if torn && p.breakable(n) {
		p.lineBreak(n, indent)
		return true
	}
	if p.f.gaps[n] == spaced {
		p.write(" ")
	}
	return false
}

// leaf is an item; a tag that is too long goes on, attribute by attribute, in the next lines.
func (p *printer) leaf(n, indent int) {
	i := p.f.items[n]
	s := p.text(n)
	if i.kind != open && i.kind != single || p.fits(s, comfortable) {
		p.write(s)
		return
	}
	end, _ := tagEnd(s)
	all := pieces(s[:end])
	for k, piece := range all {
		switch {
		case k == 0:
		case piece[0] == ' ' && p.fits(attribute(all[k:]), comfortable):
		case piece[0] == ' ':
			p.newline(indent + 2*step)
			piece = piece[1:]
		case !p.fits(piece, most-room) && piece[0] == '{' && !strings.HasSuffix(p.b.String(), " "):
			p.newline(indent + 2*step)
			piece = "{{- " + piece[2:]
		}
		p.write(piece)
	}
	p.write(s[end:]) // of an element that is kept as it is
}

// attribute that pieces begin with.
func attribute(all []string) string {
	n := 1
	for n < len(all) && all[n][0] != ' ' {
		n++
	}
	return strings.Join(all[:n], "")
}

// pieces of a tag, where it may be broken: attributes with the blank before them, and actions that a trim marker can
// join.
func pieces(tag string) []string {
	var out []string
	from, depth, quote := 0, 0, byte(0)
	cut := func(n int) {
		if n > from {
			out = append(out, tag[from:n])
			from = n
		}
	}
	for n := 0; n < len(tag); n++ {
		switch {
		case strings.HasPrefix(tag[n:], "{{"):
			m, _ := actionEnd(tag[n:])
			i := actionItem(tag[n+2 : n+m-2])
			if depth == 0 || i.kind == other {
				cut(n)
			}
			switch i.kind {
			case begin:
				depth++
			case end:
				depth--
			}
			n += m - 1
		case tag[n] == quote:
			quote = 0
		case quote == 0 && (tag[n] == '"' || tag[n] == '\''):
			quote = tag[n]
		case quote == 0 && depth == 0 && tag[n] == ' ':
			cut(n)
		}
	}
	cut(len(tag))
	return out
}

// layout of a whole file.
func (f *file) layout() string {
	p := &printer{f: f}
	nodes := f.tree()
	for k, nd := range nodes {
		if k > 0 {
			p.newline(0)
			if f.items[nd.first].class == "define" || f.items[nodes[k-1].first].class == "define" {
				p.newline(0)
			}
		}
		p.node(nd, 0)
	}
	return p.b.String() + "\n"
}
