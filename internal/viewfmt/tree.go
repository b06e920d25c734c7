package main

// node of a template: an item by itself, an element with what is in it, or an action with its branches.
type node struct {
	first, last int      // items
	branches    []branch // none: the item by itself
}

// branch from its head, a tag or an action, to the next head or the end.
type branch struct {
	head int
	kids []*node
}

// tree nests a file's items. An element that is not closed where it was opened is a tag by itself.
func (f *file) tree() []*node {
	kids, _ := f.nest(0, len(f.items))
	return kids
}

// nest the items from n up to a limit or to a head or closing tag that is not of this level.
func (f *file) nest(n, limit int) ([]*node, int) {
	var out []*node
	for n < limit {
		switch f.items[n].kind {
		case other, end:
			return out, n
		case begin:
			var nd *node
			nd, n = f.control(n)
			out = append(out, nd)
		case open:
			if c := f.closed(n, limit); c > 0 {
				kids, _ := f.nest(n+1, c)
				out = append(out, &node{n, c, []branch{{n, kids}}})
				n = c + 1
				continue
			}
			out = append(out, &node{first: n, last: n})
			n++
		default:
			out = append(out, &node{first: n, last: n})
			n++
		}
	}
	return out, n
}

// control structure that begins at an item, and the item behind it.
func (f *file) control(n int) (*node, int) {
	last := f.pair[n]
	nd := &node{first: n, last: last}
	heads := append([]int{n}, f.elses[n]...)
	for k, h := range heads {
		until := last
		if k+1 < len(heads) {
			until = heads[k+1]
		}
		kids, _ := f.nest(h+1, until)
		nd.branches = append(nd.branches, branch{h, kids})
	}
	return nd, last + 1
}

// closed is where the element opened at n is closed, in the same branch; 0 if it is not.
func (f *file) closed(n, limit int) int {
	depth := 0
	for k := n; k < limit; k++ {
		i := f.items[k]
		switch {
		case i.kind == begin:
			k = f.pair[k]
		case i.kind == other || i.kind == end:
			return 0
		case i.kind == open && i.name == f.items[n].name:
			depth++
		case i.kind == closing && i.name == f.items[n].name:
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return 0
}

// element reports whether a node is one, or a tag.
func (f *file) element(nd *node) bool {
	k := f.items[nd.first].kind
	return k == open || k == single || k == closing
}

// piece reports whether a node is an element or is made elsewhere.
func (f *file) piece(nd *node) bool {
	return f.element(nd) || f.items[nd.first].kind == call
}

// broken reports whether a node cannot stand on one line with others: a block is in it, or two elements lie side by
// side.
func (f *file) broken(nd *node) bool {
	i := f.items[nd.first]
	if i.class == "define" && i.kind == begin && f.gaps[nd.first+1] == free {
		return true
	}
	for _, b := range nd.branches {
		for k, kid := range b.kids {
			if f.blocky(kid) || k > 0 && f.gaps[kid.first] == free && f.piece(kid) && f.piece(b.kids[k-1]) {
				return true
			}
		}
	}
	return false
}

// blocky reports whether a node is a block or has one in it.
func (f *file) blocky(nd *node) bool {
	if i := f.items[nd.first]; f.element(nd) && blocks[i.name] && i.name != "br" {
		return true
	}
	return f.broken(nd)
}
