package inspect

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/trail"
)

// Kinds of entries.
const (
	Note     = "note"
	Reply    = "answer"   // 单位答复
	Order    = "order"    // 整改要求
	Recovery = "recovery" // 追缴到账
)

// EntryKinds that an inspector writes beside the state.
var EntryKinds = []string{Note, Reply, Recovery}

// Entry to a finding. Insert-only and witnessed.
type Entry struct {
	ID        int64
	FindingID int64
	Kind      string
	Said      string
	Office    string
	OnDate    civil.Date // of the answer or of the money; of an order its last day; zero: none
	AmountFen money.Fen
	FileID    *int64
	ActorID   int64
	AtUs      clock.Moment
}

// EntryWitness of the entries.
var EntryWitness = trail.Table{Name: "finding_entry",
	Columns: []string{"finding_id", "kind", "said", "office", "on_date", "amount_fen", "file_id", "actor_id", "at_us"}}

func storeEntry(v *desk.Visit, e Entry) (int64, error) {
	d := EntryWitness.Digest(e.FindingID, e.Kind, e.Said, e.Office, e.OnDate, int64(e.AmountFen), e.FileID, e.ActorID,
		e.AtUs)
	v.Witness("finding_entry", d)
	return v.Tx.Create("INSERT INTO finding_entry (finding_id, kind, said, office, on_date, amount_fen, file_id, "+
		"actor_id, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		e.FindingID, e.Kind, e.Said, e.Office, e.OnDate, int64(e.AmountFen), e.FileID, e.ActorID, int64(e.AtUs), v.TrailID(),
		d)
}

// EntriesOf a finding in order.
func EntriesOf(r database.Reader, id int64) ([]Entry, error) {
	var out []Entry
	err := r.Select(&out,
		"SELECT id, finding_id, kind, said, office, on_date, amount_fen, file_id, actor_id, at_us FROM finding_entry WHERE "+
			"finding_id = ? ORDER BY id",
		id)
	return out, err
}

// FileOf a finding by the entry that it came with. Refusal: authz.not_found.
func FileOf(r database.Reader, id, fileID int64) (files.File, error) {
	return files.HeldBy(r, "finding_entry", "finding_id", id, fileID)
}

// decided is the finding that a visit decides about, confided to the inspectors' own chain. Refusals: authz.*.
func decided(v *desk.Visit, id int64) (Kept, error) {
	k, err := ByID(v.Tx, id)
	if err != nil {
		return k, err
	}
	if err := v.Allow("inspect.decide", k.Path); err != nil {
		return k, err
	}
	v.UseInspectorChain()
	return k, nil
}

// Write a note, the office's answer or money that came back to a finding; scan, if not nil, is a file that was put
// already. A recovery needs an amount and its day, and the voucher's number in the text. Refusals: authz.*,
// inspect.said, inspect.entry_kind, inspect.office, inspect.entry_date, inspect.amount, inspect.state (a recovery
// without an order).
func (r *Service) Write(ctx context.Context, actor authz.Actor, key string, e Entry,
	scan *files.Stored) (int64, error) {
	e.Said, e.Office = strings.TrimSpace(e.Said), strings.TrimSpace(e.Office)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		k, err := decided(v, e.FindingID)
		if err != nil {
			return 0, err
		}
		if !slices.Contains(EntryKinds, e.Kind) {
			return 0, errs.New(errs.Invalid, "inspect.entry_kind").On("kind")
		}
		if fault := errs.Length(e.Said, 2, 2000, "inspect.said", "said"); fault != nil {
			return 0, fault
		}
		if e.Kind == Note {
			e.Office, e.OnDate = "", civil.Date{}
		} else if e.OnDate.IsZero() || e.OnDate.After(v.Today()) {
			return 0, errs.New(errs.Invalid, "inspect.entry_date").On("on")
		}
		if e.Kind == Reply && (e.Office == "" || utf8.RuneCountInString(e.Office) > 60) {
			return 0, errs.New(errs.Invalid, "inspect.office").On("office")
		}
		if e.Kind != Recovery {
			e.AmountFen = 0
		} else {
			if k.State != Rectifying {
				return 0, errs.New(errs.State, "inspect.state").On("kind").With("finding", k.State)
			}
			if e.AmountFen <= 0 || e.AmountFen > 100_000_000_00 {
				return 0, errs.New(errs.Invalid, "inspect.amount").On("amount")
			}
			if _, err := v.Tx.Exec("UPDATE finding SET recovered_fen = recovered_fen + ?, version = version + 1 WHERE id = ?",
				int64(e.AmountFen), k.ID); err != nil {
				return 0, err
			}
		}
		if scan != nil {
			id, err := files.Keep(v, *scan, k.Path, files.OfInspection)
			if err != nil {
				return 0, err
			}
			e.FileID = &id
		}
		e.ActorID, e.AtUs = actor.UserID, v.Now()
		v.Record("inspect.entry", "finding", k.ID, desk.F("kind", e.Kind))
		return storeEntry(v, e)
	})
}

