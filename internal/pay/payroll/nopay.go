package payroll

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/trail"
)

// A month ends without pay only where the township or the county decided so, with its reason, and the payee was told;
// until then it is owed, or it is not known whether it is. What was decided can be taken back at any time, with a
// reason, and the month is owed or not known again.

// Kinds of what happened to such a decision.
const (
	NoPayDecided   = "decided"
	NoPayTold      = "told"
	NoPayWithdrawn = "withdrawn"
)

// NoPayOffList is the reason of whom the township took off a list of pay, in its own words beside it.
const NoPayOffList = "off_list"

// NoPayReasons that may be chosen.
var NoPayReasons = []string{"no_work", "leave"}

// NoPayWays in which a payee is told.
var NoPayWays = []string{"visit", "phone", "paper"}

// NoPayEvent is what happened to the decision that a month of a placement ends without pay; the latest holds.
type NoPayEvent struct {
	ID          int64
	PlacementID int64
	Month       civil.Month
	Path        string
	Kind        string
	Reason      string // of a decision: one of NoPayReasons or NoPayOffList; of a telling: one of NoPayWays
	Remark      string
	OnDate      civil.Date // when the payee was told
	ActorID     int64
	PersonKey   string
	AtUs        clock.Moment
}

// NoPayWitness of these events.
var NoPayWitness = trail.Table{Name: "no_pay_event", Columns: []string{"placement_id", "month", "path", "kind",
	"reason", "remark", "on_date", "actor_id", "person_key", "at_us"}}

func (e *NoPayEvent) digest() []byte {
	return NoPayWitness.Digest(e.PlacementID, e.Month, e.Path, e.Kind, e.Reason, e.Remark, e.OnDate, e.ActorID,
		e.PersonKey, e.AtUs)
}

// NoPay is how far it is with a month of a placement: what its events say together. Zero: nothing was decided.
type NoPay struct {
	Kind    string // empty, NoPayDecided or NoPayTold
	Reason  string
	Remark  string
	AtUs    clock.Moment // of the decision
	ToldOn  civil.Date
	ToldHow string
}

// NoPayOf events in their order. Pure.
func NoPayOf(events []NoPayEvent) (n NoPay) {
	for _, e := range events {
		switch e.Kind {
		case NoPayDecided:
			n = NoPay{Kind: e.Kind, Reason: e.Reason, Remark: e.Remark, AtUs: e.AtUs}
		case NoPayTold:
			n.Kind, n.ToldOn, n.ToldHow = e.Kind, e.OnDate, e.Reason
		case NoPayWithdrawn:
			n = NoPay{}
		}
	}
	return n
}

// NoPayDecision is what a township or county decides on a month of a placement.
type NoPayDecision struct {
	PlacementID int64
	Month       civil.Month
	Reason      string
	Remark      string // in the office's own words
}

// NoPayTelling is when and how the payee was told.
type NoPayTelling struct {
	PlacementID int64
	Month       civil.Month
	OnDate      civil.Date
	How         string
}

// mayDecide allows the township's reviewer, or the county's who approves lists.
func mayDecide(v *desk.Visit, path string) error {
	if v.Actor.Scope("payroll.audit").Covers(path) {
		return v.Allow("payroll.audit", path)
	}
	return v.Allow("payroll.approve", path)
}

// MayTell reports whether somebody may write down that a payee of a path was told: the village that knows them, or the
// office that decided. Pure.
func MayTell(a authz.Actor, path string) bool {
	return slices.ContainsFunc(tellers, func(p authz.Permission) bool { return a.Scope(p).Covers(path) })
}

// MayDecideNoPay reports whether somebody may decide that a month of a placement in a path ends without pay. Pure.
func MayDecideNoPay(a authz.Actor, path string) bool {
	return slices.ContainsFunc(tellers[1:], func(p authz.Permission) bool { return a.Scope(p).Covers(path) })
}

