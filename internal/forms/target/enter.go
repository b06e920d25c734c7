package target

import (
	"context"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/unit"
)

const (
	most       = 10_000_000
	mostIncome = 10_000_000 // fen a month and person: 100,000 yuan
)

// check a month, all faults at once. Refusals: target.month (to come, or more than five years ago), target.empty,
// form.range, form.long.
func (m *Month) check(today civil.Date) error {
	var faults errs.Faults
	if m.Month.IsZero() || today.Month().Before(m.Month) || m.Month.Before(today.Month().Add(-60)) {
		faults.Add(errs.New(errs.Invalid, "target.month").On("month"))
	}
	for _, x := range []struct {
		field string
		value *int64
		most  int64
	}{{Away, m.Away, most}, {TakenIn, m.TakenIn, most}, {Income, m.IncomeFen, mostIncome}} {
		if x.value != nil && (*x.value < 0 || *x.value > x.most) {
			faults.Add(errs.New(errs.Invalid, "form.range").On(x.field).With("min", 0).With("max", x.most))
		}
	}
	if m.Away == nil && m.TakenIn == nil && m.IncomeFen == nil {
		faults.Add(errs.New(errs.Invalid, "target.empty").On(Away))
	}
	faults.Add(errs.Text(&m.Note, 0, 200, "note"))
	return faults.OrNil()
}

// Enter a unit's month, or change it as it was shown with its version (0: new). Every fall raises an alert; one that a
// correction undid is lifted, in this month and in those that are held against it. Refusals: authz.*, those of check,
// form.stale.
func (r *Service) Enter(ctx context.Context, actor authz.Actor, key string, m Month) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		u, err := unit.Allowed(v, "target.enter", m.UnitID)
		if err != nil {
			return 0, err
		}
		if err := m.check(v.Today()); err != nil {
			return 0, err
		}
		id, raised, err := put(v, u, m)
		v.Record("target.enter", "migrant_month", id, facts(u, m, raised)...)
		return id, err
	})
}

func facts(u unit.Unit, m Month, raised int) []desk.Fact {
	said := func(n *int64) any {
		if n == nil {
			return ""
		}
		return *n
	}
	return []desk.Fact{desk.F("unit", u.Name), desk.F("month", m.Month), desk.F("away", said(m.Away)),
		desk.F("taken_in", said(m.TakenIn)), desk.F("income_fen", said(m.IncomeFen)), desk.F("alerts", raised)}
}

// put a checked month inside a visit and hold it, and the months that look back at it, against their bases.
func put(v *desk.Visit, u unit.Unit, m Month) (id int64, raised int, err error) {
	if m.Version == 0 {
		id, err = v.Tx.Create(
			"INSERT INTO migrant_month (unit_id, month, away, taken_in, income_fen, note, channel, actor_id, at_us) VALUES "+
				"(?, ?, ?, ?, ?, ?, ?, ?, ?)",
			m.UnitID, m.Month, m.Away, m.TakenIn, m.IncomeFen, m.Note, string(v.Channel), v.Actor.UserID, int64(v.Now()))
		if database.Duplicate(err, "") {
			err = errs.New(errs.Stale, "form.stale")
		}
	} else {
		id = m.ID
		err = v.Tx.Change(
			"UPDATE migrant_month SET away = ?, taken_in = ?, income_fen = ?, note = ?, channel = ?, actor_id = ?, at_us = ?, "+
				"version = version + 1 WHERE unit_id = ? AND month = ? AND version = ?",
			m.Away, m.TakenIn, m.IncomeFen, m.Note, string(v.Channel), v.Actor.UserID, int64(v.Now()), m.UnitID, m.Month,
			m.Version)
	}
	if err != nil {
		return id, 0, err
	}
	book, err := rulebook.Load(v.Tx)
	if err != nil {
		return id, 0, err
	}
	for _, month := range []civil.Month{m.Month, m.Month.Add(1), m.Month.Add(12)} {
		n, err := hold(v, book, u, month)
		if err != nil {
			return id, 0, err
		}
		raised += n
	}
	return id, raised, nil
}

