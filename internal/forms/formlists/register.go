package formlists

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/unit"
)

// Entry of a list.
type Entry struct {
	ID         int64
	UnitID     int64
	Kind       string
	Name       string
	Place      string
	Level      string
	Document   string
	Owner      string
	Contractor string
	FromOn     civil.Date
	UntilOn    civil.Date // first day on which it is no more; zero: it stands
	People     int64
	PovertyOut int64
	Changed    string // upgraded, supported, adjusted
	ChangedOn  civil.Date
	Note       string
	Named      int64 // 1: its people are named, and counted by the registry
	Channel    string
	ActorID    int64
	AtUs       clock.Moment
	Version    int64
}

// Counts reports whether the entry counts in a year up to a cut-off.
func (e Entry) Counts(when string, from, cutOff civil.Date) bool {
	if e.FromOn.After(cutOff) {
		return false
	}
	switch when {
	case Standing:
		return e.UntilOn.IsZero() || e.UntilOn.After(cutOff)
	case Running:
		return e.UntilOn.IsZero() || e.UntilOn.After(from)
	}
	return !e.FromOn.Before(from)
}

const mostPeople = 1_000_000

// Longest is how many characters a text of an entry may have, or how large a number may be; 0 for a date or a choice.
func Longest(field string) int {
	return map[string]int{"name": 100, Place: 100, Level: 20, Document: 60, Owner: 60, Contractor: 60, "note": 200,
		People: mostPeople, PovertyOut: mostPeople}[field]
}

// Changes of what stands.
var Changes = []string{"upgraded", "supported", "adjusted"}

// clean and check what an entry says by its kind, all faults at once.
func (e *Entry) check(k Kind, today civil.Date) error {
	var faults errs.Faults
	for _, x := range []struct {
		field string
		text  *string
	}{
		{"name", &e.Name},
		{Place, &e.Place},
		{Level, &e.Level},
		{Document, &e.Document},
		{Owner, &e.Owner},
		{Contractor, &e.Contractor},
		{"note", &e.Note},
	} {
		*x.text = strings.TrimSpace(*x.text)
		if x.field != "name" && x.field != "note" && !k.Has(x.field) {
			*x.text = ""
		}
		faults.Add(errs.Long(*x.text, Longest(x.field), x.field))
	}
	if utf8.RuneCountInString(e.Name) < 2 {
		faults.Add(errs.New(errs.Invalid, "form.required").On("name"))
	}
	if e.FromOn.IsZero() || e.FromOn.After(today) {
		faults.Add(errs.New(errs.Invalid, "form.future").On("from_on"))
	}
	if !k.Has(Until) {
		e.UntilOn = civil.Date{}
	}
	if !e.UntilOn.IsZero() && e.UntilOn.Before(e.FromOn) {
		faults.Add(errs.New(errs.Invalid, "register.until").On(Until))
	}
	if !k.Has(People) {
		e.People, e.PovertyOut = 0, 0
	}
	if e.People < 0 || e.People > mostPeople {
		faults.Add(errs.New(errs.Invalid, "form.range").On(People).With("min", 0).With("max", mostPeople))
	}
	if e.PovertyOut < 0 || e.PovertyOut > e.People {
		faults.Add(errs.New(errs.Invalid, "register.part").On(PovertyOut).With("part", e.PovertyOut).With("whole", e.People))
	}
	if !k.Has(Changed) {
		e.Changed, e.ChangedOn = "", civil.Date{}
	}
	return append(faults, errs.All(e.checkChange(today))...).OrNil()
}

// checkChange says what is wrong with a change of what stands.
func (e *Entry) checkChange(today civil.Date) error {
	var faults errs.Faults
	if e.Changed != "" && !slices.Contains(Changes, e.Changed) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On(Changed))
	}
	if e.Changed != "" && (e.ChangedOn.IsZero() || e.ChangedOn.After(today) || e.ChangedOn.Before(e.FromOn)) {
		faults.Add(errs.New(errs.Invalid, "register.changed_on").On("changed_on"))
	}
	return faults.OrNil()
}

// Service of the lists.
type Service struct{ Desk *desk.Desk }

// mine allows writing in a unit's list of a kind. Refusals: authz.*, form.choice, unit.not_department.
func mine(v *desk.Visit, unitID int64, kind string) (unit.Unit, Kind, error) {
	k, ok := KindOf(kind)
	if !ok {
		return unit.Unit{}, k, errs.New(errs.Invalid, "form.choice").On("kind")
	}
	u, err := unit.Allowed(v, "register.enter", unitID)
	if err == nil {
		err = unit.Lock(v.Tx, unitID)
	}
	if err != nil {
		return u, k, err
	}
	book, err := rulebook.Of(v)
	if err != nil {
		return u, k, err
	}
	mine, err := unit.Mine(v.Tx, v.Actor, u)
	if err == nil && !slices.Contains(mine, unit.Owner(book, u, k.Owned, v.Today())) {
		err = errs.New(errs.Forbidden, "unit.not_department").With("what", k.Name)
	}
	return u, k, err
}

// Enter an entry, or change the one of its ID as it was shown with its version. Refusals: authz.*, unit.not_department,
// form.*, register.until, register.part, register.changed_on, register.twice (a standing entry of the same name),
// register.named (numbers of an entry that names its people are counted), form.stale.
func (r *Service) Enter(ctx context.Context, actor authz.Actor, key string, e Entry) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		was := Entry{}
		if e.ID != 0 {
			var err error
			if was, err = lock(v.Tx, e.ID); err != nil {
				return 0, err
			}
			e.UnitID, e.Kind = was.UnitID, was.Kind
		}
		u, k, err := mine(v, e.UnitID, e.Kind)
		if err != nil {
			return 0, err
		}
		if was.ID != 0 && was.Version != e.Version {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		if err := e.check(k, v.Today()); err != nil {
			return 0, err
		}
		if was.Named == 1 && (e.People != was.People || e.PovertyOut != was.PovertyOut) {
			return 0, errs.New(errs.State, "register.named").On(People)
		}
		if err := alone(v.Tx, e); err != nil {
			return 0, err
		}
		e.Channel, e.ActorID, e.AtUs = string(v.Channel), v.Actor.UserID, v.Now()
		act := "register.change"
		if e.ID == 0 {
			act = "register.enter"
			e.ID, err = insert(v.Tx, e)
		} else {
			err = update(v.Tx, e)
		}
		v.Record(act, "list_entry", e.ID, desk.F("unit", u.Name), desk.F("kind", k.Code), desk.F("name", e.Name),
			desk.F("from", e.FromOn), desk.F("people", e.People), desk.F("poverty_out", e.PovertyOut))
		return e.ID, err
	})
}

// Strike an entry out that was entered by mistake. Refusals: authz.*, unit.not_department, form.required (why),
// form.stale.
func (r *Service) Strike(ctx context.Context, actor authz.Actor, key string, id, version int64,
	why string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		e, err := lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		u, _, err := mine(v, e.UnitID, e.Kind)
		if err != nil {
			return 0, err
		}
		why = strings.TrimSpace(why)
		if fault := errs.Length(why, 2, 100, "form.required", "why"); fault != nil {
			return 0, fault
		}
		v.Record("register.strike", "list_entry", id, desk.F("unit", u.Name), desk.F("kind", e.Kind), desk.F("name", e.Name),
			desk.F("why", why))
		return id,
			v.Tx.Change("UPDATE list_entry SET struck = 1, version = version + 1 WHERE id = ? AND version = ? AND struck = 0",
				id, version)
	})
}
