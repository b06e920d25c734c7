package folder

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/mapping"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// Answers is a workbook 对应关系: its name and what it holds.
type Answers struct {
	Name    string
	Body    []byte
	Earlier bool // an earlier run wrote it: it goes behind those that lie in the folder
}

// leaveOut is how a person says that a sheet is none of the tables.
const leaveOut = "不用"

// Words with which a person says that a table was guessed rightly, and that a sheet is none of the tables.
var (
	rightWords = []string{"对", "是", "正确", "没错"}
	outWords   = []string{leaveOut, "不是", "都不是", "不读", "无关", "不要", "无"}
)

// asking is what is asked about a folder and what was answered.
type asking struct {
	replies   *mapping.Set
	carried   map[string]bool // workbooks that an earlier run wrote: what fits nothing there is kept and not told
	unusable  []mapping.Answer
	data      map[string]bool // files of the name of a workbook of answers that are none: they are read as the others
	questions []*question
	later     []func() // sheets that are guesses: read behind the others, whose rows they may repeat
	guesses   []guess
}

// question with the files that it is about.
type question struct {
	mapping.Question
	files []string
}

// guess is a sheet whose rows were taken and accuse nobody until somebody confirms what they are.
type guess struct {
	file, sheet, hint, why string
	tables                 []*Table // that it may be; nil among them: any
}

// readAnswers of the workbooks that are given, of those in the folder, and of the one that an earlier run wrote, the
// earlier going before the later.
func (g *reading) readAnswers(files fs.FS, given []Answers) error {
	g.replies, g.carried, g.data = &mapping.Set{}, map[string]bool{}, map[string]bool{}
	var inside, written []Answers
	g.addAnswers(slices.DeleteFunc(slices.Clone(given), func(a Answers) bool { return a.Earlier }))
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if err == nil && d.IsDir() && (d.Name() == DeskName || strings.HasPrefix(d.Name(), ".") && name != ".") {
				return filepath.SkipDir
			}
			return err
		}
		if !isMapping(d.Name()) {
			return nil
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if path.Base(path.Dir(name)) == OutName {
			written = append(written, Answers{Name: name, Body: body, Earlier: true})
		} else {
			inside = append(inside, Answers{Name: name, Body: body})
		}
		return nil
	})
	g.addAnswers(inside)
	g.addAnswers(append(written, slices.DeleteFunc(slices.Clone(given), func(a Answers) bool { return !a.Earlier })...))
	g.hearWords()
	return err
}

// isMapping reports whether a file's name is that of a workbook of answers.
func isMapping(base string) bool {
	return strings.HasPrefix(base, mapping.Name) &&
		slices.Contains([]string{".xlsx", ".xls", ".csv"}, strings.ToLower(filepath.Ext(base)))
}

func (g *reading) addAnswers(books []Answers) {
	var all []mapping.Answer
	for _, b := range books {
		answers, unusable, err := mapping.Read(path.Base(b.Name), b.Body)
		for _, e := range errs.All(err) {
			g.fault(Fault{File: b.Name, Text: words.Text(e.Code, e.Args...)})
		}
		if g.data[b.Name] = errs.CodeOf(err) == "mapping.heads"; g.data[b.Name] {
			continue
		}
		for i := range answers {
			answers[i].File = b.Name
		}
		for i := range unusable {
			unusable[i].File = b.Name
		}
		g.carried[b.Name] = b.Earlier
		all = append(all, answers...)
		g.unusable = append(g.unusable, unusable...)
		g.files = append(g.files, File{b.Name, int64(len(b.Body)), seal.Digest(b.Body),
			fmt.Sprintf("%s，%d条答复", mapping.Name, len(answers))})
	}
	g.unusable = append(g.unusable, g.replies.Add(all)...)
}

// hearWords takes the answers about words: each by a code of its list, or by a word that the list knows.
func (g *reading) hearWords() {
	g.spoken = lexicon.Answers{}
	for _, a := range g.replies.Of(mapping.Word) {
		g.replies.Get(a.Mark)
		q := a.Question("")
		list := lexicon.ListOf(a.Of)
		code, ok := "", false
		if list != nil {
			if code, ok = a.Say, list.Has(a.Say); !ok {
				code, ok = list.Read(a.Say)
			}
		}
		if !ok || code == "" {
			u := g.unfitting(a, "mapping.word")
			q.Answer, q.Note = *u, unfitAnswer(*u)
			g.ask(q)
			continue
		}
		if g.spoken[a.Of] == nil {
			g.spoken[a.Of] = map[string]string{}
		}
		g.spoken[a.Of][a.Code] = code
		g.ask(q)
	}
}

