package placement

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/resident"
)

// States of a placement.
const (
	Active    = "active"
	Suspended = "suspended"
	Ended     = "ended"
)

// Kinds of event.
const (
	EventStarted   = "started"
	EventRenewed   = "renewed"
	EventSuspended = "suspended"
	EventResumed   = "resumed"
	EventEnded     = "ended"
)

// ExitReasons (退出原因), domain section 6.
var ExitReasons = []string{"own_wish", "found_work", "agreement_ended", "over_age", "deceased", "in_custody",
	"not_eligible", "cannot_work", "health",
	"refuses_management", "substitute", "false_information", "task_ended", "fund_ended", "other"}

// Merged is why a placement ends that goes on in the village that took its village in; nobody chooses it.
const Merged = "merged"

// Placement of a person on a post.
type Placement struct {
	ID             int64
	ApplicationID  *int64
	ContinuesID    *int64 // the placement that this one goes on from without a new hiring
	PostID         int64
	PersonID       int64
	VillageID      int64
	Path           string
	Basis          string
	StartOn        civil.Date
	AgreementNo    string
	AgreementKind  string // service (劳务协议) or labour (劳动合同)
	AgreementFrom  civil.Date
	AgreementUntil civil.Date // last day
	HoursMonth     int64
	RateFen        money.Fen
	InsuranceNo    string
	InsuredFrom    civil.Date
	TrainedOn      civil.Date
	EndOn          civil.Date // last day on the post
	EndReason      string
	State          string
	Version        int64
}

func (Placement) TableName() string { return "placement" }

// Event of a placement. Insert-only and witnessed.
type Event struct {
	ID          int64
	PlacementID int64
	Kind        string
	OnDate      civil.Date
	Until       civil.Date
	Reason      string
	Remark      string
	ActorID     int64
	Channel     string
	AtUs        clock.Moment
}

// Witness of the events.
var Witness = trail.Table{Name: "placement_event",
	Columns: []string{"placement_id", "kind", "on_date", "until", "reason", "remark", "actor_id", "channel", "at_us"}}

func (e *Event) digest() []byte {
	return Witness.Digest(e.PlacementID, e.Kind, e.OnDate, e.Until, e.Reason, e.Remark, e.ActorID, e.Channel, e.AtUs)
}

// Terms on which a placement starts.
type Terms struct {
	StartOn, AgreementFrom, AgreementUntil civil.Date
	AgreementNo                            string
	InsuranceNo                            string
	InsuredFrom, TrainedOn                 civil.Date
}

// Check the terms by the rulebook of the starting day. All faults at once; pure.
func (t Terms) Check(book *rulebook.Book, path string, today civil.Date) error {
	var faults errs.Faults
	if t.StartOn.IsZero() || t.StartOn.Before(today.AddDays(-31)) || t.StartOn.After(today.AddDays(62)) {
		faults.Add(errs.New(errs.Invalid, "placement.start").On("start"))
	}
	faults.Add(checkAgreementNo(t.AgreementNo))
	if t.AgreementFrom.IsZero() || t.AgreementFrom.After(t.StartOn) {
		faults.Add(errs.New(errs.Invalid, "placement.agreement_from").On("agreement_from"))
	}
	faults.Add(checkAgreementUntil(book, path, t.AgreementFrom, t.AgreementUntil))
	faults.Add(errs.Long(t.InsuranceNo, 40, "insurance_no"))
	if book.Bool("insurance.required_before_start", path, t.StartOn, true) &&
		(t.InsuranceNo == "" || t.InsuredFrom.IsZero() || t.InsuredFrom.After(t.StartOn)) {
		faults.Add(errs.New(errs.Invalid, "placement.insurance").On("insured_from"))
	}
	if book.Bool("training.required_before_start", path, t.StartOn, true) &&
		(t.TrainedOn.IsZero() || t.TrainedOn.After(t.StartOn)) {
		faults.Add(errs.New(errs.Invalid, "placement.training").On("trained_on"))
	}
	return faults.OrNil()
}

func checkAgreementNo(no string) *errs.Error {
	if n := len(no); n < 1 || n > 40 ||
		strings.Trim(no, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_/.") != "" {
		return errs.New(errs.Invalid, "placement.agreement_no").On("agreement_no")
	}
	return nil
}

// checkAgreementUntil holds an agreement to the longest term that the rulebook of its first day allows.
func checkAgreementUntil(book *rulebook.Book, path string, from, until civil.Date) *errs.Error {
	months := book.Int("agreement.max_months", path, from, 12)
	if from.IsZero() || !until.After(from) || !until.Before(from.AddMonths(months)) {
		return errs.New(errs.Invalid, "placement.agreement_until").On("agreement_until").With("limit", months)
	}
	return nil
}

