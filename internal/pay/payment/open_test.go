package payment_test

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// owed is all that is owed to anybody, in words.
func owed(t *testing.T, r database.Reader) string {
	t.Helper()
	until := civil.MustMonth("2025-12")
	months, err := payment.OwingOf(r, authz.Everywhere(), payment.OwingFilter{Until: until})
	apptest.Must(t, err)
	sums, err := payment.ArrearsOf(r, authz.Everywhere(), until)
	apptest.Must(t, err)
	slices.SortFunc(sums, func(a, b payment.Arrears) int { return a.Month.Since(b.Month) })
	out := ""
	for _, o := range months {
		out += fmt.Sprintln(o.PlacementID, o.Month, o.Desk(), o.AmountFen, o.PaidFen)
	}
	return out + fmt.Sprintln(sums)
}

// night counts what waits and marks what is done, whatever the day.
func night(t *testing.T, h *apptest.House) {
	t.Helper()
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("DELETE FROM arrears_counted")
		return err
	}))
	_, err := h.Payments.CountWaits(ctx)
	apptest.Must(t, err)
}

var errBack = errors.New("back")

// hidesNothing holds what is owed by the marks against what is owed when everything is looked at.
func hidesNothing(t *testing.T, h *apptest.House, what string) {
	t.Helper()
	var marked, all string
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error { marked = owed(t, s); return nil }))
	err := h.DB.Write(ctx, func(tx *database.Tx) error {
		for _, q := range []string{"DELETE FROM pay_open", "UPDATE pay_run SET counted = 0",
			"UPDATE duty_sheet SET listed = 0"} {
			if _, err := tx.Exec(q); err != nil {
				return err
			}
		}
		all = owed(t, tx)
		return errBack
	})
	if !errors.Is(err, errBack) {
		t.Fatal(err)
	}
	if marked != all {
		t.Fatalf("%s: by the marks\n%s\nall in all\n%s", what, marked, all)
	}
}

// What is open is written down at night and nothing else is looked at, until something changes.
func TestMarks_hide_nothing_that_is_owed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 3)
		a := actors(h)
		run := approved(t, h)
		items := itemsOf(t, h, run)
		marks := func(what string, open, listed int64) {
			t.Helper()
			hidesNothing(t, h, what)
			night(t, h)
			hidesNothing(t, h, what+", after a night")
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				var n struct{ Open, Listed int64 }
				_, err := s.One(&n,
					"SELECT (SELECT COUNT(*) FROM pay_open) AS open, (SELECT SUM(listed) FROM duty_sheet) AS listed")
				if n.Open != open || n.Listed != listed {
					t.Errorf("%s: %d items open, %d sheets listed", what, n.Open, n.Listed)
				}
				return err
			}))
			holds(t, h)
		}
		marks("approved", 3, 1)
		send := func(n int64, answers ...string) {
			t.Helper()
			batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
			apptest.Must(t, err)
			_, err = h.Payments.Release(ctx, a.release, "", batch, 1, fmt.Sprintf("支%d号", n))
			apptest.Must(t, err)
			_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(), answer(answers...))
			apptest.Must(t, err)
		}
		send(1, "1|"+yuan(items[0].AmountFen)+"|成功", "2|"+yuan(items[1].AmountFen)+"|成功",
			"3|"+yuan(items[2].AmountFen)+"|失败|已销户")
		marks("one came back", 1, 1)
		_, err := h.Payments.Reverse(ctx, a.approve, "", items[2].ID, "退票后查明身份有误")
		apptest.Must(t, err)
		marks("the third was taken back", 0, 0) // the month is free again, and owed
		h.Set.Move(clock.On(civil.MustDate("2025-03-20"), 9, 0))
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		carry(t, h, d.RunID)
		run = d.RunID
		marks("on a second list", 1, 1)
		send(2, "1|"+yuan(items[2].AmountFen)+"|成功")
		marks("paid", 0, 1)
		var id, version int64
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			if owed(t, s) != "[]\n" {
				t.Errorf("still owed: %s", owed(t, s))
			}
			return s.Rows("SELECT id, version FROM duty_sheet", nil,
				func(rows *sql.Rows) error { return rows.Scan(&id, &version) })
		}))
		_, err = h.Duty.Reopen(ctx, h.Actor("county_reviewer", "370402"), "", id, version, "漏登了一天")
		want(t, "duty.state", err) // what was paid from stays
		marks("paid, still", 0, 1)
	})
}
