package main

import (
	"fmt"
	"regexp"
	"strings"
)

// kind of an item.
type kind int

const (
	word    kind = iota // text without blanks
	output              // an action that writes
	silent              // an action that writes nothing: an assignment, a comment
	call                // {{template}}
	begin               // {{if}}, {{with}}, {{range}}, {{define}}
	other               // {{else}}
	end                 // {{end}}
	open                // <p>
	closing             // </p>
	single              // <br>, <input>, and what is kept as it is: <textarea>…</textarea>
)

// item of a template: a word, an action, a tag.
type item struct {
	kind        kind
	text        string // without trim markers, one blank between attributes
	name        string // of a tag, of a template defined or called, of the keyword that begins a branch
	class       string // a tag's
	space       bool   // a blank stands before it
	left, right edge   // what a blank beside it meets
}

// action reports whether a trim marker can stand at the item.
func (i item) action() bool { return i.kind >= output && i.kind <= end }

const blanks = " \t\r\n"

var (
	void      = regexp.MustCompile(`^(area|br|col|hr|img|input|link|meta|!doctype)$`)
	verbatim  = regexp.MustCompile(`^(textarea|pre|script|style|title|svg)$`)
	tagName   = regexp.MustCompile(`^</?([!a-zA-Z0-9]+)`)
	classAttr = regexp.MustCompile(`\sclass="([^"]*)"`)
	keyword   = regexp.MustCompile(`^(if|with|range|define|block|else|end|template|break|continue)\b`)
	quoted    = regexp.MustCompile(`^\w+\s+"([^"]*)"`)
	assigns   = regexp.MustCompile(`^\$\w*(\s*,\s*\$\w+)?\s*:?=`)
)

// lex cuts a template into items; the blanks between them become a mark on the later one, the trim markers are worked
// in.
func lex(src string) ([]item, error) {
	var items []item
	space, trim := false, false // a blank was met; the action before takes it away
	add := func(i item) {
		i.space, space, trim = space && !trim, false, false
		items = append(items, i)
	}
	for at := 0; at < len(src); {
		rest := src[at:]
		switch {
		case strings.ContainsRune(blanks, rune(rest[0])):
			space = true
			at++
		case strings.HasPrefix(rest, "{{"):
			n, err := actionEnd(rest)
			if err != nil {
				return nil, fmt.Errorf("byte %d: %w", at, err)
			}
			inner, l, r := unmark(rest[:n])
			space = space && !l
			add(actionItem(inner))
			trim = r
			at += n
		case rest[0] == '<' && tagName.MatchString(rest):
			i, n, err := tagItem(rest)
			if err != nil {
				return nil, fmt.Errorf("byte %d: %w", at, err)
			}
			add(i)
			at += n
		default:
			n := 1
			for n < len(rest) && !wordEnds(rest[n:]) {
				n++
			}
			add(item{kind: word, text: rest[:n]})
			at += n
		}
	}
	return items, nil
}

// wordEnds reports whether something else begins.
func wordEnds(s string) bool {
	return strings.ContainsRune(blanks, rune(s[0])) || strings.HasPrefix(s, "{{") || s[0] == '<' && tagName.MatchString(s)
}

// actionEnd is where the action ends that s begins with.
func actionEnd(s string) (int, error) {
	if body := strings.TrimLeft(strings.TrimPrefix(s[2:], "-"), blanks); strings.HasPrefix(body, "/*") {
		if n := strings.Index(s, "}}"); n >= 0 {
			return n + 2, nil
		}
	}
	for n := 2; n < len(s); n++ {
		switch s[n] {
		case '"', '`', '\'':
			q := s[n]
			for n++; n < len(s) && s[n] != q; n++ {
				if s[n] == '\\' && q != '`' {
					n++
				}
			}
		case '}':
			if strings.HasPrefix(s[n:], "}}") {
				return n + 2, nil
			}
		}
	}
	return 0, fmt.Errorf("an action without end: %.40s", s)
}

