package rectify

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/trail"
)

// States of a task.
const (
	Open    = "open"
	Replied = "replied"
	Closed  = "closed"
)

// Sources of a task, in the order of lists.
var Sources = []string{"inspection", "complaint", "duty", "form", "other"}

// MostWhat is how many characters an order may have.
const MostWhat = 500

// Task of an office: what it is to put right, by when.
type Task struct {
	ID         int64
	Number     string
	Path       string // of the office
	IssuerPath string
	Source     string
	SourceID   *int64
	Title      string
	What       string
	DueOn      civil.Date
	State      string
	IssuedBy   int64
	IssuedOn   civil.Date
	ClosedOn   civil.Date
	Version    int64
}

// Late reports whether its day has passed and no reply came.
func (t Task) Late(today civil.Date) bool { return t.State == Open && today.After(t.DueOn) }

// Decides is what it takes, beside rectify.issue, to close, give back or put off a task: of what inspectors found only
// inspectors say that it was put right. Empty: nothing more.
func (t Task) Decides() authz.Permission {
	if t.Source == "inspection" && t.SourceID != nil {
		return "inspect.decide"
	}
	return ""
}

// Event of a task. Insert-only and witnessed.
type Event struct {
	ID        int64
	TaskID    int64
	Kind      string // issued, replied, back, closed, extended
	Said      string
	FileID    *int64
	ActorID   int64
	PersonKey string
	AtUs      clock.Moment
}

// Witness of the events.
var Witness = trail.Table{Name: "rectify_event",
	Columns: []string{"task_id", "kind", "said", "file_id", "actor_id", "person_key", "at_us"}}

func store(v *desk.Visit, e Event) error {
	e.ActorID, e.PersonKey, e.AtUs = v.Actor.UserID, v.Actor.PersonKey, v.Now()
	d := Witness.Digest(e.TaskID, e.Kind, e.Said, e.FileID, e.ActorID, e.PersonKey, e.AtUs)
	v.Witness("rectify_event", d)
	_, err := v.Tx.Create(
		"INSERT INTO rectify_event (task_id, kind, said, file_id, actor_id, person_key, at_us, trail_id, row_digest) "+
			"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		e.TaskID, e.Kind, e.Said, e.FileID, e.ActorID, e.PersonKey, int64(e.AtUs), v.TrailID(), d)
	return err
}

// Service of orders.
type Service struct{ Desk *desk.Desk }

const taskColumns = "t.id, t.number, t.path, t.issuer_path, t.source, t.source_id, t.title, t.what, t.due_on, " +
	"t.state, t.issued_by, t.issued_on, t.closed_on, t.version"

// checkText trims what an order or an answer says, and refuses what is too short or too long: rectify.said.
func checkText(text *string, least, most int, field string) *errs.Error {
	*text = strings.TrimSpace(*text)
	fault := errs.Length(*text, least, most, "rectify.said", field)
	if fault != nil {
		fault.With("least", least).With("most", most)
	}
	return fault
}

// Issue an order to an office below the issuer's own region, or to the office itself of a place. Refusals: authz.*,
// rectify.level (orders go to a village, a township or a county), form.choice (source), rectify.said, rectify.due (to
// come, within a year).
func (r *Service) Issue(ctx context.Context, actor authz.Actor, key string, at *region.Region, t Task) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		id, err := IssueIn(v, at, &t)
		v.Record("rectify.issue", "rectify_task", id, desk.F("number", t.Number), desk.F("due", t.DueOn))
		return id, err
	})
}

