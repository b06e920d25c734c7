package main

import (
	"slices"
	"strings"
)

// edge of an item, as a blank beside it meets it.
type edge int

const (
	text    edge = iota // a blank beside it shows
	inline              // of an element in the line: as beside text
	styled              // a block by its class alone; beside text it is not relied on
	stop                // a block begins or ends: a blank beside it does not show
	through             // nothing of its own: what lies behind it counts
)

// blocks are the elements with a box of their own, by name.
var blocks = map[string]bool{}

func init() {
	for _, n := range strings.Fields(`!doctype html head body title meta link script style header footer main nav section
		article aside div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td form fieldset
		legend details summary figure figcaption hr br option optgroup pre svg`) {
		blocks[n] = true
	}
}

// flexible reports whether a blank between an element's children does not show, for the style sheet lays them out as
// flex items.
func flexible(e item, parents []item) bool {
	in := func(class string) bool { return len(parents) > 0 && has(parents[len(parents)-1], class) }
	if e.name == "label" && in("field") {
		return false // .field > label, a plain block, outweighs .check
	}
	for _, c := range []string{"acts", "places", "choices", "columns", "more", "who", "check", "filter"} {
		if has(e, c) {
			return true
		}
	}
	return e.name == "nav" || e.name == "li" && in("todo") || e.name == "div" && in("facts")
}

func has(i item, class string) bool { return slices.Contains(strings.Fields(i.class), class) }

// block reports whether an element has a box of its own, by its name, its class or where it stands.
func block(e item, parents []item) bool {
	if has(e, "inline") {
		return false
	}
	if blocks[e.name] || e.name == "label" && has(e, "check") {
		return true
	}
	if len(parents) == 0 {
		return false
	}
	p := parents[len(parents)-1]
	if flexible(p, parents[:len(parents)-1]) || e.name == "label" && has(p, "field") {
		return true
	}
	inside := func(class string) bool {
		return slices.ContainsFunc(parents, func(p item) bool { return has(p, class) })
	}
	return e.name == "span" && inside("choices") || e.name == "select" && inside("filter")
}

// setEdges of all items. An element that a branch leaves open is closed in another: each branch sees the elements open
// before it.
func setEdges(items []item) {
	var parents []item
	var saved [][]item
	for n := range items {
		i := &items[n]
		switch i.kind {
		case begin:
			saved = append(saved, slices.Clone(parents))
			i.left, i.right = through, through
		case other:
			if len(saved) > 0 {
				parents = slices.Clone(saved[len(saved)-1])
			}
			i.left, i.right = through, through
		case end:
			if len(saved) > 0 {
				parents, saved = saved[len(saved)-1], saved[:len(saved)-1]
			}
			i.left, i.right = through, through
		case silent:
			i.left, i.right = through, through
		case single:
			i.left, i.right = inline, inline
			if i.name == "input" && strings.Contains(i.text, `type="hidden"`) {
				i.left, i.right = through, through
			} else if block(*i, parents) {
				i.left, i.right = stop, stop
			}
		case open:
			i.left, i.right = tagEdges(*i, parents)
			parents = append(parents, *i)
		case closing:
			parents = setClosing(i, parents)
		}
	}
}

// setClosing sets the edges of a closing tag and gives the elements that are still open behind it.
func setClosing(i *item, parents []item) []item {
	for k := len(parents) - 1; k >= 0; k-- {
		if parents[k].name == i.name {
			i.class, parents = parents[k].class, parents[:k]
			break
		}
	}
	i.right, i.left = tagEdges(*i, parents)
	if i.left == inline && block(*i, parents) {
		i.left = stop // the end of a summary is no place for its mark
	}
	return parents
}

// tagEdges of an element: outside and inside. Behind words that the style sheet puts at the beginning (the head of a
// cell on a narrow screen, the mark of a summary, the stroke between places) a blank shows.
func tagEdges(e item, parents []item) (outside, inside edge) {
	outside, inside = inline, inline
	if e.name == "span" && (has(e, "hint") || has(e, "fault")) {
		outside, inside = styled, styled
	} else if block(e, parents) {
		outside, inside = stop, stop
	}
	if e.name == "button" || e.name == "select" {
		inside = stop
	}
	if e.name == "summary" || strings.Contains(e.text, " data-head=") || e.name == "a" {
		inside = inline
	}
	return outside, inside
}
