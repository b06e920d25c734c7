package payment_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/resident"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

const home = apptest.Home

// office with two holders of February: one all month, one from the 15th, sheet reviewed.
func office(t *testing.T, db *database.DB) *apptest.House {
	t.Helper()
	h := apptest.New(t, db)
	for i, from := range []string{"2025-01-01", "2025-02-15"} {
		h.Hold(i, "领款人"+string(rune('甲'+i)), fmt.Sprintf("99900000000000%d", i), from, "")
	}
	sheet(t, h, "2025-02")
	return h
}

func sheet(t *testing.T, h *apptest.House, month string) {
	t.Helper()
	mark(t, h, month, 20)
}

// mark a day of a month in everybody's sheet, sent and reviewed.
func mark(t *testing.T, h *apptest.House, month string, day int) {
	t.Helper()
	clerk := h.Actor("village_registrar", home)
	id, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth(month))
	apptest.Must(t, err)
	var lines []duty.Line
	apptest.Must(t,
		h.DB.Read(ctx, func(s *database.Snapshot) (err error) { lines, err = duty.LinesOf(s, id); return err }))
	f := duty.Form{ID: id, Version: 1}
	for _, l := range lines {
		x := duty.Typed{PlacementID: l.PlacementID}
		x.Days[day-1] = "勤"
		f.Lines = append(f.Lines, x)
	}
	_, err = h.Duty.Submit(ctx, clerk, "", f)
	apptest.Must(t, err)
	_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", id, 2, true, "")
	apptest.Must(t, err)
}

type people struct{ prepare, release, approve, town authz.Actor }

func actors(h *apptest.House) people {
	return people{h.Actor("finance_preparer", "370402"), h.Actor("finance_releaser", "370402"),
		h.Actor("county_reviewer", "370402"), h.Actor("township_reviewer", apptest.Town)}
}

func want(t *testing.T, code string, err error) {
	t.Helper()
	if got := errs.CodeOf(err); got != code {
		t.Errorf("%q (%v), want %q", got, err, code)
	}
}

func result(v any, err error) error { _ = v; return err }

// approved carries February to the freeze and returns the run.
func approved(t *testing.T, h *apptest.House) int64 {
	t.Helper()
	run := audited(t, h)
	_, err := h.Payroll.Approve(ctx, actors(h).approve, "", run, 2, "")
	apptest.Must(t, err)
	return run
}

// mend the account, or the name, of whom the bank sent back last.
func mend(t *testing.T, h *apptest.House, name, account string) {
	t.Helper()
	var p resident.Person
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		var id int64
		if _, err = s.One(&id,
			"SELECT i.person_id FROM payment_event e JOIN pay_item i ON i.id = e.item_id WHERE e.kind = 'returned' ORDER BY "+
				"e.id DESC LIMIT 1"); err == nil {
			p, err = resident.ByID(s, id)
		}
		return err
	}))
	var e resident.Edit
	if name != "" {
		e.Name = &name
	}
	if account != "" {
		e.Account = &account
	}
	_, err := h.Residents.Correct(ctx, h.Actor("township_reviewer", apptest.Town), "", p.ID, p.Version, e, "银行退回后核实",
		"退票通知")
	apptest.Must(t, err)
}

// audited carries February to the county's desk.
func audited(t *testing.T, h *apptest.House) int64 {
	t.Helper()
	a := actors(h)
	_, err := fund.Register(ctx, h.Desk, a.release, "", h.Region("370402"),
		fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city", Number: "市财〔2025〕1号",
			AmountFen: 500_000, OnDate: civil.MustDate("2025-01-02")})
	apptest.Must(t, err)
	d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	_, err = h.Payroll.Notice(ctx, a.prepare, "", d.RunID, 1, civil.MustDate("2025-03-03"), civil.MustDate("2025-03-06"),
		"")
	apptest.Must(t, err)
	h.Set.Move(clock.On(civil.MustDate("2025-03-07"), 9, 0))
	_, err = h.Payroll.Audit(ctx, a.town, "", d.RunID, h.Region(apptest.Town))
	apptest.Must(t, err)
	return d.RunID
}

