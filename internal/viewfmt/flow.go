package main

import "fmt"

// gap between two items.
type gap int

const (
	tight  gap = iota // nothing stands there, and a blank would show
	spaced            // a blank stands there, and shows
	free              // a blank does not show
)

// file is one template file, cut.
type file struct {
	path  string
	items []item
	pair  []int   // of a begin, other or end: the next other or end of the same; of an end: its begin
	start []int   // of an other or end: its begin
	gaps  []gap   // before each item
	elses [][]int // of a begin: its others
}

// place is a gap: before an item of a file, and the calls that led there, as far as they are known.
type place struct {
	f    *file
	n    int
	from *frame
}

// frame of a call.
type frame struct {
	call place
}

// house is all files, with who defines and who calls a template.
type house struct {
	files   []*file
	defined map[string][]place // the item {{define}}
	called  map[string][]place // the item {{template}}
	frames  map[place]*frame
}

func newHouse() *house {
	return &house{defined: map[string][]place{}, called: map[string][]place{}, frames: map[place]*frame{}}
}

// add a file.
func (h *house) add(path, src string) error {
	items, err := lex(src)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	setEdges(items)
	f := &file{path: path, items: items}
	f.pair, f.start, f.elses = make([]int, len(items)), make([]int, len(items)), make([][]int, len(items))
	var stack []int
	for n, i := range items {
		switch i.kind {
		case begin:
			stack = append(stack, n)
			if i.class == "define" {
				h.defined[i.name] = append(h.defined[i.name], place{f: f, n: n})
			}
		case call:
			h.called[i.name] = append(h.called[i.name], place{f: f, n: n})
		case other, end:
			if len(stack) == 0 {
				return fmt.Errorf("%s: %s without beginning", path, i.text)
			}
			s := stack[len(stack)-1]
			f.start[n] = s
			if i.kind == other {
				f.elses[s] = append(f.elses[s], n)
				break
			}
			f.pair[s] = n
			stack = stack[:len(stack)-1]
		}
	}
	if len(stack) > 0 {
		return fmt.Errorf("%s: %s without end", path, items[stack[0]].text)
	}
	h.files = append(h.files, f)
	return nil
}

// judge all gaps.
func (h *house) judge() {
	for _, f := range h.files {
		f.gaps = make([]gap, len(f.items)+1)
		for n := range f.gaps {
			p := place{f: f, n: n}
			ahead, behind := h.meets(p, h.ahead), h.meets(p, h.behind)
			switch {
			case max(ahead, behind) == stop, max(ahead, behind) == styled && min(ahead, behind) > text:
				f.gaps[n] = free
			case n < len(f.items) && f.items[n].space:
				f.gaps[n] = spaced
			}
		}
	}
}

// meets is what the ways from a place, in one direction, come to; where they differ, what shows a blank most.
func (h *house) meets(from place, step func(place) (edge, []place)) edge {
	least := stop
	met := map[place]bool{from: true}
	for todo := []place{from}; len(todo) > 0; {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		e, next := step(p)
		if e != through {
			least = min(least, e)
			continue
		}
		for _, q := range next {
			if !met[q] {
				met[q] = true
				todo = append(todo, q)
			}
		}
	}
	return least
}

// at the same calls, another item of the same file.
func (p place) at(n int) place { return place{p.f, n, p.from} }

// ahead of a place: what its next item shows, or the places where it goes on.
func (h *house) ahead(p place) (edge, []place) {
	f := p.f
	if p.n == len(f.items) {
		return stop, nil
	}
	i := f.items[p.n]
	switch i.kind {
	case begin:
		if i.class == "define" {
			return through, []place{p.at(f.pair[p.n] + 1)}
		}
		out := []place{p.at(p.n + 1), p.at(f.pair[p.n] + 1)}
		for _, e := range f.elses[p.n] {
			out = append(out, p.at(e+1))
		}
		return through, out
	case other, end:
		s := f.start[p.n]
		if f.items[s].class == "define" {
			return h.leave(p, f.items[s].name, 1)
		}
		out := []place{p.at(f.pair[s] + 1)}
		if f.items[s].name == "range" {
			out = append(out, p.at(s+1))
		}
		return through, out
	case call:
		return h.enter(p.at(p.n), i.name, func(d place) int { return d.n + 1 })
	}
	return i.left, []place{p.at(p.n + 1)}
}

// behind a place: what the item before it shows, or the places where it came from.
func (h *house) behind(p place) (edge, []place) {
	f := p.f
	if p.n == 0 {
		return stop, nil
	}
	k := p.n - 1
	i := f.items[k]
	switch i.kind {
	case begin:
		if i.class == "define" {
			return h.leave(p, i.name, 0)
		}
		out := []place{p.at(k)}
		if i.name == "range" {
			out = append(out, p.at(f.pair[k]))
		}
		return through, out
	case other:
		return through, []place{p.at(f.start[k])}
	case end:
		s := f.start[k]
		out := []place{p.at(s)}
		if f.items[s].class == "define" {
			return through, out
		}
		out = append(out, p.at(k))
		for _, e := range f.elses[s] {
			out = append(out, p.at(e))
		}
		return through, out
	case call:
		return h.enter(p.at(k), i.name, func(d place) int { return d.f.pair[d.n] })
	}
	return i.right, []place{p.at(k)}
}

// enter all templates of a name, at the item that the side gives; one that nobody defines is as if text stood there.
func (h *house) enter(call place, name string, side func(place) int) (edge, []place) {
	if len(h.defined[name]) == 0 {
		return text, nil
	}
	if h.frames[call] == nil {
		h.frames[call] = &frame{call}
	}
	var out []place
	for _, d := range h.defined[name] {
		out = append(out, place{d.f, side(d), h.frames[call]})
	}
	return through, out
}

// leave a template for where it was called, before (0) or behind (1) the call: the one that led here, else all.
func (h *house) leave(p place, name string, side int) (edge, []place) {
	if p.from != nil {
		return through, []place{p.from.call.at(p.from.call.n + side)}
	}
	if len(h.called[name]) == 0 {
		return text, nil
	}
	var out []place
	for _, c := range h.called[name] {
		out = append(out, c.at(c.n+side))
	}
	return through, out
}
