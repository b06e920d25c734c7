package importer_test

import (
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/history"
	"gangwei/internal/sheettest"
)

// Earlier years come in whole: two people on one post, missing minutes, impossible dates, nobody known by that number.
func TestHistory_is_taken_as_found(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		town := h.Actor("township_reviewer", apptest.Town)
		known := h.Entry("王三")
		id, err := h.Residents.Register(ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home), known)
		apptest.Must(t, err)
		body := sheettest.XLSX(t, sheettest.Page{Name: "在岗", Rows: [][]any{
			{"2023年乡村公益性岗位人员及补贴发放表"},
			{"村", "姓名", "身份证号", "岗位", "上岗时间", "退出时间", "评议时间", "公示", "审批时间", "补贴标准", "1月", "2月", "3月", "凭证号", "经办人"},
			{"新风里", "王三", known.IDNumber, "保洁-03", "2023.1.1", nil, "2022-12-20", "12.21-12.27", "2022-12-28", 800.0, "√", 800.0,
				nil, "记-018", "张某"},
			{"新风里", "李四", 370499197001010018.0, "保洁-03", "2023.2.30", nil, nil, nil, nil, nil, "√", nil, nil, nil, nil},
			{"新风里", "赵五", h.Number("1960-01-01", true), "保洁-03", "2023-05-01", "2023-04-01", "2023-05-02", "5天", "2023-05-01",
				nil, nil, nil, nil, nil, nil},
			{"不存在的村", "钱六", nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, 700.0, "记-019", nil},
			{"合计", nil, nil, nil, nil, nil, nil, nil, nil, nil, 800.0, 800.0, 700.0},
		}, Merge: [][2]string{{"A1", "O1"}}})
		b := handIn(t, h, town, "history", apptest.Town, "2023.xlsx", body)
		if b.RowsGood != 4 || b.RowsBad != 0 {
			t.Fatalf("%+v", b)
		}
		if got := strings.Join(faults(t, h, b.ID), "; "); !strings.Contains(got, "4 上岗日期: history.start") ||
			!strings.Contains(got, "6 村（社区）: history.village") {
			t.Error(got)
		}
		apptest.Must(t, accept(h, town, b))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := history.List(s, authz.Under(h.Region(apptest.Town).Path), history.Filter{Limit: 10})
			apptest.Must(t, err)
			if len(rows) != 4 {
				t.Fatalf("%+v", rows)
			}
			w, l, z, q := rows[0], rows[1], rows[2], rows[3]
			if w.PersonID == nil || *w.PersonID != id || w.Year != 2023 || w.Odd != "history.two_on_post" ||
				w.StartOn.String() != "2023-01-01" || w.Path != h.Region(apptest.Home).Path {
				t.Errorf("%+v", w)
			}
			if l.StartRaw != "2023.2.30" || !l.StartOn.IsZero() || l.IDIndex != nil ||
				l.Odd != "history.idno history.start history.no_review history.no_notice history.month history.two_on_post" {
				t.Errorf("%+v", l)
			}
			if z.Odd != "history.not_registered history.order history.audit_early history.two_on_post" {
				t.Errorf("%+v", z)
			}
			if q.VillageID != nil || q.Odd != "history.no_idno history.village history.no_review history.no_notice" {
				t.Errorf("%+v", q)
			}
			paid, err := history.PaidOf(s, w.ID)
			if len(paid) != 2 || paid[0].Month.String() != "2023-01" || paid[0].AmountFen != 80000 {
				t.Errorf("%+v", paid)
			}
			raw, err2 := h.History.Raw(s, w.ID)
			if !strings.Contains(raw, "身份证号\t"+known.IDNumber) || err2 != nil {
				t.Errorf("%q %v", raw, err2)
			}
			if _, err := trail.Verify(s, app.Witnessed(), ""); err != nil {
				t.Error(err)
			}
			return err
		}))
		if _, err := h.Inspect.Run(ctx, authz.System("test"), h.Region(apptest.County).Path, nil); err != nil {
			t.Fatal(err)
		}
		found := map[string]int{}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			var rules []string
			err := s.Select(&rules, "SELECT rule FROM finding")
			for _, r := range rules {
				found[r]++
			}
			return err
		}))
		// the second of the post has no valid number
		if found["procedure.earlier_unproved"] != 1 || found["diversion.earlier_double"] != 0 {
			t.Errorf("%v", found)
		}
		// a row that was taken from one file says nothing new in another
		again := handIn(t, h, town, "history", apptest.Town, "再来.xlsx", sheettest.With(t, body, "docProps/x.bin", 1))
		if again.RowsGood != 0 || again.RowsSame != 4 {
			t.Errorf("%+v", again)
		}
		b = batch(t, h, b.ID)
		_, err = h.Imports.Undo(ctx, town, "", b.ID, b.Version, "传错了文件")
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := history.List(s, authz.Everywhere(), history.Filter{Limit: 10})
			if len(rows) != 0 {
				t.Error("undone rows still count")
			}
			return err
		}))
	})
}