func balance(t *testing.T, h *apptest.House) (b fund.Balance) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		bs, err := fund.Balances(s, authz.Under(h.Region("370402").Path), "")
		if err == nil && len(bs) == 1 {
			b = bs[0]
		}
		return err
	}))
	return b
}

func holds(t *testing.T, h *apptest.House) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		breaks, err := h.Counter.Run(s)
		if err != nil {
			return err
		}
		for _, b := range breaks {
			if strings.Contains(b.Check, "run") || strings.Contains(b.Check, "batch") || strings.Contains(b.Check, "balance") ||
				strings.Contains(b.Check, "item") || strings.Contains(b.Check, "ledger") || strings.Contains(b.Check, "bank") {
				t.Errorf("%s: %s", b.Check, b.Row)
			}
		}
		_, err = trail.Verify(s, app.Witnessed(), "")
		return err
	}))
}

func answer(lines ...string) []bankfile.Result {
	var total money.Fen
	for _, l := range lines {
		a, _ := money.Parse(strings.Split(l, "|")[1])
		total += a
	}
	r, err := bankfile.Plain().Decode([]byte(
		fmt.Sprintf("%d|%s\r\n%s\r\n", len(lines), total, strings.Join(lines, "\r\n"))))
	if err != nil {
		panic(err)
	}
	return r.Results
}

func TestMonth_from_draft_to_paid_returned_and_sent_again(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		// 800 for the whole month, 14 of 28 days for the other: 1200 in all
		if b := balance(t, h); b.Received != 500_000 || b.Committed != 120_000 || b.Available != 380_000 {
			t.Fatalf("%+v", b)
		}
		holds(t, h)
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		want(t, "payment.on_way", result(h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})))
		want(t, "authz.forbidden", result(h.Payments.Release(ctx, a.prepare, "", batch, 1, "支1号")))
		file, err := h.Payments.File(ctx, a.prepare, batch)
		if err != nil || !strings.HasPrefix(string(file), "2|1200.00\r\n") ||
			!strings.Contains(string(file), "|999000000000000|800.00|2025年2月乡村公益性岗位补贴") {
			t.Fatalf("%q %v", file, err)
		}
		on := civil.MustDate("2025-03-07")
		settle := func(r ...bankfile.Result) error {
			return result(h.Payments.Settle(ctx, a.prepare, "", batch, 2, on, r))
		}
		want(t, "payment.state", settle(answer("1|800|成功", "2|400|成功")...)) // not released yet
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		want(t, "payment.state", result(h.Payments.Release(ctx, a.release, "", batch, 2, "支1号")))
		want(t, "payment.unanswered", settle(answer("1|800|成功")...))
		want(t, "payment.amount", settle(answer("1|800|成功", "2|400.01|成功")...))
		want(t, "payment.unknown", settle(answer("1|800|成功", "2|400|成功", "3|1|成功")...))
		want(t, "", settle(answer("2|400|失败|账号不存在", "1|800|成功")...)) // out of order is fine
		want(t, "payment.state", settle(answer("2|400|失败|账号不存在", "1|800|成功")...))
		if b := balance(t, h); b.PaidOut != 80_000 || b.Committed != 0 || b.Available != 420_000 {
			t.Fatalf("%+v", b)
		}
		open := func(until string) (n int64) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := payment.ArrearsOf(s, authz.Under(h.Region("370402").Path), civil.MustMonth(until))
				for _, r := range rows {
					n += r.Unpaid + r.Unfrozen
				}
				return err
			}))
			return n
		}
		if open("2025-02") != 1 || open("2025-01") != 0 {
			t.Fatal("who was not paid is in arrears until the bank says otherwise")
		}
		// it would come back again
		want(t, "payment.all_held", result(h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})))
		mend(t, h, "", "999000000000044")
		again, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", again, 1, "支1号")
		apptest.Must(t, err)
		_, err = h.Payments.Settle(ctx, a.prepare, "", again, 2, on, answer("1|400|成功"))
		apptest.Must(t, err)
		want(t, "payment.nothing", result(h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})))
		if b := balance(t, h); b.PaidOut != 120_000 || b.Committed != 0 || open("2025-02") != 0 {
			t.Fatalf("%+v", b)
		}
		// what was paid beyond a last day that became known later
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			for _, x := range []struct {
				placement  int64
				start, end string
				want       money.Fen
			}{
				{1, "2025-01-01", "2025-02-28", 0},
				{1, "2025-01-01", "2025-02-14", 40_000},
				{1, "2025-01-01", "2025-01-31", 80_000},
				{2, "2025-02-15", "2025-02-28", 0},
				{2, "2025-02-15", "2025-02-21", 20_000},
				{1, "2025-01-01", "2025-03-05", 0},
			} {
				got, err := payment.PaidBeyond(s, x.placement, civil.MustDate(x.start), civil.MustDate(x.end))
				if got != x.want || err != nil {
					t.Errorf("paid beyond %s: %v %v, want %v", x.end, got, err, x.want)
				}
			}
			return nil
		}))
		holds(t, h)
	})
}

