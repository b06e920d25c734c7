package payment_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

func TestAnswers_climbs_to_the_next_office_with_each_class_of_age(t *testing.T) {
	for _, x := range []struct {
		desk string
		want [5]region.Level
	}{
		{payment.AtSheet, [5]region.Level{region.Village, region.Village, region.Township, region.County, region.City}},
		{payment.AtReview, [5]region.Level{region.Township, region.Township, region.County, region.City, region.City}},
		{payment.AtBank, [5]region.Level{region.County, region.County, region.City, region.City, region.City}},
	} {
		for class, want := range x.want {
			if got := payment.Answers(x.desk, class); got != want {
				t.Errorf("%s, class %d: %s, want %s", x.desk, class, got, want)
			}
		}
	}
}

func TestExplain_says_why_months_wait_at_a_desk(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		sheet(t, h, "2025-02")
		h.Set.Move(clock.On(civil.MustDate("2025-03-25"), 9, 0))
		a, county, town := actors(h), h.Region("370402"), h.Region(apptest.Town)
		feb := civil.MustMonth("2025-02")
		say := payment.Delay{Month: feb, Desk: payment.AtDraft, Reason: "funds", ExpectedOn: civil.MustDate("2025-04-05")}

		_, err := h.Payments.Explain(ctx, a.release, "", county, say) // not who drafts
		want(t, "authz.forbidden", err)
		_, err = h.Payments.Explain(ctx, a.prepare, "", h.Region("370481"), say) // another county's
		want(t, "authz.not_found", err)
		_, err = h.Payments.Explain(ctx, a.prepare, "", county, payment.Delay{Month: feb, Desk: "roof", Reason: "funds"})
		want(t, "form.choice", err)
		_, err = h.Payments.Explain(ctx, a.prepare, "", county, payment.Delay{Month: feb, Desk: payment.AtDraft})
		want(t, "form.choice", err)
		_, err = h.Payments.Explain(ctx, a.prepare, "", county,
			payment.Delay{Month: feb, Desk: payment.AtDraft, Reason: "other"})
		want(t, "form.required", err)
		_, err = h.Payments.Explain(ctx, a.prepare, "", county,
			payment.Delay{Month: feb, Desk: payment.AtDraft, Reason: "funds", ExpectedOn: civil.MustDate("2025-03-24")})
		want(t, "form.past", err)
		// none waits there
		_, err = h.Payments.Explain(ctx, a.prepare, "", county,
			payment.Delay{Month: feb, Desk: payment.AtPrepare, Reason: "funds"})
		want(t, "payment.delay_none", err)
		_, err = h.Payments.Explain(ctx, a.prepare, "", county,
			payment.Delay{Month: feb.Add(-1), Desk: payment.AtDraft, Reason: "funds"})
		want(t, "payment.delay_none", err)

		id, err := h.Payments.Explain(ctx, a.prepare, "once", county, say)
		apptest.Must(t, err)
		if again, err := h.Payments.Explain(ctx, a.prepare, "once", county, say); err != nil || again != id {
			t.Errorf("twice with one key: %d, %v", again, err)
		}
		reason := func(want string, scope authz.Scope) {
			t.Helper()
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				delays, err := payment.DelaysOf(s, scope, feb)
				apptest.Must(t, err)
				rows, err := payment.OwingOf(s, scope, payment.OwingFilter{Until: feb})
				if len(rows) != 1 {
					t.Fatalf("%+v", rows)
				}
				d, got := delays.For(rows[0]), ""
				if d != nil {
					got = d.Reason
				}
				if got != want {
					t.Errorf("%q of %+v, want %q", got, delays, want)
				}
				return err
			}))
		}
		reason("funds", authz.Under(county.Path))
		reason("funds", authz.Under(town.Path)) // said above counts below
		_, err = h.Payments.Explain(ctx, a.prepare, "", town,
			payment.Delay{Month: feb, Desk: payment.AtDraft, Reason: "sheet"})
		apptest.Must(t, err)
		reason("sheet", authz.Under(county.Path)) // the latest that covers it
		_, err = h.Payroll.DraftRun(ctx, a.prepare, county, feb)
		apptest.Must(t, err)
		reason("", authz.Under(county.Path)) // it waits elsewhere now, where nothing was said
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			if _, err := tx.Exec("UPDATE pay_delay SET reason = 'other'"); err == nil {
				t.Error("what was said was changed")
			}
			return nil
		}))
	})
}

func TestExplain_refuses_a_region_above_the_desks_own(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		h.Set.Move(clock.On(civil.MustDate("2025-03-25"), 9, 0))
		_, err := h.Payments.Explain(ctx, h.Actor("township_reviewer", apptest.Town), "", h.Region("370402"),
			payment.Delay{Month: civil.MustMonth("2025-02"), Desk: payment.AtReview, Reason: "sheet"})
		want(t, "authz.not_found", err) // not theirs at all
		wide := h.Actor("township_reviewer", apptest.Town)
		wide.Grants[0].Path = h.Region("370402").Path
		_, err = h.Payments.Explain(ctx, wide, "", h.Region("370402"),
			payment.Delay{Month: civil.MustMonth("2025-02"), Desk: payment.AtReview, Reason: "sheet"})
		want(t, "payment.delay_region", err)
	})
}

func TestCountWaits_once_a_day(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		sheet(t, h, "2025-02")
		h.Set.Move(clock.On(civil.MustDate("2025-03-25"), 9, 0))
		count := func(counted bool, class int, n int64) {
			t.Helper()
			did, err := h.Payments.CountWaits(ctx)
			apptest.Must(t, err)
			if did != counted {
				t.Errorf("counted: %v", did)
			}
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				w, err := payment.WaitsOf(s, authz.Under(h.Region("370402").Path))
				if len(w) != 1 || w[0].Desk != payment.AtDraft || w[0].Class != class || w[0].N != n {
					t.Errorf("%+v", w)
				}
				other, err2 := payment.WaitsOf(s, authz.Under(h.Region("370481").Path))
				if len(other) != 0 || err2 != nil {
					t.Errorf("%+v %v", other, err2)
				}
				return err
			}))
		}
		count(true, 2, 1)
		h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
		count(false, 2, 1)
		h.Set.Move(clock.On(civil.MustDate("2025-04-03"), 9, 0))
		count(true, 3, 1)
	})
}
