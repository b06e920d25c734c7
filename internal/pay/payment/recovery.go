package payment

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/trail"
)

// Recovery (追缴) of a placement: what the bank paid beyond what agreement, suspension and exit say today, and what of it
// came back.
type Recovery struct {
	PlacementID int64
	PersonID    int64
	Path        string
	Name        string
	Fund        string // that bore the latest of it
	Over        money.Fen
	Back        money.Fen
	LastOn      civil.Date // of what came back
	Heard       *Hearing   // what the payee said last, nil: was not heard
	Unheard     bool       // a sheet was corrected and the payee was not heard since: nothing is booked yet
}

// Left to come back; never below zero, for a later correction may make what was overpaid less than what came back.
func (x Recovery) Left() money.Fen { return max(x.Over-x.Back, 0) }

// CountyPath of the office that gets it back.
func (x Recovery) CountyPath() string { return region.CountyPath(x.Path) }

// RecoveryWitness of what came back.
var RecoveryWitness = trail.Table{Name: "pay_recovery",
	Columns: []string{"placement_id", "person_id", "path", "fund", "amount_fen", "on_date", "voucher", "actor_id",
		"at_us"}}

// Recoveries of a county, those with the most left first; of one placement if it is named. What a written rule deducted
// was never paid and does not count.
func Recoveries(r database.Reader, countyPath string, placementID int64) ([]Recovery, error) {
	pauses, err := placement.PausesUnder(r, countyPath)
	if err != nil {
		return nil, err
	}
	ids := []any{placementID}
	if placementID == 0 {
		if ids, err = payroll.MayBeOver(r, countyPath, maps.Keys(pauses)); err != nil {
			return nil, err
		}
	}
	at := map[int64]*Recovery{}
	if err := database.InParts(ids, func(marks string, ids []any) error {
		return overpaid(r, pauses, "l.id IN ("+marks+")", ids, nil, at)
	}); err != nil {
		return nil, err
	}
	if placementID == 0 {
		ended, args := authz.Under(countyPath).SQL("l.path")
		if err := overpaid(r, pauses, ended+" AND l.end_on IS NOT NULL AND g.month >= SUBSTR(l.end_on, 1, 7)", args, ids,
			at); err != nil {
			return nil, err
		}
	}
	where, args := authz.Under(countyPath).SQL("path")
	if err := r.Rows(
		"SELECT placement_id, SUM(amount_fen), MAX(on_date) FROM pay_recovery WHERE "+where+" GROUP BY placement_id", args,
		func(rows *sql.Rows) error {
			var id int64
			var back money.Fen
			var on civil.Date
			err := rows.Scan(&id, &back, &on)
			if x := at[id]; x != nil {
				x.Back, x.LastOn = back, on
			}
			return err
		}); err != nil {
		return nil, err
	}
	if err := withHearings(r, countyPath, at); err != nil {
		return nil, err
	}
	out := make([]Recovery, 0, len(at))
	for _, x := range at {
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b Recovery) int {
		return cmp.Or(cmp.Compare(b.Left(), a.Left()), strings.Compare(a.Path, b.Path),
			cmp.Compare(a.PlacementID, b.PlacementID))
	})
	return out, nil
}

// overpaid adds what the bank paid of placements and months beyond what is owed, month by month, but for the placements
// that are known.
//
// CROSS JOIN keeps SQLite from beginning with the lines of pay: the placements come first.
func overpaid(r database.Reader, pauses map[int64][]placement.Pause, where string, args, known []any,
	at map[int64]*Recovery) error {
	done := make(map[any]bool, len(known))
	for _, id := range known {
		done[id] = true
	}
	months := map[monthOf]*stand{}
	if err := r.Rows(`SELECT g.placement_id, l.person_id, g.path, p.name, g.month, g.fund, g.amount_fen, g.deducted_fen,
l.rate_fen, l.start_on, l.end_on, q.season_from, q.season_until
FROM placement l CROSS JOIN pay_line g ON g.placement_id = l.id CROSS JOIN post q ON q.id = l.post_id
CROSS JOIN person p ON p.id = l.person_id
WHERE `+where+` AND EXISTS (SELECT 1 FROM payment_event e WHERE e.paid_item =
g.item_id)`, args, func(rows *sql.Rows) error {
		var x stand
		var k monthOf
		if err := rows.Scan(&x.PlacementID, &x.PersonID, &x.Path, &x.Name, &k.month, &x.Fund, &x.paid, &x.deducted,
			&x.due.RateFen, &x.due.StartOn, &x.due.EndOn, &x.due.Season.SeasonFrom, &x.due.Season.SeasonUntil); err != nil {
			return err
		}
		if done[x.PlacementID] {
			return nil
		}
		k.id = x.PlacementID
		if was := months[k]; was != nil {
			was.paid, was.deducted, was.Fund = was.paid+x.paid, was.deducted+x.deducted, max(was.Fund, x.Fund)
		} else {
			x.due.Pauses = pauses[x.PlacementID]
			months[k] = &x
		}
		return nil
	}); err != nil {
		return err
	}
	if err := reckon(r, months); err != nil {
		return err
	}
	for _, k := range slices.SortedFunc(maps.Keys(months),
		func(a, b monthOf) int { return cmp.Or(cmp.Compare(a.id, b.id), a.month.Since(b.month)) }) {
		x := months[k]
		over := x.paid - x.owed
		if over <= 0 {
			continue
		}
		if at[k.id] == nil {
			at[k.id] = &Recovery{PlacementID: x.PlacementID, PersonID: x.PersonID, Path: x.Path, Name: x.Name}
		}
		y := at[k.id]
		y.Over, y.Fund = y.Over+over, x.Fund
	}
	return nil
}