// Rectify orders an office to mend a finding by a day, and what money is to come back; again while it is being mended,
// with another day or amount; a day that has passed stays the day by which it is late. The office at tell, if not nil,
// gets the order as a task of its own (rectify): it sees what it is to put right and by when, and nothing of the
// finding. Refusals: authz.*, inspect.state, inspect.said, inspect.office, inspect.due, inspect.amount, form.stale; of
// the task inspect.tell (not the finding's village, township or county), rectify.said (too long for a task),
// rectify.due.
func (r *Service) Rectify(ctx context.Context, actor authz.Actor, key string, version int64, e Entry,
	tell *region.Region) (int64, error) {
	e.Said, e.Office, e.Kind, e.FileID = strings.TrimSpace(e.Said), strings.TrimSpace(e.Office), Order, nil
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		k, err := decided(v, e.FindingID)
		if err != nil {
			return 0, err
		}
		if k.State != Rectifying && !slices.Contains(arrows[k.State], Rectifying) {
			return 0, errs.New(errs.State, "inspect.state").On("due").With("finding", k.State)
		}
		if fault := errs.Length(e.Said, 2, 2000, "inspect.said", "measures"); fault != nil {
			return 0, fault
		}
		if fault := errs.Length(e.Office, 1, 60, "inspect.office", "order_office"); fault != nil {
			return 0, fault
		}
		if e.OnDate.Before(v.Today()) {
			return 0, errs.New(errs.Invalid, "inspect.due").On("due")
		}
		if e.AmountFen < 0 || e.AmountFen > 100_000_000_00 {
			return 0, errs.New(errs.Invalid, "inspect.amount").On("recover")
		}
		due := e.OnDate
		if k.Overdue(v.Today()) {
			due = k.DueOn // another order does not make the day that passed pass later
		}
		if err := v.Tx.Change(
			"UPDATE finding SET state = ?, due_on = ?, recover_fen = ?, version = version + 1 WHERE id = ? AND version = ?",
			Rectifying, due, int64(e.AmountFen), k.ID, version); err != nil {
			return 0, err
		}
		e.ActorID, e.AtUs = actor.UserID, v.Now()
		v.Record("inspect.decide", "finding", k.ID, desk.F("from", k.State), desk.F("to", Rectifying))
		if k.State != Rectifying {
			if err := storeEvents(v,
				[]FindingEvent{{FindingID: k.ID, Kind: "state", FromState: k.State, ToState: Rectifying, Reason: e.Said,
					ActorID: actor.UserID, AtUs: v.Now()}}); err != nil {
				return 0, err
			}
		}
		if tell != nil {
			if err := issueOrder(v, k, e, tell); err != nil {
				return 0, err
			}
		}
		return storeEntry(v, e)
	})
}

