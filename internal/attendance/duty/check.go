package duty

import (
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/trail"
)

// Findings of a check.
var Findings = []string{"on_duty", "work_good", "work_bad", "leave", "swapped", "not_seen", "substitute", "cannot_work",
	"unreachable"}

// Sayings that a holder's word often is, for one tap on the spot; anything else is written.
var Sayings = []string{"请过假", "换了班", "在别处干活", "家里有急事", "身体不适", "不认可"}

// Methods of a check; they count alike. system is a comparison with another system's records, paper a record written on
// paper and entered later.
var Methods = []string{"site", "phone", "video", "system", "paper"}

// PhonePageOn reports whether the rulebook has the phone page on in a village on a day.
func PhonePageOn(book *rulebook.Book, path string, on civil.Date) bool {
	return book.Bool("app.phone_page", path, on, true)
}

// MethodsIn a village on a day: where the rulebook turns the phone page off (app.phone_page; 国办函〔2026〕12号), a round on
// the spot is written on paper and entered afterwards.
func MethodsIn(book *rulebook.Book, path string, on civil.Date) []string {
	if PhonePageOn(book, path, on) {
		return Methods
	}
	return slices.DeleteFunc(slices.Clone(Methods), func(m string) bool { return m == "site" })
}

// Adverse findings need the holder's answer and a re-check; only for them may the rulebook ask for a photo or a
// position.
func Adverse(finding string) bool {
	switch finding {
	case "not_seen", "substitute", "cannot_work", "work_bad":
		return true
	}
	return false
}

// Check of one holder on one day. Insert-only and witnessed.
type Check struct {
	ID          int64
	ClientID    string
	VillageID   int64
	Path        string
	PlacementID int64
	AboutID     *int64 // the check that this one looks at again
	Method      string
	OnDate      civil.Date
	SeenUs      clock.Moment // the phone's own time, 0 if none was sent
	Finding     string
	CheckerID   int64
	CheckerKey  string
	Second      string // the second checker
	Statement   string // the holder's word
	Remark      string
	AnswerBy    civil.Date
	Irregular   string
	Channel     string
	AtUs        clock.Moment
}

// Witness of the checks.
var Witness = trail.Table{Name: "duty_check",
	Columns: []string{"client_id", "village_id", "path", "placement_id", "about_id", "method", "on_date", "seen_us",
		"finding", "checker_id", "checker_key",
		"second", "statement", "remark", "answer_by", "irregular", "channel", "at_us"}}

func (c *Check) seen() any {
	if c.SeenUs == 0 {
		return nil
	}
	return int64(c.SeenUs)
}

func (c *Check) digest() []byte {
	return Witness.Digest(c.ClientID, c.VillageID, c.Path, c.PlacementID, c.AboutID, c.Method, c.OnDate, c.seen(),
		c.Finding, c.CheckerID, c.CheckerKey,
		c.Second, c.Statement, c.Remark, c.AnswerBy, c.Irregular, c.Channel, c.AtUs)
}
