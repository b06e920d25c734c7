package duty_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/account"
)

// byTask makes a post of Home one that is worked by tasks.
func byTask(t *testing.T, h *apptest.House, n int) {
	t.Helper()
	_, err := post.Amend(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "", h.Posts[n], 1,
		post.Amendment{Work: post.ByTask}, "改为任务制")
	apptest.Must(t, err)
}

func TestTasks_are_recorded_as_task_and_result(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := hold(t, h, 0, "2025-02-10", ""), hold(t, h, 1, "2025-01-01", "")
		byTask(t, h, 0)
		clerk := h.Actor("village_registrar", home)
		feb := civil.MustMonth("2025-02")
		id, err := h.Duty.Begin(ctx, clerk, h.Region(home), feb)
		apptest.Must(t, err)
		version := int64(1)
		day := civil.MustDate("2025-02-12")
		good := duty.NewTask{SheetID: id, Version: version, PlacementID: a, On: day, Task: "清理村东水渠", Result: duty.TaskGood}
		for _, x := range []struct {
			name, code string
			who        authz.Actor
			change     func(*duty.NewTask)
		}{
			{"another role", "authz.forbidden", h.Actor("township_supervisor", apptest.Town), nil},
			{"another village", "authz.not_found", h.Actor("village_registrar", apptest.Beside), nil},
			{"worked by hours", "duty.not_task", clerk, func(n *duty.NewTask) { n.PlacementID = b }},
			{"before the start", "duty.day", clerk, func(n *duty.NewTask) { n.On = civil.MustDate("2025-02-09") }},
			{"another month", "duty.day", clerk, func(n *duty.NewTask) { n.On = civil.MustDate("2025-03-01") }},
			{"no day", "duty.day", clerk, func(n *duty.NewTask) { n.On = civil.Date{} }},
			{"no words", "form.required", clerk, func(n *duty.NewTask) { n.Task = " " }},
			{"too many words", "form.long", clerk, func(n *duty.NewTask) { n.Task = strings.Repeat("渠", 61) }},
			{"no such result", "form.choice", clerk, func(n *duty.NewTask) { n.Result = "struck" }},
			{"an old page", "form.stale", clerk, func(n *duty.NewTask) { n.Version = 9 }},
		} {
			n := good
			if x.change != nil {
				x.change(&n)
			}
			if _, err := h.Duty.AddTask(ctx, x.who, "", n); errs.CodeOf(err) != x.code {
				t.Errorf("%s: %v, want %s", x.name, err, x.code)
			}
		}
		for range 2 { // the same form twice
			_, err = h.Duty.AddTask(ctx, clerk, "once", good)
			apptest.Must(t, err)
		}
		version++
		undone := good
		undone.Version, undone.On, undone.Result, undone.FromPaper = version, civil.MustDate("2025-02-20"), duty.TaskUndone,
			true
		_, err = h.Duty.AddTask(ctx, clerk, "", undone)
		apptest.Must(t, err)
		version++
		look := func() (l duty.Line, tasks []duty.Task, s duty.Sheet) {
			apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) error {
				lines, err := duty.LinesOf(r, id)
				apptest.Must(t, err)
				for _, x := range lines {
					if x.PlacementID == a {
						l = x
					}
				}
				s, err = duty.SheetByID(r, id)
				apptest.Must(t, err)
				tasks, err = duty.TasksOf(r, id)
				return err
			}))
			return
		}
		l, tasks, _ := look()
		if len(tasks) != 2 || l.Day(12) != 'T' || l.HowOf(12) != duty.HowTyped || l.Day(20) != '-' || l.Present() != 1 {
			t.Fatalf("%+v %+v", l, tasks)
		}
		_, err = h.Duty.ChangeTask(ctx, h.Actor("township_reviewer", apptest.Town), "", id, version, tasks[0].ID,
			duty.TaskPoor)
		apptest.Want(t, "the village's own task", "duty.over_line", err)
		// days at work and hours are not typed for such a post; leave is, and the task's own mark goes through the page
		// unchanged
		lines := func(days string, hours int64) duty.Form {
			x := typed(a, days)
			x.Hours = hours
			return duty.Form{ID: id, Version: version, Lines: []duty.Typed{x, typed(b, "勤")}}
		}
		const through = "-----------任"
		for _, x := range []struct {
			code string
			f    duty.Form
		}{
			{"duty.task_day", lines(through+"勤", 0)},
			{"duty.task_day", lines("-----------", 0)},
			{"duty.task_day", lines(through+"任", 0)},
			{"duty.task_hours", lines(through, 8)},
		} {
			if _, err := h.Duty.Save(ctx, clerk, "", x.f); errs.CodeOf(err) != x.code {
				t.Errorf("%v, want %s", err, x.code)
			}
		}
		_, err = h.Duty.Submit(ctx, clerk, "", lines(through+"假", 0))
		apptest.Must(t, err)
		version++
		if _, err := h.Duty.ChangeTask(ctx, clerk, "", id, version, tasks[0].ID,
			duty.TaskPoor); errs.CodeOf(err) != "duty.day_sent" {
			t.Errorf("changed after it was sent: %v", err)
		}
		// returned by the township: corrected, and the original stays beside it
		_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", id, version, false, "水渠没有清完")
		apptest.Must(t, err)
		version++
		for _, x := range []struct {
			code, result string
			task         int64
			who          authz.Actor
		}{
			{"form.choice", "splendid", tasks[0].ID, clerk},
			{"authz.not_found", duty.TaskPoor, 999, clerk},
			{"authz.forbidden", duty.TaskPoor, tasks[0].ID, h.Actor("township_supervisor", apptest.Town)},
		} {
			if _, err := h.Duty.ChangeTask(ctx, x.who, "", id, version, x.task, x.result); errs.CodeOf(err) != x.code {
				t.Errorf("%v, want %s", err, x.code)
			}
		}
		_, err = h.Duty.ChangeTask(ctx, clerk, "", id, version, tasks[0].ID, duty.TaskStruck)
		apptest.Must(t, err)
		l, tasks, _ = look()
		if l.Day(12) != '-' || l.Day(13) != 'L' || !tasks[0].Corrected() || tasks[0].FirstResult != duty.TaskGood ||
			tasks[1].Corrected() {
			t.Errorf("%+v %+v", l, tasks)
		}
	})
}

