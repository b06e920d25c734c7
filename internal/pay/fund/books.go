package fund

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// Turnover of an account in a year: what was booked to it on either side, added up from the entries.
type Turnover struct {
	Path          string
	Fund          string
	Account       string
	Debit, Credit money.Fen
}

// Balance of a turnover; below zero it stands on the credit side.
func (t Turnover) Balance() money.Fen { return t.Debit - t.Credit }

// Trial balance (试算平衡表) of a scope's budget year, by office, fund and account: both columns add up to the same.
func Trial(r database.Reader, scope authz.Scope, year string) ([]Turnover, error) {
	where, args := scope.SQL("path")
	where, args = where+" AND year = ?", append(args, year)
	var out []Turnover
	err := r.Select(&out, `SELECT path, fund, account, SUM(debit) AS debit, SUM(credit) AS credit FROM (
SELECT path, fund, debit AS account, amount_fen AS debit, 0 AS credit FROM ledger_entry WHERE `+where+`
UNION ALL SELECT path, fund, credit AS account, 0 AS debit, amount_fen AS credit FROM ledger_entry
WHERE `+where+`) x GROUP BY path, fund, account`, append(append([]any{}, args...), args...)...)
	slices.SortFunc(out, func(a, b Turnover) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		if c := strings.Compare(a.Fund, b.Fund); c != 0 {
			return c
		}
		return slices.Index(Accounts, a.Account) - slices.Index(Accounts, b.Account)
	})
	return out, err
}

// CardLine of a fund card (资金卡片): one entry as a cashier says it, and what is available after it.
type CardLine struct {
	Entry
	In, Out money.Fen // of what is available
	Left    money.Fen
}

// Card of a fund's entries of a year, oldest first. Entries that do not touch what is available (the bank confirms)
// have neither in nor out. Pure.
func Card(entries []Entry) []CardLine {
	out := make([]CardLine, len(entries))
	var left money.Fen
	for i, e := range entries {
		out[i].Entry = e
		switch {
		case e.Debit == Available:
			out[i].In = e.AmountFen
		case e.Credit == Available:
			out[i].Out = e.AmountFen
		}
		left += out[i].In - out[i].Out
		out[i].Left = left
	}
	return out
}

// Idle is what of a fund's available money lies longest (闲置): money that came first goes first. Since is the day on
// which the oldest of what is left became available; empty if nothing is left. Pure.
func Idle(entries []Entry) (left money.Fen, since civil.Date) {
	type lot struct {
		on     civil.Date
		amount money.Fen
	}
	var lots []lot
	for _, e := range entries {
		switch {
		case e.Debit == Available:
			lots = append(lots, lot{e.OnDate, e.AmountFen})
		case e.Credit == Available:
			for gone := e.AmountFen; gone > 0 && len(lots) > 0; {
				n := min(gone, lots[0].amount)
				lots[0].amount -= n
				if gone -= n; lots[0].amount == 0 {
					lots = lots[1:]
				}
			}
		}
	}
	for _, l := range lots {
		left += l.amount
	}
	if len(lots) > 0 {
		since = lots[0].on
	}
	return left, since
}

// Journal of entries in a plain-text accounting format (hledger, ledger), in yuan: what the official system can take
// over, and anybody can add up again.
func Journal(entries []Entry) []byte {
	var b strings.Builder
	for _, e := range entries {
		at := func(account string) string { return fmt.Sprintf("%s:%s:%s:%s", account, e.Path, e.Fund, e.Year) }
		fmt.Fprintf(&b, "%s %s ; %s %d\n    %s  %s CNY\n    %s  -%s CNY\n\n", e.OnDate,
			strings.Join(strings.Fields(strings.ReplaceAll(e.Voucher, ";", " ")), " "), e.Subject, e.SubjectID,
			at(e.Debit), e.AmountFen, at(e.Credit), e.AmountFen)
	}
	return []byte(b.String())
}
