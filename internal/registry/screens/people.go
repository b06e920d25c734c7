package screens

import (
	"fmt"
	"html/template"
	"net/http"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
)

// People shows residents: search, registration, households, kin, offices and corrections.
type People struct {
	Above     Above
	Residents *resident.Service
	Ring      *seal.Ring
}

// Routes of these pages.
func (p *People) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/people", "resident.view", p.people).Shows(&residents),
		feature.Get("/people/new", "resident.register", p.personForm),
		feature.Post("/people/new", "resident.register", p.personRegister),
		feature.Get("/people/:id", "resident.view", p.person).Of("person"),
		feature.Post("/people/:id/death", "resident.register", p.personDeath).Of("person"),
		feature.Post("/people/:id/home", "resident.register", p.personHome).Of("person"),
		feature.Post("/people/:id/unmask", "resident.unmask", p.personUnmask).Of("person"),
		feature.Get("/people/:id/correct", "resident.register", p.correctForm).Of("person"),
		feature.Post("/people/:id/correct", "resident.register", p.correct).Of("person"),
		feature.Post("/people/:id/standing", "resident.register", p.standing).Of("person"),
		feature.Post("/people/:id/number", "resident.correct", p.correctNumber).Of("person"),
		feature.Post("/people/:id/merge", "resident.correct", p.correctMerge).Of("person"),
		feature.Get("/people/:id/kin", "kin.declare", p.kinForm).Of("person"),
		feature.Post("/people/:id/kin", "kin.declare", p.kinDeclare).Of("person"),
		feature.Post("/people/:id/kin/retract", "kin.retract", p.kinRetract).Of("person"),
		feature.Get("/officials", "official.view", p.officials).Shows(&officials),
		feature.Post("/officials", "official.appoint", p.officialOutside),
		feature.Get("/officials/elected", "official.view", p.elected),
		feature.Post("/people/:id/offices", "official.appoint", p.officialAppoint).Of("person"),
		feature.Post("/officials/:id/end", "official.appoint", p.officialEnd).Of("official"),
	}
}

type peoplePage struct {
	kit.Page
	Places kit.Places
	Q      string
	Groups []int64 // of the village that is shown
	Group  int64
	Open   bool // only those of whom no household is known
	List   *listing.View
}

// residents is the list of people. Taking it away needs the right that the exported list needs; numbers stay masked.
var residents = listing.List[resident.Person]{
	Whole: []listing.Whole{{Words: "人员名册", Kind: "people", Permission: "resident.export"},
		{Words: "亲属申报", Kind: "kin", Permission: "resident.export"}},
	Code: "people", Title: "人员", View: "resident.view", Export: "resident.export", Orders: resident.Residents.Orders,
	ID:    func(x resident.Person) int64 { return x.ID },
	NoRow: "没有找到。可以写姓名中的字或拼音、证件或电话的后四位，或者完整的号码。",
	Columns: []listing.Column[resident.Person]{
		listing.Text("name", "姓名", func(x resident.Person) string { return x.Name }).
			To(func(x resident.Person) string { return "/people/" + kit.FormatID(x.ID) }),
		listing.Label("sex", "性别", "sex", func(x resident.Person) string { return kit.FormatID(x.Sex) }),
		{Key: "birth", Head: "年龄", Kind: listing.Figure, Cell: func(r *kit.Request, x resident.Person) listing.Cell {
			return listing.Cell{Text: fmt.Sprint(x.Birth.AgeOn(r.Today))}
		}},
		listing.Text("id", "身份证号码", func(x resident.Person) string { return x.MaskedID() }),
		listing.Place("place", "村（社区）", func(x resident.Person) string { return x.Path }),
	},
}

func (p *People) people(r *kit.Request) error {
	scope := r.Actor.Scope("resident.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &peoplePage{Page: kit.Page{Title: "人员"}, Places: r.Narrow(scope.Paths(), at), Q: r.Text("q"),
		Group: kit.ParseID(r.Text("group")), Open: r.Text("home") == "open"}
	if err := r.Faults(); err != nil {
		return err
	}
	f := resident.Sought(p.Ring, page.Q)
	f.GroupNo, f.HomeOpen = page.Group, page.Open
	q := listing.Query[resident.Person]{At: at, Said: listing.Said(page.Q,
		listing.If(page.Group > 0, fmt.Sprintf("%d组", page.Group)), listing.If(page.Open, "户情况未知")),
		Rows: func(s *database.Snapshot, scope authz.Scope, w *listing.Window) ([]resident.Person, error) {
			return resident.Listed(s, scope, f, w)
		}}
	return residents.Answer(r, q, func(v *listing.View) error {
		page.List = v
		if at != nil && at.Level == region.Village {
			if err := r.Read(func(s *database.Snapshot) (err error) {
				page.Groups, err = resident.Groups(s, at.ID)
				return err
			}); err != nil {
				return err
			}
		}
		return r.Show(http.StatusOK, "people", page)
	})
}

