package duty

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// Seen is what was seen of one holder.
type Seen struct {
	ClientID    string // made where it was noted, so that it arrives once
	PlacementID int64
	Finding     string
	Statement   string
	Remark      string
	AboutID     int64
	SeenUs      clock.Moment   // the phone's time of this holder, 0: the visit's
	Marks       []string       // what is irregular about the entry itself
	Photos      []files.Stored // only of an adverse finding, where the rulebook takes photos
}

// Visit of a supervisor to a village: one day, one way, many holders.
type Visit struct {
	On     civil.Date
	Method string
	Second string
	SeenUs clock.Moment
	Place  string    // where, in words; may be empty
	At     *Position // only where the rulebook takes positions; kept with adverse findings only
	// photos of the visit as a whole, only where the rulebook takes them; kept with the visit's first check
	Group []files.Stored
	Seen  []Seen
	// written down on the phone page: kept by the method that it was done by, also where that page is off meanwhile
	Phone bool
}

// marked adds what is irregular to each check.
func (visit Visit) marked(why string) Visit {
	visit.Seen = slices.Clone(visit.Seen)
	for i := range visit.Seen {
		visit.Seen[i].Marks = append(slices.Clone(visit.Seen[i].Marks), why)
	}
	return visit
}

// sameAs refuses a visit that says otherwise of a check than what is kept under its id: duty.client_other.
func (visit Visit) sameAs(r database.Reader, kept map[string]keptCheck) error {
	if len(kept) == 0 {
		return nil
	}
	var ids []int64
	for _, s := range visit.Seen {
		ids = append(ids, s.PlacementID)
	}
	persons, err := personsOf(r, ids)
	if err != nil {
		return err
	}
	for _, s := range visit.Seen {
		k, known := kept[s.ClientID]
		said := contentOf(persons[s.PlacementID], visit.Method, visit.Second, visit.Place, s)
		same := k.says(said, s.SeenUs)
		if !visit.Phone { // a form's time is that of its sending
			same = k.said == said && k.OnDate == visit.On
		}
		if known && !same {
			return errs.New(errs.Conflict, "duty.client_other").On("seen")
		}
	}
	return nil
}

// LogVisit keeps the checks of one visit and returns how many were new: what arrived before is not kept twice, and
// refused where it says otherwise now. A phone's time far from the server's is a mark on the check, not a refusal.
// Refusals: form.choice, duty.phone_off, form.future, duty.none_seen, duty.not_holder, duty.client, duty.client_other,
// duty.about, duty.photo_off, duty.photo_adverse, duty.photo_count, duty.position_off, duty.position,
// resident.recuse_*.
func (r *Service) LogVisit(ctx context.Context, actor authz.Actor, key string, village *region.Region,
	visit Visit) (int, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int, error) {
		if err := v.Allow("duty.check", village.Path); err != nil {
			return 0, err
		}
		var faults errs.Faults
		if !slices.Contains(Methods, visit.Method) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("method"))
		}
		if visit.On.IsZero() || visit.On.After(v.Today()) || visit.On.Before(v.Today().AddDays(-366)) {
			faults.Add(errs.New(errs.Invalid, "form.future").On("on"))
		}
		faults.Add(errs.Long(visit.Second, maxSecond, "second"))
		faults.Add(errs.Long(visit.Place, maxPlace, "place"))
		if len(visit.Seen) == 0 || len(visit.Seen) > 500 {
			faults.Add(errs.New(errs.Invalid, "duty.none_seen").On("seen"))
		}
		var ids []string
		for _, s := range visit.Seen {
			if !slices.Contains(Findings, s.Finding) {
				faults.Add(errs.New(errs.Invalid, "form.choice").On("seen"))
			}
			if len(s.ClientID) < 8 || len(s.ClientID) > 64 || slices.Contains(ids, s.ClientID) {
				faults.Add(errs.New(errs.Invalid, "duty.client").On("seen"))
			}
			if utf8.RuneCountInString(s.Statement) > maxWords || utf8.RuneCountInString(s.Remark) > maxWords {
				faults.Add(errs.New(errs.Invalid, "form.long").On("seen").With("limit", maxWords))
			}
			ids = append(ids, s.ClientID)
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		book, err := rulebook.Load(v.Tx)
		if err != nil {
			return 0, err
		}
		if !visit.Phone && !slices.Contains(MethodsIn(book, village.Path, v.Today()), visit.Method) {
			return 0, errs.New(errs.Invalid, "duty.phone_off").On("method")
		}
		if visit.Phone && !PhonePageOn(book, village.Path, visit.On) {
			visit = visit.marked("duty.phone_when_off")
		}
		if err := visit.mayKeep(book, village.Path, v.Today()); err != nil {
			return 0, err
		}
		kept, err := keptBy(v.Tx, actor.UserID, ids)
		if err == nil {
			err = visit.sameAs(v.Tx, kept)
		}
		if err != nil {
			return 0, err
		}
		answerBy := book.Calendar().AddWorking(v.Today(), book.Int("check.statement_days", village.Path, v.Today(), 5))
		var checks []Check
		for _, s := range visit.Seen {
			if _, known := kept[s.ClientID]; known {
				continue
			}
			c, confirms, err := r.check(v, village, visit, s)
			if err != nil {
				return 0, err
			}
			if Adverse(s.Finding) && !confirms {
				c.AnswerBy = answerBy
			}
			checks = append(checks, c)
		}
		v.Record("duty.check", "region", village.ID, desk.F("on", visit.On), desk.F("method", visit.Method),
			desk.F("checks", len(checks)))
		if err := StoreChecks(v, checks); err != nil {
			if database.Duplicate(err, "") {
				err = fmt.Errorf("%w: %w", database.ErrAgain, err) // the same checks arrived at the same moment
			}
			return 0, err
		}
		return len(checks), r.storeVisitEvidence(v, village, visit, checks)
	})
}

