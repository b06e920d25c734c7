package fund

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/trail"
)

// Kinds of document.
const (
	In      = "in"      // 拨款文件: money came from above
	Down    = "down"    // 下达: passed down by the office above, whose document it names
	Start   = "opening" // 期初余额: what was there when the ledger began
	Back    = "back"    // 上缴: given back to the treasury
	maxText = 50
)

// Levels whose money it is (资金级次).
var Levels = []string{"central", "province", "city", "county"}

// Document by which money of a fund and budget year came to an office, or left it.
type Document struct {
	ID         int64
	Path       string
	Kind       string
	Fund       string
	Year       string
	Level      string
	Number     string // 文号或者凭证号
	Purpose    string
	FromMonth  civil.Month // months that it is for; both may be empty
	UntilMonth civil.Month
	AmountFen  money.Fen
	OnDate     civil.Date // of the document
	ParentID   *int64
	ActorID    int64
	AtUs       clock.Moment
}

// DocumentWitness of the documents.
var DocumentWitness = trail.Table{Name: "fund_document",
	Columns: []string{"path", "kind", "fund", "year", "level", "number", "purpose", "from_month", "until_month",
		"amount_fen", "on_date", "parent_id", "actor_id", "at_us"}}

// check is what a document must say, all faults at once.
func (d *Document) check(today civil.Date) error {
	d.Number, d.Purpose = strings.TrimSpace(d.Number), strings.TrimSpace(d.Purpose)
	var faults errs.Faults
	if !slices.Contains(Names, d.Fund) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("fund"))
	}
	if !slices.Contains(Levels, d.Level) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("level"))
	}
	if !near(d.Year, today) {
		faults.Add(errs.New(errs.Invalid, "fund.year").On("year"))
	}
	if d.AmountFen <= 0 || d.AmountFen > money.Max {
		faults.Add(errs.New(errs.Invalid, "form.amount").On("amount"))
	}
	faults.Add(errs.Length(d.Number, 2, maxText, "form.required", "number"))
	faults.Add(errs.Long(d.Purpose, 2*maxText, "purpose"))
	if d.OnDate.IsZero() || d.OnDate.After(today) {
		faults.Add(errs.New(errs.Invalid, "form.future").On("on"))
	}
	if !d.FromMonth.IsZero() && !d.UntilMonth.IsZero() && d.UntilMonth.Before(d.FromMonth) {
		faults.Add(errs.New(errs.Invalid, "fund.period").On("until"))
	}
	return faults.OrNil()
}

// near says that a budget year is last year, this one or the next.
func near(year string, today civil.Date) bool {
	n, err := strconv.Atoi(year)
	return err == nil && n >= today.Year()-1 && n <= today.Year()+1
}

// Register a document of an office: money that came (In), was there (Start), or is given back (Back). Refusals: form.*
// for each field, fund.level (only a county or the city keeps a ledger), fund.year, fund.period, fund.document (this
// number was entered), fund.closed, fund.short (given back is more than is available).
func Register(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, office *region.Region,
	x Document) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if err := mayKeep(v, office); err != nil {
			return 0, err
		}
		if !slices.Contains([]string{In, Start, Back}, x.Kind) {
			return 0, errs.New(errs.Invalid, "form.choice").On("kind")
		}
		x.Path, x.ParentID = office.Path, nil
		if err := x.check(v.Today()); err != nil {
			return 0, err
		}
		if err := enter(v, &x); err != nil {
			return 0, err
		}
		m := Move{Path: x.Path, Fund: x.Fund, Year: x.Year, From: Source, To: Available, Amount: x.AmountFen,
			Subject: "fund_document", SubjectID: x.ID, Voucher: x.Number}
		switch x.Kind {
		case Start:
			m.From = Opening
		case Back:
			m.From, m.To = Available, Surrendered
		}
		return x.ID, Post(v, m)
	})
}

// Allot passes part of a document's money down to a county, by a document of its own. Refusals: those of Register,
// fund.not_below, fund.allotted (more than is left of the document), fund.short.
func Allot(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, parentID int64, below *region.Region,
	x Document) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		parent, err := database.Find[Document](v.Tx,
			"SELECT "+documentColumns+" FROM fund_document WHERE id = ?"+v.Tx.ForUpdate(), parentID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("fund.appropriate", parent.Path); err != nil {
			return 0, err
		}
		if below.Level != region.County || region.ParentPath(below.Path) != parent.Path || parent.Kind == Back {
			return 0, errs.New(errs.Invalid, "fund.not_below").On("region")
		}
		x.Path, x.Kind, x.Fund, x.Year, x.Level, x.ParentID = below.Path, Down, parent.Fund, parent.Year, parent.Level,
			&parent.ID
		if err := x.check(v.Today()); err != nil {
			return 0, err
		}
		gone, err := allotted(v.Tx, parent.ID)
		if err != nil {
			return 0, err
		}
		if left := parent.AmountFen - gone; x.AmountFen > left {
			return 0, errs.New(errs.State, "fund.allotted").On("amount").With("left", left)
		}
		if err := enter(v, &x); err != nil {
			return 0, err
		}
		for _, m := range []Move{
			{Path: parent.Path, From: Available, To: Allotted},
			{Path: below.Path, From: Source, To: Available},
		} {
			m.Fund, m.Year, m.Amount, m.Subject, m.SubjectID, m.Voucher = x.Fund, x.Year, x.AmountFen, "fund_document", x.ID,
				x.Number
			if err := Post(v, m); err != nil {
				return 0, err
			}
		}
		return x.ID, nil
	})
}

