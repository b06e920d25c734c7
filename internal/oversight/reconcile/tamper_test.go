package reconcile_test

import (
	"errors"
	"regexp"
	"slices"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/reconcile"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/database"
	"gangwei/migrations"
)

var errUndo = errors.New("undo")

// month is an office in which everything that the laws of pay speak of has happened once: paid, returned, reversed,
// corrected, recovered, passed down, and a year closed.
func month(t *testing.T, db *database.DB) *apptest.House {
	t.Helper()
	h := apptest.New(t, db)
	ctx, feb := apptest.Ctx, civil.MustMonth("2025-02")
	county, town, home := h.Region(apptest.County), h.Region(apptest.Town), h.Region(apptest.Home)
	prepare, release, approve, city := h.Actor("finance_preparer", apptest.County),
		h.Actor("finance_releaser", apptest.County), h.Actor("county_reviewer", apptest.County),
		h.Actor("city_manager", "3704")
	var held []int64
	for i, name := range []string{"领款人甲", "领款人乙", "领款人丙", "领款人丁"} {
		held = append(held, h.Hold(i, name, "99900000000000"+string(rune('0'+i)), "2025-01-01", ""))
	}
	clerk := h.Actor("village_registrar", apptest.Home)
	sheet, err := h.Duty.Begin(ctx, clerk, home, feb)
	apptest.Must(t, err)
	f := duty.Form{ID: sheet, Version: 1}
	for _, p := range held {
		x := duty.Typed{PlacementID: p}
		x.Days[3] = "勤"
		f.Lines = append(f.Lines, x)
	}
	_, err = h.Duty.Submit(ctx, clerk, "", f)
	apptest.Must(t, err)
	_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", sheet, 2, true, "")
	apptest.Must(t, err)
	document := func(number, year string) fund.Document {
		return fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: year, Level: "city", Number: number,
			AmountFen: 10_000_00, OnDate: civil.MustDate("2025-01-02")}
	}
	top, err := fund.Register(ctx, h.Desk, city, "", h.Region("3704"), document("鲁财1号", "2025"))
	apptest.Must(t, err)
	_, err = fund.Allot(ctx, h.Desk, city, "", top, county, document("枣财1号", "2025"))
	apptest.Must(t, err)
	_, err = fund.Register(ctx, h.Desk, release, "", county, document("区财1号", "2024"))
	apptest.Must(t, err)
	_, err = fund.CloseYear(ctx, h.Desk, release, "", county, "2024")
	apptest.Must(t, err)
	carry := func(run int64) {
		today := h.Set.Now().Date()
		_, err := h.Payroll.Notice(ctx, prepare, "", run, 1, today, today.AddDays(3), "")
		apptest.Must(t, err)
		h.Set.Move(clock.On(today.AddDays(4), 9, 0))
		_, err = h.Payroll.Audit(ctx, h.Actor("township_reviewer", apptest.Town), "", run, town)
		apptest.Must(t, err)
		_, err = h.Payroll.Approve(ctx, approve, "", run, 2, "")
		apptest.Must(t, err)
	}
	send := func(run int64, answer string) {
		batch, err := h.Payments.Prepare(ctx, prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		said, err := bankfile.Plain().Decode([]byte(answer))
		apptest.Must(t, err)
		_, err = h.Payments.Settle(ctx, prepare, "", batch, 2, h.Set.Now().Date(), said.Results)
		apptest.Must(t, err)
	}
	d, err := h.Payroll.DraftRun(ctx, prepare, county, feb)
	apptest.Must(t, err)
	carry(d.RunID)
	var items []int64
	apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&items, "SELECT id FROM pay_item ORDER BY id")
	}))
	_, err = h.Payments.Reverse(ctx, approve, "", items[3], "批准后发现重复")
	apptest.Must(t, err)
	send(d.RunID, "3|2400.00\n1|800.00|成功\n2|800.00|成功\n3|800.00|失败|睡眠户\n")
	rate := func(p int64, by string) {
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET rate_fen = rate_fen "+by+" WHERE id = ?", p)
			return err
		}))
	}
	rate(held[0], "+ 2800")
	rate(held[1], "- 2800")
	c, err := h.Payroll.DraftCorrection(ctx, prepare, county, feb)
	apptest.Must(t, err)
	carry(c.RunID)
	_, err = h.Payments.Recover(ctx, prepare, "", held[1], 2000, h.Set.Now().Date(), "收1号")
	apptest.Must(t, err)
	batch, err := h.Payments.Prepare(ctx, prepare, "", d.RunID, payment.Payer{}) // the returned one is on its way again
	apptest.Must(t, err)
	_, err = h.Payments.Release(ctx, release, "", batch, 1, "支2号")
	apptest.Must(t, err)
	return h
}

