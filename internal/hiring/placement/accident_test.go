package placement_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// An accident is reported once, claimed within its days, and closed with what the insurer paid or why it paid nothing.
func TestAccident_from_report_to_payment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		p := h.Hold(0, "李四", "", "2025-01-01", "")
		village, county := h.Actor("village_registrar", apptest.Home), h.Actor("county_reviewer", apptest.County)
		day := civil.MustDate(apptest.Day)
		want := func(name, code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code || code == "" && err != nil {
				t.Errorf("%s: %q (%v), want %q", name, got, err, code)
			}
		}
		var id int64
		report := func(who authz.Actor, on civil.Date, what string) error {
			n, err := h.Placements.ReportAccident(apptest.Ctx, who, "", p,
				placement.Story{On: on, Place: "村北水渠", What: what, Injury: "右脚扭伤"})
			if err == nil {
				id = n
			}
			return err
		}
		want("another village", "authz.not_found", report(h.Actor("village_registrar", apptest.Away), day, "清理水渠时滑倒"))
		want("a supervisor", "authz.forbidden", report(h.Actor("township_supervisor", apptest.Town), day, "清理水渠时滑倒"))
		want("tomorrow", "form.future", report(village, day.AddDays(1), "清理水渠时滑倒"))
		want("before the post", "accident.on", report(village, civil.MustDate("2024-12-31"), "清理水渠时滑倒"))
		want("no story", "form.required", report(village, day, "滑"))
		want("reported", "", report(village, day, "清理水渠时滑倒"))
		want("twice", "accident.twice", report(village, day, "清理水渠时滑倒"))
		read := func() (a placement.Accident) {
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
				a, err = placement.AccidentByID(s, id)
				return err
			}))
			return a
		}
		if a := read(); a.ClaimBy.String() != "2025-03-13" || !a.Uninsured() || a.Late(day.AddDays(10)) ||
			!a.Late(day.AddDays(11)) {
			t.Errorf("%+v", a)
		}
		claim := func(who authz.Actor, version int64) error {
			_, err := h.Placements.ClaimAccident(apptest.Ctx, who, "", id, version, day, "BA-1")
			return err
		}
		done := func(version int64, outcome string, amount money.Fen, remark string) error {
			_, err := h.Placements.CloseAccident(apptest.Ctx, county, "", id, version, outcome, amount, day, remark)
			return err
		}
		want("the village claims", "authz.forbidden", claim(village, 1))
		want("another county", "authz.not_found", claim(h.Actor("county_reviewer", "370481"), 1))
		want("paid before the claim", "accident.state", done(1, placement.Paid, 50000, ""))
		want("claimed", "", claim(county, 1))
		want("an old form", "form.stale", claim(county, 1))
		want("twice claimed", "accident.state", claim(county, 2))
		want("no amount", "form.range", done(2, placement.Paid, 0, ""))
		want("declined without a word", "form.required", done(2, placement.Declined, 0, ""))
		want("no outcome", "form.choice", done(2, "", 0, ""))
		if n := apptest.AtOnce(5, func() (int, error) { return 1, done(2, placement.Paid, 123456, "") }); n != 1 {
			t.Errorf("closed %d times", n)
		}
		if a := read(); a.State != placement.Paid || a.AmountFen != 123456 {
			t.Errorf("%+v", a)
		}
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			open, err := placement.Accidents(s, authz.Everywhere(), "", "", 0, 10)
			apptest.Must(t, err)
			all, err := placement.Accidents(s, authz.Everywhere(), "", "all", 0, 10)
			q, err2 := placement.UnclaimedAccidents(s, authz.Everywhere(), day.AddDays(50))
			apptest.Must(t, err2)
			if len(open) != 0 || len(all) != 1 || q != (civil.Queue{}) {
				t.Errorf("%d open, %d all, %+v", len(open), len(all), q)
			}
			return err
		}))
	})
}
