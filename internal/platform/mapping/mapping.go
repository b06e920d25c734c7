package mapping

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/sheet"
)

// Name of the workbook; files whose names begin so are read as answers and never as data.
const Name = "对应关系"

// Kind of a question.
type Kind string

// Kinds of questions.
const (
	Column Kind = "column" // which column of a layout a head is: Of the layout's key, Table, Code of the column
	Table  Kind = "table"  // which table a sheet is: Of the sheet's key
	Word   Kind = "word"   // what a word means: Of the list, Code the word
)

// Mark names a question: it stays the same as long as the question does.
type Mark struct {
	Kind
	Of    string
	Table string
	Code  string
}

// String is the mark as it stands in the workbook.
func (m Mark) String() string {
	return strings.Join([]string{string(m.Kind), m.Of, m.Table, m.Code}, ":")
}

// ParseMark of a cell; false for what is none.
func ParseMark(text string) (Mark, bool) {
	p := strings.SplitN(strings.TrimSpace(text), ":", 4)
	if len(p) != 4 || !slices.Contains([]Kind{Column, Table, Word}, Kind(p[0])) || p[1] == "" {
		return Mark{}, false
	}
	return Mark{Kind(p[0]), p[1], p[2], p[3]}, true
}

// Question that a person is to answer.
type Question struct {
	Mark
	File, Sheet string
	Text        string   // what is asked
	Choices     []Choice // what may be answered
	Answer      Answer   // as far as it was answered
	Note        string   // what became of the answer
}

// Open reports whether nobody has answered a question so that the answer can be used.
func (q Question) Open() bool { return q.Answer.Say == "" || q.Answer.Fault != nil }

// Choice is one of the answers that fit: what is to be written, what that is, and what it holds.
type Choice struct {
	Say, What string
	Values    []string
}

// String shows a choice on a line.
func (c Choice) String() string {
	s := c.Say
	if c.What != "" {
		s += "＝" + c.What
	}
	if len(c.Values) > 0 {
		s += "（" + strings.Join(c.Values, "、") + "）"
	}
	return s
}

// Answer of a person to a question.
type Answer struct {
	Mark
	File  string
	Row   int
	Say   string // what was answered, as written
	By    string
	On    civil.Date  // zero: no day was written
	Asked []string    // the row as it was asked: file, sheet, question, choices
	Fault *errs.Error // why it cannot be used, with its row and column; nil: it can
}

// When the answer was given, for people.
func (a Answer) When() string {
	if a.On.IsZero() {
		return "未写日期"
	}
	return a.On.String()
}

// The heads of the workbook.
var heads = []sheet.Head{{Name: "文件"}, {Name: "工作表"}, {Name: "问题"}, {Name: "可选"}, {Name: "答案", Required: true},
	{Name: "答复人", Required: true}, {Name: "答复日期"}, {Name: "情况"}, {Name: "标识", Required: true}}

const (
	colFile = iota
	colSheet
	colText
	colChoices
	colAnswer
	colBy
	colOn
	colNote
	colMark
)

const maxRows = 20_000

