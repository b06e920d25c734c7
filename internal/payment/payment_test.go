package payment_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/authz"
	"gangwei/internal/bankfile"
	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/database"
	"gangwei/internal/dbtest"
	"gangwei/internal/duty"
	"gangwei/internal/errs"
	"gangwei/internal/fund"
	"gangwei/internal/money"
	"gangwei/internal/payment"
	"gangwei/internal/payroll"
	"gangwei/internal/reconcile"
	"gangwei/internal/trail"
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
	clerk := h.Actor("village_registrar", home)
	id, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth(month))
	apptest.Must(t, err)
	var lines []duty.Line
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) { lines, err = duty.LinesOf(s, id); return err }))
	f := duty.Form{ID: id, Version: 1}
	for _, l := range lines {
		x := duty.Typed{PlacementID: l.PlacementID}
		x.Days[19] = "勤"
		f.Lines = append(f.Lines, x)
	}
	_, err = h.Duty.Submit(ctx, clerk, "", f)
	apptest.Must(t, err)
	_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", id, 2, true, "")
	apptest.Must(t, err)
}

type people struct{ prepare, release, approve, town authz.Actor }

func actors(h *apptest.House) people {
	return people{h.Actor("finance_preparer", "370402"), h.Actor("finance_releaser", "370402"), h.Actor("county_reviewer", "370402"), h.Actor("township_reviewer", apptest.Town)}
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
	a := actors(h)
	_, err := fund.Appropriate(ctx, h.Desk, a.release, "", h.Region("370402"), "employment_subsidy", 500_000, "市财〔2025〕1号")
	apptest.Must(t, err)
	d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	_, err = h.Payroll.Notice(ctx, a.prepare, "", d.RunID, 1, civil.MustDate("2025-03-03"), civil.MustDate("2025-03-06"), "")
	apptest.Must(t, err)
	h.Set.Move(clock.On(civil.MustDate("2025-03-07"), 9, 0))
	_, err = h.Payroll.Audit(ctx, a.town, "", d.RunID, h.Region(apptest.Town))
	apptest.Must(t, err)
	_, err = h.Payroll.Approve(ctx, a.approve, "", d.RunID, 2)
	apptest.Must(t, err)
	return d.RunID
}

