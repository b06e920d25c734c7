package importer_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
	"gangwei/internal/sheettest"
)

// Officials need not be villagers of whom more is known: name and number are enough, and whoever is registered later is
// the same human.
func TestOfficials_need_not_be_registered(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		town, clerk := h.Actor("township_reviewer", apptest.Town), h.Actor("village_registrar", apptest.Home)
		known := h.Entry("示例丁")
		_, err := h.Residents.Register(ctx, clerk, "", h.Region(apptest.Home), known)
		apptest.Must(t, err)
		one, two := h.Number("1968-05-06", false), h.Number("1969-05-06", false)
		head := []any{"村", "姓名", "身份证号", "类别", "职务", "任职时间", "离任时间"}
		book := func(rows ...[]any) []byte {
			return sheettest.XLSX(t, sheettest.Page{Name: "名册", Rows: append([][]any{head}, rows...)})
		}
		body := book([]any{"新风里", "示例官", one, "村干部", "村委会主任", "2021.3.1", ""}, []any{"", "示例官", one, "公职人员", "镇人大代表",
			"2022.3.1", ""}, []any{"新风里", "示例丁", known.IDNumber, "村干部", "委员", "2021.3.1", ""},
			[]any{"新风里", "别名人", one, "村干部", "支部书记", "2021.3.1", ""}, []any{"", "", two, "公职人员", "科员", "2021.3.1", ""}, []any{"",
				"示例员", two, "公职人员", "科员", "2021.3.1", ""})
		b := handIn(t, h, town, "officials", apptest.Town, "名册.xlsx", body)
		if got := strings.Join(faults(t, h, b.ID), "; "); b.RowsGood != 4 ||
			got != "5 姓名: import.other_name; 6 姓名: import.required" {
			t.Fatalf("%+v %s", b, got)
		}
		apptest.Must(t, accept(h, town, b))
		roster := func() (names []string) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := resident.Roster(s, authz.Everywhere(), false, "", 0, 50)
				for _, x := range rows {
					names = append(names, x.Name+x.Title)
				}
				return err
			}))
			return names
		}
		if n := counted(t, h); len(roster()) != 4 || n["outside"] != 2 || n["people"] != 1 {
			t.Errorf("%v %+v", roster(), n)
		}
		again := handIn(t, h, town, "officials", apptest.Town, "再来.xlsx", sheettest.With(t, body, "docProps/x.bin", 1))
		if again.RowsGood != 0 || again.RowsSame != 4 {
			t.Errorf("%+v %v", again, faults(t, h, again.ID))
		}
		// kin are declared of an official outside the register by the number; a post is not given
		holder := h.Entry("示例戊")
		_, err = h.Residents.Register(ctx, clerk, "", h.Region(apptest.Home), holder)
		apptest.Must(t, err)
		ties := sheettest.XLSX(t, sheettest.Page{Name: "申报", Rows: [][]any{{"申报人姓名", "申报人身份证号码", "亲属姓名", "亲属身份证号码", "亲属是申报人的",
			"申报日期"}, {"示例戊", holder.IDNumber, "示例官", one, "兄", "2025-03-01"}}})
		k := handIn(t, h, town, "kin", apptest.Town, "申报.xlsx", ties)
		if k.RowsGood != 1 {
			t.Errorf("%+v %v", k, faults(t, h, k.ID))
		}
		apptest.Must(t, accept(h, town, k))
		holders := sheettest.XLSX(t, sheettest.Page{Name: "在岗", Rows: [][]any{{"村", "姓名", "身份证号", "岗位", "安置依据", "上岗时间",
			"协议编号", "协议起始日", "协议截止日"}, {"新风里", "示例官", one, "村内保洁员", "脱贫人口", "2024.1.1", "A1", "2025-01-01", "2025-12-31"}}})
		p := handIn(t, h, h.Actor("county_reviewer", apptest.County), "holders", apptest.County, "在岗.xlsx", holders)
		if got := strings.Join(faults(t, h, p.ID), "; "); p.RowsGood != 0 || got != "2 身份证号码: import.unknown_person" {
			t.Errorf("%+v %s", p, got)
		}
		// undone while kin hang on one of them: refused; without kin it leaves nothing
		undo := func(b int64) error {
			x := batch(t, h, b)
			_, err := h.Imports.Undo(ctx, town, "", b, x.Version, "传错了文件")
			return err
		}
		want(t, undo(b.ID), "resident.built_upon")
		if len(roster()) != 4 {
			t.Error("a refused undoing must leave everybody")
		}
		apptest.Must(t, undo(k.ID))
		// one of them is registered by workbook: the same record
		villagers := sheettest.XLSX(t, sheettest.Page{Name: "人员", Rows: [][]any{{"姓名", "身份证号", "户号", "与户主关系"}, {"示例官", one,
			"31", "户主"}, {"另一人", two, "32", "户主"}}})
		v := handIn(t, h, clerk, "people", apptest.Home, "人员.xlsx", villagers)
		if got := strings.Join(faults(t, h, v.ID), "; "); v.RowsGood != 1 || got != "3 姓名: import.other_name" {
			t.Errorf("%+v %s", v, got)
		}
		apptest.Must(t, accept(h, clerk, v))
		if n := counted(t, h); n["outside"] != 1 || n["people"] != 3 {
			t.Errorf("%+v", n)
		}
		x := batch(t, h, v.ID)
		_, err = h.Imports.Undo(ctx, clerk, "", x.ID, x.Version, "传错了文件")
		apptest.Must(t, err)
		if n := counted(t, h); n["outside"] != 2 || n["people"] != 2 || len(roster()) != 4 {
			t.Errorf("%+v %v", n, roster())
		}
		apptest.Must(t, undo(b.ID))
		if n := counted(t, h); n["outside"] != 0 || len(roster()) != 0 || n["open homes"] != 0 {
			t.Errorf("%+v %v", n, roster())
		}
	})
}

