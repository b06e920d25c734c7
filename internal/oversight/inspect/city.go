package inspect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// City is what a rule may know beyond the village.
type City struct {
	Tree      *region.Tree
	Book      *rulebook.Book
	CutOff    clock.Moment
	Today     civil.Date
	Offices   map[int64][]Office        // by person, of the whole city
	PersonOf  map[int64]int64           // user to person, where the person is registered
	KinOf     map[int64][]Kin           // kinship turned round: by the other person
	Shared    map[int64][]SharedAccount // by person: others who were paid into the same account
	Within    string                    // path that the pass covers; empty: all
	Gaps      []Gap                     // what was collected and could not be read
	Withheld  []Withheld                // what cannot be judged for it
	OnTheWay  map[int64]bool            // items in a batch that waits for the bank's word
	Elsewhere map[int64][]Elsewhere     // by person: placements in other villages
	Contacts  map[string][]int64        // officials by 手机号 or 住址 and its value
	Users     map[string]int            // how many people have a 手机号 or 住址
	Accounts  map[string]*Account       // by mark: whose it is and who keeps the card
	Doubles   []Double                  // people paid twice for a month
	CountyPay
	// Differences about money between files that tell of the same
	Differences []Difference
	Rises       map[string][]Rise // by county path: months in which nearly everybody's pay stepped up
	Points      map[string]int    // places where cash was drawn, by township path
	Tallies     []Tally           // of the villages judged so far

	// Collected are the tables that there is anything of, by name: what was not collected is said, and nobody is clean by
	// it.
	Collected map[string]bool
	Partial   map[string]bool // tables, with a village's path behind a stroke, of which it lacks too much

	// Where names the source of a row that came out of somebody's file, and the digest of its raw cells; nil where rows
	// are the program's own.
	Where func(table string, id int64) (source string, digest []byte)
	// Doubts are the cells of a row that were read and may say something else, each with its row; nil where rows are the
	// program's own.
	Doubts func(table string, id int64) []string
}

// CountyPay is what counties do about pay: their funds, and the notices of the lists that they approved.
type CountyPay struct {
	Funds   []Fund
	Notices []PayNotice
}

// Has reports whether anything of a table was collected.
func (c *City) Has(table string) bool { return c.Collected[table] }

// HasIn reports whether rows of a table were collected of a village, and not only of other villages or of few of its
// people: there a rule may say that something is not in it.
func (c *City) HasIn(table, path string) bool { return c.Has(table) && !c.Partial[table+"|"+path] }

// SharedAccount is another person who was paid into somebody's account.
type SharedAccount struct {
	PersonID, HouseholdID int64
	Name, IDTail, Path    string
	ItemID                int64  // the first item paid there
	Held                  Held   // months in which both were paid there, or those of the later of the two
	Account               string // mark of the account
	At                    string // path of the village of that item
	Loose                 bool   // paid without a placement
}

// TellsOf are those on an account with somebody, for each account of which nobody before, in the order of numbers and
// within the pass, tells: people on one account are one finding.
func (c *City) TellsOf(personID int64) (out []SharedAccount) {
	before := map[string]bool{}
	for _, o := range c.Shared[personID] {
		if o.PersonID < personID && !o.Loose && strings.HasPrefix(o.At, c.Within) {
			before[o.Account] = true
		}
	}
	seen := map[int64]bool{}
	for _, o := range c.Shared[personID] {
		if !before[o.Account] && !seen[o.PersonID] {
			seen[o.PersonID] = true
			out = append(out, o)
		}
	}
	return out
}

// Elsewhere is a person's placement in another village.
type Elsewhere struct {
	PlacementID int64
	Path, Post  string
	Start, Last civil.Date // last day, zero while it runs
	Continued   bool       // it goes on from, or went over into, a placement elsewhere when villages merged
}

// Double is a person with more than one regular pay item for a month, in one village or several.
type Double struct {
	Subject  Subject
	PersonID int64
	Path     string // of the first item
	Month    civil.Month
	Rate     money.Fen // the highest agreed monthly rate; 0 where not known
	Items    []Item
	Where    []string // village of each item
}

// Fund is a document or an expense of a fund in a region.
type Fund struct {
	ID   int64
	Path string
	Fund string
	// in (appropriated to it), down (allotted below), paid (to holders), other (spent on something else), balance (said to
	// be left)
	Kind    string
	Year    string
	On      civil.Date
	Amount  money.Fen
	Number  string
	Purpose string
}