type personPage struct {
	kit.Page
	Person       resident.Person
	Full         resident.Unmasked
	Categories   []resident.Dated
	Exclusions   []resident.Dated
	Offices      []resident.KinOfOfficial
	Kin          []resident.KinOfOfficial
	KinKnown     bool
	Ties         []resident.KinTie
	Declared     []resident.Declaration
	Earlier      []history.Row
	Roster       []resident.RosterRow
	Slips        []resident.Correction
	Checked      []matching.Standing
	Outside      []crosscheck.Entry
	Cards        []resident.Card
	MergedInto   int64
	MergedFrom   []resident.Person
	OfficeKinds  []string
	Relations    []string
	Members      []resident.Person
	Posts        map[int64]string // that they hold, by person
	Home         resident.Household
	Placements   any // what the rooms above know of the person
	Applications any
}

// Above is what rooms above this wing know of a person: rows for the page, nil where the visitor may not see them.
type Above interface {
	OfPerson(r *kit.Request, s *database.Snapshot, personID int64) (placements, applications any, err error)
	// PostsOf people, by person, those that they hold now.
	PostsOf(r *kit.Request, s *database.Snapshot, people []int64) (map[int64]string, error)
}

// loadStanding reads what gives the person a claim, and what speaks against it.
func (page *personPage) loadStanding(s *database.Snapshot) (err error) {
	n := page.Person.ID
	if page.Categories, err = resident.CategoriesOf(s, n); err != nil {
		return err
	}
	if page.Exclusions, err = resident.ExclusionsOf(s, n); err != nil {
		return err
	}
	page.Offices, err = resident.OfficesOf(s, n)
	return err
}

// loadKin reads ties to officials and to others, and what was declared of them.
func (page *personPage) loadKin(s *database.Snapshot) (err error) {
	n := page.Person.ID
	if page.Kin, err = resident.OfficialKin(s, page.Person); err != nil {
		return err
	}
	if page.KinKnown, err = resident.KinKnown(s, n); err != nil {
		return err
	}
	if page.Ties, err = resident.KinOf(s, n); err != nil {
		return err
	}
	page.Declared, err = resident.DeclarationsOf(s, n)
	return err
}

// loadRecords reads how the person's entry came to be what it is.
func (page *personPage) loadRecords(s *database.Snapshot) (err error) {
	n := page.Person.ID
	if page.Slips, err = resident.CorrectionsOf(s, n); err != nil {
		return err
	}
	if page.Cards, err = resident.CardsOf(s, n); err != nil {
		return err
	}
	if page.MergedInto, _, err = resident.MergedInto(s, n); err != nil {
		return err
	}
	if page.MergedFrom, err = resident.MergedFrom(s, n); err != nil {
		return err
	}
	page.Roster, err = resident.RosterOf(s, n)
	return err
}

// loadElsewhere reads what other registers say, as far as the visitor may see them.
func (page *personPage) loadElsewhere(r *kit.Request, s *database.Snapshot) (err error) {
	if r.Can("matching.view") {
		if page.Checked, err = matching.Checked(s, page.Person); err != nil {
			return err
		}
	}
	if r.Can("crosscheck.view") {
		if page.Outside, err = crosscheck.OfPerson(s, page.Person.IDIndex); err != nil {
			return err
		}
	}
	if r.Can("history.view") {
		page.Earlier, err = history.List(s, r.Actor.Scope("history.view"),
			history.Filter{PersonID: page.Person.ID, Limit: 100})
	}
	return err
}

// HouseholdLink is where more people of the household are registered.
func (page *personPage) HouseholdLink() template.URL {
	return "/people/household?" + kit.Query("region", page.CodeOf(page.Person.Path), "household", page.Home.Number)
}

func (page *personPage) loadHousehold(above Above, r *kit.Request, s *database.Snapshot) error {
	home := page.Person.HouseholdID
	homes, err := resident.HouseholdsByID(s, []int64{home})
	if err != nil {
		return err
	}
	page.Home = homes[home]
	page.Members, page.Posts, err = members(above, r, s, home)
	return err
}

