package post_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestAmend_and_its_refusals(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		town := h.Actor("township_reviewer", apptest.Town)
		do := func(who authz.Actor, version int64, a post.Amendment, reason string) error {
			_, err := post.Amend(apptest.Ctx, h.Desk, who, "", h.Posts[0], version, a, reason)
			return err
		}
		for _, c := range []struct {
			name, code string
			who        authz.Actor
			version    int64
			a          post.Amendment
			reason     string
		}{
			{"another role", "authz.forbidden", h.Actor("village_registrar", apptest.Home), 1, post.Amendment{Place: "东街"},
				"道路改造"},
			{"another township", "authz.not_found", h.Actor("township_reviewer", "370481116"), 1, post.Amendment{Place: "东街"},
				"道路改造"},
			{"an old form", "form.stale", town, 2, post.Amendment{Place: "东街"}, "道路改造"},
			{"nothing changed", "post.nothing", town, 1, post.Amendment{Place: "村内"}, "道路改造"},
			{"no reason", "form.required", town, 1, post.Amendment{Place: "东街"}, ""},
		} {
			if err := do(c.who, c.version, c.a, c.reason); errs.CodeOf(err) != c.code {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
		}
		if n := apptest.AtOnce(6, func() (int, error) {
			return 1, do(town, 1, post.Amendment{Place: "东街", Officer: "李主任"}, "道路改造")
		}); n != 1 {
			t.Errorf("changed %d times", n)
		}
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			p, err := post.ByID(s, h.Posts[0])
			if p.Place != "东街" || p.Officer != "李主任" || p.Tasks != "清扫" || p.Version != 2 {
				t.Errorf("%+v", p)
			}
			return err
		}))
		_, err := post.Change(apptest.Ctx, h.Desk, town, "", h.Posts[0], 2, post.Closed, "任务结束")
		apptest.Must(t, err)
		if err := do(town, 3, post.Amendment{Place: "西街"}, "道路改造"); errs.CodeOf(err) != "post.arrow" {
			t.Errorf("a closed post: %v", err)
		}
	})
}