// DecidesNoPay is where somebody may decide that months end without pay. Pure.
func DecidesNoPay(a authz.Actor) authz.Scope {
	if scope := a.Scope("payroll.audit"); !scope.Empty() {
		return scope
	}
	return a.Scope("payroll.approve")
}

var tellers = []authz.Permission{"duty.sheet", "payroll.audit", "payroll.approve"}

// DecideNoPay decides that a month of a placement ends without pay. Refusals: form.choice (reason), form.required
// (remark), payroll.month (it is not over), payroll.no_pay_off_post (no day on post in the month: nothing would be paid
// anyway), payroll.no_pay_listed (it is on a list of pay or was paid), payroll.no_pay_worked (a sheet says that there
// was work), payroll.no_pay_decided (it was decided already), payroll.hold_first (a sheet has the holder absent on all
// days: that is decided by DecideHold).
func (r *Service) DecideNoPay(ctx context.Context, actor authz.Actor, key string, x NoPayDecision) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		d, err := lockDue(v.Tx, x.PlacementID)
		if err != nil {
			return 0, err
		}
		if err := mayDecide(v, d.Path); err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		if err := x.check(PeriodOf(book, d.Path, x.Month).Until, v.Today()); err != nil {
			return 0, err
		}
		if err := mayEnd(v.Tx, d, x.Month); err != nil {
			return 0, err
		}
		if err := notHeld(v.Tx, d, x.Month); err != nil {
			return 0, err
		}
		e := NoPayEvent{PlacementID: x.PlacementID, Month: x.Month, Path: d.Path, Kind: NoPayDecided, Reason: x.Reason,
			Remark: x.Remark}
		return x.PlacementID, keepNoPay(v, "payroll.no_pay", e)
	})
}

// mayEnd refuses a month that was worked, is on a list of pay, has no day on post, or is decided already.
func mayEnd(tx *database.Tx, d Due, month civil.Month) error {
	book, err := rulebook.Load(tx)
	if err != nil {
		return err
	}
	if OnPost(d, PeriodOf(book, d.Path, month), month) == 0 {
		return errs.New(errs.State, "payroll.no_pay_off_post")
	}
	if err := unlisted(tx, d.PlacementID, month); err != nil {
		return err
	}
	if err := unworked(tx, d.PlacementID, month); err != nil {
		return err
	}
	events, err := NoPayEvents(tx, d.PlacementID, month)
	if err == nil && NoPayOf(events).Kind != "" {
		err = errs.New(errs.Conflict, "payroll.no_pay_decided")
	}
	return err
}

// unworked refuses a month of which a sheet says that there was work: payroll.no_pay_worked.
func unworked(tx *database.Tx, placementID int64, month civil.Month) error {
	worked, err := duty.WorkedIn(tx, placementID, month)
	if err == nil && worked > 0 {
		err = errs.New(errs.State, "payroll.no_pay_worked").With("days", worked)
	}
	return err
}

// A decision that a month ends without pay does not outlive a sheet, or its correction, that says that there was work:
// it goes with the review of the one and the approval of the other, and the month is owed again.
var _ = duty.WhenReviewed(func(v *desk.Visit, s duty.Sheet) ([]desk.Fact, error) {
	return reopenWorked(v, s.Path, s.Month)
})

// reopenWorked takes back what was decided of those of a path who worked in a month, and who were marked absent.
func reopenWorked(v *desk.Visit, path string, month civil.Month) ([]desk.Fact, error) {
	ended, err := endedUnder(v.Tx, path, month)
	if err != nil {
		return nil, err
	}
	var facts []desk.Fact
	for _, e := range ended {
		days, err := duty.WorkedIn(v.Tx, e.PlacementID, month)
		if err != nil || days == 0 {
			if err != nil {
				return nil, err
			}
			continue
		}
		d := Due{PlacementID: e.PlacementID, Path: e.Path}
		if err := reopenHold(v, d, month, ""); err != nil {
			return nil, err
		}
		if err := storeNoPay(v, []NoPayEvent{{PlacementID: e.PlacementID, Month: month, Path: e.Path,
			Kind: NoPayWithdrawn}}); err != nil {
			return nil, err
		}
		facts = append(facts, desk.F("worked_after_no_pay", e.PlacementID))
	}
	return facts, nil
}