// unmark takes braces and trim markers off.
func unmark(s string) (inner string, left, right bool) {
	s = s[2 : len(s)-2]
	if strings.HasPrefix(s, "-") && len(s) > 1 && strings.ContainsRune(blanks, rune(s[1])) {
		s, left = s[1:], true
	}
	if n := len(s); n > 1 && s[n-1] == '-' && strings.ContainsRune(blanks, rune(s[n-2])) {
		s, right = s[:n-1], true
	}
	return strings.Trim(s, blanks), left, right
}

func actionItem(inner string) item {
	i := item{kind: output, text: "{{" + inner + "}}"}
	i.name = keyword.FindString(inner)
	switch i.name {
	case "if", "with", "range", "define", "block":
		i.kind = begin
	case "else":
		i.kind = other
	case "end":
		i.kind = end
	case "template":
		i.kind = call
	default:
		if assigns.MatchString(inner) || strings.HasPrefix(inner, "/*") {
			i.kind = silent
		}
	}
	if m := quoted.FindStringSubmatch(inner); m != nil && (i.kind == call || i.name == "define") {
		i.text = "{{" + inner + "}}"
		i.class, i.name = i.name, m[1] // a define keeps its keyword as class
	}
	return i
}

// tagItem is the tag that s begins with, and its length; an element kept as it is comes whole.
func tagItem(s string) (item, int, error) {
	n, err := tagEnd(s)
	if err != nil {
		return item{}, 0, err
	}
	i := item{kind: open, text: canonical(s[:n]), name: strings.ToLower(tagName.FindStringSubmatch(s)[1])}
	if m := classAttr.FindStringSubmatch(i.text); m != nil {
		i.class = m[1]
	}
	switch {
	case s[1] == '/':
		i.kind = closing
	case void.MatchString(i.name):
		i.kind = single
	case verbatim.MatchString(i.name):
		i.kind = single
		end := strings.Index(s[n:], "</"+i.name+">")
		if end < 0 {
			return item{}, 0, fmt.Errorf("<%s> without end", i.name)
		}
		whole := n + end + len(i.name) + 3
		i.text += s[n:whole]
		n = whole
	}
	return i, n, nil
}

// tagEnd is where a tag ends; its attributes may hold actions, and these quotes and >.
func tagEnd(s string) (int, error) {
	quote := byte(0)
	for n := 1; n < len(s); n++ {
		switch {
		case strings.HasPrefix(s[n:], "{{"):
			m, err := actionEnd(s[n:])
			if err != nil {
				return 0, err
			}
			n += m - 1
		case quote != 0:
			if s[n] == quote {
				quote = 0
			}
		case s[n] == '"' || s[n] == '\'':
			quote = s[n]
		case s[n] == '>':
			return n + 1, nil
		}
	}
	return 0, fmt.Errorf("a tag without end: %.40s", s)
}

// canonical is a tag on one line: trim markers worked in, one blank between attributes, values as they are.
func canonical(tag string) string {
	var b strings.Builder
	quote, trim, space := byte(0), false, false
	flush := func() {
		if space && !trim {
			b.WriteByte(' ')
		}
		space, trim = false, false
	}
	for n := 0; n < len(tag); n++ {
		c := tag[n]
		switch {
		case strings.HasPrefix(tag[n:], "{{"):
			m, _ := actionEnd(tag[n:])
			inner, l, r := unmark(tag[n : n+m])
			if l && quote != 0 {
				kept := strings.TrimRight(b.String(), blanks)
				b.Reset()
				b.WriteString(kept)
			}
			space = space && !l
			flush()
			b.WriteString("{{" + inner + "}}")
			trim = r
			n += m - 1
		case strings.ContainsRune(blanks, rune(c)) && (quote == 0 || trim):
			space = true
		default:
			if quote != 0 {
				space = false
			}
			flush()
			if c == quote {
				quote = 0
			} else if quote == 0 && (c == '"' || c == '\'') {
				quote = c
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}
