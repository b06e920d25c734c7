package payment

import (
	"database/sql"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// correctedUnpaid is what approved corrections of sheets say that somebody is owed more of a month that stands on a
// list, as long as no correction run has it: from that decision on it is due like any other month.
func correctedUnpaid(r database.Reader, scope authz.Scope, f OwingFilter) ([]Unpaid, error) {
	effects, err := payroll.OwedEffects(r, scope, f.From, f.Until, f.PersonID)
	if err != nil || len(effects) == 0 {
		return nil, err
	}
	out := make([]Unpaid, len(effects))
	at, ids := map[int64][]*Unpaid{}, []any{}
	for i, e := range effects {
		o := &out[i]
		*o = Unpaid{PlacementID: e.PlacementID, Path: e.Path, Month: e.Month, Sheet: "locked", AmountFen: e.Difference(),
			Rest: true}
		if at[e.PlacementID] == nil {
			ids = append(ids, e.PlacementID)
		}
		at[e.PlacementID] = append(at[e.PlacementID], o)
	}
	return out, database.InParts(ids, func(marks string, ids []any) error {
		return r.Rows("SELECT l.id, l.person_id, p.name, "+personSays+" FROM placement l JOIN person p ON p.id = l.person_id "+
			"WHERE l.id IN ("+marks+")", ids, func(rows *sql.Rows) error {
			var id int64
			var says Unpaid
			err := rows.Scan(&id, &says.PersonID, &says.Name, &says.NoAccount, &says.Gone)
			for _, o := range at[id] {
				o.PersonID, o.Name, o.NoAccount, o.Gone = says.PersonID, says.Name, says.NoAccount, says.Gone
			}
			return err
		})
	})
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
		return r.Rows("SELECT g.placement_id, g.month, SUM(g.amount_fen) AS paid_fen FROM pay_line g WHERE g.placement_id IN ("+
			marks+") AND EXISTS (SELECT 1 FROM payment_event y WHERE y.paid_item = g.item_id) "+
			"GROUP BY g.placement_id, g.month", ids, func(rows *sql.Rows) error {
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
