package payeecalls_test

import (
	"bytes"
	"slices"
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payeecalls"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func want(t *testing.T, code string, err error) {
	t.Helper()
	if got := errs.CodeOf(err); got != code {
		t.Errorf("%q (%v), want %q", got, err, code)
	}
}

func TestPick_is_the_seeds_choice_alone(t *testing.T) {
	var items []int64
	for i := range 1000 {
		items = append(items, int64(i+1))
	}
	seed, other := bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32)
	a := payeecalls.Pick(seed, items, 30)
	back := slices.Clone(items)
	slices.Reverse(back)
	if b := payeecalls.Pick(seed, back, 30); len(a) != 30 || !slices.Equal(a, b) {
		t.Error("the order of the items decides")
	}
	if slices.Equal(a, payeecalls.Pick(other, items, 30)) {
		t.Error("the seed decides nothing")
	}
	if got := payeecalls.Pick(seed, items[:3], 30); len(got) != 3 {
		t.Errorf("fewer than asked for: %v", got)
	}
	counts := make([]int, 10) // a thousand seeds choose the ten of a hundred items about as often each
	for s := range 1000 {
		for _, id := range payeecalls.Pick([]byte{byte(s), byte(s >> 8)}, items[:100], 10) {
			counts[(id-1)/10]++
		}
	}
	for _, n := range counts {
		if n < 850 || n > 1150 {
			t.Errorf("not even: %v", counts)
		}
	}
}

// paid is an office whose February the bank has confirmed for two, written bare.
func paid(t *testing.T, db *database.DB) (*apptest.House, []int64) {
	t.Helper()
	h := apptest.New(t, db)
	var items []int64
	for i, name := range []string{"领款人甲", "领款人乙"} {
		p := h.Hold(i, name, "99900000000000"+string(rune('0'+i)), "2025-01-01", "")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			county := h.Region(apptest.County)
			run, err := tx.Create(
				"INSERT INTO pay_run (region_id, path, month, number, state, objections, drafted_by, drafted_key, drafted_us, "+
					"approved_by, approved_key, approved_us, items, total_fen) VALUES (?, ?, '2025-02', ?, 'approved', '', 1, 'a', "+
					"1, 2, 'b', 1, 1, 80000)",
				county.ID, county.Path, i+1)
			if err != nil {
				return err
			}
			batch, err := tx.Create(
				"INSERT INTO pay_batch (run_id, path, number, state, prepared_by, prepared_key, released_key, released_us, "+
					"settled_us, items, total_fen, file_digest) VALUES (?, ?, 1, 'settled', 1, 'k', 'l', 1, 2, 1, 80000, ?)",
				run, county.Path, make([]byte, 32))
			if err != nil {
				return err
			}
			item, err := tx.Create(
				"INSERT INTO pay_item (run_id, placement_id, person_id, village_id, path, month, fund, days, of_days, "+
					"amount_fen, name, basis, account_tail, at_us, trail_id, row_digest) SELECT ?, id, person_id, village_id, path, "+
					"'2025-02', 'employment_subsidy', 28, 28, 80000, ?, 'older', '0001', 1, 1, ? FROM placement WHERE id = ?",
				run, name, make([]byte, 32), p)
			if err != nil {
				return err
			}
			items = append(items, item)
			_, err = tx.Exec(
				"INSERT INTO payment_event (item_id, batch_id, kind, reason, amount_fen, on_date, path, actor_id, at_us, "+
					"trail_id, row_digest) VALUES (?, ?, 'paid', '', 80000, '2025-03-01', ?, 1, 1, 1, ?)",
				item, batch, h.Region(apptest.Home).Path, make([]byte, 32))
			return err
		}))
	}
	return h, items
}

