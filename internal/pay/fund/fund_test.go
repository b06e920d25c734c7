package fund_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

const employment = "employment_subsidy"

func in(number, year string, amount int64) fund.Document {
	d := fund.Document{Kind: fund.In, Fund: employment, Year: year, Level: "province", Number: number,
		Purpose: "乡村公益性岗位补贴", OnDate: civil.MustDate("2025-01-02")}
	d.AmountFen = fen(amount)
	return d
}

func balance(t *testing.T, h *apptest.House, code, year string) (b fund.Balance) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		rows, err := fund.Balances(s, authz.Under(h.Region(code).Path), year)
		for _, x := range rows {
			if x.Path == h.Region(code).Path {
				b = x
			}
		}
		return err
	}))
	return b
}

func want(t *testing.T, code string, err error) {
	t.Helper()
	if got := errs.CodeOf(err); got != code {
		t.Errorf("%q (%v), want %q", got, err, code)
	}
}

// move books inside a visit, as the rooms above do.
func move(h *apptest.House, m fund.Move) error {
	_, err := desk.Do(ctx, h.Desk, authz.System("test"), "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("reconcile.run", m.Path); err != nil {
			return 0, err
		}
		v.Record("test.move", "region", 1)
		return 0, fund.Post(v, m)
	})
	return err
}

func sound(t *testing.T, h *apptest.House) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		breaks, err := h.Counter.Run(s)
		for _, b := range breaks {
			// booked here without a run
			if !strings.Contains(b.Check, "paid equals") && !strings.Contains(b.Check, "committed equals") {
				t.Errorf("%s: %s", b.Check, b.Row)
			}
		}
		return err
	}))
}

func TestDocuments_bring_money_and_pass_it_down(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		city, county := h.Region("3704"), h.Region(apptest.County)
		keeper, cityKeeper := h.Actor("finance_releaser", apptest.County), h.Actor("city_manager", "3704")
		top, err := fund.Register(ctx, h.Desk, cityKeeper, "", city, in("鲁财社〔2025〕1号", "2025", 100_000))
		apptest.Must(t, err)
		for _, x := range []struct {
			code string
			err  error
		}{
			{"authz.forbidden",
				second(fund.Register(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "", county, in("区财1号", "2025", 5)))},
			{"authz.not_found", second(fund.Register(ctx, h.Desk, keeper, "", city, in("区财1号", "2025", 5)))},
			{"fund.level", second(fund.Register(ctx, h.Desk, keeper, "", h.Region(apptest.Town), in("区财1号", "2025", 5)))},
			{"fund.document", second(fund.Register(ctx, h.Desk, cityKeeper, "", city, in("鲁财社〔2025〕1号", "2025", 5)))},
			{"fund.year", second(fund.Register(ctx, h.Desk, keeper, "", county, in("区财1号", "2031", 5)))},
			{"form.amount", second(fund.Register(ctx, h.Desk, keeper, "", county, in("区财1号", "2025", 0)))},
			{"fund.allotted", second(fund.Allot(ctx, h.Desk, cityKeeper, "", top, county, in("枣财1号", "", 100_001)))},
			{"fund.not_below", second(fund.Allot(ctx, h.Desk, cityKeeper, "", top, city, in("枣财1号", "", 5)))},
			{"authz.not_found", second(fund.Allot(ctx, h.Desk, keeper, "", top, county, in("枣财1号", "", 5)))},
		} {
			want(t, x.code, x.err)
		}
		for n, amount := range []int64{30_000, 20_000} {
			_, err = fund.Allot(ctx, h.Desk, cityKeeper, "", top, county, in("枣财"+string(rune('1'+n))+"号", "", amount))
			apptest.Must(t, err)
		}
		want(t, "fund.allotted", second(fund.Allot(ctx, h.Desk, cityKeeper, "", top, county, in("枣财9号", "", 50_001))))
		back := in("区上缴1号", "2025", 10_000)
		back.Kind = fund.Back
		_, err = fund.Register(ctx, h.Desk, keeper, "", county, back)
		apptest.Must(t, err)
		back.Number, back.AmountFen = "区上缴2号", 40_001
		want(t, "fund.short", second(fund.Register(ctx, h.Desk, keeper, "", county, back)))
		start := in("期初", "2025", 7_000)
		start.Kind = fund.Start
		_, err = fund.Register(ctx, h.Desk, keeper, "", county, start)
		apptest.Must(t, err)
		if b := balance(t, h, "3704", "2025"); b.Received != 100_000 || b.Available != 50_000 || b.Allotted != 50_000 {
			t.Errorf("city: %+v", b)
		}
		if b := balance(t, h, apptest.County, "2025"); b.Received != 57_000 || b.Available != 47_000 ||
			b.Surrendered != 10_000 {
			t.Errorf("county: %+v", b)
		}
		sound(t, h)
	})
}

