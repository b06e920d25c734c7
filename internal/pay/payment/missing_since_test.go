package payment_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// What was counted at night and is no longer so is shown nowhere: a month whose sheet was filled in since stands under
// the other figure alone, whom nobody has to decide upon is in no queue, and no village is said to have no sheet that
// has one.
func TestMissing_leaves_out_what_is_no_longer_so_since_the_count(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one := h.Hold(0, "待核人甲", "999000000000001", "2025-02-01", "")
		h.Hold(1, "待核人乙", "999000000000002", "2025-02-01", "")
		is(t, unconfirmed(t, h, "2025-03-20", "370402"), 2, 2)
		village, feb := h.Region(home), civil.MustMonth("2025-02")
		says := func(what string, people int64, open int, lacks ...string) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				scope := authz.Under(village.Path)
				sum, err := payment.MissingOf(s, scope)
				apptest.Must(t, err)
				by, err := payment.MissingBy(s, scope, region.Village)
				apptest.Must(t, err)
				holders, err := payment.MissingHolders(s, scope)
				apptest.Must(t, err)
				month, err := payment.MissingMonth(s, scope, feb)
				apptest.Must(t, err)
				waits, err := payment.UndecidedAround(s, scope, 0)
				apptest.Must(t, err)
				board, err := payment.BoardOf(s, village.Path, feb, feb, h.Set.Now().Date())
				var got, hung []string
				for _, x := range by {
					got = append(got, x.Lack)
				}
				for _, b := range board {
					for _, x := range b.Lacks {
						hung = append(hung, x.Lack)
					}
				}
				if sum.People != people || len(holders) != int(people) || waits.Of != open || month != int64(open) ||
					!slices.Equal(got, lacks) || !slices.Equal(hung, lacks) {
					t.Errorf("%s: %d people, %d named, %d in the queue, %d in the month; %v, on the board %v", what, sum.People,
						len(holders), waits.Of, month, got, hung)
				}
				return err
			}))
		}
		says("at night", 2, 2, payment.LackSheet)
		_, err := h.Payroll.DecideNoPay(ctx, actors(h).town, "", payroll.NoPayDecision{PlacementID: one, Month: feb,
			Reason: "leave", Remark: "本人请假外出"})
		apptest.Must(t, err)
		says("one decided upon", 2, 1, payment.LackSheet, payment.LackTold)
		_, err = h.Payroll.TellNoPay(ctx, actors(h).town, "", payroll.NoPayTelling{PlacementID: one, Month: feb,
			OnDate: civil.MustDate("2025-03-20"), How: "visit"})
		apptest.Must(t, err)
		says("and told", 1, 1, payment.LackSheet)
		_, err = h.Payroll.WithdrawNoPay(ctx, actors(h).town, "", one, feb, "记错了人")
		apptest.Must(t, err)
		says("and taken back", 2, 2, payment.LackSheet)
		_, err = h.Duty.Begin(ctx, h.Actor("village_registrar", home), village, feb)
		apptest.Must(t, err)
		says("a sheet that says nothing yet", 2, 2, payment.LackBlank)
		sheet(t, h, "2025-02")
		says("a reviewed sheet", 0, 0)
	})
}

// A month in which somebody still waits stays on the board, however long ago it was; others leave it.
func TestBoard_keeps_the_months_in_which_somebody_waits(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "领款人甲", "999000000000001", "2025-02-01", "2025-03-31")
		sheetOf(t, h, "2025-02", strings.Repeat("P", 20))
		unconfirmed(t, h, "2025-12-20", "370402") // and of March nothing is here
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			board, err := payment.BoardOf(s, h.Region(home).Path, civil.MustMonth("2025-06"), civil.MustMonth("2025-11"),
				h.Set.Now().Date())
			said := ""
			for _, b := range board {
				said += fmt.Sprintf("%s %d %d;", b.Month, len(b.Waits), len(b.Lacks))
			}
			if said != "2025-03 0 1;2025-02 1 0;" {
				t.Errorf("the board says %s", said)
			}
			return err
		}))
	})
}
