package payment_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// A lapsed agreement, no insurance, an age and a term that are over stop no line: each is paid for the days worked, and
// marked, before the approval and after it; whose agreement ran out is on the home card until it is renewed.
func TestLapsed_papers_are_paid_and_marked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		lapsed := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		whole := h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			for _, q := range []string{
				"UPDATE placement SET insured_from = start_on WHERE id = " + fmt.Sprint(whole),
				"UPDATE placement SET agreement_until = '2025-02-09', start_on = '2021-05-06' WHERE id = " + fmt.Sprint(lapsed),
				"UPDATE person SET birth = '1950-03-01' WHERE id = (SELECT person_id FROM placement WHERE id = " +
					fmt.Sprint(lapsed) + ")",
			} {
				if _, err := tx.Exec(q); err != nil {
					return err
				}
			}
			return nil
		}))
		at(h, "2025-03-03")
		sheetOf(t, h, "2025-02", strings.Repeat("P", 28), strings.Repeat("P", 28))
		run := approved(t, h)
		got := linesOf(t, h, run)
		if len(got) != 2 || got[0].AmountFen != 80000 || got[1].AmountFen != 80000 {
			t.Errorf("%+v", got)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			x := runOf(t, h, run)
			kept, err := payroll.LapsesOf(s, h.Book(), x, authz.Under(x.Path))
			apptest.Must(t, err)
			said := ""
			for _, l := range kept {
				if l.PlacementID != lapsed {
					t.Errorf("%+v", l)
				}
				said += l.Kind + " " + l.Since.String() + ";"
			}
			if said != "age 2020-03-01;agreement 2025-02-10;insurance 2021-05-06;term 2024-05-06;" {
				t.Error(said)
			}
			for _, c := range []struct {
				where string
				n     int64
			}{{apptest.Town, 1}, {"370402101", 0}} {
				q, err := payroll.LapsedQueue(s, authz.Under(h.Region(c.where).Path), h.Set.Now().Date())
				if q.N != c.n || err != nil {
					t.Errorf("%s: %+v %v", c.where, q, err)
				}
			}
			return nil
		}))
	})
}