func (p *People) loadPerson(r *kit.Request) (*personPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &personPage{OfficeKinds: resident.OfficeKinds, Relations: relations}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Person, err = resident.ByID(s, n); err != nil {
			return err
		}
		if err := r.Actor.Check("resident.view", page.Person.Path); err != nil {
			return err
		}
		for _, load := range []func() error{
			func() error { return page.loadStanding(s) },
			func() error { return page.loadKin(s) },
			func() error { return page.loadRecords(s) },
			func() error { return page.loadElsewhere(r, s) },
			func() error { return page.loadHousehold(p.Above, r, s) },
		} {
			if err := load(); err != nil {
				return err
			}
		}
		page.Placements, page.Applications, err = p.Above.OfPerson(r, s, n)
		return err
	})
	page.Title = page.Person.Name
	return page, err
}

func (p *People) person(r *kit.Request) error {
	page, err := p.loadPerson(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "person", page)
}

func (p *People) personUnmask(r *kit.Request) error {
	page, err := p.loadPerson(r)
	if err != nil {
		return err
	}
	why := r.Text("why")
	if err = r.Faults(); err == nil {
		page.Full, err = p.Residents.Unmask(r.Context.Request().Context(), r.Actor, page.Person.ID, why)
	}
	if err != nil {
		return r.RenderFormErrors(err, "person", page)
	}
	return r.Show(http.StatusOK, "person", page)
}

func (p *People) personDeath(r *kit.Request) error {
	page, err := p.loadPerson(r)
	if err != nil {
		return err
	}
	version, on := r.Int("version"), r.Date("on")
	if err = r.Faults(); err == nil {
		_, err = p.Residents.RecordDeath(r.Context.Request().Context(), r.Actor, r.Key(), page.Person.ID, version, on)
	}
	if err != nil {
		return r.RenderFormErrors(err, "person", page)
	}
	return r.SeeOther("/people/"+kit.FormatID(page.Person.ID), "已登记死亡。仍在岗的，请区（市）办理退出。")
}

// personHome tells to which household a person belongs of whom that was not known.
func (p *People) personHome(r *kit.Request) error {
	page, err := p.loadPerson(r)
	if err != nil {
		return err
	}
	version := r.Int("version")
	home := resident.Home{Number: r.Text("household"), Relation: r.Text("relation"), Group: r.Text("group"),
		Address: r.Text("address"), Joins: r.Text("joins") == "1"}
	if err = r.Faults(); err == nil {
		_, err = p.Residents.TellHome(r.Context.Request().Context(), r.Actor, r.Key(), page.Person.ID, version, home)
	}
	if err != nil {
		return r.RenderFormErrors(err, "person", page)
	}
	return r.SeeOther("/people/"+kit.FormatID(page.Person.ID), "已补登所在户。")
}

// relations to the head of a household that are offered.
var relations = []string{"02", "10", "20", "30", "28", "38", "40", "51", "52", "60", "70", "97", "99"}

type personFormPage struct {
	kit.Page
	Places                                   kit.Places
	Village                                  *region.Region
	Relations, CategoryCodes, ExclusionCodes []string
}

func (p *People) personPage(r *kit.Request) (*personFormPage, error) {
	page := &personFormPage{Page: kit.Page{Title: "登记人员"}, Relations: relations,
		CategoryCodes: resident.Categories, ExclusionCodes: resident.Exclusions}
	var err error
	page.Village, page.Places, err = r.Village("resident.register")
	return page, err
}

func (p *People) personForm(r *kit.Request) error {
	page, err := p.personPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "person_new", page)
}

func (p *People) personRegister(r *kit.Request) error {
	page, err := p.personPage(r)
	if err != nil {
		return err
	}
	e := resident.Entry{Name: r.Text("name"), IDNumber: r.Text("idno"), Phone: r.Text("phone"), Account: r.Text("account"),
		HouseholdNumber: r.Text("household"), Group: r.Text("group"),
		Address: r.Text("address"), Relation: r.Text("relation"), ResidentSince: r.Date("since"),
		CategoryProof: r.Text("proof"),
		Categories:    r.Context.Request().Form["category"], Exclusions: r.Context.Request().Form["exclusion"],
		Namesake: r.Text("namesake") == "1"}
	var n int64
	if err = kit.NeedVillage(page.Village, r.Faults()); err == nil {
		n, err = p.Residents.Register(r.Context.Request().Context(), r.Actor, r.Key(), page.Village, e)
	}
	if err != nil {
		return r.RenderFormErrors(err, "person_new", page)
	}
	return r.SeeOther("/people/"+kit.FormatID(n), "已登记。")
}
