package importer_test

import (
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
	"gangwei/internal/sheettest"
)

// Holders, accounts and registers are taken back while nothing hangs on them, and not afterwards.
func TestUndo_of_holders_accounts_and_registers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		county, system := h.Actor("county_reviewer", apptest.County), h.Actor("system_admin", "3704")
		take := func(who authz.Actor, kind, at, name string, rows ...[]any) int64 {
			t.Helper()
			b := handIn(t, h, who, kind, at, name, sheettest.XLSX(t, sheettest.Page{Name: "表", Rows: rows}))
			if b.RowsBad > 0 {
				t.Fatalf("%+v %v", b, faults(t, h, b.ID))
			}
			apptest.Must(t, accept(h, who, b))
			return b.ID
		}
		undo := func(who authz.Actor, id int64) error {
			_, err := h.Imports.Undo(ctx, who, "", id, batch(t, h, id).Version, "传错了文件")
			return err
		}
		e := h.Entry("王三")
		person, err := h.Residents.Register(ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home), e)
		apptest.Must(t, err)
		holders := func(name string) int64 {
			return take(county, "holders", apptest.County, name,
				[]any{"村", "姓名", "身份证号", "岗位", "安置依据", "上岗时间", "协议编号", "协议起始日", "协议截止日"},
				[]any{"新风里", "王三", e.IDNumber, "村内保洁员", "脱贫人口", "2023.1.1", name[:1] + "1", "2025-01-01", "2025-12-31"})
		}
		id := holders("a在岗.xlsx")
		apptest.Must(t, undo(county, id))
		want(t, undo(county, id), "import.state")
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			free, err := post.VacantOf(s, h.Region(apptest.Home).ID)
			apptest.Must(t, err)
			c, err := placement.Count(s, authz.Everywhere(), civil.MustDate(apptest.Day))
			apptest.Must(t, err)
			ever, err := placement.PlacedBy(s, authz.Everywhere(), 4)
			apptest.Must(t, err)
			posts, _, months, err := placement.Holdings{}.Of(s, mustPerson(t, s, person), civil.MustDate(apptest.Day))
			if len(free) != 3 || len(ever) != 0 || c.OnPost != 0 || posts != 0 || months != 0 {
				t.Errorf("%d free posts, %+v, holds %d for %d months", len(free), c, posts, months)
			}
			if _, err := trail.Verify(s, app.Witnessed(), ""); err != nil {
				t.Error(err)
			}
			return err
		}))
		id = holders("b在岗.xlsx")
		var live []placement.Placement
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
			live, err = placement.Live(s, h.Region(apptest.Home).ID)
			return err
		}))
		_, err = h.Placements.ReportAccident(ctx, county, "", live[0].ID,
			placement.Story{On: civil.MustDate(apptest.Day), Place: "村北水渠", What: "清理水渠时滑倒", Injury: "扭伤"})
		apptest.Must(t, err)
		want(t, undo(county, id), "import.built_upon")

		shop := func(name string) int64 {
			return take(county, "register", apptest.County, name, []any{"登记类型", "姓名", "身份证号", "说明", "数据截止日", "提供部门"},
				[]any{"办有营业执照", "王三", e.IDNumber, name[:1] + "小卖部", "2025-02-28", "区市场监管局"})
		}
		hits := func() (out []matching.Hit) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				out, err = matching.Hits(s, authz.Everywhere(), "", "", 0, 10)
				return err
			}))
			return out
		}
		id = shop("a.xlsx")
		if len(hits()) != 1 {
			t.Fatalf("%+v", hits())
		}
		apptest.Must(t, undo(county, id))
		if len(hits()) != 0 {
			t.Errorf("%+v", hits())
		}
		id = shop("b.xlsx")
		_, err = h.Matching.Tell(ctx, h.Actor("township_reviewer", apptest.Town), "", hits()[0].ID, 1,
			civil.MustDate(apptest.Day))
		apptest.Must(t, err)
		want(t, undo(county, id), "import.built_upon")

		id = take(system, "users", "3704", "账号.xlsx", []any{"姓名", "身份证号", "登录名", "角色", "区划代码"},
			[]any{"新人", h.Number("1985-01-01", false), "xin.ren", "村级经办人", apptest.Home})
		apptest.Must(t, undo(system, id))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			open, err := account.Requests(s, 10)
			apptest.Must(t, err)
			_, err = account.ByLogin(s, "xin.ren")
			if len(open) != 0 || err == nil {
				t.Errorf("%+v, %v", open, err)
			}
			return nil
		}))
	})
}

func mustPerson(t *testing.T, s *database.Snapshot, id int64) resident.Person {
	t.Helper()
	p, err := resident.ByID(s, id)
	apptest.Must(t, err)
	return p
}
