package inspect

import (
	"cmp"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/region"
)

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
	ByName   bool // only a name says that it is this person
}

// On reports whether the office was held on a day.
func (o Office) On(d civil.Date) bool {
	return !d.Before(o.From) && (o.Until.IsZero() || !d.After(o.Until))
}

// Over reports whether the office has power over hiring in a village: the village's own committee, its township, county
// or city.
func (o Office) Over(path string) bool { return strings.HasPrefix(path, o.Path) }

// Unread is a state or a reason that is written and that nobody understood: it is not none, and no rule judges by it.
const Unread = "unread"

// Dossier of one village: all that its rules may look at.
type Dossier struct {
	Region       *region.Region
	People       map[int64]*Person
	Posts        []*Post
	Applications []*Application
	Placements   []*Placement
	Complaints   []*Complaint
	Objections   []*Objection
	Earlier      []*Earlier
	Sheets       map[civil.Month]*Sheet
	Loose        []*Item // paid to somebody without any placement here
	Contracts    []Contract
	Quotas       []Quota
	Acts         []Act
	OddDates     []OddDate

	placement   map[int64]*Placement
	application map[int64]*Application
	post        map[int64]*Post
	household   map[int64][]*Person // made when first asked for
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
	ByNumber        civil.Date // birth date in the identity number, zero if the number is not known to be whole
	IDTail          string
	Phone, Address  string // comparable; empty where not collected
	Categories      []Dated
	Kin             []Kin
	Registered      []Registered
	Accounts        []Account
	Calls           []Call
	Helped          civil.Date // of the latest act of help in the ledger, zero for none
}

// Label names a person so that namesakes stay apart.
func (p *Person) Label() string {
	if p.IDTail == "" {
		return p.Name
	}
	return p.Name + "（身份证尾号" + p.IDTail + "）"
}

// Holds reports whether the person was in a category on a day.
func (p *Person) Holds(code string, on civil.Date) bool {
	for _, c := range p.Categories {
		if c.Code == code && !on.Before(c.From) && (c.Until.IsZero() || !on.After(c.Until)) {
			return true
		}
	}
	return false
}

// Dated is a category with its dates; Until is the last day. Certifier is the person who certified it, 0 where that is
// not kept.
type Dated struct {
	ID          int64
	Code        string
	From, Until civil.Date
	Certifier   int64
}

// Kin is a declared tie: With is to the person what the code says (GB/T 4761). From and Until bound a tie that began or
// ended (a marriage); zero: not bounded.
type Kin struct {
	ID          int64
	With        int64
	Code        string
	Source      string
	From, Until civil.Date
}

// Registered is a line of a department's register: deceased, in_custody, employee_pension_paying,
// employee_pension_drawing, business_owner, public_employee, student, employed (a full-time job elsewhere), other_post
// (another public-welfare post). Until is the last day.
type Registered struct {
	ID          int64
	Kind        string
	From, Until civil.Date
	Where       string
}

// On reports whether the line holds on a day.
func (r Registered) On(d civil.Date) bool {
	return !r.From.IsZero() && !d.Before(r.From) && (r.Until.IsZero() || !d.After(r.Until))
}

// Account into which a person is paid. Holder and Keeper are people (0 where not known), HolderName and KeeperName what
// the list says.
type Account struct {
	ID                     int64
	Mark, Tail             string // comparable; the last four digits
	Holder, Keeper         int64
	HolderName, KeeperName string
	Guardian               bool // the keeper is the guardian by law
	Family                 bool // the keeper is said to be family
	ByName                 bool // only a name says whose it is
	Drawn                  []Withdrawal
}

// Withdrawal from an account, as the bank lists it.
type Withdrawal struct {
	ID     int64
	At     clock.Moment
	Timed  bool // the list gives a time of day
	Place  string
	Amount money.Fen
	By     string // who drew by proxy, as the list says; empty: nobody else
}

// Call to a payee, by somebody outside the chain of pay.
type Call struct {
	ID        int64
	Month     civil.Month
	On        civil.Date
	Reached   bool
	Got       string // yes, no, unsure; empty: not asked
	Amount    money.Fen
	AskedBack bool
	Another   bool // says that another does the work (SaidAnother)
	Said      string
}

