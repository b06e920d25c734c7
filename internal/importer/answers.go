package importer

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/mapping"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
)

// ColumnAnswer says which column of an office's lists a head is, where several fit it equally. It is never changed:
// another answer is another row, and the earlier one is revoked.
type ColumnAnswer struct {
	ID           int64
	Path         string // whose lists it is of
	Kind         string // of import
	Layout       string // sheet.Layout.Key
	Asked        string // code of the kind's column
	Sheet        string // name of the sheet about which was asked
	ColumnNo     *int64 // counted from 0; nil: none of those that fit
	Head         string // of the column, as written
	Among        string // the columns that fitted
	BatchID      int64  // the workbook about which was asked
	AnsweredBy   int64
	AnsweredName string
	AnsweredUs   clock.Moment
	RevokedBy    *int64
	RevokedName  string
	RevokedUs    *clock.Moment
}

func (ColumnAnswer) TableName() string { return "column_answer" }

// Column that was answered, sheet.Neither for none.
func (a ColumnAnswer) Column() int {
	if a.ColumnNo == nil {
		return sheet.Neither
	}
	return int(*a.ColumnNo)
}

// Said is what was answered, for people.
func (a ColumnAnswer) Said() string { return saidOf(a.Column(), a.Head) }

func saidOf(column int, head string) string {
	if column == sheet.Neither {
		return mapping.NeitherSaid
	}
	return sheet.Letter(column) + "列“" + head + "”"
}

// Asked is a head of a sheet that several columns fit equally, and what was answered so far.
type Asked struct {
	Sheets  []string // of one layout
	Layout  string
	Code    string // of the kind's column
	Head    string
	Columns []Candidate
	Rows    []AskedRow    // in which the columns say different things, as far as there are such
	Answer  *ColumnAnswer // that holds; nil: none
	open    bool          // nothing can be read before it is answered
	sheet   sheet.Sheet
	layout  sheet.Layout
}

// Open reports whether nothing can be read before the question is answered.
func (a *Asked) Open() bool { return a.open }

// Field of a form that answers the question.
func (a *Asked) Field() string { return "answer-" + a.Layout + "-" + a.Code }

// Seen is the number of the answer that is shown with the question.
func (a *Asked) Seen() int64 {
	if a.Answer == nil {
		return 0
	}
	return a.Answer.ID
}

// Mark of the question in a mapping workbook.
func (a *Asked) Mark(kind string) mapping.Mark {
	return mapping.Mark{Kind: mapping.Column, Of: a.Layout, Table: kind, Code: a.Code}
}

// Question of a mapping workbook.
func (a *Asked) Question(kind, file string) mapping.Question {
	q := mapping.Question{Mark: a.Mark(kind), File: file, Sheet: strings.Join(a.Sheets, "、"),
		Text: "“" + a.Head + "”是哪一列"}
	for i, c := range a.Columns {
		choice := mapping.Choice{Say: c.Letter, What: c.Head}
		for _, r := range a.Rows {
			choice.Values = append(choice.Values, r.Texts[i])
		}
		q.Choices = append(q.Choices, choice)
	}
	q.Choices = append(q.Choices, mapping.Choice{Say: mapping.NeitherSaid})
	return q
}

// ChoiceOf an answer in a mapping workbook; false where it names none of the columns.
func (a *Asked) ChoiceOf(given mapping.Answer) (ColumnChoice, bool) {
	var columns []int
	for _, c := range a.Columns {
		columns = append(columns, c.Column)
	}
	column, ok := mapping.ColumnOf(given.Say, columns, a.layout.Texts)
	return ColumnChoice{Layout: a.Layout, Code: a.Code, Column: column, Seen: a.Seen(), By: given.By}, ok
}

// Candidate is a column that fits.
type Candidate struct {
	Column int // counted from 0
	Letter string
	Head   string
}

// AskedRow is a row shown to tell the columns apart: in the order of Columns, identity numbers and accounts in part.
type AskedRow struct {
	N     int
	Who   string // the person's name where another column has it
	Texts []string
}

// Taken is an answer by which a workbook was read.
type Taken struct {
	ID     int64 // of the answer
	Layout string
	Code   string
	Head   string
	Sheet  string
	Said   string
	By     string
	At     clock.Moment
	Shown  bool     `json:",omitempty"` // account, amount or identity: whoever accepts confirms what was taken
	Values []string `json:"-"`          // three of the column, each with whose it is
}

// answerSet are the answers that hold for a workbook, by layout and column.
type answerSet map[[2]string]ColumnAnswer

