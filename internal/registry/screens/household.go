package screens

import (
	"fmt"
	"net/http"
	"strings"

	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/resident"
)

const (
	firstRows = 5 // of a household's page
	moreRows  = 3 // that its button adds
)

// Households shows a household as one form: who of it is registered, and rows for those who are not.
type Households struct {
	Above     Above
	Residents *resident.Service
}

// Routes of this page.
func (p *Households) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/people/household", "resident.register", p.form),
		feature.Post("/people/household", "resident.register", p.register),
	}
}

type householdPage struct {
	kit.Page
	Places    kit.Places
	Village   *region.Region
	Relations []string
	Number    string
	Home      resident.Household // registered under this number; no ID: none is
	Members   []resident.Person  // of it
	Posts     map[int64]string   // that they hold, by person
	Rows      []int              // for members who are not registered yet
}

// Row is what was typed into a field of a row.
func (p *householdPage) Row(field string, row int) string { return p.Typed(p.Of(field, row), "") }

// Of is a field's name in a row.
func (p *householdPage) Of(field string, row int) string { return fmt.Sprintf("%s%d", field, row) }

// page is the form of a household: of one that is registered with its members.
func (p *Households) page(r *kit.Request) (*householdPage, error) {
	page := &householdPage{Page: kit.Page{Title: "登记一户"}, Relations: relations, Number: r.Text("household")}
	n := int(min(max(r.Int("rows"), firstRows), resident.MaxMembers))
	if r.Text("act") == "more" {
		n = min(n+moreRows, resident.MaxMembers)
	}
	for i := range n {
		page.Rows = append(page.Rows, i+1)
	}
	var err error
	if page.Village, page.Places, err = r.Village("resident.register"); err != nil || page.Village == nil ||
		page.Number == "" {
		return page, err
	}
	return page, r.Read(func(s *database.Snapshot) error {
		home, found, err := resident.HouseholdOf(s, page.Village.ID, page.Number)
		if err != nil || !found || !home.Known() {
			return err
		}
		page.Home = home
		page.Members, page.Posts, err = members(p.Above, r, s, home.ID)
		return err
	})
}

// members of a household, and the posts that they hold.
func members(above Above, r *kit.Request, s *database.Snapshot,
	home int64) (people []resident.Person, posts map[int64]string, err error) {
	if people, err = resident.Members(s, home); err != nil {
		return nil, nil, err
	}
	ids := make([]int64, len(people))
	for i, x := range people {
		ids[i] = x.ID
	}
	posts, err = above.PostsOf(r, s, ids)
	return people, posts, err
}

func (p *Households) form(r *kit.Request) error {
	page, err := p.page(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "household", page)
}

func (p *Households) register(r *kit.Request) error {
	page, err := p.page(r)
	if err != nil {
		return err
	}
	if r.Text("act") == "more" {
		return r.Show(http.StatusOK, "household", page)
	}
	f := resident.Family{Number: page.Number, Address: r.Text("address"), Group: r.Text("group"), Shown: r.Int("home")}
	for _, n := range page.Rows {
		m := resident.Member{Row: n, Name: r.Text(page.Of("name", n)), IDNumber: r.Text(page.Of("idno", n)),
			Relation: r.Text(page.Of("relation", n)), Phone: r.Text(page.Of("phone", n)),
			Namesake: r.Text(page.Of("namesake", n)) == "1"}
		if strings.Join([]string{m.Name, m.IDNumber, m.Relation, m.Phone}, "") != "" {
			f.Members = append(f.Members, m)
		}
	}
	if err = kit.NeedVillage(page.Village, r.Faults()); err == nil {
		_, err = f.Register(r.Context.Request().Context(), p.Residents, r.Actor, r.Key(), page.Village)
	}
	if err != nil {
		return r.RenderFormErrors(err, "household", page)
	}
	return r.SeeOther("/people/household?"+string(kit.Query("region", page.Village.Code, "household", page.Number)),
		fmt.Sprintf("已登记%d人。", len(f.Members)))
}
