package payment_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/region"
)

func TestReadHung_takes_what_a_table_pastes_and_names_the_lines_that_it_cannot(t *testing.T) {
	got, err := payroll.ReadHung("姓名\t天数\t金额\r\n领款人甲\t28\t800.00\r\n领款人申 14天 400元\n\n合计，，1200\n丙，31，800")
	apptest.Must(t, err)
	want := []payroll.HungLine{{Name: "领款人甲", Days: 28, AmountFen: 80000}, {Name: "领款人申", Days: 14, AmountFen: 40000},
		{Name: "丙", Days: 31, AmountFen: 80000}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
	for text, code := range map[string]string{"": "payroll.hung_none", "姓名 天数 金额": "payroll.hung_none",
		"甲 28": "payroll.hung_line", "甲 二十 800": "payroll.hung_line", "甲 28 0": "payroll.hung_line",
		"甲 32 800": "payroll.hung_line", "甲 28 800 9": "payroll.hung_line", "甲 28 八百": "payroll.hung_line",
		strings.Repeat("甲 28 800\n", 501): "payroll.hung_none"} {
		if _, err := payroll.ReadHung(text); text != "" || err == nil {
			if got := codeIn(err); got != code {
				t.Errorf("%.20q: %q, want %q", text, got, code)
			}
		}
	}
}

func codeIn(err error) string {
	if err == nil {
		return ""
	}
	for _, code := range []string{"payroll.hung_none", "payroll.hung_line"} {
		if strings.Contains(err.Error(), code) {
			return code
		}
	}
	return err.Error()
}

// funded gives the county money to pay from.
func funded(t *testing.T, h *apptest.House) {
	t.Helper()
	_, err := fund.Register(ctx, h.Desk, actors(h).release, "", h.Region("370402"),
		fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city", Number: "市财〔2025〕3号",
			AmountFen: 500_000, OnDate: civil.MustDate("2025-01-02")})
	apptest.Must(t, err)
}

// hangs a list of February at a village, as somebody enters it.
type hangs struct {
	t    *testing.T
	h    *apptest.House
	scan *files.Stored
}

func newHangs(t *testing.T, h *apptest.House) hangs {
	t.Helper()
	scan, err := h.Files.Put("张贴.png", strings.NewReader("\x89PNG\r\n\x1a\n张贴"))
	apptest.Must(t, err)
	return hangs{t, h, &scan}
}

func (x hangs) by(a authz.Actor, village *region.Region, from, until, lines string) error {
	x.t.Helper()
	n := payroll.VillageNotice{Month: civil.MustMonth("2025-02"), Place: "村务公开栏"}
	if from != "" {
		n.FromDate, n.UntilDate = civil.MustDate(from), civil.MustDate(until)
	}
	if lines != "" {
		var err error
		n.Lines, err = payroll.ReadHung(lines)
		apptest.Must(x.t, err)
	}
	return result(x.h.Payroll.HangVillage(ctx, a, "", village, n, x.scan))
}

// both holders' February, as the run will have it.
const february = "领款人甲 28 800\n领款人申 14 400"

func hungOf(t *testing.T, h *apptest.House, id int64) (x payroll.Hung) {
	t.Helper()
	run := runOf(t, h, id)
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		x, err = payroll.HungOf(s, run, authz.Under(run.Path))
		return err
	}))
	return x
}

