package payment_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// toldPaper prints the sheet on which a village is told, and brings its scan.
func toldPaper(t *testing.T, h *apptest.House, sheet int64) (scan int64) {
	t.Helper()
	clerk := h.Actor("village_registrar", home)
	_, err := h.CheckPapers.PrintTold(ctx, clerk, sheet)
	apptest.Must(t, err)
	var number string
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&number, "SELECT number FROM paper_form WHERE kind = 'told' ORDER BY id DESC LIMIT 1")
		return err
	}))
	stored, err := h.Files.Put("x.png", strings.NewReader("\x89PNG\r\n\x1a\n"+number))
	apptest.Must(t, err)
	_, err = h.Papers.Attach(ctx, h.Actor("county_reviewer", apptest.County), "", number, stored)
	apptest.Must(t, err)
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&scan, "SELECT MAX(id) FROM paper_scan")
		return err
	}))
	return scan
}

// A village assessed by grade is told on one signed sheet. Who did not sign, and who was not assessed where the
// rulebook wants it, is left out alone; a supplement takes them once they were told.
func TestTold_on_one_sheet_and_who_was_not_is_left_out_alone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		var held [3]int64
		for i := range held {
			held[i] = h.Hold(i, "领款人"+string([]rune("甲乙丙")[i]), "99900000000000"+string(rune('0'+i)), "2025-01-01", "")
		}
		first := civil.MustDate("2025-02-01")
		for key, value := range map[string]string{"pay.basis": "whole", "pay.grades": "60=200", "assess.kind": "verdict",
			"assess.required": "true"} {
			ruleFrom(t, h, first, key, value)
		}
		sheetOf(t, h, "2025-02", strings.Repeat("P", 10), strings.Repeat("P", 20), strings.Repeat("P", 20))
		var id int64
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&id, "SELECT id FROM duty_sheet WHERE month = '2025-02'")
			return err
		}))
		version := func() int64 { x, _ := sheetNow(t, h, id); return x.Version }
		a, clerk := actors(h), h.Actor("village_registrar", home)
		_, err := h.Duty.AssessByTownship(ctx, a.town, "", id, version(),
			[]duty.Score{{PlacementID: held[0], Verdict: "good"}})
		want(t, "form.choice", err)
		_, err = h.CheckPapers.PrintTold(ctx, clerk, id)
		want(t, "duty.not_assessed", err)
		_, err = h.Duty.AssessByTownship(ctx, a.town, "", id, version(), []duty.Score{
			{PlacementID: held[0], Verdict: duty.VerdictFail}, {PlacementID: held[1], Verdict: duty.VerdictPass}})
		apptest.Must(t, err)
		signs := func(who authz.Actor, x duty.TellingMany) error {
			x.SheetID = id
			if x.Version == 0 {
				x.Version = version()
			}
			_, err := duty.TellMany(ctx, h.Desk, who, "", x)
			return err
		}
		today := h.Set.Now().Date()
		one := []duty.Telling{{PlacementID: held[0], Word: "那天请过假"}}
		scan := toldPaper(t, h, id)
		for what, c := range map[string]struct {
			who  authz.Actor
			x    duty.TellingMany
			code string
		}{
			"another role": {a.prepare,
				duty.TellingMany{On: today, Scan: scan, Lines: one}, "authz.forbidden"},
			"another village": {h.Actor("village_registrar", apptest.Away),
				duty.TellingMany{On: today, Scan: scan, Lines: one}, "authz.not_found"},
			"no scan": {clerk, duty.TellingMany{On: today, Lines: one}, "duty.told_scan"},
			"a sign-in sheet": {clerk,
				duty.TellingMany{On: today, Scan: signedFor(t, h, "2025-02"), Lines: one}, "duty.told_scan"},
			"nobody": {clerk, duty.TellingMany{On: today, Scan: scan}, "duty.told_none"},
			"tomorrow": {clerk,
				duty.TellingMany{On: today.AddDays(1), Scan: scan, Lines: one}, "form.future"},
			"without a word": {clerk,
				duty.TellingMany{On: today, Scan: scan, Lines: []duty.Telling{{PlacementID: held[0]}}}, "duty.word"},
			"not assessed": {clerk,
				duty.TellingMany{On: today, Scan: scan,
					Lines: []duty.Telling{{PlacementID: held[2], Agrees: true}}}, "duty.not_assessed"},
			"an old page": {clerk,
				duty.TellingMany{On: today, Scan: scan, Lines: one, Version: 1}, "form.stale"},
		} {
			apptest.Want(t, what, c.code, signs(c.who, c.x))
		}
		apptest.Must(t, signs(clerk, duty.TellingMany{On: today, Scan: scan, Lines: one}))
		run := approved(t, h)
		lines := linesOf(t, h, run)
		if len(lines) != 1 || lines[0].AmountFen != 60000 || lines[0].DeductedFen != 20000 {
			t.Errorf("who failed and was told is paid less the grade, alone: %+v", lines)
		}
		_, err = h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		if errs.CodeOf(err) != "payroll.nothing" || !strings.Contains(err.Error(), "untold=2") {
			t.Error(err)
		}
		for i, desk := range []string{"", "told", "told"} { // the county could not list them: the township is to tell
			if got := owes(t, h, held[i]); desk != "" && !strings.HasSuffix(got, " "+desk) {
				t.Errorf("holder %d waits at %q", i, got)
			}
		}
		// told again after it was paid: no; the one who had not signed: yes, though the sheet is locked
		apptest.Want(t, "told and paid", "duty.state", signs(clerk, duty.TellingMany{On: today, Scan: scan, Lines: one}))
		late := duty.TellingMany{On: today, Scan: scan, Version: version(),
			Lines: []duty.Telling{{PlacementID: held[1], Agrees: true}}}
		won, refused := race(func() error { return signs(clerk, late) }, func() error { return signs(clerk, late) })
		if won != 1 || refused["form.stale"] != 1 {
			t.Errorf("%d won, %v", won, refused)
		}
		if got := owes(t, h, held[1]); got != "800.00 draft" {
			t.Errorf("told, and at %q", got)
		}
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		if x := runOf(t, h, d.RunID); x.Kind != payroll.Supplement || x.Items != 1 || x.TotalFen != 80000 || d.Untold != 1 {
			t.Errorf("%+v %+v", x, d)
		}
	})
}

