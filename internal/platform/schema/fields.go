package schema

import (
	"maps"
	"slices"
)

// field makes a field; also are other heads that are written for it. Its code is one of them always.
func field(code string, kind Type, head string, also []string) Field {
	return Field{Column: Column{Code: code, Head: head, Also: also, Type: kind}, In: all}
}

func text(code, head string, also ...string) Field   { return field(code, Text, head, also) }
func id(code, head string, also ...string) Field     { return field(code, Identity, head, also) }
func digits(code, head string, also ...string) Field { return field(code, Digits, head, also) }
func day(code, head string, also ...string) Field    { return field(code, Day, head, also) }
func moment(code, head string, also ...string) Field { return field(code, Moment, head, also) }
func yes(code, head string, also ...string) Field    { return field(code, Yes, head, also) }
func amount(code, head string, also ...string) Field { return field(code, Amount, head, also) }
func number(code, head string, also ...string) Field { return field(code, Number, head, also) }
func choice(code, head string, also ...string) Field { return field(code, Choice, head, also) }

// only these uses have it.
func (f Field) only(u Use) Field { f.In = u; return f }

// but these uses all have it.
func (f Field) but(u Use) Field { f.In &^= u; return f }

// needed by these uses.
func (f Field) needed(u Use) Field { f.Needed |= u; return f }

// or: another column does in its place.
func (f Field) or(codes ...string) Field { f.Or = codes; return f }

// named otherwise by the importers' rooms.
func (f Field) named(code string) Field { f.Named = code; return f }

// headed otherwise in this table; its usual head is understood too.
func (f Field) headed(head string, also ...string) Field {
	f.Also = slices.DeleteFunc(append(append(slices.Clone(also), f.Head), f.Also...),
		func(w string) bool { return w == head })
	f.Head = head
	return f
}

// alsoIn one use alone understands more heads.
func (f Field) alsoIn(u Use, words ...string) Field {
	f.AlsoIn = maps.Clone(f.AlsoIn)
	if f.AlsoIn == nil {
		f.AlsoIn = map[Use][]string{}
	}
	for _, x := range uses {
		if u&x.use != 0 {
			f.AlsoIn[x.use] = append(slices.Clone(f.AlsoIn[x.use]), words...)
		}
	}
	return f
}

// without some heads, which are another column's in this table.
func (f Field) without(words ...string) Field {
	f.Also = slices.DeleteFunc(slices.Clone(f.Also), func(w string) bool { return slices.Contains(words, w) })
	return f
}

func (f Field) also(words ...string) Field {
	f.Also = append(slices.Clone(words), f.Also...)
	return f
}

func (f Field) exact(words ...string) Field { f.Exact = words; return f }
func (f Field) weak(words ...string) Field  { f.Weak = words; return f }
func (f Field) past() Field                 { f.Past = true; return f }
func (f Field) limit(characters int) Field  { f.Limit = characters; return f }
func (f Field) unit(unit string) Field      { f.Unit = unit; return f }
func (f Field) eg(example string) Field     { f.Example = example; return f }
func (f Field) note(text string) Field      { f.Note = text; return f }
func (f Field) wide(width float64) Field    { f.Width = width; return f }

// masked is its head where a list has the last four digits alone.
func (f Field) masked(head string) Field { f.Masked = head; return f }

// tail: a list never has more of it than the last four digits.
func (f Field) tail() Field { f.Tail = true; return f.noteIn(Export, "后四位") }

// noteIn one use says something else.
func (f Field) noteIn(u Use, text string) Field {
	f.NoteIn = maps.Clone(f.NoteIn)
	if f.NoteIn == nil {
		f.NoteIn = map[Use]string{}
	}
	for _, x := range uses {
		if u&x.use != 0 {
			f.NoteIn[x.use] = text
		}
	}
	return f
}

// fields of several groups in order.
func fields(groups ...[]Field) []Field { return slices.Concat(groups...) }

// in restricts fields to some uses.
func in(u Use, fs ...Field) []Field {
	out := slices.Clone(fs)
	for i := range out {
		out[i].In &= u
	}
	return out
}