// Service of placements.
type Service struct {
	Desk *desk.Desk
	// Rechecked reports whether a re-check confirmed a finding of a placement: what the room of duty knows.
	Rechecked func(r database.Reader, placementID int64, finding string) (bool, error)
}

// Start puts the person of a filed application on its post. Refusals: those of Terms.Check, application.not_filed,
// form.stale, placement.post_taken, placement.person_placed, placement.post_state, person.dead, resident.recuse_*.
func (r *Service) Start(ctx context.Context, actor authz.Actor, key string, applicationID, version int64,
	t Terms) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		a, err := application.ByID(v.Tx, applicationID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("placement.start", a.Path); err != nil {
			return 0, err
		}
		person, err := resident.Lock(v.Tx, a.PersonID)
		if err != nil {
			return 0, err
		}
		where, err := post.Lock(v.Tx, a.PostID)
		if err != nil {
			return 0, err
		}
		if a, err = application.Lock(v.Tx, applicationID); err != nil {
			return 0, err
		}
		if a.Version != version {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		if err := resident.Recuse(v.Tx, actor, person); err != nil {
			return 0, err
		}
		if !person.DiedOn.IsZero() {
			return 0, errs.New(errs.Invalid, "person.dead").With("on", person.DiedOn)
		}
		if where.State != post.Open {
			return 0, errs.New(errs.State, "placement.post_state").With("state", where.State)
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		if err := t.Check(book, a.Path, v.Today()); err != nil {
			return 0, err
		}
		if err := application.Place(v.Tx, a); err != nil {
			return 0, err
		}
		p := Placement{ApplicationID: &a.ID, PostID: where.ID, PersonID: person.ID, VillageID: a.VillageID, Path: a.Path,
			Basis: a.Basis, StartOn: t.StartOn,
			AgreementNo: t.AgreementNo, AgreementKind: "service", AgreementFrom: t.AgreementFrom,
			AgreementUntil: t.AgreementUntil, HoursMonth: where.HoursMonth, RateFen: where.RateFen,
			InsuranceNo: t.InsuranceNo, InsuredFrom: t.InsuredFrom, TrainedOn: t.TrainedOn, State: Active, Version: 1}
		if err := v.Tx.Insert(&p); err != nil {
			switch {
			case database.Duplicate(err, "live_post"):
				return 0, errs.New(errs.Conflict, "placement.post_taken")
			case database.Duplicate(err, "live_person"):
				return 0, errs.New(errs.Conflict, "placement.person_placed")
			}
			return 0, err
		}
		if err := StoreEvents(v, []Event{event(v, p.ID, EventStarted, t.StartOn, t.AgreementUntil, "", "")}); err != nil {
			return 0, err
		}
		v.Record("placement.start", "placement", p.ID, desk.F("person", person.Name), desk.F("post", where.Code),
			desk.F("start", t.StartOn), desk.F("until", t.AgreementUntil))
		return p.ID, nil
	})
}

func event(v *desk.Visit, id int64, kind string, on, until civil.Date, reason, remark string) Event {
	return Event{PlacementID: id, Kind: kind, OnDate: on, Until: until, Reason: reason, Remark: remark,
		ActorID: v.Actor.UserID, Channel: string(v.Channel), AtUs: v.Now()}
}

// Renew gives a placement a new agreement that follows the old one without a gap. Beyond the rulebook's longest term it
// needs a written reason (exceptions of national rules: close to retirement, special hardship). Refusals: form.stale,
// placement.ended, placement.agreement_until (longer than the rulebook allows), placement.agreement_no, placement.term,
// resident.recuse_*, person.dead.
func (r *Service) Renew(ctx context.Context, actor authz.Actor, key string, id, version int64, agreementNo string,
	until civil.Date, why string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("placement.start", p.Path); err != nil {
			return 0, err
		}
		if err := p.freshToRenew(v.Tx, version, until); err != nil {
			return 0, err
		}
		if err := r.renew(v, p, agreementNo, until, why); err != nil {
			return 0, err
		}
		v.Record("placement.renew", "placement", id, desk.F("from", p.AgreementUntil.AddDays(1)), desk.F("until", until),
			desk.F("agreement", agreementNo), desk.F("why", strings.TrimSpace(why)))
		return id, nil
	})
}

// freshToRenew refuses a placement that was changed since it was shown: placement.renewed where somebody else renewed
// it meanwhile, until that day or longer, else form.stale.
func (p Placement) freshToRenew(r database.Reader, version int64, until civil.Date) error {
	if p.Version == version {
		return nil
	}
	names, err := resident.NamesOf(r, []int64{p.PersonID})
	if err != nil {
		return err
	}
	if already := p.renewedAlready(names[p.PersonID], until); already != nil {
		return already
	}
	return errs.New(errs.Stale, "form.stale")
}

