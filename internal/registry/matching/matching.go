package matching

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// Kinds of register, in the order of the pages (domain section 3.2).
var Kinds = []string{"deceased", "employee_pension_paying", "employee_pension_drawing", "business_owner",
	"public_employee", "in_custody"}

// States of a hit.
const (
	Open     = "open"
	Told     = "told"
	Answered = "answered"
	Cleared  = "cleared" // 核实后不影响
	Exit     = "exit"    // 应当退出
	Recover  = "recover" // 应当退出并追缴
)

// Outcomes of a decision.
var Outcomes = []string{Cleared, Exit, Recover}

// List is a register as of a day.
type List struct {
	ID        int64
	Kind      string
	AsOf      civil.Date
	Path      string
	Source    string
	BatchID   int64
	Entries   int64
	Hits      int64
	CreatedUs clock.Moment
}

func (List) TableName() string { return "register_list" }

// Entry of a register on its way in.
type Entry struct {
	Kind    string
	AsOf    civil.Date
	Source  string
	IDIndex []byte
	Detail  string
	On      civil.Date // since when; zero where the register does not say
}

// Hit is somebody who applies or holds a post and stands in a register.
type Hit struct {
	ID         int64
	EntryID    int64
	PersonID   int64
	Path       string
	Kind       string
	State      string
	ToldOn     civil.Date
	AnswerBy   civil.Date
	Statement  string
	Decision   string
	DecidedOn  civil.Date
	ToldKey    string
	DecidedKey string
	CreatedUs  clock.Moment
	Version    int64
	// of the person and the register, for pages and letters
	Name, IDTail, Detail, Source string
	AsOf, OnDate                 civil.Date
}

// Service of matching.
type Service struct{ Desk *desk.Desk }

// ApplyImport keeps registers inside the visit of an import and finds the hits among those who apply or hold a post in
// the region. Gives the number of hits.
func ApplyImport(v *desk.Visit, batchID int64, path string, entries []Entry) (hits int64, err error) {
	type head struct {
		kind, source string
		asOf         civil.Date
	}
	groups := map[head][]Entry{}
	var order []head
	for _, e := range entries {
		h := head{e.Kind, e.Source, e.AsOf}
		if groups[h] == nil {
			order = append(order, h)
		}
		groups[h] = append(groups[h], e)
	}
	for _, h := range order {
		l := List{Kind: h.kind, AsOf: h.asOf, Path: path, Source: h.source, BatchID: batchID, Entries: int64(len(groups[h])),
			CreatedUs: v.Now()}
		if err := v.Tx.Insert(&l); err != nil {
			return 0, err
		}
		n, err := takeList(v, l, groups[h])
		if err != nil {
			return 0, err
		}
		if _, err := v.Tx.Exec("UPDATE register_list SET hits = ? WHERE id = ?", n, l.ID); err != nil {
			return 0, err
		}
		hits += n
	}
	return hits, nil
}

// Tell enters that the person was told of a hit (核查通知), and sets the time for a statement. Refusals: form.stale,
// hit.state, form.future.
func (r *Service) Tell(ctx context.Context, actor authz.Actor, key string, id, version int64,
	on civil.Date) (int64, error) {
	return r.act(ctx, actor, key, "matching.tell", id, version, []string{Open},
		func(v *desk.Visit, h Hit) (string, []any, error) {
			if on.IsZero() || on.After(v.Today()) {
				return "", nil, errs.New(errs.Invalid, "form.future").On("on")
			}
			book, err := rulebook.Load(v.Tx)
			if err != nil {
				return "", nil, err
			}
			by := book.Calendar().AddWorking(on, book.Int("matching.answer_days", h.Path, on, 10))
			return "state = 'told', told_on = ?, answer_by = ?, told_key = ?", []any{on, by, actor.PersonKey}, nil
		})
}