func balance(t *testing.T, h *apptest.House) (b fund.Balance) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		bs, err := fund.Balances(s, authz.Under(h.Region("370402").Path))
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
		breaks, err := reconcile.Run(s)
		if err != nil {
			return err
		}
		for _, b := range breaks {
			if strings.Contains(b.Check, "run") || strings.Contains(b.Check, "batch") || strings.Contains(b.Check, "balance") || strings.Contains(b.Check, "item") || strings.Contains(b.Check, "ledger") || strings.Contains(b.Check, "bank") {
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
	r, err := bankfile.Decode([]byte(fmt.Sprintf("%d|%s\r\n%s\r\n", len(lines), total, strings.Join(lines, "\r\n"))))
	if err != nil {
		panic(err)
	}
	return r
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
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run)
		apptest.Must(t, err)
		want(t, "payment.on_way", result(h.Payments.Prepare(ctx, a.prepare, "", run)))
		want(t, "authz.forbidden", result(h.Payments.Release(ctx, a.prepare, "", batch, 1)))
		file, err := h.Payments.File(ctx, a.prepare, batch)
		if err != nil || !strings.HasPrefix(string(file), "2|1200.00\r\n") || !strings.Contains(string(file), "|999000000000000|800.00|2025年2月乡村公益性岗位补贴") {
			t.Fatalf("%q %v", file, err)
		}
		on := civil.MustDate("2025-03-07")
		settle := func(r ...bankfile.Result) error {
			return result(h.Payments.Settle(ctx, a.prepare, "", batch, 2, on, r))
		}
		want(t, "payment.state", settle(answer("1|800|成功", "2|400|成功")...)) // not released yet
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1)
		apptest.Must(t, err)
		want(t, "payment.state", result(h.Payments.Release(ctx, a.release, "", batch, 2)))
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
		again, err := h.Payments.Prepare(ctx, a.prepare, "", run)
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", again, 1)
		apptest.Must(t, err)
		_, err = h.Payments.Settle(ctx, a.prepare, "", again, 2, on, answer("1|400|成功"))
		apptest.Must(t, err)
		want(t, "payment.nothing", result(h.Payments.Prepare(ctx, a.prepare, "", run)))
		if b := balance(t, h); b.PaidOut != 120_000 || b.Committed != 0 || open("2025-02") != 0 {
			t.Fatalf("%+v", b)
		}
		// what was paid beyond a last day that became known later
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			for _, x := range []struct {
				placement  int64
				start, end string
				want       money.Fen
			}{{1, "2025-01-01", "2025-02-28", 0}, {1, "2025-01-01", "2025-02-14", 40_000}, {1, "2025-01-01", "2025-01-31", 80_000}, {2, "2025-02-15", "2025-02-28", 0}, {2, "2025-02-15", "2025-02-21", 20_000}, {1, "2025-01-01", "2025-03-05", 0}} {
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

// A bank that names only what it did not pay: count and total of the rest must agree, or nothing is entered.
func TestSettleFailures_pays_the_rest_when_the_sums_agree(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run)
		apptest.Must(t, err)
		on := civil.MustDate("2025-03-07")
		settle := func(who authz.Actor, version int64, text string) error {
			f, err := bankfile.DecodeFailures([]byte(text))
			if err != nil {
				return err
			}
			return result(h.Payments.SettleFailures(ctx, who, "", batch, version, on, f))
		}
		want(t, "payment.state", settle(a.prepare, 1, "1|800.00\n2|400|失败|账号不存在\n"))
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1)
		apptest.Must(t, err)
		for name, x := range map[string]struct{ code, text string }{
			"another role":       {"authz.forbidden", "1|800.00\n2|400|失败|账号不存在\n"},
			"a count that lies":  {"payment.failures", "2|800.00\n2|400|失败|账号不存在\n"},
			"a total that lies":  {"payment.failures", "1|800.01\n2|400|失败|账号不存在\n"},
			"all paid, they say": {"payment.failures", "1|800.00\n"},
			"an unknown line":    {"payment.unknown", "2|1200.00\n7|400|失败|账号不存在\n"},
			"another amount":     {"payment.amount", "1|800.00\n2|399|失败|账号不存在\n"},
			"a line that paid":   {"bankfile.only_failures", "1|800.00\n2|400|成功\n"},
			"no head":            {"bankfile.head", "成功1笔\n"},
			"a line twice":       {"bankfile.twice", "1|800.00\n2|400|失败|x\n2|400|失败|x\n"},
		} {
			who := a.prepare
			if name == "another role" {
				who = a.approve
			}
			if got := errs.CodeOf(settle(who, 2, x.text)); got != x.code {
				t.Errorf("%s: %s, want %s", name, got, x.code)
			}
		}
		if b := balance(t, h); b.PaidOut != 0 || b.Committed != 120_000 {
			t.Fatalf("something was entered: %+v", b)
		}
		want(t, "", settle(a.prepare, 2, "1|800.00\n2|400.00|失败|账号不存在\n"))
		want(t, "payment.state", settle(a.prepare, 2, "1|800.00\n2|400.00|失败|账号不存在\n"))
		if b := balance(t, h); b.PaidOut != 80_000 || b.Committed != 0 {
			t.Fatalf("%+v", b)
		}
		again, err := h.Payments.Prepare(ctx, a.prepare, "", run)
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", again, 1)
		apptest.Must(t, err)
		f, err := bankfile.DecodeFailures([]byte("1|400.00\r\n"))
		apptest.Must(t, err)
		want(t, "", result(h.Payments.SettleFailures(ctx, a.prepare, "", again, 2, on, f))) // all paid: only the head
		holds(t, h)
	})
}

