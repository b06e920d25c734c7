package screens

import (
	"fmt"
	"net/http"
	"strings"

	"gangwei/internal/forms/overview"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// PersonFile shows all that the rooms know of one person, as a paper.
type PersonFile struct {
}

// Routes of these pages.
func (p *PersonFile) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/people/:id/file", "resident.view", p.personFile).Of("person"),
		feature.Get("/people/:id/file.pdf", "resident.view", p.personFilePDF).Of("person"),
	}
}

type personFilePage struct {
	kit.Page
	Person resident.Person
	Lines  []overview.Happening
}

func (p *PersonFile) loadFile(r *kit.Request) (*personFilePage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &personFilePage{}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Person, err = resident.ByID(s, n); err != nil {
			return err
		}
		if err = r.Actor.Check("resident.view", page.Person.Path); err != nil {
			return err
		}
		page.Lines, err = overview.FileOf(s, page.Person,
			overview.May{Applications: r.Can("application.view"), Placements: r.Can("placement.view"),
				Pay: r.Can("payroll.view"), History: r.Can("history.view"), Checks: r.Can("duty.view"), Actor: r.Actor})
		return err
	})
	page.Title = page.Person.Name + "的档案"
	return page, err
}

func (p *PersonFile) personFile(r *kit.Request) error {
	page, err := p.loadFile(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "person_file", page)
}

func (p *PersonFile) personFilePDF(r *kit.Request) error {
	page, err := p.loadFile(r)
	if err != nil {
		return err
	}
	q := page.Person
	facts := [][]string{
		{"姓名", q.Name, "性别", words.Label("sex", fmt.Sprint(q.Sex))},
		{"出生日期", q.Birth.String(), "身份证号码", q.MaskedID()},
		{"社保卡账号", q.MaskedAccount(), "户内关系", words.Label("kin", q.Relation)},
	}
	var lines [][]string
	for _, h := range page.Lines {
		if strings.HasPrefix(h.Link, "/complaints/") {
			continue // the paper may go to the holder, and who complained must stay safe
		}
		lines = append(lines, []string{h.On.String(), h.What, h.Detail})
	}
	return r.ShowSheets(page.Title, page.Title, overview.PersonSheet(r.Tree.Full(q.Path), facts, lines))
}
