package web_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/scheduler"
)

const unfinished = "夜间任务没有完成"

// The administrator sees how each duty stands and is told of one that failed or is overdue; nobody else sees any of it.
func TestNightly_tells_the_administrator(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		base := h.Serve()
		admin := visit(t, base).signIn(apptest.Login("system_admin", h.Tree.Top().Code))
		look := func() (home, page string) {
			t.Helper()
			_, home = admin.get("/")
			code, page := admin.get("/nightly")
			if code != http.StatusOK {
				t.Fatalf("%d %s", code, page)
			}
			return visible(home), visible(page)
		}
		home, page := look()
		all := h.Program.Nightly
		if strings.Contains(home, unfinished) || strings.Count(page, "还没有做过") != len(all) || len(all) < 8 {
			t.Errorf("before the first night: %s %s", home, page)
		}
		if !strings.Contains(home, "夜间任务") {
			t.Error("no link at home")
		}
		for _, x := range all {
			if !strings.Contains(page, x.Words) {
				t.Errorf("no %s", x.Words)
			}
		}

		wrong := errors.New("no word of 王小明")
		tasks := make([]feature.Task, len(all))
		for i, x := range all {
			tasks[i] = feature.Task{Name: x.Name, Limit: time.Minute, Run: func(context.Context) error {
				if i == 3 {
					return wrong
				}
				return nil
			}}
		}
		s := scheduler.New(h.DB, h.Set, slog.New(slog.NewTextHandler(io.Discard, nil)), scheduler.Usual)
		if err := s.RunAll(ctx, tasks); !errors.Is(err, wrong) {
			t.Fatal(err)
		}
		home, page = look()
		if !strings.Contains(home, unfinished) || strings.Count(page, "正常") != len(all)-1 ||
			!strings.Contains(page, "没有做完") || !strings.Contains(page, "no word of …") || strings.Contains(page, "王小明") {
			t.Errorf("one has failed: %s %s", home, page)
		}
		wrong = nil
		apptest.Must(t, s.RunAll(ctx, tasks))
		if home, page = look(); strings.Contains(home, unfinished) || strings.Count(page, "正常") != len(all) {
			t.Errorf("it succeeded again: %s %s", home, page)
		}
		h.Set.Move(h.Set.Now().Add(scheduler.OverdueAfter + time.Minute))
		admin.signIn(apptest.Login("system_admin", h.Tree.Top().Code)) // the session has ended meanwhile
		if home, page = look(); !strings.Contains(home, unfinished) || strings.Count(page, "一天半以上没有成功过") != len(all) {
			t.Errorf("nothing is done any more: %s %s", home, page)
		}

		if code, _ := visit(t, base).get("/nightly"); code != http.StatusSeeOther {
			t.Errorf("without a session: %d", code)
		}
		for _, info := range h.Gate.Roles() {
			if info.Role == "system_admin" {
				continue
			}
			code := apptest.CodeOf(info)
			if region.Level(info.Level) == region.City {
				code = h.Tree.Top().Code
			}
			other := visit(t, base).signIn(apptest.Login(info.Role, code))
			if got, body := other.get("/nightly"); got != http.StatusForbidden || strings.Contains(body, "reconcile") {
				t.Errorf("%s: %d", info.Role, got)
			}
			if _, home := other.get("/"); strings.Contains(home, "夜间任务") {
				t.Errorf("%s is told of it at home", info.Role)
			}
		}
	})
}
