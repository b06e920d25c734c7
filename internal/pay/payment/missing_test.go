package payment_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
)

func at(h *apptest.House, day string) { h.Set.Move(clock.On(civil.MustDate(day), 9, 0)) }

// unconfirmed counts on a day, and tells what a region's pages say then.
func unconfirmed(t *testing.T, h *apptest.House, day, region string) (out payment.MissingSum) {
	t.Helper()
	at(h, day)
	if did, err := h.Payments.CountMissing(ctx); err != nil || !did {
		t.Fatalf("counted %t: %v", did, err)
	}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		out, err = payment.MissingOf(s, authz.Under(h.Region(region).Path))
		return err
	}))
	if out.OnDay.String() != day {
		t.Errorf("counted on %s, want %s", out.OnDay, day)
	}
	return out
}

func is(t *testing.T, got payment.MissingSum, people, months int64) {
	t.Helper()
	if got.People != people || got.Months != months {
		t.Errorf("%s: %d people, %d months; want %d and %d", got.OnDay, got.People, got.Months, people, months)
	}
}

// due counts what a sheet or list says is due, and that none of it is counted as missing too.
func due(t *testing.T, h *apptest.House, want int) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		owing, err := payment.OwingOf(s, authz.Everywhere(), payment.OwingFilter{Until: h.Set.Now().Date().Month()})
		if len(owing) != want {
			t.Errorf("%d months are due, want %d: %+v", len(owing), want, owing)
		}
		missing, err2 := payment.MissingHolders(s, authz.Everywhere())
		for _, o := range owing {
			for _, x := range missing {
				for _, m := range x.Months {
					if m.PlacementID == o.PlacementID && m.Month == o.Month {
						t.Errorf("in both figures: %+v", o)
					}
				}
			}
		}
		apptest.Must(t, err2)
		return err
	}))
}

// A village that files nothing at all is counted by that alone, month after month, once each day.
func TestMissing_counts_who_was_on_post_whatever_was_filed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		h.Hold(1, "领款人乙", "999000000000002", "2025-02-28", "")
		h.Hold(2, "领款人丙", "", "2025-01-01", "2025-01-31") // has left since, and never had an account
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			u, err := payment.MissingOf(s, authz.Under(h.Region(home).Path))
			if !u.OnDay.IsZero() {
				t.Errorf("before it was ever counted: %+v", u)
			}
			return err
		}))
		is(t, unconfirmed(t, h, "2025-02-15", home), 0, 0) // January is due on this very day
		is(t, unconfirmed(t, h, "2025-02-16", home), 2, 2)
		is(t, unconfirmed(t, h, "2025-03-16", home), 3, 4) // one day of February is a month of February
		for _, region := range []string{apptest.Town, apptest.County, "3704"} {
			at(h, "2025-03-17")
			if region == apptest.Town {
				is(t, unconfirmed(t, h, "2025-03-17", region), 3, 4)
				continue
			}
			if did, err := h.Payments.CountMissing(ctx); did || err != nil {
				t.Errorf("counted twice on a day: %v", err)
			}
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				u, err := payment.MissingOf(s, authz.Under(h.Region(region).Path))
				is(t, u, 3, 4)
				return err
			}))
		}
		is(t, unconfirmed(t, h, "2025-03-18", "370402101"), 0, 0) // the township beside
		is(t, unconfirmed(t, h, "2025-03-19", apptest.Away), 0, 0)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := payment.MissingHolders(s, authz.Under(h.Region(home).Path))
			if len(rows) != 3 || rows[0].Name != "领款人甲" || len(rows[0].Months) != 2 ||
				rows[0].First().String() != "2025-01" || rows[0].Spans() != "2025年1月至2025年2月" ||
				len(rows[2].Months) != 1 || rows[0].Months[0].Lack != payment.LackSheet {
				t.Errorf("%+v", rows)
			}
			return err
		}))
	})
}

