package rectify_test

import (
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func TestOrder_from_its_issue_to_its_closing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		village, town, away := h.Actor("village_registrar", apptest.Home), h.Actor("township_reviewer", apptest.Town),
			h.Actor("village_registrar", apptest.Away)
		day := civil.MustDate
		task := rectify.Task{Source: "duty", Title: "考勤表没有按日登记", What: "补齐三月上旬的考勤，并说明原因", DueOn: day("2025-03-20")}
		issue := func(a authz.Actor, code string, change func(*rectify.Task)) (int64, error) {
			x := task
			if change != nil {
				change(&x)
			}
			return h.Rectify.Issue(ctx, a, "", h.Region(code), x)
		}
		for what, x := range map[string]struct {
			a      authz.Actor
			code   string
			change func(*rectify.Task)
			want   string
		}{
			"by a village":      {village, apptest.Home, nil, "authz.forbidden"},
			"to another county": {town, apptest.Away, nil, "authz.not_found"},
			"to the city":       {h.Actor("city_manager", "3704"), "3704", nil, "rectify.level"},
			"from nowhere":      {town, apptest.Home, func(x *rectify.Task) { x.Source = "dream" }, "form.choice"},
			"about nothing":     {town, apptest.Home, func(x *rectify.Task) { x.What = "改" }, "rectify.said"},
			"too long": {town, apptest.Home, func(x *rectify.Task) { x.What = strings.Repeat("改", 501) },
				"rectify.said"},
			"due yesterday":      {town, apptest.Home, func(x *rectify.Task) { x.DueOn = day("2025-03-02") }, "rectify.due"},
			"due in three years": {town, apptest.Home, func(x *rectify.Task) { x.DueOn = day("2028-03-02") }, "rectify.due"},
		} {
			_, err := issue(x.a, x.code, x.change)
			apptest.Want(t, what, x.want, err)
		}
		id, err := issue(town, apptest.Home, nil)
		apptest.Must(t, err)
		now := func() (x rectify.Task) {
			t.Helper()
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
				x, err = rectify.ByID(s, id)
				return err
			}))
			return x
		}
		move := func(said string) rectify.Move { return rectify.Move{ID: id, Version: now().Version, Said: said} }
		_, err = h.Rectify.Close(ctx, town, "", move("整改到位"))
		apptest.Want(t, "closed before a reply", "rectify.state", err)
		m := move("银行要到月底才有回单")
		m.Due = day("2025-03-10")
		_, err = h.Rectify.Extend(ctx, town, "", m)
		apptest.Want(t, "put forward", "rectify.due", err)
		m.Due = day("2025-03-25")
		_, err = h.Rectify.Extend(ctx, village, "", m)
		apptest.Want(t, "put off by the village", "authz.forbidden", err)
		_, err = h.Rectify.Extend(ctx, town, "", m)
		apptest.Must(t, err)
		was := h.Set.Now()
		h.Set.Move(clock.On(day("2025-03-26"), 9, 0))
		m = move("还要再等几天")
		m.Due = day("2025-04-25")
		_, err = h.Rectify.Extend(ctx, town, "", m)
		apptest.Want(t, "put off when the day had passed", "rectify.extend_late", err)
		if !now().Late(h.Set.Now().Date()) {
			t.Errorf("not late: %+v", now())
		}
		h.Set.Move(was)
		_, err = h.Rectify.Reply(ctx, away, "", move("已补齐考勤"), nil)
		apptest.Want(t, "another village", "authz.not_found", err)
		_, err = h.Rectify.Reply(ctx, village, "", move("好"), nil)
		apptest.Want(t, "nothing said", "rectify.said", err)
		_, err = h.Rectify.Reply(ctx, village, "", rectify.Move{ID: id, Version: 1, Said: "已补齐考勤"}, nil)
		apptest.Want(t, "stale", "form.stale", err)
		photo, err := h.Files.Put("考勤.png", strings.NewReader("\x89PNG\r\n\x1a\nx"))
		apptest.Must(t, err)
		if n := apptest.AtOnce(3, func() (int, error) {
			_, err := h.Rectify.Reply(ctx, village, "", move("已补齐考勤"), &photo)
			return 1, err
		}); n != 1 {
			t.Errorf("replied %d times at once", n)
		}
		_, err = h.Rectify.GiveBack(ctx, town, "", move("照片看不清，请重拍"))
		apptest.Must(t, err)
		// who replies for the village does not close
		_, err = h.Rectify.Reply(ctx, town, "", move("镇里代村里报告"), nil)
		apptest.Must(t, err)
		_, err = h.Rectify.Close(ctx, town, "", move("整改到位"))
		apptest.Want(t, "closed by who replied", "rectify.own", err)
		h.Set.Move(clock.On(day("2025-03-26"), 9, 0))
		second := h.Actor("township_reviewer", apptest.Town, "-2")
		_, err = h.Rectify.Close(ctx, second, "", move("整改到位，予以销号"))
		apptest.Must(t, err)
		if x := now(); x.State != rectify.Closed || x.ClosedOn != day("2025-03-26") || x.Late(day("2026-01-01")) {
			t.Errorf("%+v", x)
		}
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			events, err := rectify.Events(s, id)
			if len(events) != 6 || events[2].FileID == nil {
				t.Errorf("%+v", events)
			}
			if _, err := rectify.FileOf(s, id, 999); errs.CodeOf(err) != "authz.not_found" {
				t.Error(err)
			}
			if q, err := rectify.Waiting(s, village.Scope("rectify.view"), rectify.Open, day("2025-03-26")); err != nil ||
				q != (civil.Queue{}) {
				t.Error(q, err)
			}
			if err == nil {
				_, err = trail.Verify(s, app.Witnessed(), "")
			}
			return err
		}))
	})
}
