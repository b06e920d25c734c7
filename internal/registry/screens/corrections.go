package screens

import (
	"net/http"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

type correctPage struct {
	kit.Page
	Person     resident.Person
	Home       resident.Household
	Ever       bool // something was submitted: the township's, with a document
	MayEdit    bool
	Relations  []string
	Categories []resident.Dated
	Exclusions []resident.Dated
	Codes      []string
	Bars       []string
}

func (p *People) loadCorrect(r *kit.Request) (*correctPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &correctPage{Relations: relations, Codes: resident.Categories, Bars: resident.Exclusions}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Person, err = resident.ByID(s, n); err != nil {
			return err
		}
		if err = r.Actor.Check("resident.register", page.Person.Path); err != nil {
			return err
		}
		homes, err := resident.HouseholdsByID(s, []int64{page.Person.HouseholdID})
		if err != nil {
			return err
		}
		page.Home = homes[page.Person.HouseholdID]
		if page.Categories, err = resident.CategoriesOf(s, n); err != nil {
			return err
		}
		if page.Exclusions, err = resident.ExclusionsOf(s, n); err != nil {
			return err
		}
		page.Ever, _, err = p.Residents.Stands.Of(s, n)
		return err
	})
	if own := page.Person.Relation; !slices.Contains(relations, own) { // as the import brought it: left as it is
		page.Relations = append([]string{own}, relations...)
	}
	page.Title = "更正：" + page.Person.Name
	page.MayEdit = !page.Ever || r.Can("resident.correct")
	return page, err
}

func (p *People) correctForm(r *kit.Request) error {
	page, err := p.loadCorrect(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "correct", page)
}

// given is a field that was filled in, nil if it was left as it is.
func given(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (p *People) correct(r *kit.Request) error {
	page, err := p.loadCorrect(r)
	if err != nil {
		return err
	}
	address, group := r.Text("address"), r.Text("group")
	e := resident.Edit{Name: given(r.Text("name")), Phone: given(r.Text("phone")), Account: given(r.Text("account")),
		Relation: given(r.Text("relation")), Address: &address, Group: &group}
	if since := r.Date("since"); since != (civil.Date{}) {
		e.ResidentSince = &since
	}
	version, why, document := r.Int("version"), r.Text("why"), r.Text("document")
	if err = r.Faults(); err == nil {
		_, err = p.Residents.Correct(r.Context.Request().Context(), r.Actor, r.Key(), page.Person.ID, version, e, why,
			document)
	}
	if err != nil {
		return r.RenderFormErrors(err, "correct", page)
	}
	return r.SeeOther("/people/"+kit.FormatID(page.Person.ID), "已更正。")
}

func (p *People) standing(r *kit.Request) error {
	page, err := p.loadCorrect(r)
	if err != nil {
		return err
	}
	s := resident.Standing{Code: kit.Choice(r, "code"), Proof: r.Text("proof")}
	s.Exclusion = slices.Contains(resident.Exclusions, s.Code)
	if day := r.Date("day"); kit.Either(r, "end") {
		s.Until = day
	} else {
		s.From = day
	}
	if err = r.Faults(); err == nil {
		_, err = p.Residents.SetStanding(r.Context.Request().Context(), r.Actor, r.Key(), page.Person.ID, s)
	}
	if err != nil {
		return r.RenderFormErrors(err, "correct", page)
	}
	return r.SeeOther("/people/"+kit.FormatID(page.Person.ID), "已登记。")
}

func (p *People) correctNumber(r *kit.Request) error {
	page, err := p.loadCorrect(r)
	if err != nil {
		return err
	}
	number, why, document := r.Text("number"), r.Text("why"), r.Text("document")
	if err = r.Faults(); err == nil {
		_, err = p.Residents.ProposeNumber(r.Context.Request().Context(), r.Actor, r.Key(), page.Person.ID, number, why,
			document)
	}
	if err != nil {
		return r.RenderFormErrors(err, "correct", page)
	}
	return r.SeeOther("/people/"+kit.FormatID(page.Person.ID), "已提出，待区（市）核准。")
}

func (p *People) correctMerge(r *kit.Request) error {
	page, err := p.loadCorrect(r)
	if err != nil {
		return err
	}
	why, document := r.Text("why"), r.Text("document")
	var into resident.Person
	if err = r.Faults(); err == nil {
		into, err = p.registered(r, r.Text("into"), "into")
	}
	if err == nil {
		_, err = p.Residents.ProposeMerge(r.Context.Request().Context(), r.Actor, r.Key(), page.Person.ID, into.ID, why,
			document)
	}
	if err != nil {
		return r.RenderFormErrors(err, "correct", page)
	}
	return r.SeeOther("/people/"+kit.FormatID(page.Person.ID), "已提出，待区（市）核准。")
}

// Corrections shows what the county decides about people's records.
type Corrections struct{ Residents *resident.Service }

// Routes of these pages.
func (p *Corrections) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/corrections", "resident.confirm", p.corrections),
		feature.Get("/corrections/:id", "resident.confirm", p.correction).Of("correction"),
		feature.Post("/corrections/:id/decide", "resident.confirm",
			p.correctionDecide).Of("correction").Decides(CorrectionQueue),
	}
}