// Whose papers lapsed is on the list with what was paid and until when to mend it; told in writing once, from a day
// after that; renewed, nobody is on it.
func TestLapsed_is_told_in_writing_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		fine := h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET insured_from = start_on, agreement_until = '2026-12-31'")
			if err == nil {
				_, err = tx.Exec("UPDATE placement SET agreement_until = '2025-02-09' WHERE id = ?", id)
			}
			return err
		}))
		at(h, "2025-03-03")
		sheetOf(t, h, "2025-02", strings.Repeat("P", 28), strings.Repeat("P", 28))
		approved(t, h)
		now := func(where string) (out []payroll.Lapsed) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				out, err = payroll.LapsedNow(s, h.Book(), authz.Under(h.Region(where).Path), h.Set.Now().Date())
				return err
			}))
			return out
		}
		all := now(apptest.Town)
		if len(all) != 1 || all[0].ID != id || strings.Join(all[0].Kinds, ",") != payroll.LapsedAgreement ||
			all[0].Since.String() != "2025-02-10" || len(all[0].Months) != 1 || len(now("370402101")) != 0 {
			t.Fatalf("%+v", all)
		}
		for _, c := range []struct{ day, state string }{{all[0].By.String(), payroll.LapseOpen},
			{all[0].By.AddDays(1).String(), payroll.LapseLate}} {
			if got := all[0].State(civil.MustDate(c.day)); got != c.state {
				t.Errorf("%s: %s, want %s", c.day, got, c.state)
			}
		}
		today := h.Set.Now().Date()
		town := h.Actor("township_reviewer", apptest.Town)
		good := payroll.LapseTelling{PlacementID: id, FromDate: today.AddDays(1), OnDate: today, How: "handed", Who: "张三"}
		bad := func(change func(*payroll.LapseTelling)) payroll.LapseTelling {
			x := good
			change(&x)
			return x
		}
		for _, c := range []struct {
			name, code string
			who        authz.Actor
			x          payroll.LapseTelling
		}{
			{"another role", "authz.forbidden", h.Actor("finance_preparer", apptest.County), good},
			{"another village", "authz.not_found", h.Actor("village_registrar", apptest.Beside), good},
			{"nothing lapsed", "payroll.lapse_none", town, bad(func(x *payroll.LapseTelling) { x.PlacementID = fine })},
			{"by telephone", "form.choice", town, bad(func(x *payroll.LapseTelling) { x.How = "phone" })},
			{"nobody", "form.required", town, bad(func(x *payroll.LapseTelling) { x.Who = " " })},
			{"tomorrow", "payroll.lapse_on", town, bad(func(x *payroll.LapseTelling) {
				x.OnDate, x.FromDate = today.AddDays(1), today.AddDays(2)
			})},
			{"from the day itself", "payroll.lapse_from", town, bad(func(x *payroll.LapseTelling) { x.FromDate = today })},
		} {
			if _, err := h.Payroll.TellLapsed(ctx, c.who, "", c.x); errs.CodeOf(err) != c.code {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
		}
		sheet, err := h.Payroll.PrintLapsed(ctx, town, id, today.AddDays(1))
		apptest.Must(t, err)
		again, err := h.Payroll.PrintLapsed(ctx, town, id, today.AddDays(1))
		if err != nil || sheet.Number == "" || sheet.Number != again.Number {
			t.Errorf("%q %q %v", sheet.Number, again.Number, err)
		}
		if _, err := h.Payroll.PrintLapsed(ctx, town, id, today); errs.CodeOf(err) != "payroll.lapse_from" {
			t.Error(err)
		}
		codes := make(chan string, 4)
		for range cap(codes) {
			go func() {
				_, err := h.Payroll.TellLapsed(ctx, town, "", good)
				codes <- errs.CodeOf(err)
			}()
		}
		said := map[string]int{}
		for range cap(codes) {
			said[<-codes]++
		}
		if said[""] != 1 || said["payroll.lapse_told"] != 3 {
			t.Error(said)
		}
		if all = now(apptest.Town); all[0].Told.Who != "张三" || all[0].By != today ||
			all[0].State(today.AddDays(1)) != payroll.LapseOver {
			t.Errorf("%+v", all)
		}
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET agreement_until = '2026-12-31' WHERE id = ?", id)
			return err
		}))
		if all = now(apptest.Town); len(all) != 0 {
			t.Errorf("%+v", all)
		}
	})
}

// Each lapse has its own clock: the last day to renew an agreement never lies before the agreement lapsed.
func TestLapsed_has_a_clock_for_each_lapse(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			if _, err := tx.Exec("DELETE FROM placement_event WHERE placement_id = ?", id); err != nil {
				return err
			}
			_, err := tx.Exec("UPDATE placement SET insured_from = NULL, agreement_until = '2025-06-30' WHERE id = ?", id)
			return err
		}))
		at(h, "2025-07-03")
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			all, err := payroll.LapsedNow(s, h.Book(), authz.Under(h.Region(apptest.Town).Path), h.Set.Now().Date())
			if err != nil || len(all) != 1 || len(all[0].Kinds) != 2 {
				t.Fatalf("%+v %v", all, err)
			}
			l := all[0]
			for i, kind := range l.Kinds {
				if l.Bys[i].Before(l.Days[i]) {
					t.Errorf("%s lapsed on %s and was to be mended by %s", kind, l.Days[i], l.Bys[i])
				}
				if !strings.Contains(l.Todo(), "办到"+l.Bys[i].String()) {
					t.Errorf("%q does not say until when %s is to be mended", l.Todo(), kind)
				}
			}
			if l.By != l.Bys[1] || l.Kinds[1] != payroll.LapsedInsurance || l.State(h.Set.Now().Date()) != payroll.LapseLate {
				t.Errorf("the first of the clocks is the insurance's, which ran out: %+v", l)
			}
			return nil
		}))
	})
}
