package fund

import (
	"gangwei/internal/authz"
	"gangwei/internal/database"
	"gangwei/internal/money"
)

// open makes the four accounts of a county's fund if they are not there.
func open(tx *database.Tx, path, name string) error {
	var n int64
	found, err := tx.One(&n, "SELECT balance_fen FROM fund_balance WHERE path = ? AND fund = ? AND account = 'source'", path, name)
	if err != nil || found {
		return err
	}
	err = tx.InsertMany("fund_balance", []string{"path", "fund", "account", "balance_fen"}, 4, func(i int, x []any) {
		x[0], x[1], x[2], x[3] = path, name, []string{Available, Committed, Paid, Source}[i], 0
	})
	if database.Duplicate(err, "") {
		return database.ErrAgain // opened by another at the same moment
	}
	return err
}

// Balances of a scope, by county and fund.
func Balances(r database.Reader, scope authz.Scope) ([]Balance, error) {
	where, args := scope.SQL("path")
	var rows []struct {
		Path, Fund, Account string
		BalanceFen          money.Fen
	}
	if err := r.Select(&rows, "SELECT path, fund, account, balance_fen FROM fund_balance WHERE "+where+" ORDER BY path, fund, account", args...); err != nil {
		return nil, err
	}
	var out []Balance
	for _, x := range rows {
		if len(out) == 0 || out[len(out)-1].Path != x.Path || out[len(out)-1].Fund != x.Fund {
			out = append(out, Balance{Path: x.Path, Fund: x.Fund})
		}
		b := &out[len(out)-1]
		switch x.Account {
		case Source:
			b.Received = -x.BalanceFen
		case Available:
			b.Available = x.BalanceFen
		case Committed:
			b.Committed = x.BalanceFen
		case Paid:
			b.PaidOut = x.BalanceFen
		}
	}
	return out, nil
}

// Entries of a county, newest first.
func Entries(r database.Reader, path string, limit int) ([]Entry, error) {
	var out []Entry
	err := r.Select(&out, "SELECT id, fund, debit, credit, amount_fen, subject, subject_id, voucher, on_date FROM ledger_entry WHERE path = ? ORDER BY id DESC LIMIT ?", path, limit)
	return out, err
}
