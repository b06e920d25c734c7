package screens

import (
	"cmp"
	"fmt"
	"net/http"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/resident"
)

// kinRows is how many ties one declaration takes on the screen; a longer one goes by workbook.
const kinRows = 5

// kinCodes are those offered, the likeliest first; each is of GB/T 4761.
var kinCodes = []string{"10", "51", "52", "20", "30", "71", "73", "75", "77", "53", "54", "55", "56", "28", "38", "72",
	"74", "76", "78", "61", "62", "63", "64", "41", "42", "43", "44",
	"81", "82", "83", "84", "85", "86", "87", "88", "89", "90", "91", "92", "93", "94", "95", "96", "97"}

type kinPage struct {
	kit.Page
	Person resident.Person
	Codes  []string
	Rows   []int
	Known  []resident.KinTie
}

func (p *People) loadKin(r *kit.Request) (*kinPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &kinPage{Page: kit.Page{Title: "登记亲属关系申报"}, Codes: kinCodes}
	for i := range kinRows {
		page.Rows = append(page.Rows, i+1)
	}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.Person, err = resident.ByID(s, n); err != nil {
			return err
		}
		if err = r.Actor.Check("kin.declare", page.Person.Path); err != nil {
			return err
		}
		page.Known, err = resident.KinOf(s, n)
		return err
	})
	return page, err
}

func (p *People) kinForm(r *kit.Request) error {
	page, err := p.loadKin(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "kin", page)
}

// FieldOf a numbered row of the form.
func (kinPage) FieldOf(name string, row int) string { return fmt.Sprintf("%s%d", name, row) }

func (p *People) kinDeclare(r *kit.Request) error {
	page, err := p.loadKin(r)
	if err != nil {
		return err
	}
	on, source, none := r.Date("on"), r.Text("source"), r.Text("none") == "1"
	var ties []resident.Tie
	var faults errs.Faults
	for _, i := range page.Rows {
		number, code := r.Text(page.FieldOf("kin", i)), r.Text(page.FieldOf("code", i))
		if number == "" && code == "" {
			continue
		}
		if e := resident.CheckTie(code); e != nil {
			faults.Add(e.On(page.FieldOf("code", i)))
		}
		other, err := p.registered(r, number, page.FieldOf("kin", i))
		for _, e := range errs.All(err) {
			faults.Add(e)
		}
		if err != nil && len(errs.All(err)) == 0 {
			return err
		}
		ties = append(ties, resident.Tie{KinID: other.ID, Code: code})
	}
	if err = r.Faults(); err == nil {
		err = faults.OrNil()
	}
	if err == nil {
		_, err = p.Residents.DeclareKin(r.Context.Request().Context(), r.Actor, r.Key(), page.Person.ID, on, source, ties,
			none, nil)
	}
	if err != nil {
		return r.RenderFormErrors(err, "kin", page)
	}
	return r.SeeOther("/people/"+kit.FormatID(page.Person.ID), "已登记亲属关系申报。")
}

// registered finds the person of a typed identity number; its faults name the field.
func (p *People) registered(r *kit.Request, number, field string) (found resident.Person, err error) {
	n, err := idno.Parse(number)
	for _, e := range errs.All(err) {
		e.Field = field
	}
	if err != nil {
		return found, err
	}
	index := p.Ring.Index("idno", string(n))
	return found, r.Read(func(s *database.Snapshot) error {
		known, err := resident.ByIndexes(s, [][]byte{index})
		var ok bool
		if found, ok = known[string(index)]; err == nil && !ok {
			err = errs.New(errs.Invalid, "import.unknown_person").On(field)
		}
		return err
	})
}

func (p *People) kinRetract(r *kit.Request) error {
	page, err := p.loadPerson(r)
	if err != nil {
		return err
	}
	kinID, why := kit.ParseID(kit.Choice(r, "kin")), r.Text("why")
	if err = r.Faults(); err == nil {
		_, err = p.Residents.RetractKin(r.Context.Request().Context(), r.Actor, r.Key(), page.Person.ID, kinID, why)
	}
	if err != nil {
		return r.RenderFormErrors(err, "person", page)
	}
	return r.SeeOther("/people/"+kit.FormatID(page.Person.ID), "已撤销这项亲属关系。")
}

type officialsPage struct {
	kit.Page
	Places kit.Places
	All    bool // those who left office too
	Kinds  []string
	Q      string
	List   *listing.View
	at     *region.Region
	sought resident.Seek
}

func (p *People) officials(r *kit.Request) error {
	page, err := p.officialsPage(r)
	if err != nil {
		return err
	}
	return officials.Answer(r, page.asked(page.at), func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "officials", page)
	})
}

func (p *People) officialsPage(r *kit.Request) (*officialsPage, error) {
	scope := r.Actor.Scope("official.view")
	at, err := r.Where(scope)
	if err != nil {
		return nil, err
	}
	page := &officialsPage{Page: kit.Page{Title: "村干部和公职人员"}, Places: r.Narrow(scope.Paths(), at),
		All: r.Text("all") == "1", Kinds: resident.OfficeKinds}
	if r.Context.Request().Method == http.MethodGet {
		page.Q = r.Text("q")
		page.sought = resident.SeekOf(p.Ring, page.Q)
	}
	if err := r.Faults(); err != nil {
		return nil, err
	}
	if r.Context.Request().Method == http.MethodPost { // what was refused is shown beside the list
		page.List, err = officials.Of(r, page.asked(at))
	}
	page.at = at
	return page, err
}