func TestCloseYear_carries_what_is_left_and_what_is_on_its_way(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		county, keeper := h.Region(apptest.County), h.Actor("finance_releaser", apptest.County)
		_, err := fund.Register(ctx, h.Desk, keeper, "", county, in("区财1号", "2025", 10_000))
		apptest.Must(t, err)
		apptest.Must(t,
			move(h,
				fund.Move{Path: county.Path, Fund: employment, Year: "2025", From: fund.Available, To: fund.Committed,
					Amount: 4_000, Subject: "pay_run"}))
		want(t, "fund.running", second(fund.CloseYear(ctx, h.Desk, keeper, "", county, "2025")))
		h.Set.Move(clock.On(civil.MustDate("2026-01-05"), 9, 0))
		want(t, "authz.forbidden",
			second(fund.CloseYear(ctx, h.Desk, h.Actor("finance_preparer", apptest.County), "", county, "2025")))
		_, err = fund.CloseYear(ctx, h.Desk, keeper, "", county, "2025")
		apptest.Must(t, err)
		want(t, "fund.closed", second(fund.CloseYear(ctx, h.Desk, keeper, "", county, "2025")))
		want(t, "fund.closed", second(fund.Register(ctx, h.Desk, keeper, "", county, in("区财2号", "2025", 5))))
		if b := balance(t, h, apptest.County, "2025"); b.Available != 0 || b.Committed != 0 || b.Carried != -10_000 {
			t.Errorf("2025: %+v", b)
		}
		// The bank's word on what was committed in 2025 comes in 2026.
		apptest.Must(t,
			move(h,
				fund.Move{Path: county.Path, Fund: employment, Year: "2025", From: fund.Committed, To: fund.Paid, Amount: 3_000,
					Subject: "pay_batch"}))
		apptest.Must(t,
			move(h,
				fund.Move{Path: county.Path, Fund: employment, Year: "2025", From: fund.Committed, To: fund.Available,
					Amount: 1_000, Subject: "pay_batch"}))
		if b := balance(t, h, apptest.County, "2026"); b.Available != 7_000 || b.Committed != 0 || b.PaidOut != 3_000 ||
			b.Carried != 10_000 {
			t.Errorf("2026: %+v", b)
		}
		sound(t, h)
	})
}

func TestIdle_takes_the_oldest_money_first(t *testing.T) {
	at := func(day, debit, credit string, amount int64) fund.Entry {
		return fund.Entry{OnDate: civil.MustDate(day), Debit: debit, Credit: credit, AmountFen: fen(amount)}
	}
	entries := []fund.Entry{at("2025-01-02", fund.Available, fund.Source, 100),
		at("2025-03-02", fund.Available, fund.Source, 50), at("2025-04-02", fund.Committed, fund.Available, 120),
		at("2025-04-10", fund.Paid, fund.Committed, 120)}
	if left, since := fund.Idle(entries); left != 30 || since.String() != "2025-03-02" {
		t.Errorf("%v since %v", left, since)
	}
	if left, since := fund.Idle(append(entries, at("2025-05-02", fund.Committed, fund.Available, 30))); left != 0 ||
		!since.IsZero() {
		t.Errorf("nothing left: %v since %v", left, since)
	}
	card := fund.Card(entries)
	if last := card[len(card)-1]; last.Left != 30 || last.In != 0 || last.Out != 0 {
		t.Errorf("%+v", last)
	}
}

func fen(n int64) money.Fen { return money.Fen(n) }

func second(_ int64, err error) error { return err }
