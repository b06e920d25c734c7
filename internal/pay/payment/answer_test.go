package payment_test

import (
	"strings"
	"testing"
	"time"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/migrations"
)

func TestQuestion_is_asked_of_pay_that_no_day_at_work_stands_behind(t *testing.T) {
	days := func(n int64) *int64 { return &n }
	for _, x := range []struct {
		ahead    bool
		attended *int64
		want     string
	}{
		{false, nil, payroll.AskUnlisted},
		{false, days(0), payroll.AskAbsent},
		{false, days(1), ""},
		{true, nil, payroll.AskAhead},
		{true, days(20), payroll.AskAhead},
	} {
		if got := payroll.Question(x.ahead, x.attended); got != x.want {
			t.Errorf("ahead %t, %v: %q, want %q", x.ahead, x.attended, got, x.want)
		}
	}
	for _, x := range []struct {
		a    payroll.Attendance
		want int64 // -1: nothing is known
	}{
		{payroll.Attendance{Sheet: "locked", Marks: "PPSTLWOA-----------------------"}, 4},
		{payroll.Attendance{Sheet: "reviewed", Marks: "LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL"}, 0},
		// not reviewed: the township has not said so
		{payroll.Attendance{Sheet: "submitted", Marks: "PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP"}, -1},
		{payroll.Attendance{Sheet: "locked"}, -1},
		{payroll.Attendance{}, -1},
	} {
		got := int64(-1)
		if n := x.a.Attended(); n != nil {
			got = *n
		}
		if got != x.want {
			t.Errorf("%+v: %d days, want %d", x.a, got, x.want)
		}
	}
}

// idle is a list of February: the first holder was on leave all month, the second came on post after the sheet was
// reviewed, the third worked.
func idle(t *testing.T, db *database.DB) (h *apptest.House, run int64, absent, unlisted, worked int64) {
	t.Helper()
	h = apptest.New(t, db)
	absent = h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
	worked = h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
	clerk, month := h.Actor("village_registrar", home), civil.MustMonth("2025-02")
	id, err := h.Duty.Begin(ctx, clerk, h.Region(home), month)
	apptest.Must(t, err)
	f := duty.Form{ID: id, Version: 1}
	for placement, mark := range map[int64]string{absent: "假", worked: "勤"} {
		x := duty.Typed{PlacementID: placement}
		for day := range 10 {
			x.Days[day] = mark
		}
		f.Lines = append(f.Lines, x)
	}
	_, err = h.Duty.Submit(ctx, clerk, "", f)
	apptest.Must(t, err)
	_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", id, 2, true, "")
	apptest.Must(t, err)
	unlisted = h.Hold(2, "领款人丙", "999000000000003", "2025-02-01", "")
	a := actors(h)
	_, err = fund.Register(ctx, h.Desk, a.release, "", h.Region("370402"),
		fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025",
			Level: "city", Number: "市财〔2025〕1号", AmountFen: 500_000, OnDate: civil.MustDate("2025-01-02")})
	apptest.Must(t, err)
	d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), month)
	apptest.Must(t, err)
	return h, d.RunID, absent, unlisted, worked
}

func questions(t *testing.T, h *apptest.House, run int64) (open []payroll.Asked, answered []payroll.Asked) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		x, err := payroll.RunByID(s, run)
		if err != nil {
			return err
		}
		var n int64
		if open, n, answered, err = payroll.Questions(s, x, authz.Under(x.Path), 10); int(n) != len(open) {
			t.Errorf("%d are counted, %d listed", n, len(open))
		}
		return err
	}))
	return open, answered
}