// A clerk who stands in for a village types for another, and each day says so.
func TestSheet_of_a_delegate_says_that_it_was_typed_for_another(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	a := hold(t, h, 0, "2025-01-01", "")
	other := h.Actor("village_registrar", apptest.Beside)
	_, err := h.Accounts.Delegate(ctx, h.Actor("township_reviewer", apptest.Town), "",
		account.Target{ID: other.UserID, Version: 1}, h.Region(home), h.Set.Now().Date().AddDays(30), "原经办人住院")
	apptest.Must(t, err)
	other = h.Actor("village_registrar", apptest.Beside)
	id, err := h.Duty.Begin(ctx, other, h.Region(home), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	_, err = h.Duty.Save(ctx, other, "", duty.Form{ID: id, Version: 1, Lines: []duty.Typed{typed(a, "勤")}})
	apptest.Must(t, err)
	_, err = h.Duty.Save(ctx, h.Actor("village_registrar", home), "",
		duty.Form{ID: id, Version: 2, Lines: []duty.Typed{typed(a, "勤勤")}})
	apptest.Must(t, err)
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		lines, err := duty.LinesOf(s, id)
		if lines[0].HowOf(1) != duty.HowAnother || lines[0].HowOf(2) != duty.HowTyped || lines[0].HowOf(3) != 0 {
			t.Errorf("%+v", lines[0])
		}
		return err
	}))
}