// settle a layout by the answers that hold. What nobody answered is asked, if two columns say different things.
func (p *plan) settle(s sheet.Sheet, found sheet.Layout) sheet.Layout {
	if len(found.Ties)+len(found.Same) == 0 {
		return found
	}
	key := found.Key(s)
	tied := found.Questions()
	for head, column := range p.kind.Columns {
		candidates := found.Candidates(head)
		if len(candidates) == 0 {
			continue
		}
		open := slices.ContainsFunc(tied, func(q sheet.Question) bool { return q.Head == head })
		a, answered := p.answers[[2]string{key, column.Code}]
		if !answered && !open {
			continue
		}
		asked := p.ask(s, found, key, head)
		if answered {
			asked.Answer = &a
			if settled, ok := found.Settle(head, a.Column()); ok {
				found = settled
				p.took(s, a)
				continue
			}
			open = true // as when the column fits no more: it is asked anew
		}
		asked.open = asked.open || open
	}
	return found
}

// ask about a head; sheets of one layout are asked about once.
func (p *plan) ask(s sheet.Sheet, l sheet.Layout, key string, head int) *Asked {
	c := p.kind.Columns[head]
	for _, a := range p.asked {
		if a.Layout == key && a.Code == c.Code {
			if !slices.Contains(a.Sheets, s.Name) {
				a.Sheets = append(a.Sheets, s.Name)
			}
			for _, column := range l.Candidates(head) {
				a.add(column, l)
			}
			return a
		}
	}
	a := &Asked{Sheets: []string{s.Name}, Layout: key, Code: c.Code, Head: c.Head, sheet: s, layout: l}
	for _, column := range l.Candidates(head) {
		a.add(column, l)
	}
	whose := p.whose(l)
	for _, r := range l.Telling(s, l.Candidates(head), shownRows) {
		row := AskedRow{N: r.N, Who: sheet.Masked(r.Text(whose))}
		for _, x := range a.Columns {
			row.Texts = append(row.Texts, sheet.Masked(r.Text(x.Column)))
		}
		a.Rows = append(a.Rows, row)
	}
	p.asked = append(p.asked, a)
	return a
}

// whose rows a table's are: its column of names, -1 where there is none or it is asked which it is.
func (p *plan) whose(l sheet.Layout) int {
	name := slices.IndexFunc(p.kind.Columns, func(c Column) bool { return c.Code == "name" })
	if name < 0 || len(l.Candidates(name)) > 0 {
		return -1
	}
	return slices.Index(l.Columns, name)
}

// Rows of each question, and values of each column that is shown again.
const (
	shownRows   = 5
	shownValues = 3
)

func (a *Asked) add(column int, l sheet.Layout) {
	if !slices.ContainsFunc(a.Columns, func(c Candidate) bool { return c.Column == column }) {
		a.Columns = append(a.Columns, Candidate{column, sheet.Letter(column), strings.TrimSpace(l.Texts[column])})
	}
}

// took notes an answer by which a sheet is read.
func (p *plan) took(s sheet.Sheet, a ColumnAnswer) {
	for _, t := range p.Answered {
		if t.ID == a.ID {
			return
		}
	}
	t := Taken{ID: a.ID, Layout: a.Layout, Code: a.Asked, Sheet: s.Name, Said: a.Said(), By: a.AnsweredName,
		At: a.AnsweredUs}
	for _, c := range p.kind.Columns {
		if c.Code == a.Asked {
			t.Head = c.Head
			t.Shown = a.ColumnNo != nil && (ofOne[c.Type] || c.Type == Identity) && c.Code != "phone"
		}
	}
	p.Answered = append(p.Answered, t)
}

// open questions of a workbook.
func (p *plan) open() bool { return slices.ContainsFunc(p.asked, (*Asked).Open) }

// none tells who answered of a needed column that no column is it; nil if nobody did.
func (p *plan) none(lacking []string) error {
	for _, t := range p.Answered {
		if t.Said == mapping.NeitherSaid && slices.Contains(lacking, t.Head) {
			return errs.New(errs.Invalid, "import.answered_none").On("file").With("head", t.Head).With("by", t.By).
				With("on", t.At.Short())
		}
	}
	return nil
}

// officeOf an answer is whose lists it holds for: those of the place for which the workbook was handed in. A township
// gives the same form to its villages, so what it answers for one of them holds for all of them; a village's answer
// holds for its own lists.
func officeOf(actor authz.Actor, p authz.Permission, path string) string {
	if town := region.PathAt(path, region.Township); actor.Check(p, town) == nil {
		return town
	}
	return path
}

