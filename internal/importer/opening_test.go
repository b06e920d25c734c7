package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
	"gangwei/internal/sheettest"
)

// An office begins to keep its books: posts by workbook within the plan, then those who hold them.
func TestOpening_posts_and_then_their_holders(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
		head := []any{"村", "岗位类别", "岗位名称", "工作地点", "工作内容", "月天数", "月工时", "补贴标准", "资金来源", "负责人", "开发日期"}
		row := func(title string, hours, rate float64, fund string) []any {
			return []any{"新风里", "保洁", title, "村内", "清扫", 15.0, hours, rate, fund, "张主任", "2025.1.1"}
		}
		rows := [][]any{{"岗位台账"}, head, row("护林员", 40, 800, "就业补助资金"), row("护林员", 40, 800, "就业资金"),
			row("巡河员", 40, 300, "就业补助资金"), row("巡河员", 200, 5000, "自筹"), {"新风里", "国王"}}
		b := handIn(t, h, town, "posts", apptest.Town, "岗位.xlsx", sheettest.XLSX(t, sheettest.Page{Name: "台账", Rows: rows}))
		got := strings.Join(faults(t, h, b.ID), "; ")
		if b.RowsGood != 2 || b.RowsBad != 3 || !strings.Contains(got, "5 月补贴（元）: post.below_minimum") ||
			!strings.Contains(got, "6 资金来源: import.word") || !strings.Contains(got, "6 月工时: form.range") ||
			!strings.Contains(got, "7 岗位类别: import.word") {
			t.Fatalf("%+v %s", b, got)
		}
		left := func() (n int64) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				_, n, _, err = quota.LeftFor(s, h.Region(apptest.Home).Path, quota.Line{Period: quota.First.Code, Kind: "cleaning"})
				return err
			}))
			return n
		}
		before := left()
		apptest.Must(t, accept(h, town, b))
		if left() != before-2 {
			t.Errorf("%d places of the plan were used", before-left())
		}
		b = batch(t, h, b.ID)
		_, err := h.Imports.Undo(ctx, town, "", b.ID, b.Version, "传错了文件")
		apptest.Must(t, err)
		if left() != before {
			t.Error("the plan did not get its places back")
		}
		// more rows than the plan has places: the last ones are named
		many := [][]any{head}
		for range before + 2 {
			many = append(many, row("护林员", 40, 800, "就业补助资金"))
		}
		b = handIn(t, h, town, "posts", apptest.Town, "太多.xlsx", sheettest.XLSX(t, sheettest.Page{Name: "台账", Rows: many}))
		if b.RowsGood != before || b.RowsBad != 2 {
			t.Errorf("%+v", b)
		}
		apptest.Must(t, accept(h, town, b))

		people := map[string]string{}
		for _, name := range []string{"王三", "李四", "赵五"} {
			e := h.Entry(name)
			people[name] = e.IDNumber
			_, err := h.Residents.Register(ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home), e)
			apptest.Must(t, err)
		}
		var code string
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			p, err := post.ByID(s, h.Posts[0])
			code = p.Code
			return err
		}))
		hold := func(name, number, post, start string) []any {
			return []any{"新风里", name, number, post, "脱贫人口", start, "LW-" + name[:0] + "1", "2025-01-01", "2025-12-31"}
		}
		holders := [][]any{{"村", "姓名", "身份证号", "岗位", "安置依据", "上岗时间", "协议编号", "协议起始日", "协议截止日"},
			hold("王三", people["王三"], code, "2023.1.1"), hold("李四", people["李四"], "护林员", "2024.5.1"),
			hold("赵五", people["赵五"], "没有的岗位", "2024.5.1"), hold("王三", people["王三"], "护林员", "2024.5.1"),
			hold("赵五", people["赵五"], code, "2026.5.1")}
		body := sheettest.XLSX(t, sheettest.Page{Name: "在岗", Rows: holders})
		if _, err := h.Imports.HandIn(ctx, town, "", "holders", h.Region(apptest.Town), "在岗.xlsx", body); err == nil {
			t.Error("a township takes holders over")
		}
		b = handIn(t, h, county, "holders", apptest.County, "在岗.xlsx", body)
		if got := strings.Join(faults(t, h, b.ID), "; "); b.RowsGood != 2 ||
			got != "4 岗位名称: import.no_vacancy; 5 身份证号码: import.twice; 6 上岗日期: placement.opening_start" {
			t.Fatalf("%+v %s", b, got)
		}
		apptest.Must(t, accept(h, county, b))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			live, err := placement.Live(s, h.Region(apptest.Home).ID)
			if len(live) != 2 || live[0].StartOn != civil.MustDate("2023-01-01") || live[0].ApplicationID != nil {
				t.Errorf("%+v", live)
			}
			if _, err := trail.Verify(s, app.Witnessed(), ""); err != nil {
				t.Error(err)
			}
			return err
		}))
		again := handIn(t, h, county, "holders", apptest.County, "再来.xlsx", sheettest.With(t, body, "docProps/x.bin", 1))
		if got := strings.Join(faults(t, h, again.ID), "; "); again.RowsGood != 0 || again.RowsSame != 2 ||
			strings.Contains(got, "2 ") {
			t.Errorf("%+v %s", again, got)
		}
		// who holds a post is not put on another, nor on the same one from another day
		other := handIn(t, h, county, "holders", apptest.County, "改.xlsx", sheettest.XLSX(t,
			sheettest.Page{Name: "在岗", Rows: [][]any{holders[0],
				hold("王三", people["王三"], code, "2023.1.2"), hold("李四", people["李四"], code, "2024.5.1")}}))
		if got := strings.Join(faults(t, h, other.ID), "; "); other.RowsBad != 2 || other.RowsSame != 0 ||
			strings.Count(got, "身份证号码: placement.person_placed") != 2 {
			t.Errorf("%+v %s", other, got)
		}
		_, err = h.Inspect.Run(ctx, authz.System("test"), h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			var rules []string
			err := s.Select(&rules, "SELECT rule FROM finding ORDER BY rule")
			if got := fmt.Sprint(rules); !strings.Contains(got, "procedure.opening") || strings.Contains(got, "step_missing") {
				t.Error(got)
			}
			return err
		}))
	})
}
