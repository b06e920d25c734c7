package application_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

// Every rule by which a proposal is judged: its parameter, the article that the rulebook names for it, a fact that
// offends it and the reaction. A rule of the rulebook that is not in the table fails the test.
func TestJudge_every_rule_with_its_article(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	book := h.Book()
	day := civil.MustDate("2025-03-03")
	born := func(s string) func(*application.Facts) {
		return func(f *application.Facts) { f.Person.Birth = civil.MustDate(s) }
	}
	excluded := func(code string) func(*application.Facts) {
		return func(f *application.Facts) {
			f.Exclusions = []resident.Dated{{Code: code, FromDate: civil.MustDate("2024-01-01"), Source: "登记"}}
		}
	}
	office := func(code string) func(*application.Facts) {
		return func(f *application.Facts) {
			f.Offices = []resident.KinOfOfficial{{Code: code, FromDate: civil.MustDate("2021-01-01")}}
		}
	}
	table := []struct {
		parameter, article string
		offend             func(*application.Facts)
		want               string
	}{
		{"age.min", "泰山区省庄镇2022公告", born("2009-03-04"), "person.age_under=block"},
		{"age.max_new", "泰山区省庄镇2022公告", born("1959-03-03"), "person.age_over=warn"},
		{"age.older_min", "临沭街道2023公告", func(f *application.Facts) {
			f.Basis, f.Categories = "older", nil
			f.Person.Birth = civil.MustDate("1980-04-01")
		}, "person.no_basis=block"},
		{"residence.min_months", "临沭街道2023公告",
			func(f *application.Facts) { f.Person.ResidentSince = civil.MustDate("2025-02-01") }, "person.residence=warn"},
		{"exclude.employee_pension_paying", "临沭街道2023公告", excluded("employee_pension_paying"),
			"exclude.employee_pension_paying=block"},
		{"exclude.employee_pension_drawing", "临沭街道2023公告", excluded("employee_pension_drawing"),
			"exclude.employee_pension_drawing=block"},
		{"exclude.business_owner", "临沭街道2023公告", excluded("business_owner"), "exclude.business_owner=block"},
		{"exclude.public_employee", "临沭街道2023公告", office("public_employee"), "exclude.public_employee=block"},
		{"exclude.village_cadre", "外省办法；本市待确认", office("village_cadre"), "exclude.village_cadre=block"},
		{"exclude.cadre_family", "外省办法；本市待确认", func(f *application.Facts) {
			f.Kin = []resident.KinOfOfficial{{FromDate: civil.MustDate("2021-01-01")}}
		}, "kin.official=declare"},
		{"exclude.student", "泰山区省庄镇2022公告", excluded("student"), "exclude.student=block"},
		{"exclude.cannot_work", "渝人社发〔2016〕239号", excluded("cannot_work"), "exclude.cannot_work=warn"},
		{"exclude.elsewhere", "吉林省2025办法", excluded("elsewhere"), "exclude.elsewhere=warn"},
		{"exclude.in_custody", "待确认", excluded("in_custody"), "exclude.in_custody=block"},
		{"exclude.breach", "本系统内控（待确认）", func(f *application.Facts) { f.Breach = civil.MustDate("2024-06-01") },
			"exclude.breach=warn"},
		{"rehire.barred_months", "本系统内控（待确认）", func(f *application.Facts) { f.Breach = civil.MustDate("2024-03-04") },
			"exclude.breach=warn"},
		{"rehire.barred_months", "本系统内控（待确认）", func(f *application.Facts) { f.Breach = civil.MustDate("2024-03-03") }, ""},
		{"person.max_posts", "清水县2022方案", func(f *application.Facts) { f.LivePosts = 1 }, "person.max_posts=block"},
		{"household.max_posts", "甘肃四部门通知2022", func(f *application.Facts) { f.HouseHolds = 1 }, "household.max_posts=warn"},
		{"term.max_months", "国家政策问答；农村岗位待确认", func(f *application.Facts) { f.MonthsHeld = 36 }, "term.max_months=warn"},
		{"term.max_placements", "国家政策问答；农村岗位待确认", func(f *application.Facts) { f.Placements = 2 },
			"term.max_placements=warn"},
		{"term.max_placements", "国家政策问答；农村岗位待确认", func(f *application.Facts) { f.Placements = 1 }, ""},
	}
	var rows []struct{ Param, Document string }
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		return s.Select(&rows, "SELECT param, document FROM rule_parameter ORDER BY id")
	}))
	article := map[string]string{}
	for _, r := range rows {
		article[r.Param] = r.Document
	}
	tried := map[string]bool{"age.max_on_post": true} // of those on a post: inspection's
	for _, c := range table {
		tried[c.parameter] = true
		if article[c.parameter] != c.article {
			t.Errorf("%s rests on %q, the table says %q", c.parameter, article[c.parameter], c.article)
		}
		f := application.Facts{Person: resident.Person{Birth: civil.MustDate("1970-01-01")}, Day: day,
			Path: h.Region(home).Path, Basis: "poverty_out", KinKnown: true,
			Categories: []resident.Dated{{Code: "poverty_out", FromDate: civil.MustDate("2021-01-01")}}}
		c.offend(&f)
		got := ""
		for _, r := range application.Judge(f, book) {
			got += r.Code + "=" + r.Reaction
		}
		if got != c.want {
			t.Errorf("%s (%s): %q, want %q", c.parameter, c.article, got, c.want)
		}
	}
	for p := range article {
		for _, family := range []string{"age.", "exclude.", "person.", "household.", "term.", "residence.", "rehire."} {
			if strings.HasPrefix(p, family) && !tried[p] {
				t.Errorf("%s is in the rulebook and not in the table", p)
			}
		}
	}
}
