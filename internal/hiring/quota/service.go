package quota

import (
	"context"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
)

// AddPeriod lets the plan go on with another period, by document. Refusals: quota.not_city, quota.period_code,
// quota.period_dates, quota.period_overlap.
func AddPeriod(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, top *region.Region,
	p Period) (string, error) {
	p.Name, p.Document = strings.TrimSpace(p.Name), strings.TrimSpace(p.Document)
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (string, error) {
		if err := v.Allow("quota.allot", top.Path); err != nil {
			return "", err
		}
		if top.Level != region.City {
			return "", errs.New(errs.Invalid, "quota.not_city").On("region")
		}
		others, err := Periods(v.Tx)
		if err != nil {
			return "", err
		}
		if err := p.check(others); err != nil {
			return "", err
		}
		if fault := errs.Length(p.Name, 2, 20, "form.required", "period_name"); fault != nil {
			return "", fault
		}
		p.CreatedBy, p.CreatedUs = actor.UserID, v.Now()
		if err := insertPeriod(v.Tx, p); err != nil {
			return "", err
		}
		v.Record("quota.period", "plan_period", 0, desk.F("code", p.Code), desk.F("from", p.FromDate),
			desk.F("until", p.UntilDate), desk.F("document", p.Document))
		return p.Code, nil
	})
}

// Set gives the city its total of a line, by document. Refusals: quota.not_city, quota.amount, quota.below_used,
// form.choice (no such kind or period).
func Set(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, top *region.Region, line Line, total int64,
	document string) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("quota.allot", top.Path); err != nil {
			return 0, err
		}
		if top.Level != region.City {
			return 0, errs.New(errs.Invalid, "quota.not_city").On("region")
		}
		if err := checkAmount(total, document); err != nil {
			return 0, err
		}
		if err := checkLine(v.Tx, &line); err != nil {
			return 0, err
		}
		q, found, err := lock(v.Tx, top.ID, line)
		if err != nil {
			return 0, err
		}
		if !found {
			q = Quota{RegionID: top.ID, Path: top.Path, Period: line.Period, Kind: line.Kind, Total: total, Document: document,
				Version: 1}
			err = v.Tx.Insert(&q)
		} else {
			_, err = v.Tx.Exec("UPDATE quota SET total = ?, document = ?, version = version + 1 WHERE id = ?", total, document,
				q.ID)
		}
		if database.CheckFailed(err) {
			return 0, errs.New(errs.Conflict, "quota.below_used").On("amount").With("used", q.GivenDown+q.Opened)
		}
		if err != nil {
			return 0, err
		}
		return q.ID, note(v, ActSet, line, "", top.Path, total, document, q.ID)
	})
}

func checkAmount(amount int64, document string) error {
	var faults errs.Faults
	if amount <= 0 || amount > 1_000_000 {
		faults.Add(errs.New(errs.Invalid, "quota.amount").On("amount"))
	}
	faults.Add(checkDocument(document, "document"))
	return faults.OrNil()
}

func checkDocument(document, field string) *errs.Error {
	if fault := errs.Length(strings.TrimSpace(document), 2, 50, "form.required", field); fault != nil {
		return fault
	}
	return nil
}

// checkLine fills in the first period where none is named, and refuses what is not in the lists.
func checkLine(r database.Reader, line *Line) error {
	if line.Period == "" {
		line.Period = First.Code
	}
	periods, err := Periods(r)
	if err != nil {
		return err
	}
	known := false
	for _, p := range periods {
		known = known || p.Code == line.Period
	}
	if !known {
		return errs.New(errs.Invalid, "form.choice").On("period")
	}
	if line.Kind == "" {
		return nil
	}
	_, found, err := parentOf(r, line.Kind)
	if err == nil && !found {
		err = errs.New(errs.Invalid, "form.choice").On("kind")
	}
	return err
}

