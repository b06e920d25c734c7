package inspect

import (
	"slices"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/money"
	"gangwei/internal/region"
	"gangwei/internal/rulebook"
)

// City is what a rule may know beyond the village.
type City struct {
	Tree     *region.Tree
	Book     *rulebook.Book
	CutOff   clock.Moment
	Today    civil.Date
	Offices  map[int64][]Office        // by person, of the whole city
	PersonOf map[int64]int64           // user to person, where the person is registered
	KinOf    map[int64][]Kin           // kinship declared by officials, turned round: by the other person
	Shared   map[int64][]SharedAccount // by person: others who were paid into the same account
	OnTheWay map[int64]bool            // items in a batch that waits for the bank's word
}

// Office that a person holds or held. Until is the last day, zero while held.
type Office struct {
	ID       int64
	PersonID int64
	Name     string
	Kind     string // village_cadre or public_employee
	Title    string
	Path     string
	From     civil.Date
	Until    civil.Date
}

// On reports whether the office was held on a day.
func (o Office) On(d civil.Date) bool {
	return !d.Before(o.From) && (o.Until.IsZero() || !d.After(o.Until))
}

// Over reports whether the office has power over hiring in a village: the village's own committee, its township, county or city.
func (o Office) Over(path string) bool { return strings.HasPrefix(path, o.Path) }

// SharedAccount is another person who was paid into somebody's account.
type SharedAccount struct {
	PersonID, HouseholdID int64
	Name, IDTail, Path    string
	ItemID                int64 // the first item paid there
}

// Dossier of one village: all that its rules may look at.
type Dossier struct {
	Region       *region.Region
	People       map[int64]*Person
	Posts        []*Post
	Applications []*Application
	Placements   []*Placement
	Complaints   []*Complaint
	Earlier      []*Earlier
	Sheets       map[civil.Month]*Sheet

	placement   map[int64]*Placement
	application map[int64]*Application
	post        map[int64]*Post
	official    map[int64][]Office // by household, made when first asked for
}

// Post of an id, nil if it is not of the village.
func (d *Dossier) Post(id int64) *Post { return d.post[id] }

// Application of an id, nil if it is not of the village.
func (d *Dossier) Application(id int64) *Application { return d.application[id] }

// Person as registered.
type Person struct {
	ID, HouseholdID int64
	Name            string
	Relation        string // to the head of the household, GB/T 4761
	Birth, Died     civil.Date
	IDTail          string
	Categories      []Dated
	Kin             []Kin
}

// Label names a person so that namesakes stay apart.
func (p *Person) Label() string { return p.Name + "（身份证尾号" + p.IDTail + "）" }

// Holds reports whether the person was in a category on a day.
func (p *Person) Holds(code string, on civil.Date) bool {
	for _, c := range p.Categories {
		if c.Code == code && !on.Before(c.From) && (c.Until.IsZero() || !on.After(c.Until)) {
			return true
		}
	}
	return false
}

// Dated is a category with its dates; Until is the last day.
type Dated struct {
	ID          int64
	Code        string
	From, Until civil.Date
}

// Kin is a declared tie: With is to the person what the code says (GB/T 4761).
type Kin struct {
	ID     int64
	With   int64
	Code   string
	Source string
}

// Post of the village.
type Post struct {
	ID             int64
	Code, Title    string
	Kind           string
	Rate           money.Fen
	Fund           string
	Opens, Closes  civil.Date
	State          string
	Place, Tasks   string
	HoursMonth     int64
	Placements     []*Placement // by start
	ApplicationIDs []int64
}

// Application with its road.
type Application struct {
	ID               int64
	Number           string
	PostID, PersonID int64
	Basis, State     string
	Submitted        civil.Date
	Reason           string
	Warnings         string // codes that were shown when it was submitted
	Steps            []Step
	KinVotes         []KinVote
}

// Last step of a kind, nil if there is none.
func (a *Application) Last(step string) *Step {
	for i := len(a.Steps) - 1; i >= 0; i-- {
		if a.Steps[i].Step == step {
			return &a.Steps[i]
		}
	}
	return nil
}

