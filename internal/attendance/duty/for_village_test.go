package duty_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// paper prints a sheet for a village's month and gives it a signed scan.
func signedSheet(t *testing.T, h *apptest.House, code, month string) int64 {
	t.Helper()
	who := h.Actor("township_reviewer", apptest.Town)
	_, pack, err := h.Papers.Print(ctx, who, villagepapers.Order{Village: h.Region(code),
		Month: civil.MustMonth(month), Parts: []string{villagepapers.SignIn}})
	apptest.Must(t, err)
	return scanOf(t, h, who, pack.Sheets[0].Number)
}

func scanOf(t *testing.T, h *apptest.House, who authz.Actor, number string) (id int64) {
	t.Helper()
	stored, err := h.Files.Put("x.png", strings.NewReader("\x89PNG\r\n\x1a\nx"))
	apptest.Must(t, err)
	_, err = h.Papers.Attach(ctx, who, "", number, stored)
	apptest.Must(t, err)
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&id, "SELECT MAX(id) FROM paper_scan")
		return err
	}))
	return id
}

func TestForVillage_a_township_enters_from_signed_paper_and_the_village_has_its_word(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := hold(t, h, 0, "2025-02-01", ""), hold(t, h, 1, "2025-02-01", "")
		clerk := h.Actor("village_registrar", home)
		town, second := h.Actor("township_reviewer", apptest.Town), h.Actor("township_reviewer", apptest.Town, "-2")
		county := h.Actor("county_reviewer", apptest.County)
		feb := civil.MustMonth("2025-02")
		for what, who := range map[string]authz.Actor{"wrong role": h.Actor("township_supervisor", apptest.Town),
			"pay": h.Actor("finance_preparer", apptest.County)} {
			_, err := h.Duty.Begin(ctx, who, h.Region(home), feb)
			apptest.Want(t, what, "authz.forbidden", err)
		}
		_, err := h.Duty.Begin(ctx, town, h.Region(apptest.Away), feb)
		apptest.Want(t, "wrong region", "authz.not_found", err)
		id, err := h.Duty.Begin(ctx, town, h.Region(home), feb)
		apptest.Must(t, err)
		sheet := func() (s duty.Sheet) {
			apptest.Must(t, db.Read(ctx, func(x *database.Snapshot) (err error) {
				s, err = duty.SheetByID(x, id)
				return err
			}))
			return s
		}
		form := func(lines ...duty.Typed) duty.Form {
			return duty.Form{ID: id, Version: sheet().Version, Lines: lines}
		}
		// the village fills in one of the two; the township changes nothing of that, and adds the other
		_, err = h.Duty.Save(ctx, clerk, "", form(typed(a, "勤勤假")))
		apptest.Must(t, err)
		_, err = h.Duty.Save(ctx, town, "", form(typed(a, "缺勤假"), typed(b, "勤")))
		if errs.CodeOf(err) != "duty.over_village" || !strings.Contains(err.Error(), "1") {
			t.Errorf("%v", err)
		}
		late := typed(a, "勤勤假")
		late.Remark = "镇里说"
		_, err = h.Duty.Save(ctx, town, "", form(late))
		apptest.Want(t, "the village's line", "duty.over_line", err)
		_, err = h.Duty.Submit(ctx, town, "", form(typed(a, "勤勤假勤"), typed(b, "勤勤")))
		apptest.Want(t, "without a scan", "duty.scan", err)
		other := signedSheet(t, h, home, "2025-03")
		f := form(typed(a, "勤勤假勤"), typed(b, "勤勤"))
		f.Scan = other
		_, err = h.Duty.Submit(ctx, town, "", f)
		apptest.Want(t, "another month's scan", "duty.scan", err)
		_, err = h.Duty.Save(ctx, town, "", form(typed(b, "勤勤")))
		apptest.Must(t, err)
		f.Scan = signedSheet(t, h, home, "2025-02")
		f.Version = sheet().Version
		send := func() error { _, err := h.Duty.Submit(ctx, town, "", f); return err }
		if n := apptest.AtOnce(3, func() (int, error) { return 1, send() }); n != 1 {
			t.Errorf("sent %d times", n)
		}
		s := sheet()
		if !s.EnteredFor() || s.State != duty.Submitted || len(s.Enterers) != 1 {
			t.Errorf("%+v", s)
		}
		apptest.Must(t, db.Read(ctx, func(x *database.Snapshot) error {
			lines, err := duty.LinesOf(x, id)
			for _, l := range lines {
				if l.PlacementID == a && l.How[:4] != "tttf" || l.PlacementID == b && l.How[:2] != "ff" {
					t.Errorf("%d came as %q", l.PlacementID, l.How)
				}
			}
			return err
		}))
		// neither who entered nor who sent it reviews it
		review := func(who authz.Actor, pass bool, remark string) error {
			_, err := h.Duty.Review(ctx, who, "", id, sheet().Version, pass, remark)
			return err
		}
		apptest.Want(t, "who entered days", "duty.same_person", review(town, true, ""))
		// the village objects
		say := func(who authz.Actor, x duty.Saying) error {
			x.SheetID, x.Version = id, sheet().Version
			_, err := duty.Say(ctx, h.Desk, who, "", x)
			return err
		}
		apptest.Want(t, "no choice", "form.choice", say(clerk, duty.Saying{}))
		apptest.Want(t, "no words", "duty.word_words", say(clerk, duty.Saying{Says: duty.Objects}))
		apptest.Want(t, "another village", "authz.not_found", say(h.Actor("village_registrar", apptest.Away),
			duty.Saying{Says: duty.Agrees}))
		apptest.Want(t, "township without receipt", "duty.word_signer", say(town, duty.Saying{Says: duty.Agrees}))
		apptest.Must(t, say(clerk, duty.Saying{Says: duty.Objects, Words: "岗上人乙2日没有来"}))
		apptest.Want(t, "twice", "duty.word_open", say(clerk, duty.Saying{Says: duty.Agrees}))
		apptest.Want(t, "with an objection", "duty.word_open", review(second, true, ""))
		answer := func(who authz.Actor, words string) error {
			_, err := duty.AnswerWord(ctx, h.Desk, who, "", duty.Answering{SheetID: id, Version: sheet().Version,
				Answer: words})
			return err
		}
		apptest.Want(t, "who entered answers", "duty.same_person", answer(town, "核过"))
		apptest.Want(t, "the village answers", "authz.forbidden", answer(clerk, "核过"))
		apptest.Want(t, "no answer", "duty.word_answer", answer(second, " "))
		apptest.Must(t, answer(county, "查了底册，2日有签名"))
		apptest.Want(t, "answered twice", "duty.word_answered", answer(second, "再答"))
		apptest.Must(t, review(second, true, ""))
		// a later objection waits, and does not undo the review
		apptest.Must(t, say(clerk, duty.Saying{Says: duty.Objects, Words: "还是不对"}))
		if s := sheet(); s.State != duty.Reviewed {
			t.Error(s.State)
		}
		apptest.Must(t, db.Read(ctx, func(x *database.Snapshot) error {
			q, err := duty.EnteredWaiting(x, second.Scope("duty.review"),
				duty.EnteredFilter{Waits: duty.WaitsAnswer, Key: second.PersonKey})
			if q.N != 1 {
				t.Errorf("%+v", q)
			}
			rows, err2 := duty.EnteredSheets(x, clerk.Scope("duty.view"), duty.EnteredFilter{}, 10)
			if err2 != nil || len(rows) != 1 || !rows[0].Objects() || rows[0].Number == "" {
				t.Errorf("%+v %v", rows, err2)
			}
			return err
		}))
		_, err = h.Duty.Reopen(ctx, county, "", id, sheet().Version, "乙2日改为缺勤")
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(x *database.Snapshot) error {
			words, err := duty.WordsOf(x, id)
			if len(words) != 2 || words[1].Open() || words[1].Answer != "乙2日改为缺勤" {
				t.Errorf("%+v", words)
			}
			return err
		}))
		// the village may correct what was entered for it, and then the sheet is its own
		_, err = h.Duty.Submit(ctx, clerk, "", form(typed(a, "勤勤假勤"), typed(b, "勤缺")))
		apptest.Must(t, err)
		if s := sheet(); s.EnteredFor() {
			t.Errorf("%+v", s)
		}
		apptest.Want(t, "the village's own", "duty.not_for_village", say(clerk, duty.Saying{Says: duty.Agrees}))
		apptest.Want(t, "who entered days once", "duty.same_person", review(town, true, ""))
		apptest.Must(t, review(second, true, ""))
	})
}

