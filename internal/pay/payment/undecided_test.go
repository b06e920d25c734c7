package payment_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// waitingMonth is a month of which nothing is here, as the tests put it down.
type waitingMonth struct {
	placement        int64
	path, month, due string
	decided          bool
}

// Where somebody stands among those who wait for a decision is what a sort in memory gives: for whoever waits, whoever
// waits no longer, and of each region.
func TestUndecidedAround_is_what_a_sort_gives(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		rnd := rand.New(rand.NewPCG(1, 2))
		home, away := h.Region(apptest.Home).Path, h.Region(apptest.Away).Path
		var all []waitingMonth
		person := h.Person(apptest.Home, "某人")
		apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
			for i := range 14 {
				path := home
				if i%4 == 0 {
					path = away
				}
				id, err := tx.Create("INSERT INTO placement (post_id, person_id, village_id, path, basis, start_on, "+
					"agreement_no, agreement_kind, agreement_from, agreement_until, hours_month, rate_fen, insurance_no, "+
					"state, end_on) VALUES (?, ?, ?, ?, 'older', '2024-01-01', 'a', 'service', '2024-01-01', '2024-12-31', 40, "+
					"80000, '', 'ended', '2024-12-31')", h.Posts[0], person, h.Region(apptest.Home).ID, path)
				if err != nil {
					return err
				}
				for m := range 1 + rnd.IntN(4) {
					x := waitingMonth{id, path, fmt.Sprintf("2024-%02d", m+1), fmt.Sprintf("2024-%02d-%02d", m+2+rnd.IntN(2),
						1+rnd.IntN(2)), rnd.IntN(3) == 0}
					lack := "sheet"
					if rnd.IntN(6) == 0 {
						lack, x.decided = "untold", true
					}
					if _, err := tx.Exec("INSERT INTO pay_missing (placement_id, month, person_id, path, lack, due_on) VALUES "+
						"(?, ?, ?, ?, ?, ?)", id, x.month, person, path, lack, x.due); err != nil {
						return err
					}
					kinds := []string{"decided", "withdrawn"}
					if x.decided && lack == "sheet" {
						kinds = []string{"decided"}
					}
					for _, kind := range kinds {
						if _, err := tx.Exec("INSERT INTO no_pay_event (placement_id, month, path, kind, reason, remark, actor_id, "+
							"person_key, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, 'no_work', '', 1, 'k', 1, 1, ?)", id, x.month,
							path, kind, make([]byte, 32)); err != nil {
							return err
						}
					}
					all = append(all, x)
				}
			}
			return nil
		}))
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			for _, scope := range []authz.Scope{authz.Under(h.Region(apptest.County).Path), authz.Everywhere(),
				authz.Under(h.Region(apptest.Town).Path), authz.Under(home), authz.Under(h.Region(apptest.Beside).Path)} {
				aroundAsSorted(t, s, scope, all)
			}
			return nil
		}))
	})
}

func aroundAsSorted(t *testing.T, s *database.Snapshot, scope authz.Scope, all []waitingMonth) {
	t.Helper()
	first, stood := map[int64]string{}, map[int64]string{}
	var ids []int64
	for _, x := range all {
		if !scope.Covers(x.path) {
			continue
		}
		if was, ok := stood[x.placement]; !ok || x.due < was {
			stood[x.placement] = x.due
		}
		if x.decided {
			continue
		}
		was, ok := first[x.placement]
		if !ok {
			ids = append(ids, x.placement)
		}
		if !ok || x.due < was {
			first[x.placement] = x.due
		}
	}
	order := func(due string, id int64) string { return fmt.Sprintf("%s %09d", due, id) }
	slices.SortFunc(ids, func(a, b int64) int { return strings.Compare(order(first[a], a), order(first[b], b)) })
	at := func(i int) int64 {
		if i < 0 || i >= len(ids) {
			return 0
		}
		return ids[i]
	}
	start, err := payment.UndecidedAround(s, scope, 0)
	apptest.Must(t, err)
	if start.Of != len(ids) || start.First != at(0) {
		t.Errorf("%v: %+v, want %d from %d", scope.Paths(), start, len(ids), at(0))
	}
	for _, x := range all {
		got, err := payment.UndecidedAround(s, scope, x.placement)
		apptest.Must(t, err)
		i := slices.Index(ids, x.placement)
		behind := i + 1
		if i < 0 && stood[x.placement] != "" {
			here := order(stood[x.placement], x.placement)
			i = slices.IndexFunc(ids, func(id int64) bool { return order(first[id], id) > here })
			if i < 0 {
				i = len(ids)
			}
			behind = i
		} else if i < 0 {
			i, behind = -1, len(ids)
		}
		n := 0
		if first[x.placement] != "" {
			n = i + 1
		}
		if got.N != n || got.Of != len(ids) || got.First != at(0) || got.Before != at(i-1) || got.After != at(behind) {
			t.Errorf("%v, %d: %+v, want %d of %d, before %d, after %d", scope.Paths(), x.placement, got, n, len(ids), at(i-1),
				at(behind))
		}
	}
}
