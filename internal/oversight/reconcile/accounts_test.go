package reconcile_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/reconcile"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/resident"
)

const accountLaw = "an account is the one that was registered, listed or corrected last"

// payees registers three people at Home whose accounts came by the three ways, and one who has none; by name.
func payees(t *testing.T, h *apptest.House) map[string]int64 {
	t.Helper()
	out := map[string]int64{}
	enter := func(name, account string) resident.Entry {
		e := h.Entry(name)
		e.Account = account
		id, err := h.Residents.Register(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home),
			e)
		apptest.Must(t, err)
		out[name] = id
		return e
	}
	enter("登记来的", "999000000000101")
	listed := enter("清单来的", "999000000000102")
	enter("更正来的", "999000000000103")
	enter("没有账号", "")
	prepare, release, county := h.Actor("finance_preparer", apptest.County), h.Actor("finance_releaser", apptest.County),
		h.Region(apptest.County)
	list, err := h.Cards.Enter(apptest.Ctx, prepare, "", county, "农商行函1号", "a.csv",
		[]byte("姓名,身份证号,新账号\n清单来的,"+listed.IDNumber+",999000000000202\n"))
	apptest.Must(t, err)
	_, err = h.Cards.Approve(apptest.Ctx, release, "", list, 1)
	apptest.Must(t, err)
	h.Set.Move(clock.On(civil.MustDate(apptest.Day).AddDays(9), 9, 0))
	_, err = h.Cards.Apply(apptest.Ctx, prepare, "", list, 2)
	apptest.Must(t, err)
	correct(t, h, out["更正来的"], "999000000000203")
	return out
}

func correct(t *testing.T, h *apptest.House, person int64, account string) {
	t.Helper()
	var p resident.Person
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
		p, err = resident.ByID(s, person)
		return err
	}))
	_, err := h.Residents.Correct(apptest.Ctx, h.Actor("township_reviewer", apptest.Town), "", person, p.Version,
		resident.Edit{Account: &account}, "核对银行卡", "农商行函2号")
	apptest.Must(t, err)
}

// One statement copies one person's account to another; the count of the night names the one whose account it is not,
// and no one else.
func TestAccounts_that_came_another_way_are_named(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := payees(t, h)
		withoutTriggers(t, db)
		from := func(column, of string) string {
			return fmt.Sprintf("(SELECT x.%s FROM (SELECT %s FROM person WHERE id = %d) x)", column, column, id[of])
		}
		set := func(of, to string) string { return fmt.Sprintf("UPDATE person SET %s WHERE id = %d", to, id[of]) }
		all := "account_sealed = " + from("account_sealed", "清单来的") + ", account_index = " + from("account_index", "清单来的") +
			", account_tail = " + from("account_tail", "清单来的")
		card := "account_sealed = (SELECT account_sealed FROM benefit_card WHERE person_id = %d), account_index = (SELECT " +
			"account_index FROM benefit_card WHERE person_id = %d), account_tail = '0103'"
		for _, x := range []struct {
			what, name, statement string
		}{
			{"nothing", "", "UPDATE person SET name = name"},
			{resident.DoubtReplaced, "登记来的", set("登记来的", all)},
			{resident.DoubtReplaced, "更正来的", set("更正来的", all)},
			{resident.DoubtUnrecorded, "没有账号", set("没有账号", all)},
			{resident.DoubtMixed, "登记来的", set("登记来的", "account_sealed = "+from("account_sealed", "更正来的"))},
			{resident.DoubtMixed, "登记来的", set("登记来的", "account_index = "+from("account_index", "更正来的"))},
			{resident.DoubtMixed, "登记来的", set("登记来的", "account_tail = '9999'")},
			{resident.DoubtMixed, "登记来的", set("登记来的", "account_sealed = NULL")},
			{resident.DoubtMixed, "没有账号", set("没有账号", "account_index = "+from("account_index", "更正来的"))},
			{resident.DoubtReplaced, "登记来的", set("登记来的", "account_sealed = NULL, account_index = NULL, account_tail = ''")},
			{resident.DoubtReplaced, "登记来的", set("登记来的", "account_version = account_version + 1")},
			{resident.DoubtSealed, "登记来的", set("登记来的", "account_sealed = id_sealed")},
			// an account of one's own that was given up
			{resident.DoubtReplaced, "更正来的", set("更正来的", fmt.Sprintf(card, id["更正来的"], id["更正来的"])+", account_version = 1")},
			// what says how it came is made up, moved or taken away
			{resident.DoubtForged, "登记来的",
				fmt.Sprintf(
					"INSERT INTO account_origin (person_id, path, account_version, account_index, account_tail, how, mac, at_us, "+
						"trail_id, row_digest) SELECT %d, path, account_version, account_index, account_tail, how, mac, at_us, "+
						"trail_id, row_digest FROM account_origin WHERE person_id = %d AND how = 'correct'",
					id["登记来的"], id["更正来的"])},
			{resident.DoubtForged, "更正来的",
				fmt.Sprintf("UPDATE account_origin SET account_tail = '9999' WHERE how = 'correct' AND person_id = %d",
					id["更正来的"])},
			{resident.DoubtReplaced, "清单来的", "DELETE FROM account_origin WHERE how = 'card_list'"},
			{resident.DoubtUnrecorded, "登记来的", fmt.Sprintf("DELETE FROM account_origin WHERE person_id = %d", id["登记来的"])},
		} {
			err := db.Write(apptest.Ctx, func(tx *database.Tx) error {
				n, err := tx.Exec(x.statement)
				if err != nil || n == 0 && x.name != "" {
					t.Errorf("%s: %d rows, %v", x.statement, n, err)
					return errUndo
				}
				doubts, err := resident.Doubts(tx, h.Ring)
				apptest.Must(t, err)
				some, err := resident.DoubtsOf(tx, h.Ring, []int64{id["登记来的"], id["清单来的"], id["更正来的"], id["没有账号"]})
				apptest.Must(t, err)
				if x.name == "" {
					if len(doubts)+len(some) != 0 {
						t.Errorf("untouched: %+v %v", doubts, some)
					}
					return errUndo
				}
				if len(doubts) != 1 || doubts[0].Name != x.name || doubts[0].What != x.what || len(some) != 1 ||
					some[id[x.name]] != x.what {
					t.Errorf("%s\nwants %s %s, got %+v %v", x.statement, x.name, x.what, doubts, some)
				}
				found, err := h.Counter.Run(tx)
				if !slices.ContainsFunc(found,
					func(b reconcile.Break) bool { return b.Check == accountLaw && strings.Contains(b.Row, x.name) }) {
					t.Errorf("%s: %+v", x.statement, found)
				}
				if err == nil {
					err = errUndo
				}
				return err
			})
			if !errors.Is(err, errUndo) {
				t.Fatal(err)
			}
		}
	})
}