// stand is how a month of a placement stands: what the bank paid of it, and what is owed today.
type stand struct {
	Recovery
	due                  payroll.Due
	paid, deducted, owed money.Fen
}

// reckon what is owed of months today: by calendar days the agreement's part less what the lines had deducted, by other
// bases what the sheets say.
func reckon(r database.Reader, months map[monthOf]*stand) error {
	if len(months) == 0 {
		return nil
	}
	book, err := rulebook.Load(r)
	if err != nil {
		return err
	}
	ids := map[payroll.CountyMonth][]any{}
	at := func(k monthOf) payroll.CountyMonth {
		return payroll.CountyMonth{County: region.CountyPath(months[k].Path), Month: k.month}
	}
	for k := range months {
		ids[at(k)] = append(ids[at(k)], k.id)
	}
	worths := payroll.ManyWorths{Book: book, Only: ids, Agreed: true}
	for k, x := range months {
		w, err := worths.At(r, at(k))
		switch {
		case err != nil:
			return err
		case w == nil:
			_, _, owed := payroll.Owed(x.due, k.month)
			x.owed = max(owed-x.deducted, 0)
		default:
			x.due.PlacementID, x.due.Path = x.PlacementID, x.Path
			x.owed = w.Of(x.due).AmountFen
		}
	}
	return nil
}

// mayRecover an amount of a placement: no more than is left, and not before the payee was heard.
func mayRecover(r database.Reader, county string, placementID int64, amount money.Fen) (x Recovery, err error) {
	all, err := Recoveries(r, county, placementID)
	if len(all) > 0 {
		x = all[0]
	}
	switch {
	case err != nil:
		return x, err
	case amount > x.Left():
		return x, errs.New(errs.State, "payment.recovered").On("amount").With("left", x.Left())
	case x.Unheard:
		return x, errs.New(errs.State, "payment.unheard").On("amount").With("name", x.Name)
	}
	return x, nil
}

// Recover books what came back of an overpayment: to the fund that bore it, in the running budget year. What was paid
// stays as it was paid. Refusals: form.amount, form.future (on), form.required (voucher), payment.recovered (more than
// is left, with what is), payment.unheard (by a corrected sheet, and the payee was not heard since), payment.voucher
// (this voucher was entered).
func (r *Service) Recover(ctx context.Context, actor authz.Actor, key string, placementID int64, amount money.Fen,
	on civil.Date, voucher string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := placement.Lock(v.Tx, placementID)
		if err != nil {
			return 0, err
		}
		county := region.CountyPath(p.Path)
		if err := v.Allow("payment.recover", county); err != nil {
			return 0, err
		}
		voucher = strings.TrimSpace(voucher)
		var faults errs.Faults
		if amount <= 0 {
			faults.Add(errs.New(errs.Invalid, "form.amount").On("amount"))
		}
		if on.IsZero() || on.After(v.Today()) {
			faults.Add(errs.New(errs.Invalid, "form.future").On("on"))
		}
		faults.Add(errs.Length(voucher, 2, 50, "form.required", "voucher"))
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		x, err := mayRecover(v.Tx, county, placementID, amount)
		if err != nil {
			return 0, err
		}
		d := RecoveryWitness.Digest(placementID, p.PersonID, p.Path, x.Fund, amount, on, voucher, actor.UserID, v.Now())
		id, err := v.Tx.Create("INSERT INTO pay_recovery (placement_id, person_id, path, fund, amount_fen, on_date, "+
			"voucher, actor_id, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			placementID, p.PersonID, p.Path, x.Fund, int64(amount), on, voucher, actor.UserID, int64(v.Now()), v.TrailID(), d)
		if database.Duplicate(err, "") || err != nil && strings.Contains(err.Error(), "append-only") {
			return 0, errs.New(errs.State, "payment.voucher").On("voucher")
		}
		if err != nil {
			return 0, err
		}
		v.Witness("pay_recovery", d)
		v.Record("payment.recover", "pay_recovery", id, desk.F("placement", placementID), desk.F("amount", amount),
			desk.F("voucher", voucher))
		return id,
			fund.Post(v,
				fund.Move{Path: county, Fund: x.Fund, From: fund.Recovered, To: fund.Available, Amount: amount,
					Subject: "pay_recovery", SubjectID: id, Voucher: voucher})
	})
}