// Step as it happened.
type Step struct {
	ID                int64
	Round             int64
	Step, Outcome     string
	ActorID           int64
	PersonKey         string
	Channel           string
	On                civil.Date
	Present, Entitled int64
	For, Against      int64
	From, Until       civil.Date
	Remark            string
	At                clock.Moment
	Device            string // a mark of the browser, empty where none is known
}

// Placement with what was worked, seen and paid on it.
type Placement struct {
	ID, ApplicationID, PostID, PersonID int64
	Opening                             bool  // taken over when the office began to keep its books here
	Continues                           int64 // the placement that this one goes on from, since its village was merged; 0: none
	Basis                               string
	Start, End                          civil.Date
	EndReason, State                    string
	Rate                                money.Fen
	InsuranceNo                         string
	Insured, Trained                    civil.Date
	Person                              *Person
	Lines                               []Line
	Checks                              []Check
	Items                               []*Item
}

// Last day on the post as far as known: the end, or the day of the person's death if that was earlier; zero while on the post.
func (p *Placement) Last() civil.Date {
	last := p.End
	if p.Person != nil && !p.Person.Died.IsZero() && (last.IsZero() || p.Person.Died.Before(last)) {
		last = p.Person.Died
	}
	return last
}

// Complaint about the village or one of its placements; the last day for the answer, and the answer's.
type Complaint struct {
	ID, PlacementID        int64
	Number, Kind, Office   string
	Received, By, Answered civil.Date
	State                  string
}

// Sheet of a month.
type Sheet struct {
	ID    int64
	Month civil.Month
	State string
}

// Line of a month sheet.
type Line struct {
	ID    int64
	Month civil.Month
	State string // of the sheet
	Days  string
	How   string
}

// Worked counts the days at work, by oneself, on a swapped shift or with a task done.
func (l Line) Worked() int {
	return strings.Count(l.Days, "P") + strings.Count(l.Days, "S") + strings.Count(l.Days, "T")
}

// Check of duty.
type Check struct {
	ID, About       int64
	Method, Finding string
	On              civil.Date
	Level           int // of the checker's office on that day: 1 city, 2 county, 3 township; 0 unknown
}

// Item of pay.
type Item struct {
	ID     int64
	Month  civil.Month
	Days   int64
	OfDays int64
	Amount money.Fen
	Events []Event
}

// Paid is when the bank confirmed; zero if it has not.
func (i *Item) Paid() civil.Date {
	for _, e := range i.Events {
		if e.Kind == "paid" {
			return e.On
		}
	}
	return civil.Date{}
}

// Event is the bank's word.
type Event struct {
	ID           int64
	Kind, Reason string
	On           civil.Date
}

// NewDossier joins the rows of one village: placements to their people and posts, applications to their posts. The pass fills its
// dossiers row by row; this is for rows that are at hand already.
func NewDossier(at *region.Region, people []*Person, posts []*Post, applications []*Application, placements []*Placement) *Dossier {
	d := emptyDossier(at)
	for _, p := range people {
		d.People[p.ID] = p
	}
	for _, p := range posts {
		d.addPost(p)
	}
	for _, a := range applications {
		d.addApplication(a)
	}
	for _, p := range placements {
		d.addPlacement(p)
	}
	return d
}

func emptyDossier(at *region.Region) *Dossier {
	return &Dossier{Region: at, People: map[int64]*Person{}, Sheets: map[civil.Month]*Sheet{}, placement: map[int64]*Placement{}, application: map[int64]*Application{}, post: map[int64]*Post{}}
}

func (d *Dossier) addPost(p *Post) {
	d.Posts = append(d.Posts, p)
	d.post[p.ID] = p
}

func (d *Dossier) addApplication(a *Application) {
	d.Applications = append(d.Applications, a)
	d.application[a.ID] = a
	if p := d.post[a.PostID]; p != nil {
		p.ApplicationIDs = append(p.ApplicationIDs, a.ID)
	}
}

func (d *Dossier) addPlacement(p *Placement) {
	p.Person = d.People[p.PersonID]
	d.Placements = append(d.Placements, p)
	d.placement[p.ID] = p
	if post := d.post[p.PostID]; post != nil {
		at := len(post.Placements)
		for at > 0 && p.Start.Before(post.Placements[at-1].Start) {
			at--
		}
		post.Placements = slices.Insert(post.Placements, at, p)
	}
}
