package payment_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

// corrected is an account that the township corrected by the bank's letter.
func corrected(t *testing.T, h *apptest.House, name, number string) {
	t.Helper()
	var p struct{ ID, Version int64 }
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&p, "SELECT id, version FROM person WHERE name = ?", name)
		return err
	}))
	_, err := h.Residents.Correct(ctx, h.Actor("township_reviewer", apptest.Town), "", p.ID, p.Version,
		resident.Edit{Account: &number}, "本人换卡", "农商行函1号")
	apptest.Must(t, err)
}

// The money goes to the holder's own account or not at all; whose account is in doubt is held back, and keeps nobody
// else waiting.
func TestPrepare_holds_back_accounts_in_doubt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		run := approved(t, h)
		account := func(name, number string) {
			t.Helper()
			apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
				_, err := tx.Exec("UPDATE person SET account_index = ?, account_sealed = ?, account_tail = ? WHERE name = ?",
					h.Ring.Index("account", number), h.Ring.Seal("person", "account", number), number[len(number)-4:], name)
				return err
			}))
		}
		held := func(want ...string) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := payment.HeldOf(s, h.Book(), run, h.Set.Now().Date())
				var got []string
				for _, x := range rows {
					got = append(got, x.Name+" "+x.Reason+" "+x.Other)
				}
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%v, want %v", got, want)
				}
				return err
			}))
		}
		held()
		// a neighbour who holds no post has the first one's account; then the neighbour takes office
		h.Person(home, "邻居")
		account("邻居", "999000000000000")
		held("领款人甲 shared 邻居")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("INSERT INTO official (person_id, kind, title, region_id, path, from_date, source) SELECT id, " +
				"'village_cadre', '会计', village_id, path, '2025-01-01', '任职名册' FROM person WHERE name = '邻居'")
			return err
		}))
		held("领款人甲 cadre 邻居")
		// and the second one's was changed after the list was approved: nobody is left
		corrected(t, h, "领款人申", "6666666666")
		held("领款人甲 cadre 邻居", "领款人申 changed ")
		want(t, "payment.all_held", result(h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})))
		// the neighbour's record is mended: the first one is paid, the second waits for the next batch, where it is seen
		account("邻居", "999000000000077")
		held("领款人申 changed ")
		first, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", first, 1, "支1号")
		apptest.Must(t, err)
		on := civil.MustDate("2025-03-07")
		_, err = h.Payments.Settle(ctx, a.prepare, "", first, 2, on, answer("1|800|成功"))
		apptest.Must(t, err)
		held()
		second, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			one, err := payment.OtherAccounts(s, first)
			two, err2 := payment.OtherAccounts(s, second)
			if len(one) != 0 || len(two) != 1 || two[0].Name != "领款人申" || err2 != nil {
				t.Errorf("%+v %+v", one, two)
			}
			return err
		}))
		file, err := h.Payments.File(ctx, a.prepare, second)
		if err != nil || !strings.Contains(string(file), "|6666666666|400.00|") {
			t.Errorf("%s %v", file, err)
		}
		holds(t, h)
	})
}

// A holder who says that the change of account was not theirs is not paid there, whoever approved it.
func TestPrepare_holds_back_what_goes_to_an_account_that_its_holder_denies(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db)
		a := actors(h)
		change := func(account string) (person int64) {
			var p resident.Person
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				if _, err = s.One(&person, "SELECT MIN(person_id) FROM placement"); err == nil {
					p, err = resident.ByID(s, person)
				}
				return err
			}))
			_, err := h.Residents.Correct(ctx, a.town, "", p.ID, p.Version, resident.Edit{Account: &account}, "本人换卡", "换卡单1号")
			apptest.Must(t, err)
			return person
		}
		person := change("999000000000088")
		var notices []resident.Notice
		apptest.Must(t,
			db.Read(ctx, func(s *database.Snapshot) (err error) { notices, err = resident.NoticesOf(s, person); return err }))
		_, err := h.Residents.Tell(ctx, h.Actor("telephone_clerk", "370402"), "", notices[0].ID, "phone", true, "不是我办的")
		apptest.Must(t, err)
		run := approved(t, h)
		reasons := func() (out []string) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				held, err := payment.HeldOf(s, h.Book(), run, h.Set.Now().Date())
				for _, x := range held {
					out = append(out, x.Reason)
				}
				return err
			}))
			return out
		}
		if got := reasons(); !slices.Equal(got, []string{payment.HeldDenied}) {
			t.Errorf("%v", got)
		}
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		_, err = h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")
		apptest.Must(t, err)
		_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(), answer("1|400.00|成功"))
		apptest.Must(t, err)
		change("999000000000089") // put right: it goes in a batch of its own
		if got := reasons(); len(got) > 0 {
			t.Errorf("%v", got)
		}
		_, err = h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		holds(t, h)
	})
}

// What the bank sent back for a wrong number or name is not sent again as it was: another number, the right name, or a
// second look at the number.
func TestPrepare_holds_back_what_came_back_until_it_is_mended(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 1)
		a := actors(h)
		run := approved(t, h)
		send := func(word string) (batch int64) {
			t.Helper()
			batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
			apptest.Must(t, err)
			file, err := h.Payments.File(ctx, a.prepare, batch)
			apptest.Must(t, err)
			_, err = h.Payments.Release(ctx, a.release, "", batch, 1, fmt.Sprintf("支%d号", batch))
			apptest.Must(t, err)
			again, err := h.Payments.File(ctx, a.prepare, batch)
			apptest.Must(t, err)
			if string(again) != string(file) {
				t.Error("the file was made otherwise the second time")
			}
			_, err = h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(), answer("1|800.00|"+word))
			apptest.Must(t, err)
			return batch
		}
		stopped := func() {
			t.Helper()
			want(t, "payment.all_held", result(h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})))
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := payment.HeldOf(s, h.Book(), run, h.Set.Now().Date())
				if len(rows) != 1 || rows[0].Reason != payment.HeldUnmended || rows[0].Other == "" {
					t.Errorf("%+v", rows)
				}
				return err
			}))
		}
		send("失败|户名不符")
		stopped()
		mend(t, h, "正名甲", "")
		first := send("失败|账户已销户")
		file, err := h.Payments.File(ctx, a.prepare, first)
		apptest.Must(t, err)
		if !strings.Contains(string(file), "正名甲") {
			t.Errorf("not under the right name: %s", file)
		}
		stopped()
		mend(t, h, "", "999000000000055")
		send("失败|账号不存在")
		stopped()
		mend(t, h, "", "999000000000055") // looked at again: the bank had it wrong
		send("失败|睡眠户")
		send("成功") // woken at the bank, nothing to correct here
		holds(t, h)
	})
}