func (r *Service) renew(v *desk.Visit, p Placement, agreementNo string, until civil.Date, why string) error {
	if p.State == Ended {
		return errs.New(errs.State, "placement.ended")
	}
	person, err := resident.Recused(v.Tx, v.Actor, p.PersonID)
	if err != nil {
		return err
	}
	book, err := rulebook.Of(v)
	if err != nil {
		return err
	}
	from := p.AgreementUntil.AddDays(1)
	var faults errs.Faults
	faults.Add(p.renewedAlready(person.Name, until))
	if !person.DiedOn.IsZero() {
		faults.Add(errs.New(errs.Invalid, "person.dead").With("on", person.DiedOn))
	}
	faults.Add(checkAgreementNo(agreementNo))
	faults.Add(checkAgreementUntil(book, p.Path, from, until))
	why = strings.TrimSpace(why)
	faults.Add(errs.Long(why, 100, "why"))
	_, _, months, err := Holdings{}.Of(v.Tx, person, until)
	if err != nil {
		return err
	}
	if limit := int64(book.Int("term.max_months", p.Path, from, 36)); months > limit && why == "" {
		faults.Add(errs.New(errs.Invalid, "placement.term").On("why").With("name", person.Name).With("months", months).With(
			"limit", limit))
	}
	if err := faults.OrNil(); err != nil {
		return err
	}
	if _, err := v.Tx.Exec(
		"UPDATE placement SET agreement_no = ?, agreement_from = ?, agreement_until = ?, version = version + 1 WHERE id = ?",
		agreementNo, from, until, p.ID); err != nil {
		return err
	}
	remark := agreementNo
	if why != "" {
		remark += "；" + why
	}
	return StoreEvents(v, []Event{event(v, p.ID, EventRenewed, from, until, "", remark)})
}

// renewedAlready refuses a renewal that was entered before: one that reaches no further than what stands. An agreement
// that is renewed may keep its number. placement.renewed.
func (p Placement) renewedAlready(name string, until civil.Date) *errs.Error {
	if !until.IsZero() && !until.After(p.AgreementUntil) {
		return errs.New(errs.Conflict, "placement.renewed").On("until").With("name", name).With("until",
			p.AgreementUntil).With("number", p.AgreementNo)
	}
	return nil
}

// Renewal of one placement among many.
type Renewal struct {
	ID, Version int64
	AgreementNo string
}

// renewOne of many.
func (r *Service) renewOne(v *desk.Visit, path string, m Renewal, until civil.Date, why string) error {
	p, err := Lock(v.Tx, m.ID)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(p.Path, path) {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	if err := p.freshToRenew(v.Tx, m.Version, until); err != nil {
		return err
	}
	return r.renew(v, p, m.AgreementNo, until, why)
}

// RenewBatch renews many placements of a region until one day, all of them or none; the faults name each person.
// Refusals: those of Renew, placement.none.
func (r *Service) RenewBatch(ctx context.Context, actor authz.Actor, key, path string, many []Renewal, until civil.Date,
	why string) (int, error) {
	return desk.DoVia(ctx, r.Desk, actor, desk.Batch, key, func(v *desk.Visit) (int, error) {
		if len(many) == 0 || len(many) > MostAtOnce {
			return 0, errs.New(errs.Invalid, "placement.none").On("ids").With("limit", MostAtOnce)
		}
		if err := v.Allow("placement.start", path); err != nil {
			return 0, err
		}
		var faults errs.Faults
		for _, m := range many {
			err := r.renewOne(v, path, m, until, why)
			of := errs.All(err)
			if err != nil && (len(of) == 0 || errs.KindOf(err) == errs.NotFound || errs.KindOf(err) == errs.Stale) {
				return 0, err
			}
			faults = append(faults, of...)
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		v.Record("placement.renew_batch", "region", 0, desk.F("placements", len(many)), desk.F("until", until),
			desk.F("why", strings.TrimSpace(why)))
		return len(many), nil
	})
}

// Suspend stops a placement for a while from a day on: no duty is asked and none is paid, the post stays the holder's.
// Refusals: form.stale, placement.not_active, placement.suspend_on, form.required, placement.worked (a sheet has a day
// at work from that day on).
func (r *Service) Suspend(ctx context.Context, actor authz.Actor, key string, id, version int64, on civil.Date,
	why string) (int64, error) {
	return r.turn(ctx, actor, key, id, version, Active, Suspended, EventSuspended, on, why)
}

// Resume lets a suspended placement go on from a day. Refusals: form.stale, placement.not_suspended,
// placement.suspend_on, form.required.
func (r *Service) Resume(ctx context.Context, actor authz.Actor, key string, id, version int64, on civil.Date,
	why string) (int64, error) {
	return r.turn(ctx, actor, key, id, version, Suspended, Active, EventResumed, on, why)
}

func (r *Service) turn(ctx context.Context, actor authz.Actor, key string, id, version int64, from, to, kind string,
	on civil.Date, why string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh("placement.end", p.Path, p.Version, version); err != nil {
			return 0, err
		}
		if p.State != from {
			return 0, errs.New(errs.State, "placement.not_"+from)
		}
		why = strings.TrimSpace(why)
		if err := mayTurn(v, p, to, on, why); err != nil {
			return 0, err
		}
		if err := v.Tx.Change("UPDATE placement SET state = ?, version = version + 1 WHERE id = ? AND version = ?", to, id,
			version); err != nil {
			return 0, err
		}
		if err := StoreEvents(v, []Event{event(v, id, kind, on, civil.Date{}, "", why)}); err != nil {
			return 0, err
		}
		v.Record("placement."+kind, "placement", id, desk.F("on", on), desk.F("why", why))
		return id, nil
	})
}

