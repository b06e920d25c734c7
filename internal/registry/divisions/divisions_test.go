package divisions_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/divisions"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestZaozhuang_is_whole(t *testing.T) {
	lines, err := divisions.Read(strings.NewReader(divisions.Zaozhuang))
	if err != nil {
		t.Fatal(err)
	}
	n := map[region.Level]int{}
	for _, l := range lines {
		n[l.Level]++
	}
	if n[region.City] != 1 || n[region.County] != 6 || n[region.Township] != 66 || n[region.Village] != 2469 {
		t.Fatal(n)
	}
}

func TestRead_names_row_and_column(t *testing.T) {
	head := "code,parent,level,name\n370400000000,370000000000,city,枣庄市\n"
	for in, want := range map[string]string{"": "divisions.header", "a,b\n": "divisions.header",
		"code,parent,level,name\n":                                                        "divisions.empty",
		head + "370402000000,370400000000,province,市中区\n":                                 "divisions.level 3 level",
		head + "37040200000X,370400000000,county,市中区\n":                                   "divisions.code 3 code",
		head + "370402000000,370500000000,county,市中区\n":                                   "divisions.parent 3 parent",
		head + "380402000000,370400000000,county,市中区\n":                                   "divisions.prefix 3 code",
		head + "370402000000,370400000000,county,\n":                                      "divisions.name 3 name",
		head + "370402000000,370400000000,county,甲\n370402000000,370400000000,county,乙\n": "divisions.twice 4 code",
		head + "370500000000,370000000000,city,东营市\n":                                     "divisions.one_city 3 level",
		head + "1,2\n": "divisions.columns 3 "} {
		_, err := divisions.Read(strings.NewReader(in))
		all := errs.All(err)
		if len(all) == 0 {
			t.Errorf("%q was read", in)
			continue
		}
		f := strings.Fields(want + " ")
		if all[0].Code != f[0] || len(f) > 2 && (all[0].Column != f[2]) {
			t.Errorf("%q: %v, want %s", in, err, want)
		}
	}
}

func TestImport_again_changes_nothing_and_dates_new_names(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		var lines []divisions.Line
		for _, r := range h.Tree.All() {
			parent := "370000000000"
			if p, ok := h.Tree.ByID(r.ParentID); ok {
				parent = p.Code
			}
			lines = append(lines, divisions.Line{Code: r.Code, Parent: parent, Level: r.Level, Name: r.Name})
		}
		day := civil.MustDate("2025-07-01")
		res, err := divisions.Import(apptest.Ctx, h.Desk, lines, day, "再来一次", nil)
		if err != nil || res != (divisions.Result{}) {
			t.Fatal(res, err)
		}
		for i := range lines {
			if lines[i].Code == apptest.Home {
				lines[i].Name = "新风里社区居委会"
			}
		}
		lines = append(lines[:len(lines)-1],
			divisions.Line{Code: "370402101202", Parent: "370402101000", Level: region.Village, Name: "西村村委会"})
		res, err = divisions.Import(apptest.Ctx, h.Desk, lines, day, "2025年区划", nil)
		if err != nil || res != (divisions.Result{Added: 1, Renamed: 1, Missing: 1}) {
			t.Fatal(res, err)
		}
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			for on, name := range map[string]string{"2025-06-30": "新风里居委会", "2025-07-01": "新风里社区居委会"} {
				tree, err := region.Load(s, civil.MustDate(on))
				if err != nil {
					return err
				}
				r, err := tree.ByCode(apptest.Home)
				if err != nil || r.Name != name || r.ID != h.Region(apptest.Home).ID {
					t.Errorf("%s: %+v %v", on, r, err)
				}
			}
			return nil
		}))
	})
}

func TestRename_keeps_the_name_of_its_day(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who, at := h.Actor("county_reviewer", apptest.County), h.Region(apptest.Home)
		on := civil.MustDate("2025-03-01")
		for _, c := range []struct {
			name, want, code, to, document string
			who                            authz.Actor
			on                             civil.Date
		}{
			{"another role", "authz.forbidden", "370402001216", "新风里村", "区民政〔2025〕1号",
				h.Actor("village_registrar", apptest.Home), on},
			{"another county", "authz.not_found", "370402001216", "新风里村", "区民政〔2025〕1号", h.Actor("county_reviewer", "370481"),
				on},
			{"no code", "divisions.code", "3704", "新风里村", "区民政〔2025〕1号", who, on},
			{"under another parent", "divisions.prefix", "370402101216", "新风里村", "区民政〔2025〕1号", who, on},
			{"another's code", "divisions.twice", apptest.Beside, "新风里村", "区民政〔2025〕1号", who, on},
			{"nothing changed", "divisions.same", at.Code, at.Name, "区民政〔2025〕1号", who, on},
			{"tomorrow", "divisions.on", at.Code, "新风里村", "区民政〔2025〕1号", who, civil.MustDate("2025-03-04")},
			{"no document", "form.required", at.Code, "新风里村", "", who, on},
		} {
			if _, err := divisions.Rename(apptest.Ctx, h.Desk, c.who, "", at, c.code, c.to, c.on,
				c.document); errs.CodeOf(err) != c.want {
				t.Errorf("%s: %v, want %s", c.name, err, c.want)
			}
		}
		_, err := divisions.Rename(apptest.Ctx, h.Desk, who, "", at, "370402001216", "新风里村", on, "区民政〔2025〕1号")
		apptest.Must(t, err)
		for day, want := range map[string]string{"2025-02-28": at.Name, "2025-03-02": "新风里村"} {
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
				tree, err := region.Load(s, civil.MustDate(day))
				if r, ok := tree.ByID(at.ID); !ok || r.Name != want {
					t.Errorf("%s: %+v, want %s", day, r, want)
				}
				return err
			}))
		}
	})
}