func TestRun_refuses_at_each_gate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		county := h.Region("370402")
		draft := func(actor authz.Actor, m string) (payroll.Drafted, error) {
			return h.Payroll.DraftRun(ctx, actor, county, civil.MustMonth(m))
		}
		want(t, "authz.forbidden", result(draft(a.approve, "2025-02")))
		want(t, "authz.not_found", result(draft(h.Actor("finance_preparer", "370481"), "2025-02")))
		want(t, "payroll.month", result(draft(a.prepare, "2025-03")))
		want(t, "payroll.nothing", result(draft(a.prepare, "2025-01"))) // no sheet was reviewed
		// twenty clicks at once are one run
		var wg sync.WaitGroup
		ids := make([]int64, 20)
		for i := range ids {
			wg.Add(1)
			go func() {
				defer wg.Done()
				d, err := draft(a.prepare, "2025-02")
				if err != nil {
					t.Error(err)
				}
				ids[i] = d.RunID
			}()
		}
		wg.Wait()
		for _, id := range ids {
			if id != ids[0] || id == 0 {
				t.Fatalf("%v", ids)
			}
		}
		run := ids[0]
		day := civil.MustDate("2025-03-03")
		want(t, "payroll.state", result(h.Payroll.Approve(ctx, a.approve, "", run, 1, "")))
		want(t, "payroll.notice_short", result(h.Payroll.Notice(ctx, a.prepare, "", run, 1, day, day.AddDays(2), "")))
		want(t, "", result(h.Payroll.Notice(ctx, a.prepare, "", run, 1, day, day.AddDays(3), "")))
		want(t, "payroll.notice_running", result(h.Payroll.Audit(ctx, a.town, "", run, h.Region(apptest.Town))))
		h.Set.Move(clock.On(civil.MustDate("2025-03-07"), 9, 0))
		want(t, "payroll.not_audited", result(h.Payroll.Approve(ctx, a.approve, "", run, 2, "")))
		want(t, "authz.not_found",
			result(h.Payroll.Audit(ctx, h.Actor("township_reviewer", "370402101"), "", run, h.Region(apptest.Town))))
		want(t, "payroll.no_part",
			result(h.Payroll.Audit(ctx, h.Actor("township_reviewer", "370402101"), "", run, h.Region("370402101"))))
		want(t, "", result(h.Payroll.Audit(ctx, a.town, "", run, h.Region(apptest.Town))))
		want(t, "payroll.audited", result(h.Payroll.Audit(ctx, a.town, "", run, h.Region(apptest.Town))))
		want(t, "fund.short", result(h.Payroll.Approve(ctx, a.approve, "", run, 2, ""))) // and nothing is half done
		want(t, "payroll.state", result(h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})))
		_, err := fund.Register(ctx, h.Desk, a.release, "", county,
			fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city", Number: "市财〔2025〕1号",
				AmountFen: 120_000, OnDate: civil.MustDate("2025-01-02")})
		apptest.Must(t, err)
		want(t, "form.stale", result(h.Payroll.Approve(ctx, a.approve, "", run, 1, "")))
		// two approvals at once: one freezes
		codes := make([]string, 2)
		for i, x := range []authz.Actor{a.approve, h.Actor("county_reviewer", "370402", "-2")} {
			wg.Add(1)
			go func() {
				defer wg.Done()
				codes[i] = errs.CodeOf(result(h.Payroll.Approve(ctx, x, "", run, 2, "")))
			}()
		}
		wg.Wait()
		if (codes[0] == "") == (codes[1] == "") {
			t.Fatalf("%q", codes)
		}
		want(t, "payroll.state", result(h.Payroll.Cancel(ctx, a.prepare, "", run, 3, "改主意了")))
		want(t, "payroll.nothing", result(draft(a.prepare, "2025-02"))) // everybody has a slot
		holds(t, h)
	})
}

