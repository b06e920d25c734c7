package resident_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

func text(s string) *string { return &s }

func person(t *testing.T, h *apptest.House, id int64) (p resident.Person) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
		p, err = resident.ByID(s, id)
		return err
	}))
	return p
}

func want(t *testing.T, name string, err error, code string) {
	t.Helper()
	if errs.CodeOf(err) != code {
		t.Errorf("%s: %v, want %s", name, err, code)
	}
}

func TestCorrect_is_the_villages_until_something_was_submitted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		village, town := h.Actor("village_registrar", apptest.Home), h.Actor("township_reviewer", apptest.Town)
		id, other := h.Person(apptest.Home, "王三"), h.Person(apptest.Home, "李四")
		do := func(who authz.Actor, e resident.Edit, why, document string) error {
			_, err := h.Residents.Correct(apptest.Ctx, who, "", id, person(t, h, id).Version, e, why, document)
			return err
		}
		apptest.Must(t,
			do(village, resident.Edit{Name: text("王  三丰"), Account: text("6217 0000 0000 0000 018"), Phone: text("06321234567")},
				"登记时写错", ""))
		p := person(t, h, id)
		if p.Name != "王三丰" || p.AccountTail != "0018" || p.PhoneIndex == nil {
			t.Errorf("%+v", p)
		}
		want(t, "nothing", do(village, resident.Edit{Name: text("王三丰")}, "登记时写错", ""), "resident.nothing")
		want(t, "no reason", do(village, resident.Edit{Name: text("王三")}, "错", ""), "resident.why")
		want(t, "another role", do(h.Actor("county_reviewer", apptest.County), resident.Edit{Name: text("王三")}, "登记时写错", ""),
			"authz.forbidden")
		want(t, "another village",
			do(h.Actor("village_registrar", apptest.Beside), resident.Edit{Name: text("王三")}, "登记时写错", ""), "authz.not_found")
		want(t, "no name", do(village, resident.Edit{Name: text("x1")}, "登记时写错", ""), "resident.name_sign")
		_, err := h.Residents.Correct(apptest.Ctx, village, "", id, 1, resident.Edit{Name: text("王三")}, "登记时写错", "")
		want(t, "an old form", err, "form.stale")
		_, err = h.Residents.Correct(apptest.Ctx, village, "", other, 1, resident.Edit{Account: text("6217000000000000018")},
			"登记时写错", "")
		want(t, "somebody else's account", err, "resident.account_taken")

		_, err = h.Applications.Submit(apptest.Ctx, village, "", h.Region(apptest.Home),
			application.Proposal{PostID: h.Posts[0], PersonID: id, Basis: "poverty_out"})
		apptest.Must(t, err)
		want(t, "after submitting", do(village, resident.Edit{Name: text("王三")}, "登记时写错", "户口簿"), "resident.correct")
		want(t, "the township without a document", do(town, resident.Edit{Account: text("6217000000000000026")}, "换了新卡", ""),
			"form.required")
		apptest.Must(t, do(town, resident.Edit{Account: text("6217000000000000026")}, "换了新卡", "社保卡复印件"))
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			slips, err := resident.CorrectionsOf(s, id)
			apptest.Must(t, err)
			if len(slips) != 2 || slips[0].Changes != "account\t****0018\t****0026" ||
				strings.Contains(slips[1].Changes, "6217") {
				t.Errorf("%+v", slips)
			}
			cards, err := resident.CardsOf(s, id)
			if len(cards) != 1 || cards[0].AccountTail != "0018" {
				t.Errorf("%+v", cards)
			}
			return err
		}))
	})
}

