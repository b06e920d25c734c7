package importer_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
	"gangwei/internal/sheettest"
)

func TestKin_and_officials(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		town := h.Actor("township_reviewer", apptest.Town)
		entry := func(name, code string) (string, int64) {
			e := h.Entry(name)
			id, err := h.Residents.Register(ctx, h.Actor("village_registrar", code), "", h.Region(code), e)
			apptest.Must(t, err)
			return e.IDNumber, id
		}
		wang, wangID := entry("王三", apptest.Home)
		chief, _ := entry("王四", apptest.Beside)
		li, _ := entry("李六", apptest.Away)

		officials := sheettest.XLS(sheettest.Page{Name: "名册", Rows: [][]any{
			{"村", "姓名", "身份证号", "类别", "职务", "任职时间", "离任时间"},
			{"铁西居委会", "王四", chief, "村干部", "居委会主任", "2021.3.15", nil},
			{"铁西", "王四", chief, "村干部", "党支部副书记", "2018-03-01", "2021-03-14"},
			{"东村", "王四", chief, "村干部", "会计", "2021.3.15", nil},
			{"铁西居委会", "王五", chief, "村干部", "会计", "2021.3.15", nil},
			{"铁西居委会", "王四", chief, "亲戚", "会计", "2030-01-01", nil},
		}}, 50, false)
		b := handIn(t, h, town, "officials", apptest.Town, "名册.xls", officials)
		if got := strings.Join(faults(t, h, b.ID), "; "); b.RowsGood != 2 ||
			got != "4 村（社区）: import.village; 5 姓名: import.other_name; 6 人员性质: import.word" {
			t.Errorf("%+v %s", b, got)
		}
		apptest.Must(t, accept(h, town, b))

		// the election: the same roster again, where the chairman has left office and somebody new came
		election := sheettest.XLSX(t,
			sheettest.Page{Name: "换届", Rows: [][]any{{"村", "姓名", "身份证号", "类别", "职务", "任职时间", "离任时间"},
				{"铁西居委会", "王四", chief, "村干部", "居委会主任", "2021.3.15", "2025-02-28"},
				{"铁西居委会", "王三", wang, "村干部", "居委会主任", "2025-03-01", nil}}})
		x := handIn(t, h, town, "officials", apptest.Town, "换届.xlsx", election)
		if x.RowsGood != 2 {
			t.Errorf("%+v %v", x, faults(t, h, x.ID))
		}
		apptest.Must(t, accept(h, town, x))
		held := func() (who string) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := resident.Roster(s, authz.Everywhere(), true, "", 0, 10)
				if len(rows) != 1 {
					t.Fatalf("%+v", rows)
				}
				who = rows[0].Name
				return err
			}))
			return who
		}
		if held() != "王三" {
			t.Error("the old chairman is in office")
		}
		h.Hold(0, "王五", "", "2024-05-01", "")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec(
				"UPDATE person SET household_id = (SELECT household_id FROM (SELECT household_id FROM person WHERE id = ?) x) "+
					"WHERE name = '王五'",
				wangID)
			return err
		}))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			kin, err := resident.KinOnPost(s, authz.Everywhere(), civil.MustDate("2025-01-01"))
			if len(kin) != 1 || kin[0].Official != "王三" || kin[0].Holder != "王五" || kin[0].Code != "" {
				t.Errorf("%+v", kin)
			}
			return err
		}))
		x = batch(t, h, x.ID)
		_, err := h.Imports.Undo(ctx, town, "", x.ID, x.Version, "传错了文件")
		apptest.Must(t, err)
		if held() != "王四" {
			t.Error("the undoing did not bring the old chairman back")
		}
		gbk, err := simplifiedchinese.GB18030.NewEncoder().String("申报人,申报人身份证号,亲属姓名,亲属身份证号,关系,申报日期\n" +
			"王三," + wang + ",王四," + chief + ",弟弟,2025/3/1\n王三," + wang + ",王三," + wang + ",本人,2025/3/1\n" +
			"王三," + wang + ",某人," + h.Number("1971-01-01", false) + ",哥哥,2025/3/1\n李六," + li + ",王三," + wang +
			",表弟,2025/3/1\n王三," + wang + ",王四," + chief + ",兄,2025/3/1\n")
		apptest.Must(t, err)
		registrar := h.Actor("village_registrar", apptest.Home)
		k := handIn(t, h, registrar, "kin", apptest.Home, "申报.csv", []byte(gbk))
		if got := strings.Join(faults(t, h, k.ID), "; "); k.RowsGood != 1 ||
			got != "3 亲属是申报人的: import.relation; 4 亲属身份证号码: import.unknown_person; 5 申报人身份证号码: import.outside; 6 亲属身份证号码: import.twice" {
			t.Errorf("%+v %s", k, got)
		}
		apptest.Must(t, accept(h, registrar, k))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			p, err := resident.ByID(s, wangID)
			apptest.Must(t, err)
			kin, err := resident.OfficialKin(s, p)
			if len(kin) != 2 || kin[0].Name != "王四" || kin[0].Code != "73" {
				t.Errorf("%+v", kin)
			}
			ds, err2 := resident.DeclarationsOf(s, wangID)
			if len(ds) != 1 || ds[0].Ties != 1 || ds[0].Channel != "import" {
				t.Errorf("%+v %v", ds, err2)
			}
			return err
		}))
		k = batch(t, h, k.ID)
		_, err = h.Imports.Undo(ctx, registrar, "", k.ID, k.Version, "传错了文件")
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			known, err := resident.KinKnown(s, wangID)
			if known {
				t.Error("a declaration is left")
			}
			return err
		}))
	})
}