// Post of the village.
type Post struct {
	ID            int64
	Code, Title   string
	Kind          string
	Rate          money.Fen
	Fund          string
	Opens, Closes civil.Date
	State         string
	Place, Tasks  string
	HoursMonth    int64
	Heads         int64 // people that the post is planned for; 0: one
	Seasonal      bool
	// place and tasks are collected, so that empty means that there are none; not so of a post taken over of which nobody
	// told them yet
	Described      bool
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
	Voters            []Voter
}

// Voter of a democratic review.
type Voter struct {
	ID       int64
	PersonID int64 // 0 where the list names nobody known
	Name     string
	Chair    bool
	Recused  bool // stood back for this candidate
	Named    bool // named as kin before the vote, and voted
}

// Placement with what was worked, seen and paid on it.
type Placement struct {
	ID, ApplicationID, PostID, PersonID int64
	Derived                             bool // from what was paid, since no list of holders was collected
	Opening                             bool // taken over when the office began to keep its books here
	// the placement that this one goes on from, since its village was merged; 0: none
	Continues        int64
	Basis            string
	Start, End       civil.Date
	EndReason, State string
	Rate             money.Fen
	Rates            []Rate // by a dated roster, by their day
	InsuranceNo      string
	Insured, Trained civil.Date
	InsuredUntil     civil.Date // last day; zero: to the end of the agreement
	AgreedUntil      civil.Date // last day of the latest agreement; zero: not collected
	Entered          civil.Date // when it was written down; zero: not kept
	Person           *Person
	Lines            []Line
	Checks           []Check
	Items            []*Item
	Waits
}

// Waits are months of a placement that wait for an office.
type Waits struct {
	Unreported []Unreported // by month
	Holds      map[civil.Month]Hold
	Drafted    map[civil.Month]Drafted // on a list that is not approved
}

// Drafted is a month as it stands on a list of pay that is not approved.
type Drafted struct {
	State  string // of the list: draft, noticed
	Amount money.Fen
}

// Hold is how far it is with a month that its sheet has absent on all days, of which the holder was told (暂缓发放).
type Hold struct {
	DecideBy civil.Date // the last day to decide; from the next on the month is due
	Decided  string     // pay: it is paid; none: it ends without pay; empty: not decided
}

// Due reports whether the month is due all the same on a day: nobody decided in time, or it was decided that it is
// paid.
func (h Hold) Due(today civil.Date) bool {
	return h.Decided == "pay" || h.Decided == "" && !h.DecideBy.IsZero() && today.After(h.DecideBy)
}

// Unreported is a month on post of which nothing is here (没有发放资料，待核) and of which the village, or an office above
// it, said why. Without such a word it accuses nobody and is not read.
type Unreported struct {
	Month        civil.Month
	Lack, Reason string // words of the lists paylack and delay
}

// Last day on the post as far as known: the end, or the day of the person's death if that was earlier; zero while on
// the post.
func (p *Placement) Last() civil.Date {
	last := p.End
	if p.Person != nil && !p.Person.Died.IsZero() && (last.IsZero() || p.Person.Died.Before(last)) {
		last = p.Person.Died
	}
	return last
}

// Subject of findings about the placement; it needs the person.
func (p *Placement) Subject() Subject { return Subject{"placement", p.ID, p.Person.Label()} }

// Complaint about the village or one of its placements; the last day for the answer, and the answer's.
type Complaint struct {
	ID, PlacementID        int64
	Number, Kind, Office   string
	Received, By, Answered civil.Date
	State                  string
	Said                   string
	Turns                  []Turn // of the offices that had it, where that is kept
}

// Turn of an office with a complaint or objection: the last day for its answer (zero: not known), and when and how its
// turn ended.
type Turn struct {
	Office            string
	Since, Due, Ended civil.Date
	How               string // answered, withdrawn, passed, escalated; empty: it has it still
}

