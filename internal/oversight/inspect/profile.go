package inspect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/words"
)

// Profile of a person: what is known across villages and years.
type Profile struct {
	Person   *Person
	Path     string // of the village that the person is registered in; empty where no list has the person
	Place    string
	Offices  []OfficeLine
	Kin      []KinLine
	Posts    []PostLine
	Earlier  []Happening // of earlier years, as found
	Happened []Happening // in order of time
	Time     figure.Figure
	Namesake []Hit // of the same name in the same villages

	subjects map[string][]int64
}

// OfficeLine is an office that the person holds or held.
type OfficeLine struct {
	Office
	Place string
}

// KinLine is somebody tied to the person, and the offices that they hold or held.
type KinLine struct {
	ID      int64
	Name    string
	Told    string
	Offices []OfficeLine
}

// PostLine is a spell on a post.
type PostLine struct {
	ID           int64
	Place, Title string
	Path         string
	From, Until  civil.Date
	Reason       string
	Months       int // paid
	Amount       money.Fen
	Checks       int
	Elsewhere    bool // only that it was is known here
}

// Happening on a day.
type Happening struct {
	On     civil.Date
	What   string
	Detail string
	Place  string
}

// Subjects of findings that are about the person, by table.
func (p *Profile) Subjects() map[string][]int64 { return p.subjects }