// Allotment gives posts down from a region to one directly below it, by document. A giver that has no figure for the
// kind gives from what it has for the kind above, or for any. Version is the giver's row as the form showed it; 0 takes
// it as it stands.
type Allotment struct {
	Line
	From, To *region.Region
	Amount   int64 // posts
	Document string
	Version  int64
}

// Allot carries an allotment out. Refusals: quota.amount, quota.not_below, quota.none (the giver has nothing allotted),
// quota.over, form.stale, form.choice.
func Allot(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, a Allotment) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("quota.allot", a.From.Path); err != nil {
			return 0, err
		}
		if a.To.ParentID != a.From.ID {
			return 0, errs.New(errs.Invalid, "quota.not_below").On("region")
		}
		if err := checkAmount(a.Amount, a.Document); err != nil {
			return 0, err
		}
		line := a.Line
		if err := checkLine(v.Tx, &line); err != nil {
			return 0, err
		}
		q, found, err := serving(v.Tx, a.From.Path, line, v.Tx.ForUpdate())
		if err != nil {
			return 0, err
		}
		if !found {
			return 0, errs.New(errs.Conflict, "quota.none").On("amount")
		}
		if a.Version != 0 && a.Version != q.Version {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		n, err := v.Tx.Exec(
			"UPDATE quota SET given_down = given_down + ?, version = version + 1 WHERE id = ? AND given_down + opened + ? <= "+
				"total",
			a.Amount, q.ID, a.Amount)
		if err != nil {
			return 0, err
		}
		if n == 0 {
			return 0, errs.New(errs.Conflict, "quota.over").On("amount").With("left", q.Left())
		}
		id, err := addTo(v.Tx, a.To, line, a.Amount, a.Document)
		if err != nil {
			return 0, err
		}
		return id, note(v, ActAllot, line, a.From.Path, a.To.Path, a.Amount, a.Document, id)
	})
}

// addTo makes a region's total larger, or gives it its first one.
func addTo(tx *database.Tx, to *region.Region, line Line, amount int64, document string) (int64, error) {
	q, found, err := lock(tx, to.ID, line)
	if err != nil {
		return 0, err
	}
	if !found {
		q = Quota{RegionID: to.ID, Path: to.Path, Period: line.Period, Kind: line.Kind, Total: amount, Document: document,
			Version: 1}
		err := tx.Insert(&q)
		return q.ID, err
	}
	_, err = tx.Exec("UPDATE quota SET total = total + ?, document = ?, version = version + 1 WHERE id = ?", amount,
		document, q.ID)
	return q.ID, err
}

// Transfer moves posts that a region does not use to a neighbour below the same region (调剂), or back up to that region
// (收回), by document.
type Transfer struct {
	Line
	From, To *region.Region
	Amount   int64 // posts
	Document string
}

// Move carries a transfer out; it is the right of the region above. Refusals: quota.amount, quota.not_beside,
// quota.none, quota.over (more than is unused), form.choice.
func (t Transfer) Move(ctx context.Context, d *desk.Desk, actor authz.Actor, key string) (int64, error) {
	back := t.From.ParentID == t.To.ID
	above := region.ParentPath(t.From.Path)
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("quota.allot", above); err != nil {
			return 0, err
		}
		if t.From.Level == region.City || t.From.ID == t.To.ID || !back && t.From.ParentID != t.To.ParentID {
			return 0, errs.New(errs.Invalid, "quota.not_beside").On("to")
		}
		if err := checkAmount(t.Amount, t.Document); err != nil {
			return 0, err
		}
		line := t.Line
		if err := checkLine(v.Tx, &line); err != nil {
			return 0, err
		}
		q, found, err := lock(v.Tx, t.From.ID, line)
		if err != nil {
			return 0, err
		}
		if !found {
			return 0, errs.New(errs.Conflict, "quota.none").On("amount")
		}
		n, err := v.Tx.Exec(
			"UPDATE quota SET total = total - ?, document = ?, version = version + 1 WHERE id = ? AND given_down + opened + ? "+
				"<= total",
			t.Amount, t.Document, q.ID, t.Amount)
		if err != nil {
			return 0, err
		}
		if n == 0 {
			return 0, errs.New(errs.Conflict, "quota.over").On("amount").With("left", q.Left())
		}
		act := ActTransfer
		if back {
			act = ActReturn
			err = takeBack(v.Tx, above, line, t.Amount)
		} else {
			_, err = addTo(v.Tx, t.To, line, t.Amount, t.Document)
		}
		if err != nil {
			return 0, err
		}
		return q.ID, note(v, act, line, t.From.Path, t.To.Path, t.Amount, t.Document, q.ID)
	})
}