// Missed reports whether the office let the day for its answer pass.
func (t Turn) Missed(today civil.Date) bool {
	if t.How == "escalated" {
		return true
	}
	if !t.Ended.IsZero() {
		today = t.Ended
	}
	return !t.Due.IsZero() && t.How != "withdrawn" && today.After(t.Due)
}

// lapse is the first turn in which an office let its day pass, with the day of the first answer from then on (zero:
// none). The day is not moved by going up to another office. False if there is none.
func lapse(turns []Turn, today civil.Date) (t Turn, answered civil.Date, missed bool) {
	n := slices.IndexFunc(turns, func(t Turn) bool { return t.Missed(today) })
	if n < 0 {
		return t, answered, false
	}
	for _, x := range turns[n:] {
		if x.How == "answered" {
			return turns[n], x.Ended, true
		}
	}
	return turns[n], answered, true
}

// Lapse of the office that let the day for its answer pass first; false if none did.
func (x *Complaint) Lapse(today civil.Date) (t Turn, answered civil.Date, missed bool) {
	if len(x.Turns) > 0 {
		return lapse(x.Turns, today)
	}
	how := map[string]string{"answered": "answered", "withdrawn": "withdrawn"}[x.State]
	return lapse([]Turn{{x.Office, x.Received, x.By, x.Answered, how}}, today)
}

// Objection to a public notice; the last day for the answer, and the answer's.
type Objection struct {
	ID, ApplicationID      int64
	Received, By, Answered civil.Date
	Turns                  []Turn // as of a complaint
}

// Due is the last day for the answer, and the day of the answer: of the first office that let its day pass, else of the
// one that has it.
func (o *Objection) Due(today civil.Date) (by, answered civil.Date) {
	if t, answered, missed := lapse(o.Turns, today); missed {
		return t.Due, answered
	}
	return o.By, o.Answered
}

// Contract of an outsourced service in the village.
type Contract struct {
	ID          int64
	Service     string // as written
	Kind        string // of post that does the same; empty: unknown
	Contractor  string
	From, Until civil.Date
}

// Quota of posts that the village may open, over a span.
type Quota struct {
	ID          int64
	Total       int64
	Opened      *int64 // as the plan counts; nil: count the posts
	From, Until civil.Date
}

// OddDate is what stands where a date should and is none: 31 June, or a day that is still to come.
type OddDate struct {
	Table, Column, Raw string
	ID                 int64
	About              string
	Future             bool
	Day                civil.Date // of the fact, as near as it is known
}

// Act is an entry of somebody at a time: who made or approved what, on which device.
type Act struct {
	ID       int64
	Table    string // of what was acted on: duty_sheet, pay_run, pay_batch, application, placement
	Subject  string // its number or month
	Step     string // create, check, approve, release
	PersonID int64
	Account  string // login
	Device   string
	Channel  string
	At       clock.Moment
}

// Sheet of a month.
type Sheet struct {
	ID      int64
	Month   civil.Month
	State   string
	Channel string       // of its entry
	At      clock.Moment // when it was handed in; 0: not kept
	Device  string
	Person  int64 // who entered it
}

// Line of a month sheet.
type Line struct {
	ID    int64
	Month civil.Month
	State string // of the sheet
	Days  string
	Count int // days at work where only their number is known
	How   string
	Hours int64
	Shift string // 31 letters of the plan made beforehand: O is a day off by it; empty: none
	None  bool   // the number of days at work is told, and is none
	Odd   bool   // it has marks that nobody understood: what is blank may be one of them
	// as the county corrected it by a document after it was locked; empty: it did not
	Corrected      string
	CorrectedHours int64
}

// Worked counts the days at work, by oneself, on a swapped shift or with a task done; two half days (H) are one, and
// one by itself counts.
func (l Line) Worked() int {
	if l.Count > 0 && l.Corrected == "" {
		return l.Count
	}
	return lexicon.DaysAtWork(l.Marks())
}

// Marks of the days as they count: as the county corrected them, else as the sheet says.
func (l Line) Marks() string { return cmp.Or(l.Corrected, l.Days) }

