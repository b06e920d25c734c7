package duty

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
)

// Looks that the village's own monthly check of a holder may end with: all is fine, or something is wrong with the
// work, its safety or the holder's eligibility (domain section 6, F: CQJ).
var Looks = []string{"fine", "work", "safety", "eligible"}

// Look at one holder.
type Look struct {
	PlacementID int64
	On          civil.Date
	Checked     string // empty: not looked at
	Note        string
}

// VillageCheck keeps the village's own look at its holders in a month. It is asked of the village once a month
// (check.village_per_month), is no attendance and stops nothing; until the sheet is locked for pay it may be written
// down. Refusals: duty.state, form.stale, duty.not_holder, form.choice, duty.look_day (outside the month, to come, or
// the holder was not on the post), duty.look_note (what is wrong is written), form.long.
func (r *Service) VillageCheck(ctx context.Context, actor authz.Actor, key string, sheetID, version int64,
	looks []Look) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		s, err := at(v, sheetID, version, "duty.sheet", Draft, Submitted, Reviewed)
		if err != nil {
			return 0, err
		}
		lines, err := LinesOf(v.Tx, s.ID)
		if err != nil {
			return 0, err
		}
		var faults errs.Faults
		changed, wrong := 0, 0
		for _, x := range looks {
			i := slices.IndexFunc(lines, func(l Line) bool { return l.PlacementID == x.PlacementID })
			if i < 0 {
				faults.Add(errs.New(errs.Invalid, "duty.not_holder").On("looks"))
				continue
			}
			l, note := lines[i], strings.TrimSpace(x.Note)
			if x.Checked == "" {
				x.On, note = civil.Date{}, ""
			}
			switch {
			case x.Checked == "":
			case !slices.Contains(Looks, x.Checked):
				faults.Add(errs.New(errs.Invalid, "form.choice").On("looks"))
			case x.On.Month() != s.Month || x.On.After(v.Today()) || x.On.Before(l.StartOn) ||
				!l.EndOn.IsZero() && x.On.After(l.EndOn):
				faults.Add(errs.New(errs.Invalid, "duty.look_day").On("looks").With("name", l.Name))
			case x.Checked != "fine" && note == "":
				faults.Add(errs.New(errs.Invalid, "duty.look_note").On("looks").With("name", l.Name))
			case utf8.RuneCountInString(note) > 100:
				faults.Add(errs.New(errs.Invalid, "form.long").On("looks").With("limit", 100))
			}
			if x.Checked != "" && x.Checked != "fine" {
				wrong++
			}
			if l.Checked == x.Checked && l.CheckedOn == x.On && l.CheckNote == note {
				continue
			}
			changed++
			if len(faults) == 0 {
				if err := setLook(v.Tx, l.ID, x.On, x.Checked, note); err != nil {
					return 0, err
				}
			}
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		v.Record("duty.village_check", "duty_sheet", s.ID, desk.F("month", s.Month), desk.F("holders", changed),
			desk.F("wrong", wrong))
		return s.ID, touch(v.Tx, s, "state = state")
	})
}

// Looked counts the holders of a sheet whom the village looked at, and those at whom it should have: not those away all
// month. Pure.
func Looked(lines []Line, month civil.Month) (looked, all int) {
	for _, l := range lines {
		if l.Checked != "" {
			looked++
		}
		if l.Checked != "" || !l.Away(month) {
			all++
		}
	}
	return looked, all
}