// mayKeep allows keeping an office's ledger.
func mayKeep(v *desk.Visit, office *region.Region) error {
	if office.Level != region.County && office.Level != region.City {
		return errs.New(errs.Invalid, "fund.level").On("region")
	}
	return v.Allow("fund.appropriate", office.Path)
}

// enter keeps a document of an open year.
func enter(v *desk.Visit, x *Document) error {
	if closed, err := Closed(v.Tx, x.Path, x.Year); err != nil || closed {
		if closed {
			err = errs.New(errs.State, "fund.closed").On("year").With("year", x.Year)
		}
		return err
	}
	x.ActorID, x.AtUs = v.Actor.UserID, v.Now()
	if err := storeDocument(v, x); err != nil {
		return err
	}
	v.Record("fund."+x.Kind, "fund_document", x.ID, desk.F("fund", x.Fund), desk.F("year", x.Year),
		desk.F("amount", x.AmountFen), desk.F("number", x.Number), desk.F("purpose", x.Purpose))
	return nil
}

// storeDocument writes a document and adds it to the visit's witness. Refusal: fund.document.
func storeDocument(v *desk.Visit, x *Document) (err error) {
	d := DocumentWitness.Digest(x.Path, x.Kind, x.Fund, x.Year, x.Level, x.Number, x.Purpose, x.FromMonth, x.UntilMonth,
		x.AmountFen, x.OnDate, x.ParentID, x.ActorID, x.AtUs)
	x.ID, err = v.Tx.Create("INSERT INTO fund_document (path, kind, fund, year, level, number, purpose, from_month, "+
		"until_month, amount_fen, on_date, parent_id, actor_id, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, "+
		"?, ?, ?, ?, ?, ?, ?, ?, ?)",
		x.Path, x.Kind, x.Fund, x.Year, x.Level, x.Number, x.Purpose, x.FromMonth, x.UntilMonth, int64(x.AmountFen), x.OnDate,
		x.ParentID, x.ActorID, int64(x.AtUs), v.TrailID(), d)
	if database.Duplicate(err, "") || err != nil && strings.Contains(err.Error(), "append-only") {
		return errs.New(errs.State, "fund.document").On("number")
	}
	if err != nil {
		return err
	}
	v.Witness("fund_document", d)
	return nil
}

// PayFrom is the budget year that a run is paid from: the one that was chosen, this year's or last year's while it is
// open; empty: this year's. Refusals: fund.year, fund.closed.
func PayFrom(v *desk.Visit, path, year string) (string, error) {
	this := Year(v.Today())
	if year == "" || year == this {
		return this, nil
	}
	if next(year) != this {
		return "", errs.New(errs.Invalid, "fund.year").On("year")
	}
	closed, err := Closed(v.Tx, path, year)
	if closed {
		err = errs.New(errs.State, "fund.closed").On("year").With("year", year)
	}
	return year, err
}

// CloseYear closes an office's budget year (年结): what is available and committed of each fund is carried into the next
// year (结转), so that what is on its way is settled there. It cannot be undone. Refusals: fund.running (the year has not
// ended), fund.earlier (an earlier year is open and not empty), fund.closed.
func CloseYear(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, office *region.Region,
	year string) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if err := mayKeep(v, office); err != nil {
			return 0, err
		}
		into := next(year)
		if year == "" {
			into = Year(v.Today()) // what was entered before years were kept
		}
		if year != "" && len(year) != 4 || year >= Year(v.Today()) {
			return 0, errs.New(errs.State, "fund.running").On("year").With("year", year)
		}
		_, err := v.Tx.Exec("INSERT INTO fund_year (path, year, actor_id, person_key, at_us) VALUES (?, ?, ?, ?, ?)",
			office.Path, year, v.Actor.UserID, v.Actor.PersonKey, int64(v.Now()))
		if database.Duplicate(err, "") {
			return 0, errs.New(errs.State, "fund.closed").On("year").With("year", year)
		}
		if err != nil {
			return 0, err
		}
		rows, err := lockAccounts(v.Tx, "path = ? AND year <= ? AND account IN ('available','committed') AND balance_fen > 0",
			office.Path, year)
		if err != nil {
			return 0, err
		}
		var sum money.Fen
		for _, a := range rows {
			if a.Year != year {
				return 0, errs.New(errs.State, "fund.earlier").On("year").With("year", a.Year)
			}
			sum += a.BalanceFen
			for _, m := range []Move{{Year: year, From: a.Account, To: Carried}, {Year: into, From: Carried, To: a.Account}} {
				m.Path, m.Fund, m.Amount, m.Subject, m.SubjectID = office.Path, a.Fund, a.BalanceFen, "fund_year", office.ID
				if err := post(v, m); err != nil {
					return 0, err
				}
			}
		}
		v.Record("fund.close", "region", office.ID, desk.F("year", year), desk.F("carried", sum))
		return office.ID, nil
	})
}

// SeedDocument books a document with its move inside a visit, as a demonstration does.
func SeedDocument(v *desk.Visit, x *Document) error {
	if err := storeDocument(v, x); err != nil {
		return err
	}
	return Post(v,
		Move{Path: x.Path, Fund: x.Fund, Year: x.Year, From: Source, To: Available, Amount: x.AmountFen,
			Subject: "fund_document", SubjectID: x.ID, Voucher: x.Number})
}