// Nothing is paid to an account that came another way, before the night's count and after it; the correction of the
// township ends it.
func TestAccounts_that_came_another_way_are_not_paid_to(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := month(t, db)
		night := h.Set.Now().Date()
		count := func() reconcile.Outcome {
			t.Helper()
			night = night.AddDays(1)
			h.Set.Move(clock.On(night, 3, 0))
			_, err := h.Counter.Nightly(apptest.Ctx, h.Desk, h.Region("3704").Path)
			apptest.Must(t, err)
			var o reconcile.Outcome
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
				o, _, err = reconcile.Latest(s)
				return err
			}))
			return o
		}
		var run int64 // the correction's: its item is the first holder's
		var person int64
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			if _, err := s.One(&run, "SELECT id FROM pay_run WHERE kind = 'correction'"); err != nil {
				return err
			}
			_, err := s.One(&person, "SELECT person_id FROM pay_item WHERE run_id = ?", run)
			return err
		}))
		held := func() (out []string) {
			t.Helper()
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
				rows, err := payment.HeldOf(s, h.Book(), run, h.Set.Now().Date())
				for _, x := range rows {
					out = append(out, x.Name+" "+x.Reason)
				}
				return err
			}))
			return out
		}
		prepare := func() error {
			_, err := h.Payments.Prepare(apptest.Ctx, h.Actor("finance_preparer", apptest.County), "", run, payment.Payer{})
			return err
		}
		tamper := func(statement string, args ...any) {
			t.Helper()
			apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
				n, err := tx.Exec(statement, args...)
				if n != 1 {
					t.Errorf("%s: %d rows", statement, n)
				}
				return err
			}))
		}
		if o := count(); o.Broken != 0 || len(held()) != 0 {
			t.Fatalf("untouched: %+v %v", o, held())
		}
		// only what is sealed: the index that lists compare is as it was, until the account is opened
		var own []byte
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			p, err := resident.ByID(s, person)
			own = p.AccountSealed
			return err
		}))
		tamper("UPDATE person SET account_sealed = ? WHERE id = ?", h.Ring.Seal("person", "account", "999000000000555"),
			person)
		apptest.Want(t, "before the night", "payment.all_held", prepare())
		if o := count(); o.Broken != 1 || !strings.Contains(o.Said, accountLaw) || !strings.Contains(o.Said, "领款人甲") {
			t.Errorf("%+v", o)
		}
		if got := held(); !slices.Equal(got, []string{"领款人甲 " + payment.HeldUntraced}) {
			t.Errorf("%v", got)
		}
		apptest.Want(t, "after the night", "payment.all_held", prepare())
		// put back by hand: still held until the night says that all agrees
		tamper("UPDATE person SET account_sealed = ? WHERE id = ?", own, person)
		if got := held(); len(got) != 1 {
			t.Errorf("%v", got)
		}
		if o := count(); o.Broken != 0 || len(held()) != 0 {
			t.Errorf("%+v %v", o, held())
		}
		// the index too: held from the same minute on
		tamper("UPDATE person SET account_sealed = ?, account_index = ?, account_tail = '0555' WHERE id = ?",
			h.Ring.Seal("person", "account", "999000000000555"), h.Ring.Index("account", "999000000000555"), person)
		if got := held(); !slices.Equal(got, []string{"领款人甲 " + payment.HeldUntraced}) {
			t.Errorf("%v", got)
		}
		count()
		correct(t, h, person, "999000000000000")
		if got := held(); len(got) != 0 {
			t.Errorf("corrected: %v", got)
		}
		// sealed alone, and the township types the account that the index has: what is sealed is put right with it
		tamper("UPDATE person SET account_sealed = ? WHERE id = ?", h.Ring.Seal("person", "account", "999000000000555"),
			person)
		count()
		correct(t, h, person, "999000000000000")
		if o := count(); o.Broken != 0 || len(held()) != 0 {
			t.Errorf("%+v %v", o, held())
		}
		apptest.Must(t, prepare())
	})
}

