package fund

import (
	"fmt"
	"strconv"

	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// open makes an account if it is not there.
func open(tx *database.Tx, path, name, year, account string) error {
	var n int64
	found, err := tx.One(&n,
		"SELECT balance_fen FROM fund_account WHERE path = ? AND fund = ? AND year = ? AND account = ?", path, name, year,
		account)
	if err != nil || found {
		return err
	}
	_, err = tx.Exec("INSERT INTO fund_account (path, fund, year, account, balance_fen) VALUES (?, ?, ?, ?, 0)", path,
		name, year, account)
	if database.Duplicate(err, "") {
		return database.ErrAgain // opened by another at the same moment
	}
	return err
}

// openYear is a budget year, or the next after it that is not closed.
func openYear(r database.Reader, path, year string) (string, error) {
	var closed []string
	if err := r.Select(&closed, "SELECT year FROM fund_year WHERE path = ? AND year >= ? ORDER BY year", path,
		year); err != nil {
		return "", err
	}
	for _, y := range closed {
		if y != year {
			break
		}
		year = next(year)
	}
	return year, nil
}

func next(year string) string {
	n, _ := strconv.Atoi(year) // the ledger writes years itself
	return strconv.Itoa(n + 1)
}

type account struct {
	Path, Fund, Year, Account string
	BalanceFen                money.Fen
}

const accountSQL = "SELECT path, fund, year, account, balance_fen FROM fund_account WHERE %s ORDER BY path, fund, " +
	"year, account"

// lockAccounts reads the accounts that a visit means to move.
func lockAccounts(tx *database.Tx, where string, args ...any) (out []account, err error) {
	err = tx.Select(&out, fmt.Sprintf(accountSQL, where)+tx.ForUpdate(), args...)
	return out, err
}

// Balances of a scope and budget year (empty: all years), by office, fund and year.
func Balances(r database.Reader, scope authz.Scope, year string) ([]Balance, error) {
	where, args := scope.SQL("path")
	if year != "" {
		where, args = where+" AND year = ?", append(args, year)
	}
	var rows []account
	if err := r.Select(&rows, fmt.Sprintf(accountSQL, where), args...); err != nil {
		return nil, err
	}
	var out []Balance
	for _, x := range rows {
		if n := len(out); n == 0 || out[n-1].Path != x.Path || out[n-1].Fund != x.Fund || out[n-1].Year != x.Year {
			out = append(out, Balance{Path: x.Path, Fund: x.Fund, Year: x.Year})
		}
		b := &out[len(out)-1]
		switch x.Account {
		case Source, Opening:
			b.Received -= x.BalanceFen
		case Recovered:
			b.Recovered = -x.BalanceFen
		case Carried:
			b.Carried = -x.BalanceFen
		case Available:
			b.Available = x.BalanceFen
		case Committed:
			b.Committed = x.BalanceFen
		case Paid:
			b.PaidOut = x.BalanceFen
		case Allotted:
			b.Allotted = x.BalanceFen
		case Surrendered:
			b.Surrendered = x.BalanceFen
		}
	}
	return out, nil
}

// Years that a scope's ledger has, latest first.
func Years(r database.Reader, scope authz.Scope) ([]string, error) {
	where, args := scope.SQL("path")
	var out []string
	err := r.Select(&out, "SELECT DISTINCT year FROM fund_account WHERE "+where+" ORDER BY year DESC", args...)
	return out, err
}

// Closed reports whether an office's budget year was closed.
func Closed(r database.Reader, path, year string) (bool, error) {
	var y string
	return r.One(&y, "SELECT year FROM fund_year WHERE path = ? AND year = ?", path, year)
}

const entryColumns = "id, path, fund, year, debit, credit, amount_fen, subject, subject_id, voucher, on_date"

// Entries of an office's year, and of one fund if it is named, oldest first, at most limit.
func Entries(r database.Reader, path, name, year string, limit int) ([]Entry, error) {
	where, args := "path = ? AND year = ?", []any{path, year}
	if name != "" {
		where, args = where+" AND fund = ?", append(args, name)
	}
	var out []Entry
	err := r.Select(&out, "SELECT "+entryColumns+" FROM ledger_entry WHERE "+where+" ORDER BY id LIMIT ?",
		append(args, limit)...)
	return out, err
}

const documentColumns = "id, path, kind, fund, year, level, number, purpose, from_month, until_month, amount_fen, " +
	"on_date, parent_id, actor_id, at_us"

// Documents of a scope and year, by office and day.
func Documents(r database.Reader, scope authz.Scope, year string) ([]Document, error) {
	where, args := scope.SQL("path")
	var out []Document
	err := r.Select(&out,
		"SELECT "+documentColumns+" FROM fund_document WHERE "+where+" AND year = ? ORDER BY path, on_date, id",
		append(args, year)...)
	return out, err
}

// allotted is what was passed down of a document already.
func allotted(r database.Reader, id int64) (money.Fen, error) {
	var n struct{ N money.Fen }
	_, err := r.One(&n, "SELECT COALESCE(SUM(amount_fen), 0) AS n FROM fund_document WHERE parent_id = ?", id)
	return n.N, err
}