// notHeld refuses a month of which a reviewed sheet has the holder absent on all days: the payee is told first, and may
// object (payroll.hold_first).
func notHeld(tx *database.Tx, d Due, month civil.Month) error {
	book, err := rulebook.Load(tx)
	if err != nil {
		return err
	}
	w, err := LoadWorths(tx, book, WorthQuery{County: region.CountyPath(d.Path), Month: month, Only: []any{d.PlacementID}})
	if err == nil {
		err = w.withWork(tx)
	}
	if err == nil && w.absentAll(d.PlacementID) {
		err = errs.New(errs.State, "payroll.hold_first").With("name", "")
	}
	return err
}

// unlisted refuses a month that is on a list of pay: payroll.no_pay_listed.
func unlisted(tx *database.Tx, placementID int64, month civil.Month) error {
	listed, err := onList(tx, placementID, month)
	if err == nil && listed {
		err = errs.New(errs.State, "payroll.no_pay_listed")
	}
	return err
}

// check what is typed, of a month whose period ends on a day.
func (x *NoPayDecision) check(over, today civil.Date) error {
	x.Remark = strings.TrimSpace(x.Remark)
	var faults errs.Faults
	if !slices.Contains(NoPayReasons, x.Reason) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("reason"))
	}
	faults.Add(errs.Length(x.Remark, 2, 100, "form.required", "remark"))
	if x.Month.IsZero() || !over.Before(today) {
		faults.Add(errs.New(errs.Invalid, "payroll.month").On("month"))
	}
	return faults.OrNil()
}

// TellNoPay writes down that the payee was told. Refusals: form.choice (how), form.date (none), payroll.no_pay_told_on
// (before the decision or after today), payroll.no_pay_none (nothing was decided), payroll.no_pay_told (told already),
// payroll.no_pay_listed (it is on a list of pay since), payroll.no_pay_worked (a sheet says since that there was work).
func (r *Service) TellNoPay(ctx context.Context, actor authz.Actor, key string, x NoPayTelling) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		d, err := lockDue(v.Tx, x.PlacementID)
		if err != nil {
			return 0, err
		}
		if err := mayTell(v, d.Path); err != nil {
			return 0, err
		}
		n, err := untold(v.Tx, x.PlacementID, x.Month)
		if err != nil {
			return 0, err
		}
		if err := x.check(n.AtUs.Date(), v.Today()); err != nil {
			return 0, err
		}
		if err := unlisted(v.Tx, x.PlacementID, x.Month); err != nil {
			return 0, err
		}
		if err := unworked(v.Tx, x.PlacementID, x.Month); err != nil {
			return 0, err
		}
		e := NoPayEvent{PlacementID: x.PlacementID, Month: x.Month, Path: d.Path, Kind: NoPayTold, Reason: x.How,
			OnDate: x.OnDate}
		return x.PlacementID, keepNoPay(v, "payroll.no_pay_tell", e)
	})
}

// untold is a decision of which the payee was not told.
func untold(tx *database.Tx, placementID int64, month civil.Month) (NoPay, error) {
	events, err := NoPayEvents(tx, placementID, month)
	if err != nil {
		return NoPay{}, err
	}
	n := NoPayOf(events)
	if len(events) == 0 { // taken off a list before there was a record for it
		if n, err = takenOffList(tx, placementID, month); err != nil {
			return n, err
		}
	}
	switch n.Kind {
	case "":
		return n, errs.New(errs.State, "payroll.no_pay_none")
	case NoPayTold:
		return n, errs.New(errs.Conflict, "payroll.no_pay_told")
	}
	return n, nil
}

