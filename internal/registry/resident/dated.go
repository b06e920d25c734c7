package resident

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// Standing is a category or an exclusion that begins, or ends, on a day.
type Standing struct {
	Exclusion bool // else a category
	Code      string
	From      civil.Date
	Until     civil.Date // first day on which it no longer holds; with it, what is in force ends
	Proof     string     // register or document
}

// SetStanding begins a category or exclusion of a person, or ends the one in force. Refusals: form.choice, form.future,
// form.required, resident.standing (begun already; or none to end).
func (r *Service) SetStanding(ctx context.Context, actor authz.Actor, key string, personID int64,
	s Standing) (int64, error) {
	s.Proof = strings.TrimSpace(s.Proof)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, personID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("resident.register", p.Path); err != nil {
			return 0, err
		}
		if err := Recuse(v.Tx, actor, p); err != nil {
			return 0, err
		}
		codes, table, source := Categories, "person_category", "register"
		if s.Exclusion {
			codes, table, source = Exclusions, "person_exclusion", "source"
		}
		var faults errs.Faults
		if !slices.Contains(codes, s.Code) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("code"))
		}
		ends := !s.Until.IsZero()
		if ends && s.Until.After(v.Today().AddDays(1)) || !ends && (s.From.IsZero() || s.From.After(v.Today())) {
			faults.Add(errs.New(errs.Invalid, "form.future").On("day"))
		}
		faults.Add(errs.Length(s.Proof, 2, 50, "form.required", "proof"))
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		var open []Dated
		if err := v.Tx.Select(&open,
			"SELECT code, from_date, until FROM "+table+" WHERE person_id = ? AND code = ? AND until IS NULL", personID,
			s.Code); err != nil {
			return 0, err
		}
		if ends == (len(open) == 0) || ends && !s.Until.After(open[0].FromDate) {
			return 0, errs.New(errs.State, "resident.standing").On("code")
		}
		if ends {
			_, err = v.Tx.Exec("UPDATE "+table+" SET until = ? WHERE person_id = ? AND code = ? AND until IS NULL", s.Until,
				personID, s.Code)
		} else {
			columns, more := "", []any(nil)
			if !s.Exclusion {
				columns, more = ", proof", []any{s.Proof}
			}
			_, err = v.Tx.Exec(
				"INSERT INTO "+table+" (person_id, code, from_date, until, "+source+columns+") VALUES (?, ?, ?, NULL, ?"+
					strings.Repeat(", ?", len(more))+")",
				append([]any{personID, s.Code, s.From, clip30(s.Proof)}, more...)...)
			if database.Duplicate(err, "") {
				err = errs.New(errs.State, "resident.standing").On("code")
			}
		}
		if err != nil {
			return 0, err
		}
		v.Record("resident.standing", "person", personID, desk.F("code", s.Code), desk.F("from", s.From),
			desk.F("until", s.Until), desk.F("proof", s.Proof))
		return personID, nil
	})
}

// clip30 keeps what the column of a register's name holds.
func clip30(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:30])
	}
	return s
}