// Check of duty.
type Check struct {
	ID, About       int64
	Method, Finding string
	On              civil.Date
	Raw             string // the date as written, where it is no date
	Level           int    // of the checker's office on that day: 1 city, 2 county, 3 township; 0 unknown
	Photo           string // digest of its photo
	Excused         bool   // the holder's statement was accepted
}

// Item of pay.
type Item struct {
	ID     int64
	Month  civil.Month
	Days   int64
	OfDays int64
	Amount money.Fen
	Events []Event

	PersonID    int64
	Kind        string    // regular, supplement, arrears, correction; empty: not said
	PayBasis    string    // by which it was reckoned (worth.Bases); empty: calendar days, or not said
	Taken       money.Fen // by the written rule, for absence or by the assessment
	ToMinimum   bool      // brought up to the hourly minimum, paid by hours, or with more by the assessment
	Counted     *int64    // days that counted by the sheet when it was reckoned; nil: not kept
	Agreed      int64     // days agreed on for a whole month when it was reckoned; 0: not kept
	Early       bool      // reckoned before the sheet was whole: ahead of the month, or with days still to come
	Why         string    // it is paid without a day at work, as the township says
	Fund        string
	Account     string // comparable mark of the account that it went to
	AccountTail string
	Name, Post  string // as written, where there is no placement
	Deductions  []Deduction
}

// Deduction from a month's pay.
type Deduction struct {
	ID          int64
	Amount      money.Fen
	Reason      string
	Base        string // the record that it rests on
	Destination string // where the money went
}

// Regular reports whether the item is a month's own pay, and not a supplement, a correction or what was owed.
func (i *Item) Regular() bool { return i.Kind == "" || i.Kind == "regular" }

// Paid is when the bank confirmed; zero if it has not.
func (i *Item) Paid() civil.Date {
	for _, e := range i.Events {
		if e.Kind == "paid" {
			return e.On
		}
	}
	return civil.Date{}
}

// Listed reports whether nothing but a list of pay says that it was paid, and nobody knows when.
func (i *Item) Listed() bool {
	return slices.ContainsFunc(i.Events, func(e Event) bool { return e.Kind == "paid" && e.Listed })
}

// Confirmed says in words who says that it was paid.
func (i *Item) Confirmed() string {
	if i.Listed() {
		return "按发放表，没有收集银行结果"
	}
	return "银行" + i.Paid().String() + "确认"
}

// Event is the bank's word.
type Event struct {
	ID           int64
	Kind, Reason string
	On           civil.Date
	Listed       bool // no word of the bank was collected: it stands on a list of pay, and On is a guess at the day
}

// NewDossier joins the rows of one village: placements to their people and posts, applications to their posts. The pass
// fills its dossiers row by row; this is for rows that are at hand already.
func NewDossier(at *region.Region, people []*Person, posts []*Post, applications []*Application,
	placements []*Placement) *Dossier {
	d := EmptyDossier(at)
	for _, p := range people {
		d.People[p.ID] = p
	}
	for _, p := range posts {
		d.AddPost(p)
	}
	for _, a := range applications {
		d.AddApplication(a)
	}
	for _, p := range placements {
		d.AddPlacement(p)
	}
	return d
}

// EmptyDossier of a village, to be filled row by row.
func EmptyDossier(at *region.Region) *Dossier {
	return &Dossier{Region: at, People: map[int64]*Person{}, Sheets: map[civil.Month]*Sheet{},
		placement: map[int64]*Placement{}, application: map[int64]*Application{}, post: map[int64]*Post{}}
}

// AddPost of the village.
func (d *Dossier) AddPost(p *Post) {
	d.Posts = append(d.Posts, p)
	d.post[p.ID] = p
}

// AddApplication to a post of the village, after the posts.
func (d *Dossier) AddApplication(a *Application) {
	d.Applications = append(d.Applications, a)
	d.application[a.ID] = a
	if p := d.post[a.PostID]; p != nil {
		p.ApplicationIDs = append(p.ApplicationIDs, a.ID)
	}
}

// AddPlacement on a post of the village, after the people and the posts.
func (d *Dossier) AddPlacement(p *Placement) {
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
