package fund

import (
	"context"
	"strings"
	"unicode/utf8"

	"gangwei/internal/authz"
	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/money"
	"gangwei/internal/region"
	"gangwei/internal/trail"
)

// Accounts of a county's fund.
const (
	Source    = "source"
	Available = "available"
	Committed = "committed"
	Paid      = "paid"
)

// Names of the funds (资金来源), domain section 5.2.
var Names = []string{"employment_subsidy", "rural_revitalisation", "county_finance", "village_collective", "photovoltaic", "pairing_assistance"}

// Move of money from one account to another.
type Move struct {
	Path      string // the county's
	Fund      string
	From, To  string
	Amount    money.Fen
	Subject   string
	SubjectID int64
	Voucher   string
}

// Witness of the entries.
var Witness = trail.Table{Name: "ledger_entry", Columns: []string{"path", "fund", "debit", "credit", "amount_fen", "subject", "subject_id", "voucher", "on_date", "actor_id", "at_us"}}

// Post a move inside a visit. Refusal: fund.short (the account has less), with what is there.
func Post(v *desk.Visit, m Move) error {
	if m.Amount <= 0 {
		return nil
	}
	if err := open(v.Tx, m.Path, m.Fund); err != nil {
		return err
	}
	// Locks in one order whatever the direction: the accounts' names.
	n, err := v.Tx.Exec(`UPDATE fund_balance SET balance_fen = balance_fen + CASE WHEN account = ? THEN ? ELSE ? END WHERE path = ? AND fund = ? AND account IN (?, ?)`,
		m.To, int64(m.Amount), -int64(m.Amount), m.Path, m.Fund, m.From, m.To)
	if database.CheckFailed(err) {
		return errs.New(errs.Conflict, "fund.short").With("fund", m.Fund).With("need", m.Amount)
	}
	if err != nil {
		return err
	}
	if n != 2 {
		return errs.New(errs.Internal, "internal")
	}
	d := Witness.Digest(m.Path, m.Fund, m.To, m.From, m.Amount, m.Subject, m.SubjectID, m.Voucher, v.Today(), v.Actor.UserID, v.Now())
	v.Witness("ledger_entry", d)
	_, err = v.Tx.Create("INSERT INTO ledger_entry (path, fund, debit, credit, amount_fen, subject, subject_id, voucher, on_date, actor_id, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		m.Path, m.Fund, m.To, m.From, int64(m.Amount), m.Subject, m.SubjectID, m.Voucher, v.Today(), v.Actor.UserID, int64(v.Now()), v.TrailID(), d)
	return err
}

// Appropriate brings money in by a document. Refusals: form.choice, form.amount, form.required, fund.county.
func Appropriate(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, county *region.Region, name string, amount money.Fen, document string) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if county.Level != region.County {
			return 0, errs.New(errs.Invalid, "fund.county").On("region")
		}
		if err := v.Allow("fund.appropriate", county.Path); err != nil {
			return 0, err
		}
		var faults errs.Faults
		known := false
		for _, n := range Names {
			known = known || n == name
		}
		if !known {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("fund"))
		}
		if amount <= 0 || amount > money.Max {
			faults.Add(errs.New(errs.Invalid, "form.amount").On("amount"))
		}
		document = strings.TrimSpace(document)
		if n := utf8.RuneCountInString(document); n < 2 || n > 50 {
			faults.Add(errs.New(errs.Invalid, "form.required").On("document"))
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		if err := Post(v, Move{Path: county.Path, Fund: name, From: Source, To: Available, Amount: amount, Subject: "appropriation", SubjectID: county.ID, Voucher: document}); err != nil {
			return 0, err
		}
		v.Record("fund.appropriate", "region", county.ID, desk.F("fund", name), desk.F("amount", amount), desk.F("document", document))
		return county.ID, nil
	})
}

// Balance of a county's fund.
type Balance struct {
	Path                string
	Fund                string
	Received, Available money.Fen
	Committed, PaidOut  money.Fen
}

// Entry of the ledger for people.
type Entry struct {
	ID        int64
	Fund      string
	Debit     string
	Credit    string
	AmountFen money.Fen
	Subject   string
	SubjectID int64
	Voucher   string
	OnDate    civil.Date
}