// A line without a day at work waits for the township's word: paid for a reason, or taken off. Until then nothing
// moves.
func TestAnswer_of_the_township_is_needed_for_pay_without_a_day_at_work(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, run, absent, unlisted, worked := idle(t, db)
		a, town := actors(h), h.Region(apptest.Town)
		open, _ := questions(t, h, run)
		if len(open) != 2 || open[0].PlacementID != absent || open[0].Question != payroll.AskAbsent ||
			*open[0].Attended() != 0 || open[0].Agreed != 15 ||
			open[1].PlacementID != unlisted || open[1].Question != payroll.AskUnlisted || open[1].Attended() != nil {
			t.Fatalf("%+v", open)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			x, err := payroll.RunByID(s, run)
			if err != nil {
				return err
			}
			list, err := payroll.Lists(s, x, authz.Under(x.Path), 10)
			if len(list) != 3 || *list[0].Attended() != 0 || *list[1].Attended() != 10 || list[1].Agreed != 15 ||
				list[2].Attended() != nil {
				t.Errorf("the public list: %+v", list)
			}
			return err
		}))
		today := h.Set.Now().Date()
		_, err := h.Payroll.Notice(ctx, a.prepare, "", run, 1, today, today.AddDays(3), "")
		apptest.Must(t, err)
		h.Set.Move(clock.On(today.AddDays(4), 9, 0))
		audit := func() error { return result(h.Payroll.Audit(ctx, a.town, "", run, town)) }
		want(t, "payroll.unanswered", audit())

		say := func(who authz.Actor, verdict, why string, placements ...int64) error {
			return result(h.Payroll.Answer(ctx, who, "", run, town,
				payroll.Answer{Placements: placements, Verdict: verdict, Why: why}))
		}
		want(t, "payroll.answer_none", say(a.town, payroll.AnswerPaid, "住院"))
		want(t, "form.choice", say(a.town, "maybe", "住院", absent))
		want(t, "form.required", say(a.town, payroll.AnswerPaid, " ", absent))
		want(t, "payroll.answered", say(a.town, payroll.AnswerPaid, "住院", absent, worked)) // who worked is not asked about
		want(t, "authz.forbidden", say(a.prepare, payroll.AnswerPaid, "住院", absent))
		want(t, "authz.not_found", say(h.Actor("township_reviewer", "370402101"), payroll.AnswerPaid, "住院", absent))
		want(t, "payroll.answered", result(h.Payroll.Answer(ctx, a.town, "", run, town,
			payroll.Answer{AllAhead: true, Verdict: payroll.AnswerPaid, Why: "按文件预发"}))) // the month was not paid ahead
		want(t, "", say(a.town, payroll.AnswerPaid, "工伤治疗，按规定照发", absent))
		want(t, "payroll.answered", say(a.town, payroll.AnswerOff, "没有到岗", absent))
		want(t, "payroll.unanswered", audit())
		before := runOf(t, h, run)
		h.Set.Move(h.Set.Now().Add(time.Minute))
		want(t, "", say(a.town, payroll.AnswerOff, "2月没有到岗", unlisted))
		if x := runOf(t, h, run); x.Items != before.Items-1 || x.TotalFen != before.TotalFen-80000 {
			t.Errorf("%d of %s, before %d of %s", x.Items, x.TotalFen, before.Items, before.TotalFen)
		}
		want(t, "", audit())
		want(t, "", result(h.Payroll.Approve(ctx, a.approve, "", run, 3, "")))
		want(t, "payroll.state", say(a.town, payroll.AnswerPaid, "住院", absent))
		open, answered := questions(t, h, run)
		if len(open) != 0 || len(answered) != 2 || answered[0].Verdict != payroll.AnswerOff ||
			answered[0].PlacementID != unlisted || answered[1].Why != "工伤治疗，按规定照发" {
			t.Errorf("%+v; %+v", open, answered)
		}
		for _, sql := range []string{"UPDATE pay_answer SET verdict = 'paid'", "DELETE FROM pay_answer"} {
			if err := db.Write(ctx, func(tx *database.Tx) error { _, err := tx.Exec(sql); return err }); err == nil {
				t.Errorf("%s went through", sql)
			}
		}
		holds(t, h)
	})
}

// Who reaches the database and wipes a question does not get the line paid without the township's word.
func TestAnswer_is_needed_though_the_question_was_wiped_from_the_draft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, run, absent, unlisted, _ := idle(t, db)
		a, town := actors(h), h.Region(apptest.Town)
		wipe := func(placement int64) {
			apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
				_, err := tx.Exec("UPDATE pay_draft SET question = '' WHERE placement_id = ?", placement)
				return err
			}))
		}
		say := func(placement int64) {
			_, err := h.Payroll.Answer(ctx, a.town, "", run, town,
				payroll.Answer{Placements: []int64{placement}, Verdict: payroll.AnswerPaid, Why: "住院"})
			apptest.Must(t, err)
		}
		today := h.Set.Now().Date()
		_, err := h.Payroll.Notice(ctx, a.prepare, "", run, 1, today, today.AddDays(3), "")
		apptest.Must(t, err)
		h.Set.Move(clock.On(today.AddDays(4), 9, 0))
		say(unlisted)
		wipe(absent)
		want(t, "payroll.question_gone", result(h.Payroll.Audit(ctx, a.town, "", run, town)))
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE pay_draft SET question = 'absent' WHERE placement_id = ?", absent)
			return err
		}))
		say(absent)
		wipe(absent) // of which the township spoke: nothing is missing
		want(t, "", result(h.Payroll.Audit(ctx, a.town, "", run, town)))
		want(t, "", result(h.Payroll.Approve(ctx, a.approve, "", run, 2, "")))
	})
}

