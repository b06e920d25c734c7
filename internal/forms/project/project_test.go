package project_test

import (
	"bytes"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/project"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/sheet"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var (
	ctx    = apptest.Ctx
	begins = civil.MustDate("2025-01-01")
	q1     = civil.QuarterOf(begins)
)

func one(name string) project.Project {
	return project.Project{Name: name, Summary: "大棚种植", Jobs: 30, JobsPovertyOut: 12, Sites: "②", ContactName: "周某",
		ContactPhone: "0632-0000000"}
}

func TestProjects_from_the_unit_into_the_library(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u := h.Unit("370402").ID
		office, clerk, city, other := h.Actor("unit_reporter", apptest.County), h.Actor("department_clerk", apptest.County),
			h.Actor("city_manager", "3704"), h.Actor("unit_reporter", "370481")
		enter := func(a authz.Actor, p project.Project) (int64, error) {
			p.UnitID = u
			return h.Projects.Enter(ctx, a, "", p)
		}
		for what, x := range map[string]struct {
			a      authz.Actor
			change func(*project.Project)
			code   string
		}{
			"the city":        {city, func(*project.Project) {}, "authz.forbidden"},
			"another unit":    {other, func(*project.Project) {}, "authz.not_found"},
			"the zone":        {h.Actor("unit_reporter", apptest.Zone), func(*project.Project) {}, "authz.not_found"},
			"no name":         {clerk, func(p *project.Project) { p.Name = "" }, "form.required"},
			"more poverty":    {clerk, func(p *project.Project) { p.JobsPovertyOut = 31 }, "project.part"},
			"no such site":    {clerk, func(p *project.Project) { p.Sites = "④" }, "project.sites"},
			"below nothing":   {clerk, func(p *project.Project) { p.Jobs = -1; p.JobsPovertyOut = -2 }, "form.range"},
			"reached, partly": {clerk, func(p *project.Project) { p.ReachedPovertyOut = 1 }, "project.part"},
		} {
			p := one("温室大棚")
			x.change(&p)
			_, err := enter(x.a, p)
			apptest.Want(t, what, x.code, err)
		}
		_, err := h.Projects.Send(ctx, office, "", u, q1, "张一", "0632-0000000")
		apptest.Want(t, "no project runs", "project.none", err)
		id, err := enter(clerk, one("温室大棚"))
		apptest.Must(t, err)
		_, err = enter(clerk, one("温室大棚"))
		apptest.Want(t, "twice", "project.twice", err)
		p := one("温室大棚")
		p.ID, p.Version, p.Reached = id, 1, 5
		_, err = enter(clerk, p)
		apptest.Must(t, err)
		_, err = enter(clerk, p)
		apptest.Want(t, "stale", "form.stale", err)

		send := func(a authz.Actor, q civil.Quarter) (int64, error) {
			return h.Projects.Send(ctx, a, "", u, q, "张一", "0632-0000000")
		}
		_, err = send(clerk, q1)
		apptest.Want(t, "by a clerk", "authz.forbidden", err)
		_, err = send(office, q1.Add(1))
		apptest.Want(t, "to come", "project.quarter", err)
		if got := apptest.AtOnce(3, func() (int, error) {
			_, err := send(office, q1)
			return 1, err
		}); got != 3 { // each is a round of its own
			t.Errorf("%d of three rounds", got)
		}
		lines := func(q civil.Quarter, chosen bool) (out []project.Line) {
			t.Helper()
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
				out, err = project.Latest(s, []int64{u}, q.String(), chosen)
				return err
			}))
			return out
		}
		l := lines(q1, false)
		if len(l) != 1 || l[0].Reached != 5 || l[0].Chosen != nil || l[0].Unit != "市中区" {
			t.Fatalf("%+v", l)
		}
		choose := func(a authz.Actor, line int64, yes bool, why string) error {
			_, err := h.Projects.Choose(ctx, a, "", line, yes, why)
			return err
		}
		apptest.Want(t, "by the unit", "authz.forbidden", choose(office, l[0].ID, true, "带动面大"))
		apptest.Want(t, "no reason", "project.reason", choose(city, l[0].ID, true, ""))
		apptest.Want(t, "an earlier round", "project.old", choose(city, l[0].ID-1, true, "带动面大"))
		apptest.Want(t, "none", "authz.not_found", choose(city, 9999, true, "带动面大"))
		apptest.Must(t, choose(city, l[0].ID, true, "带动面大"))
		if got := lines(q1, true); len(got) != 1 || got[0].Reason != "带动面大" {
			t.Errorf("library %+v", got)
		}
		apptest.Must(t, choose(city, l[0].ID, false, "停工"))
		if got := lines(q1, true); len(got) != 0 {
			t.Errorf("library %+v", got)
		}
		// the next quarter is a version of its own; what ended is not in it
		h.Set.Move(clock.On(civil.MustDate("2025-06-03"), 9, 0))
		_, err = enter(clerk, one("服装车间"))
		apptest.Must(t, err)
		_, err = h.Projects.End(ctx, city, "", id, 2)
		apptest.Want(t, "ended by the city", "authz.forbidden", err)
		_, err = h.Projects.End(ctx, clerk, "", id, 2)
		apptest.Must(t, err)
		_, err = h.Projects.End(ctx, clerk, "", id, 3)
		apptest.Want(t, "ended twice", "project.ended", err)
		_, err = send(office, q1.Add(1))
		apptest.Must(t, err)
		if got := lines(q1.Add(1), false); len(got) != 1 || got[0].Name != "服装车间" {
			t.Errorf("second quarter %+v", got)
		}
		if got := lines(q1, false); len(got) != 1 || got[0].Name != "温室大棚" {
			t.Errorf("first quarter is %+v now", got)
		}
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			breaks, err := h.Counter.Run(s)
			for _, b := range breaks {
				t.Errorf("%s: %s", b.Check, b.Row)
			}
			return err
		}))
	})
}

