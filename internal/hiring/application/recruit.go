package application

import (
	"context"
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// RecruitNotice says that posts are to be filled (公告): conditions, number and pay, where and how long it hung (domain
// section 4; villagers must see it).
type RecruitNotice struct {
	ID         int64
	Number     string
	VillageID  int64
	Path       string
	Kind       string
	Posts      int64
	Conditions string
	RateFen    money.Fen
	HoursMonth int64
	FromDate   civil.Date
	UntilDate  civil.Date // last day that it hangs
	Boards     string
	Irregular  string // recruit.short, empty if in order
	FileID     *int64
	CreatedBy  int64
	CreatedUs  clock.Moment
}

func (RecruitNotice) TableName() string { return "recruit_notice" }

// RecruitIrregular names what is out of order in a recruit notice: fewer working days than the rulebook of its first
// day asks. The day of hanging is not counted. Pure.
func RecruitIrregular(n RecruitNotice, book *rulebook.Book) string {
	if book.Calendar().WorkingBetween(n.FromDate, n.UntilDate) < book.Int("notice.recruit_days", n.Path, n.FromDate, 5) {
		return "recruit.short"
	}
	return ""
}

// PostRecruit enters a recruit notice as it hangs or hung; one that is too short is recorded and marked. Refusals:
// form.*, notice.until.
func (r *Service) PostRecruit(ctx context.Context, actor authz.Actor, key string, village *region.Region,
	n RecruitNotice) (int64, error) {
	n.Conditions, n.Boards = strings.TrimSpace(n.Conditions), strings.TrimSpace(n.Boards)
	return desk.DoVia(ctx, r.Desk, actor, villageChannel(actor), key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("application.notice", village.Path); err != nil {
			return 0, err
		}
		if err := lockVillage(v.Tx, village.ID); err != nil {
			return 0, err
		}
		if err := n.check(v.Today()); err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		n.VillageID, n.Path, n.CreatedBy, n.CreatedUs = village.ID, village.Path, actor.UserID, v.Now()
		n.Irregular = RecruitIrregular(n, book)
		var count struct{ N int64 }
		if _, err := v.Tx.One(&count, "SELECT COUNT(*) AS n FROM recruit_notice WHERE village_id = ?",
			village.ID); err != nil {
			return 0, err
		}
		n.Number = fmt.Sprintf("%s-G%03d", village.Code, count.N+1)
		if err := v.Tx.Insert(&n); err != nil {
			if database.ForeignKey(err) {
				return 0, errs.New(errs.Invalid, "form.choice").On("kind")
			}
			return 0, err
		}
		v.Record("recruit.post", "recruit_notice", n.ID, desk.F("number", n.Number), desk.F("posts", n.Posts),
			desk.F("from", n.FromDate), desk.F("until", n.UntilDate), desk.F("irregular", n.Irregular))
		return n.ID, nil
	})
}

// check what a notice says, all faults at once. Pure.
func (n RecruitNotice) check(today civil.Date) error {
	var faults errs.Faults
	if n.Kind == "" {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("kind"))
	}
	if n.Posts < 1 || n.Posts > 200 {
		faults.Add(errs.New(errs.Invalid, "form.range").On("posts").With("min", 1).With("max", 200))
	}
	faults.Add(errs.Length(n.Conditions, 4, 300, "form.required", "conditions"))
	if n.RateFen <= 0 || n.RateFen > 1_000_000 {
		faults.Add(errs.New(errs.Invalid, "form.range").On("rate").With("min", "0.01").With("max", "10000"))
	}
	if n.HoursMonth < 1 || n.HoursMonth > 744 {
		faults.Add(errs.New(errs.Invalid, "form.range").On("hours").With("min", 1).With("max", 744))
	}
	if n.FromDate.IsZero() || n.FromDate.After(today) {
		faults.Add(errs.New(errs.Invalid, "form.future").On("from"))
	}
	if n.UntilDate.IsZero() || n.UntilDate.Before(n.FromDate) || n.UntilDate.DaysSince(n.FromDate) > 60 {
		faults.Add(errs.New(errs.Invalid, "notice.until").On("until"))
	}
	faults.Add(errs.Length(n.Boards, 2, 50, "form.required", "boards"))
	return faults.OrNil()
}

const recruitColumns = "id, number, village_id, path, kind, posts, conditions, rate_fen, hours_month, from_date, " +
	"until_date, boards, irregular, file_id, created_by, created_us"

// Recruits of a scope, latest first; a page by key.
func Recruits(r database.Reader, scope authz.Scope, within string, beforeID int64, limit int) ([]RecruitNotice, error) {
	where, args := scope.Within(within).ByNumber("")
	if beforeID > 0 {
		where, args = where+" AND id < ?", append(args, beforeID)
	}
	var out []RecruitNotice
	err := r.Select(&out, "SELECT "+recruitColumns+" FROM recruit_notice WHERE "+where+" ORDER BY id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}

// RecruitBefore finds the latest notice of a village that hung before, or on, a day.
func RecruitBefore(r database.Reader, path string, on civil.Date) (RecruitNotice, bool, error) {
	var n RecruitNotice
	found, err := r.One(&n,
		"SELECT "+recruitColumns+
			" FROM recruit_notice WHERE path = ? AND from_date <= ? ORDER BY from_date DESC, id DESC LIMIT 1",
		path, on)
	return n, found, err
}

// StoreRecruit writes a recruit notice as it hung, in a bulk of history.
func StoreRecruit(tx *database.Tx, n RecruitNotice) error { return tx.Insert(&n) }
