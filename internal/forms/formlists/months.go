package formlists

import (
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// Month of a work-relief project: what its workers were to be paid for it, and what they were.
type Month struct {
	EntryID int64
	Month   civil.Month
	Workers int64
	DueFen  money.Fen
	PaidFen money.Fen
	PaidOn  civil.Date
	Note    string
	Version int64
}

// Owed is what is still to be paid.
func (m Month) Owed() money.Fen { return max(0, m.DueFen-m.PaidFen) }

// payBy is the day of the following month by which a month's pay is out, as of posts (pay.due_day).
const payBy = 15

// Late reports whether a month's pay is owed after its day, or came after it.
func (m Month) Late(today civil.Date) bool {
	by := m.Month.Add(1).Date(payBy)
	if m.Owed() > 0 {
		return today.After(by)
	}
	return m.PaidOn.After(by)
}

// Months of an entry, the latest first.
func Months(r database.Reader, id int64) ([]Month, error) {
	var out []Month
	err := r.Select(&out,
		"SELECT entry_id, month, workers, due_fen, paid_fen, paid_on, note, version FROM list_month WHERE entry_id = ? "+
			"ORDER BY month DESC",
		id)
	return out, err
}

// UnpaidWages is a project with months whose pay is owed after its day.
type UnpaidWages struct {
	EntryID int64
	UnitID  int64
	Name    string
	Months  int64
	OwedFen money.Fen
	Oldest  civil.Month
}

// OwingIn units, the oldest first.
func OwingIn(r database.Reader, units []int64, today civil.Date) ([]UnpaidWages, error) {
	if len(units) == 0 {
		return nil, nil
	}
	last := today.Month().Add(-1) // its day has come
	if today.Day() <= payBy {
		last = last.Add(-1)
	}
	args := []any{last}
	for _, u := range units {
		args = append(args, u)
	}
	var out []UnpaidWages
	err := r.Select(&out,
		"SELECT e.id AS entry_id, e.unit_id, e.name, COUNT(*) AS months, SUM(m.due_fen - m.paid_fen) AS owed_fen, "+
			"MIN(m.month) AS oldest FROM list_month m JOIN list_entry e ON e.id = m.entry_id WHERE m.paid_fen < m.due_fen AND "+
			"m.month <= ? AND e.struck = 0 AND e.unit_id IN (?"+
			strings.Repeat(",?", len(units)-1)+") GROUP BY e.id, e.unit_id, e.name ORDER BY oldest, e.id",
		args...)
	return out, err
}

// Pay enters a project's month, or changes it as it was shown with its version (0: new). Refusals: authz.*,
// unit.not_department, register.no_months, register.month (before the project began, after it ended, or to come),
// form.range, form.amount, register.paid_on (paid without a day, or to come), form.stale.
func (r *Service) Pay(ctx context.Context, actor authz.Actor, key string, m Month) (int64, error) {
	m.Note = strings.TrimSpace(m.Note)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		e, err := lock(v.Tx, m.EntryID)
		if err != nil {
			return 0, err
		}
		u, k, err := mine(v, e.UnitID, e.Kind)
		if err != nil {
			return 0, err
		}
		var faults errs.Faults
		if !k.Months {
			faults.Add(errs.New(errs.State, "register.no_months").On("month"))
		}
		if m.Month.IsZero() || m.Month.Before(e.FromOn.Month()) || v.Today().Month().Before(m.Month) ||
			!e.UntilOn.IsZero() && e.UntilOn.Month().Before(m.Month) {
			faults.Add(errs.New(errs.Invalid, "register.month").On("month"))
		}
		if m.Workers < 1 || m.Workers > mostPeople {
			faults.Add(errs.New(errs.Invalid, "form.range").On("workers").With("min", 1).With("max", mostPeople))
		}
		if m.DueFen <= 0 || m.DueFen > money.Max {
			faults.Add(errs.New(errs.Invalid, "form.amount").On("due"))
		}
		if m.PaidFen < 0 || m.PaidFen > money.Max {
			faults.Add(errs.New(errs.Invalid, "form.amount").On("paid"))
		}
		if m.PaidFen == 0 {
			m.PaidOn = civil.Date{}
		} else if m.PaidOn.IsZero() || m.PaidOn.After(v.Today()) {
			faults.Add(errs.New(errs.Invalid, "register.paid_on").On("paid_on"))
		}
		faults.Add(errs.Long(m.Note, 200, "note"))
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		if m.Version == 0 {
			_, err = v.Tx.Exec(
				"INSERT INTO list_month (entry_id, month, workers, due_fen, paid_fen, paid_on, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
				m.EntryID, m.Month, m.Workers, int64(m.DueFen), int64(m.PaidFen), m.PaidOn, m.Note)
			if database.Duplicate(err, "") {
				err = errs.New(errs.Stale, "form.stale")
			}
		} else {
			err = v.Tx.Change(
				"UPDATE list_month SET workers = ?, due_fen = ?, paid_fen = ?, paid_on = ?, note = ?, version = version + 1 "+
					"WHERE entry_id = ? AND month = ? AND version = ?",
				m.Workers, int64(m.DueFen), int64(m.PaidFen), m.PaidOn, m.Note, m.EntryID, m.Month, m.Version)
		}
		v.Record("register.pay", "list_entry", m.EntryID, desk.F("unit", u.Name), desk.F("name", e.Name),
			desk.F("month", m.Month), desk.F("due", m.DueFen), desk.F("paid", m.PaidFen))
		return m.EntryID, err
	})
}