func TestCancel_frees_the_place_the_sheets_and_the_slots(t *testing.T) {
	h := office(t, dbtest.SQLite(t))
	a := actors(h)
	d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	_, err = h.Payroll.Cancel(ctx, a.prepare, "", d.RunID, 1, "名单有误")
	apptest.Must(t, err)
	again, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
	if err != nil || again.RunID == d.RunID || again.Joined {
		t.Fatal(again, err)
	}
	holds(t, h)
}

func TestOwed(t *testing.T) {
	feb := civil.MustMonth("2025-02")
	for _, c := range []struct {
		name, from, to string
		days           int
		amount         money.Fen
	}{
		{"all month", "2024-01-01", "", 28, 80000},
		{"from the 15th", "2025-02-15", "", 14, 40000},
		{"until the 1st", "2024-01-01", "2025-02-01", 1, 2857},
		{"one day in the middle", "2025-02-10", "2025-02-10", 1, 2857},
		{"ended before", "2024-01-01", "2025-01-31", 0, 0},
		{"starts after", "2025-03-01", "", 0, 0},
	} {
		d := payroll.Due{RateFen: 80000, StartOn: civil.MustDate(c.from)}
		if c.to != "" {
			d.EndOn = civil.MustDate(c.to)
		}
		if days, of, amount := payroll.Owed(d, feb); days != c.days || of != 28 || amount != c.amount {
			t.Errorf("%s: %d of %d days, %s", c.name, days, of, amount)
		}
	}
}

func TestDecode_names_what_is_wrong_in_the_banks_answer(t *testing.T) {
	for in, code := range map[string]string{"": "bankfile.head", "x": "bankfile.head",
		"1|5.00\n1|5.00|也许": "bankfile.status", "1|5.00\n1|5.00": "bankfile.line",
		"2|10.00\n1|5.00|成功\n1|5.00|成功": "bankfile.twice",
		"1|6.00\n1|5.00|成功":             "bankfile.totals", "2|5.00\n1|5.00|成功": "bankfile.totals",
		"1|-5\n1|-5|成功": "bankfile.line",
		"\xff\xfe":      "bankfile.encoding"} {
		if _, err := bankfile.Plain().Decode([]byte(in)); errs.CodeOf(err) != code {
			t.Errorf("%q: %v, want %s", in, err, code)
		}
	}
	lines := []bankfile.Line{{Seq: 1, Name: "张|三", IDNo: "1", Account: "2", Amount: 12345, Remark: "补贴"}}
	if got := string(bankfile.Canonical(lines)); got != "1|123.45\r\n1|张 三|1|2|123.45|补贴\r\n" {
		t.Errorf("%q", got)
	}
}