// What the bank confirmed is confirmed; what was sent, came back, was taken off a list or only written on a sheet is
// not.
func TestMissing_ends_with_the_banks_word_alone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, run, absent, unlisted, _ := idle(t, db)
		a, town := actors(h), h.Region(apptest.Town)
		rule(t, h, "bank.mend_first", "户名不符")
		want(t, "",
			result(h.Payroll.Answer(ctx, a.town, "", run, town,
				payroll.Answer{Placements: []int64{unlisted}, Verdict: payroll.AnswerOff, Why: "没有到岗"})))
		want(t, "",
			result(h.Payroll.Answer(ctx, a.town, "", run, town,
				payroll.Answer{Placements: []int64{absent}, Verdict: payroll.AnswerPaid, Why: "工伤治疗"})))
		today := h.Set.Now().Date()
		want(t, "", result(h.Payroll.Notice(ctx, a.prepare, "", run, runOf(t, h, run).Version, today, today.AddDays(3), "")))
		h.Set.Move(clock.On(today.AddDays(4), 9, 0))
		want(t, "", result(h.Payroll.Audit(ctx, a.town, "", run, town)))
		want(t, "", result(h.Payroll.Approve(ctx, a.approve, "", run, runOf(t, h, run).Version, "")))
		batch, err := h.Payments.Prepare(ctx, a.prepare, "", run, payment.Payer{})
		apptest.Must(t, err)
		want(t, "", result(h.Payments.Release(ctx, a.release, "", batch, 1, "支1号")))
		// two of January; of February two are due and with the bank, and one was taken off and not told
		is(t, unconfirmed(t, h, "2025-03-16", home), 3, 3)
		due(t, h, 2)
		want(t, "",
			result(
				h.Payments.Settle(ctx, a.prepare, "", batch, 2, h.Set.Now().Date(), answer("1|800.00|成功", "2|800.00|失败|户名不符"))))
		is(t, unconfirmed(t, h, "2025-03-17", home), 3, 3)
		due(t, h, 1)
		// January lies in the books before: paid by their slip
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			r := h.Region(home)
			file, err := tx.Create(
				"INSERT INTO file (digest, size, media, name, region_path, uploaded_by, at_us) VALUES (?, 1, 'text/csv', 'x', ?, "+
					"1, 0)",
				make([]byte, 32), r.Path)
			if err != nil {
				return err
			}
			b, err := tx.Create(
				"INSERT INTO import_batch (kind, region_id, path, file_id, file_digest, state, reading, created_by, created_us) "+
					"VALUES ('history', ?, ?, ?, ?, 'accepted', '', 1, 0)",
				r.ID, r.Path, file, make([]byte, 32))
			if err != nil {
				return err
			}
			// February is kept here: no list of earlier years says that it was paid
			for month, placement := range map[string]int64{"2025-01": absent, "2025-02": unlisted} {
				row, err := tx.Create(`INSERT INTO history_row (batch_id, path, sheet, row_no, raw_digest, year, name,
id_tail, person_id, basis, post, start_raw, end_raw, review_raw, notice_raw, audit_raw, slip, handler, remark, odd,
trail_id, row_digest)
SELECT ?, ?, '', 1, ?, 2025, '领款人甲', '', l.person_id, '', '', '', '', '', '', '', '', '', '', '', 1, ?
FROM placement l WHERE l.id = ?`,
					b, r.Path, []byte(strings.Repeat(month, 5)[:32]), make([]byte, 32), placement)
				if err != nil {
					return err
				}
				if _, err = tx.Exec("INSERT INTO history_pay (row_id, path, month, amount_fen, trail_id, row_digest) "+
					"VALUES (?, ?, ?, 80000, 1, ?)", row, r.Path, month, make([]byte, 32)); err != nil {
					return err
				}
			}
			return nil
		}))
		is(t, unconfirmed(t, h, "2025-03-18", home), 2, 2)
	})
}

// Nobody is counted for a month in which the post was suspended or out of season, nor for the years before the office
// took its holders over.
func TestMissing_leaves_out_months_without_a_day_on_post_and_those_of_other_books(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := actors(h)
		idleAll := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		seasonal := h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec(
				"UPDATE post SET season_from = 3, season_until = 10 WHERE id = (SELECT post_id FROM placement WHERE id = ?)",
				seasonal)
			return err
		}))
		at(h, "2025-02-01")
		_, err := h.Placements.Suspend(ctx, a.approve, "", idleAll, 1, civil.MustDate("2025-02-01"), "住院治疗")
		apptest.Must(t, err)
		at(h, "2025-03-10")
		e := h.Entry("接转人")
		person, err := h.Residents.Register(ctx, h.Actor("village_registrar", home), "", h.Region(home), e)
		apptest.Must(t, err)
		_, err = desk.Do(ctx, h.Desk, authz.System("opening"), "", func(v *desk.Visit) (int64, error) {
			r := h.Region(home)
			if err := v.Allow("placement.start", r.Path); err != nil {
				return 0, err
			}
			v.Record("placement.opening", "region", r.ID)
			_, err := placement.Admit(v,
				[]placement.Opening{{Person: person, Village: r.ID, Path: r.Path, Basis: "older",
					Post: post.Post{ID: h.Posts[2], HoursMonth: 40, RateFen: 80000},
					Terms: placement.Terms{StartOn: civil.MustDate("2022-05-01"), AgreementNo: "A-1",
						AgreementFrom: civil.MustDate("2025-01-01"), AgreementUntil: civil.MustDate("2025-12-31")}}})
			return 0, err
		})
		apptest.Must(t, err)
		// January of the first; February was suspended, out of season, or of the books before
		is(t, unconfirmed(t, h, "2025-03-16", home), 1, 1)
		is(t, unconfirmed(t, h, "2025-04-16", home), 3, 3) // March of the second and third; the first is suspended still
	})
}

// An office whose people were on post before it kept their pay here says from which month on it does; what is no month
// hides nothing.
func TestMissing_begins_with_the_month_that_the_rulebook_names(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "领款人甲", "999000000000001", "2024-06-01", "")
		h.Hold(1, "领款人乙", "999000000000002", "2024-06-01", "2024-12-31")
		is(t, unconfirmed(t, h, "2025-03-16", home), 2, 16)
		rule(t, h, "pay.kept_from", "2025-01")
		u := unconfirmed(t, h, "2025-03-17", home)
		is(t, u, 1, 2)
		if u.KeptFrom.String() != "2025-01" {
			t.Errorf("the page says from %q", u.KeptFrom)
		}
		for _, region := range []string{"3704", apptest.Away} { // other counties count from each start
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				u, err := payment.MissingOf(s, authz.Under(h.Region(region).Path))
				if !u.KeptFrom.IsZero() {
					t.Errorf("%s: from %s", region, u.KeptFrom)
				}
				return err
			}))
		}
	})
}

func TestKeptFrom_takes_nothing_but_a_month(t *testing.T) {
	for text, want := range map[string]string{"": "", "2025-01": "2025-01", "去年": "", "2025-13": "", "2025": ""} {
		book := rulebook.NewBook(
			[]rulebook.Parameter{{Param: "pay.kept_from", RegionPath: "0001", FromDate: civil.MustDate("2025-01-01"),
				Value: text}},
			civil.Calendar{})
		if got := payment.KeptFrom(book, "00010002", civil.MustDate("2025-03-01")); got.String() != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
