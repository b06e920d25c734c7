package inspect_test

import (
	"fmt"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// frozen is a county's regular month: what each placement of Home was paid for all its days.
func frozen(t *testing.T, h *apptest.House, id int64, month string, paid map[int64]money.Fen) {
	t.Helper()
	frozenAs(t, h, id, month, payroll.Regular, paid)
}

// frozenAs is a list of a kind; a correction's days stand on what it corrects.
func frozenAs(t *testing.T, h *apptest.House, id int64, month, kind string, paid map[int64]money.Fen) {
	t.Helper()
	m, county, village := civil.MustMonth(month), h.Region(apptest.County), h.Region(apptest.Home)
	run := payroll.Run{ID: id, RegionID: county.ID, Path: county.Path, Month: m, Kind: kind, Number: 1,
		State: payroll.Approved, Year: "2025",
		DraftedKey: "a", ApprovedKey: "b", Items: int64(len(paid))}
	var items []payroll.Item
	for placement, f := range paid {
		var person int64
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&person, "SELECT person_id FROM placement WHERE id = ?", placement)
			return err
		}))
		line := payroll.Line{PlacementID: placement, VillageID: village.ID, Path: village.Path, Fund: "employment_subsidy",
			Days: int64(m.Days()), OfDays: int64(m.Days()), AmountFen: f}
		if kind == payroll.Correction {
			line.Days = 0
		}
		items = append(items,
			payroll.Item{RunID: id, PlacementID: placement, PersonID: person, VillageID: village.ID, Path: village.Path,
				Month: m, Fund: line.Fund,
				Days: line.Days, OfDays: line.OfDays, AmountFen: f, Name: "领款人", Basis: "older", AccountTail: "0000",
				Kind: kind, Lines: []payroll.Line{line}})
		run.TotalFen += f
	}
	_, err := desk.Do(ctx, h.Desk, authz.System("test"), "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("payroll.approve", county.Path); err != nil {
			return 0, err
		}
		if err := payroll.StoreRun(v.Tx, run, nil); err != nil {
			return 0, err
		}
		v.Record("payroll.approve", "pay_run", id)
		return id, payroll.StoreItems(v, run, items)
	})
	apptest.Must(t, err)
}

// The program finds the rise in its own lists, for a county's pass and for a village's, and only who was paid beside it
// stands above the standard.
func TestPass_knows_a_rise_from_the_programs_own_lists(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		before, after := map[int64]money.Fen{}, map[int64]money.Fen{}
		var greedy int64
		for n := range inspect.RiseHolders + 2 {
			p := h.Hold(n%3, "领款人"+string([]rune("甲乙丙丁戊己庚辛壬癸子丑")[n]), fmt.Sprintf("9990000000001%02d", n), "2024-12-01",
				"2025-12-30")
			before[p], after[p] = 80000, 100000
			greedy = p
		}
		before[greedy] = 95000 // more than the others before the rise, and stepped up with them
		frozen(t, h, 1, "2025-01", before)
		frozen(t, h, 2, "2025-02", after)
		for _, code := range []string{apptest.County, apptest.Home} {
			out, _, err := inspect.Look(ctx, db, h.Set.Now, []*inspect.Rule{ruleOf("diversion.above_standard")},
				h.Region(code).Path, nil)
			apptest.Must(t, err)
			var got []string
			for _, f := range out.Finds.List() {
				got = append(got, f.Sentence)
				if f.Subject.ID != greedy || f.From.String() != "2025-01" {
					t.Errorf("%s: accused: %s", code, f.Sentence)
				}
			}
			if len(got) != 1 {
				t.Errorf("%s: %q", code, got)
			}
		}
	})
}

func ruleOf(code string) *inspect.Rule {
	for _, r := range oversight.Rules() {
		if r.Code == code {
			return r
		}
	}
	return nil
}

// A lawful correction is no pay above the standard; the pass reads of what kind an item is.
func TestPass_takes_a_correction_for_no_pay_above_the_standard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		p := h.Hold(0, "领款人甲", "999000000000101", "2024-12-01", "2025-12-30")
		q := h.Hold(1, "领款人乙", "999000000000102", "2024-12-01", "2025-12-30")
		frozen(t, h, 1, "2025-01", map[int64]money.Fen{p: 75000, q: 95000})
		frozenAs(t, h, 2, "2025-01", payroll.Correction, map[int64]money.Fen{p: 5000})
		out, _, err := inspect.Look(ctx, db, h.Set.Now, []*inspect.Rule{ruleOf("diversion.above_standard")},
			h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		list := out.Finds.List()
		if len(list) != 1 || list[0].Subject.ID != q {
			t.Errorf("accused, want one, of what is really above: %+v", list)
		}
	})
}