// takeBack gives a region again what it had given down, on the row from which it had come.
func takeBack(tx *database.Tx, path string, line Line, amount int64) error {
	rows, err := lines(tx, path, line, tx.ForUpdate())
	if err != nil {
		return err
	}
	for _, q := range rows {
		part := min(amount, q.GivenDown)
		if part == 0 {
			continue
		}
		if _, err := tx.Exec("UPDATE quota SET given_down = given_down - ?, version = version + 1 WHERE id = ?", part,
			q.ID); err != nil {
			return err
		}
		amount -= part
	}
	if amount > 0 {
		return errs.New(errs.Conflict, "quota.none").On("amount")
	}
	return nil
}

// note keeps a movement of the plan and records it.
func note(v *desk.Visit, act string, line Line, from, to string, amount int64, document string, id int64) error {
	m := Move{Act: act, Period: line.Period, Kind: line.Kind, FromPath: from, ToPath: to, Amount: amount,
		Document: strings.TrimSpace(document), ActorID: v.Actor.UserID, AtUs: v.Now()}
	if err := v.Tx.Insert(&m); err != nil {
		return err
	}
	v.Record("quota."+act, "quota", id, desk.F("period", line.Period), desk.F("kind", line.Kind), desk.F("from", from),
		desk.F("to", to), desk.F("amount", amount), desk.F("document", m.Document))
	return nil
}

// TakeForPosts uses up n places of the nearest region above a village that has a figure for the kind of post or for
// any, and returns the quota's id. Called by the room of posts inside its visit. Refusals: quota.none, quota.over.
func TakeForPosts(tx *database.Tx, villagePath string, line Line, n int64) (int64, error) {
	for p := villagePath; p != ""; p = region.ParentPath(p) {
		q, found, err := serving(tx, p, line, tx.ForUpdate())
		if err != nil {
			return 0, err
		}
		if !found {
			continue
		}
		changed, err := tx.Exec(
			"UPDATE quota SET opened = opened + ?, version = version + 1 WHERE id = ? AND given_down + opened + ? <= total", n,
			q.ID, n)
		if err != nil {
			return 0, err
		}
		if changed == 0 {
			return 0, errs.New(errs.Conflict, "quota.over").With("left", q.Left())
		}
		return q.ID, nil
	}
	return 0, errs.New(errs.Conflict, "quota.none")
}

// LeftFor says how many posts of a line a village may still open, and by which row of the plan: its own, or the nearest
// above it that has one.
func LeftFor(r database.Reader, villagePath string, line Line) (id, left int64, found bool, err error) {
	for p := villagePath; p != ""; p = region.ParentPath(p) {
		var q Quota
		if q, found, err = serving(r, p, line, ""); err != nil || found {
			return q.ID, q.Left(), found, err
		}
	}
	return 0, 0, false, nil
}

// serving is the row of a region that serves a line: of the kind, else of the kind above it, else of any.
func serving(r database.Reader, path string, line Line, suffix string) (Quota, bool, error) {
	rows, err := lines(r, path, line, suffix)
	if err != nil || len(rows) == 0 {
		return Quota{}, false, err
	}
	return rows[0], true, nil
}
