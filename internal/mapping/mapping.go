package mapping

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/errs"
	"gangwei/internal/sheet"
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
	On    civil.Date // zero: no day was written
	Asked []string   // the row as it was asked: file, sheet, question, choices
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

// Read the answers out of a workbook: rows with an answer, in their order. A row that lacks what makes an answer one is
// left out and named. Refusals: those of sheet.Open, mapping.heads, mapping.mark, mapping.who, mapping.day,
// mapping.twice (another answer to the same question), mapping.long.
func Read(name string, body []byte) (answers []Answer, faults errs.Faults, err error) {
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
			a, fault := answerIn(r, l)
			if fault != nil {
				faults.Add(fault)
			} else if a != nil {
				a.File = name
				answers = append(answers, *a)
			}
		}
	}
	if !found {
		return nil, nil, errs.New(errs.Invalid, "mapping.heads")
	}
	answers, twice := once(answers)
	return answers, append(faults, twice...), nil
}

// answerIn a row; nil without a fault where nothing was answered.
func answerIn(r sheet.Row, l sheet.Layout) (*Answer, *errs.Error) {
	get := func(head int) string {
		if c := slices.Index(l.Columns, head); c >= 0 {
			return r.Text(c)
		}
		return ""
	}
	a := Answer{Row: r.N, Say: get(colAnswer), By: get(colBy),
		Asked: []string{get(colFile), get(colSheet), get(colText), get(colChoices)}}
	if a.Say == "" {
		return nil, nil
	}
	var ok bool
	if a.Mark, ok = ParseMark(get(colMark)); !ok {
		return nil, errs.New(errs.Invalid, "mapping.mark").At(r.N, heads[colMark].Name)
	}
	if a.By == "" {
		return nil, errs.New(errs.Invalid, "mapping.who").At(r.N, heads[colBy].Name)
	}
	if len([]rune(a.By)) > 60 || len([]rune(a.Say)) > 60 {
		return nil, errs.New(errs.Invalid, "mapping.long").At(r.N, heads[colAnswer].Name)
	}
	if on := get(colOn); on != "" {
		if a.On = civil.Claim(on).Date; a.On.IsZero() {
			return nil, errs.New(errs.Invalid, "mapping.day").With("raw", on).At(r.N, heads[colOn].Name)
		}
	}
	return &a, nil
}

// once leaves one answer to each question; of those to which two different ones were given none is left.
func once(answers []Answer) (out []Answer, faults errs.Faults) {
	first := map[Mark]int{}
	differ := map[Mark]bool{}
	for _, a := range answers {
		i, had := first[a.Mark]
		if !had {
			first[a.Mark] = len(out)
			out = append(out, a)
			continue
		}
		if Folded(out[i].Say) != Folded(a.Say) {
			differ[a.Mark] = true
			faults.Add(errs.New(errs.Invalid, "mapping.twice").With("row", out[i].Row).With("say", out[i].Say).
				With("now", a.Say).At(a.Row, heads[colAnswer].Name))
		}
	}
	return slices.DeleteFunc(out, func(a Answer) bool { return differ[a.Mark] }), faults
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
// named.
func (s *Set) Add(answers []Answer) (faults errs.Faults) {
	if s.by == nil {
		s.by, s.used = map[Mark]*Answer{}, map[Mark]bool{}
	}
	one, faults := once(answers)
	for i := range one {
		if s.by[one[i].Mark] == nil {
			s.by[one[i].Mark] = &one[i]
			s.all = append(s.all, &one[i])
		}
	}
	return faults
}

// Get the answer to a question, which is used by that; nil if there is none.
func (s *Set) Get(m Mark) *Answer {
	if s == nil || s.by[m] == nil {
		return nil
	}
	s.used[m] = true
	return s.by[m]
}

// Words that were answered: of each list, what a word stands for.
func (s *Set) Words() map[string]map[string]string {
	out := map[string]map[string]string{}
	if s == nil {
		return out
	}
	for _, a := range s.all {
		if a.Kind == Word {
			if out[a.Of] == nil {
				out[a.Of] = map[string]string{}
			}
			out[a.Of][a.Code] = a.Say
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
