package cardchange_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/cardchange"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func want(t *testing.T, code string, err error) {
	t.Helper()
	if got := errs.CodeOf(err); got != code {
		t.Errorf("%q (%v), want %q", got, err, code)
	}
}

func result(v any, err error) error { _ = v; return err }

// numberOf a person, opened as the bank would know it.
func numberOf(t *testing.T, h *apptest.House, name string) (id int64, number string) {
	t.Helper()
	var p resident.Person
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		if _, err = s.One(&id, "SELECT id FROM person WHERE name = ?", name); err == nil {
			p, err = resident.ByID(s, id)
		}
		return err
	}))
	number, err := h.Ring.Open("person", "id", p.IDSealed)
	apptest.Must(t, err)
	return id, number
}

func TestList_of_the_bank_is_compared_cools_and_is_put_in_force(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		for i, name := range []string{"换卡甲", "换卡乙", "换卡丙", "换卡丁"} {
			h.Hold(i, name, fmt.Sprintf("99900000000010%d", i), "2025-01-01", "")
		}
		county := h.Region(apptest.County)
		enter, approve, tell := h.Actor("finance_preparer", apptest.County), h.Actor("finance_releaser", apptest.County),
			h.Actor("telephone_clerk", apptest.County)
		var rows []string
		add := func(person, name, account string) {
			_, number := numberOf(t, h, person)
			rows = append(rows, name+","+number+","+account)
		}
		add("换卡甲", "换卡甲", "999000000000201")
		add("换卡乙", "换卡乙", "999000000000202")
		// another name
		add("换卡丙", "换卡饼", "999000000000203")
		// the first one's account
		add("换卡丁", "换卡丁", "999000000000100")
		// nobody's number
		rows = append(rows, "外乡人,"+string(idno.Make("370499", h.Set.Now().Date().AddDays(-20_000), 7))+",999000000000205")
		file := []byte("姓名,身份证号,新账号\n" + strings.Join(rows, "\n") + "\n")

		_, err := h.Cards.Enter(ctx, enter, "", county, "农商行函1号", "a.csv", []byte("姓名,号码\n甲,1\n"))
		want(t, "sheet.list_heads", err)
		_, err = h.Cards.Enter(ctx, enter, "", county, "农商行函1号", "a.csv", []byte("姓名,身份证号,新账号\n甲,1,2\n"))
		if bad := err; bad == nil || !strings.Contains(bad.Error(), "payroll.parallel_id") {
			t.Error(bad)
		}
		want(t, "form.required", result(h.Cards.Enter(ctx, enter, "", county, "", "a.csv", file)))
		want(t, "authz.forbidden", result(h.Cards.Enter(ctx, approve, "", county, "农商行函1号", "a.csv", file)))
		want(t, "fund.county", result(h.Cards.Enter(ctx, enter, "", h.Region(apptest.Town), "农商行函1号", "a.csv", file)))
		id, err := h.Cards.Enter(ctx, enter, "", county, "农商行函1号", "a.csv", file)
		apptest.Must(t, err)
		want(t, "card.entered", result(h.Cards.Enter(ctx, enter, "", county, "农商行函1号", "a.csv", file)))
		verdicts := func() (out []string) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				lines, err := cardchange.Page(s, id, "", 0, 100)
				for _, l := range lines {
					out = append(out, l.Verdict)
				}
				return err
			}))
			return out
		}
		if got := verdicts(); !slices.Equal(got, []string{"change", "change", "name", "taken", "unknown"}) {
			t.Errorf("%v", got)
		}

		want(t, "card.state", result(h.Cards.Apply(ctx, enter, "", id, 1)))
		want(t, "authz.forbidden", result(h.Cards.Approve(ctx, enter, "", id, 1)))
		want(t, "form.stale", result(h.Cards.Approve(ctx, approve, "", id, 9)))
		_, err = h.Cards.Approve(ctx, approve, "", id, 1)
		apptest.Must(t, err)
		want(t, "card.state", result(h.Cards.Approve(ctx, approve, "", id, 2)))
		want(t, "card.cooling", result(h.Cards.Apply(ctx, enter, "", id, 2)))
		_, err = h.Cards.Strike(ctx, enter, "", id, 2, 2, "本人说没有换卡")
		apptest.Must(t, err)
		want(t, "card.line", result(h.Cards.Strike(ctx, enter, "", id, 3, 2, "本人说没有换卡")))

		h.Set.Move(clock.On(h.Set.Now().Date().AddDays(4), 9, 0))
		errsAt := make([]error, 2) // twice at the same time
		var both sync.WaitGroup
		for i := range errsAt {
			both.Go(func() { _, errsAt[i] = h.Cards.Apply(ctx, enter, "", id, 3) })
		}
		both.Wait()
		if (errsAt[0] == nil) == (errsAt[1] == nil) {
			t.Errorf("%v", errsAt)
		}
		if got := verdicts(); !slices.Equal(got, []string{"applied", "struck", "name", "taken", "unknown"}) {
			t.Errorf("%v", got)
		}
		first, _ := numberOf(t, h, "换卡甲")
		var notices []resident.Notice
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			p, err := resident.ByID(s, first)
			if p.AccountTail != "0201" || p.AccountVersion != 2 {
				t.Errorf("%+v", p)
			}
			cards, _ := resident.CardsOf(s, first)
			if len(cards) != 1 || cards[0].AccountTail != "0100" || cards[0].Version != 1 {
				t.Errorf("%+v", cards)
			}
			notices, _ = resident.Untold(s, authz.Under(county.Path), 0, 10)
			return err
		}))
		if len(notices) != 1 || notices[0].PersonID != first {
			t.Fatalf("%+v", notices)
		}

		n := notices[0].ID
		want(t, "form.choice", result(h.Residents.Tell(ctx, tell, "", n, "rumour", false, "")))
		want(t, "form.required", result(h.Residents.Tell(ctx, tell, "", n, "phone", true, "")))
		want(t, "authz.forbidden", result(h.Residents.Tell(ctx, enter, "", n, "phone", false, "")))
		want(t, "authz.not_found",
			result(h.Residents.Tell(ctx, h.Actor("township_reviewer", apptest.Away[:9]), "", n, "phone", false, "")))
		_, err = h.Residents.Tell(ctx, tell, "", n, "phone", true, "卡不在我手里")
		apptest.Must(t, err)
		want(t, "card.told", result(h.Residents.Tell(ctx, tell, "", n, "phone", false, "")))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			denied, err := resident.DeniedIn(s, authz.Under(county.Path), 10)
			if len(denied) != 1 || denied[0].Remark != "卡不在我手里" {
				t.Errorf("%+v", denied)
			}
			return err
		}))
		want(t, "card.state", result(h.Cards.Cancel(ctx, enter, "", id, 4, "不再需要")))
	})
}

func TestTell_is_somebody_elses_work_than_the_change(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "换卡甲", "999000000000100", "2025-01-01", "")
		town := h.Actor("township_reviewer", apptest.Town)
		id, _ := numberOf(t, h, "换卡甲")
		var p resident.Person
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) { p, err = resident.ByID(s, id); return err }))
		account := "999000000000301"
		_, err := h.Residents.Correct(ctx, town, "", id, p.Version, resident.Edit{Account: &account}, "本人换卡", "换卡单1号")
		apptest.Must(t, err)
		var notices []resident.Notice
		apptest.Must(t,
			db.Read(ctx, func(s *database.Snapshot) (err error) { notices, err = resident.NoticesOf(s, id); return err }))
		if len(notices) != 1 {
			t.Fatalf("%+v", notices)
		}
		want(t, "card.same_person", result(h.Residents.Tell(ctx, town, "", notices[0].ID, "phone", false, "")))
		_, err = h.Residents.Tell(ctx, h.Actor("township_reviewer", apptest.Town, "-2"), "", notices[0].ID, "visit", false,
			"")
		apptest.Must(t, err)
	})
}