// longestWord that is asked about: what is longer is a text.
const longestWord = 20

// askWord asks what a word means that a list does not know.
func (g *reading) askWord(list *lexicon.List, word, file, label string) {
	if word = strings.TrimSpace(word); word == "" || len([]rune(word)) > longestWord {
		return
	}
	q := mapping.Question{Mark: mapping.Mark{Kind: mapping.Word, Of: list.Name, Code: word}, File: file, Sheet: label,
		Text: fmt.Sprintf("“%s”是什么意思（%s）", word, list.Title)}
	for _, near := range list.Near(word) {
		q.Choices = append(q.Choices, mapping.Choice{Say: near})
	}
	q.Choices = append(q.Choices, mapping.Choice{Say: "其他认识的词"})
	g.ask(q)
}

// ask a question; the same about several files is one.
func (g *reading) ask(q mapping.Question) {
	i := slices.IndexFunc(g.questions, func(x *question) bool { return x.Mark == q.Mark })
	if i < 0 {
		i = len(g.questions)
		g.questions = append(g.questions, &question{Question: q})
	}
	x := g.questions[i]
	if !slices.Contains(x.files, q.File) {
		x.files = append(x.files, q.File)
	}
	if x.Answer.Say == "" {
		x.Answer, x.Note = q.Answer, q.Note
	}
}

// asked are the questions as they are written down: those that are open, those that were answered, and the answers
// that fit nothing any more.
func (g *reading) asked() (out []mapping.Question) {
	for _, x := range g.questions {
		q := x.Question
		if q.File = x.files[0]; len(x.files) > 1 {
			q.File = fmt.Sprintf("%s等%d个文件", x.files[0], len(x.files))
		}
		i := slices.IndexFunc(g.unusable, func(a mapping.Answer) bool { return a.Mark == q.Mark })
		if q.Answer.Say == "" && i >= 0 { // it is not lost when the questions are written anew
			q.Answer, q.Note = g.unusable[i], unfitAnswer(g.unusable[i])
		}
		out = append(out, q)
	}
	slices.SortStableFunc(out, func(x, y mapping.Question) int {
		return cmp.Compare(rankOf(x), rankOf(y))
	})
	for _, a := range g.replies.Unused() {
		out = append(out, a.Question("对不上现在的材料，没有用"))
	}
	return out
}

// rankOf a question among others: the open ones first.
func rankOf(q mapping.Question) int {
	if q.Open() {
		return 0
	}
	return 1
}

func unfitAnswer(a mapping.Answer) string {
	return "没有用：" + words.Text(a.Fault.Code, a.Fault.Args...)
}

// unfit tells of answers that fit nothing any more.
func (g *reading) unfit() {
	for _, a := range g.unusable {
		g.fault(Fault{File: a.File, Row: a.Row, Column: a.Fault.Column, Text: words.Text(a.Fault.Code, a.Fault.Args...)})
	}
	for _, a := range g.replies.Unused() {
		if g.carried[a.File] {
			continue
		}
		g.fault(Fault{File: a.File, Row: a.Row, Column: "答案", Text: fmt.Sprintf(
			"“%s”这条答复（%s）对不上现在的材料：问题已不存在，或表头、文件名改了，没有用", a.Say, a.Given())})
	}
}

// saidBy is what a person answered, for the list of what was read.
func saidBy(what string, a mapping.Answer) string {
	return fmt.Sprintf("%s（%s，见%s第%d行）", what, a.Given(), a.File, a.Row)
}

