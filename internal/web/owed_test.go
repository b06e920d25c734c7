package web_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/overview"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// An office of 300 holders lives four months in which one village sends its sheets, another does nothing, and nobody is
// paid: every month of everybody stands under the right one of the two figures, to the fen, wherever it is told.
func TestOwed_names_everybody_who_is_unpaid_under_one_of_two_figures(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	silent := h.Region(apptest.Beside)
	var working []int64
	for n := range 300 {
		p := h.Hold(n%3, "领款人"+ordinal(n), fmt.Sprintf("9990000001%05d", n), "2025-01-01", "2025-12-30")
		if n%3 != 0 {
			working = append(working, p)
			continue
		}
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET village_id = ?, path = ? WHERE id = ?", silent.ID, silent.Path, p)
			return err
		}))
	}
	clerk := h.Actor("village_registrar", apptest.Home)
	for _, month := range []string{"2025-01", "2025-02", "2025-03", "2025-04"} {
		m := civil.MustMonth(month)
		h.Set.Move(clock.On(m.Last().AddDays(2), 9, 0))
		id, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), m)
		apptest.Must(t, err)
		f := duty.Form{ID: id, Version: 1}
		for _, p := range working {
			line := duty.Typed{PlacementID: p}
			line.Days[9] = "勤"
			f.Lines = append(f.Lines, line)
		}
		_, err = h.Duty.Submit(ctx, clerk, "", f)
		apptest.Must(t, err)
	}
	h.Set.Move(clock.On(civil.MustDate("2025-05-20"), 9, 0))
	_, err := h.Payments.CountWaits(ctx)
	apptest.Must(t, err)
	_, err = h.Payments.CountMissing(ctx)
	apptest.Must(t, err)
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		due, err := payment.OwingOf(s, authz.Everywhere(), payment.OwingFilter{Until: civil.MustMonth("2025-04")})
		apptest.Must(t, err)
		var sum money.Fen
		seen := map[int64]int{}
		for _, o := range due {
			sum, seen[o.PlacementID] = sum+o.AmountFen, seen[o.PlacementID]+1
		}
		if len(due) != 800 || sum != 800*80_000 {
			t.Errorf("%d months are due, %s yuan", len(due), sum)
		}
		for _, p := range working {
			if seen[p] != 4 {
				t.Errorf("%d is due %d months", p, seen[p])
			}
		}
		missing, err := payment.MissingHolders(s, authz.Everywhere())
		if len(missing) != 100 {
			t.Errorf("%d holders are missing", len(missing))
		}
		for _, x := range missing {
			if seen[x.PlacementID] != 0 || len(x.Months) != 4 || x.Months[0].Lack != payment.LackSheet {
				t.Errorf("%+v", x)
			}
		}
		b, err2 := overview.BoardOf(s, h.Tree, h.Region(apptest.County), h.Set.Now(), overview.BoardMay{Pay: true})
		apptest.Must(t, err2)
		brief := fmt.Sprintf("%+v", overview.BriefSheet(b, "周"))
		for _, said := range []string{"应发未到账800人月、640,000.00元", "没有发放资料，待核100人、400个人月",
			h.Region(apptest.Town).Name + "400个人月"} {
			if !strings.Contains(brief, said) {
				t.Errorf("the brief does not say %s: %s", said, brief)
			}
		}
		if strings.Contains(brief, "拖欠") {
			t.Error("the brief speaks of a finding")
		}
		return err
	}))
	base := h.Serve()
	for role, code := range map[string]string{"township_reviewer": apptest.Town, "county_reviewer": apptest.County,
		"city_manager": h.Tree.Top().Code} {
		v := visit(t, base).signIn(apptest.Login(authz.Role(role), code))
		if _, body := v.get("/"); !strings.Contains(body, `<b class="many">800</b>人月`) ||
			!regexp.MustCompile(`<b class="many">100</b>人　(<a [^>]*>)?没有发放资料，待核`).MatchString(body) {
			t.Errorf("%s is not told at home", role)
		}
		for _, page := range []string{"/pay/arrears", "/pay/missing", "/pay"} {
			if status, body := v.get(page); status != 200 || strings.Contains(body, "拖欠") ||
				page != "/pay/missing" && !strings.Contains(body, "640,000.00") {
				t.Errorf("%s: %s %d", role, page, status)
			}
		}
	}
	var person, placement int64
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&placement, "SELECT MIN(placement_id) FROM pay_missing")
		apptest.Must(t, err)
		_, err = s.One(&person, "SELECT person_id FROM placement WHERE id = ?", placement)
		return err
	}))
	if _, body := visit(t, base).signIn(apptest.Login("telephone_clerk", apptest.County)).
		get(fmt.Sprintf("/pay/people/%d", person)); strings.Count(body, "没有报考勤表") != 4 {
		t.Error("the telephone desk does not tell the four months")
	}
	if status, body := visit(t, base).signIn(apptest.Login("township_reviewer", apptest.Town)).
		get(fmt.Sprintf("/pay/missing/%d", placement)); status != 200 || !strings.Contains(body, "决定一个月不发") {
		t.Errorf("the township cannot decide: %d", status)
	}
}

// ordinal is a number in the ten stems, as part of a name.
func ordinal(n int) string {
	stems := []rune("甲乙丙丁戊己庚辛壬癸")
	return string([]rune{stems[n/100], stems[n/10%10], stems[n%10]})
}
