package history

import (
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// Row of an earlier year as found. Raw texts stand beside what they were understood as; a date that cannot be is
// absent.
type Row struct {
	ID        int64
	BatchID   int64
	VillageID *int64
	Path      string // of the village, or of the office that handed the file in where the village is unknown
	Sheet     string
	RowNo     int64
	RawDigest []byte // keyed digest of the whole row, which lies sealed apart
	Year      int64  // 0 where the row names none
	Name      string
	IDIndex   []byte
	IDTail    string
	PersonID  *int64
	Basis     string
	Post      string
	StartRaw  string
	StartOn   civil.Date
	EndRaw    string
	EndOn     civil.Date // last day
	ReviewRaw string
	ReviewOn  civil.Date
	NoticeRaw string
	AuditRaw  string
	AuditOn   civil.Date
	RateFen   *money.Fen // per month
	Slip      string
	Handler   string
	Remark    string
	Odd       string // codes of what is odd about it, space between

	Raw  string `gorm:"-"` // to be sealed
	Paid []Paid `gorm:"-"`
}

func (Row) TableName() string { return "history_row" }

// Paid is a month paid outside this system.
type Paid struct {
	RowID     int64
	Path      string
	Month     civil.Month
	AmountFen money.Fen
}

// Witness of the rows, and of the months paid.
var (
	Witness = trail.Table{Name: "history_row",
		Columns: []string{"batch_id", "village_id", "path", "sheet", "row_no", "raw_digest", "year", "name", "id_index",
			"id_tail", "person_id", "basis", "post",
			"start_raw", "start_on", "end_raw", "end_on", "review_raw", "review_on", "notice_raw", "audit_raw", "audit_on",
			"rate_fen", "slip", "handler", "remark", "odd"}}
	PayWitness = trail.Table{Name: "history_pay", Columns: []string{"row_id", "path", "month", "amount_fen"}}
)

func (r *Row) values() []any {
	var rate any
	if r.RateFen != nil {
		rate = int64(*r.RateFen)
	}
	return []any{r.BatchID, r.VillageID, r.Path, r.Sheet, r.RowNo, r.RawDigest, r.Year, r.Name, r.IDIndex, r.IDTail,
		r.PersonID, r.Basis, r.Post,
		r.StartRaw, r.StartOn, r.EndRaw, r.EndOn, r.ReviewRaw, r.ReviewOn, r.NoticeRaw, r.AuditRaw, r.AuditOn, rate, r.Slip,
		r.Handler, r.Remark, r.Odd}
}

// Ended is the last day that the row speaks of: its own end, else the end of its year; zero where neither is known.
func (r *Row) Ended() civil.Date {
	if !r.EndOn.IsZero() || r.Year == 0 {
		return r.EndOn
	}
	m, _ := civil.MakeMonth(int(r.Year), 12)
	return m.Last()
}

// Begun is the first day that the row speaks of: its own start, but not before its year where it names one.
func (r *Row) Begun() civil.Date {
	if r.Year == 0 {
		return r.StartOn
	}
	m, _ := civil.MakeMonth(int(r.Year), 1)
	if r.StartOn.Before(m.First()) {
		return m.First()
	}
	return r.StartOn
}

// Overlap of two rows in time, as far as both say when.
func Overlap(a, b *Row) bool {
	if a.Begun().IsZero() || b.Begun().IsZero() || a.Ended().IsZero() || b.Ended().IsZero() {
		return false
	}
	return !a.Begun().After(b.Ended()) && !b.Begun().After(a.Ended())
}

// Mark writes beside rows what is odd about them, by themselves and beside each other. Pure; it changes Odd and nothing
// else.
//
//	history.no_name, history.no_idno, history.idno (no valid number), history.not_registered, history.village (not found), history.year
//	history.start, history.end, history.review, history.audit (not a date), history.order (ends before it starts)
//	history.no_review, history.no_notice, history.audit_early (before the review)
//	history.two_on_post, history.two_posts (at the same time), history.no_slip (paid, without a slip), history.month (paid, no amount)
func Mark(rows []*Row, validID func(*Row) bool, unpriced func(*Row) bool) {
	byPost, byPerson := map[string][]*Row{}, map[string][]*Row{}
	for _, r := range rows {
		var odd []string
		say := func(is bool, code string) {
			if is {
				odd = append(odd, code)
			}
		}
		say(r.Name == "", "history.no_name")
		say(r.IDIndex == nil && validID(r), "history.no_idno")
		say(!validID(r), "history.idno")
		say(r.IDIndex != nil && r.PersonID == nil, "history.not_registered")
		say(r.VillageID == nil, "history.village")
		say(r.Year == 0, "history.year")
		say(r.StartOn.IsZero() && r.StartRaw != "", "history.start")
		say(r.EndOn.IsZero() && r.EndRaw != "", "history.end")
		say(r.ReviewOn.IsZero() && r.ReviewRaw != "", "history.review")
		say(r.AuditOn.IsZero() && r.AuditRaw != "", "history.audit")
		say(!r.StartOn.IsZero() && !r.EndOn.IsZero() && r.EndOn.Before(r.StartOn), "history.order")
		say(r.ReviewRaw == "", "history.no_review")
		say(r.NoticeRaw == "", "history.no_notice")
		say(!r.AuditOn.IsZero() && !r.ReviewOn.IsZero() && r.AuditOn.Before(r.ReviewOn), "history.audit_early")
		say(len(r.Paid) > 0 && r.Slip == "", "history.no_slip")
		say(unpriced(r), "history.month")
		r.Odd = strings.Join(odd, " ")
		if r.Post != "" {
			k := r.Path + "\x00" + r.Post
			byPost[k] = append(byPost[k], r)
		}
		if r.IDIndex != nil {
			byPerson[string(r.IDIndex)] = append(byPerson[string(r.IDIndex)], r)
		}
	}
	together := func(groups map[string][]*Row, same func(a, b *Row) bool, code string) {
		for _, g := range groups {
			for i, a := range g {
				for _, b := range g[i+1:] {
					if !same(a, b) && Overlap(a, b) {
						for _, x := range []*Row{a, b} {
							if !strings.Contains(x.Odd, code) {
								x.Odd = strings.TrimSpace(x.Odd + " " + code)
							}
						}
					}
				}
			}
		}
	}
	together(byPost, func(a, b *Row) bool {
		return a.IDIndex != nil && string(a.IDIndex) == string(b.IDIndex) || !numbered(a.Post)
	}, "history.two_on_post")
	together(byPerson, func(a, b *Row) bool { return a.Post == b.Post && a.Path == b.Path }, "history.two_posts")
}

// numbered reports whether a post's name tells it from other posts of the village ("保洁-03"): without a number, several
// people may well hold posts of one name.
func numbered(post string) bool { return strings.ContainsAny(post, "0123456789") }

// Store writes rows and their months inside a visit.
func (r *Service) Store(v *desk.Visit, rows []*Row) error { return r.store(v, rows) }