// Where a village's workbook has no number of the household, nobody is made one household or alone by it; the same
// workbook with the numbers
// tells them later.
func TestPeople_without_household_and_told_later(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		clerk := h.Actor("village_registrar", apptest.Home)
		one, two, three := h.Number("1968-05-06", false), h.Number("1969-05-06", true), h.Number("1970-05-06", true)
		book := func(homes bool) []byte {
			head, rows := []any{"姓名", "身份证号"}, [][]any{{"示例甲", one}, {"示例乙", two}, {"示例丙", three}}
			if homes {
				head = append(head, "户号", "与户主关系")
				rows[0], rows[1], rows[2] = append(rows[0], "5", "户主"), append(rows[1], "5", "配偶"), append(rows[2], "", "")
			}
			return sheettest.XLSX(t, sheettest.Page{Name: "人员", Rows: append([][]any{head}, rows...)})
		}
		b := handIn(t, h, clerk, "people", apptest.Home, "人员.xlsx", book(false))
		if b.RowsGood != 3 {
			t.Fatalf("%+v %v", b, faults(t, h, b.ID))
		}
		apptest.Must(t, accept(h, clerk, b))
		if n := counted(t, h); n["open homes"] != 3 || n["homes"] != 0 {
			t.Errorf("%+v", n)
		}
		told := handIn(t, h, clerk, "people", apptest.Home, "补户.xlsx", book(true))
		if told.RowsGood != 2 || told.RowsSame != 1 {
			t.Fatalf("%+v %v", told, faults(t, h, told.ID))
		}
		apptest.Must(t, accept(h, clerk, told))
		ps := people(t, h)
		if n := counted(t, h); n["open homes"] != 1 || n["homes"] != 1 || ps["示例甲"].HouseholdID != ps["示例乙"].HouseholdID ||
			ps["示例乙"].Relation != "10" {
			t.Errorf("%+v %+v", n, ps)
		}
		x := batch(t, h, told.ID)
		_, err := h.Imports.Undo(ctx, clerk, "", x.ID, x.Version, "传错了文件")
		apptest.Must(t, err)
		ps = people(t, h)
		if n := counted(t, h); n["open homes"] != 3 || n["homes"] != 0 || ps["示例甲"].HouseholdID == ps["示例乙"].HouseholdID {
			t.Errorf("%+v", n)
		}
	})
}
