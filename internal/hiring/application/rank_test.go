package application_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

func TestWeights_are_read_by_words_or_codes(t *testing.T) {
	w, err := rulebook.ParseWeights("脱贫享受政策人口（含防止返贫监测帮扶对象）=30；disabled = 20, 同户人口每人＝2\nwaited=5")
	if err != nil || w.Points["poverty_out"] != 30 || w.Points["disabled"] != 20 || w.Points["member"] != 2 ||
		w.Points["waited"] != 5 || len(w.Points) != 4 {
		t.Errorf("%+v %v", w, err)
	}
	n := application.Need{Categories: []string{"poverty_out", "older"}, Members: 3, HouseHolds: 1, Waited: 2}
	if got := n.Points(w); got != 30+6+10 {
		t.Errorf("%d points", got)
	}
	for _, bad := range []string{"", "富裕=3", "disabled", "disabled=0", "disabled=101", "disabled=五"} {
		if _, err := rulebook.ParseWeights(bad); errs.CodeOf(err) != "rulebook.weights" {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// Points are counted only where a county set weights by document; then hiring before somebody with more points needs a
// reason, which hangs with the notice.
func TestNotice_says_why_somebody_with_fewer_points_is_hired(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who, one, two := h.Actor("village_registrar", home), h.Actor("county_reviewer", apptest.County),
			h.Actor("county_reviewer", apptest.County, "-2")
		day := civil.MustDate(apptest.Day)
		enter := func(name string, more ...string) int64 {
			e := h.Entry(name)
			e.Categories = append(e.Categories, more...)
			id, err := h.Residents.Register(ctx, who, "", h.Region(home), e)
			apptest.Must(t, err)
			return id
		}
		road := func(person int64, post int, votes int64) application.Move {
			id := checkedApplication(t, h, person, post)
			_, err := h.Applications.Review(ctx, who, "", application.Move{ID: id, Version: 2, Pass: true},
				application.ReviewRecord{On: day, Present: 20, Entitled: 21, VotesFor: votes, VotesAgainst: 20 - votes})
			apptest.Must(t, err)
			return application.Move{ID: id, Version: 3, Pass: true}
		}
		taken, again := road(enter("王三"), 0, 20), road(enter("王五"), 2, 20)
		road(enter("李四", "disabled"), 1, 3)
		notice := func(m application.Move, why string) error {
			_, err := h.Applications.Notice(ctx, who, "", m,
				application.NoticeRecord{From: day, Until: civil.MustDate("2025-03-10"), Boards: "村公示栏", Against: why})
			return err
		}
		apptest.Must(t, notice(again, "")) // no weights, no points
		c := rulebook.Change{Param: rulebook.NeedWeights, RegionPath: h.Region(apptest.County).Path,
			FromDate: civil.MustDate("2025-01-01"), PastReason: "文件从一月起执行", Value: "农村残疾人=20；脱贫享受政策人口（含防止返贫监测帮扶对象）=30",
			Reason: "区文件", Document: "市中人社〔2025〕7号"}
		bad := c
		bad.Value = "好人=3"
		if _, err := rulebook.Propose(ctx, h.Desk, one, "", bad); errs.CodeOf(err) != "rulebook.weights" {
			t.Errorf("%v", err)
		}
		id, err := rulebook.Propose(ctx, h.Desk, one, "", c)
		apptest.Must(t, err)
		_, err = rulebook.Decide(ctx, h.Desk, two, "", id, true)
		apptest.Must(t, err)
		if w, set := h.Book().Weights(h.Region(home).Path, day); !set || w.Document != c.Document {
			t.Errorf("%+v", w)
		}
		if _, set := h.Book().Weights(h.Region(apptest.Away).Path, day); set {
			t.Error("another county counts points")
		}
		if err := notice(taken, ""); errs.CodeOf(err) != "application.against_rank" {
			t.Fatalf("%v", err)
		}
		apptest.Must(t, notice(taken, "评议认为其能胜任巡护，残疾人李某不能走山路"))
		_, steps := state(t, h, taken.ID)
		if last := steps[len(steps)-1]; last.Against == "" {
			t.Errorf("%+v", last)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			board, err := application.OnBoard(s, h.Region(home).Path, day)
			if len(board) != 2 || board[0].Against+board[1].Against == "" {
				t.Errorf("%+v", board)
			}
			return err
		}))
	})
}

// Whoever left for a breach is hired again within the time only with a reason, or not at all where the rulebook says
// so; a third placement needs a reason.
func TestJudge_rehire(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	path := h.Region(home).Path
	day := civil.MustDate(apptest.Day)
	f := application.Facts{Day: day, Path: path, Placements: 2, Breach: civil.MustDate("2024-06-30")}
	has := func(f application.Facts, code string) string {
		for _, r := range application.Judge(f, h.Book()) {
			if r.Code == code {
				return r.Reaction
			}
		}
		return ""
	}
	if has(f, "term.max_placements") != "warn" || has(f, "exclude.breach") != "warn" {
		t.Errorf("%+v", application.Judge(f, h.Book()))
	}
	f.Placements, f.Breach = 1, civil.MustDate("2024-03-02")
	if has(f, "term.max_placements") != "" || has(f, "exclude.breach") != "" {
		t.Error("a year later")
	}
}

func TestWaits_begin_after_a_notice_has_ended(t *testing.T) {
	day := civil.MustDate("2024-12-10")
	step := application.Step{Step: application.StepCheck, AtUs: clock.On(day, 10, 0)}
	notice := application.Step{Step: application.StepNotice, AtUs: clock.On(day, 10, 0), NoticeFrom: day,
		NoticeUntil: day.AddDays(7)}
	late := application.Step{Step: application.StepNotice, AtUs: clock.On(day, 10, 0), NoticeFrom: day.AddDays(-20),
		NoticeUntil: day.AddDays(-10)}
	none, open, answered := application.Objected{}, application.Objected{Open: 1},
		application.Objected{Answered: 1, AnsweredOn: day.AddDays(12)}
	for _, c := range []struct {
		last application.Step
		o    application.Objected
		on   int
		want int
	}{
		{step, none, 0, 0},
		{step, none, 3, 3},
		{notice, none, 3, 0},
		{notice, none, 8, 0},
		{notice, none, 9, 1},
		{late, none, 2, 2},
		{notice, open, 20, 0},
		{notice, answered, 15, 3},
		{step, answered, 15, 15},
	} {
		if got := application.Waits(c.last, c.o, day.AddDays(c.on)); got != c.want {
			t.Errorf("%s, %d days later: %d, want %d", c.last.Step, c.on, got, c.want)
		}
	}
}
