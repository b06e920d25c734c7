package folder

import (
	"fmt"
	"strings"

	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/sheet"
)

// said is what a cell says by a list of the lexicon; empty where it is empty, or where the word means none of the
// list's codes. A word that the list does not know is named with the nearest, and ok is false: nobody is judged by it.
func (b *builder) said(r *record, column string, list *lexicon.List) (code string, ok bool) {
	code, ok = b.list(list).Read(r.get(column))
	if !ok {
		b.askWord(list, r.get(column), r.file, r.sheet)
		b.note(r, column, b.notKnown(list, r.get(column)))
	}
	if code == lexicon.Nothing {
		code = ""
	}
	return code, ok
}

// must is said where the row rests on the word: with one that is not known it counts as not read.
func (b *builder) must(r *record, column string, list *lexicon.List, left string) (code string, ok bool) {
	code, ok = b.list(list).Read(r.get(column))
	if !ok {
		b.askWord(list, r.get(column), r.file, r.sheet)
		b.at(r, column, b.notKnown(list, r.get(column))+"；"+left)
	}
	return code, ok
}

// list with what somebody answered for this folder.
func (g *reading) list(l *lexicon.List) *lexicon.List { return l.With(g.spoken) }

// notKnown tells of a word that a list does not know, with those that come nearest.
func (g *reading) notKnown(list *lexicon.List, word string) string {
	key := list.Name + "\x00" + word
	if g.heard == nil {
		g.heard = map[string]string{}
	}
	if g.heard[key] == "" { // a column that is wrong is wrong in every row
		shown := []rune(word)
		if len(shown) > mostShown {
			shown = append(shown[:mostShown:mostShown], '…')
		}
		g.heard[key] = fmt.Sprintf("不认识“%s”，没有去猜（%s）；相近的有：%s，请改写成其中之一", string(shown), list.Title,
			strings.Join(list.Near(word), "、"))
	}
	return g.heard[key]
}

// mostShown characters of a cell are repeated where it is asked about.
const mostShown = 40

const (
	notUsed  = "这一行没有使用"
	notAsked = "这一格没有使用"
)

// is reports whether a question is answered with yes; an answer that is not known is named.
func (b *builder) is(r *record, column string, list *lexicon.List) bool {
	code, _ := b.said(r, column, list)
	return code == "yes"
}

// legendOf the marks of a month sheet, above its heads or at its foot; nil where it has none.
func legendOf(t *Table, s sheet.Sheet, l sheet.Layout) map[string]lexicon.Mark {
	if t.Code != "sheets" {
		return nil
	}
	return lexicon.Legends(sheet.Beside(s, l))
}