// officesOver a place are those whose answers hold for its lists, its own before the township's.
func officesOver(path string) []string {
	if town := region.PathAt(path, region.Township); town != path {
		return []string{path, town}
	}
	return []string{path}
}

// answersFor a batch: those that hold now, or, once it was read, those by which it was.
func answersFor(r database.Reader, b Batch) (answerSet, error) {
	if b.State == InReading || b.State == Asking {
		return answersOver(r, b.Kind, b.Path)
	}
	read, err := b.Read()
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, t := range read.Answered {
		ids = append(ids, t.ID)
	}
	return answersByID(r, ids)
}

// Questions about a batch, each with five rows of each column, and what was answered.
func (room *Service) Questions(ctx context.Context, b Batch) ([]*Asked, error) {
	b.State = Asking // by the answers that hold now
	p, err := room.open(ctx, b)
	if p == nil {
		return nil, err
	}
	return p.asked, nil
}

// Taken by answers in a batch that was read, each with three values of the column.
func (room *Service) Taken(ctx context.Context, b Batch) ([]Taken, error) {
	p, err := room.open(ctx, b)
	if err != nil {
		return nil, err
	}
	for i := range p.Answered {
		t := &p.Answered[i]
		for _, a := range p.asked {
			if a.Layout == t.Layout && a.Code == t.Code && a.Answer != nil && t.Shown {
				whose := p.whose(a.layout)
				for _, r := range a.layout.Saying(a.sheet, a.Answer.Column(), shownValues) {
					t.Values = append(t.Values, strings.TrimSpace(sheet.Masked(r.Text(whose))+" "+
						sheet.Masked(r.Text(a.Answer.Column()))))
				}
			}
		}
	}
	return p.Answered, nil
}

// ColumnChoice answers one question of a batch.
type ColumnChoice struct {
	Layout, Code string
	Column       int    // counted from 0, or sheet.Neither
	Seen         int64  // the answer that was shown with the question, 0: none
	By           string // who answers, where that is not the actor
}

// Answer the questions of a batch: all that are open, and any other that is to be answered anew. The batch is to be
// judged afterwards. What is answered holds for the office's lists of that layout until somebody revokes it.
// Refusals: form.stale, import.state, import.answer (an open question is left out), import.answer_unknown (no such
// question or column), import.answer_same (one column for two heads), import.answered (somebody answered meanwhile).
func (room *Service) Answer(ctx context.Context, actor authz.Actor, key string, id, version int64,
	choices []ColumnChoice) (int64,
	error) {
	b, err := room.batch(ctx, id)
	if err != nil {
		return 0, err
	}
	kind, err := room.KindOf(b.Kind)
	if err != nil {
		return 0, err
	}
	if err := kind.check(actor, b.Path); err != nil {
		return 0, err
	}
	if !slices.Contains(answerable, b.State) { // also said inside; here it spares the reading
		return room.again(ctx, actor, key, b)
	}
	asked, err := room.Questions(ctx, b)
	if err != nil {
		return 0, err
	}
	given, err := answersOf(asked, choices)
	if err != nil {
		return 0, err
	}
	return desk.Do(ctx, room.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		b, err := lockBatch(v.Tx, id)
		if err != nil {
			return 0, err
		}
		office := officeOf(actor, kind.Permission, b.Path)
		if err := v.AllowFresh(kind.Permission, b.Path, b.Version, version); err != nil {
			return 0, err
		}
		if !slices.Contains(answerable, b.State) {
			return 0, errs.New(errs.State, "import.state").With("import", b.State)
		}
		facts := []desk.Fact{desk.F("kind", b.Kind), desk.F("office", office)}
		for i := range given {
			a, c := given[i].ColumnAnswer, given[i].ColumnChoice
			a.Path, a.Kind, a.BatchID = office, b.Kind, b.ID
			a.AnsweredBy, a.AnsweredName, a.AnsweredUs = actor.UserID, nameOf(actor, c.By), v.Now()
			if err := remember(v, a, b.Path, c.Seen); err != nil {
				return 0, err
			}
			facts = append(facts, desk.F(a.Asked, a.Said()))
		}
		if err := askedAgain(v.Tx, b); err != nil {
			return 0, err
		}
		v.Record("import.answer", "import_batch", id, facts...)
		return id, nil
	})
}

// answerable are the states of a batch in which its questions may be answered, or answered anew.
var answerable = []string{Asking, Ready, Failed}

func nameOf(actor authz.Actor, by string) string {
	if by != "" {
		return clip(by, 60)
	}
	return clip(actor.Name, 60)
}