// What the points of a month take from the pay, or add to it, stands on the sheet that is signed before pay; and it
// stands there only where pay hangs on points.
func TestTold_paper_names_what_the_points_take_and_add(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		var held [3]int64
		for i := range held {
			held[i] = h.Hold(i, "领款人"+string([]rune("甲乙丙")[i]), "99900000000000"+string(rune('0'+i)), "2025-01-01", "")
		}
		sheetOf(t, h, "2025-02", strings.Repeat("P", 20), strings.Repeat("P", 20), strings.Repeat("P", 20))
		var id int64
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&id, "SELECT id FROM duty_sheet WHERE month = '2025-02'")
			return err
		}))
		a, clerk := actors(h), h.Actor("village_registrar", home)
		score := func(do func(version int64, scores []duty.Score) error, points ...int64) {
			t.Helper()
			sheet, _ := sheetNow(t, h, id)
			var scores []duty.Score
			for i := range points {
				scores = append(scores, duty.Score{PlacementID: held[i], Points: &points[i]})
			}
			apptest.Must(t, do(sheet.Version, scores))
		}
		score(func(version int64, scores []duty.Score) error {
			_, err := h.Duty.AssessByVillage(ctx, clerk, "", id, version, scores)
			return err
		}, 10, 20, 30)
		score(func(version int64, scores []duty.Score) error {
			_, err := h.Duty.AssessByTownship(ctx, a.town, "", id, version, scores)
			return err
		}, 20, 40, 50)
		paper := func() string {
			body, err := h.CheckPapers.PrintTold(ctx, clerk, id)
			apptest.Must(t, err)
			return strings.Join(strings.Fields(apptest.PaperText(t, body)), "")
		}
		first := civil.MustDate("2025-02-01")
		ruleFrom(t, h, first, "pay.grades", "60=200、90=+50")
		if got := paper(); strings.Count(got, "不扣减") != 3 || strings.Contains(got, "发放时减") {
			t.Errorf("by calendar days no points change the pay: %s", got)
		}
		ruleFrom(t, h, first, "pay.basis", "whole")
		got := paper()
		for _, want := range []string{"37分", "低于60分，发放时减200.00元", "90分以上，发放时另加50.00元"} {
			if !strings.Contains(got, want) {
				t.Errorf("%q is not on the paper: %s", want, got)
			}
		}
		if n := strings.Count(got, "不扣减"); n != 1 {
			t.Errorf("%d have nothing taken and nothing added, want 1: %s", n, got)
		}
	})
}