type correctionsPage struct {
	kit.Page
	Rows []resident.Correction
}

func (p *Corrections) corrections(r *kit.Request) error {
	page := &correctionsPage{Page: kit.Page{Title: "待核准的人员更正"}}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = resident.Pending(s, r.Actor.Scope("resident.confirm"))
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "corrections", page)
}

// CorrectionQueue is what the county decides on.
var CorrectionQueue = &kit.Queue{Code: "resident.confirm", Words: "待核准的人员更正", Permission: "resident.confirm",
	Address: "/corrections/%d", Waiting: resident.PendingQueue}

type correctionPage struct {
	kit.Page
	kit.Deciding
	Correction resident.Correction
	Person     resident.Person
	Into       *resident.Person // that the record goes into
}

func loadCorrection(r *kit.Request) (*correctionPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &correctionPage{}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Correction, err = resident.CorrectionByID(s, n); err != nil {
			return err
		}
		c := page.Correction
		if err := r.Actor.Check("resident.confirm", c.Path); err != nil {
			return err
		}
		if page.Person, err = resident.ByID(s, c.PersonID); err != nil {
			return err
		}
		if c.IntoID != nil {
			into, err := resident.ByID(s, *c.IntoID)
			if err != nil {
				return err
			}
			page.Into = &into
		}
		page.Title = words.Label("correction", c.Kind) + "：" + page.Person.Name
		if page.Queue, err = CorrectionQueue.At(r, s, n); err != nil {
			return err
		}
		page.Decision = &kit.Decision{Title: "核准", Field: "approve", Version: c.Version, Queue: page.Queue,
			Action:   "/corrections/" + kit.FormatID(n) + "/decide",
			Outcomes: []kit.Outcome{{Value: "1", Words: "核准"}, {Value: "0", Words: "不核准，登记不变"}}, Button: "提交决定"}
		return page.Decision.Stop("", c.MayDecide(s, r.Actor, page.Person))
	})
	return page, err
}

func (p *Corrections) correction(r *kit.Request) error {
	page, err := loadCorrection(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "correction", page)
}

func (p *Corrections) correctionDecide(r *kit.Request) error {
	page, err := loadCorrection(r)
	if err != nil {
		return err
	}
	version, approve := r.Int("version"), kit.Either(r, "approve")
	return CorrectionQueue.Decide(r, page.Correction.ID, "/corrections", func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		_, err := p.Residents.Decide(r.Context.Request().Context(), r.Actor, r.Key(), page.Correction.ID, version, approve)
		return page.Title + map[bool]string{true: "：已核准。", false: "：未核准，登记不变。"}[approve], err
	}, func(err error) error { return r.RenderFormErrors(err, "correction", page) })
}