// asked are the offices that the page lists.
func (page *officialsPage) asked(at *region.Region) listing.Query[resident.RosterRow] {
	f := resident.OfficeFilter{Held: !page.All, Sought: page.sought}
	return listing.Query[resident.RosterRow]{At: at, Said: listing.Said(page.Q, listing.If(page.All, "在任和离任")),
		Rows: func(s *database.Snapshot, scope authz.Scope, w *listing.Window) ([]resident.RosterRow, error) {
			return resident.OfficesListed(s, scope, f, w)
		}}
}

// officials is the roster of who holds an office.
var officials = listing.List[resident.RosterRow]{
	Whole: []listing.Whole{{Words: "任职名册", Kind: "officials", Permission: "official.view"}},
	Code:  "officials", Title: "村干部和公职人员", View: "official.view",
	Orders: resident.Offices.Orders,
	ID:     func(x resident.RosterRow) int64 { return x.ID },
	NoRow:  "名册里没有人。没有登记不等于没有任职。",
	Columns: []listing.Column[resident.RosterRow]{
		listing.Text("name", "姓名", func(x resident.RosterRow) string { return x.Name }).
			To(func(x resident.RosterRow) string { return "/people/" + kit.FormatID(x.PersonID) }),
		listing.Text("title", "职务", func(x resident.RosterRow) string { return x.Title }),
		listing.Label("kind", "类别", "office", func(x resident.RosterRow) string { return x.Kind }),
		listing.Place("place", "任职地", func(x resident.RosterRow) string { return x.Path }),
		listing.Day("from", "起", func(x resident.RosterRow) civil.Date { return x.FromDate }),
		listing.Text("until", "止", func(x resident.RosterRow) string { return cmp.Or(x.Until.String(), "在任") }),
		listing.Text("source", "依据", func(x resident.RosterRow) string { return x.Source }),
	},
}

// officialOutside enters the office of somebody by name and number, registered or not.
func (p *People) officialOutside(r *kit.Request) error {
	page, err := p.officialsPage(r)
	if err != nil {
		return err
	}
	a := resident.Appointment{Kind: r.Text("kind"), Title: r.Text("title"), Region: page.Places.At, From: r.Date("from"),
		Source: r.Text("source")}
	if err = r.Faults(); err == nil && a.Region == nil {
		err = errs.New(errs.Invalid, "region.code").On("title").With("code", "")
	}
	var n int64
	if err == nil {
		n, err = p.Residents.AppointOutside(r.Context.Request().Context(), r.Actor, r.Key(), r.Text("name"), r.Text("idno"),
			a)
	}
	if err != nil {
		return r.RenderFormErrors(err, "officials", page)
	}
	return r.SeeOther("/people/"+kit.FormatID(n), "已登记任职。")
}

func (p *People) officialAppoint(r *kit.Request) error {
	page, err := p.loadPerson(r)
	if err != nil {
		return err
	}
	at, err := r.Where(r.Actor.Scope("official.appoint"))
	if err == nil && at == nil {
		at, _ = r.Tree.ByPath(page.Person.Path)
	}
	a := resident.Appointment{Kind: r.Text("kind"), Title: r.Text("title"), Region: at, From: r.Date("from"),
		Source: r.Text("source")}
	if err == nil {
		err = r.Faults()
	}
	if err == nil {
		_, err = p.Residents.Appoint(r.Context.Request().Context(), r.Actor, r.Key(), page.Person.ID, a)
	}
	if err != nil {
		return r.RenderFormErrors(err, "person", page)
	}
	return r.SeeOther("/people/"+kit.FormatID(page.Person.ID), "已登记任职。")
}

func (p *People) officialEnd(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	var o resident.RosterRow
	if err := r.Read(func(s *database.Snapshot) (err error) {
		o, err = resident.OfficialByID(s, n)
		return err
	}); err != nil {
		return err
	}
	if err := r.Actor.Check("official.appoint", o.Path); err != nil {
		return err
	}
	until, source := r.Date("until"), r.Text("source")
	if err := r.Faults(); err != nil {
		return err
	}
	if _, err := p.Residents.EndOffice(r.Context.Request().Context(), r.Actor, r.Key(), n, until, source); err != nil {
		return err
	}
	return r.SeeOther("/people/"+kit.FormatID(o.PersonID), "已登记离任"+until.Chinese()+"。")
}

type electedPage struct {
	kit.Page
	Places kit.Places
	Since  civil.Date
	Rows   []resident.Elected
}

// elected shows whose kin are on posts, among those who took office since a day.
func (p *People) elected(r *kit.Request) error {
	scope := r.Actor.Scope("official.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &electedPage{Page: kit.Page{Title: "新任干部的亲属在岗情况"}, Places: r.Narrow(scope.Paths(), at), Since: r.Date("since")}
	if err := r.Faults(); err != nil {
		return err
	}
	if page.Since.IsZero() {
		page.Since = r.Today.AddDays(-180)
	}
	if at != nil {
		scope = scope.Within(at.Path)
	}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = resident.KinOnPost(s, scope, page.Since)
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "elected", page)
}
