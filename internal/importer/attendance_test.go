package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/sheettest"
)

// A village's month sheet as it lies on the shared PC: a title with the month, day heads, marks in its own way, days
// that cannot have been.
func TestAttendance_from_a_workbook(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := h.Hold(0, "王秀英", "", "2025-02-10", "")
		b := h.Hold(1, "李桂兰", "", "2025-01-01", "2025-02-20")
		clerk := h.Actor("village_registrar", apptest.Home)
		feb := civil.MustMonth("2025-02")
		head := []any{"序号", "姓名"}
		for d := 1; d <= 31; d++ {
			head = append(head, fmt.Sprint(d))
		}
		head = append(head, "工时", "备注")
		row := func(name string, days map[int]string, hours string) []any {
			out := []any{"1", name}
			for d := 1; d <= 31; d++ {
				out = append(out, days[d])
			}
			return append(out, hours, "")
		}
		book := func(rows ...[]any) []byte {
			return sheettest.XLSX(t, sheettest.Page{Name: "考勤", Rows: append([][]any{{"新风里居委会2025年2月考勤表"}, head}, rows...)})
		}
		bad := handIn(t, h, clerk, "attendance", apptest.Home, "错.xlsx",
			book(row("王秀英", map[int]string{12: "来了"}, "x"), row("没有这人", map[int]string{12: "勤"}, ""),
				row("李桂兰", map[int]string{3: "勤"}, ""), row("李桂兰", map[int]string{4: "勤"}, "")))
		got := faults(t, h, bad.ID)
		for _, want := range []string{"3 12日: duty.mark", "3 工时: form.number", "4 姓名: import.no_holder",
			"6 姓名: import.twice"} {
			if !slices.Contains(got, want) {
				t.Errorf("no %q in %v", want, got)
			}
		}
		// the 5th is before the start, the 25th after the exit, the 30th no day of February
		x := handIn(t, h, clerk, "attendance", apptest.Home, "二月.xlsx",
			book(row("王 秀英", map[int]string{5: "√", 12: "√", 13: "假", 30: "勤"}, "16"),
				row("李桂兰", map[int]string{3: "勤", 25: "勤"}, "")))
		if x.RowsGood != 2 || x.RowsBad != 0 {
			t.Fatalf("%+v %v", x, faults(t, h, x.ID))
		}
		odd := strings.Join(faults(t, h, x.ID), "\n")
		for _, want := range []string{"3 5日: duty.impossible_before", "3 30日: duty.impossible_no_day",
			"4 25日: duty.impossible_after"} {
			if !strings.Contains(odd, want) {
				t.Errorf("no %q in %s", want, odd)
			}
		}
		apptest.Must(t, accept(h, clerk, x))
		sheet := func() (s duty.Sheet, by map[int64]duty.Line, claimed []duty.ImpossibleRow) {
			by = map[int64]duty.Line{}
			apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) (err error) {
				if s, _, err = duty.SheetOf(r, h.Region(apptest.Home).ID, feb); err != nil {
					return err
				}
				lines, err := duty.LinesOf(r, s.ID)
				for _, l := range lines {
					by[l.PlacementID] = l
				}
				apptest.Must(t, err)
				claimed, err = duty.ImpossibleOf(r, s.ID)
				return err
			}))
			return
		}
		s, by, claimed := sheet()
		if l := by[a]; s.State != duty.Draft || l.Day(12) != 'P' || l.HowOf(12) != duty.HowImport || l.Day(13) != 'L' ||
			l.Day(5) != '-' || l.Hours != 16 || by[b].Day(3) != 'P' || by[b].Day(25) != '-' {
			t.Errorf("%+v %+v", s, by)
		}
		if len(claimed) != 3 || claimed[0].Day != 5 || claimed[0].Said != "√" || claimed[0].RowNo != 3 {
			t.Errorf("%+v", claimed)
		}
		if err := db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE duty_impossible SET said = ''")
			return err
		}); err == nil {
			t.Error("evidence was changed")
		}
		// what was typed is not overwritten; what was imported may be imported anew
		line := duty.Typed{PlacementID: a, Hours: 16}
		line.Days[11], line.Days[12], line.Days[13] = "勤", "假", "勤"
		_, err := h.Duty.Save(ctx, clerk, "", duty.Form{ID: s.ID, Version: s.Version, Lines: []duty.Typed{line}})
		apptest.Must(t, err)
		again := handIn(t, h, clerk, "attendance", apptest.Home, "二月改.xlsx",
			book(row("王秀英", map[int]string{12: "休", 14: "休"}, "")))
		if got := faults(t, h, again.ID); !slices.Contains(got, "3 14日: duty.typed_otherwise") || len(got) != 1 {
			t.Errorf("%v", got)
		}
		// taken back while the sheet has not been sent
		undo := func(id int64) error {
			_, err := h.Imports.Undo(ctx, clerk, "", id, batch(t, h, id).Version, "传错了文件")
			return err
		}
		apptest.Must(t, undo(x.ID))
		if _, by, claimed := sheet(); by[a].Day(12) != '-' || by[a].Day(14) != 'P' || len(claimed) != 3 {
			t.Errorf("%+v %+v", by[a], claimed)
		}
		once := handIn(t, h, clerk, "attendance", apptest.Home, "再来.xlsx",
			book(row("王秀英", map[int]string{12: "勤"}, ""), row("李桂兰", map[int]string{3: "勤"}, "")))
		apptest.Must(t, accept(h, clerk, once))
		s, _, _ = sheet()
		_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: s.ID, Version: s.Version})
		apptest.Must(t, err)
		want(t, undo(once.ID), "import.built_upon")
		late := handIn(t, h, clerk, "attendance", apptest.Home, "晚了.xlsx", book(row("李桂兰", map[int]string{4: "勤"}, "")))
		if got := faults(t, h, late.ID); !slices.Contains(got, "3 月份: duty.state") {
			t.Errorf("%v", got)
		}
		// a month that is not named, and one that has not come
		h.Set.Move(clock.On(civil.MustDate("2025-03-04"), 9, 0))
		unnamed := handIn(t, h, clerk, "attendance", apptest.Home, "没有月份.xlsx",
			sheettest.XLSX(t, sheettest.Page{Name: "Sheet1", Rows: [][]any{head, row("王秀英", map[int]string{1: "勤"}, "")}}))
		if got := faults(t, h, unnamed.ID); !slices.Contains(got, "2 月份: import.month") {
			t.Errorf("%v", got)
		}
		if _, err := h.Imports.HandIn(ctx, h.Actor("township_supervisor", apptest.Town), "", "attendance",
			h.Region(apptest.Home), "x.xlsx", book(row("王秀英", nil, ""))); err == nil {
			t.Error("a supervisor took a sheet in")
		}
	})
}
