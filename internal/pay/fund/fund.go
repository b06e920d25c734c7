package fund

import (
	"strconv"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// Accounts of an office's fund and year.
const (
	Source      = "source"
	Opening     = "opening"
	Recovered   = "recovered"
	Carried     = "carried"
	Available   = "available"
	Committed   = "committed"
	Paid        = "paid"
	Allotted    = "allotted"
	Surrendered = "surrendered"
)

// Accounts in the order of the trial balance.
var Accounts = []string{Opening, Source, Recovered, Carried, Available, Committed, Paid, Allotted, Surrendered}

// Names of the funds (资金来源), domain section 5.2.
var Names = []string{"employment_subsidy", "rural_revitalisation", "county_finance", "village_collective",
	"photovoltaic", "pairing_assistance"}

// Year of a day as the ledger writes it.
func Year(d civil.Date) string { return strconv.Itoa(d.Year()) }

// Move of money from one account to another.
type Move struct {
	Path      string // the office's
	Fund      string
	Year      string // of the budget; of a closed year the next open one; empty: today's
	From, To  string
	Amount    money.Fen
	Subject   string
	SubjectID int64
	Voucher   string
}

// Witness of the entries.
var Witness = trail.Table{Name: "ledger_entry",
	Columns: []string{"path", "fund", "debit", "credit", "amount_fen", "subject", "subject_id", "voucher", "on_date",
		"actor_id", "at_us"},
	Added: []string{"year"}}

// Post a move inside a visit. Refusal: fund.short (the account has less), with the fund, the year and what is needed.
func Post(v *desk.Visit, m Move) error {
	if m.Amount <= 0 {
		return nil
	}
	if m.Year == "" {
		m.Year = Year(v.Today())
	}
	year, err := openYear(v.Tx, m.Path, m.Year)
	if err != nil {
		return err
	}
	m.Year = year
	if err := post(v, m); err != nil {
		return err
	}
	if year, err = openYear(v.Tx, m.Path, m.Year); err == nil && year != m.Year {
		// the year was closed at the same moment; its accounts are locked by us now, so the next look is sure
		err = database.ErrAgain
	}
	return err
}

func post(v *desk.Visit, m Move) error {
	for _, account := range []string{m.From, m.To} {
		if err := open(v.Tx, m.Path, m.Fund, m.Year, account); err != nil {
			return err
		}
	}
	// Locks in one order whatever the direction: the accounts' names.
	n, err := v.Tx.Exec(`UPDATE fund_account SET balance_fen = balance_fen + CASE WHEN account = ? THEN ? ELSE ? END
WHERE path = ? AND fund = ? AND year = ? AND account IN (?, ?)`,
		m.To, int64(m.Amount), -int64(m.Amount), m.Path, m.Fund, m.Year, m.From, m.To)
	if database.CheckFailed(err) {
		return errs.New(errs.Conflict, "fund.short").With("fund", m.Fund).With("year", m.Year).With("need", m.Amount)
	}
	if err != nil {
		return err
	}
	if n != 2 {
		return errs.New(errs.Internal, "internal")
	}
	d := Witness.Digest(m.Path, m.Fund, m.To, m.From, m.Amount, m.Subject, m.SubjectID, m.Voucher, v.Today(),
		v.Actor.UserID, v.Now(), m.Year)
	v.Witness("ledger_entry", d)
	_, err = v.Tx.Create("INSERT INTO ledger_entry (path, fund, debit, credit, amount_fen, subject, subject_id, "+
		"voucher, on_date, actor_id, at_us, year, trail_id, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		m.Path, m.Fund, m.To, m.From, int64(m.Amount), m.Subject, m.SubjectID, m.Voucher, v.Today(), v.Actor.UserID,
		int64(v.Now()), m.Year, v.TrailID(), d)
	return err
}

// Balance of an office's fund and year, as a cashier reads it.
type Balance struct {
	Path        string
	Fund        string
	Year        string
	Received    money.Fen // by documents, and what was there at the opening
	Carried     money.Fen // from the year before, or, below zero, into the next
	Recovered   money.Fen
	Available   money.Fen
	Committed   money.Fen
	PaidOut     money.Fen
	Allotted    money.Fen
	Surrendered money.Fen
}

// Entry of the ledger for people.
type Entry struct {
	ID        int64
	Path      string
	Fund      string
	Year      string
	Debit     string
	Credit    string
	AmountFen money.Fen
	Subject   string
	SubjectID int64
	Voucher   string
	OnDate    civil.Date
}