// Hear enters what the person says and proves. Refusals: form.stale, hit.state, hit.statement.
func (r *Service) Hear(ctx context.Context, actor authz.Actor, key string, id, version int64,
	statement string) (int64, error) {
	statement = strings.TrimSpace(statement)
	return r.act(ctx, actor, key, "matching.hear", id, version, []string{Told},
		func(v *desk.Visit, h Hit) (string, []any, error) {
			if fault := errs.Length(statement, 4, 500, "hit.statement", "statement"); fault != nil {
				return "", nil, fault
			}
			return "state = 'answered', statement = ?", []any{statement}, nil
		})
}

// Decide a hit, by another human than who told the person: after the statement, or when its time is over. The exit from
// the post and the recovery are carried out on their own pages. Refusals: form.stale, hit.state, hit.early (the time
// still runs), hit.same_hand, form.choice, hit.statement, resident.recuse_*.
func (r *Service) Decide(ctx context.Context, actor authz.Actor, key string, id, version int64,
	outcome, why string) (int64, error) {
	why = strings.TrimSpace(why)
	return r.act(ctx, actor, key, "matching.decide", id, version, []string{Told, Answered},
		func(v *desk.Visit, h Hit) (string, []any, error) {
			if !slices.Contains(Outcomes, outcome) {
				return "", nil, errs.New(errs.Invalid, "form.choice").On("outcome")
			}
			if err := h.MayDecide(actor, v.Today()); err != nil {
				return "", nil, err
			}
			if fault := errs.Length(why, 4, 300, "hit.statement", "why"); fault != nil {
				return "", nil, fault
			}
			return "state = ?, decision = ?, decided_on = ?, decided_key = ?", []any{outcome, why, v.Today(), actor.PersonKey},
				nil
		})
}

// MayDecide names what keeps a person from deciding a hit: hit.early (the time to answer runs), hit.same_hand.
func (h Hit) MayDecide(actor authz.Actor, today civil.Date) error {
	switch {
	case h.State == Told && !today.After(h.AnswerBy):
		return errs.New(errs.State, "hit.early").With("by", h.AnswerBy)
	case h.ToldKey == actor.PersonKey:
		return errs.New(errs.Forbidden, "hit.same_hand")
	}
	return nil
}

func (r *Service) act(ctx context.Context, actor authz.Actor, key string, permission authz.Permission,
	id, version int64, from []string, part func(*desk.Visit, Hit) (string, []any, error)) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		h, err := lockHit(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh(permission, h.Path, h.Version, version); err != nil {
			return 0, err
		}
		if !slices.Contains(from, h.State) {
			return 0, errs.New(errs.State, "hit.state")
		}
		p, err := resident.Recused(v.Tx, actor, h.PersonID)
		if err != nil {
			return 0, err
		}
		set, args, err := part(v, h)
		if err != nil {
			return 0, err
		}
		if err := v.Tx.Change("UPDATE register_hit SET "+set+", version = version + 1 WHERE id = ? AND version = ?",
			append(args, id, version)...); err != nil {
			return 0, err
		}
		v.Record(string(permission), "register_hit", id, desk.F("person", p.Name), desk.F("register", h.Kind))
		return id, nil
	})
}

// Standing of a person with one kind of register: not checked, clean as of a day, or a hit.
type Standing struct {
	Kind string
	AsOf civil.Date // of the latest register that covers the person; zero: not checked
	Hit  *Hit       // the latest one, decided or not
}

// Checked says of each kind of register how a person stands.
func Checked(r database.Reader, p resident.Person) ([]Standing, error) {
	hits, err := OfPerson(r, p.ID)
	if err != nil {
		return nil, err
	}
	lists, err := covering(r, p.Path)
	if err != nil {
		return nil, err
	}
	var out []Standing
	for _, k := range Kinds {
		s := Standing{Kind: k, AsOf: lists[k]}
		for i := range hits {
			if hits[i].Kind == k {
				s.Hit = &hits[i]
				break
			}
		}
		out = append(out, s)
	}
	return out, nil
}