// check a telling of a decision of a day.
func (x *NoPayTelling) check(decided, today civil.Date) error {
	var faults errs.Faults
	if !slices.Contains(NoPayWays, x.How) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("how"))
	}
	switch {
	case x.OnDate.IsZero():
		faults.Add(errs.New(errs.Invalid, "form.date").On("on"))
	case x.OnDate.Before(decided) || x.OnDate.After(today):
		faults.Add(errs.New(errs.Invalid, "payroll.no_pay_told_on").On("on").With("since", decided))
	}
	return faults.OrNil()
}

func mayTell(v *desk.Visit, path string) error {
	for _, p := range tellers {
		if v.Actor.Scope(p).Covers(path) {
			return v.Allow(p, path)
		}
	}
	return v.Allow("payroll.audit", path)
}

// WithdrawNoPay takes a decision back: the month is owed or not known again. Refusals: form.required (why),
// payroll.no_pay_none (nothing is decided).
func (r *Service) WithdrawNoPay(ctx context.Context, actor authz.Actor, key string, placementID int64,
	month civil.Month, why string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		d, err := lockDue(v.Tx, placementID)
		if err != nil {
			return 0, err
		}
		if err := mayDecide(v, d.Path); err != nil {
			return 0, err
		}
		why = strings.TrimSpace(why)
		if fault := errs.Length(why, 2, 100, "form.required", "why"); fault != nil {
			return 0, fault
		}
		events, err := NoPayEvents(v.Tx, placementID, month)
		if err == nil && NoPayOf(events).Kind == "" {
			err = errs.New(errs.State, "payroll.no_pay_none")
		}
		if err != nil {
			return 0, err
		}
		e := NoPayEvent{PlacementID: placementID, Month: month, Path: d.Path, Kind: NoPayWithdrawn, Remark: why}
		if err := reopenHold(v, d, month, why); err != nil {
			return 0, err
		}
		return placementID, keepNoPay(v, "payroll.no_pay_back", e)
	})
}

// reopenHold takes the decision on a held line back with its no-pay decision: it is decided anew, or due.
func reopenHold(v *desk.Visit, d Due, month civil.Month, why string) error {
	events, err := HoldEvents(v.Tx, d.PlacementID, month)
	if err != nil || HoldOf(events).Decided.How != HoldNone {
		return err
	}
	return storeHold(v, HoldEvent{PlacementID: d.PlacementID, Month: month, Path: d.Path, Kind: HoldReopened, Remark: why})
}

// keepNoPay stores an event of now and records it.
func keepNoPay(v *desk.Visit, act string, e NoPayEvent) error {
	if err := storeNoPay(v, []NoPayEvent{e}); err != nil {
		return err
	}
	v.Record(act, "placement", e.PlacementID, desk.F("month", e.Month), desk.F("reason", e.Reason),
		desk.F("remark", e.Remark), desk.F("on", e.OnDate))
	return nil
}

// NoPayMonths of a person, by month: what was decided, of each placement.
func NoPayMonths(r database.Reader, personID int64) (map[int64]map[civil.Month]NoPay, error) {
	events, err := noPayOfPerson(r, personID)
	if err != nil {
		return nil, err
	}
	by := map[int64]map[civil.Month][]NoPayEvent{}
	for _, e := range events {
		if by[e.PlacementID] == nil {
			by[e.PlacementID] = map[civil.Month][]NoPayEvent{}
		}
		by[e.PlacementID][e.Month] = append(by[e.PlacementID][e.Month], e)
	}
	out := map[int64]map[civil.Month]NoPay{}
	for id, months := range by {
		out[id] = map[civil.Month]NoPay{}
		for m, list := range months {
			if n := NoPayOf(list); n.Kind != "" {
				out[id][m] = n
			}
		}
	}
	return out, nil
}
