package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
)

func TestIrregularNotice_names_what_keeps_a_notice_from_counting(t *testing.T) {
	run := payroll.Run{Month: civil.MustMonth("2025-02"), DraftedUs: clock.On(civil.MustDate("2025-03-02"), 16, 0)}
	ahead := payroll.Run{Month: civil.MustMonth("2025-02"), DraftedUs: clock.On(civil.MustDate("2025-01-20"), 16, 0),
		AheadDocument: "区文件1号"}
	for _, x := range []struct {
		run               payroll.Run
		from, until, want string
	}{
		{run, "2025-03-02", "2025-03-05", ""}, // the day of the draft, and exactly the days asked
		{run, "2025-03-03", "2025-03-05", payroll.NoticeShort},
		{run, "2025-03-01", "2025-03-09", payroll.NoticeUndrafted},
		{run, "2025-02-28", "2025-03-09", payroll.NoticeEarly}, // the last day of the month is still worked
		{run, "2025-02-10", "2025-02-11", payroll.NoticeEarly},
		{ahead, "2025-01-20", "2025-01-23", ""},
		{ahead, "2025-01-19", "2025-01-23", payroll.NoticeUndrafted},
		{ahead, "2025-01-20", "2025-01-22", payroll.NoticeShort},
	} {
		if got := payroll.IrregularNotice(x.run, civil.MustDate(x.from), civil.MustDate(x.until),
			payroll.NoticeTerms{Over: x.run.Month.Last(), Days: 3}); got != x.want {
			t.Errorf("%s to %s: %q, want %q", x.from, x.until, got, x.want)
		}
	}
}

// A list hangs after its month and after it was drafted, and nothing moves before it has hung its days.
func TestNotice_begins_after_the_month_and_the_draft_and_the_audit_waits_for_its_end(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a, town := actors(h), h.Region(apptest.Town)
		day := civil.MustDate
		h.Set.Move(clock.On(day("2025-03-05"), 9, 0))
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		notice := func(from, until string) error {
			return result(h.Payroll.Notice(ctx, a.prepare, "", d.RunID, runOf(t, h, d.RunID).Version, day(from), day(until), ""))
		}
		audit := func() error { return result(h.Payroll.Audit(ctx, a.town, "", d.RunID, town)) }
		want(t, "payroll.notice_early", notice("2025-02-24", "2025-02-27"))
		want(t, "payroll.notice_undrafted", notice("2025-03-01", "2025-03-04"))
		want(t, "notice.until", notice("2025-03-05", "2025-03-04"))
		want(t, "notice.until", notice("2025-03-05", "2025-05-09"))
		want(t, "form.future", notice("2025-03-06", "2025-03-09"))
		want(t, "payroll.state", audit())
		want(t, "", notice("2025-03-05", "2025-03-08"))
		for _, until := range []string{"2025-03-05", "2025-03-08"} {
			h.Set.Move(clock.On(day(until), 23, 0))
			want(t, "payroll.notice_running", audit())
		}
		h.Set.Move(clock.On(day("2025-03-09"), 0, 0))
		want(t, "", audit())
		// Hung once more after the audit: the approval waits too.
		want(t, "", notice("2025-03-09", "2025-03-12"))
		want(t, "payroll.notice_running", result(h.Payroll.Approve(ctx, a.approve, "", d.RunID, 3, "")))
		holds(t, h)
	})
}

// What hung wrongly is kept as it was, and moves nothing.
func TestRecordNotice_keeps_what_hung_too_early_and_the_list_hangs_once_more(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a, day := actors(h), civil.MustDate
		h.Set.Move(clock.On(day("2025-03-05"), 9, 0))
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		early := payroll.PastNotice{FromDate: day("2025-02-20"), UntilDate: day("2025-02-24"), Why: "村里照手写名单先贴了"}
		record := func(p payroll.PastNotice) error {
			return result(h.Payroll.RecordNotice(ctx, a.prepare, "", d.RunID, 1, p))
		}
		no := early
		no.Why = " "
		want(t, "form.required", record(no))
		no = early
		no.UntilDate = day("2025-02-19")
		want(t, "notice.until", record(no))
		want(t, "payroll.notice_regular",
			record(payroll.PastNotice{FromDate: day("2025-03-05"), UntilDate: day("2025-03-08"), Why: "误登"}))
		want(t, "authz.forbidden", result(h.Payroll.RecordNotice(ctx, a.release, "", d.RunID, 1, early)))
		want(t, "authz.not_found",
			result(h.Payroll.RecordNotice(ctx, h.Actor("finance_preparer", "370481"), "", d.RunID, 1, early)))
		want(t, "", record(early))
		want(t, "form.stale", record(early))
		want(t, "payroll.state", result(h.Payroll.Audit(ctx, a.town, "", d.RunID, h.Region(apptest.Town))))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := payroll.PastNotices(s, d.RunID)
			if len(rows) != 1 || rows[0].Irregular != payroll.NoticeEarly || rows[0].FromDate != early.FromDate ||
				rows[0].Why != early.Why {
				t.Errorf("%+v", rows)
			}
			return err
		}))
		if x := runOf(t, h, d.RunID); x.State != payroll.Draft || !x.NoticeFrom.IsZero() {
			t.Errorf("%+v", x)
		}
		for _, sql := range []string{"UPDATE pay_notice SET why = '改'", "DELETE FROM pay_notice"} {
			if err := db.Write(ctx, func(tx *database.Tx) error { _, err := tx.Exec(sql); return err }); err == nil {
				t.Errorf("%s went through", sql)
			}
		}
		holds(t, h)
	})
}

// A notice that an older program took although it was early stands as it is, and blocks the audit until the list has
// hung once more.
func TestAudit_refuses_a_notice_that_was_taken_too_early(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a, day := actors(h), civil.MustDate
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec(
				"UPDATE pay_run SET state = 'noticed', notice_from = '2025-02-20', notice_until = '2025-02-25' WHERE id = ?",
				d.RunID)
			return err
		}))
		want(t, "payroll.notice_irregular", result(h.Payroll.Audit(ctx, a.town, "", d.RunID, h.Region(apptest.Town))))
		today := h.Set.Now().Date()
		want(t, "", result(h.Payroll.Notice(ctx, a.prepare, "", d.RunID, 1, today, today.AddDays(3), "")))
		h.Set.Move(clock.On(today.AddDays(4), 9, 0))
		want(t, "", result(h.Payroll.Audit(ctx, a.town, "", d.RunID, h.Region(apptest.Town))))
		if early := day("2025-02-20"); runOf(t, h, d.RunID).NoticeFrom == early {
			t.Error("the early notice still stands")
		}
		holds(t, h)
	})
}