// check is what was seen of one holder; confirms reports that it looks again at a finding that waited for just that, so
// that it opens no clock of its own.
func (r *Service) check(v *desk.Visit, village *region.Region, visit Visit,
	s Seen) (c Check, confirms bool, err error) {
	p, err := placement.ByID(v.Tx, s.PlacementID)
	if err != nil {
		return Check{}, false, err
	}
	gone := !p.EndOn.IsZero() && p.EndOn.Before(visit.On)
	if p.VillageID != village.ID || p.StartOn.After(visit.On) || p.EndReason == "void" ||
		gone && p.EndOn.AddDays(lateDays).Before(visit.On) {
		return Check{}, false, errs.New(errs.Invalid, "duty.not_holder").On("seen")
	}
	if _, err := resident.Recused(v.Tx, v.Actor, p.PersonID); err != nil {
		return Check{}, false, err
	}
	seenUs, marks := cmp.Or(s.SeenUs, visit.SeenUs), slices.Clone(s.Marks)
	if seenUs-v.Now() > clockSlack && !slices.Contains(marks, "duty.clock") {
		marks = append(marks, "duty.clock")
	}
	if gone {
		marks = append(marks, "duty.ended") // kept as it was seen: the record did not know (law 6)
	}
	c = Check{ClientID: s.ClientID, VillageID: village.ID, Path: village.Path, PlacementID: p.ID, Method: visit.Method,
		OnDate: visit.On, SeenUs: seenUs, Irregular: strings.Join(marks, " "), Finding: s.Finding,
		CheckerID: v.Actor.UserID, CheckerKey: v.Actor.PersonKey, Second: strings.TrimSpace(visit.Second),
		Statement: strings.TrimSpace(s.Statement), Remark: strings.TrimSpace(s.Remark), Channel: string(v.Channel),
		AtUs: v.Now()}
	if s.AboutID != 0 {
		about, err := CheckByID(v.Tx, s.AboutID)
		if err != nil || about.PlacementID != p.ID && (p.ContinuesID == nil || about.PlacementID != *p.ContinuesID) {
			return c, false, errs.New(errs.Invalid, "duty.about").On("seen")
		}
		c.AboutID, confirms = &s.AboutID, !about.AnswerBy.IsZero()
	}
	return c, confirms, nil
}
