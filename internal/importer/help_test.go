package importer_test

import (
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/platform/database"
	"gangwei/internal/sheettest"
)

func TestHelp_comes_from_another_system_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		town := h.Actor("township_reviewer", apptest.Town)
		entry := func(name, code string) string {
			e := h.Entry(name)
			_, err := h.Residents.Register(ctx, h.Actor("village_registrar", code), "", h.Region(code), e)
			apptest.Must(t, err)
			return e.IDNumber
		}
		wang, away := entry("王三", apptest.Home), entry("李六", apptest.Away)
		heads := []any{"姓名", "身份证号", "就业需求", "帮扶类型", "帮扶措施", "帮扶日期", "帮扶成效", "下次日期"}
		book := func(rows ...[]any) []byte {
			return sheettest.XLSX(t, sheettest.Page{Name: "台账", Rows: append([][]any{heads}, rows...)})
		}
		one := []any{"王三", wang, "想在本村就业", "基本就业服务", "介绍工作", "2025.2.1", "已面试", "2025-04-01"}
		b := handIn(t, h, town, "help", apptest.Town, "台账.xlsx", book(one,
			[]any{"李六", away, "", "急难", "临时救助", "2025-02-01", "", ""},
			[]any{"王三", wang, "", "慰问", "送米送油", "2025-02-01", "", ""},
			[]any{"王三", wang, "", "政策", "申报补贴", "2025-02-01", "", "2025-01-01"},
			[]any{"王五", wang, "", "政策", "申报补贴", "2025-02-02", "", ""}))
		if got := strings.Join(faults(t, h, b.ID), "; "); b.RowsGood != 1 ||
			got != "3 身份证号码: import.outside; 4 援助类型: import.word; 5 下次援助日期: help.next; 6 姓名: import.other_name" {
			t.Errorf("%+v %s", b, got)
		}
		apptest.Must(t, accept(h, town, b))
		again := handIn(t, h, town, "help", apptest.Town, "台账2.xlsx",
			book(one, []any{"王三", wang, "", "政策", "申报补贴", "2025-02-02", "", ""}))
		if again.RowsGood != 1 {
			t.Errorf("the same act again: %+v", again)
		}
		apptest.Must(t, accept(h, town, again))
		other := slices.Clone(one) // the other system says that it came to something else
		other[6] = "已上班"
		differs := handIn(t, h, town, "help", apptest.Town, "台账3.xlsx", book(other))
		if got := strings.Join(faults(t, h, differs.ID), "; "); differs.RowsGood != 0 || got != "2 结果: import.help_differs" {
			t.Errorf("%+v %s", differs, got)
		}
		acts := func() (n int) {
			t.Helper()
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
				rows, err := helpledger.List(s, town.Scope("help.view"), helpledger.Filter{Limit: 10})
				for _, x := range rows {
					of, err := helpledger.ActsOf(s, x.ID)
					if err != nil {
						return err
					}
					n += len(of)
				}
				return err
			}))
			return n
		}
		if n := acts(); n != 2 {
			t.Errorf("%d acts", n)
		}
		again.Version++
		_, err := h.Imports.Undo(ctx, town, "", again.ID, again.Version, "导错了文件")
		apptest.Must(t, err)
		if n := acts(); n != 1 {
			t.Errorf("%d acts after the second was undone", n)
		}
	})
}
