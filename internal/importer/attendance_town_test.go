package importer_test

import (
	"slices"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/sheettest"
)

// A township brings the sheets of all its villages in one workbook (代录): what a village typed stays, what was brought
// is marked so, and who brought it reviews none of them.
func TestAttendance_of_a_township_in_one_workbook(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := h.Hold(0, "王秀英", "", "2025-01-10", "")
		h.Hold(1, "李桂兰", "", "2025-01-10", "")
		town, clerk := h.Actor("township_reviewer", apptest.Town), h.Actor("village_registrar", apptest.Home)
		jan := civil.MustMonth("2025-01")
		book := func(rows ...[]any) []byte {
			head := []any{"序号", "村（社区）", "姓名", "20", "21", "22"}
			return sheettest.XLSX(t, sheettest.Page{Name: "考勤",
				Rows: append([][]any{{"2025年1月考勤表"}, head}, rows...)})
		}
		id, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), jan)
		apptest.Must(t, err)
		line := duty.Typed{PlacementID: a}
		line.Days[20] = "假"
		_, err = h.Duty.Save(ctx, clerk, "", duty.Form{ID: id, Version: 1, Lines: []duty.Typed{line}})
		apptest.Must(t, err)
		village := h.Region(apptest.Home).Name
		bad := handIn(t, h, town, "attendance", apptest.Town, "全镇.xlsx",
			book([]any{"1", village, "王秀英", "勤", "勤", ""}, []any{"2", "没有这个村", "李桂兰", "勤", "", ""}))
		if got := faults(t, h, bad.ID); !slices.Contains(got, "3 21日: duty.typed_otherwise") || len(got) != 2 {
			t.Errorf("%v", got)
		}
		rows := [][]any{{"1", village, "王秀英", "勤", "", "勤"}, {"2", village, "李桂兰", "勤", "休", "缺"}}
		x := handIn(t, h, town, "attendance", apptest.Town, "全镇改.xlsx", book(rows...))
		if got := faults(t, h, x.ID); len(got) != 0 {
			t.Fatal(got)
		}
		if n := apptest.AtOnce(3, func() (int, error) { return 1, accept(h, town, x) }); n != 1 {
			t.Errorf("accepted %d times", n)
		}
		look := func() (s duty.Sheet, lines []duty.Line) {
			apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) (err error) {
				if s, err = duty.SheetByID(r, id); err == nil {
					lines, err = duty.LinesOf(r, id)
				}
				return err
			}))
			return
		}
		s, lines := look()
		for _, l := range lines {
			if l.PlacementID == a && (l.Days[19:22] != "PLP" || l.How[19:22] != "ItI") ||
				l.PlacementID != a && (l.Days[19:22] != "POA" || l.How[19:22] != "III") {
				t.Errorf("%s: %s %s", l.Name, l.Days, l.How)
			}
		}
		apptest.Want(t, "who brought it", "duty.same_person", s.MayReview(town))
		// the village's own workbook takes the place of what was brought for it
		y := handIn(t, h, clerk, "attendance", apptest.Home, "本村.xlsx", book([]any{"2", village, "李桂兰", "缺", "休", "缺"}))
		if got := faults(t, h, y.ID); len(got) != 0 {
			t.Fatal(got)
		}
		apptest.Must(t, accept(h, clerk, y))
		z := handIn(t, h, town, "attendance", apptest.Town, "全镇又改.xlsx", book([]any{"2", village, "李桂兰", "勤", "", ""}))
		if got := faults(t, h, z.ID); !slices.Contains(got, "3 20日: duty.typed_otherwise") {
			t.Errorf("%v", got)
		}
		if _, err := h.Imports.Undo(ctx, town, "", x.ID, batch(t, h, x.ID).Version, "传错了文件"); err != nil {
			t.Error(err)
		}
		if _, lines := look(); lines[0].Days[19:22] != "-L-" && lines[1].Days[19:22] != "-L-" {
			t.Errorf("%+v", lines)
		}
	})
}
