package payment

import (
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func insertHearing(tx *database.Tx, x Hearing) (int64, error) {
	return tx.Create("INSERT INTO pay_hearing (placement_id, path, on_date, how, words, actor_id, at_us) VALUES (?, ?, "+
		"?, ?, ?, ?, ?)", x.PlacementID, x.Path, x.OnDate, x.How, x.Words, x.ActorID, x.AtUs)
}

// unheardOver says of a placement's effect e that it was paid too much by a corrected sheet and not heard since.
const unheardOver = `e.worth_fen < e.stood_fen AND NOT EXISTS (SELECT 1 FROM pay_hearing h
WHERE h.placement_id = e.placement_id AND h.at_us >= e.at_us)`

// withHearings adds what payees of a county said, and who was not heard since a sheet was corrected.
func withHearings(r database.Reader, countyPath string, at map[int64]*Recovery) error {
	if len(at) == 0 {
		return nil
	}
	where, args := authz.Under(countyPath).SQL("h.path")
	var said []Hearing
	if err := r.Select(&said, "SELECT h.id, h.placement_id, h.path, h.on_date, h.how, h.words, h.actor_id, h.at_us FROM "+
		"pay_hearing h WHERE "+where+" ORDER BY h.id", args...); err != nil {
		return err
	}
	for i := range said {
		if x := at[said[i].PlacementID]; x != nil {
			x.Heard = &said[i]
		}
	}
	where, args = authz.Under(countyPath).SQL("e.path")
	var open []int64
	if err := r.Select(&open, "SELECT e.placement_id FROM pay_correction e WHERE "+where+" AND "+unheardOver,
		args...); err != nil {
		return err
	}
	for _, id := range open {
		if x := at[id]; x != nil {
			x.Unheard = true
		}
	}
	return nil
}

// Unheard are the people of a scope who were paid too much by a corrected sheet and have not been heard, and how much.
func Unheard(r database.Reader, scope authz.Scope) (people int64, sum money.Fen, err error) {
	where, args := scope.SQL("e.path")
	var x struct{ N, SumFen int64 }
	_, err = r.One(&x, "SELECT COUNT(DISTINCT e.placement_id) AS n, COALESCE(SUM(e.stood_fen - e.worth_fen), 0) "+
		"AS sum_fen FROM pay_correction e WHERE "+where+" AND "+unheardOver, args...)
	return x.N, money.Fen(x.SumFen), err
}
