package importer_test

import (
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/sheettest"
)

// A village's workbook handed in by two people at once, which differ: whichever is taken second sees the first. What
// the village says stands, and the other is told.
func TestAttendance_handed_in_by_two_people_at_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "王秀英", "", "2025-01-10", "")
		town, clerk := h.Actor("township_reviewer", apptest.Town), h.Actor("village_registrar", apptest.Home)
		village := h.Region(apptest.Home).Name
		book := func(mark string) []byte {
			return sheettest.XLSX(t, sheettest.Page{Name: "考勤", Rows: [][]any{{"2025年1月考勤表"},
				{"序号", "村（社区）", "姓名", "20", "21", "22"}, {"1", village, "王秀英", mark, "勤", "勤"}}})
		}
		id, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), civil.MustMonth("2025-01"))
		apptest.Must(t, err)
		one := handIn(t, h, clerk, "attendance", apptest.Home, "本村.xlsx", book("缺"))
		two := handIn(t, h, town, "attendance", apptest.Town, "全镇.xlsx", book("勤"))
		if a, b := faults(t, h, one.ID), faults(t, h, two.ID); len(a)+len(b) > 0 {
			t.Fatal(a, b)
		}
		var wait sync.WaitGroup
		var first, second error
		wait.Add(2)
		go func() { defer wait.Done(); first = accept(h, clerk, one) }()
		go func() { defer wait.Done(); second = accept(h, town, two) }()
		wait.Wait()
		apptest.Must(t, first)
		apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) error {
			lines, err := duty.LinesOf(r, id)
			if len(lines) != 1 || lines[0].Days[19:22] != "APP" {
				t.Errorf("%+v, the township's answered %v", lines, second)
			}
			return err
		}))
	})
}