// A township with one reviewer enters the sheet, and the county is the second person.
func TestForVillage_the_county_reviews_what_a_township_entered(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := hold(t, h, 0, "2025-02-01", "")
		town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
		clerk := h.Actor("village_registrar", home)
		feb := civil.MustMonth("2025-02")
		id, err := h.Duty.Begin(ctx, town, h.Region(home), feb)
		apptest.Must(t, err)
		send := func(who authz.Actor, version, scan int64) {
			t.Helper()
			_, err := h.Duty.Submit(ctx, who, "", duty.Form{ID: id, Version: version, Scan: scan,
				Lines: []duty.Typed{typed(a, "勤勤假")}})
			apptest.Must(t, err)
		}
		review := func(who authz.Actor, version int64, pass bool) error {
			_, err := h.Duty.Review(ctx, who, "", id, version, pass, "请村里更正")
			return err
		}
		send(clerk, 1, 0)
		apptest.Want(t, "a sheet that the village sent", "authz.forbidden", review(county, 2, true))
		_, err = duty.Recall(ctx, h.Desk, clerk, "", duty.Recalled{ID: id, Version: 2})
		apptest.Must(t, err)
		send(town, 3, signedSheet(t, h, home, "2025-02"))
		apptest.Want(t, "another county", "authz.not_found", review(h.Actor("county_reviewer", "370481"), 4, true))
		apptest.Want(t, "who entered it", "duty.same_person", review(town, 4, true))
		if n := apptest.AtOnce(3, func() (int, error) { return 1, review(county, 4, true) }); n != 1 {
			t.Errorf("reviewed %d times", n)
		}
		apptest.Want(t, "twice", "duty.state", review(county, 5, true))
	})
}