func TestNumber_and_merger_need_two_people(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
		h.Hold(0, "王三", "", "2025-01-01", "") // paid under a wrong number
		id := personOf(t, h, "王三")
		right := h.Number("1973-05-06", true)
		propose := func(who authz.Actor, number, why, document string) (int64, error) {
			return h.Residents.ProposeNumber(apptest.Ctx, who, "", id, number, why, document)
		}
		for _, c := range []struct {
			name, code, number, why, document string
			who                               authz.Actor
		}{
			{"the village", "authz.forbidden", right, "号码写错一位", "身份证复印件", h.Actor("village_registrar", apptest.Home)},
			{"another township", "authz.not_found", right, "号码写错一位", "身份证复印件", h.Actor("township_reviewer", "370481116")},
			{"no number", "idno.length", "123", "号码写错一位", "身份证复印件", town},
			{"no document", "form.required", right, "号码写错一位", "", town},
		} {
			_, err := propose(c.who, c.number, c.why, c.document)
			want(t, c.name, err, c.code)
		}
		slip, err := propose(town, right, "号码写错一位", "身份证复印件")
		apptest.Must(t, err)
		_, err = propose(town, h.Number("1974-05-06", true), "号码写错一位", "身份证复印件")
		want(t, "two at once", err, "resident.pending")
		_, err = h.Residents.Decide(apptest.Ctx, town, "", slip, 1, true)
		want(t, "the township itself", err, "authz.forbidden")
		_, err = h.Residents.Decide(apptest.Ctx, h.Actor("county_reviewer", "370481"), "", slip, 1, true)
		want(t, "another county", err, "authz.not_found")
		_, err = h.Residents.Decide(apptest.Ctx, county, "", slip, 2, true)
		want(t, "an old form", err, "form.stale")
		// many approve at once: it is carried out once
		done := apptest.AtOnce(6, func() (int, error) {
			_, err := h.Residents.Decide(apptest.Ctx, county, "", slip, 1, true)
			return 1, err
		})
		p := person(t, h, id)
		if done != 1 || p.IDTail != right[14:] || p.Birth.String() != "1973-05-06" || p.Sex != 2 {
			t.Errorf("%d %+v", done, p)
		}
		_, err = h.Residents.Decide(apptest.Ctx, county, "", slip, 2, false)
		want(t, "decided already", err, "resident.decided")

		// the same human registered twice: the one without a post goes into the other
		e := h.Entry("王三")
		e.IDNumber = string(idno.Make("370499", civil.MustDate("1973-05-06"), 998))
		_, err = h.Residents.Register(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home), e)
		want(t, "same name and birth", err, "resident.namesake")
		e.Namesake = true
		twin, err := h.Residents.Register(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home),
			e)
		apptest.Must(t, err)
		_, err = h.Residents.ProposeMerge(apptest.Ctx, town, "", id, twin, "同一人登记两次", "身份证复印件")
		want(t, "the one on a post", err, "resident.live")
		_, err = h.Residents.ProposeMerge(apptest.Ctx, town, "", twin, twin, "同一人登记两次", "身份证复印件")
		want(t, "into itself", err, "resident.self")
		slip, err = h.Residents.ProposeMerge(apptest.Ctx, town, "", twin, id, "同一人登记两次", "身份证复印件")
		apptest.Must(t, err)
		_, err = h.Residents.Decide(apptest.Ctx, county, "", slip, 1, true)
		apptest.Must(t, err)
		if n := len(named(t, h, "王三")); n != 1 {
			t.Errorf("%d of that name are listed", n)
		}
		_, err = h.Applications.Submit(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home),
			application.Proposal{PostID: h.Posts[1], PersonID: twin, Basis: "poverty_out"})
		want(t, "an application for the merged record", err, "resident.merged")
	})
}

func named(t *testing.T, h *apptest.House, name string) []resident.Person {
	t.Helper()
	var ps []resident.Person
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
		ps, err = resident.List(s, authz.Everywhere(), resident.Filter{Seek: resident.Seek{NamePart: name}, Limit: 10})
		return err
	}))
	return ps
}

func personOf(t *testing.T, h *apptest.House, name string) int64 { return named(t, h, name)[0].ID }

func TestSetStanding_begins_and_ends(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	id := h.Person(apptest.Home, "王三")
	day := civil.MustDate
	for _, c := range []struct {
		name, code string
		who        authz.Actor
		s          resident.Standing
	}{
		{"another village", "authz.not_found", h.Actor("village_registrar", apptest.Beside),
			resident.Standing{Code: "disabled", From: day("2025-03-01"), Proof: "残疾证"}},
		{"a word that is none", "form.choice", who, resident.Standing{Code: "rich", From: day("2025-03-01"), Proof: "残疾证"}},
		{"tomorrow", "form.future", who, resident.Standing{Code: "disabled", From: day("2025-03-04"), Proof: "残疾证"}},
		{"no proof", "form.required", who, resident.Standing{Code: "disabled", From: day("2025-03-01")}},
		{"twice", "resident.standing", who, resident.Standing{Code: "poverty_out", From: day("2025-03-01"), Proof: "名册"}},
		{"none to end", "resident.standing", who,
			resident.Standing{Exclusion: true, Code: "student", Until: day("2025-03-01"), Proof: "毕业证"}},
		{"begins", "", who, resident.Standing{Code: "disabled", From: day("2025-03-01"), Proof: "残疾证"}},
		{"ends before it began", "resident.standing", who,
			resident.Standing{Code: "disabled", Until: day("2025-03-01"), Proof: "注销"}},
		{"ends", "", who, resident.Standing{Code: "disabled", Until: day("2025-03-03"), Proof: "注销"}},
		{"an exclusion begins", "", who,
			resident.Standing{Exclusion: true, Code: "student", From: day("2025-03-01"), Proof: "学籍"}},
		{"and ends", "", who, resident.Standing{Exclusion: true, Code: "student", Until: day("2025-03-03"), Proof: "毕业证"}},
	} {
		_, err := h.Residents.SetStanding(apptest.Ctx, c.who, "", id, c.s)
		want(t, c.name, err, c.code)
	}
}
