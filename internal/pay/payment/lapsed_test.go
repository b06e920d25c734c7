package payment_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// A lapsed agreement, no insurance, an age and a term that are over stop no line: each is paid for the days worked, and
// marked, before the approval and after it; whose agreement ran out is on the home card until it is renewed.
func TestLapsed_papers_are_paid_and_marked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		lapsed := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		whole := h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			for _, q := range []string{
				"UPDATE placement SET insured_from = start_on WHERE id = " + fmt.Sprint(whole),
				"UPDATE placement SET agreement_until = '2025-02-09', start_on = '2021-05-06' WHERE id = " + fmt.Sprint(lapsed),
				"UPDATE person SET birth = '1950-03-01' WHERE id = (SELECT person_id FROM placement WHERE id = " +
					fmt.Sprint(lapsed) + ")",
			} {
				if _, err := tx.Exec(q); err != nil {
					return err
				}
			}
			return nil
		}))
		at(h, "2025-03-03")
		sheetOf(t, h, "2025-02", strings.Repeat("P", 28), strings.Repeat("P", 28))
		run := approved(t, h)
		got := linesOf(t, h, run)
		if len(got) != 2 || got[0].AmountFen != 80000 || got[1].AmountFen != 80000 {
			t.Errorf("%+v", got)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			x := runOf(t, h, run)
			kept, err := payroll.LapsesOf(s, h.Book(), x, authz.Under(x.Path))
			apptest.Must(t, err)
			said := ""
			for _, l := range kept {
				if l.PlacementID != lapsed {
					t.Errorf("%+v", l)
				}
				said += l.Kind + " " + l.Since.String() + ";"
			}
			if said != "age 2020-03-01;agreement 2025-02-10;insurance 2021-05-06;term 2024-05-06;" {
				t.Error(said)
			}
			for _, c := range []struct {
				where string
				n     int64
			}{{apptest.Town, 1}, {"370402101", 0}} {
				q, err := payroll.LapsedStill(s, authz.Under(h.Region(c.where).Path), civil.MustMonth("2025-01"),
					h.Set.Now().Date())
				if q.N != c.n || err != nil {
					t.Errorf("%s: %+v %v", c.where, q, err)
				}
			}
			return nil
		}))
	})
}
