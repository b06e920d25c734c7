package inspect

import (
	"database/sql"

	"gangwei/internal/base/civil"
)

// heldAndDue stands for the reason of a line that was held, the payee told, and on which nobody decided in time: it is
// due then.
const heldAndDue = "暂缓发放后没有按期决定，按应发计发"

// why a month is paid without a day at work.
func paidWhy(l *loader, path string, placement int64, m civil.Month, why string) {
	if p := l.at(path).placement[placement]; p != nil && why != "" {
		for _, i := range p.Items {
			if i.Month == m {
				i.Why = why
			}
		}
	}
}

func answerOf(l *loader, rows *sql.Rows) error {
	var path, why string
	var placement int64
	var m civil.Month
	err := rows.Scan(&path, &placement, &m, &why)
	paidWhy(l, path, placement, m, why)
	return err
}

// draftOf a list that is not approved: a month that stands on it waits there.
func draftOf(l *loader, rows *sql.Rows) error {
	var path string
	var placement int64
	var m civil.Month
	var x Drafted
	if err := rows.Scan(&path, &placement, &m, &x.State, &x.Amount); err != nil {
		return err
	}
	if p := l.at(path).placement[placement]; p != nil {
		if p.Drafted == nil {
			p.Drafted = map[civil.Month]Drafted{}
		}
		p.Drafted[m] = x
	}
	return nil
}

func holdOf(l *loader, rows *sql.Rows) error {
	var path, kind, how, remark string
	var placement int64
	var m civil.Month
	var decideBy civil.Date
	if err := rows.Scan(&path, &placement, &m, &kind, &how, &remark, &decideBy); err != nil {
		return err
	}
	if p := l.at(path).placement[placement]; p != nil {
		if p.Holds == nil {
			p.Holds = map[civil.Month]Hold{}
		}
		h := p.Holds[m]
		if kind == "told" {
			h = Hold{DecideBy: decideBy}
		} else {
			h.Decided = how // none of a decision that was taken back
		}
		p.Holds[m] = h
	}
	switch {
	case kind == "told":
		paidWhy(l, path, placement, m, heldAndDue)
	case how == "pay":
		paidWhy(l, path, placement, m, remark)
	}
	return nil
}

// correction by the county: what a line should have said, beside what it says.
func correctionOf(l *loader, rows *sql.Rows) error {
	var path, days string
	var placement, hours int64
	var m civil.Month
	if err := rows.Scan(&path, &m, &placement, &days, &hours); err != nil {
		return err
	}
	if p := l.at(path).placement[placement]; p != nil {
		for i := range p.Lines {
			if x := &p.Lines[i]; x.Month == m {
				x.Corrected, x.CorrectedHours = days, hours
			}
		}
	}
	return nil
}

// into lets a function fill the loader with rows.
func into(l *loader, fill func(*loader, *sql.Rows) error) func(*sql.Rows) error {
	return func(rows *sql.Rows) error { return fill(l, rows) }
}
