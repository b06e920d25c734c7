package complaint

import (
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
)

// Ask is what a village is asked to explain. It carries words of the asking office's own and nothing of the complaint:
// not its number, kind, day or wording, nor that there is one.
type Ask struct {
	ID          int64
	ComplaintID int64
	VillageID   int64
	Path        string
	Wording     string
	AskedOn     civil.Date
	AnswerBy    civil.Date
	Answer      string
	AnsweredOn  civil.Date
	Version     int64
}

const askColumns = "id, complaint_id, village_id, path, wording, asked_on, answer_by, answer, answered_on, version"

// Put a question to the village in other words than the villager's, with complaint.ask_days working days to answer.
// Refusals as of Answer; complaint.wording (4 to 500 characters), complaint.verbatim (eight characters in a row stand
// in what was said), complaint.secret (the inspectors ask nobody below).
func (r *Service) Put(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	wording := strings.TrimSpace(m.Remark)
	m.Remark = "请村（社区）说明：" + wording
	return r.act(ctx, actor, key, "asked", Open, m, func(v *desk.Visit, c *Complaint) error {
		if c.Office == Inspector {
			return errs.New(errs.State, "complaint.secret")
		}
		if fault := errs.Length(wording, 4, 450, "complaint.wording", "remark"); fault != nil {
			return fault
		}
		events, err := EventsOf(v.Tx, c.ID)
		if err != nil {
			return err
		}
		for _, e := range events {
			if (e.Kind == "received" || e.Kind == "reopened") && verbatim(wording, e.Remark) {
				return errs.New(errs.Invalid, "complaint.verbatim").On("remark")
			}
		}
		book, err := rulebook.Load(v.Tx)
		if err != nil {
			return err
		}
		by := book.Calendar().AddWorking(v.Today(), book.Int("complaint.ask_days", c.Path, v.Today(), 3))
		_, err = v.Tx.Create(
			"INSERT INTO complaint_ask (complaint_id, village_id, path, wording, asked_on, asked_by, answer_by, answer) "+
				"VALUES (?, ?, ?, ?, ?, ?, ?, '')",
			c.ID, c.VillageID, c.Path, wording, v.Today(), actor.UserID, by)
		return err
	})
}

// verbatim reports whether eight characters in a row of one text stand in another, marks and spaces left out:
// handwriting shows in words.
func verbatim(a, b string) bool {
	const run = 8
	plain := func(s string) []rune {
		return []rune(strings.Map(func(r rune) rune {
			if strings.ContainsRune(" 　，。、；：！？,.;:!?“”\"'（）()\n\r\t", r) {
				return -1
			}
			return r
		}, s))
	}
	x, y := plain(a), string(plain(b))
	for i := 0; i+run <= len(x); i++ {
		if strings.Contains(y, string(x[i:i+run])) {
			return true
		}
	}
	return false
}

// Explain answers a question for the village. Refusals: authz.*, complaint.text, complaint.explained (answered, or the
// matter was closed), form.stale.
func (r *Service) Explain(ctx context.Context, actor authz.Actor, key string, id, version int64,
	answer string) (int64, error) {
	answer = strings.TrimSpace(answer)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		a, err := database.Find[Ask](v.Tx, "SELECT "+askColumns+" FROM complaint_ask WHERE id = ?"+v.Tx.ForUpdate(), id)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("complaint.explain", a.Path); err != nil {
			return 0, err
		}
		if fault := errs.Length(answer, 4, 500, "complaint.text", "answer"); fault != nil {
			return 0, fault
		}
		if !a.AnsweredOn.IsZero() {
			return 0, errs.New(errs.State, "complaint.explained")
		}
		c, err := lock(v.Tx, a.ComplaintID)
		if err != nil {
			return 0, err
		}
		if err := v.Tx.Change(
			"UPDATE complaint_ask SET answer = ?, answered_on = ?, answered_by = ?, version = version + 1 WHERE id = ? AND "+
				"version = ?",
			answer, v.Today(), actor.UserID, id, version); err != nil {
			return 0, err
		}
		if err := StoreEvents(v,
			[]Event{{ComplaintID: c.ID, Kind: "explained", OnDate: v.Today(), Remark: answer, Office: c.Office,
				ActorID: actor.UserID, AtUs: v.Now()}}); err != nil {
			return 0, err
		}
		v.Record("complaint.explained", "complaint_ask", id)
		return id, nil
	})
}

// Asks to the villages of a scope, those that wait first, a page by number.
func Asks(r database.Reader, scope authz.Scope, limit int) ([]Ask, error) {
	where, args := scope.SQL("path")
	var out []Ask
	err := r.Select(&out,
		"SELECT "+askColumns+" FROM complaint_ask WHERE "+where+
			" ORDER BY CASE WHEN answered_on IS NULL THEN 0 ELSE 1 END, id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}

// AsksWaiting are the questions of a scope that wait for an answer; they are late when their day has passed.
func AsksWaiting(r database.Reader, scope authz.Scope, today civil.Date) (q civil.Queue, err error) {
	where, args := scope.SQL("path")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN answer_by < ? THEN 1 ELSE 0 END), 0) AS late, "+
		"MIN(asked_on) AS since, MIN(answer_by) AS deadline FROM complaint_ask WHERE answered_on IS NULL AND "+where,
		append([]any{today}, args...)...)
	return q, err
}

// AsksOf a complaint, in order.
func AsksOf(r database.Reader, id int64) ([]Ask, error) {
	var out []Ask
	err := r.Select(&out, "SELECT "+askColumns+" FROM complaint_ask WHERE complaint_id = ? ORDER BY id", id)
	return out, err
}
