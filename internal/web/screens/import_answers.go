package screens

import (
	"net/http"
	"strconv"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/importer"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
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
	List *listing.View
}

// answersList are the answers, the latest first.
func answersList(of *importer.Service) *listing.List[importer.ColumnAnswer] {
	return &listing.List[importer.ColumnAnswer]{
		Code: "import_answers", Title: "列的答复", View: "import.view",
		ID:    func(a importer.ColumnAnswer) int64 { return a.ID },
		NoRow: "还没有答复。表里有两列分不清时，交表时会询问。",
		Columns: []listing.Column[importer.ColumnAnswer]{
			listing.Text("asked", "问的是", func(a importer.ColumnAnswer) string { return headOf(of, a) }).
				To(func(a importer.ColumnAnswer) string { return "/imports/answers/" + kit.FormatID(a.ID) }),
			listing.Text("said", "答复", importer.ColumnAnswer.Said),
			listing.Text("among", "从哪些列里选", func(a importer.ColumnAnswer) string { return a.Among }).OnChoice(),
			listing.Text("sheet", "工作表", func(a importer.ColumnAnswer) string { return a.Sheet }).OnChoice(),
			listing.Label("kind", "内容", "importkind", func(a importer.ColumnAnswer) string { return a.Kind }),
			listing.Place("place", "单位", func(a importer.ColumnAnswer) string { return a.Path }),
			listing.Text("by", "答复人", func(a importer.ColumnAnswer) string { return a.AnsweredName }),
			listing.Moment("at", "答复时间", func(a importer.ColumnAnswer) clock.Moment { return a.AnsweredUs }),
			listing.Made("state", "状态", func(_ *kit.Request, a importer.ColumnAnswer) listing.Cell {
				if a.RevokedUs == nil {
					return listing.Cell{Text: "有效", Tone: "good"}
				}
				return listing.Cell{Text: "已撤回", Second: a.RevokedName + "，" + a.RevokedUs.Short()}
			}),
		},
	}
}

// headOf the column that was asked about.
func headOf(of *importer.Service, a importer.ColumnAnswer) string {
	k, err := of.KindOf(a.Kind)
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
	page := &importAnswersPage{Page: kit.Page{Title: "列的答复"}}
	q := listing.Query[importer.ColumnAnswer]{
		All: func(s *database.Snapshot, scope authz.Scope) ([]importer.ColumnAnswer, error) {
			return importer.Answers(s, scope, 0, listing.Few)
		}}
	return answersList(p.Imports).Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "import_answers", page)
	})
}

type importAnswerPage struct {
	kit.Page
	Answer    importer.ColumnAnswer
	Head      string
	MayRevoke bool
}

// importAnswered shows one answer, and lets who may take in such lists revoke it.
func importAnswered(of *importer.Service) func(*kit.Request) error {
	return func(r *kit.Request) error {
		n, err := r.ID()
		if err != nil {
			return err
		}
		page := &importAnswerPage{Page: kit.Page{Title: "列的答复"}}
		if err := r.Read(func(s *database.Snapshot) (err error) {
			if page.Answer, err = importer.AnswerByID(s, n); err != nil {
				return err
			}
			return r.Actor.Check("import.view", page.Answer.Path)
		}); err != nil {
			return err
		}
		page.Head = headOf(of, page.Answer)
		k, err := of.KindOf(page.Answer.Kind)
		page.MayRevoke = err == nil && page.Answer.RevokedUs == nil &&
			r.Actor.Check(k.Permission, page.Answer.Path) == nil
		return r.Show(http.StatusOK, "import_answer", page)
	}
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