// IssueIn a visit that records itself what it did. Refusals as of Issue.
func IssueIn(v *desk.Visit, at *region.Region, t *Task) (int64, error) {
	if err := v.Allow("rectify.issue", at.Path); err != nil {
		return 0, err
	}
	if at.Level == region.City {
		return 0, errs.New(errs.Invalid, "rectify.level").On("region")
	}
	var faults errs.Faults
	if !slices.Contains(Sources, t.Source) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("source"))
	}
	faults.Add(checkText(&t.Title, 4, 60, "title"))
	faults.Add(checkText(&t.What, 4, MostWhat, "what"))
	if t.DueOn.IsZero() || t.DueOn.Before(v.Today()) || t.DueOn.After(v.Today().AddMonths(12)) {
		faults.Add(errs.New(errs.Invalid, "rectify.due").On("due"))
	}
	if err := faults.OrNil(); err != nil {
		return 0, err
	}
	for _, p := range v.Actor.Scope("rectify.issue").Paths() {
		if strings.HasPrefix(at.Path, p) {
			t.IssuerPath = p
		}
	}
	if t.SourceID != nil && *t.SourceID == 0 {
		t.SourceID = nil
	}
	t.Number = number(v.Today())
	id, err := v.Tx.Create(
		"INSERT INTO rectify_task (number, path, issuer_path, source, source_id, title, what, due_on, state, issued_by, "+
			"issued_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)",
		t.Number, at.Path, t.IssuerPath, t.Source, t.SourceID, t.Title, t.What, t.DueOn, v.Actor.UserID, v.Today())
	if database.Duplicate(err, "number") {
		err = database.ErrAgain
	}
	if err != nil {
		return 0, err
	}
	if err := store(v, Event{TaskID: id, Kind: "issued", Said: t.What}); err != nil {
		return 0, err
	}
	return id, nil
}

// OfSource are the tasks that came from one matter, in order.
func OfSource(r database.Reader, source string, id int64) ([]Task, error) {
	var out []Task
	err := r.Select(&out,
		"SELECT "+taskColumns+" FROM rectify_task t WHERE t.source = ? AND t.source_id = ? ORDER BY t.id", source, id)
	return out, err
}

// number of an order: its year and six random digits, so that it does not tell how many there are.
func number(today civil.Date) string {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf("ZG-%d-%06d", today.Year(), n)
}

// Move names a task as the form showed it, with what is said.
type Move struct {
	ID, Version int64
	Said        string
	Due         civil.Date // of an extension
}

func (r *Service) act(ctx context.Context, actor authz.Actor, key string, p authz.Permission, kind, from, to string,
	m Move, scan *files.Stored, also func(*desk.Visit, *Task) error) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		t, err := database.Find[Task](v.Tx, "SELECT "+taskColumns+" FROM rectify_task t WHERE t.id = ?"+v.Tx.ForUpdate(),
			m.ID)
		if err != nil {
			return 0, err
		}
		if err := v.AllowFresh(p, t.Path, t.Version, m.Version); err != nil {
			return 0, err
		}
		if more := t.Decides(); more != "" && p == "rectify.issue" {
			if err := v.Allow(more, t.Path); err != nil {
				return 0, err
			}
		}
		if t.State != from {
			return 0, errs.New(errs.State, "rectify.state")
		}
		if fault := checkText(&m.Said, 4, 500, "said"); fault != nil {
			return 0, fault
		}
		t.State = to
		if also != nil {
			if err := also(v, &t); err != nil {
				return 0, err
			}
		}
		e := Event{TaskID: t.ID, Kind: kind, Said: m.Said}
		if scan != nil {
			id, err := files.Keep(v, *scan, t.Path, files.OfRectification)
			if err != nil {
				return 0, err
			}
			e.FileID = &id
		}
		if err := store(v, e); err != nil {
			return 0, err
		}
		v.Record("rectify."+kind, "rectify_task", t.ID, desk.F("number", t.Number))
		return t.ID,
			v.Tx.Change(
				"UPDATE rectify_task SET state = ?, due_on = ?, closed_on = ?, version = version + 1 WHERE id = ? AND version = ?",
				t.State, t.DueOn, t.ClosedOn, t.ID, t.Version)
	})
}

// Reply that it was put right; scan, if not nil, is a photo or paper that was put already. Refusals: authz.*,
// rectify.state, rectify.said, form.stale.
func (r *Service) Reply(ctx context.Context, actor authz.Actor, key string, m Move, scan *files.Stored) (int64, error) {
	return r.act(ctx, actor, key, "rectify.reply", "replied", Open, Replied, m, scan, nil)
}

// Close an order that was put right (销号). Refusals as of Reply; rectify.own (who replied).
func (r *Service) Close(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.act(ctx, actor, key, "rectify.issue", "closed", Replied, Closed, m, nil, func(v *desk.Visit, t *Task) error {
		t.ClosedOn = v.Today()
		return MayClose(v.Tx, actor, *t)
	})
}

