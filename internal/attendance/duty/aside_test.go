package duty_test

import (
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

func asides(t *testing.T, h *apptest.House) (out []duty.AsideRow) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		out, err = duty.Asides(s, authz.Everywhere(), 0, 1000)
		return err
	}))
	return out
}

// What a phone still sends after its page was switched off is kept by the method that it was done by, and marked; what
// was done before is not.
func TestReceive_keeps_the_method_when_the_phone_page_is_off(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := hold(t, h, 0, "2025-01-01", "")
		sup, now := h.Actor("township_supervisor", apptest.Town), h.Set.Now()
		switchOff(t, h, "2025-03-02")
		var queue []duty.Entry
		for _, m := range duty.Methods {
			e := entry("client-"+m+"-off", a, "on_duty", now-3600e6)
			e.Method = m
			queue = append(queue, e)
		}
		queue = append(queue, entry("client-before", a, "on_duty", now-3*86400e6))
		got, err := h.Duty.Receive(ctx, sup, tree(t, h), queue, now)
		apptest.Must(t, err)
		for _, x := range got {
			if x.Refused != nil {
				t.Errorf("%s: %v", x.ClientID, x.Refused)
			}
		}
		methods := map[string]string{}
		for _, c := range kept(t, h) {
			methods[c.ClientID] = c.Method + " " + c.Irregular
		}
		for _, m := range duty.Methods {
			if got := methods["client-"+m+"-off"]; got != m+" duty.phone_when_off" {
				t.Errorf("%s is kept as %q", m, got)
			}
		}
		if got := methods["client-before"]; got != "site " {
			t.Errorf("done before: %q", got)
		}
		// the form of the page is no phone: a round on the spot is entered from paper there
		_, err = h.Duty.LogVisit(ctx, sup, "", h.Region(home),
			duty.Visit{On: now.Date(), Method: "site",
				Seen: []duty.Seen{{ClientID: "client-typed", PlacementID: a, Finding: "on_duty"}}})
		apptest.Want(t, "typed as on the spot", "duty.phone_off", err)
	})
}

// switchOff the phone page of the tests' county from a day on, as its two reviewers would have.
func switchOff(t *testing.T, h *apptest.House, from string) {
	t.Helper()
	n, err := rulebook.Propose(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "",
		rulebook.Change{Param: "app.phone_page",
			RegionPath: h.Region(apptest.County).Path, FromDate: civil.MustDate(from), Value: "false", Reason: "不用手机检查",
			Document:   "试1号",
			PastReason: "文件从这一天起执行"})
	apptest.Must(t, err)
	_, err = rulebook.Decide(ctx, h.Desk, h.Actor("county_reviewer", apptest.County, "-2"), "", n, true)
	apptest.Must(t, err)
}