// decided is the table that a sheet is, by what a person answered before what its heads say; nil: it is left out, or
// nobody knows. What is not known, or guessed, is asked.
func (g *reading) decided(best *candidate, s sheet.Sheet, file, label, stem string) (*candidate, bool) {
	mark := mapping.Mark{Kind: mapping.Table, Of: sheet.TableKey(s, stem)}
	a := g.replies.Get(mark)
	if a == nil {
		if best != nil && best.guessed() {
			g.askTable(mark, best, file, label, nil)
		}
		return best, true
	}
	word := mapping.Folded(a.Say)
	switch t := tableSaid(a.Say); {
	case slices.Contains(outWords, word):
		g.askTable(mark, best, file, label, a)
		g.reads = append(g.reads, Read{File: file, Sheet: label, Answered: []string{saidBy("按答复不用", *a)}})
		return nil, false
	case slices.Contains(rightWords, word) && best != nil:
		g.askTable(mark, best, file, label, a)
		best.by(*a)
		return best, true
	case t != nil:
		g.askTable(mark, best, file, label, a)
		f := candidateOf(t, headsKnown().Scan(s.Rows).Find(indexOf(t)), s, label, stem)
		if f == nil {
			text := fmt.Sprintf("按答复是“%s”（%s），但没有找到它的表头", t.Name, a.Given())
			g.reads = append(g.reads, Read{File: file, Sheet: label})
			g.fault(Fault{File: file, Sheet: label, Text: text})
			g.lost(t, file, label, stem+" "+label, text)
			return nil, false
		}
		f.by(*a)
		return f, true
	}
	g.askTable(mark, best, file, label, g.unfitting(*a, "mapping.table"))
	return best, true
}

// unfitting is an answer that is none of what may be answered: it is named and not used.
func (g *reading) unfitting(a mapping.Answer, code string) *mapping.Answer {
	a.Fault = errs.New(errs.Invalid, code).With("say", a.Say).At(a.Row, "答案")
	f := Fault{File: a.File, Row: a.Row, Column: a.Fault.Column, Text: words.Text(code, a.Fault.Args...)}
	if !slices.Contains(g.faults, f) { // several files may have one layout
		g.fault(f)
	}
	return &a
}

// by a person's answer a sheet is this table.
func (f *candidate) by(a mapping.Answer) {
	f.score += byName
	f.rivals, f.vague = nil, false
	f.answered = append(f.answered, saidBy("按答复认作“"+f.t.Name+"”", a))
}

// guessed reports whether a sheet's heads fit another table as well, or fit only by parts of words, and neither a name
// nor a title says which it is.
func (f *candidate) guessed() bool {
	return f.score < byName && len(f.lack) == 0 && (f.vague || len(f.rivals) > 0)
}

// tableSaid is the table that a person names.
func tableSaid(say string) *Table {
	word := mapping.Folded(say)
	for i := range Tables {
		t := &Tables[i]
		for _, n := range append([]string{t.Name, t.Code}, t.Also...) {
			if mapping.Folded(n) == word || mapping.Folded(n)+"表" == word {
				return t
			}
		}
	}
	return nil
}

// askTable asks which table a sheet is, or tells what was answered.
func (g *reading) askTable(m mapping.Mark, best *candidate, file, label string, a *mapping.Answer) {
	q := mapping.Question{Mark: m, File: file, Sheet: label, Text: "这是哪一种表"}
	switch {
	case best != nil && len(best.lack) == 0 && len(best.Ties) > 0:
		q.Text = "没有认出，列有些像“" + best.t.Name + "”。是哪一种表"
		q.Choices = append(q.Choices, mapping.Choice{Say: best.t.Name})
	case best != nil && len(best.lack) == 0:
		q.Text = "认作“" + best.t.Name + "”，对不对"
		q.Choices = append(q.Choices, mapping.Choice{Say: "对"})
		for _, t := range best.rivals {
			q.Choices = append(q.Choices, mapping.Choice{Say: t.Name})
		}
	case best != nil:
		q.Text = fmt.Sprintf("像“%s”，缺少列：%s。是哪一种表", best.t.Name, strings.Join(best.lack, "、"))
	}
	q.Choices = append(q.Choices, mapping.Choice{Say: leaveOut}, mapping.Choice{Say: "其他表的名称", What: "照抄模板的表名"})
	if a != nil {
		q.Answer = *a
		if a.Fault != nil {
			q.Note = unfitAnswer(*a)
		}
	}
	g.ask(q)
}

// askUnknown asks which table a sheet is that was not taken and names people.
func (g *reading) askUnknown(best *candidate, s sheet.Sheet, file, label, stem string) {
	mark := mapping.Mark{Kind: mapping.Table, Of: sheet.TableKey(s, stem)}
	if namesPeople(s) && (best == nil || len(best.lack) > 0 || best.score < byName) && g.replies.Get(mark) == nil {
		g.askTable(mark, best, file, label, nil)
	}
}