func TestList_goes_out_as_Excel_and_comes_in_again(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u, clerk := h.Unit("370402").ID, h.Actor("department_clerk", apptest.County)
		line := func(name string, jobs int64, sites string) project.Line {
			return project.Line{Unit: "市中区", Seq: 1, Name: name, Summary: "简介", Jobs: jobs, JobsPovertyOut: 2, Sites: sites,
				ContactName: "周某", ContactPhone: "0632-0000000", Remark: "注"}
		}
		book := func(lines ...project.Line) []byte {
			var b bytes.Buffer
			apptest.Must(t, sheet.WriteForm(&b, project.Printed("市中区", begins, "张一", "0632-0000000", lines)))
			return b.Bytes()
		}
		take := func(body []byte) (project.Taken, error) {
			return h.Projects.ImportWorkbook(ctx, clerk, "", u, "附件2.xlsx", body)
		}
		got, err := take(book(line("一号", 10, "2"), line("二号", 20, "12")))
		apptest.Must(t, err)
		if got != (project.Taken{Added: 2}) {
			t.Errorf("%+v", got)
		}
		if got, err = take(book(line("一号", 11, "2"), line("二号", 20, "12"), line("三号", 3, ""))); err != nil ||
			got != (project.Taken{Added: 1, Changed: 1, Same: 1}) {
			t.Errorf("%+v %v", got, err)
		}
		bad := line("四号", 1, "")
		_, err = take(book(line("一号", 99, "2"), bad))
		apptest.Want(t, "more poverty-out than people", "project.part", err)
		for _, e := range errs.All(err) {
			if e.Row == 0 || e.Column != "带动脱贫人口就业人数" {
				t.Errorf("at row %d, column %q", e.Row, e.Column)
			}
		}
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			running, err := project.Running(s, u)
			if len(running) != 3 || running[0].Jobs != 11 || running[1].Sites != "12" {
				t.Errorf("%+v", running)
			}
			return err
		}))
		_, err = h.Projects.ImportWorkbook(ctx, clerk, "", u, "别的表.csv", []byte("甲,乙\n1,2\n"))
		apptest.Want(t, "another table", "sheet.list_heads", err)
	})
}

// The list as annex 2 prints it, cell by cell.
func TestExcel_is_the_printed_list(t *testing.T) {
	var b bytes.Buffer
	apptest.Must(t,
		sheet.WriteForm(&b,
			project.Printed("市中区", civil.MustDate("2025-12-05"), "张一", "0632-0000000",
				[]project.Line{{Unit: "市中区", Seq: 1, Name: "大棚", Summary: "种菜", Jobs: 30, JobsPovertyOut: 12, Sites: "12",
					ContactName: "周某", ContactPhone: "0632-1", Remark: "注"}})))
	sheets, err := sheet.Open("附件2.xlsx", b.Bytes())
	apptest.Must(t, err)
	want := []string{
		"附件2", "脱贫人口就业帮扶项目清单", "市中区|||||填表日期：2025年12月5日",
		"区（市）|序号|项目名称|项目简介|带动就业人数||项目所在地是否属于：①省乡村振兴重点帮扶县②易地搬迁安置区③黄河滩区居民迁建安置区|项目联系人|联系电话|备注",
		"|||||带动脱贫人口就业人数",
		"市中区|1|大棚|种菜|30|12|①②|周某|0632-1|注",
		"填表人：张一|||||电话：0632-0000000",
	}
	if len(sheets) != 1 || len(sheets[0].Rows) != len(want) {
		t.Fatalf("%+v", sheets)
	}
	for i, r := range sheets[0].Rows {
		if got := strings.TrimRight(strings.Join(written(r), "|"), "|"); got != want[i] {
			t.Errorf("row %d:\n%s\nwant\n%s", i+1, got, want[i])
		}
	}
}

// written cells of a row: what a merged cell holds stands in its first row alone.
func written(r sheet.Row) []string {
	out := r.Texts()
	for i, c := range r.Cells {
		if c.Merged {
			out[i] = ""
		}
	}
	return out
}