// Who was taken off is owed nothing for the month, and a supplement that takes them asks once more.
func TestAnswer_off_is_no_arrears_and_a_supplement_asks_again(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, run, absent, unlisted, _ := idle(t, db)
		a, town, county := actors(h), h.Region(apptest.Town), h.Region("370402")
		off := payroll.Answer{Placements: []int64{absent, unlisted}, Verdict: payroll.AnswerOff, Why: "2月没有到岗"}
		_, err := h.Payroll.Answer(ctx, a.town, "", run, town, off)
		apptest.Must(t, err)
		today := h.Set.Now().Date()
		_, err = h.Payroll.Notice(ctx, a.prepare, "", run, runOf(t, h, run).Version, today, today.AddDays(3), "")
		apptest.Must(t, err)
		h.Set.Move(clock.On(today.AddDays(4), 9, 0))
		want(t, "", result(h.Payroll.Audit(ctx, a.town, "", run, town)))
		want(t, "", result(h.Payroll.Approve(ctx, a.approve, "", run, runOf(t, h, run).Version, "")))
		owing := func() (of []int64) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := payment.OwingOf(s, authz.Under(county.Path), payment.OwingFilter{Until: civil.MustMonth("2025-02")})
				for _, o := range rows {
					of = append(of, o.PlacementID)
				}
				return err
			}))
			return of
		}
		for _, p := range owing() {
			if p == absent {
				t.Error("who was taken off is owed the month")
			}
		}
		d, err := h.Payroll.DraftRun(ctx, a.prepare, county, civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		if open, _ := questions(t, h, d.RunID); len(open) != 2 {
			t.Errorf("%+v", open)
		}
		want(t, "payroll.answer_last", result(h.Payroll.Answer(ctx, a.town, "", d.RunID, town, off)))
		paid := off
		paid.Verdict, paid.Why = payroll.AnswerPaid, "补交了出勤证明"
		want(t, "", result(h.Payroll.Answer(ctx, a.town, "", d.RunID, town, paid)))
		today = h.Set.Now().Date()
		_, err = h.Payroll.Notice(ctx, a.prepare, "", d.RunID, 1, today, today.AddDays(3), "")
		apptest.Must(t, err)
		h.Set.Move(clock.On(today.AddDays(4), 9, 0))
		want(t, "", result(h.Payroll.Audit(ctx, a.town, "", d.RunID, town)))
		want(t, "", result(h.Payroll.Approve(ctx, a.approve, "", d.RunID, 2, "")))
		found := false
		for _, p := range owing() {
			found = found || p == absent
		}
		if !found {
			t.Error("once it is on a list and not paid, it is owed")
		}
		holds(t, h)
	})
}

// Lists that are under way when the office is upgraded are asked about like new ones.
func TestMigration_asks_about_the_lists_under_way(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, run, _, _, _ := idle(t, db)
		text, err := migrations.Files.ReadFile(string(db.Kind()) + "/0060_pay_answer.sql")
		apptest.Must(t, err)
		before, _ := questions(t, h, run)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			if _, err := tx.Exec("UPDATE pay_draft SET question = ''"); err != nil {
				return err
			}
			_, fill, found := strings.Cut(string(text), "UPDATE pay_draft")
			fill, _, ended := strings.Cut(fill, ";")
			if !found || !ended {
				t.Fatal("the migration fills nothing in")
			}
			_, err := tx.Exec("UPDATE pay_draft" + fill)
			return err
		}))
		after, _ := questions(t, h, run)
		if len(before) != 2 || len(after) != 2 || after[0].Question != before[0].Question ||
			after[1].Question != before[1].Question {
			t.Errorf("%+v, want %+v", after, before)
		}
	})
}
