package placement

import (
	"database/sql"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Held is a placement of the list with what was agreed, and the person's sealed number.
type Held struct {
	Row
	IDSealed               []byte
	AgreementNo            string
	AgreementFrom          civil.Date
	InsuranceNo            string
	InsuredFrom, TrainedOn civil.Date
}

const heldColumns = "p.id_sealed, l.agreement_no, l.agreement_from, COALESCE(NULLIF(l.insurance_no, ''), (SELECT " +
	"MIN(c.policy_no) FROM insurance_period c WHERE c.placement_id = l.id), '') AS insurance_no, " +
	"COALESCE(l.insured_from, (SELECT MIN(c.from_date) FROM insurance_period c WHERE c.placement_id = l.id)) " +
	"AS insured_from, l.trained_on, " +
	rowColumns

// StreamHeld gives the whole list with what was agreed, row by row, for exports.
func StreamHeld(r database.Reader, scope authz.Scope, f Filter, each func(Held) error) error {
	where, args := f.where(scope)
	return r.Rows("SELECT "+heldColumns+" WHERE "+where+" ORDER BY l.path, l.id", args, func(rows *sql.Rows) error {
		var x Held
		var reason sql.NullString
		if err := rows.Scan(append([]any{&x.IDSealed, &x.AgreementNo, &x.AgreementFrom, &x.InsuranceNo,
			&x.InsuredFrom, &x.TrainedOn},
			x.cells(&reason)...)...); err != nil {
			return err
		}
		x.EndReason = reason.String
		return each(x)
	})
}

// HeldBy are the placements of many people, oldest first, also those that were taken over by mistake.
func HeldBy(r database.Reader, personIDs []int64) (map[int64][]Held, error) {
	out := map[int64][]Held{}
	return out, database.InParts(personIDs, func(marks string, args []any) error {
		var some []Held
		err := r.Select(&some, "SELECT "+heldColumns+" WHERE l.person_id IN ("+marks+") ORDER BY l.start_on, l.id",
			args...)
		for _, x := range some {
			out[x.PersonID] = append(out[x.PersonID], x)
		}
		return err
	})
}
