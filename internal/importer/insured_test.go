package importer_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
	"gangwei/internal/sheettest"
)

// numberOf a registered person's identity card.
func numberOf(t *testing.T, h *apptest.House, placementID int64) (name, number string) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		p, err := placement.ByID(s, placementID)
		apptest.Must(t, err)
		q, err := resident.ByID(s, p.PersonID)
		apptest.Must(t, err)
		var sealed []byte
		_, err = s.One(&sealed, "SELECT id_sealed FROM person WHERE id = ?", p.PersonID)
		apptest.Must(t, err)
		number, err = h.Ring.Open("person", "id", sealed)
		name = q.Name
		return err
	}))
	return name, number
}

func coversOf(t *testing.T, h *apptest.House, placementID int64) (out []placement.Cover) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		out, err = placement.CoversOf(s, placementID)
		return err
	}))
	return out
}

// The insurer's list is taken as it comes: each fault names its row, column and remedy; what is known to the day is the
// same, and what was taken can be taken out again.
func TestInsured_list_of_the_insurer_is_taken_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		county := h.Actor("county_reviewer", apptest.County)
		one := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		two := h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
		gone := h.Hold(2, "领款人丙", "999000000000003", "2024-01-01", "2024-12-31")
		nameOne, one1 := numberOf(t, h, one)
		nameTwo, two2 := numberOf(t, h, two)
		nameGone, gone3 := numberOf(t, h, gone)
		idle := h.Entry("王三")
		_, err := h.Residents.Register(ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home), idle)
		apptest.Must(t, err)
		heads := []any{"序号", "被保险人姓名", "被保险人证件号码", "保险单号码", "保险起期", "保险止期", "承保公司", "保费"}
		book := func(rows ...[]any) []byte {
			return sheettest.XLSX(t, sheettest.Page{Name: "清单",
				Rows: append([][]any{{"团体意外伤害保险被保险人清单"}, heads}, rows...)})
		}
		row := func(name, number, policy, from, until string) []any {
			return []any{"1", name, number, policy, from, until, "某某财产保险", "60.00元"}
		}
		good := row(nameOne, one1, "BD-2025-1", "2025年1月1日", "46022") // 2025-12-31 as a serial number
		file := book(good,
			row(nameOne, one1, "BD-2025-2", "2025-12-31", "2026-06-30"),
			row("李四", two2, "BD-2025-1", "2025-01-01", "2025-12-31"),
			row(nameGone, gone3, "BD-2025-1", "2025-01-01", "2025-12-31"),
			row("王三", idle.IDNumber, "BD-2025-1", "2025-01-01", "2025-12-31"),
			row("赵六", h.Entry("赵六").IDNumber, "BD-2025-1", "2025-01-01", "2025-12-31"),
			row(nameTwo, two2, "BD-2025-1", "2025-01-01", "2024-12-31"),
			row(nameTwo, two2, "BD-2025-1", "2025-13-01", "2025-12-31"),
			row(nameTwo, two2, "", "2025-01-01", "2025-12-31"))
		b := handIn(t, h, county, "insured", apptest.County, "被保险人清单.xlsx", file)
		want := "4 起保日期: import.insured_row; 5 姓名: import.other_name; 6 身份证号码: import.insured_none; " +
			"7 身份证号码: import.insured_none; 8 身份证号码: import.unknown_person; 9 终保日期: placement.insure_days; " +
			"10 起保日期: import.day; 11 保单号: import.required"
		if got := strings.Join(faults(t, h, b.ID), "; "); b.RowsGood != 1 || got != want {
			t.Errorf("%+v\n%s", b, got)
		}
		for what, x := range map[string]struct {
			who  authz.Actor
			code string
		}{"finance": {h.Actor("finance_preparer", apptest.County), "authz.forbidden"},
			"the township":   {h.Actor("township_reviewer", apptest.Town), "authz.not_found"},
			"another county": {h.Actor("county_reviewer", "370481"), "authz.not_found"}} {
			apptest.Want(t, what, x.code, accept(h, x.who, b))
		}
		apptest.Must(t, accept(h, county, b))
		got := coversOf(t, h, one)
		if len(got) != 1 || got[0].PolicyNo != "BD-2025-1" || got[0].FromDate.String() != "2025-01-01" ||
			got[0].UntilDate.String() != "2025-12-31" || got[0].Insurer != "某某财产保险" || *got[0].PremiumFen != money.Fen(6000) {
			t.Errorf("%+v", got)
		}
		again := handIn(t, h, county, "insured", apptest.County, "清单2.xlsx", book(good,
			row(nameOne, one1, "BD-2025-9", "2025-12-01", "2026-11-30"),
			row(nameTwo, two2, "BD-2025-1", "2025.1.1", "2025.12.31"),
			row(nameOne, one1, "BD-2026-1", "2026-01-01", "2026-12-31")))
		if got := strings.Join(faults(t, h, again.ID), "; "); again.RowsGood != 2 || again.RowsSame != 1 ||
			got != "4 起保日期: import.insured" {
			t.Errorf("%+v %s", again, got)
		}
		done := apptest.AtOnce(3, func() (int, error) { return 1, accept(h, county, again) })
		if done != 1 {
			t.Errorf("taken %d times at once", done)
		}
		if len(coversOf(t, h, one)) != 2 || len(coversOf(t, h, two)) != 1 {
			t.Errorf("%+v %+v", coversOf(t, h, one), coversOf(t, h, two))
		}
		again.Version++
		_, err = h.Imports.Undo(ctx, county, "", again.ID, again.Version, "导错了文件")
		apptest.Must(t, err)
		if len(coversOf(t, h, one)) != 1 || len(coversOf(t, h, two)) != 0 {
			t.Errorf("undone: %+v %+v", coversOf(t, h, one), coversOf(t, h, two))
		}
	})
}

// Somebody who is insured by hand meanwhile is refused to the import, which then takes nobody.
func TestInsured_by_hand_meanwhile_changes_what_is_taken(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		county := h.Actor("county_reviewer", apptest.County)
		one := h.Hold(0, "领款人甲", "999000000000001", "2025-01-01", "")
		two := h.Hold(1, "领款人乙", "999000000000002", "2025-01-01", "")
		rows := [][]any{{"姓名", "身份证号", "保单号", "保险期间"}}
		for _, id := range []int64{one, two} {
			name, number := numberOf(t, h, id)
			rows = append(rows, []any{name, number, "BD-1", "2025.1.1-2025.12.31"})
		}
		b := handIn(t, h, county, "insured", apptest.County, "清单.xlsx",
			sheettest.XLSX(t, sheettest.Page{Name: "清单", Rows: rows}))
		if b.RowsGood != 2 {
			t.Fatalf("%+v %v", b, faults(t, h, b.ID))
		}
		_, err := placement.Insure(ctx, h.Desk, county, "", placement.Insuring{Path: h.Region(apptest.County).Path,
			Placements: []int64{one}, PolicyNo: "BD-2", From: civil.MustDate("2025-03-01"), Until: civil.MustDate("2026-02-28")})
		apptest.Must(t, err)
		apptest.Want(t, "what was seen is no more", "import.changed", accept(h, county, b))
		if len(coversOf(t, h, two)) != 0 {
			t.Error("half of it was taken")
		}
	})
}