// hold a month against its bases: raise what falls and is not raised, bring what was raised up to the figures, lift
// what no longer falls.
func hold(v *desk.Visit, book *rulebook.Book, u unit.Unit, month civil.Month) (raised int, err error) {
	rows, err := Months(v.Tx, []int64{u.ID}, month.Add(-12), month)
	if err != nil {
		return 0, err
	}
	by := map[civil.Month]*Month{}
	for i := range rows {
		by[rows[i].Month] = &rows[i]
	}
	var alerts []Alert
	if err := v.Tx.Select(&alerts,
		"SELECT "+alertColumns+" FROM migrant_alert WHERE unit_id = ? AND month = ?"+v.Tx.ForUpdate(), u.ID,
		month); err != nil {
		return 0, err
	}
	was := map[[2]string]Alert{}
	for _, a := range alerts {
		was[[2]string{a.Measure, a.Against}] = a
	}
	answerBy := book.Calendar().AddWorking(v.Today(), book.Int("monitor.answer_days", u.Path(), v.Today(), 5))
	for _, f := range Falls(by[month], by[month.Add(-12)], by[month.Add(-1)]) {
		key := [2]string{f.Measure, f.Against}
		a, there := was[key]
		delete(was, key)
		switch {
		case !there:
			raised++
			_, err = v.Tx.Create(
				"INSERT INTO migrant_alert (unit_id, month, measure, against, base, value, state, answer_by, raised_on) VALUES "+
					"(?, ?, ?, ?, ?, ?, 'open', ?, ?)",
				u.ID, month, f.Measure, f.Against, f.Base, f.Value, answerBy, v.Today())
		case a.State == Lifted:
			raised++
			by, fault := a.again(v.Tx, answerBy)
			if fault != nil {
				return raised, fault
			}
			err = v.Tx.Change("UPDATE migrant_alert SET base = ?, value = ?, state = 'open', answer_by = ?, raised_on = ?, "+
				"version = version + 1 "+
				"WHERE id = ? AND version = ?", f.Base, f.Value, by, v.Today(), a.ID, a.Version)
		case a.Base != f.Base || a.Value != f.Value:
			err = v.Tx.Change("UPDATE migrant_alert SET base = ?, value = ?, version = version + 1 WHERE id = ? AND version = ?",
				f.Base, f.Value, a.ID, a.Version)
		}
		if err != nil {
			return raised, err
		}
	}
	for _, a := range alerts {
		// it still falls, or is done with
		if _, left := was[[2]string{a.Measure, a.Against}]; !left || a.State == Closed || a.State == Lifted {
			continue
		}
		if _, err := say(v, a.ID, "lift", "更正后不再下降"); err != nil {
			return raised, err
		}
		if err := v.Tx.Change("UPDATE migrant_alert SET state = 'lifted', version = version + 1 WHERE id = ? AND version = ?",
			a.ID, a.Version); err != nil {
			return raised, err
		}
	}
	return raised, nil
}

var monthHeads = []sheet.Head{{Name: "月份"}, {Name: "外出务工"}, {Name: "吸纳"}, {Name: "收入"}}

// ImportWorkbook months of a unit in from an Excel with 月份, 外出务工人数, 吸纳中西部人数, 月人均收入: new months are added, those that
// are there are changed. Nothing is taken if a row is wrong. Refusals: those of reading a list, target.month,
// sheet.whole and form.amount by row; authz.*.
func (r *Service) ImportWorkbook(ctx context.Context, actor authz.Actor, key string, unitID int64, name string,
	body []byte) (int, error) {
	list, err := sheet.ReadList(name, body, 500, monthHeads...)
	if err != nil {
		return 0, err
	}
	today := r.Desk.Clock.Now().Date()
	var faults errs.Faults
	var months []Month
	for _, row := range list.Rows {
		faults = append(faults, row.Bad...)
		if len(row.Bad) > 0 || row.Cells[0] == "" {
			continue
		}
		m := Month{UnitID: unitID}
		m.Month, _ = civil.ClaimMonth(row.Cells[0])
		for i, into := range []**int64{1: &m.Away, 2: &m.TakenIn} {
			if i == 0 || row.Cells[i] == "" {
				continue
			}
			n, err := sheet.Whole(row.Cells[i], most)
			if err != nil {
				faults.Add(errs.All(err)[0].On("file").At(row.N, list.Heads[i]))
			}
			*into = &n
		}
		if row.Cells[3] != "" {
			fen, err := money.Parse(row.Cells[3])
			f := int64(fen)
			if err != nil {
				faults.Add(errs.New(errs.Invalid, "form.amount").On("file").At(row.N, list.Heads[3]))
			}
			m.IncomeFen = &f
		}
		for _, x := range errs.All(m.check(today)) {
			faults.Add(x.On("file").At(row.N, list.Heads[0]))
		}
		months = append(months, m)
	}
	if len(months) == 0 && len(faults) == 0 {
		faults.Add(errs.New(errs.Invalid, "sheet.empty").On("file"))
	}
	if err := faults.OrNil(); err != nil {
		return 0, err
	}
	return desk.DoVia(ctx, r.Desk, actor, desk.Imported, key, func(v *desk.Visit) (int, error) {
		u, err := unit.Allowed(v, "target.enter", unitID)
		if err != nil {
			return 0, err
		}
		raised, err := putAll(v, u, months)
		v.Record("target.take", "reporting_unit", unitID, desk.F("unit", u.Name), desk.F("months", len(months)),
			desk.F("alerts", raised))
		return len(months), err
	})
}

// putAll puts checked months of a unit, each new or over the one that is there; returns how many alerts they raised.
func putAll(v *desk.Visit, u unit.Unit, months []Month) (raised int, err error) {
	for _, m := range months {
		var was Month
		if _, err := v.Tx.One(&was, "SELECT "+monthColumns+" FROM migrant_month WHERE unit_id = ? AND month = ?", u.ID,
			m.Month); err != nil {
			return raised, err
		}
		m.UnitID, m.ID, m.Version = u.ID, was.ID, was.Version
		_, n, err := put(v, u, m)
		if err != nil {
			return raised, err
		}
		raised += n
	}
	return raised, nil
}