// An office that ran before origins were kept takes the accounts as they stand, once, and says so; nobody is accused on
// the first night but those whose record does not agree with itself.
func TestAccounts_of_an_office_from_before_are_taken_as_they_stand_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := payees(t, h)
		city := h.Region("3704").Path
		withoutTriggers(t, db)
		tamper := func(statements ...string) {
			t.Helper()
			apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
				for _, s := range statements {
					if _, err := tx.Exec(s); err != nil {
						return err
					}
				}
				return nil
			}))
		}
		doubts := func() (out []string) {
			t.Helper()
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
				all, err := resident.Doubts(s, h.Ring)
				for _, d := range all {
					out = append(out, d.Name+" "+d.What)
				}
				return err
			}))
			return out
		}
		// as the migration leaves an office: no origins, and no entry that speaks of them
		tamper("DELETE FROM account_origin", "DELETE FROM account_baseline", "UPDATE trail_entry SET witness = ''",
			fmt.Sprintf("UPDATE person SET account_tail = '9999' WHERE id = %d", id["更正来的"]))
		if got := doubts(); !slices.Equal(got, []string{"更正来的 mixed"}) {
			t.Errorf("before the baseline: %v", got)
		}
		// somebody is registered between the upgrade and the baseline
		e := h.Entry("升级后登记")
		e.Account = "999000000000301"
		_, err := h.Residents.Register(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home), e)
		apptest.Must(t, err)
		took := apptest.AtOnce(3, func() (int, error) {
			now, err := h.Residents.AdoptAccounts(apptest.Ctx, city)
			if now {
				return 1, err
			}
			return 0, err
		})
		if took != 1 {
			t.Errorf("taken %d times at once", took)
		}
		if now, err := h.Residents.AdoptAccounts(apptest.Ctx, city); now || err != nil {
			t.Errorf("taken again: %v", err)
		}
		var how []string
		var said string
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			if _, err := s.One(&said, "SELECT detail FROM trail_entry WHERE act = 'account.baseline'"); err != nil {
				return err
			}
			return s.Select(&how,
				"SELECT CONCAT(p.name, ' ', o.how) FROM account_origin o JOIN person p ON p.id = o.person_id ORDER BY o.id")
		}))
		if fmt.Sprint(how) != "[升级后登记 register 登记来的 baseline 清单来的 baseline]" || said != "people=2\ndoubted=1\n" {
			t.Errorf("%v %q", how, said)
		}
		if got := doubts(); !slices.Equal(got, []string{"更正来的 mixed"}) {
			t.Errorf("after the baseline: %v", got)
		}
		tamper(fmt.Sprintf("UPDATE person SET account_sealed = NULL, account_index = NULL, account_tail = '' WHERE id = %d",
			id["登记来的"]))
		if got := doubts(); len(got) != 2 || got[0] != "登记来的 replaced" {
			t.Errorf("%v", got)
		}
		// whoever takes the baseline away does not get another one, and the trail says that it is gone
		tamper("DELETE FROM account_baseline")
		if now, err := h.Residents.AdoptAccounts(apptest.Ctx, city); now || err != nil {
			t.Errorf("a second baseline: %v", err)
		}
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			_, err := trail.Verify(s, app.Witnessed(), "")
			if err == nil {
				t.Error("the trail does not miss the baseline")
			}
			return nil
		}))
		_, err = h.Residents.AdoptAccounts(apptest.Ctx, city)
		apptest.Must(t, err)
	})
}

// An office that is made keeps origins from its first minute.
func TestAccounts_of_a_new_office_have_their_origin_from_the_start(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			kept, err := resident.OriginsKept(s)
			if !kept {
				t.Error("no origins are kept")
			}
			return err
		}))
		if now, err := h.Residents.AdoptAccounts(apptest.Ctx, h.Region("3704").Path); now || err != nil {
			t.Errorf("a baseline in a new office: %v", err)
		}
	})
}