// A second message of an id says the same, or it is refused, kept aside once and shown; the first one stands.
func TestReceive_keeps_a_second_message_of_other_content_aside(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := hold(t, h, 0, "2025-01-01", ""), hold(t, h, 1, "2025-01-01", "")
		sup, now := h.Actor("township_supervisor", apptest.Town), h.Set.Now()
		first := entry("client-same", a, "not_seen", now-3600e6)
		first.Second, first.Place, first.Statement, first.Remark = "孙某", "村口", "请过假", "敲门无人应"
		send := func(e duty.Entry) duty.Received {
			t.Helper()
			got, err := h.Duty.Receive(ctx, sup, tree(t, h), []duty.Entry{e}, now)
			apptest.Must(t, err)
			return got[0]
		}
		if got := send(first); got.Refused != nil || got.Aside {
			t.Fatalf("%+v", got)
		}
		same := first
		same.Second, same.Remark, same.SeenUs = " 孙某 ", "敲门无人应 ", first.SeenUs+300e6
		for range 2 {
			if got := send(same); got.Refused != nil || got.Aside {
				t.Errorf("the same again: %+v", got)
			}
		}
		n := 0
		for name, change := range map[string]func(*duty.Entry){
			"another finding":   func(e *duty.Entry) { e.Finding = "on_duty" },
			"another method":    func(e *duty.Entry) { e.Method = "phone" },
			"another person":    func(e *duty.Entry) { e.PlacementID = b },
			"nobody":            func(e *duty.Entry) { e.PlacementID = b + 9999 },
			"another word":      func(e *duty.Entry) { e.Statement = "换了班" },
			"another remark":    func(e *duty.Entry) { e.Remark = "" },
			"another companion": func(e *duty.Entry) { e.Second = "李某" },
			"another place":     func(e *duty.Entry) { e.Place = "村委会" },
		} {
			other := first
			change(&other)
			for range 2 { // sent twice, kept aside once
				if got := send(other); errs.CodeOf(got.Refused) != "duty.client_other" ||
					errs.KindOf(got.Refused) != errs.Conflict || !got.Aside {
					t.Errorf("%s: %+v", name, got)
				}
			}
			if n++; len(asides(t, h)) != n {
				t.Errorf("%s: %d kept aside, want %d", name, len(asides(t, h)), n)
			}
		}
		hour := first
		hour.SeenUs -= 3600e6
		if got := send(hour); errs.CodeOf(got.Refused) != "duty.client_other" {
			t.Errorf("an hour earlier: %+v", got)
		}
		bad := first
		bad.Finding = "no_such"
		if got := send(bad); errs.CodeOf(got.Refused) != "form.choice" || got.Aside {
			t.Errorf("what is no finding: %+v", got)
		}
		bad = first
		bad.Remark = string(make([]rune, 101))
		if got := send(bad); errs.CodeOf(got.Refused) != "form.long" || got.Aside {
			t.Errorf("too long: %+v", got)
		}
		rows := kept(t, h)
		if len(rows) != 1 || rows[0].Finding != "not_seen" || rows[0].Method != "site" {
			t.Errorf("the first one does not stand: %+v", rows)
		}
		// one queue may carry both; and the id of somebody else is another's
		twice := entry("client-twice", a, "on_duty", now-3600e6)
		other := twice
		other.Finding = "not_seen"
		got, err := h.Duty.Receive(ctx, sup, tree(t, h), []duty.Entry{twice, other, twice}, now)
		apptest.Must(t, err)
		if got[0].Refused != nil || !got[1].Aside || got[2].Refused != nil {
			t.Errorf("in one queue: %+v", got)
		}
		if got, err := h.Duty.Receive(ctx, h.Actor("county_reviewer", apptest.County), tree(t, h), []duty.Entry{other},
			now); err != nil ||
			got[0].Refused != nil {
			t.Errorf("another's: %+v %v", got, err)
		}
		// out of the region nothing is kept aside
		before := len(asides(t, h))
		far := h.Actor("township_supervisor", apptest.Town)
		far.Grants[0].Path = h.Region(apptest.Away).Path
		changed := first
		changed.Finding = "leave"
		if got, err := h.Duty.Receive(ctx, far, tree(t, h), []duty.Entry{changed}, now); err != nil ||
			errs.KindOf(got[0].Refused) != errs.NotFound || got[0].Aside || len(asides(t, h)) != before {
			t.Errorf("after a transfer: %+v %v", got, err)
		}
	})
}

func TestReceive_two_messages_of_one_id_at_once_keep_one_and_the_other_aside(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := hold(t, h, 0, "2025-01-01", "")
		sup, now, tr := h.Actor("township_supervisor", apptest.Town), h.Set.Now(), tree(t, h)
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Go(func() {
				e := entry("client-race", a, []string{"on_duty", "not_seen"}[i%2], now-3600e6)
				if _, err := h.Duty.Receive(ctx, sup, tr, []duty.Entry{e}, now); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n, m := len(kept(t, h)), len(asides(t, h)); n != 1 || m != 1 {
			t.Errorf("%d kept, %d aside", n, m)
		}
	})
}

// The form of the page too: the same once more is kept once, another day or finding under the same form is refused.
func TestLogVisit_of_a_form_sent_again_with_other_content_is_refused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := hold(t, h, 0, "2025-01-01", "")
		sup := h.Actor("township_supervisor", apptest.Town)
		log := func(day, finding string, at clock.Moment) (int, error) {
			return h.Duty.LogVisit(ctx, sup, "", h.Region(home),
				duty.Visit{On: civil.MustDate(day), Method: "paper", SeenUs: at,
					Seen: []duty.Seen{{ClientID: "form-0001", PlacementID: a, Finding: finding}}})
		}
		for i, want := range []int{1, 0} {
			if n, err := log("2025-03-02", "on_duty", h.Set.Now()+clock.Moment(i)*1200e6); err != nil || n != want {
				t.Errorf("%d %v", n, err)
			}
		}
		for _, x := range [][2]string{{"2025-03-01", "on_duty"}, {"2025-03-02", "not_seen"}} {
			_, err := log(x[0], x[1], 0)
			apptest.Want(t, x[0]+x[1], "duty.client_other", err)
		}
		if n := len(kept(t, h)); n != 1 {
			t.Errorf("%d kept", n)
		}
	})
}