func TestForVillage_a_signed_receipt_is_the_villages_word(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := hold(t, h, 0, "2025-02-01", "")
		town := h.Actor("township_reviewer", apptest.Town)
		id, err := h.Duty.Begin(ctx, town, h.Region(home), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		_, err = h.CheckPapers.PrintReceipt(ctx, town, id)
		apptest.Want(t, "nothing entered", "duty.not_for_village", err)
		_, err = h.Duty.Submit(ctx, town, "", duty.Form{ID: id, Version: 1, Scan: signedSheet(t, h, home, "2025-02"),
			Lines: []duty.Typed{typed(a, "勤勤假")}})
		apptest.Must(t, err)
		_, err = h.CheckPapers.PrintReceipt(ctx, h.Actor("township_supervisor", apptest.Town), id)
		apptest.Want(t, "wrong role", "authz.forbidden", err)
		body, err := h.CheckPapers.PrintReceipt(ctx, town, id)
		apptest.Must(t, err)
		paper := apptest.PaperText(t, body)
		for _, s := range []string{"代录考勤回执单", "岗上人甲", "假", "2025年2月", "有异议", "考勤员"} {
			if !strings.Contains(paper, s) {
				t.Errorf("%q is not on the receipt:\n%s", s, paper)
			}
		}
		var number string
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&number, "SELECT number FROM paper_form WHERE kind = 'receipt'")
			return err
		}))
		say := func(scan int64) error {
			_, err := duty.Say(ctx, h.Desk, town, "", duty.Saying{SheetID: id, Version: 2, Says: duty.Agrees, Signer: "王主任",
				Scan: scan})
			return err
		}
		apptest.Want(t, "another paper", "duty.scan_word", say(signedSheet(t, h, home, "2025-02")))
		scan := scanOf(t, h, town, number)
		apptest.Must(t, say(scan))
		apptest.Want(t, "an old page", "form.stale", say(scan))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			sheet, err := duty.SheetByID(s, id)
			if err != nil {
				return err
			}
			w, said, err := duty.WordOf(s, sheet)
			if !said || w.Says != duty.Agrees || w.Signer != "王主任" || w.ScanID == nil || *w.ScanID != scan {
				t.Errorf("%+v", w)
			}
			return err
		}))
	})
}
