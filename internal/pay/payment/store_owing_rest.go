package payment

import (
	"database/sql"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// correctedUnpaid is what approved corrections of sheets say that somebody is owed more of a month that stands on a
// list, as long as no correction run has it: from that decision on it is due like any other month.
func correctedUnpaid(r database.Reader, scope authz.Scope, f OwingFilter) ([]Unpaid, error) {
	effects, err := payroll.OwedEffects(r, scope, f.From, f.Until)
	if err != nil || len(effects) == 0 {
		return nil, err
	}
	ids := make([]any, len(effects))
	for i, e := range effects {
		ids[i] = e.PlacementID
	}
	papers, err := placement.PapersOf(r, ids)
	if err != nil {
		return nil, err
	}
	var out []Unpaid
	for _, e := range effects {
		p := papers[e.PlacementID]
		if f.PersonID > 0 && f.PersonID != p.PersonID {
			continue
		}
		out = append(out, Unpaid{PlacementID: e.PlacementID, PersonID: p.PersonID, Path: e.Path, Name: p.Name, Month: e.Month,
			Sheet: "locked", AmountFen: e.Difference(), Rest: true, Gone: !p.EndOn.IsZero()})
	}
	return out, nil
}

// markPaid what the bank confirmed already of months of which a correction on no approved list brings more.
func markPaid(r database.Reader, rows []Unpaid) error {
	at, ids := map[monthOf]*Unpaid{}, []any{}
	for i, o := range rows {
		if o.Rest {
			at[monthOf{o.PlacementID, o.Month}] = &rows[i]
			ids = append(ids, o.PlacementID)
		}
	}
	return database.InParts(ids, func(marks string, ids []any) error {
		return r.Rows("SELECT l.placement_id, l.month, SUM(l.amount_fen) AS paid_fen FROM pay_line l "+
			"WHERE l.placement_id IN ("+marks+") AND EXISTS (SELECT 1 FROM payment_event e WHERE e.paid_item = l.item_id) "+
			"GROUP BY l.placement_id, l.month", ids, func(rows *sql.Rows) error {
			var id int64
			var month civil.Month
			var paid money.Fen
			err := rows.Scan(&id, &month, &paid)
			if o := at[monthOf{id, month}]; o != nil {
				o.PaidFen = paid
			}
			return err
		})
	})
}
