package complaint

import (
	"crypto/rand"
	"math/big"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/trail"
)

// States of a complaint.
const (
	Open      = "open"
	Answered  = "answered"
	Withdrawn = "withdrawn"
)

// Offices that answer, from the lowest up.
const (
	Township  = "township"
	County    = "county"
	Inspector = "inspector"
)

var offices = []string{Township, County, Inspector}

// NotListed is the kind of who worked and is on no list (干了活没上名单): it names the month, and its answer says whether it
// is right.
const NotListed = "not_listed"

// Kinds of complaint with the lowest office that may answer them.
var kinds = []struct{ code, office string }{
	{"unpaid", Township},
	{NotListed, Township},
	{"need_ignored", Township},
	{"not_working", Township},
	{"other", Township},
	{"unfair_hiring", County}, {"conduct", County},
	{"kin_favour", Inspector}, {"taking_turns", Inspector}, {"asked_back", Inspector},
}

// Kinds in the order of forms.
func Kinds() []string {
	out := make([]string, len(kinds))
	for i, k := range kinds {
		out[i] = k.code
	}
	return out
}

// OfficeFor a kind; empty if the kind is unknown.
func OfficeFor(kind string) string {
	for _, k := range kinds {
		if k.code == kind {
			return k.office
		}
	}
	return ""
}

// Above is the next office up; the inspectors have none above them.
func Above(office string) string {
	if i := slices.Index(offices, office); i >= 0 && i+1 < len(offices) {
		return offices[i+1]
	}
	return ""
}

// Whose people a complaint may be about, from the lowest up: the office above them answers.
const (
	Village = "village"
	// and Township, County
)

// Abouts in the order of forms.
var Abouts = []string{Village, Township, County}

// OfficeAgainst is the lowest office that may answer a complaint of a kind about some office's people: never the office
// itself. Empty if either is unknown.
func OfficeAgainst(kind, about string) string {
	least := OfficeFor(kind)
	if least == "" || !slices.Contains(Abouts, about) {
		return ""
	}
	above := Township
	if about != Village {
		above = Above(about)
	}
	if slices.Index(offices, above) > slices.Index(offices, least) {
		return above
	}
	return least
}

// CameBy lists how complaints come in; all count alike.
var CameBy = []string{"telephone", "visit", "letter"}

// Web is how a complaint comes that a villager writes on the public page.
const Web = "web"

// Complaint about a village, or about one placement there.
type Complaint struct {
	ID          int64
	Number      string
	Kind        string
	VillageID   int64
	Path        string
	Office      string
	CameBy      string
	PlacementID *int64
	ReceivedOn  civil.Date
	// last day for the answer of the office that has it now; by which day each was to answer say its turns
	AnswerBy   civil.Date
	State      string
	AnsweredOn civil.Date
	Version    int64
	// of an objection to a notice (公示异议): the application
	ApplicationID *int64
	Month         civil.Month // that it is about (Dated)
	Upheld        *int64      // of these two, once they are answered: whether it is right
	About         string      // whose people it is about
	OfficialID    *int64      // the official that it is about
	Extended      int64       // 1: the day for the answer was put off, which may be done once
	ToldOn        civil.Date  // day on which the outcome was told
	Missed        int64       // turns of offices that let the day for their answer pass and are over
}

// Dated reports whether complaints of a kind are about a month: whoever is on no list must name it, who was not paid or
// asked to give it back may.
func Dated(kind string) (may, must bool) {
	return kind == NotListed || kind == "unpaid" || kind == "asked_back", kind == NotListed
}

// Judged reports whether its answer says if it is right.
func (c Complaint) Judged() bool { return c.ApplicationID != nil || c.Kind == NotListed }

// Late reports whether the day for the answer of the office that has it has passed, or was passed when it came. What an
// office before it let lie is Missed.
func (c Complaint) Late(today civil.Date) bool {
	if c.State == Answered {
		return c.AnsweredOn.After(c.AnswerBy)
	}
	return c.State == Open && today.After(c.AnswerBy)
}

// Event is one thing done about a complaint. Insert-only and witnessed.
type Event struct {
	ID          int64
	ComplaintID int64
	// received, passed, answered, withdrawn, reopened, extended, asked, explained, escalated, told, recalled
	Kind    string
	OnDate  civil.Date
	Remark  string // what was said, or answered
	Office  string // who has it from then on
	ActorID int64
	AtUs    clock.Moment
}

// Witness of the events.
var Witness = trail.Table{Name: "complaint_event",
	Columns: []string{"complaint_id", "kind", "on_date", "remark", "office", "actor_id", "at_us"}}

func (e *Event) digest() []byte {
	return Witness.Digest(e.ComplaintID, e.Kind, e.OnDate, e.Remark, e.Office, e.ActorID, e.AtUs)
}

// letters of a receipt: none that is read for another.
const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

// NumberFrom makes a receipt of ten random letters, so that nobody finds another's complaint by counting; pick gives a
// number below n.
func NumberFrom(pick func(n int) int) string {
	b := make([]byte, 10)
	for i := range b {
		b[i] = letters[pick(len(letters))]
	}
	return string(b)
}

// IsReceipt reports whether a text can be the number of a receipt, or most of one: its letters need no digit among
// them.
func IsReceipt(text string) bool { return len(text) >= 6 && strings.Trim(text, letters) == "" }

func newNumber() string {
	return NumberFrom(func(n int) int {
		x, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
		if err != nil {
			panic(err)
		}
		return int(x.Int64())
	})
}