// ProfileOf a person out of dossiers; nil if none of them knows the person. Pure.
func ProfileOf(c *City, ds []*Dossier, person int64) *Profile {
	p := &Profile{subjects: map[string][]int64{"person": {person}}}
	for _, d := range ds {
		if x := d.People[person]; x != nil &&
			(p.Person == nil || len(x.Kin)+len(x.Categories) > len(p.Person.Kin)+len(p.Person.Categories)) {
			p.Person, p.Path, p.Place = x, d.Region.Path, c.Tree.Full(d.Region.Path)
		}
	}
	if p.Person == nil {
		return nil
	}
	p.Offices = p.offices(c, person)
	var applied, seen []figure.Spell
	here := map[int64]bool{}
	kin := map[int64]bool{}
	var months, worked []civil.Month
	for _, d := range ds {
		place := c.Tree.Name(d.Region.Path)
		note := func(on civil.Date, what, detail string, args ...any) {
			if len(args) > 0 {
				detail = fmt.Sprintf(detail, args...)
			}
			if !on.IsZero() {
				p.Happened = append(p.Happened, Happening{on, what, detail, place})
			}
		}
		for _, b := range d.bonds(c, person, civil.Date{}) {
			if !kin[b.to] {
				kin[b.to] = true
				p.Kin = append(p.Kin, KinLine{b.to, d.NameOf(c, b.to), b.told, p.offices(c, b.to)})
			}
		}
		for _, a := range d.Applications {
			if a.PersonID != person {
				continue
			}
			p.subjects["application"] = append(p.subjects["application"], a.ID)
			note(a.Submitted, "申请", "%s，依据%s，%s", a.Number, words.Label("category", a.Basis),
				words.Label("application", a.State))
			applied = append(applied, figure.Spell{From: a.Submitted, To: a.Submitted})
			for _, s := range a.Steps {
				if s.Step != "submit" {
					note(s.On, words.Label("step", s.Step), "%s，%s", a.Number, words.Label("outcome", s.Outcome))
					applied = append(applied, figure.Spell{From: s.On, To: s.On})
				}
			}
		}
		for _, x := range d.Placements {
			if x.PersonID != person {
				continue
			}
			here[x.ID] = true
			p.subjects["placement"] = append(p.subjects["placement"], x.ID)
			l := PostLine{ID: x.ID, Place: place, Path: d.Region.Path, From: x.Start, Until: x.Last(), Reason: x.EndReason,
				Months: len(x.Items), Checks: len(x.Checks)}
			if post := d.Post(x.PostID); post != nil {
				l.Title = post.Title
			}
			note(x.Start, "上岗", "%s", l.Title)
			if !x.End.IsZero() {
				note(x.End, "退出", "%s，%s", l.Title, words.Label("exit", x.EndReason))
			}
			for _, k := range x.Checks {
				note(k.On, "履职检查", "%s", words.Label("finding", k.Finding))
				seen = append(seen, figure.Spell{From: k.On, To: k.On})
			}
			for _, line := range x.Lines {
				worked = append(worked, line.Month)
			}
			for _, i := range x.Items {
				l.Amount += i.Amount
				months = append(months, i.Month)
				for _, e := range i.Events {
					what := "到账"
					if e.Kind != "paid" {
						what = "银行退回"
					}
					note(e.On, what, "%s的补贴%s元", i.Month, i.Amount.Grouped())
				}
				if len(i.Events) == 0 {
					note(i.Month.Last(), "列入发放", "%s，%s元", i.Month, i.Amount.Grouped())
				}
			}
			p.Posts = append(p.Posts, l)
			p.Time.Lanes = append(p.Time.Lanes,
				figure.Lane{Name: place + l.Title, Spells: []figure.Spell{{From: x.Start, To: x.Last()}}})
		}
		for _, i := range d.Loose {
			if i.PersonID == person {
				months = append(months, i.Month)
				note(i.Month.Last(), "列入发放（没有上岗记录）", "%s，%s元", i.Month, i.Amount.Grouped())
			}
		}
		for _, e := range d.Earlier {
			if e.PersonID == person {
				p.Earlier = append(p.Earlier,
					Happening{e.From, fmt.Sprintf("%d年名册", e.Year),
						fmt.Sprintf("%s，%s至%s，%s第%d行", e.Post, e.From, e.Until, e.File, e.RowNo), place})
				if !e.From.IsZero() {
					p.Time.Lanes = append(p.Time.Lanes,
						figure.Lane{Name: place + "（历史名册）", Spells: []figure.Spell{{From: e.From, To: e.Until}}})
				}
			}
		}
		for id, x := range d.People {
			if id != person && SameName(x.Name, p.Person.Name) {
				p.Namesake = append(p.Namesake,
					Hit{ID: id, Name: x.Name, IDTail: x.IDTail, Born: x.Birth.Year(), Path: d.Region.Path,
						Place: c.Tree.Full(d.Region.Path)})
			}
		}
	}
	for _, e := range c.Elsewhere[person] {
		if !here[e.PlacementID] {
			p.Posts = append(p.Posts,
				PostLine{ID: e.PlacementID, Place: c.Tree.Full(e.Path), Path: e.Path, Title: e.Post, From: e.Start, Until: e.Last,
					Elsewhere: true})
			p.Time.Lanes = append(p.Time.Lanes,
				figure.Lane{Name: c.Tree.Name(e.Path) + e.Post, Spells: []figure.Spell{{From: e.Start, To: e.Last}}})
		}
	}
	for _, o := range p.Offices {
		p.Time.Lanes = append(p.Time.Lanes,
			figure.Lane{Name: "任" + o.Place + o.Title, Spells: []figure.Spell{{From: o.From, To: o.Until}}})
	}
	for _, x := range []struct {
		name   string
		spells []figure.Spell
	}{{"申请和审核", applied}, {"考勤", inARow(worked)}, {"领补贴", inARow(months)}, {"履职检查", seen}} {
		if len(x.spells) > 0 {
			p.Time.Lanes = append(p.Time.Lanes, figure.Lane{Name: x.name, Spells: x.spells})
		}
	}
	for _, r := range p.Person.Registered {
		if !r.From.IsZero() {
			p.Happened = append(p.Happened, Happening{r.From, words.Label("exclusion", r.Kind), r.Where, ""})
		}
	}
	if !p.Person.Died.IsZero() {
		p.Happened = append(p.Happened, Happening{p.Person.Died, "死亡登记", "", ""})
	}
	p.Time.Kind, p.Time.Title = figure.Lanes, p.Person.Name+"的经历"
	slices.SortStableFunc(p.Posts, func(a, b PostLine) int { return a.From.DaysSince(b.From) })
	slices.SortStableFunc(p.Happened, func(a, b Happening) int { return a.On.DaysSince(b.On) })
	slices.SortFunc(p.Namesake, func(a, b Hit) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(p.Kin, func(a, b KinLine) int {
		return cmp.Or(cmp.Compare(len(b.Offices), len(a.Offices)), cmp.Compare(a.ID, b.ID))
	})
	return p
}

func (p *Profile) offices(c *City, id int64) (out []OfficeLine) {
	for _, o := range c.Offices[id] {
		out = append(out, OfficeLine{o, c.Tree.Name(o.Path)})
	}
	return out
}

// OfPerson lists the findings about a profile's person within a scope, the heaviest first.
func OfPerson(r database.Reader, scope authz.Scope, p *Profile) (out []Kept, err error) {
	where, args := scope.SQL("path")
	for _, table := range slices.Sorted(maps.Keys(p.subjects)) {
		if err := database.InParts(p.subjects[table], func(marks string, ids []any) error {
			var some []Kept
			err := r.Select(&some,
				"SELECT "+keptColumns+" FROM finding WHERE "+where+" AND subject_table = ? AND subject_id IN ("+marks+") ORDER BY "+
					weightSQL+", id",
				append(append(slices.Clone(args), table), ids...)...)
			out = append(out, some...)
			return err
		}); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b Kept) int { return cmp.Compare(a.Weight(), b.Weight()) })
	return out, nil
}
