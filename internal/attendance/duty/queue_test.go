package duty_test

import (
	"fmt"
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/changeover"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

func entry(client string, placement int64, finding string, at clock.Moment) duty.Entry {
	return duty.Entry{Method: "site",
		Seen: duty.Seen{ClientID: client, PlacementID: placement, Finding: finding, SeenUs: at}}
}

func tree(t *testing.T, h *apptest.House) (out *region.Tree) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		out, err = region.Load(s, h.Set.Now().Date())
		return err
	}))
	return out
}

func kept(t *testing.T, h *apptest.House) (out []duty.CheckRow) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		out, err = duty.Checks(s, authz.Everywhere(), duty.CheckFilter{Limit: 1000})
		return err
	}))
	return out
}

func TestMadeOn_puts_the_phones_clock_right(t *testing.T) {
	now := clock.On(civil.MustDate("2025-03-03"), 9, 0)
	const hour, day = clock.Moment(3600e6), clock.Moment(24 * 3600e6)
	gap := func(m clock.Moment) *clock.Moment { return &m }
	for _, x := range []struct {
		name       string
		seen, sent clock.Moment
		offset     *clock.Moment
		want       string
		wrong      bool
	}{
		{"right", now - hour, now, gap(0), "2025-03-03", false},
		{"two days without signal", now - 2*day, now, gap(0), "2025-03-01", false},
		{"never measured", now - 2*day, now, nil, "2025-03-01", false},
		{"a year behind", now - 365*day - hour, now - 365*day, gap(365 * day), "2025-03-03", true},
		{"a year ahead", now + 365*day - 2*day, now + 365*day, gap(-365 * day), "2025-03-01", true},
		{"a year ahead, never measured", now + 365*day, now + 365*day, nil, "2025-03-03", true},
		{"a year behind, put right before it was sent", now - 365*day - 2*day, now, gap(365 * day), "2025-03-01", true},
		{"measured before the clock was changed", now + 365*day, now + 365*day, gap(0), "2025-03-03", true},
		{"impossible whatever one does", 0, now, gap(0), "2025-03-03", true},
		{"midnight in China, not in London", clock.On(civil.MustDate("2025-03-03"), 0, 5), now, gap(0), "2025-03-03", false},
	} {
		e := duty.Entry{Seen: duty.Seen{SeenUs: x.seen}, OffsetUs: x.offset}
		if on, wrong := e.MadeOn(now, x.sent); on.String() != x.want || wrong != x.wrong {
			t.Errorf("%s: %s %v, want %s %v", x.name, on, wrong, x.want, x.wrong)
		}
	}
}

func TestReceive_keeps_each_check_once_and_refuses_one_by_one(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := hold(t, h, 0, "2025-01-01", ""), hold(t, h, 1, "2025-01-01", "2025-03-01")
		sup := h.Actor("township_supervisor", apptest.Town)
		now := h.Set.Now()
		queue := []duty.Entry{
			entry("client-a-1", a, "on_duty", now-3600e6),
			entry("client-b-1", b, "not_seen", now-3600e6), // left on the 1st, seen on the 3rd: the phone did not know
			entry("client-x-1", a+9999, "on_duty", now-3600e6),
			entry("client-y-1", a, "no_such", now-3600e6),
		}
		for round := range 2 {
			got, err := h.Duty.Receive(ctx, sup, tree(t, h), queue, now)
			apptest.Must(t, err)
			for i, want := range []string{"", "", "duty.not_holder", "form.choice"} {
				if got[i].ClientID != queue[i].ClientID || errs.CodeOf(got[i].Refused) != want {
					t.Errorf("round %d, entry %d: %+v, want %q", round, i, got[i], want)
				}
			}
			if rows := kept(t, h); len(rows) != 2 {
				t.Fatalf("round %d: %d checks", round, len(rows))
			}
		}
		for _, c := range kept(t, h) {
			if want := map[int64]string{a: "", b: "duty.ended"}[c.PlacementID]; c.Irregular != want || c.SeenUs != now-3600e6 ||
				c.AtUs != now {
				t.Errorf("%+v", c)
			}
		}
		// another user's id does not take the first one's check away, and another township's supervisor keeps nothing
		got, err := h.Duty.Receive(ctx, h.Actor("township_supervisor", apptest.Away[:9]), tree(t, h), queue[:1], now)
		apptest.Must(t, err)
		if errs.KindOf(got[0].Refused) != errs.NotFound {
			t.Errorf("from another township: %+v", got[0])
		}
		long := make([]duty.Entry, duty.MaxQueue+1)
		if _, err := h.Duty.Receive(ctx, sup, tree(t, h), long, now); errs.CodeOf(err) != "duty.queue_long" {
			t.Error(err)
		}
		got, err = h.Duty.Receive(ctx, sup, tree(t, h), nil, now)
		if err != nil || len(got) != 0 {
			t.Error(got, err)
		}
	})
}

func TestReceive_the_same_queue_from_two_tabs_at_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := hold(t, h, 0, "2025-01-01", ""), hold(t, h, 1, "2025-01-01", "")
		sup, now, tr := h.Actor("township_supervisor", apptest.Town), h.Set.Now(), tree(t, h)
		var queue []duty.Entry
		for i := range 40 {
			queue = append(queue,
				entry(fmt.Sprintf("client-%04d", i), []int64{a, b}[i%2], "on_duty", now-clock.Moment(i)*86400e6))
		}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				got, err := h.Duty.Receive(ctx, sup, tr, queue, now)
				if err != nil {
					t.Error(err)
				}
				for _, x := range got {
					if x.Refused != nil {
						t.Error(x)
					}
				}
			})
		}
		wg.Wait()
		if rows := kept(t, h); len(rows) != len(queue) {
			t.Errorf("%d checks of %d", len(rows), len(queue))
		}
	})
}

func TestReceive_finds_the_holder_of_a_merged_village(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	a := hold(t, h, 0, "2025-01-01", "")
	sup := h.Actor("township_supervisor", apptest.Town)
	clerk := h.Actor("village_registrar", home)
	h.Set.Move(clock.On(civil.MustDate("2025-04-02"), 9, 0))
	sheet, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth("2025-03"))
	apptest.Must(t, err)
	_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: sheet, Version: 1, Lines: []duty.Typed{typed(a, "勤")}})
	apptest.Must(t, err)
	_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", sheet, 2, true, "")
	apptest.Must(t, err)
	_, err = changeover.Merge(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "",
		changeover.Merger{From: h.Region(home), Into: h.Region(apptest.Beside), On: civil.MustDate("2025-04-01"),
			Document: "枣政字〔2025〕9号"})
	apptest.Must(t, err)
	h.Set.Move(clock.On(civil.MustDate("2025-04-10"), 9, 0))
	now := h.Set.Now()
	before, after := entry("client-before", a, "on_duty", clock.On(civil.MustDate("2025-03-25"), 10, 0)),
		entry("client-after", a, "on_duty", clock.On(civil.MustDate("2025-04-05"), 10, 0))
	got, err := h.Duty.Receive(ctx, sup, tree(t, h), []duty.Entry{before, after}, now)
	apptest.Must(t, err)
	for _, x := range got {
		if x.Refused != nil {
			t.Error(x)
		}
	}
	rows := kept(t, h)
	if len(rows) != 2 {
		t.Fatalf("%d checks", len(rows))
	}
	for _, c := range rows {
		if old := c.ClientID == "client-before"; old != (c.PlacementID == a) || c.Irregular != "" {
			t.Errorf("%+v", c)
		}
	}
}