// mayTurn names all that keeps a placement from being suspended or going on from a day.
func mayTurn(v *desk.Visit, p Placement, to string, on civil.Date, why string) error {
	events, err := EventsOf(v.Tx, p.ID)
	if err != nil {
		return err
	}
	var faults errs.Faults
	last := p.StartOn
	for _, e := range events {
		if e.Kind == EventSuspended || e.Kind == EventResumed {
			last = e.OnDate.AddDays(1)
		}
	}
	if on.IsZero() || on.Before(last) || on.After(v.Today().AddDays(31)) {
		faults.Add(errs.New(errs.Invalid, "placement.suspend_on").On("on"))
	}
	faults.Add(errs.Length(why, 2, 100, "form.required", "why"))
	if err := faults.OrNil(); err != nil || to != Suspended {
		return err
	}
	return notWorked(v.Tx, p, on, on)
}

// End takes the person off the post after a day. Refusals: form.stale, placement.ended, placement.end_on, form.choice,
// form.required, placement.no_recheck (for a substitute that no re-check confirmed), placement.worked (a sheet has a
// day at work after it).
func (r *Service) End(ctx context.Context, actor authz.Actor, key string, id, version int64, on civil.Date,
	reason, remark string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh("placement.end", p.Path, p.Version, version); err != nil {
			return 0, err
		}
		if p.State == Ended {
			return 0, errs.New(errs.State, "placement.ended")
		}
		remark = strings.TrimSpace(remark)
		if err := r.mayEnd(v, p, on, reason, remark); err != nil {
			return 0, err
		}
		n, err := v.Tx.Exec(
			"UPDATE placement SET state = 'ended', end_on = ?, end_reason = ?, version = version + 1 WHERE id = ? AND version "+
				"= ?",
			on, reason, id, version)
		if err != nil {
			return 0, err
		}
		if n == 0 {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		if err := StoreEvents(v, []Event{event(v, id, EventEnded, on, civil.Date{}, reason, remark)}); err != nil {
			return 0, err
		}
		v.Record("placement.end", "placement", id, desk.F("on", on), desk.F("reason", reason), desk.F("remark", remark))
		return id, nil
	})
}

// mayEnd names all that keeps somebody from leaving a post on a day for a reason. A substitute is a grave word: it
// needs a check that a re-check confirmed.
func (r *Service) mayEnd(v *desk.Visit, p Placement, on civil.Date, reason, remark string) error {
	var faults errs.Faults
	if on.IsZero() || on.Before(p.StartOn) || on.After(v.Today()) {
		faults.Add(errs.New(errs.Invalid, "placement.end_on").On("on"))
	}
	if !slices.Contains(ExitReasons, reason) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("reason"))
	}
	if n := utf8.RuneCountInString(remark); n > 200 || n == 0 && reason == "other" {
		faults.Add(errs.New(errs.Invalid, "form.required").On("remark"))
	}
	if reason == "substitute" && r.Rechecked != nil {
		confirmed, err := r.Rechecked(v.Tx, p.ID, reason)
		if err != nil {
			return err
		}
		if !confirmed {
			faults.Add(errs.New(errs.State, "placement.no_recheck").On("reason"))
		}
	}
	if err := faults.OrNil(); err != nil {
		return err
	}
	return notWorked(v.Tx, p, on.AddDays(1), on)
}