// Write the questions as a workbook to be filled in.
func Write(w io.Writer, questions []Question) error {
	widths := []float64{28, 16, 40, 70, 14, 12, 14, 30, 44}
	columns := make([]sheet.Column, len(heads))
	for i, h := range heads {
		columns[i] = sheet.Column{Head: h.Name, Width: widths[i]}
	}
	note := "每行一个问题。请在“答案”列填“可选”中等号前的内容，写上答复人和答复日期，把本文件放进材料文件夹，再检查一次。不能确定的留空。“标识”列请勿改动。"
	return sheet.WriteXLSX(w, Name, note, columns, func(yield func([]string) error) error {
		for _, q := range questions {
			var choices []string
			for _, c := range q.Choices {
				choices = append(choices, c.String())
			}
			on := ""
			if !q.Answer.On.IsZero() {
				on = q.Answer.On.String()
			}
			if err := yield([]string{q.File, q.Sheet, q.Text, strings.Join(choices, "\n"), q.Answer.Say, q.Answer.By, on,
				q.Note, q.Mark.String()}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Read the answers out of a workbook: rows with an answer, in their order; those that lack what makes an answer one are
// unusable, each with its Fault: mapping.mark, mapping.who, mapping.day, mapping.long, mapping.twice (another answer to
// the same question). Refusals: those of sheet.Open, mapping.heads.
func Read(name string, body []byte) (answers, unusable []Answer, err error) {
	sheets, err := sheet.Open(name, body)
	if err != nil {
		return nil, nil, err
	}
	found := false
	for _, s := range sheets {
		l := sheet.FindHeads(heads, s.Rows)
		if l.At < 0 || !l.Has(colAnswer) || !l.Has(colBy) || !l.Has(colMark) || s.Hidden {
			continue
		}
		found = true
		if len(s.Rows) > maxRows {
			return nil, nil, errs.New(errs.TooLarge, "sheet.too_large").With("limit", maxRows)
		}
		for _, r := range s.Rows[l.From():] {
			a := answerIn(r, l)
			a.File = name
			switch {
			case a.Say == "":
			case a.Fault != nil:
				unusable = append(unusable, a)
			default:
				answers = append(answers, a)
			}
		}
	}
	if !found {
		return nil, nil, errs.New(errs.Invalid, "mapping.heads")
	}
	answers, twice := once(answers)
	return answers, append(unusable, twice...), nil
}

// answerIn a row.
func answerIn(r sheet.Row, l sheet.Layout) Answer {
	get := func(head int) string {
		if c := slices.Index(l.Columns, head); c >= 0 {
			return r.Text(c)
		}
		return ""
	}
	a := Answer{Row: r.N, Say: get(colAnswer), By: get(colBy),
		Asked: []string{get(colFile), get(colSheet), get(colText), get(colChoices)}}
	fault := func(code string, column int) *errs.Error {
		return errs.New(errs.Invalid, code).At(r.N, heads[column].Name)
	}
	var ok bool
	a.Mark, ok = ParseMark(get(colMark))
	on := get(colOn)
	a.On = civil.Claim(on).Date
	switch {
	case !ok:
		a.Fault = fault("mapping.mark", colMark)
	case a.By == "":
		a.Fault = fault("mapping.who", colBy)
	case len([]rune(a.By)) > maxLetters || len([]rune(a.Say)) > maxLetters:
		a.Fault = fault("mapping.long", colAnswer)
	case on != "" && a.On.IsZero():
		a.Fault = fault("mapping.day", colOn).With("raw", on)
	}
	return a
}

// maxLetters of an answer, and of a name.
const maxLetters = 60

// once leaves one answer to each question; those to which different ones were given are unusable.
func once(answers []Answer) (out, twice []Answer) {
	first := map[Mark]Answer{}
	differ := map[Mark]bool{}
	for _, a := range answers {
		one, had := first[a.Mark]
		switch {
		case !had:
			first[a.Mark] = a
			out = append(out, a)
		case Folded(one.Say) != Folded(a.Say):
			differ[a.Mark] = true
			a.Fault = errs.New(errs.Invalid, "mapping.twice").With("file", one.File).With("row", one.Row).
				With("say", one.Say).With("now", a.Say).At(a.Row, heads[colAnswer].Name)
			twice = append(twice, a)
		}
	}
	return slices.DeleteFunc(out, func(a Answer) bool { return differ[a.Mark] }), twice
}

// Folded makes an answer comparable.
func Folded(say string) string { return strings.ToUpper(sheet.Plain(say)) }

// neither are words for none of the columns.
var neither = []string{"都不是", "两列都不是", "均不是", "都没有", "没有", "无"}

// ColumnOf an answer among the columns that a question names, by letter (C, C列) or by a head that only one of them has;
// sheet.Neither for none of them. false: it is none of these.
func ColumnOf(say string, columns []int, texts []string) (int, bool) {
	word := Folded(say)
	if slices.Contains(neither, word) {
		return sheet.Neither, true
	}
	letter := strings.TrimSuffix(word, "列")
	for _, c := range columns {
		if letter == sheet.Letter(c) {
			return c, true
		}
	}
	at, n := 0, 0
	for _, c := range columns {
		if c < len(texts) && sheet.Plain(texts[c]) != "" && strings.EqualFold(sheet.Plain(texts[c]), sheet.Plain(say)) {
			at, n = c, n+1
		}
	}
	return at, n == 1
}

// NeitherSaid is how a person says that it is none of the columns.
const NeitherSaid = "都不是"

// Set of answers of several workbooks. Those of a workbook that was added earlier go before those of a later one.
type Set struct {
	by   map[Mark]*Answer
	used map[Mark]bool
	all  []*Answer
}

// Add the answers of workbooks that count alike: two that answer a question differently cancel each other and are
// unusable.
func (s *Set) Add(answers []Answer) (twice []Answer) {
	if s.by == nil {
		s.by, s.used = map[Mark]*Answer{}, map[Mark]bool{}
	}
	one, twice := once(answers)
	for i := range one {
		if s.by[one[i].Mark] == nil {
			s.by[one[i].Mark] = &one[i]
			s.all = append(s.all, &one[i])
		}
	}
	return twice
}

// Get the answer to a question, which is used by that; nil if there is none.
func (s *Set) Get(m Mark) *Answer {
	if s == nil || s.by[m] == nil {
		return nil
	}
	s.used[m] = true
	return s.by[m]
}

// Of a kind are the answers, in the order of their workbooks.
func (s *Set) Of(k Kind) (out []Answer) {
	for _, a := range s.all {
		if a.Kind == k {
			out = append(out, *a)
		}
	}
	return out
}

// Unused are the answers to questions that nobody asked, in the order of files and rows.
func (s *Set) Unused() (out []Answer) {
	if s == nil {
		return nil
	}
	for _, a := range s.all {
		if !s.used[a.Mark] {
			out = append(out, *a)
		}
	}
	slices.SortStableFunc(out, func(x, y Answer) int { return cmp.Or(cmp.Compare(x.File, y.File), x.Row-y.Row) })
	return out
}

// Question is an unused answer as a row of the workbook, so that it is not lost when that is written anew.
func (a Answer) Question(note string) Question {
	q := Question{Mark: a.Mark, Answer: a, Note: note}
	if len(a.Asked) == 4 {
		q.File, q.Sheet, q.Text = a.Asked[0], a.Asked[1], a.Asked[2]
		for _, line := range strings.Split(a.Asked[3], "\n") {
			if line != "" {
				q.Choices = append(q.Choices, Choice{Say: line})
			}
		}
	}
	return q
}

// Given says who answered what and when.
func (a Answer) Given() string { return fmt.Sprintf("%s，%s答复", a.By, a.When()) }