// What a village hung before the draft is its notice where all lines are equal: the clock runs from there.
func TestHung_before_the_draft_counts_as_the_notice_of_equal_lines(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a, clerk, village := actors(h), h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home)
		x := newHangs(t, h)
		funded(t, h)
		h.Set.Move(clock.On(civil.MustDate("2025-03-05"), 9, 0))
		want(t, "", x.by(clerk, village, "2025-03-02", "2025-03-06", february))
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		if got := hungOf(t, h, d.RunID); got.Equal != 2 || len(got.Differs) > 0 || got.From.String() != "2025-03-02" {
			t.Fatalf("%+v", got)
		}
		take := func(by authz.Actor, version int64) error {
			return result(h.Payroll.TakeHung(ctx, by, "", d.RunID, version))
		}
		want(t, "authz.forbidden", take(a.release, 1))
		want(t, "authz.not_found", take(h.Actor("finance_preparer", "370481"), 1))
		want(t, "form.stale", take(a.prepare, 7))
		want(t, "payroll.hung_equal", result(h.Payroll.SplitHung(ctx, a.prepare, "", d.RunID, 1)))
		done := apptest.AtOnce(2, func() (int, error) { return 1, take(a.prepare, 1) })
		if done != 1 {
			t.Errorf("taken %d times at once", done)
		}
		want(t, "payroll.state", take(a.prepare, runOf(t, h, d.RunID).Version))
		town := h.Region(apptest.Town)
		audit := func() error { return result(h.Payroll.Audit(ctx, a.town, "", d.RunID, town)) }
		h.Set.Move(clock.On(civil.MustDate("2025-03-06"), 23, 0))
		want(t, "payroll.notice_running", audit())
		h.Set.Move(clock.On(civil.MustDate("2025-03-07"), 9, 0))
		want(t, "", audit())
		want(t, "", result(h.Payroll.Approve(ctx, a.approve, "", d.RunID, runOf(t, h, d.RunID).Version, "")))
		holds(t, h)
	})
}

// Lines that differ are named, each with why; the run waits for a notice of its own, or they go to a list of their own.
func TestHung_differences_wait_or_go_to_a_list_of_their_own(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a, clerk, village := actors(h), h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home)
		x := newHangs(t, h)
		funded(t, h)
		h.Set.Move(clock.On(civil.MustDate("2025-03-05"), 9, 0))
		want(t, "", x.by(clerk, village, "2025-03-02", "2025-03-06", "领款人甲 28 800\n领款人申 14 500\n领款人丙 28 800"))
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		got := hungOf(t, h, d.RunID)
		if got.Equal != 1 || len(got.Differs) != 1 || got.Differs[0].Name != "领款人申" ||
			got.Differs[0].Why != payroll.HungAmount || len(got.Extra) != 1 || got.Extra[0].Name != "领款人丙" {
			t.Fatalf("%+v", got)
		}
		want(t, "payroll.hung_differs", result(h.Payroll.TakeHung(ctx, a.prepare, "", d.RunID, 1)))
		want(t, "authz.forbidden", result(h.Payroll.SplitHung(ctx, a.release, "", d.RunID, 1)))
		want(t, "", result(h.Payroll.SplitHung(ctx, a.prepare, "", d.RunID, 1)))
		run := runOf(t, h, d.RunID)
		if run.Items != 1 || run.TotalFen != money.Fen(80000) {
			t.Errorf("%+v", run)
		}
		want(t, "", result(h.Payroll.TakeHung(ctx, a.prepare, "", d.RunID, run.Version)))
		h.Set.Move(clock.On(civil.MustDate("2025-03-08"), 9, 0))
		want(t, "", result(h.Payroll.Audit(ctx, a.town, "", d.RunID, h.Region(apptest.Town))))
		want(t, "", result(h.Payroll.Approve(ctx, a.approve, "", d.RunID, runOf(t, h, d.RunID).Version, "")))
		more, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		if s := runOf(t, h, more.RunID); s.Items != 1 || s.TotalFen != money.Fen(40000) {
			t.Errorf("the list of their own: %+v", s)
		}
		holds(t, h)
	})
}

// A row of the draft that changed after the villages' notices were taken stops audit and approval.
func TestHung_is_held_against_the_run_again_before_it_moves(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a, village := actors(h), h.Region(apptest.Home)
		x := newHangs(t, h)
		h.Set.Move(clock.On(civil.MustDate("2025-03-05"), 9, 0))
		want(t, "", x.by(a.town, village, "2025-03-02", "2025-03-05", february)) // the township, for the village
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		want(t, "", result(h.Payroll.TakeHung(ctx, a.prepare, "", d.RunID, 1)))
		h.Set.Move(clock.On(civil.MustDate("2025-03-08"), 9, 0))
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE pay_draft SET amount_fen = amount_fen + 100 WHERE run_id = ?", d.RunID)
			return err
		}))
		want(t, "payroll.hung_differs", result(h.Payroll.Audit(ctx, a.town, "", d.RunID, h.Region(apptest.Town))))
		// a notice of its own puts it right
		today := h.Set.Now().Date()
		version := runOf(t, h, d.RunID).Version
		want(t, "", result(h.Payroll.Notice(ctx, a.prepare, "", d.RunID, version, today, today.AddDays(3), "")))
		if runOf(t, h, d.RunID).Hung != 0 {
			t.Error("the villages' notices still stand")
		}
	})
}