// issueOrder to the office whose matter a finding is.
func issueOrder(v *desk.Visit, k Kept, e Entry, tell *region.Region) error {
	if !strings.HasPrefix(k.Path, tell.Path) {
		return errs.New(errs.Invalid, "inspect.tell").On("tell")
	}
	if utf8.RuneCountInString(e.Said) > rectify.MostWhat {
		return errs.New(errs.Invalid, "rectify.said").On("measures").With("least", 4).With("most", rectify.MostWhat)
	}
	_, err := rectify.IssueIn(v, tell,
		&rectify.Task{Source: "inspection", SourceID: &k.ID, Title: "监督检查发现问题整改", What: e.Said, DueOn: e.OnDate})
	return err
}

// Saved filter of an inspector.
type Saved struct {
	ID    int64
	Name  string
	Query string
}

// mostSaved filters of one inspector.
const mostSaved = 30

// SavedOf an inspector, by name.
func SavedOf(r database.Reader, userID int64) ([]Saved, error) {
	var out []Saved
	err := r.Select(&out, "SELECT id, name, query FROM inspect_filter WHERE user_id = ? ORDER BY name, id", userID)
	return out, err
}

// filterKeys may be saved; a page's place is not.
var filterKeys = []string{"region", "family", "certainty", "state", "rule", "q", "overdue"}

// Save a filter by name for the inspector alone; an empty name, or a filter of nothing, is refused; the same name
// replaces. Refusals: authz.*, inspect.filter.
func (r *Service) Save(ctx context.Context, actor authz.Actor, key, name, query string) (int64, error) {
	name = strings.TrimSpace(name)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		paths := actor.Scope("inspect.view").Paths()
		if len(paths) == 0 {
			return 0, errs.New(errs.Forbidden, "authz.forbidden")
		}
		if err := v.Allow("inspect.view", paths[0]); err != nil {
			return 0, err
		}
		v.UseInspectorChain()
		typed, err := url.ParseQuery(query)
		kept := url.Values{}
		for _, k := range filterKeys {
			if x := typed.Get(k); x != "" {
				kept.Set(k, x)
			}
		}
		if n := utf8.RuneCountInString(name); err != nil || n < 1 || n > 20 || len(kept) == 0 || len(kept.Encode()) > 500 {
			return 0, errs.New(errs.Invalid, "inspect.filter").On("name")
		}
		var count int64
		if _, err := v.Tx.One(&count, "SELECT COUNT(*) FROM inspect_filter WHERE user_id = ?", actor.UserID); err != nil {
			return 0, err
		}
		if count >= mostSaved {
			return 0, errs.New(errs.State, "inspect.filters_full").On("name")
		}
		if _, err := v.Tx.Exec("DELETE FROM inspect_filter WHERE user_id = ? AND name = ?", actor.UserID, name); err != nil {
			return 0, err
		}
		id, err := v.Tx.Create("INSERT INTO inspect_filter (user_id, name, query) VALUES (?, ?, ?)", actor.UserID, name,
			kept.Encode())
		v.Record("inspect.filter", "inspect_filter", id)
		return id, err
	})
}

// Drop a saved filter of the inspector's own. Refusals: authz.*.
func (r *Service) Drop(ctx context.Context, actor authz.Actor, key string, id int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		paths := actor.Scope("inspect.view").Paths()
		if len(paths) == 0 {
			return 0, errs.New(errs.Forbidden, "authz.forbidden")
		}
		if err := v.Allow("inspect.view", paths[0]); err != nil {
			return 0, err
		}
		v.UseInspectorChain()
		n, err := v.Tx.Exec("DELETE FROM inspect_filter WHERE id = ? AND user_id = ?", id, actor.UserID)
		if err == nil && n == 0 {
			err = errs.New(errs.NotFound, "authz.not_found")
		}
		v.Record("inspect.filter", "inspect_filter", id)
		return id, err
	})
}