// Tally is what a village adds to figures of a whole group.
type Tally struct {
	Region              *region.Region
	Adults, Kin         int64 // of working age; of these, kin or household of the village's cadres
	Holders, KinHolders int64 // on a post at the cut-off or ever; likewise
	Posts               int64
	Declared            bool       // anybody declared kin
	first               civil.Date // of posts opened and holders on post
	Rows                []Evidence // of the kin who hold posts, the first twenty
	Away                []Away     // holders here who are near kin of another village's cadres
}

// Away is a holder who is near kin of a cadre of another village.
type Away struct {
	Path   string // of the cadre's village
	Holder Subject
	Start  civil.Date
	Told   string
	Rows   []Evidence
	Figure figure.Figure
}

// Working ages that count as adults of a village.
const (
	adultFrom  = 16
	adultUntil = 70
)

// nearKin is the degree up to which kin count in figures: spouses, parents, children, grandparents, siblings and theirs
// by marriage.
const nearKin = 2

// tally a village. The cadres themselves count on neither side.
func tally(d *Dossier, c *City) Tally {
	t := Tally{Region: d.Region, Posts: int64(len(d.Posts)), first: d.FirstPost()}
	first := map[int64]*Placement{}
	for _, p := range d.Placements {
		if was := first[p.PersonID]; was == nil || p.Start.Before(was.Start) {
			first[p.PersonID] = p
		}
	}
	kin := map[int64]bool{}
	people := slices.Sorted(maps.Keys(d.People))
	for _, id := range people {
		held := slices.ContainsFunc(c.Offices[id],
			func(o Office) bool { return o.Kind == "village_cadre" && o.Path == d.Region.Path })
		if held {
			kin[id] = true
			d.walk(c, id, civil.Date{}, func(w reached) bool {
				kin[w.id] = kin[w.id] || w.Degree <= nearKin
				return w.Degree > nearKin
			})
		}
	}
	for _, id := range people {
		p := d.People[id]
		t.Declared = t.Declared || len(p.Kin) > 0 || len(c.KinOf[id]) > 0
		age := p.Birth.AgeOn(c.Today)
		if p.Birth.IsZero() || age < adultFrom || age > adultUntil || len(c.Offices[id]) > 0 {
			continue
		}
		t.Adults++
		pl := first[id]
		if pl != nil {
			t.Holders++
		}
		if kin[id] {
			t.Kin++
			if pl != nil {
				t.KinHolders++
				if len(t.Rows) < 20 {
					t.Rows = append(t.Rows, Row("placement", pl.ID, "%s，%s上岗，村干部近亲属或同户", p.Label(), pl.Start))
				}
			}
		}
	}
	for _, p := range d.Placements {
		if p.Person == nil || p != first[p.PersonID] {
			continue
		}
		d.walk(c, p.PersonID, p.Start, func(w reached) bool {
			for _, o := range c.Offices[w.id] {
				if o.Kind == "village_cadre" && len(o.Path) == len(d.Region.Path) && o.Path != d.Region.Path && o.On(p.Start) &&
					w.Degree <= nearKin {
					t.Away = append(t.Away,
						Away{o.Path, Subject{"placement", p.ID, p.Person.Label()}, p.Start,
							fmt.Sprintf("%s与%s的%s%s是亲属（%s）", p.Person.Name, c.Tree.Name(o.Path), o.Title, o.Name, strings.Join(w.Path, "，")),
							append(
								[]Evidence{Row("placement", p.ID, "%s在%s上岗", p.Start, d.Region.Name),
									Row("official", o.ID, "%s任%s%s，%s起", o.Name, c.Tree.Name(o.Path), o.Title, o.From)},
								w.Rows...),
							w.Drawn(p.Person, c.Tree.Name(o.Path)+o.Title)})
				}
			}
			return w.Degree > nearKin
		})
	}
	return t
}

// Since the village has posts: figures of a whole group hold from then on, up to the cut-off.
func (t Tally) Since(c *City) Held {
	return Still(cmp.Or(t.first, c.Today).Month())
}

// FirstPost is the day from which on the village has posts: its first opening, or holder. Zero if it has none.
func (d *Dossier) FirstPost() (first civil.Date) {
	for _, p := range d.Posts {
		first = EarlierLast(first, p.Opens)
	}
	for _, p := range d.Placements {
		first = EarlierLast(first, p.Start)
	}
	return first
}