// givenAnswer is a choice as it is kept.
type givenAnswer struct {
	ColumnAnswer
	ColumnChoice
}

// answersOf choices, each held against its question.
func answersOf(asked []*Asked, choices []ColumnChoice) (out []givenAnswer, err error) {
	var faults errs.Faults
	taken := map[string]map[int]bool{}
	for _, q := range asked {
		i := slices.IndexFunc(choices, func(c ColumnChoice) bool { return c.Layout == q.Layout && c.Code == q.Code })
		if i < 0 {
			if q.open {
				faults.Add(errs.New(errs.Invalid, "import.answer").On(q.Field()).With("head", q.Head))
			}
			continue
		}
		c := choices[i]
		a := ColumnAnswer{Layout: q.Layout, Asked: q.Code, Sheet: clip(q.Sheets[0], 100)}
		var among []string
		fits := c.Column == sheet.Neither
		for _, x := range q.Columns {
			among = append(among, saidOf(x.Column, x.Head))
			if x.Column == c.Column {
				no := int64(x.Column)
				a.ColumnNo, a.Head, fits = &no, clip(x.Head, 100), true
			}
		}
		a.Among = clip(strings.Join(among, "、"), 500)
		if !fits {
			faults.Add(errs.New(errs.Invalid, "import.answer_unknown").On(q.Field()))
			continue
		}
		if taken[q.Layout] == nil {
			taken[q.Layout] = map[int]bool{}
		}
		if c.Column != sheet.Neither && taken[q.Layout][c.Column] {
			faults.Add(errs.New(errs.Invalid, "import.answer_same").On(q.Field()).With("column", sheet.Letter(c.Column)))
		}
		taken[q.Layout][c.Column] = true
		out = append(out, givenAnswer{a, c})
	}
	for _, c := range choices {
		if !slices.ContainsFunc(asked, func(q *Asked) bool { return c.Layout == q.Layout && c.Code == q.Code }) {
			faults.Add(errs.New(errs.Conflict, "import.answer_unknown"))
		}
	}
	return out, faults.OrNil()
}

// remember an answer, unless the one that was shown says the same. What the office answered before is revoked; a
// village's answer stays beside its township's and goes before it.
func remember(v *desk.Visit, a ColumnAnswer, path string, seen int64) error {
	live, err := lockAnswers(v.Tx, a, path)
	if err != nil {
		return err
	}
	var holds int64
	if len(live) > 0 {
		holds = live[0].ID
	}
	if holds != seen {
		return errs.New(errs.Conflict, "import.answered")
	}
	if holds != 0 && live[0].Column() == a.Column() {
		return nil
	}
	for _, old := range live {
		if strings.HasPrefix(old.Path, a.Path) {
			if err := revoke(v, old); err != nil {
				return err
			}
		}
	}
	return insertAnswer(v.Tx, &a)
}

// Revoke an answer: lists of that layout are asked about anew. Refusals: import.answer_revoked.
func (room *Service) Revoke(ctx context.Context, actor authz.Actor, key string, id int64) (int64, error) {
	return desk.Do(ctx, room.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		a, err := lockAnswer(v.Tx, id)
		if err != nil {
			return 0, err
		}
		kind, err := room.KindOf(a.Kind)
		if err != nil {
			return 0, err
		}
		if err := v.Allow(kind.Permission, a.Path); err != nil {
			return 0, err
		}
		if a.RevokedUs != nil {
			return 0, errs.New(errs.State, "import.answer_over").With("on", a.RevokedUs.Short())
		}
		if err := revoke(v, a); err != nil {
			return 0, err
		}
		v.Record("import.revoke", "column_answer", id, desk.F("kind", a.Kind), desk.F(a.Asked, a.Said()))
		return id, nil
	})
}

// stillHold refuses to take a workbook by an answer that was revoked since it was read: import.answer_revoked; and by
// one about accounts, amounts or identity numbers that nobody has confirmed: import.confirm.
func stillHold(tx *database.Tx, b Batch, confirmed bool) error {
	read, err := b.Read()
	if err != nil || len(read.Answered) == 0 {
		return err
	}
	var ids []int64
	shown := false
	for _, t := range read.Answered {
		ids = append(ids, t.ID)
		shown = shown || t.Shown
	}
	held, err := answersByID(tx, ids)
	if err != nil {
		return err
	}
	for _, a := range held {
		if a.RevokedUs != nil {
			return errs.New(errs.State, "import.answer_revoked").With("by", a.RevokedName)
		}
	}
	if shown && !confirmed {
		return errs.New(errs.Invalid, "import.confirm").On("confirmed")
	}
	return nil
}
