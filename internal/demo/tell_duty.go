package demo

import (
	"fmt"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/attendance/sampling"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// dutyEpisodes are those of work and its checking: months assessed and told, a draw of whom to see, a phone that sent
// a check twice, tasks, a month sheet from a workbook.
func (b *builder) dutyEpisodes() []episode {
	var out []episode
	for _, m := range []civil.Month{last().Add(-2), last().Add(-1)} {
		byVillage, byTownship, told := b.assessed(m)
		next := m.Add(1)
		out = append(out,
			episode{"the village assesses", next.Date(1), 8, byVillage},
			episode{"the township assesses", next.Date(2), 10, byTownship},
			episode{"holders are told", next.Date(2), 16, told})
	}
	return append(out,
		episode{"seeds are committed", last().Date(1), 7, (*telling).seeds},
		episode{"whom to see is drawn", last().Date(8), 9, (*telling).drawn},
		episode{"a phone sends", last().Date(9), 15, (*telling).phone},
		episode{"tasks are written down", Until, 16, (*telling).tasks},
		episode{"a month sheet from a workbook", Until, 17, (*telling).monthSheet},
		episode{"a sheet is entered from paper", Until, 18, fromPaper})
}

// keepsPaper is the village near the printed logins that keeps its month on paper: nothing was planted in it. nil:
// none.
func keepsPaper(b *builder) *village {
	for _, v := range b.near() {
		if !v.first && !v.plants.planted() {
			return v
		}
	}
	return nil
}

// fromPaper: the township enters the month of a village from its signed sheet, and the village objects to a day.
// Without a Chinese font on the machine there is no paper.
func fromPaper(t *telling) {
	v := keepsPaper(t.builder)
	if v == nil {
		return
	}
	m := last()
	s, lines, err := t.sheetOf(v, m)
	if err != nil || s.State != duty.Draft || len(lines) == 0 {
		t.err = err
		return
	}
	v.touched = true
	town := v.township("township_reviewer")
	scan := signed(t, v, town, villagepapers.Order{Village: v.region, Month: m, Parts: []string{villagepapers.SignIn}})
	if scan == 0 || t.err != nil {
		return
	}
	f := duty.Form{ID: s.ID, Version: s.Version, Scan: scan}
	for _, l := range lines {
		if l.ByTask() {
			continue // the village wrote its tasks down
		}
		typed := duty.Typed{PlacementID: l.PlacementID, Hours: l.Hours, Remark: l.Remark}
		for d := 1; d <= Until.Day(); d++ {
			if l.Open(m, d, Until) {
				typed.Days[d-1] = map[bool]string{true: "勤", false: "休"}[d%7 < 5]
			}
		}
		f.Lines = append(f.Lines, typed)
	}
	t.by(town, func(who authz.Actor) error {
		_, err := t.app.Duty.Submit(t.ctx, who, "", f)
		return err
	})
	t.by(v.clerk(), func(who authz.Actor) error {
		_, err := duty.Say(t.ctx, t.app.Desk, who, "", duty.Saying{SheetID: s.ID, Version: s.Version + 1,
			Says: duty.Objects, Words: lines[0].Name + "3日请假，底册上写着，表上是出勤"})
		return err
	})
}

// sheetOf a village's month, read anew: each use case makes it newer.
func (b *builder) sheetOf(v *village, m civil.Month) (s duty.Sheet, lines []duty.Line, err error) {
	err = b.app.DB.Read(b.ctx, func(r *database.Snapshot) (err error) {
		if s, _, err = duty.SheetOf(r, v.region.ID, m); err == nil && s.ID != 0 {
			lines, err = duty.LinesOf(r, s.ID)
		}
		return err
	})
	return s, lines, err
}

// assessed month of the first village near the printed logins that has a sheet: by its clerk, by its township, and
// told to every holder.
func (b *builder) assessed(m civil.Month) (byVillage, byTownship, told func(*telling)) {
	var v *village
	rng := rngFor(b.opt.Seed^0xa55e, m.String())
	each := func(t *telling, login string, act func(who authz.Actor, s duty.Sheet, lines []duty.Line) error) {
		if v == nil {
			return
		}
		t.by(login, func(who authz.Actor) error {
			s, lines, err := t.sheetOf(v, m)
			if err != nil || s.ID == 0 {
				return err
			}
			return act(who, s, lines)
		})
	}
	points := func(least int) *int64 { n := int64(least + rng.IntN(5)); return &n }
	byVillage = func(t *telling) {
		for _, x := range t.near() {
			if len(x.held) > 0 && v == nil {
				v = x
			}
		}
		if v == nil {
			return
		}
		each(t, v.clerk(), func(who authz.Actor, s duty.Sheet, lines []duty.Line) error {
			var scores []duty.Score
			for _, l := range lines {
				scores = append(scores, duty.Score{PlacementID: l.PlacementID, Points: points(25),
					Villagers: points(15)})
			}
			_, err := t.app.Duty.AssessByVillage(t.ctx, who, "", s.ID, s.Version, scores)
			return err
		})
	}
	byTownship = func(t *telling) {
		if v == nil {
			return
		}
		each(t, v.township("township_reviewer"), func(who authz.Actor, s duty.Sheet, lines []duty.Line) error {
			var scores []duty.Score
			for _, l := range lines {
				scores = append(scores, duty.Score{PlacementID: l.PlacementID, Points: points(42), Remark: "现场看过，记录齐全"})
			}
			_, err := t.app.Duty.AssessByTownship(t.ctx, who, "", s.ID, s.Version, scores)
			return err
		})
	}
	told = func(t *telling) {
		if v == nil {
			return
		}
		_, lines, err := t.sheetOf(v, m)
		if err != nil {
			t.err = err
			return
		}
		for i, l := range lines {
			each(t, v.clerk(), func(who authz.Actor, s duty.Sheet, _ []duty.Line) error {
				_, err := t.app.Duty.TellAssessment(t.ctx, who, "", s.ID, s.Version,
					duty.Telling{PlacementID: l.PlacementID, On: t.moment.Date(), How: duty.ToldWays[i%2],
						Agrees: true})
				return err
			})
		}
	}
	return byVillage, byTownship, told
}

// seeds of the quarter's draws, and a root of the trail after them, as the office makes them by itself.
func (t *telling) seeds() {
	if t.err = t.app.Draws.Commit(t.ctx); t.err == nil {
		t.root()
	}
}

// root over the trail's heads, as is written every hour.
func (t *telling) root() {
	t.moment += 3_600_000_000
	t.clock.Move(t.moment)
	_, t.err = t.app.WriteRoot(t.ctx)
}

// drawn by the supervisor of the home township: on how many days, to which villages.
func (t *telling) drawn() {
	v, town, _ := t.home()
	t.by(v.township("township_supervisor"), func(who authz.Actor) error {
		_, err := t.app.Draws.Make(t.ctx, who, "", town, sampling.Capacity{Rides: 3, PerRide: 2, Persons: 5})
		return err
	})
	t.refused("duty.nobody") // in the smallest cities
}

// phone of a supervisor: a check that it wrote down without signal arrives, and a second time with other words, which
// are kept aside.
func (t *telling) phone() {
	for _, x := range t.plainHolders(1, last().First()) {
		e := duty.Entry{Method: "site", Place: x.h.job.place,
			Seen: duty.Seen{ClientID: fmt.Sprintf("demo-phone-%d", x.h.placementID), PlacementID: x.h.placementID,
				Finding: "work_good", SeenUs: clock.On(last().Date(9), 14, 20)}}
		for _, remark := range []string{"街面干净，工具齐全", "街面干净，工具齐全，另有一处垃圾桶破损已报村里"} {
			e.Remark = remark
			t.by(x.v.township("township_supervisor"), func(who authz.Actor) error {
				_, err := t.app.Duty.Receive(t.ctx, who, t.tree, []duty.Entry{e}, t.moment)
				return err
			})
		}
		t.read(func(s *database.Snapshot) error {
			_, err := s.One(&t.ids.check, "SELECT MAX(id) FROM duty_check")
			return err
		})
	}
}

// tasks of the holder who works by them this month.
func (t *telling) tasks() {
	x := t.tasked
	if x == nil {
		return
	}
	for i, what := range []string{"清理村东排水沟", "冲洗文化广场地面", "捡拾通村路两侧垃圾", "擦洗公共健身器材"} {
		t.by(x.v.clerk(), func(who authz.Actor) error {
			s, _, err := t.sheetOf(x.v, last())
			if err != nil {
				return err
			}
			n := duty.NewTask{SheetID: s.ID, Version: s.Version, PlacementID: x.h.placementID,
				On: last().Date(3 + 4*i), Task: what, Result: []string{duty.TaskGood, duty.TaskGood, duty.TaskPoor,
					duty.TaskGood}[i]}
			_, err = t.app.Duty.AddTask(t.ctx, who, "", n)
			return err
		})
	}
}

// monthSheet of a village, handed in once more as a workbook in which one day is marked that has not come yet.
func (t *telling) monthSheet() {
	m := last()
	for _, v := range t.near() {
		s, lines, err := t.sheetOf(v, m)
		if err != nil {
			t.err = err
			return
		}
		at := -1
		for i, l := range lines {
			if l.EndOn.IsZero() && !l.ByTask() && namesakes(lines, l.Name) == 1 {
				at = i
				break
			}
		}
		if s.State != duty.Draft || at < 0 {
			continue
		}
		head, row := []string{"月份", "姓名"}, []string{m.String(), lines[at].Name}
		for d := 1; d <= 31; d++ {
			head = append(head, fmt.Sprintf("%d日", d))
			row = append(row, map[byte]string{'P': "√", 'L': "假", 'O': "休", 'A': "缺"}[lines[at].Days[d-1]])
		}
		row[1+m.Days()-1] = "√"
		v.touched = true
		t.by(v.clerk(), func(who authz.Actor) error {
			return t.take(who, "attendance", v.region, strings.ReplaceAll(m.String(), "-", "年")+"月考勤表.csv",
				[][]string{head, row})
		})
		return
	}
}

func namesakes(lines []duty.Line, name string) (n int) {
	for _, l := range lines {
		if l.Name == name {
			n++
		}
	}
	return n
}
