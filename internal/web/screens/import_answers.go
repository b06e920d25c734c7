package screens

import (
	"net/http"
	"strconv"

	"gangwei/internal/base/errs"
	"gangwei/internal/importer"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/sheet"
)

// noneOfThem is the choice of a question that none of the columns is it.
const noneOfThem = "none"

// loadQuestions of a workbook that waits for answers, or that was read and may be answered anew.
func (p *Imports) loadQuestions(r *kit.Request, page *importPage) error {
	b := page.Batch
	ctx := r.Context.Request().Context()
	var err error
	switch again := r.QueryParam("again") != "" && b.State != importer.Asking; {
	case b.State == importer.Asking, again && (b.State == importer.Ready || b.State == importer.Failed):
		if page.Asked, err = p.Imports.Questions(ctx, b); len(page.Asked) > 0 {
			return nil // a needed column that was answered away may be answered anew
		}
	case b.State == importer.Ready && len(page.Reading.Answered) > 0:
		page.Taken, err = p.Imports.Taken(ctx, b)
	}
	return err
}

// Confirms reports whether what was taken by answers is to be confirmed before the workbook is.
func (p *importPage) Confirms() bool {
	for _, t := range p.Reading.Answered {
		if t.Shown {
			return true
		}
	}
	return false
}

// Picked reports whether a question's choice is the one that was sent or that holds; none is until somebody chose.
func (p *importPage) Picked(a *importer.Asked, value string) bool {
	if p.R.Context.Request().Method == http.MethodPost {
		return p.Chosen(a.Field(), value)
	}
	return a.Answer != nil && choiceOf(a.Answer.Column()) == value
}

// ColumnValue is a column's choice in the form.
func (p *importPage) ColumnValue(column int) string { return choiceOf(column) }

func choiceOf(column int) string {
	if column == sheet.Neither {
		return noneOfThem
	}
	return strconv.Itoa(column)
}

// importAnswer takes the answers to a workbook's questions, and reads it.
func (p *Imports) importAnswer(r *kit.Request) error {
	page, err := p.loadImport(r)
	if err != nil {
		return err
	}
	ctx := r.Context.Request().Context()
	version := r.Int("version")
	var choices []importer.ColumnChoice
	if err = r.Faults(); err == nil {
		page.Asked, err = p.Imports.Questions(ctx, page.Batch)
		if len(page.Asked) > 0 {
			choices, err = choicesIn(r, page.Asked)
		}
	}
	if err == nil {
		_, err = p.Imports.Answer(ctx, r.Actor, r.Key(), page.Batch.ID, version, choices)
	}
	if err != nil {
		return r.RenderFormErrors(err, "import", page)
	}
	return p.judgeImport(r, page.Batch.ID)
}

// choicesIn a form: of each question that has a choice.
func choicesIn(r *kit.Request, asked []*importer.Asked) (out []importer.ColumnChoice, err error) {
	for _, a := range asked {
		value := r.Text(a.Field())
		if value == "" {
			continue
		}
		c := importer.ColumnChoice{Layout: a.Layout, Code: a.Code, Column: sheet.Neither, Seen: r.Int("seen-" + a.Field())}
		if value != noneOfThem {
			if c.Column, err = strconv.Atoi(value); err != nil || c.Column < 0 {
				return nil, errs.New(errs.Invalid, "form.choice").On(a.Field())
			}
		}
		out = append(out, c)
	}
	return out, r.Faults()
}

type importAnswersPage struct {
	kit.Page
	Rows   []importer.ColumnAnswer
	Next   string
	kindOf func(code string) (*importer.Kind, error)
}

// MayRevoke reports whether the visitor may revoke an answer.
func (p *importAnswersPage) MayRevoke(a importer.ColumnAnswer) bool {
	k, err := p.kindOf(a.Kind)
	return err == nil && a.RevokedUs == nil && p.R.Actor.Check(k.Permission, a.Path) == nil
}

// Head of the column that was asked about.
func (p *importAnswersPage) Head(a importer.ColumnAnswer) string {
	k, err := p.kindOf(a.Kind)
	if err != nil {
		return a.Asked
	}
	for _, c := range k.Columns {
		if c.Code == a.Asked {
			return c.Head
		}
	}
	return a.Asked
}

func (p *Imports) importAnswers(r *kit.Request) error {
	page := &importAnswersPage{Page: kit.Page{Title: "列的答复"}, kindOf: p.Imports.KindOf}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = importer.Answers(s, r.Actor.Scope("import.view"), kit.ParseID(r.QueryParam("after")), kit.PageSize+1)
		return err
	}); err != nil {
		return err
	}
	page.Rows, page.Next = kit.OnePage(page.Rows, func(x importer.ColumnAnswer) string { return kit.FormatID(x.ID) })
	return r.Show(http.StatusOK, "import_answers", page)
}

func (p *Imports) importRevoke(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	if err := r.Read(func(s *database.Snapshot) error {
		a, err := importer.AnswerByID(s, n)
		if err != nil {
			return err
		}
		k, err := p.Imports.KindOf(a.Kind)
		if err != nil {
			return err
		}
		return r.Actor.Check(authz.Permission(k.Permission), a.Path)
	}); err != nil {
		return err
	}
	if _, err := p.Imports.Revoke(r.Context.Request().Context(), r.Actor, r.Key(), n); err != nil {
		return err
	}
	return r.SeeOther("/imports/answers", "已撤回。以后再交这种表，会重新询问。")
}