// settle the columns of a sheet by what was answered. What nobody answered is asked.
func (g *reading) settle(best *candidate, s sheet.Sheet, file, label, hint string) {
	l := best.Layout
	key := l.Key(s)
	for head := range best.t.Columns {
		columns := l.Candidates(head)
		open := slices.ContainsFunc(l.Ties, func(t sheet.Tie) bool { return t.Head == head })
		if len(columns) == 0 {
			continue
		}
		if a := g.column(best, s, head, columns, open, key, file, label); a != nil {
			column, _ := mapping.ColumnOf(a.Say, columns, l.Texts)
			if settled, ok := best.Layout.Settle(head, column); ok {
				best.Layout = settled
				best.answered = append(best.answered, taken(best, s, head, column, *a))
			}
		}
	}
	for _, c := range best.Layout.StandIns(best.t.heads()) {
		head := best.Columns[c]
		a := g.column(best, s, head, []int{c}, true, key, file, label)
		if a == nil {
			best.unsure = append(best.unsure, fmt.Sprintf("没有“%s”列，用“%s”列代替",
				best.t.Columns[head].Head, strings.TrimSpace(best.Texts[c])))
			continue
		}
		column, _ := mapping.ColumnOf(a.Say, []int{c}, l.Texts)
		if column == sheet.Neither {
			best.Columns = slices.Clone(best.Columns)
			best.Columns[c] = -1
		}
		best.answered = append(best.answered, taken(best, s, head, column, *a))
	}
	for k, c := range best.t.Columns {
		if c.Required && slices.Contains(l.Columns, k) && !slices.Contains(best.Columns, k) &&
			!waived(best.t, c, best.Columns, hint) && !slices.Contains(best.lack, c.Head) {
			best.lack = append(best.lack, c.Head)
		}
	}
}

// column that a head was answered to be; nil where nobody did. An open question is asked.
func (g *reading) column(best *candidate, s sheet.Sheet, head int, columns []int, open bool, key, file,
	label string) *mapping.Answer {
	c := best.t.Columns[head]
	m := mapping.Mark{Kind: mapping.Column, Of: key, Table: best.t.Code, Code: c.Code}
	a := g.replies.Get(m)
	var unfit *mapping.Answer
	if a != nil {
		if _, ok := mapping.ColumnOf(a.Say, columns, best.Texts); !ok {
			unfit, a = g.unfitting(*a, "mapping.column"), nil
		}
	}
	if a == nil && unfit == nil && (!open || best.score < byName && len(columns) > 1) {
		return nil // which table it is comes first
	}
	q := mapping.Question{Mark: m, File: file, Sheet: label, Text: fmt.Sprintf("“%s”表的“%s”是哪一列", best.t.Name, c.Head)}
	if len(columns) == 1 {
		q.Text = fmt.Sprintf("“%s”表没有“%s”列，用“%s”列代替，对不对", best.t.Name, c.Head, strings.TrimSpace(best.Texts[columns[0]]))
	}
	rows := best.Telling(s, columns, shownRows)
	for _, i := range columns {
		choice := mapping.Choice{Say: sheet.Letter(i), What: strings.TrimSpace(best.Texts[i])}
		for _, r := range rows {
			choice.Values = append(choice.Values, cmp.Or(sheet.Masked(r.Text(i)), "空"))
		}
		q.Choices = append(q.Choices, choice)
	}
	q.Choices = append(q.Choices, mapping.Choice{Say: mapping.NeitherSaid})
	switch {
	case a != nil:
		q.Answer = *a
	case unfit != nil:
		q.Answer, q.Note = *unfit, unfitAnswer(*unfit)
	}
	g.ask(q)
	return a
}

// Rows of each question, and values of each column that is shown again.
const (
	shownRows   = 5
	shownValues = 3
)

// taken says which column was taken by an answer; of accounts, amounts and identity numbers with three values.
func taken(f *candidate, s sheet.Sheet, head, column int, a mapping.Answer) string {
	c := f.t.Columns[head]
	if column == sheet.Neither {
		return saidBy("“"+c.Head+"”按答复哪一列都不是", a)
	}
	said := fmt.Sprintf("“%s”按答复是%s列“%s”", c.Head, sheet.Letter(column), strings.TrimSpace(f.Texts[column]))
	if c.Alike() || strings.HasSuffix(c.Code, "_id") || strings.HasSuffix(c.Code, "id_no") || c.Code == "rate" {
		var values []string
		for _, r := range f.Saying(s, column, shownValues) {
			values = append(values, sheet.Masked(r.Text(column)))
		}
		said += "，如" + strings.Join(values, "、")
	}
	return saidBy(said, a)
}