// What changed since the month before: nobody to compare with in the first month, then the new, the gone, another amount, another account.
func TestChanges_since_the_month_before(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db) // one all February, one from the 15th
		a := actors(h)
		approved(t, h)
		changes := func(id int64) (out []payroll.Change, counts map[string]int, had bool) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				run, err := payroll.RunByID(s, id)
				apptest.Must(t, err)
				out, counts, had, err = payroll.Changes(s, run, authz.Under(h.Region("370402").Path), 1)
				return err
			}))
			return
		}
		if out, _, had := changes(1); had || len(out) > 0 {
			t.Errorf("the first month: %+v", out)
		}
		// the first leaves in February's last days, a third comes in March, the second changes the account
		h.Hold(2, "领款人丙", "999000000000009", "2025-03-10", "")
		_, err := h.Placements.End(ctx, a.approve, "", 1, 1, civil.MustDate("2025-02-28"), "own_wish", "")
		apptest.Must(t, err)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE person SET account_index = ?, account_tail = '7777' WHERE id = (SELECT person_id FROM placement WHERE id = 2)", []byte("another index of an account, 32B.")[:32])
			return err
		}))
		h.Set.Move(clock.On(civil.MustDate("2025-04-01"), 9, 0))
		sheet(t, h, "2025-03")
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-03"))
		apptest.Must(t, err)
		out, counts, had := changes(d.RunID)
		if !had || counts[payroll.IsNew] != 1 || counts[payroll.IsGone] != 1 || counts[payroll.OtherAmount] != 1 || counts[payroll.OtherAccount] != 1 || len(out) != 4 {
			t.Fatalf("%v %+v", counts, out)
		}
		for _, c := range out {
			switch c.Kind {
			case payroll.IsNew:
				if c.PlacementID != 3 || c.Was != 0 || c.Now == 0 || c.StartOn.String() != "2025-03-10" {
					t.Errorf("%+v", c)
				}
			case payroll.IsGone:
				if c.PlacementID != 1 || c.Was != 80_000 || c.EndReason != "own_wish" {
					t.Errorf("%+v", c)
				}
			case payroll.OtherAmount:
				if c.PlacementID != 2 || c.Was != 40_000 || c.Now != 80_000 {
					t.Errorf("%+v", c)
				}
			case payroll.OtherAccount:
				if c.PlacementID != 2 || c.NowTail != "7777" || c.WasTail == "7777" {
					t.Errorf("%+v", c)
				}
			}
		}
		// inside another county nothing of it is seen
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			run, err := payroll.RunByID(s, d.RunID)
			apptest.Must(t, err)
			out, _, _, err := payroll.Changes(s, run, authz.Under(h.Region("370481").Path), 10)
			if len(out) > 0 {
				t.Errorf("%+v", out)
			}
			return err
		}))
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
		want(t, "payroll.state", result(h.Payroll.Approve(ctx, a.approve, "", run, 1)))
		want(t, "payroll.notice_short", result(h.Payroll.Notice(ctx, a.prepare, "", run, 1, day, day.AddDays(2), "")))
		want(t, "", result(h.Payroll.Notice(ctx, a.prepare, "", run, 1, day, day.AddDays(3), "")))
		want(t, "payroll.notice_running", result(h.Payroll.Audit(ctx, a.town, "", run, h.Region(apptest.Town))))
		h.Set.Move(clock.On(civil.MustDate("2025-03-07"), 9, 0))
		want(t, "payroll.not_audited", result(h.Payroll.Approve(ctx, a.approve, "", run, 2)))
		want(t, "authz.not_found", result(h.Payroll.Audit(ctx, h.Actor("township_reviewer", "370402101"), "", run, h.Region(apptest.Town))))
		want(t, "payroll.no_part", result(h.Payroll.Audit(ctx, h.Actor("township_reviewer", "370402101"), "", run, h.Region("370402101"))))
		want(t, "", result(h.Payroll.Audit(ctx, a.town, "", run, h.Region(apptest.Town))))
		want(t, "payroll.audited", result(h.Payroll.Audit(ctx, a.town, "", run, h.Region(apptest.Town))))
		want(t, "fund.short", result(h.Payroll.Approve(ctx, a.approve, "", run, 2))) // and nothing is half done
		want(t, "payroll.state", result(h.Payments.Prepare(ctx, a.prepare, "", run)))
		_, err := fund.Appropriate(ctx, h.Desk, a.release, "", county, "employment_subsidy", 120_000, "市财〔2025〕1号")
		apptest.Must(t, err)
		want(t, "form.stale", result(h.Payroll.Approve(ctx, a.approve, "", run, 1)))
		// two approvals at once: one freezes
		codes := make([]string, 2)
		for i, x := range []authz.Actor{a.approve, h.Actor("county_reviewer", "370402", "-2")} {
			wg.Add(1)
			go func() {
				defer wg.Done()
				codes[i] = errs.CodeOf(result(h.Payroll.Approve(ctx, x, "", run, 2)))
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

// The money goes to the holder's own account or not at all; whose account is in doubt is held back, and keeps nobody else waiting.
func TestPrepare_holds_back_accounts_in_doubt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		account := func(name, number string) {
			t.Helper()
			apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
				_, err := tx.Exec("UPDATE person SET account_index = ?, account_sealed = ?, account_tail = ? WHERE name = ?", h.Ring.Index("account", number), h.Ring.Seal("person", "account", number), number[len(number)-4:], name)
				return err
			}))
		}
		held := func(want ...string) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := payment.HeldOf(s, run)
				var got []string
				for _, x := range rows {
					got = append(got, x.Name+" "+x.Reason+" "+x.Other)
				}
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%v, want %v", got, want)
				}
				return err
			}))
		}
		held()
		// a neighbour who holds no post has the first one's account; then the neighbour takes office
		h.Person(home, "邻居")
		account("邻居", "999000000000000")
		held("领款人甲 shared 邻居")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("INSERT INTO official (person_id, kind, title, region_id, path, from_date, source) SELECT id, 'village_cadre', '会计', village_id, path, '2025-01-01', '任职名册' FROM person WHERE name = '邻居'")
			return err
		}))
		held("领款人甲 cadre 邻居")
		// and the second one's was changed after the list was approved: nobody is left
		account("领款人申", "6666666666")
		held("领款人甲 cadre 邻居", "领款人申 changed ")
		want(t, "payment.all_held", result(h.Payments.Prepare(ctx, a.prepare, "", run)))
		// the neighbour's record is mended: the first one is paid, the second waits for the next batch, where it is seen
		account("邻居", "999000000000077")
		held("领款人申 changed ")
		first, err := h.Payments.Prepare(ctx, a.prepare, "", run)
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", first, 1)
		apptest.Must(t, err)
		on := civil.MustDate("2025-03-07")
		_, err = h.Payments.Settle(ctx, a.prepare, "", first, 2, on, answer("1|800|成功"))
		apptest.Must(t, err)
		held()
		second, err := h.Payments.Prepare(ctx, a.prepare, "", run)
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			one, err := payment.OtherAccounts(s, first)
			two, err2 := payment.OtherAccounts(s, second)
			if len(one) != 0 || len(two) != 1 || two[0].Name != "领款人申" || err2 != nil {
				t.Errorf("%+v %+v", one, two)
			}
			return err
		}))
		file, err := h.Payments.File(ctx, a.prepare, second)
		if err != nil || !strings.Contains(string(file), "|6666666666|400.00|") {
			t.Errorf("%s %v", file, err)
		}
		holds(t, h)
	})
}

