package application_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// noticedAt brings an application up to a notice that ended on 10 March, or is too short.
func noticedAt(t *testing.T, h *apptest.House, name string, post int, until string) application.Move {
	t.Helper()
	who := h.Actor("village_registrar", apptest.Home)
	id := checkedApplication(t, h, h.Person(apptest.Home, name), post)
	_, err := h.Applications.Review(apptest.Ctx, who, "", application.Move{ID: id, Version: 2},
		application.ReviewRecord{On: civil.MustDate(apptest.Day), Present: 20, Entitled: 21, VotesFor: 20})
	apptest.Must(t, err)
	_, err = h.Applications.Notice(apptest.Ctx, who, "", application.Move{ID: id, Version: 3},
		application.NoticeRecord{From: civil.MustDate(apptest.Day), Until: civil.MustDate(until), Boards: "村公示栏"})
	apptest.Must(t, err)
	return application.Move{ID: id, Version: 4}
}

func TestPassBatch_all_or_none_under_one_document(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b, short := noticedAt(t, h, "王三", 0, "2025-03-10"), noticedAt(t, h, "李四", 1, "2025-03-10"),
			noticedAt(t, h, "赵五", 2, "2025-03-04")
		h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
		town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
		path := h.Region(apptest.Town).Path
		pass := func(who authz.Actor, step, path, document string, moves ...application.Move) (int, error) {
			return h.Applications.PassBatch(apptest.Ctx, who, "", step, path, moves, document)
		}
		var rows []application.BatchRow
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
			rows, err = h.Applications.Batch(s, authz.Under(path), path, application.StepAudit, civil.MustDate("2025-03-11"))
			return err
		}))
		if len(rows) != 3 || rows[0].ID != short.ID || errs.CodeOf(rows[0].Blocked) != "application.notice_irregular" ||
			rows[1].Blocked != nil {
			t.Errorf("what speaks against one comes first: %+v", rows)
		}
		stale := a
		stale.Version = 3
		for _, c := range []struct {
			name, code, step, path, document string
			who                              authz.Actor
			moves                            []application.Move
		}{
			{"one cannot pass", "application.batch", application.StepAudit, path, "镇审〔2025〕1号", town,
				[]application.Move{a, short}},
			{"an old form", "application.batch", application.StepAudit, path, "镇审〔2025〕1号", town, []application.Move{stale}},
			{"no document", "form.required", application.StepAudit, path, "", town, []application.Move{a}},
			{"nothing chosen", "application.none", application.StepAudit, path, "镇审〔2025〕1号", town, nil},
			{"no such step", "form.choice", "review", path, "镇审〔2025〕1号", town, []application.Move{a}},
			{"another role", "authz.forbidden", application.StepAudit, path, "镇审〔2025〕1号", county, []application.Move{a}},
			{"another township", "authz.not_found", application.StepAudit, h.Region("370481116").Path, "镇审〔2025〕1号",
				h.Actor("township_reviewer", "370481116"), []application.Move{a}},
			{"not at this step", "application.batch", application.StepFile, h.Region(apptest.County).Path, "区备〔2025〕1号", county,
				[]application.Move{a}},
		} {
			if _, err := pass(c.who, c.step, c.path, c.document, c.moves...); errs.CodeOf(err) != c.code {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
		}
		if x, _ := state(t, h, a.ID); x.State != application.Noticed {
			t.Error("a refused batch must move nobody")
		}
		done := apptest.AtOnce(6, func() (int, error) { return pass(town, application.StepAudit, path, "镇审〔2025〕1号", a, b) })
		if done != 2 {
			t.Errorf("%d passed of two", done)
		}
		a.Version, b.Version = 5, 5
		if n, err := pass(county, application.StepFile, h.Region(apptest.County).Path, "区备〔2025〕1号", a, b); n != 2 ||
			err != nil {
			t.Error(n, err)
		}
		x, steps := state(t, h, b.ID)
		last := steps[len(steps)-1]
		if x.State != application.Filed || last.Channel != "batch" || !strings.Contains(last.Remark, "区备〔2025〕1号") {
			t.Errorf("%+v %+v", x, last)
		}
	})
}