// MayClose refuses whoever replied: rectify.own.
func MayClose(r database.Reader, actor authz.Actor, t Task) error {
	var replied string
	if _, err := r.One(&replied,
		"SELECT person_key FROM rectify_event WHERE task_id = ? AND kind = 'replied' ORDER BY id DESC LIMIT 1",
		t.ID); err != nil {
		return err
	}
	if replied == actor.PersonKey {
		return errs.New(errs.Forbidden, "rectify.own")
	}
	return nil
}

// GiveBack a reply that is not enough. Refusals as of Reply.
func (r *Service) GiveBack(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.act(ctx, actor, key, "rectify.issue", "back", Replied, Open, m, nil, nil)
}

// Extend the day of an open order before it has passed. Refusals as of Reply; rectify.due (not later than before),
// rectify.extend_late.
func (r *Service) Extend(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.act(ctx, actor, key, "rectify.issue", "extended", Open, Open, m, nil, func(v *desk.Visit, t *Task) error {
		if t.Late(v.Today()) {
			return errs.New(errs.State, "rectify.extend_late").On("due").With("by", t.DueOn)
		}
		if !m.Due.After(t.DueOn) || m.Due.After(v.Today().AddMonths(12)) {
			return errs.New(errs.Invalid, "rectify.due").On("due")
		}
		t.DueOn = m.Due
		return nil
	})
}

// ByID finds a task.
func ByID(r database.Reader, id int64) (Task, error) {
	return database.Find[Task](r, "SELECT "+taskColumns+" FROM rectify_task t WHERE t.id = ?", id)
}

// Events of a task, in order.
func Events(r database.Reader, id int64) ([]Event, error) {
	var out []Event
	err := r.Select(&out,
		"SELECT id, task_id, kind, said, file_id, actor_id, person_key, at_us FROM rectify_event WHERE task_id = ? ORDER "+
			"BY id",
		id)
	return out, err
}

// FileOf a task by one of its events. Refusal: authz.not_found.
func FileOf(r database.Reader, id, fileID int64) (files.File, error) {
	return files.HeldBy(r, "rectify_event", "task_id", id, fileID)
}

// Filter of the list.
type Filter struct {
	State  string
	Source string
	Late   bool
	Today  civil.Date
	Before int64
	Limit  int
}

// List of a scope's tasks, the latest first, a page by number.
func List(r database.Reader, scope authz.Scope, f Filter) ([]Task, error) {
	where, args := scope.ByNumber("t")
	add := func(cond string, v any) { where, args = where+" AND "+cond, append(args, v) }
	if f.State != "" {
		add("t.state = ?", f.State)
	}
	if f.Source != "" {
		add("t.source = ?", f.Source)
	}
	if f.Late {
		add("t.state = 'open' AND t.due_on < ?", f.Today)
	}
	if f.Before > 0 {
		add("t.id < ?", f.Before)
	}
	var out []Task
	err := r.Select(&out, "SELECT "+taskColumns+" FROM rectify_task t WHERE "+where+" ORDER BY t.id DESC LIMIT ?",
		append(args, f.Limit)...)
	return out, err
}

// Queue lists the tasks of Waiting, those that are due first first.
func Queue(r database.Reader, scope authz.Scope, state string) ([]int64, error) {
	where, args := scope.SQL("t.path")
	var out []int64
	err := r.Select(&out, "SELECT t.id FROM rectify_task t WHERE t.state = ? AND "+where+" ORDER BY t.due_on, t.id",
		append([]any{state}, args...)...)
	return out, err
}

// Waiting are a scope's tasks of a state; they are late when their day has passed.
func Waiting(r database.Reader, scope authz.Scope, state string, today civil.Date) (q civil.Queue, err error) {
	where, args := scope.SQL("t.path")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN t.due_on < ? THEN 1 ELSE 0 END), 0) AS late, "+
		"MIN(t.issued_on) AS since, MIN(t.due_on) AS deadline FROM rectify_task t WHERE t.state = ? AND "+where,
		append([]any{today, state}, args...)...)
	return q, err
}
