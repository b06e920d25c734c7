package duty_test

import (
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/words"
)

// sent begins a sheet of a month and sends it with the mark of one day; change alters the form before.
func sent(t *testing.T, h *apptest.House, holder int64, month string, change func(*duty.Form)) duty.SheetMove {
	t.Helper()
	clerk := h.Actor("village_registrar", home)
	id, err := h.Duty.Begin(ctx, clerk, h.Region(home), civil.MustMonth(month))
	apptest.Must(t, err)
	f := duty.Form{ID: id, Version: 1, Lines: []duty.Typed{typed(holder, "勤勤")}}
	if change != nil {
		change(&f)
	}
	_, err = h.Duty.Submit(ctx, clerk, "", f)
	apptest.Must(t, err)
	return duty.SheetMove{ID: id, Version: 2}
}

func stateOf(t *testing.T, h *apptest.House, id int64) (s duty.Sheet) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(r *database.Snapshot) (err error) { s, err = duty.SheetByID(r, id); return err }))
	return s
}

func TestReviewMany_leaves_out_whatever_wants_a_look(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		holder, town := hold(t, h, 0, "2024-10-01", ""), h.Actor("township_reviewer", apptest.Town)
		clerk, path := h.Actor("village_registrar", home), h.Region(apptest.Town).Path
		good := sent(t, h, holder, "2025-01", nil)
		remarked := sent(t, h, holder, "2024-12", func(f *duty.Form) { f.Lines[0].Remark = "大雪停工两天" })
		paper := sent(t, h, holder, "2024-11", func(f *duty.Form) { f.FromPaper = true })
		returned := sent(t, h, holder, "2025-02", nil)
		_, err := h.Duty.Review(ctx, town, "", returned.ID, 2, false, "第2天与检查不符")
		apptest.Must(t, err)
		_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: returned.ID, Version: 3,
			Lines: []duty.Typed{typed(holder, "勤缺")}})
		apptest.Must(t, err)
		returned.Version = 4
		why := map[int64]string{}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			view, err := duty.ViewWaiting(s, town, path, civil.Month{})
			for _, x := range view.Out {
				for _, e := range x.Why {
					why[x.ID] += strings.Join(words.Sentences(e), "")
				}
			}
			if len(view.In) != 1 || view.In[0].ID != good.ID || view.In[0].Present != 2 || len(view.Out) != 3 ||
				view.Out[0].ID != paper.ID {
				t.Errorf("the oldest first: %+v", view)
			}
			return err
		}))
		for _, c := range []struct {
			id   int64
			want string
		}{{remarked.ID, "大雪停工两天"}, {paper.ID, "签到表原件没有上传"}, {returned.ID, "曾退回"}, {returned.ID, "报送后改过"}} {
			if !strings.Contains(why[c.id], c.want) {
				t.Errorf("%q is not said: %q", c.want, why[c.id])
			}
		}
		many := duty.Reviews{Path: path, By: "逐份勾选", Sheets: []duty.SheetMove{good, remarked, paper, returned}}
		done, err := duty.ReviewMany(ctx, h.Desk, town, "key", many)
		if err != nil || done.Passed != 1 || !slices.Equal(done.Left, []int64{remarked.ID, paper.ID, returned.ID}) {
			t.Errorf("forged into the list: %+v %v", done, err)
		}
		if s := stateOf(t, h, good.ID); s.State != duty.Reviewed || s.ReviewedKey != town.PersonKey {
			t.Errorf("%+v", s)
		}
		again, err := duty.ReviewMany(ctx, h.Desk, town, "key", many)
		if err != nil || again.Passed != 1 || len(again.Left) != 3 {
			t.Errorf("the same form again: %+v %v", again, err)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			list, err := apptest.Acts(s, "duty.review_many")
			if len(list) != 1 || list[0].Channel != "batch" || !strings.Contains(list[0].Detail, "chosen=逐份勾选") ||
				!strings.Contains(list[0].Detail, "passed="+h.Region(home).Path+"/2025-01") {
				t.Errorf("%+v", list)
			}
			return err
		}))
	})
}

func TestReviewMany_refuses_wrong_role_region_number_own_and_stale(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		holder, town := hold(t, h, 0, "2024-10-01", ""), h.Actor("township_reviewer", apptest.Town)
		a, path := sent(t, h, holder, "2025-01", nil), h.Region(apptest.Town).Path
		own, stale := town, a
		own.PersonKey, stale.Version = h.Actor("village_registrar", home).PersonKey, 1
		for _, c := range []struct {
			name, code string
			who        authz.Actor
			path       string
			sheets     []duty.SheetMove
		}{
			{"a village", "authz.forbidden", h.Actor("village_registrar", home), h.Region(home).Path, []duty.SheetMove{a}},
			{"another township", "authz.not_found", h.Actor("township_reviewer", "370481116"), h.Region("370481116").Path,
				[]duty.SheetMove{a}},
			{"none", "duty.many", town, path, nil},
			{"201", "duty.many", town, path, make([]duty.SheetMove, duty.MaxReviews+1)},
			{"one's own", "duty.many_left", own, path, []duty.SheetMove{a}},
			{"changed since it was seen", "duty.many_left", town, path, []duty.SheetMove{stale}},
		} {
			_, err := duty.ReviewMany(ctx, h.Desk, c.who, "", duty.Reviews{Path: c.path, Sheets: c.sheets})
			apptest.Want(t, c.name, c.code, err)
		}
		if s := stateOf(t, h, a.ID); s.State != duty.Submitted {
			t.Error("a refused review must move nothing")
		}
		b := sent(t, h, holder, "2025-02", nil)
		passed := apptest.AtOnce(4, func() (int, error) {
			done, err := duty.ReviewMany(ctx, h.Desk, town, "", duty.Reviews{Path: path, Sheets: []duty.SheetMove{a, b}})
			return done.Passed, err
		})
		if passed != 2 {
			t.Errorf("%d passed of two", passed)
		}
		_, err := duty.ReviewMany(ctx, h.Desk, town, "", duty.Reviews{Path: path, Sheets: []duty.SheetMove{a}})
		apptest.Want(t, "twice", "duty.many_left", err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := duty.ViewSheets(s, h.Actor("township_reviewer", "370481116"), []int64{a.ID})
			apptest.Want(t, "a look from another township", "authz.not_found", err)
			return nil
		}))
	})
}
