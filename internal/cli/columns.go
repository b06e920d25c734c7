package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gangwei/internal/app"
	"gangwei/internal/base/errs"
	"gangwei/internal/importer"
	"gangwei/internal/platform/mapping"
	"gangwei/internal/platform/words"
)

// columnAnswers are what an import is told about columns that fit equally.
type columnAnswers struct {
	file      string                  // mapping workbook with the answers
	questions string                  // into which the open questions are written
	confirmed bool                    // what is taken by answers was looked at
	given     []importer.ColumnChoice // what the mapping workbook answers now
}

// judge a workbook by the answers that hold, then by those of the mapping workbook. false: questions are left, which
// were printed.
func (x *columnAnswers) judge(c *call, a *app.App, id int64, name string) (importer.Batch, bool, error) {
	b, err := c.batch(a, id)
	if err == nil && b.State == importer.InReading {
		if err = a.Imports.Judge(c.ctx, operator, id, nil); err == nil {
			b, err = c.batch(a, id)
		}
	}
	if err != nil || b.State != importer.Asking && x.file == "" {
		return b, err == nil, err
	}
	asked, err := a.Imports.Questions(c.ctx, b)
	if len(asked) == 0 {
		return b, err == nil, err
	}
	answers, err := x.read(c)
	if err != nil {
		return b, false, err
	}
	var choices []importer.ColumnChoice
	var open []*importer.Asked
	for _, q := range asked {
		given := answers.Get(q.Mark(b.Kind))
		choice, ok := importer.ColumnChoice{}, false
		if given != nil {
			if choice, ok = q.ChoiceOf(*given); !ok {
				fmt.Fprintf(c.out, "%s row %d: %q is none of the columns asked about.\n", x.file, given.Row, given.Say)
			}
		}
		switch {
		case ok:
			choices = append(choices, choice)
		case q.Open():
			open = append(open, q)
		}
	}
	for _, u := range answers.Unused() {
		fmt.Fprintf(c.out, "%s row %d: the answer %q fits no question of this workbook.\n", x.file, u.Row, u.Say)
	}
	if len(open) > 0 {
		return b, false, x.ask(c, b, name, open)
	}
	if len(choices) == 0 {
		return b, true, nil
	}
	if _, err := a.Imports.Answer(c.ctx, operator, "", id, b.Version, choices); err != nil {
		return b, false, err
	}
	if err := a.Imports.Judge(c.ctx, operator, id, nil); err != nil {
		return b, false, err
	}
	x.given = choices
	b, err = c.batch(a, id)
	return b, err == nil, err
}

// read the answers of the mapping workbook; none where there is none.
func (x *columnAnswers) read(c *call) (*mapping.Set, error) {
	set := &mapping.Set{}
	if x.file == "" {
		return set, nil
	}
	body, err := os.ReadFile(x.file)
	if err != nil {
		return nil, err
	}
	answers, unusable, err := mapping.Read(filepath.Base(x.file), body)
	if err != nil {
		return nil, err
	}
	for _, a := range append(unusable, set.Add(answers)...) {
		fmt.Fprintln(c.out, x.file+" "+words.Sentence(a.Fault))
	}
	return set, nil
}

// ask prints the questions, each with rows of its columns side by side, and writes them down if that was wished.
func (x *columnAnswers) ask(c *call, b importer.Batch, name string, open []*importer.Asked) error {
	var questions []mapping.Question
	for _, q := range open {
		questions = append(questions, q.Question(b.Kind, name))
		fmt.Fprintf(c.out, "“%s”是哪一列？工作表“%s”里有%d列都像：\n", q.Head, strings.Join(q.Sheets, "、"), len(q.Columns))
		for i, col := range q.Columns {
			fmt.Fprintf(c.out, "  %s列“%s”", col.Letter, col.Head)
			for _, r := range q.Rows {
				fmt.Fprintf(c.out, "　第%d行 %s", r.N, r.Texts[i])
			}
			fmt.Fprintln(c.out)
		}
	}
	if x.questions == "" {
		fmt.Fprintln(c.out,
			"Say which it is: --questions FILE.xlsx writes the questions down, --mapping FILE.xlsx takes the answers.")
		return nil
	}
	var out bytes.Buffer
	if err := mapping.Write(&out, questions); err != nil {
		return err
	}
	if err := writeNew(x.questions, out.Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "The questions are in %s; answer them and give the file with --mapping.\n", x.questions)
	return nil
}

// taken prints what was taken by answers; false where it is of accounts, amounts or identity numbers and nobody has
// confirmed it.
func (x *columnAnswers) taken(c *call, a *app.App, b importer.Batch) (bool, error) {
	read, err := b.Read()
	if err != nil || b.State != importer.Ready || len(read.Answered) == 0 {
		return err == nil, err
	}
	all, err := a.Imports.Taken(c.ctx, b)
	shown := false
	for _, t := range all {
		fmt.Fprintf(c.out, "“%s”按%s读（%s %s答复）", t.Head, t.Said, t.By, t.At.Short())
		if t.Shown {
			// what the workbook answers that was given now was looked at; what others answered before was not
			shown = shown || !slices.ContainsFunc(x.given, func(c importer.ColumnChoice) bool {
				return c.Layout == t.Layout && c.Code == t.Code
			})
			fmt.Fprintf(c.out, "，如%s", strings.Join(t.Values, "、"))
		}
		fmt.Fprintln(c.out)
	}
	if shown && !x.confirmed {
		fmt.Fprintln(c.out, words.Sentence(errs.New(errs.Invalid, "import.confirm")))
		fmt.Fprintln(c.out, "Give --confirm-columns when the columns above are right.")
		return false, err
	}
	return true, err
}