func TestHangVillage_refuses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a, clerk, village := actors(h), h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home)
		x := newHangs(t, h)
		h.Set.Move(clock.On(civil.MustDate("2025-03-05"), 9, 0))
		const from, until = "2025-03-02", "2025-03-06"
		want(t, "authz.forbidden", x.by(a.approve, village, from, until, february))
		want(t, "authz.not_found", x.by(h.Actor("village_registrar", apptest.Beside), village, from, until, february))
		want(t, "payroll.hung_village", x.by(a.town, h.Region(apptest.Town), from, until, february))
		want(t, "payroll.hung_none", x.by(clerk, village, from, until, ""))
		want(t, "form.future", x.by(clerk, village, "2025-03-06", "2025-03-10", february))
		want(t, "notice.until", x.by(clerk, village, from, "2025-03-01", february))
		no := x
		no.scan = nil
		want(t, "payroll.hung_scan", no.by(clerk, village, from, until, february))
		n := payroll.VillageNotice{Month: civil.MustMonth("2025-04"), FromDate: civil.MustDate(from),
			UntilDate: civil.MustDate(until), Place: "公开栏", Lines: []payroll.HungLine{{Name: "甲", Days: 1, AmountFen: 1}}}
		want(t, "form.choice", result(h.Payroll.HangVillage(ctx, clerk, "", village, n, x.scan)))
		n.Month, n.Place = civil.MustMonth("2025-02"), " "
		want(t, "form.required", result(h.Payroll.HangVillage(ctx, clerk, "", village, n, x.scan)))

		if taken := apptest.AtOnce(3, func() (int, error) {
			return 1, x.by(clerk, village, from, until, february)
		}); taken != 1 {
			t.Errorf("taken %d times at once", taken)
		}
		want(t, "payroll.hung_twice", x.by(clerk, village, from, until, february))
		// what hung too short, or while the month was worked, is kept and does not count
		want(t, "", x.by(clerk, village, "2025-02-20", "2025-02-28", february))
		want(t, "", x.by(clerk, village, "2025-03-03", "2025-03-04", february))
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		want(t, "payroll.hung_after", x.by(clerk, village, "2025-03-05", "2025-03-08", february))
		if got := hungOf(t, h, d.RunID); got.Notices != 1 || got.Equal != 2 {
			t.Errorf("%+v", got)
		}
		for _, sql := range []string{"UPDATE village_notice SET place = '改'", "DELETE FROM village_notice",
			"UPDATE village_notice_line SET days = 1", "DELETE FROM village_notice_line"} {
			if err := db.Write(ctx, func(tx *database.Tx) error { _, err := tx.Exec(sql); return err }); err == nil {
				t.Errorf("%s went through", sql)
			}
		}
	})
}

// Where a county pays by days, a village's list tells the days that pay counts, and is equal by them.
func TestHung_days_are_those_that_pay_counts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		for i := range 2 {
			h.Hold(i, "领款人"+string([]rune("甲乙")[i]), "99900000000000"+string(rune('0'+i)), "2025-01-01", "")
		}
		ruleFrom(t, h, civil.MustDate("2025-02-01"), "pay.basis", "days")
		sheetOf(t, h, "2025-02", strings.Repeat("P", 10), strings.Repeat("P", 12))
		at(h, "2025-03-05")
		x := newHangs(t, h)
		want(t, "", x.by(h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home), "2025-03-02", "2025-03-06",
			"领款人甲 10 533.33\n领款人乙 13 640"))
		d, err := h.Payroll.DraftRun(ctx, actors(h).prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		if got := hungOf(t, h, d.RunID); got.Equal != 1 || len(got.Differs) != 1 || got.Differs[0].Why != payroll.HungDays ||
			got.Differs[0].Days != 12 {
			t.Errorf("%+v", got)
		}
	})
}