// One tamper for each law of pay and money: the triggers are gone, somebody writes into the database by hand, and the
// law that was broken says so by its name.
func TestRun_names_the_law_that_was_broken(t *testing.T) {
	laws := reconcile.Laws()
	tampers := map[string]string{
		"a run's items and total equal its rows": "UPDATE pay_run SET total_fen = total_fen + " +
			"1 WHERE kind = 'regular'",
		"what is open of a counted run is written down": "UPDATE pay_run SET counted = 1 WHERE kind " +
			"= 'regular'",
		"what is paid above an agreement is written down":       "DELETE FROM pay_over",
		"who worked by a listed sheet is on a list of pay":      "UPDATE duty_sheet SET listed = 1",
		"every regular item has its slots, a reversed one none": "DELETE FROM pay_slot WHERE item_id = 1",
		"one regular item per person and month": "UPDATE pay_item SET person_id = (SELECT " +
			"x.person_id FROM (SELECT person_id FROM pay_item WHERE id = 1) x) WHERE id = 2",
		"an item is the sum of its lines": "UPDATE pay_line SET amount_fen = " +
			"amount_fen + 1 WHERE item_id = 1",
		"an item's placement and fund are a line of it": "UPDATE pay_line SET fund = 'photovoltaic' " +
			"WHERE item_id = 1",
		"a correction adds to an item of the same person and month": "UPDATE pay_item SET of_item_id = NULL " +
			"WHERE kind = 'correction'",
		"what was taken back was not paid": "UPDATE pay_reversal SET item_id = 1",
		"a line has no more days than its month": "UPDATE pay_line SET days = 40 WHERE " +
			"item_id = 1",
		"the days paid for a placement and month fit the month": "UPDATE pay_line SET placement_id = (SELECT " +
			"x.placement_id FROM (SELECT placement_id FROM pay_line WHERE item_id = 1) x) WHERE item_id = 2",
		"a batch's items and total equal its lines": "UPDATE pay_batch SET items = items + 1 " +
			"WHERE number = 1",
		"a batch's file can be made again and is what it was": "UPDATE pay_item SET name = '别人' WHERE id = 1",
		"what hangs in the villages adds up to the city": "UPDATE pay_line SET amount_fen = " +
			"amount_fen - 1 WHERE item_id = 2",
		"nobody holds two posts on one day": "UPDATE placement SET person_id = (SELECT " +
			"x.person_id FROM (SELECT MIN(person_id) AS person_id FROM placement) x), state = 'ended', end_on = '2025-12-31', " +
			"end_reason = 'resigned' WHERE id = 2",
		"witnesses are whole": "UPDATE pay_item SET days = days - 1 WHERE " +
			"id = 2",
		"a line's amount is its item's": "UPDATE pay_batch_line SET amount_fen = " +
			"amount_fen + 1 WHERE seq = 1 AND batch_id = 1",
		"a settled batch has the bank's word on every line": "DELETE FROM payment_event WHERE item_id = 2",
		"the bank's word is on the item's amount": "UPDATE payment_event SET amount_fen = " +
			"amount_fen + 1 WHERE item_id = 1",
		"a batch was released and settled by its hands": "UPDATE pay_batch SET released_key = NULL " +
			"WHERE number = 1",
		"no two excluded steps by one person": "UPDATE pay_audit SET person_key = (SELECT " +
			"MAX(r.drafted_key) FROM pay_run r)",
		"every township audited its part": "DELETE FROM pay_audit WHERE run_id = " +
			"(SELECT x.id FROM (SELECT MIN(id) AS id FROM pay_run) x)",
		"balances equal the sum of the entries": "UPDATE fund_account SET balance_fen = " +
			"balance_fen + 1 WHERE account = 'available' AND year = '2025'",
		"no entry without its account": "UPDATE ledger_entry SET debit = 'nowhere' " +
			"WHERE id = 1",
		"nothing is available or committed in a closed year": "UPDATE fund_account SET balance_fen = 5 " +
			"WHERE account = 'available' AND year = '2024'",
		"what was carried out of years was carried into others": "UPDATE fund_account SET balance_fen = " +
			"balance_fen + 5 WHERE account = 'carried' AND year = '2024'",
		"a document was booked once with its amount": "UPDATE fund_document SET amount_fen = " +
			"amount_fen + 1 WHERE number = '区财1号'",
		"what was passed down equals the documents below": "UPDATE fund_document SET amount_fen = 5 " +
			"WHERE number = '鲁财1号'",
		"what the ledger paid equals what the bank confirmed": "DELETE FROM payment_event WHERE item_id = 1",
		"what came back equals what the ledger recovered": "UPDATE pay_recovery SET amount_fen = " +
			"amount_fen + 1",
		"an account is the one that was registered, listed or corrected last": "UPDATE person SET account_tail = '9999' " +
			"WHERE account_tail = '0001'",
		"what is committed equals what is approved and not answered": "UPDATE fund_account SET balance_fen = " +
			"balance_fen - 1 WHERE account = 'committed' AND year = '2025'",
	}
	for i, law := range laws { // from the pay items on, a law without its tamper is not tried
		if i >= slices.Index(laws, "every regular item has its slots, a reversed one none") && tampers[law] == "" {
			t.Errorf("no tamper for %q", law)
		}
	}
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := month(t, db)
		breaks := func(r database.Reader) (names []string) {
			found, err := h.Counter.Run(r)
			apptest.Must(t, err)
			for _, b := range found {
				names = append(names, b.Check)
			}
			return names
		}
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			if got := breaks(s); len(got) > 0 {
				t.Errorf("untouched: %q", got)
			}
			return nil
		}))
		withoutTriggers(t, db)
		for law, statement := range tampers {
			err := db.Write(apptest.Ctx, func(tx *database.Tx) error {
				n, err := tx.Exec(statement)
				if err != nil || n == 0 {
					t.Errorf("%s: %d rows, %v", statement, n, err)
				}
				if got := breaks(tx); err == nil && !slices.Contains(got, law) {
					t.Errorf("%s\nwants %q, got %q", statement, law, got)
				}
				return errUndo
			})
			if !errors.Is(err, errUndo) {
				t.Fatal(err)
			}
		}
	})
}

// withoutTriggers takes away what guards the rows, as somebody with the database's password may.
func withoutTriggers(t *testing.T, db *database.DB) {
	t.Helper()
	all, err := database.LoadMigrations(migrations.Files, db.Kind())
	apptest.Must(t, err)
	name := regexp.MustCompile(`^CREATE TRIGGER (\w+)`)
	for _, m := range all {
		for _, s := range m.Steps {
			if x := name.FindStringSubmatch(s); x != nil {
				apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
					_, err := tx.Exec("DROP TRIGGER IF EXISTS " + x[1])
					return err
				}))
			}
		}
	}
}