func TestOwed(t *testing.T) {
	feb := civil.MustMonth("2025-02")
	for _, c := range []struct {
		name, from, to string
		days           int
		amount         money.Fen
	}{
		{"all month", "2024-01-01", "", 28, 80000}, {"from the 15th", "2025-02-15", "", 14, 40000}, {"until the 1st", "2024-01-01", "2025-02-01", 1, 2857},
		{"one day in the middle", "2025-02-10", "2025-02-10", 1, 2857}, {"ended before", "2024-01-01", "2025-01-31", 0, 0}, {"starts after", "2025-03-01", "", 0, 0},
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
	for in, code := range map[string]string{"": "bankfile.head", "x": "bankfile.head", "1|5.00\n1|5.00|也许": "bankfile.status", "1|5.00\n1|5.00": "bankfile.line", "2|10.00\n1|5.00|成功\n1|5.00|成功": "bankfile.twice",
		"1|6.00\n1|5.00|成功": "bankfile.totals", "2|5.00\n1|5.00|成功": "bankfile.totals", "1|-5\n1|-5|成功": "bankfile.line", "\xff\xfe": "bankfile.encoding"} {
		if _, err := bankfile.Decode([]byte(in)); errs.CodeOf(err) != code {
			t.Errorf("%q: %v, want %s", in, err, code)
		}
	}
	lines := []bankfile.Line{{Seq: 1, Name: "张|三", IDNo: "1", Account: "2", Amount: 12345, Remark: "补贴"}}
	if got := string(bankfile.Encode(lines)); got != "1|123.45\r\n1|张 三|1|2|123.45|补贴\r\n" {
		t.Errorf("%q", got)
	}
}