func TestCalls_from_the_draw_to_the_inspectors(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, items := paid(t, db)
		feb, county := civil.MustMonth("2025-02"), h.Region(apptest.County)
		clerk := h.Actor("telephone_clerk", apptest.County)
		draw := func(who authz.Actor, m civil.Month) error {
			_, err := h.Confirm.Draw(ctx, who, "", county, m)
			return err
		}
		for _, role := range []authz.Role{"finance_preparer", "county_reviewer", "discipline_inspector"} {
			want(t, "authz.forbidden",
				draw(h.Actor(role,
					apptest.CodeOf(authz.RoleInfo{Level: map[authz.Role]string{"discipline_inspector": "county"}[role]})),
					feb))
		}
		want(t, "authz.not_found", draw(h.Actor("telephone_clerk", "370481"), feb))
		want(t, "confirm.nothing", draw(clerk, civil.MustMonth("2025-01")))
		want(t, "confirm.no_root", draw(clerk, feb))
		h.Set.Move(clock.On(civil.MustDate(apptest.Day), 11, 0))
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error { _, err := trail.WriteRoot(tx, h.Set.Now()); return err }))
		apptest.Must(t, draw(clerk, feb))
		want(t, "confirm.twice", draw(clerk, feb))
		log := func(who authz.Actor, item int64, c payeecalls.Call) error {
			_, err := h.Confirm.Log(ctx, who, "", item, c)
			return err
		}
		yes := payeecalls.Call{Outcome: payeecalls.Answered, Received: "yes", SaidFen: 60000, AskedBack: "yes",
			Remark: "村里要回二百元"}
		want(t, "authz.forbidden", log(h.Actor("finance_preparer", apptest.County), items[0], yes))
		want(t, "authz.not_found", log(h.Actor("telephone_clerk", "370481"), items[0], yes))
		want(t, "authz.not_found", log(clerk, 999, yes))
		want(t, "form.choice", log(clerk, items[0], payeecalls.Call{Outcome: payeecalls.Answered}))
		want(t, "form.required", log(clerk, items[0], payeecalls.Call{Outcome: payeecalls.Later}))
		apptest.Must(t, log(clerk, items[0], payeecalls.Call{Outcome: payeecalls.Later, AgainAt: "晚饭后"}))
		see := func() (waiting []payeecalls.ToCall, told []payeecalls.Told) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				samples, err := payeecalls.Samples(s, authz.Under(county.Path), 5)
				if err != nil {
					return err
				}
				if waiting, err = payeecalls.Waiting(s, authz.Under(county.Path), samples[0].ID); err != nil {
					return err
				}
				told, err = payeecalls.Answers(s, authz.Under(county.Path), 10)
				return err
			}))
			return waiting, told
		}
		if waiting, told := see(); len(waiting) != 2 || len(told) != 0 {
			t.Errorf("%+v %+v", waiting, told)
		}
		var wg sync.WaitGroup // two callers at the same moment
		codes := make([]string, 2)
		for i := range codes {
			wg.Go(func() { codes[i] = errs.CodeOf(log(clerk, items[0], yes)) })
		}
		wg.Wait()
		slices.Sort(codes)
		if codes[0] != "" || codes[1] != "confirm.answered" {
			t.Errorf("%q", codes)
		}
		waiting, told := see()
		if len(waiting) != 1 || len(told) != 1 || !told[0].Odd() || told[0].PaidFen != 80000 || *told[0].SaidFen != 60000 {
			t.Errorf("%+v %+v", waiting, told)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			lines, err := apptest.Acts(s, "confirm.call")
			if len(lines) != 0 {
				t.Errorf("the office's trail tells of a call: %+v", lines)
			}
			today := h.Set.Now().Date() // the inspectors' home page tells of it at once
			for path, n := range map[string]int64{county.Path: 1, h.Region("370481").Path: 0} {
				if got, err := payeecalls.AskedBack(s, authz.Under(path), today); got != n || err != nil {
					t.Errorf("asked back under %s: %d, %v", path, got, err)
				}
			}
			if got, err := payeecalls.AskedBack(s, authz.Under(county.Path), today.AddDays(1)); got != 0 || err != nil {
				t.Errorf("since tomorrow: %d, %v", got, err)
			}
			return err
		}))
	})
}
